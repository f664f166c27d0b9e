//! The plan beside the map: whom to move, whom to treat, what it is expected to do; pushes edits, decides nothing.

mod audience;
mod details;
mod how;
mod money;
mod ready;
mod who;

use super::intent::{Ask, Intents};
use super::widgets::{self, caption, plain, primary};
use super::words::plan as say;
use super::{Scene, Screen, forecast_view, theme, words};
use crate::domain::campaign::{Cells, FrozenCells, Goal, Plan, PlanEdit, PlanStatus};
use crate::project::{Command, Export, Project};
use egui::{Align, Layout, Panel, RichText, ScrollArea, Ui};
use egui_phosphor::regular as glyph;
use std::sync::Arc;

pub fn show(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    let document = project.document();
    let is_known = |id: &u32| document.plan(*id).is_some();
    screen.plan = screen.plan.filter(is_known).or_else(|| document.plans.last().map(|plan| plan.id));
    let Some(plan) = screen.plan.and_then(|id| document.plan(id)).cloned() else {
        widgets::empty(ui, glyph::CLIPBOARD_TEXT, say::FIRST_TITLE, say::FIRST_TEXT);
        ui.vertical_centered(|ui| {
            if primary(ui, say::NEW, true).clicked() {
                add_plan(project, intents);
            }
        });
        return;
    };
    header(ui, screen, project, &plan, intents);
    let cells = project.derived().cells(plan.id).unwrap_or_default();
    footer(ui, &plan, &cells, project, intents);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        let mut edits = Vec::new();
        if plan.frozen.is_some() {
            caption(ui, say::APPROVED_NOTE);
        }
        ui.add_enabled_ui(plan.frozen.is_none(), |ui| {
            aim(ui, &plan, &mut edits);
            audience::show(ui, &plan, &cells, project, scene, &mut edits);
            who::show(ui, &plan, &cells, scene, &mut edits);
        });
        forecast_view::show(ui, project, &plan, screen.has_forecast_failed, intents);
        ui.add_enabled_ui(plan.frozen.is_none(), |ui| how::show(ui, &plan, &cells, &mut edits));
        details::show(ui, &plan, &mut edits);
        ready::show(ui, &plan, &cells);
        for edit in edits {
            intents.command(Command::EditPlan { plan: plan.id, edit });
        }
    });
}

fn add_plan(project: &Project, intents: &mut Intents) {
    let name = format!("Plan {}", project.document().plans.len() + 1);
    intents.command(Command::AddPlan { name });
}

fn header(ui: &mut Ui, screen: &mut Screen, project: &Project, plan: &Plan, intents: &mut Intents) {
    let colours = theme::of(ui);
    ui.horizontal(|ui| {
        let name = RichText::new(&plan.name).font(theme::strong(theme::SECTION));
        let width = ui.available_width() - 130.0;
        let combo = egui::ComboBox::from_id_salt("plans").width(width).truncate().selected_text(name);
        combo.show_ui(ui, |ui| {
            for other in &project.document().plans {
                ui.selectable_value(&mut screen.plan, Some(other.id), &other.name);
            }
        });
        let colour = if plan.status == PlanStatus::Draft { colours.muted } else { colours.good };
        widgets::chip(ui, say::status(plan.status), colour);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            egui::containers::menu::MenuButton::new(glyph::DOTS_THREE).ui(ui, |ui| {
                if ui.button(say::NEW).clicked() {
                    add_plan(project, intents);
                    screen.plan = None;
                    ui.close();
                }
                if ui.button(say::COPY).clicked() {
                    intents.command(Command::DuplicatePlan(plan.id));
                    screen.plan = None;
                    ui.close();
                }
                if ui.button(say::REMOVE).clicked() {
                    intents.command(Command::RemovePlan(plan.id));
                    ui.close();
                }
            });
        });
    });
    widgets::hairline(ui);
}

fn footer(ui: &mut Ui, plan: &Plan, cells: &Arc<Cells>, project: &Project, intents: &mut Intents) {
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(0, 8));
    Panel::bottom("plan foot").frame(frame).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let has_people = !cells.treated.is_empty();
            if primary(ui, words::export::SHORTLIST, has_people).clicked() {
                intents.ask(Ask::Export(Export::Shortlist { plan: plan.id }));
            }
            if plan.frozen.is_some() {
                if plain(ui, say::REOPEN, true).clicked() {
                    intents.command(Command::EditPlan { plan: plan.id, edit: PlanEdit::Reopen });
                }
            } else if plain(ui, say::APPROVE, has_people).clicked()
                && let Some(scored) = &project.derived().scored
            {
                let ids = |rows: &[u32]| rows.iter().map(|&row| scored.people.ids[row as usize].clone()).collect();
                let frozen = FrozenCells { treated: ids(&cells.treated), control: ids(&cells.control) };
                intents.command(Command::EditPlan { plan: plan.id, edit: PlanEdit::Approve(frozen) });
            }
        });
    });
}

fn aim(ui: &mut Ui, plan: &Plan, edits: &mut Vec<PlanEdit>) {
    edits.extend(widgets::choice(ui, say::GOAL, plan.goal, &Goal::ALL, say::goal).map(PlanEdit::SetGoal));
}
