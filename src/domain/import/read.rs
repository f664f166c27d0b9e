//! A whole file by its mapping: the clean table and the account of every row; guesses nothing.

use super::check::{Checker, Value, Verdict};
use super::dialect;
use super::problems::Ledger;
use super::rows::{Dialect, Place, Rows, is_delimiter};
use super::text;
use super::types::{Imported, Mapping, Report, Source, Unreadable};
use crate::domain::model::{FileKind, Meaning, Table};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use csv::ByteRecord;
use polars::prelude::{
    BooleanChunkedBuilder, ChunkedBuilder, Column, DataFrame, Float64Type, Int64Type, IntoColumn,
    PrimitiveChunkedBuilder, StringChunkedBuilder,
};

/// Rows between two looks at the ticket: a fraction of a millisecond.
const N_ROWS_A_STEP: usize = 512;

/// Reads every row of a file once, in time linear in its bytes. A row is kept, set aside or blank; nothing is left
/// uncounted. If every row is set aside the table is empty and the report says why.
///
/// # Errors
/// [`Stopped`] from the ticket. Inside, [`Unreadable`] for files that the mapping does not fit: no table, a required
/// meaning without a column, other columns, or no row at all.
pub fn read(source: &Source, mapping: &Mapping, ticket: &Ticket) -> Result<Result<Imported, Unreadable>, Stopped> {
    ticket.begin(Stage::Reading, source.bytes.len() as u64)?;
    let text = match text::decode(&source.bytes) {
        Ok(text) => text,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    if let Some(&missing) = mapping.missing().first() {
        return Ok(Err(Unreadable::MissingColumn(missing)));
    }
    let (mut rows, checker, n_not_rows) = match open(&text, mapping) {
        Ok(opened) => opened,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let mut reading = Reading::new(&checker, mapping.kind, n_not_rows);
    let mut cells = ByteRecord::new();
    let mut n_bytes = rows.n_bytes_done();
    loop {
        for _ in 0..N_ROWS_A_STEP {
            let Some(place) = rows.next(&mut cells) else { return Ok(reading.finish(mapping.kind)) };
            reading.add(&checker, place, &cells);
        }
        ticket.advance((rows.n_bytes_done() - n_bytes) as u64)?;
        n_bytes = rows.n_bytes_done();
    }
}

/// The rows behind titles and header, their checker, and how many lines were passed over.
///
/// # Errors
/// [`Unreadable::OtherColumns`].
pub fn open<'a>(text: &'a [u8], mapping: &Mapping) -> Result<(Rows<'a>, Checker, u64), Unreadable> {
    let delimiter = u8::try_from(mapping.delimiter).ok().filter(|letter| is_delimiter(*letter));
    let dialect: Dialect = dialect::quoting(text, delimiter.ok_or(Unreadable::OtherColumns)?);
    let mut rows = Rows::new(text, dialect);
    let mut n_not_rows = rows.skip_lines(mapping.n_title_lines);
    let mut header = ByteRecord::new();
    if mapping.has_header {
        n_not_rows += u64::from(rows.next(&mut header).is_some());
    }
    let checker = Checker::new(mapping, &header)?;
    rows.expect(checker.headings.len());
    Ok((rows, checker, n_not_rows))
}

enum Builder {
    Text(StringChunkedBuilder),
    Int(PrimitiveChunkedBuilder<Int64Type>),
    Float(PrimitiveChunkedBuilder<Float64Type>),
    Bool(BooleanChunkedBuilder),
}

impl Builder {
    fn new(name: &str, meaning: Meaning) -> Self {
        let name = name.into();
        match meaning {
            Meaning::At | Meaning::Due | Meaning::Seconds => Self::Int(PrimitiveChunkedBuilder::new(name, 0)),
            Meaning::Amount | Meaning::Value | Meaning::Spend | Meaning::Outcome => {
                Self::Float(PrimitiveChunkedBuilder::new(name, 0))
            }
            Meaning::Consent | Meaning::Market => Self::Bool(BooleanChunkedBuilder::new(name, 0)),
            _ => Self::Text(StringChunkedBuilder::new(name, 0)),
        }
    }

    fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Self::Text(column), Value::Text(text)) => column.append_value(text),
            (Self::Text(column), _) => column.append_null(),
            (Self::Int(column), Value::Int(number)) => column.append_value(number),
            (Self::Int(column), _) => column.append_null(),
            (Self::Float(column), Value::Float(number)) => column.append_value(number),
            (Self::Float(column), _) => column.append_null(),
            (Self::Bool(column), Value::Bool(is_yes)) => column.append_value(is_yes),
            (Self::Bool(column), _) => column.append_null(),
        }
    }

    fn finish(self) -> Column {
        match self {
            Self::Text(column) => column.finish().into_column(),
            Self::Int(column) => column.finish().into_column(),
            Self::Float(column) => column.finish().into_column(),
            Self::Bool(column) => column.finish().into_column(),
        }
    }
}

struct Reading {
    builders: Vec<Builder>,
    /// The slot whose negative values are missed calls.
    call_seconds: Option<usize>,
    report: Report,
    ledger: Ledger,
}

impl Reading {
    fn new(checker: &Checker, kind: FileKind, n_not_rows: u64) -> Self {
        let is_seconds = |meaning| kind == FileKind::Calls && meaning == Meaning::Seconds;
        Self {
            builders: checker.slots.iter().map(|slot| Builder::new(&slot.name, slot.meaning)).collect(),
            call_seconds: checker.slots.iter().position(|slot| is_seconds(slot.meaning)),
            report: Report { n_not_rows, headings: checker.headings.clone(), ..Report::default() },
            ledger: Ledger::default(),
        }
    }

    fn add(&mut self, checker: &Checker, place: Place, cells: &ByteRecord) {
        self.report.n_rows_read += 1;
        match checker.check(place, cells) {
            Verdict::Blank => self.report.n_rows_blank += 1,
            Verdict::SetAside(fault) => {
                self.report.n_rows_set_aside += 1;
                self.ledger.add(place, cells, fault, true);
            }
            Verdict::Kept(values, doubts) => {
                self.report.n_rows_kept += 1;
                let is_missed = self.call_seconds.is_some_and(|slot| matches!(values[slot], Value::Int(..0)));
                self.report.n_missed_calls += u64::from(is_missed);
                self.builders.iter_mut().zip(values).for_each(|(builder, value)| builder.push(value));
                for fault in doubts {
                    self.ledger.add(place, cells, fault, false);
                }
            }
        }
    }

    fn finish(mut self, kind: FileKind) -> Result<Imported, Unreadable> {
        if self.report.n_rows_read == self.report.n_rows_blank {
            return Err(Unreadable::NoRows);
        }
        self.report.problems = self.ledger.into_problems();
        let columns: Vec<Column> = self.builders.into_iter().map(Builder::finish).collect();
        // Every builder was given one value a kept row, under names that are all different.
        let frame = DataFrame::new(self.report.n_rows_kept as usize, columns).map_err(|_| Unreadable::OtherColumns)?;
        Ok(Imported { table: Table { kind, frame }, report: self.report })
    }
}
