//! "Joins tribes": how evenly somebody's ties are spread over tribes; knows nothing of how tribes are found.

use crate::domain::model::tribes::n_labels;
use crate::domain::model::{NO_TRIBE, Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// People worked on between two looks at the ticket.
const BLOCK: usize = 1_024;

/// Participation coefficient weighted by strength (Guimerà and Amaral 2005): `P_i = 1 − Σ_c (κ_ic/s_i)²`, `κ_ic`
/// the strength of person i's ties into tribe c; 0 where all ties lead into one tribe, or there are none. O(m).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn participation(network: &Network, tribe_of: &[u32], ticket: &Ticket) -> Result<Vec<f32>, Stopped> {
    let n_tribes = n_labels(tribe_of);
    let mut shares = vec![0.0; network.n_people()];
    let fresh = || (vec![0.0f64; n_tribes], Vec::new());
    shares.par_chunks_mut(BLOCK).enumerate().with_min_len(16).try_for_each_init(
        fresh,
        |scratch, (block, shares)| {
            ticket.check()?;
            for (person, share) in (block * BLOCK..).zip(shares) {
                *share = spread(network, tribe_of, person as Person, scratch);
            }
            Ok(())
        },
    )?;
    Ok(shares)
}

/// The coefficient of one person; the scratch holds the strength into each tribe, all 0 before and after, and the tribes
/// met.
fn spread(network: &Network, tribe_of: &[u32], person: Person, scratch: &mut (Vec<f64>, Vec<u32>)) -> f32 {
    let (into, met) = scratch;
    for (other, strength) in network.ties_of(person) {
        let tribe = tribe_of[other as usize];
        if tribe == NO_TRIBE || strength <= 0.0 {
            continue;
        }
        if into[tribe as usize] == 0.0 {
            met.push(tribe);
        }
        into[tribe as usize] += f64::from(strength);
    }
    let (mut all, mut squares) = (0.0, 0.0);
    for tribe in met.drain(..) {
        let strength = std::mem::take(&mut into[tribe as usize]);
        all += strength;
        squares += strength * strength;
    }
    if all > 0.0 { (1.0 - squares / (all * all)).max(0.0) as f32 } else { 0.0 }
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

/// Tribes to which a person belongs in part, by the strength of their ties into each: at least this share of it.
const LEAST_SHARE: f64 = 0.15;

/// To which tribes a person belongs, with the share of their strength that leads there, the largest first; shares below
/// 15 % are left out. O(ties of the person).
#[must_use]
pub fn memberships(network: &Network, tribe_of: &[u32], person: Person) -> Vec<(u32, f32)> {
    let mut shares = into_tribes(network, tribe_of, person);
    let all: f64 = shares.iter().map(|(_, strength)| strength).sum();
    shares.retain(|(_, strength)| all > 0.0 && *strength >= LEAST_SHARE * all);
    shares.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    shares.into_iter().map(|(tribe, strength)| (tribe, (strength / all) as f32)).collect()
}
