//! Whom a plan treats: how they are chosen, what more money would do, which groups are compared, who says what to whom;
//! pushes edits, chooses nobody.

mod by_stage;
mod chart;
mod groups;
mod outlook;
mod situations;
mod table;
mod telephone;
mod who;
mod worth;

use super::intent::Intents;
use crate::domain::campaign::Plan;
use crate::project::Project;
use egui::Ui;

pub use by_stage::show as by_stage;
pub use outlook::show as outlook;
pub use who::show as who;

/// What this part of the screen remembers.
#[derive(Debug, Default)]
pub struct Choosing {
    /// The table of stages and tribes is open.
    is_table_open: bool,
    /// That of situations and stages is.
    is_situations_open: bool,
}

impl Choosing {
    /// Opens the table of what is said in which situation.
    pub fn open_situations(&mut self) {
        (self.is_table_open, self.is_situations_open) = (false, true);
    }
}

/// The tables over the map, while they are open.
pub fn tables(ui: &mut Ui, view: &mut Choosing, plan: &Plan, project: &Project, intents: &mut Intents) {
    table::window(ui, view, plan, project, intents);
    situations::window(ui, view, plan, project, intents);
}
