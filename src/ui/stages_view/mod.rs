//! How far along customers are and what they think: the page of the data room that says how both are told, and who can
//! sway whom; decides nothing itself.

mod card;
mod column;
mod rules;
mod stance;
mod swayers;

pub use card::{LifeDraft, needs, person};
pub use stance::{HitList, hit, is_anybody_hit};

use super::intent::Intents;
use super::theme;
use super::widgets::{self, caption};
use super::words::{stages as say, stance as stance_words};
use crate::domain::model::Stage;
use crate::domain::stages::PeopleStages;
use crate::project::{Project, Selection};
use egui::{RichText, Ui};
use std::sync::Arc;

/// As wide as lines read well.
const WIDEST: f32 = 860.0;

/// What the page remembers: the stage that is looked at, and figures of the scores on show.
#[derive(Debug, Default)]
pub struct StagesView {
    chosen: Option<Stage>,
    /// Of whom those of the stage are looked at, and whether those of any stage are.
    group: swayers::Group,
    is_any_stage: bool,
    swayers: swayers::Found,
    columns: column::Read,
}

impl StagesView {
    /// The stage that is looked at; at first those who are slipping away.
    fn stage(&self, told: &PeopleStages) -> Stage {
        let usual = if told.counts[Stage::AtRisk.position()] > 0 { Stage::AtRisk } else { Stage::Active };
        self.chosen.unwrap_or(usual)
    }
}

/// Whether somebody was chosen to be looked at on the map.
pub fn show(
    ui: &mut Ui,
    view: &mut StagesView,
    project: &Project,
    selection: &mut Selection,
    intents: &mut Intents,
) -> bool {
    ui.label(RichText::new(say::title()).font(theme::strong(theme::TITLE)));
    caption(ui, say::hint());
    ui.add_space(theme::SPACE_S);
    let Some(scored) = project.derived().scored.clone() else {
        caption(ui, say::scored_first());
        return false;
    };
    if view.columns.read(&scored.people) {
        ui.ctx().request_repaint();
    }
    let mut is_chosen = false;
    widgets::scrolled(ui, |ui| {
        widgets::keep_clear_of_scroll_bar(ui);
        widgets::at_most(ui, WIDEST);
        section(ui, say::every_stage(), |ui| {
            counts(ui, view, project);
            column::stage(ui, &view.columns, project, intents);
        });
        section(ui, say::sway(), |ui| is_chosen = swayers::show(ui, view, project, &scored, selection));
        section(ui, say::rules_label(), |ui| rules::show(ui, project, intents));
        section(ui, stance_words::title(), |ui| stance::show(ui, &view.columns, project, &scored, intents));
        log(ui, project, &scored.people);
    });
    is_chosen
}

fn section(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui)) {
    widgets::well(ui, |ui| {
        ui.label(RichText::new(title).font(theme::strong(theme::SECTION)));
        contents(ui);
    });
    ui.add_space(theme::SPACE_M);
}

/// One row a stage, with its people; a click looks at who can sway them.
fn counts(ui: &mut Ui, view: &mut StagesView, project: &Project) {
    let told = project.derived().stages();
    for stage in Stage::ALL {
        let n = told.counts[stage.position()];
        let row = ui.selectable_label(view.stage(told) == stage, say::row(stage, n));
        if row.on_hover_text(say::meaning(stage)).clicked() {
            (view.chosen, view.is_any_stage) = (Some(stage), false);
        }
    }
    if told.n_by_hand > 0 {
        caption(ui, say::by_hand(told.n_by_hand));
    }
    ui.add_space(theme::SPACE_S);
}

/// What was changed by hand, newest first; nobody who opted out is named.
fn log(ui: &mut Ui, project: &Project, people: &Arc<crate::domain::model::People>) {
    let log = &project.document().decisions.stages.log;
    let lines: Vec<String> = log
        .iter()
        .rev()
        .filter_map(|change| Some(say::change(change, people.label(people.reachable(&change.id)?))))
        .take(50)
        .collect();
    if lines.is_empty() {
        return;
    }
    section(ui, say::log(), |ui| {
        for line in lines {
            ui.label(line);
        }
    });
}
