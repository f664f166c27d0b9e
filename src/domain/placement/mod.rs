//! Where each tribe and each person stands on the map; knows nothing of colours, the camera or the screen.

mod bubbles;
mod camera;
pub mod chips;
mod forces;
pub mod labels;
mod legend;
mod levels;
mod marks;
mod members;
mod pack;
mod pins;
pub mod scene;
mod tree;

pub use pins::pinned;

use super::model::{Bubble, Network, People, Person, Places, Scores, Tribes};
use super::ticket::{Stage, Stopped, Ticket};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The last picture, from which the new one must not jump.
#[derive(Clone, Copy, Debug)]
pub struct Previous<'a> {
    /// Old bubbles under the lasting id of their tribe.
    pub bubbles: &'a [(u32, Bubble)],
    /// Old places, one entry a person of the new network; NaN where there was none.
    pub people: &'a [[f32; 2]],
}

/// Old bubbles under their lasting ids, for [`Previous::bubbles`].
#[must_use]
pub fn carry_bubbles(tribes: &Tribes, places: &Places) -> Vec<(u32, Bubble)> {
    tribes.tribes.iter().map(|tribe| tribe.id).zip(places.bubbles.iter().copied()).collect()
}

/// Old places in the order of the new people, for [`Previous::people`]; people are known again by their id. Rough places
/// are nobody's own, and not kept.
#[must_use]
pub fn carry_people(old: &People, places: &Places, new: &People) -> Vec<[f32; 2]> {
    if places.is_rough {
        return vec![[f32::NAN; 2]; new.len()];
    }
    // An id that was one of several then has no place of its own: that is the place of whoever stood for all.
    let own = |id: &str| old.row(id).filter(|&row| old.ids[row as usize] == id);
    let place = |(row, id): (u32, &String)| {
        let row = own(id).or_else(|| new.other_ids(row).find_map(own))?;
        places.people.get(row as usize).copied()
    };
    (0..).zip(&new.ids).map(|person| place(person).unwrap_or([f32::NAN; 2])).collect()
}

/// Places all tribes and people. One unit is the radius of the circle that one person takes, so a bubble of n people has
/// the radius √n. Strongly tied tribes stand near each other, bubbles never overlap, tribes without ties to others stand
/// in rows below. Inside a bubble tied people stand near each other and influential people near the middle.
///
/// With `previous`, tribes and people that are still there keep their places as far as bubbles of a new size let them.
/// The same arguments give the same bytes on any number of threads, and the rows of the people do not matter as long as
/// no two members of a tribe have the same influence. O(rounds · (n log n + m)): 400 rounds for
/// tribes; in each tribe at most 150 from farthest off and 40 a level nearer.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn place(
    network: &Network,
    tribes: &Tribes,
    scores: &Scores,
    previous: Option<Previous<'_>>,
    seed: u64,
    ticket: &Ticket,
) -> Result<Places, Stopped> {
    ticket.begin(Stage::PlacingMap, network.n_people() as u64)?;
    let old = old_bubbles(previous);
    let bubbles = bubbles::place(network, tribes, &old, seed, ticket)?;
    fill(bubbles, &old, previous.map_or(&[], |p| p.people), network, tribes, scores, ticket)
}

/// The first picture of a large network: every tribe where [`place`] has it, and its people in the seats that fill its
/// bubble, the influential in the middle. O(400 rounds for tribes + n log n + m).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn outline(
    network: &Network,
    tribes: &Tribes,
    scores: &Scores,
    previous: Option<Previous<'_>>,
    seed: u64,
    ticket: &Ticket,
) -> Result<Places, Stopped> {
    ticket.begin(Stage::PlacingMap, network.n_people() as u64)?;
    let bubbles = bubbles::place(network, tribes, &old_bubbles(previous), seed, ticket)?;
    let rosters: Vec<Vec<Person>> =
        tribes.tribes.par_iter().map(|tribe| members::by_influence(tribe, scores)).collect();
    let mut people = vec![[f32::NAN; 2]; network.n_people()];
    for (roster, bubble) in rosters.iter().zip(&bubbles) {
        ticket.check()?;
        for (&person, at) in roster.iter().zip(members::seats(bubble, roster.len())) {
            people[person as usize] = at;
        }
    }
    Ok(Places { bubbles, people, is_rough: true })
}

/// Places everybody whose place is rough by their ties, in the bubble where they are: what [`place`] would have given at
/// once. Whoever stands nowhere in `rough` stands nowhere.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn settle(
    rough: &Places,
    network: &Network,
    tribes: &Tribes,
    scores: &Scores,
    ticket: &Ticket,
) -> Result<Places, Stopped> {
    ticket.begin(Stage::PlacingMap, network.n_people() as u64)?;
    let mut places = fill(rough.bubbles.clone(), &BTreeMap::new(), &[], network, tribes, scores, ticket)?;
    for (place, _) in places.people.iter_mut().zip(&rough.people).filter(|(_, rough)| rough[0].is_nan()) {
        *place = [f32::NAN; 2];
    }
    Ok(places)
}

fn old_bubbles(previous: Option<Previous<'_>>) -> BTreeMap<u32, Bubble> {
    previous.iter().flat_map(|p| p.bubbles).filter(|(_, b)| is_sound(b)).copied().collect()
}

/// Everybody inside their bubble.
fn fill(
    bubbles: Vec<Bubble>,
    old: &BTreeMap<u32, Bubble>,
    kept: &[[f32; 2]],
    network: &Network,
    tribes: &Tribes,
    scores: &Scores,
    ticket: &Ticket,
) -> Result<Places, Stopped> {
    let rosters: Vec<Vec<Person>> =
        tribes.tribes.par_iter().map(|tribe| members::by_influence(tribe, scores)).collect();
    let mut seats = vec![0u32; network.n_people()];
    for roster in &rosters {
        for (seat, &person) in (0..).zip(roster) {
            seats[person as usize] = seat;
        }
    }
    let inside: Vec<Vec<[f32; 2]>> = tribes
        .tribes
        .par_iter()
        .enumerate()
        .map(|(position, tribe)| {
            let room = members::Room {
                position: position as u32,
                bubble: bubbles[position],
                bubbles: &bubbles,
                old: old.get(&tribe.id).copied(),
                roster: &rosters[position],
                influence: &scores.influence,
                seats: &seats,
            };
            let places = members::place(&room, network, tribes, kept, ticket)?;
            ticket.advance(rosters[position].len() as u64)?;
            Ok(places)
        })
        .collect::<Result<_, Stopped>>()?;
    let mut people = vec![[f32::NAN; 2]; network.n_people()];
    for (roster, places) in rosters.iter().zip(inside) {
        for (&person, place) in roster.iter().zip(places) {
            people[person as usize] = place;
        }
    }
    Ok(Places { bubbles, people, is_rough: false })
}

fn is_sound(bubble: &Bubble) -> bool {
    bubble.x.is_finite() && bubble.y.is_finite() && bubble.radius.is_finite() && bubble.radius > 0.0
}

#[cfg(test)]
mod tests;
