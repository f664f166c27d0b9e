//! Numbers, money, days and amounts of people in words.

use super::{Language, comma, pick, said, spoken};
use crate::domain::model::{Currency, SignSide};
use chrono::Datelike as _;
use std::cell::RefCell;

thread_local! {
    // As the language: each thread that writes money says what it is in.
    static PAID_IN: RefCell<Currency> = RefCell::default();
}

/// From now on this thread writes money in `currency`.
pub fn pay_in(currency: &Currency) {
    PAID_IN.with_borrow_mut(|now| {
        if now != currency {
            now.clone_from(currency);
        }
    });
}

/// What this thread writes money in.
#[must_use]
pub fn paid_in() -> Currency {
    PAID_IN.with_borrow(Clone::clone)
}

/// The sign of the currency: "€".
#[must_use]
pub fn sign() -> String {
    PAID_IN.with_borrow(|currency| currency.sign.clone())
}

/// An amount without its sign, with it: "€25", "CHF 25", "25 €".
fn with_sign(amount: &str) -> String {
    PAID_IN.with_borrow(|Currency { sign, side }| {
        let is_before = match side {
            SignSide::Usual => spoken() == Language::English,
            SignSide::Before => true,
            SignSide::After => false,
        };
        let is_word = sign.chars().any(|c| c.is_alphabetic() || c == '.');
        match (is_before, is_word) {
            (true, false) => format!("{sign}{amount}"),
            (true, true) => format!("{sign} {amount}"),
            (false, _) => format!("{amount} {sign}"),
        }
    })
}

/// 8,431 (Italian: 8.431).
#[must_use]
pub fn count(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            text.push(pick(',', '.'));
        }
        text.push(digit);
    }
    text
}

/// "1 person", "8,431 people".
#[must_use]
pub fn people(n: usize) -> String {
    plural(n, pick("person", "persona"), pick("people", "persone"))
}

/// "1 tribe", "24 tribes".
#[must_use]
pub fn tribes(n: usize) -> String {
    plural(n, pick("tribe", "tribù"), pick("tribes", "tribù"))
}

/// "1 row", "3,600 rows".
#[must_use]
pub fn rows(n: u64) -> String {
    plural(usize::try_from(n).unwrap_or(usize::MAX), pick("row", "riga"), pick("rows", "righe"))
}

/// "1 thing", "2 things".
#[must_use]
pub fn plural(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {many}", count(n)) }
}

/// Two significant digits below a hundred, three above: for forecasts, which know no more.
#[must_use]
pub fn about(x: f64) -> String {
    let size = x.abs();
    if size < 10.0 {
        let text = format!("{x:.1}");
        return comma(text.strip_suffix(".0").unwrap_or(&text));
    }
    let digits: i32 = if size < 100.0 { 2 } else { 3 };
    let step = 10f64.powi((size.log10().floor() as i32 + 1 - digits).max(0));
    let rounded = (x / step).round() * step;
    if rounded < 0.0 { format!("-{}", count(-rounded as usize)) } else { count(rounded as usize) }
}

/// Whole money with thousands: "€1,250"; cents where there are any: "€12.50" (Italian: "12,50 €"), in the project's
/// currency.
#[must_use]
pub fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let whole = count(usize::try_from(cents.unsigned_abs() / 100).unwrap_or(usize::MAX));
    match cents.unsigned_abs() % 100 {
        0 => format!("{sign}{}", with_sign(&whole)),
        rest => format!("{sign}{}", with_sign(&format!("{whole}{}{rest:02}", pick('.', ',')))),
    }
}

/// Money that is only expected: "€1,240", no more digits than a forecast knows.
#[must_use]
pub fn about_money(cents: i64) -> String {
    with_sign(&about((cents as f64 / 100.0).round()))
}

/// Money without a sign, for a field: "25", "12.50".
#[must_use]
pub fn plain_euros(cents: i64) -> String {
    if cents % 100 == 0 { (cents / 100).to_string() } else { comma(&format!("{:.2}", cents as f64 / 100.0)) }
}

/// Money as people type it, with the sign or without: "25", "12.50", "12,50", "1 200" (Italian: "1.200,50"); nothing
/// typed is nothing.
#[must_use]
pub fn cents(text: &str) -> Option<i64> {
    let plain: String = text.replace(&sign(), "").chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    if plain.is_empty() {
        return Some(0);
    }
    let euros: f64 = without_thousands(&plain).replace(',', ".").parse().ok()?;
    (euros.is_finite() && euros.abs() < 1e12).then(|| (euros * 100.0).round() as i64)
}

/// "1,200.50" and "1,200" (Italian: "1.200,50", "1.200") without what parts the thousands.
fn without_thousands(text: &str) -> String {
    let (thousands, point) = pick((',', '.'), ('.', ','));
    let whole = text.split(point).next().unwrap_or_default();
    let mut groups = whole.trim_start_matches('-').split(thousands);
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let is_parted = whole.contains(thousands) && first && groups.all(|group| group.len() == 3);
    if is_parted { text.replace(thousands, "") } else { text.to_owned() }
}

/// Any number as people type it: "3.5", "3,5", "-1"; none where it is none.
#[must_use]
pub fn typed(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

/// A number of people as people type it: "300", "1 200", "1,200"; nothing typed is none.
#[must_use]
pub fn whole(text: &str) -> Option<u32> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != pick(',', '.')).collect();
    if plain.is_empty() { Some(0) } else { plain.parse().ok() }
}

/// "Mon 23 Nov".
#[must_use]
pub fn weekday(day: chrono::NaiveDate) -> String {
    const DAYS: [&str; 7] = ["lun", "mar", "mer", "gio", "ven", "sab", "dom"];
    match spoken() {
        Language::English => day.format("%a %-d %b").to_string(),
        Language::Italian => {
            let weekday = DAYS[day.weekday().num_days_from_monday() as usize];
            format!("{weekday} {} {}", day.day(), super::day::month(day))
        }
    }
}

/// "3.7 %".
#[must_use]
pub fn percent(share: f64) -> String {
    let per_cent = share * 100.0;
    if per_cent.abs() >= 10.0 || per_cent.fract().abs() < 0.05 {
        format!("{per_cent:.0} %")
    } else {
        comma(&format!("{per_cent:.1} %"))
    }
}

/// "40 seconds", "12 minutes", "3.5 hours".
#[must_use]
pub fn duration(seconds: u64) -> String {
    let (minutes, hours) = ((seconds + 30) / 60, comma(&format!("{:.1}", seconds as f64 / 3600.0)));
    match seconds {
        0..=89 => plural(usize::try_from(seconds).unwrap_or(0), pick("second", "secondo"), pick("seconds", "secondi")),
        90..=5_399 => said!("{minutes} minutes" | "{minutes} minuti"),
        _ => said!("{hours} hours" | "{hours} ore"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_numbers_are_read_as_people_type_them() {
        assert_eq!(["25", "€ 1 200,50", "", "lots"].map(cents), [Some(2_500), Some(120_050), Some(0), None]);
        assert_eq!([2_500, 1_250].map(plain_euros), ["25", "12.50"]);
        assert_eq!(["1,200", " 7 ", "", "-3"].map(whole), [Some(1_200), Some(7), Some(0), None]);
    }

    #[test]
    fn money_is_written_and_read_in_the_currency_of_the_project() {
        let all = |sign: &str, side| {
            pay_in(&Currency { sign: sign.into(), side });
            let typed = cents(&money(125_050));
            let written = [money(125_000), money(-1_250), about_money(123_400)];
            pay_in(&Currency::default());
            (written.join(" "), typed)
        };
        assert_eq!(all("$", SignSide::Usual), ("$1,250 -$12.50 $1,230".into(), Some(125_050)));
        assert_eq!(all("CHF", SignSide::Before), ("CHF 1,250 -CHF 12.50 CHF 1,230".into(), Some(125_050)));
        assert_eq!(all("zł", SignSide::After), ("1,250 zł -12.50 zł 1,230 zł".into(), Some(125_050)));
        super::super::speak(Language::Italian);
        assert_eq!(all("$", SignSide::Usual).0, "1.250 $ -12,50 $ 1.230 $");
        assert_eq!(all("$", SignSide::Before).0, "$1.250 -$12,50 $1.230");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(people(1), "1 person");
        assert_eq!(about(1_234.0), "1,230");
        assert_eq!(about(9.96), "10");
        assert_eq!(about(4.25), "4.2");
        assert_eq!(about(0.0), "0");
        assert_eq!(money(125_000), "€1,250");
        assert_eq!(money(-1_250), "-€12.50");
        assert_eq!(percent(0.037), "3.7 %");
        assert_eq!(percent(0.4), "40 %");
        assert_eq!(duration(3_600), "60 minutes");
    }

    #[test]
    fn numbers_read_as_italians_write_them() {
        super::super::speak(Language::Italian);
        assert_eq!([count(1_234_567), people(1), people(2_000)], ["1.234.567", "1 persona", "2.000 persone"]);
        assert_eq!([money(125_000), money(-1_250), plain_euros(1_250)], ["1.250 €", "-12,50 €", "12,50"]);
        assert_eq!(["1.200", "1.200,50", "12,5", "12.5"].map(cents), [120_000, 120_050, 1_250, 1_250].map(Some));
        assert_eq!([percent(0.037), duration(7_200), about(4.25)], ["3,7 %", "2,0 ore", "4,2"]);
        assert_eq!(weekday(chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()), "lun 23 nov");
        assert_eq!(whole("1.200"), Some(1_200));
    }

    #[test]
    fn what_parts_thousands_is_not_taken_for_cents() {
        assert_eq!(["1,200", "1,200.50", "12,50", "1,20"].map(cents), [120_000, 120_050, 1_250, 120].map(Some));
    }
}
