//! What a person thinks of the company, as a word; tells nobody's stance.

use serde::{Deserialize, Serialize};

/// For, against, or neither. Who is not known to be any of these has no stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    Onside,
    Neutral,
    Offside,
}

impl Stance {
    pub const ALL: [Stance; 3] = [Stance::Onside, Stance::Neutral, Stance::Offside];

    /// The word on the command line and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Stance::Onside => "onside",
            Stance::Neutral => "neutral",
            Stance::Offside => "offside",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Stance> {
        Stance::ALL.into_iter().find(|stance| stance.word() == word.trim())
    }
}
