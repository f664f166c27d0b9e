//! Through whom the shortest ways between people lead; knows nothing of strength and tribes.

use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Starts of shortest ways that are summed by one thread before the sums are put together, in order.
const CHUNK: usize = 4;
/// Starts between two looks at the intervals.
const BATCH: usize = 64;
/// People walked between two looks at the ticket.
const STRIDE: usize = 4_096;

/// One person's betweenness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    pub person: Person,
    /// Pairs of people whose shortest ways lead through the person, each way counted as its share of the pair's.
    pub pairs: f64,
    /// The truth is within so much of it with 95 % confidence; 0 where every start was counted.
    pub give_or_take: f64,
}

/// The people most in between, and on how many starts that rests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MostBetween {
    /// By falling betweenness, equals by row.
    pub people: Vec<Between>,
    pub n_starts: usize,
    /// No start was left out, or each of these people is ahead of all others with 95 % confidence.
    pub is_certain: bool,
}

/// The `k` people of highest betweenness (Freeman 1977), by Brandes (2001) from starts drawn at random (Brandes and Pich
/// 2007) until the intervals tell the last of them from the next, at most `most_starts`; from everybody where there are
/// no more people than that, and then exact. For up to about 100,000 people: O(ties) a start.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn most_between(
    network: &Network,
    k: usize,
    most_starts: usize,
    seed: u64,
    ticket: &Ticket,
) -> Result<MostBetween, Stopped> {
    let n = network.n_people();
    let starts = starts(n, most_starts.min(n), seed);
    let mut sums = Sums { sum: vec![0.0; n], squares: vec![0.0; n] };
    let mut is_start = vec![false; n];
    let mut found = MostBetween::default();
    for batch in starts.chunks(BATCH) {
        let chunks: Vec<Sums> = batch
            .par_chunks(CHUNK)
            .map_init(|| Walk::new(n), |walk, starts| walk.sums(network, starts, ticket))
            .collect::<Result<_, Stopped>>()?;
        for chunk in chunks {
            sums.add(&chunk);
        }
        for &person in batch {
            is_start[person as usize] = true;
        }
        found.n_starts += batch.len();
        (found.people, found.is_certain) = sums.best(k, found.n_starts, &is_start);
        if found.is_certain {
            break;
        }
    }
    Ok(found)
}

/// Different people, as many as asked for, in an order that the seed decides; everybody by row where all are.
fn starts(n: usize, n_starts: usize, seed: u64) -> Vec<Person> {
    let mut people: Vec<Person> = (0..n as Person).collect();
    if n_starts < n {
        let mut state = seed;
        for at in 0..n_starts {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let other = at + ((u128::from(state) * (n - at) as u128) >> 64) as usize;
            people.swap(at, other);
        }
        people.truncate(n_starts);
    }
    people
}

struct Sums {
    sum: Vec<f64>,
    squares: Vec<f64>,
}

impl Sums {
    fn add(&mut self, other: &Sums) {
        self.sum.iter_mut().zip(&other.sum).for_each(|(sum, more)| *sum += more);
        self.squares.iter_mut().zip(&other.squares).for_each(|(sum, more)| *sum += more);
    }

    fn best(&self, k: usize, n_starts: usize, is_start: &[bool]) -> (Vec<Between>, bool) {
        let n = is_start.len();
        let is_whole = n_starts == n;
        let between = |person: usize| {
            // A person is never between themselves and others: only other starts tell.
            let n_told = (n_starts - usize::from(is_start[person])).max(1) as f64;
            let mean = self.sum[person] / n_told;
            let variance = (self.squares[person] / n_told - mean * mean).max(0.0);
            // Every pair is met from both of its ends.
            let times = (n as f64 - 1.0) / 2.0;
            let give_or_take = if is_whole { 0.0 } else { 1.96 * (variance / n_told).sqrt() * times };
            Between { person: person as Person, pairs: mean * times, give_or_take }
        };
        let mut people: Vec<Between> = (0..n).map(between).collect();
        people.sort_by(|x, y| y.pairs.total_cmp(&x.pairs).then(x.person.cmp(&y.person)));
        let is_certain = is_whole || (n_starts >= BATCH && is_told_apart(&people, k));
        people.truncate(k);
        (people, is_certain)
    }
}

/// Whether every one of the first `k` is ahead of all others, whichever of those the intervals leave furthest ahead.
fn is_told_apart(people: &[Between], k: usize) -> bool {
    let (first, rest) = people.split_at(k.min(people.len()));
    let least = first.iter().map(|one| one.pairs - one.give_or_take).fold(f64::INFINITY, f64::min);
    let most = rest.iter().map(|one| one.pairs + one.give_or_take).fold(0.0, f64::max);
    !first.is_empty() && least > most
}

/// One walk outwards from a start and back, used again.
struct Walk {
    distance: Vec<u32>,
    n_ways: Vec<f64>,
    carried: Vec<f64>,
    order: Vec<Person>,
}

impl Walk {
    fn new(n: usize) -> Self {
        Walk { distance: vec![u32::MAX; n], n_ways: vec![0.0; n], carried: vec![0.0; n], order: Vec::new() }
    }

    fn sums(&mut self, network: &Network, starts: &[Person], ticket: &Ticket) -> Result<Sums, Stopped> {
        let n = network.n_people();
        let mut sums = Sums { sum: vec![0.0; n], squares: vec![0.0; n] };
        for &start in starts {
            self.outwards(network, start, ticket)?;
            self.back(network, ticket)?;
            for &person in &self.order {
                let row = person as usize;
                let carried = if person == start { 0.0 } else { self.carried[row] };
                sums.sum[row] += carried;
                sums.squares[row] += carried * carried;
                (self.distance[row], self.n_ways[row], self.carried[row]) = (u32::MAX, 0.0, 0.0);
            }
        }
        Ok(sums)
    }

    fn outwards(&mut self, network: &Network, start: Person, ticket: &Ticket) -> Result<(), Stopped> {
        self.order.clear();
        self.order.push(start);
        (self.distance[start as usize], self.n_ways[start as usize]) = (0, 1.0);
        let mut at = 0;
        while let Some(&person) = self.order.get(at) {
            let (next, ways) = (self.distance[person as usize] + 1, self.n_ways[person as usize]);
            for &other in &network.neighbours[network.slots(person)] {
                let distance = &mut self.distance[other as usize];
                if *distance == u32::MAX {
                    *distance = next;
                    self.order.push(other);
                }
                if *distance == next {
                    self.n_ways[other as usize] += ways;
                }
            }
            at += 1;
            if at.is_multiple_of(STRIDE) {
                ticket.check()?;
            }
        }
        Ok(())
    }

    fn back(&mut self, network: &Network, ticket: &Ticket) -> Result<(), Stopped> {
        for (at, &person) in self.order.iter().enumerate().rev() {
            if at.is_multiple_of(STRIDE) {
                ticket.check()?;
            }
            let share = (1.0 + self.carried[person as usize]) / self.n_ways[person as usize];
            for &other in &network.neighbours[network.slots(person)] {
                if self.distance[other as usize] + 1 == self.distance[person as usize] {
                    self.carried[other as usize] += self.n_ways[other as usize] * share;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{complete, network, path, planted, star};

    fn all(network: &Network) -> Vec<f64> {
        let found = most_between(network, usize::MAX, usize::MAX, 1, &Ticket::new()).unwrap();
        assert!(found.is_certain && found.n_starts == network.n_people() || network.n_people() == 0);
        let mut pairs = vec![0.0; network.n_people()];
        found.people.iter().for_each(|between| pairs[between.person as usize] = between.pairs);
        pairs
    }

    #[test]
    fn shapes_have_the_betweenness_one_would_count() {
        assert_eq!(all(&network(5, &path(5))), [0.0, 3.0, 4.0, 3.0, 0.0]);
        assert_eq!(all(&network(6, &star(6))), [10.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(all(&network(4, &complete(4))), [0.0; 4]);
        assert_eq!(all(&network(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (0, 3, 1.0)])), [0.5; 4]);
        assert!(all(&Network::default()).is_empty());
        assert_eq!(all(&network(2, &[])), [0.0; 2]);
    }

    #[test]
    fn somebody_further_down_may_still_be_ahead() {
        let of = |person, pairs, give_or_take| Between { person, pairs, give_or_take };
        let next_is_clear = [of(0, 100.0, 5.0), of(1, 60.0, 5.0), of(2, 50.0, 60.0)];
        assert!(is_told_apart(&next_is_clear[..2], 1) && !is_told_apart(&next_is_clear, 1));
        let first_is_vague = [of(0, 100.0, 60.0), of(1, 90.0, 5.0), of(2, 50.0, 5.0)];
        assert!(!is_told_apart(&first_is_vague, 2) && !is_told_apart(&first_is_vague, 0));
    }

    #[test]
    fn drawn_starts_come_near_and_stop_when_the_order_is_clear() {
        // Two crowds that only person 0 joins.
        let mut pairs: Vec<_> = complete(150).iter().map(|&(a, b, s)| (a + 1, b + 1, s)).collect();
        pairs.extend(complete(150).iter().map(|&(a, b, s)| (a + 151, b + 151, s)));
        pairs.extend([(0, 1, 1.0), (0, 151, 1.0)]);
        let network = network(301, &pairs);
        let found = most_between(&network, 1, 200, 3, &Ticket::new()).unwrap();
        assert!([0, 1, 151].contains(&found.people[0].person) && found.n_starts <= 200, "{found:?}");
        let exact = all(&network)[found.people[0].person as usize];
        assert!(
            (found.people[0].pairs - exact).abs() <= 2.0 * found.people[0].give_or_take + 1e-6,
            "{found:?} {exact}"
        );
    }

    #[test]
    fn threads_change_nothing_and_a_stop_is_heard() {
        let network = network(400, &planted(20));
        let on = |n_threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            pool.install(|| most_between(&network, 10, 100, 3, &Ticket::new()).unwrap())
        };
        assert_eq!(on(1), on(3));
        let ticket = Ticket::new();
        ticket.stop();
        let large = crate::domain::ties::fixtures::network(5_000, &path(5_000));
        assert_eq!(most_between(&large, 3, 10, 1, &ticket), Err(Stopped));
    }
}
