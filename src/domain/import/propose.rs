//! What import makes of a file before anything is stored: layout, kind, meanings and the questions left open.

use super::dialect::{self, Layout};
use super::headings;
use super::kind::{self, Signs};
use super::meanings::Facts;
use super::numbers::MarkEvidence;
use super::problems;
use super::rows::{self, Dialect, Rows};
use super::types::{ColumnMapping, Mapping, Proposal, Question, Source, TimeReading, Unreadable};
use super::useful::{Use, use_of};
use super::{numbers, text, times};
use crate::domain::model::{FileKind, Meaning};
use csv::ByteRecord;

/// Rows looked at from the top, and then in pieces spread evenly over the rest of a longer file.
const N_TOP_ROWS: usize = 5_000;
const N_PIECES: usize = 20;
const N_PIECE_ROWS: usize = 500;
const MAX_CELLS: usize = 2_000_000;
/// More attributes than a person reads are not proposed.
const MAX_ATTRIBUTES: usize = 60;

/// Wider files are lists of measures, among which any two may look alike.
const MAX_PAIR_COLUMNS: usize = 6;

type Candidates = Vec<Vec<(Meaning, u8)>>;

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
    let mut layout = match (text.dialect(), told.delimiter) {
        (Some(known), _) => dialect::find_in(&text.bytes, known),
        (None, Some(delimiter)) => {
            dialect::find_in(&text.bytes, Dialect { delimiter, ..dialect::find(&text.bytes).dialect })
        }
        (None, None) => dialect::find(&text.bytes),
    };
    layout.has_header = told.has_header.unwrap_or(layout.has_header);
    layout.n_title_lines = told.n_title_lines.unwrap_or(layout.n_title_lines);
    let (headings, sample) = sample(&text.bytes, layout)?;
    let facts = facts(&headings, &sample);
    let candidates: Candidates = facts.iter().map(Facts::candidates).collect();
    let pair = pair(&facts, &candidates);
    let signs = Signs { name: &source.name, columns: &facts, candidates: &candidates, pair };
    let (guessed, is_unsure) = kind::tell(&signs);
    let kind_or_told = kind.unwrap_or(guessed);
    let meanings = assign(kind_or_told, &signs, sample.len());
    let mut questions = Vec::new();
    // One cell is no kind of file, and nobody can say more about it.
    let is_lone = text.carried.is_some() && headings.len() == 1 && sample.len() == 1;
    if is_unsure && kind.is_none() && !is_lone {
        questions.push(Question::Kind);
    }
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
    if has_unknown_consent(&meanings, &sample) {
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

/// The headings, and the rows of the whole file or of pieces spread over it.
fn sample(text: &[u8], layout: Layout) -> Result<(Vec<String>, Vec<ByteRecord>), Unreadable> {
    let mut rows = Rows::new(text, layout.dialect);
    rows.skip_lines(layout.n_title_lines);
    let mut cells = ByteRecord::new();
    let mut header: Vec<Vec<u8>> = Vec::new();
    if layout.has_header && rows.next(&mut cells).is_some() {
        header = cells.iter().map(<[u8]>::to_vec).collect();
    }
    header.resize(layout.n_columns, Vec::new());
    let headings = headings::unique(header.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()));
    rows.expect(layout.n_columns);
    let max_rows = MAX_CELLS / layout.n_columns.max(1);
    let mut sample = Vec::new();
    let n_seen = take(&mut rows, N_TOP_ROWS.min(max_rows), &header, &mut sample);
    let top = rows.n_bytes_done();
    if top < text.len() && max_rows > sample.len() {
        let n_piece_rows = N_PIECE_ROWS.min((max_rows - sample.len()) / N_PIECES);
        for piece in 0..N_PIECES {
            let start = top + (text.len() - top) / N_PIECES * piece;
            let mut rows = Rows::from_byte(text, layout.dialect, start);
            rows.expect(layout.n_columns);
            take(&mut rows, n_piece_rows, &header, &mut sample);
        }
    }
    if n_seen == 0 { Err(Unreadable::NoRows) } else { Ok((headings, sample)) }
}

/// Adds up to so many rows of the right width; returns how many rows that are not blank were met.
fn take(rows: &mut Rows<'_>, n_rows: usize, header: &[Vec<u8>], sample: &mut Vec<ByteRecord>) -> usize {
    let n_columns = header.len();
    let mut cells = ByteRecord::new();
    let mut n_met = 0;
    for _ in 0..n_rows {
        let Some(place) = rows.next(&mut cells) else { break };
        n_met += usize::from(!rows::is_blank(&cells));
        let is_sound = !place.has_open_quote && !rows::is_blank(&cells) && rows::has_columns(&cells, n_columns);
        if is_sound && !dialect::repeats(&cells, header) {
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

/// Two neighbouring columns that name the same people, where no heading names an id or both ends.
fn pair(facts: &[Facts], candidates: &Candidates) -> Option<(usize, usize)> {
    let says = |column: usize, meaning: Meaning| {
        candidates[column].iter().any(|&(found, strength)| found == meaning && strength >= headings::CLOSE)
    };
    let is_free = |column: usize| {
        candidates[column].iter().all(|&(found, strength)| {
            strength < headings::CLOSE || matches!(found, Meaning::From | Meaning::To | Meaning::Phone | Meaning::Email)
        })
    };
    if facts.len() > MAX_PAIR_COLUMNS || (0..facts.len()).any(|column| says(column, Meaning::Id)) {
        return None;
    }
    let is_pair = |&from: &usize| is_free(from) && is_free(from + 1) && facts[from].shares_people(&facts[from + 1]);
    (0..facts.len().saturating_sub(1)).find(is_pair).map(|from| (from, from + 1))
}

/// The meaning of each column in a file of this kind.
fn assign(kind: FileKind, signs: &Signs<'_>, n_rows: usize) -> Vec<Meaning> {
    let mut meanings = vec![Meaning::NotNeeded; signs.columns.len()];
    let free = |meanings: &[Meaning], column: usize| {
        meanings[column] == Meaning::NotNeeded && !problems::is_own_column(signs.columns, column)
    };
    for &meaning in kind.meanings() {
        let mut best: Option<(usize, u8)> = None;
        for (column, candidates) in signs.candidates.iter().enumerate().filter(|&(column, _)| free(&meanings, column)) {
            let strength =
                candidates.iter().filter(|&&(found, _)| found == meaning).map(|&(_, strength)| strength).max();
            if let Some(strength) = strength.filter(|&strength| best.is_none_or(|(_, least)| strength > least)) {
                best = Some((column, strength));
            }
        }
        let paired = match (meaning, signs.pair) {
            (Meaning::From, Some((from, _))) => Some(from),
            (Meaning::To, Some((_, to))) => Some(to),
            _ => None,
        };
        let is_claimed = |(_, strength): &(usize, u8)| *strength >= headings::CLOSE;
        if let Some(column) =
            best.filter(is_claimed).map(|(column, _)| column).or(paired.filter(|&n| free(&meanings, n)))
        {
            meanings[column] = meaning;
        }
    }
    if kind.meanings().contains(&Meaning::Id) && !meanings.contains(&Meaning::Id) {
        adopt_id(kind, signs, n_rows, &mut meanings);
    }
    if kind.is_pairs() {
        adopt_pair(signs, &mut meanings);
    }
    if kind == FileKind::People {
        add_attributes(signs, &mut meanings);
    }
    meanings
}

/// An id that no heading names: in a list of people a column that differs in every row, the e-mail address, the phone
/// number or the name where nothing better does; in other files the first free column that could hold ids.
fn adopt_id(kind: FileKind, signs: &Signs<'_>, n_rows: usize, meanings: &mut [Meaning]) {
    let columns = signs.columns;
    let is_plain =
        |n: usize| meanings[n] == Meaning::NotNeeded && columns[n].is_id_like() && !problems::is_own_column(columns, n);
    let is_unlike = |n: usize| columns[n].is_unlike(n_rows) && (n_rows >= 10 || n == 0);
    let unlike = (0..columns.len()).find(|&n| is_plain(n) && is_unlike(n));
    let contact = || {
        let of = |meaning: Meaning| meanings.iter().position(|&found| found == meaning);
        [Meaning::Email, Meaning::Phone, Meaning::Name]
            .into_iter()
            .filter_map(of)
            .find(|&n| columns[n].is_unlike(n_rows))
    };
    let first_of_few = || (kind != FileKind::People && columns.len() <= 5 && is_plain(0)).then_some(0);
    let is_groups = |n: usize| n == 0 && columns[n].n_distinct() * 2 < columns[n].n_filled;
    if let Some(column) =
        unlike.or_else(contact).or_else(first_of_few).filter(|&n| !is_groups(n) || kind != FileKind::People)
    {
        meanings[column] = Meaning::Id;
    }
}

/// Both ends of a tie that neither headings nor shared people tell: the first free columns that could hold ids.
fn adopt_pair(signs: &Signs<'_>, meanings: &mut [Meaning]) {
    for end in [Meaning::From, Meaning::To].into_iter().filter(|end| !meanings.contains(end)).collect::<Vec<_>>() {
        let is_plain = |&n: &usize| {
            meanings[n] == Meaning::NotNeeded
                && signs.columns[n].is_id_like()
                && !problems::is_own_column(signs.columns, n)
        };
        if let Some(column) = (0..meanings.len()).find(is_plain) {
            meanings[column] = end;
        }
    }
}

/// Columns that the program has a use for describe the customer; what it does not know is not needed until somebody
/// says so: data that nobody needs is better not kept.
fn add_attributes(signs: &Signs<'_>, meanings: &mut [Meaning]) {
    let mut n_left = MAX_ATTRIBUTES;
    for (column, facts) in signs.columns.iter().enumerate() {
        let is_free = meanings[column] == Meaning::NotNeeded && !problems::is_own_column(signs.columns, column);
        let is_wanted = match use_of(&facts.heading) {
            Some(Use::BirthDate | Use::Postcode | Use::Address) => facts.n_filled > 0,
            Some(Use::Grouping | Use::Figure) => facts.is_attribute(),
            None => false,
        };
        if n_left > 0 && is_free && is_wanted {
            meanings[column] = Meaning::Attribute;
            n_left -= 1;
        }
    }
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

fn has_unknown_consent(meanings: &[Meaning], sample: &[ByteRecord]) -> bool {
    let columns = columns_of(meanings, &[Meaning::Consent]);
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
