//! Rows moved one by one to the community that gains most, until none gains; knows nothing of levels.

use super::level::{Idle, Level, Sums};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Rows whose best move is looked up at once.
const BLOCK: usize = 4_096;
/// Rows that a thread looks up at a time.
const CHUNK: usize = 256;
/// Rows that keep their order among themselves when the order is shuffled: neighbours in memory.
const RUN: usize = 64;
/// A community of one's own.
const ALONE: u32 = u32::MAX;
/// A round that gains less than this share of all strength is the last one.
const LEAST: f64 = 1e-7;
const MAX_ROUNDS: usize = 100;

pub(super) struct Moving<'a> {
    level: &'a Level<'a>,
    /// γ / 2m.
    pull: f64,
    of: Vec<u32>,
    /// Of each community: summed mass, rows, and the block in which it last changed.
    mass: Vec<f64>,
    n_rows: Vec<u32>,
    changed: Vec<u32>,
    /// Communities without rows.
    free: Vec<u32>,
}

impl<'a> Moving<'a> {
    /// Labels are below the number of rows.
    pub fn new(level: &'a Level<'a>, labels: Vec<u32>, pull: f64) -> Self {
        let n = level.n_rows();
        let (mut mass, mut n_rows) = (vec![0.0; n], vec![0u32; n]);
        for (row, &label) in labels.iter().enumerate() {
            mass[label as usize] += level.mass[row];
            n_rows[label as usize] += 1;
        }
        let free = (0..n as u32).filter(|&label| n_rows[label as usize] == 0).collect();
        Moving { level, pull, of: labels, mass, n_rows, changed: vec![0; n], free }
    }

    /// The community of each row.
    pub fn into_labels(self) -> Vec<u32> {
        self.of
    }

    /// Moves until none gains; all that was gained, as strength.
    pub fn run(&mut self, seed: u64, ticket: &Ticket) -> Result<f64, Stopped> {
        let n = self.level.n_rows();
        let idle = Idle::default();
        let mut waiting = shuffled(n, seed);
        let mut is_waiting = vec![true; n];
        let mut epoch = 0;
        let mut all = 0.0;
        for _ in 0..MAX_ROUNDS {
            let mut next = Vec::new();
            let mut gained = 0.0;
            for block in waiting.chunks(BLOCK) {
                epoch += 1;
                let best = self.look_up(block, &idle, ticket)?;
                let mut sums = idle.take(n);
                for (&row, (target, gain)) in block.iter().zip(best) {
                    is_waiting[row as usize] = false;
                    gained += self.settle(row, target, gain, epoch, &mut sums, &mut is_waiting, &mut next);
                }
                idle.put(sums);
            }
            all += gained;
            if next.is_empty() || gained <= LEAST * self.level.total {
                break;
            }
            waiting = next;
        }
        Ok(all)
    }

    fn look_up(&self, block: &[u32], idle: &Idle, ticket: &Ticket) -> Result<Vec<(u32, f64)>, Stopped> {
        let mut best = vec![(0, 0.0); block.len()];
        best.par_chunks_mut(CHUNK).zip(block.par_chunks(CHUNK)).try_for_each(|(best, rows)| {
            ticket.check()?;
            let mut sums = idle.take(self.level.n_rows());
            for (best, &row) in best.iter_mut().zip(rows) {
                *best = self.best(row, &mut sums);
            }
            idle.put(sums);
            Ok(())
        })?;
        Ok(best)
    }

    /// Where a row gains most, and how much more than where it is; of equals the lowest label.
    fn best(&self, row: u32, sums: &mut Sums) -> (u32, f64) {
        let own = self.of[row as usize];
        for (other, strength) in self.level.ties(row) {
            sums.add(self.of[other as usize], f64::from(strength));
        }
        let mass = self.level.mass[row as usize];
        let here = sums.get(own) - self.pull * mass * (self.mass[own as usize] - mass);
        let (mut target, mut most) = (own, here);
        for (label, sum) in sums.drain() {
            let gain = sum - self.pull * mass * self.mass[label as usize];
            if label != own && (gain > most || (gain == most && label < target && target != own)) {
                (target, most) = (label, gain);
            }
        }
        if most < 0.0 && self.n_rows[own as usize] > 1 {
            (target, most) = (ALONE, 0.0);
        }
        (target, most - here)
    }

    /// Makes the move, looked up again where one of the two communities has changed since; what was gained.
    #[allow(clippy::too_many_arguments, reason = "the round's state is borrowed beside the communities'")]
    fn settle(
        &mut self,
        row: u32,
        target: u32,
        gain: f64,
        epoch: u32,
        sums: &mut Sums,
        is_waiting: &mut [bool],
        next: &mut Vec<u32>,
    ) -> f64 {
        let own = self.of[row as usize];
        let is_stale = |label: u32| label != ALONE && self.changed[label as usize] == epoch;
        let is_over = is_stale(own) || is_stale(target);
        let (target, gain) = if is_over && target != own { self.best(row, sums) } else { (target, gain) };
        if target == own || gain <= 1e-12 * self.level.mass[row as usize] {
            return 0.0;
        }
        let Some(target) = (if target == ALONE { self.free.pop() } else { Some(target) }) else { return 0.0 };
        let mass = self.level.mass[row as usize];
        for (label, sign) in [(own, -1.0), (target, 1.0)] {
            self.mass[label as usize] += sign * mass;
            self.changed[label as usize] = epoch;
        }
        self.n_rows[target as usize] += 1;
        self.n_rows[own as usize] -= 1;
        if self.n_rows[own as usize] == 0 {
            self.mass[own as usize] = 0.0;
            self.free.push(own);
        }
        self.of[row as usize] = target;
        for (other, _) in self.level.ties(row) {
            if !is_waiting[other as usize] && self.of[other as usize] != target {
                is_waiting[other as usize] = true;
                next.push(other);
            }
        }
        gain
    }
}

/// All rows, run by run in an order that the seed decides.
fn shuffled(n: usize, seed: u64) -> Vec<u32> {
    let mut runs: Vec<u32> = (0..n.div_ceil(RUN) as u32).collect();
    let key = |run: u32| {
        let mut x = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(run).wrapping_mul(0xd6e8_feb8_6659_fd93);
        x = (x ^ (x >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        x ^ (x >> 32)
    };
    runs.sort_unstable_by_key(|&run| (key(run), run));
    runs.into_iter().flat_map(|run| run * RUN as u32..((run as usize + 1) * RUN).min(n) as u32).collect()
}
