//! Which of the chosen people chance keeps for comparison; knows no plan and no money.

use super::design::Deal;
use crate::domain::model::{NO_TRIBE, Person};
use crate::domain::score::Scored;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// One flag a chosen person: kept for comparison. `k` of them, or nearly so many where whole circles are dealt; by the
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
/// drawn from a random start (systematic sampling).
fn draw_within(chosen: &[Person], k: usize, seed: u64, tribe_of: &[u32]) -> Vec<bool> {
    let n = chosen.len();
    let mut is_drawn = vec![false; n];
    if k == 0 || n == 0 {
        return is_drawn;
    }
    let mut order = shuffled(n, seed);
    order.sort_by_key(|&at| tribe_of.get(chosen[at] as usize).copied().unwrap_or(NO_TRIBE));
    let mut random = ChaCha8Rng::seed_from_u64(seed.wrapping_add(1));
    let start = (random.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0;
    for step in 0..k.min(n) {
        let place = ((step as f64 + start) * n as f64 / k as f64) as usize;
        is_drawn[order[place.min(n - 1)]] = true;
    }
    is_drawn
}

/// Whole groups in random order, as long as they fit; at least one where anybody is wanted and there are two.
fn draw_groups(group_of: &[usize], k: usize, seed: u64) -> Vec<bool> {
    let n_groups = group_of.iter().max().map_or(0, |&last| last + 1);
    let mut sizes = vec![0usize; n_groups];
    for &group in group_of {
        sizes[group] += 1;
    }
    let mut is_drawn = vec![false; n_groups];
    let mut n = 0;
    let order = shuffled(n_groups, seed);
    for &group in &order {
        if n + sizes[group] <= k {
            n += sizes[group];
            is_drawn[group] = true;
        }
    }
    if n == 0 && k > 0 && n_groups > 1 {
        // All groups are larger than what is wanted: the smallest one, the first of them by chance.
        if let Some(&group) = order.iter().min_by_key(|&&group| sizes[group]) {
            is_drawn[group] = true;
        }
    }
    group_of.iter().map(|&group| is_drawn[group]).collect()
}

/// A number below `n`, by the high half of a wide product: the same on every machine and in every release of the
/// random library. The bias is below n / 2^64.
fn below(random: &mut ChaCha8Rng, n: usize) -> usize {
    ((u128::from(random.next_u64()) * n as u128) >> 64) as usize
}
