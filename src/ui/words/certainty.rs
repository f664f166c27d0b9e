//! How sure ranks are and how old a list is, in words.

use super::number::{self, count};
use super::{pick, said, sentences};
use crate::domain::influence::certainty::{RankRange, Shown};
use crate::domain::turnover::Age;

sentences! {
    could_be: "Could be" | "Potrebbe essere";
    how_sure: "How sure are these ranks?" | "Quanto sono sicure queste posizioni?";
    how_sure_hint: "Works the ranks out twenty times more, each time from another draw of the contacts."
        | "Ricalcola le posizioni altre venti volte, ogni volta da un diverso sorteggio dei contatti.";
    shared_hint: "= means: people share this place, as the evidence puts none of them behind the first of them."
        | "= significa: più persone condividono questo posto, perché i dati non ne mettono nessuna dietro la prima.";
    new_month: "Add newer files" | "Aggiungi file più recenti";
}

/// "4", or "=4" where others share it because nothing tells them from the first of them; the plain rank while that is
/// not known.
#[must_use]
pub fn rank(shown: Option<Shown>, rank: u32) -> String {
    match shown {
        Some(shown) if shown.is_shared() => format!("={}", count(shown.rank as usize)),
        _ => count(rank as usize),
    }
}

/// "2 to 9".
#[must_use]
pub fn between(range: RankRange) -> String {
    if range.best == range.worst {
        return count(range.best as usize);
    }
    said!("{} to {}" | "da {} a {}", count(range.best as usize), count(range.worst as usize))
}

/// How sure one person's rank is.
#[must_use]
pub fn of_person(rank: u32, range: RankRange, shown: Shown) -> String {
    let place = count(rank as usize);
    if range.best == range.worst {
        return said!("Rank {place}, and surely so." | "Posizione {place}, e con certezza.");
    }
    let could = said!(
        "Could be {} in nine of ten other draws of the contacts."
            | "Potrebbe essere {} in nove sorteggi su dieci dei contatti.",
        between(range)
    );
    let first = count(shown.rank as usize);
    match shown.n_sharing {
        0 | 1 => could,
        2 => said!(
            "Shares place {first} with 1 other: nothing in the evidence tells them apart. {could}"
                | "Condivide il posto {first} con un’altra persona: i dati non le distinguono. {could}"
        ),
        n if rank == shown.rank => said!(
            "Shares place {first} with {} others: the evidence puts none of them behind. {could}"
                | "Condivide il posto {first} con altre {} persone: i dati non ne mettono nessuna dietro. {could}",
            count(n as usize - 1)
        ),
        n => said!(
            "Shares place {first} with {} others: the evidence puts none of them behind the first of them. {could}"
                | "Condivide il posto {first} con altre {} persone: i dati non ne mettono nessuna dietro la prima. {could}",
            count(n as usize - 1)
        ),
    }
}

/// How sure a list of influencers is.
#[must_use]
pub fn of_list(n: usize, n_sure: usize, n_possible: usize) -> String {
    let others = match n_possible {
        0 => pick("nobody else might be among them", "nessun altro potrebbe esserci").to_owned(),
        1 => pick("1 other might be as well", "un’altra persona potrebbe esserci").to_owned(),
        some => said!("{} others might be as well" | "altre {} persone potrebbero esserci", count(some)),
    };
    let sure = if n_sure == n {
        said!("All {} are surely among them" | "Presenza certa: tutti e {}", count(n))
    } else {
        said!("{} of the {} are surely among them" | "Presenza certa: {} su {}", count(n_sure), count(n))
    };
    format!("{sure}; {others}.")
}

/// "This list is 74 days old; it holds about 28. Time for newer files."
#[must_use]
pub fn age(age: Age) -> String {
    let days = |n: u32| number::plural(n as usize, pick("day", "giorno"), pick("days", "giorni"));
    let (old, every) = (days(age.days), days(age.every));
    let holds = if age.is_at_least {
        said!("by what changed before it holds at least {every}" | "per come è cambiato in passato vale almeno {every}")
    } else if age.is_measured {
        said!("by what changed before it holds about {every}" | "per come è cambiato in passato vale circa {every}")
    } else {
        said!("files come monthly, so make it anew every {every}" | "i file arrivano ogni mese: rifallo ogni {every}")
    };
    let then = if age.is_stale() { pick(" Time for newer files.", " È ora di file più recenti.") } else { "" };
    said!("This list is {old} old; {holds}.{then}" | "Questo elenco ha {old}; {holds}.{then}")
}
