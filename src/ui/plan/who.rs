//! Whom a plan treats, and who is kept to compare; pushes edits, draws nobody.

use super::{Place, PlanView};
use crate::domain::campaign::{ASSUMED_BASE_SHARE, Cells, Plan, PlanEdit, smallest_detectable_points};
use crate::project::Project;
use crate::ui::widgets::{self, caption, percent_slider, plain, quiet};
use crate::ui::words::{doing, plan as say};
use crate::ui::{Scene, theme};
use egui::{RichText, Ui};

pub fn show(
    ui: &mut Ui,
    view: &mut PlanView,
    plan: &Plan,
    cells: &Cells,
    scene: &mut Scene<'_>,
    edits: &mut Vec<PlanEdit>,
) {
    view.is_here(ui, Place::Who);
    widgets::section(ui, say::WHO);
    let (_, settled) = percent_slider(ui, say::SHARE, plan.share_percent, 1.0..=10.0, 0.5);
    edits.extend(settled.map(PlanEdit::SetSharePercent));
    let (_, settled) = percent_slider(ui, say::CONTROL, plan.control_percent, 0.0..=50.0, 5.0);
    edits.extend(settled.map(PlanEdit::SetControlPercent));
    ui.label(say::cells(cells.treated.len(), cells.control.len()));
    ui.horizontal(|ui| {
        if !cells.treated.is_empty() && plain(ui, say::SHOW_THEM, true).clicked() {
            scene.selection.clear();
            scene.selection.people.extend(cells.treated.iter().chain(&cells.control));
        }
        if plan.control_percent > 0.0 && widgets::quiet(ui, say::DRAW_AGAIN).clicked() {
            edits.push(PlanEdit::SetSeed(plan.seed.wrapping_add(1)));
        }
    });
    if !cells.control.is_empty() {
        let points = smallest_detectable_points(cells.treated.len(), cells.control.len(), ASSUMED_BASE_SHARE);
        caption(ui, say::power(points, cells.treated.len()));
    }
}

/// People whom another campaign treats at the same time.
pub fn shared(ui: &mut Ui, plan: &Plan, project: &Project, is_open: bool, edits: &mut Vec<PlanEdit>) {
    let (Some(work), Some(scored)) = (project.derived().work(plan.id), &project.derived().scored) else { return };
    for shared in &work.shared {
        let Some(other) = project.document().plan(shared.plan) else { continue };
        let text = RichText::new(doing::shared(shared.people.len(), &other.name)).color(theme::of(ui).care);
        ui.add(egui::Label::new(text).wrap());
        if is_open && quiet(ui, doing::LEAVE_SHARED_OUT).clicked() {
            let id = |&person: &u32| scored.people.ids[person as usize].clone();
            edits.push(PlanEdit::ExcludePeople(shared.people.iter().map(id).collect()));
        }
    }
}
