//! The people of a list that come twice: known again by what is written of them, not by what it means.

use super::{Watch, warning};
use crate::domain::import::types::{Warning, WarningKind};
use csv::ByteRecord;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// People remembered.
const MAX_PEOPLE: usize = 4_000_000;

/// A person of a list, to be found again if there is another; `at` is the byte at which the row begins.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub line: u64,
    pub at: usize,
    whole: u64,
    id: u64,
    name: u64,
}

/// The people of a list that come twice.
#[derive(Debug, Default)]
pub struct People {
    rows: HashSet<u64>,
    /// By id: the hash of the name.
    names: HashMap<u64, u64>,
    pub(super) doubles: Option<Warning>,
    pub(super) namesakes: Option<Warning>,
}

impl Watch {
    /// What a row of a list of people is known by again; nothing in other files.
    #[must_use]
    pub fn key<'c>(&self, line: u64, at: usize, cells: impl Iterator<Item = &'c [u8]>) -> Option<Key> {
        if !self.is_people {
            return None;
        }
        let (id, name) = self.id_and_name;
        let nothing = hash(b"");
        let mut key = Key { line, at, whole: 0, id: nothing, name: nothing };
        for (n, cell) in cells.enumerate() {
            let hash = hash(cell);
            key.whole = key.whole.rotate_left(7) ^ hash;
            key.id = if id == Some(n) { hash } else { key.id };
            key.name = if name == Some(n) { hash } else { key.name };
        }
        Some(key)
    }

    /// Holds a row against those before it; `cells` reads it again.
    pub fn compare(&self, people: &mut People, key: Key, cells: impl FnOnce() -> ByteRecord) {
        if people.rows.len() >= MAX_PEOPLE {
            return;
        }
        let text = |cells: &ByteRecord, column: usize| {
            String::from_utf8_lossy(cells.get(column).unwrap_or_default()).trim().to_owned()
        };
        if !people.rows.insert(key.whole) {
            let first = || warning(WarningKind::DuplicateRows, key.line, None, &text(&cells(), 0));
            people.doubles.get_or_insert_with(first).n += 1;
            return;
        }
        let (Some(id), Some(_)) = self.id_and_name else { return };
        if *people.names.entry(key.id).or_insert(key.name) != key.name {
            let first = || warning(WarningKind::DuplicateIds, key.line, None, &text(&cells(), id));
            people.namesakes.get_or_insert_with(first).n += 1;
        }
    }
}

fn hash(cell: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    cell.trim_ascii().hash(&mut hasher);
    hasher.finish()
}
