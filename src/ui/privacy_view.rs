//! Legal grounds, opt-outs, and one person's data to be given out or erased; erases nobody itself.

use super::intent::{Ask, Intents};
use super::theme;
use super::widgets::{self, caption, plain, quiet};
use super::words::{self, privacy as say};
use crate::domain::model::decisions::{Basis, RespectEdit};
use crate::domain::model::{People, Person};
use crate::domain::respect;
use crate::project::{Command, Export, Project, Traces};
use egui::{Align, Layout, RichText, Ui};
use std::sync::Arc;

const N_FOUND: usize = 8;

/// What was typed and found, and who is about to be erased.
#[derive(Debug, Default)]
pub struct PrivacyView {
    typed: String,
    /// For what was typed and for whom it was looked.
    looked: Option<(String, Arc<People>)>,
    found: Vec<Person>,
    /// The id by which the person was found, and where they are named.
    asking: Option<(String, Traces)>,
}

impl PrivacyView {
    fn look(&mut self, people: &Arc<People>) {
        let is_same = |(typed, old): &(String, Arc<People>)| *typed == self.typed && Arc::ptr_eq(old, people);
        if !self.looked.as_ref().is_some_and(is_same) {
            self.found = respect::find(people, self.typed.trim(), N_FOUND);
            self.looked = Some((self.typed.clone(), people.clone()));
        }
    }
}

pub fn show(ui: &mut Ui, view: &mut PrivacyView, project: &Project, n_copies: usize, intents: &mut Intents) {
    ui.label(RichText::new(say::title()).font(theme::strong(theme::TITLE)));
    caption(ui, say::hint());
    ui.add_space(theme::SPACE_S);
    widgets::scrolled(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        one_person(ui, view, project, intents);
        opt_outs(ui, project, intents);
        erased(ui, project, n_copies, intents);
        grounds(ui, project, intents);
    });
    ask(ui, view, intents);
}

/// A kind word where nothing says who must be left alone.
pub fn ask_for_opt_outs(ui: &mut Ui, intents: &mut Intents) {
    ui.add_space(theme::SPACE_S);
    widgets::well(ui, |ui| {
        ui.label(say::no_opt_outs());
        if plain(ui, say::add_opt_outs(), true).clicked() {
            intents.ask(Ask::ChooseFiles);
        }
    });
}

fn one_person(ui: &mut Ui, view: &mut PrivacyView, project: &Project, intents: &mut Intents) {
    widgets::section(ui, say::find_title());
    let Some(people) = project.people() else {
        caption(ui, say::nobody_yet());
        return;
    };
    ui.scope(|ui| {
        widgets::at_most(ui, 320.0);
        // Everybody is looked through: once, when the text is settled.
        if let Some(typed) = widgets::settled_field(ui, say::find(), &view.typed, say::find_hint()) {
            view.typed = typed;
        }
    });
    if view.typed.trim().is_empty() {
        return;
    }
    view.look(people);
    if view.found.is_empty() {
        caption(ui, say::nobody());
    }
    for &person in &view.found {
        let id = &people.ids[person as usize];
        let label = people.label(person);
        ui.horizontal(|ui| {
            ui.label(label);
            if label != id {
                caption(ui, id.as_str());
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let erase = quiet(ui, say::erase());
                named(&erase, &say::of(say::erase(), id));
                if erase.clicked() {
                    view.asking = Some((id.clone(), project.traces(id)));
                }
                let about = quiet(ui, say::about());
                named(&about, &say::of(say::about(), id));
                if about.clicked() {
                    intents.ask(Ask::Export(Export::About { person: id.clone() }));
                }
            });
        });
    }
}

fn named(button: &egui::Response, name: &str) {
    button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
}

fn opt_outs(ui: &mut Ui, project: &Project, intents: &mut Intents) {
    widgets::section(ui, say::opt_outs());
    if let Some(people) = project.people() {
        ui.label(say::opted_out(people.is_opted_out.iter().filter(|is_out| **is_out).count()));
    }
    if project.document().lacks_opt_outs() {
        ask_for_opt_outs(ui, intents);
    }
}

fn erased(ui: &mut Ui, project: &Project, n_copies: usize, intents: &mut Intents) {
    let n_erased = project.document().decisions.respect.n_erased;
    widgets::section(ui, say::erased_title());
    ui.label(say::n_erased(n_erased));
    if n_erased > 0 && n_copies > 0 {
        widgets::well(ui, |ui| {
            ui.label(RichText::new(say::copies_left(n_copies)).color(theme::of(ui).care));
            if plain(ui, say::remove_copies(), true).clicked() {
                intents.ask(Ask::RemoveCopies);
            }
        });
    }
}

fn grounds(ui: &mut Ui, project: &Project, intents: &mut Intents) {
    if project.document().imports.is_empty() {
        return;
    }
    widgets::section(ui, say::basis_title());
    for import in &project.document().imports {
        ui.scope(|ui| {
            widgets::at_most(ui, 320.0);
            if let Some(basis) = widgets::choice(ui, &import.file_name, import.basis, &Basis::ALL, say::basis) {
                intents.command(Command::DecideRespect(RespectEdit::SetBasis { import: import.id, basis }));
            }
        });
    }
}

/// Asks before somebody is erased: there is no way back.
fn ask(ui: &mut Ui, view: &mut PrivacyView, intents: &mut Intents) {
    let Some((id, traces)) = &view.asking else { return };
    let frame = egui::Frame::window(ui.style()).inner_margin(egui::Margin::same(20));
    let mut is_over = false;
    let modal = egui::Modal::new(egui::Id::new("erase")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(520.0);
        ui.label(RichText::new(say::erase_question(traces)).font(theme::strong(theme::SECTION)));
        ui.label(say::places(traces));
        ui.label(RichText::new(say::cannot_undo()).color(theme::of(ui).care));
        caption(ui, say::elsewhere());
        ui.add_space(theme::SPACE_S);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::primary(ui, say::erase_now(), true).clicked() {
                intents.ask(Ask::Erase { person: id.clone() });
                is_over = true;
            }
            is_over |= plain(ui, words::cancel(), true).clicked();
        });
    });
    if is_over || modal.should_close() {
        view.asking = None;
        view.typed.clear();
    }
}
