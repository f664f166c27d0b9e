//! By which moment a file that tells how things stand did so: as its name says, else as it was added; reads no file.

use crate::domain::import::day_seconds;
use chrono::{Datelike as _, Days, Months, NaiveDate};

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

/// The last date written in a name; what is read as one is no part of the next, so that a version or an hour behind a date
/// makes no other date of its end.
fn day_of_name(name: &str) -> Option<NaiveDate> {
    let letters = name.as_bytes();
    let (mut last, mut at) = (None, 0);
    while at < letters.len() {
        let is_begin = at == 0 || !letters[at - 1].is_ascii_digit();
        let found = if is_begin { date(&letters[at..]) } else { None };
        (last, at) = found.map_or((last, at + 1), |(day, rest)| (Some(day), letters.len() - rest.len()));
    }
    last
}

/// What a date is read as, and what comes after it.
type Read<'a> = Option<(NaiveDate, &'a [u8])>;

/// The date that these letters begin with, and what comes after it, which no further digit begins: 2026-09-30,
/// `2026_9_30`, 20260930, or the other way round, where the day comes first unless only the month can, and the hour behind
/// it, if any; the last day of the month for 2026-09, 202609 or 09-2026.
fn date(letters: &[u8]) -> Read<'_> {
    let day_first = || whole(day_month_year(letters)).filter(|(_, rest)| !is_next_ones(letters, rest, true));
    let month_first = || ended(month_year(letters)).filter(|(_, rest)| !is_next_ones(letters, rest, false));
    whole(year_month_day(letters)).or_else(day_first).or_else(|| ended(year_month(letters))).or_else(month_first)
}

fn ended(read: Read<'_>) -> Read<'_> {
    read.filter(|(_, rest)| !rest.first().is_some_and(u8::is_ascii_digit))
}

/// With the hour in six digits that may follow a day.
fn whole(read: Read<'_>) -> Read<'_> {
    ended(read.map(|(day, rest)| (day, hour(day, rest).unwrap_or(rest))))
}

/// What comes after the hour. Six digits apart that are a month of the date's year or of one beside it are rather that
/// month: `20261105_202608`.
fn hour(day: NaiveDate, rest: &[u8]) -> Option<&[u8]> {
    let digits = rest.iter().position(u8::is_ascii_digit)?;
    let between = &rest[..digits];
    let is_near = |month: NaiveDate| (month.year() - day.year()).abs() <= 1;
    let is_month = ended(year_month(&rest[digits..])).is_some_and(|(month, _)| is_near(month));
    if is_month && !between.is_empty() && !between.contains(&b'T') {
        return None;
    }
    let (hour, rest) = number(&rest[digits..], 2)?;
    let (minute, rest) = number(rest, 2)?;
    let (second, rest) = number(rest, 2)?;
    let is_hour = chrono::NaiveTime::from_hms_opt(hour, minute, second).is_some();
    let is_all = !rest.first().is_some_and(u8::is_ascii_digit);
    (is_hour && is_all && between.iter().all(|sign| b"-_. T".contains(sign))).then_some(rest)
}

/// Whether the year that a date ends with is rather the one that the next begins with, as in `12_2026-09-30`: a day goes
/// over a month. Of two days or two months it is the one with hyphens, as everybody writes it, unless all is joined by
/// hyphens: then an hour or a version comes after the first.
fn is_next_ones(letters: &[u8], rest: &[u8], is_day: bool) -> bool {
    let at = letters.len() - rest.len();
    // Behind six digits that are an hour there is no year.
    let Some([before, from_year @ ..]) = at.checked_sub(5).map(|begin| &letters[begin..]) else { return false };
    let is_apart = *before != b'-' && from_year.get(4) == Some(&b'-');
    let next_day = || ended(year_month_day(from_year)).is_some();
    let next_month = || ended(year_month(from_year)).is_some();
    !before.is_ascii_digit() && if is_day { is_apart && next_day() } else { next_day() || is_apart && next_month() }
}

fn year_month_day(letters: &[u8]) -> Read<'_> {
    let (year, rest) = year(letters)?;
    let (first, rest) = sign(rest);
    let (month, rest) = part(rest, first.is_some())?;
    let (second, rest) = sign(rest);
    let (day, rest) = part(rest, second.is_some()).filter(|_| is_one_date(first, second))?;
    Some((NaiveDate::from_ymd_opt(year, month, day)?, rest))
}

fn day_month_year(letters: &[u8]) -> Read<'_> {
    let (day, rest) = part(letters, true)?;
    let (first, rest) = sign(rest);
    let (month, rest) = part(rest, first.is_some())?;
    let (second, rest) = sign(rest);
    // Two years are a stretch of them, though the first might be a day and a month.
    let is_years = first.is_none() && second.is_some() && self::year(letters).is_some();
    let (year, rest) = year(rest).filter(|_| is_one_date(first, second) && !is_years)?;
    let ymd = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    Some((ymd(month, day).or_else(|| ymd(day, month))?, rest))
}

fn year_month(letters: &[u8]) -> Read<'_> {
    let (year, rest) = year(letters)?;
    let (month, rest) = number(sign(rest).1, 2)?;
    Some((last_of(year, month)?, rest))
}

fn month_year(letters: &[u8]) -> Read<'_> {
    // One digit beside a year may as well be a quarter; six digits without anything between can be anything.
    let (month, rest) = number(letters, 2)?;
    let (year, rest) = sign(rest).0.and_then(|_| year(sign(rest).1))?;
    Some((last_of(year, month)?, rest))
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

/// A day or a month: two digits, or one where it stands alone.
fn part(letters: &[u8], may_stand_alone: bool) -> Option<(u32, &[u8])> {
    let is_one = !letters.get(1).is_some_and(u8::is_ascii_digit);
    number(letters, if is_one && may_stand_alone { 1 } else { 2 })
}

/// What stands between the parts of a date, if anything, and what comes after it.
fn sign(letters: &[u8]) -> (Option<u8>, &[u8]) {
    match letters {
        [sign @ (b'-' | b'_' | b'.'), rest @ ..] => (Some(*sign), rest),
        _ => (None, letters),
    }
}

/// Whether what stands between its parts may be one date's: 2026-09_2 is a month, and something else's number.
fn is_one_date(first: Option<u8>, second: Option<u8>) -> bool {
    first.is_none() || second.is_none() || first == second
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::day_text;

    /// By which day a file of this name stands that was added on 21 November 2026.
    fn day(name: &str) -> String {
        stood_by(name, "2026-11-21 10:30").map(day_text).unwrap()
    }

    #[test]
    fn a_number_before_a_date_takes_nothing_of_it() {
        for name in [
            "01-2026-09-30",
            "interests_12_2026-09-30",
            "3_05_2026-09-30",
            "12_2026_09_30.csv",
            "interests 7-2026-09-30.csv",
            "v3.05.2026-09-30.csv",
            "03_2026-09-30_20-15.csv",
            "12_2026-09.csv",
            "11.2026-09 interests.csv",
        ] {
            assert_eq!(day(name), "2026-09-30", "{name}");
        }
        // What comes after a date that is joined in one way throughout is an hour or a version.
        for name in ["05-06-2026-10-15", "05_06_2026_10_15_30", "05-06-2026_10_15", "05.06.2026 10-15", "05-06-2026_09"]
        {
            assert_eq!(day(name), "2026-06-05", "{name}");
        }
        assert_eq!(day("interessi 09-2026-10.csv"), "2026-09-30");
    }

    #[test]
    fn an_hour_behind_a_date_is_no_month() {
        for name in [
            "export_20260605_200512.csv",
            "export_20260605T200512Z.csv",
            "export-2026-06-05-200512.csv",
            "export 05.06.2026_200512.csv",
            "export20260605200512.csv",
            "export_20260605_20051299.csv",
            "export_20260604_200512_20260605_200612.csv",
        ] {
            assert_eq!(day(name), "2026-06-05", "{name}");
        }
        assert_eq!(day("export_20260605T202607.csv"), "2026-06-05");
        assert_eq!(day("export20260605202607.csv"), "2026-06-05");
        assert_eq!(day("interests_20261105_202608.csv"), "2026-08-31", "as it is with a hyphen: 20261105_2026-08");
        assert_eq!(day("interests_20260801_202609.csv"), "2026-09-30");
        assert_eq!(day("export_20260605_202661.csv"), "2026-06-05", "neither an hour nor a month");
        assert_eq!(day("200512_interests_20260605.csv"), "2026-06-05");
    }

    #[test]
    fn a_file_stands_by_the_date_in_its_name_or_by_the_day_it_was_added() {
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
        // Without a nought before a day or a month; one digit beside a year alone may be a quarter.
        assert_eq!(day("interessi_5-06-2026.csv"), "2026-06-05");
        assert_eq!(day("interessi 3.07.2026.xlsx"), "2026-07-03");
        assert_eq!(day("interessi_30.9.2026"), "2026-09-30");
        assert_eq!(day("interests-2026-9-5.csv"), "2026-09-05");
        assert_eq!(day("interests-2026-09-5.csv"), "2026-09-05");
        assert_eq!(day("interests-2026_0905.csv"), "2026-09-05");
        assert_eq!(day("interessi_1_06-2026.csv"), "2026-06-30");
        // A version or an hour behind a date is no date with the date's end.
        assert_eq!(day("interessi_30-09-2026_01.csv"), "2026-09-30");
        assert_eq!(day("interessi_05-06-2026_03-15.csv"), "2026-06-05");
        assert_eq!(day("interests-2026-09-30_10-15.csv"), "2026-09-30");
        assert_eq!(day("interests-2026-09_2.csv"), "2026-09-30");
        assert_eq!(day("interests-2026-09-1230.csv"), "2026-09-30");
        assert_eq!(day("2026-01-15 export of 2025-12.csv"), "2025-12-31", "the last one");
        assert_eq!(day("interests 20260830-20260930.csv"), "2026-09-30");
        assert_eq!(day("interests_2026-08-01_2026-09-30_10-15.csv"), "2026-09-30");
        assert_eq!(day("interests 202608-202609.csv"), "2026-09-30");
        assert_eq!(day("Report 2026-09-30 v2.xlsx"), "2026-09-30");
        assert_eq!(day("interessi 09.2026.csv"), "2026-09-30");
        // No later than it was there, and no date where none is meant.
        assert_eq!(day("interests-2026-11.csv"), "2026-11-21");
        for name in [
            "interests.csv",
            "interests-7.csv",
            "list 12026-09.csv",
            "export-2026-13.csv",
            "9999-12.csv",
            "list-092026.csv",
            "interests-Q2-2026.csv",
            "interests-2026-1.csv",
            "interests-5062026.csv",
            "calls_Q3_2026.csv",
            "Sept 2026.csv",
            "interests 2010-2026.csv",
            "interests 260930.csv",
        ] {
            assert_eq!(day(name), "2026-11-21", "{name}");
        }
        assert_eq!(stood_by("interests.csv", "soon"), None);
    }
}
