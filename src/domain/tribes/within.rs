//! The network of one tribe's members among themselves; knows nothing of how tribes are found.

use crate::domain::model::{Network, Person};

/// The ties among the given people; person `n` of the result is `members[n]`, and members must be sorted by row. O(ties of the members · log members).
#[must_use]
pub fn within(network: &Network, members: &[Person]) -> Network {
    let mut part = Network { offsets: vec![0], ..Network::default() };
    for &person in members {
        for slot in network.slots(person) {
            if let Ok(place) = members.binary_search(&network.neighbours[slot]) {
                part.neighbours.push(place as Person);
                part.strength.push(network.strength[slot]);
                part.goes_to.push(network.goes_to[slot]);
            }
        }
        part.offsets.push(part.neighbours.len());
    }
    part
}
