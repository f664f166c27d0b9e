//! Ties inferred from purchases: proposed where there are no contacts, a switch otherwise, and how they were found.

use super::decide;
use crate::domain::model::decisions::{CleaningEdit, Inference};
use crate::project::{Document, Project};
use crate::ui::intent::Intents;
use crate::ui::theme;
use crate::ui::widgets::{self, caption};
use crate::ui::words::cleaning as say;
use egui::Ui;

const WINDOWS: [u32; 4] = [1, 3, 24, 168];
const OCCASIONS: [u32; 5] = [2, 3, 4, 5, 6];

/// Where there are purchases and no contacts: an offer to infer who shops together.
pub fn propose(ui: &mut Ui, document: &Document, intents: &mut Intents) {
    if document.has_pairs() || !document.has_purchases() || document.decisions.cleaning.inference.is_on {
        return;
    }
    ui.label(say::propose());
    if widgets::plain(ui, say::infer(), true).clicked() {
        let inference = Inference { is_on: true, ..document.decisions.cleaning.inference.clone() };
        decide(intents, CleaningEdit::SetInference(inference));
    }
}

pub fn show(ui: &mut Ui, project: &Project, intents: &mut Intents) {
    let document = project.document();
    caption(ui, say::inferred_hint());
    ui.add_space(theme::SPACE_S);
    if !document.has_purchases() {
        caption(ui, say::no_purchases());
        return;
    }
    if !document.has_pairs() && !document.decisions.cleaning.inference.is_on {
        propose(ui, document, intents);
        return;
    }
    let now = &document.decisions.cleaning.inference;
    let mut next = now.clone();
    widgets::tick(ui, &mut next.is_on, say::switch());
    if now.is_on {
        ui.scope(|ui| {
            widgets::at_most(ui, 420.0);
            if let Some(hours) = widgets::choice(ui, say::window_label(), now.window_hours, &WINDOWS, say::window) {
                next.window_hours = hours;
            }
            if let Some(n) =
                widgets::choice(ui, say::occasions_label(), now.fewest_occasions, &OCCASIONS, say::occasions)
            {
                next.fewest_occasions = n;
            }
        });
        let account = project.derived().scored.as_ref().and_then(|scored| scored.cleaned.inferred);
        match account.filter(|_| project.derived().is_scored()) {
            Some(account) => say::inferred(&account).into_iter().for_each(|line| drop(ui.label(line))),
            None => drop(caption(ui, say::working())),
        }
    }
    if next != *now {
        decide(intents, CleaningEdit::SetInference(next));
    }
}
