//! Campaign plans: what a planner decides, how a plan is edited, and who is in which cell; knows no window and no clock.

mod cells;
mod choice;
mod costs;
mod edit;
mod plan;
mod power;
mod readiness;

pub use cells::{
    Apart, Arm, ArmKind, CIRCLE, CellDesign, CellEdit, Cells, Deal, Difference, Ground, Trait, apart, balance,
    candidates, draw_cells, draw_cells_on, groups, share_of,
};
pub use choice::{Choice, ChoiceEdit, How};
pub use costs::{Costs, number_columns};
pub use edit::{PlanRefusal, duplicate, edit};
pub use plan::{Audience, FrozenCells, Goal, Plan, PlanEdit, PlanStatus, Treatment};
pub use power::{design_effect, people_needed, smallest_detectable_points};
pub use readiness::{ASSUMED_BASE_SHARE, PROVABLE_POINTS, ReadinessItem, readiness};
