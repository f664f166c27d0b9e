//! Small parts of one tribe joined to parts of a wanted size; knows nothing of how it fell apart.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Parts joined between two looks at the ticket.
const STRIDE: usize = 64;

/// Two parts that may be joined: by how much that is better (bits of a number above zero, which are in its order), of
/// equals the first parts, and how often each had been joined by then.
type Pair = (u64, Reverse<(usize, usize)>, (u32, u32));

/// The parts while they are joined.
struct Parts {
    members: Vec<Vec<Person>>,
    /// Summed strength of all ties of the members, inside and outside.
    strength: Vec<f64>,
    /// Summed strength of the ties to other parts.
    ties: Vec<BTreeMap<usize, f64>>,
    n_joined: Vec<u32>,
    largest: usize,
    /// Of all slots of the network.
    total: f64,
    pairs: BinaryHeap<Pair>,
}

/// Joins parts two by two, those first of whose joining modularity gains most, as long as it gains, they are tied to
/// each other, and are no more than `largest` people together (Clauset, Newman & Moore 2004). `total` is the strength of
/// all slots of the network. What hangs together by itself hangs together afterwards. O(ties of the members · log).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub(super) fn regroup(
    network: &Network,
    mut parts: Vec<Vec<Person>>,
    largest: usize,
    total: f64,
    ticket: &Ticket,
) -> Result<Vec<Vec<Person>>, Stopped> {
    parts.sort_unstable_by_key(|members| members.iter().min().copied());
    let mut parts = Parts::of(network, parts, largest, total);
    for part in 0..parts.members.len() {
        parts.offer(part, |other| other > part);
    }
    let mut n = 0;
    while let Some((_, Reverse((a, b)), joined)) = parts.pairs.pop() {
        n += 1;
        if n % STRIDE == 0 {
            ticket.check()?;
        }
        if joined == (parts.n_joined[a], parts.n_joined[b]) {
            parts.join(a, b);
            parts.offer(a, |_| true);
        }
    }
    Ok(parts.members.into_iter().filter(|members| !members.is_empty()).collect())
}

impl Parts {
    fn of(network: &Network, members: Vec<Vec<Person>>, largest: usize, total: f64) -> Parts {
        let n_parts = members.len();
        let part_of: BTreeMap<Person, usize> = members
            .iter()
            .enumerate()
            .flat_map(|(part, members)| members.iter().map(move |&who| (who, part)))
            .collect();
        let (mut strength, mut ties) = (vec![0.0; n_parts], vec![BTreeMap::new(); n_parts]);
        for (&person, &part) in &part_of {
            for (other, of_tie) in network.ties_of(person) {
                strength[part] += f64::from(of_tie);
                if let Some(&other) = part_of.get(&other).filter(|&&other| other != part) {
                    *ties[part].entry(other).or_insert(0.0) += f64::from(of_tie);
                }
            }
        }
        Parts { members, strength, ties, n_joined: vec![0; n_parts], largest, total, pairs: BinaryHeap::new() }
    }

    /// Puts what a part may be joined with on the heap.
    fn offer(&mut self, part: usize, is_asked: impl Fn(usize) -> bool) {
        for (&other, &between) in self.ties[part].iter().filter(|(other, _)| is_asked(**other)) {
            let gain = between - self.strength[part] * self.strength[other] / self.total;
            if gain > 0.0 && self.members[part].len() + self.members[other].len() <= self.largest {
                let (a, b) = (part.min(other), part.max(other));
                self.pairs.push((gain.to_bits(), Reverse((a, b)), (self.n_joined[a], self.n_joined[b])));
            }
        }
    }

    /// The second part is empty afterwards.
    fn join(&mut self, a: usize, b: usize) {
        let members = std::mem::take(&mut self.members[b]);
        self.members[a].extend(members);
        self.strength[a] += std::mem::take(&mut self.strength[b]);
        for (other, between) in std::mem::take(&mut self.ties[b]) {
            self.ties[other].remove(&b);
            if other != a {
                *self.ties[a].entry(other).or_insert(0.0) += between;
                *self.ties[other].entry(a).or_insert(0.0) += between;
            }
        }
        self.n_joined[a] += 1;
        self.n_joined[b] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{complete, network, path};

    fn regrouped(network: &Network, parts: &[&[Person]], largest: usize) -> Vec<Vec<Person>> {
        let total = network.strength.iter().map(|&strength| f64::from(strength)).sum();
        let parts = parts.iter().map(|members| members.to_vec()).collect();
        let mut found = regroup(network, parts, largest, total, &Ticket::new()).unwrap();
        for members in &mut found {
            members.sort_unstable();
        }
        found
    }

    #[test]
    fn parts_grow_to_the_limit_where_they_are_tied_the_most() {
        // Four pairs on a path; the tie between the second and the third is the strongest.
        let mut pairs = path(8);
        (pairs[1].2, pairs[3].2, pairs[5].2) = (0.2, 1.5, 0.2);
        let network = network(10, &pairs);
        let parts: [&[Person]; 5] = [&[6, 7], &[4, 5], &[0, 1], &[2, 3], &[8, 9]];
        assert_eq!(regrouped(&network, &parts, 4), [vec![0, 1], vec![2, 3, 4, 5], vec![6, 7], vec![8, 9]]);
        assert_eq!(regrouped(&network, &parts, 3).len(), 5, "no two fit together");
        // Whoever has no tie to the others stays apart, however much room there is.
        assert!(regrouped(&network, &parts, 100).contains(&vec![8, 9]));
    }

    #[test]
    fn what_two_parts_are_tied_to_is_summed_up() {
        let network = network(6, &complete(6));
        let alone: Vec<[Person; 1]> = (0..6).map(|person| [person]).collect();
        let alone: Vec<&[Person]> = alone.iter().map(<[Person; 1]>::as_slice).collect();
        assert_eq!(regrouped(&network, &alone, 2), [[0, 1], [2, 3], [4, 5]]);
        assert_eq!(regrouped(&network, &alone, 6), [[0, 1, 2, 3, 4, 5]]);
    }
}
