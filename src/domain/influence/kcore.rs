//! How deep in the thick of the network somebody sits; knows nothing of strength.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::ops::{Range, Sub};

/// People whose rows are fetched together.
const TOGETHER: usize = 64;
/// Ties from which on several threads share the people, and the most parts of them: each thread looks at every row.
const MANY: usize = 1 << 20;
const MOST_PARTS: usize = 4;
/// People who go at one time from which on the threads are woken for them.
const WORTH_WAKING: usize = 1 << 10;

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
    let n_ties = || (0..network.n_people() as Person).map(|person| network.n_contacts(person));
    match n_ties().map(u16::try_from).collect::<Result<Vec<u16>, _>>() {
        Ok(left) => peel(network, &left, n_parts, ticket),
        Err(_) => peel(network, &n_ties().map(|n| n as u32).collect::<Vec<u32>>(), n_parts, ticket),
    }
}

/// A count of ties.
trait Count: Copy + Ord + From<bool> + Sub<Output = Self> + Into<u32> + Send + Sync {}
impl<T: Copy + Ord + From<bool> + Sub<Output = T> + Into<u32> + Send + Sync> Count for T {}

/// From the ties of each person.
fn peel<T: Count>(network: &Network, n_ties: &[T], n_parts: usize, ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    let span = n_ties.len().div_ceil(n_parts).max(1);
    let cuts = Cuts::of(network, span, n_ties.len().div_ceil(span), ticket)?;
    let mut parts: Vec<Part<T>> =
        n_ties.chunks(span).enumerate().map(|(nth, left)| Part::of(nth, nth * span, left)).collect();
    let mut going: Vec<Person> = Vec::new();
    while let Some(level) = parts.iter().filter_map(|part| part.least).min() {
        ticket.check()?;
        parts.par_iter_mut().for_each(|part| part.begin(level));
        loop {
            going.clear();
            for part in &mut parts {
                going.append(&mut part.going);
            }
            if going.is_empty() {
                break;
            }
            let peeled = |part: &mut Part<T>| part.peel(network, &cuts, &going, level, ticket);
            // Along a chain one goes at a time: to wake a thread for each would take longer than all else.
            if going.len() < WORTH_WAKING {
                parts.iter_mut().try_for_each(peeled)?;
            } else {
                parts.par_iter_mut().try_for_each(peeled)?;
            }
        }
        parts.par_iter_mut().for_each(|part| part.end(level));
    }
    Ok(parts.into_iter().flat_map(|part| part.left).map(Into::into).collect())
}

/// Where in each person's row the neighbours of each part begin, and where those of the last end, side by side: one place
/// in memory a person.
struct Cuts {
    n_parts: usize,
    slots: Vec<usize>,
}

impl Cuts {
    fn of(network: &Network, span: usize, n_parts: usize, ticket: &Ticket) -> Result<Cuts, Stopped> {
        let mut slots = vec![0; network.n_people() * (n_parts + 1)];
        let rows = slots.par_chunks_mut((n_parts + 1) * 4_096).enumerate();
        rows.try_for_each(|(block, cuts)| {
            ticket.check()?;
            for (cuts, person) in cuts.chunks_mut(n_parts + 1).zip(block * 4_096..) {
                let row = network.slots(person as Person);
                (cuts[0], cuts[n_parts]) = (row.start, row.end);
                for part in 1..n_parts {
                    let rest = &network.neighbours[cuts[part - 1]..row.end];
                    cuts[part] = cuts[part - 1] + rest.partition_point(|&other| (other as usize) < part * span);
                }
            }
            Ok(())
        })?;
        Ok(Cuts { n_parts, slots })
    }

    /// The slots of a person's neighbours of one part.
    fn of_person(&self, person: Person, part: usize) -> Range<usize> {
        let at = person as usize * (self.n_parts + 1) + part;
        self.slots[at]..self.slots[at + 1]
    }
}

/// Some people in a row.
struct Part<T> {
    nth: usize,
    first: usize,
    /// Ties left; of those who have gone, the level on which they went.
    left: Vec<T>,
    still: Vec<Person>,
    /// The fewest ties that anybody still there has.
    least: Option<T>,
    /// Who goes next.
    going: Vec<Person>,
}

impl<T: Count> Part<T> {
    fn of(nth: usize, first: usize, left: &[T]) -> Self {
        let still = (first..first + left.len()).map(|person| person as Person).collect();
        Part { nth, first, left: left.to_vec(), still, least: left.iter().min().copied(), going: Vec::new() }
    }

    fn begin(&mut self, level: T) {
        if self.least == Some(level) {
            let Part { first, left, still, going, .. } = self;
            going.extend(still.iter().filter(|&&person| left[person as usize - *first] == level));
        }
    }

    fn end(&mut self, level: T) {
        let Part { first, left, still, least, .. } = self;
        *least = None;
        still.retain(|&person| {
            let ties = left[person as usize - *first];
            let is_left = ties > level;
            if is_left && least.is_none_or(|least| ties < least) {
                *least = Some(ties);
            }
            is_left
        });
    }

    /// Counts the ties to those who go off; whoever is left with so few goes next. Asks nowhere whether the other end is
    /// still there: nobody could foresee the answer.
    fn peel(
        &mut self,
        network: &Network,
        cuts: &Cuts,
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
                *row = cuts.of_person(person, self.nth);
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
