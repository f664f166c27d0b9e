//! How everybody in the town is named, numbered and reached: customer numbers, invented names, telephone numbers that
//! regulators keep free for fiction, addresses at example domains; knows nothing of what anybody does.

use super::draw::Draw;
use super::folk::Folk;
use super::name_lists::{NAMES, plain};

/// Numbers kept free for fiction in France (Arcep: mobile, then five landline ranges) and Australia (ACMA).
const FICTION: [&str; 14] = [
    "+3363998", "+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+6125550", "+6127010", "+6135550",
    "+6137010", "+6175550", "+6177010", "+6185550", "+6187010",
];
const DOMAINS: [&str; 5] = ["example.org", "example.com", "example.net", "post.example", "harbour.example"];

/// The telephone number of the n-th customer; none where fiction's numbers are used up.
pub(super) fn phone(n: usize) -> Option<String> {
    let range = FICTION.get(n / 10_000)?;
    // Neighbours in the file need not have neighbouring numbers; 7919 is prime to 10,000, so none comes twice.
    let line = n % 10_000 * 7919 % 10_000;
    Some(format!("{range}{line:04}"))
}

/// The n-th number outside the market: the United Kingdom's drama mobiles (Ofcom), then Ireland's range for drama.
fn outside_phone(n: usize) -> String {
    if n < 1000 { format!("+447700900{n:03}") } else { format!("+3532091{:05}", n - 1000) }
}

/// What every party is called in calls and messages: customers by their number, all others by telephone.
pub(super) fn ids(folk: &Folk) -> Vec<String> {
    let first = if folk.n_people < 800_000 { 100_001 } else { 1_000_001 };
    let mut ids: Vec<String> = (0..folk.n_people).map(|person| format!("C{}", first + person)).collect();
    ids.extend((0..folk.n_shops).map(|shop| format!("B{}", first + shop)));
    ids.push(String::from("+443069990100"));
    ids.extend((0..folk.n_outside).map(outside_phone));
    ids
}

/// An invented name: given name, surname.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub given: &'static str,
    pub family: &'static str,
}

impl Name {
    pub fn full(self) -> String {
        format!("{} {}", self.given, self.family)
    }
}

/// Draws before a name that somebody already has is taken after all.
const N_TRIES: usize = 6;

/// Names for everyone; a given name and a surname of one language more often than not, and few twice in a small town.
pub(super) fn names(folk: &Folk, draw: &mut Draw) -> Vec<Name> {
    let mut is_taken = vec![false; NAMES.len() * NAMES.len() * MOST_NAMES * MOST_NAMES];
    let mut named = || {
        for _ in 1..N_TRIES {
            let (name, place) = name(draw);
            if !std::mem::replace(&mut is_taken[place], true) {
                return name;
            }
        }
        name(draw).0
    };
    (0..folk.n_people).map(|_| named()).collect()
}

/// No language lists more given names or surnames than this.
const MOST_NAMES: usize = 16;

/// A name, and its place among all that can be made.
fn name(draw: &mut Draw) -> (Name, usize) {
    let of_given = draw.below(NAMES.len());
    let of_family = if draw.chance(0.85) { of_given } else { draw.below(NAMES.len()) };
    let (given, family) = (NAMES[of_given].given, NAMES[of_family].family);
    let (first, last) = (draw.below(given.len()), draw.below(family.len()));
    let place = ((of_given * MOST_NAMES + first) * NAMES.len() + of_family) * MOST_NAMES + last;
    (Name { given: given[first], family: family[last] }, place)
}

/// An address at an example domain, different for everyone.
pub(super) fn email(name: Name, person: usize, draw: &mut Draw) -> String {
    let mut address = String::with_capacity(40);
    for part in [name.given, ".", name.family] {
        for letter in part.chars() {
            match plain(letter) {
                Some(letters) => address.push_str(letters),
                None if letter.is_ascii_alphabetic() || letter == '.' => address.push(letter.to_ascii_lowercase()),
                None => {}
            }
        }
    }
    format!("{address}{}@{}", person + 1, draw.pick(&DOMAINS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn telephone_numbers_are_fictions_own_and_never_shared() {
        let mut seen = HashSet::new();
        for n in 0..140_000 {
            let number = phone(n).unwrap();
            assert_eq!(number.len(), 12, "{number}");
            assert!(seen.insert(number));
        }
        assert_eq!(phone(140_000), None);
        assert!((0..100_000).all(|n| seen.insert(outside_phone(n))));
        assert_eq!(outside_phone(100_999), "+353209199999");
    }

    #[test]
    fn every_letter_of_every_name_has_a_place_in_an_address() {
        assert!(NAMES.iter().all(|names| names.given.len().max(names.family.len()) <= MOST_NAMES));
        for name in NAMES.iter().flat_map(|names| names.given.iter().chain(names.family)) {
            for letter in name.chars() {
                assert!(letter.is_ascii() || plain(letter).is_some(), "{letter} of {name}");
            }
        }
    }
}
