//! What import makes of a file before anything is stored: layout, kind, meanings and the questions left open.

use super::assign::{self, Assigned, Candidates};
use super::dialect::{self, Layout};
use super::header::{self, Header};
use super::kind::{self, Signs};
use super::meanings::Facts;
use super::numbers::MarkEvidence;
use super::rows::{self, Dialect, Rows};
use super::text::Text;
use super::types::{ColumnMapping, Mapping, Proposal, Question, Source, TimeReading, Unreadable};
use super::{headings, numbers, text, times, unknown, who, wide};
use crate::domain::model::{FileKind, Meaning};
use csv::ByteRecord;

/// Rows looked at from the top, and then in pieces spread evenly over the rest of a longer file.
const N_TOP_ROWS: usize = 5_000;
const N_PIECES: usize = 20;
const N_PIECE_ROWS: usize = 500;
const MAX_CELLS: usize = 2_000_000;

/// How `MatrixMarket` files of ties begin.
const MATRIX: &[u8] = b"%MatrixMarket matrix coordinate";

/// One percent sign is lost in some copies.
fn is_matrix(text: &[u8]) -> bool {
    text.starts_with(MATRIX) || text.strip_prefix(b"%").is_some_and(|text| text.starts_with(MATRIX))
}

/// Looks at a file and proposes how to read it: as the kind that it looks like, or as `kind` where the user has said so.
/// Costs a bounded number of rows, however long the file is.
///
/// # Errors
/// [`Unreadable`] for files that are empty, no table, or hold a header and no rows.
pub fn propose(source: &Source, kind: Option<FileKind>) -> Result<Proposal, Unreadable> {
    propose_as(source, &Told { kind, ..Told::default() })
}

/// What the user has said of a file before import looks at it; `None` where import is to guess.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub kind: Option<FileKind>,
    /// The encoding's name.
    pub encoding: Option<String>,
    /// Which of several tables.
    pub sheet: Option<String>,
    /// What stands between cells, in ASCII.
    pub delimiter: Option<u8>,
    /// Whether the first line names the columns.
    pub has_header: Option<bool>,
    /// Lines above the header that are no rows.
    pub n_title_lines: Option<usize>,
}

/// As [`propose`], with more that the user has said.
///
/// # Errors
/// As [`propose`].
pub fn propose_as(source: &Source, told: &Told) -> Result<Proposal, Unreadable> {
    let kind = told.kind;
    let text = text::decode(&source.bytes, told.encoding.as_deref(), told.sheet.as_deref())?;
    let layout = layout(&text, told);
    let (head, sample) = sample(&text.bytes, layout)?;
    let headings = headings::unique(head.names.iter().cloned());
    let facts = facts(&headings, &sample);
    let candidates: Candidates = facts.iter().map(Facts::candidates).collect();
    let pair = assign::pair(&facts, &candidates, is_matrix(&text.bytes));
    let signs = Signs { name: &source.name, columns: &facts, candidates: &candidates, pair };
    let (guessed, is_unsure) = kind::tell(&signs);
    let subjects = wide::subjects(&signs, kind.unwrap_or(guessed));
    let kind_or_told = if subjects.is_empty() { kind.unwrap_or(guessed) } else { FileKind::Interests };
    let Assigned { mut meanings, by_place } = assign::assign(kind_or_told, &signs, sample.len());
    for &column in &subjects {
        meanings[column] = Meaning::Topic;
    }
    let mut questions = Vec::new();
    // One cell is no kind of file, and nobody can say more about it.
    let is_lone = text.carried.is_some() && headings.len() == 1 && sample.len() == 1;
    if is_unsure && kind.is_none() && !is_lone {
        questions.push(Question::Kind);
    }
    if head.is_other_width {
        questions.push(Question::Header);
    }
    questions.extend(by_place.into_iter().filter(|_| layout.has_header || kind.is_some()).map(Question::ByPlace));
    let id_from = who::id_from(kind_or_told, &mut meanings, &facts, &sample, &mut questions);
    let unknown = unknown::find(&meanings, &headings, &sample);
    let time = time_reading(&meanings, &facts, &sample, &mut questions);
    let is_decimal_comma = decimal_comma(&meanings, &sample, layout, &mut questions);
    let is_several = text.sheets.len() > 1;
    if is_several && told.sheet.is_none() {
        questions.push(Question::Sheet);
    }
    // UTF-16 is told by its zeros, beyond doubt.
    if text.guess.is_some_and(|name| !name.starts_with("UTF-16")) {
        questions.push(Question::Encoding);
    }
    if has_unknown_consent(&meanings, &headings, &sample) {
        questions.push(Question::ConsentWords);
    }
    let is_shown = text.guess.is_some() || told.encoding.is_some();
    let spellings = if is_shown { spellings(&sample) } else { Vec::new() };
    let columns = headings.into_iter().zip(&meanings).map(|(heading, &meaning)| ColumnMapping { heading, meaning });
    let mapping = Mapping {
        kind: kind_or_told,
        delimiter: char::from(layout.dialect.delimiter),
        has_header: layout.has_header,
        n_title_lines: layout.n_title_lines,
        is_decimal_comma,
        time,
        encoding: told.encoding.clone().or_else(|| text.guess.map(str::to_owned)),
        sheet: told
            .sheet
            .clone()
            .or_else(|| text.carried.as_ref().filter(|_| is_several).map(|head| head.name.clone())),
        strongest_only: None,
        columns: columns.collect(),
        id_from,
        unknown,
    };
    questions.extend(mapping.missing().into_iter().map(Question::MissingColumn));
    Ok(Proposal {
        mapping,
        columns: facts.iter().map(Facts::view).collect(),
        questions,
        sheets: text.sheets,
        spellings,
        fit: None,
    })
}

/// The layout as it was told, and found where nobody told it.
fn layout(text: &Text<'_>, told: &Told) -> Layout {
    let mut layout = match (text.dialect(), told.delimiter) {
        (Some(known), _) => dialect::find_in(&text.bytes, known),
        (None, Some(delimiter)) => {
            dialect::find_in(&text.bytes, Dialect { delimiter, ..dialect::find(&text.bytes).dialect })
        }
        (None, None) => dialect::find(&text.bytes),
    };
    layout.has_header = told.has_header.unwrap_or(layout.has_header);
    layout.n_title_lines = told.n_title_lines.unwrap_or(layout.n_title_lines);
    layout
}

/// The header, and the rows of the whole file or of pieces spread over it.
fn sample(text: &[u8], layout: Layout) -> Result<(Header, Vec<ByteRecord>), Unreadable> {
    let mut rows = Rows::new(text, layout.dialect);
    let head = header::read(&mut rows, layout.n_title_lines, layout.has_header);
    let max_rows = MAX_CELLS / head.names.len().max(1);
    let mut sample = Vec::new();
    let n_seen = take(&mut rows, N_TOP_ROWS.min(max_rows), &head, &mut sample);
    let top = rows.n_bytes_done();
    if top < text.len() && max_rows > sample.len() {
        let n_piece_rows = N_PIECE_ROWS.min((max_rows - sample.len()) / N_PIECES);
        for piece in 0..N_PIECES {
            let start = top + (text.len() - top) / N_PIECES * piece;
            let mut rows = Rows::from_byte(text, layout.dialect, start);
            rows.expect(head.n_cells);
            take(&mut rows, n_piece_rows, &head, &mut sample);
        }
    }
    if n_seen == 0 { Err(Unreadable::NoRows) } else { Ok((head, sample)) }
}

/// Adds up to so many rows of the right width; returns how many rows that are not blank were met.
fn take(rows: &mut Rows<'_>, n_rows: usize, head: &Header, sample: &mut Vec<ByteRecord>) -> usize {
    let mut cells = ByteRecord::new();
    let mut n_met = 0;
    for _ in 0..n_rows {
        let Some(place) = rows.next(&mut cells) else { break };
        n_met += usize::from(!rows::is_blank(&cells));
        let is_sound = !place.has_open_quote && !rows::is_blank(&cells) && head.fits(&cells);
        if is_sound && (head.line.is_empty() || !dialect::repeats(&cells, &head.line)) {
            sample.push(cells.clone());
        }
    }
    n_met
}

fn cell(row: &ByteRecord, column: usize) -> &str {
    row.get(column).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or("")
}

fn facts(headings: &[String], sample: &[ByteRecord]) -> Vec<Facts> {
    let of_column = |(column, heading): (usize, &String)| {
        let mut facts = Facts::new(heading);
        for row in sample {
            facts.add(cell(row, column));
        }
        facts
    };
    headings.iter().enumerate().map(of_column).collect()
}

/// A few cells with letters beyond ASCII.
fn spellings(sample: &[ByteRecord]) -> Vec<String> {
    const N_SPELLINGS: usize = 5;
    const MAX_CHARS: usize = 40;
    let mut found: Vec<String> = Vec::new();
    for cell in sample.iter().flat_map(ByteRecord::iter).filter(|cell| !cell.is_ascii()) {
        let Ok(text) = std::str::from_utf8(cell) else { continue };
        let short: String = text.trim().chars().take(MAX_CHARS).collect();
        if !found.contains(&short) {
            found.push(short);
        }
        if found.len() == N_SPELLINGS {
            break;
        }
    }
    found
}

fn has_unknown_consent(meanings: &[Meaning], headings: &[String], sample: &[ByteRecord]) -> bool {
    let mut columns = columns_of(meanings, &[Meaning::Consent]);
    columns.retain(|&column| !headings::is_opt_out(&headings[column]));
    let is_unknown = |text: &str| !numbers::is_missing(text) && numbers::yes_or_no(text).is_none();
    sample.iter().any(|row| columns.iter().any(|&column| is_unknown(cell(row, column).trim())))
}

fn columns_of(meanings: &[Meaning], wanted: &[Meaning]) -> Vec<usize> {
    (0..meanings.len()).filter(|&column| wanted.contains(&meanings[column])).collect()
}

/// By the columns that say when; in a list without any by those that hold dates, which may be used later.
fn time_reading(
    meanings: &[Meaning],
    facts: &[Facts],
    sample: &[ByteRecord],
    questions: &mut Vec<Question>,
) -> TimeReading {
    let mut columns = columns_of(meanings, &[Meaning::At, Meaning::Due]);
    if columns.is_empty() {
        columns = (0..facts.len()).filter(|&column| facts[column].is_dates()).collect();
    }
    let values = sample.iter().flat_map(|row| columns.iter().map(|&column| cell(row, column).trim()));
    let (reading, question) = times::propose(values);
    questions.extend(question);
    reading
}

fn decimal_comma(meanings: &[Meaning], sample: &[ByteRecord], layout: Layout, questions: &mut Vec<Question>) -> bool {
    use Meaning::{Amount, At, Due, Outcome, Seconds, Spend, Value};
    let columns = columns_of(meanings, &[Amount, Spend, Value, Outcome, Seconds, At, Due]);
    let mut evidence = MarkEvidence::default();
    for row in sample {
        for &column in &columns {
            let text = cell(row, column).trim();
            if !times::is_date(text) {
                evidence.add(text);
            }
        }
    }
    let (is_decimal_comma, is_open) = evidence.verdict(layout.dialect.delimiter);
    if is_open {
        questions.push(Question::CommaMeaning);
    }
    is_decimal_comma
}
