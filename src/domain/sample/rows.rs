//! Comma-separated rows and the town's calendar; knows nothing of what the cells say.

use chrono::{Datelike, Days, NaiveDate};

/// The first day of the town's records where nobody says which, a Monday.
const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 6, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Thirteen weeks.
pub(super) const N_DAYS: u32 = 91;
pub(super) const DAY: u32 = 86_400;

/// The town's calendar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    /// A Monday.
    first: NaiveDate,
}

impl Default for Calendar {
    /// The records of 2026-06-01 to 2026-08-30.
    fn default() -> Self {
        Calendar { first: FIRST_DAY }
    }
}

impl Calendar {
    /// The records that end on the last Sunday before this day: the days of the week stay what they are.
    pub fn before(today: NaiveDate) -> Self {
        let since_monday = u64::from(today.weekday().num_days_from_monday());
        let first = today.checked_sub_days(Days::new(since_monday + u64::from(N_DAYS)));
        first.map_or_else(Calendar::default, |first| Calendar { first })
    }

    /// A day as written in the files, counted from the first of the records; may lie before it.
    pub fn date(self, day: i64) -> String {
        let far = Days::new(day.unsigned_abs());
        let date = if day < 0 { self.first.checked_sub_days(far) } else { self.first.checked_add_days(far) };
        date.unwrap_or(self.first).to_string()
    }
}

/// A comma-separated file being written.
#[derive(Debug)]
pub(super) struct Rows {
    bytes: Vec<u8>,
    is_row_begun: bool,
    n_untidy: usize,
}

impl Rows {
    pub fn new(heading: &str, expected_bytes: usize) -> Self {
        let mut bytes = Vec::with_capacity(expected_bytes + heading.len() + 1);
        bytes.extend_from_slice(heading.as_bytes());
        bytes.push(b'\n');
        Rows { bytes, is_row_begun: false, n_untidy: 0 }
    }

    /// One cell, quoted only where it must be.
    pub fn cell(&mut self, text: &str) -> &mut Self {
        self.comma();
        if text.contains([',', '"', '\n', '\r']) {
            self.bytes.push(b'"');
            self.bytes.extend_from_slice(text.replace('"', "\"\"").as_bytes());
            self.bytes.push(b'"');
        } else {
            self.bytes.extend_from_slice(text.as_bytes());
        }
        self
    }

    /// A whole number.
    pub fn whole(&mut self, number: i64) -> &mut Self {
        self.comma();
        if number < 0 {
            self.bytes.push(b'-');
        }
        self.digits(number.unsigned_abs());
        self
    }

    /// Cents, written as money: 1290 as 12.90.
    pub fn money(&mut self, cents: i64) -> &mut Self {
        self.whole(cents / 100);
        self.bytes.push(b'.');
        self.pair((cents % 100).unsigned_abs() as u32);
        self
    }

    /// A moment in the records: the day already in words, and the second of that day.
    pub fn moment(&mut self, day: &str, second: u32) -> &mut Self {
        self.comma();
        self.bytes.extend_from_slice(day.as_bytes());
        self.bytes.push(b' ');
        self.pair(second / 3600);
        self.bytes.push(b':');
        self.pair(second / 60 % 60);
        self.bytes.push(b':');
        self.pair(second % 60);
        self
    }

    pub fn end(&mut self) {
        self.bytes.push(b'\n');
        self.is_row_begun = false;
    }

    /// Ends a row that cannot be read.
    pub fn end_untidy(&mut self) {
        self.end();
        self.n_untidy += 1;
    }

    pub fn n_untidy(&self) -> usize {
        self.n_untidy
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn comma(&mut self) {
        if self.is_row_begun {
            self.bytes.push(b',');
        }
        self.is_row_begun = true;
    }

    fn pair(&mut self, number: u32) {
        self.bytes.push(b'0' + (number / 10 % 10) as u8);
        self.bytes.push(b'0' + (number % 10) as u8);
    }

    fn digits(&mut self, mut number: u64) {
        let mut reversed = [0_u8; 20];
        let mut n = 0;
        loop {
            reversed[n] = b'0' + (number % 10) as u8;
            n += 1;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.bytes.extend(reversed[..n].iter().rev());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday;

    #[test]
    fn the_records_begin_on_a_monday_and_end_on_a_sunday() {
        let days = Calendar::default();
        assert_eq!(days.date(0), "2026-06-01");
        assert_eq!(days.date(-1), "2026-05-31");
        assert_eq!(days.date(i64::from(N_DAYS) - 1), "2026-08-30");
        assert_eq!(FIRST_DAY.weekday(), Weekday::Mon);
    }

    #[test]
    fn the_records_end_on_the_last_sunday_before_a_day() {
        let last = |day: u32| {
            let today = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
            Calendar::before(today).date(i64::from(N_DAYS) - 1)
        };
        assert_eq!([22, 23, 29].map(last), ["2026-11-15", "2026-11-22", "2026-11-22"]);
        let first = Calendar::before(NaiveDate::from_ymd_opt(2026, 9, 3).unwrap());
        assert_eq!(first.date(0), Calendar::default().date(0));
    }

    #[test]
    fn cells_are_quoted_only_where_they_must_be() {
        let mut rows = Rows::new("a,b,c,d", 0);
        rows.cell("plain").cell("one, \"two\"").whole(-1).money(1205).end();
        rows.cell("").cell("").moment("2026-06-01", 8 * 3600 + 15 * 60 + 9).whole(0).end();
        let text = String::from_utf8(rows.into_bytes()).unwrap();
        assert_eq!(text, "a,b,c,d\nplain,\"one, \"\"two\"\"\",-1,12.05\n,,2026-06-01 08:15:09,0\n");
    }
}
