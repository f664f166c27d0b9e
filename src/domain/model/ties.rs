//! What joins two people, with its evidence, one row a pair; knows nothing of where the evidence was read.

use super::Person;
use serde::{Deserialize, Serialize};

/// By what a pair is joined; a bit each, so that a pair can have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Channel {
    Call = 1,
    Message = 2,
    Transfer = 4,
    Friendship = 8,
    Rating = 16,
    Meeting = 32,
    /// Guessed from shared purchases or interests.
    Inferred = 64,
}

impl Channel {
    pub const ALL: [Channel; 7] = [
        Channel::Call,
        Channel::Message,
        Channel::Transfer,
        Channel::Friendship,
        Channel::Rating,
        Channel::Meeting,
        Channel::Inferred,
    ];
}

/// All ties in columns, one row a pair with `a < b`, sorted by (`a`, `b`), each pair once, nobody tied to themselves.
///
/// "Out" is from `a` to `b`, "back" from `b` to `a`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ties {
    pub a: Vec<Person>,
    pub b: Vec<Person>,
    /// [`Channel`] bits.
    pub channels: Vec<u8>,
    /// Calls, messages, payments, meetings and judgements above zero from a to b; missed calls count as contacts made.
    /// A meeting belongs to both: of several, half count out and half back.
    pub contacts_out: Vec<u32>,
    pub contacts_back: Vec<u32>,
    /// Days on which the two were in touch.
    pub days: Vec<u32>,
    /// Seconds of calls and meetings together, missed calls aside.
    pub seconds: Vec<u64>,
    /// First and last contact, in seconds as [`super::Meaning::At`]; [`Ties::NO_DATE`] where nothing is dated.
    pub first: Vec<i64>,
    pub last: Vec<i64>,
    /// Contacts discounted by age: a contact of one half-life ago counts one half.
    pub recent_contacts: Vec<f32>,
    /// Both-ways share, 2·min/(out+back): 0 one-sided, 1 even (a friendship counts as even).
    pub reciprocity: Vec<f32>,
    /// The part of the going that a does, 0 to 1: missed calls weigh less, meetings and friendships count as even.
    /// Where left empty, the share of the contacts stands in.
    pub share_out: Vec<f32>,
    /// Regularity of the gaps between days in touch, 0 to 1; 0 where there are fewer than three.
    pub steadiness: Vec<f32>,
    /// Share of the pair's other contacts that they have in common (Onnela et al. 2007), 0 to 1.
    pub overlap: Vec<f32>,
    /// Mean signed judgement; NaN where there is none.
    pub rating: Vec<f32>,
    /// Strength of the tie, 0 to 1, from the parts above.
    pub strength: Vec<f32>,
    /// Last dated contact of the whole data, the "today" of the recency; [`Ties::NO_DATE`] where nothing is dated.
    pub today: i64,
}

impl Ties {
    pub const NO_DATE: i64 = i64::MIN;

    #[must_use]
    pub fn len(&self) -> usize {
        self.a.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.a.is_empty()
    }

    #[must_use]
    pub fn has_channel(&self, row: usize, channel: Channel) -> bool {
        self.channels[row] & channel as u8 != 0
    }

    /// Contacts in both directions.
    #[must_use]
    pub fn contacts(&self, row: usize) -> u32 {
        self.contacts_out[row].saturating_add(self.contacts_back[row])
    }

    /// The row of a pair, in either order.
    #[must_use]
    pub fn row(&self, x: Person, y: Person) -> Option<usize> {
        let (a, b) = (x.min(y), x.max(y));
        let begin = self.a.partition_point(|&p| p < a);
        let end = begin + self.a[begin..].partition_point(|&p| p == a);
        self.b[begin..end].binary_search(&b).ok().map(|k| begin + k)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_found_in_either_order() {
        let ties = Ties { a: vec![0, 0, 2], b: vec![1, 3, 3], ..Ties::default() };
        assert_eq!(ties.row(3, 0), Some(1));
        assert_eq!(ties.row(2, 3), Some(2));
        assert_eq!(ties.row(1, 2), None);
    }
}
