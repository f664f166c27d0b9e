//! What joins two people, with its evidence, one row a pair; knows nothing of where the evidence was read.

use super::{Going, Moments, Person};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// By what a pair is joined; a bit each, so that a pair can have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Channel {
    Call = 1,
    Message = 2,
    Transfer = 4,
    Friendship = 8,
    Rating = 16,
    Meeting = 32,
    /// Guessed from what both bought at the same time.
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

    /// The word for this channel on the command line and in exported files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Channel::Call => "call",
            Channel::Message => "message",
            Channel::Transfer => "transfer",
            Channel::Friendship => "friendship",
            Channel::Rating => "rating",
            Channel::Meeting => "meeting",
            Channel::Inferred => "inferred",
        }
    }

    /// The place in [`Channel::ALL`].
    #[must_use]
    pub fn position(self) -> usize {
        (self as u8).trailing_zeros() as usize
    }
}

/// In which part of life a contact belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TieKind {
    Work,
    Private,
    Business,
    Family,
}

impl TieKind {
    pub const ALL: [TieKind; 4] = [TieKind::Work, TieKind::Private, TieKind::Business, TieKind::Family];

    /// The word for this kind on the command line and in exported files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            TieKind::Work => "work",
            TieKind::Private => "private",
            TieKind::Business => "business",
            TieKind::Family => "family",
        }
    }
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
    /// Seconds of calls and meetings together, missed calls aside; 136 years at most.
    pub seconds: Vec<u32>,
    /// First and last contact, in seconds as [`super::Meaning::At`]; [`Ties::NO_DATE`] where nothing is dated.
    pub first: Moments,
    pub last: Moments,
    /// Contacts discounted by age: a contact of one half-life ago counts one half; each times what its kind weighs.
    pub recent_contacts: Vec<f32>,
    /// How the two divide what goes between them: missed calls weigh less, meetings and friendships count as even.
    /// Where left empty, the contacts stand in.
    pub going: Vec<Going>,
    /// Regularity of the gaps between days in touch, 0 to 1; 0 where there are fewer than three.
    pub steadiness: Vec<f32>,
    /// Share of the pair's other contacts that they have in common (Onnela et al. 2007), 0 to 1.
    pub overlap: Vec<f32>,
    /// Mean signed judgement; NaN where there is none. Empty where no contact of the data is a judgement.
    pub rating: Vec<f32>,
    /// Strength of the tie, 0 to 1, from the parts above.
    pub strength: Vec<f32>,
    /// Mean weight of the pair's contacts by channel and kind, as decided; empty where all weigh one.
    pub weight: Vec<f32>,
    /// Share of the contacts of each [`TieKind`], in 255ths; empty where no contact of the data has a kind.
    pub kinds: Vec<[u8; 4]>,
    /// Share of the contacts in each of [`Channel::ALL`], in 255ths; empty where the data has one channel alone.
    pub channel_shares: Vec<[u8; 7]>,
    /// Share of the contacts with a known hour that were late (from 21 to 5) or on a Saturday or Sunday, in 254ths;
    /// [`Ties::NO_HOURS`] where the pair has none. Empty where no contact of the data has an hour. A hint of how close the
    /// two are, shown beside the others and no part of the strength.
    pub late: Vec<u8>,
    /// Last dated contact of the whole data, the "today" of the recency; [`Ties::NO_DATE`] where nothing is dated.
    pub today: i64,
}

impl Ties {
    pub const NO_DATE: i64 = i64::MIN;
    pub const NO_HOURS: u8 = u8::MAX;

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

    /// Nothing but a guess joins the two.
    #[must_use]
    pub fn is_inferred(&self, row: usize) -> bool {
        self.channels.get(row) == Some(&(Channel::Inferred as u8))
    }

    /// The share of the pair's contacts of this kind, 0 to 1; nothing where the data does not tell kinds.
    #[must_use]
    pub fn share_of_kind(&self, row: usize, kind: TieKind) -> Option<f32> {
        self.kinds.get(row).map(|shares| f32::from(shares[kind as usize]) / 255.0)
    }

    /// The share of the pair's contacts in this channel, 0 to 1.
    #[must_use]
    pub fn share_of_channel(&self, row: usize, channel: Channel) -> f32 {
        match self.channel_shares.get(row) {
            Some(shares) => f32::from(shares[channel.position()]) / 255.0,
            None => f32::from(u8::from(self.has_channel(row, channel))),
        }
    }

    /// The share of the pair's contacts late in the evening or at the weekend, 0 to 1; nothing where no hour is known.
    #[must_use]
    pub fn late_share(&self, row: usize) -> Option<f32> {
        self.late.get(row).filter(|&&share| share != Ties::NO_HOURS).map(|&share| f32::from(share) / 254.0)
    }

    /// The mean judgement of the two of each other, in the scale of the file; nothing where there is none.
    #[must_use]
    pub fn judgement(&self, row: usize) -> Option<f32> {
        self.rating.get(row).copied().filter(|rating| !rating.is_nan())
    }

    /// The part of the going that a does, 0 to 1; one half where nothing goes.
    #[must_use]
    pub fn share_out(&self, row: usize) -> f32 {
        self.going_of(row).share_out()
    }

    /// Both-ways share, 2·min/(out+back): 0 one-sided, 1 even (a friendship counts as even); 0 where nothing goes.
    #[must_use]
    pub fn reciprocity(&self, row: usize) -> f32 {
        self.going_of(row).reciprocity()
    }

    fn going_of(&self, row: usize) -> Going {
        let contacts = |column: &[u32]| f64::from(column.get(row).copied().unwrap_or(0));
        let by_contacts = || Going::of(contacts(&self.contacts_out), contacts(&self.contacts_back));
        self.going.get(row).copied().unwrap_or_else(by_contacts)
    }

    /// Contacts in both directions.
    #[must_use]
    pub fn contacts(&self, row: usize) -> u32 {
        self.contacts_out[row].saturating_add(self.contacts_back[row])
    }

    /// The row of a pair, in either order. O(log ties).
    #[must_use]
    pub fn row(&self, x: Person, y: Person) -> Option<usize> {
        self.row_among(self.rows_from(x.min(y)), x.max(y))
    }

    /// The rows of somebody's ties to people after them. O(log ties).
    #[must_use]
    pub fn rows_from(&self, a: Person) -> Range<usize> {
        let begin = self.a.partition_point(|&p| p < a);
        // Few ties stand together, in memory that was just looked at: the end is sought from the beginning on.
        let mut most = 1;
        while self.a.get(begin + most) == Some(&a) {
            most *= 2;
        }
        let within = begin..self.len().min(begin + most);
        begin..begin + self.a[within].partition_point(|&p| p == a)
    }

    /// The row of the tie to `b` among the rows of one person, as [`Ties::rows_from`] gives them. O(log rows).
    #[must_use]
    pub fn row_among(&self, rows: Range<usize>, b: Person) -> Option<usize> {
        self.b[rows.clone()].binary_search(&b).ok().map(|place| rows.start + place)
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

    #[test]
    fn the_ties_of_each_person_stand_in_one_stretch_however_many_they_are() {
        let n_ties = [0usize, 1, 2, 3, 0, 4, 5, 9, 0];
        let a: Vec<Person> = n_ties.iter().zip(0..).flat_map(|(&n, a)| std::iter::repeat_n(a, n)).collect();
        let ties = Ties { b: (100..).take(a.len()).collect(), a, ..Ties::default() };
        let mut begin = 0;
        for (&n, a) in n_ties.iter().zip(0..) {
            assert_eq!(ties.rows_from(a), begin..begin + n, "{a}");
            begin += n;
        }
        assert_eq!((ties.row(7, 123), ties.row(7, 114), ties.row(7, 124)), (Some(23), None, None));
        assert_eq!((ties.rows_from(9), Ties::default().rows_from(0)), (24..24, 0..0));
    }
}
