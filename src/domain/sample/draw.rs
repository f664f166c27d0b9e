//! Seeded draws from the few laws that the town is made of; has no randomness of its own.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A source of draws; the same seed and part give the same draws on every machine.
#[derive(Debug)]
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    /// Draws for one part of the town, independent of those for its other parts.
    pub fn new(seed: u64, part: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(part);
        Draw(rng)
    }

    /// Even over [0, 1).
    pub fn share(&mut self) -> f64 {
        self.0.random()
    }

    pub fn chance(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// Even over 0..n; 0 where n is 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.0.random_range(0..n.max(1))
    }

    /// Even over from..to.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        if from < to { self.0.random_range(from..to) } else { from }
    }

    /// One of a list that is not empty.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// Standard normal (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }

    /// Log-normal with this median; `spread` is the deviation of the logarithm.
    pub fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        median * (spread * self.normal()).exp()
    }

    /// Pareto from 1 up, cut at `most`.
    pub fn power(&mut self, exponent: f64, most: f64) -> f64 {
        (1.0 - self.share()).powf(-1.0 / exponent).min(most)
    }

    /// Poisson: by multiplication (Knuth 1969) for small means, else the rounded normal.
    pub fn count(&mut self, mean: f64) -> usize {
        if mean > 40.0 {
            return (mean + mean.sqrt() * self.normal()).round().max(0.0) as usize;
        }
        let limit = (-mean).exp();
        let mut product = self.share();
        let mut n = 0;
        while product > limit {
            product *= self.share();
            n += 1;
        }
        n
    }

    /// The place in a list of weights, by weight; the last where they do not reach 1 in all.
    pub fn weighted(&mut self, weights: impl ExactSizeIterator<Item = f64>) -> usize {
        let last = weights.len().saturating_sub(1);
        let mut left = self.share();
        for (place, weight) in weights.enumerate() {
            left -= weight;
            if left < 0.0 {
                return place;
            }
        }
        last
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}
