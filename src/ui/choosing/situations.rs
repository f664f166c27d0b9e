//! What is said in which situation: a table of situations and stages with those treated and the message; finds nobody.

use super::Choosing;
use super::table::{SITUATION_WIDTH, cell, heading, over_the_map, words};
use crate::domain::campaign::{Plan, PlanEdit};
use crate::domain::model::{Situation, Stage};
use crate::domain::pairing::{PairingEdit, Readers};
use crate::project::{Command, Project};
use crate::ui::intent::Intents;
use crate::ui::theme;
use crate::ui::widgets::{caption, plain};
use crate::ui::words::situations as say;
use egui::{RichText, ScrollArea, Ui};

/// The line in the plan: how many situations have nothing to say, and the way to the table.
pub fn button(ui: &mut Ui, view: &mut Choosing, plan: &Plan, project: &Project) {
    let Some(work) = project.derived().work(plan.id) else { return };
    if rows(plan, project).is_empty() {
        return;
    }
    ui.add_space(theme::SPACE_S);
    ui.label(RichText::new(say::title_label()).font(theme::strong(theme::BODY)));
    let n_unsaid = work.readers.iter().filter(|of| of.is_unsaid(&plan.pairing)).count();
    let colour = if n_unsaid == 0 { theme::of(ui).good } else { theme::of(ui).care };
    ui.label(RichText::new(say::unsaid(n_unsaid, work.readers.len())).color(colour));
    if plain(ui, say::open(), true).clicked() {
        view.open_situations();
    }
}

/// The situations that anybody of the project is in, and those for which something is written.
fn rows(plan: &Plan, project: &Project) -> Vec<Situation> {
    let counts = &project.derived().situations().counts;
    let is_said = |situation| plan.pairing.occasions.iter().any(|one| one.situation == situation);
    Situation::ALL.into_iter().filter(|&one| counts[one.position()] > 0 || is_said(one)).collect()
}

/// The table over the map, while it is open.
pub fn window(ui: &mut Ui, view: &mut Choosing, plan: &Plan, project: &Project, intents: &mut Intents) {
    if !view.is_situations_open {
        return;
    }
    let window = over_the_map(ui, say::title(&plan.name), "situations").open(&mut view.is_situations_open);
    window.show(ui.ctx(), |ui| {
        caption(ui, say::hint());
        let rows = rows(plan, project);
        if rows.is_empty() {
            caption(ui, say::none());
            return;
        }
        let readers = project.derived().work(plan.id).map_or(&[][..], |work| work.readers.as_slice());
        ScrollArea::both().auto_shrink(false).show(ui, |ui| {
            let is_open = plan.frozen.is_none();
            let edits = ui.add_enabled_ui(is_open, |ui| grid(ui, plan, &rows, readers, project)).inner;
            for edit in edits {
                intents.command(Command::EditPlan { plan: plan.id, edit: PlanEdit::Pair(edit) });
            }
        });
    });
}

/// The stages that a column is for: those of the treated, and those for which something is written.
fn columns(plan: &Plan, readers: &[Readers]) -> Vec<Stage> {
    let is_read = |stage| readers.iter().any(|of| of.stage == Some(stage));
    let is_said = |stage| plan.pairing.occasions.iter().any(|one| one.stage == Some(stage));
    Stage::ALL.into_iter().filter(|&stage| is_read(stage) || is_said(stage)).collect()
}

fn grid(ui: &mut Ui, plan: &Plan, rows: &[Situation], readers: &[Readers], project: &Project) -> Vec<PairingEdit> {
    let stages = columns(plan, readers);
    let counts = &project.derived().situations().counts;
    let mut edits = Vec::new();
    egui::Grid::new("situations and stages").striped(true).spacing([12.0, 12.0]).show(ui, |ui| {
        ui.label("");
        heading(ui, say::any_stage());
        for &stage in &stages {
            heading(ui, say::stage(Some(stage)));
        }
        ui.end_row();
        for &situation in rows {
            ui.vertical(|ui| {
                ui.set_width(SITUATION_WIDTH);
                let name = RichText::new(say::situation(situation)).font(theme::strong(theme::BODY));
                ui.label(name).on_hover_text(say::meaning(situation));
                caption(ui, say::in_all(counts[situation.position()])).on_hover_text(say::meaning(situation));
            });
            cell(ui, |ui| edits.extend(place(ui, plan, situation, None, readers)));
            for &stage in &stages {
                cell(ui, |ui| edits.extend(place(ui, plan, situation, Some(stage), readers)));
            }
            ui.end_row();
        }
    });
    edits
}

/// How many of the treated are in a place, and the field for what they read.
fn place(
    ui: &mut Ui,
    plan: &Plan,
    situation: Situation,
    stage: Option<Stage>,
    readers: &[Readers],
) -> Option<PairingEdit> {
    let is_here = |of: &&Readers| of.situation == situation && (stage.is_none() || of.stage == stage);
    let n_people: usize = readers.iter().filter(is_here).map(|of| of.n_people).sum();
    let unsaid = readers.iter().filter(is_here).filter(|of| of.is_unsaid(&plan.pairing));
    let n_unsaid: usize = unsaid.map(|of| of.n_people).sum();
    let colours = theme::of(ui);
    if n_people == 0 {
        caption(ui, say::nobody());
        if stage.is_some() && plan.pairing.own_in_situation(situation, stage).is_empty() {
            return None;
        }
    } else {
        let ink = if n_unsaid == 0 { colours.muted } else { colours.care };
        ui.label(RichText::new(say::treated(n_people, n_unsaid)).size(theme::CAPTION).color(ink));
    }
    let (own, inherited) =
        (plan.pairing.own_in_situation(situation, stage), plan.pairing.in_situation(situation, stage));
    let message = words(ui, own, inherited, say::unsaid_label(), &say::for_place(situation, stage))?;
    Some(PairingEdit::SetForSituation { situation, stage, message })
}
