//! "Joins tribes": how evenly somebody's ties are spread over tribes; knows nothing of how tribes are found.

use crate::domain::model::{NO_TRIBE, Network, Person};
use rayon::prelude::*;

/// Participation coefficient weighted by strength (Guimerà and Amaral 2005): `P_i = 1 − Σ_c (κ_ic/s_i)²`, `κ_ic`
/// the strength of person i's ties into tribe c; 0 where all ties lead into one tribe, or there are none.
/// O(m log k), k the ties of a person.
#[must_use]
pub fn participation(network: &Network, tribe_of: &[u32]) -> Vec<f32> {
    let of_person = |person: Person| {
        let shares = into_tribes(network, tribe_of, person);
        let all: f64 = shares.iter().map(|(_, strength)| strength).sum();
        if all <= 0.0 {
            return 0.0;
        }
        (1.0 - shares.iter().map(|(_, strength)| (strength / all).powi(2)).sum::<f64>()).max(0.0) as f32
    };
    (0..network.n_people() as Person).into_par_iter().map(of_person).collect()
}

/// The strength of a person's ties into each tribe, by tribe.
#[must_use]
pub fn into_tribes(network: &Network, tribe_of: &[u32], person: Person) -> Vec<(u32, f64)> {
    let mut ties: Vec<(u32, f64)> = network
        .ties_of(person)
        .map(|(other, strength)| (tribe_of[other as usize], f64::from(strength)))
        .filter(|(tribe, _)| *tribe != NO_TRIBE)
        .collect();
    ties.sort_by_key(|(tribe, _)| *tribe);
    ties.chunk_by(|x, y| x.0 == y.0).map(|same| (same[0].0, same.iter().map(|(_, strength)| strength).sum())).collect()
}
