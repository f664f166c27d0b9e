//! What a heading or a file's name says by its words alone; never looks at the cells below.

use super::cell_words::SUMS;
use super::kind_words::{COMPLAINT_CELLS, KIND_HEADINGS, KIND_NAMES, NOT_SO, OUTAGE_CELLS};
use super::words::HEADINGS;
use crate::domain::model::{FileKind, Meaning};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The whole heading is a known phrase.
pub const EXACT: u8 = 3;
/// A known phrase of two words or more stands in the heading, or one word beside a single other.
pub const CLOSE: u8 = 2;
/// A known word stands somewhere in a long heading.
pub const WEAK: u8 = 1;

/// Phrases shorter than this count only as the whole heading: "to" stands in too many.
const MIN_PART: usize = 5;
/// Longer headings are sentences, and no phrase has more words.
const MAX_WORDS: usize = 24;
const MAX_PHRASE_WORDS: usize = 5;

/// A heading as the word tables spell it: small letters without accents, `customerId` and `customer_id` parted.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut was_small = false;
    for letter in text.chars() {
        if letter.is_uppercase() && was_small {
            folded.push(' ');
        }
        was_small = letter.is_lowercase();
        if letter.is_alphanumeric() {
            letter.to_lowercase().for_each(|small| push_plain(small, &mut folded));
        } else if !is_accent(letter) && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.trim().to_owned()
}

/// Accents that follow their letter.
fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn push_plain(letter: char, into: &mut String) {
    let plain = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' => 'a',
        'ç' | 'ć' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ę' => 'e',
        'ğ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ś' | 'ş' => 's',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ź' | 'ż' => 'z',
        'ß' => return into.push_str("ss"),
        _ if is_accent(letter) => return,
        _ => letter,
    };
    into.push(plain);
}

/// Where each phrase of the word table stands in it.
static PHRASES: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, (_, phrases)) in HEADINGS.iter().enumerate() {
        for phrase in *phrases {
            places.entry(phrase).or_default().push(place);
        }
    }
    places
});

/// The meanings that a heading may have, each with its strength, in the order of the word table.
#[must_use]
pub fn meanings(heading: &str) -> Vec<(Meaning, u8)> {
    let folded = fold(heading);
    let words: Vec<&str> = folded.split(' ').take(MAX_WORDS).collect();
    let mut strengths = [0; HEADINGS.len()];
    for from in 0..words.len() {
        for to in from + 1..=words.len().min(from + MAX_PHRASE_WORDS) {
            let phrase = words[from..to].join(" ");
            for &place in PHRASES.get(phrase.as_str()).into_iter().flatten() {
                let found = strength(&phrase, to - from, &folded, words.len(), HEADINGS[place].0);
                strengths[place] = found.max(strengths[place]);
            }
        }
    }
    HEADINGS
        .iter()
        .zip(strengths)
        .map(|(&(meaning, _), found)| (meaning, found))
        .filter(|&(_, found)| found > 0)
        .collect()
}

/// The kind of file that a heading speaks of by itself.
#[must_use]
pub fn kinds(heading: &str) -> Vec<FileKind> {
    let folded = fold(heading);
    KIND_HEADINGS.iter().filter(|(_, phrases)| phrases.contains(&folded.as_str())).map(|&(kind, _)| kind).collect()
}

/// Whether a heading says that somebody opted out: a yes under it, or a day, is a no to being contacted.
#[must_use]
pub fn is_opt_out(heading: &str) -> bool {
    kinds(heading).contains(&FileKind::Optouts)
}

/// The kinds that a file's name speaks of, in the order of the table.
#[must_use]
pub fn kinds_of_name(name: &str) -> Vec<FileKind> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let padded = format!(" {} ", fold(stem));
    let speaks = |phrases: &[&str]| phrases.iter().any(|phrase| padded.contains(&format!(" {phrase} ")));
    KIND_NAMES.iter().filter(|(_, phrases)| speaks(phrases)).map(|&(kind, _)| kind).collect()
}

/// Whether a cell begins like a complaint or an outage: “Complaint: bill too high”, “Guasto”.
#[must_use]
pub fn is_incident(cell: &str) -> bool {
    let folded = fold(cell);
    folded.split(' ').next().is_some_and(|first| COMPLAINT_CELLS.contains(&first) || OUTAGE_CELLS.contains(&first))
}

/// Whether a cell names an outage (`Some(true)`) or a complaint (`Some(false)`) and says nothing else: “outage”,
/// “service outage”, “reclamo”.
#[must_use]
pub fn incident_named(cell: &str) -> Option<bool> {
    const MAX_NAME_WORDS: usize = 3;
    let folded = fold(cell);
    let words: Vec<&str> = folded.split(' ').collect();
    let (first, last) = (words.first()?, words.last()?);
    if words.len() > MAX_NAME_WORDS || NOT_SO.contains(first) {
        return None;
    }
    let is_one = |of: &[&str]| of.contains(first) || of.contains(last);
    // A complaint about an outage was written by somebody.
    if is_one(COMPLAINT_CELLS) { Some(false) } else { is_one(OUTAGE_CELLS).then_some(true) }
}

/// Whether a cell begins like a row of sums.
#[must_use]
pub fn is_sum(cell: &str) -> bool {
    let folded = fold(cell);
    let first = folded.split(' ').next().unwrap_or("");
    SUMS.contains(&first) || SUMS.contains(&folded.as_str())
}

/// Headings as they stand, with one space between words; the second of equal ones gets "(2)", empty ones become "Column 5".
#[must_use]
pub fn unique(headings: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut all = Vec::new();
    for (n, heading) in headings.enumerate() {
        let trimmed = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let base = if trimmed.is_empty() { format!("Column {}", n + 1) } else { trimmed };
        let mut name = base.clone();
        let mut count = 1;
        while !taken.insert(name.clone()) {
            count += 1;
            name = format!("{base} ({count})");
        }
        all.push(name);
    }
    all
}

fn strength(phrase: &str, n_phrase_words: usize, folded: &str, n_words: usize, meaning: Meaning) -> u8 {
    if phrase == folded {
        EXACT
    } else if phrase.len() < MIN_PART || (meaning == Meaning::Id && n_phrase_words == 1) {
        // "Customer value" is no customer: one word names an id only alone.
        0
    } else if n_phrase_words > 1 || n_words <= 2 {
        CLOSE
    } else {
        WEAK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(heading: &str) -> Vec<Meaning> {
        let all = meanings(heading);
        let top = all.iter().map(|&(_, found)| found).max().unwrap_or(0);
        all.into_iter().filter(|&(_, found)| found == top).map(|(meaning, _)| meaning).collect()
    }

    #[test]
    fn headings_in_eight_languages() {
        let known = [
            ("customer_id", Meaning::Id),
            ("CustomerID", Meaning::Id),
            ("Codice cliente", Meaning::Id),
            ("Kunden-Nr.", Meaning::Id),
            ("Müşteri No", Meaning::Id),
            ("Numer klienta", Meaning::Id),
            ("Expéditeur", Meaning::From),
            ("Empfänger", Meaning::To),
            ("# user_a", Meaning::From),
            ("node_2", Meaning::To),
            ("Duração", Meaning::Seconds),
            ("Süre (saniye)", Meaning::Seconds),
            ("InvoiceDate", Meaning::At),
            ("Fecha y hora", Meaning::At),
            ("E-Mail", Meaning::Email),
            ("Tel.", Meaning::Phone),
            ("Einwilligung", Meaning::Consent),
            ("Consent?", Meaning::Consent),
            ("Kwota", Meaning::Amount),
            ("Treść", Meaning::Body),
            ("Ödeme tutar", Meaning::Amount),
        ];
        for (heading, meaning) in known {
            assert!(best(heading).contains(&meaning), "{heading}: {:?}", best(heading));
        }
        for heading in ["Distinct Called Numbers x", "postcode", "zip_code", "tomato"] {
            assert!(meanings(heading).iter().all(|&(_, found)| found < CLOSE), "{heading}");
        }
    }

    #[test]
    fn equal_and_empty_headings_stay_apart() {
        let headings = ["date", " date ", "", "date (2)", "date"].map(str::to_owned);
        assert_eq!(unique(headings.into_iter()), ["date", "date (2)", "Column 3", "date (2) (2)", "date (3)"]);
    }

    #[test]
    fn names_of_files() {
        assert_eq!(kinds_of_name("fb_friends.csv"), [FileKind::Friendships]);
        assert_eq!(kinds_of_name("SMS 2026.CSV"), [FileKind::Messages]);
        assert_eq!(kinds_of_name("data.csv"), []);
    }

    #[test]
    fn the_word_table_is_spelled_as_folding_spells() {
        for (_, phrases) in HEADINGS {
            for phrase in *phrases {
                assert_eq!(fold(phrase), *phrase);
            }
        }
        let names = KIND_HEADINGS.iter().chain(KIND_NAMES).flat_map(|(_, phrases)| phrases.iter());
        let yes_no = super::super::cell_words::YES.iter().chain(super::super::cell_words::NO);
        let of_cells = COMPLAINT_CELLS.iter().chain(OUTAGE_CELLS).chain(NOT_SO);
        for phrase in names.chain(yes_no).chain(of_cells) {
            assert_eq!(fold(phrase), *phrase);
        }
    }
}
