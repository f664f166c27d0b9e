//! Reverse reachable sets: who could have brought word to a person drawn by worth; knows nothing of how people are
//! chosen.

use super::draw::{Draw, Purpose};
use super::roots::Roots;
use super::spreading::{Model, Spreading};
use crate::domain::model::Person;
use crate::domain::random::mix;
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Sets drawn by a thread at a time.
const BLOCK: u64 = 256;
/// People walked between two looks at the ticket: well under a millisecond of work.
const STRIDE: usize = 1_024;

/// Sets in two flat columns: the members of set *n* are `members[ends[n - 1]..ends[n]]`.
#[derive(Debug, Default)]
pub(super) struct Sets {
    pub ends: Vec<u32>,
    pub members: Vec<Person>,
    /// Sets that met a settled person: they are covered, and their members are not kept.
    pub n_met: u64,
    /// All sets drawn, met ones among them.
    pub n_drawn: u64,
}

impl Sets {
    pub fn set(&self, n: usize) -> &[Person] {
        let begin = n.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.members[begin as usize..self.ends[n] as usize]
    }
}

/// Draws sets; set *n* of a purpose is the same whoever draws it.
pub(super) struct Sampler<'a> {
    pub spreading: &'a Spreading<'a>,
    pub roots: &'a Roots,
    pub n_people: usize,
    pub seed: u64,
    pub ticket: &'a Ticket,
}

/// Marks and the set being drawn, used again from set to set.
struct Scratch {
    mark: Vec<u32>,
    epoch: u32,
    members: Vec<Person>,
}

impl Scratch {
    fn new(n_people: usize) -> Self {
        Scratch { mark: vec![0; n_people], epoch: 0, members: Vec::new() }
    }

    fn begin(&mut self) {
        if self.epoch == u32::MAX {
            self.mark.fill(0);
            self.epoch = 0;
        }
        self.epoch += 1;
        self.members.clear();
    }
}

impl Sampler<'_> {
    /// Adds sets until `n_sets` are drawn. A set stops as soon as it meets one of the settled people (the sentinels of
    /// HIST, Guo, Wang, Wei & Chen 2020). One entry a person; empty: nobody is settled.
    pub fn add(&self, sets: &mut Sets, purpose: Purpose, n_sets: u64, is_settled: &[bool]) -> Result<(), Stopped> {
        // A few huge sets are shared out among all threads, too.
        let wanted = n_sets.saturating_sub(sets.n_drawn);
        let share = wanted.div_ceil(rayon::current_num_threads() as u64).clamp(1, BLOCK);
        let firsts: Vec<u64> = (sets.n_drawn..n_sets).step_by(share as usize).collect();
        let block = |scratch: &mut Scratch, first: u64| {
            let mut block = Sets::default();
            for number in first..n_sets.min(first + share) {
                if self.draw(purpose, number, is_settled, scratch)? {
                    block.n_met += 1;
                } else {
                    let members = scratch.members.iter().copied();
                    block.members.extend(members.filter(|&person| self.takes_up(purpose, number, person)));
                    block.ends.push(block.members.len() as u32);
                }
            }
            Ok(block)
        };
        let drawn: Vec<Sets> =
            firsts.into_par_iter().map_init(|| Scratch::new(self.n_people), block).collect::<Result<_, Stopped>>()?;
        for block in drawn {
            let begin = sets.members.len() as u32;
            sets.members.extend_from_slice(&block.members);
            sets.ends.extend(block.ends.iter().map(|end| begin + end));
            sets.n_met += block.n_met;
        }
        sets.n_drawn = sets.n_drawn.max(n_sets);
        self.ticket.check()
    }

    /// Of the first `n_sets` sets of a purpose, how many meet one of the people: none is kept.
    pub fn n_met(&self, purpose: Purpose, n_sets: u64, is_in: &[bool]) -> Result<u64, Stopped> {
        let firsts: Vec<u64> = (0..n_sets).step_by(BLOCK as usize).collect();
        let block = |scratch: &mut Scratch, first: u64| {
            let mut n_met = 0;
            for number in first..n_sets.min(first + BLOCK) {
                n_met += u64::from(self.draw(purpose, number, is_in, scratch)?);
            }
            Ok(n_met)
        };
        let blocks = firsts.into_par_iter().map_init(|| Scratch::new(self.n_people), block);
        blocks.try_reduce(|| 0, |one, other| Ok(one + other))
    }

    /// Whether somebody would take it up in the world of this set if they were chosen: without that they bring no word.
    #[inline]
    fn takes_up(&self, purpose: Purpose, number: u64, person: Person) -> bool {
        let own = self.spreading.accepts.get(person as usize);
        let share = own.map_or(self.spreading.accept_share, |&share| f64::from(share));
        let world = || self.seed ^ mix(number ^ ((purpose as u64) << 56));
        share >= 1.0 || Draw::new(world(), Purpose::Accept, u64::from(person)).share() < share
    }

    /// Leaves the set in the scratch; true: it met one of the people, and may be cut short.
    fn draw(&self, purpose: Purpose, number: u64, is_in: &[bool], scratch: &mut Scratch) -> Result<bool, Stopped> {
        self.ticket.check()?;
        scratch.begin();
        let mut draw = Draw::new(self.seed, purpose, number);
        let Some(root) = self.roots.draw(&mut draw) else { return Ok(false) };
        scratch.mark[root as usize] = scratch.epoch;
        scratch.members.push(root);
        let is_met =
            |person: Person| is_in.get(person as usize) == Some(&true) && self.takes_up(purpose, number, person);
        if is_met(root) {
            return Ok(true);
        }
        match self.spreading.model {
            Model::Cascade => self.walk(&mut draw, is_met, scratch),
            Model::Threshold => self.climb(root, &mut draw, is_met, scratch),
        }
    }

    /// Backwards over every live tie.
    fn walk(&self, draw: &mut Draw, is_in: impl Fn(Person) -> bool, scratch: &mut Scratch) -> Result<bool, Stopped> {
        let Scratch { mark, epoch, members } = scratch;
        let mut is_met = false;
        let mut at = 0;
        while let Some(&person) = members.get(at) {
            self.spreading.heard.live(person, draw, |other| {
                let mark = &mut mark[other as usize];
                if *mark != *epoch {
                    *mark = *epoch;
                    members.push(other);
                    is_met |= is_in(other);
                }
            });
            if is_met {
                return Ok(true);
            }
            at += 1;
            if at.is_multiple_of(STRIDE) {
                self.ticket.check()?;
            }
        }
        Ok(false)
    }

    /// Backwards over the one tie that each person goes by: the live ties of the linear threshold model (Kempe,
    /// Kleinberg & Tardos 2003).
    fn climb(
        &self,
        root: Person,
        draw: &mut Draw,
        is_in: impl Fn(Person) -> bool,
        scratch: &mut Scratch,
    ) -> Result<bool, Stopped> {
        let mut person = root;
        while let Some(other) = self.spreading.heard.pick(person, draw) {
            let mark = &mut scratch.mark[other as usize];
            if *mark == scratch.epoch {
                break;
            }
            *mark = scratch.epoch;
            scratch.members.push(other);
            if is_in(other) {
                return Ok(true);
            }
            if scratch.members.len().is_multiple_of(STRIDE) {
                self.ticket.check()?;
            }
            person = other;
        }
        Ok(false)
    }
}
