//! Everything that names one person in the tables of a project; changes nothing.

use super::rows::Naming;
use super::tokens::{tokens_of_contact, tokens_of_id};
use crate::domain::identity::is_same_name;
use crate::domain::import::fold;
use crate::domain::model::{FileKind, Meaning, People, Person, Table};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One person: all their ids, what they are called, and what of their numbers and addresses is theirs alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// As the files write them, without blanks around.
    pub ids: BTreeSet<String>,
    pub names: BTreeSet<String>,
    /// Of ids, phones and e-mails; a phone that somebody of another name shares is not among them.
    pub tokens: BTreeSet<String>,
}

impl Naming for Named {
    fn is_id(&self, id: &str) -> bool {
        self.ids.contains(id.trim()) || contact_tokens(id).iter().any(|token| self.tokens.contains(token))
    }

    fn is_contact(&self, text: &str) -> bool {
        tokens_of_contact(text).iter().any(|token| self.tokens.contains(token))
    }
}

/// What an id says beside itself: that it is a phone number or an address.
fn contact_tokens(id: &str) -> Vec<String> {
    tokens_of_id(id).into_iter().filter(|token| !token.starts_with("id:")).collect()
}

/// One row of a people table.
struct Profile<'a> {
    id: &'a str,
    name: &'a str,
    contacts: Vec<String>,
}

fn profiles(tables: &[Arc<Table>]) -> Vec<Profile<'_>> {
    let mut list = Vec::new();
    for table in tables.iter().filter(|table| table.kind == FileKind::People) {
        let column = |meaning: Meaning| table.plain().column(meaning.word()).ok()?.str().ok();
        let Some(ids) = column(Meaning::Id) else { continue };
        let (names, phones, emails) = (column(Meaning::Name), column(Meaning::Phone), column(Meaning::Email));
        for (row, id) in ids.iter().enumerate() {
            let cell = |of: Option<&'_ polars::prelude::StringChunked>| {
                of.and_then(|column| column.get(row)).map(tokens_of_contact).unwrap_or_default()
            };
            let contacts = [cell(phones), cell(emails)].concat();
            let name = names.and_then(|names| names.get(row)).unwrap_or_default();
            list.push(Profile { id: id.unwrap_or_default().trim(), name, contacts });
        }
    }
    list
}

/// Who an id names: with the further ids that were merged with it, and with rows of the same name and phone or e-mail
/// under other ids, or of the same e-mail and no name. O(rows of the people tables) a round, few rounds.
#[must_use]
pub fn named(id: &str, tables: &[Arc<Table>], people: &People) -> Named {
    let mut found = Named::default();
    match people.row(id) {
        Some(row) => {
            found.ids.insert(people.ids[row as usize].clone());
            found.ids.extend(people.other_ids(row).map(str::to_owned));
        }
        None => drop(found.ids.insert(id.trim().to_owned())),
    }
    let profiles = profiles(tables);
    loop {
        let before = found.ids.len();
        widen(&mut found, &profiles);
        if found.ids.len() == before {
            break;
        }
    }
    let of_others: BTreeSet<&String> = profiles
        .iter()
        .filter(|profile| !found.ids.contains(profile.id))
        .flat_map(|profile| &profile.contacts)
        .collect();
    found.tokens.retain(|token| !of_others.contains(token));
    found.tokens.extend(found.ids.iter().flat_map(|id| tokens_of_id(id)));
    found
}

/// Takes in what the rows of the known ids say, and the ids of rows that are the same person.
fn widen(found: &mut Named, profiles: &[Profile<'_>]) {
    for profile in profiles.iter().filter(|profile| found.ids.contains(profile.id)) {
        found.tokens.extend(profile.contacts.iter().cloned());
        if !profile.name.trim().is_empty() {
            found.names.insert(profile.name.trim().to_owned());
        }
    }
    let mut more = BTreeSet::new();
    for profile in profiles.iter().filter(|profile| !found.ids.contains(profile.id)) {
        let shares =
            |kind: &str| profile.contacts.iter().any(|token| token.starts_with(kind) && found.tokens.contains(token));
        let is_same = found.names.iter().any(|name| is_same_name(name, profile.name));
        let has_no_name = profile.name.trim().is_empty() || found.names.is_empty();
        if (shares("email:") && (is_same || has_no_name)) || (shares("phone:") && is_same) {
            more.insert(profile.id.to_owned());
        }
    }
    found.ids.extend(more);
}

/// Whom a typed text may mean, the surest first: an id, a phone number, an e-mail address, a part of a name. O(people).
#[must_use]
pub fn find(people: &People, typed: &str, n_most: usize) -> Vec<Person> {
    let mut found: Vec<Person> = people.row(typed).into_iter().collect();
    let wanted = tokens_of_contact(typed);
    let part = fold(typed);
    let is_contact = |text: Option<&str>| {
        text.is_some_and(|text| tokens_of_contact(text).iter().any(|token| wanted.contains(token)))
    };
    let is_meant = |row: usize| {
        let is_theirs =
            || !wanted.is_empty() && (is_contact(people.phones.get(row)) || is_contact(people.emails.get(row)));
        let is_name = || people.names.get(row).is_some_and(|name| fold(name).contains(&part));
        is_theirs() || (part.len() > 1 && is_name())
    };
    let rows = (0..people.len()).filter(|&row| found.first() != Some(&(row as Person))).filter(|&row| is_meant(row));
    let rows: Vec<Person> = rows.take(n_most).map(|row| row as Person).collect();
    found.extend(rows);
    found.truncate(n_most);
    found
}
