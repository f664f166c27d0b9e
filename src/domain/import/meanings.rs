//! What the cells of a column look like, and whether that agrees with a meaning; the heading's words are another file's.

use super::types::ColumnView;
use super::{headings, numbers, times};
use crate::domain::model::Meaning;
use std::collections::HashSet;

const MAX_DISTINCT: usize = 20_000;
const N_SAMPLES: usize = 4;
/// A column with so few different values sorts customers into groups.
const MAX_GROUPS: usize = 50;
const MAX_GROUP_CHARS: usize = 60;
/// More different words answer no question that all were asked.
const MAX_ANSWERS: usize = 12;

/// What was found in the cells of one column, over all sampled rows.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub heading: String,
    pub n_filled: usize,
    n_numbers: usize,
    n_whole: usize,
    n_negative: usize,
    n_dates: usize,
    n_durations: usize,
    n_emails: usize,
    n_phones: usize,
    n_phone_digits: usize,
    n_yes_no: usize,
    n_long: usize,
    n_sentences: usize,
    smallest: f64,
    largest: f64,
    distinct: HashSet<String>,
    samples: Vec<String>,
}

impl Facts {
    #[must_use]
    pub fn new(heading: &str) -> Self {
        Self { heading: heading.to_owned(), smallest: f64::INFINITY, largest: f64::NEG_INFINITY, ..Self::default() }
    }

    pub fn add(&mut self, cell: &str) {
        let cell = cell.trim();
        if numbers::is_missing(cell) {
            return;
        }
        self.n_filled += 1;
        if self.distinct.len() < MAX_DISTINCT && !self.distinct.contains(cell) {
            self.distinct.insert(cell.to_owned());
            if self.samples.len() < N_SAMPLES {
                self.samples.push(cell.chars().take(MAX_GROUP_CHARS).collect());
            }
        }
        if let Some(number) = numbers::parse(cell, false).or_else(|| numbers::parse(cell, true)) {
            self.n_numbers += 1;
            self.n_whole += usize::from(cell.bytes().all(|letter| letter.is_ascii_digit() || letter == b'-'));
            self.n_negative += usize::from(number < 0.0);
            self.smallest = self.smallest.min(number);
            self.largest = self.largest.max(number);
        }
        let has_digit = cell.bytes().any(|letter| letter.is_ascii_digit());
        self.n_dates += usize::from(has_digit && times::is_date(cell));
        self.n_durations += usize::from(has_digit && times::duration(cell, false).is_some());
        self.n_emails += usize::from(is_email(cell));
        let n_digits = phone_digits(cell);
        self.n_phone_digits += usize::from((5..=15).contains(&n_digits));
        let is_phone = cell.starts_with(['+', '(']) || cell.contains(' ') || (cell.starts_with('0') && n_digits >= 9);
        self.n_phones += usize::from((7..=15).contains(&n_digits) && is_phone);
        self.n_yes_no += usize::from(cell.len() <= 16 && numbers::yes_or_no(cell).is_some());
        self.n_long += usize::from(cell.len() > MAX_GROUP_CHARS);
        self.n_sentences += usize::from(cell.split_whitespace().count() > 4);
    }

    #[must_use]
    pub fn view(&self) -> ColumnView {
        ColumnView { heading: self.heading.clone(), samples: self.samples.clone() }
    }

    #[must_use]
    pub fn n_distinct(&self) -> usize {
        self.distinct.len()
    }

    /// Whether every row has a value of its own, as an id has.
    #[must_use]
    pub fn is_unlike(&self, n_rows: usize) -> bool {
        self.n_filled >= n_rows.min(MAX_DISTINCT) && self.n_distinct() >= self.n_filled.min(MAX_DISTINCT)
    }

    /// Whether whole numbers or words stand here, no two alike.
    #[must_use]
    pub fn is_list_of_ids(&self) -> bool {
        self.n_filled >= 10 && self.is_unlike(self.n_filled) && self.is_id_like()
    }

    fn is_share(&self, count: usize, percent: usize) -> bool {
        self.n_filled > 0 && count * 100 >= self.n_filled * percent
    }

    /// The share of the different cells that begin like a complaint or an outage, in per cent. O(different cells).
    #[must_use]
    pub fn percent_incidents(&self) -> usize {
        let n = self.distinct.iter().filter(|cell| headings::is_incident(cell)).count();
        n * 100 / self.distinct.len().max(1)
    }

    /// The share of the different cells that name a complaint or an outage and say nothing else, in per cent, where there
    /// are but a few; and whether one of them names an outage. O(different cells).
    #[must_use]
    pub fn incidents_named(&self) -> (usize, bool) {
        if self.distinct.is_empty() || self.n_distinct() > MAX_ANSWERS {
            return (0, false);
        }
        let named: Vec<bool> = self.distinct.iter().filter_map(|cell| headings::incident_named(cell)).collect();
        (named.len() * 100 / self.n_distinct(), named.contains(&true))
    }

    /// Whether a good part of the cells are whole sentences.
    fn is_sentences(&self) -> bool {
        self.is_share(self.n_sentences, 34) || self.is_share(self.n_long, 10)
    }

    /// Whether the cells could be numbers or names of people or things: no dates, no fractions.
    #[must_use]
    pub fn is_id_like(&self) -> bool {
        let is_fraction = self.is_share(self.n_numbers - self.n_whole, 10);
        self.n_filled > 0
            && self.n_negative == 0
            && !is_fraction
            && !self.is_share(self.n_dates, 50)
            && !self.is_share(self.n_long, 10)
    }

    /// Whether the values agree with a meaning that a heading claims. An empty column contradicts nothing.
    #[must_use]
    pub fn agrees(&self, meaning: Meaning) -> bool {
        if self.n_filled == 0 {
            return true;
        }
        match meaning {
            Meaning::Id | Meaning::From | Meaning::To => {
                !self.is_share(self.n_dates, 90) || self.is_share(self.n_whole, 90)
            }
            Meaning::At | Meaning::Due => self.is_share(self.n_dates.max(self.n_numbers), 50),
            Meaning::Seconds => self.is_share(self.n_durations, 50),
            // A count is whole; weights that are shares or have signs are none.
            Meaning::Times => self.is_share(self.n_whole, 95) && self.n_negative == 0,
            Meaning::Amount | Meaning::Spend | Meaning::Value => self.is_share(self.n_numbers, 50),
            Meaning::Outcome => {
                self.is_share(self.n_yes_no, 50)
                    || (self.is_share(self.n_numbers, 90) && self.n_distinct() <= MAX_GROUPS)
            }
            Meaning::Consent if headings::is_opt_out(&self.heading) => {
                self.is_share(self.n_yes_no, 25) || self.is_share(self.n_dates, 50) || self.n_distinct() <= 3
            }
            Meaning::Consent | Meaning::Market => self.n_distinct() <= 20 && self.is_share(self.n_yes_no, 25),
            Meaning::Email => self.is_share(self.n_emails, 25),
            Meaning::Phone => self.is_share(self.n_phone_digits, 50),
            Meaning::Name | Meaning::Topic => !self.is_share(self.n_dates, 90),
            // A rating or one of a few words; whole sentences are a comment.
            Meaning::Answer => {
                (self.is_share(self.n_numbers, 50) || (self.n_distinct() <= MAX_ANSWERS && !self.is_sentences()))
                    && !self.is_share(self.n_dates, 90)
            }
            Meaning::Comment => !self.is_share(self.n_numbers, 90) && !self.is_share(self.n_dates, 90),
            _ => true,
        }
    }

    /// The meaning that the cells claim by themselves, where the heading says nothing.
    #[must_use]
    pub fn claims(&self) -> Option<Meaning> {
        let is_moment = self.smallest >= 3.15e8 && self.largest <= 4.11e9 && self.n_distinct() * 2 > self.n_filled;
        let is_signed = self.n_negative > 0 && self.smallest >= -100.0 && self.largest <= 100.0;
        if self.is_share(self.n_emails, 80) {
            Some(Meaning::Email)
        } else if self.is_share(self.n_dates, 90) || (self.is_share(self.n_numbers, 95) && is_moment) {
            Some(Meaning::At)
        } else if self.is_share(self.n_phones, 80) && !self.is_share(self.n_numbers - self.n_whole, 10) {
            Some(Meaning::Phone)
        } else if self.is_share(self.n_numbers, 95) && is_signed && self.n_distinct() <= 201 {
            Some(Meaning::Value)
        } else {
            None
        }
    }

    /// Whether the cells are dates.
    #[must_use]
    pub fn is_dates(&self) -> bool {
        self.is_share(self.n_dates, 90) && !self.is_share(self.n_whole, 50)
    }

    /// Whether the cells say yes or no, or bear a mark where others are empty.
    #[must_use]
    pub fn is_yes_no(&self) -> bool {
        self.is_share(self.n_yes_no, 98) && (2..=4).contains(&self.n_distinct())
            || (self.n_distinct() == 1 && self.distinct.iter().all(|cell| is_mark(cell)))
    }

    /// Whether the column sorts customers into groups, or says something short about each.
    #[must_use]
    pub fn is_attribute(&self) -> bool {
        let is_measure = self.is_share(self.n_numbers - self.n_whole, 10) && self.n_distinct() > MAX_GROUPS;
        let is_grouping = self.n_distinct() <= MAX_GROUPS || self.n_distinct() * 4 <= self.n_filled;
        self.n_filled > 0
            && is_grouping
            && !is_measure
            && self.n_long == 0
            && !self.is_share(self.n_dates, 50)
            && !self.is_share(self.n_emails, 10)
    }

    /// Whether two columns name the same people: each has many values of its own and they share a good part.
    #[must_use]
    pub fn shares_people(&self, other: &Facts) -> bool {
        let has_many = |facts: &Facts| {
            facts.is_id_like() && (facts.n_distinct() >= 30 || facts.n_distinct() * 5 >= facts.n_filled)
        };
        let n_both = self.distinct.iter().filter(|cell| other.distinct.contains(*cell)).count();
        let n_either = self.n_distinct() + other.n_distinct() - n_both;
        let is_list = self.n_filled >= 10 && self.n_distinct() == self.n_filled && other.n_distinct() < other.n_filled;
        // Each value once here and once there: the same list under two names.
        let is_copy = self.n_distinct() == self.n_filled && other.n_distinct() == other.n_filled && n_both == n_either;
        has_many(self) && has_many(other) && !is_list && !(is_copy && n_both >= 10) && n_both * 10 >= n_either
    }

    /// Heading and cells together: the meanings this column may have, with the strength of the claim.
    #[must_use]
    pub fn candidates(&self) -> Vec<(Meaning, u8)> {
        let mut said = headings::meanings(&self.heading);
        if headings::is_opt_out(&self.heading) && said.iter().all(|&(meaning, _)| meaning != Meaning::Consent) {
            said.push((Meaning::Consent, headings::EXACT));
        }
        said.retain(|&(meaning, _)| self.agrees(meaning));
        if said.is_empty() {
            said.extend(self.claims().map(|meaning| (meaning, headings::CLOSE)));
        }
        said
    }
}

/// A cross or a tick, as people mark what applies.
fn is_mark(cell: &str) -> bool {
    matches!(cell, "x" | "X" | "✓" | "✔" | "1" | "yes" | "Yes" | "YES")
}

fn is_email(cell: &str) -> bool {
    cell.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !cell.contains(' '))
}

/// Digits of a cell that holds nothing but what phone numbers are written with; 0 for any other.
fn phone_digits(cell: &str) -> usize {
    let is_phone = |letter: u8| letter.is_ascii_digit() || b" +-()./".contains(&letter);
    if cell.bytes().all(is_phone) { cell.bytes().filter(u8::is_ascii_digit).count() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(heading: &str, cells: &[&str]) -> Facts {
        let mut facts = Facts::new(heading);
        for cell in cells {
            facts.add(cell);
        }
        facts
    }

    #[test]
    fn cells_speak_where_headings_are_silent() {
        assert_eq!(facts("x", &["a@b.org", "c@d.org"]).claims(), Some(Meaning::Email));
        assert_eq!(facts("x", &["1296629343.6", "1308241841"]).claims(), Some(Meaning::At));
        assert_eq!(facts("x", &["21.11.2026", "02.01.2026"]).claims(), Some(Meaning::At));
        assert_eq!(facts("x", &["10", "-3", "1"]).claims(), Some(Meaning::Value));
        assert_eq!(facts("x", &["020 7946 0824", "+39 333 1234567"]).claims(), Some(Meaning::Phone));
        assert_eq!(facts("x", &["1", "2", "3"]).claims(), None);
    }

    #[test]
    fn cells_overrule_headings() {
        assert!(facts("date", &["804.62", "n/a"]).candidates().iter().any(|&(meaning, _)| meaning == Meaning::At));
        assert!(facts("email", &["red", "blue"]).candidates().is_empty());
        assert!(facts("market", &["Italy", "Spain"]).candidates().is_empty());
        assert_eq!(facts("consent", &["yes", "x", "maybe"]).candidates(), [(Meaning::Consent, headings::EXACT)]);
    }

    #[test]
    fn pairs_share_their_people_and_lists_do_not() {
        let from = facts("a", &["1", "1", "2", "3", "4"]);
        assert!(from.shares_people(&facts("b", &["2", "3", "3", "1", "2"])));
        let people: Vec<String> = (0..200).map(|n| n.to_string()).collect();
        let groups: Vec<String> = (0..200).map(|n| (n % 40).to_string()).collect();
        let list = |cells: &[String]| facts("x", &cells.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(!list(&people).shares_people(&list(&groups)));
    }
}
