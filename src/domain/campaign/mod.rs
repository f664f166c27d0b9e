//! Campaign plans: what a planner decides, how a plan is edited, who is in which cell, what is to be done and what it
//! costs; knows no window and no clock.

mod at_stage;
mod audience;
mod board;
mod cells;
mod choice;
pub mod codes;
mod costs;
mod doing;
mod edit;
mod goals;
mod life;
mod money;
mod named;
mod panel;
mod plan;
mod power;
mod pressure;
mod readiness;
mod review;
mod round;
mod strategy;
mod templates;
mod treatments;
mod versions;

pub use at_stage::{StageChance, StageChances};
pub use audience::{Audience, Ids, SetColumn, Told, ids_of, launched_audience};
pub use board::{Board, Job, Task, TaskMark, TaskState, board, day, id_of_job, mark};
pub use cells::{
    Apart, Arm, ArmKind, CIRCLE, CellDesign, CellEdit, Cells, Deal, Difference, Ground, Trait, apart, balance,
    candidates, draw_cells, draw_cells_on, draw_cells_told, groups, share_of,
};
pub use choice::{Choice, ChoiceEdit, How};
pub use costs::{Costs, number_columns};
pub use edit::{PlanRefusal, edit};
pub use goals::{DataNeed, Metric};
pub use life::duplicate;
pub use money::{BesideMailing, MassMailing, Money, Spent, beside_mailing, money};
pub use panel::PanelBounds;
pub use plan::{FrozenCells, Goal, Launch, Plan, PlanEdit, PlanStatus, Treatment};
pub use power::{design_effect, people_needed, smallest_detectable_points};
pub use pressure::{Contact, Shared, all_contacts, contacts, shared};
pub use readiness::{Facts, PROVABLE_POINTS, ReadinessItem, readiness};
pub use review::{NextStep, Review, review};
pub use strategy::{Question, ReviewNote, Strategy};
pub use templates::{Template, TemplateTexts};
pub use treatments::{Department, Paper, PlanTreatment, TouchPoint, receivers};
pub use versions::{PlanVersion, edits_between};
