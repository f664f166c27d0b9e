//! How far along a customer is in the life of a customer, as a word; tells nobody's stage.

use serde::{Deserialize, Serialize};

/// A stage of the life of a customer. Going back is as possible as going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing says that they have heard of you.
    Unaware,
    /// Has not bought; somebody they are in touch with has.
    Aware,
    /// Has not bought; cares about what you offer.
    Considering,
    /// About to decide. No rule tells this: only a column or a person does.
    Deciding,
    /// Came not long ago.
    New,
    Active,
    /// Has been here long, bought often, and goes on.
    Loyal,
    /// Silent for longer than is usual for them.
    AtRisk,
    /// Silent for so long that coming back would be coming anew.
    Lost,
}

impl Stage {
    pub const ALL: [Stage; 9] = [
        Stage::Unaware,
        Stage::Aware,
        Stage::Considering,
        Stage::Deciding,
        Stage::New,
        Stage::Active,
        Stage::Loyal,
        Stage::AtRisk,
        Stage::Lost,
    ];

    /// The word on the command line and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Stage::Unaware => "unaware",
            Stage::Aware => "aware",
            Stage::Considering => "considering",
            Stage::Deciding => "deciding",
            Stage::New => "new",
            Stage::Active => "active",
            Stage::Loyal => "loyal",
            Stage::AtRisk => "at-risk",
            Stage::Lost => "lost",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.word() == word.trim())
    }

    /// The place in [`Stage::ALL`].
    #[must_use]
    pub fn position(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_stages_and_files_use_them() {
        for (n, stage) in Stage::ALL.into_iter().enumerate() {
            assert_eq!((Stage::from_word(stage.word()), stage.position()), (Some(stage), n));
            assert_eq!(serde_json::to_string(&stage).unwrap(), format!("\"{}\"", stage.word()));
        }
        assert_eq!(Stage::from_word("gone"), None);
    }
}
