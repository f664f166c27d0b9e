//! Which of the chosen people chance keeps for comparison; knows no plan and no money.

use super::design::Deal;
use crate::domain::model::{NO_TRIBE, Person};
use crate::domain::score::Scored;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// One flag a chosen person: kept for comparison. `k` of them, or about so many where whole circles are dealt; by the
/// seed alone, each with the same chance.
pub(super) fn kept(deal: Deal, chosen: &[Person], k: usize, seed: u64, scored: &Scored) -> Vec<bool> {
    match deal {
        Deal::Person => draw(chosen.len(), k, seed),
        Deal::WithinTribes => draw_within(chosen, k, seed, &scored.tribes.of),
        Deal::Circles => draw_groups(&super::circles::groups(&scored.network, chosen), k, seed),
    }
}

/// `k` of `n` flags set, every choice equally likely: the first `k` steps of a Fisher-Yates shuffle.
fn draw(n: usize, k: usize, seed: u64) -> Vec<bool> {
    let mut is_drawn = vec![false; n];
    for place in steps(n, k, seed) {
        is_drawn[place] = true;
    }
    is_drawn
}

/// The numbers below `n` in random order.
pub(super) fn shuffled(n: usize, seed: u64) -> Vec<usize> {
    steps(n, n, seed)
}

fn steps(n: usize, k: usize, seed: u64) -> Vec<usize> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut places: Vec<usize> = (0..n).collect();
    for step in 0..k.min(n) {
        let other = step + below(&mut random, n - step);
        places.swap(step, other);
    }
    places.truncate(k);
    places
}

/// Of every tribe nearly the same share: people stand by tribe, in random order within it, and every `n / k`-th is
/// drawn from a random start.
fn draw_within(chosen: &[Person], k: usize, seed: u64, tribe_of: &[u32]) -> Vec<bool> {
    let mut order = shuffled(chosen.len(), seed);
    order.sort_by_key(|&at| tribe_of.get(chosen[at] as usize).copied().unwrap_or(NO_TRIBE));
    every_nth(&order, k, seed)
}

/// Whole groups, as many of all as `k` is of all people, so that each group, small or large, has the same chance, and
/// with it each person. Groups stand by size, in random order within it, and every so-many-th is drawn from a random
/// start: small and large ones in proportion, so that about `k` people are drawn. At most half of the groups; at least
/// one where anybody is wanted and there are two.
fn draw_groups(group_of: &[usize], k: usize, seed: u64) -> Vec<bool> {
    let n_groups = group_of.iter().max().map_or(0, |&last| last + 1);
    let mut sizes = vec![0usize; n_groups];
    for &group in group_of {
        sizes[group] += 1;
    }
    let share = k as f64 / group_of.len().max(1) as f64;
    let wanted = ((share * n_groups as f64).round() as usize).max(usize::from(k > 0)).min(n_groups / 2);
    let mut order = shuffled(n_groups, seed);
    order.sort_by_key(|&group| sizes[group]);
    let is_drawn = every_nth(&order, wanted, seed);
    group_of.iter().map(|&group| is_drawn[group]).collect()
}

/// `k` of the places of an order, at even distances from a random start (systematic sampling): each with the same chance.
fn every_nth(order: &[usize], k: usize, seed: u64) -> Vec<bool> {
    let n = order.len();
    let mut is_drawn = vec![false; n];
    let mut random = ChaCha8Rng::seed_from_u64(seed.wrapping_add(1));
    let start = (random.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0;
    for step in 0..k.min(n) {
        let place = ((step as f64 + start) * n as f64 / k as f64) as usize;
        is_drawn[order[place.min(n - 1)]] = true;
    }
    is_drawn
}

/// A number below `n`, by the high half of a wide product: the same on every machine and in every release of the
/// random library. The bias is below n / 2^64.
fn below(random: &mut ChaCha8Rng, n: usize) -> usize {
    ((u128::from(random.next_u64()) * n as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_small_and_large_groups_everybody_has_the_same_chance() {
        // Groups of one to six: 7 + 6 * 2 + 5 * 3 + 4 * 4 + 2 * 5 + 6 = 66 people in 25 groups.
        let sizes = [vec![1; 7], vec![2; 6], vec![3; 5], vec![4; 4], vec![5; 2], vec![6; 1]].concat();
        let group_of: Vec<usize> =
            sizes.iter().enumerate().flat_map(|(group, &size)| std::iter::repeat_n(group, size)).collect();
        for k in [13, 33] {
            let mut times = vec![0u32; sizes.len()];
            let mut n_drawn = 0;
            for seed in 0..2_000 {
                let drawn = draw_groups(&group_of, k, seed);
                let n = drawn.iter().filter(|&&is| is).count();
                assert!(n.abs_diff(k) <= 6, "{n} of {k}");
                n_drawn += n;
                (0..group_of.len())
                    .filter(|&place| drawn[place] && group_of[..place].last() != Some(&group_of[place]))
                    .for_each(|place| times[group_of[place]] += 1);
            }
            let share = f64::from(times.iter().sum::<u32>()) / (2_000.0 * sizes.len() as f64);
            assert!((share - k as f64 / 66.0).abs() < 0.03 && n_drawn.abs_diff(2_000 * k) < 2_000 * 2);
            // Five standard deviations of a binomial.
            let wide = 5.0 * (2_000.0 * share * (1.0 - share)).sqrt();
            assert!(times.iter().all(|&n| (f64::from(n) - 2_000.0 * share).abs() < wide), "{times:?}");
        }
        assert!(draw_groups(&[0, 0, 0], 1, 5).iter().all(|is| !is), "one circle is not parted");
        assert_eq!(draw_groups(&[0, 0, 0, 1, 1, 1], 1, 5).iter().filter(|&&is| is).count(), 3);
        assert!(draw_groups(&[], 0, 1).is_empty());
    }
}
