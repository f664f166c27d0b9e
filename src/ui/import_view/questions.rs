//! What only the owner of a file can say, each question with its guess and a way to answer; changes only the draft.

use super::{Draft, how_read, ids};
use crate::domain::import::{self, Mapping, Question, TimeReading, Told};
use crate::ui::words::{data as say, day, plan};
use crate::ui::{theme, widgets};
use egui::{RichText, Ui};

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, told: &mut Told) {
    let asked: Vec<Question> = draft.proposal.questions.iter().chain(&draft.answered).copied().collect();
    for question in asked.into_iter().filter(|question| !matches!(question, Question::MissingColumn(_))) {
        ui.add_space(theme::SPACE_S);
        widgets::well(ui, |ui| {
            let is_open = draft.proposal.questions.contains(&question);
            let ink = if is_open { theme::of(ui).care } else { theme::of(ui).muted };
            ui.label(RichText::new(say::question(question)).color(ink));
            match question {
                Question::StartDate => start_date(ui, &mut draft.mapping),
                Question::DayOrMonthFirst => {
                    if let TimeReading::Calendar { is_day_first } = &mut draft.mapping.time {
                        ui.checkbox(is_day_first, say::day_first());
                    }
                }
                Question::CommaMeaning => {
                    ui.checkbox(&mut draft.mapping.is_decimal_comma, say::decimal_comma());
                }
                Question::Encoding => {
                    widgets::caption(ui, draft.proposal.spellings.join("  ·  "));
                    narrow(ui, |ui| how_read::encoding(ui, draft, told));
                }
                Question::Sheet => {
                    narrow(ui, |ui| how_read::sheet(ui, draft, told));
                }
                Question::IdFrom => ids::show(ui, &mut draft.mapping),
                Question::Header | Question::ByPlace(_) => {
                    widgets::caption(ui, say::guess(question, &draft.mapping));
                }
                Question::Kind | Question::MissingColumn(_) | Question::ConsentWords => {}
            }
        });
    }
}

/// A choice needs no more than this.
fn narrow(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui(egui::vec2(320.0, 48.0), contents);
}

fn start_date(ui: &mut Ui, mapping: &mut Mapping) {
    let TimeReading::SecondsSince { start } = mapping.time else { return };
    let shown = day::field(&import::day_text(start));
    let size = egui::vec2(320.0, 52.0);
    let typed =
        ui.allocate_ui(size, |ui| widgets::settled_field(ui, say::start_label(), &shown, plan::date_hint())).inner;
    if let Some(start) = typed.and_then(|text| import::day_seconds(&day::typed(&text))) {
        mapping.time = TimeReading::SecondsSince { start };
    }
}
