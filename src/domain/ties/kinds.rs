//! In which part of life a contact belongs and what it weighs; knows nothing of strength.

use super::contact::Contact;
use crate::domain::model::decisions::KindWeights;
use crate::domain::model::{Channel, Table, TieKind, Ties};
use std::sync::Arc;

const DAY: i64 = 86_400;
/// A mark for contacts whose hour is known; the lower bits are the kind of their file, counted from one.
pub(super) const HAS_HOUR: u8 = 8;
/// A mark for contacts made by the higher of the two people.
pub(super) const IS_BACK: u8 = 128;

/// What ties are measured from, besides the people.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources<'a> {
    pub tables: &'a [Arc<Table>],
    /// The kind of all ties of a table, where that was decided; may be shorter than the tables.
    pub file_kinds: &'a [Option<TieKind>],
    /// None: every contact weighs one.
    pub weights: Option<&'a KindWeights>,
    /// Ties guessed elsewhere, as occasions.
    pub occasions: &'a [Occasion],
}

/// A time at which two people are guessed to have been together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Occasion {
    pub a: crate::domain::model::Person,
    pub b: crate::domain::model::Person,
    /// As [`crate::domain::model::Meaning::At`].
    pub at: i64,
    /// How much it says about these two: one over the number of others who were there.
    pub share: f32,
}

/// The mark that the contacts of a table carry.
pub(super) fn mark(file_kind: Option<TieKind>, has_hours: bool) -> u8 {
    file_kind.map_or(0, |kind| kind as u8 + 1) | if has_hours { HAS_HOUR } else { 0 }
}

/// What each contact weighs.
#[derive(Debug)]
pub(super) struct Weigher {
    by_channel: [f64; 7],
    by_kind: [f64; 4],
    work_hours: (i64, i64),
    /// Whatever it is asked for, the answer is one.
    pub is_even: bool,
}

impl Weigher {
    pub fn new(sources: &Sources<'_>) -> Weigher {
        let usual = KindWeights::default();
        let weights = sources.weights.unwrap_or(&usual);
        let by_channel = Channel::ALL.map(|channel| f64::from(weights.of_channel(channel)));
        let by_kind = TieKind::ALL.map(|kind| f64::from(weights.of_kind(kind)));
        let guess = Channel::Inferred.position();
        let is_one = |weights: &[f64]| weights.iter().all(|&weight| weight == 1.0);
        let is_even = is_one(&by_channel[..guess]) && is_one(&by_kind) && sources.occasions.is_empty();
        let (from, to) = weights.work_hours;
        Weigher { by_channel, by_kind, work_hours: (i64::from(from), i64::from(to)), is_even }
    }

    /// The kind of the contact's file, else by the hour; nothing where neither is known.
    pub fn kind(&self, contact: &Contact) -> Option<TieKind> {
        let of_file = contact.mark & (HAS_HOUR - 1);
        if of_file > 0 {
            return TieKind::ALL.get(usize::from(of_file) - 1).copied();
        }
        if contact.mark & HAS_HOUR == 0 || contact.at == Ties::NO_DATE {
            return None;
        }
        // The first of January 1970 was a Thursday.
        let weekday = (contact.at.div_euclid(DAY) + 3).rem_euclid(7);
        let hour = contact.at.rem_euclid(DAY) / 3600;
        let is_at_work = weekday < 5 && (self.work_hours.0..self.work_hours.1).contains(&hour);
        Some(if is_at_work { TieKind::Work } else { TieKind::Private })
    }

    /// The weight of its channel times that of its kind; of a guess, times how much the occasion says.
    pub fn weight(&self, contact: &Contact, kind: Option<TieKind>) -> f64 {
        let channel = self.by_channel.get(contact.channel.trailing_zeros() as usize).copied().unwrap_or(1.0);
        channel * kind.map_or(1.0, |kind| self.by_kind[kind as usize]) * contact.share()
    }
}

/// Whether a contact was late (from 21 to 5) or on a Saturday or Sunday; nothing where its hour is not known.
pub(super) fn is_late(contact: &Contact) -> Option<bool> {
    if contact.mark & HAS_HOUR == 0 || contact.at == Ties::NO_DATE {
        return None;
    }
    let hour = contact.at.rem_euclid(DAY) / 3600;
    // The first of January 1970 was a Thursday.
    Some(!(5..21).contains(&hour) || (contact.at.div_euclid(DAY) + 3).rem_euclid(7) >= 5)
}

/// So many of so many as [`Ties::late`] keeps it.
pub(super) fn late_share(n_late: u32, n_timed: u32) -> u8 {
    if n_timed == 0 {
        return Ties::NO_HOURS;
    }
    let (n, of) = (u64::from(n_late.min(n_timed)), u64::from(n_timed));
    ((n * 254 + of / 2) / of) as u8
}

/// Counts as shares in 255ths; all zero where nothing was counted.
pub(super) fn shares<const N: usize>(counts: [u32; N]) -> [u8; N] {
    let total: u64 = counts.iter().map(|&n| u64::from(n)).sum();
    counts.map(|n| match u64::from(n) {
        // Most are none or all, and a division takes longer than all the rest.
        0 => 0,
        n if n == total => u8::MAX,
        n => ((n * 255 + total / 2) / total) as u8,
    })
}
