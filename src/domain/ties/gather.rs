//! Rows of the pair tables as contacts, dealt out by person; knows nothing of strength.

use super::columns::{Rows, numbers, texts, whole_numbers};
use super::kinds::{HAS_HOUR, IS_BACK, Occasion, Sources, mark};
use crate::domain::model::{Channel, FileKind, Meaning, People, Person, Table, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::{Float64Chunked, Int64Chunked, StringChunked};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::ops::Range;

/// Contacts a part, more or less, and the most parts there may be.
const PART: usize = 1 << 15;
const MOST_PARTS: usize = 1 << 10;
/// Rows dealt out by a thread at a time.
const STRETCH: usize = 1 << 19;

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
    payload: i32,
    /// What is known of its part of life, see [`mark`], and who made it.
    pub mark: u8,
    /// How many contacts a row of a file that was summed up stands for; 0 where the file has a row for each.
    pub times: u16,
}

impl Contact {
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

/// All contacts, in parts of neighbouring people.
#[derive(Debug, Default)]
pub(super) struct Contacts {
    /// Part `n` has the contacts whose lower person is one of the `span` from `n · span`, in pieces, in no order.
    pub parts: Vec<Vec<Vec<Contact>>>,
    pub span: usize,
    pub n_people: usize,
    /// The last dated contact.
    pub today: i64,
    /// [`Channel`] bits of all contacts.
    pub channels: u8,
    /// Some contact's part of life is known.
    pub has_kinds: bool,
    /// Some contact's hour is.
    pub has_hours: bool,
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

/// Deals the rows of all pair tables into parts by their lower person, in stretches that any thread may take; O(rows +
/// people). A part fits a processor's cache, so that what follows hardly waits for memory. Rows that join a person to
/// themselves are left out, and so is everything that opted-out people took part in.
pub(super) fn gather(sources: &Sources<'_>, people: &People, ticket: &Ticket) -> Result<Contacts, Stopped> {
    let rows = Rows::of(people, ticket)?;
    let mut contacts = Contacts { n_people: people.len(), today: Ties::NO_DATE, ..Contacts::default() };
    let mut columns = Vec::new();
    for (position, table) in sources.tables.iter().enumerate() {
        let Some(channel) = channel_of(table.kind) else { continue };
        let file_kind = sources.file_kinds.get(position).copied().flatten();
        let marks = Marks { channel, mark: mark(file_kind, has_hours(table)) };
        contacts.channels |= channel as u8;
        contacts.has_kinds |= marks.mark != 0;
        contacts.has_hours |= marks.mark & HAS_HOUR != 0;
        columns.extend(Columns::of(table, marks));
    }
    let n_rows = columns.iter().map(Columns::height).sum::<usize>() + sources.occasions.len();
    let n_parts = (n_rows / PART).clamp(1, MOST_PARTS);
    contacts.span = people.len().div_ceil(n_parts).next_power_of_two();
    let deal = Deal { rows: &rows, people, span: contacts.span, ticket };
    let stretches: Vec<(&Columns, usize)> = columns
        .iter()
        .flat_map(|columns| (0..columns.height()).step_by(STRETCH).map(move |begin| (columns, begin)))
        .collect();
    let mut dealt: Vec<Dealt> = stretches
        .into_par_iter()
        .map(|(columns, begin)| deal.stretch(columns, begin))
        .collect::<Result<_, Stopped>>()?;
    if !sources.occasions.is_empty() {
        dealt.push(deal.occasions(sources.occasions));
        contacts.channels |= Channel::Inferred as u8;
    }
    contacts.parts.resize_with(deal.n_parts(), Vec::new);
    for Dealt { pieces, today } in dealt {
        ticket.check()?;
        contacts.today = contacts.today.max(today);
        for (part, piece) in contacts.parts.iter_mut().zip(pieces).filter(|(_, piece)| !piece.is_empty()) {
            part.push(piece);
        }
    }
    Ok(contacts)
}

/// What the contacts of one table have in common.
#[derive(Clone, Copy)]
struct Marks {
    channel: Channel,
    mark: u8,
}

/// Whether the moments of a table have hours: dates alone are all at midnight.
pub(super) fn has_hours(table: &Table) -> bool {
    whole_numbers(table, Meaning::At).is_some_and(|column| column.iter().flatten().any(|at| at.rem_euclid(86_400) != 0))
}

/// The columns of one pair table, each in one piece.
struct Columns {
    marks: Marks,
    from: StringChunked,
    to: StringChunked,
    at: Option<Int64Chunked>,
    seconds: Option<Int64Chunked>,
    value: Option<Float64Chunked>,
    times: Option<Int64Chunked>,
}

impl Columns {
    fn of(table: &Table, marks: Marks) -> Option<Columns> {
        let whole = |meaning| whole_numbers(table, meaning).map(|column| column.rechunk().into_owned());
        Some(Columns {
            marks,
            from: texts(table, Meaning::From)?.rechunk().into_owned(),
            to: texts(table, Meaning::To)?.rechunk().into_owned(),
            at: whole(Meaning::At),
            seconds: whole(Meaning::Seconds),
            times: whole(Meaning::Times),
            value: numbers(table, Meaning::Value).map(|column| column.rechunk().into_owned()),
        })
    }

    fn height(&self) -> usize {
        self.from.len()
    }

    fn at(&self, n: usize) -> i64 {
        self.at.as_ref().and_then(|column| column.get(n)).unwrap_or(Ties::NO_DATE)
    }

    /// How many contacts a row stands for, where the file says so.
    fn times(&self, n: usize) -> Option<u64> {
        let column = self.times.as_ref()?;
        Some(column.get(n).map_or(1, i64::unsigned_abs))
    }

    fn payload(&self, n: usize) -> i32 {
        if self.marks.channel == Channel::Rating {
            let value = self.value.as_ref().and_then(|column| column.get(n)).unwrap_or(0.0);
            return (value as f32).to_bits().cast_signed();
        }
        let seconds = self.seconds.as_ref().and_then(|column| column.get(n)).unwrap_or(0);
        i32::try_from(seconds).unwrap_or(if seconds < 0 { -1 } else { i32::MAX })
    }
}

/// Adds a contact, as several where it stands for more than one can say; the time together is said once.
fn push(piece: &mut Vec<Contact>, contact: Contact, times: Option<u64>) {
    let Some(mut times) = times else { return piece.push(contact) };
    let most = u64::from(u16::MAX);
    piece.push(Contact { times: times.min(most) as u16, ..contact });
    while times > most {
        times -= most;
        let payload = contact.payload.min(0);
        piece.push(Contact { times: times.min(most) as u16, payload, ..contact });
    }
}

/// The contacts of one stretch of rows, a piece a part.
struct Dealt {
    pieces: Vec<Vec<Contact>>,
    today: i64,
}

struct Deal<'a> {
    rows: &'a Rows<'a>,
    people: &'a People,
    span: usize,
    ticket: &'a Ticket,
}

impl Deal<'_> {
    fn n_parts(&self) -> usize {
        self.people.len().div_ceil(self.span)
    }

    fn part(&self, low: Person) -> usize {
        low as usize >> self.span.trailing_zeros()
    }

    /// Pieces with room for the contacts of these lower people, who may repeat.
    fn pieces(&self, low: impl Iterator<Item = Person>) -> Vec<Vec<Contact>> {
        let mut n_of = vec![0usize; self.n_parts()];
        low.for_each(|low| n_of[self.part(low)] += 1);
        n_of.into_iter().map(Vec::with_capacity).collect()
    }

    /// The stretch of rows that begins there.
    fn stretch(&self, columns: &Columns, begin: usize) -> Result<Dealt, Stopped> {
        let end = columns.height().min(begin + STRETCH);
        let pairs = self.pairs(columns, begin..end)?;
        let counts = |pair: &&[Person; 2]| pair[0] != pair[1];
        let mut pieces = self.pieces(pairs.iter().filter(counts).map(|pair| pair[0].min(pair[1])));
        let mut today = Ties::NO_DATE;
        let Marks { channel, mark } = columns.marks;
        for (block, first) in pairs.chunks(super::BLOCK).zip((begin..).step_by(super::BLOCK)) {
            self.ticket.check()?;
            for (n, &[from, to]) in (first..).zip(block).filter(|(_, pair)| pair[0] != pair[1]) {
                let (low, other) = (from.min(to), from.max(to));
                let mark = if from > to { mark | IS_BACK } else { mark };
                let (at, payload) = (columns.at(n), columns.payload(n));
                let contact = Contact { low, other, channel: channel as u8, at, payload, mark, times: 0 };
                let times = columns.times(n);
                if times != Some(0) {
                    today = today.max(at);
                    push(&mut pieces[self.part(low)], contact, times);
                }
            }
        }
        self.ticket.advance((end - begin) as u64)?;
        Ok(Dealt { pieces, today })
    }

    /// Both people of each row; a row that counts for nothing has the same person twice.
    fn pairs(&self, columns: &Columns, stretch: Range<usize>) -> Result<Vec<[Person; 2]>, Stopped> {
        let mut pairs = Vec::with_capacity(stretch.len());
        let (mut from, mut to) = (Vec::new(), Vec::new());
        let counts = |person: Person| self.people.is_opted_out.get(person as usize) == Some(&false);
        for begin in stretch.clone().step_by(super::BLOCK) {
            self.ticket.check()?;
            let block = begin..stretch.end.min(begin + super::BLOCK);
            self.rows.look_up(&columns.from, block.clone(), &mut from);
            self.rows.look_up(&columns.to, block, &mut to);
            let both = |(&a, &b): (&Person, &Person)| if counts(a) && counts(b) { [a, b] } else { [0, 0] };
            pairs.extend(from.iter().zip(&to).map(both));
        }
        Ok(pairs)
    }

    /// Guessed occasions as contacts.
    fn occasions(&self, occasions: &[Occasion]) -> Dealt {
        let mut pieces = self.pieces(occasions.iter().map(|occasion| occasion.a.min(occasion.b)));
        for occasion in occasions {
            let (low, other) = (occasion.a.min(occasion.b), occasion.a.max(occasion.b));
            let payload = occasion.share.to_bits().cast_signed();
            let channel = Channel::Inferred as u8;
            pieces[self.part(low)].push(Contact { low, other, channel, at: occasion.at, payload, mark: 0, times: 0 });
        }
        let today = occasions.iter().map(|occasion| occasion.at).max().unwrap_or(Ties::NO_DATE);
        Dealt { pieces, today }
    }
}
