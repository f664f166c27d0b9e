//! What the campaign is for, what that needs, and how it is measured; pushes edits.

use super::Place;
use crate::domain::campaign::{Goal, Plan, PlanEdit};
use crate::project::Project;
use crate::ui::widgets::{self, caption, quiet};
use crate::ui::words::{goals, plan as say};
use crate::ui::{Room, Screen, theme};
use egui::{RichText, Ui};

pub fn show(ui: &mut Ui, screen: &mut Screen, plan: &Plan, project: &Project, edits: &mut Vec<PlanEdit>) {
    screen.plans.is_here(ui, Place::Goal);
    if let Some(goal) = widgets::choice(ui, say::goal_label(), plan.goal, &Goal::ALL, say::goal) {
        // A sentence that somebody wrote stays.
        let is_usual = goals::is_usual_success(&plan.success_measure);
        let success_measure = is_usual.then(|| goals::success(goal).to_owned());
        edits.push(PlanEdit::PickGoal { goal, success_measure });
    }
    caption(ui, goals::measured(plan.goal, plan.horizon(), plan.measured_on().as_deref()));
    let missing = project.document().missing_data(plan.goal);
    if missing.is_empty() {
        caption(ui, goals::has_data(&missing));
    } else {
        let text = RichText::new(goals::has_data(&missing)).size(theme::CAPTION).color(theme::of(ui).care);
        ui.add(egui::Label::new(text).wrap());
        if quiet(ui, goals::add_data()).clicked() {
            screen.room = Room::Data;
        }
    }
}
