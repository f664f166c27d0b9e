//! How many people of the market somebody's word gets to in two steps; knows nothing of tribes or `PageRank`.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::sync::Mutex;

/// Ties of a person up to which the second step is counted person by person. Beyond it, what that person would pass on
/// is added up without asking who hears it twice. The largest limit is taken whose work stays within [`WORK`].
const LIMITS: [usize; 6] = [512, 256, 128, 64, 32, 0];
/// Second steps counted a tie, or in all where that is more: the work is O(m), not the square of the largest circle.
const WORK: (usize, usize) = (32, 200_000_000);
/// Somebody with more ties than this passes word on to no more people than this in expectation, the number of stable
/// acquaintances of Dunbar (1992): a broadcast account is heard by many and persuades few.
pub(super) const CIRCLE: f32 = 150.0;

/// Expected people inside the market whom word from each person reaches in at most two steps, when it passes each tie
/// with a chance equal to its strength, less where the hearer makes less than half of the contact (independent cascade of Kempe, Kleinberg, Tardos 2003, cut after two steps; for
/// two steps the chances along different ways are multiplied as if independent). Nobody counts twice, nor the person
/// themselves.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn reach(network: &Network, is_customer: &[bool], ticket: &Ticket) -> Result<Vec<f32>, Stopped> {
    let n = network.n_people();
    let passed_on: Vec<f32> = (0..n as Person)
        .into_par_iter()
        .map(|person| {
            let inside = network.listeners_of(person).filter(|(other, _)| is_customer[*other as usize]);
            capped(network, person) * inside.map(|(_, strength)| strength).sum::<f32>()
        })
        .collect();
    let limit = limit(network);
    let mut reach = vec![0.0; n];
    // One scratch a thread that is ever needed at once; each is clean when it is put back.
    let idle: Mutex<Vec<Scratch>> = Mutex::new(Vec::new());
    let borrow = || idle.lock().ok().and_then(|mut idle| idle.pop());
    reach.par_chunks_mut(super::BLOCK).enumerate().try_for_each(|(block, reach)| {
        let mut scratch = borrow().unwrap_or_else(|| Scratch { missed: vec![1.0; n], touched: Vec::new() });
        for (person, reach) in (block * super::BLOCK..).zip(reach) {
            ticket.check()?;
            *reach = scratch.reach_of(network, person as Person, is_customer, &passed_on, limit) as f32;
        }
        if let Ok(mut idle) = idle.lock() {
            idle.push(scratch);
        }
        Ok(())
    })?;
    Ok(reach)
}

/// The ties up to which a person's contacts are counted one by one.
fn limit(network: &Network) -> usize {
    let work = |limit: usize| -> usize {
        let ties = |person: Person| Some(network.n_contacts(person)).filter(|&n| n <= limit).unwrap_or(0);
        (0..network.n_people() as Person).map(|person| ties(person).pow(2)).sum()
    };
    let most = (WORK.0 * network.n_ties()).max(WORK.1);
    LIMITS.into_iter().find(|&limit| work(limit) <= most).unwrap_or(0)
}

/// By how much the chances of a person's ties are lowered, so that they pass word to at most [`CIRCLE`] people.
fn capped(network: &Network, person: Person) -> f32 {
    (CIRCLE / network.n_contacts(person).max(1) as f32).min(1.0)
}

struct Scratch {
    /// The chance that each person misses the word; 1 between two people.
    missed: Vec<f32>,
    touched: Vec<Person>,
}

impl Scratch {
    fn reach_of(
        &mut self,
        network: &Network,
        person: Person,
        is_customer: &[bool],
        passed_on: &[f32],
        limit: usize,
    ) -> f64 {
        let own = capped(network, person);
        let mut beyond = 0.0;
        for (other, strength) in network.listeners_of(person) {
            let chance = own * strength;
            self.miss(other, chance);
            if network.n_contacts(other) > limit {
                beyond += f64::from(chance * passed_on[other as usize]);
                continue;
            }
            let cap = capped(network, other);
            for (third, strength) in network.listeners_of(other) {
                self.miss(third, chance * cap * strength);
            }
        }
        let mut sum = beyond;
        for other in self.touched.drain(..) {
            let missed = std::mem::replace(&mut self.missed[other as usize], 1.0);
            if other != person && is_customer[other as usize] {
                sum += f64::from(1.0 - missed);
            }
        }
        sum
    }

    fn miss(&mut self, person: Person, chance: f32) {
        let missed = &mut self.missed[person as usize];
        if *missed == 1.0 {
            self.touched.push(person);
        }
        *missed *= 1.0 - chance;
    }
}
