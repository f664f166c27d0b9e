//! How many of an audience the treated know, and those whom these know; simulates nothing.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};

/// A tie this strong is a close one.
const CLOSE: f32 = 0.5;
/// People looked at between two looks at the ticket.
const BLOCK: usize = 1_024;

/// People of the audience within so many steps of somebody treated, the treated among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub n_audience: usize,
    pub one_step: usize,
    pub two_steps: usize,
    /// Over close ties alone (strength one half and more).
    pub one_close_step: usize,
    pub two_close_steps: usize,
}

/// Counts them. O(people + ties of the treated and of their contacts).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn coverage(
    network: &Network,
    treated: &[Person],
    audience: &[Person],
    ticket: &Ticket,
) -> Result<Coverage, Stopped> {
    let mut is_audience = vec![false; network.n_people()];
    for &person in audience {
        is_audience[person as usize] = true;
    }
    let [one_step, two_steps] = steps(network, treated, &is_audience, 0.0, ticket)?;
    let [one_close_step, two_close_steps] = steps(network, treated, &is_audience, CLOSE, ticket)?;
    Ok(Coverage { n_audience: audience.len(), one_step, two_steps, one_close_step, two_close_steps })
}

fn steps(
    network: &Network,
    treated: &[Person],
    is_audience: &[bool],
    weakest: f32,
    ticket: &Ticket,
) -> Result<[usize; 2], Stopped> {
    let mut is_seen = vec![false; network.n_people()];
    let mut edge = treated.to_vec();
    let mut n = 0;
    for &person in treated {
        if !std::mem::replace(&mut is_seen[person as usize], true) {
            n += usize::from(is_audience[person as usize]);
        }
    }
    let mut counts = [0; 2];
    for count in &mut counts {
        let mut next = Vec::new();
        for (k, &person) in edge.iter().enumerate() {
            if k.is_multiple_of(BLOCK) {
                ticket.check()?;
            }
            for (other, strength) in network.ties_of(person) {
                if strength >= weakest && !std::mem::replace(&mut is_seen[other as usize], true) {
                    n += usize::from(is_audience[other as usize]);
                    next.push(other);
                }
            }
        }
        *count = n;
        edge = next;
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::network;

    #[test]
    fn people_are_counted_once_within_two_steps() {
        let pairs = [(0, 1, 0.9), (0, 2, 0.2), (1, 3, 0.6), (2, 4, 0.9), (3, 5, 0.9), (6, 7, 1.0)];
        let network = network(8, &pairs);
        let everybody: Vec<u32> = (0..8).collect();
        let found = coverage(&network, &[0], &everybody, &Ticket::new()).unwrap();
        let close = (found.one_close_step, found.two_close_steps);
        assert_eq!((found.one_step, found.two_steps, close), (3, 5, (2, 3)));
        let some = coverage(&network, &[0, 6], &[3, 7], &Ticket::new()).unwrap();
        assert_eq!((some.n_audience, some.one_step, some.two_steps), (2, 1, 2));
    }
}
