//! What a plan says to the people of each stage and tribe, and through whom, as decided by hand; finds nobody.

use crate::domain::model::Stage;
use serde::{Deserialize, Serialize};

/// One place of the table: the people of a stage in a tribe, or of a stage anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub stage: Stage,
    /// [`crate::domain::model::Tribe::id`]; none: every tribe that says nothing of its own.
    #[serde(default)]
    pub tribe: Option<u32>,
    #[serde(default)]
    pub message: String,
    /// The customer through whom it goes; empty: whoever sways them best.
    #[serde(default)]
    pub through: String,
}

/// Everything decided by hand about who says what to whom; by stage, then tribe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pairing {
    pub pairs: Vec<Pair>,
}

/// One edit of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairingEdit {
    SetMessage {
        stage: Stage,
        tribe: Option<u32>,
        message: String,
    },
    /// An empty id: whoever sways them best.
    SetThrough {
        stage: Stage,
        tribe: Option<u32>,
        id: String,
    },
}

impl PairingEdit {
    /// Whether the edit comes letter by letter from a text field.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self, PairingEdit::SetMessage { .. })
    }

    /// Whether `other` goes on in the same place.
    #[must_use]
    pub fn is_same_place(&self, other: &PairingEdit) -> bool {
        let place = |edit: &PairingEdit| match edit {
            PairingEdit::SetMessage { stage, tribe, .. } => (false, *stage, *tribe),
            PairingEdit::SetThrough { stage, tribe, .. } => (true, *stage, *tribe),
        };
        place(self) == place(other)
    }
}

impl Pairing {
    /// The table after one edit. A place of which nothing is said is not kept.
    #[must_use]
    pub fn edited(&self, edit: &PairingEdit) -> Pairing {
        let mut next = self.clone();
        let (PairingEdit::SetMessage { stage, tribe, .. } | PairingEdit::SetThrough { stage, tribe, .. }) = edit;
        let at = next.pairs.binary_search_by_key(&(*stage, *tribe), |pair| (pair.stage, pair.tribe));
        let at = at.unwrap_or_else(|at| {
            let pair = Pair { stage: *stage, tribe: *tribe, message: String::new(), through: String::new() };
            next.pairs.insert(at, pair);
            at
        });
        match edit {
            PairingEdit::SetMessage { message, .. } => next.pairs[at].message.clone_from(message),
            PairingEdit::SetThrough { id, .. } => id.trim().clone_into(&mut next.pairs[at].through),
        }
        next.pairs.retain(|pair| !pair.message.is_empty() || !pair.through.is_empty());
        next
    }

    fn pair(&self, stage: Stage, tribe: Option<u32>) -> Option<&Pair> {
        self.pairs.iter().find(|pair| pair.stage == stage && pair.tribe == tribe)
    }

    /// What is said to the people of a stage in a tribe: what is written for both, else for the stage; empty: nothing.
    #[must_use]
    pub fn message(&self, stage: Stage, tribe: Option<u32>) -> &str {
        let own = self.own_message(stage, tribe);
        if own.trim().is_empty() { self.own_message(stage, None) } else { own }
    }

    /// What is written for just this place.
    #[must_use]
    pub fn own_message(&self, stage: Stage, tribe: Option<u32>) -> &str {
        self.pair(stage, tribe).map_or("", |pair| pair.message.as_str())
    }

    /// Through whom it goes, where that was decided.
    #[must_use]
    pub fn through(&self, stage: Stage, tribe: u32) -> Option<&str> {
        self.pair(stage, Some(tribe)).map(|pair| pair.through.as_str()).filter(|id| !id.is_empty())
    }

    /// Forgets the people of whom `is_gone` says so, and messages that name them.
    pub fn forget(&mut self, is_gone: impl Fn(&str) -> bool, names_them: impl Fn(&str) -> bool) {
        for pair in &mut self.pairs {
            if is_gone(&pair.through) {
                pair.through.clear();
            }
            if names_them(&pair.message) {
                pair.message.clear();
            }
        }
        self.pairs.retain(|pair| !pair.message.is_empty() || !pair.through.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(stage: Stage, tribe: Option<u32>, message: &str) -> PairingEdit {
        PairingEdit::SetMessage { stage, tribe, message: message.to_owned() }
    }

    #[test]
    fn a_tribe_says_its_own_or_what_the_stage_says() {
        let all = [
            say(Stage::Lost, None, "come back"),
            say(Stage::Lost, Some(4), "we miss you"),
            say(Stage::New, Some(1), "hi"),
        ];
        let pairing = all.iter().fold(Pairing::default(), |pairing, edit| pairing.edited(edit));
        assert_eq!(pairing.message(Stage::Lost, Some(4)), "we miss you");
        assert_eq!(pairing.message(Stage::Lost, Some(9)), "come back");
        assert_eq!((pairing.message(Stage::New, Some(9)), pairing.message(Stage::New, Some(1))), ("", "hi"));
        let back = pairing.edited(&say(Stage::Lost, Some(4), ""));
        assert_eq!((back.pairs.len(), back.message(Stage::Lost, Some(4))), (2, "come back"));
        assert!(all[0].is_typing() && !all[0].is_same_place(&all[1]));
        let text = serde_json::to_string(&pairing).unwrap();
        assert_eq!(serde_json::from_str::<Pairing>(&text).unwrap(), pairing);
    }

    #[test]
    fn somebody_named_by_hand_is_kept_and_forgotten() {
        let through = PairingEdit::SetThrough { stage: Stage::New, tribe: Some(1), id: " 7 ".into() };
        let pairing = Pairing::default().edited(&through).edited(&say(Stage::New, None, "Ask Ann"));
        assert_eq!((pairing.through(Stage::New, 1), pairing.through(Stage::New, 2)), (Some("7"), None));
        let mut gone = pairing;
        gone.forget(|id| id == "7", |text| text.contains("Ann"));
        assert_eq!(gone, Pairing::default());
    }
}
