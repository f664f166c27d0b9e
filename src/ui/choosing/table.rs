//! Who says what to whom: a table of stages and tribes with the people there, the best to sway them and the message;
//! finds nobody.

use super::Choosing;
use crate::domain::campaign::{Plan, PlanEdit};
use crate::domain::model::Stage;
use crate::domain::pairing::{Cell, Matrix, PairingEdit};
use crate::domain::score::Scored;
use crate::domain::study::Study;
use crate::project::{Command, Project};
use crate::ui::intent::Intents;
use crate::ui::theme;
use crate::ui::widgets::{self, caption, plain};
use crate::ui::words::{pairing as say, stages};
use egui::{RichText, ScrollArea, Ui};
use std::sync::Arc;

/// Tribes that have a column: those with the most people of the audience.
const COLUMNS: usize = 8;
const WIDTH: f32 = 210.0;
const STAGE_WIDTH: f32 = 92.0;
/// Of the first column where it holds situations.
pub(super) const SITUATION_WIDTH: f32 = 150.0;

/// The line in the plan: how many places have nothing to say, and the way to the table.
pub fn button(ui: &mut Ui, view: &mut Choosing, plan: &Plan, project: &Project) {
    let Some(study) = studied(plan, project) else { return };
    let matrix = &study.matrix;
    if matrix.cells.is_empty() {
        return;
    }
    ui.add_space(theme::SPACE_S);
    ui.label(RichText::new(say::title_label()).font(theme::strong(theme::BODY)));
    let n_empty = matrix.n_unsaid(&plan.pairing);
    let colour = if n_empty == 0 { theme::of(ui).good } else { theme::of(ui).care };
    ui.label(RichText::new(say::unsaid(n_empty, matrix.cells.len())).color(colour));
    if plain(ui, say::open(), true).clicked() {
        (view.is_table_open, view.is_situations_open) = (true, false);
    }
}

fn studied(plan: &Plan, project: &Project) -> Option<Arc<Study>> {
    project.derived().study(plan, project.document().assumptions)
}

/// The table over the map, while it is open.
pub fn window(ui: &mut Ui, view: &mut Choosing, plan: &Plan, project: &Project, intents: &mut Intents) {
    if !view.is_table_open {
        return;
    }
    let window = over_the_map(ui, say::title(&plan.name), "who says what").open(&mut view.is_table_open);
    window.show(ui.ctx(), |ui| {
        caption(ui, say::hint());
        let (Some(study), Some(scored)) = (studied(plan, project), &project.derived().scored) else {
            caption(ui, say::working());
            return;
        };
        ScrollArea::both().auto_shrink(false).show(ui, |ui| {
            let is_open = plan.frozen.is_none();
            let edits = ui.add_enabled_ui(is_open, |ui| grid(ui, plan, &study.matrix, scored, project)).inner;
            for edit in edits {
                intents.command(Command::EditPlan { plan: plan.id, edit: PlanEdit::Pair(edit) });
            }
        });
    });
}

/// A window for a table, in the middle, as large as it may be.
pub(super) fn over_the_map<'a>(ui: &Ui, title: String, id: &'static str) -> egui::Window<'a> {
    let room = ui.ctx().content_rect();
    let around = if widgets::is_narrow(ui) { 72.0 } else { 140.0 };
    let size = [(room.width() - around).min(1_100.0), (room.height() - around).min(620.0)];
    let window = egui::Window::new(title).id(egui::Id::new(id)).collapsible(false).default_size(size).vscroll(false);
    window.pivot(egui::Align2::CENTER_CENTER).default_pos(room.center())
}

fn grid(ui: &mut Ui, plan: &Plan, matrix: &Matrix, scored: &Scored, project: &Project) -> Vec<PairingEdit> {
    let tribes = matrix.largest_tribes(COLUMNS);
    let name = |id: u32| {
        let position = scored.tribes.tribes.iter().position(|tribe| tribe.id == id);
        position.map_or("", |at| crate::ui::lists_view::tribe_name(scored, project.document(), at)).to_owned()
    };
    let mut edits = Vec::new();
    egui::Grid::new("stages and tribes").striped(true).spacing([12.0, 12.0]).show(ui, |ui| {
        ui.label("");
        heading(ui, say::any_tribe());
        for &id in &tribes {
            heading(ui, &name(id));
        }
        ui.end_row();
        for stage in matrix.stages() {
            ui.vertical(|ui| {
                ui.set_width(STAGE_WIDTH);
                ui.label(RichText::new(stages::stage(stage)).font(theme::strong(theme::BODY)));
                caption(ui, say::people(matrix.n_people(stage)));
            });
            cell(ui, |ui| {
                edits.extend(message(ui, plan, stage, None, &say::for_stage(stage)));
            });
            for &tribe in &tribes {
                cell(ui, |ui| match matrix.cell(stage, tribe) {
                    Some(found) => edits.extend(place(ui, plan, found, scored, &name(tribe))),
                    None => drop(caption(ui, say::nobody())),
                });
            }
            ui.end_row();
        }
    });
    let n_hidden = matrix.n_tribes().saturating_sub(tribes.len());
    if n_hidden > 0 {
        caption(ui, say::hidden(n_hidden));
    }
    edits
}

pub(super) fn heading(ui: &mut Ui, text: &str) {
    ui.scope(|ui| {
        ui.set_width(WIDTH);
        ui.add(egui::Label::new(RichText::new(text).font(theme::strong(theme::CAPTION))).truncate());
    });
}

pub(super) fn cell<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) {
    ui.vertical(|ui| {
        ui.set_width(WIDTH);
        contents(ui)
    });
}

fn place(ui: &mut Ui, plan: &Plan, found: &Cell, scored: &Scored, tribe: &str) -> Vec<PairingEdit> {
    let mut edits = Vec::new();
    let is_said = !plan.pairing.message(found.stage, Some(found.tribe)).trim().is_empty();
    let colours = theme::of(ui);
    let ink = if is_said { colours.muted } else { colours.care };
    let label = ui.label(RichText::new(say::sway(found.n_people, is_said)).size(theme::CAPTION).color(ink));
    match found.speaker(&plan.pairing, &scored.people) {
        None => drop(caption(ui, say::nobody_knows())),
        Some(shown) => {
            let combo = egui::ComboBox::from_id_salt((found.stage, found.tribe)).width(WIDTH - 8.0).truncate();
            let response = combo.selected_text(scored.people.label(shown)).show_ui(ui, |ui| {
                for (n, swayer) in found.swayers.iter().enumerate() {
                    let text = say::swayer(scored.people.label(swayer.person), swayer);
                    if ui.selectable_label(swayer.person == shown, text).clicked() && swayer.person != shown {
                        let id = if n == 0 { String::new() } else { scored.people.ids[swayer.person as usize].clone() };
                        let (stage, tribe) = (found.stage, Some(found.tribe));
                        edits.push(PairingEdit::SetThrough { stage, tribe, id });
                    }
                }
            });
            response.response.labelled_by(label.id);
        }
    }
    let name = say::for_place(found.stage, tribe);
    edits.extend(message(ui, plan, found.stage, Some(found.tribe), &name));
    edits
}

/// A field for what to say; what the stage says is shown where nothing of its own is written.
fn message(ui: &mut Ui, plan: &Plan, stage: Stage, tribe: Option<u32>, name: &str) -> Option<PairingEdit> {
    let (own, inherited) = (plan.pairing.own_message(stage, tribe), plan.pairing.message(stage, tribe));
    let message = words(ui, own, inherited, say::unsaid_label(), name)?;
    Some(PairingEdit::SetMessage { stage, tribe, message })
}

/// A field called `name` for words; those that hold where it is empty are shown in it, or in colour that there are none.
/// What was typed, where anything was.
pub(super) fn words(ui: &mut Ui, own: &str, inherited: &str, none: &str, name: &str) -> Option<String> {
    let mut text = own.to_owned();
    let hint = if inherited.is_empty() { none } else { inherited };
    let colours = theme::of(ui);
    let ink = if inherited.is_empty() { colours.care } else { colours.muted };
    let hint = RichText::new(hint).size(theme::CAPTION).color(ink);
    let edit = egui::TextEdit::multiline(&mut text).desired_rows(2).hint_text(hint).desired_width(WIDTH - 8.0);
    let response = ui.add(edit);
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, own, "", "");
        info.label = Some(name.to_owned());
        info
    });
    response.changed().then_some(text)
}
