//! What a person decided about single people over the figures, and what they noted; ranks nobody itself.

use crate::domain::model::{Call, People, Person};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One decision and why it was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    pub call: Call,
    /// In the decider's words; may be empty.
    #[serde(default)]
    pub reason: String,
}

/// Everything decided about single people, by id: it outlasts scoring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judgement {
    pub opinions: BTreeMap<String, Opinion>,
    /// What somebody is to others that no contact shows ("assistant to the director").
    pub notes: BTreeMap<String, String>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JudgementEdit {
    Decide {
        id: String,
        opinion: Opinion,
    },
    /// The figures stand again.
    Undecide(String),
    /// An empty note is none.
    Note {
        id: String,
        note: String,
    },
}

impl Judgement {
    /// The decisions after one more.
    #[must_use]
    pub fn edited(&self, edit: &JudgementEdit) -> Self {
        let mut next = self.clone();
        match edit {
            JudgementEdit::Decide { id, opinion } => {
                next.opinions.insert(id.clone(), opinion.clone());
            }
            JudgementEdit::Undecide(id) => {
                next.opinions.remove(id);
            }
            JudgementEdit::Note { id, note } if note.trim().is_empty() => {
                next.notes.remove(id);
            }
            JudgementEdit::Note { id, note } => {
                next.notes.insert(id.clone(), note.trim().to_owned());
            }
        }
        next
    }

    /// The decisions about people who are here, by row; of several about one person see [`People::kept`].
    /// O(decisions · log).
    #[must_use]
    pub fn calls(&self, people: &People) -> Vec<(Person, Call)> {
        people.by_person(&self.opinions).into_iter().map(|(person, opinion)| (person, opinion.call)).collect()
    }

    /// Forgets everything about people of whom `is_gone` says so, and what was written about others in words that name
    /// them.
    pub fn forget(&mut self, is_gone: impl Fn(&str) -> bool, names_them: impl Fn(&str) -> bool) {
        self.opinions.retain(|id, _| !is_gone(id));
        self.notes.retain(|id, note| !is_gone(id) && !names_them(note));
        for opinion in self.opinions.values_mut().filter(|opinion| names_them(&opinion.reason)) {
            opinion.reason.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_decision_stands_and_can_be_taken_back() {
        let decide = |id: &str, call| JudgementEdit::Decide {
            id: id.into(),
            opinion: Opinion { call, reason: "met her".into() },
        };
        let first = Judgement::default().edited(&decide("7", Call::Pin)).edited(&decide("gone", Call::Exclude));
        let second = first.edited(&decide("7", Call::Promote));
        let people = People::from_ids(["5", "7"].map(str::to_owned).to_vec());
        assert_eq!((first.calls(&people), second.calls(&people)), (vec![(1, Call::Pin)], vec![(1, Call::Promote)]));
        let back = second.edited(&JudgementEdit::Undecide("7".into())).edited(&JudgementEdit::Undecide("gone".into()));
        assert_eq!(back, Judgement::default());
        let note = |note: &str| JudgementEdit::Note { id: "7".into(), note: note.into() };
        assert_eq!(back.edited(&note(" runs the shop ")).notes["7"], "runs the shop");
        assert_eq!(back.edited(&note("x")).edited(&note(" ")), Judgement::default());
    }

    #[test]
    fn two_ids_of_one_person_are_one_decision() {
        let opinion = |call| Opinion { call, reason: String::new() };
        let mut judgement = Judgement::default();
        judgement.opinions.insert("a".into(), opinion(Call::Pin));
        judgement.opinions.insert("b".into(), opinion(Call::Exclude));
        let people = People::with_same(vec!["a".into(), "b".into()], &[vec!["b".into(), "a".into()]]);
        assert_eq!(judgement.calls(&people), [(0, Call::Exclude)], "what is said of the id that stands for all");
        judgement.opinions.get_mut("b").unwrap().reason = "friend of Ann".into();
        judgement.notes.insert("b".into(), "sits beside Ann".into());
        judgement.forget(|id| id == "a", |text| text.contains("Ann"));
        assert!(judgement.opinions["b"].reason.is_empty() && judgement.notes.is_empty());
        assert_eq!(judgement.calls(&people), [(0, Call::Exclude)]);
    }
}
