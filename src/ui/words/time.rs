//! The sentences of looking at earlier moments on the map.

use super::number::{self, count};
use super::turnover::day;
use crate::domain::changes::Change;
use crate::project::Past;

pub const TIME: &str = "Time";
pub const TIME_HINT: &str = "Time: look at earlier moments, who took what up when, and how the list changed (T)";
pub const PLAY: &str = "Play";
pub const PAUSE: &str = "Pause";
pub const EARLIER: &str = "Earlier snapshot";
pub const EARLIER_HINT: &str = "To the snapshot before (comma)";
pub const LATER: &str = "Later snapshot";
pub const LATER_HINT: &str = "To the snapshot after (full stop)";
/// What the slider is called.
pub const DAY: &str = "Day shown";
pub const LIGHT_UP: &str = "Light up";
pub const NOBODY: &str = "Nobody";
pub const NOW: &str = "Back to now";
/// While a worker looks back.
pub const LOOKING: &str = "Working out earlier moments from what is dated in your files…";
pub const NOT_LOOKED: &str = "Earlier moments are not worked out yet.";
pub const NOTHING: &str = "Your files do not reach back far enough: only what is dated can be looked at as it was.";

/// Those who did what a campaign wanted, as a choice.
#[must_use]
pub fn plan(name: &str) -> String {
    format!("Results of “{name}”")
}

/// The day that is shown.
#[must_use]
pub fn shown(at: i64) -> String {
    day(at)
}

/// What became of somebody, in the legend.
#[must_use]
pub fn change(change: Change) -> &'static str {
    match change {
        Change::Came => "New on the list of influencers",
        Change::Gone => "No longer on it",
        Change::Risen => "Risen on it",
        Change::Fallen => "Fallen on it",
    }
}

/// The same beside the name of somebody.
#[must_use]
pub fn of_person(change: Change) -> &'static str {
    match change {
        Change::Came => "new on the list",
        Change::Gone => "no longer on the list",
        Change::Risen => "risen on the list",
        Change::Fallen => "fallen on the list",
    }
}

/// "2 new, 1 gone, 3 risen", of a tribe or of all.
#[must_use]
pub fn changes(of: impl Iterator<Item = (Change, usize)>) -> String {
    let one = |(change, n): (Change, usize)| {
        let word = match change {
            Change::Came => "new",
            Change::Gone => "gone",
            Change::Risen => "risen",
            Change::Fallen => "fallen",
        };
        format!("{} {word}", count(n))
    };
    of.map(one).collect::<Vec<_>>().join(", ")
}

/// What there is to see, under the slider.
#[must_use]
pub fn summary(past: &Past, subject: Option<&str>) -> String {
    [list(past), taken(past, subject)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The same with its day, in a picture.
#[must_use]
pub fn picture(past: &Past, subject: Option<&str>) -> String {
    let summary = summary(past, subject);
    let line = format!("As of {}: {summary}", day(past.then.at));
    line.strip_suffix('.').unwrap_or(&line).to_owned()
}

fn list(past: &Past) -> Option<String> {
    past.snapshot?;
    let Some(before) = past.before else {
        return Some("The first snapshot: there is no earlier list to compare with.".into());
    };
    let all = Change::ALL.into_iter().map(|change| (change, past.changes.n(change))).filter(|(_, n)| *n > 0);
    let said = changes(all);
    let since = day(before);
    Some(if said.is_empty() {
        format!("List of influencers since {since}: nobody came, left or moved far.")
    } else {
        format!("List of influencers since {since}: {said}.")
    })
}

fn taken(past: &Past, subject: Option<&str>) -> Option<String> {
    let ((n, n_since), subject) = (past.n_taken()?, subject?);
    let had = format!("{subject}: {} by then", number::people(n));
    Some(if past.before.is_some() { format!("{had}, {} of them since.", count(n_since)) } else { format!("{had}.") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Then;
    use std::sync::Arc;

    #[test]
    fn what_there_is_to_see_is_said() {
        let day = 86_400;
        let mut past = Past {
            then: Then { at: 40 * day, subject: None },
            snapshot: Some(40 * day),
            before: None,
            guise: Arc::default(),
            changes: Arc::default(),
        };
        assert_eq!(summary(&past, None), "The first snapshot: there is no earlier list to compare with.");
        past.before = Some(26 * day);
        let said = "List of influencers since 1970-01-27: nobody came, left or moved far.";
        assert_eq!(summary(&past, None), said);
        assert!(picture(&past, None).starts_with("As of 1970-02-10: List"));
        assert_eq!(changes([(Change::Came, 2), (Change::Fallen, 1)].into_iter()), "2 new, 1 fallen");
    }
}
