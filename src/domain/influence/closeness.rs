//! "How close they are to their people": the summed strength of the ties; knows nothing else of the network.

use crate::domain::model::{Network, Person};
use rayon::prelude::*;

/// Summed strength of each person's ties (Barrat et al. 2004), O(m).
#[must_use]
pub fn total_strength(network: &Network) -> Vec<f32> {
    let sum = |person: Person| network.ties_of(person).map(|(_, strength)| f64::from(strength)).sum::<f64>() as f32;
    // The sum of nothing is minus zero, which nobody wants to read in a table.
    (0..network.n_people() as Person).into_par_iter().map(|person| 0.0 + sum(person)).collect()
}

/// The people somebody is truly close to: the sympathy group of Dunbar and Spoor (1995).
const CLOSE: usize = 12;

/// Summed strength of each person's twelve strongest ties: depth, which no number of acquaintances makes up for. O(m).
#[must_use]
pub fn closest_strength(network: &Network) -> Vec<f32> {
    let sum = |person: Person| {
        let mut strengths = network.strength[network.slots(person)].to_vec();
        if strengths.len() > CLOSE {
            strengths.select_nth_unstable_by(CLOSE - 1, |x, y| y.total_cmp(x));
            strengths.truncate(CLOSE);
            strengths.sort_unstable_by(|x, y| y.total_cmp(x));
        }
        0.0 + strengths.iter().map(|&strength| f64::from(strength)).sum::<f64>() as f32
    };
    (0..network.n_people() as Person).into_par_iter().map(sum).collect()
}

/// Summed strength, of each tie only as much as the other end listens ([`Network::listens`]). O(m).
#[must_use]
pub fn listened_strength(network: &Network) -> Vec<f32> {
    let sum =
        |person: Person| 0.0 + network.listeners_of(person).map(|(_, heard)| f64::from(heard)).sum::<f64>() as f32;
    (0..network.n_people() as Person).into_par_iter().map(sum).collect()
}

/// Share of the strength that comes to each person, the rest goes out; one half for people without ties. O(m).
#[must_use]
pub fn inward_share(network: &Network) -> Vec<f32> {
    let share = |person: Person| {
        let slots = network.slots(person);
        let all: f64 = network.strength[slots.clone()].iter().map(|&strength| f64::from(strength)).sum();
        let out: f64 = network.goes_to[slots].iter().map(|&goes| f64::from(goes)).sum();
        if all > 0.0 { (1.0 - out / all) as f32 } else { 0.5 }
    };
    (0..network.n_people() as Person).into_par_iter().map(share).collect()
}
