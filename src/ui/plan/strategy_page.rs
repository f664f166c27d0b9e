//! Page one of a plan: the short questionnaire and fair play; pushes answers.

use crate::domain::campaign::{Plan, PlanEdit, Question};
use crate::ui::theme;
use crate::ui::widgets::{self, live_field};
use crate::ui::words::strategy as say;
use egui::{ScrollArea, Ui};

/// Lines longer than this are hard to read.
const WIDTH: f32 = 620.0;

pub fn show(ui: &mut Ui, plan: &Plan, edits: &mut Vec<PlanEdit>) {
    ScrollArea::vertical().id_salt(("strategy", plan.id)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(WIDTH.min(ui.available_width() - theme::SPACE_S));
        super::page_head(ui, say::strategy_title(), say::strategy_hint());
        ui.add_enabled_ui(plan.frozen.is_none(), |ui| {
            for question in Question::ALL {
                let answer = live_field(ui, say::question(question), plan.strategy.answer(question), "", 2);
                edits.extend(answer.map(|text| PlanEdit::Answer(question, text)));
                ui.add_space(theme::SPACE_XS);
            }
        });
        widgets::caption(ui, say::answered(plan.strategy.n_answered()));
        ui.add_space(theme::SPACE_M);
        widgets::well(ui, |ui| ui.label(say::fair_play()));
    });
}
