//! Sentences about levels of tribes, how sure ranks are, who is in between, and who may follow those who left.

use super::number;
use crate::domain::influence::between::{Between, MostBetween};
use crate::domain::influence::certainty::RankRange;
use crate::domain::model::People;
use crate::domain::tribes::stability::Level;
use crate::domain::tribes::{Cohesion, Seam};

/// One level of tribes.
#[must_use]
pub fn level(level: &Level) -> String {
    format!(
        "Resolution {}: {}, which come back {:.0} % alike from another seed.",
        level.resolution,
        number::tribes(level.n_tribes as usize),
        100.0 * level.stability
    )
}

/// One rank with its range.
#[must_use]
pub fn rank(place: u32, name: &str, range: RankRange, is_ahead: bool) -> String {
    let next = if is_ahead { "" } else { "; not surely ahead of the next" };
    format!("{place}. {name}: between {} and {}{next}", range.best, range.worst)
}

/// The people most in between.
#[must_use]
pub fn between(found: &MostBetween, people: &People) -> String {
    let line = |between: &Between| {
        let give_or_take = if between.give_or_take > 0.0 {
            format!(", give or take {:.0}", between.give_or_take)
        } else {
            String::new()
        };
        let label = people.label(between.person);
        format!("{label}: on the shortest way of {:.0} pairs{give_or_take}\n", between.pairs)
    };
    found.people.iter().map(line).collect()
}

/// What holds one tribe together.
#[must_use]
pub fn seam(name: &str, held: Cohesion, seam: Option<&Seam>) -> String {
    let bridges = number::plural(held.n_bridges as usize, "member joins", "members join");
    let close = format!("{name}: {} of all pairs are tied, {bridges} it to others", number::percent(held.density));
    seam.map_or(format!("{close}."), |seam| {
        let ties = number::plural(seam.tie_rows.len(), "tie", "ties");
        format!("{close}. Without {ties}, {} would be cut off.", number::people(seam.n_members.0 as usize))
    })
}

/// Somebody who may follow those who left.
#[must_use]
pub fn pulled(name: &str, n_left: u32, risk: f64) -> String {
    format!("{name}: {} gone, pull {risk:.3}", number::plural(n_left as usize, "contact", "contacts"))
}
