//! A whole file by its mapping: the clean table and the account of every row; guesses nothing.

use super::check::{Checker, Fault, Value, Verdict};
use super::problems::Ledger;
use super::rows::{self, Place, Rows, is_delimiter};
use super::text::{self, Text};
use super::types::{Imported, Mapping, ProblemKind, Report, Source, Unreadable};
use super::watch::Watch;
use super::{dialect, header, wide};
use crate::domain::model::{FileKind, Meaning, Table};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use csv::ByteRecord;
use polars::prelude::{
    BooleanChunkedBuilder, ChunkedBuilder, Column, DataFrame, Float64Type, Int64Type, IntoColumn,
    PrimitiveChunkedBuilder, StringChunkedBuilder,
};

/// Notes below a table.
const MAX_FOOTER_ROWS: usize = 8;
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
    let text = match text::decode(&source.bytes, mapping.encoding.as_deref(), mapping.sheet.as_deref()) {
        Ok(text) => text,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    if let Some(&missing) = mapping.missing().first() {
        return Ok(Err(Unreadable::MissingColumn(missing)));
    }
    let (mut rows, checker, n_not_rows) = match open(&source.name, &text, mapping) {
        Ok(opened) => opened,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let mut reading = Reading::new(&checker, mapping.kind, n_not_rows);
    if let Some(carried) = &text.carried {
        reading.report.warnings.clone_from(&carried.warnings);
    }
    let mut watch = Watch::new(&checker, mapping);
    let mut cells = ByteRecord::new();
    let mut n_bytes = rows.n_bytes_done();
    loop {
        for _ in 0..N_ROWS_A_STEP {
            let Some(place) = rows.next(&mut cells) else {
                reading.end();
                let (warnings, types) = watch.finish(reading.report.n_rows_read);
                reading.report.warnings.extend(warnings);
                reading.report.column_types = types;
                return Ok(reading.finish(mapping.kind, mapping.is_wide()));
            };
            reading.add(&checker, &mut watch, place, &cells);
        }
        ticket.advance((rows.n_bytes_done() - n_bytes) as u64)?;
        n_bytes = rows.n_bytes_done();
    }
}

/// The rows behind titles and header, their checker, and how many lines were passed over.
///
/// # Errors
/// [`Unreadable::OtherColumns`].
pub fn open<'a>(name: &str, text: &'a Text<'_>, mapping: &Mapping) -> Result<(Rows<'a>, Checker, u64), Unreadable> {
    let delimiter = u8::try_from(mapping.delimiter).ok().filter(|letter| is_delimiter(*letter));
    let delimiter = delimiter.ok_or(Unreadable::OtherColumns)?;
    let dialect = text.dialect().unwrap_or_else(|| dialect::quoting(&text.bytes, delimiter));
    let mut rows = Rows::new(&text.bytes, dialect);
    rows.stand_at(text.first_line());
    let header = header::read(&mut rows, mapping.n_title_lines, mapping.has_header);
    let n_not_rows = header.n_lines;
    let checker = Checker::new(mapping, header, name)?;
    rows.expect(checker.n_cells());
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
        let is_wide = name.starts_with(wide::PREFIX);
        let name = name.into();
        match meaning {
            Meaning::Topic if is_wide => Self::Bool(BooleanChunkedBuilder::new(name, 0)),
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
    /// Rows that are notes below the table if no customer follows.
    pending: Vec<(Place, ByteRecord)>,
}

impl Reading {
    fn new(checker: &Checker, kind: FileKind, n_not_rows: u64) -> Self {
        let is_seconds = |meaning| kind == FileKind::Calls && meaning == Meaning::Seconds;
        Self {
            builders: checker.slots.iter().map(|slot| Builder::new(&slot.name, slot.meaning)).collect(),
            call_seconds: checker.slots.iter().position(|slot| is_seconds(slot.meaning)),
            report: Report { n_not_rows, headings: checker.headings.clone(), ..Report::default() },
            ledger: Ledger::default(),
            pending: Vec::new(),
        }
    }

    fn add(&mut self, checker: &Checker, watch: &mut Watch, place: Place, cells: &ByteRecord) {
        if !place.has_open_quote && self.pending.len() < MAX_FOOTER_ROWS && checker.may_be_footer(cells) {
            self.pending.push((place, cells.clone()));
            return;
        }
        if !self.pending.is_empty() && !rows::is_blank(cells) {
            for (place, cells) in std::mem::take(&mut self.pending) {
                self.settle(checker, watch, place, &cells);
            }
        }
        self.settle(checker, watch, place, cells);
    }

    /// No customer follows: what still waits was a footer.
    fn end(&mut self) {
        for (place, cells) in std::mem::take(&mut self.pending) {
            self.report.n_rows_read += 1;
            self.report.n_rows_set_aside += 1;
            let found = cells.iter().find(|cell| !cell.trim_ascii().is_empty()).unwrap_or_default();
            let found = String::from_utf8_lossy(found).into_owned();
            self.ledger.add(place, &cells, Fault { kind: ProblemKind::Footer, column: None, found }, true);
        }
    }

    fn settle(&mut self, checker: &Checker, watch: &mut Watch, place: Place, cells: &ByteRecord) {
        self.report.n_rows_read += 1;
        match checker.check(place, cells) {
            Verdict::Blank => self.report.n_rows_blank += 1,
            Verdict::SetAside(fault) => {
                self.report.n_rows_set_aside += 1;
                self.ledger.add(place, cells, fault, true);
            }
            Verdict::Kept(values, doubts) => {
                self.report.n_rows_kept += 1;
                watch.see(place, cells);
                let is_missed = self.call_seconds.is_some_and(|slot| matches!(values[slot], Value::Int(..0)));
                self.report.n_missed_calls += u64::from(is_missed);
                let made = checker.made_id(place, cells);
                let made = made.as_deref().map_or(Value::Null, Value::Text);
                let values = values.into_iter().map(|value| if value == Value::Made { made } else { value });
                self.builders.iter_mut().zip(values).for_each(|(builder, value)| builder.push(value));
                for fault in doubts {
                    self.ledger.add(place, cells, fault, false);
                }
            }
        }
    }

    fn finish(mut self, kind: FileKind, is_wide: bool) -> Result<Imported, Unreadable> {
        if self.report.n_rows_read == self.report.n_rows_blank {
            return Err(Unreadable::NoRows);
        }
        self.report.problems = self.ledger.into_problems();
        let columns: Vec<Column> = self.builders.into_iter().map(Builder::finish).collect();
        // Every builder was given one value a kept row, under names that are all different.
        let frame = DataFrame::new(self.report.n_rows_kept as usize, columns).map_err(|_| Unreadable::OtherColumns)?;
        let frame = if is_wide { wide::to_long(&frame).map_err(|_| Unreadable::OtherColumns)? } else { frame };
        Ok(Imported { table: Table { kind, frame }, report: self.report })
    }
}
