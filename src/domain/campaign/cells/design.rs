//! How a plan divides the people it chose into groups that can be compared, as a value with its edits; draws nobody.

use crate::domain::campaign::How;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What chance deals out when some of the chosen are kept for comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deal {
    /// Each person by themselves.
    #[default]
    Person,
    /// Each person by themselves, the same share of every tribe.
    WithinTribes,
    /// People who are close to each other together, with the contacts closest to them.
    Circles,
}

impl Deal {
    pub const ALL: [Deal; 3] = [Deal::Person, Deal::WithinTribes, Deal::Circles];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Deal::Person => "person",
            Deal::WithinTribes => "tribes",
            Deal::Circles => "circles",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Deal> {
        Deal::ALL.into_iter().find(|deal| deal.word() == word.trim())
    }
}

/// The groups of a plan beside treated and left alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CellDesign {
    pub deal: Deal,
    /// Further groups of the same size and treatment, chosen in another way each; never [`How::BestSpread`] nor
    /// [`How::ByHand`].
    pub beside: BTreeSet<How>,
    /// Reasons to pass it on, one for each part of the treated people; fewer than two: all get the same.
    pub motivations: Vec<String>,
    /// Share of people who would do it without any campaign, in per cent; 0.1 to 99.
    pub base_percent: f32,
    /// How alike people of one circle act, in per cent (100 times the intra-class correlation); 0 to 100.
    pub alike_percent: f32,
}

impl Default for CellDesign {
    fn default() -> Self {
        CellDesign {
            deal: Deal::default(),
            beside: BTreeSet::new(),
            motivations: Vec::new(),
            base_percent: 10.0,
            alike_percent: 5.0,
        }
    }
}

/// One edit of the groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellEdit {
    SetDeal(Deal),
    SetBeside { how: How, is_in: bool },
    SetMotivations(Vec<String>),
    SetBasePercent(f32),
    SetAlikePercent(f32),
}

impl CellDesign {
    /// As many reasons as can be told apart in one plan.
    pub const MOST_MOTIVATIONS: usize = 4;
    /// The ways that a further group may be chosen in.
    pub const BESIDE: [How; 3] = [How::TopScored, How::MostConnected, How::Random];

    /// The design after one edit; figures are brought into their range.
    #[must_use]
    pub fn edited(&self, edit: &CellEdit) -> CellDesign {
        let mut next = self.clone();
        match edit {
            CellEdit::SetDeal(deal) => next.deal = *deal,
            CellEdit::SetBeside { how, is_in: true } if Self::BESIDE.contains(how) => drop(next.beside.insert(*how)),
            CellEdit::SetBeside { how, .. } => drop(next.beside.remove(how)),
            CellEdit::SetMotivations(reasons) => {
                next.motivations = reasons.iter().take(Self::MOST_MOTIVATIONS).cloned().collect();
            }
            CellEdit::SetBasePercent(percent) if percent.is_finite() => next.base_percent = percent.clamp(0.1, 99.0),
            CellEdit::SetAlikePercent(percent) if percent.is_finite() => next.alike_percent = percent.clamp(0.0, 100.0),
            CellEdit::SetBasePercent(_) | CellEdit::SetAlikePercent(_) => {}
        }
        next
    }

    /// The reasons as somebody who sees them wrote them anew, one after the other. One that was emptied, as it named somebody
    /// who is erased, keeps its place, the last one too, until another is written there or the place is taken out: the
    /// letters of groups go by places. Anything else that is empty is no reason.
    #[must_use]
    pub fn corrected<'a>(&self, written: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let mut reasons: Vec<String> = Vec::new();
        for reason in written.into_iter().map(str::trim) {
            if !reason.is_empty() || self.motivations.get(reasons.len()).is_some_and(String::is_empty) {
                reasons.push(reason.to_owned());
            }
        }
        // Where nothing is left of those that were there, nothing was left on purpose.
        if reasons.iter().all(String::is_empty) && reasons.len() < self.motivations.len() {
            reasons.clear();
        }
        reasons
    }

    /// Whether the treated people are divided by what moves them.
    #[must_use]
    pub fn is_pilot(&self) -> bool {
        self.motivations.len() >= 2
    }

    /// The further groups that differ from the way the plan itself chooses.
    pub fn ways_beside(&self, own: How) -> impl Iterator<Item = How> + '_ {
        self.beside.iter().copied().filter(move |how| *how != own && Self::BESIDE.contains(how))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reasons after somebody who sees these wrote them anew.
    fn after(now: &[&str], written: &str) -> Vec<String> {
        let set = |design: &CellDesign, reasons| design.edited(&CellEdit::SetMotivations(reasons));
        let design = set(&CellDesign::default(), now.iter().map(|&reason| reason.to_owned()).collect());
        set(&design, design.corrected(written.split(';'))).motivations
    }

    #[test]
    fn an_emptied_reason_keeps_its_place_when_another_is_corrected() {
        let now = ["", "save", "be frist"];
        assert_eq!(after(&now, "; save; be first"), ["", "save", "be first"]);
        assert_eq!(after(&now, "help a friend; save; be first"), ["help a friend", "save", "be first"]);
        assert_eq!(after(&["save", "", "be first"], "save; ; ; be first"), ["save", "", "be first"]);
        // The last one too, and all of them.
        assert_eq!(after(&["svae", ""], "save; "), ["save", ""]);
        assert_eq!(after(&["svae", "", ""], "save;;"), ["save", "", ""]);
        assert_eq!(after(&["", ""], ";"), ["", ""]);
        assert_eq!(after(&["", ""], "; save"), ["", "save"]);
    }

    #[test]
    fn a_place_that_is_taken_out_is_gone_and_a_sign_too_many_makes_no_reason() {
        let now = ["", "save", "be first"];
        assert_eq!(after(&now, "save; be first"), ["save", "be first"]);
        assert_eq!(after(&["save", ""], "save"), ["save"]);
        assert_eq!(after(&["save", "be first"], ";save;; be first;"), ["save", "be first"]);
        assert_eq!(after(&["save", ""], "save; be first;"), ["save", "be first"]);
        assert!(after(&now, " ; ").is_empty() && after(&now, "").is_empty() && after(&["save"], "").is_empty());
        assert!(after(&["", ""], "").is_empty());
    }

    #[test]
    fn edits_stay_in_their_range() {
        let all = [
            CellEdit::SetDeal(Deal::Circles),
            CellEdit::SetBeside { how: How::Random, is_in: true },
            CellEdit::SetBeside { how: How::BestSpread, is_in: true },
            CellEdit::SetMotivations(["a", "b", "c", "d", "e"].map(str::to_owned).to_vec()),
            CellEdit::SetBasePercent(0.0),
            CellEdit::SetAlikePercent(f32::NAN),
        ];
        let design = all.iter().fold(CellDesign::default(), |design, edit| design.edited(edit));
        assert_eq!((design.deal, design.base_percent, design.alike_percent), (Deal::Circles, 0.1, 5.0));
        assert_eq!((design.beside.len(), design.motivations.len(), design.is_pilot()), (1, 4, true));
        assert_eq!(design.ways_beside(How::Random).count(), 0);
        assert_eq!(Deal::ALL.map(|deal| Deal::from_word(deal.word())), Deal::ALL.map(Some));
        assert_eq!(serde_json::from_str::<CellDesign>("{}").unwrap(), CellDesign::default());
    }
}
