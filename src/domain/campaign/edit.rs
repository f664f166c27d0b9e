//! Every edit of a plan and what it does, or why the plan refuses; changes no plan in place.

use super::doing::{edit_tasks, edit_treatments, is_only_bill, note_review, set_cost, set_treatment};
use super::life::{approve, later_status, reopen};
use super::{ChoiceEdit, Plan, PlanEdit, PlanStatus};
use chrono::NaiveDate;

/// Why a plan does not take an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefusal {
    #[error("an approved plan is locked")]
    Locked,
    #[error("a plan needs a name")]
    NoName,
    #[error("that is not a date")]
    NotADate,
    #[error("the end lies before the start")]
    EndsBeforeStart,
    #[error("money cannot be negative")]
    NegativeMoney,
    #[error("nobody is in the cells yet")]
    NobodyChosen,
    #[error("that treatment is no longer there")]
    NoSuchTreatment,
    #[error("a plan needs a treatment")]
    LastTreatment,
    #[error("a fixed audience has no rule")]
    FixedAudience,
}

/// The plan as it is after the edit.
///
/// Once approved, a plan takes only a new owner, a later status, or [`PlanEdit::Reopen`]. Shares are brought into
/// their range (1 to 10 % influencers, 0 to 50 % control); a share that is no number changes nothing.
///
/// # Errors
/// [`PlanRefusal`] with the reason; the plan stays as it was.
pub fn edit(plan: &Plan, edit: &PlanEdit) -> Result<Plan, PlanRefusal> {
    let is_always_open = matches!(
        edit,
        PlanEdit::SetOwner(_)
            | PlanEdit::SetStatus(_)
            | PlanEdit::Reopen
            | PlanEdit::MarkTasks { .. }
            | PlanEdit::NoteOutcome { .. }
            | PlanEdit::NoteReview { .. }
            | PlanEdit::SetMailing(_)
            | PlanEdit::SetPanelBounds(_)
    ) || is_only_bill(plan, edit);
    if plan.status != PlanStatus::Draft && !is_always_open {
        return Err(PlanRefusal::Locked);
    }
    if plan.audience.fixed.is_some() && is_rule(edit) {
        return Err(PlanRefusal::FixedAudience);
    }
    let mut next = plan.clone();
    match edit {
        PlanEdit::AddTribes(_)
        | PlanEdit::RemoveTribe(_)
        | PlanEdit::AddPeople(_)
        | PlanEdit::AddChosen { .. }
        | PlanEdit::RemovePeople(_)
        | PlanEdit::ExcludePeople(_)
        | PlanEdit::ClearAudience
        | PlanEdit::ToggleStage(_)
        | PlanEdit::ToggleStance(_)
        | PlanEdit::SetTopPercent(_)
        | PlanEdit::SetColumn(_)
        | PlanEdit::FixAudience(_)
        | PlanEdit::LetAudienceLive => edit_audience(&mut next, edit),
        PlanEdit::AddTreatment(_) | PlanEdit::ChangeTreatment(_) | PlanEdit::RemoveTreatment(_) => {
            edit_treatments(&mut next, edit)?;
        }
        PlanEdit::MarkTasks { .. } | PlanEdit::NoteOutcome { .. } => edit_tasks(&mut next, edit),
        PlanEdit::Approve(cells) => approve(&mut next, cells)?,
        PlanEdit::Launch { cells, launch } => {
            approve(&mut next, cells)?;
            next.launch = launch.clone();
        }
        PlanEdit::Reopen => reopen(&mut next),
        PlanEdit::SetStatus(status) => next.status = later_status(plan, *status)?,
        _ => edit_field(&mut next, edit)?,
    }
    Ok(next)
}

/// Whether an edit changes the rule of an audience, which a fixed list does not follow.
fn is_rule(edit: &PlanEdit) -> bool {
    match edit {
        PlanEdit::AddTribes(tribes) | PlanEdit::AddChosen { tribes, .. } => !tribes.is_empty(),
        PlanEdit::RemoveTribe(_)
        | PlanEdit::ToggleStage(_)
        | PlanEdit::ToggleStance(_)
        | PlanEdit::SetTopPercent(_)
        | PlanEdit::SetColumn(_) => true,
        _ => false,
    }
}

fn edit_field(plan: &mut Plan, edit: &PlanEdit) -> Result<(), PlanRefusal> {
    match edit {
        PlanEdit::Rename(name) => plan.name = named(name)?,
        PlanEdit::SetGoal(goal) => plan.goal = *goal,
        PlanEdit::SetSharePercent(percent) => set_percent(&mut plan.share_percent, *percent, 1.0, 10.0),
        PlanEdit::SetControlPercent(percent) => set_percent(&mut plan.control_percent, *percent, 0.0, 50.0),
        PlanEdit::SetTreatment(treatment) => set_treatment(plan, *treatment),
        PlanEdit::SetMessage(text) => plan.message.clone_from(text),
        PlanEdit::SetOffer(text) => plan.offer.clone_from(text),
        PlanEdit::SetOwner(text) => plan.owner.clone_from(text),
        PlanEdit::SetSuccessMeasure(text) => plan.success_measure.clone_from(text),
        PlanEdit::SetStartsOn(day) => set_days(plan, day, &plan.ends_on.clone())?,
        PlanEdit::SetEndsOn(day) => set_days(plan, &plan.starts_on.clone(), day)?,
        PlanEdit::SetDaysOff(days) => plan.days_off = days_off(days)?,
        PlanEdit::SetCostAHead(cents) => set_cost(plan, money(*cents)?),
        PlanEdit::PickGoal { goal, success_measure } => {
            (plan.goal, plan.horizon_days) = (*goal, 0);
            plan.success_measure = success_measure.clone().unwrap_or_else(|| plan.success_measure.clone());
        }
        PlanEdit::SetHorizon(days) => plan.horizon_days = (*days).min(3_650),
        PlanEdit::SetMailing(mailing) => {
            money(mailing.cents_a_piece.min(mailing.fixed_cents))?;
            plan.mailing = mailing.clone();
        }
        PlanEdit::Answer(question, text) => plan.strategy.set(*question, text),
        PlanEdit::NoteReview { on, text } => note_review(plan, on, text),
        PlanEdit::SetBudget(cents) => plan.budget_cents = money(*cents)?,
        PlanEdit::SetPanelBounds(bounds) => plan.panel_bounds = bounds.filter(|bounds| bounds.is_sound()),
        PlanEdit::SetSeed(seed) => plan.seed = *seed,
        PlanEdit::Choose(ChoiceEdit::Spend { budget_cents, share_percent }) => {
            plan.budget_cents = money(*budget_cents)?;
            set_percent(&mut plan.share_percent, *share_percent, 1.0, 10.0);
        }
        PlanEdit::Choose(edit) => plan.choice = plan.choice.edited(edit),
        PlanEdit::Design(edit) => plan.cells = plan.cells.edited(edit),
        PlanEdit::Pair(edit) => plan.pairing = plan.pairing.edited(edit),
        _ => {}
    }
    Ok(())
}

/// A person named by hand is either wanted or taken out, never both; removing somebody forgets either.
fn edit_audience(plan: &mut Plan, edit: &PlanEdit) {
    let audience = &mut plan.audience;
    let named = |ids: &[String]| -> Vec<String> {
        ids.iter().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
    };
    match edit {
        PlanEdit::AddTribes(tribes) => audience.tribes.extend(tribes),
        PlanEdit::RemoveTribe(tribe) => drop(audience.tribes.remove(tribe)),
        PlanEdit::AddPeople(ids) | PlanEdit::AddChosen { people: ids, .. } => {
            if let PlanEdit::AddChosen { tribes, .. } = edit {
                audience.tribes.extend(tribes);
            }
            for id in named(ids) {
                audience.excluded.remove(&id);
                audience.people.insert(id);
            }
            add_to_fixed(plan, &named(ids));
        }
        PlanEdit::RemovePeople(ids) => {
            for id in named(ids) {
                audience.people.remove(&id);
                audience.excluded.remove(&id);
            }
        }
        PlanEdit::ExcludePeople(ids) => {
            for id in named(ids) {
                audience.people.remove(&id);
                audience.excluded.insert(id);
            }
        }
        PlanEdit::ToggleStage(stage) => toggle(&mut audience.stages, *stage),
        PlanEdit::ToggleStance(stance) => toggle(&mut audience.stances, *stance),
        PlanEdit::SetTopPercent(percent) => set_percent(&mut audience.top_percent, *percent, 0.0, 100.0),
        PlanEdit::SetColumn(column) => audience.set_column(column),
        PlanEdit::FixAudience(ids) => audience.fixed = Some(ids.clone()),
        PlanEdit::LetAudienceLive => audience.fixed = None,
        _ => *audience = super::Audience::default(),
    }
}

fn toggle<T: Ord>(set: &mut std::collections::BTreeSet<T>, item: T) {
    if let Some(there) = set.take(&item) {
        drop(there);
    } else {
        set.insert(item);
    }
}

/// What somebody adds by hand to a fixed list comes into it.
fn add_to_fixed(plan: &mut Plan, ids: &[String]) {
    if let Some(fixed) = &plan.audience.fixed {
        let known: std::collections::BTreeSet<&String> = fixed.0.iter().collect();
        let new = ids.iter().filter(|id| !known.contains(id)).cloned();
        plan.audience.fixed = Some(fixed.0.iter().cloned().chain(new).collect::<Vec<String>>().into());
    }
}

fn named(name: &str) -> Result<String, PlanRefusal> {
    if name.trim().is_empty() { Err(PlanRefusal::NoName) } else { Ok(name.to_owned()) }
}

pub(super) fn money(cents: i64) -> Result<i64, PlanRefusal> {
    if cents < 0 { Err(PlanRefusal::NegativeMoney) } else { Ok(cents) }
}

fn set_percent(field: &mut f32, percent: f32, low: f32, high: f32) {
    if !percent.is_nan() {
        *field = percent.clamp(low, high);
    }
}

/// `2026-11-21` as a calendar day; nothing where the field is empty.
///
/// # Errors
/// [`PlanRefusal::NotADate`], also for other spellings: they would not compare by letter.
fn day(text: &str) -> Result<Option<NaiveDate>, PlanRefusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| PlanRefusal::NotADate)?;
    if day.format("%Y-%m-%d").to_string() == text { Ok(Some(day)) } else { Err(PlanRefusal::NotADate) }
}

fn days_off(days: &[String]) -> Result<Vec<String>, PlanRefusal> {
    let mut days: Vec<NaiveDate> =
        days.iter().map(|text| day(text.trim())).filter_map(Result::transpose).collect::<Result<_, _>>()?;
    days.sort_unstable();
    days.dedup();
    Ok(days.into_iter().map(|day| day.to_string()).collect())
}

fn set_days(plan: &mut Plan, starts_on: &str, ends_on: &str) -> Result<(), PlanRefusal> {
    let (starts_on, ends_on) = (starts_on.trim(), ends_on.trim());
    if let (Some(start), Some(end)) = (day(starts_on)?, day(ends_on)?)
        && end < start
    {
        return Err(PlanRefusal::EndsBeforeStart);
    }
    starts_on.clone_into(&mut plan.starts_on);
    ends_on.clone_into(&mut plan.ends_on);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{FrozenCells, Goal, Treatment, duplicate};
    use super::*;

    fn after(plan: &Plan, edits: &[PlanEdit]) -> Plan {
        edits.iter().fold(plan.clone(), |plan, e| edit(&plan, e).unwrap())
    }

    fn frozen() -> FrozenCells {
        FrozenCells { treated: vec!["1".into()], control: vec!["2".into()], ..FrozenCells::default() }
    }

    fn text(s: &str) -> String {
        s.to_owned()
    }

    #[test]
    fn every_field_takes_its_edit() {
        let plan = after(
            &Plan::new(4, "Spring"),
            &[
                PlanEdit::Rename(text("Autumn")),
                PlanEdit::SetGoal(Goal::Launch),
                PlanEdit::SetTreatment(Treatment::Coupon),
                PlanEdit::SetMessage(text("hello")),
                PlanEdit::SetOffer(text("10 %")),
                PlanEdit::SetOwner(text("Ada")),
                PlanEdit::SetSuccessMeasure(text("visits")),
                PlanEdit::SetStartsOn(text("2026-11-21")),
                PlanEdit::SetEndsOn(text("2026-12-01")),
                PlanEdit::SetDaysOff(vec![text(" 2026-12-25"), text("2026-11-30 "), text(""), text("2026-12-25")]),
                PlanEdit::SetCostAHead(1),
                PlanEdit::SetBudget(2),
                PlanEdit::SetSeed(3),
                PlanEdit::SetSharePercent(5.0),
                PlanEdit::SetControlPercent(10.0),
            ],
        );
        assert_eq!((plan.name.as_str(), plan.goal, plan.treatment), ("Autumn", Goal::Launch, Treatment::Coupon));
        assert_eq!((plan.message.as_str(), plan.offer.as_str(), plan.owner.as_str()), ("hello", "10 %", "Ada"));
        assert_eq!((plan.starts_on.as_str(), plan.ends_on.as_str()), ("2026-11-21", "2026-12-01"));
        assert_eq!(plan.days_off, ["2026-11-30", "2026-12-25"]);
        assert_eq!((plan.cost_a_head_cents, plan.budget_cents, plan.seed), (1, 2, 3));
        assert_eq!((plan.share_percent, plan.control_percent), (5.0, 10.0));
        assert_eq!(plan.success_measure, "visits");
    }

    #[test]
    fn the_audience_gains_and_loses_tribes_and_people() {
        let ids = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let plan = after(
            &Plan::new(1, "A"),
            &[
                PlanEdit::AddTribes(vec![3, 4, 3]),
                PlanEdit::RemoveTribe(3),
                PlanEdit::AddPeople(ids(&["a", " b ", ""])),
                PlanEdit::ExcludePeople(ids(&["a", "c"])),
            ],
        );
        assert_eq!(plan.audience.tribes.iter().copied().collect::<Vec<_>>(), [4]);
        assert_eq!(plan.audience.people.iter().collect::<Vec<_>>(), ["b"]);
        assert_eq!(plan.audience.excluded.iter().collect::<Vec<_>>(), ["a", "c"]);
        let back = after(&plan, &[PlanEdit::AddPeople(ids(&["a"])), PlanEdit::RemovePeople(ids(&["b", "c"]))]);
        assert_eq!(back.audience.people.iter().collect::<Vec<_>>(), ["a"]);
        assert!(back.audience.excluded.is_empty());
        assert!(after(&back, &[PlanEdit::ClearAudience]).audience.is_everyone());
    }

    #[test]
    fn a_fixed_audience_takes_people_and_no_rule() {
        let ids = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let living = after(&Plan::new(1, "A"), &[PlanEdit::AddTribes(vec![3])]);
        let fixed = after(&living, &[PlanEdit::FixAudience(ids(&["a", "b"]).into())]);
        for rule in [
            PlanEdit::AddTribes(vec![4]),
            PlanEdit::RemoveTribe(3),
            PlanEdit::AddChosen { tribes: vec![4], people: ids(&["c"]) },
            PlanEdit::SetTopPercent(5.0),
        ] {
            assert_eq!(edit(&fixed, &rule), Err(PlanRefusal::FixedAudience), "nothing would come of it");
        }
        let wider = after(&fixed, &[PlanEdit::AddPeople(ids(&["b", " c ", ""]))]);
        assert_eq!(*wider.audience.fixed.as_ref().unwrap().0, ["a", "b", "c"]);
        after(&fixed, &[PlanEdit::LetAudienceLive, PlanEdit::AddTribes(vec![4])]);
        assert!(after(&fixed, &[PlanEdit::ClearAudience]).audience.is_everyone());
    }

    #[test]
    fn shares_stay_in_their_range() {
        let plan = Plan::new(1, "A");
        for (asked, share, control) in [(0.0, 1.0, 0.0), (99.0, 10.0, 50.0), (-3.0, 1.0, 0.0), (f32::NAN, 3.0, 20.0)] {
            let next = after(&plan, &[PlanEdit::SetSharePercent(asked), PlanEdit::SetControlPercent(asked)]);
            assert_eq!((next.share_percent, next.control_percent), (share, control), "{asked}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let plan = after(&Plan::new(1, "A"), &[PlanEdit::SetStartsOn(text("2026-11-21"))]);
        let refusal = |e| edit(&plan, &e).unwrap_err();
        assert_eq!(refusal(PlanEdit::Rename(text("  "))), PlanRefusal::NoName);
        for wrong in ["tomorrow", "2026-02-30", "2026-2-3", "21.11.2026", "2026-11-21x"] {
            assert_eq!(refusal(PlanEdit::SetEndsOn(text(wrong))), PlanRefusal::NotADate, "{wrong}");
        }
        assert_eq!(refusal(PlanEdit::SetDaysOff(vec![text("Christmas")])), PlanRefusal::NotADate);
        assert_eq!(refusal(PlanEdit::SetEndsOn(text("2026-11-20"))), PlanRefusal::EndsBeforeStart);
        assert_eq!(edit(&plan, &PlanEdit::SetEndsOn(text("2026-11-21"))).unwrap().ends_on, "2026-11-21");
        assert_eq!(edit(&plan, &PlanEdit::SetStartsOn(String::new())).unwrap().starts_on, "");
        assert_eq!(refusal(PlanEdit::SetBudget(-1)), PlanRefusal::NegativeMoney);
        assert_eq!(refusal(PlanEdit::SetCostAHead(-1)), PlanRefusal::NegativeMoney);
        assert_eq!(refusal(PlanEdit::Approve(FrozenCells::default())), PlanRefusal::NobodyChosen);
        assert_eq!(refusal(PlanEdit::SetStatus(PlanStatus::Running)), PlanRefusal::NobodyChosen);
    }

    #[test]
    fn an_approved_plan_moves_forward_or_is_reopened_and_takes_no_other_decision() {
        let approved = after(&Plan::new(1, "A"), &[PlanEdit::Approve(frozen())]);
        assert_eq!((approved.status, approved.frozen.clone()), (PlanStatus::Approved, Some(frozen())));
        for e in [
            PlanEdit::SetSharePercent(4.0),
            PlanEdit::ClearAudience,
            PlanEdit::SetSeed(9),
            PlanEdit::SetMessage(text("x")),
            PlanEdit::Approve(frozen()),
            PlanEdit::SetStatus(PlanStatus::Draft),
        ] {
            assert_eq!(edit(&approved, &e), Err(PlanRefusal::Locked), "{e:?}");
        }
        let running = after(&approved, &[PlanEdit::SetOwner(text("Ada")), PlanEdit::SetStatus(PlanStatus::Running)]);
        assert_eq!((running.owner.as_str(), running.status), ("Ada", PlanStatus::Running));
        assert_eq!(edit(&running, &PlanEdit::SetStatus(PlanStatus::Approved)), Err(PlanRefusal::Locked));
        let again = after(&running, &[PlanEdit::Reopen, PlanEdit::SetSeed(9)]);
        assert_eq!((again.status, again.frozen, again.seed), (PlanStatus::Draft, None, 9));
    }

    #[test]
    fn a_copy_is_a_draft_of_its_own() {
        let approved = after(&Plan::new(1, "A"), &[PlanEdit::SetOffer(text("x")), PlanEdit::Approve(frozen())]);
        let paid = super::super::PlanTreatment { actual_cents: Some(5), ..approved.treatments()[0].clone() };
        let copy = duplicate(&after(&approved, &[PlanEdit::ChangeTreatment(paid)]), 7);
        assert_eq!(copy.treatments()[0].actual_cents, None, "a copy has spent nothing");
        assert_eq!((copy.id, copy.name.as_str(), copy.status, copy.frozen), (7, "A (copy)", PlanStatus::Draft, None));
        assert_eq!(copy.offer, "x");
    }
}
