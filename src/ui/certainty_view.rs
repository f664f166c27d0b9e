//! How sure the ranks are, and how old the list is; computes nothing.

use super::intent::{Ask, Intents};
use super::theme;
use super::widgets::{caption, quiet};
use super::words::certainty as say;
use crate::domain::influence::certainty::Certainty;
use crate::domain::model::Person;
use crate::domain::score::Scored;
use crate::domain::turnover::Age;
use crate::project::Project;
use egui::{RichText, Ui};
use egui_phosphor::regular as glyph;

/// That the list is too old, with the way to newer files; nothing while it is fresh.
pub fn banner(ui: &mut Ui, project: &Project, today: &str, intents: &mut Intents) {
    let Some(age) = age(project, today).filter(|age| age.is_stale()) else { return };
    let colours = theme::of(ui);
    egui::Frame::new()
        .fill(theme::mix(colours.surface, colours.care, 0.12))
        .corner_radius(theme::RADIUS)
        .inner_margin(egui::Margin::symmetric(10, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let text = RichText::new(format!("{}  {}", glyph::CLOCK, say::age(age))).size(theme::CAPTION);
            ui.add(egui::Label::new(text.color(colours.ink)).wrap());
            if quiet(ui, say::new_month()).clicked() {
                intents.ask(Ask::ChooseFiles);
            }
        });
    ui.add_space(theme::SPACE_S);
}

/// How old the list is, as a quiet line.
pub fn age_line(ui: &mut Ui, project: &Project, today: &str) {
    if let Some(age) = age(project, today) {
        caption(ui, say::age(age));
    }
}

fn age(project: &Project, today: &str) -> Option<Age> {
    let (derived, document) = (project.derived(), project.document());
    let newest = derived.newest_day(document)?;
    Age::new(&newest, today, derived.look_back().map(|back| &**back), document.share_percent)
}

/// How many of the first so many are surely among them; where the network is so large that it has to be asked for, that.
pub fn of_list(ui: &mut Ui, project: &Project, scored: &Scored, n_first: usize, intents: &mut Intents) {
    if let Some(known) = project.derived().certainty() {
        let (sure, possible) = known.sure_and_possible(n_first);
        caption(ui, say::of_list(n_first, sure, possible)).on_hover_text(say::shared_hint());
    } else if !Certainty::is_quick(scored)
        && project.derived().is_scored()
        && quiet(ui, say::how_sure()).on_hover_text(say::how_sure_hint()).clicked()
    {
        intents.ask(Ask::HowSure);
    }
}

/// How sure one person's rank is, on their card.
pub fn of_person(ui: &mut Ui, project: &Project, scored: &Scored, person: Person) {
    let Some(known) = project.derived().certainty() else { return };
    if let (Some(range), Some(shown)) = (known.range(person), known.shown(person)) {
        caption(ui, say::of_person(scored.scores.rank[person as usize], range, shown))
            .on_hover_text(say::shared_hint());
    }
}
