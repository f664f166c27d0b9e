//! Looks over the rows that are kept for what is odd about them, and says what each column holds; changes nothing.

mod seen;
mod twice;

pub use seen::is_email;
pub use twice::{Key, People};

use super::cell_words::POSTCODES;
use super::check::Checker;
use super::fast::moments;
use super::types::{ColumnType, Mapping, Warning, WarningKind};
use super::{headings, numbers, times};
use crate::domain::model::{FileKind, Meaning};
use csv::ByteRecord;
use seen::{Seen, is_number};

/// Rows from which a column's type is told.
const N_FIRST: usize = 500;
/// Warnings of single cells that are kept; beyond them no cell is looked at for its type.
const MAX_CELLS: usize = 1_000;
/// Rows that old and new spreadsheets can hold, and one less for a header.
const CUT_AT: [u64; 4] = [65_535, 65_536, 1_048_575, 1_048_576];

/// A column as it is looked over.
#[derive(Debug)]
struct Column {
    heading: String,
    meaning: Meaning,
    seen: Seen,
    told: ColumnType,
    is_postcode: bool,
    /// Cells that mean "not known".
    unknown: Vec<String>,
}

impl Column {
    fn is_peculiar(&self) -> bool {
        self.is_postcode || self.meaning == Meaning::Phone || !self.unknown.is_empty()
    }

    /// Whether a cell may be a code that means "not known", or have lost zeros.
    fn is_odd(&self, text: &str) -> bool {
        self.unknown.iter().any(|code| code == text) || has_lost_zeros(text, self.is_postcode)
    }

    /// Looks for codes that mean "not known", and for zeros that are gone; true where nothing else can be odd.
    fn look(&self, n: usize, found: &mut Findings, line: u64, cell: &[u8]) -> bool {
        let text = std::str::from_utf8(cell).unwrap_or("").trim();
        let first = |kind| warning(kind, line, Some(&self.heading), text);
        if self.unknown.iter().any(|code| code == text) {
            found.unknown[n].get_or_insert_with(|| first(WarningKind::UnknownCode)).n += 1;
            return true;
        }
        let is_short = has_lost_zeros(text, self.is_postcode) && (!self.is_postcode || self.seen.is_of_five());
        if is_short && (self.is_postcode || self.meaning == Meaning::Phone) && !self.seen.is_text {
            found.lost_zeros[n].get_or_insert_with(|| first(WarningKind::LostZeros)).n += 1;
        }
        false
    }
}

/// What is odd about the rows of one part of a file; lines are counted from the part's first.
#[derive(Debug, Default)]
pub struct Findings {
    /// A column.
    lost_digits: Vec<Option<Warning>>,
    /// A column: phone numbers and postcodes that went through a number.
    lost_zeros: Vec<Option<Warning>>,
    /// A column: cells that mean "not known".
    unknown: Vec<Option<Warning>>,
    cells: Vec<Warning>,
    /// How many warnings of single cells are stored by the parts before.
    n_cells_before: usize,
    damaged: Option<Warning>,
}

impl Findings {
    /// For a part that comes after these.
    #[must_use]
    pub fn next(&self) -> Self {
        Self { n_cells_before: self.cells.len(), ..Self::default() }
    }

    /// Adds what was found in the next part, whose first line is `line` of the file.
    pub fn join(&mut self, next: Findings, line: u64) {
        let move_down = |mut warning: Warning| {
            warning.row = warning.row.map(|row| row + line);
            warning
        };
        add(&mut self.damaged, next.damaged.map(move_down));
        let of_columns = [
            (&mut self.lost_digits, next.lost_digits),
            (&mut self.lost_zeros, next.lost_zeros),
            (&mut self.unknown, next.unknown),
        ];
        for (all, next) in of_columns {
            all.resize(all.len().max(next.len()), None);
            all.iter_mut().zip(next).for_each(|(lost, next)| add(lost, next.map(move_down)));
        }
        let n_left = MAX_CELLS - self.cells.len().min(MAX_CELLS);
        self.cells.extend(next.cells.into_iter().take(n_left).map(move_down));
    }
}

/// The first warning stays, the rows of both are counted.
fn add(first: &mut Option<Warning>, next: Option<Warning>) {
    let Some(next) = next else { return };
    match first {
        Some(first) => first.n += next.n,
        None => *first = Some(next),
    }
}

/// What is looked for in the rows of one file.
#[derive(Debug)]
pub struct Watch {
    columns: Vec<Column>,
    first: Vec<(u64, ByteRecord)>,
    n_rows: usize,
    id_and_name: (Option<usize>, Option<usize>),
    is_people: bool,
}

impl Watch {
    #[must_use]
    pub fn new(checker: &Checker, mapping: &Mapping) -> Self {
        let meaning = |n: usize| checker.meaning_of(n).unwrap_or(Meaning::NotNeeded);
        let unknown = |heading: &str| {
            let codes = mapping.unknown.iter().filter(|unknown| unknown.heading == heading);
            codes.map(|unknown| unknown.code.clone()).collect::<Vec<_>>()
        };
        let column = |(n, heading): (usize, &String)| Column {
            heading: heading.clone(),
            meaning: meaning(n),
            seen: Seen::default(),
            told: ColumnType::Text,
            is_postcode: POSTCODES.contains(&headings::fold(heading).as_str()),
            unknown: unknown(heading),
        };
        let columns: Vec<Column> = checker.headings.iter().enumerate().map(column).collect();
        let place = |wanted| columns.iter().position(|column| column.meaning == wanted);
        Self {
            id_and_name: (place(Meaning::Id), place(Meaning::Name)),
            columns,
            first: Vec::new(),
            n_rows: 0,
            is_people: mapping.kind == FileKind::People,
        }
    }

    /// Whether enough rows were met to tell the columns' types.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.n_rows >= N_FIRST
    }

    /// One row that was kept, of those at the top of the file from which the types are told.
    pub fn meet(&mut self, found: &mut Findings, line: u64, cells: &ByteRecord) {
        if self.is_settled() {
            return self.look(found, line, cells.iter());
        }
        self.n_rows += 1;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            let text = std::str::from_utf8(cell).unwrap_or("").trim();
            if !numbers::is_missing(text) {
                column.seen.add(text);
            }
        }
        self.first.push((line, cells.clone()));
        if self.is_settled() {
            self.settle(found);
        }
    }

    /// The types are told; the first rows are looked at by them.
    fn settle(&mut self, found: &mut Findings) {
        for column in &mut self.columns {
            column.told = type_of(column.meaning).unwrap_or_else(|| column.seen.told());
        }
        for (line, cells) in std::mem::take(&mut self.first) {
            self.look(found, line, cells.iter());
        }
    }

    /// One row that was kept, once the types are told.
    pub fn look<'c>(&self, found: &mut Findings, line: u64, cells: impl Iterator<Item = &'c [u8]>) {
        for all in [&mut found.lost_digits, &mut found.lost_zeros, &mut found.unknown] {
            all.resize(self.columns.len(), None);
        }
        let mut damaged = None;
        for (n, cell) in cells.enumerate() {
            if damaged.is_none() {
                damaged = damaged_letters(cell);
            }
            let Some(column) = self.columns.get(n) else { continue };
            if column.is_peculiar() && column.look(n, found, line, cell) {
                continue;
            }
            let is_id = matches!(column.meaning, Meaning::Id | Meaning::From | Meaning::To | Meaning::Phone);
            let is_open = column.meaning == Meaning::NotNeeded || column.meaning == Meaning::Attribute;
            if is_id || (is_open && column.told == ColumnType::Text) {
                let Some(text) = scientific(cell) else { continue };
                let first = || warning(WarningKind::LostDigits, line, Some(&column.heading), text);
                found.lost_digits[n].get_or_insert_with(first).n += 1;
            } else if is_open && found.n_cells_before + found.cells.len() < MAX_CELLS {
                let text = std::str::from_utf8(cell).unwrap_or("").trim();
                if let Some(kind) = doubt(column.told, text) {
                    found.cells.push(Warning { n: 1, ..warning(kind, line, Some(&column.heading), text) });
                }
            }
        }
        if let Some(text) = damaged {
            found.damaged.get_or_insert_with(|| warning(WarningKind::DamagedLetters, line, None, &text)).n += 1;
        }
    }

    /// Marks those of a column's cells, one a row, of which [`Watch::look`] may have something to say.
    pub fn mark(&self, column: usize, cells: &[&str], is_ascii: bool, odd: &mut [bool]) {
        let Some(column) = self.columns.get(column) else { return };
        let is_id = matches!(column.meaning, Meaning::Id | Meaning::From | Meaning::To | Meaning::Phone);
        let is_open = column.meaning == Meaning::NotNeeded || column.meaning == Meaning::Attribute;
        let is_long = is_id || (is_open && column.told == ColumnType::Text);
        let mut mark = |is_odd: &dyn Fn(&str) -> bool| {
            odd.iter_mut().zip(cells).for_each(|(odd, cell)| *odd |= is_odd(cell));
        };
        if !is_ascii {
            mark(&|cell| !cell.is_ascii());
        }
        if column.is_peculiar() {
            mark(&|cell| column.is_odd(cell.trim()));
        }
        if is_long {
            odd.iter_mut().zip(cells).for_each(|(odd, cell)| *odd |= scientific(cell.as_bytes()).is_some());
        } else if is_open {
            mark(&|cell| doubt(column.told, cell.trim()).is_some());
        }
    }

    /// Whether each row stands for one person.
    #[must_use]
    pub fn is_people(&self) -> bool {
        self.is_people
    }

    /// Tells the types where the file ended before enough rows were met.
    pub fn end(&mut self, found: &mut Findings) {
        if !self.is_settled() {
            self.settle(found);
        }
    }

    /// The warnings, those of the table first, and the type of each column.
    #[must_use]
    pub fn finish(&self, found: Findings, people: People, n_rows_read: u64) -> (Vec<Warning>, Vec<ColumnType>) {
        let is_cut = CUT_AT.contains(&n_rows_read);
        let cut = is_cut.then(|| Warning { n: n_rows_read, ..warning(WarningKind::MaybeCut, n_rows_read, None, "") });
        let types = self.columns.iter().map(|column| column.told).collect();
        let lost = found.lost_digits.into_iter().chain(found.lost_zeros).chain(found.unknown).flatten();
        let of_table = [cut, people.doubles, people.namesakes, found.damaged].into_iter().flatten();
        (of_table.chain(lost).chain(found.cells).collect(), types)
    }
}

fn warning(kind: WarningKind, line: u64, column: Option<&str>, found: &str) -> Warning {
    let found = found.chars().take(60).collect();
    Warning { kind, row: Some(line), column: column.map(str::to_owned), found, n: 0 }
}

/// What a meaning settles about its column.
fn type_of(meaning: Meaning) -> Option<ColumnType> {
    match meaning {
        Meaning::At | Meaning::Due => Some(ColumnType::Date),
        Meaning::Seconds | Meaning::Times | Meaning::Amount | Meaning::Value | Meaning::Spend => {
            Some(ColumnType::Number)
        }
        Meaning::Consent | Meaning::Market => Some(ColumnType::YesNo),
        Meaning::Email => Some(ColumnType::Email),
        Meaning::NotNeeded | Meaning::Attribute | Meaning::Outcome => None,
        _ => Some(ColumnType::Text),
    }
}

fn doubt(told: ColumnType, text: &str) -> Option<WarningKind> {
    // What nearly every cell looks like is told first.
    let is_usual = match told {
        ColumnType::Date => moments::is_usual_date(text.as_bytes()),
        ColumnType::Number => (1..=15).contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_digit()),
        ColumnType::Email => false,
        ColumnType::Text | ColumnType::YesNo => true,
    };
    if is_usual {
        return None;
    }
    if numbers::is_missing(text) {
        return None;
    }
    match told {
        ColumnType::Date if !times::is_date(text) => Some(WarningKind::NotADate),
        ColumnType::Number if !is_number(text) => Some(WarningKind::NotANumber),
        ColumnType::Email if !is_email(text) => Some(WarningKind::NotAnEmail),
        _ => None,
    }
}

/// 4.42079E+11: a long number as spreadsheets shorten it.
#[inline]
fn scientific(cell: &[u8]) -> Option<&str> {
    // What nearly every cell looks like is told first.
    if let [first, second, ..] = cell
        && *first > b' '
        && !matches!(second, b'.' | b',' | b'e' | b'E')
    {
        return None;
    }
    let text = cell.trim_ascii();
    if !matches!(text.get(1), Some(b'.' | b',' | b'e' | b'E')) {
        return None;
    }
    let at = text.iter().position(|letter| matches!(letter, b'e' | b'E'))?;
    let is_digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let (mantissa, power) = (&text[..at], text[at + 1..].strip_prefix(b"+")?);
    let (whole, decimals) = match mantissa.iter().position(|letter| matches!(letter, b'.' | b',')) {
        Some(point) => (&mantissa[..point], &mantissa[point + 1..]),
        None => (mantissa, &b"0"[..]),
    };
    let is_one = whole.len() == 1 && is_digits(whole) && is_digits(decimals) && power.len() <= 2 && is_digits(power);
    if is_one { std::str::from_utf8(text).ok() } else { None }
}

/// 2079460824.0 where a phone number stood; 5114 or 5114.0 where postcodes have five digits.
fn has_lost_zeros(text: &str, is_postcode: bool) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|letter| letter.is_ascii_digit());
    let whole = text.strip_suffix(".0").filter(|whole| is_digits(whole));
    if is_postcode {
        let whole = whole.unwrap_or(text);
        whole.len() == 4 && is_digits(whole)
    } else {
        whole.is_some_and(|whole| whole.len() >= 7)
    }
}

/// UTF-8 that was read as Windows-1252 and written as UTF-8 again.
fn damaged_letters(cell: &[u8]) -> Option<String> {
    let begins_pair = |pair: &[u8]| matches!(pair, [0xC3, 0x82 | 0x83 | 0xA2]);
    if cell.is_ascii() || !cell.windows(2).any(begins_pair) {
        return None;
    }
    let text = std::str::from_utf8(cell).ok()?;
    let letters: Vec<char> = text.chars().collect();
    let is_pair =
        |pair: &[char]| matches!(pair, ['Ã' | 'Â', '\u{80}'..='\u{bf}'] | ['â', '€'] | ['Ã', '€' | '‚'..='™']);
    letters.windows(2).any(is_pair).then(|| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_numbers_and_damaged_letters_are_seen() {
        assert_eq!(scientific(b" 4.42079E+11 "), Some("4.42079E+11"));
        assert_eq!(scientific(b"1,23e+15"), Some("1,23e+15"));
        for other in ["12E+11", "0025651", "1.5e3", "E+11", "a@b.org", "4.4E+"] {
            assert_eq!(scientific(other.as_bytes()), None, "{other}");
        }
        assert_eq!(damaged_letters("SiÃ¢n".as_bytes()), Some("SiÃ¢n".to_owned()));
        assert_eq!(damaged_letters("São Ânia Zoë".as_bytes()), None);
    }

    #[test]
    fn zeros_that_a_number_lost_are_seen() {
        assert!(
            has_lost_zeros("2079460824.0", false) && has_lost_zeros("5114", true) && has_lost_zeros("5114.0", true)
        );
        assert!(
            !has_lost_zeros("2079460824", false) && !has_lost_zeros("05114", true) && !has_lost_zeros("1.0", false)
        );
    }
}
