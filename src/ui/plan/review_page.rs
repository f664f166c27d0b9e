//! The weekly look at a plan: where it stands, what comes next, what was noted, and its versions; decides nothing.

use super::ready;
use crate::domain::campaign::{NextStep, Plan, PlanEdit, PlanStatus, ReadinessItem, Review, day, review};
use crate::domain::measure::Lift;
use crate::domain::model::FileKind;
use crate::project::{Command, Project};
use crate::ui::intent::{Ask, Intents};
use crate::ui::widgets::{self, caption, live_field, primary};
use crate::ui::words::{command, day as days, doing as say, panel as panel_words, plan as plan_words};
use crate::ui::{Room, Scene, Screen, theme};
use egui::{RichText, ScrollArea, Ui};
use std::sync::Arc;

pub fn show(
    ui: &mut Ui,
    screen: &mut Screen,
    plan: &Plan,
    project: &Project,
    scene: &Scene<'_>,
    edits: &mut Vec<PlanEdit>,
    intents: &mut Intents,
) {
    ScrollArea::vertical().id_salt(("review", plan.id)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(640.0_f32.min(ui.available_width() - theme::SPACE_S));
        super::page_head(ui, say::page_review(), say::review_hint());
        if let Some(found) = standing(plan, project, scene.today) {
            ui.label(say::standing(&found));
            if let Some(lift) = lift(plan, project) {
                ui.label(plan_words::lift(&lift));
            }
            if let Some(panel) = super::panel_page::newest(ui, plan, project) {
                super::panel_page::advice(ui, &panel);
                ui.label(panel_words::advice(&panel));
            }
            widgets::section(ui, say::next_step_label());
            ui.label(RichText::new(say::next_step(found.step)).size(theme::SECTION));
            step_button(ui, screen, plan, found.step, edits, intents);
        }
        ui.add_space(theme::SPACE_S);
        let today = plan.notes.iter().find(|note| note.on == scene.today).map_or("", |note| note.text.as_str());
        if let Some(text) = live_field(ui, say::note(), today, "", 4) {
            edits.push(PlanEdit::NoteReview { on: scene.today.to_owned(), text });
        }
        let earlier: Vec<_> = plan.notes.iter().rev().filter(|note| note.on != scene.today).collect();
        if !earlier.is_empty() {
            widgets::section(ui, say::notes());
            for note in earlier {
                caption(ui, days::said(&note.on));
                ui.label(&note.text);
            }
        }
        versions(ui, plan);
    });
}

fn lift(plan: &Plan, project: &Project) -> Option<Arc<Lift>> {
    let imports = project.document().imports.iter().rev();
    let mut results = imports.filter(|import| import.kind() == FileKind::Results && import.plan == Some(plan.id));
    results.find_map(|import| project.derived().lift(import.id))
}

fn standing(plan: &Plan, project: &Project, today: &str) -> Option<Review> {
    let work = project.derived().work(plan.id)?;
    // A case study may be approved as it is.
    let is_open = |(item, is_done): &(ReadinessItem, bool)| !is_done && *item != ReadinessItem::ControlCanProve;
    let open = project.readiness(plan, today).into_iter().find(is_open).map(|(item, _)| item);
    Some(review(plan, &work.board, &work.money, open, lift(plan, project).as_deref(), day(today)?))
}

fn step_button(
    ui: &mut Ui,
    screen: &mut Screen,
    plan: &Plan,
    step: NextStep,
    edits: &mut Vec<PlanEdit>,
    intents: &mut Intents,
) {
    match step {
        NextStep::FillIn(item) => {
            if primary(ui, say::go_there(), true).clicked() {
                ready::go(screen, item);
            }
        }
        NextStep::Start => {
            if primary(ui, say::mark_running(), true).clicked() {
                edits.push(PlanEdit::SetStatus(PlanStatus::Running));
            }
        }
        NextStep::CatchUp { .. } | NextStep::GoOn { .. } => {
            if primary(ui, say::to_tasks(), true).clicked() {
                screen.plans.page = super::Page::Tasks;
            }
        }
        NextStep::BringResults => {
            if primary(ui, plan_words::add_results(), true).clicked() {
                screen.room = Room::Data;
                intents.ask(Ask::ChooseFiles);
            }
        }
        NextStep::Widen | NextStep::ChangeOneThing => {
            if primary(ui, say::copy_and_change(), true).clicked() {
                intents.command(Command::DuplicatePlan(plan.id));
                screen.plan = None;
            }
        }
        NextStep::Stop if plan.status != PlanStatus::Done => {
            if primary(ui, say::mark_finished(), true).clicked() {
                edits.push(PlanEdit::SetStatus(PlanStatus::Done));
            }
        }
        NextStep::Approve | NextStep::Wait { .. } | NextStep::WaitForEffect { .. } | NextStep::Stop => {}
    }
}

/// Every version, the newest first, with what it changed.
fn versions(ui: &mut Ui, plan: &Plan) {
    if plan.earlier.is_empty() {
        return;
    }
    widgets::section(ui, say::versions());
    for (version, changes) in plan.history().into_iter().rev() {
        let is_first = plan.earlier.first().is_some_and(|first| first.version == version);
        let launched = plan.earlier.iter().find(|old| old.version == version).map(|old| old.plan.launch.on.as_str());
        ui.label(RichText::new(say::version(version, launched)).font(theme::strong(theme::BODY)));
        if changes.is_empty() {
            caption(ui, if is_first { say::as_approved() } else { say::no_change() });
        }
        for change in &changes {
            caption(ui, format!("· {}", command::plan_edit(change)));
        }
    }
}
