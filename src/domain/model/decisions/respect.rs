//! Whom the project must leave alone, whatever the files say, and on what ground it holds their data; knows no name.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// On what ground a file's personal data may be used, as the person who added it said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    Consent,
    Contract,
    LegitimateInterest,
    /// Nothing in it says who anybody is.
    NotPersonal,
    #[default]
    NotSaid,
}

impl Basis {
    pub const ALL: [Basis; 5] =
        [Basis::Consent, Basis::Contract, Basis::LegitimateInterest, Basis::NotPersonal, Basis::NotSaid];

    /// The word on the command line and in saved files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Basis::Consent => "consent",
            Basis::Contract => "contract",
            Basis::LegitimateInterest => "legitimate-interest",
            Basis::NotPersonal => "not-personal",
            Basis::NotSaid => "not-said",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Basis> {
        Basis::ALL.into_iter().find(|basis| basis.word() == word)
    }
}

/// What is kept of people who were erased: fingerprints of their numbers and addresses, by which they are known again
/// and from which nobody can tell what these were without trying all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Respect {
    /// The project's own key of the fingerprints, in hexadecimal; empty before the first.
    pub key: String,
    pub erased: BTreeSet<String>,
    pub n_erased: u32,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RespectEdit {
    /// On what ground an imported file may be used.
    SetBasis { import: u32, basis: Basis },
    /// Removes somebody from everything, for good. The key is used where the project has none yet: 32 random bytes.
    Erase { person: String, key: [u8; 32] },
}
