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
    // One whole number a person, value before row: sorting never looks up a value again.
    let mut keys: Vec<u64> =
        ranked.par_iter().map(|&row| falling(values[row as usize]) << 32 | u64::from(row)).collect();
    keys.par_sort_unstable();
    keys.into_par_iter().map(|key| key as Person).collect()
}

/// A whole number below 2³² that falls as the value rises, in the order of [`f32::total_cmp`].
fn falling(value: f32) -> u64 {
    let bits = value.to_bits();
    u64::from(if bits >> 31 == 1 { bits } else { !bits & (u32::MAX >> 1) })
}

/// 1 for the first of the order; 0 for people who are not in it.
pub(super) fn places(order: &[Person], n_people: usize) -> Vec<u32> {
    let mut rank = vec![0; n_people];
    for (place, &person) in (1..).zip(order) {
        rank[person as usize] = place;
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_by_falling_value_and_then_by_row() {
        let values = [0.5, -1.0, 100.0, 0.0, -0.0, 0.5, f32::MIN_POSITIVE, f32::INFINITY, -0.25];
        let ranked: Vec<Person> = (0..values.len() as Person).collect();
        let mut plain = ranked.clone();
        plain.sort_by(|&x, &y| values[y as usize].total_cmp(&values[x as usize]).then(x.cmp(&y)));
        assert_eq!(by_falling(&values, &ranked), plain);
        assert_eq!(by_falling(&values, &[8, 5, 0]), [0, 5, 8]);
    }
}
