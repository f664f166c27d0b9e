//! How sure a rank is: the same scoring on re-sampled ties; computes no part itself.

use super::measure::measure;
use crate::domain::model::{Network, ScoreSettings};
use crate::domain::random::{STEP, mix};
use crate::domain::score::Scored;
use crate::domain::ticket::{Stopped, Ticket};

/// Where a person's rank lies in nine of ten re-samplings; 0 and 0 for people who are not ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RankRange {
    pub best: u32,
    pub worst: u32,
}

impl RankRange {
    /// Whether the evidence puts one of the two above the other; else they are to be shown as equal.
    #[must_use]
    pub fn is_told_apart(self, other: RankRange) -> bool {
        self.worst < other.best || other.worst < self.best
    }
}

/// Scores `n_samples` re-samplings of the ties and gives each person's range of ranks, from the 5th to the 95th
/// percentile, by row.
///
/// Poisson bootstrap (Hanley and `MacGibbon` 2006): each tie is drawn 0, 1, 2, ... times, once on average, and counts as
/// often, its strength at most 1. The draws depend on the seed, the sample and the tie's row alone. Somebody who loses
/// all ties in a sample is last in it. The evidence of persuasion and what was decided by hand are those of the scores.
/// At least two samples. Costs a scoring a sample, without finding tribes again.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn rank_ranges(
    scored: &Scored,
    settings: &ScoreSettings,
    n_samples: u32,
    ticket: &Ticket,
) -> Result<Vec<RankRange>, Stopped> {
    let Scored { people, network, tribes, persuasion, scores: whole, .. } = scored;
    let n = network.n_people();
    let n_samples = n_samples.max(2);
    let mut ranks: Vec<Vec<u32>> = vec![Vec::with_capacity(n_samples as usize); n];
    let is_ranked = |row: usize| whole.rank[row] > 0;
    for sample in 0..n_samples {
        let drawn = redraw(network, bits(settings.seed, u64::from(sample)));
        ticket.check()?;
        let evidence = &persuasion.evidence;
        let scores = measure(people, &drawn, tribes, evidence, &whole.by_hand, settings, ticket)?;
        let last = scores.order.len() as u32;
        for row in (0..n).filter(|&row| is_ranked(row)) {
            ranks[row].push(if scores.total_strength[row] > 0.0 { scores.rank[row] } else { last });
        }
    }
    Ok(ranks.into_iter().map(range).collect())
}

fn range(mut ranks: Vec<u32>) -> RankRange {
    ranks.sort_unstable();
    let Some(last) = ranks.len().checked_sub(1) else { return RankRange::default() };
    let at = |share: f64| ranks[(last as f64 * share).round() as usize];
    RankRange { best: at(0.05), worst: at(0.95) }
}

/// The network with every tie's strength multiplied by how often it was drawn.
fn redraw(network: &Network, seed: u64) -> Network {
    let mut drawn = network.clone();
    for (slot, &row) in network.tie_rows.iter().enumerate() {
        let strength = network.strength[slot];
        let often = poisson(bits(seed, u64::from(row)));
        let now = (strength * often).min(1.0);
        drawn.strength[slot] = now;
        drawn.goes_to[slot] = if strength > 0.0 { network.goes_to[slot] * now / strength } else { 0.0 };
    }
    drawn
}

/// A Poisson number of mean 1 from 64 random bits, by inversion.
fn poisson(bits: u64) -> f32 {
    let mut left = (bits >> 11) as f64 / (1u64 << 53) as f64;
    let mut chance = (-1.0f64).exp();
    for n in 0..12u8 {
        left -= chance;
        if left < 0.0 {
            return f32::from(n);
        }
        chance /= f64::from(n) + 1.0;
    }
    12.0
}

/// Number `n` of a seed.
fn bits(seed: u64, n: u64) -> u64 {
    mix(seed.wrapping_add(n.wrapping_mul(STEP)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_poisson_of_mean_one() {
        let draws: Vec<f32> = (0..20_000).map(|n| poisson(bits(7, n))).collect();
        let mean = draws.iter().sum::<f32>() / 20_000.0;
        let none = draws.iter().filter(|draw| **draw == 0.0).count() as f32 / 20_000.0;
        assert!((mean - 1.0).abs() < 0.03 && (none - 0.3679).abs() < 0.015, "{mean} {none}");
    }
}
