//! Random numbers that are looked up by seed, purpose and number, so that any thread can draw any of them; knows
//! nothing of people.

use crate::domain::random::{STEP, mix};

/// What a stream of numbers is for: no two purposes share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Sets on which people are chosen.
    Select = 0x51,
    /// Sets on which people are chosen once a few are settled.
    SelectMore = 0x52,
    /// Sets on which the choice is checked.
    Check = 0x53,
    /// Simulated campaigns.
    Simulate = 0x54,
    /// How much it takes to win each person over.
    Resist = 0x55,
    /// Sets on which everybody's worth is counted.
    Credit = 0x56,
    /// Who takes it up when chosen.
    Accept = 0x57,
}

/// One stream: `SplitMix64` (Steele, Lea & Flood 2014) from a place of its own.
#[derive(Clone, Debug)]
pub(super) struct Draw(u64);

impl Draw {
    pub fn new(seed: u64, purpose: Purpose, number: u64) -> Draw {
        Draw(mix(mix(seed ^ mix(purpose as u64)).wrapping_add(mix(number))))
    }

    #[inline]
    pub fn next(&mut self) -> u64 {
        let number = mix(self.0);
        self.0 = self.0.wrapping_add(STEP);
        number
    }

    /// Above 0, up to 1.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// From 0, below 1.
    #[inline]
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    #[inline]
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}
