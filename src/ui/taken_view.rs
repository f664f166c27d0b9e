//! On a person's card: what they took up, who of their ties had it before and who followed; judges nothing.

use super::theme;
use super::widgets::{self, caption, quiet};
use super::words::taken as say;
use crate::domain::influence::persuasion::{Known, TakenUp, TookUp};
use crate::domain::model::{Network, Person};
use crate::domain::score::Scored;
use crate::project::Project;
use egui::{Rect, RichText, Sense, Stroke, Ui, pos2, vec2};
use std::sync::{Arc, Weak};

/// Things shown before somebody asks for more, and at most: nobody reads hundreds.
const N_FIRST: usize = 3;
const N_MOST: usize = 40;
const WEEK: i64 = 7 * 86_400;
/// Earlier than so many weeks is not drawn.
const MOST_WEEKS_BEFORE: i64 = 26;

/// Whose card it is, what it was worked out from, and what is asked for. Keeps nothing of that alive.
type Asked = (Person, Weak<TakenUp>, Weak<Network>, String);

/// What the card of somebody tells, worked out when it opens.
#[derive(Debug, Default)]
pub struct Took {
    of: Option<Asked>,
    /// As many as a card shows.
    all: Vec<TookUp>,
    /// Those beyond.
    n_beyond: usize,
    is_all_shown: bool,
}

impl Took {
    /// What is asked for stands first, then the latest.
    fn refresh(&mut self, person: Person, taken: &Arc<TakenUp>, scored: &Scored, topic: &str, weeks: u32) {
        let is_same = |(who, of, network, asked): &Asked| {
            *who == person
                && std::ptr::eq(of.as_ptr(), Arc::as_ptr(taken))
                && std::ptr::eq(network.as_ptr(), Arc::as_ptr(&scored.network))
                && asked == topic
        };
        if self.of.as_ref().is_some_and(is_same) {
            return;
        }
        let wanted = topic.trim().to_lowercase();
        let is_asked = |what: u32| taken.name(what).to_lowercase() == wanted;
        let mut things = taken.latest_first(person);
        things.sort_by_key(|thing| !is_asked(thing.what));
        self.n_beyond = things.len().saturating_sub(N_MOST);
        things.truncate(N_MOST);
        self.all = taken.these_beside_ties(person, &things, &scored.network, weeks);
        let network = Arc::downgrade(&scored.network);
        (self.of, self.is_all_shown) = (Some((person, Arc::downgrade(taken), network, topic.to_owned())), false);
    }
}

/// The section of the card; nothing where nothing dated is known of the person.
pub fn of_person(ui: &mut Ui, took: &mut Took, project: &Project, scored: &Scored, person: Person) {
    let Some(taken) = project.derived().taken_up() else { return };
    let weeks = scored.persuasion.weeks_or_usual();
    took.refresh(person, taken, scored, &project.document().settings.topic, weeks);
    if took.all.is_empty() {
        return;
    }
    widgets::section(ui, say::title());
    let n_ties = scored.network.n_contacts(person);
    let n_shown = if took.is_all_shown { took.all.len() } else { N_FIRST };
    for one in took.all.iter().take(n_shown) {
        let product = taken.name(one.what);
        ui.label(RichText::new(say::what(product, one)).font(theme::strong(theme::CAPTION)));
        if one.known != Known::By {
            strip(ui, one, weeks);
        }
        for line in say::lines(one, &scored.people, n_ties, weeks) {
            caption(ui, line);
        }
    }
    if took.all.len() > N_FIRST {
        let text = if took.is_all_shown { say::fewer().to_owned() } else { say::more(took.all.len() - N_FIRST) };
        if quiet(ui, &text).clicked() {
            took.is_all_shown = !took.is_all_shown;
        }
    }
    if took.is_all_shown && took.n_beyond > 0 {
        caption(ui, say::beyond(took.n_beyond));
    }
    caption(ui, say::no_proof());
}

/// The time around it on one line: ties who had it before, hollow; the person; and ties who followed, filled, on the
/// stretch within which following counts. The sentences under it say the same.
fn strip(ui: &mut Ui, one: &TookUp, weeks: u32) {
    let colours = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let inner = rect.shrink2(vec2(6.0, 0.0));
    let window = i64::from(weeks) * WEEK;
    let left = one.before.iter().map(|tie| tie.1).max().unwrap_or(0).clamp(window, MOST_WEEKS_BEFORE * WEEK);
    let place = |gap: i64| {
        let along = (gap + left) as f32 / (left + window) as f32;
        pos2(inner.left() + along * inner.width(), inner.center().y)
    };
    let (own, end) = (place(0), place(window));
    let painter = ui.painter();
    painter.rect_filled(Rect::from_two_pos(own - vec2(0.0, 7.0), end + vec2(0.0, 7.0)), 3.0, colours.accent_soft);
    painter.hline(inner.x_range(), inner.center().y, Stroke::new(1.0, colours.line));
    for tie in one.before.iter().filter(|tie| tie.1 <= left) {
        painter.circle(place(-tie.1), 3.5, colours.surface, Stroke::new(1.5, colours.muted));
    }
    for tie in &one.followed {
        painter.circle_filled(place(tie.1), 3.5, colours.accent);
    }
    painter.vline(own.x, own.y - 8.0..=own.y + 8.0, Stroke::new(2.5, colours.ink));
}
