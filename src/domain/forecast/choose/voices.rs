//! The ties that word can pass along at all: those of people who do not distrust each other; knows no chance.

use crate::domain::model::{Network, Person, Ties};
use std::sync::Arc;

/// The network without the ties whose mean judgement is below zero: nobody takes a thing up from somebody they distrust,
/// nor are such ties counted among the contacts by which chances are shared out. Everybody keeps their row. The network
/// itself where nobody is judged so. `ties` are those of which the network was built. O(people + ties).
#[must_use]
pub fn voices(network: &Arc<Network>, ties: &Ties) -> Arc<Network> {
    let is_silent = |row: usize| ties.judgement(row).is_some_and(|mean| mean < 0.0);
    if !(0..ties.rating.len()).any(is_silent) {
        return Arc::clone(network);
    }
    let rows = network.rows_of(ties);
    let mut heard = Network { offsets: vec![0], ..Network::default() };
    for person in 0..network.n_people() as Person {
        for slot in network.slots(person).filter(|&slot| !is_silent(rows[slot] as usize)) {
            heard.neighbours.push(network.neighbours[slot]);
            heard.strength.push(network.strength[slot]);
            heard.goes_to.push(network.goes_to[slot]);
        }
        heard.offsets.push(heard.neighbours.len());
    }
    Arc::new(heard)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{pick, spreading};
    use super::super::{Chance, Model, Terms};
    use super::*;
    use crate::domain::ties::fixtures::ties;

    #[test]
    fn ties_judged_below_zero_carry_no_word() {
        // Whom five people distrust, and who has two friends.
        let mut pairs: Vec<(u32, u32, f32)> = (1..6).map(|b| (0, b, 1.0)).collect();
        pairs.extend([(6, 7, 1.0), (6, 8, 1.0)]);
        let mut ties = ties(&pairs);
        let network = Arc::new(Network::from_ties(9, &ties));
        assert!(Arc::ptr_eq(&voices(&network, &ties), &network), "nobody is judged");
        ties.rating = vec![-3.0, -1.0, -10.0, -0.5, 0.0, 2.0, f32::NAN];
        let heard = voices(&network, &ties);
        assert_eq!((heard.n_people(), heard.n_ties(), heard.n_contacts(0)), (9, 3, 1));
        assert_eq!(heard.neighbours, [5, 0, 7, 8, 6, 6]);
        for chance in [Chance::Alike, Chance::ByStrength, Chance::Uniform(0.9), Chance::Strength { pass_on_share: 0.9 }]
        {
            let terms = Terms { count: Some(1), tolerance: 0.1, ..Terms::default() };
            let chosen = |network: &Network| pick(&spreading(network, Model::Cascade, chance), 9, &terms).people;
            assert_eq!((chosen(&network), chosen(&heard)), (vec![0], vec![6]), "{chance:?}");
        }
    }
}
