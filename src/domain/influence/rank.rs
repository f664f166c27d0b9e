//! Values to ranks and shares among the ranked people; knows nothing of what the values mean.

use crate::domain::model::Person;
use rayon::prelude::*;

/// The share of the other ranked people with a lower value, 0 to 1; 0 for people who are not ranked. O(n log n).
pub(super) fn share_below(values: &[f32], ranked: &[Person]) -> Vec<f32> {
    let mut share = vec![0.0; values.len()];
    let order = by_falling(values, ranked);
    let others = order.len().saturating_sub(1).max(1) as f64;
    let mut n_above = 0;
    for equal in order.chunk_by(|&x, &y| values[x as usize] == values[y as usize]) {
        n_above += equal.len();
        let below = (order.len() - n_above) as f64;
        for &person in equal {
            share[person as usize] = (below / others) as f32;
        }
    }
    share
}

/// The ranked people by falling value, equals by row.
pub(super) fn by_falling(values: &[f32], ranked: &[Person]) -> Vec<Person> {
    let mut order = ranked.to_vec();
    order.par_sort_unstable_by(|&x, &y| values[y as usize].total_cmp(&values[x as usize]).then(x.cmp(&y)));
    order
}

/// 1 for the first of the order; 0 for people who are not in it.
pub(super) fn places(order: &[Person], n_people: usize) -> Vec<u32> {
    let mut rank = vec![0; n_people];
    for (place, &person) in (1..).zip(order) {
        rank[person as usize] = place;
    }
    rank
}
