//! How alike two names are, whatever their order and accents; knows no customer.

use crate::domain::import::fold;
use std::collections::HashMap;

/// Words that are no part of a name.
const TITLES: [&str; 30] = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "ing", "sir", "jr", "sr", "herr", "frau", "dipl", "sig", "sigra",
    "signor", "signora", "dott", "dottssa", "avv", "m", "mme", "mlle", "sra", "dona", "bay", "bayan", "pan", "pani",
    "mag",
];
/// A word of the shorter name that nothing in the longer one comes as near to is another name.
const OTHER_NAME: f64 = 0.78;
/// Names less alike as a whole are different names.
const ALIKE: f64 = 0.88;
/// Words that stand so often in a list are names of their own, no slips of the pen, unless what they are a slip of
/// stands very much oftener.
const ESTABLISHED: u32 = 3;
const SLIPS: u32 = 20;

/// What two names say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Likeness {
    /// One of them is not known.
    Unknown,
    /// The same words, or all words of the shorter one of at least two.
    Same,
    /// 0 to 1.
    Alike(f64),
    /// They share a word, and another differs clearly.
    FirstNamesDiffer,
    Different,
}

/// The words of a name, folded, without titles, in order of the alphabet, with one space between them.
pub(super) fn words_of(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty() && !TITLES.contains(word)).collect();
    words.sort_unstable();
    words.join(" ")
}

/// How often each word stands in a list of names.
pub(super) fn counts<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<&'a str, u32> {
    let mut counts = HashMap::new();
    for word in names.flat_map(|name| name.split(' ')) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// Compares two names as [`words_of`] gives them. O(words²).
pub(super) fn compare(a: &str, b: &str, counts: &HashMap<&str, u32>) -> Likeness {
    if a.is_empty() || b.is_empty() {
        return Likeness::Unknown;
    }
    if a == b {
        return Likeness::Same;
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (short, mut long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut left = Vec::new();
    for &word in &short {
        match long.iter().position(|other| *other == word) {
            Some(place) => drop(long.swap_remove(place)),
            None => left.push(word),
        }
    }
    let n_equal = short.len() - left.len();
    if left.is_empty() {
        // One word alone, such as a family name, may be anybody of that name.
        return if short.len() > 1 { Likeness::Same } else { Likeness::Alike(0.9) };
    }
    let mut sum: f64 = n_equal as f64;
    for word in &left {
        let near = |other: &&str| nearness(word, other, counts);
        let best = (0..long.len()).max_by(|&x, &y| near(&long[x]).total_cmp(&near(&long[y])));
        let Some(best) = best else { break };
        let nearness = near(&long.swap_remove(best));
        if nearness < OTHER_NAME {
            return if n_equal > 0 { Likeness::FirstNamesDiffer } else { Likeness::Different };
        }
        sum += nearness;
    }
    let score = sum / short.len() as f64;
    if score < ALIKE { Likeness::Different } else { Likeness::Alike(score) }
}

/// Whether two names are the same, whatever their order, accents and titles.
#[must_use]
pub fn is_same_name(a: &str, b: &str) -> bool {
    compare(&words_of(a), &words_of(b), &HashMap::new()) == Likeness::Same
}

fn nearness(a: &str, b: &str, counts: &HashMap<&str, u32>) -> f64 {
    let is_initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    if is_initial(a, b) || is_initial(b, a) {
        return 0.9;
    }
    let count = |word: &str| counts.get(word).copied().unwrap_or(0);
    let (rarer, other) = (count(a).min(count(b)), count(a).max(count(b)));
    if rarer >= ESTABLISHED && other < SLIPS * rarer {
        // Marco and Mario are two names, however alike they look.
        return 0.0;
    }
    strsim::jaro_winkler(a, b)
}

/// Soundex (Russell and Odell, 1918): the first letter and three classes of consonants, so that names that sound alike
/// come together.
pub(super) fn sound(word: &str) -> [u8; 4] {
    let class = |letter: u8| match letter {
        b'b' | b'f' | b'p' | b'v' => b'1',
        b'c' | b'g' | b'j' | b'k' | b'q' | b's' | b'x' | b'z' => b'2',
        b'd' | b't' => b'3',
        b'l' => b'4',
        b'm' | b'n' => b'5',
        b'r' => b'6',
        _ => b'0',
    };
    let letters = word.as_bytes();
    let mut code = [b'0'; 4];
    let Some(&first) = letters.first() else { return code };
    code[0] = first;
    let (mut n, mut last) = (1, class(first));
    for &letter in &letters[1..] {
        let now = class(letter);
        if now != b'0' && now != last {
            code[n] = now;
            n += 1;
            if n == 4 {
                break;
            }
        }
        if !matches!(letter, b'h' | b'w') {
            last = now;
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> Likeness {
        compare(&words_of(a), &words_of(b), &HashMap::new())
    }

    #[test]
    fn order_accents_titles_and_middle_names_do_not_matter() {
        for other in ["Anna Müller", "MULLER, Anna", "Frau Dr. Anna Müller", "Anna Maria Müller"] {
            assert_eq!(likeness("Anna Müller", other), Likeness::Same, "{other}");
        }
        assert_eq!(likeness("", "Anna"), Likeness::Unknown);
        assert!(matches!(likeness("Rossi", "Anna Rossi"), Likeness::Alike(_)));
    }

    #[test]
    fn slips_are_alike_and_other_first_names_are_not() {
        for (a, b) in
            [("Jonathan Smith", "Jonathon Smith"), ("A. Kowalska", "Anna Kowalska"), ("Meier Eva", "Eva Meyer")]
        {
            assert!(matches!(likeness(a, b), Likeness::Alike(score) if score >= 0.88), "{a} {b}: {:?}", likeness(a, b));
        }
        assert_eq!(likeness("Anna Rossi", "Paolo Rossi"), Likeness::FirstNamesDiffer);
        assert_eq!(likeness("Anna Rossi", "Karl Weber"), Likeness::Different);
        let list = ["marco rossi"; 3].into_iter().chain(["mario bianchi"; 3]);
        assert_eq!(compare("marco rossi", "mario rossi", &counts(list)), Likeness::FirstNamesDiffer);
    }

    #[test]
    fn names_that_sound_alike_come_together() {
        assert_eq!((sound("robert"), sound("rupert"), sound("tymczak")), (*b"r163", *b"r163", *b"t522"));
        assert_eq!(sound("meyer"), sound("maier"));
        assert_eq!(sound(""), *b"0000");
    }
}
