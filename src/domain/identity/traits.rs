//! What is known of each customer, written one way, in columns; compares nobody.

use super::names;
use super::normal::{self, Phones};
use crate::domain::import::{Use, fold, use_of};
use crate::domain::model::{Filled, People};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::collections::HashMap;

/// One entry a person in every column; empty text: not known.
pub(super) struct Traits<'a> {
    pub people: &'a People,
    /// As [`names::words_of`] gives them.
    pub names: &'a [String],
    /// How often each word stands in the names, and each whole name.
    pub counts: HashMap<&'a str, u32>,
    pub name_counts: HashMap<&'a str, u32>,
    /// Full numbers: of the people file, and ids that are phone numbers where nothing else is known of whom they name.
    pub phones: Vec<Vec<String>>,
    pub emails: Vec<Vec<String>>,
    pub birthdays: Vec<String>,
    pub postcodes: Vec<String>,
    pub addresses: Vec<String>,
}

impl<'a> Traits<'a> {
    pub fn of(people: &'a People, names: &'a [String], ticket: &Ticket) -> Result<Self, Stopped> {
        let bare = |row: usize| (!people.has_profile[row]).then(|| people.ids[row].as_str());
        let ids = (0..people.len()).filter_map(bare);
        let phones = Phones::learn(people.phones.texts().chain(ids));
        let traits = Traits {
            names,
            counts: names::counts(names.iter().map(String::as_str)),
            name_counts: name_counts(names),
            phones: several(people, &people.phones, |number| phones.key(number)),
            emails: several(people, &people.emails, normal::email_key),
            birthdays: described(people, Use::BirthDate, |text| normal::birthday(text).unwrap_or_default()),
            postcodes: described(people, Use::Postcode, |text| fold(text).replace(' ', "")),
            addresses: described(people, Use::Address, names::words_of),
            people,
        };
        ticket.advance(people.len() as u64)?;
        Ok(traits)
    }
}

/// The names of all people, as [`names::words_of`] gives them.
pub(super) fn names_of(people: &People) -> Vec<String> {
    text(people, &people.names, names::words_of)
}

fn name_counts(names: &[String]) -> HashMap<&str, u32> {
    let mut counts = HashMap::new();
    for name in names {
        *counts.entry(name.as_str()).or_default() += 1;
    }
    counts
}

fn text(people: &People, column: &Filled, normal: impl Fn(&str) -> String + Sync) -> Vec<String> {
    (0..people.len()).into_par_iter().map(|row| column.get(row).map(&normal).unwrap_or_default()).collect()
}

/// The first column that is good for this, of each person.
fn described(people: &People, wanted: Use, normal: impl Fn(&str) -> String + Sync) -> Vec<String> {
    let column = people.attributes.iter().find(|attribute| use_of(&attribute.heading) == Some(wanted));
    column.map_or_else(|| vec![String::new(); people.len()], |column| text(people, &column.values, normal))
}

/// The keys of a column's cells, which may hold several values, and of all ids of people that nothing else is known of.
fn several(people: &People, column: &Filled, key: impl Fn(&str) -> Option<String> + Sync) -> Vec<Vec<String>> {
    let of_person = |row: usize| {
        let cells = column.get(row).into_iter().flat_map(|text| text.split([';', '|', ',']));
        let own = (!people.has_profile[row]).then(|| people.ids[row].as_str());
        let mut keys: Vec<String> = cells.chain(own).chain(people.other_ids(row as u32)).filter_map(&key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    (0..people.len()).into_par_iter().map(of_person).collect()
}
