//! Rows about which nothing is odd: their clean values without the long way through `check`, which stays the law; a row
//! that this file does not take is checked there.

use super::moments;
use crate::domain::import::check::{Checker, Value, clean};
use crate::domain::import::slots::Slot;
use crate::domain::import::types::TimeReading;
use crate::domain::model::Meaning;

/// Longer than any word for nothing.
const MIN_SAID: usize = 9;

/// The rules for plain rows of one file.
#[derive(Debug)]
pub struct Plain {
    n_columns: usize,
    /// The header's first cell; a row that begins like it may be the header again.
    first_heading: Option<Vec<u8>>,
    is_pairs: bool,
}

impl Plain {
    /// `None` where no row of the file is plain: lists of problems that came back are looked at cell by cell.
    #[must_use]
    pub fn new(checker: &Checker) -> Option<Self> {
        let n_columns = checker.headings.len();
        (checker.n_source_columns == n_columns && checker.is_plain()).then(|| Self {
            n_columns,
            first_heading: checker.header.get(0).map(|cell| cell.trim_ascii().to_vec()),
            is_pairs: checker.kind.is_pairs(),
        })
    }

    /// The clean values of the row in a line, one a slot; false: something is unusual. The cells are sound text.
    pub fn read<'a>(&self, checker: &Checker, line: u64, cells: &[&'a [u8]], values: &mut Vec<Value<'a>>) -> bool {
        values.clear();
        let is_like_header =
            || self.first_heading.as_ref().is_some_and(|heading| heading.as_slice() == cells[0].trim_ascii());
        if cells.len() != self.n_columns || !self.is_filled(cells) || is_like_header() {
            return false;
        }
        for slot in &checker.slots {
            let Some(column) = slot.column else {
                values.push(Value::Int(line.cast_signed()));
                continue;
            };
            match value(checker, slot, cells[column]) {
                None => return false,
                Some(Value::Null) if slot.is_required => return false,
                Some(value) => values.push(value),
            }
        }
        !(self.is_pairs && values.len() > 1 && values[0] == values[1])
    }

    /// Filled enough to be no blank, no sum and no note.
    fn is_filled(&self, cells: &[&[u8]]) -> bool {
        let n_filled = cells.iter().filter(|cell| !cell.trim_ascii().is_empty()).count();
        n_filled > 0 && (self.n_columns < 3 || (n_filled > 1 && (n_filled - 1) * 2 > self.n_columns))
    }
}

/// The same as `check` says, or `None`.
fn value<'a>(checker: &Checker, slot: &Slot, cell: &'a [u8]) -> Option<Value<'a>> {
    if !slot.unknown.is_empty() {
        let text = clean(std::str::from_utf8(cell).ok()?);
        if slot.unknown.iter().any(|code| code == text) {
            return Some(Value::Null);
        }
    }
    let usual = match slot.meaning {
        Meaning::Id | Meaning::From | Meaning::To => person(cell).map(Value::Text),
        Meaning::At | Meaning::Due => match checker.time {
            TimeReading::Calendar { is_day_first } => moments::calendar(cell, is_day_first).map(Value::Int),
            // Fewer digits than milliseconds since 1970 have.
            TimeReading::SecondsSince { start } => {
                moments::digits(cell, 11).map(|seconds| Value::Int(start.saturating_add(seconds)))
            }
        },
        Meaning::Seconds => seconds(cell).map(Value::Int),
        _ => None,
    };
    usual.or_else(|| checker.value(slot.meaning, clean(std::str::from_utf8(cell).ok()?)).ok())
}

/// An id that needs no cleaning.
fn person(cell: &[u8]) -> Option<&str> {
    let (&first, &last) = (cell.first()?, cell.last()?);
    let is_said = first.is_ascii_digit() || first == b'+' || (first.is_ascii_alphabetic() && cell.len() >= MIN_SAID);
    let is_clean = is_said && last.is_ascii_alphanumeric() && !cell.ends_with(b".0");
    if is_clean { std::str::from_utf8(cell).ok() } else { None }
}

fn seconds(cell: &[u8]) -> Option<i64> {
    match cell {
        [b'-', rest @ ..] => moments::digits(rest, 9).map(|seconds| -seconds),
        _ => moments::digits(cell, 9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_for_nothing_is_taken_for_an_id() {
        use crate::domain::import::cell_words::MISSING;
        assert!(MISSING.iter().all(|word| person(word.as_bytes()).is_none()));
        assert_eq!(person(b"+39 333"), Some("+39 333"));
        for odd in ["17850.0", "'+39", "=\"0012\"", " 7", "7 ", "-1", "na", "", "1."] {
            assert_eq!(person(odd.as_bytes()), None, "{odd}");
        }
    }

    #[test]
    fn seconds_are_the_long_ways() {
        use crate::domain::import::times;
        for text in ["0", "-1", "007", "-0", "999999999", "12"] {
            assert_eq!(seconds(text.as_bytes()), times::duration(text, false), "{text}");
            assert_eq!(seconds(text.as_bytes()), times::duration(text, true), "{text}");
        }
        for odd in ["", "-", "1.5", "1:02", "--1", "9999999999"] {
            assert_eq!(seconds(odd.as_bytes()), None, "{odd}");
        }
    }
}
