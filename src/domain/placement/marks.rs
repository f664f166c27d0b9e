//! Which bubbles, people and ties a scene is made of, with their sizes; knows no colour.

use super::bubbles::{Link, links};
use super::members::{by_influence, person_radius};
use super::scene::{BubbleMark, Mark, NAME_BUDGET, PEOPLE_WITH_SHAPE, PersonMark, TIE_BUDGET, TieMark};
use crate::domain::model::{Person, Role};
use crate::domain::score::Scored;
use std::collections::BTreeSet;

pub(super) fn bubble_marks(scored: &Scored, percent: f32) -> Vec<BubbleMark> {
    let mut n_top = vec![0u32; scored.tribes.tribes.len()];
    let top = scored.scores.top_percent(percent);
    for &person in top {
        if let Some(n) = scored.tribes.of.get(person as usize).and_then(|&t| n_top.get_mut(t as usize)) {
            *n += 1;
        }
    }
    let tribes = scored.tribes.tribes.iter().zip(&scored.places.bubbles).zip(n_top).zip(0..);
    tribes
        .map(|(((tribe, &bubble), n_top), position)| BubbleMark {
            position,
            id: tribe.id,
            bubble,
            n_people: tribe.members.len() as u32,
            share_of_top: n_top as f32 / top.len().max(1) as f32,
        })
        .collect()
}

/// Each tribe's three strongest ties to others, and all that are strong beside the strongest; width by strength.
pub(super) fn tribe_ties(scored: &Scored) -> Vec<TieMark> {
    let n_drawn = scored.places.bubbles.len();
    let mut links = links(&scored.network, &scored.tribes);
    links.retain(|link| (link.b as usize) < n_drawn);
    links.sort_by(|x, y| y.strength.total_cmp(&x.strength).then((x.a, x.b).cmp(&(y.a, y.b))));
    let strongest = links.first().map_or(1.0, |link| link.strength);
    let mut n_of = vec![0u32; n_drawn];
    links.retain(|link| {
        let is_kept = n_of[link.a as usize] < 3 || n_of[link.b as usize] < 3 || link.strength > 0.25 * strongest;
        n_of[link.a as usize] += 1;
        n_of[link.b as usize] += 1;
        is_kept
    });
    links.truncate(TIE_BUDGET);
    let known = known_links(scored);
    let mark = |link: &Link| TieMark {
        a: link.a,
        b: link.b,
        width: 0.6 + 7.4 * (link.strength / strongest).max(0.0).powf(0.7),
        is_strong: false,
        is_inferred: known.as_ref().is_some_and(|known| !known.contains(&(link.a, link.b))),
    };
    links.iter().rev().map(mark).collect()
}

/// The tribes, `a < b` by position, between which some tie is more than a guess; nothing where no tie is guessed.
fn known_links(scored: &Scored) -> Option<BTreeSet<(u32, u32)>> {
    let (ties, tribe_of) = (&scored.ties, &scored.tribes.of);
    (0..ties.len()).any(|row| ties.is_inferred(row)).then(|| {
        let known = (0..ties.len()).filter(|&row| !ties.is_inferred(row));
        let between = |row: usize| {
            let (x, y) = (*tribe_of.get(ties.a[row] as usize)?, *tribe_of.get(ties.b[row] as usize)?);
            (x != y).then_some((x.min(y), x.max(y)))
        };
        known.filter_map(between).collect()
    })
}

pub(super) fn person_marks(scored: &Scored, position: u32) -> Vec<PersonMark> {
    let tribe = &scored.tribes.tribes[position as usize];
    let roster = by_influence(tribe, &scored.scores);
    let place = |person: Person| scored.places.people.get(person as usize).copied().unwrap_or([f32::NAN; 2]);
    let mark = |(rank, person): (usize, Person)| {
        let row = person as usize;
        let influence = scored.scores.influence.get(row).copied().unwrap_or(0.0);
        PersonMark {
            person,
            at: place(person),
            radius: person_radius(influence),
            mark: Mark::of(scored.scores.role.get(row).copied().unwrap_or(Role::Core)),
            is_labelled: rank < 3 * NAME_BUDGET && !scored.people.is_opted_out.get(row).copied().unwrap_or(false),
            is_outside: !scored.people.is_customer.get(row).copied().unwrap_or(true),
        }
    };
    roster.into_iter().filter(|&p| place(p)[0].is_finite()).enumerate().map(mark).collect()
}

/// The strongest ties between the drawn people, the strongest of all marked. O(ties of the members · log + members ·
/// log ties).
pub(super) fn inside_ties(scored: &Scored, people: &[PersonMark]) -> Vec<TieMark> {
    let mut seats: Vec<(Person, u32)> = people.iter().take(PEOPLE_WITH_SHAPE).map(|p| p.person).zip(0..).collect();
    seats.sort_unstable();
    let seat = |person: Person| seats.binary_search_by_key(&person, |s| s.0).ok().map(|k| seats[k].1);
    let mut ties: Vec<(f32, u32, u32, usize)> = Vec::new();
    for &(person, a) in &seats {
        let rows = scored.ties.rows_from(person);
        for (other, strength) in scored.network.ties_of(person).filter(|&(other, _)| person < other) {
            if let Some(b) = seat(other)
                && let Some(row) = scored.ties.row_among(rows.clone(), other)
            {
                ties.push((strength, a.min(b), a.max(b), row));
            }
        }
    }
    ties.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    ties.truncate(TIE_BUDGET);
    let strongest = ties.first().map_or(1.0, |t| t.0).max(1e-6);
    let n_strong = (people.len() / 12).clamp(3, 40).min(ties.len().div_ceil(4));
    let mark = |(rank, &(strength, a, b, row)): (usize, &(f32, u32, u32, usize))| {
        let is_strong = rank < n_strong;
        let share = (strength / strongest).clamp(0.0, 1.0);
        let width = if is_strong { 1.4 + 1.2 * share } else { 0.5 + 0.7 * share };
        TieMark { a, b, width, is_strong, is_inferred: scored.ties.is_inferred(row) }
    };
    let mut marks: Vec<TieMark> = ties.iter().enumerate().map(mark).collect();
    marks.reverse();
    marks
}
