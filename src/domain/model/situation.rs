//! In what situation somebody reads a message, as a word; tells nobody's situation.

use serde::{Deserialize, Serialize};

/// A situation that changes what can be said to somebody. The order is that of urgency, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Situation {
    /// What they pay for failed in the last week of the files.
    ServiceFailed,
    /// They complained in the last month of the files.
    Complained,
    /// They speak against the company: offside.
    Against,
    /// Their contract ends within two months of the last day of the files.
    ContractEnding,
    /// Of all who spend anything, one of the tenth that spends the most.
    TopSpender,
    /// They speak for the company: onside.
    InFavour,
}

impl Situation {
    pub const ALL: [Situation; 6] = [
        Situation::ServiceFailed,
        Situation::Complained,
        Situation::Against,
        Situation::ContractEnding,
        Situation::TopSpender,
        Situation::InFavour,
    ];

    /// The word on the command line and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Situation::ServiceFailed => "service-failed",
            Situation::Complained => "complained",
            Situation::Against => "against",
            Situation::ContractEnding => "contract-ending",
            Situation::TopSpender => "top-spender",
            Situation::InFavour => "in-favour",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Situation> {
        Situation::ALL.into_iter().find(|situation| situation.word() == word.trim())
    }

    /// The place in [`Situation::ALL`].
    #[must_use]
    pub fn position(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_situations_and_files_use_them() {
        for (n, situation) in Situation::ALL.into_iter().enumerate() {
            assert_eq!((Situation::from_word(situation.word()), situation.position()), (Some(situation), n));
            assert_eq!(serde_json::to_string(&situation).unwrap(), format!("\"{}\"", situation.word()));
        }
        assert_eq!(Situation::from_word("happy"), None);
    }
}
