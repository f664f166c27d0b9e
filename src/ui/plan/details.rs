//! Name, message, offer, owner and dates of a plan; pushes edits.

use super::{Place, PlanView, terms};
use crate::domain::campaign::{Plan, PlanEdit};
use crate::ui::theme;
use crate::ui::widgets::{live_field, settled_field};
use crate::ui::words::{day, goals, plan as say};
use egui::{RichText, Ui};

pub fn show(ui: &mut Ui, view: &mut PlanView, plan: &Plan, edits: &mut Vec<PlanEdit>) {
    ui.add_space(theme::SPACE_S);
    let is_wanted = view.is_here(ui, Place::Details);
    let title = RichText::new(say::details()).font(theme::strong(theme::BODY));
    let header = egui::CollapsingHeader::new(title).id_salt("details").open(is_wanted.then_some(true));
    header.show_unindented(ui, |ui| {
        let is_open = plan.frozen.is_none();
        ui.add_enabled_ui(is_open, |ui| texts(ui, plan, edits));
        edits.extend(live_field(ui, say::owner(), &plan.owner, "", 1).map(PlanEdit::SetOwner));
        ui.add_enabled_ui(is_open, |ui| days(ui, plan, edits));
    });
}

fn texts(ui: &mut Ui, plan: &Plan, edits: &mut Vec<PlanEdit>) {
    edits.extend(settled_field(ui, say::name(), &plan.name, "").map(PlanEdit::Rename));
    edits.extend(live_field(ui, say::message(), &plan.message, say::message_hint(), 3).map(PlanEdit::SetMessage));
    edits.extend(live_field(ui, say::offer(), &plan.offer, "", 1).map(PlanEdit::SetOffer));
    let success = live_field(ui, say::success(), &plan.success_measure, goals::success(plan.goal), 1);
    edits.extend(success.map(PlanEdit::SetSuccessMeasure));
}

fn days(ui: &mut Ui, plan: &Plan, edits: &mut Vec<PlanEdit>) {
    ui.columns(2, |columns| {
        let mut date = |column: usize, name: &str, now: &str| {
            let typed = settled_field(&mut columns[column], name, &day::field(now), say::date_hint());
            typed.map(|text| day::typed(&text))
        };
        edits.extend(date(0, say::starts(), &plan.starts_on).map(PlanEdit::SetStartsOn));
        edits.extend(date(1, say::ends(), &plan.ends_on).map(PlanEdit::SetEndsOn));
    });
    let days_off: Vec<String> = plan.days_off.iter().map(|text| day::field(text)).collect();
    let days = settled_field(ui, say::days_off(), &days_off.join(", "), say::days_off_hint());
    let list = |text: String| text.split([',', ';', ' ']).filter(|text| !text.is_empty()).map(day::typed).collect();
    edits.extend(days.map(list).map(PlanEdit::SetDaysOff));
    let horizon = terms::whole(ui, goals::horizon(), &plan.horizon().to_string(), "");
    edits.extend(horizon.map(PlanEdit::SetHorizon));
}
