//! What was approved before, and what changed since, as the edits that lead from one plan to the other; words nothing.

use super::named::groups_between;
use super::{Audience, Plan, PlanEdit, PlanTreatment, Question, SetColumn};
use serde::{Deserialize, Serialize};

/// A plan as it was approved, before it was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanVersion {
    pub version: u32,
    /// Without earlier versions of its own.
    pub plan: Box<Plan>,
}

impl Plan {
    /// 1 for a plan that was never changed after approval.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.earlier.last().map_or(1, |last| last.version + 1)
    }

    /// Keeps the plan as it is as an earlier version.
    pub(super) fn keep_version(&mut self) {
        let plan = Plan { earlier: Vec::new(), notes: Vec::new(), marks: Vec::new(), ..self.clone() };
        self.earlier.push(PlanVersion { version: self.version(), plan: Box::new(plan) });
    }

    /// Every version with what it changed, oldest first; the last is the plan as it is.
    #[must_use]
    pub fn history(&self) -> Vec<(u32, Vec<PlanEdit>)> {
        let mut before: Option<&Plan> = None;
        let mut versions = Vec::new();
        let all = self.earlier.iter().map(|old| (old.version, &*old.plan)).chain([(self.version(), self)]);
        for (version, plan) in all {
            versions.push((version, before.map(|before| edits_between(before, plan)).unwrap_or_default()));
            before = Some(plan);
        }
        versions
    }
}

/// The edits that lead from one plan's decisions to another's; nothing of status, ticks, bills and notes.
#[must_use]
pub fn edits_between(before: &Plan, after: &Plan) -> Vec<PlanEdit> {
    let mut edits = Vec::new();
    macro_rules! changed {
        ($($field:ident => $edit:expr),* $(,)?) => {$(
            if before.$field != after.$field {
                edits.push($edit(after.$field.clone()));
            }
        )*};
    }
    changed! {
        name => PlanEdit::Rename,
        goal => PlanEdit::SetGoal,
    }
    audience(before, after, &mut edits);
    changed! {
        share_percent => PlanEdit::SetSharePercent,
        control_percent => PlanEdit::SetControlPercent,
        seed => PlanEdit::SetSeed,
    }
    treatments(before, after, &mut edits);
    changed! {
        budget_cents => PlanEdit::SetBudget,
        message => PlanEdit::SetMessage,
        offer => PlanEdit::SetOffer,
        owner => PlanEdit::SetOwner,
    }
    // A plan that moves to later days ends later before it starts later: no step has its end before its start.
    if !before.ends_on.is_empty() && after.starts_on > before.ends_on {
        changed! { ends_on => PlanEdit::SetEndsOn, starts_on => PlanEdit::SetStartsOn }
    } else {
        changed! { starts_on => PlanEdit::SetStartsOn, ends_on => PlanEdit::SetEndsOn }
    }
    changed! {
        days_off => PlanEdit::SetDaysOff,
        success_measure => PlanEdit::SetSuccessMeasure,
        horizon_days => PlanEdit::SetHorizon,
        mailing => PlanEdit::SetMailing,
    }
    let answer = |question| {
        let now = after.strategy.answer(question);
        (before.strategy.answer(question) != now).then(|| PlanEdit::Answer(question, now.to_owned()))
    };
    edits.extend(Question::ALL.into_iter().filter_map(answer));
    edits.extend(groups_between(before, after));
    edits
}

fn audience(before: &Plan, after: &Plan, edits: &mut Vec<PlanEdit>) {
    let (old, new) = (&before.audience, &after.audience);
    let rule = rule_between(old, new);
    // A fixed list takes no rule.
    let is_opened = old.fixed.is_some() && !rule.is_empty();
    edits.extend(is_opened.then_some(PlanEdit::LetAudienceLive));
    edits.extend(rule);
    let mut named = |list: Vec<String>, edit: fn(Vec<String>) -> PlanEdit| {
        if !list.is_empty() {
            edits.push(edit(list));
        }
    };
    named(new.people.difference(&old.people).cloned().collect(), PlanEdit::AddPeople);
    named(new.excluded.difference(&old.excluded).cloned().collect(), PlanEdit::ExcludePeople);
    let gone = |id: &&String| !new.people.contains(*id) && !new.excluded.contains(*id);
    named(old.people.union(&old.excluded).filter(gone).cloned().collect(), PlanEdit::RemovePeople);
    match &new.fixed {
        Some(fixed) if is_opened || old.fixed != new.fixed => edits.push(PlanEdit::FixAudience(fixed.clone())),
        None if old.fixed.is_some() && !is_opened => edits.push(PlanEdit::LetAudienceLive),
        _ => {}
    }
}

fn rule_between(old: &Audience, new: &Audience) -> Vec<PlanEdit> {
    let mut edits = Vec::new();
    let added: Vec<u32> = new.tribes.difference(&old.tribes).copied().collect();
    if !added.is_empty() {
        edits.push(PlanEdit::AddTribes(added));
    }
    edits.extend(old.tribes.difference(&new.tribes).map(|&tribe| PlanEdit::RemoveTribe(tribe)));
    edits.extend(old.stages.symmetric_difference(&new.stages).map(|&stage| PlanEdit::ToggleStage(stage)));
    edits.extend(old.stances.symmetric_difference(&new.stances).map(|&stance| PlanEdit::ToggleStance(stance)));
    let is_new = |column: &&SetColumn| !old.columns.contains(column);
    edits.extend(new.columns.iter().filter(is_new).cloned().map(PlanEdit::SetColumn));
    let is_gone = |column: &&SetColumn| !new.columns.iter().any(|other| other.heading == column.heading);
    let empty = |column: &SetColumn| SetColumn { heading: column.heading.clone(), ..SetColumn::default() };
    edits.extend(old.columns.iter().filter(is_gone).map(empty).map(PlanEdit::SetColumn));
    if old.top_percent.to_bits() != new.top_percent.to_bits() {
        edits.push(PlanEdit::SetTopPercent(new.top_percent));
    }
    edits
}

fn treatments(before: &Plan, after: &Plan, edits: &mut Vec<PlanEdit>) {
    let (old, new) = (before.treatments(), after.treatments());
    let of = |list: &[PlanTreatment], id: u32| list.iter().find(|treatment| treatment.id == id).cloned();
    for treatment in new.iter() {
        let was = of(&old, treatment.id).unwrap_or_else(|| {
            edits.push(PlanEdit::AddTreatment(treatment.kind));
            PlanTreatment::usual(treatment.id, treatment.kind)
        });
        let now = PlanTreatment { actual_cents: was.actual_cents, ..treatment.clone() };
        edits.extend((was != now).then_some(PlanEdit::ChangeTreatment(now)));
    }
    let gone = old.iter().filter(|treatment| of(&new, treatment.id).is_none());
    edits.extend(gone.map(|treatment| PlanEdit::RemoveTreatment(treatment.id)));
}

#[cfg(test)]
mod tests {
    use super::super::{FrozenCells, Goal, Treatment, edit};
    use super::*;
    use crate::domain::model::Stage;

    fn after(plan: &Plan, edits: &[PlanEdit]) -> Plan {
        edits.iter().fold(plan.clone(), |plan, e| edit(&plan, e).unwrap())
    }

    #[test]
    fn a_change_after_approval_is_a_new_version_that_says_what_changed() {
        let frozen = FrozenCells { treated: vec!["1".into()], ..FrozenCells::default() };
        let first = after(&Plan::new(1, "A"), &[PlanEdit::SetBudget(100), PlanEdit::Approve(frozen.clone())]);
        assert_eq!((first.version(), first.history().len()), (1, 1));
        let changes = [PlanEdit::SetBudget(900), PlanEdit::AddTribes(vec![7]), PlanEdit::ToggleStage(Stage::Lost)];
        let second = after(&after(&first, &[PlanEdit::Reopen]), &changes);
        assert_eq!((second.version(), second.earlier.len()), (2, 1));
        assert_eq!(second.earlier[0].plan.frozen, Some(frozen.clone()));
        let history = second.history();
        assert_eq!(history[0], (1, vec![]));
        assert_eq!(history[1].1, [changes[1].clone(), changes[2].clone(), changes[0].clone()]);
        let third = after(&second, &[PlanEdit::Approve(frozen), PlanEdit::Reopen]);
        assert_eq!((third.version(), third.earlier.iter().all(|v| v.plan.earlier.is_empty())), (3, true));
        // A draft that was never approved is no version.
        assert_eq!(after(&Plan::new(1, "A"), &[PlanEdit::Reopen]).version(), 1);
    }

    #[test]
    fn the_edits_between_two_plans_lead_from_one_to_the_other() {
        let first =
            after(&Plan::new(1, "A"), &[PlanEdit::AddTribes(vec![1, 2]), PlanEdit::AddPeople(vec!["x".into()])]);
        let second = after(
            &first,
            &[
                PlanEdit::SetGoal(Goal::Launch),
                PlanEdit::RemoveTribe(1),
                PlanEdit::ExcludePeople(vec!["x".into(), "y".into()]),
                PlanEdit::SetTopPercent(5.0),
                PlanEdit::AddTreatment(Treatment::Coupon),
                PlanEdit::SetHorizon(45),
                PlanEdit::SetOwner("Ada".into()),
            ],
        );
        assert_eq!(after(&first, &edits_between(&first, &second)), second);
        assert!(edits_between(&second, &second).is_empty());
    }

    #[test]
    fn no_step_between_two_plans_is_refused_and_bills_are_no_decision() {
        let days = |from: &str, to: &str| [PlanEdit::SetStartsOn(from.into()), PlanEdit::SetEndsOn(to.into())];
        let early = after(&Plan::new(1, "A"), &days("2026-01-01", "2026-02-01"));
        let fixed = [PlanEdit::AddTribes(vec![1]), PlanEdit::FixAudience(vec!["x".to_owned()].into())];
        let early = after(&early, &fixed);
        let coupon = PlanTreatment { a_day: 7, ..PlanTreatment::usual(2, Treatment::Coupon) };
        let mailing = crate::domain::campaign::MassMailing { n_waves: 9, ..early.mailing.clone() };
        let late = [
            PlanEdit::SetEndsOn("2026-08-01".into()),
            PlanEdit::SetStartsOn("2026-07-01".into()),
            PlanEdit::SetDaysOff(vec!["2026-07-14".into()]),
            PlanEdit::LetAudienceLive,
            PlanEdit::AddTribes(vec![2]),
            PlanEdit::FixAudience(vec!["y".to_owned()].into()),
            PlanEdit::AddTreatment(Treatment::Coupon),
            PlanEdit::ChangeTreatment(coupon.clone()),
            PlanEdit::SetMailing(mailing),
            PlanEdit::Answer(Question::NeverDo, "lie".into()),
        ];
        let late = after(&early, &late);
        assert_eq!(after(&early, &edits_between(&early, &late)), late);
        let back = after(&late, &edits_between(&late, &early));
        assert_eq!(
            (&back.starts_on, &back.audience, back.treatments()),
            (&early.starts_on, &early.audience, early.treatments())
        );
        let paid = after(&late, &[PlanEdit::ChangeTreatment(PlanTreatment { actual_cents: Some(9), ..coupon })]);
        assert_eq!(edits_between(&late, &paid), []);
    }
}
