//! People whom another campaign treats at the same time; pushes edits, draws nobody.

use crate::domain::campaign::{Plan, PlanEdit};
use crate::project::Project;
use crate::ui::theme;
use crate::ui::widgets::quiet;
use crate::ui::words::doing;
use egui::{RichText, Ui};

/// People whom another campaign treats at the same time.
pub fn shared(ui: &mut Ui, plan: &Plan, project: &Project, is_open: bool, edits: &mut Vec<PlanEdit>) {
    let (Some(work), Some(scored)) = (project.derived().work(plan.id), &project.derived().scored) else { return };
    for shared in &work.shared {
        let Some(other) = project.document().plan(shared.plan) else { continue };
        let text = RichText::new(doing::shared(shared.people.len(), &other.name)).color(theme::of(ui).care);
        ui.add(egui::Label::new(text).wrap());
        if is_open && quiet(ui, doing::leave_shared_out()).clicked() {
            let id = |&person: &u32| scored.people.ids[person as usize].clone();
            edits.push(PlanEdit::ExcludePeople(shared.people.iter().map(id).collect()));
        }
    }
}
