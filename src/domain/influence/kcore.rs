//! How deep in the thick of the network somebody sits; knows nothing of strength.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};

/// The core number of each person: the largest k such that they belong to a group in which everyone has k ties or more
/// inside it (Seidman 1983), by peeling off the person of fewest ties from buckets (Batagelj and Zaveršnik 2003), O(m).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn core_numbers(network: &Network, ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    let n = network.n_people();
    let mut left: Vec<u32> = (0..n as Person).map(|person| network.n_contacts(person) as u32).collect();
    let n_buckets = left.iter().max().map_or(0, |&most| most as usize + 2);
    let mut begin_of = vec![0usize; n_buckets + 1];
    for &ties in &left {
        begin_of[ties as usize + 1] += 1;
    }
    for bucket in 0..n_buckets {
        begin_of[bucket + 1] += begin_of[bucket];
    }
    let mut next = begin_of.clone();
    let mut order: Vec<Person> = vec![0; n];
    let mut place = vec![0usize; n];
    for person in 0..n {
        let slot = &mut next[left[person] as usize];
        (order[*slot], place[person]) = (person as Person, *slot);
        *slot += 1;
    }
    for position in 0..n {
        if position.is_multiple_of(super::BLOCK) {
            ticket.check()?;
        }
        let person = order[position];
        for (other, _) in network.ties_of(person) {
            let ties = left[other as usize];
            if ties <= left[person as usize] {
                continue;
            }
            // Swap with the first of the bucket, then let the bucket below take that slot.
            let (from, to) = (place[other as usize], begin_of[ties as usize].max(position + 1));
            let first = order[to];
            order.swap(from, to);
            (place[other as usize], place[first as usize]) = (to, from);
            begin_of[ties as usize] = to + 1;
            left[other as usize] -= 1;
        }
    }
    Ok(left)
}
