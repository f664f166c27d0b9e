//! The terms of one treatment: share, cost, capacity, touch point, hands; pushes the changed treatment.

use crate::domain::campaign::{Department, PlanEdit, PlanTreatment, TouchPoint};
use crate::ui::theme;
use crate::ui::widgets::{choice, percent_slider, settled_field};
use crate::ui::words::{doing as say, number};
use egui::{RichText, Ui};

pub fn show(ui: &mut Ui, old: &PlanTreatment, has_share: bool, is_open: bool, edits: &mut Vec<PlanEdit>) {
    let mut new = old.clone();
    if has_share {
        ui.add_enabled_ui(is_open, |ui| {
            let (_, settled) = percent_slider(ui, say::share_of_treated(), old.share_percent, 5.0..=100.0, 5.0);
            new.share_percent = settled.unwrap_or(new.share_percent);
        });
    }
    let title = RichText::new(say::terms_label()).size(theme::CAPTION);
    egui::CollapsingHeader::new(title).id_salt("terms").show_unindented(ui, |ui| {
        ui.add_enabled_ui(is_open, |ui| figures(ui, old, &mut new));
        if let Some(owner) = settled_field(ui, say::by(), &old.owner, say::as_plan()) {
            new.owner = owner;
        }
    });
    if new != *old {
        edits.push(PlanEdit::ChangeTreatment(new));
    }
}

fn figures(ui: &mut Ui, old: &PlanTreatment, new: &mut PlanTreatment) {
    ui.columns(2, |columns| {
        let money = |ui: &mut Ui, name: &str, now: i64| {
            settled_field(ui, name, &number::plain_euros(now), "0").and_then(|text| number::cents(&text)).unwrap_or(now)
        };
        new.cost_a_head_cents = money(&mut columns[0], &say::cost_a_head(), old.cost_a_head_cents);
        new.fixed_cents = money(&mut columns[1], &say::fixed_cost(), old.fixed_cents);
        let a_day = if old.a_day == 0 { String::new() } else { old.a_day.to_string() };
        new.a_day = whole(&mut columns[0], say::a_day(), &a_day, say::no_limit()).unwrap_or(old.a_day);
        let minutes = old.minutes_a_head.to_string();
        new.minutes_a_head = whole(&mut columns[1], say::minutes(), &minutes, "0").unwrap_or(old.minutes_a_head);
        let touch =
            choice(&mut columns[0], say::touch_point_label(), old.touch_point, &TouchPoint::ALL, say::touch_point);
        new.touch_point = touch.unwrap_or(old.touch_point);
        let by = choice(&mut columns[1], say::department_label(), old.department, &Department::ALL, say::department);
        new.department = by.unwrap_or(old.department);
    });
}

/// A whole number as it is typed; nothing typed is nothing.
pub fn whole(ui: &mut Ui, name: &str, now: &str, hint: &str) -> Option<u32> {
    settled_field(ui, name, now, hint).and_then(|text| number::whole(&text))
}
