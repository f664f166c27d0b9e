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
    // A chance is 1 at most, also where a tie is counted several times.
    let chance = |slot: usize| network.listens(slot).min(1.0);
    let listens: Vec<f32> = (0..network.neighbours.len()).into_par_iter().map(chance).collect();
    ticket.check()?;
    let passed_on: Vec<f32> = (0..n as Person)
        .into_par_iter()
        .map(|person| {
            let slots = network.slots(person).filter(|&slot| is_customer[network.neighbours[slot] as usize]);
            capped(network, person) * slots.map(|slot| listens[slot]).sum::<f32>()
        })
        .collect();
    let steps = Steps { network, is_customer, listens, passed_on, limit: limit(network) };
    let mut reach = vec![0.0; n];
    // One scratch a thread that is ever needed at once; each is clean when it is put back.
    let idle: Mutex<Vec<Scratch>> = Mutex::new(Vec::new());
    let borrow = || idle.lock().ok().and_then(|mut idle| idle.pop());
    reach.par_chunks_mut(super::BLOCK).enumerate().try_for_each(|(block, reach)| {
        let mut scratch = borrow().unwrap_or_else(|| Scratch::new(n));
        for (person, reach) in (block * super::BLOCK..).zip(reach) {
            ticket.check()?;
            *reach = steps.reach_of(person as Person, &mut scratch) as f32;
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

/// What all people's steps are counted from.
struct Steps<'a> {
    network: &'a Network,
    is_customer: &'a [bool],
    /// How much the neighbour listens, a slot.
    listens: Vec<f32>,
    /// People inside the market whom each person passes word to, in expectation.
    passed_on: Vec<f32>,
    limit: usize,
}

impl Steps<'_> {
    fn reach_of(&self, person: Person, scratch: &mut Scratch) -> f64 {
        let network = self.network;
        let own = capped(network, person);
        let mut beyond = 0.0;
        for slot in network.slots(person) {
            let (other, listens) = (network.neighbours[slot], self.listens[slot]);
            let chance = own * listens;
            scratch.miss(&[other], &[listens], own);
            if network.n_contacts(other) > self.limit {
                beyond += f64::from(chance * self.passed_on[other as usize]);
                continue;
            }
            let slots = network.slots(other);
            let share = chance * capped(network, other);
            scratch.miss(&network.neighbours[slots.clone()], &self.listens[slots], share);
        }
        scratch.forget(beyond, |other| other != person && self.is_customer[other as usize])
    }
}

struct Scratch {
    /// The chance that each person misses the word; 1 between two people.
    missed: Vec<f32>,
    /// Whoever may hear it, at least once each, as far as `n_touched`.
    touched: Vec<Person>,
    n_touched: usize,
}

impl Scratch {
    fn new(n_people: usize) -> Self {
        Scratch { missed: vec![1.0; n_people], touched: Vec::new(), n_touched: 0 }
    }

    /// Word comes to these people, each by a chance of so much of how they listen. This is where all the time goes:
    /// nothing in it is guessed by the processor.
    fn miss(&mut self, people: &[Person], listens: &[f32], share: f32) {
        let end = self.n_touched + people.len();
        if self.touched.len() < end {
            self.touched.resize(end.next_power_of_two(), 0);
        }
        let (missed, touched) = (&mut self.missed[..], &mut self.touched[self.n_touched..end]);
        let mut n_new = 0;
        for (&person, &listens) in people.iter().zip(listens) {
            let missed = &mut missed[person as usize];
            touched[n_new] = person;
            n_new += usize::from(*missed == 1.0);
            *missed *= 1.0 - share * listens;
        }
        self.n_touched += n_new;
    }

    /// How many of those who count word reaches in expectation, added to others; everybody misses it again.
    fn forget(&mut self, others: f64, counts: impl Fn(Person) -> bool) -> f64 {
        let mut sum = others;
        for &other in &self.touched[..self.n_touched] {
            let missed = std::mem::replace(&mut self.missed[other as usize], 1.0);
            if counts(other) {
                sum += f64::from(1.0 - missed);
            }
        }
        self.n_touched = 0;
        sum
    }
}
