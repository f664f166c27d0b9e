//! "People come to them": `PageRank` along the ties in the direction of going; knows nothing of tribes.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Share of attention that follows ties; the rest starts anywhere.
const FOLLOWS: f64 = 0.85;
const TOLERANCE: f64 = 1e-9;
const MAX_ROUNDS: usize = 200;
const BLOCK: usize = 4096;

/// Weighted `PageRank` (Page et al. 1998): x ← αPᵀx + (α·dangling + 1 − α)/n, P the shares in which each person goes to
/// others, α = 0.85, until the change sums to less than 1e-9. People who go to nobody hand their weight to everyone, so
/// the result sums to 1. Being gone to means high. O(m) a round, about 40 rounds.
///
/// With `starts`, attention starts only with the people marked there (personalised `PageRank`): influence on those who
/// have to do with a subject. Nobody marked is as good as everybody.
///
/// Sums are taken over fixed blocks in order: the same bytes on any number of threads.
///
/// # Errors
/// [`Stopped`] when the ticket says so; heard within a block of 4,096 people.
pub fn pagerank(network: &Network, starts: Option<&[bool]>, ticket: &Ticket) -> Result<Vec<f64>, Stopped> {
    let n = network.n_people();
    if n == 0 {
        return Ok(Vec::new());
    }
    let is_start = |person: usize| starts.is_none_or(|starts| starts[person]);
    let n_starts = (0..n).filter(|&person| is_start(person)).count();
    let is_start = |person: usize| n_starts == 0 || is_start(person);
    let n_starts = if n_starts == 0 { n } else { n_starts };
    let goes_out: Vec<f64> = (0..n)
        .into_par_iter()
        .map(|person| network.goes_to[network.slots(person as Person)].iter().map(|&share| f64::from(share)).sum())
        .collect();
    let mut rank = vec![1.0 / n as f64; n];
    // What one unit of going from each person is worth.
    let mut worth = vec![0.0; n];
    for _ in 0..MAX_ROUNDS {
        let dangling = sum_blocks(&rank, |person, x| if goes_out[person] > 0.0 { 0.0 } else { x });
        worth.par_iter_mut().enumerate().for_each(|(person, worth)| {
            *worth = if goes_out[person] > 0.0 { rank[person] / goes_out[person] } else { 0.0 };
        });
        let base = (1.0 - FOLLOWS + FOLLOWS * dangling) / n_starts as f64;
        let mut next = vec![0.0; n];
        next.par_chunks_mut(BLOCK).enumerate().try_for_each(|(block, next)| {
            ticket.check()?;
            for (person, next) in (block * BLOCK..).zip(next) {
                let start = if is_start(person) { base } else { 0.0 };
                *next = start + FOLLOWS * comes_to(network, person as Person, &worth);
            }
            Ok(())
        })?;
        let change = sum_blocks(&next, |person, x| (x - rank[person]).abs());
        rank = next;
        if change < TOLERANCE {
            break;
        }
    }
    Ok(rank)
}

/// What comes to a person over all ties: what the other goes to them is the tie's strength less the own going.
fn comes_to(network: &Network, person: Person, worth: &[f64]) -> f64 {
    let slots = network.slots(person);
    let ties = network.neighbours[slots.clone()].iter().zip(&network.strength[slots.clone()]);
    ties.zip(&network.goes_to[slots])
        .map(|((&other, &strength), &goes)| f64::from(strength - goes) * worth[other as usize])
        .sum()
}

fn sum_blocks(values: &[f64], of: impl Fn(usize, f64) -> f64 + Sync) -> f64 {
    let sum_of = |(block, values): (usize, &[f64])| -> f64 {
        (block * BLOCK..).zip(values).map(|(person, &value)| of(person, value)).sum()
    };
    values.par_chunks(BLOCK).enumerate().map(sum_of).collect::<Vec<f64>>().into_iter().sum()
}
