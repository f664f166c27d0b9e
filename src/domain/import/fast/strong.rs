//! Which pairs of people are in touch often enough to be kept where not all fit into memory; stores no name.

use crate::domain::import::check::Value;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// The pairs with enough contacts, whichever way, known by 64 bits each: among ten million pairs two are taken for one
/// with a chance of one in hundreds of thousands.
#[derive(Debug, Default)]
pub struct StrongPairs(HashSet<u64, BuildHasherDefault<Same>>);

impl StrongPairs {
    /// Of these contacts' pairs, which are in order, those that come at least `least` times.
    pub fn add(&mut self, contacts: &[u64], least: u32) {
        let runs = contacts.chunk_by(|one, other| one == other);
        self.0.extend(runs.filter(|run| run.len() >= least as usize).map(|run| run[0]));
    }

    /// Whether a row is of such a pair.
    #[must_use]
    pub fn holds(&self, values: &[Value<'_>]) -> bool {
        pair_hash(values).is_some_and(|pair| self.0.contains(&pair))
    }
}

/// What the two people of a row are known by, whoever of them began; they are its first values.
#[must_use]
pub fn pair_hash(values: &[Value<'_>]) -> Option<u64> {
    let [Value::Text(one), Value::Text(other), ..] = values else { return None };
    let mut hasher = DefaultHasher::new();
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    (first, second).hash(&mut hasher);
    Some(hasher.finish())
}

/// For keys that are hashes already.
#[derive(Debug, Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
