//! Campaign plans: what a planner decides, how a plan is edited, and who is in which cell; knows no window and no clock.

mod cells;
mod edit;
mod plan;
mod power;
mod readiness;

pub use cells::{Cells, draw_cells};
pub use edit::{PlanRefusal, duplicate, edit};
pub use plan::{Audience, FrozenCells, Goal, Plan, PlanEdit, PlanStatus, Treatment};
pub use power::smallest_detectable_points;
pub use readiness::{ASSUMED_BASE_SHARE, PROVABLE_POINTS, ReadinessItem, readiness};
