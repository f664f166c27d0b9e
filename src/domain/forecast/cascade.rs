//! One simulated campaign at a time: who takes a thing up when word passes along live ties; knows no plan.

use super::Assumptions;
use super::by_stage::{Leaning, Leanings};
use crate::domain::model::{Network, Person};
use crate::domain::random::{STEP, mix};
use crate::domain::ticket::{Stopped, Ticket};
use std::ops::Range;

/// What a draw decides: far apart, so that no two decisions share a random number.
const PASSES: u64 = 0x3c6e_f372_fe94_f82b;
const ACCEPTS: u64 = 0xc2b2_ae3d_27d4_eb4f;
const UNAIDED: u64 = 0x1656_67b1_9e37_79f9;
const CHOOSES: u64 = 0x27d4_eb2f_1656_67c5;
const ORDERS: u64 = 0x9e6c_63d0_876a_52d1;

/// People walked between two looks at the ticket: well under a millisecond of work.
const STRIDE: usize = 1_024;

/// A chance that is the same for everybody, or one a person.
struct Thresholds {
    all: u32,
    each: Vec<u32>,
}

impl Thresholds {
    fn of(share: f64, n_people: usize, leanings: &Leanings) -> Self {
        let of = |person: Person| threshold(share * f64::from(leanings.takes_up(person)));
        let n_apart = if leanings.is_none() { 0 } else { n_people as Person };
        Thresholds { all: threshold(share), each: (0..n_apart).map(of).collect() }
    }

    fn at(&self, person: Person) -> u32 {
        self.each.get(person as usize).copied().unwrap_or(self.all)
    }
}

/// The chances of every tie and person, ready to be drawn.
pub struct Chances<'a> {
    network: &'a Network,
    /// One a slot of the network: from the row's person to the neighbour.
    passes: Vec<u32>,
    accepts: Thresholds,
    unaided: Thresholds,
    /// Opted-out people: nothing starts with them, passes through them or reaches them.
    is_left_out: &'a [bool],
}

impl<'a> Chances<'a> {
    /// The chances of [`passes`]. O(ties).
    pub fn new(network: &'a Network, is_left_out: &'a [bool], assumptions: &Assumptions) -> Self {
        Chances::leaning(network, is_left_out, assumptions, None, &Leanings::default())
    }

    /// The same for people who are not alike; with the chances of the ties, where they are told, one a slot of the
    /// network: from the row's person to the neighbour. Those have in them what was learned of people. O(ties).
    pub(super) fn leaning(
        network: &'a Network,
        is_left_out: &'a [bool],
        assumptions: &Assumptions,
        told: Option<&[f32]>,
        leanings: &Leanings,
    ) -> Self {
        let chance = |slot: usize| match told {
            Some(told) => f64::from(told[slot]),
            None => pass_chance(assumptions, network.strength[slot], network.goes_to[slot]),
        };
        let learned = leanings.learned.as_ref().filter(|_| told.is_none());
        let of = [learned, leanings.said.as_ref()];
        let mut passes: Vec<u32> = Vec::with_capacity(network.neighbours.len());
        for person in 0..network.n_people() as Person {
            for slot in network.slots(person) {
                let between = |leaning: &Leaning| f64::from(leaning.between(person, network.neighbours[slot]));
                let times: f64 = of.iter().flatten().map(|leaning| between(leaning)).product();
                passes.push(threshold(times * chance(slot)));
            }
        }
        let each = |share: f64| Thresholds::of(share, network.n_people(), leanings);
        Chances {
            network,
            passes,
            accepts: each(share(assumptions.accept_share)),
            unaided: each(share(assumptions.unaided_share)),
            is_left_out,
        }
    }
}

/// The chance that word passes over one tie, 0 to 1 and above where the assumptions are wild: from somebody to a
/// neighbour, by the strength of the tie and how much of it is their own going; see [`passes`].
#[must_use]
pub fn pass_chance(assumptions: &Assumptions, strength: f32, goes_to: f32) -> f64 {
    f64::from(passes(share(assumptions.pass_on_share) as f32, strength, strength - goes_to))
}

/// The chance that word passes from i to j: `pass_on_share` x strength x (1/2 + share of the tie's contacts that j
/// makes), the latter given as what j goes to i, a part of the strength. A tie on which both seek each other alike
/// passes with `pass_on_share` x strength both ways; where only j seeks i, j hears from i three times as often as i
/// from j: people listen to those they come to, yet every contact has two ends. May be above 1.
pub(super) fn passes(pass_on_share: f32, strength: f32, hearer_goes: f32) -> f32 {
    pass_on_share * (0.5 * strength + hearer_goes)
}

fn share(share: f32) -> f64 {
    if share.is_nan() { 0.0 } else { f64::from(share.clamp(0.0, 1.0)) }
}

fn threshold(chance: f64) -> u32 {
    (chance.clamp(0.0, 1.0) * 4_294_967_296.0) as u32
}

/// Everything random in one run, looked up instead of drawn in turn: every strategy meets the same live ties and the
/// same people who would accept (common random numbers), and no run depends on another.
#[derive(Clone, Copy)]
pub struct Run(u64);

impl Run {
    pub fn new(seed: u64, number: u64) -> Run {
        Run(mix(seed ^ mix(number)))
    }

    fn number(self, purpose: u64, item: u64) -> u64 {
        mix(self.0.wrapping_add(purpose).wrapping_add(item.wrapping_mul(STEP)))
    }

    /// True with chance `threshold` / 2^32; the highest threshold is certainty.
    fn happens(self, purpose: u64, item: u64, threshold: u32) -> bool {
        let drawn = (self.number(purpose, item) >> 32) as u32;
        drawn < threshold || threshold == u32::MAX
    }

    fn below(self, purpose: u64, item: u64, n: usize) -> usize {
        ((u128::from(self.number(purpose, item)) * n as u128) >> 64) as usize
    }
}

/// Marks and a queue, used again from run to run.
pub struct Scratch {
    /// The epoch in which a person was last reached.
    reached: Vec<u32>,
    chosen: Vec<u32>,
    epoch: u32,
    /// Who is still to tell it, after those who did.
    queue: Vec<Person>,
    rows: Vec<Range<usize>>,
    live: Vec<usize>,
    near: Vec<Person>,
}

impl Scratch {
    pub fn new(n_people: usize) -> Self {
        Scratch {
            reached: vec![0; n_people],
            chosen: vec![0; n_people],
            epoch: 0,
            queue: Vec::new(),
            rows: Vec::new(),
            live: Vec::new(),
            near: Vec::new(),
        }
    }

    /// A new epoch, in which nobody is reached yet.
    fn next_epoch(&mut self) -> u32 {
        if self.epoch == u32::MAX {
            self.reached.fill(0);
            self.chosen.fill(0);
            self.epoch = 0;
        }
        self.epoch += 1;
        self.epoch
    }
}

/// People of the audience reached in one run: by nothing, and by each of the lists of treated people.
pub struct Campaigns<'a> {
    pub chances: &'a Chances<'a>,
    pub is_audience: &'a [bool],
    pub ticket: &'a Ticket,
}

impl Campaigns<'_> {
    /// Reach of doing nothing, then of each list after so many of its people as each of the rising `breaks` says. The
    /// people whom nothing reaches are found once; a list adds those whom only it reaches, so no list can reach fewer than
    /// nothing does, and no longer one fewer than a shorter one. O(people + ties walked).
    pub fn run(
        &self,
        run: Run,
        lists: &[&[Person]],
        breaks: &[usize],
        scratch: &mut Scratch,
    ) -> Result<Vec<u32>, Stopped> {
        let base = scratch.next_epoch();
        let n_people = self.is_audience.len() as Person;
        for first in (0..n_people).step_by(STRIDE) {
            self.ticket.check()?;
            let starts = |&person: &Person| run.happens(UNAIDED, u64::from(person), self.chances.unaided.at(person));
            scratch.near.extend((first..n_people.min(first + STRIDE as Person)).filter(starts));
        }
        let n_base = self.spread(run, (base, base), scratch)?;
        let mut reach = vec![n_base];
        for list in lists {
            let own = scratch.next_epoch();
            let mut n = n_base;
            let mut done = 0;
            for &end in breaks {
                let more = &list[done.min(list.len())..end.min(list.len())];
                let accepts =
                    |&person: &Person| run.happens(ACCEPTS, u64::from(person), self.chances.accepts.at(person));
                scratch.near.extend(more.iter().copied().filter(accepts));
                n += self.spread(run, (base, own), scratch)?;
                done = end;
                reach.push(n);
            }
        }
        Ok(reach)
    }

    /// Reaches everybody on live ties from those in `near` who is in neither epoch; returns how many are in the audience.
    ///
    /// Nearly all of the time goes into waiting for memory, so that many people tell it at a time, and each of the three
    /// places that is looked up for them is looked up for all: those waits do not hang on each other.
    fn spread(&self, run: Run, epochs: (u32, u32), scratch: &mut Scratch) -> Result<u32, Stopped> {
        let network = self.chances.network;
        let mut at = 0;
        scratch.queue.clear();
        let mut n_audience = self.join(epochs, scratch);
        while at < scratch.queue.len() {
            self.ticket.check()?;
            let Scratch { queue, rows, live, near, .. } = &mut *scratch;
            let last = queue.len().min(at + STRIDE);
            rows.clear();
            rows.extend(queue[at..last].iter().map(|&person| network.slots(person)));
            live.clear();
            for slot in rows.iter().cloned().flatten() {
                if run.happens(PASSES, slot as u64, self.chances.passes[slot]) {
                    live.push(slot);
                }
            }
            near.extend(live.iter().map(|&slot| network.neighbours[slot]));
            n_audience += self.join(epochs, scratch);
            at = last;
        }
        Ok(n_audience)
    }

    /// Everybody in `near` joins those who are still to tell it, once; leaves `near` empty. Returns how many of them are
    /// in the audience.
    fn join(&self, (base, own): (u32, u32), scratch: &mut Scratch) -> u32 {
        let Scratch { reached, queue, near, .. } = scratch;
        let mut n_audience = 0;
        for person in near.drain(..) {
            let mark = &mut reached[person as usize];
            if *mark == base || *mark == own || self.chances.is_left_out[person as usize] {
                continue;
            }
            *mark = own;
            queue.push(person);
            n_audience += u32::from(self.is_audience[person as usize]);
        }
        n_audience
    }
}

/// `k` different people of the list in random order, every choice equally likely (Floyd's method, in Bentley 1987).
/// O(k).
pub fn choose(run: Run, list: &[Person], k: usize, scratch: &mut Scratch) -> Vec<Person> {
    let epoch = scratch.next_epoch();
    let n = list.len();
    let k = k.min(n);
    let mut chosen = Vec::with_capacity(k);
    for last in n - k..n {
        let drawn = run.below(CHOOSES, last as u64, last + 1);
        let is_new = scratch.chosen[list[drawn] as usize] != epoch;
        let person = if is_new { list[drawn] } else { list[last] };
        scratch.chosen[person as usize] = epoch;
        chosen.push(person);
    }
    // Floyd's method finds a random set; a beginning of it is one only after shuffling.
    for last in (1..k).rev() {
        chosen.swap(last, run.below(ORDERS, last as u64, last + 1));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_equally_likely_and_nobody_is_chosen_twice() {
        let list: Vec<Person> = (10..20).collect();
        let mut scratch = Scratch::new(20);
        let mut times = [0u32; 20];
        for number in 0..10_000 {
            let mut chosen = choose(Run::new(3, number), &list, 4, &mut scratch);
            for &person in &chosen {
                times[person as usize] += 1;
            }
            chosen.sort_unstable();
            chosen.dedup();
            assert_eq!(chosen.len(), 4);
        }
        // Six standard deviations of a binomial(10000, 0.4).
        assert!(times[10..].iter().all(|&n| n.abs_diff(4_000) < 294), "{times:?}");
        assert_eq!(choose(Run::new(1, 1), &list, 99, &mut scratch).len(), 10);
    }

    #[test]
    fn decisions_of_one_run_do_not_share_their_luck() {
        let purposes = [PASSES, ACCEPTS, UNAIDED, CHOOSES, ORDERS];
        let half = threshold(0.5);
        for (k, &one) in purposes.iter().enumerate() {
            for &other in &purposes[k + 1..] {
                let both = |item: u64| {
                    let run = Run::new(1, item % 100);
                    run.happens(one, item / 100, half) && run.happens(other, item / 100, half)
                };
                // Six standard deviations of a binomial(10000, 0.25).
                assert!((0..10_000u64).filter(|&item| both(item)).count().abs_diff(2_500) < 260);
            }
        }
    }

    #[test]
    fn certain_things_happen_and_impossible_ones_do_not() {
        for item in 0..10_000 {
            assert!(Run::new(1, 2).happens(PASSES, item, threshold(1.0)));
            assert!(!Run::new(1, 2).happens(PASSES, item, threshold(0.0)));
        }
    }
}
