//! Everything that leaves the building, one writer a format; opted-out people are in none of it; writes no file itself.

mod answers;
mod csv;
mod frames;
mod groups;
mod learned;
mod papers;
mod parquet;
pub mod picture;
mod reading;
mod reasons;
mod sheet;
mod talk;
#[cfg(test)]
mod tests;
mod xlsx;

pub use answers::{AnswersRequest, answers};
pub use csv::{CsvStyle, csv, guarded, unguarded};
pub use frames::{Request, about, flags, frame, influencers, outgoing, people, shortlist, ties, tribes};
pub use groups::{Listed, Said};
pub use learned::{LearnedRow, learned};
pub use papers::{PaperRequest, paper};
pub use parquet::parquet;
pub use reasons::{formula, reason};
pub use sheet::Exported;
pub use xlsx::xlsx;

use super::campaign::Plan;

/// What can be exported as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    People,
    Ties,
    Tribes,
    Influencers,
    Flags,
    Shortlist,
}

impl Kind {
    pub const ALL: [Kind; 6] =
        [Kind::People, Kind::Ties, Kind::Tribes, Kind::Influencers, Kind::Flags, Kind::Shortlist];

    /// The word for this table on the command line and in file names.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::People => "people",
            Kind::Ties => "ties",
            Kind::Tribes => "tribes",
            Kind::Influencers => "influencers",
            Kind::Flags => "flags",
            Kind::Shortlist => "shortlist",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What a table leaves as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Csv(CsvStyle),
    Xlsx,
    Parquet,
}

/// Why a table could not be made or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportProblem {
    #[error("a shortlist needs a plan")]
    NoPlan,
    #[error("the plan has no treatment that needs a {0}")]
    NoTreatment(&'static str),
    #[error("that is not a date")]
    NotADate,
    #[error("{0} rows do not fit on a worksheet")]
    TooManyRows(usize),
    #[error("the table could not be written: {0}")]
    Unwritable(String),
}

/// A table as the bytes of a file; the same table gives the same bytes.
///
/// # Errors
/// [`ExportProblem`] with the reason.
pub fn write(exported: &Exported, format: Format) -> Result<Vec<u8>, ExportProblem> {
    match format {
        Format::Csv(style) => csv(&exported.frame, style),
        Format::Xlsx => xlsx(exported),
        Format::Parquet => parquet(&exported.frame),
    }
}

/// The code of a plan's treated cell, as it travels with the shortlist and comes back with the results.
#[must_use]
pub fn treated_code(plan: &Plan) -> String {
    format!("T{}", plan.id)
}

/// The code of a plan's control cell.
#[must_use]
pub fn control_code(plan: &Plan) -> String {
    format!("C{}", plan.id)
}
