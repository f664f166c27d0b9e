//! Rows of the pair tables with both people looked up; knows nothing of what is summed up from them.

use super::columns::{Rows, numbers, texts, whole_numbers};
use super::kinds::{HAS_HOUR, Occasion, Sources, mark};
use crate::domain::model::{Channel, FileKind, Meaning, People, Person, Table, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::{Float64Chunked, Int64Chunked, StringChunked};
use rayon::prelude::*;

/// Rows that a thread takes at a time.
pub(super) const STRETCH: usize = 1 << 19;

/// Everything that contacts are made of.
#[derive(Debug)]
pub(super) struct Gathered<'a> {
    pub tables: Vec<PairRows>,
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

/// One pair table.
#[derive(Debug)]
pub(super) struct PairRows {
    pub channel: Channel,
    /// See [`mark`].
    pub mark: u8,
    /// From whom and to whom; a row that counts for nothing has the same person twice.
    pub pairs: Vec<[Person; 2]>,
    columns: Columns,
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

/// Looks both people of every row of all pair tables up, in stretches that any thread may take; O(rows + people), eight
/// bytes a row. Rows that join a person to themselves count for nothing, and so does everything that opted-out people
/// took part in.
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
        let mark = mark(file_kind, has_hours(table));
        gathered.channels |= channel as u8;
        gathered.has_kinds |= mark != 0;
        gathered.has_hours |= mark & HAS_HOUR != 0;
        let (Some(from), Some(to)) = (texts(table, Meaning::From), texts(table, Meaning::To)) else { continue };
        let columns = Columns::of(table);
        let cells = columns.cells(channel);
        let search = Search { from: &from.rechunk(), to: &to.rechunk(), cells, rows: &rows, people, ticket };
        let (pairs, last) = search.pairs()?;
        gathered.today = gathered.today.max(last);
        gathered.tables.push(PairRows { channel, mark, pairs, columns });
    }
    Ok(gathered)
}

/// Whether the moments of a table have hours: dates alone are all at midnight.
pub(super) fn has_hours(table: &Table) -> bool {
    whole_numbers(table, Meaning::At).is_some_and(|column| column.iter().flatten().any(|at| at.rem_euclid(86_400) != 0))
}

/// What the rows of a pair table say besides who they are about, each column in one piece.
#[derive(Debug)]
struct Columns {
    at: Option<Int64Chunked>,
    seconds: Option<Int64Chunked>,
    value: Option<Float64Chunked>,
    times: Option<Int64Chunked>,
}

impl Columns {
    fn of(table: &Table) -> Columns {
        let whole = |meaning| whole_numbers(table, meaning).map(|column| column.rechunk().into_owned());
        Columns {
            at: whole(Meaning::At),
            seconds: whole(Meaning::Seconds),
            times: whole(Meaning::Times),
            value: numbers(table, Meaning::Value).map(|column| column.rechunk().into_owned()),
        }
    }

    fn cells(&self, channel: Channel) -> Cells<'_> {
        Cells {
            at: Whole::of(self.at.as_ref()),
            seconds: Whole::of(self.seconds.as_ref()),
            times: Whole::of(self.times.as_ref()),
            value: self.value.as_ref().filter(|_| channel == Channel::Rating),
            is_rating: channel == Channel::Rating,
        }
    }
}

/// A column of whole numbers that is read cell by cell, many million times.
#[derive(Clone, Copy)]
enum Whole<'a> {
    /// None is missing.
    All(&'a [i64]),
    Some(&'a Int64Chunked),
    None,
}

impl<'a> Whole<'a> {
    fn of(column: Option<&'a Int64Chunked>) -> Self {
        column.map_or(Whole::None, |column| column.cont_slice().map_or(Whole::Some(column), Whole::All))
    }

    #[inline]
    fn get(self, n: usize) -> Option<i64> {
        match self {
            Whole::All(cells) => cells.get(n).copied(),
            Whole::Some(column) => column.get(n),
            Whole::None => None,
        }
    }
}

/// The same columns, ready to be read.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    at: Whole<'a>,
    seconds: Whole<'a>,
    times: Whole<'a>,
    value: Option<&'a Float64Chunked>,
    is_rating: bool,
}

impl Cells<'_> {
    /// When, or [`Ties::NO_DATE`].
    #[inline]
    pub fn at(&self, n: usize) -> i64 {
        self.at.get(n).unwrap_or(Ties::NO_DATE)
    }

    /// How many times a row happened, where the file says so; at least one of a row that counts.
    #[inline]
    pub fn times(&self, n: usize) -> Option<u64> {
        match self.times {
            Whole::None => None,
            times => Some(times.get(n).map_or(1, i64::unsigned_abs)),
        }
    }

    /// Seconds, or the bits of the judgement as `f32`.
    #[inline]
    pub fn payload(&self, n: usize) -> i32 {
        if self.is_rating {
            let value = self.value.and_then(|column| column.get(n)).unwrap_or(0.0);
            return (value as f32).to_bits().cast_signed();
        }
        let seconds = self.seconds.get(n).unwrap_or(0);
        i32::try_from(seconds).unwrap_or(if seconds < 0 { -1 } else { i32::MAX })
    }
}

impl PairRows {
    pub fn cells(&self) -> Cells<'_> {
        self.columns.cells(self.channel)
    }
}

/// Looks for the people of one table.
struct Search<'a> {
    from: &'a StringChunked,
    to: &'a StringChunked,
    cells: Cells<'a>,
    rows: &'a Rows<'a>,
    people: &'a People,
    ticket: &'a Ticket,
}

impl Search<'_> {
    /// Both people of each row, and the last date of those that count.
    fn pairs(&self) -> Result<(Vec<[Person; 2]>, i64), Stopped> {
        let mut pairs = vec![[0; 2]; self.from.len()];
        let stretches = pairs.par_chunks_mut(STRETCH).enumerate();
        let last = stretches.map(|(n, pairs)| self.stretch(n * STRETCH, pairs));
        let last = last.try_reduce(|| Ties::NO_DATE, |x, y| Ok(x.max(y)))?;
        Ok((pairs, last))
    }

    fn stretch(&self, begin: usize, pairs: &mut [[Person; 2]]) -> Result<i64, Stopped> {
        let (mut from, mut to) = (Vec::new(), Vec::new());
        let mut last = Ties::NO_DATE;
        let counts = |person: Person| self.people.is_opted_out.get(person as usize) == Some(&false);
        for (block, first) in pairs.chunks_mut(super::BLOCK).zip((begin..).step_by(super::BLOCK)) {
            self.ticket.check()?;
            let rows = first..first + block.len();
            self.rows.look_up(self.from, rows.clone(), &mut from);
            self.rows.look_up(self.to, rows.clone(), &mut to);
            for (((pair, &a), &b), n) in block.iter_mut().zip(&from).zip(&to).zip(rows) {
                if a != b && counts(a) && counts(b) && self.cells.times(n) != Some(0) {
                    *pair = [a, b];
                    last = last.max(self.cells.at(n));
                }
            }
        }
        self.ticket.advance(pairs.len() as u64)?;
        Ok(last)
    }
}
