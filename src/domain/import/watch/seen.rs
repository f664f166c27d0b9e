//! What the first cells of one column look like, and what it therefore holds; knows no other column.

use crate::domain::import::types::ColumnType;
use crate::domain::import::{numbers, times};

/// A column's cells are doubted where this share of the first ones agrees.
const AGREE_PERCENT: usize = 60;

/// What is seen of one column.
#[derive(Debug, Default)]
pub struct Seen {
    n_filled: usize,
    n_dates: usize,
    n_numbers: usize,
    n_emails: usize,
    n_yes_no: usize,
    n_five: usize,
    /// A leading zero, a plus, or more digits than a number keeps.
    pub is_text: bool,
}

impl Seen {
    pub fn add(&mut self, cell: &str) {
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
    pub fn is_of_five(&self) -> bool {
        self.n_five * 2 > self.n_filled
    }

    pub fn told(&self) -> ColumnType {
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

pub fn is_number(cell: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_one_address() {
        assert!(is_email("USER1@EXAMPLE.ORG") && is_email("a.b+c@d.co.uk"));
        for other in ["a@b", "not an email", "a@b.org;c@d.org", "@b.org", "a@", "a@b.org c"] {
            assert!(!is_email(other), "{other}");
        }
    }
}
