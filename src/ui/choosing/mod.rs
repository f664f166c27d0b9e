//! Whom a plan treats: how they are chosen, what more money would do, which groups are compared, who says what to whom;
//! pushes edits, chooses nobody.

mod by_stage;
mod chart;
mod groups;
mod outlook;
mod table;
mod telephone;
mod who;
mod worth;

pub use by_stage::show as by_stage;
pub use outlook::show as outlook;
pub use table::window as table;
pub use who::show as who;

/// What this part of the screen remembers.
#[derive(Debug, Default)]
pub struct Choosing {
    /// The table of stages and tribes is open.
    is_table_open: bool,
}
