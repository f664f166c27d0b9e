//! What edits do to treatments, tasks and notes of a plan, and taking somebody out of all of them; asks nobody.

use super::board::{id_of_job, mark_mut};
use super::edit::money;
use super::{Plan, PlanEdit, PlanRefusal, PlanTreatment, Treatment};

/// Whether the edit only says what a treatment cost in the end, or who carries it out.
pub(super) fn is_only_bill(plan: &Plan, edit: &PlanEdit) -> bool {
    let PlanEdit::ChangeTreatment(new) = edit else { return false };
    plan.treatments().iter().any(|old| {
        let as_before = PlanTreatment { actual_cents: old.actual_cents, owner: old.owner.clone(), ..new.clone() };
        as_before == *old
    })
}

pub(super) fn edit_treatments(plan: &mut Plan, edit: &PlanEdit) -> Result<(), PlanRefusal> {
    let mut list = plan.treatments().into_owned();
    match edit {
        PlanEdit::AddTreatment(kind) => {
            let id = list.iter().map(|treatment| treatment.id).max().unwrap_or(0) + 1;
            list.push(PlanTreatment::usual(id, *kind));
        }
        PlanEdit::ChangeTreatment(new) => {
            money(new.cost_a_head_cents.min(new.fixed_cents).min(new.actual_cents.unwrap_or(0)))?;
            let old = list.iter_mut().find(|old| old.id == new.id).ok_or(PlanRefusal::NoSuchTreatment)?;
            *old = new.tidy();
        }
        PlanEdit::RemoveTreatment(id) => {
            if !list.iter().any(|treatment| treatment.id == *id) {
                return Err(PlanRefusal::NoSuchTreatment);
            }
            if list.len() == 1 {
                return Err(PlanRefusal::LastTreatment);
            }
            list.retain(|treatment| treatment.id != *id);
            plan.marks.retain(|mark| mark.treatment != *id);
        }
        _ => {}
    }
    plan.treatments = list;
    plan.settle_treatments();
    Ok(())
}

pub(super) fn set_treatment(plan: &mut Plan, kind: Treatment) {
    plan.treatment = kind;
    if let Some(first) = plan.treatments.first_mut() {
        let usual = PlanTreatment::usual(first.id, kind);
        let (touch_point, department) = (usual.touch_point, usual.department);
        *first = PlanTreatment { kind, touch_point, department, ..first.clone() };
    }
}

pub(super) fn set_cost(plan: &mut Plan, cents: i64) {
    plan.cost_a_head_cents = cents;
    if let Some(first) = plan.treatments.first_mut() {
        first.cost_a_head_cents = cents;
        plan.settle_treatments();
    }
}

pub(super) fn edit_tasks(plan: &mut Plan, edit: &PlanEdit) {
    match edit {
        PlanEdit::MarkTasks { tasks, state, on } => {
            for (treatment, job) in tasks {
                let mark = mark_mut(plan, *treatment, job);
                mark.state = *state;
                mark.on.clone_from(on);
            }
        }
        PlanEdit::NoteOutcome { treatment, job, text } => mark_mut(plan, *treatment, job).outcome.clone_from(text),
        _ => {}
    }
}

/// One note a day; an empty one is none.
pub(super) fn note_review(plan: &mut Plan, on: &str, text: &str) {
    plan.notes.retain(|note| note.on != on);
    if !text.trim().is_empty() {
        plan.notes.push(super::ReviewNote { on: on.to_owned(), text: text.to_owned() });
        plan.notes.sort_by(|a, b| a.on.cmp(&b.on));
    }
}

impl Plan {
    /// Whether the plan's lists name somebody; texts that a person wrote are not looked into.
    #[must_use]
    pub fn names(&self, is_who: &dyn Fn(&str) -> bool) -> bool {
        let audience = &self.audience;
        let lists = [audience.fixed.as_ref(), Some(&self.launch.audience)];
        let frozen = self.frozen.iter().flat_map(|cells| cells.treated.iter().chain(&cells.control));
        let jobs = self.marks.iter().filter_map(|mark| id_of_job(&mark.job));
        audience.people.iter().chain(&audience.excluded).chain(frozen).any(|id| is_who(id))
            || lists.into_iter().flatten().any(|ids| ids.0.iter().any(|id| is_who(id)))
            || jobs.into_iter().any(is_who)
            || self.names_in_groups(is_who)
            || self.earlier.iter().any(|old| old.plan.names(is_who))
    }

    /// Takes somebody out of the plan's lists, earlier versions too.
    pub fn forget(&mut self, is_who: &dyn Fn(&str) -> bool) {
        let audience = &mut self.audience;
        audience.people.retain(|id| !is_who(id));
        audience.excluded.retain(|id| !is_who(id));
        audience.fixed = audience.fixed.take().map(|ids| ids.without(is_who));
        self.launch.audience = self.launch.audience.without(is_who);
        if let Some(cells) = &mut self.frozen {
            cells.forget(self.seed, is_who);
        }
        self.forget_in_groups(is_who);
        self.marks.retain(|mark| !id_of_job(&mark.job).is_some_and(is_who));
        self.earlier.iter_mut().for_each(|old| old.plan.forget(is_who));
    }
}
