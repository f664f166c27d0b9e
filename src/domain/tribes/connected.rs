//! Connected parts of a network inside given groups; knows nothing of how the groups came about.

use crate::domain::model::{NO_TRIBE, Network, Person};
use crate::domain::ticket::{Stopped, Ticket};

/// The connected part of each person when only ties inside a label count: a label that hangs together is one part, a
/// broken one several. Parts are numbered by their first person; people labelled [`NO_TRIBE`] stay so. O(n + m).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn parts(network: &Network, labels: &[u32], ticket: &Ticket) -> Result<(Vec<u32>, u32), Stopped> {
    let mut part = vec![NO_TRIBE; labels.len()];
    let mut n_parts = 0;
    let mut queue: Vec<Person> = Vec::new();
    let mut n_seen = 0usize;
    for first in 0..labels.len() {
        if labels[first] == NO_TRIBE || part[first] != NO_TRIBE {
            continue;
        }
        part[first] = n_parts;
        queue.push(first as Person);
        while let Some(person) = queue.pop() {
            n_seen += 1;
            if n_seen.is_multiple_of(1024) {
                ticket.check()?;
            }
            for (other, _) in network.ties_of(person) {
                if labels[other as usize] == labels[first] && part[other as usize] == NO_TRIBE {
                    part[other as usize] = n_parts;
                    queue.push(other);
                }
            }
        }
        n_parts += 1;
    }
    Ok((part, n_parts))
}
