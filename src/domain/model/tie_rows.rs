//! Where the ties of a network stand in the table of ties, found when it is asked for; keeps no column of it.

use super::{Network, Ties};
use rayon::prelude::*;
use std::ops::Range;

/// Ties that a thread walks at a time.
const STRETCH: usize = 1 << 16;

impl Network {
    /// Calls `put` with the row of each tie of the network, once, on all threads and in no order: what `put` adds up must
    /// come out the same in any. `ties` are those of which the network was built. O(people + ties), and no memory.
    pub fn each_tie(&self, ties: &Ties, put: impl Fn(usize) + Sync) {
        (0..ties.len().div_ceil(STRETCH)).into_par_iter().for_each(|n| {
            let rows = n * STRETCH..ties.len().min((n + 1) * STRETCH);
            self.walk(ties, rows).for_each(|(row, _)| put(row));
        });
    }

    /// The row of each slot's tie, for work that goes over all slots many times; to be dropped after it, as it takes four
    /// bytes a slot. `ties` are those of which the network was built. O(people + ties), on one thread.
    #[must_use]
    pub fn rows_of(&self, ties: &Ties) -> Vec<u32> {
        let mut rows = vec![0; self.neighbours.len()];
        let mut next = self.offsets.clone();
        for (row, slot) in self.walk(ties, 0..ties.len()) {
            rows[slot] = row as u32;
            // Slots begin with the neighbours below, and ties come by their lower people: each takes the next.
            let next = &mut next[ties.b[row] as usize];
            rows[*next] = row as u32;
            *next += 1;
        }
        rows
    }

    /// Those of the rows whose ties are in the network, each with its slot at the lower person: a person's ties to people
    /// after them and the slots with neighbours after them are in the same order, and are gone through side by side.
    fn walk<'a>(&'a self, ties: &'a Ties, rows: Range<usize>) -> impl Iterator<Item = (usize, usize)> + 'a {
        let (mut person, mut slots) = (None, 0..0);
        rows.filter_map(move |row| {
            let (a, b) = (ties.a[row], ties.b[row]);
            if person.replace(a) != Some(a) {
                slots = if (a as usize) < self.n_people() { self.slots(a) } else { 0..0 };
                slots.start += self.neighbours[slots.clone()].partition_point(|&neighbour| neighbour < b);
            }
            let is_in = !slots.is_empty() && self.neighbours[slots.start] == b;
            is_in.then(|| {
                slots.start += 1;
                (row, slots.start - 1)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Person;
    use crate::domain::ties::fixtures::ties;
    use std::sync::atomic::{AtomicU32, Ordering};

    /// Ties of many people and of one with most others, more than a thread takes at a time.
    fn many(n_people: u32) -> Ties {
        let others = (0..n_people).filter(|&other| other != 7).map(|other| (7, other, 1.0));
        let near = (0..n_people).flat_map(|a| (1..60).map(move |n| (a, (a + n * n) % n_people, 1.0)));
        ties(&near.chain(others).filter(|pair| pair.0 != pair.1).collect::<Vec<_>>())
    }

    fn assert_all_found(ties: &Ties, is_in: &[bool]) {
        let Ok(network) = Network::among(ties, is_in, || Ok::<(), std::convert::Infallible>(()));
        let rows = network.rows_of(ties);
        assert_eq!(rows.len(), network.neighbours.len());
        for person in 0..is_in.len() as Person {
            for slot in network.slots(person) {
                let (row, other) = (rows[slot] as usize, network.neighbours[slot]);
                assert_eq!((ties.a[row], ties.b[row]), (person.min(other), person.max(other)));
                assert_eq!(ties.row(person, other), Some(row));
            }
        }
        let n_seen: Vec<AtomicU32> = ties.a.iter().map(|_| AtomicU32::new(0)).collect();
        network.each_tie(ties, |row| {
            n_seen[row].fetch_add(1, Ordering::Relaxed);
        });
        for (row, n_seen) in n_seen.into_iter().enumerate() {
            let is_kept = is_in[ties.a[row] as usize] && is_in[ties.b[row] as usize];
            assert_eq!(n_seen.into_inner(), u32::from(is_kept), "{row}");
        }
    }

    #[test]
    fn the_row_found_for_every_slot_joins_its_two_people_whoever_is_left_out() {
        let ties = many(2_003);
        assert!(ties.len() > STRETCH);
        let people = 0..2_003u32;
        assert_all_found(&ties, &people.clone().map(|_| true).collect::<Vec<_>>());
        assert_all_found(&ties, &people.clone().map(|person| person % 5 != 2).collect::<Vec<_>>());
        assert_all_found(&ties, &people.clone().map(|person| person % 5 == 2 || person == 7).collect::<Vec<_>>());
        assert_all_found(&ties, &people.map(|_| false).collect::<Vec<_>>());
        assert_all_found(&Ties::default(), &[]);
    }

    #[test]
    fn a_network_of_nobody_has_no_ties_whatever_the_table_holds() {
        Network::default().each_tie(&many(100), |row| panic!("{row}"));
        assert!(Network::default().rows_of(&many(100)).is_empty());
    }
}
