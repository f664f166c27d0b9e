//! Who and what counts: who is no person, who the market is, what kinds of contact weigh, what makes a tie strong, how large
//! tribes are, what is inferred; decides nothing itself.

mod inferred;
mod kinds;
mod market;
mod persons;
mod sizes;
mod strength;

pub use inferred::propose as propose_inference;
pub use kinds::file_kind;

use super::intent::Intents;
use super::theme;
use super::widgets::{self, caption};
use super::words::{cleaning as say, sizes as say_sizes, strength as say_strength};
use crate::domain::model::Ties;
use crate::domain::model::decisions::CleaningEdit;
use crate::domain::score::Scored;
use crate::domain::ties::{account, strength::parts_known};
use crate::project::{Command, Project};
use egui::{RichText, Ui};
use std::collections::BTreeMap;
use std::sync::Arc;

/// As wide as lines read well.
const WIDEST: f32 = 860.0;

/// What the page remembers: figures of the scores on show, and how much of a list is shown.
#[derive(Debug, Default)]
pub struct CleaningView {
    counted: Option<Counted>,
    is_all_shown: bool,
    /// An id that was typed and that nobody has.
    unknown: Option<String>,
    /// A column that was chosen for the market and has too many values.
    is_column_too_long: bool,
}

/// Figures counted once for each scoring.
#[derive(Debug)]
struct Counted {
    of: Arc<Scored>,
    inside: usize,
    outside: usize,
    /// What the strength of ties is made of.
    known: strength::Known,
    /// The values of the column asked for last.
    values: Option<(String, Option<BTreeMap<String, usize>>)>,
}

impl CleaningView {
    fn counted(&mut self, scored: &Arc<Scored>) -> &mut Counted {
        if !self.counted.as_ref().is_some_and(|counted| Arc::ptr_eq(&counted.of, scored)) {
            self.counted = None;
        }
        self.counted.get_or_insert_with(|| {
            let (inside, outside) = account::market(&scored.people);
            let has_dates = scored.ties.today != Ties::NO_DATE;
            let known = strength::Known { parts: parts_known(&scored.ties), has_dates };
            Counted { of: scored.clone(), inside, outside, known, values: None }
        })
    }
}

impl Counted {
    fn values(&mut self, heading: &str) -> Option<&BTreeMap<String, usize>> {
        if self.values.as_ref().is_none_or(|(known, _)| known != heading) {
            self.values = Some((heading.to_owned(), account::values(&self.of.people, heading)));
        }
        self.values.as_ref()?.1.as_ref()
    }
}

pub fn show(ui: &mut Ui, view: &mut CleaningView, project: &Project, intents: &mut Intents) {
    ui.label(RichText::new(say::title()).font(theme::strong(theme::TITLE)));
    caption(ui, say::hint());
    ui.add_space(theme::SPACE_S);
    widgets::scrolled(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        widgets::at_most(ui, WIDEST);
        section(ui, say::persons(), |ui| persons::show(ui, view, project, intents));
        section(ui, say::market(), |ui| market::show(ui, view, project, intents));
        section(ui, say::kinds(), |ui| kinds::show(ui, project, intents));
        let known = project.derived().scored.as_ref().map(|scored| view.counted(scored).known.clone());
        section(ui, say_strength::title(), |ui| strength::show(ui, known, project, intents));
        section(ui, say_sizes::title(), |ui| sizes::show(ui, project, intents));
        section(ui, say::inferred_label(), |ui| inferred::show(ui, project, intents));
    });
}

fn section(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui)) {
    let frame = egui::Frame::new()
        .fill(theme::of(ui).surface)
        .corner_radius(theme::RADIUS)
        .inner_margin(egui::Margin::same(16));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(title).font(theme::strong(theme::SECTION)));
        contents(ui);
    });
    ui.add_space(theme::SPACE_M);
}

fn decide(intents: &mut Intents, edit: CleaningEdit) {
    intents.command(Command::DecideCleaning(edit));
}

/// A button whose name for the ear says whom it is about.
fn quiet_about(ui: &mut Ui, text: &str, about: &str) -> egui::Response {
    let button = widgets::quiet(ui, text);
    let name = say::about(text, about);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
    button
}
