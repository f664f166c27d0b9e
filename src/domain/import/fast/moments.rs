//! The usual spellings of times and whole numbers, read at once; whatever else a cell says is `times`' business.

/// Other years are nobody's, as in `times`.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2200;

/// 2026-11-21 or 21.11.2026, with or without 10:30 or 10:30:05 behind a space or a T, as seconds since 1970-01-01
/// 00:00; the same as [`super::super::times::calendar`] says of them. `None` for every other spelling.
#[must_use]
pub fn calendar(cell: &[u8], is_day_first: bool) -> Option<i64> {
    if !matches!(cell.len(), 10 | 16 | 19) {
        return None;
    }
    let (day, clock) = cell.split_at(10);
    let days = day_number(day, is_day_first)?;
    let seconds = if clock.is_empty() { 0 } else { time_of_day(clock)? };
    Some(days * 86_400 + seconds)
}

/// Whether a cell is one of the usual spellings of a day that there is.
#[must_use]
pub fn is_usual_date(cell: &[u8]) -> bool {
    calendar(cell, true).or_else(|| calendar(cell, false)).is_some()
}

/// A whole number of up to `max_digits` digits and no sign.
#[must_use]
pub fn digits(cell: &[u8], max_digits: usize) -> Option<i64> {
    if cell.is_empty() || cell.len() > max_digits {
        return None;
    }
    let (mut number, mut rest) = (0_i64, cell);
    if let Some((first, others)) = cell.split_first_chunk::<8>() {
        (number, rest) = (eight_digits(*first)?, others);
    }
    for letter in rest {
        let digit = letter.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + i64::from(digit);
    }
    Some(number)
}

/// Eight digits at once: pairs, then fours, then all.
fn eight_digits(letters: [u8; 8]) -> Option<i64> {
    const SIXES: u64 = 0x0606_0606_0606_0606;
    const HIGH_HALVES: u64 = 0xF0F0_F0F0_F0F0_F0F0;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let word = u64::from_le_bytes(letters);
    let is_digits = word & HIGH_HALVES == ZEROS && word.wrapping_add(SIXES) & HIGH_HALVES == ZEROS;
    if !is_digits {
        return None;
    }
    let ones = word - ZEROS;
    let pairs = (ones * 10 + (ones >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    let all = (fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF;
    Some(all.cast_signed())
}

/// A space or a T, then 10:30 or 10:30:05.
fn time_of_day(clock: &[u8]) -> Option<i64> {
    let two = |at: usize| digits(&clock[at..at + 2], 2);
    if !matches!(clock[0], b' ' | b'T') || clock[3] != b':' {
        return None;
    }
    let second = match clock.len() {
        9 if clock[6] == b':' => two(7)?,
        6 => 0,
        _ => return None,
    };
    let (hour, minute) = (two(1)?, two(4)?);
    (hour < 24 && minute < 60 && second < 60).then(|| hour * 3600 + minute * 60 + second)
}

/// Ten bytes: a year of four digits before or behind two numbers of two.
fn day_number(text: &[u8], is_day_first: bool) -> Option<i64> {
    let part = |from: usize, until: usize| digits(&text[from..until], 4);
    let is_mark = |at: usize, other: usize| matches!(text[at], b'-' | b'/' | b'.') && text[at] == text[other];
    let (year, month, day) = if is_mark(4, 7) {
        (part(0, 4)?, part(5, 7)?, part(8, 10)?)
    } else if is_mark(2, 5) && is_day_first {
        (part(6, 10)?, part(3, 5)?, part(0, 2)?)
    } else if is_mark(2, 5) {
        (part(6, 10)?, part(0, 2)?, part(3, 5)?)
    } else {
        return None;
    };
    let is_there = YEARS.contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= n_days(year, month);
    is_there.then(|| days_since_1970(year, month, day))
}

fn n_days(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years begin in March, so that the odd day is the last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, year_of_era) = (year / 400, year % 400);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::times;
    use proptest::prelude::*;

    #[test]
    fn every_day_is_the_calendars() {
        for year in [1899, 1900, 1970, 1999, 2000, 2023, 2024, 2100, 2200, 2201] {
            for month in 0..14 {
                for day in 0..33 {
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    assert_eq!(calendar(text.as_bytes(), true), times::calendar(&text, true), "{text}");
                    let text = format!("{day:02}/{month:02}/{year:04} 23:59");
                    for is_day_first in [true, false] {
                        let quick = calendar(text.as_bytes(), is_day_first);
                        assert_eq!(quick, times::calendar(&text, is_day_first), "{text}");
                    }
                }
            }
        }
        assert_eq!(calendar(b"2026-11-21 12:00:01", true), Some(1_795_262_401));
        assert_eq!(calendar(b"2026-11-21 24:00:00", true), None);
    }

    #[test]
    fn digits_are_the_numbers_they_spell() {
        for number in [0_i64, 7, 12_345_678, 99_999_999, 10_000_000, 123_456_789, 99_999_999_999, 1_767_225_600] {
            for width in [1, 8, 9, 11] {
                let text = format!("{number:0width$}");
                assert_eq!(digits(text.as_bytes(), 11), Some(number), "{text}");
            }
        }
        for place in 0..10 {
            for letter in [0_u8, b'/', b':', b'-', b' ', b'?', 0xB0, 0xFF] {
                let mut text = *b"0123456789";
                text[place] = letter;
                assert_eq!(digits(&text, 11), None, "{text:?}");
            }
        }
    }

    proptest! {
        /// Whatever is read at once is what the long way reads.
        #[test]
        fn what_is_read_is_right(text in "[0-3][0-9]{1,3}[-/.,T][0-2][0-9][-/.][0-9]{2,4}([ T][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?)?") {
            for is_day_first in [true, false] {
                if let Some(seconds) = calendar(text.as_bytes(), is_day_first) {
                    prop_assert_eq!(Some(seconds), times::calendar(&text, is_day_first));
                }
            }
        }
    }
}
