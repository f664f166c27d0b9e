//! What a plan says to the people of each stage and tribe, and through whom, and what in which situation, as decided by
//! hand; finds nobody.

use crate::domain::model::{Situation, Stage};
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

/// What is said to the people of a situation at a stage, or at any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    pub situation: Situation,
    /// None: every stage that says nothing of its own.
    #[serde(default)]
    pub stage: Option<Stage>,
    pub message: String,
}

/// Everything decided by hand about who says what to whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pairing {
    /// By stage, then tribe.
    pub pairs: Vec<Pair>,
    /// By situation, then stage.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub occasions: Vec<Occasion>,
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
    /// What people of a situation are told; no stage: at every stage that says nothing of its own.
    SetForSituation {
        situation: Situation,
        stage: Option<Stage>,
        message: String,
    },
}

/// A place of one of the tables, and what of it: the message, who says it, or the message to a situation.
type Field = (u8, Option<Situation>, Option<Stage>, Option<u32>);

impl PairingEdit {
    /// Whether the edit comes letter by letter from a text field.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self, PairingEdit::SetMessage { .. } | PairingEdit::SetForSituation { .. })
    }

    /// Whether `other` goes on in the same place.
    #[must_use]
    pub fn is_same_place(&self, other: &PairingEdit) -> bool {
        self.field() == other.field()
    }

    fn field(&self) -> Field {
        match self {
            PairingEdit::SetMessage { stage, tribe, .. } => (0, None, Some(*stage), *tribe),
            PairingEdit::SetThrough { stage, tribe, .. } => (1, None, Some(*stage), *tribe),
            PairingEdit::SetForSituation { situation, stage, .. } => (2, Some(*situation), *stage, None),
        }
    }
}

impl Pairing {
    /// The tables after one edit. A place of which nothing is said is not kept.
    #[must_use]
    pub fn edited(&self, edit: &PairingEdit) -> Pairing {
        let mut next = self.clone();
        match edit {
            PairingEdit::SetMessage { stage, tribe, message } => {
                next.pair_mut(*stage, *tribe).message.clone_from(message);
            }
            PairingEdit::SetThrough { stage, tribe, id } => {
                id.trim().clone_into(&mut next.pair_mut(*stage, *tribe).through);
            }
            PairingEdit::SetForSituation { situation, stage, message } => {
                let place =
                    next.occasions.binary_search_by_key(&(*situation, *stage), |one| (one.situation, one.stage));
                let one = Occasion { situation: *situation, stage: *stage, message: message.clone() };
                match place {
                    Ok(at) => next.occasions[at] = one,
                    Err(at) => next.occasions.insert(at, one),
                }
            }
        }
        next.tidy();
        next
    }

    fn pair_mut(&mut self, stage: Stage, tribe: Option<u32>) -> &mut Pair {
        let at = self.pairs.binary_search_by_key(&(stage, tribe), |pair| (pair.stage, pair.tribe));
        let at = at.unwrap_or_else(|at| {
            self.pairs.insert(at, Pair { stage, tribe, message: String::new(), through: String::new() });
            at
        });
        &mut self.pairs[at]
    }

    fn tidy(&mut self) {
        self.pairs.retain(|pair| !pair.message.is_empty() || !pair.through.is_empty());
        self.occasions.retain(|one| !one.message.is_empty());
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

    /// What is said in a situation to people at a stage: what is written for both, else for the situation; empty: nothing.
    #[must_use]
    pub fn in_situation(&self, situation: Situation, stage: Option<Stage>) -> &str {
        let own = self.own_in_situation(situation, stage);
        if own.trim().is_empty() { self.own_in_situation(situation, None) } else { own }
    }

    /// What is written for just this situation and stage.
    #[must_use]
    pub fn own_in_situation(&self, situation: Situation, stage: Option<Stage>) -> &str {
        let one = self.occasions.iter().find(|one| one.situation == situation && one.stage == stage);
        one.map_or("", |one| one.message.as_str())
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
        self.occasions.retain(|one| !names_them(&one.message));
        self.tidy();
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
    fn a_situation_says_what_is_written_for_the_stage_or_for_all() {
        let say = |situation, stage, message: &str| PairingEdit::SetForSituation {
            situation,
            stage,
            message: message.to_owned(),
        };
        let all = [
            say(Situation::Complained, None, "sorry"),
            say(Situation::Complained, Some(Stage::Loyal), "sorry, after so long"),
            say(Situation::TopSpender, Some(Stage::New), "welcome"),
        ];
        let pairing = all.iter().fold(Pairing::default(), |pairing, edit| pairing.edited(edit));
        let said = |situation, stage| pairing.in_situation(situation, stage);
        assert_eq!(said(Situation::Complained, Some(Stage::Loyal)), "sorry, after so long");
        assert_eq!(
            (said(Situation::Complained, Some(Stage::New)), said(Situation::Complained, None)),
            ("sorry", "sorry")
        );
        assert_eq!((said(Situation::TopSpender, Some(Stage::Loyal)), said(Situation::Against, None)), ("", ""));
        assert!(all[0].is_typing() && all[0].is_same_place(&all[0]) && !all[0].is_same_place(&all[1]));
        let back = all.iter().fold(pairing.clone(), |pairing, edit| {
            let PairingEdit::SetForSituation { situation, stage, .. } = edit else { return pairing };
            pairing.edited(&say(*situation, *stage, ""))
        });
        assert_eq!(back, Pairing::default());
        let text = serde_json::to_string(&pairing).unwrap();
        assert_eq!(serde_json::from_str::<Pairing>(&text).unwrap(), pairing);
        assert!(!serde_json::to_string(&Pairing::default()).unwrap().contains("occasions"));
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
