//! The only place that asks the time; hands it on as text, so that nobody else needs a clock.

use chrono::Local;

/// Local time to the minute: `2026-11-21 10:30`.
#[must_use]
pub fn now_text() -> String {
    Local::now().format("%Y-%m-%d %H:%M").to_string()
}

/// Local day: `2026-11-21`.
#[must_use]
pub fn today() -> String {
    Local::now().format("%Y-%m-%d").to_string()
}

/// The same as a day of the calendar.
#[must_use]
pub fn day() -> chrono::NaiveDate {
    Local::now().date_naive()
}

/// Local time to the millisecond, fit for a file's name: `2026-11-21T10-30-05-123`.
#[must_use]
pub fn stamp() -> String {
    Local::now().format("%Y-%m-%dT%H-%M-%S-%3f").to_string()
}

/// Whole days since a day written as [`today`] or at the start of a [`stamp`]; none where the text is no day.
#[must_use]
pub fn days_since(day: &str) -> Option<i64> {
    let then = chrono::NaiveDate::parse_from_str(day.get(..10)?, "%Y-%m-%d").ok()?;
    Some((Local::now().date_naive() - then).num_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_agreed() {
        let now = now_text();
        assert_eq!(now.len(), 16);
        assert_eq!(&now[10..11], " ");
        assert!(chrono::NaiveDateTime::parse_from_str(&now, "%Y-%m-%d %H:%M").is_ok());
        assert_eq!(days_since(&today()), Some(0));
        assert_eq!(days_since(&stamp()), Some(0));
        assert_eq!(days_since(&day().to_string()), Some(0));
        assert_eq!(days_since("soon"), None);
    }
}
