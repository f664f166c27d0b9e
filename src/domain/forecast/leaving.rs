//! Who may follow those who have left; knows no reason why anybody leaves.

use crate::domain::model::{Network, People, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::collections::BTreeMap;

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

/// The least share of somebody's going from which they are said to be at risk: who called once is not.
pub const AT_RISK_SHARE: f64 = 0.1;

/// Somebody who goes to people who leave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exposed {
    pub person: Person,
    /// Of those who leave, how many they go to.
    pub n_left: u32,
    /// The share of all their going that goes to these, 0 to 1.
    pub share: f64,
}

/// Everybody a tenth of whose going or more goes to those who leave, with the largest share of whose going it is first: people follow
/// those to whom they make the contacts (Haenlein 2013). Nobody is named who leaves too, opted out, is no person, or is
/// outside the market. O(contacts of those who leave · their contacts).
#[must_use]
pub fn exposed(network: &Network, people: &People, left: &[Person]) -> Vec<Exposed> {
    let mut gone: BTreeMap<Person, (u32, f64)> = BTreeMap::new();
    for &person in left.iter().filter(|&&person| (person as usize) < network.n_people()) {
        for slot in network.slots(person) {
            let goes_here = f64::from(network.strength[slot] - network.goes_to[slot]);
            if goes_here > 0.0 {
                let (n_left, sum) = gone.entry(network.neighbours[slot]).or_default();
                (*n_left, *sum) = (*n_left + 1, *sum + goes_here);
            }
        }
    }
    for person in left {
        gone.remove(person);
    }
    gone.retain(|&person, _| people.scorable_one(person) && people.is_customer[person as usize]);
    let mut found: Vec<Exposed> = gone
        .into_iter()
        .map(|(person, (n_left, sum))| {
            let goes: f64 = network.slots(person).map(|slot| f64::from(network.goes_to[slot])).sum();
            Exposed { person, n_left, share: if goes > 0.0 { (sum / goes).min(1.0) } else { 0.0 } }
        })
        .filter(|one| one.share >= AT_RISK_SHARE)
        .collect();
    found.sort_by(|x, y| y.share.total_cmp(&x.share).then(x.person.cmp(&y.person)));
    found
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
    fn only_those_who_go_to_those_who_leave_are_at_risk() {
        // 0 and 1 leave; 2 goes to both and to 5, 3 to one of them, 4 goes to 3 alone and has no contact with them; 0 goes
        // to 5, who goes to nobody; 6 opted out.
        let ties =
            [(2, 0, 0.5), (2, 1, 0.5), (2, 5, 1.0), (3, 0, 1.0), (4, 3, 1.0), (0, 5, 1.0), (0, 1, 1.0), (6, 0, 1.0)];
        let network = directed(7, &ties);
        let mut people = People::from_ids((0..7).map(|n| n.to_string()).collect());
        people.is_opted_out[6] = true;
        let found = exposed(&network, &people, &[0, 1]);
        let told: Vec<_> = found.iter().map(|one| (one.person, one.n_left, one.share)).collect();
        assert_eq!(told, [(3, 1, 1.0), (2, 2, 0.5)]);
        // The pull reaches further than to those who are tied to them.
        let pull = pull(&network, &[true, true, false, false, false, false, false], &Ticket::new()).unwrap();
        assert!(pull.risk[4] > 0.0 && pull.n_left[4] == 0, "{pull:?}");
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
