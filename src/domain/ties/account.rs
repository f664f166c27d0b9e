//! What the decisions about people and ties come to, in figures; decides nothing.

use crate::domain::model::decisions::Cleaning;
use crate::domain::model::{Channel, Cleaned, Mix, People, Person, TieKind, Ties};
use std::collections::BTreeMap;

/// Columns with more values than this are no choice of a market.
const MOST_VALUES: usize = 40;

/// Why somebody counts as no person, or as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No person, by their contacts.
    Doubted,
    /// No person, by hand.
    NotPersonByHand,
    /// A person by hand, whatever the contacts say.
    PersonByHand,
}

/// Everybody about whom there is something to decide, by hand first, then by falling number of contacts.
#[must_use]
pub fn verdicts(people: &People, cleaned: &Cleaned, cleaning: &Cleaning) -> Vec<(Person, Verdict)> {
    let by_hand = |ids: &std::collections::BTreeSet<String>, verdict: Verdict| -> Vec<(Person, Verdict)> {
        ids.iter().filter_map(|id| people.row(id)).map(|person| (person, verdict)).collect()
    };
    let mut list = by_hand(&cleaning.not_persons, Verdict::NotPersonByHand);
    list.extend(by_hand(&cleaning.persons, Verdict::PersonByHand));
    let decided: Vec<Person> = list.iter().map(|(person, _)| *person).collect();
    let is_open = |person: Person| !decided.contains(&person);
    let mut doubted: Vec<_> = cleaned.suspects.iter().filter(|suspect| suspect.is_doubted(cleaning)).collect();
    doubted.sort_by_key(|suspect| (std::cmp::Reverse(suspect.n_contacts), suspect.person));
    list.retain(|(person, _)| !people.is_opted_out[*person as usize]);
    list.extend(doubted.into_iter().map(|suspect| (suspect.person, Verdict::Doubted)).filter(|(who, _)| is_open(*who)));
    list
}

/// How many count as no person at each strictness from 0, with what was decided by hand.
#[must_use]
pub fn preview(people: &People, cleaned: &Cleaned, cleaning: &Cleaning) -> Vec<usize> {
    let known = |ids: &std::collections::BTreeSet<String>| -> Vec<Person> {
        ids.iter().filter_map(|id| people.row(id)).collect()
    };
    let (persons, not_persons) = (known(&cleaning.persons), known(&cleaning.not_persons));
    let by_hand: Vec<u8> =
        persons.iter().chain(&not_persons).filter_map(|&person| cleaned.suspect(person)).map(|one| one.level).collect();
    let decided = |strictness: usize| by_hand.iter().filter(|&&level| usize::from(level) <= strictness).count();
    let at = |(strictness, n): (usize, usize)| {
        let doubted = if strictness == 0 { 0 } else { n - decided(strictness) };
        doubted + not_persons.len()
    };
    cleaned.curve().into_iter().enumerate().map(at).collect()
}

/// How many people are inside the market and outside it, opted-out people and non-persons aside.
#[must_use]
pub fn market(people: &People) -> (usize, usize) {
    let counted = people.scorable();
    let inside = counted.iter().zip(&people.is_customer).filter(|(is, inside)| **is && **inside).count();
    (inside, counted.iter().filter(|is| **is).count() - inside)
}

/// The values of a column with the number of people of each; nothing where there are too many to choose from.
#[must_use]
pub fn values(people: &People, heading: &str) -> Option<BTreeMap<String, usize>> {
    let attribute = people.attributes.iter().find(|attribute| attribute.heading == heading)?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in attribute.values.texts() {
        *counts.entry(value).or_default() += 1;
        if counts.len() > MOST_VALUES {
            return None;
        }
    }
    Some(counts.into_iter().map(|(value, n)| (value.to_owned(), n)).collect())
}

/// What the ties are made of. O(ties).
#[must_use]
pub fn mix(ties: &Ties) -> Mix {
    let mut mix = Mix { n_ties: ties.len(), ..Mix::default() };
    for row in 0..ties.len() {
        mix.n_inferred += usize::from(ties.is_inferred(row));
        let n = f64::from(ties.contacts(row).max(1));
        for kind in TieKind::ALL {
            mix.kinds[kind as usize] += n * f64::from(ties.share_of_kind(row, kind).unwrap_or(0.0));
        }
        for channel in Channel::ALL {
            mix.channels[channel.position()] += n * f64::from(ties.share_of_channel(row, channel));
        }
    }
    normalise(&mut mix.kinds);
    normalise(&mut mix.channels);
    mix
}

fn normalise(sums: &mut [f64]) {
    let total: f64 = sums.iter().sum();
    if total > 0.0 {
        for sum in sums {
            *sum /= total;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Attribute, Suspect};

    fn suspect(person: Person, level: u8, n_contacts: u32) -> Suspect {
        Suspect { person, level, n_contacts, ..Suspect::default() }
    }

    #[test]
    fn the_preview_counts_what_is_decided_by_hand_too() {
        let people = People::from_ids((0..6).map(|n| n.to_string()).collect());
        let suspects = vec![suspect(0, 5, 10), suspect(1, 2, 30), suspect(2, 7, 20), suspect(3, 5, 40)];
        let cleaned = Cleaned { suspects, ..Cleaned::default() };
        let ids = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        let cleaning =
            Cleaning { persons: ids(&["0", "nobody"]), not_persons: ids(&["2", "5"]), ..Cleaning::default() };
        let seen = verdicts(&people, &cleaned, &cleaning);
        let hand = [(2, Verdict::NotPersonByHand), (5, Verdict::NotPersonByHand), (0, Verdict::PersonByHand)];
        assert_eq!(seen, [&hand[..], &[(3, Verdict::Doubted), (1, Verdict::Doubted)]].concat());
        let preview = preview(&people, &cleaned, &cleaning);
        for (strictness, n) in (0..).zip(preview) {
            let cleaning = Cleaning { strictness, ..cleaning.clone() };
            let is_impersonal = super::super::impersonal(&people, &cleaned.suspects, &cleaning);
            assert_eq!(n, is_impersonal.iter().filter(|is| **is).count(), "at {strictness}");
        }
    }

    #[test]
    fn a_column_of_few_values_is_a_choice() {
        let mut people = People::from_ids((0..50).map(|n| n.to_string()).collect());
        let column = |heading: &str, value: &dyn Fn(usize) -> String| Attribute {
            heading: heading.into(),
            values: (0..50).map(|n| Some(value(n))).collect(),
        };
        people.attributes = vec![column("even", &|n| (n % 2 == 0).to_string()), column("name", &|n| n.to_string())];
        let even = values(&people, "even").unwrap();
        assert_eq!(even.into_iter().collect::<Vec<_>>(), [("false".to_owned(), 25), ("true".to_owned(), 25)]);
        assert_eq!((values(&people, "name"), values(&people, "none")), (None, None));
        people.is_customer[..20].fill(false);
        people.is_opted_out[49] = true;
        assert_eq!(market(&people), (29, 20));
    }
}
