//! Looks over the rows that are kept for what is odd about them, and says what each column holds; changes nothing.

use super::check::Checker;
use super::rows::Place;
use super::types::{ColumnType, Mapping, Warning, WarningKind};
use super::words::POSTCODES;
use super::{headings, numbers, times};
use crate::domain::model::{FileKind, Meaning};
use csv::ByteRecord;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Rows from which a column's type is told.
const N_FIRST: usize = 500;
/// Warnings of single cells stored; more are counted with the last.
const MAX_CELLS: usize = 1_000;
/// People remembered to find those that come twice.
const MAX_PEOPLE: usize = 4_000_000;
/// Rows that old and new spreadsheets can hold, and one less for a header.
const CUT_AT: [u64; 4] = [65_535, 65_536, 1_048_575, 1_048_576];
/// A column's cells are doubted where this share of the first ones agrees.
const AGREE_PERCENT: usize = 60;

/// What is seen of one column.
#[derive(Debug, Default)]
struct Seen {
    n_filled: usize,
    n_dates: usize,
    n_numbers: usize,
    n_emails: usize,
    n_yes_no: usize,
    n_five: usize,
    /// A leading zero, a plus, or more digits than a number keeps.
    is_text: bool,
}

impl Seen {
    fn add(&mut self, cell: &str) {
        self.n_filled += 1;
        let has_digit = cell.bytes().any(|letter| letter.is_ascii_digit());
        self.n_dates += usize::from(has_digit && (times::is_date(cell) || is_date_shaped(cell)));
        self.n_numbers += usize::from(has_digit && is_number(cell));
        self.n_emails += usize::from(is_email(cell));
        self.n_yes_no += usize::from(cell.len() <= 16 && numbers::yes_or_no(cell).is_some());
        let whole = cell.strip_suffix(".0").unwrap_or(cell);
        self.n_five += usize::from(whole.len() == 5 && whole.bytes().all(|letter| letter.is_ascii_digit()));
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let is_padded = cell.len() > 1 && cell.starts_with('0') && cell.bytes().all(|letter| letter.is_ascii_digit());
        self.is_text |= is_padded || cell.starts_with('+') || digits > 15;
    }

    /// Whether most numbers here have five digits, so that one of four is short.
    fn is_of_five(&self) -> bool {
        self.n_five * 2 > self.n_filled
    }

    fn told(&self) -> ColumnType {
        let is_most = |count: usize| self.n_filled > 0 && count * 100 >= self.n_filled * AGREE_PERCENT;
        if is_most(self.n_emails) {
            ColumnType::Email
        } else if self.n_filled > 0 && self.n_yes_no * 10 >= self.n_filled * 9 {
            ColumnType::YesNo
        } else if is_most(self.n_dates) {
            ColumnType::Date
        } else if is_most(self.n_numbers) && !self.is_text {
            ColumnType::Number
        } else {
            ColumnType::Text
        }
    }
}

fn is_number(cell: &str) -> bool {
    numbers::parse(cell, false).or_else(|| numbers::parse(cell, true)).is_some()
}

/// 31/02/2023: meant for a date, whether there is such a day or not.
fn is_date_shaped(cell: &str) -> bool {
    let Some(mark) = cell.chars().find(|letter| matches!(letter, '-' | '/' | '.')) else { return false };
    let parts: Vec<&str> = cell.split(mark).collect();
    let is_digits = |part: &&str| part.bytes().all(|letter| letter.is_ascii_digit());
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    parts.iter().all(is_digits) && matches!(lengths[..], [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4])
}

/// Whether a cell is one e-mail address.
#[must_use]
pub fn is_email(cell: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && !name.contains([' ', ',', ';', '@']);
    cell.split_once('@')
        .is_some_and(|(name, host)| is_name(name) && is_name(host) && host.trim_matches('.').contains('.'))
}

/// A column as it is looked over.
#[derive(Debug)]
struct Column {
    heading: String,
    meaning: Meaning,
    seen: Seen,
    told: ColumnType,
    lost_digits: Option<Warning>,
    /// Phone numbers and postcodes that went through a number.
    lost_zeros: Option<Warning>,
    is_postcode: bool,
    /// Cells that mean "not known", and what was seen of them.
    unknown: Vec<String>,
    unknown_seen: Option<Warning>,
}

/// The look over all rows of one file.
#[derive(Debug)]
pub struct Watch {
    columns: Vec<Column>,
    first: Vec<(u64, ByteRecord)>,
    n_rows: usize,
    cells: Vec<Warning>,
    rows: HashSet<u64>,
    /// By id: the hash of the name.
    names: HashMap<u64, u64>,
    id_and_name: (Option<usize>, Option<usize>),
    doubles: Option<Warning>,
    namesakes: Option<Warning>,
    damaged: Option<Warning>,
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
            lost_digits: None,
            lost_zeros: None,
            is_postcode: POSTCODES.contains(&headings::fold(heading).as_str()),
            unknown: unknown(heading),
            unknown_seen: None,
        };

        let columns: Vec<Column> = checker.headings.iter().enumerate().map(column).collect();
        let place = |wanted| columns.iter().position(|column| column.meaning == wanted);
        Self {
            id_and_name: (place(Meaning::Id), place(Meaning::Name)),
            columns,
            first: Vec::new(),
            n_rows: 0,
            cells: Vec::new(),
            rows: HashSet::new(),
            names: HashMap::new(),
            doubles: None,
            namesakes: None,
            damaged: None,
            is_people: mapping.kind == FileKind::People,
        }
    }

    /// One row that was kept.
    pub fn see(&mut self, place: Place, cells: &ByteRecord) {
        self.n_rows += 1;
        if self.n_rows <= N_FIRST {
            for (column, cell) in self.columns.iter_mut().zip(cells) {
                let text = std::str::from_utf8(cell).unwrap_or("").trim();
                if !numbers::is_missing(text) {
                    column.seen.add(text);
                }
            }
            self.first.push((place.line, cells.clone()));
            if self.n_rows == N_FIRST {
                self.settle();
            }
        } else {
            self.look(place.line, cells);
        }
        if self.is_people {
            self.compare(place.line, cells);
        }
    }

    /// The types are told; the first rows are looked at by them.
    fn settle(&mut self) {
        for column in &mut self.columns {
            column.told = type_of(column.meaning).unwrap_or_else(|| column.seen.told());
        }
        for (line, cells) in std::mem::take(&mut self.first) {
            self.look(line, &cells);
        }
    }

    fn look(&mut self, line: u64, cells: &ByteRecord) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            if !column.unknown.is_empty() {
                let text = std::str::from_utf8(cell).unwrap_or("").trim();
                if column.unknown.iter().any(|code| code == text) {
                    let first = || warning(WarningKind::UnknownCode, line, Some(&column.heading), text);
                    column.unknown_seen.get_or_insert_with(first).n += 1;
                    continue;
                }
            }
            if column.meaning == Meaning::Phone || column.is_postcode {
                let text = std::str::from_utf8(cell).unwrap_or("").trim();
                if has_lost_zeros(text, column.is_postcode)
                    && !column.seen.is_text
                    && (!column.is_postcode || column.seen.is_of_five())
                {
                    let first = || warning(WarningKind::LostZeros, line, Some(&column.heading), text);
                    column.lost_zeros.get_or_insert_with(first).n += 1;
                }
            }
            let is_id = matches!(column.meaning, Meaning::Id | Meaning::From | Meaning::To | Meaning::Phone);
            let is_open = column.meaning == Meaning::NotNeeded || column.meaning == Meaning::Attribute;
            if is_id || (is_open && column.told == ColumnType::Text) {
                let Some(text) = scientific(cell) else { continue };
                let first = || warning(WarningKind::LostDigits, line, Some(&column.heading), text);
                column.lost_digits.get_or_insert_with(first).n += 1;
            } else if is_open && self.cells.len() < MAX_CELLS {
                let text = std::str::from_utf8(cell).unwrap_or("").trim();
                if let Some(kind) = doubt(column.told, text) {
                    self.cells.push(Warning { n: 1, ..warning(kind, line, Some(&column.heading), text) });
                }
            }
        }
        if let Some(found) = cells.iter().find_map(damaged_letters) {
            self.damaged.get_or_insert_with(|| warning(WarningKind::DamagedLetters, line, None, &found)).n += 1;
        }
    }

    fn compare(&mut self, line: u64, cells: &ByteRecord) {
        if self.rows.len() >= MAX_PEOPLE {
            return;
        }
        let of = |part: &[u8]| {
            let mut hasher = DefaultHasher::new();
            part.trim_ascii().hash(&mut hasher);
            hasher.finish()
        };
        let whole = cells.iter().fold(0_u64, |sum, cell| sum.rotate_left(7) ^ of(cell));
        let text = |column: usize| String::from_utf8_lossy(cells.get(column).unwrap_or_default()).trim().to_owned();
        if !self.rows.insert(whole) {
            let first = || warning(WarningKind::DuplicateRows, line, None, &text(0));
            self.doubles.get_or_insert_with(first).n += 1;
            return;
        }
        let (Some(id), Some(name)) = self.id_and_name else { return };
        let cell = |column: usize| cells.get(column).unwrap_or_default();
        let name_hash = of(cell(name));
        if *self.names.entry(of(cell(id))).or_insert(name_hash) != name_hash {
            let first = || warning(WarningKind::DuplicateIds, line, None, &text(id));
            self.namesakes.get_or_insert_with(first).n += 1;
        }
    }

    /// The warnings, those of the table first, and the type of each column.
    #[must_use]
    pub fn finish(mut self, n_rows_read: u64) -> (Vec<Warning>, Vec<ColumnType>) {
        if self.n_rows < N_FIRST {
            self.settle();
        }
        let is_cut = CUT_AT.contains(&n_rows_read);
        let cut = is_cut.then(|| Warning { n: n_rows_read, ..warning(WarningKind::MaybeCut, n_rows_read, None, "") });
        let types = self.columns.iter().map(|column| column.told).collect();
        let lost = self
            .columns
            .into_iter()
            .flat_map(|column| [column.lost_digits, column.lost_zeros, column.unknown_seen])
            .flatten();
        let of_table = [cut, self.doubles, self.namesakes, self.damaged].into_iter().flatten();
        (of_table.chain(lost).chain(self.cells).collect(), types)
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
        Meaning::Seconds | Meaning::Amount | Meaning::Value | Meaning::Spend => Some(ColumnType::Number),
        Meaning::Consent | Meaning::Market => Some(ColumnType::YesNo),
        Meaning::Email => Some(ColumnType::Email),
        Meaning::NotNeeded | Meaning::Attribute | Meaning::Outcome => None,
        _ => Some(ColumnType::Text),
    }
}

fn doubt(told: ColumnType, text: &str) -> Option<WarningKind> {
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
fn scientific(cell: &[u8]) -> Option<&str> {
    let text = cell.trim_ascii();
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
    if cell.is_ascii() {
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

    #[test]
    fn one_address_is_one_address() {
        assert!(is_email("USER1@EXAMPLE.ORG") && is_email("a.b+c@d.co.uk"));
        for other in ["a@b", "not an email", "a@b.org;c@d.org", "@b.org", "a@", "a@b.org c"] {
            assert!(!is_email(other), "{other}");
        }
    }
}
