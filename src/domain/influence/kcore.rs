//! How deep in the thick of the network somebody sits; knows nothing of strength.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};

/// People peeled between two looks at the ticket.
const STRIDE: usize = 4_096;

/// The core number of each person: the largest k such that they belong to a group in which everyone has k ties or more
/// inside it (Seidman 1983).
///
/// Peels level by level (as Dasgupta, Hagberg, Pilaipong 2014 do): everybody left with k ties or fewer goes, and takes
/// others along, before k rises. One number a person is all that is written at random, which the cache holds, where
/// the buckets of Batagelj and Zaveršnik (2003) hold three. O(m log k): whoever is looked at again on level k has k ties
/// at least.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn core_numbers(network: &Network, ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    // Ties left; of those who have gone, the level on which they went.
    let mut left: Vec<u32> =
        (0..network.n_people() as Person).map(|person| network.n_contacts(person) as u32).collect();
    let mut still: Vec<Person> = (0..network.n_people() as Person).collect();
    let mut going: Vec<Person> = Vec::new();
    let mut n_gone = 0usize;
    while let Some(level) = still.iter().map(|&person| left[person as usize]).min() {
        ticket.check()?;
        going.extend(still.iter().filter(|&&person| left[person as usize] == level));
        while let Some(person) = going.pop() {
            n_gone += 1;
            if n_gone.is_multiple_of(STRIDE) {
                ticket.check()?;
            }
            for &other in &network.neighbours[network.slots(person)] {
                let ties = &mut left[other as usize];
                if *ties > level {
                    *ties -= 1;
                    if *ties == level {
                        going.push(other);
                    }
                }
            }
        }
        still.retain(|&person| left[person as usize] > level);
    }
    Ok(left)
}
