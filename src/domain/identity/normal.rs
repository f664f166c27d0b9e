//! Phones, e-mails, ids and birthdays written one way, so that equal ones compare equal; compares nobody.

use std::collections::BTreeMap;

/// Country codes of two digits (ITU-T E.164); those that begin with 1 or 7 have one, all others three.
const TWO_DIGITS: [&str; 43] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51",
    "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90",
    "91", "92", "93", "94", "95",
];
/// Where the zero in front of a number is part of it.
const KEEPS_ZERO: &str = "39";
/// Fewer digits are an extension, more are no phone number.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// How phone numbers of one list are written: which country those without a code belong to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phones {
    home: Option<String>,
}

impl Phones {
    /// The country of most numbers that name one, if it is that of at least three in five.
    #[must_use]
    pub fn learn<'a>(numbers: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for number in numbers {
            if let Some((digits, true)) = digits(number) {
                *counts.entry(digits[..code_length(&digits)].to_owned()).or_default() += 1;
            }
        }
        let all: usize = counts.values().sum();
        let most = counts.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| 5 * n >= 3 * all);
        Phones { home: most.map(|(code, _)| code) }
    }

    /// The number in full: country code and number without its trunk zero; nothing where it is none, or a stopgap such
    /// as 0000000.
    #[must_use]
    pub fn key(&self, number: &str) -> Option<String> {
        let (digits, is_international) = digits(number)?;
        let home = self.home.as_deref().unwrap_or_default();
        // Written in full, without the sign for it.
        let is_bare = !home.is_empty() && digits.starts_with(home) && digits.len() >= 11.max(home.len() + 9);
        let key = if is_international || is_bare {
            let code = code_length(&digits);
            let (code, rest) = digits.split_at(code);
            format!("{code}{}", without_trunk(code, rest))
        } else if home.is_empty() {
            format!("?{}", digits.trim_start_matches('0'))
        } else {
            format!("{home}{}", without_trunk(home, &digits))
        };
        (!is_stopgap(&key)).then_some(key)
    }
}

fn without_trunk<'a>(code: &str, rest: &'a str) -> &'a str {
    if code == KEEPS_ZERO { rest } else { rest.strip_prefix('0').unwrap_or(rest) }
}

fn code_length(digits: &str) -> usize {
    let length = if digits.starts_with(['1', '7']) {
        1
    } else if TWO_DIGITS.iter().any(|code| digits.starts_with(code)) {
        2
    } else {
        3
    };
    length.min(digits.len())
}

/// The digits of a phone number without the sign for "with country code", and whether that sign was there.
fn digits(number: &str) -> Option<(String, bool)> {
    let text = number.trim();
    if !text.chars().all(|c| c.is_ascii_digit() || " \u{a0}+-–()./".contains(c)) {
        return None;
    }
    let plain: String = text.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let (digits, is_international) = match plain.strip_prefix("00") {
        Some(rest) if !text.starts_with('+') => (rest.to_owned(), true),
        _ => (plain, text.starts_with('+') || text.starts_with("(+")),
    };
    DIGITS.contains(&digits.len()).then_some((digits, is_international))
}

/// The ways a phone number may read without its country's code and trunk zero; none where it is none. Two spellings of
/// one number share one of them.
#[must_use]
pub fn national_forms(number: &str) -> Vec<String> {
    let Some((digits, is_international)) = digits(number) else { return Vec::new() };
    let bare = |digits: &str| digits.trim_start_matches('0').to_owned();
    let without_code = || bare(&digits[code_length(&digits)..]);
    let mut forms = if is_international { vec![without_code()] } else { vec![bare(&digits)] };
    if !is_international && digits.len() >= 11 && !digits.starts_with('0') {
        forms.push(without_code());
    }
    forms.retain(|form| form.len() >= 6 && !is_stopgap(form));
    forms
}

/// All the same digit, or counting up or down.
fn is_stopgap(key: &str) -> bool {
    let tail: Vec<u8> = key.bytes().rev().take(7).collect();
    let steps = |by: i16| tail.windows(2).all(|two| i16::from(two[0]) - i16::from(two[1]) == by);
    [0, 1, -1].into_iter().any(steps)
}

/// An address in small letters without what surrounds it; nothing where it is none.
#[must_use]
pub fn email_key(email: &str) -> Option<String> {
    let text = email.trim().trim_start_matches(['<', '"', '\'']).trim_end_matches(['>', '"', '\'']).to_lowercase();
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    let (local, host) = text.split_once('@')?;
    let is_plain = !local.is_empty() && !text.contains(char::is_whitespace) && !host.contains('@');
    let is_host = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    (is_plain && is_host).then(|| text.to_owned())
}

/// Mailboxes of a desk, not of a person, and what people write who want to give none.
const DESKS: [&str; 24] = [
    "info", "office", "sales", "contact", "admin", "hello", "mail", "post", "team", "service", "support", "shop",
    "noreply", "no-reply", "none", "no", "na", "unknown", "test", "nomail", "noemail", "kontakt", "contatti", "kein",
];

/// Whether many may stand behind an address.
pub(super) fn is_desk(key: &str) -> bool {
    key.split('@').next().is_some_and(|local| DESKS.contains(&local))
}

/// The mailbox behind an address: without a tag behind a plus, for Gmail also without dots.
pub(super) fn mailbox(key: &str) -> String {
    let (local, host) = key.split_once('@').unwrap_or((key, ""));
    let local = local.split('+').next().unwrap_or(local);
    match host {
        "gmail.com" | "googlemail.com" => format!("{}@gmail.com", local.replace('.', "")),
        _ => format!("{local}@{host}"),
    }
}

/// An id without blanks and capitals, a number also without zeros in front.
#[must_use]
pub fn id_key(id: &str) -> Option<String> {
    let plain: String = id.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    if plain.is_empty() {
        return None;
    }
    if plain.bytes().all(|byte| byte.is_ascii_digit()) {
        let rest = plain.trim_start_matches('0');
        return Some(if rest.is_empty() { "0".to_owned() } else { rest.to_owned() });
    }
    Some(plain)
}

/// Year, and day and month in no order, for lists write them both ways; nothing where it is no whole date.
pub(super) fn birthday(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, x, y) = match parts.as_slice() {
        [all] if all.len() == 8 && all.starts_with(['1', '2']) => (&all[..4], &all[4..6], &all[6..]),
        [year, x, y, ..] if year.len() == 4 => (*year, *x, *y),
        [x, y, year, ..] if year.len() == 4 => (*year, *x, *y),
        _ => return None,
    };
    let (x, y): (u8, u8) = (x.parse().ok()?, y.parse().ok()?);
    let is_date = (1..=31).contains(&x.max(y)) && (1..=12).contains(&x.min(y));
    is_date.then(|| format!("{year}-{:02}-{:02}", x.min(y), x.max(y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_in_many_spellings() {
        let phones = Phones::learn(["+39 333 1234560", "0039 06 7654", "+39 347 555", "+44 20 7946 0000"].into_iter());
        let same = ["+39 333 1234560", "0039-333-1234560", "333 1234560", "(333) 123.4560", "393331234560"];
        for spelled in same {
            assert_eq!(phones.key(spelled).as_deref(), Some("393331234560"), "{spelled}");
        }
        // In Italy the zero is part of the number; elsewhere it is not.
        assert_eq!(phones.key("06 7654321 1"), phones.key("+39 06 76543211"));
        let german = Phones::learn(["+49 30 1234"].into_iter().chain(["+49 171 5550199"]));
        assert_eq!(german.key("+49 (0)171 5550199"), german.key("0171/5550199"));
        assert_ne!(german.key("+43 171 5550199"), german.key("0171/5550199"));
    }

    #[test]
    fn what_is_no_number_has_no_key() {
        let phones = Phones::default();
        for text in ["", "n/a", "0000000", "1111111111", "1234567", "123", "12345678901234567890", "C100200300"] {
            assert_eq!(phones.key(text), None, "{text}");
        }
        assert_eq!(phones.key("0171 5550199"), phones.key("171-5550199"));
        assert_ne!(phones.key("0171 5550199"), phones.key("+49 171 5550199"));
    }

    #[test]
    fn addresses_ids_and_birthdays_compare() {
        assert_eq!(email_key(" <Anna.Rossi@Example.COM> ").as_deref(), Some("anna.rossi@example.com"));
        for text in ["anna", "anna@", "@example.com", "a b@example.com", "anna@host"] {
            assert_eq!(email_key(text), None, "{text}");
        }
        assert_eq!(mailbox("an.na+shop@googlemail.com"), mailbox("anna@gmail.com"));
        assert_ne!(mailbox("an.na@example.com"), mailbox("anna@example.com"));
        assert_eq!((id_key(" 00 7 "), id_key("7"), id_key("000")), (id_key("7"), Some("7".into()), Some("0".into())));
        assert_eq!(birthday("1980-04-12"), birthday("12.04.1980"));
        assert_eq!((birthday("19800412"), birthday("1980")), (birthday("04/12/1980"), None));
    }
}
