//! By which moment a file that tells how things stand did so: as its name says, else as it was added; reads no file.

use crate::domain::import::day_seconds;
use chrono::{Days, Months, NaiveDate};
use std::cmp::Reverse;

const DAY: i64 = 86_400;

/// The moment by which things stood as a file says, in seconds since 1970: the end of the day in its name, of the month
/// where it names a month alone, but no later than it was added (`2026-11-21 10:30`). Nothing where neither says.
#[must_use]
pub fn stood_by(file_name: &str, imported_on: &str) -> Option<i64> {
    let added = imported_on.get(..10).and_then(day_seconds).map(|day| day + DAY - 1);
    let named = day_of_name(file_name).map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() + DAY - 1);
    match (named, added) {
        (Some(named), Some(added)) => Some(named.min(added)),
        (named, added) => named.or(added),
    }
}

/// The last date written in a name, of several that end in one place the longest.
fn day_of_name(name: &str) -> Option<NaiveDate> {
    let letters = name.as_bytes();
    let begins = (0..letters.len()).filter(|&at| at == 0 || !letters[at - 1].is_ascii_digit());
    let dates = begins.filter_map(|at| date(&letters[at..]).map(|(day, rest)| (letters.len() - rest.len(), at, day)));
    dates.max_by_key(|&(end, begin, _)| (end, Reverse(begin))).map(|(_, _, day)| day)
}

/// The date that these letters begin with, and what comes after it, which no further digit begins: 2026-09-30,
/// `2026_09_30`, 20260930, or the other way round, where the day comes first unless only the month can; the last day of
/// the month for 2026-09, 202609 or 09-2026.
fn date(letters: &[u8]) -> Option<(NaiveDate, &[u8])> {
    let is_ended = |(_, rest): &(NaiveDate, &[u8])| !rest.first().is_some_and(u8::is_ascii_digit);
    [year_first, day_first, month_and_year].iter().find_map(|read| read(letters).filter(is_ended))
}

fn year_first(letters: &[u8]) -> Option<(NaiveDate, &[u8])> {
    let (year, rest) = year(letters)?;
    let (month, after_month) = number(between(rest), 2)?;
    let whole = number(between(after_month), 2);
    let day = whole.and_then(|(day, rest)| Some((NaiveDate::from_ymd_opt(year, month, day)?, rest)));
    day.or_else(|| Some((last_of(year, month)?, after_month)))
}

fn day_first(letters: &[u8]) -> Option<(NaiveDate, &[u8])> {
    let (first, rest) = number(letters, 2)?;
    let (second, rest) = number(between(rest), 2)?;
    let (year, rest) = year(between(rest))?;
    let ymd = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    Some((ymd(second, first).or_else(|| ymd(first, second))?, rest))
}

fn month_and_year(letters: &[u8]) -> Option<(NaiveDate, &[u8])> {
    let (month, rest) = number(letters, 2)?;
    // Without anything between, six digits can be anything.
    let after = between(rest);
    let (year, end) = year(after).filter(|_| after.len() < rest.len())?;
    Some((last_of(year, month)?, end))
}

fn last_of(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))
}

fn year(letters: &[u8]) -> Option<(i32, &[u8])> {
    let (year, rest) = number(letters, 4)?;
    i32::try_from(year).ok().filter(|year| (1970..2100).contains(year)).map(|year| (year, rest))
}

fn number(letters: &[u8], n: usize) -> Option<(u32, &[u8])> {
    let digits = letters.get(..n).filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
    Some((std::str::from_utf8(digits).ok()?.parse().ok()?, &letters[n..]))
}

/// What stands between the parts of a date, skipped.
fn between(letters: &[u8]) -> &[u8] {
    letters.strip_prefix(b"-").or(letters.strip_prefix(b"_")).or(letters.strip_prefix(b".")).unwrap_or(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::day_text;

    #[test]
    fn a_file_stands_by_the_date_in_its_name_or_by_the_day_it_was_added() {
        let day = |name: &str| stood_by(name, "2026-11-21 10:30").map(day_text).unwrap();
        assert_eq!(day("interests-2026-09.csv"), "2026-09-30");
        assert_eq!(day("2026_08_interests.csv"), "2026-08-31");
        assert_eq!(day("interests 20260930.csv"), "2026-09-30");
        assert_eq!(day("interests.2026.02.14.xlsx"), "2026-02-14");
        assert_eq!(day("interests_202602.csv"), "2026-02-28");
        // As most of Europe writes them, and where only one of the two can be the month.
        assert_eq!(day("interessi_30-09-2026.csv"), "2026-09-30");
        assert_eq!(day("interessi 05.06.2026.xlsx"), "2026-06-05");
        assert_eq!(day("interests 09-30-2026.csv"), "2026-09-30");
        assert_eq!(day("interessi 30092026.csv"), "2026-09-30");
        assert_eq!(day("interessi 09-2026.csv"), "2026-09-30");
        assert_eq!(day("2026-01-15 export of 2025-12.csv"), "2025-12-31", "the last one");
        // No later than it was there, and no date where none is meant.
        assert_eq!(day("interests-2026-11.csv"), "2026-11-21");
        for name in [
            "interests.csv",
            "interests-7.csv",
            "list 12026-09.csv",
            "export-2026-13.csv",
            "9999-12.csv",
            "list-092026.csv",
        ] {
            assert_eq!(day(name), "2026-11-21", "{name}");
        }
        assert_eq!(stood_by("interests.csv", "soon"), None);
    }
}
