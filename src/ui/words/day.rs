//! Days as people write and type them; kept as 2026-11-21 everywhere else.

use super::{Language, pick, spoken};
use crate::domain::import::day_text;
use chrono::{Datelike as _, NaiveDate};

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;
const ENGLISH: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ITALIAN: [&str; 12] = ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"];

/// "Nov" (Italian: "nov").
pub(super) fn month(day: NaiveDate) -> &'static str {
    pick(ENGLISH, ITALIAN)[day.month0() as usize]
}

/// "2026-11-21" as "21 Nov 2026"; "2026-11-21 10:30" as "21 Nov 2026, 10:30". What is no day is left as it is.
#[must_use]
pub fn said(text: &str) -> String {
    let (day, time) = text.trim().split_once(' ').map_or((text.trim(), None), |(day, time)| (day, Some(time)));
    let Ok(day) = NaiveDate::parse_from_str(day, "%Y-%m-%d") else { return text.to_owned() };
    let said = format!("{} {} {}", day.day(), month(day), day.year());
    time.map_or(said.clone(), |time| format!("{said}, {time}"))
}

/// The day of a moment in seconds since 1970: "3 Aug 2026"; nothing for one that no calendar has.
#[must_use]
pub fn at(moment: i64) -> String {
    said(&day_text(moment))
}

/// Two days in one sentence, the first without what the second says, too: "18" and "21 Nov 2026", "30 Nov" and "3 Dec 2026".
#[must_use]
pub fn two(first: &str, second: &str) -> (String, String) {
    let (first, second) = (said(first), said(second));
    let parts: Vec<&str> = first.split(' ').collect();
    let n_same = parts.iter().rev().zip(second.rsplit(' ')).take_while(|(x, y)| **x == *y).count();
    (parts[..parts.len().saturating_sub(n_same).max(1)].join(" "), second)
}

/// A day for a field: "2026-11-21" (Italian: "21/11/2026").
#[must_use]
pub fn field(text: &str) -> String {
    match (spoken(), NaiveDate::parse_from_str(text, "%Y-%m-%d")) {
        (Language::Italian, Ok(day)) => day.format("%d/%m/%Y").to_string(),
        _ => text.to_owned(),
    }
}

/// A day as it was typed, as it is kept: "21 Nov 2026" and, in Italian, "21/11/2026" too. What is no day stays.
#[must_use]
pub fn typed(text: &str) -> String {
    let text = text.trim();
    let parts: Vec<&str> = text.split([' ', '/', '.']).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts[..] else { return text.to_owned() };
    let start: String = month.chars().take(3).collect();
    let in_list = |names: [&str; 12]| names.iter().position(|name| name.eq_ignore_ascii_case(&start));
    let named = [ENGLISH, ITALIAN].into_iter().find_map(in_list).map(|n| n + 1);
    let numbered = || (spoken() == Language::Italian).then(|| month.parse().ok()).flatten();
    let (Some(month), Ok(day), Ok(year)) = (named.or_else(numbered), day.parse(), year.parse()) else {
        return text.to_owned();
    };
    let found = u32::try_from(month).ok().and_then(|month| NaiveDate::from_ymd_opt(year, month, day));
    found.filter(|day| day.year() > 1_000).map_or(text.to_owned(), |day| day.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::super::speak;
    use super::*;

    #[test]
    fn days_are_said_and_typed_as_people_do() {
        assert_eq!(["2026-11-21", "2026-11-21 10:30", "soon"].map(said), ["21 Nov 2026", "21 Nov 2026, 10:30", "soon"]);
        let both = |first, second| two(first, second).into();
        let three: [[String; 2]; 3] =
            [both("2026-11-18", "2026-11-21"), both("2026-11-30", "2026-12-03"), both("2026-12-30", "2027-01-02")];
        assert_eq!(three, [["18", "21 Nov 2026"], ["30 Nov", "3 Dec 2026"], ["30 Dec 2026", "2 Jan 2027"]]);
        assert_eq!(two("2026-11-21", "2026-11-21").0, "21");
        assert_eq!([1_785_715_200, 1_785_715_199, i64::MIN].map(at), ["3 Aug 2026", "2 Aug 2026", ""]);
        assert_eq!(field("2026-11-21"), "2026-11-21");
        // Which of two numbers is the month differs among those who speak English.
        assert_eq!(["21 November 2026", "2026-11-21", "3/4/2026"].map(typed), ["2026-11-21", "2026-11-21", "3/4/2026"]);
        speak(Language::Italian);
        assert_eq!(["2026-11-21", "2026-12-25 08:00"].map(said), ["21 nov 2026", "25 dic 2026, 08:00"]);
        assert_eq!(field("2026-11-21"), "21/11/2026");
        let typed = ["21/11/2026", "1.5.2026", "21 nov 2026", "2026-11-21", "40/1/2026", "presto"].map(typed);
        assert_eq!(typed, ["2026-11-21", "2026-05-01", "2026-11-21", "2026-11-21", "40/1/2026", "presto"]);
    }
}
