//! Held messages in words.

use super::number;
use crate::domain::holding::{Hold, HoldStatus};

pub const TITLE: &str = "Messages that wait for you";
pub const EMPTY_TITLE: &str = "Nothing is held";
pub const EMPTY_TEXT: &str = "Add the messages you are about to send. Those that go to influencers wait here for a personal \
    hand; the rest can leave as they are.";
pub const ADD: &str = "Add outgoing messages…";
pub const NOT_SCORED: &str =
    "The outgoing messages are here. They are looked through as soon as the people are scored.";
pub const NONE_MATCH: &str = "None of the outgoing messages goes to an influencer. The whole queue may leave.";
pub const LOOK_AGAIN: &str = "Hold the messages to influencers";
pub const ORIGINAL: &str = "As it came";
pub const EDITED: &str = "As it will leave";
pub const SUBJECT: &str = "Subject";
pub const TEXT: &str = "Text";
pub const RELEASE: &str = "Release";
pub const DROP: &str = "Drop";
pub const HOLD_AGAIN: &str = "Hold again";
pub const UNTOUCHED: &str = "Not yet made personal.";

#[must_use]
pub fn status(hold: &Hold) -> &'static str {
    match (hold.status, hold.is_edited()) {
        (HoldStatus::Held, false) => "Held",
        (HoldStatus::Held, true) => "Edited",
        (HoldStatus::Released, _) => "Released",
        (HoldStatus::Dropped, _) => "Dropped",
    }
}

/// "12 held, 3 released, 1 dropped".
#[must_use]
pub fn counts(n_held: usize, n_released: usize, n_dropped: usize) -> String {
    format!(
        "{} held, {} released, {} dropped",
        number::count(n_held),
        number::count(n_released),
        number::count(n_dropped)
    )
}

/// Why the message waits: who the customer is.
#[must_use]
pub fn reason(label: &str, rank: u32, tribe: &str) -> String {
    if rank == 0 {
        return format!("{label} is no longer ranked.");
    }
    format!("{label} is number {} in influence, in {tribe}.", number::count(rank as usize))
}
