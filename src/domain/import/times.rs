//! Dates, seconds and durations as files write them; asks no clock and knows no time zone but those written down.

use super::cell_words::MONTHS;
use super::numbers;
use super::types::{Question, TimeReading};
use chrono::{DateTime, NaiveDate};

/// Seconds since a start that is not 1970 lie far below; those since 1970 lie between 1980 and 2100.
const EPOCH_SECONDS: std::ops::Range<f64> = 3.15e8..4.11e9;
const EPOCH_MILLISECONDS: std::ops::Range<f64> = 3.15e11..4.11e12;
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// A time as whole seconds since 1970-01-01 00:00, by the mapping's reading.
#[must_use]
pub fn parse(text: &str, reading: TimeReading, is_decimal_comma: bool) -> Option<i64> {
    match reading {
        TimeReading::Calendar { is_day_first } => calendar(text, is_day_first),
        TimeReading::SecondsSince { start } => {
            let number = numbers::parse(text, is_decimal_comma)?;
            // Since 1970 some machines count milliseconds; no second count reaches that far.
            let seconds = if start == 0 && EPOCH_MILLISECONDS.contains(&number) { number / 1000.0 } else { number };
            (seconds.abs() < 1e12).then(|| start.saturating_add(seconds.floor() as i64))
        }
    }
}

/// A date with or without a time of day: 2026-11-21, 21.11.2026 10:30, 11/21/26 2:05 PM, 20261121103000,
/// 2026-11-21T10:30:00.5+02:00. Dates that do not exist are `None`, whatever the other order would make of them.
#[must_use]
pub fn calendar(text: &str, is_day_first: bool) -> Option<i64> {
    let text = text.trim();
    if text.bytes().all(|letter| letter.is_ascii_digit()) {
        return compact(text);
    }
    let (day, rest) = if let Some(found) = named_month(text) {
        found
    } else {
        let end = text.find([' ', 'T', 't', ',']).unwrap_or(text.len());
        (date(&text[..end], is_day_first)?, text[end..].trim_start_matches([' ', 'T', 't', ',']))
    };
    let seconds = if rest.is_empty() { 0 } else { time_of_day(rest)? };
    Some(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp() + seconds)
}

/// A duration in seconds: a number, m:ss or h:mm:ss.
#[must_use]
pub fn duration(text: &str, is_decimal_comma: bool) -> Option<i64> {
    if text.contains(':') {
        let (sign, clock) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let parts = whole_numbers(clock.split(':'))?;
        let is_sound = parts[1..].iter().all(|&part| part < 60);
        return match parts[..] {
            [minutes, seconds] if is_sound => Some(sign * (minutes * 60 + seconds)),
            [hours, minutes, seconds] if is_sound => Some(sign * (hours * 3600 + minutes * 60 + seconds)),
            _ => None,
        };
    }
    let seconds = numbers::parse(text, is_decimal_comma)?;
    (seconds.abs() < 1e12).then(|| seconds.round() as i64)
}

/// Midnight of a day written 2026-11-21, in seconds since 1970-01-01 00:00.
#[must_use]
pub fn day_seconds(text: &str) -> Option<i64> {
    let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()?;
    Some(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp())
}

/// The day of a moment, written 2026-11-21.
#[must_use]
pub fn day_text(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0).map_or_else(String::new, |time| time.format("%Y-%m-%d").to_string())
}

/// The spelling that previews show.
#[must_use]
pub fn show(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0)
        .map_or_else(|| seconds.to_string(), |time| time.format("%Y-%m-%d %H:%M:%S").to_string())
}

/// Whether a cell is a date in either order.
#[must_use]
pub fn is_date(text: &str) -> bool {
    calendar(text, true).is_some() || calendar(text, false).is_some()
}

/// How the values of the time columns are to be read, and what only the owner can say.
///
/// Numbers that fit no moment between 1980 and 2100 count from an unknown start: the guess is 1970-01-01, which keeps
/// every distance in time right and is plainly not the truth. An order of day and month that no value settles is
/// guessed to be day first, as most countries write.
#[must_use]
pub fn propose<'a>(values: impl Iterator<Item = &'a str>) -> (TimeReading, Option<Question>) {
    let (mut n_dates, mut n_numbers, mut n_epoch) = (0_u64, 0_u64, 0_u64);
    let (mut n_day_only, mut n_month_only, mut n_either) = (0_u64, 0_u64, 0_u64);
    for text in values.filter(|text| !numbers::is_missing(text)) {
        let (day_first, month_first) = (calendar(text, true), calendar(text, false));
        match (day_first, month_first) {
            (Some(_), None) => n_day_only += 1,
            (None, Some(_)) => n_month_only += 1,
            (Some(first), Some(second)) if first != second && !text.contains('.') => n_either += 1,
            _ => {}
        }
        let number = numbers::parse(text, false).or_else(|| numbers::parse(text, true));
        n_dates += u64::from(day_first.or(month_first).is_some());
        n_numbers += u64::from(number.is_some());
        n_epoch += u64::from(number.is_some_and(|n| EPOCH_SECONDS.contains(&n) || EPOCH_MILLISECONDS.contains(&n)));
    }
    if n_dates >= n_numbers {
        let is_day_first = n_day_only >= n_month_only;
        let is_open = n_day_only == n_month_only && n_either > 0;
        return (TimeReading::Calendar { is_day_first }, is_open.then_some(Question::DayOrMonthFirst));
    }
    let is_open = n_epoch * 10 < n_numbers * 9;
    (TimeReading::SecondsSince { start: 0 }, is_open.then_some(Question::StartDate))
}

fn compact(digits: &str) -> Option<i64> {
    if !matches!(digits.len(), 8 | 12 | 14) {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to).map_or(Some(0), |part| part.parse::<u32>().ok());
    let year = i32::try_from(part(0, 4)?).ok().filter(|year| YEARS.contains(year))?;
    let day = NaiveDate::from_ymd_opt(year, part(4, 6)?, part(6, 8)?)?;
    let seconds = if digits.len() == 14 { part(12, 14)? } else { 0 };
    let (hour, minute) = if digits.len() > 8 { (part(8, 10)?, part(10, 12)?) } else { (0, 0) };
    Some(day.and_hms_opt(hour, minute, seconds)?.and_utc().timestamp())
}

/// 21 Nov 2026, 21-nov-26, November 21, 2026 and what follows it; the month is known by its first letters.
fn named_month(text: &str) -> Option<(NaiveDate, &str)> {
    if !text.as_bytes().iter().take(12).any(u8::is_ascii_alphabetic) {
        return None;
    }
    let is_mark = |letter: char| matches!(letter, ' ' | '-' | '/' | '.' | ',');
    let (mut parts, mut at) = (Vec::with_capacity(3), 0);
    while parts.len() < 3 {
        let start = at + text[at..].find(|letter| !is_mark(letter))?;
        let end = text[start..].find(is_mark).map_or(text.len(), |length| start + length);
        let part = &text[start..end];
        at = end;
        if part.eq_ignore_ascii_case("de") {
            continue;
        }
        parts.push(part);
    }
    let (month, day) = match (month(parts[0]), month(parts[1])) {
        (Some(month), None) => (month, parts[1]),
        (None, Some(month)) => (month, parts[0]),
        _ => return None,
    };
    let day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let (day, year) = (whole_numbers(std::iter::once(day))?[0], whole_numbers(std::iter::once(parts[2]))?[0]);
    let year = match parts[2].len() {
        4 => year,
        2 => century(year),
        _ => return None,
    };
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    let date = NaiveDate::from_ymd_opt(year, month, u32::try_from(day).ok()?)?;
    Some((date, text[at..].trim_start_matches([' ', ','])))
}

fn month(word: &str) -> Option<u32> {
    if word.len() < 3 || word.bytes().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let folded = super::headings::fold(word);
    let is_named = |names: &&[&str]| names.iter().any(|name| folded.starts_with(name));
    MONTHS.iter().position(is_named).and_then(|place| u32::try_from(place + 1).ok())
}

fn date(text: &str, is_day_first: bool) -> Option<NaiveDate> {
    let mark = text.chars().find(|letter| !letter.is_ascii_digit()).filter(|mark| matches!(mark, '-' | '/' | '.'))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let numbers = whole_numbers(parts.iter().copied())?;
    let [first, second, third] = numbers[..] else { return None };
    let (year, month, day) = match (parts[0].len(), parts[1].len(), parts[2].len()) {
        (4, 1..=2, 1..=2) => (first, second, third),
        (1..=2, 1..=2, 4) if is_day_first => (third, second, first),
        (1..=2, 1..=2, 4) => (third, first, second),
        (1..=2, 1..=2, 2) if is_day_first => (century(third), second, first),
        (1..=2, 1..=2, 2) => (century(third), first, second),
        _ => return None,
    };
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Two-digit years as POSIX reads them: 69 to 99 are the last century.
fn century(year: i64) -> i64 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

/// Seconds since midnight, less the offset from universal time where one is written.
fn time_of_day(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches("UTC").trim_end_matches(['Z', 'z']).trim_end();
    let (text, offset) = match text.rfind(['+', '-']) {
        Some(at) => (text[..at].trim_end(), offset(&text[at..])?),
        None => (text, 0),
    };
    let small = text.to_ascii_lowercase();
    let (clock, half) = match (small.strip_suffix("am"), small.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (_, Some(clock)) => (clock.trim_end(), Some(12)),
        _ => (small.as_str(), None),
    };
    let clock = match clock.split_once(['.', ',']) {
        Some((whole, part)) if part.bytes().all(|letter| letter.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => clock,
    };
    let parts = whole_numbers(clock.split(':'))?;
    let (hour, minute, second) = match parts[..] {
        [hour] if half.is_some() => (hour, 0, 0),
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    (hour < 24 && minute < 60 && second < 60).then(|| hour * 3600 + minute * 60 + second - offset)
}

/// +02:00, +0200 or +02 in seconds.
fn offset(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+')?),
    };
    let digits = digits.replace(':', "");
    let number = whole_numbers(std::iter::once(digits.as_str()))?[0];
    let (hours, minutes) = if digits.len() <= 2 { (number, 0) } else { (number / 100, number % 100) };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn whole_numbers<'a>(parts: impl Iterator<Item = &'a str>) -> Option<Vec<i64>> {
    let is_whole =
        |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|letter| letter.is_ascii_digit());
    parts.map(|part| if is_whole(part) { part.parse().ok() } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_795_262_400; // 2026-11-21 12:00 UTC

    #[test]
    fn one_moment_in_many_spellings() {
        let spellings = [
            "2026-11-21 12:00",
            "2026-11-21T12:00:00.75Z",
            "2026/11/21 12:00:00",
            "21.11.2026 12:00",
            "21/11/2026, 12:00",
            "21-11-26 12:00 PM",
            "21.11.2026 12 pm",
            "20261121120000",
            "21 Nov 2026 12:00",
            "21-nov-26 12:00",
            "November 21, 2026 12:00",
            "21. Novembre 2026, 12:00",
            "21st November 2026 12 pm",
            "2026-11-21T14:00:00+02:00",
            "2026-11-21 07:00 -0500",
        ];
        for text in spellings {
            assert_eq!(calendar(text, true), Some(NOON), "{text}");
        }
        assert_eq!(calendar("11/21/2026 12:00", false), Some(NOON));
        assert_eq!(calendar("20261121", true), Some(NOON - 43_200));
        assert_eq!(show(NOON), "2026-11-21 12:00:00");
    }

    #[test]
    fn days_that_never_were_are_no_dates() {
        let wrong =
            ["31/02/2023", "0000-00-00", "2023-13-01", "yesterday", "n/a", "45004", "2026-11-21 25:00", "1.5", ""];
        for text in wrong {
            assert_eq!(calendar(text, true), None, "{text}");
        }
        assert_eq!(calendar("11/21/2026", true), None);
    }

    #[test]
    fn seconds_since_a_start() {
        let since = |start| TimeReading::SecondsSince { start };
        assert_eq!(parse("184", since(1000), false), Some(1184));
        assert_eq!(parse("1296629343.62073", since(0), false), Some(1_296_629_343));
        assert_eq!(parse("1296629343620", since(0), false), Some(1_296_629_343));
        assert_eq!(parse("soon", since(0), false), None);
        assert_eq!(duration("1:02:03", false), Some(3723));
        assert_eq!(duration("-1", false), Some(-1));
        assert_eq!(duration("2:75", false), None);
    }

    #[test]
    fn the_reading_is_decided_from_all_values() {
        let calendar = |is_day_first| TimeReading::Calendar { is_day_first };
        let since_1970 = TimeReading::SecondsSince { start: 0 };
        let of = |values: &[&str]| propose(values.iter().copied());
        assert_eq!(of(&["2026-11-21", "2026-01-02"]), (calendar(true), None));
        assert_eq!(of(&["03/04/2026", "13/04/2026"]), (calendar(true), None));
        assert_eq!(of(&["03/04/2026", "03/14/2026"]), (calendar(false), None));
        assert_eq!(of(&["03/04/2026", "05/05/2026"]), (calendar(true), Some(Question::DayOrMonthFirst)));
        assert_eq!(of(&["03.04.2026"]), (calendar(true), None));
        assert_eq!(of(&["1296629343.6", "1308241841"]), (since_1970, None));
        assert_eq!(of(&["0", "184", "2419000"]), (since_1970, Some(Question::StartDate)));
    }
}
