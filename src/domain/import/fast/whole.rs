//! The parts of a text put together again, in the order of the text; reads no row itself.

use super::part::{Part, Rules};
use crate::domain::import::check::Checker;
use crate::domain::import::problems::Ledger;
use crate::domain::import::types::{Imported, Report, Unreadable};
use crate::domain::import::watch::{Findings, People, Watch};
use crate::domain::import::wide;
use crate::domain::model::Table;
use crate::domain::ticket::{Stopped, Ticket};
use csv::ByteRecord;
use polars::prelude::{Column, DataFrame, Int64Chunked, IntoSeries, Series, StringChunked};

/// What all parts so far came to.
#[derive(Debug, Default)]
pub struct Whole {
    columns: Vec<Series>,
    pub report: Report,
    ledger: Ledger,
    found: Findings,
    people: People,
    pub pairs: Vec<u64>,
    /// Where the next part begins, and the lines before it.
    pub at: usize,
    pub line: u64,
}

impl Whole {
    #[must_use]
    pub fn new(report: Report, at: usize, line: u64) -> Self {
        Self { report, at, line, ..Self::default() }
    }

    /// What was found so far, for a part to begin with.
    #[must_use]
    pub fn next_findings(&self) -> Findings {
        self.found.next()
    }

    /// The next part of the text.
    pub fn take(&mut self, rules: &Rules<'_>, watch: &Watch, part: Part<'_>) {
        let (end, n_lines) = part.end();
        self.report.n_rows_read += part.n_read;
        self.report.n_rows_kept += part.n_kept;
        self.report.n_rows_set_aside += part.n_set_aside;
        self.report.n_rows_blank += part.n_blank;
        self.report.n_rows_left_out += part.n_left_out;
        self.report.n_missed_calls += part.n_missed_calls;
        self.pairs.extend(part.pairs);
        self.ledger.join(part.ledger, self.line);
        self.found.join(part.found, self.line);
        for mut key in part.people {
            key.line += self.line;
            watch.compare(&mut self.people, key, || row_at(rules, key.at));
        }
        let (line, line_slot) = (self.line.cast_signed(), rules.checker.line_slot());
        let finished = |(n, builder): (usize, super::builder::Builder)| {
            let column = builder.finish();
            if line_slot == Some(n) { &column + line } else { column }
        };
        let columns = part.builders.into_iter().enumerate().map(finished);
        if self.columns.is_empty() {
            self.columns = columns.collect();
        } else {
            for (all, next) in self.columns.iter_mut().zip(columns) {
                // Columns of one slot are of one type; only 2^32 rows in one table are refused.
                let _ = all.append_owned(next);
            }
        }
        self.at = end;
        self.line += n_lines;
    }

    /// The table and its account.
    ///
    /// # Errors
    /// Outer: [`Stopped`]. Inner: [`Unreadable::NoRows`] where all rows are blank.
    pub fn finish(
        self,
        watch: &Watch,
        checker: &Checker,
        ticket: &Ticket,
    ) -> Result<Result<Imported, Unreadable>, Stopped> {
        let Whole { columns, mut report, ledger, found, people, .. } = self;
        let (warnings, types) = watch.finish(found, people, report.n_rows_read);
        report.warnings.extend(warnings);
        report.column_types = types;
        if report.n_rows_read == report.n_rows_blank {
            return Ok(Err(Unreadable::NoRows));
        }
        report.problems = ledger.into_problems();
        let frame = match frame(columns, report.n_rows_kept, checker) {
            Ok(frame) => frame,
            Err(unreadable) => return Ok(Err(unreadable)),
        };
        let table = Table::within(checker.kind, frame, || ticket.check())?;
        Ok(Ok(Imported { table, report }))
    }
}

/// The columns as they are to be kept.
fn frame(mut columns: Vec<Series>, n_rows: u64, checker: &Checker) -> Result<DataFrame, Unreadable> {
    if let Some(line) = checker.line_slot().and_then(|slot| columns.get_mut(slot)) {
        let named = |lines: &Int64Chunked| lines.iter().map(|line| checker.row_id(line?)).collect::<StringChunked>();
        let named = line.i64().map(named).map_err(|_| Unreadable::OtherColumns)?;
        *line = named.with_name(line.name().clone()).into_series();
    }
    // In the pieces in which they were read: the table puts together what it does not pack.
    let columns: Vec<Column> = columns.into_iter().map(Column::from).collect();
    // Every builder was given one value a kept row, under names that are all different.
    let frame = DataFrame::new(n_rows as usize, columns).map_err(|_| Unreadable::OtherColumns)?;
    if checker.is_wide { wide::to_long(&frame).map_err(|_| Unreadable::OtherColumns) } else { Ok(frame) }
}

fn row_at(rules: &Rules<'_>, at: usize) -> ByteRecord {
    let mut cells = ByteRecord::new();
    rules.rows.at_row(at, 0).next(&mut cells);
    cells
}
