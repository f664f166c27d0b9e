//! Whom a plan treats, and who is kept to compare; pushes edits, draws nobody.

use crate::domain::campaign::{ASSUMED_BASE_SHARE, Cells, Plan, PlanEdit, smallest_detectable_points};
use crate::ui::Scene;
use crate::ui::widgets::{self, caption, percent_slider, plain};
use crate::ui::words::plan as say;
use egui::Ui;

pub fn show(ui: &mut Ui, plan: &Plan, cells: &Cells, scene: &mut Scene<'_>, edits: &mut Vec<PlanEdit>) {
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
