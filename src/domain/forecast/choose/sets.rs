//! Reverse reachable sets: who could have brought word to a person drawn by worth; knows nothing of how people are
//! chosen.

use super::draw::{Draw, Purpose};
use super::roots::Roots;
use super::rows::Head;
use super::spreading::{Model, Spreading};
use crate::domain::model::Person;
use crate::domain::random::mix;
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::ops::Range;

/// Sets drawn side by side.
const ABREAST: usize = 31;
/// The bit of a mark that says that a set may stop here.
const IS_IN: u32 = 1 << ABREAST;
/// Sets drawn by a thread at a time.
const BLOCK: u64 = 8 * ABREAST as u64;
/// Marks of everybody are laid out no more often than this for one question.
const PIECES: usize = 64;
/// People asked at a time, and between two looks at the ticket: well under a millisecond of work.
const STRIDE: usize = 1_024;
/// So many people asked are forgotten.
const FORGOTTEN: usize = 1 << 16;

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
pub(super) struct Sampler<'a, 's> {
    pub spreading: &'a Spreading<'s>,
    pub roots: &'a Roots,
    pub n_people: usize,
    pub seed: u64,
    pub ticket: &'a Ticket,
}

/// Sets that grow side by side, used again from one lot to the next.
struct Scratch {
    /// In which of the sets each person is, a bit each, and [`IS_IN`].
    mark: Vec<u32>,
    growing: Vec<Growing>,
    /// Who is still to be asked from whom they hear, in which set; those asked are forgotten now and then.
    queue: Vec<(u32, Person)>,
    heads: Vec<Head>,
    live: Vec<(u32, usize)>,
    near: Vec<(u32, Person)>,
}

/// A set on its way.
struct Growing {
    number: u64,
    draw: Draw,
    members: Vec<Person>,
    /// It met one of the people: what it would still grow to does not matter.
    is_met: bool,
}

impl Scratch {
    fn new(n_people: usize, is_in: &[bool]) -> Self {
        let mut mark = vec![0; n_people];
        mark.iter_mut().zip(is_in).filter(|(_, is_in)| **is_in).for_each(|(mark, _)| *mark = IS_IN);
        let growing =
            |_| Growing { number: 0, draw: Draw::new(0, Purpose::Select, 0), members: Vec::new(), is_met: false };
        let growing = (0..ABREAST).map(growing).collect();
        Scratch { mark, growing, queue: Vec::new(), heads: Vec::new(), live: Vec::new(), near: Vec::new() }
    }

    /// Takes the marks of the sets away.
    fn forget(&mut self) {
        for growing in &mut self.growing {
            for person in growing.members.drain(..) {
                self.mark[person as usize] &= IS_IN;
            }
        }
        self.queue.clear();
    }
}

impl Sampler<'_, '_> {
    /// Adds sets until `n_sets` are drawn. A set stops as soon as it meets one of the settled people (the sentinels of
    /// HIST, Guo, Wang, Wei & Chen 2020). One entry a person; empty: nobody is settled.
    pub fn add(&self, sets: &mut Sets, purpose: Purpose, n_sets: u64, is_settled: &[bool]) -> Result<(), Stopped> {
        // A few huge sets are shared out among all threads, too.
        let wanted = n_sets.saturating_sub(sets.n_drawn);
        let share = wanted.div_ceil(rayon::current_num_threads() as u64).clamp(1, BLOCK);
        let firsts: Vec<u64> = (sets.n_drawn..n_sets).step_by(share as usize).collect();
        let block = |scratch: &mut Scratch, first: u64| {
            let mut block = Sets::default();
            for numbers in lots(first..n_sets.min(first + share)) {
                for set in self.grow(purpose, numbers, scratch)? {
                    if set.is_met {
                        block.n_met += 1;
                    } else {
                        let members = set.members.iter().copied();
                        block.members.extend(members.filter(|&person| self.takes_up(purpose, set.number, person)));
                        block.ends.push(block.members.len() as u32);
                    }
                }
            }
            Ok(block)
        };
        let scratch = || Scratch::new(self.n_people, is_settled);
        let pieces = firsts.len().div_ceil(PIECES);
        let blocks = firsts.into_par_iter().with_min_len(pieces).map_init(scratch, block);
        let drawn: Vec<Sets> = blocks.collect::<Result<_, Stopped>>()?;
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
            for numbers in lots(first..n_sets.min(first + BLOCK)) {
                n_met += self.grow(purpose, numbers, scratch)?.iter().filter(|set| set.is_met).count() as u64;
            }
            Ok(n_met)
        };
        let pieces = firsts.len().div_ceil(PIECES);
        let scratch = || Scratch::new(self.n_people, is_in);
        let blocks = firsts.into_par_iter().with_min_len(pieces).map_init(scratch, block);
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

    /// Draws at most [`ABREAST`] sets: each is what it would be if it were drawn alone.
    ///
    /// Nearly all of the time goes into waiting for memory, so that everybody at the edge of all the sets is asked for
    /// the same thing at a time: those waits do not hang on each other.
    fn grow<'a>(
        &self,
        purpose: Purpose,
        numbers: Range<u64>,
        scratch: &'a mut Scratch,
    ) -> Result<&'a [Growing], Stopped> {
        scratch.forget();
        let n_sets = (numbers.end - numbers.start) as usize;
        for (set, number) in numbers.enumerate() {
            let mut draw = Draw::new(self.seed, purpose, number);
            let root = self.roots.draw(&mut draw);
            let growing = &mut scratch.growing[set];
            (growing.number, growing.draw, growing.is_met) = (number, draw, false);
            scratch.near.clear();
            scratch.near.extend(root.map(|root| (set as u32, root)));
            self.join(purpose, scratch);
        }
        let mut at = 0;
        while at < scratch.queue.len() {
            self.ticket.check()?;
            let last = scratch.queue.len().min(at + STRIDE);
            self.ask(at..last, scratch);
            self.join(purpose, scratch);
            at = last;
            if at >= FORGOTTEN {
                scratch.queue.drain(..at);
                at = 0;
            }
        }
        Ok(&scratch.growing[..n_sets])
    }

    /// Whom those in this part of the queue hear from.
    fn ask(&self, part: Range<usize>, scratch: &mut Scratch) {
        let Scratch { growing, queue, heads, live, near, .. } = scratch;
        let (rows, part) = (&self.spreading.heard, &queue[part]);
        heads.clear();
        heads.extend(part.iter().map(|&(_, person)| rows.head(person)));
        live.clear();
        for (&(set, _), &head) in part.iter().zip(&*heads) {
            let Growing { draw, is_met: false, .. } = &mut growing[set as usize] else { continue };
            match self.spreading.model {
                Model::Cascade => rows.live(head, draw, |slot| live.push((set, slot))),
                // The live ties of the linear threshold model (Kempe, Kleinberg & Tardos 2003): one a person.
                Model::Threshold => live.extend(rows.pick(head, draw).map(|slot| (set, slot))),
            }
        }
        near.clear();
        near.extend(live.iter().map(|&(set, slot)| (set, rows.other(slot))));
    }

    /// Whoever was found joins their set, once.
    fn join(&self, purpose: Purpose, scratch: &mut Scratch) {
        let Scratch { mark, growing, queue, near, .. } = scratch;
        for &(set, person) in &*near {
            let mark = &mut mark[person as usize];
            let bit = 1 << set;
            if *mark & bit != 0 {
                continue;
            }
            *mark |= bit;
            let growing = &mut growing[set as usize];
            growing.members.push(person);
            queue.push((set, person));
            if *mark & IS_IN != 0 {
                growing.is_met |= self.takes_up(purpose, growing.number, person);
            }
        }
    }
}

/// The numbers of sets that are drawn side by side.
fn lots(numbers: Range<u64>) -> impl Iterator<Item = Range<u64>> {
    let last = numbers.end;
    numbers.step_by(ABREAST).map(move |first| first..last.min(first + ABREAST as u64))
}
