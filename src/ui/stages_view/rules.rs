//! The rules of stages as sliders; tells no stage.

use crate::domain::model::decisions::{StageRules, StagesEdit};
use crate::project::{Command, Project};
use crate::ui::intent::Intents;
use crate::ui::widgets::{self, caption, quiet};
use crate::ui::words::stages as say;
use egui::Ui;

pub fn show(ui: &mut Ui, project: &Project, intents: &mut Intents) {
    let now = project.document().decisions.stages.rules;
    caption(ui, say::RULES_HINT);
    ui.set_max_width(480.0);
    let mut next = now;
    days(ui, say::NEW_DAYS, &mut next.new_days, 7.0..=730.0);
    days(ui, say::LOYAL_PURCHASES, &mut next.loyal_purchases, 1.0..=50.0);
    days(ui, say::LOYAL_MONTHS, &mut next.loyal_months, 0.0..=60.0);
    gaps(ui, say::AT_RISK_GAPS, &mut next.at_risk_gaps);
    gaps(ui, say::LOST_GAPS, &mut next.lost_gaps);
    days(ui, say::AT_RISK_DAYS, &mut next.at_risk_days, 7.0..=730.0);
    days(ui, say::LOST_DAYS, &mut next.lost_days, 14.0..=1_460.0);
    if now != StageRules::default() && quiet(ui, say::USUAL_RULES).clicked() {
        next = StageRules::default();
    }
    if next != now {
        intents.command(Command::DecideStages(StagesEdit::SetRules(next)));
    }
}

fn days(ui: &mut Ui, name: &str, value: &mut u32, range: std::ops::RangeInclusive<f32>) {
    if let (_, Some(settled)) = widgets::slider(ui, name, *value as f32, range, 1.0, "") {
        *value = settled.round() as u32;
    }
}

fn gaps(ui: &mut Ui, name: &str, value: &mut f32) {
    if let (_, Some(settled)) = widgets::slider(ui, name, *value, 1.0..=20.0, 0.5, "") {
        *value = settled;
    }
}
