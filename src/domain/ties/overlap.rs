//! How much of their circles two tied people share; knows nothing of what their tie is made of.

use crate::domain::model::{Person, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::cmp::Ordering as Order;
use std::sync::atomic::{AtomicU32, Ordering};

/// Topological overlap of each tie (Onnela et al., PNAS 104:7332, 2007): `n_ij / ((k_i − 1) + (k_j − 1) − n_ij)`,
/// with `n_ij` the people tied to both; 0 for a pair who know nobody else.
pub(super) fn overlap(n_people: usize, ties: &Ties, ticket: &Ticket) -> Result<Vec<f32>, Stopped> {
    let common = shared_contacts(n_people, ties, ticket)?;
    let mut n_contacts = vec![0u32; n_people];
    for &person in ties.a.iter().chain(&ties.b) {
        n_contacts[person as usize] += 1;
    }
    let of_row = |row: usize| {
        let others = |person: Person| f64::from(n_contacts[person as usize]) - 1.0;
        let shared = f64::from(common[row]);
        let all = others(ties.a[row]) + others(ties.b[row]) - shared;
        if all > 0.0 { (shared / all) as f32 } else { 0.0 }
    };
    Ok((0..ties.len()).into_par_iter().map(of_row).collect())
}

/// For each tie, how many people are tied to both of its people: the triangles it is a side of.
///
/// Every triangle is found once, at its person of fewest ties, by walking two sorted lists of better-tied contacts
/// side by side: O(m^1.5) at worst (Chiba and Nishizeki 1985).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn shared_contacts(n_people: usize, ties: &Ties, ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    let upward = Upward::of(n_people, ties, ticket)?;
    let common: Vec<AtomicU32> = std::iter::repeat_with(AtomicU32::default).take(ties.len()).collect();
    let count = |row: u32| common[row as usize].fetch_add(1, Ordering::Relaxed);
    (0..n_people).into_par_iter().with_min_len(64).try_for_each(|person| {
        let own = upward.of_person(person);
        for &(other, row) in own {
            ticket.check()?;
            let (mut i, mut j) = (0, 0);
            let others = upward.of_person(other as usize);
            while let (Some(x), Some(y)) = (own.get(i), others.get(j)) {
                match x.0.cmp(&y.0) {
                    Order::Less => i += 1,
                    Order::Greater => j += 1,
                    Order::Equal => {
                        count(row);
                        count(x.1);
                        count(y.1);
                        (i, j) = (i + 1, j + 1);
                    }
                }
            }
        }
        Ok(())
    })?;
    Ok(common.into_iter().map(AtomicU32::into_inner).collect())
}

/// Of each person only the contacts with more ties (of equals, the higher row), with the row of the tie.
struct Upward {
    offsets: Vec<usize>,
    slots: Vec<(Person, u32)>,
}

impl Upward {
    fn of(n_people: usize, ties: &Ties, ticket: &Ticket) -> Result<Self, Stopped> {
        let mut n_contacts = vec![0u32; n_people];
        for &person in ties.a.iter().chain(&ties.b) {
            n_contacts[person as usize] += 1;
        }
        let is_up = |row: usize| n_contacts[ties.a[row] as usize] <= n_contacts[ties.b[row] as usize];
        let low = |row: usize| if is_up(row) { (ties.a[row], ties.b[row]) } else { (ties.b[row], ties.a[row]) };
        let mut offsets = vec![0usize; n_people + 1];
        for row in 0..ties.len() {
            if row.is_multiple_of(super::BLOCK) {
                ticket.check()?;
            }
            offsets[low(row).0 as usize + 1] += 1;
        }
        for n in 0..n_people {
            offsets[n + 1] += offsets[n];
        }
        let mut slots = vec![(0, 0); ties.len()];
        let mut next = offsets.clone();
        // Those below first, then those above: every list comes out sorted by contact, as in the network.
        for pass in [false, true] {
            for row in 0..ties.len() {
                if row.is_multiple_of(super::BLOCK) {
                    ticket.check()?;
                }
                if is_up(row) != pass {
                    continue;
                }
                let (from, to) = low(row);
                slots[next[from as usize]] = (to, row as u32);
                next[from as usize] += 1;
            }
        }
        Ok(Upward { offsets, slots })
    }

    fn of_person(&self, person: usize) -> &[(Person, u32)] {
        &self.slots[self.offsets[person]..self.offsets[person + 1]]
    }
}
