//! What goes through import's doors; no reading happens here.

use crate::domain::model::{FileKind, Meaning, Table};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A file as it was when the user handed it over: a private copy.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name without its folder.
    pub name: String,
    pub bytes: Arc<[u8]>,
}

/// How the times of a file are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeReading {
    /// Calendar dates; `is_day_first` decides 03/04/2026.
    Calendar { is_day_first: bool },
    /// Whole or decimal seconds since a start, given as seconds since 1970-01-01 00:00.
    SecondsSince { start: i64 },
}

/// What one column of the file means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// The file's own heading, made unique; "Column 3" where it has none.
    pub heading: String,
    pub meaning: Meaning,
}

/// Everything needed to read a file the same way again; saved as TOML and remembered a file kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    pub kind: FileKind,
    pub delimiter: char,
    pub has_header: bool,
    /// Lines before the header (or the first row) that are not customer rows: titles, notes.
    pub n_title_lines: usize,
    pub is_decimal_comma: bool,
    pub time: TimeReading,
    pub columns: Vec<ColumnMapping>,
}

impl Mapping {
    /// The first column with a meaning.
    #[must_use]
    pub fn column(&self, meaning: Meaning) -> Option<usize> {
        self.columns.iter().position(|column| column.meaning == meaning)
    }

    /// The meanings that this kind of file must have and that no column carries yet.
    #[must_use]
    pub fn missing(&self) -> Vec<Meaning> {
        let required = &self.kind.meanings()[..self.kind.n_required()];
        required.iter().copied().filter(|&meaning| self.column(meaning).is_none()).collect()
    }
}

/// A column as shown beside its mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnView {
    pub heading: String,
    /// A few different values, in the file's own spelling.
    pub samples: Vec<String>,
}

/// What only the person who owns the file can say; each has a stated guess in the proposal's mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// The times are seconds since some start: since when?
    StartDate,
    /// 03/04/2026: day or month first?
    DayOrMonthFirst,
    /// 1,234: thousands or decimals?
    CommaMeaning,
    /// The kind of the file is unsure.
    Kind,
    /// A required meaning has no column.
    MissingColumn(Meaning),
}

/// What import makes of a file before anything is stored.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub mapping: Mapping,
    pub columns: Vec<ColumnView>,
    pub questions: Vec<Question>,
}

/// Why a row was set aside, or a cell doubted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    TooFewCells,
    TooManyCells,
    NotText,
    MissingValue,
    NotADate,
    NotANumber,
    NotYesOrNo,
    /// Somebody tied to themselves.
    SamePerson,
    OpenQuote,
    RepeatedHeader,
}

/// One thing that could not be read, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Line in the file, 1 is the first.
    pub row: u64,
    /// The heading, where one cell is at fault.
    pub column: Option<String>,
    pub kind: ProblemKind,
    /// What stood there, in the file's own spelling.
    pub found: String,
    /// The whole row as it was, to be saved and corrected.
    pub cells: Vec<String>,
    /// True: the row was set aside. False: the row was kept, the cell left empty.
    pub is_set_aside: bool,
}

/// The account of one file: `n_rows_read == n_rows_kept + n_rows_set_aside + n_rows_blank`, always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub n_rows_read: u64,
    pub n_rows_kept: u64,
    pub n_rows_set_aside: u64,
    pub n_rows_blank: u64,
    /// Header and title lines; not counted as read rows.
    pub n_not_rows: u64,
    /// Rows whose negative duration says that the call was missed.
    pub n_missed_calls: u64,
    pub headings: Vec<String>,
    pub problems: Vec<Problem>,
}

/// A file, read.
#[derive(Clone, Debug)]
pub struct Imported {
    pub table: Table,
    pub report: Report,
}

/// A live look at what a mapping would do, from the first rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The first rows as the mapping reads them, one string a mapped column.
    pub rows: Vec<Vec<String>>,
    pub n_good: u64,
    pub n_doubtful: u64,
    pub n_set_aside: u64,
    /// False: only the first rows were looked at.
    pub is_whole_file: bool,
}

/// The file cannot be used at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is empty")]
    Empty,
    #[error("this is {0}, not a table")]
    NotATable(&'static str),
    #[error("no column says {}", .0.word())]
    MissingColumn(Meaning),
    #[error("the columns are not those of the mapping")]
    OtherColumns,
    #[error("not one row could be read")]
    NoRows,
}
