//! What people think as a page says it is told, and the influencers who were hit this week; tells no stance.

use super::column::{Read, pick};
use crate::domain::model::Lives;
use crate::domain::model::decisions::{StanceColumn, StancesEdit};
use crate::domain::score::Scored;
use crate::domain::stance::{Hit, hit_this_week};
use crate::project::{Command, Project, Selection};
use crate::ui::intent::Intents;
use crate::ui::lists_view::choose_person;
use crate::ui::theme;
use crate::ui::widgets::{self, caption, quiet};
use crate::ui::words::{stages as stage_words, stance as say};
use egui::{RichText, Ui};
use std::sync::Arc;

pub fn show(ui: &mut Ui, read: &Read, project: &Project, scored: &Scored, intents: &mut Intents) {
    caption(ui, say::hint());
    let told = project.derived().stances();
    let stances = &project.document().decisions.stances;
    ui.label(say::coverage(told));
    widgets::at_most(ui, 480.0);
    let names: Vec<&str> = read.stances.iter().map(|column| column.heading.as_str()).collect();
    let now = stances.column.as_ref().map(|column| column.heading.as_str());
    let chosen = pick(ui, say::column(), say::no_column(), now, &names);
    if chosen.as_deref() != now {
        let column = chosen.and_then(|heading| read.stances.iter().find(|column| column.heading == heading).cloned());
        intents.command(Command::DecideStances(StancesEdit::SetColumn(column)));
    }
    match (&stances.column, &read.stance) {
        (None, Some(column)) => {
            if quiet(ui, &say::use_column(&column.heading)).clicked() {
                intents.command(Command::DecideStances(StancesEdit::SetColumn(Some(column.clone()))));
            }
        }
        (Some(column), _) => {
            let is_below_zero = |read: &&StanceColumn| read.heading == column.heading && read.offside_to < 0.0;
            let least = if read.stances.iter().any(|read| is_below_zero(&read)) { -1.0 } else { 0.0 };
            bounds(ui, column, told.is_column_gone, least, intents);
        }
        (None, None) => {}
    }
    if scored.lives.tones.n_texts > 0 {
        let mut is_on = stances.is_by_tone;
        if widgets::tick(ui, &mut is_on, say::by_tone()) {
            intents.command(Command::DecideStances(StancesEdit::SetByTone(is_on)));
        }
        caption(ui, say::tone_coverage(&scored.lives.tones));
        caption(ui, say::by_tone_hint());
    }
    if scored.lives.has_incidents {
        let days = stances.complaint_days as f32;
        if let (_, Some(days)) = widgets::slider(ui, say::complaint_days(), days, 0.0..=365.0, 1.0, "") {
            intents.command(Command::DecideStances(StancesEdit::SetComplaintDays(days.round() as u32)));
        }
    }
}

/// From which score on somebody is for or against; scores reach from `least` times the highest to the highest.
fn bounds(ui: &mut Ui, column: &StanceColumn, is_gone: bool, least: f32, intents: &mut Intents) {
    if is_gone {
        ui.label(RichText::new(say::column_gone()).color(theme::of(ui).care));
        return;
    }
    let mut next = column.clone();
    let most = column.onside_from.max(10.0) as f32;
    let low = (column.offside_to as f32).clamp(-most, most);
    if let (_, Some(settled)) = widgets::slider(ui, say::offside_to(), low, least * most..=most, 0.5, "") {
        next.offside_to = f64::from(settled);
        // Whoever is against cannot be for as well: the other end gives way.
        next.onside_from = next.onside_from.max(next.offside_to + 0.5);
    }
    let high = (column.onside_from as f32).clamp(-most, most);
    if let (_, Some(settled)) = widgets::slider(ui, say::onside_from(), high, least * most..=most, 0.5, "") {
        next.onside_from = f64::from(settled);
        next.offside_to = next.offside_to.min(next.onside_from - 0.5);
    }
    if next != *column {
        intents.command(Command::DecideStances(StancesEdit::SetColumn(Some(next))));
    }
}

/// Lines of those who were hit, before somebody asks for more, and at most: nobody reads hundreds.
const N_FIRST_HIT: usize = 3;
const N_MOST_HIT: usize = 40;

/// The influencers who were hit, found once for each scoring and share.
#[derive(Debug, Default)]
pub struct HitList {
    of: Option<(Arc<Scored>, f32)>,
    hits: Vec<Hit>,
    is_all_shown: bool,
}

impl HitList {
    fn find(&mut self, scored: &Arc<Scored>, percent: f32) {
        let is_known = |(of, share): &(Arc<Scored>, f32)| Arc::ptr_eq(of, scored) && *share == percent;
        if !self.of.as_ref().is_some_and(is_known) {
            self.hits = hit_this_week(&scored.lives, &scored.people, scored.scores.top_percent(percent));
            (self.of, self.is_all_shown) = (Some((scored.clone(), percent)), false);
        }
    }
}

/// Whether an influencer was hit this week.
pub fn is_anybody_hit(list: &mut HitList, project: &Project, scored: &Arc<Scored>) -> bool {
    if scored.lives.has_incidents {
        list.find(scored, project.document().share_percent);
    }
    scored.lives.has_incidents && !list.hits.is_empty()
}

/// The list for the first look at people; nothing where no file tells of complaints or outages.
pub fn hit(ui: &mut Ui, list: &mut HitList, project: &Project, scored: &Arc<Scored>, selection: &mut Selection) {
    let lives: &Lives = &scored.lives;
    if !lives.has_incidents {
        return;
    }
    list.find(scored, project.document().share_percent);
    widgets::section(ui, say::hit_label());
    if list.hits.is_empty() {
        caption(ui, say::nobody_hit());
        return;
    }
    caption(ui, say::hit_hint());
    let n_shown = if list.is_all_shown { N_MOST_HIT } else { N_FIRST_HIT };
    for hit in list.hits.iter().take(n_shown) {
        let text = RichText::new(say::hit(scored.people.label(hit.person), hit)).color(theme::of(ui).care);
        let button = egui::Button::new(text).frame_when_inactive(false).wrap();
        if ui.add(button).on_hover_text(stage_words::show_card()).clicked() {
            choose_person(selection, hit.person, false);
        }
        widgets::forecast(ui, say::clock(hit));
    }
    let n_beyond = |n_shown: usize| list.hits.len().saturating_sub(n_shown);
    if list.is_all_shown && n_beyond(N_MOST_HIT) > 0 {
        caption(ui, say::more_hit(n_beyond(N_MOST_HIT)));
    }
    if n_beyond(N_FIRST_HIT) > 0 {
        let text = if list.is_all_shown { say::fewer_hit().to_owned() } else { say::more_hit(n_beyond(N_FIRST_HIT)) };
        if quiet(ui, &text).clicked() {
            list.is_all_shown = !list.is_all_shown;
        }
    }
}
