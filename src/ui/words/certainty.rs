//! How sure ranks are and how old a list is, in words.

use super::number::{self, count};
use crate::domain::influence::certainty::RankRange;
use crate::domain::turnover::Age;

pub const COULD_BE: &str = "Could be";
pub const HOW_SURE: &str = "How sure are these ranks?";
pub const HOW_SURE_HINT: &str = "Works the ranks out twenty times more, each time from another draw of the contacts.";
pub const SHARED_HINT: &str = "= means: the evidence does not tell these people apart.";
pub const NEW_MONTH: &str = "Add newer files";

/// "4", or "=4" where others share it because nothing tells them apart; the plain rank while that is not known.
#[must_use]
pub fn rank(shown: Option<(u32, bool)>, rank: u32) -> String {
    match shown {
        Some((shown, true)) => format!("={}", count(shown as usize)),
        Some((shown, false)) => count(shown as usize),
        None => count(rank as usize),
    }
}

/// "2 to 9".
#[must_use]
pub fn between(range: RankRange) -> String {
    if range.best == range.worst {
        return count(range.best as usize);
    }
    format!("{} to {}", count(range.best as usize), count(range.worst as usize))
}

/// How sure one person's rank is.
#[must_use]
pub fn of_person(rank: u32, range: RankRange, is_shared: bool) -> String {
    let rank = count(rank as usize);
    if range.best == range.worst {
        return format!("Rank {rank}, and surely so.");
    }
    let equal = if is_shared { ", and equal to others there" } else { "" };
    format!("Rank {rank}, could be {}{equal}: in nine of ten other draws of the contacts.", between(range))
}

/// How sure a list of influencers is.
#[must_use]
pub fn of_list(n: usize, n_sure: usize, n_possible: usize) -> String {
    let others = match n_possible {
        0 => "nobody else might be among them".to_owned(),
        1 => "1 other might be as well".to_owned(),
        some => format!("{} others might be as well", count(some)),
    };
    let sure = match n_sure {
        sure if sure == n => format!("All {} are surely among them", count(n)),
        sure => format!("{} of the {} are surely among them", count(sure), count(n)),
    };
    format!("{sure}; {others}.")
}

/// "This list is 74 days old; it holds about 28. Time to add newer files."
#[must_use]
pub fn age(age: Age) -> String {
    let old = number::plural(age.days as usize, "day", "days");
    let every = number::plural(age.every as usize, "day", "days");
    let holds = if age.is_measured {
        format!("by what changed before it holds about {every}")
    } else {
        format!("such lists are best made anew every {every}")
    };
    let then = if age.is_stale() { " Time for newer files." } else { "" };
    format!("This list is {old} old; {holds}.{then}")
}
