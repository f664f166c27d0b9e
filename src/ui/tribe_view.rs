//! The card of a tribe: who is in it, what holds it together, what it is worth, and what a person may change about it;
//! finds no tribe.

use super::card_view::head;
use super::intent::{Ask, Intents};
use super::lists_view::{choose_person, tribe_name};
use super::overview_view::name_row;
use super::widgets::{self, caption, plain, primary, settled_field};
use super::words::{self, number, people as say, tribes as tell};
use super::{Room, Scene, Screen, stages_view, theme, workspace_view};
use crate::domain::campaign::PlanEdit;
use crate::domain::guise::N_SLOTS;
use crate::domain::model::decisions::{MADE, TribeEdit};
use crate::domain::model::{Person, Stage, Stance, Tribe};
use crate::domain::score::Scored;
use crate::domain::tribes::Facts;
use crate::project::{Command, Project};
use egui::{RichText, ScrollArea, Ui};
use std::collections::BTreeSet;
use std::sync::Arc;

const N_KEY_PEOPLE: usize = 8;
/// Ties of the weak place that are named.
const N_CRITICAL: usize = 6;
/// Tribes offered to join with.
const N_OFFERED: usize = 200;

/// What was looked up about the tribe on show.
#[derive(Debug, Default)]
pub struct TribeView {
    asked: Option<(u32, Arc<Scored>)>,
    told: Option<(u32, Arc<Scored>, Option<Facts>)>,
}

impl TribeView {
    /// Takes what a worker found.
    pub fn take(&mut self, tribe: u32, scored: Arc<Scored>, facts: Option<Facts>) {
        self.told = Some((tribe, scored, facts));
    }

    fn facts(&self, tribe: u32, scored: &Arc<Scored>) -> Option<&Facts> {
        let (of, at, facts) = self.told.as_ref()?;
        facts.as_ref().filter(|_| *of == tribe && Arc::ptr_eq(at, scored))
    }

    /// How close it is, and the few ties that it hangs by.
    fn holds(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        scored: &Arc<Scored>,
        id: u32,
        scene: &mut Scene<'_>,
        intents: &mut Intents,
    ) {
        let is_asked = self.asked.as_ref().is_some_and(|(of, at)| *of == id && Arc::ptr_eq(at, scored));
        if !is_asked && project.derived().is_scored() {
            self.asked = Some((id, scored.clone()));
            intents.ask(Ask::LookIntoTribe(id));
        }
        widgets::section(ui, tell::holds());
        let Some(facts) = self.facts(id, scored) else {
            caption(ui, tell::looking());
            return;
        };
        caption(ui, tell::cohesion(facts.cohesion));
        let Some(seam) = &facts.seam else {
            caption(ui, tell::no_seam());
            return;
        };
        ui.label(tell::seam(seam));
        widgets::section(ui, tell::critical());
        for &row in seam.tie_rows.iter().rev().take(N_CRITICAL) {
            let (a, b) = (scored.ties.a[row as usize], scored.ties.b[row as usize]);
            let text = format!("{} – {}", scored.people.label(a), scored.people.label(b));
            if widgets::list(ui, |ui| ui.add(egui::Button::new(text).frame_when_inactive(false).truncate())).clicked() {
                choose_person(scene.selection, a, false);
                scene.selection.people.insert(b);
            }
        }
    }
}

pub fn show(
    ui: &mut Ui,
    screen: &mut Screen,
    project: &Project,
    scored: &Arc<Scored>,
    scene: &mut Scene<'_>,
    id: u32,
    intents: &mut Intents,
) {
    let Some(position) = scored.tribes.tribes.iter().position(|tribe| tribe.id == id) else { return };
    let tribe = &scored.tribes.tribes[position];
    let name = tribe_name(scored, project.document(), position);
    let mut is_closed = false;
    head(ui, name, &mut is_closed);
    if is_closed {
        scene.selection.clear();
        return;
    }
    ScrollArea::vertical().id_salt(("tribe", id)).auto_shrink(false).show(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        if let Some(name) = settled_field(ui, words::rename(), name, &tribe.name) {
            intents.command(Command::RenameTribe { tribe: id, name });
        }
        ui.label(RichText::new(format!("{}.", number::people(tribe.members.len()))).size(theme::SECTION));
        ui.label(say::tribe_inside(tribe.inside, tribe.outside));
        stages_view::needs(ui, scored.lives.needs.tribe(position));
        worth(ui, project, scored, tribe);
        widgets::section(ui, say::key_people());
        let best = tribe.members.iter().filter(|&&member| scored.scores.rank[member as usize] > 0);
        for &member in best.take(N_KEY_PEOPLE) {
            name_row(ui, scored, &scored.scores, member, scene);
        }
        ui.add_space(theme::SPACE_M);
        ui.horizontal(|ui| {
            tribe_buttons(ui, screen, project, scene, id, intents);
        });
        screen.tribe.holds(ui, project, scored, id, scene, intents);
        shaping(ui, &mut screen.tribe, project, scored, id, scene, intents);
    });
}

fn tribe_buttons(
    ui: &mut Ui,
    screen: &mut Screen,
    project: &Project,
    scene: &mut Scene<'_>,
    id: u32,
    intents: &mut Intents,
) {
    let document = project.document();
    let plan = screen.plan.and_then(|plan| document.plan(plan)).or(document.plans.last());
    match plan {
        Some(plan) => {
            if primary(ui, say::add_to_plan(), plan.frozen.is_none()).on_hover_text(&plan.name).clicked() {
                intents.command(Command::EditPlan { plan: plan.id, edit: PlanEdit::AddTribes(vec![id]) });
                screen.room = Room::Plan;
            }
        }
        None => {
            if primary(ui, say::make_plan(), true).clicked() {
                workspace_view::begin_plan(screen, project, vec![PlanEdit::AddTribes(vec![id])], intents);
            }
        }
    }
    if plain(ui, say::open_tribe(), scene.selection.opened_tribe != Some(id)).clicked() {
        scene.selection.opened_tribe = Some(id);
    }
}

/// What its people spend, and who of them may go.
fn worth(ui: &mut Ui, project: &Project, scored: &Scored, tribe: &Tribe) {
    let spend = |person: Person| scored.people.spend_cents[person as usize];
    let own: i64 = tribe.members.iter().map(|&person| spend(person)).sum();
    let all: i64 = scored.people.spend_cents.iter().sum();
    let (stages, stances) = (project.derived().stages(), project.derived().stances());
    let count = |is_it: &dyn Fn(Person) -> bool| tribe.members.iter().filter(|&&person| is_it(person)).count();
    let of_stage = |stage: Stage| count(&|person| stages.stage(person) == Some(stage));
    let n_offside = count(&|person| stances.stance(person) == Some(Stance::Offside));
    widgets::section(ui, tell::worth_label());
    if own > 0 {
        caption(ui, tell::worth(own, own as f64 / all.max(1) as f64));
    }
    caption(ui, tell::risk(of_stage(Stage::AtRisk), of_stage(Stage::Lost), n_offside));
}

fn shape(intents: &mut Intents, edit: TribeEdit) {
    intents.command(Command::ShapeTribes(edit));
}

/// What a person may change about it.
fn shaping(
    ui: &mut Ui,
    view: &mut TribeView,
    project: &Project,
    scored: &Arc<Scored>,
    id: u32,
    scene: &Scene<'_>,
    intents: &mut Intents,
) {
    widgets::section(ui, tell::shape());
    merging(ui, project, scored, id, intents);
    ui.horizontal_wrapped(|ui| {
        let ids = |people: &mut dyn Iterator<Item = Person>| -> BTreeSet<String> {
            people.map(|person| scored.people.ids[person as usize].clone()).collect()
        };
        let seam = view.facts(id, scored).and_then(|facts| facts.seam.as_ref());
        if plain(ui, tell::split_seam(), seam.is_some()).clicked()
            && let Some(seam) = seam
        {
            shape(intents, TribeEdit::Split { tribe: id, members: ids(&mut seam.smaller.iter().copied()) });
        }
        let is_of = |person: &Person| scored.tribes.tribe_of(*person).is_some_and(|tribe| tribe.id == id);
        let chosen = || scene.selection.people.iter().copied().filter(is_of);
        if plain(ui, tell::split_selected(), chosen().next().is_some()).clicked() {
            shape(intents, TribeEdit::Split { tribe: id, members: ids(&mut chosen()) });
        }
    });
    colours(ui, project, scored, id, intents);
    let by_hand = &project.document().decisions.tribes;
    let is_changed = id >= MADE || by_hand.looks.contains_key(&id) || by_hand.shapes.iter().any(|one| one.touches(id));
    if is_changed && widgets::quiet(ui, tell::restore()).clicked() {
        shape(intents, TribeEdit::Restore { tribe: id });
    }
}

fn merging(ui: &mut Ui, project: &Project, scored: &Scored, id: u32, intents: &mut Intents) {
    let label = caption(ui, tell::merge());
    let width = ui.available_width();
    let combo = egui::ComboBox::from_id_salt("join with").selected_text(tell::merge_hint()).width(width).truncate();
    let response = combo.show_ui(ui, |ui| {
        for (position, tribe) in scored.tribes.tribes.iter().enumerate().take(N_OFFERED) {
            let name = tribe_name(scored, project.document(), position);
            if tribe.id != id && ui.selectable_label(false, name).clicked() {
                shape(intents, TribeEdit::Merge { from: tribe.id, into: id });
            }
        }
    });
    response.response.labelled_by(label.id);
}

/// Its look among the few there are.
fn colours(ui: &mut Ui, project: &Project, scored: &Scored, id: u32, intents: &mut Intents) {
    let palette = theme::of(ui);
    let position = scored.tribes.tribes.iter().position(|tribe| tribe.id == id).unwrap_or(0) as u32;
    let now = project.derived().guise().slot(position);
    caption(ui, tell::colour_label());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
        for slot in 0..N_SLOTS {
            let look = palette.tribe_in(slot);
            let (rect, response) = ui.allocate_exact_size(egui::vec2(22.0, 22.0), egui::Sense::click());
            ui.painter().circle_filled(rect.center(), 6.0, look.hue);
            if look.has_ring {
                ui.painter().circle_stroke(rect.center(), 8.0, egui::Stroke::new(1.0, look.hue));
            }
            if slot == now || response.has_focus() {
                ui.painter().rect_stroke(rect, 4.0, egui::Stroke::new(2.0, palette.accent), egui::StrokeKind::Inside);
            }
            let name = tell::colour(slot);
            response.widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::Button, true, slot == now, &name));
            if response.on_hover_text(&name).clicked() {
                shape(intents, TribeEdit::Recolour { tribe: id, look: Some(slot) });
            }
        }
    });
}

/// To which tribe somebody belongs, on their card.
pub fn pin(ui: &mut Ui, project: &Project, scored: &Scored, who: Person, intents: &mut Intents) {
    if !scored.people.scorable_one(who) {
        return;
    }
    let id = &scored.people.ids[who as usize];
    let pinned = project.document().decisions.tribes.pinned(|other| other == id);
    let name = |tribe: u32| project.document().name_of_tribe(tribe, Some(scored)).unwrap_or(say::no_tribe()).to_owned();
    let label = caption(ui, tell::pin());
    let width = ui.available_width();
    let now = pinned.map_or(tell::as_found().to_owned(), name);
    let combo = egui::ComboBox::from_id_salt("belongs to").selected_text(now).width(width).truncate();
    let response = combo.show_ui(ui, |ui| {
        let mut offer = |ui: &mut Ui, tribe: Option<u32>, text: &str| {
            if ui.selectable_label(pinned == tribe, text).clicked() && pinned != tribe {
                shape(intents, TribeEdit::Pin { person: id.clone(), tribe });
            }
        };
        offer(ui, None, tell::as_found());
        for (position, tribe) in scored.tribes.tribes.iter().enumerate().take(N_OFFERED) {
            offer(ui, Some(tribe.id), tribe_name(scored, project.document(), position));
        }
    });
    response.response.labelled_by(label.id);
}
