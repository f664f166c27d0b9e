//! Rows of the pair tables as contacts, bucketed by person; knows nothing of strength.

use super::columns::{Rows, numbers, texts, whole_numbers};
use super::kinds::{Occasion, Sources, mark};
use crate::domain::model::{Channel, FileKind, Meaning, People, Person, Table, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// One row of a pair table, seen from the lower of its two people. The order of the fields is the order of sorting, so
/// that one person's contacts come pair by pair and by date, the same way whatever order the files had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Contact {
    /// The higher of the two people; the lower is the bucket.
    pub other: Person,
    /// [`Channel`] bit.
    pub channel: u8,
    /// Made by the higher person.
    pub is_back: bool,
    pub at: i64,
    /// Seconds, or the bits of the judgement or of the occasion's share as `f32`.
    payload: i32,
    /// What is known of its part of life; see [`mark`].
    pub mark: u8,
}

impl Contact {
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

    /// Belongs to both: a meeting, or an occasion that is guessed.
    pub fn is_shared(&self) -> bool {
        self.is(Channel::Meeting) || self.is(Channel::Inferred)
    }

    pub fn is_missed(&self) -> bool {
        self.is(Channel::Call) && self.payload < 0
    }

    /// The signed judgement.
    pub fn rating(&self) -> f32 {
        f32::from_bits(self.payload.cast_unsigned())
    }
}

/// All contacts; those of person `n` with people above are `rows[offsets[n]..offsets[n + 1]]`, unsorted.
#[derive(Debug, Default)]
pub(super) struct Contacts {
    pub offsets: Vec<usize>,
    pub rows: Vec<Contact>,
    /// The last dated contact.
    pub today: i64,
    /// [`Channel`] bits of all contacts.
    pub channels: u8,
    /// Some contact's part of life is known.
    pub has_kinds: bool,
}

/// The channel that a kind of pair table speaks of.
fn channel_of(kind: FileKind) -> Option<Channel> {
    Some(match kind {
        FileKind::Calls => Channel::Call,
        FileKind::Messages => Channel::Message,
        FileKind::Transfers => Channel::Transfer,
        FileKind::Friendships => Channel::Friendship,
        FileKind::Ratings => Channel::Rating,
        FileKind::Meetings => Channel::Meeting,
        _ => return None,
    })
}

/// Buckets the rows of all pair tables by their lower person in two passes, O(rows + people). Rows that join a person
/// to themselves are left out, and so is everything that opted-out people took part in.
pub(super) fn gather(sources: &Sources<'_>, people: &People, ticket: &Ticket) -> Result<Contacts, Stopped> {
    let rows = Rows::of(people, ticket)?;
    let mut pairs_of = Vec::new();
    let mut offsets = vec![0usize; people.len() + 1];
    for occasion in sources.occasions {
        offsets[occasion.a.min(occasion.b) as usize + 1] += 1;
    }
    for (position, table) in sources.tables.iter().enumerate() {
        let Some(channel) = channel_of(table.kind) else { continue };
        let pairs = pairs(table, &rows, people, ticket)?;
        for block in pairs.chunks(16 * super::BLOCK) {
            ticket.check()?;
            for pair in block.iter().filter(|pair| pair[0] != pair[1]) {
                offsets[pair[0].min(pair[1]) as usize + 1] += 1;
            }
        }
        let file_kind = sources.file_kinds.get(position).copied().flatten();
        pairs_of.push((table, Marks { channel, mark: mark(file_kind, has_hours(table)) }, pairs));
    }
    drop(rows);
    for n in 0..people.len() {
        offsets[n + 1] += offsets[n];
    }
    let n_contacts = offsets.last().copied().unwrap_or(0);
    let mut contacts: Vec<Contact> = Vec::with_capacity(n_contacts);
    while contacts.len() < n_contacts {
        ticket.check()?;
        contacts.resize(n_contacts.min(contacts.len() + 16 * super::BLOCK), Contact::default());
    }
    let mut next = offsets.clone();
    let mut today = Ties::NO_DATE;
    let (mut channels, mut has_kinds) = (0, false);
    for (table, marks, pairs) in pairs_of {
        today = today.max(scatter(table, marks, &pairs, &mut next, &mut contacts, ticket)?);
        channels |= marks.channel as u8;
        has_kinds |= marks.mark != 0;
        ticket.advance(table.frame.height() as u64)?;
    }
    if !sources.occasions.is_empty() {
        today = today.max(scatter_occasions(sources.occasions, &mut next, &mut contacts));
        channels |= Channel::Inferred as u8;
    }
    Ok(Contacts { offsets, rows: contacts, today, channels, has_kinds })
}

/// What the contacts of one table have in common.
#[derive(Clone, Copy)]
struct Marks {
    channel: Channel,
    mark: u8,
}

/// Whether the moments of a table have hours: dates alone are all at midnight.
fn has_hours(table: &Table) -> bool {
    whole_numbers(table, Meaning::At).is_some_and(|column| column.iter().flatten().any(|at| at.rem_euclid(86_400) != 0))
}

/// Puts guessed occasions into their people's buckets; the last date is returned.
fn scatter_occasions(occasions: &[Occasion], next: &mut [usize], contacts: &mut [Contact]) -> i64 {
    let mut today = Ties::NO_DATE;
    for occasion in occasions {
        let (low, other) = (occasion.a.min(occasion.b), occasion.a.max(occasion.b));
        let slot = &mut next[low as usize];
        contacts[*slot] = Contact {
            other,
            channel: Channel::Inferred as u8,
            is_back: false,
            at: occasion.at,
            payload: occasion.share.to_bits().cast_signed(),
            mark: 0,
        };
        *slot += 1;
        today = today.max(occasion.at);
    }
    today
}

/// Both people of each row; a row that counts for nothing has the same person twice.
fn pairs(table: &Table, rows: &Rows, people: &People, ticket: &Ticket) -> Result<Vec<[Person; 2]>, Stopped> {
    let (Some(from), Some(to)) = (texts(table, Meaning::From), texts(table, Meaning::To)) else {
        return Ok(Vec::new());
    };
    let (from, to) = (from.rechunk(), to.rechunk());
    let mut pairs = vec![[0; 2]; table.frame.height()];
    pairs.par_chunks_mut(super::BLOCK).enumerate().try_for_each(|(block, pairs)| {
        ticket.check()?;
        let begin = block * super::BLOCK;
        let row = |id: Option<&str>| {
            let row = rows.get(id?)?;
            (!people.is_opted_out[row as usize]).then_some(row)
        };
        for (n, pair) in pairs.iter_mut().enumerate() {
            if let (Some(a), Some(b)) = (row(from.get(begin + n)), row(to.get(begin + n))) {
                *pair = [a, b];
            }
        }
        Ok(())
    })?;
    Ok(pairs)
}

/// Puts each row into its person's bucket; the last date is returned.
fn scatter(
    table: &Table,
    marks: Marks,
    pairs: &[[Person; 2]],
    next: &mut [usize],
    contacts: &mut [Contact],
    ticket: &Ticket,
) -> Result<i64, Stopped> {
    let at = whole_numbers(table, Meaning::At).map(|column| column.rechunk().into_owned());
    let seconds = whole_numbers(table, Meaning::Seconds).map(|column| column.rechunk().into_owned());
    let value = numbers(table, Meaning::Value).map(|column| column.rechunk().into_owned());
    let mut today = Ties::NO_DATE;
    for (n, &[from, to]) in pairs.iter().enumerate() {
        if n % super::BLOCK == 0 {
            ticket.check()?;
        }
        if from == to {
            continue;
        }
        let at = at.as_ref().and_then(|column| column.get(n)).unwrap_or(Ties::NO_DATE);
        today = today.max(at);
        let payload = if marks.channel == Channel::Rating {
            let value = value.as_ref().and_then(|column| column.get(n)).unwrap_or(0.0);
            (value as f32).to_bits().cast_signed()
        } else {
            let seconds = seconds.as_ref().and_then(|column| column.get(n)).unwrap_or(0);
            i32::try_from(seconds).unwrap_or(if seconds < 0 { -1 } else { i32::MAX })
        };
        let slot = &mut next[from.min(to) as usize];
        let (channel, mark) = (marks.channel as u8, marks.mark);
        contacts[*slot] = Contact { other: from.max(to), channel, is_back: from > to, at, payload, mark };
        *slot += 1;
    }
    Ok(today)
}
