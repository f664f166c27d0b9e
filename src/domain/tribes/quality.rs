//! How good a division into tribes is; knows nothing of how it was found.

use crate::domain::model::tribes::n_labels;
use crate::domain::model::{NO_TRIBE, Network, Person};
use rayon::prelude::*;

/// People whose ties are summed up at once.
const BLOCK: usize = 1 << 16;

/// What each tribe holds.
pub(super) struct Sums {
    /// Strength of the ties inside, each once.
    pub inside: Vec<f64>,
    /// Strength of the ties that leave.
    pub outside: Vec<f64>,
    /// Of all ties, each once.
    pub total: f64,
}

impl Sums {
    /// O(n + m), on all threads; added up in the order of the rows, so that their number changes nothing.
    pub fn of(network: &Network, of: &[u32], n_tribes: usize) -> Self {
        let mut sums = Sums { inside: vec![0.0; n_tribes], outside: vec![0.0; n_tribes], total: 0.0 };
        let of_one = |person: usize| {
            let tribe = of[person];
            network.ties_of(person as Person).fold((0.0, 0.0), |(inside, all), (other, strength)| {
                let strength = f64::from(strength);
                (if of[other as usize] == tribe { inside + strength } else { inside }, all + strength)
            })
        };
        for first in (0..of.len()).step_by(BLOCK) {
            let block = first..of.len().min(first + BLOCK);
            let told: Vec<(f64, f64)> = block.clone().into_par_iter().with_min_len(1_024).map(of_one).collect();
            for (&tribe, (inside, all)) in of[block].iter().zip(told) {
                sums.total += all / 2.0;
                if tribe != NO_TRIBE {
                    sums.inside[tribe as usize] += inside / 2.0;
                    sums.outside[tribe as usize] += all - inside;
                }
            }
        }
        sums
    }

    /// `Q_c = e_c/m − γ·(K_c/2m)²`, `e_c` the strength inside, `K_c` the summed strength of the members.
    pub fn share(&self, tribe: usize, resolution: f64) -> f64 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let strength = 2.0 * self.inside[tribe] + self.outside[tribe];
        self.inside[tribe] / self.total - resolution * (strength / (2.0 * self.total)).powi(2)
    }
}

/// Modularity of a division, weighted by strength (Newman 2004), with the resolution of Reichardt and Bornholdt (2006);
/// people labelled [`NO_TRIBE`] count in the total only. O(n + m).
#[must_use]
pub fn modularity(network: &Network, of: &[u32], resolution: f64) -> f64 {
    let n_tribes = n_labels(of);
    let sums = Sums::of(network, of, n_tribes);
    (0..n_tribes).map(|tribe| sums.share(tribe, resolution)).sum()
}
