//! How people's stances are told: by hand, from a column of scores or words, from complaints; tells nobody's stance itself.

use crate::domain::model::Stance;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A column of the customers' list that says what they think of the company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StanceColumn {
    pub heading: String,
    /// Scores up to this mean offside.
    pub offside_to: f64,
    /// Scores from this on mean onside; those between are neutral.
    pub onside_from: f64,
    /// What values that are no numbers mean, as they are written; a word that is not here says nothing.
    pub words: BTreeMap<String, Stance>,
}

/// A stance set by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StanceByHand {
    pub stance: Stance,
    pub reason: String,
    /// When, as the shell's clock said: `2026-11-21 10:30`.
    pub when: String,
}

/// Everything decided about stances. By hand wins over the column, the column over complaints, those
/// over the tone of what was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stances {
    pub column: Option<StanceColumn>,
    /// By customer id.
    pub by_hand: BTreeMap<String, StanceByHand>,
    /// Who complained within so many days of the last day of the files is offside; 0: complaints say nothing. A
    /// quarter: for so long most people go on telling it.
    pub complaint_days: u32,
    /// Whether the tone of notes and complaints tells the stance of those of whom nothing else does. No stance
    /// is guessed unasked.
    pub is_by_tone: bool,
}

impl Default for Stances {
    fn default() -> Self {
        Stances { column: None, by_hand: BTreeMap::new(), complaint_days: 90, is_by_tone: false }
    }
}

/// One decision.
#[derive(Clone, Debug, PartialEq)]
pub enum StancesEdit {
    SetColumn(Option<StanceColumn>),
    SetComplaintDays(u32),
    SetByTone(bool),
    /// Somebody's stance; none: what the files say holds again.
    SetByHand {
        id: String,
        stance: Option<Stance>,
        reason: String,
        when: String,
    },
}

impl Stances {
    /// The decisions after one more.
    #[must_use]
    pub fn edited(&self, edit: &StancesEdit) -> Self {
        let mut next = self.clone();
        match edit {
            StancesEdit::SetColumn(column) => next.column = column.clone().map(sound),
            StancesEdit::SetComplaintDays(days) => next.complaint_days = (*days).min(3_650),
            StancesEdit::SetByTone(is_on) => next.is_by_tone = *is_on,
            StancesEdit::SetByHand { id, stance: Some(stance), reason, when } => {
                let set = StanceByHand { stance: *stance, reason: reason.clone(), when: when.clone() };
                next.by_hand.insert(id.clone(), set);
            }
            StancesEdit::SetByHand { id, stance: None, .. } => {
                next.by_hand.remove(id);
            }
        }
        next
    }

    /// Without what was set by hand for somebody, and without reasons that speak of them.
    #[must_use]
    pub fn without(&self, is_theirs: impl Fn(&str) -> bool, names: impl Fn(&str) -> bool) -> Self {
        let mut next = self.clone();
        next.by_hand.retain(|id, _| !is_theirs(id));
        next.by_hand.values_mut().filter(|set| names(&set.reason)).for_each(|set| set.reason.clear());
        next
    }
}

/// A column whose bounds can be reckoned with, the lower below the upper.
fn sound(column: StanceColumn) -> StanceColumn {
    let number = |x: f64, usual: f64| if x.is_finite() { x } else { usual };
    let (low, high) = (number(column.offside_to, 6.0), number(column.onside_from, 9.0));
    StanceColumn { offside_to: low.min(high), onside_from: high.max(low), ..column }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_let_go_and_forgotten() {
        let set =
            |stance| StancesEdit::SetByHand { id: "7".into(), stance, reason: "met Ann".into(), when: "now".into() };
        let first = Stances::default().edited(&set(Some(Stance::Offside)));
        assert_eq!(first.by_hand["7"].stance, Stance::Offside);
        assert_eq!(first.edited(&set(None)), Stances::default());
        assert_eq!(first.without(|id| id == "7", |_| false), Stances::default());
        assert_eq!(first.without(|_| false, |text| text.contains("Ann")).by_hand["7"].reason, "");
        assert_eq!(serde_json::from_str::<Stances>("{}").unwrap(), Stances::default());
        let column = StanceColumn { offside_to: 9.0, onside_from: 6.0, ..StanceColumn::default() };
        let column = Stances::default().edited(&StancesEdit::SetColumn(Some(column))).column.unwrap();
        assert_eq!((column.offside_to, column.onside_from), (6.0, 9.0));
    }
}
