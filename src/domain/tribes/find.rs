//! A network to its tribes: found, made whole, and numbered by size; knows nothing of who the people are.

use super::block;
use super::connected::parts;
use super::leiden::{Effort, leiden, prepare};
use super::quality::{Sums, modularity};
use crate::domain::model::{NO_TRIBE, Network, Person, ScoreSettings, Tribe, Tribes};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use rayon::prelude::*;

/// Ties up to which the method is run from several seeds and the best result kept: there it costs milliseconds, and a
/// single run misses the optimum of a small network now and then. Larger networks are found on all threads from one seed,
/// in as many passes as gain.
const SMALL: usize = 50_000;
const N_SEEDS_SMALL: u64 = 10;
const N_PASSES: usize = 10;
/// Modularity by which a new division must beat the one that grew from the last: less is noise between seeds.
const NOISE: f64 = 0.001;

/// Finds the tribes of a network by modularity at the resolution of the settings.
///
/// Every tribe hangs together (checked, and split where it does not), people without ties belong to none, tribes are
/// numbered by falling size, of equals the one with the lowest row first. The same network and settings give the same
/// tribes. About O(m log n).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn find(network: &Network, settings: &ScoreSettings, ticket: &Ticket) -> Result<Tribes, Stopped> {
    find_from(network, settings, None, ticket)
}

/// The same, beginning from the tribes of before as well: what grew from them is kept unless beginning anew is clearly
/// better, so that tribes stay who they are from one scoring to the next. `before` has one label a person, each below
/// the number of people.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn find_from(
    network: &Network,
    settings: &ScoreSettings,
    before: Option<&[u32]>,
    ticket: &Ticket,
) -> Result<Tribes, Stopped> {
    let is_small = network.n_ties() <= SMALL;
    let n_seeds = if is_small { N_SEEDS_SMALL } else { 1 };
    ticket.begin(Stage::FindingTribes, n_seeds + u64::from(before.is_some()))?;
    let rows = if is_small { prepare(network) } else { None };
    let alone: Vec<u32> = (0..network.n_people() as u32).collect();
    let resolution = if settings.resolution.is_finite() { settings.resolution.max(0.0) } else { 1.0 };
    let run = |start: &[u32], k: u64| {
        let seed = settings.seed.wrapping_add(k);
        let labels = match &rows {
            Some(rows) => leiden(rows, start, resolution, seed, Effort { n_passes: N_PASSES }, ticket)?,
            None => block::leiden(network, start, resolution, seed, ticket)?,
        };
        let labels = whole(network, &labels, ticket)?;
        ticket.advance(1)?;
        // Of one alone nobody asks how good it is.
        let is_compared = n_seeds > 1 || before.is_some();
        Ok((if is_compared { modularity(network, &labels, resolution) } else { 0.0 }, labels))
    };
    let fresh: Vec<(f64, Vec<u32>)> =
        (0..n_seeds).into_par_iter().map(|k| run(&alone, k)).collect::<Result<_, Stopped>>()?;
    // Of equal runs the first, so that the choice does not depend on which thread was faster.
    let best = fresh.into_iter().reduce(|best, run| if run.0 > best.0 + 1e-12 { run } else { best });
    let mut best = best.unwrap_or_default();
    if let Some(before) = before {
        let grown = run(before, 0)?;
        best = if grown.0 >= best.0 - NOISE { grown } else { best };
    }
    ticket.check()?;
    Ok(from_labels(network, &best.1))
}

/// Leiden's labels with people without ties taken out and broken communities split.
fn whole(network: &Network, labels: &[u32], ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    let has_ties = |person: usize| network.n_contacts(person as Person) > 0;
    let labels: Vec<u32> =
        labels.iter().enumerate().map(|(person, &label)| if has_ties(person) { label } else { NO_TRIBE }).collect();
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
    // The sum of nothing is minus zero, which nobody wants to read.
    let modularity = 0.0 + tribes.iter().map(|tribe| tribe.modularity_share).sum::<f64>();
    Tribes { tribes, of, modularity }
}
