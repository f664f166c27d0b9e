//! What counts as a person, as the market and as a tie; finds nothing itself.

use crate::domain::model::{Channel, TieKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Settings of how readily somebody is taken for no person: 0 is never.
pub const STRICTEST: u8 = 9;
/// The setting that a project begins with.
pub const USUAL_STRICTNESS: u8 = 5;
/// The most that a kind of tie may weigh.
pub const HEAVIEST: f32 = 2.0;

/// How the network is cleaned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cleaning {
    /// How readily somebody is taken for no person: 0 never, [`STRICTEST`] at a slight suspicion.
    pub strictness: u8,
    /// Ids of those who are people, whatever their contacts look like.
    pub persons: BTreeSet<String>,
    /// Ids of those who are none.
    pub not_persons: BTreeSet<String>,
    pub market: Market,
    pub weights: KindWeights,
    /// The kind of all ties of a file, by the import's number; the others go by the time of day.
    pub file_kinds: BTreeMap<u32, TieKind>,
    pub inference: Inference,
}

impl Default for Cleaning {
    fn default() -> Self {
        Cleaning {
            strictness: USUAL_STRICTNESS,
            persons: BTreeSet::new(),
            not_persons: BTreeSet::new(),
            market: Market::default(),
            weights: KindWeights::default(),
            file_kinds: BTreeMap::new(),
            inference: Inference::default(),
        }
    }
}

/// Who is in the market: only they count for reach and stand in rankings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Market {
    /// As the files' market column says; where it says nothing, whoever has a profile.
    #[default]
    AsFilesSay,
    Everyone,
    /// Whoever has a row in a people file.
    WithProfile,
    /// Whoever has one of these values in the column of this heading.
    Column {
        heading: String,
        values: BTreeSet<String>,
    },
}

/// What the kinds of ties weigh, each 0 to [`HEAVIEST`]; only what differs from the usual is kept. Only the proportions
/// matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KindWeights {
    pub by_channel: BTreeMap<Channel, f32>,
    pub by_kind: BTreeMap<TieKind, f32>,
    /// Contacts from Monday to Friday from the first of these hours up to the second are at work, the others private.
    pub work_hours: (u8, u8),
}

impl Default for KindWeights {
    fn default() -> Self {
        KindWeights { by_channel: BTreeMap::new(), by_kind: BTreeMap::new(), work_hours: (8, 18) }
    }
}

impl KindWeights {
    /// What a channel weighs when nobody said otherwise: one; a guess, half.
    #[must_use]
    pub fn usual(channel: Channel) -> f32 {
        if channel == Channel::Inferred { 0.5 } else { 1.0 }
    }

    #[must_use]
    pub fn of_channel(&self, channel: Channel) -> f32 {
        self.by_channel.get(&channel).map_or(Self::usual(channel), |&weight| sound(weight))
    }

    #[must_use]
    pub fn of_kind(&self, kind: TieKind) -> f32 {
        self.by_kind.get(&kind).map_or(1.0, |&weight| sound(weight))
    }
}

/// Ties guessed from what people buy at the same time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Inference {
    pub is_on: bool,
    /// Purchases of the same thing in one stretch of so many hours are one occasion; 24 is the same day.
    pub window_hours: u32,
    /// Joint occasions that a pair must have at least.
    pub fewest_occasions: u32,
    /// The share of false ties that is put up with among those kept.
    pub false_share: f64,
    /// Occasions with more people say nothing about pairs.
    pub most_people: u32,
}

impl Default for Inference {
    fn default() -> Self {
        Inference { is_on: false, window_hours: 24, fewest_occasions: 2, false_share: 0.05, most_people: 10 }
    }
}

/// One decision.
#[derive(Clone, Debug, PartialEq)]
pub enum CleaningEdit {
    SetStrictness(u8),
    /// A person, by id, whatever their contacts look like.
    IsPerson(String),
    /// No person, by id.
    IsNotPerson(String),
    /// What the contacts say holds again for this id.
    LeaveToContacts(String),
    SetMarket(Market),
    SetChannelWeight {
        channel: Channel,
        weight: f32,
    },
    SetKindWeight {
        kind: TieKind,
        weight: f32,
    },
    SetWorkHours(u8, u8),
    /// All ties of this import are of one kind; none: by the time of day.
    SetFileKind {
        import: u32,
        kind: Option<TieKind>,
    },
    SetInference(Inference),
}

impl Cleaning {
    /// The decisions after one more.
    #[must_use]
    pub fn edited(&self, edit: &CleaningEdit) -> Self {
        let mut next = self.clone();
        match edit {
            CleaningEdit::SetStrictness(strictness) => next.strictness = (*strictness).min(STRICTEST),
            CleaningEdit::IsPerson(id) => {
                next.not_persons.remove(id);
                next.persons.insert(id.clone());
            }
            CleaningEdit::IsNotPerson(id) => {
                next.persons.remove(id);
                next.not_persons.insert(id.clone());
            }
            CleaningEdit::LeaveToContacts(id) => {
                next.persons.remove(id);
                next.not_persons.remove(id);
            }
            CleaningEdit::SetMarket(market) => next.market = market.clone(),
            CleaningEdit::SetChannelWeight { channel, weight } => {
                let usual = KindWeights::usual(*channel);
                set(&mut next.weights.by_channel, *channel, *weight, usual);
            }
            CleaningEdit::SetKindWeight { kind, weight } => set(&mut next.weights.by_kind, *kind, *weight, 1.0),
            CleaningEdit::SetWorkHours(from, to) => next.weights.work_hours = ((*from).min(24), (*to).min(24)),
            CleaningEdit::SetFileKind { import, kind: Some(kind) } => {
                next.file_kinds.insert(*import, *kind);
            }
            CleaningEdit::SetFileKind { import, kind: None } => {
                next.file_kinds.remove(import);
            }
            CleaningEdit::SetInference(inference) => {
                next.inference = Inference {
                    window_hours: inference.window_hours.clamp(1, 24 * 7),
                    fewest_occasions: inference.fewest_occasions.clamp(2, 20),
                    false_share: inference.false_share.clamp(0.001, 0.5),
                    most_people: inference.most_people.clamp(2, 50),
                    ..*inference
                };
            }
        }
        next
    }
}

/// A weight that can be reckoned with.
fn sound(weight: f32) -> f32 {
    if weight.is_finite() { weight.clamp(0.0, HEAVIEST) } else { 1.0 }
}

fn set<K: Ord>(weights: &mut BTreeMap<K, f32>, key: K, weight: f32, usual: f32) {
    let weight = sound(weight);
    if weight == usual {
        weights.remove(&key);
    } else {
        weights.insert(key, weight);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_by_hand_replaces_the_opposite_one_and_can_be_taken_back() {
        let edited = |cleaning: Cleaning, edit: CleaningEdit| cleaning.edited(&edit);
        let shop = || "42".to_owned();
        let first = edited(Cleaning::default(), CleaningEdit::IsNotPerson(shop()));
        let second = edited(first.clone(), CleaningEdit::IsPerson(shop()));
        assert!(first.not_persons.contains("42") && second.not_persons.is_empty() && second.persons.contains("42"));
        assert_eq!(edited(second, CleaningEdit::LeaveToContacts(shop())), Cleaning::default());
    }

    #[test]
    fn weights_stay_within_bounds_and_the_usual_one_is_forgotten() {
        let call = |weight| CleaningEdit::SetChannelWeight { channel: Channel::Call, weight };
        let heavy = Cleaning::default().edited(&call(7.0));
        assert_eq!(heavy.weights.of_channel(Channel::Call), HEAVIEST);
        assert_eq!(heavy.edited(&call(1.0)), Cleaning::default());
        assert_eq!(Cleaning::default().edited(&call(f32::NAN)), Cleaning::default());
        assert_eq!(KindWeights::default().of_channel(Channel::Inferred), 0.5);
    }

    #[test]
    fn what_an_older_program_kept_reads_as_the_usual() {
        assert_eq!(serde_json::from_str::<Cleaning>("{}").unwrap(), Cleaning::default());
        let text = serde_json::to_string(
            &Cleaning::default().edited(&CleaningEdit::SetFileKind { import: 3, kind: Some(TieKind::Family) }),
        );
        let back: Cleaning = serde_json::from_str(&text.unwrap()).unwrap();
        assert_eq!(back.file_kinds[&3], TieKind::Family);
    }
}
