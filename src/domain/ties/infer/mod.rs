//! Ties guessed from who buys the same thing at the same time more often than chance explains; knows no contact.
//!
//! An *occasion* is one product in one shop, as far as either is known, in one stretch of time (a day, or so many hours) with two people or more. Whoever
//! shares occasions again and again may belong together; whoever shops a lot, or when everybody shops, shares them by
//! chance. So every pair is held against chance given how often each of the two bought the thing in that season, on that
//! weekday and at that time of day, and how full each occasion was ([`chance`]); whatever explains it best counts. The false ties among those kept are held to a chosen share (Benjamini and
//! Hochberg 1995), and where people end up with very many ties the disparity filter (Serrano, Boguñá, Vespignani 2009)
//! keeps those that stand out at either end.

mod chance;
mod visits;

use super::Occasion;
use super::pair::disparity;
use crate::domain::model::decisions::Inference;
use crate::domain::model::{Going, Inferred, Network, People, Person, Table, Ties};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use std::sync::Arc;
use visits::{Met, Visits};

/// More shared occasions than this are not looked at: the largest occasions go first.
const MOST_MEETINGS: usize = 8_000_000;
/// So many guessed ties a person on average are many, and are thinned.
const DENSE: f64 = 10.0;
/// The level of the disparity filter.
const STANDS_OUT: f32 = 0.05;

/// The occasions of pairs whom chance does not explain, by pair and date, and how they were found.
///
/// O(purchases · log) and O(shared occasions · log), both bounded: occasions of more people than `most_people` are
/// passed over, and the bound is lowered until at most eight million shared occasions are left.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn infer(
    tables: &[Arc<Table>],
    people: &People,
    settings: &Inference,
    ticket: &Ticket,
) -> Result<(Vec<Occasion>, Inferred), Stopped> {
    ticket.begin(Stage::MeasuringTies, 0)?;
    let visits = Visits::read(tables, people, settings, ticket)?;
    let (most_people, met) = visits.meetings(settings.most_people as usize, MOST_MEETINGS, ticket)?;
    let mut account = visits.account(most_people);
    let pairs = pairs(&met, settings.fewest_occasions as usize);
    account.n_looked_at = pairs.len() as u64;
    let by_chance = visits.by_chance(most_people, settings.fewest_occasions, people.len());
    let mut likely = Vec::with_capacity(pairs.len());
    for pair in &pairs {
        ticket.check()?;
        // Whatever explains the pair best.
        let by_habit = by_chance.iter().map(|by_chance| {
            let (expected, most) = by_chance.expected(pair.a, pair.b);
            chance::at_least(pair.met.len() as u32, expected, most)
        });
        likely.push(by_habit.fold(0.0, f64::max));
    }
    let n_possible = by_chance.iter().map(|by_chance| by_chance.n_possible).fold(f64::INFINITY, f64::min);
    let is_kept = chance::beyond(&likely, n_possible, settings.false_share);
    let mut kept: Vec<Pair> = pairs.into_iter().zip(&is_kept).filter(|(_, is)| **is).map(|(pair, _)| pair).collect();
    account.n_beyond_chance = kept.len() as u64;
    thin(&mut kept, people.len());
    account.n_kept = kept.len() as u64;
    account.n_thinned = account.n_beyond_chance - account.n_kept;
    let occasion = |pair: &Pair, met: &Met| Occasion {
        a: pair.a,
        b: pair.b,
        at: met.stretch * visits.stretch_seconds(),
        share: 1.0 / (f32::from(met.n_people) - 1.0),
    };
    let occasions = kept.iter().flat_map(|pair| pair.met.iter().map(|met| occasion(pair, met))).collect();
    Ok((occasions, account))
}

/// Two people and the stretches of time that they shared, each with its smallest occasion.
struct Pair {
    a: Person,
    b: Person,
    met: Vec<Met>,
}

impl Pair {
    fn weight(&self) -> f32 {
        self.met.iter().map(|met| 1.0 / (f32::from(met.n_people) - 1.0)).sum()
    }
}

/// Meetings pair by pair. Several things bought together are one occasion, not several.
fn pairs(met: &[Met], fewest: usize) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for of_pair in met.chunk_by(|x, y| (x.a, x.b) == (y.a, y.b)) {
        if of_pair.len() < fewest {
            continue;
        }
        let mut once = of_pair.to_vec();
        once.dedup_by_key(|met| met.stretch);
        if once.len() >= fewest {
            pairs.push(Pair { a: of_pair[0].a, b: of_pair[0].b, met: once });
        }
    }
    pairs
}

/// Where ties are dense, only those that stand out among the ties of one of their two people stay.
fn thin(pairs: &mut Vec<Pair>, n_people: usize) {
    let mut is_tied = vec![false; n_people];
    for pair in pairs.iter() {
        is_tied[pair.a as usize] = true;
        is_tied[pair.b as usize] = true;
    }
    let n_tied = is_tied.iter().filter(|is| **is).count();
    if 2.0 * pairs.len() as f64 <= DENSE * n_tied as f64 {
        return;
    }
    let ties = Ties {
        a: pairs.iter().map(|pair| pair.a).collect(),
        b: pairs.iter().map(|pair| pair.b).collect(),
        strength: pairs.iter().map(Pair::weight).collect(),
        going: vec![Going::EVEN; pairs.len()],
        ..Ties::default()
    };
    let chance = disparity(&Network::from_ties(n_people, &ties), &ties);
    let mut rows = chance.into_iter();
    pairs.retain(|_| rows.next().is_some_and(|chance| chance < STANDS_OUT));
}

#[cfg(test)]
mod tests;
