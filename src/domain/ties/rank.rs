//! Values to their share of the ranking, so that minutes and days can be added up; knows nothing of what is ranked.

use rayon::prelude::*;

/// Bits of a float dropped before ranking: values nearer to each other than one part in 2,000 rank as equal.
const DROPPED: u32 = 12;
const N_STEPS: usize = (0x7f80_0000 >> DROPPED) + 1;

/// The share of values below each value, equals counted half (mid-rank), in (0, 1); 0 for values that are not above 0.
/// Counting, not sorting: O(m).
pub(super) fn share_below(values: &[f32]) -> Vec<f32> {
    let step = |value: f32| if value > 0.0 { (value.to_bits().min(0x7f80_0000) >> DROPPED) as usize } else { 0 };
    let mut count = vec![0u32; N_STEPS];
    for &value in values {
        count[step(value)] += 1;
    }
    let total = values.len().max(1) as f64;
    let mut below = 0.0;
    let share: Vec<f32> = count
        .into_iter()
        .map(|count| {
            let middle = (below + f64::from(count) / 2.0) / total;
            below += f64::from(count);
            middle as f32
        })
        .collect();
    values.par_iter().map(|&value| if value > 0.0 { share[step(value)] } else { 0.0 }).collect()
}
