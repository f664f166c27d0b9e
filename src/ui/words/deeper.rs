//! Sentences about levels of tribes, how sure ranks are, who is in between, and who may follow those who left.

use super::plan::the;
use super::{comma, number, pick, said, tribes};
use crate::domain::influence::between::{Between, MostBetween};
use crate::domain::influence::certainty::RankRange;
use crate::domain::model::People;
use crate::domain::tribes::stability::Level;
use crate::domain::tribes::{Cohesion, Seam};

/// One level of tribes.
#[must_use]
pub fn level(level: &Level) -> String {
    let resolution = comma(&level.resolution.to_string());
    said!(
        "Resolution {resolution}: {}, which come back {:.0} % alike from another seed."
            | "Risoluzione {resolution}: {}, somiglianza con quelle di un altro seme: {:.0} %.",
        number::tribes(level.n_tribes as usize),
        100.0 * level.stability
    )
}

/// One rank, as it is shown, with its range.
#[must_use]
pub fn rank(place: &str, name: &str, range: RankRange, is_ahead: bool) -> String {
    let next =
        if is_ahead { "" } else { pick("; not surely ahead of the next", "; il vantaggio su chi segue non è certo") };
    said!(
        "{place}. {name}: between {} and {}{next}" | "{place}. {name}: tra la posizione {} e la {}{next}",
        range.best,
        range.worst
    )
}

/// The people most in between.
#[must_use]
pub fn between(found: &MostBetween, people: &People) -> String {
    let line = |between: &Between| {
        let give_or_take = if between.give_or_take > 0.0 {
            said!(", give or take {:.0}" | ", più o meno {:.0}", between.give_or_take)
        } else {
            String::new()
        };
        let label = people.label(between.person);
        said!(
            "{label}: on the shortest way of {:.0} pairs{give_or_take}\n"
                | "{label}: sul percorso più breve di {:.0} coppie{give_or_take}\n",
            between.pairs
        )
    };
    found.people.iter().map(line).collect()
}

/// What holds one tribe together.
#[must_use]
pub fn seam(name: &str, held: Cohesion, seam: Option<&Seam>) -> String {
    let bridges = number::plural(
        held.n_bridges as usize,
        pick("member joins", "membro la unisce"),
        pick("members join", "membri la uniscono"),
    );
    let close = said!(
        "{name}: {} of all pairs are tied, {bridges} it to others"
            | "{name}: è legato {} di tutte le coppie, {bridges} ad altre tribù",
        the(&number::percent(held.density))
    );
    seam.map_or(format!("{close}."), |seam| {
        if seam.tie_rows.is_empty() {
            return format!("{close}. {}", tribes::apart(seam));
        }
        let ties = number::plural(seam.tie_rows.len(), pick("tie", "legame"), pick("ties", "legami"));
        said!(
            "{close}. Without {ties}, {} would be cut off." | "{close}. Senza {ties} perderebbe il contatto con {}.",
            number::people(seam.n_members.0 as usize)
        )
    })
}
