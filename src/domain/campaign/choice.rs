//! How a plan chooses whom to treat, as a value with its edits; chooses nobody.

use super::at_stage::{StageChance, StageChances};
use crate::domain::model::Stage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The way in which the people to treat are chosen among the audience.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// By rank of influence.
    #[default]
    TopScored,
    /// Those who together bring word to the most people of the audience.
    BestSpread,
    /// By number of contacts.
    MostConnected,
    /// Drawn by chance, from each tribe in proportion to its size.
    Random,
    /// The people named.
    ByHand,
}

impl How {
    pub const ALL: [How; 5] = [How::BestSpread, How::TopScored, How::MostConnected, How::Random, How::ByHand];

    /// The word on the command line and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            How::TopScored => "top-scored",
            How::BestSpread => "best-spread",
            How::MostConnected => "most-connected",
            How::Random => "random",
            How::ByHand => "by-hand",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<How> {
        How::ALL.into_iter().find(|how| how.word() == word.trim())
    }
}

/// Whom a plan treats, and what reaching people is worth to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    pub how: How,
    /// At most so many of one tribe; 0: no limit.
    pub per_tribe: u32,
    /// Customer ids, for [`How::ByHand`].
    pub by_hand: BTreeSet<String>,
    /// Also people of the market outside the audience may be treated, if they sway it.
    pub is_from_anywhere: bool,
    /// The column of the customers' list that says what treating each person costs; empty, or no number there: what
    /// the plan pays a head.
    pub cost_column: String,
    /// What one person won is worth, in cents; 0: what a customer of the audience brings on average.
    pub value_cents: i64,
    /// How many people the campaign shall win beyond those who would come anyway; 0: not said.
    pub goal_people: u32,
    /// How people at some stages differ from the usual, where somebody said so.
    pub by_stage: StageChances,
    /// How people who have nothing to do with the topic that influence is asked for differ from the usual.
    pub off_topic: StageChance,
}

/// One edit of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceEdit {
    SetHow(How),
    SetPerTribe(u32),
    AddByHand(Vec<String>),
    RemoveByHand(Vec<String>),
    SetFromAnywhere(bool),
    SetCostColumn(String),
    SetValue(i64),
    SetGoalPeople(u32),
    SetStageChance {
        stage: Stage,
        chance: StageChance,
    },
    SetOffTopic(StageChance),
    /// Treat as many people as this budget and this share of the audience allow; the plan takes both.
    Spend {
        budget_cents: i64,
        share_percent: f32,
    },
}

impl Choice {
    /// The choice after one edit. Money below nothing is nothing.
    #[must_use]
    pub fn edited(&self, edit: &ChoiceEdit) -> Choice {
        let mut next = self.clone();
        match edit {
            ChoiceEdit::SetHow(how) => next.how = *how,
            ChoiceEdit::SetPerTribe(n) => next.per_tribe = *n,
            ChoiceEdit::AddByHand(ids) => {
                let named = ids.iter().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
                next.by_hand.extend(named);
                next.how = How::ByHand;
            }
            ChoiceEdit::RemoveByHand(ids) => next.by_hand.retain(|id| !ids.contains(id)),
            ChoiceEdit::SetFromAnywhere(is_so) => next.is_from_anywhere = *is_so,
            ChoiceEdit::SetCostColumn(heading) => heading.trim().clone_into(&mut next.cost_column),
            ChoiceEdit::SetValue(cents) => next.value_cents = (*cents).max(0),
            ChoiceEdit::SetGoalPeople(n) => next.goal_people = *n,
            ChoiceEdit::SetStageChance { stage, chance } if chance.is_open() => drop(next.by_stage.remove(stage)),
            ChoiceEdit::SetStageChance { stage, chance } => drop(next.by_stage.insert(*stage, chance.in_range())),
            ChoiceEdit::SetOffTopic(chance) => next.off_topic = chance.in_range(),
            ChoiceEdit::Spend { .. } => {}
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_and_naming_somebody_chooses_by_hand() {
        for how in How::ALL {
            assert_eq!(How::from_word(how.word()), Some(how));
        }
        let ids = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let named = Choice::default().edited(&ChoiceEdit::AddByHand(ids(&[" 7", "", "9"])));
        assert_eq!((named.how, named.by_hand.len()), (How::ByHand, 2));
        assert_eq!(named.edited(&ChoiceEdit::RemoveByHand(ids(&["7"]))).by_hand.first().unwrap(), "9");
        assert_eq!(Choice::default().edited(&ChoiceEdit::SetValue(-5)).value_cents, 0);
    }

    #[test]
    fn what_is_said_of_a_stage_is_kept_within_reason_and_can_be_left_open_again() {
        let set = |percent| StageChance { takes_up_percent: percent, ..StageChance::default() };
        let edit = |percent| ChoiceEdit::SetStageChance { stage: Stage::AtRisk, chance: set(percent) };
        let said = Choice::default().edited(&edit(Some(9_000)));
        assert_eq!(said.by_stage[&Stage::AtRisk], set(Some(500)));
        let text = serde_json::to_string(&said).unwrap();
        assert_eq!(serde_json::from_str::<Choice>(&text).unwrap(), said);
        assert_eq!(said.edited(&edit(None)), Choice::default());
    }

    #[test]
    fn plans_of_older_programs_choose_by_score() {
        assert_eq!(serde_json::from_str::<Choice>("{}").unwrap(), Choice::default());
        assert_eq!(Choice::default().how, How::TopScored);
    }
}
