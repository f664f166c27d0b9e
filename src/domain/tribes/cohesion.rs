//! How close a tribe is and who joins it to others; knows nothing of how it was found.

use crate::domain::model::{Network, Tribes};

/// What holds one tribe.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cohesion {
    /// Ties inside as a share of all pairs of members, 0 to 1; 0 for one member.
    pub density: f64,
    pub n_ties: u32,
    /// Members with a tie that leaves the tribe.
    pub n_bridges: u32,
    /// Strength of the ties that leave as a share of all strength of the members' ties.
    pub share_outside: f64,
}

/// One entry a tribe, by position. O(m).
#[must_use]
pub fn cohesion(network: &Network, tribes: &Tribes) -> Vec<Cohesion> {
    let of_tribe = |(position, tribe): (u32, &crate::domain::model::Tribe)| {
        let (mut n_ends, mut n_bridges) = (0u32, 0);
        for &person in &tribe.members {
            let others = &network.neighbours[network.slots(person)];
            let inside = others.iter().filter(|&&other| tribes.of[other as usize] == position).count();
            n_ends += inside as u32;
            n_bridges += u32::from(inside < others.len());
        }
        let n = tribe.members.len() as f64;
        let (ends, whole) = (f64::from(n_ends), 2.0 * tribe.inside + tribe.outside);
        Cohesion {
            density: if n > 1.0 { ends / (n * (n - 1.0)) } else { 0.0 },
            n_ties: n_ends / 2,
            n_bridges,
            share_outside: if whole > 0.0 { tribe.outside / whole } else { 0.0 },
        }
    };
    (0..).zip(&tribes.tribes).map(of_tribe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{complete, network};
    use crate::domain::tribes::from_labels;

    #[test]
    fn a_circle_and_a_pair_that_one_tie_joins() {
        let mut pairs = complete(4);
        pairs.extend([(4, 5, 1.0), (0, 4, 0.5)]);
        let network = network(6, &pairs);
        let found = cohesion(&network, &from_labels(&network, &[0, 0, 0, 0, 1, 1]));
        assert_eq!((found[0].density, found[0].n_ties, found[0].n_bridges), (1.0, 6, 1));
        assert_eq!((found[1].density, found[1].n_ties, found[1].n_bridges), (1.0, 1, 1));
        assert!(
            (found[1].share_outside - 0.2).abs() < 1e-9 && cohesion(&Network::default(), &Tribes::default()).is_empty()
        );
    }
}
