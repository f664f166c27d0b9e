//! The Leiden method for small networks, level by level on the pieces of a crate, so that a stop is heard; knows nothing of people.

use super::stoppable::{leave_if_stopped, stoppable};
use crate::domain::model::Network;
use crate::domain::ticket::{Stopped, Ticket};
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use single_clustering::community_search::leiden::partition::{MoveScratch, Partition};
use single_clustering::community_search::leiden::{Objective, Rb, local_move, objective::InsertContext, refine};
use single_clustering::network::CSRNetwork;
use single_clustering::network::grouping::{NetworkGrouping, VectorGrouping};

/// Randomness of the refinement, θ of the paper.
const RANDOMNESS: f64 = 0.01;
/// Levels of one pass; never reached, since every level shrinks the network.
const MAX_LEVELS: usize = 64;
/// A pass that gains less than this share of all strength has found nothing.
const TOLERANCE: f64 = 1e-9;

/// How often the method is run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// Passes, each going on from the one before; two fruitless ones in a row end it.
    pub n_passes: usize,
}

/// The network in the shape that the crate takes; copies the rows once.
pub(super) fn prepare(network: &Network) -> Option<CSRNetwork> {
    let offsets = if network.offsets.is_empty() { vec![0] } else { network.offsets.clone() };
    CSRNetwork::from_csr_parts(offsets, network.neighbours.clone(), network.strength.clone(), None).ok()
}

/// Communities by the Leiden method (Traag, Waltman, van Eck, Scientific Reports 9:5233, 2019) for modularity with a
/// resolution (Reichardt and Bornholdt 2006): local moves, refinement inside each community, collapsing of the refined
/// ones, again until nothing shrinks. `start` has one label a person.
///
/// # Errors
/// [`Stopped`] when the ticket says so; heard at every candidate community of every move.
pub(super) fn leiden(
    network: &CSRNetwork,
    start: &[u32],
    resolution: f64,
    seed: u64,
    effort: Effort,
    ticket: &Ticket,
) -> Result<Vec<u32>, Stopped> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let objective = Watched { inner: Rb::new(resolution), ticket };
    let mut labels: Vec<usize> = start.iter().map(|&label| label as usize).collect();
    let mut n_fruitless = 0;
    for _ in 0..effort.n_passes {
        let mut level_rng = ChaCha8Rng::seed_from_u64(rng.next_u64());
        let (next, gain) = stoppable(|| pass(network, &objective, &mut level_rng, &labels))?;
        labels = next;
        n_fruitless = if gain <= TOLERANCE * network.total_weight().max(1.0) { n_fruitless + 1 } else { 0 };
        if n_fruitless >= 2 {
            break;
        }
    }
    Ok(labels.into_iter().map(|label| label as u32).collect())
}

/// One pass from `start`; the labels it ends with and what it gained.
fn pass(network: &CSRNetwork, objective: &Watched, rng: &mut ChaCha8Rng, start: &[usize]) -> (Vec<usize>, f64) {
    let n = network.node_count();
    let is_alone = start.iter().enumerate().all(|(person, &label)| person == label);
    let mut partition =
        if is_alone { Partition::singleton(network) } else { Partition::from_membership(network, start) };
    let mut scratch = MoveScratch::with_capacity(n, partition.slots().max(n) + 1);
    let mut place: Vec<usize> = (0..n).collect();
    let mut coarse: Option<CSRNetwork> = None;
    let mut gain = 0.0;
    for _ in 0..MAX_LEVELS {
        let level = coarse.as_ref().unwrap_or(network);
        leave_if_stopped(objective.ticket);
        gain += local_move(level, &mut partition, objective, &mut scratch, rng, None);
        let mut refined = refine(level, partition.membership_raw(), objective, &mut scratch, rng, None, RANDOMNESS);
        let grouping = WatchedGrouping { inner: refined.renumber_into_grouping(), ticket: objective.ticket.clone() };
        if grouping.group_count() >= level.node_count() {
            break;
        }
        let next = level.aggregate(&grouping);
        let mut labels = vec![0usize; next.node_count()];
        for v in 0..level.node_count() {
            labels[refined.membership(v)] = partition.membership(v);
        }
        for slot in &mut place {
            *slot = refined.membership(*slot);
        }
        partition = Partition::from_membership(&next, &labels);
        coarse = Some(next);
    }
    partition.renumber();
    (place.into_iter().map(|slot| partition.membership(slot)).collect(), gain)
}

/// Modularity that looks at the ticket at every candidate.
struct Watched<'a> {
    inner: Rb,
    ticket: &'a Ticket,
}

impl Objective for Watched<'_> {
    #[inline]
    fn delta_insert(&self, partition: &Partition, ctx: &InsertContext, community: usize, weight: f64) -> f64 {
        leave_if_stopped(self.ticket);
        self.inner.delta_insert(partition, ctx, community, weight)
    }

    fn quality(&self, partition: &Partition) -> f64 {
        self.inner.quality(partition)
    }

    fn resolution(&self) -> f64 {
        self.inner.resolution()
    }
}

/// A grouping that looks at the ticket whenever the collapsing asks for a group.
#[derive(Debug)]
struct WatchedGrouping {
    inner: VectorGrouping,
    ticket: Ticket,
}

impl NetworkGrouping for WatchedGrouping {
    fn create_isolated(n: usize) -> Self {
        WatchedGrouping { inner: VectorGrouping::create_isolated(n), ticket: Ticket::new() }
    }

    fn create_unified(n: usize) -> Self {
        WatchedGrouping { inner: VectorGrouping::create_unified(n), ticket: Ticket::new() }
    }

    fn from_assignments(assignments: &[usize]) -> Self {
        WatchedGrouping { inner: VectorGrouping::from_assignments(assignments), ticket: Ticket::new() }
    }

    fn get_group_members(&self) -> Vec<Vec<usize>> {
        self.inner.get_group_members()
    }

    #[inline]
    fn get_group(&self, node: usize) -> usize {
        leave_if_stopped(&self.ticket);
        self.inner.get_group(node)
    }

    fn get_groups_range(&self, range: std::ops::Range<usize>) -> &[usize] {
        self.inner.get_groups_range(range)
    }

    fn set_group(&mut self, node: usize, group: usize) {
        self.inner.set_group(node, group);
    }

    fn set_groups_bulk(&mut self, nodes: &[usize], group: usize) {
        self.inner.set_groups_bulk(nodes, group);
    }

    fn node_count(&self) -> usize {
        self.inner.node_count()
    }

    fn group_count(&self) -> usize {
        self.inner.group_count()
    }

    fn normalize_groups(&mut self) {
        self.inner.normalize_groups();
    }
}
