//! Codes that mean "not known" in a column, decided from all values looked at: 999 among ages, "unbekannt" among jobs.

use super::cell_words::UNKNOWN;
use super::numbers;
use super::types::UnknownCode;
use crate::domain::model::Meaning;
use csv::ByteRecord;
use std::collections::BTreeMap;

/// A code stands in a column at least so often.
const MIN_TIMES: usize = 2;
/// Nines stand so many times above the largest true value.
const FAR: f64 = 3.0;
/// Two nines are an age, or a price, unless all else is small.
const FAR_OF_TWO: f64 = 5.0;

/// The codes of all columns that describe a customer or hold figures, in the order of the columns.
#[must_use]
pub fn find(meanings: &[Meaning], headings: &[String], sample: &[ByteRecord]) -> Vec<UnknownCode> {
    let mut found = Vec::new();
    for (column, meaning) in meanings.iter().enumerate() {
        let is_figure = matches!(meaning, Meaning::Spend | Meaning::Value);
        if !is_figure && *meaning != Meaning::Attribute {
            continue;
        }
        let cells = sample.iter().filter_map(|row| std::str::from_utf8(row.get(column)?).ok()).map(str::trim);
        let codes = codes(cells);
        // A judgement of -1 is a judgement.
        let codes = codes.into_iter().filter(|code| *meaning != Meaning::Value || !code.starts_with('-'));
        found.extend(codes.map(|code| UnknownCode { heading: headings[column].clone(), code }));
    }
    found
}

fn codes<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for cell in cells.filter(|cell| !cell.is_empty()) {
        *counts.entry(cell).or_default() += 1;
    }
    // NA is no answer in statistics, and Namibia among codes of countries.
    let is_coded = counts.keys().all(|cell| cell.len() == 2);
    let is_word = |cell: &str| {
        let folded = super::headings::fold(cell);
        let is_answer = matches!(folded.as_str(), "none" | "nil") || (is_coded && folded == "na");
        (numbers::is_missing(cell) && !is_answer) || UNKNOWN.contains(&folded.as_str())
    };
    let mut found: Vec<String> = counts.keys().filter(|cell| is_word(cell)).map(|&cell| cell.to_owned()).collect();
    if found.len() == counts.len() {
        // Nothing but words for nothing: they may be all that the column has to say.
        return Vec::new();
    }
    counts.retain(|cell, _| !is_word(cell));
    let figures: Option<Vec<(&str, usize, f64)>> =
        counts.iter().map(|(&cell, &n)| Some((cell, n, numbers::parse(cell, false)?))).collect();
    found.extend(figures.map(|figures| extremes(&figures)).unwrap_or_default());
    found
}

/// Nines far above, or a negative code among figures that are never negative.
fn extremes(figures: &[(&str, usize, f64)]) -> Vec<String> {
    let is_code = |cell: &str| is_nines(cell.trim_start_matches('-')) || cell == "-1";
    let is_far = |cell: &str, number: f64| {
        let others = || figures.iter().filter(|(other, ..)| !is_code(other));
        let largest = others().map(|&(.., other)| other).fold(f64::NEG_INFINITY, f64::max);
        let smallest = others().map(|&(.., other)| other).fold(f64::INFINITY, f64::min);
        let far = if cell.len() <= 2 { FAR_OF_TWO } else { FAR };
        smallest >= 0.0 && others().count() > 1 && (number < 0.0 || number >= largest * far)
    };
    let sentinels =
        figures.iter().filter(|(cell, n, number)| *n >= MIN_TIMES && is_code(cell) && is_far(cell, *number));
    sentinels.map(|&(cell, ..)| cell.to_owned()).collect()
}

/// 99, 999, 9999.0 and so on.
fn is_nines(cell: &str) -> bool {
    let whole = cell.strip_suffix(".0").unwrap_or(cell);
    whole.len() >= 2 && whole.len() <= 10 && whole.bytes().all(|letter| letter == b'9')
}

#[cfg(test)]
mod tests {
    use super::codes;

    fn of(text: &str) -> Vec<String> {
        codes(text.split(' '))
    }

    #[test]
    fn codes_stand_apart_from_true_values() {
        assert_eq!(of("3 6 999 12 999 27"), ["999"]);
        assert_eq!(of("34 -1 51 -1 28"), ["-1"]);
        assert_eq!(of("1 2 99 4 99 5"), ["99"]);
        assert_eq!(of("red NA none"), ["NA"]);
        assert_eq!(of("admin unbekannt blue-collar n/a"), ["n/a", "unbekannt"]);
        for plain in [
            "98 99 97 99 12",
            "999 1000 999 950",
            "-1 -3 4 -1",
            "999 1 2",
            "unknown",
            "no yes no",
            "DE NA IT",
            "gold none",
        ] {
            assert!(of(plain).is_empty(), "{plain}: {:?}", of(plain));
        }
    }
}
