//! Rows of the pair tables with both people looked up; knows nothing of what is summed up from them.

use super::columns::{Rows, numbers, whole_numbers};
use super::evidence::DAY;
use super::kinds::{HAS_HOUR, Occasion, Sources, mark};
use crate::domain::model::ids::NOBODY;
use crate::domain::model::{Channel, FileKind, Ints, Meaning, Packed, People, Person, Table, Ties, Whole};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::{Float64Chunked, StringChunked};
use rayon::prelude::*;
use std::ops::Range;

/// Rows that a thread takes at a time, and of which it looks the people up together.
pub(super) const STRETCH: usize = 1 << 19;
pub(super) const TOGETHER: usize = 1 << 9;

/// Everything that contacts are made of.
#[derive(Debug)]
pub(super) struct Gathered<'a> {
    pub tables: Vec<PairRows<'a>>,
    pub occasions: &'a [Occasion],
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

/// One pair table, its rows read where they are held.
#[derive(Debug)]
pub(super) struct PairRows<'a> {
    pub channel: Channel,
    /// See [`mark`].
    pub mark: u8,
    from: &'a Ints,
    to: &'a Ints,
    /// The person of each place in the list of ids; [`NOBODY`] of those who are unknown or opted out.
    person_of: Vec<Person>,
    cells: Cells<'a>,
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

/// Looks the people of all pair tables up: each id once, four bytes; and the last date of those rows that count, in
/// stretches that any thread may take. O(rows + people). Rows that join a person to themselves count for nothing, and so
/// does everything that opted-out people took part in.
pub(super) fn gather<'a>(sources: &Sources<'a>, people: &People, ticket: &Ticket) -> Result<Gathered<'a>, Stopped> {
    let rows = Rows::of(people, ticket)?;
    let occasions = sources.occasions;
    let mut gathered = Gathered {
        tables: Vec::new(),
        occasions,
        n_people: people.len(),
        today: occasions.iter().map(|occasion| occasion.at).max().unwrap_or(Ties::NO_DATE),
        channels: if occasions.is_empty() { 0 } else { Channel::Inferred as u8 },
        has_kinds: false,
        has_hours: false,
    };
    for (position, table) in sources.tables.iter().enumerate() {
        let Some(channel) = channel_of(table.kind) else { continue };
        let file_kind = sources.file_kinds.get(position).copied().flatten();
        let mark = mark(file_kind, has_hours(table, ticket)?);
        gathered.channels |= channel as u8;
        gathered.has_kinds |= mark != 0;
        gathered.has_hours |= mark & HAS_HOUR != 0;
        let Some((ids, [from, to])) = table.packed().map(Packed::pairs) else { continue };
        let person_of = people_of(ids, &rows, people, ticket)?;
        let rows = PairRows { channel, mark, from, to, person_of, cells: Cells::of(table, channel) };
        gathered.today = gathered.today.max(rows.last(ticket)?);
        gathered.tables.push(rows);
    }
    Ok(gathered)
}

/// Who each id stands for.
fn people_of(ids: &StringChunked, rows: &Rows<'_>, people: &People, ticket: &Ticket) -> Result<Vec<Person>, Stopped> {
    let mut all = Vec::with_capacity(ids.len());
    let mut found = Vec::new();
    let counts = |person: &Person| people.is_opted_out.get(*person as usize) == Some(&false);
    for first in (0..ids.len()).step_by(super::BLOCK) {
        ticket.check()?;
        rows.look_up(ids, first..ids.len().min(first + super::BLOCK), &mut found);
        all.extend(found.iter().map(|person| if counts(person) { *person } else { NOBODY }));
    }
    Ok(all)
}

/// Whether the moments of a table have hours: dates alone are all at midnight.
pub(super) fn has_hours(table: &Table, ticket: &Ticket) -> Result<bool, Stopped> {
    let Some(column) = whole_numbers(table, Meaning::At) else { return Ok(false) };
    for first in (0..column.len()).step_by(super::BLOCK) {
        ticket.check()?;
        let rows = first..column.len().min(first + super::BLOCK);
        if rows.filter_map(|n| column.get(n)).any(|at| at.rem_euclid(DAY) != 0) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the rows of a pair table say besides who they are about.
#[derive(Debug)]
pub(super) struct Cells<'a> {
    at: Option<Whole<'a>>,
    seconds: Option<Whole<'a>>,
    times: Option<Whole<'a>>,
    /// Of judgements, in one piece.
    value: Option<Float64Chunked>,
    is_rating: bool,
}

impl<'a> Cells<'a> {
    fn of(table: &'a Table, channel: Channel) -> Cells<'a> {
        let whole = |meaning| whole_numbers(table, meaning);
        let is_rating = channel == Channel::Rating;
        let value = numbers(table, Meaning::Value).filter(|_| is_rating).map(|column| column.rechunk().into_owned());
        Cells {
            at: whole(Meaning::At),
            seconds: whole(Meaning::Seconds),
            times: whole(Meaning::Times),
            value,
            is_rating,
        }
    }
}

impl Cells<'_> {
    /// When, or [`Ties::NO_DATE`].
    #[inline]
    pub fn at(&self, n: usize) -> i64 {
        self.at.and_then(|at| at.get(n)).unwrap_or(Ties::NO_DATE)
    }

    /// How many times a row happened, where the file says so; at least one of a row that counts. Not every table comes
    /// from an import that knows of [`Meaning::MOST_TIMES`], and a contact is held for every few thousand of them.
    #[inline]
    pub fn times(&self, n: usize) -> Option<u64> {
        let most = u64::from(Meaning::MOST_TIMES);
        self.times.map(|times| times.get(n).map_or(1, |times| times.unsigned_abs().min(most)))
    }

    /// Seconds, or the bits of the judgement as `f32`.
    #[inline]
    pub fn payload(&self, n: usize) -> i32 {
        if self.is_rating {
            let value = self.value.as_ref().and_then(|column| column.get(n)).unwrap_or(0.0);
            return (value as f32).to_bits().cast_signed();
        }
        let seconds = self.seconds.and_then(|seconds| seconds.get(n)).unwrap_or(0);
        i32::try_from(seconds).unwrap_or(if seconds < 0 { -1 } else { i32::MAX })
    }
}

impl PairRows<'_> {
    pub fn len(&self) -> usize {
        self.from.len()
    }

    pub fn cells(&self) -> &Cells<'_> {
        &self.cells
    }

    /// The person of each place in the list of ids; [`NOBODY`] of those who are unknown or opted out.
    pub fn person_of(&self) -> &[Person] {
        &self.person_of
    }

    /// The places there of who began a row and of the other; one behind all places where a cell is empty.
    #[inline]
    pub fn places(&self, n: usize) -> [usize; 2] {
        let place = |code: Option<i64>| code.and_then(|code| usize::try_from(code).ok()).unwrap_or(usize::MAX);
        [place(self.from.get(n)), place(self.to.get(n))]
    }

    /// From whom and to whom, of some rows; the same person twice of a row that counts for nothing. Of a few hundred rows
    /// the waits for memory overlap: no look-up asks what the one before found.
    pub fn pairs(&self, rows: impl Iterator<Item = usize> + Clone, pairs: &mut Vec<[Person; 2]>) {
        pairs.clear();
        // No place is NOBODY: there are fewer ids than that.
        let place = |place: usize| Person::try_from(place).unwrap_or(NOBODY);
        pairs.extend(rows.clone().map(|n| self.places(n).map(place)));
        for pair in pairs.iter_mut() {
            *pair = pair.map(|place| self.person_of.get(place as usize).copied().unwrap_or(NOBODY));
        }
        for (pair, n) in pairs.iter_mut().zip(rows) {
            if pair.contains(&NOBODY) || self.cells.times(n) == Some(0) {
                *pair = [0; 2];
            }
        }
    }

    /// The rows from one on that a thread takes at a time.
    pub fn stretch(&self, begin: usize) -> Range<usize> {
        begin..self.len().min(begin + STRETCH)
    }

    /// The last date of those rows that count.
    fn last(&self, ticket: &Ticket) -> Result<i64, Stopped> {
        let begins: Vec<usize> = (0..self.len()).step_by(STRETCH).collect();
        let lasts = begins.into_par_iter().map(|begin| {
            let (rows, mut latest, mut pairs) = (self.stretch(begin), Ties::NO_DATE, Vec::new());
            // From the end: most files are in order of time. Who they are is looked up where somebody would be the last.
            for first in rows.clone().step_by(TOGETHER).rev() {
                ticket.check()?;
                let some = first..rows.end.min(first + TOGETHER);
                if some.clone().any(|n| self.cells.at(n) > latest) {
                    self.pairs(some.clone(), &mut pairs);
                    let counting = some.zip(&pairs).filter(|(_, [from, to])| from != to);
                    latest = counting.map(|(n, _)| self.cells.at(n)).fold(latest, i64::max);
                }
            }
            ticket.advance(rows.len() as u64)?;
            Ok(latest)
        });
        lasts.try_reduce(|| Ties::NO_DATE, |x, y| Ok(x.max(y)))
    }
}
