//! Erased people known again by keyed fingerprints; knows nobody's number.

use super::rows::ByToken;
use crate::domain::model::decisions::Respect;
use std::collections::BTreeSet;

/// Bytes of a fingerprint that are kept: enough that two never meet by chance.
const N_BYTES: usize = 16;

/// The gate that every imported table passes.
#[derive(Clone, Debug)]
pub struct Gate<'a> {
    key: [u8; 32],
    erased: &'a BTreeSet<String>,
}

impl<'a> Gate<'a> {
    /// Nothing where nobody was erased.
    #[must_use]
    pub fn of(respect: &'a Respect) -> Option<Gate<'a>> {
        let key = key_of(respect)?;
        (!respect.erased.is_empty()).then_some(Gate { key, erased: &respect.erased })
    }
}

impl ByToken for Gate<'_> {
    fn has(&self, token: &str) -> bool {
        self.erased.contains(&fingerprint(&self.key, token))
    }
}

fn key_of(respect: &Respect) -> Option<[u8; 32]> {
    blake3::Hash::from_hex(&respect.key).ok().map(Into::into)
}

/// BLAKE3's keyed hash of a token, in hexadecimal.
fn fingerprint(key: &[u8; 32], token: &str) -> String {
    let hash = blake3::keyed_hash(key, token.as_bytes()).to_hex();
    hash[..2 * N_BYTES].to_owned()
}

/// The fingerprints of what names somebody, under the project's key.
#[must_use]
pub fn fingerprints<'a>(respect: &Respect, tokens: impl IntoIterator<Item = &'a String>) -> BTreeSet<String> {
    let Some(key) = key_of(respect) else { return BTreeSet::new() };
    tokens.into_iter().map(|token| fingerprint(&key, token)).collect()
}

/// The project's key: its own, or this one where it has none yet.
#[must_use]
pub fn fresh_key(respect: &Respect, key: [u8; 32]) -> String {
    if respect.key.is_empty() { blake3::Hash::from(key).to_hex().to_string() } else { respect.key.clone() }
}

#[cfg(test)]
mod tests {
    use super::super::Naming;
    use super::*;

    #[test]
    fn somebody_erased_is_known_again_and_nobody_else_is() {
        let mut respect = Respect::default();
        assert!(Gate::of(&respect).is_none());
        respect.key = fresh_key(&respect, [7; 32]);
        respect.erased = fingerprints(&respect, &["phone:7911120456".to_owned(), "id:12".to_owned()]);
        let gate = Gate::of(&respect).unwrap();
        assert!(gate.is_contact("+44 7911 120456") && gate.is_id(" 0012"));
        assert!(!gate.is_contact("+44 7911 120457") && !gate.is_id("13"));
        let text = serde_json::to_string(&respect).unwrap();
        assert!(!text.contains("7911120456"), "{text}");
        // Another project's key makes other fingerprints.
        let other = Respect { key: fresh_key(&Respect::default(), [8; 32]), ..respect.clone() };
        assert!(!Gate::of(&other).unwrap().is_id("12"));
        assert_eq!(fresh_key(&respect, [9; 32]), respect.key);
    }
}
