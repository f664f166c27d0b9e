//! How the list of influencers changes with time, in words.

use super::number::{self, count};
use crate::domain::model::Person;
use crate::domain::turnover::{LookBack, STALE, Turnover};
use chrono::DateTime;

pub const HOW_LONG: &str = "How long does this list hold?";
pub const NOT_ASKED: &str =
    "Works out who would have been an influencer two, four and more weeks before the last day of your files.";
pub const LOOK_BACK: &str = "Look back";
pub const CAME: &str = "New on the list";
pub const GONE: &str = "No longer on it";
pub const RISEN: &str = "Risen";
pub const FALLEN: &str = "Fallen";

/// "New on the list: 3".
#[must_use]
pub fn counted(title: &str, n: usize) -> String {
    format!("{title}: {}", count(n))
}

/// How often to work the list out anew, with the reason.
#[must_use]
pub fn advice(back: &LookBack, percent: f32, step_days: u32) -> String {
    let shares = back.by_steps(percent);
    let Some(steps) = back.recommended_steps(percent) else {
        return "Your files do not reach back far enough to compare: only what is dated can be looked at as it was."
            .into();
    };
    let days = |steps: usize| number::plural(steps * step_days as usize, "day", "days");
    let share = number::percent(shares[steps - 1]);
    if shares[steps - 1] > STALE {
        return format!(
            "{share} of the list changes within {}: work it out anew with every new file, and prefer those who stay.",
            days(steps)
        );
    }
    if steps == shares.len() {
        return format!("Within {} only {share} of the list changes: it holds at least so long.", days(steps));
    }
    format!(
        "Within {} {share} of the list changes, within {} {}: work it out anew every {}.",
        days(steps),
        days(steps + 1),
        number::percent(shares[steps]),
        days(steps)
    )
}

/// What became of the list since a day.
#[must_use]
pub fn last_step(turnover: &Turnover, at: i64) -> String {
    format!("Since {}: {} of {} stayed.", day(at), count(turnover.kept.len()), count(turnover.n_before))
}

/// "An influencer at 4 of 5 moments looked at; without a break since 2026-08-03."
#[must_use]
pub fn standing(back: &LookBack, person: Person, percent: f32) -> String {
    let standing = back.standing(person, percent);
    let first = back.moments.first().map(|moment| moment.at);
    let when = match standing.since {
        Some(at) if Some(at) == first => "a lasting trait, as far back as was looked".to_owned(),
        Some(at) => format!("without a break since {}", day(at)),
        None => "not now".to_owned(),
    };
    format!("Among the influencers at {} of {} moments looked at: {when}.", standing.n_moments, standing.of)
}

/// "2026-08-03".
#[must_use]
pub fn day(at: i64) -> String {
    DateTime::from_timestamp(at, 0).map_or_else(String::new, |moment| moment.format("%Y-%m-%d").to_string())
}
