//! The typed columns of a clean table and the row of each id; knows nothing of what is made of them.

use crate::domain::model::{FileKind, Meaning, People, Person, Table};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::{BooleanChunked, Float64Chunked, Int64Chunked, PlHashMap, StringChunked};

/// The columns of a kind that name people of the network.
pub(super) fn id_columns(kind: FileKind) -> &'static [Meaning] {
    match kind {
        FileKind::Outgoing | FileKind::Results => &[],
        kind if kind.is_pairs() => &[Meaning::From, Meaning::To],
        _ => &[Meaning::Id],
    }
}

/// A text column, where the table has it.
pub fn texts(table: &Table, meaning: Meaning) -> Option<&StringChunked> {
    table.frame.column(meaning.word()).ok()?.str().ok()
}

/// A column of whole numbers, where the table has it.
pub fn whole_numbers(table: &Table, meaning: Meaning) -> Option<&Int64Chunked> {
    table.frame.column(meaning.word()).ok()?.i64().ok()
}

pub(super) fn numbers(table: &Table, meaning: Meaning) -> Option<&Float64Chunked> {
    table.frame.column(meaning.word()).ok()?.f64().ok()
}

pub(super) fn flags(table: &Table, meaning: Meaning) -> Option<&BooleanChunked> {
    table.frame.column(meaning.word()).ok()?.bool().ok()
}

/// The row of each id; a faster hash than the one people carry, for tables of many million rows.
#[derive(Debug)]
pub struct Rows<'a>(PlHashMap<&'a str, Person>);

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
        let mut rows = PlHashMap::default();
        rows.reserve(ids.len() + aliases.len());
        for (block, first) in ids.chunks(super::BLOCK).zip((0..).step_by(super::BLOCK)) {
            ticket.check()?;
            rows.extend(block.iter().zip(first..).map(|(id, row)| (id.as_str(), row)));
        }
        rows.extend(aliases.iter().map(|(row, id)| (id.as_str(), *row)));
        Ok(Rows(rows))
    }

    #[must_use]
    pub fn get(&self, id: &str) -> Option<Person> {
        self.0.get(id.trim()).copied()
    }
}
