//! How deep in the thick of the network somebody sits; knows nothing of strength.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::ops::{Range, Sub};

/// People peeled between two looks at the ticket.
const STRIDE: usize = 4_096;
/// Ties from which on several threads share the people, and the most parts of them: each thread looks at every row.
const MANY: usize = 1 << 20;
const MOST_PARTS: usize = 4;

/// The core number of each person: the largest k such that they belong to a group in which everyone has k ties or more
/// inside it (Seidman 1983).
///
/// Peels level by level (as Dasgupta, Hagberg, Pilaipong 2014 do): everybody left with k ties or fewer goes, and takes
/// others along, before k rises. One small number a person is all that is written at random, which the cache holds, where
/// the buckets of Batagelj and Zaveršnik (2003) hold three. Each thread counts ties off in a part of the people that no
/// other writes to. O(m + n · levels), the same on any number of threads.
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
    let borders = borders(network, span, n_parts);
    let mut parts: Vec<Part<T>> =
        n_ties.chunks(span).zip((0..).step_by(span)).map(|(left, first)| Part::of(first, left)).collect();
    let mut going: Vec<Person> = Vec::new();
    while let Some(level) = parts.iter().filter_map(Part::least).min() {
        parts.par_iter_mut().for_each(|part| part.begin(level));
        loop {
            going.clear();
            for part in &mut parts {
                going.append(&mut part.going);
            }
            if going.is_empty() {
                break;
            }
            let peeled = |(at, part): (usize, &mut Part<T>)| {
                let slots = |person: Person| {
                    let row = network.slots(person);
                    let border = |at: usize| borders.get(at).map(|border| row.start + border[person as usize] as usize);
                    let begin = at.checked_sub(1).and_then(border).unwrap_or(row.start);
                    begin..border(at).unwrap_or(row.end)
                };
                part.peel(network, slots, &going, level, ticket)
            };
            parts.par_iter_mut().enumerate().try_for_each(peeled)?;
        }
        parts.par_iter_mut().for_each(|part| part.end(level));
    }
    Ok(parts.into_iter().flat_map(|part| part.left).map(Into::into).collect())
}

/// In each person's row, where the neighbours of the second part begin, of the third, and so on.
fn borders(network: &Network, span: usize, n_parts: usize) -> Vec<Vec<u32>> {
    let border = |part: usize| {
        let before = |person: Person| {
            let row = &network.neighbours[network.slots(person)];
            row.partition_point(|&other| (other as usize) < part * span) as u32
        };
        (0..network.n_people() as Person).into_par_iter().map(before).collect()
    };
    (1..n_parts).map(border).collect()
}

/// Some people in a row.
struct Part<T> {
    first: usize,
    /// Ties left; of those who have gone, the level on which they went.
    left: Vec<T>,
    still: Vec<Person>,
    /// Who goes next.
    going: Vec<Person>,
}

impl<T: Count> Part<T> {
    fn of(first: usize, left: &[T]) -> Self {
        let still = (first..first + left.len()).map(|person| person as Person).collect();
        Part { first, left: left.to_vec(), still, going: Vec::new() }
    }

    fn of_person(&self, person: Person) -> T {
        self.left[person as usize - self.first]
    }

    fn least(&self) -> Option<T> {
        self.still.iter().map(|&person| self.of_person(person)).min()
    }

    fn begin(&mut self, level: T) {
        let mut going = std::mem::take(&mut self.going);
        going.extend(self.still.iter().filter(|&&person| self.of_person(person) == level));
        self.going = going;
    }

    fn end(&mut self, level: T) {
        let Part { first, left, still, .. } = self;
        still.retain(|&person| left[person as usize - *first] > level);
    }

    /// Counts the ties to those who go off; whoever is left with so few goes next. Asks nowhere whether the other end is
    /// still there: nobody could foresee the answer.
    fn peel(
        &mut self,
        network: &Network,
        slots: impl Fn(Person) -> Range<usize>,
        going: &[Person],
        level: T,
        ticket: &Ticket,
    ) -> Result<(), Stopped> {
        let (left, next) = (&mut self.left[..], &mut self.going);
        let mut n_next = 0;
        for (n, &person) in going.iter().enumerate() {
            if n.is_multiple_of(STRIDE) {
                ticket.check()?;
            }
            let row = &network.neighbours[slots(person)];
            if next.len() < n_next + row.len() {
                next.resize(2 * (n_next + row.len()), 0);
            }
            for &other in row {
                let ties = &mut left[other as usize - self.first];
                let is_left = *ties > level;
                *ties = *ties - T::from(is_left);
                next[n_next] = other;
                n_next += usize::from(is_left) * usize::from(*ties == level);
            }
        }
        next.truncate(n_next);
        Ok(())
    }
}
