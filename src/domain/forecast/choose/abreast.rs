//! Many simulated cascades side by side, so that the ties of a person are fetched once for all of them; knows no worth.

use super::draw::{Draw, Purpose};
use super::rows::Rows;
use crate::domain::model::Person;
use crate::domain::ticket::{Stopped, Ticket};
use std::collections::VecDeque;

/// Runs side by side: one a bit.
pub(super) const MOST_RUNS: usize = 64;
/// People who tell at a time, and between two looks at the ticket.
const STRIDE: usize = 256;

/// Runs of one person, a bit each, side by side in memory.
#[derive(Clone, Copy, Default)]
struct Runs {
    reached: u64,
    /// In which the person is reached and has told nobody yet.
    to_tell: u64,
}

/// In which runs each person is reached, used again from one set of runs to the next.
pub(super) struct Abreast {
    of: Vec<Runs>,
    queue: VecDeque<Person>,
    /// Whoever is reached in some run, in the order of the first time.
    touched: Vec<Person>,
}

impl Abreast {
    pub fn new(n_people: usize) -> Self {
        Abreast { of: vec![Runs::default(); n_people], queue: VecDeque::new(), touched: Vec::new() }
    }

    fn reach(&mut self, person: Person, runs: u64) {
        let Runs { reached, to_tell } = &mut self.of[person as usize];
        let fresh = runs & !*reached;
        if fresh == 0 {
            return;
        }
        if *reached == 0 {
            self.touched.push(person);
        }
        if *to_tell == 0 {
            self.queue.push_back(person);
        }
        *reached |= fresh;
        *to_tell |= fresh;
    }

    /// Lets word pass from the people in one run a world, at most [`MOST_RUNS`]. Whom somebody tells depends on the world
    /// and on the person alone, so that it is all the same in which order people come.
    pub fn run(&mut self, told: &Rows, people: &[Person], worlds: &[u64], ticket: &Ticket) -> Result<(), Stopped> {
        self.forget();
        let all = if worlds.len() < MOST_RUNS { (1 << worlds.len()) - 1 } else { u64::MAX };
        for &person in people {
            self.reach(person, all);
        }
        let (mut tell, mut live, mut near) = (Vec::new(), Vec::new(), Vec::new());
        while !self.queue.is_empty() {
            ticket.check()?;
            // What everybody is asked for at a time does not hang on each other: memory is waited for once, not each time.
            let n = self.queue.len().min(STRIDE);
            tell.clear();
            tell.extend(self.queue.drain(..n).map(|person| (person, told.head(person))));
            live.clear();
            for &(person, head) in &tell {
                for run in bits(std::mem::take(&mut self.of[person as usize].to_tell)) {
                    let mut draw = Draw::new(worlds[run], Purpose::Simulate, u64::from(person));
                    told.live(head, &mut draw, |slot| live.push((1u64 << run, slot)));
                }
            }
            near.clear();
            near.extend(live.iter().map(|&(runs, slot)| (told.other(slot), runs)));
            for &(other, runs) in &near {
                self.reach(other, runs);
            }
        }
        Ok(())
    }

    /// Whoever was reached, with the bits of the runs.
    pub fn reached(&self) -> impl Iterator<Item = (Person, u64)> {
        self.touched.iter().map(|&person| (person, self.of[person as usize].reached))
    }

    fn forget(&mut self) {
        self.queue.clear();
        for person in self.touched.drain(..) {
            self.of[person as usize] = Runs::default();
        }
    }
}

/// The places of the bits that are set, from the lowest.
pub(super) fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (word != 0).then(|| word.trailing_zeros() as usize)?;
        word &= word - 1;
        Some(at)
    })
}
