//! How fast the list of influencers changes, and who came and went; computes nothing.

use super::intent::{Ask, Intents};
use super::overview_view::name_row;
use super::widgets::{self, caption, quiet};
use super::words::{self, Manner, leaving as left, turnover as say};
use super::{Scene, certainty_view, theme};
use crate::domain::forecast::LeftCheck;
use crate::domain::influence::certainty::Certainty;
use crate::domain::model::Person;
use crate::domain::score::Scored;
use crate::domain::turnover::{LookBack, Turnover};
use crate::project::Project;
use egui::{CollapsingHeader, ComboBox, RichText, Ui};
use std::sync::Arc;

/// Names shown of those who came or went.
const N_NAMES: usize = 8;

/// What was worked out of a look back for a share of influencers; made anew only when something of it is another.
#[derive(Debug, Default)]
pub struct Told {
    of: Option<Of>,
    /// The two moments to compare, by their places; none: the last two.
    chosen: Option<[usize; 2]>,
    advice: String,
    turnover: Option<Turnover>,
}

/// What the answer follows from, and how it is said.
#[derive(Debug)]
struct Of {
    back: Arc<LookBack>,
    percent: f32,
    certainty: Option<Arc<Certainty>>,
    chosen: Option<[usize; 2]>,
    manner: Manner,
}

impl Of {
    fn is(&self, other: &Of) -> bool {
        Arc::ptr_eq(&self.back, &other.back)
            && self.certainty.as_ref().map(Arc::as_ptr) == other.certainty.as_ref().map(Arc::as_ptr)
            && (self.percent, self.chosen) == (other.percent, other.chosen)
            && self.manner == other.manner
    }
}

impl Told {
    fn refresh(&mut self, back: &Arc<LookBack>, certainty: Option<&Arc<Certainty>>, percent: f32) {
        let n = back.moments.len();
        self.chosen = self.chosen.filter(|[from, to]| from < to && *to < n);
        let chosen = self.chosen.or_else(|| Some([n.checked_sub(2)?, n - 1]));
        let of = Of { back: back.clone(), percent, certainty: certainty.cloned(), chosen, manner: Manner::now() };
        if self.of.as_ref().is_some_and(|known| known.is(&of)) {
            return;
        }
        self.advice = say::advice(back, percent, LookBack::DAYS);
        let range = |person| certainty.and_then(|known| known.range(person));
        self.turnover = chosen.and_then(|[from, to]| back.between_as_far_as_known(from, to, percent, range));
        self.of = Some(of);
    }

    /// Two lists of days, the later one only of days after the earlier.
    fn pickers(&mut self, ui: &mut Ui, back: &LookBack) {
        let Some([from, to]) = self.of.as_ref().and_then(|of| of.chosen) else { return };
        let last = back.moments.len() - 1;
        let mut next = [from, to];
        ui.horizontal_wrapped(|ui| {
            pick(ui, say::compare(), back, 0..last, &mut next[0]);
            pick(ui, say::with(), back, next[0] + 1..last + 1, &mut next[1]);
        });
        if next != [from, to] {
            next[1] = if next[1] > next[0] { next[1] } else { last };
            self.chosen = Some(next);
        }
    }
}

/// One of the moments, by its day.
fn pick(ui: &mut Ui, name: &str, back: &LookBack, places: std::ops::Range<usize>, now: &mut usize) {
    let day = |place: usize| back.moments.get(place).map(|moment| words::day::at(moment.at)).unwrap_or_default();
    let label = caption(ui, name);
    let list = ComboBox::from_id_salt(("moment", name)).selected_text(day(*now)).width(110.0).show_ui(ui, |ui| {
        for place in places {
            ui.selectable_value(now, place, day(place));
        }
    });
    list.response.labelled_by(label.id);
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
    told.refresh(back, project.derived().certainty(), project.document().share_percent);
    ui.label(&told.advice);
    told.pickers(ui, back);
    let chosen = told.of.as_ref().and_then(|of| of.chosen);
    let (Some(turnover), Some([from, to])) = (&told.turnover, chosen) else { return };
    caption(ui, say::between(turnover, back.moments[from].at, back.moments[to].at));
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
