//! How deep in the thick of the network somebody sits; knows nothing of strength.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use std::ops::Sub;

/// People peeled between two looks at the ticket.
const STRIDE: usize = 4_096;

/// The core number of each person: the largest k such that they belong to a group in which everyone has k ties or more
/// inside it (Seidman 1983).
///
/// Peels level by level (as Dasgupta, Hagberg, Pilaipong 2014 do): everybody left with k ties or fewer goes, and takes
/// others along, before k rises. One small number a person is all that is written at random, which the cache holds, where
/// the buckets of Batagelj and Zaveršnik (2003) hold three; and a tie is counted off without asking whether its other end
/// is there still, which nobody could foresee. O(m + n · levels).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn core_numbers(network: &Network, ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    let n_ties = || (0..network.n_people() as Person).map(|person| network.n_contacts(person));
    match n_ties().map(u16::try_from).collect::<Result<Vec<u16>, _>>() {
        Ok(left) => peel(network, left, ticket),
        Err(_) => peel(network, n_ties().map(|n| n as u32).collect(), ticket),
    }
}

/// From the ties of each person; on the way the ties left and, of those who have gone, the level on which they went.
fn peel<T>(network: &Network, mut left: Vec<T>, ticket: &Ticket) -> Result<Vec<u32>, Stopped>
where
    T: Copy + Ord + From<bool> + Sub<Output = T> + Into<u32>,
{
    let mut still: Vec<Person> = (0..left.len() as Person).collect();
    // Everybody goes once: those who are next stand behind those who have gone, and one place is to be written over.
    let mut order: Vec<Person> = vec![0; left.len() + 1];
    let (mut n_gone, mut n_going) = (0, 0);
    while let Some(level) = still.iter().map(|&person| left[person as usize]).min() {
        ticket.check()?;
        for &person in still.iter().filter(|&&person| left[person as usize] == level) {
            order[n_going] = person;
            n_going += 1;
        }
        while n_gone < n_going {
            if n_gone.is_multiple_of(STRIDE) {
                ticket.check()?;
            }
            let row = network.slots(order[n_gone]);
            n_gone += 1;
            for &other in &network.neighbours[row] {
                let ties = left[other as usize];
                let is_left = ties > level;
                let after = ties - T::from(is_left);
                left[other as usize] = after;
                order[n_going] = other;
                n_going += usize::from(is_left) * usize::from(after == level);
            }
        }
        still.retain(|&person| left[person as usize] > level);
    }
    Ok(left.into_iter().map(Into::into).collect())
}
