//! Chooses people on one half of the sets and checks them on the other until the bound is good; knows nothing of what
//! the ties and costs mean.

use super::bounds::{Certificate, first_sets};
use super::cover::{Index, Picked, greedy};
use super::draw::Purpose;
use super::purse::Purse;
use super::roots::Roots;
use super::sets::{Sampler, Sets};
use super::spreading::Spreading;
use super::terms::{Chosen, Terms};
use crate::domain::model::Person;
use crate::domain::ticket::{Stage, Stopped, Ticket};

/// Sets drawn to see how large they are.
const PILOT: u64 = 64;
/// Members the first round should have: fewer prove nothing about spread.
const FIRST_MEMBERS: u64 = 1 << 18;
/// No more sets, and no more members kept, than this.
const MOST_SETS: u64 = 1 << 24;
const MOST_MEMBERS: usize = 40_000_000;
/// How much more of its own sets than of others a choice may meet, as a share of the tolerance: what is fitted to chance
/// there costs far less reach.
const STEADY: f64 = 0.25;
/// So many times the sets that a first count asks for: a choice made on few meets more of those than of others.
const SPARE: f64 = 1.25;
/// Kept members a set from which the sets are called dense, and a few people are settled early.
const DENSE: usize = 2_000;

/// The people who together bring word to the most worth, within the terms.
///
/// OPIM-C (Tang, Tang, Xiao & Yuan 2018): sets double until the lower bound of the greedy choice, on sets of its own, is
/// at least `1 - 1/e - tolerance` of the upper bound (1/2 with places a tribe, 0.405 with a budget: Tang et al. 2021),
/// and until the choice meets hardly more of the sets it was made on than of the others: by a quarter of the tolerance and
/// what chance makes of two counts, counted so closely that both together are three quarters of the tolerance at most (1.4 %
/// at 0.02, 7 % at 0.1). The certificate alone is satisfied at 0.02 by choices that lose 5 % of their reach to chance. Under a budget the greedy choice by gain a cost is set beside one that begins with the best single person,
/// and the better one counts.
///
/// The same input gives the same choice on any number of threads. Expected O((people + ties) · log) for a given
/// tolerance.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn choose(spreading: &Spreading, terms: &Terms, n_people: usize, ticket: &Ticket) -> Result<Chosen, Stopped> {
    ticket.begin(Stage::ChoosingPeople, 0)?;
    let worth = if terms.worth.is_empty() { vec![1.0; n_people] } else { terms.worth.clone() };
    let roots = Roots::new(&worth);
    let mut purse = Purse::new(terms, n_people);
    let mut settled = Vec::new();
    for &pin in &terms.pins {
        if purse.is_open(pin) {
            purse.take(pin);
            settled.push(pin);
        }
    }
    if roots.total <= 0.0 || (settled.is_empty() && purse.n_most() == 0) {
        return Ok(Chosen { cost: purse.spent, people: settled, ..Chosen::default() });
    }
    let sampler = Sampler { spreading, roots: &roots, n_people, seed: terms.seed, ticket };
    Search { sampler, terms, purse, settled, n_people }.run()
}

struct Search<'a, 's> {
    sampler: Sampler<'a, 's>,
    terms: &'a Terms,
    /// After the pins.
    purse: Purse<'a>,
    /// Pins, and whoever is chosen for good before the end.
    settled: Vec<Person>,
    n_people: usize,
}

impl Search<'_, '_> {
    fn run(mut self) -> Result<Chosen, Stopped> {
        let mut sets = Sets::default();
        self.sampler.add(&mut sets, Purpose::Select, PILOT, &[])?;
        let n_most = (self.settled.len() + self.purse.n_most()).clamp(1, self.n_people);
        let fail = 1.0 / (self.n_people.max(2) as f64);
        let least = first_sets(self.n_people, n_most, fail) as u64;
        let size = (sets.members.len() as u64 / PILOT).max(1);
        let mut n_sets = (FIRST_MEMBERS / size).max(least).min(MOST_MEMBERS as u64 / 4 / size).clamp(PILOT, MOST_SETS);
        let n_rounds = (MOST_SETS / n_sets).ilog2() + 1;
        let certificate = Certificate::new(n_rounds, fail, self.sampler.roots.total);
        let mut is_dense = false;
        let mut purpose = Purpose::Select;
        loop {
            self.sampler.add(&mut sets, purpose, n_sets, &self.marks(is_dense))?;
            let picked = self.pick(&sets)?;
            let is_too_dense = !is_dense && sets.members.len() > DENSE * n_sets as usize;
            let is_last = n_sets * 2 > MOST_SETS || sets.members.len() * 2 > MOST_MEMBERS;
            // Checking costs as much as choosing: not before there is enough to count.
            if self.is_counted(picked.n_met) || is_last {
                let n_met = self.check(&picked, n_sets)?;
                let chosen = self.certify(&picked, n_met, n_sets, certificate);
                if self.is_good(&chosen, &picked, n_met) || (is_last && !is_too_dense) {
                    return Ok(chosen);
                }
            }
            let room = MOST_MEMBERS as f64 / sets.members.len().max(1) as f64;
            if is_too_dense {
                is_dense = true;
                self.settle(&picked);
                (sets, purpose) = (Sets::default(), Purpose::SelectMore);
            }
            let wanted = SPARE / (self.step().powi(2) * picked.n_met.max(1) as f64);
            let times = if is_too_dense { 2.0 } else { wanted.min(room).max(2.0) };
            n_sets = MOST_SETS.min((n_sets as f64 * times) as u64);
            self.sampler.ticket.advance(1)?;
        }
    }

    /// Who stops a set: nobody, or in dense sets the settled people.
    fn marks(&self, is_dense: bool) -> Vec<bool> {
        if is_dense { self.marks_of(&self.settled) } else { Vec::new() }
    }

    fn marks_of(&self, people: &[Person]) -> Vec<bool> {
        let mut is_in = vec![false; self.n_people];
        for &person in people {
            is_in[person as usize] = true;
        }
        is_in
    }

    fn pick(&self, sets: &Sets) -> Result<Picked, Stopped> {
        let ticket = self.sampler.ticket;
        let index = Index::new(sets, self.n_people, ticket)?;
        let mut picked = greedy(sets, &index, &self.settled, None, &self.purse, ticket)?;
        if !self.terms.costs.is_empty() && self.terms.budget.is_some() {
            let mut left = self.purse.clone();
            let settled = self.settled.iter().copied();
            settled.filter(|&person| self.purse.is_open(person)).for_each(|person| left.take(person));
            let open = (0..self.n_people as Person).filter(|&person| left.allows(person));
            let single = open.max_by_key(|&person| (index.n_sets(person), std::cmp::Reverse(person)));
            if single.is_some_and(|person| picked.people.get(self.settled.len()) != Some(&person)) {
                let other = greedy(sets, &index, &self.settled, single, &self.purse, ticket)?;
                let at_most = picked.at_most.min(other.at_most);
                if other.n_met > picked.n_met {
                    picked = other;
                }
                picked.at_most = at_most;
            }
        }
        Ok(picked)
    }

    /// How many of so many other sets a choice meets. They are drawn anew each time and none is kept: a set ends where it
    /// is met, and the largest ones, which cost the most, are met first.
    fn check(&self, picked: &Picked, n_sets: u64) -> Result<u64, Stopped> {
        self.sampler.n_met(Purpose::Check, n_sets, &self.marks_of(&picked.people))
    }

    fn certify(&self, picked: &Picked, n_met: u64, n_sets: u64, certificate: Certificate) -> Chosen {
        let n = n_sets as f64;
        let upper_bound = certificate.upper(picked.at_most.min(n), n);
        Chosen {
            people: picked.people.clone(),
            lower_bound: certificate.lower(n_met as f64, n).min(upper_bound),
            upper_bound,
            expected: n_met as f64 * self.sampler.roots.total / n,
            cost: picked.cost,
            n_sets,
        }
    }

    /// The share of a count that chance may still make.
    fn step(&self) -> f64 {
        (self.terms.tolerance / 3.0).max(1e-6)
    }

    /// Whether so many sets tell a third of the tolerance apart from chance.
    fn is_counted(&self, n_met: u64) -> bool {
        n_met as f64 * self.step().powi(2) >= 1.0
    }

    fn is_good(&self, chosen: &Chosen, picked: &Picked, n_met: u64) -> bool {
        let provable = if self.terms.budget.is_some() {
            0.405
        } else if self.terms.per_tribe.is_some() {
            0.5
        } else {
            1.0 - (-1.0f64).exp()
        };
        let is_proven = chosen.lower_bound >= (provable - self.terms.tolerance) * chosen.upper_bound;
        // Two counts differ by so much by chance alone: asking for less would be asking for luck, and luck in the checks
        // would flatter what they say of the choice.
        let by_chance = ((picked.n_met + n_met) as f64).sqrt();
        let is_steady = picked.n_met as f64 <= n_met as f64 * (1.0 + STEADY * self.terms.tolerance) + by_chance;
        is_proven && is_steady && self.is_counted(n_met)
    }

    /// Keeps the first half of a choice for good: in dense sets they meet nearly all that the whole choice meets.
    fn settle(&mut self, picked: &Picked) {
        let n_more = (picked.people.len() - self.settled.len()) / 2;
        for &person in picked.people.iter().skip(self.settled.len()).take(n_more) {
            self.settled.push(person);
        }
    }
}
