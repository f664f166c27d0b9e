//! How much somebody stands out inside the own tribe; knows nothing of other tribes.

use crate::domain::model::{NO_TRIBE, Network, Person, Tribes};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// People worked on between two looks at the ticket.
const BLOCK: usize = 1_024;

/// Within-tribe z (Guimerà and Amaral 2005): `z_i = (κ_i − mean of the tribe)/deviation of the tribe`, `κ_i` how much the
/// members of the own tribe listen to i ([`Network::listens`]; the strength of the ties where nothing is directed); 0 where all members are alike, and for people without a tribe. O(m).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn within_tribe_z(network: &Network, tribes: &Tribes, ticket: &Ticket) -> Result<Vec<f32>, Stopped> {
    let inside = |person: Person| -> f64 {
        let tribe = tribes.of[person as usize];
        let own = network.listeners_of(person).filter(|(other, _)| tribes.of[*other as usize] == tribe);
        own.map(|(_, strength)| f64::from(strength)).sum()
    };
    let mut own = vec![0.0; network.n_people()];
    own.par_chunks_mut(BLOCK).enumerate().try_for_each(|(block, own)| {
        ticket.check()?;
        (block * BLOCK..).zip(own).for_each(|(person, own)| *own = inside(person as Person));
        Ok(())
    })?;
    let inside = own;
    let mut z = vec![0.0; inside.len()];
    for tribe in &tribes.tribes {
        ticket.check()?;
        // By row, not by rank, so that the sums are the same before and after members are put in order of influence.
        let mut members = tribe.members.clone();
        members.sort_unstable();
        let n = members.len() as f64;
        let mean = members.iter().map(|&person| inside[person as usize]).sum::<f64>() / n;
        let spread = members.iter().map(|&person| (inside[person as usize] - mean).powi(2)).sum::<f64>() / n;
        let deviation = spread.sqrt();
        if deviation <= 1e-9 * mean.max(1e-9) {
            continue;
        }
        for &person in &members {
            z[person as usize] = ((inside[person as usize] - mean) / deviation) as f32;
        }
    }
    debug_assert!(tribes.of.iter().zip(&z).all(|(&tribe, &z)| tribe != NO_TRIBE || z == 0.0));
    Ok(z)
}
