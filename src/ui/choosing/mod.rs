//! Whom a plan treats: how they are chosen, what more money would do, which groups are compared, who says what to whom;
//! pushes edits, chooses nobody.

mod chart;
mod groups;
mod table;
mod telephone;
mod who;
mod worth;

pub use groups::show as groups;
pub use table::{button as table_button, window as table};
pub use telephone::show as telephone;
pub use who::show as who;
pub use worth::show as worth;

/// What this part of the screen remembers.
#[derive(Debug, Default)]
pub struct Choosing {
    /// The table of stages and tribes is open.
    is_table_open: bool,
}
