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
    pub n_columns: usize,
    /// The header's first cell; a row that begins like it may be the header again.
    first_heading: Option<Vec<u8>>,
    pub is_pairs: bool,
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
    pub fn read<'a>(&self, checker: &Checker, line: u64, cells: &[&'a str], values: &mut Vec<Value<'a>>) -> bool {
        values.clear();
        if cells.len() != self.n_columns || !self.is_usual(cells) {
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

    /// Filled enough to be no blank, no sum and no note, and not the header again.
    pub fn is_usual(&self, cells: &[&str]) -> bool {
        let n_filled = cells.iter().filter(|cell| !cell.as_bytes().trim_ascii().is_empty()).count();
        let is_filled = n_filled > 0 && (self.n_columns < 3 || (n_filled > 1 && (n_filled - 1) * 2 > self.n_columns));
        is_filled && !self.is_like_header(cells[0])
    }

    /// Whether a row that begins so may be the header again.
    #[inline]
    pub fn is_like_header(&self, cell: &str) -> bool {
        let Some(heading) = self.first_heading.as_deref() else { return false };
        let first = cell.as_bytes().first().copied().unwrap_or(0);
        let is_other = first > b' ' && heading.first().is_some_and(|&begin| begin != first);
        !is_other && heading == cell.as_bytes().trim_ascii()
    }
}

/// The same as `check` says, or `None`.
pub fn value<'a>(checker: &Checker, slot: &Slot, cell: &'a str) -> Option<Value<'a>> {
    if !slot.unknown.is_empty() {
        let text = clean(cell);
        if slot.unknown.iter().any(|code| code == text) {
            return Some(Value::Null);
        }
    }
    let usual = match slot.meaning {
        Meaning::Id | Meaning::From | Meaning::To => person(cell).map(Value::Text),
        Meaning::At | Meaning::Due => match checker.time {
            TimeReading::Calendar { is_day_first } => moments::calendar(cell.as_bytes(), is_day_first).map(Value::Int),
            // Fewer digits than milliseconds since 1970 have.
            TimeReading::SecondsSince { start } => {
                moments::digits(cell.as_bytes(), 11).map(|seconds| Value::Int(start.saturating_add(seconds)))
            }
        },
        Meaning::Seconds => seconds(cell.as_bytes()).map(Value::Int),
        _ => None,
    };
    usual.or_else(|| checker.value_in(slot, clean(cell)).ok())
}

/// An id that needs no cleaning.
#[inline]
pub fn person(cell: &str) -> Option<&str> {
    let letters = cell.as_bytes();
    let (&first, &last) = (letters.first()?, letters.last()?);
    let is_said = first.is_ascii_digit() || first == b'+' || (first.is_ascii_alphabetic() && letters.len() >= MIN_SAID);
    (is_said && last.is_ascii_alphanumeric() && !letters.ends_with(b".0")).then_some(cell)
}

#[inline]
pub fn seconds(cell: &[u8]) -> Option<i64> {
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
        assert!(MISSING.iter().all(|word| person(word).is_none()));
        assert_eq!(person("+39 333"), Some("+39 333"));
        for odd in ["17850.0", "'+39", "=\"0012\"", " 7", "7 ", "-1", "na", "", "1."] {
            assert_eq!(person(odd), None, "{odd}");
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
