//! How files about to be added meet those already there: whom they name, what changes; reads no file and adds nothing.

mod difference;
mod matching;
mod month;
mod standing;

pub use difference::{Change, ColumnChange, Difference};
pub use matching::{FileMatch, Growth, matching};
pub use month::new_month;
pub use standing::stood_by;

use crate::domain::import::{Imported, Mapping, Report, Unreadable};
use crate::domain::model::{FileKind, Meaning, Table};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::columns::texts;
use std::sync::Arc;

/// A file that was read and can be added.
#[derive(Clone, Debug)]
pub struct Taken {
    pub table: Arc<Table>,
    pub report: Arc<Report>,
}

impl From<Imported> for Taken {
    fn from(Imported { table, report }: Imported) -> Self {
        Taken { table: Arc::new(table), report: Arc::new(report) }
    }
}

/// What every row of a file came to by one mapping, and how the file meets the others.
#[derive(Clone, Debug)]
pub struct Reading {
    pub mapping: Mapping,
    pub outcome: Result<Taken, Unreadable>,
    pub matches: Option<FileMatch>,
    /// For a new month.
    pub difference: Option<Arc<Difference>>,
}

/// Rows between two looks at the ticket.
const BLOCK: usize = 65_536;

/// The columns that name people.
fn people_columns(kind: FileKind) -> &'static [Meaning] {
    if kind.is_pairs() { &[Meaning::From, Meaning::To] } else { &[Meaning::Id] }
}

/// Calls `put` with every id of the table, as often as it stands there.
fn each_id<'a>(table: &'a Table, ticket: &Ticket, mut put: impl FnMut(&'a str)) -> Result<(), Stopped> {
    for &meaning in people_columns(table.kind) {
        let Some(column) = texts(table, meaning) else { continue };
        for (n, id) in column.iter().enumerate() {
            if n % BLOCK == 0 {
                ticket.check()?;
            }
            if let Some(id) = id.map(str::trim).filter(|id| !id.is_empty()) {
                put(id);
            }
        }
    }
    Ok(())
}
