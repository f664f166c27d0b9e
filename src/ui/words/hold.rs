//! Held messages in words.

use super::number;
use super::sentences;
use crate::domain::holding::{Hold, HoldStatus};

sentences! {
    title: "Messages that wait for you";
    empty_title: "Nothing is held";
    empty_text: "Add the messages you are about to send. Those that go to influencers wait here for a personal hand; the rest can leave as they are.";
    add: "Add outgoing messages…";
    not_scored: "The outgoing messages are here. They are looked through as soon as the people are scored.";
    none_match: "None of the outgoing messages goes to an influencer. The whole queue may leave.";
    look_again: "Hold the messages to influencers";
    original: "As it came";
    edited: "As it will leave";
    subject: "Subject";
    text: "Text";
    release: "Release";
    drop: "Drop";
    hold_again: "Hold again";
    untouched: "Not yet made personal.";
}

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
