//! Reads files about to be added, every row of them, and compares them with what is there; adds nothing.

use crate::domain::arrivals::{self, Difference, Growth, Reading};
use crate::domain::import::{self, Imported, Mapping, Source};
use crate::domain::model::Table;
use crate::domain::ticket::{Stage, Stopped, Ticket};
use crate::shell::memory;
use std::sync::Arc;

/// One file to look through.
#[derive(Clone, Debug)]
pub struct ToCheck {
    pub source: Source,
    pub mapping: Mapping,
    /// The files that this one is a new month of, the newest first.
    pub months: Vec<Arc<Table>>,
    /// What came of it before, for the same mapping.
    pub reading: Option<Reading>,
}

/// Files to look through together.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// The asker's own number; the answer carries it.
    pub stamp: u64,
    pub files: Vec<ToCheck>,
    /// The tables that were added before.
    pub known: Vec<Arc<Table>>,
}

/// What came of it, one reading a file.
#[derive(Debug)]
pub struct Checked {
    pub stamp: u64,
    pub readings: Vec<Reading>,
    pub growth: Growth,
}

impl Check {
    /// Reads what was not read yet and compares everything.
    pub(super) fn run(self, ticket: &Ticket) -> Result<Checked, Stopped> {
        ticket.begin(Stage::Reading, 0)?;
        let mut readings = Vec::new();
        for file in self.files {
            readings.push(read(file, ticket)?);
        }
        ticket.begin(Stage::Checking, 0)?;
        let tables: Vec<&Table> =
            readings.iter().filter_map(|reading| reading.outcome.as_ref().ok()).map(|read| &*read.table).collect();
        let (matches, growth) = arrivals::matching(&tables, &self.known, ticket)?;
        let read = readings.iter_mut().filter(|reading| reading.outcome.is_ok());
        for (reading, found) in read.zip(matches) {
            reading.matches = Some(found);
        }
        Ok(Checked { stamp: self.stamp, readings, growth })
    }
}

fn read(file: ToCheck, ticket: &Ticket) -> Result<Reading, Stopped> {
    let ToCheck { source, mapping, months, reading } = file;
    if let Some(reading) = reading {
        return Ok(reading);
    }
    let outcome = import::read_within(&source, &mapping, memory::free_bytes(), ticket)?;
    let imported = match outcome {
        Ok(imported) => imported,
        Err(why) => return Ok(Reading { mapping, outcome: Err(why), matches: None, difference: None }),
    };
    let (imported, difference) = compare(imported, &months, ticket)?;
    Ok(Reading { mapping, outcome: Ok(imported.into()), matches: None, difference: difference.map(Arc::new) })
}

/// The new month beside those before it, without the rows that they have already.
fn compare(
    imported: Imported,
    months: &[Arc<Table>],
    ticket: &Ticket,
) -> Result<(Imported, Option<Difference>), Stopped> {
    let months: Vec<&Table> = months.iter().map(AsRef::as_ref).collect();
    if months.is_empty() {
        return Ok((imported, None));
    }
    let (table, difference) = arrivals::new_month(&months, &imported.table, ticket)?;
    let report = imported.report.without_known(&table, difference.n_left_out as u64);
    Ok((Imported { table, report }, Some(difference)))
}
