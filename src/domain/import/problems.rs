//! The account of what could not be read, and its file to correct and import again; reads no source itself.

use super::check::Fault;
use super::meanings::Facts;
use super::rows::Place;
use super::types::{Problem, ProblemKind, Report};
use csv::{ByteRecord, QuoteStyle, WriterBuilder};

/// Stored in full up to here; counts go on.
const MAX_PROBLEMS: usize = 100_000;
const MAX_BYTES: usize = 64 << 20;
/// What [`problems_csv`] adds behind the source's own columns.
const OWN_HEADINGS: [&str; 3] = ["row", "column", "reason"];

/// Problems as they are found, within the limits of memory.
#[derive(Debug, Default)]
pub struct Ledger {
    problems: Vec<Problem>,
    n_bytes: usize,
}

impl Ledger {
    pub fn add(&mut self, place: Place, cells: &ByteRecord, fault: Fault, is_set_aside: bool) {
        if !self.takes(fault.kind) {
            return;
        }
        let cells: Vec<String> = cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let Fault { kind, column, found } = fault;
        self.push(Problem { row: place.line, column, kind, found, cells, is_set_aside });
    }

    /// Adds the problems of the next part of the text, before which `n_lines` lines lie.
    pub fn join(&mut self, next: Ledger, n_lines: u64) {
        for mut problem in next.problems {
            if !self.takes(problem.kind) {
                continue;
            }
            problem.row += n_lines;
            self.push(problem);
        }
    }

    /// Whether there is room. There always is for notes below the table, of which no file has many: who writes the clean
    /// table asks here which rows they were.
    fn takes(&self, kind: ProblemKind) -> bool {
        kind == ProblemKind::Footer || (self.problems.len() < MAX_PROBLEMS && self.n_bytes <= MAX_BYTES)
    }

    fn push(&mut self, problem: Problem) {
        self.n_bytes += problem.cells.iter().map(|cell| cell.len() + size_of::<String>()).sum::<usize>();
        self.problems.push(problem);
    }

    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

impl ProblemKind {
    /// The word for this problem in saved files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ProblemKind::TooFewCells => "too few cells",
            ProblemKind::TooManyCells => "too many cells",
            ProblemKind::NotText => "not readable text",
            ProblemKind::MissingValue => "missing value",
            ProblemKind::NotADate => "not a date",
            ProblemKind::NotANumber => "not a number",
            ProblemKind::NotYesOrNo => "neither yes nor no",
            ProblemKind::SamePerson => "same person twice",
            ProblemKind::OpenQuote => "quote never closed",
            ProblemKind::RepeatedHeader => "header again",
            ProblemKind::NotAnEmail => "not an e-mail address",
            ProblemKind::Footer => "not a customer row",
        }
    }
}

/// The rows set aside as a CSV file: the source's columns, then row, column and reason. Corrected, it can be imported
/// like any other file and adds only these rows; cells too many stand behind the reason, where they keep the row from
/// being taken until somebody has looked.
#[must_use]
pub fn problems_csv(report: &Report) -> Vec<u8> {
    let mut writer = WriterBuilder::new().flexible(true).quote_style(QuoteStyle::Always).from_writer(Vec::new());
    let n_columns = report.headings.len() - n_own_columns(&report.headings);
    let headings = report.headings[..n_columns].iter().map(String::as_str);
    // Writing to memory does not fail.
    let _ = writer.write_record(headings.chain(OWN_HEADINGS));
    for problem in report.problems.iter().filter(|problem| problem.is_set_aside) {
        let place =
            [problem.row.to_string(), problem.column.clone().unwrap_or_default(), problem.kind.word().to_owned()];
        let padded = problem.cells.iter().map(|cell| formula_safe(cell)).chain(std::iter::repeat(String::new()));
        let surplus = problem.cells.iter().skip(report.headings.len()).map(|cell| formula_safe(cell));
        let _ = writer.write_record(padded.take(n_columns).chain(place).chain(surplus));
    }
    writer.into_inner().unwrap_or_default()
}

/// A spreadsheet must not count with what a customer wrote; numbers may stay as they are.
fn formula_safe(cell: &str) -> String {
    let is_risky = cell.starts_with(['=', '+', '-', '@']) && super::numbers::parse(cell, false).is_none();
    if is_risky { format!("'{cell}") } else { cell.to_owned() }
}

/// How many of the last columns are those that [`problems_csv`] adds.
#[must_use]
pub fn n_own_columns(headings: &[String]) -> usize {
    let is_own = headings.len() > OWN_HEADINGS.len()
        && headings[headings.len() - OWN_HEADINGS.len()..]
            .iter()
            .zip(OWN_HEADINGS)
            .all(|(heading, own)| heading == own);
    if is_own { OWN_HEADINGS.len() } else { 0 }
}

/// Whether a column is one of those that [`problems_csv`] adds.
#[must_use]
pub fn is_own_column(columns: &[Facts], column: usize) -> bool {
    let n_source = columns.len().saturating_sub(OWN_HEADINGS.len());
    let is_own = || columns[n_source..].iter().zip(OWN_HEADINGS).all(|(facts, own)| facts.heading == own);
    n_source > 0 && column >= n_source && is_own()
}

/// Whether a row of our own list came back with a fault that its cells do not show: a row once too short whose last
/// cells are still empty, a row with an open quote that still begins a cell.
#[must_use]
pub fn still_wrong(cells: &ByteRecord, n_source: usize, n_columns: usize) -> Option<ProblemKind> {
    if n_source == n_columns {
        return None;
    }
    let reason = cells.get(n_columns - 1).unwrap_or_default();
    let is_last_empty = || cells.get(n_source - 1).is_none_or(|cell| cell.trim_ascii().is_empty());
    let has_quote = || cells.iter().take(n_source).any(|cell| cell.starts_with(b"\""));
    if reason == ProblemKind::TooFewCells.word().as_bytes() && is_last_empty() {
        Some(ProblemKind::TooFewCells)
    } else if reason == ProblemKind::OpenQuote.word().as_bytes() && has_quote() {
        Some(ProblemKind::OpenQuote)
    } else {
        None
    }
}
