//! How deep in the thick of the network somebody sits; knows nothing of strength.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::ops::{Range, Sub};

/// People whose rows are fetched together, and people looked at together for who goes.
const TOGETHER: usize = 64;
/// Ties from which on several threads share the people, and the most parts of them: each thread looks at every row.
const MANY: usize = 1 << 20;
const MOST_PARTS: usize = 4;
/// People who go at one time from which on the threads are woken for them.
const WORTH_WAKING: usize = 1 << 7;

/// The core number of each person: the largest k such that they belong to a group in which everyone has k ties or more
/// inside it (Seidman 1983).
///
/// Peels level by level (as Dasgupta, Hagberg, Pilaipong 2014 do): everybody left with k ties or fewer goes, and takes
/// others along, before k rises. One small number a person is all that is written at random, which the cache holds, where
/// the buckets of Batagelj and Zaveršnik (2003) hold three. Each thread counts ties off in a part of the people that no
/// other writes to, and fetches the rows of several people at once: the waits for memory overlap. O(m + n · levels), the
/// same on any number of threads.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn core_numbers(network: &Network, ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    let n_parts = if network.n_ties() < MANY { 1 } else { rayon::current_num_threads().clamp(1, MOST_PARTS) };
    in_parts(network, n_parts, ticket)
}

pub(super) fn in_parts(network: &Network, n_parts: usize, ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    let n_ties = || (0..network.n_people() as Person).into_par_iter().map(|person| network.n_contacts(person));
    if n_ties().max().is_none_or(|most| u16::try_from(most).is_ok()) {
        peel(network, &n_ties().map(u16::of).collect::<Vec<u16>>(), n_parts, ticket)
    } else {
        peel(network, &n_ties().map(u32::of).collect::<Vec<u32>>(), n_parts, ticket)
    }
}

/// A count of ties, no more than one person has.
trait Count: Copy + Ord + Default + From<bool> + Sub<Output = Self> + Into<u32> + Send + Sync {
    fn of(n_ties: usize) -> Self;
}

impl Count for u16 {
    fn of(n_ties: usize) -> Self {
        n_ties as u16
    }
}

impl Count for u32 {
    fn of(n_ties: usize) -> Self {
        n_ties as u32
    }
}

/// From the ties of each person.
fn peel<T: Count>(network: &Network, n_ties: &[T], n_parts: usize, ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    let span = n_ties.len().div_ceil(n_parts).max(1);
    let cuts = Cuts::of(network, span, n_ties.len().div_ceil(span), ticket)?;
    let mut parts: Vec<Part<T>> =
        n_ties.chunks(span).enumerate().map(|(nth, left)| Part::of(nth, nth * span, left)).collect();
    let (mut n_gone, mut going): (usize, Vec<Person>) = (0, Vec::new());
    let mut next = parts.iter().filter_map(|part| part.left.iter().min().copied()).min();
    while let Some(level) = next {
        ticket.check()?;
        parts.par_iter_mut().for_each(|part| part.begin(level));
        let n_before = n_gone;
        loop {
            going.clear();
            for part in &mut parts {
                going.append(&mut part.going);
            }
            if going.is_empty() {
                break;
            }
            n_gone += going.len();
            let peeled = |part: &mut Part<T>| part.peel(network, &cuts, &going, level, ticket);
            // Along a chain one goes at a time: to wake a thread for each would take longer than all else.
            if going.len() < WORTH_WAKING {
                parts.iter_mut().try_for_each(peeled)?;
            } else {
                parts.par_iter_mut().try_for_each(peeled)?;
            }
        }
        // Most levels follow each other; a gap can be any number of them.
        next = match n_gone {
            n if n == n_ties.len() => None,
            n if n == n_before => parts.par_iter().filter_map(|part| part.least_above(level)).min(),
            _ => Some(T::of(level.into() as usize + 1)),
        };
    }
    let mut cores = vec![0; n_ties.len()];
    cores.par_chunks_mut(span).zip(&parts).for_each(|(cores, part)| {
        cores.iter_mut().zip(&part.left).for_each(|(core, &level)| *core = level.into());
    });
    Ok(cores)
}

/// Where in each person's row the neighbours of each part but the last end, counted from the row's begin.
struct Cuts<T> {
    n_parts: usize,
    ends: Vec<T>,
}

impl<T: Count> Cuts<T> {
    fn of(network: &Network, span: usize, n_parts: usize, ticket: &Ticket) -> Result<Self, Stopped> {
        let n_ends = n_parts.saturating_sub(1);
        let mut ends = vec![T::default(); network.n_people() * n_ends];
        let rows = ends.par_chunks_mut((n_ends * 4_096).max(1)).enumerate();
        rows.try_for_each(|(block, ends)| {
            ticket.check()?;
            for (ends, person) in ends.chunks_mut(n_ends).zip(block * 4_096..) {
                let row = &network.neighbours[network.slots(person as Person)];
                for (end, part) in ends.iter_mut().zip(1..) {
                    *end = T::of(row.partition_point(|&other| (other as usize) < part * span));
                }
            }
            Ok(())
        })?;
        Ok(Cuts { n_parts, ends })
    }

    /// The slots of a person's neighbours of one part.
    fn of_person(&self, network: &Network, person: Person, part: usize) -> Range<usize> {
        let row = network.slots(person);
        let end = |part: usize| self.ends[person as usize * (self.n_parts - 1) + part].into() as usize;
        let begin = part.checked_sub(1).map_or(row.start, |before| row.start + end(before));
        begin..if part + 1 == self.n_parts { row.end } else { row.start + end(part) }
    }
}

/// Some people in a row.
struct Part<T> {
    nth: usize,
    first: usize,
    /// Ties left; of those who have gone, the level on which they went.
    left: Vec<T>,
    /// Who goes next.
    going: Vec<Person>,
}

impl<T: Count> Part<T> {
    fn of(nth: usize, first: usize, left: &[T]) -> Self {
        Part { nth, first, left: left.to_vec(), going: Vec::new() }
    }

    /// Whoever has as many ties goes: of those who have gone nobody has, they went on lower levels.
    fn begin(&mut self, level: T) {
        let Part { first, left, going, .. } = self;
        for (some, begin) in left.chunks(TOGETHER).zip((*first..).step_by(TOGETHER)) {
            // Without a question for each: on most levels few have as many.
            if some.contains(&level) {
                let goes = some.iter().zip(begin as Person..).filter(|(ties, _)| **ties == level);
                going.extend(goes.map(|(_, person)| person));
            }
        }
    }

    /// The fewest ties that anybody still there has.
    fn least_above(&self, level: T) -> Option<T> {
        self.left.iter().copied().filter(|&ties| ties > level).min()
    }

    /// Counts the ties to those who go off; whoever is left with so few goes next. Asks nowhere whether the other end is
    /// still there: nobody could foresee the answer.
    fn peel(
        &mut self,
        network: &Network,
        cuts: &Cuts<T>,
        going: &[Person],
        level: T,
        ticket: &Ticket,
    ) -> Result<(), Stopped> {
        let (left, next) = (&mut self.left[..], &mut self.going);
        let (mut n_next, mut rows, mut fetched) = (0, [const { 0..0 }; TOGETHER], 0);
        for going in going.chunks(TOGETHER) {
            ticket.check()?;
            let mut n_slots = 0;
            for (row, &person) in rows.iter_mut().zip(going) {
                *row = cuts.of_person(network, person, self.nth);
                n_slots += row.len();
            }
            // No row waits for the one before to come: all are asked for first.
            let at = |slot: usize| network.neighbours.get(slot).copied().unwrap_or(0);
            let ends = rows[..going.len()].iter().map(|row| at(row.start) ^ at(row.end.saturating_sub(1)));
            fetched ^= ends.fold(0, |all, other| all ^ other);
            if next.len() < n_next + n_slots {
                next.resize(2 * (n_next + n_slots), 0);
            }
            for row in &rows[..going.len()] {
                for &other in &network.neighbours[row.clone()] {
                    let ties = &mut left[other as usize - self.first];
                    let is_left = *ties > level;
                    *ties = *ties - T::from(is_left);
                    next[n_next] = other;
                    n_next += usize::from(is_left) * usize::from(*ties == level);
                }
            }
        }
        std::hint::black_box(fetched);
        next.truncate(n_next);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{complete, network, path};

    #[test]
    fn levels_on_which_nobody_goes_are_leapt_over() {
        // A chain, far from it a crowd in which everybody knows everybody, and somebody alone.
        let crowd = complete(40).into_iter().map(|(a, b, strength)| (a + 5, b + 5, strength));
        let ties: Vec<_> = path(5).into_iter().chain(crowd).collect();
        let network = network(46, &ties);
        let expected: Vec<u32> = [[1; 5].as_slice(), &[39; 40], &[0]].concat();
        for n_parts in 1..=4 {
            assert_eq!(in_parts(&network, n_parts, &Ticket::new()).unwrap(), expected);
        }
    }
}
