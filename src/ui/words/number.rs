//! Numbers, money, days and amounts of people in words.

/// 8,431.
#[must_use]
pub fn count(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 person", "8,431 people".
#[must_use]
pub fn people(n: usize) -> String {
    plural(n, "person", "people")
}

/// "1 tribe", "24 tribes".
#[must_use]
pub fn tribes(n: usize) -> String {
    plural(n, "tribe", "tribes")
}

/// "1 row", "3,600 rows".
#[must_use]
pub fn rows(n: u64) -> String {
    plural(usize::try_from(n).unwrap_or(usize::MAX), "row", "rows")
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
        return text.strip_suffix(".0").map_or(text.clone(), str::to_owned);
    }
    let digits: i32 = if size < 100.0 { 2 } else { 3 };
    let step = 10f64.powi((size.log10().floor() as i32 + 1 - digits).max(0));
    let rounded = (x / step).round() * step;
    if rounded < 0.0 { format!("-{}", count(-rounded as usize)) } else { count(rounded as usize) }
}

/// Whole euros with thousands: "€1,250"; cents where there are any: "€12.50".
#[must_use]
pub fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let whole = count(usize::try_from(cents.unsigned_abs() / 100).unwrap_or(usize::MAX));
    match cents.unsigned_abs() % 100 {
        0 => format!("{sign}€{whole}"),
        rest => format!("{sign}€{whole}.{rest:02}"),
    }
}

/// Money that is only expected: "€1,240", no more digits than a forecast knows.
#[must_use]
pub fn about_money(cents: i64) -> String {
    format!("€{}", about((cents as f64 / 100.0).round()))
}

/// Euros without a sign, for a field: "25", "12.50".
#[must_use]
pub fn plain_euros(cents: i64) -> String {
    if cents % 100 == 0 { (cents / 100).to_string() } else { format!("{:.2}", cents as f64 / 100.0) }
}

/// Euros as people type them: "25", "12.50", "12,50", "1 200"; nothing typed is nothing.
#[must_use]
pub fn cents(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    if plain.is_empty() {
        return Some(0);
    }
    let euros: f64 = plain.replace(',', ".").parse().ok()?;
    (euros.is_finite() && euros.abs() < 1e12).then(|| (euros * 100.0).round() as i64)
}

/// A number of people as people type it: "300", "1 200", "1,200"; nothing typed is none.
#[must_use]
pub fn whole(text: &str) -> Option<u32> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if plain.is_empty() { Some(0) } else { plain.parse().ok() }
}

/// "Mon 23 Nov".
#[must_use]
pub fn weekday(day: chrono::NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

/// "3.7 %".
#[must_use]
pub fn percent(share: f64) -> String {
    let per_cent = share * 100.0;
    if per_cent.abs() >= 10.0 || per_cent.fract().abs() < 0.05 {
        format!("{per_cent:.0} %")
    } else {
        format!("{per_cent:.1} %")
    }
}

/// "40 seconds", "12 minutes", "3.5 hours".
#[must_use]
pub fn duration(seconds: u64) -> String {
    match seconds {
        0..=89 => plural(usize::try_from(seconds).unwrap_or(0), "second", "seconds"),
        90..=5_399 => format!("{} minutes", (seconds + 30) / 60),
        _ => format!("{:.1} hours", seconds as f64 / 3600.0),
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
}
