//! One row of a pair table as a contact; knows nothing of tables or strength.

use super::kinds::{IS_BACK, Occasion};
use crate::domain::model::{Channel, Person};
use std::cmp::Ordering;

/// One row of a pair table, seen from the lower of its two people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Contact {
    pub low: Person,
    /// The higher of the two people.
    pub other: Person,
    /// [`Channel`] bit.
    pub channel: u8,
    pub at: i64,
    /// Seconds, or the bits of the judgement or of the occasion's share as `f32`.
    pub payload: i32,
    /// What is known of its part of life, see [`mark`](super::kinds::mark), and who made it.
    pub mark: u8,
    /// How many contacts a row of a file that was summed up stands for; 0 where the file has a row for each.
    pub times: u16,
}

impl Contact {
    /// A guessed occasion, which belongs to both.
    pub fn guessed(occasion: &Occasion) -> Contact {
        let (low, other) = (occasion.a.min(occasion.b), occasion.a.max(occasion.b));
        let payload = occasion.share.to_bits().cast_signed();
        Contact { low, other, channel: Channel::Inferred as u8, at: occasion.at, payload, mark: 0, times: 0 }
    }

    /// One person's contacts pair by pair, by channel, direction and date, the same way whatever order the files had.
    pub fn order(&self, than: &Contact) -> Ordering {
        let head = |one: &Contact| u64::from(one.other) << 16 | u64::from(one.channel) << 8 | u64::from(one.is_back());
        let tail = |one: &Contact| (one.payload, one.mark, one.times);
        head(self).cmp(&head(than)).then(self.at.cmp(&than.at)).then_with(|| tail(self).cmp(&tail(than)))
    }

    /// Made by the higher person.
    pub fn is_back(&self) -> bool {
        self.mark & IS_BACK != 0
    }

    /// How many contacts it stands for.
    pub fn n(&self) -> u32 {
        u32::from(self.times.max(1))
    }

    pub fn is(&self, channel: Channel) -> bool {
        self.channel == channel as u8
    }

    /// Time together; nothing for a missed call.
    pub fn seconds(&self) -> u64 {
        let is_time = !self.is(Channel::Rating) && !self.is(Channel::Inferred);
        if is_time { u64::try_from(self.payload).unwrap_or(0) } else { 0 }
    }

    /// How much a guessed occasion says about the pair; everything else says all.
    pub fn share(&self) -> f64 {
        if self.is(Channel::Inferred) { f64::from(f32::from_bits(self.payload.cast_unsigned())) } else { 1.0 }
    }

    /// Belongs to both: a meeting, an occasion that is guessed, or contacts between friends that were summed up.
    pub fn is_shared(&self) -> bool {
        self.is(Channel::Meeting) || self.is(Channel::Inferred) || self.is(Channel::Friendship)
    }

    pub fn is_missed(&self) -> bool {
        self.is(Channel::Call) && self.payload < 0
    }

    /// The signed judgement.
    pub fn rating(&self) -> f32 {
        f32::from_bits(self.payload.cast_unsigned())
    }
}
