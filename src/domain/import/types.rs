//! What goes through import's doors; no reading happens here.

pub use super::bytes::Bytes;
use super::fit::Fit;
pub use super::mapping::{ColumnMapping, IdFrom, Mapping, TimeReading, UnknownCode};
use crate::domain::model::{Meaning, Table};
use serde::{Deserialize, Serialize};

/// A file as it was when the user handed it over: a private copy.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name without its folder.
    pub name: String,
    pub bytes: Bytes,
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
    /// The file does not say which letters its bytes stand for.
    Encoding,
    /// The file holds several tables.
    Sheet,
    /// Some words for consent are not known; they count as no consent.
    ConsentWords,
    /// No column tells customers apart: what does?
    IdFrom,
    /// The header names more or fewer columns than the rows have.
    Header,
    /// The column of a meaning was taken for its place alone.
    ByPlace(Meaning),
}

/// What import makes of a file before anything is stored.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub mapping: Mapping,
    pub columns: Vec<ColumnView>,
    pub questions: Vec<Question>,
    /// All tables of the file, where there are several to choose from.
    pub sheets: Vec<SheetView>,
    /// Words with letters beyond ASCII as the guessed encoding spells them, to be looked at by the person who knows.
    pub spellings: Vec<String>,
    /// The file beside the memory that is free, where somebody has looked.
    pub fit: Option<Box<Fit>>,
}

/// One of several tables in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    pub name: String,
    pub n_rows: u64,
    /// The file's maker has hidden it.
    pub is_hidden: bool,
}

/// What is odd about a table that was read; the rows it speaks of were kept as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// Rows that say the same as one before, letter for letter.
    DuplicateRows,
    /// The same id stands for people with different names.
    DuplicateIds,
    /// 4.42E+11 where an id or a phone number stood.
    LostDigits,
    /// Phone numbers kept as numbers: a leading zero is gone.
    LostZeros,
    /// The file is as long as the program that made it could write.
    MaybeCut,
    /// Letters that were decoded twice: SiÃ¢n.
    DamagedLetters,
    /// Cells such as 999 or "n/a" were read as not known.
    UnknownCode,
    HiddenRows,
    HiddenColumns,
    /// Formulas without a stored result.
    NoStoredResult,
    /// Cells that show an error: #N/A.
    ErrorCell,
    /// Dates are awaited in the column.
    NotADate,
    /// Numbers are awaited in the column.
    NotANumber,
    /// E-mail addresses are awaited in the column.
    NotAnEmail,
}

impl WarningKind {
    /// Whether it speaks of one cell, not of the table.
    #[must_use]
    pub fn is_of_a_cell(self) -> bool {
        matches!(self, Self::ErrorCell | Self::NotADate | Self::NotANumber | Self::NotAnEmail)
    }

    /// Whether it only says how cells were read, and nothing is wrong with them.
    #[must_use]
    pub fn is_note(self) -> bool {
        self == Self::UnknownCode
    }
}

/// One thing worth a look before a table is believed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    pub kind: WarningKind,
    /// The first row it speaks of, 1 is the file's first line.
    pub row: Option<u64>,
    /// The heading, where it speaks of one column.
    pub column: Option<String>,
    /// What stood there, in the file's own spelling.
    pub found: String,
    /// How many rows or cells it speaks of.
    pub n: u64,
}

impl ColumnType {
    /// The word in machine-readable output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ColumnType::Text => "text",
            ColumnType::Number => "number",
            ColumnType::Date => "date",
            ColumnType::YesNo => "yes_no",
            ColumnType::Email => "email",
        }
    }
}

/// What the cells of a column hold; all stay text, this is a second reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    #[default]
    Text,
    Number,
    Date,
    YesNo,
    Email,
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
    NotAnEmail,
    /// A sum, a note or a date of printing below the customers.
    Footer,
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

/// The account of one file. Always, `n_rows_read` is the sum of the rows kept, set aside, blank, left out and known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub n_rows_read: u64,
    pub n_rows_kept: u64,
    pub n_rows_set_aside: u64,
    pub n_rows_blank: u64,
    /// Of those set aside, rows of people who were erased; nothing else is kept of them.
    #[serde(default)]
    pub n_rows_erased: u64,
    /// Sound rows of ties that are weaker than the person wants to keep.
    #[serde(default)]
    pub n_rows_left_out: u64,
    /// Sound rows that an earlier month has already.
    #[serde(default)]
    pub n_rows_known: u64,
    /// Header and title lines; not counted as read rows.
    pub n_not_rows: u64,
    /// Rows whose negative duration says that the call was missed.
    pub n_missed_calls: u64,
    pub headings: Vec<String>,
    pub problems: Vec<Problem>,
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// What each column holds, in the order of the headings.
    #[serde(default)]
    pub column_types: Vec<ColumnType>,
}

impl Report {
    /// Rows whose fate is told: as many as were read.
    #[must_use]
    pub fn n_rows_told(&self) -> u64 {
        self.n_rows_kept + self.n_rows_set_aside + self.n_rows_blank + self.n_rows_left_out + self.n_rows_known
    }

    /// The account where so many sound rows are known from earlier months, and `rest` is what is left of the table.
    #[must_use]
    pub fn without_known(mut self, rest: &Table, n_known: u64) -> Report {
        self.n_rows_kept = self.n_rows_kept.saturating_sub(n_known);
        self.n_rows_known += n_known;
        let seconds = rest.whole(Meaning::Seconds.word());
        if let (true, Some(seconds)) = (self.n_missed_calls > 0, seconds) {
            self.n_missed_calls = seconds.iter().flatten().filter(|&seconds| seconds < 0).count() as u64;
        }
        self
    }
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
    #[error("{} bytes are needed and {} are free", .0.need.n_bytes, .0.free_bytes)]
    DoesNotFit(Fit),
    #[error("the file could not be read: {0:?}")]
    Foreign(Refusal),
}

/// Why a workbook, an archive or another file that is no text could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It opens only with a password.
    Protected,
    /// It is cut off or contradicts itself.
    Damaged,
    /// It would take more memory than a table is worth.
    TooLarge,
    /// No sheet of it holds a table.
    NoTable,
    /// An archive of several files, none of which can be chosen.
    SeveralFiles,
    /// It was not read within the time.
    TookTooLong,
    /// The reader broke down over it.
    ReaderFailed,
}
