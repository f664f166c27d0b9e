//! By which moment a file that tells how things stand did so: as its name says, else as it was added; reads no file.

use crate::domain::import::day_seconds;
use chrono::{Days, Months, NaiveDate};

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

/// The last day written in a name as 2026-09-30, `2026_09_30` or 20260930; the last of the month for 2026-09 or 202609.
fn day_of_name(name: &str) -> Option<NaiveDate> {
    let letters = name.as_bytes();
    (0..letters.len())
        .rev()
        .filter(|&at| at == 0 || !letters[at - 1].is_ascii_digit())
        .find_map(|at| date(&letters[at..]))
}

/// The date that these letters begin with, and that no further digit belongs to.
fn date(letters: &[u8]) -> Option<NaiveDate> {
    let (year, rest) = number(letters, 4)?;
    let (month, rest) = number(between(rest), 2)?;
    let year = i32::try_from(year).ok().filter(|year| (1970..2100).contains(year))?;
    let is_end = |rest: &[u8]| !rest.first().is_some_and(u8::is_ascii_digit);
    let whole = number(between(rest), 2).filter(|(_, rest)| is_end(rest));
    if let Some(day) = whole.and_then(|(day, _)| NaiveDate::from_ymd_opt(year, month, day)) {
        return Some(day);
    }
    let first = NaiveDate::from_ymd_opt(year, month, 1).filter(|_| is_end(rest))?;
    first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))
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
        // No later than it was there, and no date where none is meant.
        assert_eq!(day("interests-2026-11.csv"), "2026-11-21");
        for name in ["interests.csv", "interests-7.csv", "list 12026-09.csv", "export-2026-13.csv", "9999-12.csv"] {
            assert_eq!(day(name), "2026-11-21", "{name}");
        }
        assert_eq!(stood_by("interests.csv", "soon"), None);
    }
}
