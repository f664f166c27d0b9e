//! The moment after scoring: three sentences, the influencer cut, and the first names; computes nothing itself.

use super::intent::Intents;
use super::lists_view::choose_person;
use super::widgets::{self, caption, primary};
use super::words::{number, people as say};
use super::{
    Room, Scene, Screen, certainty_view, influence_view, judgement_view, persuasion_view, plan, stages_view, theme,
    topic_view, turnover_view, workspace_view,
};
use crate::domain::guise::GREY;
use crate::domain::model::Scores;
use crate::domain::score::Scored;
use crate::project::{Command, Project};
use egui::{RichText, ScrollArea, Ui};
use std::sync::Arc;

const N_NAMES: usize = 10;

pub fn show(
    ui: &mut Ui,
    screen: &mut Screen,
    project: &Project,
    scored: &Arc<Scored>,
    scene: &mut Scene<'_>,
    intents: &mut Intents,
) {
    let foot = egui::Frame::new().inner_margin(egui::Margin::symmetric(0, 8));
    egui::Panel::bottom("overview foot").frame(foot).show(ui, |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            plan_button(ui, screen, project, scored, scene, intents);
            workspace_view::export_menu(ui, project, intents);
        });
    });
    ScrollArea::vertical().id_salt("overview").auto_shrink(false).show(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        certainty_view::banner(ui, project, scene.today, intents);
        // Whoever was hit cannot wait: their circle follows within days.
        let is_hit = stages_view::is_anybody_hit(&mut screen.hit, project, scored);
        widgets::steady(ui, |ui| {
            if is_hit {
                stages_view::hit(ui, &mut screen.hit, project, scored, scene.selection);
                widgets::hairline(ui);
            }
        });
        topic_view::ask(ui, &screen.topics, project, scored, scene, intents);
        if let Some(overview) = project.derived().overview() {
            let [first, second, third] = say::overview(overview);
            ui.label(RichText::new(first).font(theme::strong(theme::TITLE)));
            ui.label(RichText::new(second).size(theme::SECTION));
            ui.label(RichText::new(third).size(theme::SECTION));
            if let Some(others) = say::others(overview) {
                caption(ui, others);
            }
        }
        widgets::steady(ui, |ui| {
            if !is_hit {
                stages_view::hit(ui, &mut screen.hit, project, scored, scene.selection);
            }
        });
        widgets::hairline(ui);
        influence_view::cut(ui, project, scored, intents);
        let trial = influence_view::weights(ui, &mut screen.influence, project, scored, intents);
        widgets::section(ui, say::most_influential());
        caption(ui, say::beside_hint());
        let scores = trial.as_deref().unwrap_or(&scored.scores);
        for &person in scores.order.iter().take(N_NAMES) {
            name_row(ui, scored, scores, person, scene);
        }
        topic_view::beside(ui, &mut screen.beside, &screen.topics, project, scored, scene, intents);
        judgement_view::list(ui, project, scored, scene);
        persuasion_view::show(ui, scored, &project.document().settings.topic, scene);
        turnover_view::show(ui, &mut screen.turnover, project, scored, scene, intents);
        turnover_view::leaving(ui, project, intents);
    });
}

/// Makes a plan for whoever is selected, else brings them into the one there is.
fn plan_button(
    ui: &mut Ui,
    screen: &mut Screen,
    project: &Project,
    scored: &Scored,
    scene: &Scene<'_>,
    intents: &mut Intents,
) {
    // Nobody's number is copied before the button is pressed: half a million may be selected.
    let edits = |scene: &Scene<'_>| workspace_view::add_selection(scored, scene.selection);
    match plan::shown(screen, project) {
        Some(plan) if !scene.selection.is_empty() => {
            let is_open = plan.frozen.is_none();
            if primary(ui, say::add_to_plan(), is_open).on_hover_text(&plan.name).clicked() {
                let plan = plan.id;
                if let Some(edit) = edits(scene) {
                    intents.command(Command::EditPlan { plan, edit });
                }
                screen.room = Room::Plan;
            }
        }
        Some(_) => {
            if primary(ui, say::to_plan(), true).clicked() {
                screen.room = Room::Plan;
            }
        }
        None => {
            if primary(ui, say::make_plan(), true).clicked() {
                workspace_view::begin_plan(screen, project, edits(scene).into_iter().collect(), intents);
            }
        }
    }
}

/// A person as a row that opens the card.
pub fn name_row(ui: &mut Ui, scored: &Scored, scores: &Scores, person: u32, scene: &mut Scene<'_>) {
    let colours = theme::of(ui);
    let at = person as usize;
    let slot = |tribe: u32| scene.project.map_or(GREY, |project| project.derived().guise().slot(tribe));
    let look =
        scored.tribes.tribe_of(person).map_or(colours.line, |_| colours.tribe_in(slot(scored.tribes.of[at])).hue);
    let atoms =
        (RichText::new("●").size(12.0).color(look), RichText::new(scored.people.label(person)).color(colours.ink));
    let width = ui.available_width();
    let score = say::beside(scores.rank_by_contacts[at], &number::about(f64::from(scores.influence[at].round())));
    let score = RichText::new(score).color(colours.muted);
    let button =
        egui::Button::new(atoms).frame_when_inactive(false).right_text(score).min_size(egui::vec2(width, 26.0));
    if ui.add(button).clicked() {
        choose_person(scene.selection, person, false);
    }
}
