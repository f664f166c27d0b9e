//! The life of a plan: approved, opened again, further on, copied; decides nothing else.

use super::{FrozenCells, Launch, Plan, PlanRefusal, PlanStatus, PlanTreatment};

/// A change of what was approved is a new version; the old one is kept.
pub(super) fn reopen(plan: &mut Plan) {
    if plan.frozen.is_some() {
        plan.keep_version();
    }
    (plan.status, plan.frozen) = (PlanStatus::Draft, None);
    plan.launch = Launch::default();
}

pub(super) fn approve(plan: &mut Plan, cells: &FrozenCells) -> Result<(), PlanRefusal> {
    if cells.treated.is_empty() {
        return Err(PlanRefusal::NobodyChosen);
    }
    plan.status = PlanStatus::Approved;
    plan.frozen = Some(cells.clone());
    Ok(())
}

/// Forward only, and never past approval without frozen cells.
pub(super) fn later_status(plan: &Plan, status: PlanStatus) -> Result<PlanStatus, PlanRefusal> {
    let step = |status| match status {
        PlanStatus::Draft => 0,
        PlanStatus::Approved => 1,
        PlanStatus::Running => 2,
        PlanStatus::Done => 3,
    };
    if step(status) < step(plan.status) {
        Err(PlanRefusal::Locked)
    } else if status != PlanStatus::Draft && plan.frozen.is_none() {
        Err(PlanRefusal::NobodyChosen)
    } else {
        Ok(status)
    }
}

/// A draft with the same decisions under a new number and name; its cells follow the scores again, and it has spent
/// nothing.
#[must_use]
pub fn duplicate(plan: &Plan, id: u32) -> Plan {
    let unpaid = |one: &PlanTreatment| PlanTreatment { actual_cents: None, ..one.clone() };
    Plan {
        treatments: plan.treatments.iter().map(unpaid).collect(),
        id,
        name: format!("{} (copy)", plan.name),
        status: PlanStatus::Draft,
        frozen: None,
        marks: Vec::new(),
        launch: Launch::default(),
        earlier: Vec::new(),
        notes: Vec::new(),
        ..plan.clone()
    }
}
