//! The rules of stages as sliders; tells no stage.

use crate::domain::model::decisions::{StageRules, StagesEdit};
use crate::project::{Command, Project};
use crate::ui::intent::Intents;
use crate::ui::widgets::{self, caption, quiet};
use crate::ui::words::stages as say;
use egui::Ui;

pub fn show(ui: &mut Ui, project: &Project, intents: &mut Intents) {
    let now = project.document().decisions.stages.rules;
    caption(ui, say::rules_hint());
    widgets::at_most(ui, 480.0);
    let mut next = now;
    days(ui, say::new_days(), &mut next.new_days, 7.0..=730.0);
    days(ui, say::loyal_purchases(), &mut next.loyal_purchases, 1.0..=50.0);
    days(ui, say::loyal_months(), &mut next.loyal_months, 0.0..=60.0);
    gaps(ui, say::at_risk_gaps(), &mut next.at_risk_gaps);
    gaps(ui, say::lost_gaps(), &mut next.lost_gaps);
    days(ui, say::at_risk_days(), &mut next.at_risk_days, 7.0..=730.0);
    days(ui, say::lost_days(), &mut next.lost_days, 14.0..=1_460.0);
    if now != StageRules::default() && quiet(ui, say::usual_rules()).clicked() {
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
