//! Who stands near a place of the map or inside a line drawn on it; knows no pointer, screen or project.

mod index;
mod outline;

pub use index::Index;
pub use outline::is_inside;

use super::model::{Network, Person};

/// Whoever is tied to one of these people and is none of them, rising. O(ties of the people · log).
#[must_use]
pub fn neighbours(network: &Network, people: &[Person]) -> Vec<Person> {
    let n_people = network.n_people();
    let mut is_given = vec![false; n_people];
    for &person in people {
        if let Some(is_given) = is_given.get_mut(person as usize) {
            *is_given = true;
        }
    }
    let ties = people.iter().filter(|&&person| (person as usize) < n_people).flat_map(|&p| network.ties_of(p));
    let mut near: Vec<Person> = ties.map(|(other, _)| other).filter(|&other| !is_given[other as usize]).collect();
    near.sort_unstable();
    near.dedup();
    near
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Ties;

    #[test]
    fn one_step_reaches_direct_contacts_and_no_further() {
        let ties = Ties {
            a: vec![0, 1, 2, 3],
            b: vec![1, 2, 3, 4],
            contacts_out: vec![1; 4],
            contacts_back: vec![1; 4],
            strength: vec![0.5; 4],
            ..Ties::default()
        };
        let network = Network::from_ties(6, &ties);
        assert_eq!(neighbours(&network, &[1]), [0, 2]);
        assert_eq!(neighbours(&network, &[1, 2]), [0, 3]);
        assert_eq!(neighbours(&network, &[5, 99]), [0u32; 0]);
    }
}
