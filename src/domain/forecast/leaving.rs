//! Who may follow those who have left; knows no reason why anybody leaves.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Energy that is passed on in each round; the rest stays.
const PASSED_ON: f64 = 0.85;
/// Energy still moving, as a share of all, below which it has come to rest.
const AT_REST: f64 = 1e-9;
const MAX_ROUNDS: usize = 400;
const BLOCK: usize = 4_096;

/// What people who left mean for those who stay, one entry a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pull {
    /// Energy that came from those who left, directly or through others; 0 for those who left.
    pub risk: Vec<f64>,
    /// Contacts who left: what a plain count says.
    pub n_left: Vec<u32>,
    /// Share of the strength of their ties that goes to people who left.
    pub share_left: Vec<f32>,
}

/// Spreading activation (Dasgupta et al., EDBT 2008): those who left hold energy 1; each round everybody passes 85 % of
/// what came in to their contacts and keeps the rest, until nothing moves. It goes to the contacts who come to them, in
/// proportion: people follow those to whom they make the contacts (Haenlein 2013). With it the two counts that it must
/// beat. O(ties) a round; the energy that came to rest is a personalised `PageRank` up to a factor.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn pull(network: &Network, has_left: &[bool], ticket: &Ticket) -> Result<Pull, Stopped> {
    let n = network.n_people();
    let come_in = |person: usize| -> f64 {
        let slots = network.slots(person as Person);
        slots.map(|slot| f64::from(network.strength[slot] - network.goes_to[slot])).sum()
    };
    let come_in: Vec<f64> = (0..n).into_par_iter().map(come_in).collect();
    let mut moving: Vec<f64> = has_left.iter().map(|&has_left| f64::from(u8::from(has_left))).collect();
    let all: f64 = moving.iter().sum();
    let mut risk = vec![0.0; n];
    for _ in 0..MAX_ROUNDS {
        let mut next = vec![0.0; n];
        next.par_chunks_mut(BLOCK).enumerate().try_for_each(|(block, next)| {
            ticket.check()?;
            for (person, next) in (block * BLOCK..).zip(next) {
                let slots = network.slots(person as Person);
                let from = |slot: usize| {
                    let other = network.neighbours[slot] as usize;
                    let comes = come_in[other];
                    if comes > 0.0 { moving[other] * f64::from(network.goes_to[slot]) / comes } else { 0.0 }
                };
                *next = PASSED_ON * slots.map(from).sum::<f64>();
            }
            Ok(())
        })?;
        risk.iter_mut().zip(&next).for_each(|(risk, came)| *risk += came);
        moving = next;
        if moving.iter().sum::<f64>() <= AT_REST * all {
            break;
        }
    }
    risk.iter_mut().zip(has_left).filter(|(_, has_left)| **has_left).for_each(|(risk, _)| *risk = 0.0);
    let counted = |person: usize| {
        let ties = network.ties_of(person as Person);
        let (mut n_left, mut gone, mut whole) = (0, 0.0, 0.0);
        for (other, strength) in ties {
            whole += strength;
            if has_left[other as usize] {
                n_left += 1;
                gone += strength;
            }
        }
        (n_left, if whole > 0.0 { gone / whole } else { 0.0 })
    };
    let (n_left, share_left) = (0..n).into_par_iter().map(counted).unzip();
    Ok(Pull { risk, n_left, share_left })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{directed, network, path};

    #[test]
    fn energy_halves_along_a_path_as_arithmetic_says() {
        let pull = pull(&network(3, &path(3)), &[true, false, false], &Ticket::new()).unwrap();
        // x1 = d(e0 + x0 + x2/1·...): with d = 0.85, rounds sum to x1 = d(1 + x0) + d·x2, x0 = d·x1/2, x2 = d·x1/2.
        let x1 = 0.85 / (1.0 - 0.85 * 0.85);
        assert!((pull.risk[1] - x1).abs() < 1e-6 && (pull.risk[2] - 0.85 * x1 / 2.0).abs() < 1e-6, "{pull:?}");
        assert_eq!((pull.risk[0], &pull.n_left[..]), (0.0, &[0, 1, 0][..]));
        assert_eq!(pull.share_left, [0.0, 0.5, 0.0]);
    }

    #[test]
    fn people_follow_those_they_come_to() {
        let network = directed(3, &[(0, 1, 1.0), (1, 2, 1.0)]);
        let pull = pull(&network, &[false, true, false], &Ticket::new()).unwrap();
        assert!((pull.risk[0] - 0.85).abs() < 1e-9 && pull.risk[2] == 0.0, "{pull:?}");
        let ticket = Ticket::new();
        ticket.stop();
        assert_eq!(super::pull(&network, &[true; 3], &ticket), Err(Stopped));
    }
}
