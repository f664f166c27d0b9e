//! Numbers as people and machines write them, yes and no, and words for nothing; knows no column and no file.

use super::cell_words::{CURRENCIES, MISSING, NO, YES};

/// Whether a cell says that there is nothing, in a column where words are not expected.
#[must_use]
pub fn is_missing(text: &str) -> bool {
    text.is_empty() || MISSING.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// A finite number; with `is_decimal_comma` 1.234,5 is read, without it 1,234.5. Money signs, spaces and apostrophes
/// between thousands, and brackets for negative amounts are understood; anything else is `None`, never a guess.
#[must_use]
pub fn parse(text: &str, is_decimal_comma: bool) -> Option<f64> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return unsigned(without_currency(inner), is_decimal_comma).map(|number| -number);
    }
    let (is_negative, rest) = without_sign(text);
    let rest = without_currency(rest);
    let (is_negative_inside, rest) = if is_negative { (true, rest) } else { without_sign(rest) };
    let (is_negative_behind, rest) = match rest.strip_suffix('-') {
        Some(before) if !is_negative_inside => (true, before),
        _ => (is_negative_inside, rest),
    };
    let number = unsigned(rest, is_decimal_comma)?;
    Some(if is_negative_behind { -number } else { number })
}

/// Yes or no in eight languages; `None` for words that say neither.
#[must_use]
pub fn yes_or_no(text: &str) -> Option<bool> {
    let word = super::headings::fold(text);
    if YES.contains(&word.as_str()) {
        Some(true)
    } else if NO.contains(&word.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// What one column or file shows of the meaning of its commas and points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkEvidence {
    decimal_commas: u64,
    decimal_points: u64,
    /// 1,234 and the like: either.
    unsure_commas: u64,
    /// 1.234 and the like: either.
    unsure_points: u64,
}

impl MarkEvidence {
    pub fn add(&mut self, text: &str) {
        let is_number = parse(text, false).is_some() || parse(text, true).is_some();
        if !is_number {
            return;
        }
        let (n_commas, n_points) = (text.matches(',').count(), text.matches('.').count());
        // With both marks the last parts the decimals; a mark that stands twice parts thousands.
        let says_comma = match (text.rfind(','), text.rfind('.')) {
            (Some(comma), Some(point)) => comma > point,
            (Some(_), None) if n_commas == 1 && parse(text, false).is_some() => return self.unsure_commas += 1,
            (None, Some(_)) if n_points == 1 && parse(text, true).is_some() => return self.unsure_points += 1,
            (Some(_), None) => n_commas == 1,
            (None, Some(_)) => n_points > 1,
            (None, None) => return,
        };
        *(if says_comma { &mut self.decimal_commas } else { &mut self.decimal_points }) += 1;
    }

    /// Whether the comma is the decimal mark, and whether only the file's owner can say so. Doubtful commas are
    /// guessed to part thousands, but in files whose cells are parted by semicolons, as spreadsheets do where the
    /// comma is taken.
    #[must_use]
    pub fn verdict(&self, delimiter: u8) -> (bool, bool) {
        if self.decimal_commas != self.decimal_points {
            return (self.decimal_commas > self.decimal_points, false);
        }
        let guess = delimiter == b';' && self.unsure_commas > 0;
        (guess, self.decimal_commas > 0 || self.unsure_commas > 0)
    }
}

fn without_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn without_currency(text: &str) -> &str {
    let text = text.trim();
    for sign in CURRENCIES {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            return rest.trim();
        }
    }
    text
}

fn unsigned(text: &str, is_decimal_comma: bool) -> Option<f64> {
    if !text.as_bytes().first().is_some_and(|&letter| letter.is_ascii_digit() || letter == b'.' || letter == b',') {
        return None;
    }
    let is_plain = text.bytes().all(|letter| letter.is_ascii_digit() || (letter == b'.' && !is_decimal_comma));
    if is_plain {
        return text.parse::<f64>().ok();
    }
    let (mantissa, power) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], &text[at..]),
        None => (text, ""),
    };
    let (decimal_mark, group_mark) = if is_decimal_comma { (',', '.') } else { ('.', ',') };
    let (whole, decimals) = mantissa.split_once(decimal_mark).unwrap_or((mantissa, ""));
    let mut clean = without_groups(whole, group_mark)?;
    if !decimals.bytes().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    clean.push('.');
    clean.push_str(decimals);
    clean.push_str(power);
    clean.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// Digits whose groups, if there are any, hold three each and are parted by one and the same mark.
fn without_groups(whole: &str, group_mark: char) -> Option<String> {
    let is_group_mark =
        |mark: char| mark == group_mark || matches!(mark, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '\u{2019}');
    let mark = whole.chars().find(|letter| !letter.is_ascii_digit());
    let Some(mark) = mark else { return Some(whole.to_owned()) };
    let groups: Vec<&str> = whole.split(mark).collect();
    let is_sound = is_group_mark(mark)
        && (1..=3).contains(&groups[0].len())
        && groups[1..].iter().all(|group| group.len() == 3)
        && groups.iter().all(|group| group.bytes().all(|letter| letter.is_ascii_digit()));
    is_sound.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_both_spellings() {
        let point =
            [("804.62", 804.62), ("1,234.5", 1234.5), ("1,234", 1234.0), (".5", 0.5), ("-1", -1.0), ("+7", 7.0)];
        for (text, number) in point {
            assert_eq!(parse(text, false), Some(number), "{text}");
        }
        let comma = [("804,62", 804.62), ("1.234,5", 1234.5), ("1.234", 1234.0), ("1 234 567,8", 1_234_567.8)];
        for (text, number) in comma {
            assert_eq!(parse(text, true), Some(number), "{text}");
        }
    }

    #[test]
    fn money_signs_and_brackets() {
        for text in ["£1,234.50", "1,234.50 €", "EUR 1234.50", "1'234.50 zł", "1\u{a0}234.50", "1234.50 TL"] {
            assert_eq!(parse(text, false), Some(1234.5), "{text}");
        }
        for text in ["-£5", "£-5", "(5)", "(£5)", "5-", "\u{2212}5"] {
            assert_eq!(parse(text, false), Some(-5.0), "{text}");
        }
        assert_eq!(parse("1.5e3", false), Some(1500.0));
    }

    #[test]
    fn what_is_no_number_is_not_guessed() {
        for text in
            ["", "-", "12,34", "1,23,456", "NaN", "inf", "1e999", "12%", "1.2.3", "--5", "5 apples", "1 2", "e5"]
        {
            assert_eq!(parse(text, false), None, "{text}");
        }
    }

    #[test]
    fn the_comma_is_decided_from_all_values() {
        let verdict = |texts: &[&str], delimiter| {
            let mut evidence = MarkEvidence::default();
            for text in texts {
                evidence.add(text);
            }
            evidence.verdict(delimiter)
        };
        assert_eq!(verdict(&["804,62", "3.326,69", "1,234"], b';'), (true, false));
        assert_eq!(verdict(&["804.62", "1,234"], b','), (false, false));
        assert_eq!(verdict(&["1,234", "1.234"], b','), (false, true));
        assert_eq!(verdict(&["1,234"], b';'), (true, true));
        assert_eq!(verdict(&["12", "1.234"], b','), (false, false));
    }

    #[test]
    fn yes_and_no_in_several_languages() {
        for yes in ["yes", "Sì", "JA", "oui", "sim", "Evet", "tak", "1", "TRUE"] {
            assert_eq!(yes_or_no(yes), Some(true), "{yes}");
        }
        for no in ["no", "Nein", "non", "não", "Hayır", "nie", "0", "opt-out", "unsubscribed"] {
            assert_eq!(yes_or_no(no), Some(false), "{no}");
        }
        assert_eq!(yes_or_no("maybe"), None);
    }
}
