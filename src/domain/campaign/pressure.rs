//! Who is treated by several campaigns at once, and what anybody has received so far; forbids nothing.

use super::board::{day, id_of_job};
use super::{Plan, PlanStatus, TaskState, Treatment};
use crate::domain::model::{People, Person};
use std::collections::BTreeMap;
use std::sync::Arc;

/// People of one campaign whom another treats as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The other plan.
    pub plan: u32,
    pub people: Vec<Person>,
}

/// Whom other approved or running campaigns of the same time treat as well; a campaign without dates is of any time.
#[must_use]
pub fn shared(plan: &Plan, treated: &[Person], plans: &[Arc<Plan>], people: &People) -> Vec<Shared> {
    let mut is_treated = vec![false; people.len()];
    for &person in treated {
        is_treated[person as usize] = true;
    }
    let is_live = |other: &&Arc<Plan>| {
        other.id != plan.id
            && matches!(other.status, PlanStatus::Approved | PlanStatus::Running)
            && overlap(plan, other)
    };
    let with = |other: &Arc<Plan>| {
        let beside = other.frozen.iter().flat_map(|cells| cells.beside.iter().flat_map(|(_, ids)| ids));
        let ids = other.frozen.iter().flat_map(|cells| &cells.treated).chain(beside);
        let people: Vec<Person> =
            ids.filter_map(|id| people.row(id)).filter(|&person| is_treated[person as usize]).collect();
        Shared { plan: other.id, people }
    };
    plans.iter().filter(is_live).map(with).filter(|shared| !shared.people.is_empty()).collect()
}

fn overlap(a: &Plan, b: &Plan) -> bool {
    let is_before = |x: &Plan, y: &Plan| match (day(&x.ends_on), day(&y.starts_on)) {
        (Some(end), Some(start)) => end < start,
        _ => false,
    };
    !is_before(a, b) && !is_before(b, a)
}

/// Something that somebody received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub plan: u32,
    pub treatment: Treatment,
    /// The day it was ticked off, `2026-11-21`.
    pub on: String,
}

/// What somebody has received from all campaigns, in the order of the plans: personal treatments that were ticked off.
#[must_use]
pub fn contacts(id: &str, plans: &[Arc<Plan>]) -> Vec<Contact> {
    plans.iter().flat_map(|plan| contacts_of(plan).filter(|(of, _)| *of == id).map(|(_, contact)| contact)).collect()
}

/// The same of everybody who has received anything, by id. O(ticks).
#[must_use]
pub fn all_contacts(plans: &[Arc<Plan>]) -> BTreeMap<&str, Vec<Contact>> {
    let mut all: BTreeMap<&str, Vec<Contact>> = BTreeMap::new();
    for (id, contact) in plans.iter().flat_map(|plan| contacts_of(plan)) {
        all.entry(id).or_default().push(contact);
    }
    all
}

fn contacts_of(plan: &Plan) -> impl Iterator<Item = (&str, Contact)> {
    let treatments = plan.treatments().into_owned();
    plan.marks.iter().filter(|mark| mark.state == TaskState::Done).filter_map(move |mark| {
        let treatment = treatments.iter().find(|treatment| treatment.id == mark.treatment)?.kind;
        Some((id_of_job(&mark.job)?, Contact { plan: plan.id, treatment, on: mark.on.clone() }))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{FrozenCells, PlanEdit, edit};
    use super::*;

    fn approved(id: u32, treated: &[&str], from: &str, to: &str) -> Arc<Plan> {
        let frozen =
            FrozenCells { treated: treated.iter().map(ToString::to_string).collect(), ..FrozenCells::default() };
        let edits = [
            PlanEdit::SetStartsOn(from.into()),
            PlanEdit::SetEndsOn(to.into()),
            PlanEdit::Approve(frozen),
            PlanEdit::MarkTasks {
                tasks: vec![(1, format!("#{}", treated[0]))],
                state: TaskState::Done,
                on: "2026-11-20".into(),
            },
        ];
        Arc::new(edits.iter().fold(Plan::new(id, "A"), |plan, e| edit(&plan, e).unwrap()))
    }

    #[test]
    fn who_is_in_two_campaigns_of_one_time_is_said() {
        let people = People::from_ids((0..6).map(|n| n.to_string()).collect());
        let plan = Plan { starts_on: "2026-11-10".into(), ends_on: "2026-11-30".into(), ..Plan::new(9, "B") };
        let plans = [
            approved(1, &["1", "2", "3"], "2026-11-20", "2026-12-10"),
            approved(2, &["1", "2"], "2026-12-01", "2026-12-10"),
            approved(3, &["5"], "2026-11-01", ""),
            Arc::new(Plan::new(4, "Draft")),
        ];
        let found = shared(&plan, &[2, 3, 4, 5], &plans, &people);
        assert_eq!(found, [Shared { plan: 1, people: vec![2, 3] }, Shared { plan: 3, people: vec![5] }]);
        let received = contacts("1", &plans);
        assert_eq!(received.iter().map(|contact| contact.plan).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((received[0].treatment, received[0].on.as_str()), (Treatment::ExecutiveCall, "2026-11-20"));
    }
}
