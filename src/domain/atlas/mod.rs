//! Everybody as one picture: each person a point in their tribe's place, the strongest ties between them, and the pixels
//! of any part of it; knows no screen and no theme.

mod near;
mod pixels;
mod sheet;

pub use near::Near;
pub use sheet::{Ink, Order, Sheet, Sign, View};

use super::model::{NO_TRIBE, Person};
use super::placement::scene::person_radius;
use super::score::Scored;
use super::selecting::Index;
use super::ticket::{Stopped, Ticket};

/// At most this many ties are drawn, the strongest.
pub const TIE_BUDGET: usize = 100_000;

/// One person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub person: Person,
    pub at: [f32; 2],
    /// In the unit of the map, by influence.
    pub radius: f32,
    /// Position of the tribe.
    pub tribe: u32,
}

/// One tie, between two spots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strand {
    pub a: u32,
    pub b: u32,
    /// The tribe of both ends, or [`NO_TRIBE`].
    pub tribe: u32,
}

/// Everybody who stands on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Atlas {
    /// By rising influence, so that who matters more is drawn over who matters less.
    pub spots: Vec<Spot>,
    /// The weakest first.
    pub strands: Vec<Strand>,
    /// The spots by place.
    pub index: Index,
    /// The corners of all spots.
    pub extent: ([f32; 2], [f32; 2]),
}

impl Atlas {
    /// Everybody with a place, and at most `budget` ties. O(n log n + m).
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn new(scored: &Scored, budget: usize, ticket: &Ticket) -> Result<Atlas, Stopped> {
        let influence = |person: Person| scored.scores.influence.get(person as usize).copied().unwrap_or(0.0);
        let mut spots: Vec<Spot> = (0..)
            .zip(&scored.places.people)
            .filter(|(_, at)| at[0].is_finite() && at[1].is_finite())
            .map(|(person, &at)| Spot {
                person,
                at,
                radius: person_radius(influence(person)),
                tribe: scored.tribes.of.get(person as usize).copied().unwrap_or(NO_TRIBE),
            })
            .collect();
        ticket.check()?;
        spots.sort_unstable_by(|x, y| x.radius.total_cmp(&y.radius).then(x.person.cmp(&y.person)));
        ticket.check()?;
        let strands = strongest(scored, &spots, budget, ticket)?;
        let places: Vec<[f32; 2]> = spots.iter().map(|spot| spot.at).collect();
        let index = Index::new(&places);
        let start = places.first().map_or(([0.0; 2], [0.0; 2]), |&at| (at, at));
        let extent = places.iter().fold(start, |(low, high), at| {
            ([low[0].min(at[0]), low[1].min(at[1])], [high[0].max(at[0]), high[1].max(at[1])])
        });
        Ok(Atlas { spots, strands, index, extent })
    }
}

/// The strongest ties between the spots, the weakest of them first; of equals those of lower rows.
fn strongest(scored: &Scored, spots: &[Spot], budget: usize, ticket: &Ticket) -> Result<Vec<Strand>, Stopped> {
    let network = &scored.network;
    let mut seats = vec![u32::MAX; network.n_people()];
    for (seat, spot) in (0..).zip(spots) {
        if let Some(slot) = seats.get_mut(spot.person as usize) {
            *slot = seat;
        }
    }
    let mut ties: Vec<(f32, u32, u32)> = Vec::with_capacity(network.neighbours.len() / 2);
    for (person, &seat) in (0..).zip(&seats) {
        if person % 4_096 == 0 {
            ticket.check()?;
        }
        if seat == u32::MAX {
            continue;
        }
        let later = network.ties_of(person).filter(|&(other, _)| person < other && seats[other as usize] != u32::MAX);
        ties.extend(later.map(|(other, strength)| (strength, person, other)));
    }
    let stronger = |x: &(f32, u32, u32), y: &(f32, u32, u32)| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2)));
    if ties.len() > budget {
        if budget > 0 {
            ties.select_nth_unstable_by(budget - 1, stronger);
        }
        ties.truncate(budget);
    }
    ticket.check()?;
    ties.sort_unstable_by(|x, y| stronger(y, x));
    let strand = |&(_, a, b): &(f32, u32, u32)| {
        let (a, b) = (seats[a as usize], seats[b as usize]);
        let tribes = (spots[a as usize].tribe, spots[b as usize].tribe);
        Strand { a, b, tribe: if tribes.0 == tribes.1 { tribes.0 } else { NO_TRIBE } }
    };
    Ok(ties.iter().map(strand).collect())
}

#[cfg(test)]
mod tests;
