//! The people most able to sway those of a stage, of all tribes or one; worked out once for each question.

use super::StagesView;
use crate::domain::forecast::Assumptions;
use crate::domain::model::{Network, Person, Stage};
use crate::domain::score::Scored;
use crate::domain::stages::{PeopleStages, Swayer, sway};
use crate::domain::ticket::Ticket;
use crate::project::{Project, Selection};
use crate::ui::lists_view::choose_person;
use crate::ui::theme;
use crate::ui::widgets::{caption, plain};
use crate::ui::words::{number, stages as say};
use egui::Ui;
use std::sync::Arc;

/// How many are named.
const N_NAMED: usize = 12;

/// The answer to the last question.
#[derive(Debug, Default)]
pub struct Found {
    question: Option<Question>,
    people: Vec<Swayer>,
    members: Vec<Person>,
}

#[derive(Debug)]
struct Question {
    network: Arc<Network>,
    stages: Arc<PeopleStages>,
    stage: Stage,
    tribe: Option<u32>,
    assumptions: Assumptions,
}

impl Question {
    fn is(&self, other: &Question) -> bool {
        Arc::ptr_eq(&self.network, &other.network)
            && Arc::ptr_eq(&self.stages, &other.stages)
            && (self.stage, self.tribe, self.assumptions) == (other.stage, other.tribe, other.assumptions)
    }
}

impl Found {
    fn ask(&mut self, question: Question, scored: &Scored) {
        if self.question.as_ref().is_some_and(|known| known.is(&question)) {
            return;
        }
        let is_in = |person: &Person| {
            question.tribe.is_none_or(|id| scored.tribes.tribe_of(*person).is_some_and(|tribe| tribe.id == id))
        };
        self.members = question.stages.people(question.stage).into_iter().filter(is_in).collect();
        // A ticket of one's own is never stopped.
        let found =
            sway(&scored.network, &scored.people, &self.members, &question.assumptions, N_NAMED, &Ticket::new());
        self.people = found.unwrap_or_default();
        self.question = Some(question);
    }
}

/// Whether somebody was chosen to be looked at on the map.
pub fn show(
    ui: &mut Ui,
    view: &mut StagesView,
    project: &Project,
    scored: &Arc<Scored>,
    selection: &mut Selection,
) -> bool {
    caption(ui, say::sway_hint());
    let told = project.derived().stages();
    let stage = view.stage(told);
    ui.label(say::row(stage, told.counts[stage.position()]));
    if view.tribe.is_some_and(|id| scored.tribes.by_id(id).is_none()) {
        view.tribe = None;
    }
    tribe(ui, view, project, scored);
    let question = Question {
        network: scored.network.clone(),
        stages: told.clone(),
        stage,
        tribe: view.tribe,
        assumptions: project.document().assumptions,
    };
    view.swayers.ask(question, scored);
    let found = &view.swayers;
    if found.people.is_empty() {
        caption(ui, say::nobody_sways());
        return false;
    }
    let mut is_chosen = false;
    for swayer in &found.people {
        let text = say::swayer(scored.people.label(swayer.person), swayer.moved, swayer.n_contacts);
        let button = egui::Button::new(text).frame_when_inactive(false);
        if ui.add(button).on_hover_text(say::show_card()).clicked() {
            choose_person(selection, swayer.person, false);
            is_chosen = true;
        }
    }
    ui.add_space(theme::SPACE_XS);
    if plain(ui, &say::select(&number::people(found.members.len())), !found.members.is_empty()).clicked() {
        selection.clear();
        selection.people.extend(found.members.iter().copied());
        is_chosen = true;
    }
    is_chosen
}

/// One tribe, or all.
fn tribe(ui: &mut Ui, view: &mut StagesView, project: &Project, scored: &Scored) {
    let names = project.document().names_of_tribes(scored);
    let position = |id: u32| scored.tribes.tribes.iter().position(|tribe| tribe.id == id);
    let shown = view.tribe.and_then(position).and_then(|n| names.get(n)).map_or(say::together(), String::as_str);
    ui.horizontal(|ui| {
        let label = ui.label(say::of_tribe());
        let combo = egui::ComboBox::from_id_salt("tribe to sway").selected_text(shown).truncate();
        let list = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut view.tribe, None, say::together());
            for (tribe, name) in scored.tribes.tribes.iter().zip(&names) {
                ui.selectable_value(&mut view.tribe, Some(tribe.id), name);
            }
        });
        list.response.labelled_by(label.id);
    });
}
