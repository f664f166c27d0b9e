//! Numbers as good as random that are looked up by a seed, never drawn in turn; knows nothing of what they decide.

/// `SplitMix64`'s odd step, 2^64 over the golden ratio: the numbers of one seed are `mix(seed + n · STEP)`.
pub const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// 64 well-mixed bits: one step and the finisher of `SplitMix64` (Steele, Lea & Flood 2014).
#[inline]
#[must_use]
pub fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(STEP);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_published_generator() {
        // The first three of SplitMix64 seeded with 1234567, as its authors' code prints them.
        let found = [0u64, 1, 2].map(|n| mix(1_234_567u64.wrapping_add(n.wrapping_mul(STEP))));
        assert_eq!(found, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }
}
