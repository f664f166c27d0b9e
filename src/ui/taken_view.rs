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

/// The seconds drawn before and after: as far as anybody counts as following, which between two months may be more than
/// the weeks.
fn stretch(one: &TookUp, weeks: u32) -> (i64, i64) {
    let after = (one.until - one.at).max(i64::from(weeks) * WEEK);
    let before = one.before.iter().map(|tie| tie.1).max().unwrap_or(0);
    (before.min(MOST_WEEKS_BEFORE * WEEK).max(after), after)
}

/// The time around it on one line: ties who had it before, hollow; the person; and ties who followed, filled, on the
/// stretch within which following counts. The sentences under it say the same.
fn strip(ui: &mut Ui, one: &TookUp, weeks: u32) {
    let colours = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let inner = rect.shrink2(vec2(6.0, 0.0));
    let (left, window) = stretch(one, weeks);
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

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    fn took(until: i64, before: &[i64], followed: &[i64]) -> TookUp {
        let beside = |gaps: &[i64]| gaps.iter().map(|&gap| (7, gap)).collect();
        let (before, followed) = (beside(before), beside(followed));
        let at = 1_000 * DAY;
        TookUp {
            what: 0,
            at,
            known: Known::Exactly,
            before,
            same: Vec::new(),
            followed,
            n_later: 0,
            until: at + until,
            is_open: false,
        }
    }

    #[test]
    fn whoever_followed_is_drawn_within_the_line() {
        let of_days = took(28 * DAY, &[DAY], &[27 * DAY]);
        assert_eq!(stretch(&of_days, 4), (4 * WEEK, 4 * WEEK));
        // A month later is further away than the weeks.
        let of_months = took(62 * DAY, &[31 * DAY], &[31 * DAY, 62 * DAY]);
        assert_eq!(stretch(&of_months, 4), (62 * DAY, 62 * DAY));
        // The files end there: nobody can have followed, and the weeks are drawn.
        assert_eq!(stretch(&took(0, &[900 * DAY], &[]), 4), (MOST_WEEKS_BEFORE * WEEK, 4 * WEEK));
        let of_years = took(365 * DAY, &[900 * DAY], &[365 * DAY]);
        assert_eq!(stretch(&of_years, 4), (365 * DAY, 365 * DAY));
    }
}
