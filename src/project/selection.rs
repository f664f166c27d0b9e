//! What is selected, shared by map, lists and plan; not part of the document, so neither stored nor undone.

use crate::domain::model::Person;
use std::collections::BTreeSet;

/// Selected tribes (by lasting id) and people (by row), and the tribe that is opened on the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub tribes: BTreeSet<u32>,
    pub people: BTreeSet<Person>,
    /// The person whose card is shown.
    pub card: Option<Person>,
    /// The tribe whose members the map shows; none: all tribes.
    pub opened_tribe: Option<u32>,
}

impl Selection {
    /// Rows mean other people after a new import: only what is known by a lasting id stays.
    pub fn forget_people(&mut self) {
        self.people.clear();
        self.card = None;
    }

    pub fn clear(&mut self) {
        self.tribes.clear();
        self.forget_people();
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tribes.is_empty() && self.people.is_empty()
    }
}
