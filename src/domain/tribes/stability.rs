//! How surely the tribes of a resolution come back from another seed; knows nothing of who the people are.

use super::find::find;
use crate::domain::model::{NO_TRIBE, Network, ScoreSettings};
use crate::domain::ticket::{Stopped, Ticket};

/// Resolutions looked at, coarse to fine.
pub const RESOLUTIONS: [f64; 7] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0];
const N_SEEDS: u64 = 4;

/// One resolution with what it gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    pub resolution: f64,
    pub n_tribes: u32,
    /// Of these, tribes of a single person.
    pub n_alone: u32,
    pub modularity: f64,
    /// Mean agreement of the runs, two by two (adjusted Rand index): 1 always the same tribes, 0 chance.
    pub stability: f64,
}

/// Runs every resolution from four seeds; coarse to fine. Choose among them with [`most_stable`].
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn levels(network: &Network, settings: &ScoreSettings, ticket: &Ticket) -> Result<Vec<Level>, Stopped> {
    let mut levels = Vec::new();
    for resolution in RESOLUTIONS {
        // Seeds far apart: a small network tries the seeds next to its own by itself.
        let seed = |k: u64| settings.seed.wrapping_add(k * 1_000_003);
        let runs = (0..N_SEEDS)
            .map(|k| find(network, &ScoreSettings { resolution, seed: seed(k), ..settings.clone() }, ticket))
            .collect::<Result<Vec<_>, Stopped>>()?;
        let mut agreements = Vec::new();
        for (n, run) in runs.iter().enumerate() {
            agreements.extend(runs[..n].iter().map(|other| agreement(&run.of, &other.of)));
        }
        levels.push(Level {
            resolution,
            n_tribes: runs[0].tribes.len() as u32,
            n_alone: runs[0].tribes.iter().filter(|tribe| tribe.members.len() == 1).count() as u32,
            modularity: runs[0].modularity,
            stability: agreements.iter().sum::<f64>() / agreements.len() as f64,
        });
    }
    Ok(levels)
}

/// The most stable levels, at most `n` and each with another number of tribes, of several tribes each; coarse to fine.
/// Where most tribes are a single person nothing was found, however surely it comes back: such levels are left out.
#[must_use]
pub fn most_stable(levels: &[Level], n: usize) -> Vec<Level> {
    let mut by_stability: Vec<Level> =
        levels.iter().copied().filter(|level| level.n_tribes > 1 && 2 * level.n_alone <= level.n_tribes).collect();
    by_stability.sort_by(|x, y| y.stability.total_cmp(&x.stability).then(x.resolution.total_cmp(&y.resolution)));
    let mut chosen: Vec<Level> = Vec::new();
    for level in by_stability {
        if chosen.len() < n && chosen.iter().all(|other| other.n_tribes != level.n_tribes) {
            chosen.push(level);
        }
    }
    chosen.sort_by(|x, y| x.resolution.total_cmp(&y.resolution));
    chosen
}

/// Adjusted Rand index of two divisions (Hubert and Arabie 1985) over the people who have a tribe in both; 1 where both
/// put everybody together, or everybody alone. O(n log n).
#[must_use]
pub fn agreement(one: &[u32], other: &[u32]) -> f64 {
    let in_both = one.iter().zip(other).filter(|(x, y)| **x != NO_TRIBE && **y != NO_TRIBE);
    let mut pairs: Vec<(u32, u32)> = in_both.map(|(&x, &y)| (x, y)).collect();
    pairs.sort_unstable();
    let twos = |n: usize| n as f64 * (n as f64 - 1.0) / 2.0;
    let all = twos(pairs.len());
    let both: f64 = pairs.chunk_by(|x, y| x == y).map(|same| twos(same.len())).sum();
    let first: f64 = pairs.chunk_by(|x, y| x.0 == y.0).map(|same| twos(same.len())).sum();
    pairs.sort_unstable_by_key(|pair| pair.1);
    let second: f64 = pairs.chunk_by(|x, y| x.1 == y.1).map(|same| twos(same.len())).sum();
    let by_chance = if all > 0.0 { first * second / all } else { 0.0 };
    let most = f64::midpoint(first, second);
    if most - by_chance > 0.0 { (both - by_chance) / (most - by_chance) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{karate_pairs, network, planted};

    #[test]
    fn agreement_is_one_for_other_numbers_and_known_for_a_known_case() {
        assert_eq!(agreement(&[0, 0, 1, 1, NO_TRIBE], &[5, 5, 2, 2, 1]), 1.0);
        // sklearn.metrics.adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]) = 0.5714...
        assert!((agreement(&[0, 0, 1, 2], &[0, 0, 1, 1]) - 4.0 / 7.0).abs() < 1e-12);
        assert_eq!(agreement(&[], &[]), 1.0);
    }

    #[test]
    fn people_each_for_themselves_are_no_level() {
        let levels = levels(&network(34, &karate_pairs()), &ScoreSettings::default(), &Ticket::new()).unwrap();
        assert!(levels.iter().any(|level| level.n_tribes >= 30), "the finest is hardly anything but single people");
        let chosen = most_stable(&levels, 3);
        assert!(!chosen.is_empty() && chosen.iter().all(|level| level.n_tribes < 17), "{chosen:?}");
    }

    #[test]
    fn planted_tribes_are_the_stable_ones() {
        let levels = levels(&network(160, &planted(8)), &ScoreSettings::default(), &Ticket::new()).unwrap();
        assert!(levels.is_sorted_by_key(|level| level.n_tribes), "{levels:?}");
        let chosen = most_stable(&levels, 3);
        assert!(chosen.iter().any(|level| level.n_tribes == 8 && level.stability == 1.0), "{levels:?}");
        assert!(chosen.len() <= 3 && chosen.is_sorted_by_key(|level| level.n_tribes));
    }
}
