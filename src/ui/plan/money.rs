//! Money as people type it, and as fields show it; knows no plan.

pub fn euros(cents: i64) -> String {
    if cents % 100 == 0 { (cents / 100).to_string() } else { format!("{:.2}", cents as f64 / 100.0) }
}

/// Euros as people type them: "25", "12.50", "12,50", "1 200"; nothing typed is nothing.
pub fn cents(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    if plain.is_empty() {
        return Some(0);
    }
    let euros: f64 = plain.replace(',', ".").parse().ok()?;
    (euros.is_finite() && euros.abs() < 1e12).then(|| (euros * 100.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_people_type_it() {
        assert_eq!(cents("25"), Some(2_500));
        assert_eq!(cents("€ 1 200,50"), Some(120_050));
        assert_eq!(cents(""), Some(0));
        assert_eq!(cents("lots"), None);
        assert_eq!(euros(2_500), "25");
        assert_eq!(euros(1_250), "12.50");
    }
}
