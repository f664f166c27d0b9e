//! The typed columns of a clean table and the row of each id; knows nothing of what is made of them.

use crate::domain::model::ids::{BATCH, NOBODY, Short, ShortMap};
use crate::domain::model::{FileKind, Meaning, People, Person, Table, Texts, Whole};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::{BooleanChunked, Float64Chunked, PlHashMap, StringChunked};
use std::ops::Range;

/// The columns of a kind that name people of the network.
pub(super) fn id_columns(kind: FileKind) -> &'static [Meaning] {
    match kind {
        kind if !kind.is_for_scores() => &[],
        // Nobody is a customer because of what was so once.
        FileKind::InterestMonths => &[],
        kind if kind.is_pairs() => &[Meaning::From, Meaning::To],
        _ => &[Meaning::Id],
    }
}

/// A text column, where the table has it.
pub fn texts(table: &Table, meaning: Meaning) -> Option<Texts<'_>> {
    table.texts(meaning.word())
}

/// A column of whole numbers, where the table has it.
pub fn whole_numbers(table: &Table, meaning: Meaning) -> Option<Whole<'_>> {
    table.whole(meaning.word())
}

pub(super) fn numbers(table: &Table, meaning: Meaning) -> Option<&Float64Chunked> {
    table.plain().column(meaning.word()).ok()?.f64().ok()
}

pub(super) fn flags(table: &Table, meaning: Meaning) -> Option<&BooleanChunked> {
    table.plain().column(meaning.word()).ok()?.bool().ok()
}

/// The ids in a stretch of a column of one piece, [`BATCH`] at a time with the place of the first, as far as they are
/// short, filled in, and need no trimming.
pub(super) fn shorts(
    column: &StringChunked,
    stretch: Range<usize>,
    mut tell: impl FnMut(usize, &[Option<Short>; BATCH]),
) {
    let views = column.downcast_iter().next().map_or(&[][..], |piece| &piece.views()[stretch.clone()]);
    let may_be_empty = column.null_count() > 0;
    for (views, first) in views.chunks(BATCH).zip(stretch.step_by(BATCH)) {
        let mut ids = [None; BATCH];
        for ((id, view), n) in ids.iter_mut().zip(views).zip(first..) {
            if !may_be_empty || column.get(n).is_some() {
                *id = Short::inline(view.length, [view.prefix, view.buffer_idx, view.offset]);
            }
        }
        tell(first, &ids);
    }
}

/// The row of each id; far faster than the map that people carry, for tables of many million rows.
#[derive(Debug)]
pub struct Rows<'a> {
    short: ShortMap,
    /// Ids that do not fit there.
    long: PlHashMap<&'a str, Person>,
}

impl<'a> Rows<'a> {
    /// The rows of all ids, those that stand for others included. O(ids).
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn of(people: &'a People, ticket: &Ticket) -> Result<Self, Stopped> {
        Rows::of_ids(&people.ids, people.aliases(), ticket)
    }

    /// As [`Rows::of`], for people who are about to change.
    pub(super) fn of_ids(ids: &'a [String], aliases: &'a [(Person, String)], ticket: &Ticket) -> Result<Self, Stopped> {
        let mut rows = Rows { short: ShortMap::new(ids.len() + aliases.len()), long: PlHashMap::default() };
        for (block, first) in ids.chunks(super::BLOCK).zip((0..).step_by(super::BLOCK)) {
            ticket.check()?;
            block.iter().zip(first..).for_each(|(id, row)| rows.put(id, row));
        }
        for (row, id) in aliases {
            rows.put(id, *row);
        }
        Ok(rows)
    }

    fn put(&mut self, id: &'a str, row: Person) {
        match Short::of(id) {
            Some(short) => self.short.insert(short, row),
            None => {
                self.long.insert(id, row);
            }
        }
    }

    #[must_use]
    pub fn get(&self, id: &str) -> Option<Person> {
        let id = id.trim();
        match Short::of(id) {
            Some(short) => Some(self.short.get(short)).filter(|&row| row != NOBODY),
            None => self.long.get(id).copied(),
        }
    }

    /// The rows of the ids in a stretch of a column of one piece; [`NOBODY`] for empty cells and unknown ids. Short ids
    /// are compared where the column holds them.
    pub(super) fn look_up(&self, column: &StringChunked, stretch: Range<usize>, found: &mut Vec<Person>) {
        found.clear();
        shorts(column, stretch.clone(), |first, ids| {
            let rows = self.short.get_all(ids);
            for (n, (id, row)) in (first..stretch.end).zip(ids.iter().zip(rows)) {
                let row = if id.is_some() { row } else { column.get(n).and_then(|id| self.get(id)).unwrap_or(NOBODY) };
                found.push(row);
            }
        });
    }
}
