//! One level of the collapsing: rows of ties with their strength; knows nothing of communities.

use crate::domain::model::Network;
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Mutex;

/// Rows worked on between two looks at the ticket.
const BLOCK: usize = 1_024;

/// Rows of ties; what a collapsed row holds inside counts in its mass alone.
pub(super) struct Level<'a> {
    pub offsets: Cow<'a, [usize]>,
    pub neighbours: Cow<'a, [u32]>,
    pub strength: Cow<'a, [f32]>,
    /// Summed strength of each row's ties, those inside it twice.
    pub mass: Vec<f64>,
    /// Of all rows: twice the strength of all ties.
    pub total: f64,
}

impl<'a> Level<'a> {
    pub fn of(network: &'a Network, ticket: &Ticket) -> Result<Self, Stopped> {
        let mut mass = vec![0.0; network.n_people()];
        mass.par_chunks_mut(BLOCK).enumerate().try_for_each(|(block, mass)| {
            ticket.check()?;
            for (row, mass) in (block * BLOCK..).zip(mass) {
                let slots = network.offsets[row]..network.offsets[row + 1];
                *mass = network.strength[slots].iter().map(|&strength| f64::from(strength)).sum();
            }
            Ok(())
        })?;
        Ok(Level {
            offsets: if network.offsets.is_empty() { vec![0].into() } else { Cow::Borrowed(&network.offsets) },
            neighbours: Cow::Borrowed(&network.neighbours),
            strength: Cow::Borrowed(&network.strength),
            total: mass.iter().sum(),
            mass,
        })
    }

    pub fn n_rows(&self) -> usize {
        self.offsets.len() - 1
    }

    pub fn ties(&self, row: u32) -> impl Iterator<Item = (u32, f32)> + '_ {
        let slots = self.slots(row);
        self.neighbours[slots.clone()].iter().copied().zip(self.strength[slots].iter().copied())
    }

    fn slots(&self, row: u32) -> Range<usize> {
        self.offsets[row as usize]..self.offsets[row as usize + 1]
    }

    /// The next level: one row a part. O(ties).
    pub fn collapse(&self, part_of: &[u32], n_parts: usize, ticket: &Ticket) -> Result<Level<'static>, Stopped> {
        let (begins, members) = grouped(part_of, n_parts);
        let idle = Idle::default();
        let firsts: Vec<usize> = (0..n_parts).step_by(BLOCK).collect();
        let block = |first: usize| {
            ticket.check()?;
            let mut sums = idle.take(n_parts);
            let mut rows = Rows::default();
            for part in first..n_parts.min(first + BLOCK) {
                for &row in &members[begins[part]..begins[part + 1]] {
                    for (other, strength) in self.ties(row) {
                        sums.add(part_of[other as usize], f64::from(strength));
                    }
                }
                rows.mass
                    .push(members[begins[part]..begins[part + 1]].iter().map(|&row| self.mass[row as usize]).sum());
                for (other, sum) in sums.drain().filter(|(other, _)| *other as usize != part) {
                    rows.neighbours.push(other);
                    rows.strength.push(sum as f32);
                }
                rows.ends.push(rows.neighbours.len());
            }
            idle.put(sums);
            Ok(rows)
        };
        let blocks: Vec<Rows> = firsts.into_par_iter().map(block).collect::<Result<_, Stopped>>()?;
        let n_slots = blocks.iter().map(|rows| rows.neighbours.len()).sum();
        let (mut offsets, mut mass) = (Vec::with_capacity(n_parts + 1), Vec::with_capacity(n_parts));
        let (mut neighbours, mut strength) = (Vec::with_capacity(n_slots), Vec::with_capacity(n_slots));
        offsets.push(0);
        for mut rows in blocks {
            ticket.check()?;
            let begin = neighbours.len();
            offsets.extend(rows.ends.iter().map(|end| begin + end));
            neighbours.append(&mut rows.neighbours);
            strength.append(&mut rows.strength);
            mass.append(&mut rows.mass);
        }
        Ok(Level {
            offsets: offsets.into(),
            neighbours: neighbours.into(),
            strength: strength.into(),
            mass,
            total: self.total,
        })
    }
}

#[derive(Default)]
struct Rows {
    ends: Vec<usize>,
    neighbours: Vec<u32>,
    strength: Vec<f32>,
    mass: Vec<f64>,
}

/// The rows of each group, by counting: those of group *n* are `rows[begins[n]..begins[n + 1]]`, rising.
pub(super) fn grouped(group_of: &[u32], n_groups: usize) -> (Vec<usize>, Vec<u32>) {
    let mut begins = vec![0usize; n_groups + 1];
    for &group in group_of {
        begins[group as usize + 1] += 1;
    }
    for group in 0..n_groups {
        begins[group + 1] += begins[group];
    }
    let mut next = begins.clone();
    let mut rows = vec![0; group_of.len()];
    for (row, &group) in (0..).zip(group_of) {
        let slot = &mut next[group as usize];
        rows[*slot] = row;
        *slot += 1;
    }
    (begins, rows)
}

/// Sums by group that are cleared by what was met, not by all there is.
pub(super) struct Sums {
    sum: Vec<f64>,
    met: Vec<u32>,
}

impl Sums {
    #[inline]
    pub fn add(&mut self, group: u32, value: f64) {
        let sum = &mut self.sum[group as usize];
        if *sum == 0.0 {
            self.met.push(group);
        }
        *sum += value;
    }

    #[inline]
    pub fn get(&self, group: u32) -> f64 {
        self.sum[group as usize]
    }

    /// Every group met, once, in the order of meeting; empty afterwards.
    #[inline]
    pub fn drain(&mut self) -> impl Iterator<Item = (u32, f64)> + '_ {
        let Sums { sum, met } = self;
        // A group whose first value was nothing stands twice; the second time its sum is gone.
        met.drain(..).map(|group| (group, std::mem::take(&mut sum[group as usize]))).filter(|(_, sum)| *sum != 0.0)
    }
}

/// Sums waiting to be used again: one a thread that ever needs one at once.
#[derive(Default)]
pub(super) struct Idle(Mutex<Vec<Sums>>);

impl Idle {
    pub fn take(&self, n_groups: usize) -> Sums {
        let waiting = self.0.lock().ok().and_then(|mut idle| idle.pop());
        waiting.unwrap_or_else(|| Sums { sum: vec![0.0; n_groups], met: Vec::new() })
    }

    /// Empty sums only.
    pub fn put(&self, sums: Sums) {
        if let Ok(mut idle) = self.0.lock() {
            idle.push(sums);
        }
    }
}
