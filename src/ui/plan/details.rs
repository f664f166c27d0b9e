//! Name, message, offer, owner and dates of a plan; pushes edits.

use crate::domain::campaign::{Plan, PlanEdit};
use crate::ui::theme;
use crate::ui::widgets::{live_field, settled_field};
use crate::ui::words::plan as say;
use egui::{RichText, Ui};

pub fn show(ui: &mut Ui, plan: &Plan, edits: &mut Vec<PlanEdit>) {
    ui.add_space(theme::SPACE_S);
    let title = RichText::new(say::DETAILS).font(theme::strong(theme::BODY));
    egui::CollapsingHeader::new(title).id_salt("details").show_unindented(ui, |ui| {
        edits.extend(settled_field(ui, say::NAME, &plan.name, "").map(PlanEdit::Rename));
        edits.extend(live_field(ui, say::MESSAGE, &plan.message, say::MESSAGE_HINT, 3).map(PlanEdit::SetMessage));
        edits.extend(live_field(ui, say::OFFER, &plan.offer, "", 1).map(PlanEdit::SetOffer));
        let success = live_field(ui, say::SUCCESS, &plan.success_measure, say::SUCCESS_HINT, 1);
        edits.extend(success.map(PlanEdit::SetSuccessMeasure));
        edits.extend(live_field(ui, say::OWNER, &plan.owner, "", 1).map(PlanEdit::SetOwner));
        ui.columns(2, |columns| {
            let starts = settled_field(&mut columns[0], say::STARTS, &plan.starts_on, say::DATE_HINT);
            edits.extend(starts.map(PlanEdit::SetStartsOn));
            let ends = settled_field(&mut columns[1], say::ENDS, &plan.ends_on, say::DATE_HINT);
            edits.extend(ends.map(PlanEdit::SetEndsOn));
        });
    });
}
