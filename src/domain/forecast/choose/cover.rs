//! Greedy choice of the people who meet the most sets, and how many any choice could meet; knows no ties.

use super::purse::Purse;
use super::sets::Sets;
use crate::domain::model::Person;
use crate::domain::ticket::{Stopped, Ticket};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Members counted between two looks at the ticket.
const STRIDE: usize = 65_536;
/// People looked at for all upper bounds of one greedy choice: more bounds tighten it, each is valid.
const BOUND_WORK: usize = 20_000_000;

/// The sets that each person is in.
pub(super) struct Index {
    offsets: Vec<u32>,
    sets: Vec<u32>,
}

impl Index {
    /// By counting. O(members).
    pub fn new(sets: &Sets, n_people: usize, ticket: &Ticket) -> Result<Self, Stopped> {
        let mut offsets = vec![0u32; n_people + 1];
        for members in sets.members.chunks(STRIDE) {
            ticket.check()?;
            for &person in members {
                offsets[person as usize + 1] += 1;
            }
        }
        for n in 0..n_people {
            offsets[n + 1] += offsets[n];
        }
        let mut next = offsets.clone();
        let mut of = vec![0u32; sets.members.len()];
        for n in 0..sets.ends.len() {
            if n.is_multiple_of(STRIDE / 16) {
                ticket.check()?;
            }
            for &person in sets.set(n) {
                let slot = &mut next[person as usize];
                of[*slot as usize] = n as u32;
                *slot += 1;
            }
        }
        Ok(Index { offsets, sets: of })
    }

    fn of(&self, person: Person) -> &[u32] {
        &self.sets[self.offsets[person as usize] as usize..self.offsets[person as usize + 1] as usize]
    }

    /// Sets with the person.
    pub fn n_sets(&self, person: Person) -> u32 {
        self.offsets[person as usize + 1] - self.offsets[person as usize]
    }
}

/// A greedy choice.
pub(super) struct Picked {
    pub people: Vec<Person>,
    /// Sets met.
    pub n_met: u64,
    /// No choice within the terms meets more sets.
    pub at_most: f64,
    pub cost: f64,
}

/// Who is left to meet which sets.
struct Cover<'a> {
    sets: &'a Sets,
    index: &'a Index,
    is_met: Vec<bool>,
    /// Sets that each person would meet anew.
    gain: Vec<u32>,
    n_met: u64,
    ticket: &'a Ticket,
}

impl Cover<'_> {
    fn take(&mut self, person: Person) -> Result<(), Stopped> {
        for (n, &set) in self.index.of(person).iter().enumerate() {
            if n.is_multiple_of(STRIDE / 64) {
                self.ticket.check()?;
            }
            if !std::mem::replace(&mut self.is_met[set as usize], true) {
                self.n_met += 1;
                for &member in self.sets.set(set as usize) {
                    self.gain[member as usize] -= 1;
                }
            }
        }
        Ok(())
    }
}

/// Greedy by sets met anew, a cost where money is counted, lazily (Minoux 1978): a gain can only shrink. `settled` people come first, then
/// `first` if any, then the best again and again; equal ones by sets in all, then by row. Upper bound: after any
/// prefix, what it meets plus the most that the rest could gain (Tang, Tang, Xiao & Yuan 2018; under a budget Tang,
/// Tang, Lim et al. 2021). O(members + people log people).
pub(super) fn greedy(
    sets: &Sets,
    index: &Index,
    settled: &[Person],
    first: Option<Person>,
    whole: &Purse,
    ticket: &Ticket,
) -> Result<Picked, Stopped> {
    let n_people = index.offsets.len() - 1;
    let gain: Vec<u32> = (0..n_people as Person).map(|person| index.n_sets(person)).collect();
    let is_met = vec![false; sets.ends.len()];
    let mut cover = Cover { sets, index, is_met, gain, n_met: sets.n_met, ticket };
    let mut purse = whole.clone();
    let mut people = settled.to_vec();
    for &person in settled.iter().chain(&first) {
        cover.take(person)?;
    }
    // Settled people have left the purse already where they are pinned; others are taken from it here.
    let taken = settled.iter().chain(&first).copied();
    taken.filter(|&person| whole.is_open(person)).for_each(|person| purse.take(person));
    people.extend(first);
    let key =
        |gain: u32, person: Person| (whole.rate(gain, person).to_bits(), gain, index.n_sets(person), Reverse(person));
    let open = (0..n_people as Person).filter(|&person| purse.allows(person));
    let mut best: BinaryHeap<_> = open.map(|person| key(cover.gain[person as usize], person)).collect();
    let every = (best.len().saturating_mul(whole.n_most().max(1)) / BOUND_WORK).max(1);
    let mut at_most = cover.n_met as f64 + whole.most_gain(&cover.gain);
    while let Some((_, then, _, Reverse(person))) = best.pop() {
        ticket.check()?;
        if purse.is_full() {
            break;
        }
        let now = cover.gain[person as usize];
        if !purse.allows(person) || (now == 0 && whole.is_counted()) {
            continue;
        }
        if now < then {
            best.push(key(now, person));
            continue;
        }
        cover.take(person)?;
        purse.take(person);
        people.push(person);
        if people.len().is_multiple_of(every) {
            at_most = at_most.min(cover.n_met as f64 + whole.most_gain(&cover.gain));
        }
    }
    at_most = at_most.min(cover.n_met as f64 + whole.most_gain(&cover.gain));
    Ok(Picked { people, n_met: cover.n_met, at_most, cost: purse.spent })
}
