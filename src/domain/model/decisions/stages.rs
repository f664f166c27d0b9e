//! How people's stages are told: from a column, by rules, by hand; tells nobody's stage itself.

use crate::domain::model::Stage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From when on silence and purchases mean what; all are the planner's to change.
///
/// Somebody who buys at random moments is silent for more than three times their middle gap about once in eight gaps,
/// and for more than six times about once in sixty (a Poisson stream: 2^-3 and 2^-6): the first is worth a look, the
/// second is hardly chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageRules {
    /// New for so many days after the first purchase, or after the day since when they are a customer. A quarter: the
    /// time in which habits of a newcomer settle.
    pub new_days: u32,
    /// Loyal with purchases on at least so many days ...
    pub loyal_purchases: u32,
    /// ... who has been here for at least so many months.
    pub loyal_months: u32,
    /// At risk when silent for longer than so many times the own usual gap.
    pub at_risk_gaps: f32,
    /// Lost when silent for longer than so many times the own usual gap.
    pub lost_gaps: f32,
    /// The same for people who bought too seldom to have a usual gap, in days.
    pub at_risk_days: u32,
    pub lost_days: u32,
}

impl Default for StageRules {
    fn default() -> Self {
        StageRules {
            new_days: 90,
            loyal_purchases: 4,
            loyal_months: 12,
            at_risk_gaps: 3.0,
            lost_gaps: 6.0,
            at_risk_days: 90,
            lost_days: 365,
        }
    }
}

impl StageRules {
    /// The same within bounds that make sense: nobody is lost before being at risk.
    #[must_use]
    pub fn sound(self) -> Self {
        let gaps = |gaps: f32, usual: f32| if gaps.is_finite() { gaps.clamp(1.0, 50.0) } else { usual };
        let usual = StageRules::default();
        let at_risk_gaps = gaps(self.at_risk_gaps, usual.at_risk_gaps);
        let at_risk_days = self.at_risk_days.clamp(1, 3_650);
        StageRules {
            new_days: self.new_days.min(3_650),
            loyal_purchases: self.loyal_purchases.clamp(1, 1_000),
            loyal_months: self.loyal_months.min(240),
            at_risk_gaps,
            lost_gaps: gaps(self.lost_gaps, usual.lost_gaps).max(at_risk_gaps),
            at_risk_days,
            lost_days: self.lost_days.clamp(at_risk_days, 3_650),
        }
    }
}

/// A stage set by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageByHand {
    pub stage: Stage,
    pub reason: String,
}

/// One stage set or let go by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageChange {
    /// The customer's id.
    pub id: String,
    /// What held before; none: it was not known.
    pub from: Option<Stage>,
    /// None: what the files say holds again.
    pub to: Option<Stage>,
    /// When, as the shell's clock said: `2026-11-21 10:30`.
    pub when: String,
    pub reason: String,
}

/// Everything decided about stages. By hand wins over the column, the column over the rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stages {
    /// The heading of the customers' column that says the stage.
    pub column: Option<String>,
    /// What its values mean, as they are written; a value that is not here says nothing.
    pub values: BTreeMap<String, Stage>,
    pub rules: StageRules,
    /// By customer id.
    pub by_hand: BTreeMap<String, StageByHand>,
    /// Every change by hand, oldest first.
    pub log: Vec<StageChange>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq)]
pub enum StagesEdit {
    /// This column says the stage, and what its values mean; none: no column does.
    SetColumn {
        heading: Option<String>,
        values: BTreeMap<String, Stage>,
    },
    /// What one value of the column means; none: nothing.
    SetValue {
        value: String,
        stage: Option<Stage>,
    },
    SetRules(StageRules),
    /// Somebody's stage, going back included; none: what the files say holds again.
    SetByHand {
        id: String,
        stage: Option<Stage>,
        reason: String,
        when: String,
    },
}

impl Stages {
    /// The decisions after one more; `from` is what held before for the person of a change by hand.
    #[must_use]
    pub fn edited(&self, edit: &StagesEdit, from: Option<Stage>) -> Self {
        let mut next = self.clone();
        match edit {
            StagesEdit::SetColumn { heading, values } => {
                next.column.clone_from(heading);
                next.values = if heading.is_some() { values.clone() } else { BTreeMap::new() };
            }
            StagesEdit::SetValue { value, stage: Some(stage) } => {
                next.values.insert(value.clone(), *stage);
            }
            StagesEdit::SetValue { value, stage: None } => {
                next.values.remove(value);
            }
            StagesEdit::SetRules(rules) => next.rules = rules.sound(),
            StagesEdit::SetByHand { id, stage, reason, when } => {
                match stage {
                    Some(stage) => {
                        next.by_hand.insert(id.clone(), StageByHand { stage: *stage, reason: reason.clone() });
                    }
                    None => drop(next.by_hand.remove(id)),
                }
                let (id, when, reason) = (id.clone(), when.clone(), reason.clone());
                next.log.push(StageChange { id, from, to: *stage, when, reason });
            }
        }
        next
    }

    /// Without everything that was set by hand for somebody; `is_theirs` says of a text that it is their id, and
    /// `names` that a reason speaks of them.
    #[must_use]
    pub fn without(&self, is_theirs: impl Fn(&str) -> bool, names: impl Fn(&str) -> bool) -> Self {
        let mut next = self.clone();
        next.by_hand.retain(|id, _| !is_theirs(id));
        next.log.retain(|change| !is_theirs(&change.id));
        let reasons = next.by_hand.values_mut().map(|set| &mut set.reason);
        let reasons = reasons.chain(next.log.iter_mut().map(|change| &mut change.reason));
        reasons.filter(|reason| names(reason)).for_each(String::clear);
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Stage::{Active, Considering, Loyal};

    fn by_hand(stage: Option<Stage>) -> StagesEdit {
        StagesEdit::SetByHand {
            id: "7".into(),
            stage,
            reason: "she called Ann".into(),
            when: "2026-11-21 10:30".into(),
        }
    }

    #[test]
    fn changes_by_hand_are_logged_going_back_too_and_forgotten_with_the_person() {
        let first = Stages::default().edited(&by_hand(Some(Stage::Loyal)), Some(Stage::Active));
        let second = first.edited(&by_hand(Some(Stage::Considering)), Some(Stage::Loyal));
        let third = second.edited(&by_hand(None), Some(Stage::Considering));
        assert_eq!(second.by_hand["7"].stage, Stage::Considering);
        let told: Vec<_> = third.log.iter().map(|change| (change.from, change.to)).collect();
        assert_eq!(told, [(Some(Active), Some(Loyal)), (Some(Loyal), Some(Considering)), (Some(Considering), None)]);
        assert!(third.by_hand.is_empty());
        assert_eq!(third.without(|id| id == "7", |_| false), Stages::default());
        assert_eq!(second.without(|_| false, |text| text.contains("Ann")).by_hand["7"].reason, "");
    }

    #[test]
    fn rules_stay_in_order_and_an_older_file_reads_as_the_usual() {
        let rules = StageRules { at_risk_days: 400, lost_days: 30, lost_gaps: f32::NAN, ..StageRules::default() };
        let set = Stages::default().edited(&StagesEdit::SetRules(rules), None).rules;
        assert_eq!((set.at_risk_days, set.lost_days, set.lost_gaps), (400, 400, 6.0));
        assert_eq!(serde_json::from_str::<Stages>("{}").unwrap(), Stages::default());
    }
}
