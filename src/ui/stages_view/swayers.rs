//! The people most able to sway those of a stage or of any, of all tribes or one, on show or chosen; worked out once for
//! each question.

use super::StagesView;
use crate::domain::filter::Visible;
use crate::domain::forecast::Assumptions;
use crate::domain::model::{Network, Person, Stage};
use crate::domain::score::Scored;
use crate::domain::stages::{PeopleStages, Swayer, sway};
use crate::domain::ticket::Ticket;
use crate::project::{Project, Selection, Shared};
use crate::ui::lists_view::choose_person;
use crate::ui::theme;
use crate::ui::widgets::{self, caption, plain};
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

/// Of whom those of a stage are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    #[default]
    Everyone,
    /// Those whom the filters leave on show.
    OnShow,
    /// Those who are selected.
    Chosen,
    /// Of the tribe with this lasting id.
    Tribe(u32),
}

#[derive(Debug)]
struct Question {
    network: Arc<Network>,
    stages: Arc<PeopleStages>,
    /// None: of any stage.
    stage: Option<Stage>,
    group: Group,
    /// Who is on show and who is selected, where that is asked for.
    visible: Option<Arc<Visible>>,
    chosen: Shared,
    assumptions: Assumptions,
}

impl Question {
    fn is(&self, other: &Question) -> bool {
        Arc::ptr_eq(&self.network, &other.network)
            && Arc::ptr_eq(&self.stages, &other.stages)
            && (self.stage, self.group, self.assumptions) == (other.stage, other.group, other.assumptions)
            && self.visible.as_ref().map(Arc::as_ptr) == other.visible.as_ref().map(Arc::as_ptr)
            && self.chosen == other.chosen
    }
}

impl Found {
    fn ask(&mut self, question: Question, scored: &Scored) {
        if self.question.as_ref().is_some_and(|known| known.is(&question)) {
            return;
        }
        let is_in = |person: &Person| match question.group {
            Group::Everyone => true,
            Group::OnShow => question.visible.as_ref().is_none_or(|visible| visible.contains(*person)),
            Group::Chosen => question.chosen.contains(person),
            Group::Tribe(id) => scored.tribes.tribe_of(*person).is_some_and(|tribe| tribe.id == id),
        };
        let may_be =
            |person: &Person| scored.people.scorable_one(*person) && scored.people.is_customer[*person as usize];
        let of_stage = match question.stage {
            Some(stage) => question.stages.people(stage),
            None => (0..scored.people.len() as Person).filter(may_be).collect(),
        };
        self.members = of_stage.into_iter().filter(is_in).collect();
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
    let stage = (!view.is_any_stage).then_some(stage);
    ui.label(stage.map_or(say::any_stage().to_owned(), |stage| say::row(stage, told.counts[stage.position()])));
    widgets::tick(ui, &mut view.is_any_stage, say::of_any_stage());
    if matches!(view.group, Group::Tribe(id) if scored.tribes.by_id(id).is_none()) {
        view.group = Group::Everyone;
    }
    group(ui, view, project, scored, selection);
    let question = Question {
        network: scored.network.clone(),
        stages: told.clone(),
        stage,
        group: view.group,
        visible: project.derived().visible().filter(|_| view.group == Group::OnShow).cloned(),
        chosen: if view.group == Group::Chosen { selection.people.clone() } else { Shared::default() },
        assumptions: project.document().assumptions,
    };
    view.swayers.ask(question, scored);
    let found = &view.swayers;
    if found.people.is_empty() {
        caption(ui, if found.members.is_empty() { say::nobody_to_sway() } else { say::nobody_sways() });
        return false;
    }
    let mut is_chosen = false;
    for swayer in &found.people {
        let text = say::swayer(scored.people.label(swayer.person), swayer.n_contacts);
        ui.horizontal(|ui| {
            let button = egui::Button::new(text).frame_when_inactive(false);
            if ui.add(button).on_hover_text(say::show_card()).clicked() {
                choose_person(selection, swayer.person, false);
                is_chosen = true;
            }
            widgets::forecast(ui, say::would_follow(swayer.moved));
        });
    }
    ui.add_space(theme::SPACE_XS);
    if plain(ui, &say::select(&number::people(found.members.len())), !found.members.is_empty()).clicked() {
        selection.clear();
        selection.people.extend(found.members.iter().copied());
        is_chosen = true;
    }
    is_chosen
}

/// Everybody, those on show, those selected, or one tribe.
fn group(ui: &mut Ui, view: &mut StagesView, project: &Project, scored: &Scored, selection: &Selection) {
    let names = project.document().names_of_tribes(scored);
    let position = |id: u32| scored.tribes.tribes.iter().position(|tribe| tribe.id == id);
    let chosen = say::of_chosen(selection.people.len());
    let shown = match view.group {
        Group::Everyone => say::together(),
        Group::OnShow => say::of_those_on_show(),
        Group::Chosen => &chosen,
        Group::Tribe(id) => position(id).and_then(|n| names.get(n)).map_or(say::together(), String::as_str),
    };
    ui.horizontal(|ui| {
        let label = ui.label(say::of_tribe());
        let combo = egui::ComboBox::from_id_salt("tribe to sway").selected_text(shown).truncate();
        let list = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut view.group, Group::Everyone, say::together());
            ui.selectable_value(&mut view.group, Group::OnShow, say::of_those_on_show());
            ui.selectable_value(&mut view.group, Group::Chosen, &chosen);
            for (tribe, name) in scored.tribes.tribes.iter().zip(&names) {
                ui.selectable_value(&mut view.group, Group::Tribe(tribe.id), name);
            }
        });
        list.response.labelled_by(label.id);
    });
}
