//! A network to its tribes: found, made whole, and numbered by size; knows nothing of who the people are.

use super::connected::parts;
use super::leiden::{Effort, leiden, prepare};
use super::quality::{Sums, modularity};
use crate::domain::model::{NO_TRIBE, Network, Person, ScoreSettings, Tribe, Tribes};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use rayon::prelude::*;

/// Ties up to which the method is run from several seeds and the best result kept: there it costs milliseconds, and a
/// single run misses the optimum of a small network now and then.
const SMALL: usize = 50_000;
const N_SEEDS_SMALL: u64 = 10;

/// Finds the tribes of a network by modularity at the resolution of the settings.
///
/// Every tribe hangs together (checked, and split where it does not), people without ties belong to none, tribes are
/// numbered by falling size, of equals the one with the lowest row first. The same network and settings give the same
/// tribes. About O(m log n).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn find(network: &Network, settings: &ScoreSettings, ticket: &Ticket) -> Result<Tribes, Stopped> {
    let n = network.n_people();
    let is_small = network.n_ties() <= SMALL;
    let n_seeds = if is_small { N_SEEDS_SMALL } else { 1 };
    ticket.begin(Stage::FindingTribes, n_seeds)?;
    let Some(rows) = prepare(network) else { return Ok(from_labels(network, &vec![NO_TRIBE; n])) };
    ticket.check()?;
    let start: Vec<usize> = (0..n).collect();
    let resolution = if settings.resolution.is_finite() { settings.resolution.max(0.0) } else { 1.0 };
    let effort = Effort { n_passes: if is_small { 10 } else { 2 } };
    let runs: Vec<(f64, Vec<u32>)> = (0..n_seeds)
        .into_par_iter()
        .map(|k| {
            let labels = leiden(&rows, &start, resolution, settings.seed.wrapping_add(k), effort, ticket)?;
            let labels = whole(network, &labels, ticket)?;
            ticket.advance(1)?;
            Ok((modularity(network, &labels, resolution), labels))
        })
        .collect::<Result<_, Stopped>>()?;
    // Of equal runs the first, so that the choice does not depend on which thread was faster.
    let best = runs.into_iter().reduce(|best, run| if run.0 > best.0 + 1e-12 { run } else { best });
    Ok(from_labels(network, &best.map_or_else(Vec::new, |(_, labels)| labels)))
}

/// Leiden's labels with people without ties taken out and broken communities split.
fn whole(network: &Network, labels: &[usize], ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    let has_ties = |person: usize| network.n_contacts(person as Person) > 0;
    let labels: Vec<u32> = labels
        .iter()
        .enumerate()
        .map(|(person, &label)| if has_ties(person) { label as u32 } else { NO_TRIBE })
        .collect();
    Ok(parts(network, &labels, ticket)?.0)
}

/// Tribes of a given division: one label a person, [`NO_TRIBE`] for none. Members stand by row, ids are positions, and
/// names are empty until [`super::name_tribes`]. O(n + m).
#[must_use]
pub fn from_labels(network: &Network, labels: &[u32]) -> Tribes {
    let mut members_of: Vec<Vec<Person>> = Vec::new();
    for (person, &label) in (0..).zip(labels) {
        if label == NO_TRIBE {
            continue;
        }
        if members_of.len() <= label as usize {
            members_of.resize_with(label as usize + 1, Vec::new);
        }
        members_of[label as usize].push(person);
    }
    members_of.retain(|members| !members.is_empty());
    members_of.sort_by_key(|members| (std::cmp::Reverse(members.len()), members[0]));
    let mut of = vec![NO_TRIBE; labels.len()];
    for (tribe, members) in (0..).zip(&members_of) {
        for &person in members {
            of[person as usize] = tribe;
        }
    }
    let sums = Sums::of(network, &of, members_of.len());
    let tribes: Vec<Tribe> = members_of
        .into_iter()
        .enumerate()
        .map(|(position, members)| Tribe {
            id: position as u32,
            name: String::new(),
            members,
            inside: sums.inside[position],
            outside: sums.outside[position],
            modularity_share: sums.share(position, 1.0),
        })
        .collect();
    let modularity = tribes.iter().map(|tribe| tribe.modularity_share).sum();
    Tribes { tribes, of, modularity }
}
