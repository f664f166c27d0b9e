//! Each community taken apart and put together again from well-connected rows only; knows nothing of moves.

use super::level::{Idle, Level, Sums, grouped};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Rows of the communities that a thread takes at a time, about.
const BLOCK: usize = 1_024;

/// Parts of communities.
pub(super) struct Refined {
    /// Of each row.
    pub of: Vec<u32>,
    pub n_parts: u32,
    /// The community of each part, numbered without gaps.
    pub label_of_part: Vec<u32>,
}

/// Parts that hang together inside every community: each row that is still by itself joins the part to which it gains
/// most, where both are well tied to the rest of the community (Traag et al. 2019; the best part is taken instead of a
/// random one, as Sahu 2023 does). O(ties).
pub(super) fn refine(level: &Level, of: &[u32], pull: f64, ticket: &Ticket) -> Result<Refined, Stopped> {
    let (begins, rows) = grouped(of, level.n_rows());
    let mut place = vec![0u32; rows.len()];
    for (at, &row) in (0..).zip(&rows) {
        place[row as usize] = at;
    }
    // Parts by place, first as the place of one of their rows.
    let mut part = vec![0u32; rows.len()];
    let mut blocks = Vec::new();
    let (mut rest, mut label) = (part.as_mut_slice(), 0);
    while label < level.n_rows() {
        let first = label;
        while label < level.n_rows() && (label == first || begins[label + 1] - begins[first] <= BLOCK) {
            label += 1;
        }
        let (block, after) = rest.split_at_mut(begins[label] - begins[first]);
        rest = after;
        blocks.push((first..label, block));
    }
    let idle = Idle::default();
    let whole = Whole { level, of, rows: &rows, place: &place, pull };
    blocks.into_par_iter().try_for_each(|(labels, part)| {
        ticket.check()?;
        let mut sums = idle.take(level.n_rows());
        let first = begins[labels.start];
        for label in labels {
            let part = &mut part[begins[label] - first..begins[label + 1] - first];
            whole.part(begins[label], part, &mut sums, ticket)?;
        }
        idle.put(sums);
        Ok(())
    })?;
    Ok(number(of, &rows, &part))
}

/// Numbers parts in the order of their places.
fn number(of: &[u32], rows: &[u32], part: &[u32]) -> Refined {
    const NONE: u32 = u32::MAX;
    let mut number_of = vec![NONE; rows.len()];
    let mut refined = Refined { of: vec![0; rows.len()], n_parts: 0, label_of_part: Vec::new() };
    let mut last = NONE;
    let mut n_labels = 0;
    for (at, &row) in rows.iter().enumerate() {
        let label = of[row as usize];
        if label != last {
            last = label;
            n_labels += 1;
        }
        let number = &mut number_of[part[at] as usize];
        if *number == NONE {
            *number = refined.n_parts;
            refined.n_parts += 1;
            refined.label_of_part.push(n_labels - 1);
        }
        refined.of[row as usize] = *number;
    }
    refined
}

struct Whole<'a> {
    level: &'a Level<'a>,
    of: &'a [u32],
    rows: &'a [u32],
    place: &'a [u32],
    pull: f64,
}

/// A part while it grows.
#[derive(Clone, Copy)]
struct Grown {
    mass: f64,
    /// Strength of the ties to the rest of the community.
    outward: f64,
    n_rows: u32,
}

impl Whole<'_> {
    /// Parts one community, whose rows begin at the place `first`.
    fn part(&self, first: usize, part: &mut [u32], sums: &mut Sums, ticket: &Ticket) -> Result<(), Stopped> {
        let n = part.len();
        for (at, part) in (first as u32..).zip(&mut *part) {
            *part = at;
        }
        if n < 2 {
            return Ok(());
        }
        let row = |at: usize| self.rows[first + at];
        let label = self.of[row(0) as usize];
        let outward = |row: u32| -> f64 {
            let inside = self.level.ties(row).filter(|(other, _)| self.of[*other as usize] == label);
            inside.map(|(_, strength)| f64::from(strength)).sum()
        };
        let alone = |at: usize| Grown { mass: self.level.mass[row(at) as usize], outward: outward(row(at)), n_rows: 1 };
        let mut grown: Vec<Grown> = (0..n).map(alone).collect();
        let all: f64 = grown.iter().map(|part| part.mass).sum();
        let is_well_tied = |part: &Grown| part.outward >= self.pull * part.mass * (all - part.mass);
        for at in 0..n {
            if at.is_multiple_of(BLOCK) {
                ticket.check()?;
            }
            let own = grown[at];
            // A part stands where its first row stood; rows that were joined to one are not alone.
            if part[at] != (first + at) as u32 || own.n_rows != 1 || !is_well_tied(&own) {
                continue;
            }
            for (other, strength) in self.level.ties(row(at)) {
                if self.of[other as usize] == label {
                    sums.add(part[self.place[other as usize] as usize - first], f64::from(strength));
                }
            }
            let (mut best, mut most, mut to_best) = (at, 0.0, 0.0);
            for (other, sum) in sums.drain() {
                let other = other as usize - first;
                let gain = sum - self.pull * own.mass * grown[other].mass;
                if other != at && gain > most && is_well_tied(&grown[other]) {
                    (best, most, to_best) = (other, gain, sum);
                }
            }
            if best != at {
                part[at] = (first + best) as u32;
                let to = &mut grown[best];
                *to = Grown {
                    mass: to.mass + own.mass,
                    outward: to.outward + own.outward - 2.0 * to_best,
                    n_rows: to.n_rows + 1,
                };
            }
        }
        Ok(())
    }
}
