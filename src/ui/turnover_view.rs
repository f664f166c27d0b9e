//! How fast the list of influencers changes, and who came and went; computes nothing.

use super::intent::{Ask, Intents};
use super::overview_view::name_row;
use super::widgets::{self, caption, quiet};
use super::words::{leaving as left, turnover as say};
use super::{Scene, certainty_view, theme};
use crate::domain::forecast::LeftCheck;
use crate::domain::model::Person;
use crate::domain::score::Scored;
use crate::domain::turnover::{LookBack, Turnover};
use crate::project::Project;
use egui::{CollapsingHeader, RichText, Ui};
use std::sync::Arc;

/// Names shown of those who came or went.
const N_NAMES: usize = 8;

/// What was worked out of a look back for a share of influencers; made anew only when one of them is another.
#[derive(Debug, Default)]
pub struct Told {
    of: Option<(Arc<LookBack>, f32)>,
    advice: String,
    last: Option<Turnover>,
}

impl Told {
    fn refresh(&mut self, back: &Arc<LookBack>, percent: f32) {
        if self.of.as_ref().is_some_and(|(of, share)| Arc::ptr_eq(of, back) && *share == percent) {
            return;
        }
        self.advice = say::advice(back, percent, LookBack::DAYS);
        let last = back.moments.len();
        self.last = last.checked_sub(2).and_then(|before| back.between(before, last - 1, percent));
        self.of = Some((back.clone(), percent));
    }
}

pub fn show(
    ui: &mut Ui,
    told: &mut Told,
    project: &Project,
    scored: &Scored,
    scene: &mut Scene<'_>,
    intents: &mut Intents,
) {
    widgets::section(ui, say::how_long());
    certainty_view::age_line(ui, project, scene.today);
    let Some(back) = project.derived().look_back() else {
        caption(ui, say::not_asked());
        if quiet(ui, say::look_back()).clicked() {
            intents.ask(Ask::LookBack);
        }
        return;
    };
    told.refresh(back, project.document().share_percent);
    ui.label(&told.advice);
    let (Some(turnover), Some(before)) = (&told.last, back.moments.iter().rev().nth(1)) else { return };
    caption(ui, say::last_step(turnover, before.at));
    let lists = [
        (say::came(), &turnover.came),
        (say::gone(), &turnover.gone),
        (say::risen(), &turnover.risen),
        (say::fallen(), &turnover.fallen),
    ];
    for (title, people) in lists {
        names(ui, title, people, scored, scene);
    }
}

/// Whether people leave after others, beside what their own silence says.
pub fn leaving(ui: &mut Ui, project: &Project, intents: &mut Intents) {
    widgets::section(ui, left::title());
    match project.derived().left_check() {
        None => {
            caption(ui, left::not_asked());
            if quiet(ui, left::look()).clicked() {
                intents.ask(Ask::CheckLeaving);
            }
        }
        Some(None) => drop(caption(ui, left::too_short(LeftCheck::DAYS))),
        Some(Some(check)) => left::told(&check).into_iter().for_each(|line| drop(caption(ui, line))),
    }
}

fn names(ui: &mut Ui, title: &str, people: &[Person], scored: &Scored, scene: &mut Scene<'_>) {
    let may_show = |person: &&Person| !scored.people.is_opted_out[**person as usize];
    let shown: Vec<Person> = people.iter().filter(may_show).copied().collect();
    if shown.is_empty() {
        return;
    }
    let head = RichText::new(say::counted(title, shown.len())).size(theme::CAPTION);
    CollapsingHeader::new(head).id_salt(("turnover", title)).show(ui, |ui| {
        for &person in shown.iter().take(N_NAMES) {
            name_row(ui, scored, &scored.scores, person, scene);
        }
    });
}

/// How long one person has been on the list, on their card.
pub fn of_person(ui: &mut Ui, project: &Project, person: Person) {
    if let Some(back) = project.derived().look_back().filter(|back| has_past(back)) {
        caption(ui, say::standing(back, person, project.document().share_percent));
    }
}

fn has_past(back: &LookBack) -> bool {
    back.moments.len() > 1
}
