//! How likely people at each stage take a thing up and pass it on: what the past says, and fields to know better; learns
//! nothing.

use crate::domain::campaign::{ChoiceEdit, Plan, PlanEdit, PlanStatus, StageChance};
use crate::domain::forecast::Forecast;
use crate::domain::model::Stage;
use crate::project::Project;
use crate::ui::theme;
use crate::ui::widgets::{caption, settled_field};
use crate::ui::words::{choosing as say, number};
use egui::{RichText, Ui};

/// The part below the sliders of a forecast; the edits asked for.
pub fn show(ui: &mut Ui, plan: &Plan, project: &Project, forecast: Option<&Forecast>) -> Vec<PlanEdit> {
    let mut edits = Vec::new();
    let title = RichText::new(say::by_stage()).size(theme::CAPTION).color(theme::of(ui).forecast);
    egui::CollapsingHeader::new(title).id_salt("by stage").show_unindented(ui, |ui| {
        caption(ui, say::by_stage_hint());
        let counts = project.derived().stages().counts;
        if project.derived().topic_evidence().is_some() || !plan.choice.off_topic.is_open() {
            let names = (say::off_topic_takes_up(), say::off_topic_passes_on());
            let now = plan.choice.off_topic;
            let chance = fields(ui, names, now, (1.0, 1.0), plan.status == PlanStatus::Draft);
            edits.extend(chance.map(|chance| PlanEdit::Choose(ChoiceEdit::SetOffTopic(chance))));
        }
        let learned = forecast.map_or(&[][..], |forecast| &forecast.at_stage);
        for stage in Stage::ALL {
            let said = plan.choice.by_stage.get(&stage).copied();
            let past = learned.iter().find(|at| at.stage == stage);
            if counts[stage.position()] == 0 && said.is_none() && past.is_none() {
                continue;
            }
            let usual = past.map_or((1.0, 1.0), |at| (at.takes_up, at.passes_on));
            let names = (say::stage_takes_up(stage), say::stage_passes_on(stage));
            let now = said.unwrap_or_default();
            let chance = fields(ui, (&names.0, &names.1), now, usual, plan.status == PlanStatus::Draft);
            edits.extend(chance.map(|chance| PlanEdit::Choose(ChoiceEdit::SetStageChance { stage, chance })));
            if let Some(past) = past {
                caption(ui, say::at_stage(past));
            }
        }
    });
    edits
}

/// The two fields of some people; what is learned stands in them where nothing is said.
fn fields(
    ui: &mut Ui,
    names: (&str, &str),
    now: StageChance,
    usual: (f32, f32),
    is_draft: bool,
) -> Option<StageChance> {
    let text = |percent: Option<u16>| percent.map_or_else(String::new, |percent| percent.to_string());
    let hint = |times: f32| number::about(f64::from((100.0 * times).round()));
    let mut chance = now;
    ui.add_enabled_ui(is_draft, |ui| {
        ui.columns(2, |columns| {
            let (name, percent) = (names.0, now.takes_up_percent);
            if let Some(typed) = settled_field(&mut columns[0], name, &text(percent), &hint(usual.0)) {
                chance.takes_up_percent = typed_percent(&typed, percent);
            }
            let (name, percent) = (names.1, now.passes_on_percent);
            if let Some(typed) = settled_field(&mut columns[1], name, &text(percent), &hint(usual.1)) {
                chance.passes_on_percent = typed_percent(&typed, percent);
            }
        });
    });
    (chance != now).then_some(chance)
}

/// Nothing typed leaves it open; what is no number changes nothing.
fn typed_percent(text: &str, now: Option<u16>) -> Option<u16> {
    let text = text.trim().trim_end_matches('%');
    if text.trim().is_empty() {
        return None;
    }
    let percent = number::whole(text).map(|n| n.min(u32::from(StageChance::MOST_PERCENT)));
    percent.and_then(|n| u16::try_from(n).ok()).or(now)
}
