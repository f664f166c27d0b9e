//! The Leiden method on many threads for large networks, the same bytes on any number of them; knows nothing of people.
//!
//! Traag, Waltman, van Eck (Scientific Reports 9:5233, 2019): local moves, refinement inside each community, collapsing
//! of the refined ones, again until nothing shrinks. Threads as in GVE-Leiden (Sahu 2023), but in blocks of fixed size:
//! the best move of everybody in a block is looked up at once and the moves are made one after the other, each with the
//! gain it was chosen for, so that quality never falls and no thread's speed decides anything.

mod level;
mod moving;
mod refining;

use crate::domain::model::Network;
use crate::domain::ticket::{Stopped, Ticket};
use level::Level;
use moving::Moving;

/// Levels of one pass; never reached, since every level shrinks the network.
const MAX_LEVELS: usize = 64;
/// A pass that gains less modularity than this is the last: networks in which tribes stand apart are done after the first,
/// friendships of a real town gain by several.
const LEAST_GAIN: f64 = 1e-4;
const MOST_PASSES: u64 = 8;

/// Communities for modularity with a resolution (Reichardt and Bornholdt 2006) from `start`, one label a person, each
/// below the number of people; pass after pass, each going on from the one before. About O(m) a level, and about a tenth
/// of the ties are left on each next one.
///
/// # Errors
/// [`Stopped`] when the ticket says so; heard within a block.
pub(super) fn leiden(
    network: &Network,
    start: &[u32],
    resolution: f64,
    seed: u64,
    ticket: &Ticket,
) -> Result<Vec<u32>, Stopped> {
    let mut labels = start.to_vec();
    for pass in 0..MOST_PASSES {
        let gained;
        (labels, gained) = once(network, labels, resolution, seed.wrapping_add(pass * MAX_LEVELS as u64), ticket)?;
        if gained < LEAST_GAIN {
            break;
        }
    }
    Ok(labels)
}

/// One pass; the labels it ends with, and the modularity it gained.
fn once(
    network: &Network,
    start: Vec<u32>,
    resolution: f64,
    seed: u64,
    ticket: &Ticket,
) -> Result<(Vec<u32>, f64), Stopped> {
    let mut level = Level::of(network, ticket)?;
    let total = level.total;
    let pull = if total > 0.0 { resolution / total } else { 0.0 };
    let mut labels = start;
    let mut gained = 0.0;
    // The row of each person on the present level.
    let mut row: Vec<u32> = (0..network.n_people() as u32).collect();
    for depth in 0..MAX_LEVELS as u64 {
        let mut moving = Moving::new(&level, labels, pull);
        gained += moving.run(seed.wrapping_add(depth), ticket)?;
        // The rest of it goes before more memory is asked for.
        let community_of = moving.into_labels();
        let refined = refining::refine(&level, &community_of, pull, ticket)?;
        if refined.n_parts as usize >= level.n_rows() {
            labels = community_of;
            break;
        }
        labels = refined.label_of_part;
        for row in &mut row {
            *row = refined.of[*row as usize];
        }
        level = level.collapse(&refined.of, refined.n_parts as usize, ticket)?;
    }
    // Every tie counts from both its ends in the total.
    let gained = if total > 0.0 { 2.0 * gained / total } else { 0.0 };
    Ok((row.into_iter().map(|row| labels[row as usize]).collect(), gained))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{complete, karate_pairs, network, planted, unweighted};
    use crate::domain::tribes::{modularity, parts};

    fn found(network: &Network, resolution: f64, seed: u64) -> Vec<u32> {
        let start: Vec<u32> = (0..network.n_people() as u32).collect();
        leiden(network, &start, resolution, seed, &Ticket::new()).unwrap()
    }

    fn best(network: &Network) -> f64 {
        (0..10).map(|seed| modularity(network, &dense(&found(network, 1.0, seed)), 1.0)).fold(-1.0, f64::max)
    }

    /// The labels without gaps.
    fn dense(labels: &[u32]) -> Vec<u32> {
        let mut known: Vec<u32> = labels.to_vec();
        known.sort_unstable();
        known.dedup();
        labels.iter().map(|label| known.binary_search(label).unwrap() as u32).collect()
    }

    #[test]
    fn the_karate_club_parts_as_well_as_is_known() {
        let quality = best(&network(34, &unweighted(&karate_pairs())));
        assert!((quality - 0.419_790).abs() < 1e-5, "{quality}");
    }

    #[test]
    fn what_a_pass_says_it_gained_is_what_modularity_says() {
        let network = network(34, &unweighted(&karate_pairs()));
        let mut labels: Vec<u32> = (0..34).collect();
        for pass in 0..3 {
            let before = modularity(&network, &labels, 0.8);
            let (after, gained) = once(&network, labels, 0.8, pass, &Ticket::new()).unwrap();
            assert!((modularity(&network, &after, 0.8) - before - gained).abs() < 1e-9, "{pass}: {gained}");
            labels = after;
        }
    }

    #[test]
    fn planted_tribes_are_found_whole_from_any_start() {
        let network = network(400, &planted(20));
        let labels = found(&network, 1.0, 3);
        assert_eq!(parts(&network, &dense(&labels), &Ticket::new()).unwrap().1, 20);
        let again = leiden(&network, &labels, 1.0, 9, &Ticket::new()).unwrap();
        assert_eq!(dense(&again), dense(&labels));
    }

    #[test]
    fn threads_change_nothing_and_resolution_does() {
        let network = network(400, &planted(20));
        let on = |n_threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            pool.install(|| found(&network, 1.0, 5))
        };
        assert_eq!(on(1), on(3));
        let n_tribes = |resolution| dense(&found(&network, resolution, 1)).into_iter().max().unwrap() + 1;
        assert!(n_tribes(0.1) < n_tribes(1.0) && n_tribes(1.0) < n_tribes(30.0));
    }

    #[test]
    fn shapes_without_tribes_and_a_stop() {
        assert!(found(&Network::default(), 1.0, 1).is_empty());
        assert_eq!(found(&network(3, &[]), 1.0, 1), [0, 1, 2]);
        assert_eq!(dense(&found(&network(6, &complete(6)), 1.0, 1)), [0; 6]);
        let ticket = Ticket::new();
        ticket.stop();
        assert_eq!(leiden(&network(3, &[(0, 1, 1.0)]), &[0, 1, 2], 1.0, 1, &ticket), Err(Stopped));
    }
}
