//! "People come to them": `PageRank` along the ties in the direction of going; knows nothing of tribes.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Share of attention that follows ties; the rest starts anywhere.
const FOLLOWS: f64 = 0.85;
const TOLERANCE: f64 = 1e-9;
const MAX_ROUNDS: usize = 200;
/// How far a round leans on from the one before the last: best for ties whose slowest pull fades to 0.67 a round.
const LEAN: f64 = 1.15;
const BLOCK: usize = 4096;

/// Weighted `PageRank` (Page et al. 1998): x ← αPᵀx + (α·dangling + 1 − α)/n, P the shares in which each person goes to
/// others, α = 0.85, until the change sums to less than 1e-9. People who go to nobody hand their weight to everyone, so
/// the result sums to 1. Being gone to means high. O(m) a round, about 25 rounds: each leans on from the last two
/// (second-order Richardson iteration, Golub and Varga 1961), which meets the same fixed point in fewer.
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
    let flow = Flow::of(network, ticket)?;
    let mut rank = flow.guess(network, |person| if is_start(person) { 1.0 / n_starts as f64 } else { 0.0 });
    // The round before, which the new one leans away from.
    let mut before = rank.clone();
    // What one unit of going from each person is worth.
    let mut worth = vec![0.0; n];
    let (mut lean, mut least_change) = (1.0, f64::INFINITY);
    for round in 0..MAX_ROUNDS {
        let dangling = sum_blocks(&rank, |person, x| if flow.goes_out[person] > 0.0 { 0.0 } else { x });
        worth.par_iter_mut().enumerate().for_each(|(person, worth)| {
            *worth = if flow.goes_out[person] > 0.0 { rank[person] / flow.goes_out[person] } else { 0.0 };
        });
        let base = (1.0 - FOLLOWS + FOLLOWS * dangling) / n_starts as f64;
        let mut next = vec![0.0; n];
        next.par_chunks_mut(BLOCK).enumerate().try_for_each(|(block, next)| {
            ticket.check()?;
            for (person, next) in (block * BLOCK..).zip(next) {
                let start = if is_start(person) { base } else { 0.0 };
                *next = start + FOLLOWS * flow.comes_to(network, person as Person, &worth);
            }
            Ok(())
        })?;
        let change = sum_blocks(&next, |person, x| (x - rank[person]).abs());
        if change < TOLERANCE {
            return Ok(next);
        }
        // Two plain rounds first; where leaning makes it worse (going round in circles), plain rounds to the end.
        lean = if change >= least_change {
            1.0
        } else if round == 1 {
            LEAN
        } else {
            lean
        };
        least_change = least_change.min(change);
        if lean > 1.0 {
            next.par_iter_mut().zip(&before).for_each(|(next, before)| *next = before + lean * (*next - before));
        }
        before = std::mem::replace(&mut rank, next);
    }
    Ok(rank)
}

/// What comes to each person over each tie, laid out once: a round then reads two numbers a tie instead of three.
struct Flow {
    goes_out: Vec<f64>,
    /// One a slot: what the other goes to the row's person, the tie's strength less the own going.
    comes: Vec<f32>,
}

impl Flow {
    fn of(network: &Network, ticket: &Ticket) -> Result<Self, Stopped> {
        let mut comes = vec![0.0; network.strength.len()];
        comes.par_chunks_mut(16 * BLOCK).enumerate().try_for_each(|(block, comes)| {
            ticket.check()?;
            let slots = block * 16 * BLOCK..block * 16 * BLOCK + comes.len();
            for ((comes, strength), goes) in
                comes.iter_mut().zip(&network.strength[slots.clone()]).zip(&network.goes_to[slots])
            {
                *comes = strength - goes;
            }
            Ok(())
        })?;
        let goes_out =
            |person: usize| network.goes_to[network.slots(person as Person)].iter().map(|&x| f64::from(x)).sum();
        Ok(Flow { goes_out: (0..network.n_people()).into_par_iter().map(goes_out).collect(), comes })
    }

    /// Where everybody would stand if who comes to them went by strength alone: exact without direction and damping.
    fn guess(&self, network: &Network, start: impl Fn(usize) -> f64 + Sync) -> Vec<f64> {
        let comes = |person: usize| self.comes[network.slots(person as Person)].iter().map(|&x| f64::from(x)).sum();
        let comes: Vec<f64> = (0..network.n_people()).into_par_iter().map(comes).collect();
        let total = sum_blocks(&comes, |_, comes| comes);
        let follows = if total > 0.0 { FOLLOWS } else { 0.0 };
        let of = |(person, comes): (usize, f64)| {
            (1.0 - follows) * start(person) + follows * comes / total.max(f64::MIN_POSITIVE)
        };
        comes.into_par_iter().enumerate().map(of).collect()
    }

    fn comes_to(&self, network: &Network, person: Person, worth: &[f64]) -> f64 {
        let slots = network.slots(person);
        let ties = network.neighbours[slots.clone()].iter().zip(&self.comes[slots]);
        ties.map(|(&other, &comes)| f64::from(comes) * worth[other as usize]).sum()
    }
}

fn sum_blocks(values: &[f64], of: impl Fn(usize, f64) -> f64 + Sync) -> f64 {
    let sum_of = |(block, values): (usize, &[f64])| -> f64 {
        (block * BLOCK..).zip(values).map(|(person, &value)| of(person, value)).sum()
    };
    values.par_chunks(BLOCK).enumerate().map(sum_of).collect::<Vec<f64>>().into_iter().sum()
}
