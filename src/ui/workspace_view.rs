//! The map between the lists and the panel on the right: the rooms People and Plan; decides nothing itself.

use super::intent::{Ask, Intents};
use super::lists_view::{self, choose_person, choose_tribe};
use super::map::{Gesture, MapInput, MapResponse, ToPlan};
use super::panes::Pane;
use super::widgets::{self, primary};
use super::words::{self, people as say};
use super::{Room, Scene, Screen, card_view, filter_view, overview_view, plan, theme, time_view, tribe_view};
use crate::domain::campaign::PlanEdit;
use crate::domain::export::Kind;
use crate::domain::score::Scored;
use crate::project::{Command, Export, Project, Selection};
use egui::{CentralPanel, Panel, Ui};
use egui_phosphor::regular as glyph;
use std::sync::Arc;

pub fn show(ui: &mut Ui, screen: &mut Screen, project: &Project, scene: &mut Scene<'_>, intents: &mut Intents) {
    let colours = theme::of(ui);
    let Some(scored) = project.derived().scored.clone().filter(|scored| !scored.scores.order.is_empty()) else {
        nothing_yet(ui, screen, scene, intents);
        return;
    };
    if let Some(said) = screen.lists.take_said() {
        screen.notify(said, false);
    }
    let page = if screen.room == Room::Plan { plan::page(screen, project) } else { plan::Page::Map };
    if screen.plans.is_led() {
        // The part of the plan that is led to stands where the card is.
        scene.selection.card = None;
    }
    let pane = screen.panes.show(ui, screen.room, page, screen.plans.is_led(), scene.selection);
    let surface = egui::Frame::new().fill(colours.surface);
    let (narrow, wide) =
        (surface.inner_margin(egui::Margin::same(12)), surface.inner_margin(egui::Margin::symmetric(16, 12)));
    match pane {
        Some(Pane::Lists) if screen.lists.is_wide => {
            CentralPanel::default()
                .frame(narrow)
                .show(ui, |ui| wide_lists(ui, screen, project, &scored, scene, false, intents));
        }
        Some(Pane::Lists) => {
            CentralPanel::default().frame(narrow).show(ui, |ui| lists(ui, screen, project, &scored, scene, intents));
        }
        Some(Pane::Side) => {
            CentralPanel::default().frame(wide).show(ui, |ui| side(ui, screen, project, &scored, scene, intents));
        }
        Some(Pane::Middle) => middle(ui, screen, project, &scored, scene, (page, false), intents),
        None => {
            if page == plan::Page::Map && !screen.lists.is_wide {
                // Wide enough for whole names beside their figures.
                let panel = Panel::left("lists").default_size(340.0).size_range(200.0..=420.0);
                panel.frame(narrow).show(ui, |ui| lists(ui, screen, project, &scored, scene, intents));
            }
            let panel = Panel::right("panel").default_size(360.0).size_range(320.0..=520.0).frame(wide);
            let right = panel.show(ui, |ui| side(ui, screen, project, &scored, scene, intents));
            take_drop(ui, &right.response, screen, project, &scored, scene, intents);
            let is_as_table = screen.lists.is_wide;
            middle(ui, screen, project, &scored, scene, (page, is_as_table), intents);
        }
    }
}

/// The chips over the lists, at the left.
fn lists(
    ui: &mut Ui,
    screen: &mut Screen,
    project: &Project,
    scored: &Arc<Scored>,
    scene: &mut Scene<'_>,
    intents: &mut Intents,
) {
    filter_view::show(ui, &mut screen.filter, project, scored, scene.selection, intents);
    widgets::hairline(ui);
    lists_view::show(ui, &mut screen.lists, project, scored, scene, intents);
}

/// The plan, a card or the overview, at the right.
fn side(
    ui: &mut Ui,
    screen: &mut Screen,
    project: &Project,
    scored: &Arc<Scored>,
    scene: &mut Scene<'_>,
    intents: &mut Intents,
) {
    if screen.room == Room::Plan && scene.selection.card.is_none() {
        plan::show(ui, screen, project, scene, intents);
    } else if let Some(person) = scene.selection.card {
        card_view::person(ui, screen, project, scored, scene, person, intents);
    } else if let Some(&tribe) = scene.selection.tribes.first().filter(|_| scene.selection.tribes.len() == 1) {
        tribe_view::show(ui, screen, project, scored, scene, tribe, intents);
    } else {
        overview_view::show(ui, screen, project, scored, scene, intents);
    }
}

/// The lists as a table, with all their columns.
fn wide_lists(
    ui: &mut Ui,
    screen: &mut Screen,
    project: &Project,
    scored: &Arc<Scored>,
    scene: &mut Scene<'_>,
    is_for_the_map: bool,
    intents: &mut Intents,
) {
    filter_view::show(ui, &mut screen.filter, project, scored, scene.selection, intents);
    lists_view::show_wide(ui, &mut screen.lists, project, scored, scene, is_for_the_map, intents);
}

/// The map, the lists as a table or a page of the plan, in the middle.
fn middle(
    ui: &mut Ui,
    screen: &mut Screen,
    project: &Project,
    scored: &Arc<Scored>,
    scene: &mut Scene<'_>,
    (page, is_as_table): (plan::Page, bool),
    intents: &mut Intents,
) {
    if page != plan::Page::Map {
        let frame = widgets::body(ui);
        CentralPanel::default().frame(frame).show(ui, |ui| plan::show_page(ui, screen, project, scene, intents));
        return;
    }
    let colours = theme::of(ui);
    CentralPanel::default().frame(egui::Frame::new().fill(colours.ground)).show(ui, |ui| {
        if !is_as_table {
            map(ui, screen, project, scored, scene, intents);
            return;
        }
        let frame = egui::Frame::new().fill(colours.surface).inner_margin(egui::Margin::same(12));
        frame.show(ui, |ui| wide_lists(ui, screen, project, scored, scene, true, intents));
    });
}

fn nothing_yet(ui: &mut Ui, screen: &mut Screen, scene: &Scene<'_>, intents: &mut Intents) {
    let frame = widgets::body(ui);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ui.add_space(ui.available_height() * 0.2);
        if let Some(progress) = scene.progress {
            widgets::empty(ui, glyph::HOURGLASS, say::working_title(), say::working_text());
            ui.vertical_centered(|ui| {
                ui.label(words::progress(progress));
                if progress.total > 0 {
                    let share = progress.done as f32 / progress.total as f32;
                    let bar = egui::ProgressBar::new(share).desired_width(280.0).desired_height(8.0);
                    ui.add(bar.fill(theme::of(ui).accent));
                }
                if widgets::plain(ui, words::stop(), true).clicked() {
                    intents.ask(Ask::StopWork);
                }
            });
            return;
        }
        widgets::empty(ui, glyph::GRAPH, say::not_scored_title(), say::not_scored_text());
        ui.vertical_centered(|ui| {
            if primary(ui, words::data::add_files(), true).clicked() {
                screen.room = Room::Data;
                intents.ask(Ask::ChooseFiles);
            }
        });
    });
}

/// The edit that puts everybody selected into a plan's audience.
#[must_use]
pub fn add_selection(scored: &Scored, selection: &Selection) -> Option<PlanEdit> {
    let tribes: Vec<u32> = selection.tribes.iter().copied().collect();
    let people: Vec<String> = selection.people.iter().map(|&row| scored.people.ids[row as usize].clone()).collect();
    match (tribes.is_empty(), people.is_empty()) {
        (true, true) => None,
        (false, true) => Some(PlanEdit::AddTribes(tribes)),
        (true, false) => Some(PlanEdit::AddPeople(people)),
        (false, false) => Some(PlanEdit::AddChosen { tribes, people }),
    }
}

/// Makes a plan at once, for these people, and shows it.
pub fn begin_plan(screen: &mut Screen, project: &Project, edits: Vec<PlanEdit>, intents: &mut Intents) {
    intents.command(Command::BeginPlan { name: plan::new_name(project), edits });
    (screen.room, screen.plan) = (Room::Plan, None);
}

/// Puts whoever is selected into the plan in mind; where there is none, into a new one.
fn add_to_plan(screen: &mut Screen, project: &Project, scored: &Scored, selection: &Selection, intents: &mut Intents) {
    let Some(edit) = add_selection(scored, selection) else { return };
    let name = if let Some(plan) = plan::shown(screen, project) {
        let is_refused = crate::domain::campaign::edit(plan, &edit).is_err();
        intents.command(Command::EditPlan { plan: plan.id, edit });
        if is_refused {
            return;
        }
        plan.name.clone()
    } else {
        let name = plan::new_name(project);
        intents.command(Command::BeginPlan { name: name.clone(), edits: vec![edit] });
        name
    };
    let (n_people, n_tribes) = selection.count(&scored.tribes);
    screen.notify(words::map::added_to_plan(n_people, n_tribes, &name), false);
}

/// Whoever is selected was dragged from the map onto the panel on the right.
fn take_drop(
    ui: &Ui,
    panel: &egui::Response,
    screen: &mut Screen,
    project: &Project,
    scored: &Scored,
    scene: &Scene<'_>,
    intents: &mut Intents,
) {
    if !egui::DragAndDrop::has_payload_of_type::<ToPlan>(ui.ctx()) {
        return;
    }
    let is_over = ui.input(|input| input.pointer.interact_pos()).is_some_and(|at| panel.rect.contains(at));
    if is_over {
        let stroke = egui::Stroke::new(2.0, theme::of(ui).accent);
        ui.painter().rect_stroke(panel.rect.shrink(2.0), f32::from(theme::RADIUS), stroke, egui::StrokeKind::Inside);
    }
    if ui.input(|input| input.pointer.any_released()) {
        egui::DragAndDrop::clear_payload(ui.ctx());
        if is_over {
            add_to_plan(screen, project, scored, scene.selection, intents);
        }
    }
}

fn map(
    ui: &mut Ui,
    screen: &mut Screen,
    project: &Project,
    scored: &Arc<Scored>,
    scene: &mut Scene<'_>,
    intents: &mut Intents,
) {
    let is_by_people = scene.selection.is_everyone_shown && scene.selection.opened_tribe.is_none();
    let is_ready = !is_by_people || screen.map.is_settled();
    time_view::show(ui, &mut screen.time, project, scene, is_ready, intents);
    let past = screen.time.past(project, scene.selection);
    let document = project.document();
    let guise = past.as_ref().map_or_else(|| project.derived().guise(), |past| &past.guise);
    let cells = screen.plan.filter(|_| screen.room == Room::Plan).and_then(|plan| project.derived().cells(plan));
    let brief = screen.briefed.refresh(document, scored, guise, cells.as_ref());
    let input = MapInput {
        scored,
        brief: &brief,
        guise,
        selection: scene.selection,
        percent: document.share_percent,
        is_plan_locked: plan::shown(screen, project).is_some_and(|plan| plan.frozen.is_some()),
        pinned: &document.pinned,
        past: past.as_ref(),
    };
    let MapResponse { gestures, order } = screen.map.show(ui, &input);
    if let Some(order) = order {
        intents.ask(Ask::Draw(order));
    }
    for gesture in gestures {
        match gesture {
            Gesture::Pinned { id, at } => intents.command(Command::PinTribe { tribe: id, at }),
            Gesture::ToPlan => add_to_plan(screen, project, scored, scene.selection, intents),
            Gesture::ColouredBy(preset) => intents.command(Command::SetPreset(preset)),
            Gesture::LookedBack => screen.time.toggle(project, scene.selection, intents),
            Gesture::SteppedInTime { is_back } => screen.time.step(project, scene.selection, is_back),
            gesture => take(gesture, scored, scene.selection),
        }
    }
}

fn take(gesture: Gesture, scored: &Scored, selection: &mut Selection) {
    match gesture {
        Gesture::ClickedTribe { id, is_adding } => choose_tribe(selection, id, is_adding),
        Gesture::ClickedPerson { person, is_adding } => choose_person(selection, person, is_adding),
        Gesture::OpenedTribe(id) => {
            selection.clear();
            selection.tribes.insert(id);
            selection.opened_tribe = Some(id);
        }
        Gesture::Closed if selection.opened_tribe.is_none() => selection.is_everyone_shown = false,
        Gesture::Closed => selection.opened_tribe = None,
        Gesture::ShowedAll { is_by_people } => {
            (selection.opened_tribe, selection.is_everyone_shown) = (None, is_by_people);
        }
        Gesture::ClearedSelection => selection.clear(),
        Gesture::Chose { chosen, choosing } => selection.choose(&chosen, choosing, &scored.tribes),
        Gesture::ToPlan
        | Gesture::Pinned { .. }
        | Gesture::ColouredBy(_)
        | Gesture::LookedBack
        | Gesture::SteppedInTime { .. } => {}
    }
}

/// The files that can leave from here, as a menu.
pub fn export_menu(ui: &mut Ui, project: &Project, intents: &mut Intents) {
    ui.menu_button(format!("{}  {}", glyph::EXPORT, words::export_label()), |ui| {
        let files = [
            (words::export::influencers(), Export::Table(Kind::Influencers)),
            (words::export::flags(), Export::Table(Kind::Flags)),
            (words::export::people(), Export::Table(Kind::People)),
            (words::export::tribes(), Export::Table(Kind::Tribes)),
            (words::export::ties(), Export::Table(Kind::Ties)),
            (words::export::map(), Export::Map),
            (words::export::large_map(), Export::LargeMap),
        ];
        for (name, export) in files {
            if ui.button(name).clicked() {
                intents.ask(Ask::Export(export));
                ui.close();
            }
        }
        let Some(visible) = project.derived().visible() else { return };
        widgets::hairline(ui);
        widgets::caption(ui, words::export::only_visible(visible.n, visible.of));
        let some = [
            (words::export::people_shown(), Kind::People),
            (words::export::influencers_shown(), Kind::Influencers),
            (words::export::tribes_shown(), Kind::Tribes),
            (words::export::ties_shown(), Kind::Ties),
        ];
        for (name, kind) in some {
            if ui.button(name).clicked() {
                intents.ask(Ask::Export(Export::Visible(kind)));
                ui.close();
            }
        }
    });
}
