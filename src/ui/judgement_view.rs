//! What somebody knows better than the figures about one person, and the list of all such decisions; decides nothing.

use super::Scene;
use super::intent::Intents;
use super::lists_view::choose_person;
use super::theme;
use super::widgets::{self, caption, quiet, settled_field};
use super::words::judgement as say;
use crate::domain::influence::Card;
use crate::domain::model::Call;
use crate::domain::model::decisions::{JudgementEdit, Opinion};
use crate::domain::score::Scored;
use crate::project::{Command, Project};
use egui::{RichText, Ui};

/// The part of the person card.
pub fn of_person(ui: &mut Ui, project: &Project, scored: &Scored, card: &Card, intents: &mut Intents) {
    let id = &scored.people.ids[card.person as usize];
    let judgement = &project.document().decisions.judgement;
    let opinion = scored.people.kept(&judgement.opinions, card.person);
    widgets::section(ui, say::your_judgement());
    ui.horizontal_wrapped(|ui| {
        for call in Call::ALL {
            let is_on = opinion.is_some_and(|opinion| opinion.call == call);
            let button = egui::Button::new(say::call(call)).selected(is_on);
            let response = ui.add(button).on_hover_text(say::meaning(call));
            if response.clicked() && !is_on {
                let reason = opinion.map(|opinion| opinion.reason.clone()).unwrap_or_default();
                decide(intents, id, Opinion { call, reason });
            }
        }
    });
    if let Some(opinion) = opinion {
        caption(ui, say::decided(&Opinion { reason: String::new(), ..opinion.clone() }, card.rank_by_figures));
        if let Some(reason) = settled_field(ui, say::reason(), &opinion.reason, say::reason_hint()) {
            decide(intents, id, Opinion { reason, ..opinion.clone() });
        }
        if quiet(ui, say::take_back()).clicked() {
            intents.command(Command::Judge(JudgementEdit::Undecide(id.clone())));
        }
    }
    let note = scored.people.kept(&judgement.notes, card.person).map_or("", String::as_str);
    if let Some(note) = settled_field(ui, say::note(), note, say::note_hint()) {
        intents.command(Command::Judge(JudgementEdit::Note { id: id.clone(), note }));
    }
}

fn decide(intents: &mut Intents, id: &str, opinion: Opinion) {
    intents.command(Command::Judge(JudgementEdit::Decide { id: id.to_owned(), opinion }));
}

/// Everybody decided about, with the reason; nothing where nobody is.
pub fn list(ui: &mut Ui, project: &Project, scored: &Scored, scene: &mut Scene<'_>) {
    let judgement = &project.document().decisions.judgement;
    // Whoever opted out is on no list, whatever was decided about them before.
    let mut shown = scored.people.by_person(&judgement.opinions);
    shown.retain(|(person, _)| !scored.people.is_opted_out[*person as usize]);
    if shown.is_empty() {
        return;
    }
    widgets::section(ui, say::by_your_hand());
    for (person, opinion) in shown {
        let name = scored.people.label(person);
        let link = ui.add(egui::Button::new(RichText::new(name).font(theme::plain(theme::BODY))).frame(false));
        if link.clicked() {
            choose_person(scene.selection, person, false);
        }
        let rank = scored.scores.rank_by_figures.get(person as usize).copied();
        caption(ui, say::decided(opinion, rank.unwrap_or(0)));
    }
}
