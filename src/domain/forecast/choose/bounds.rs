//! What a count of sets proves about expected reach (Tang, Tang, Xiao & Yuan 2018); knows nothing of how they were
//! drawn.

/// The stopping rule's figures for one question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Certificate {
    /// Logarithm of how often in how many cases a bound may fail.
    a: f64,
    /// Worth of everybody.
    total: f64,
}

impl Certificate {
    /// All bounds of `n_rounds` rounds hold together with a chance of 1 - `fail`.
    pub fn new(n_rounds: u32, fail: f64, total: f64) -> Self {
        Certificate { a: (3.0 * f64::from(n_rounds) / fail).ln(), total }
    }

    /// Expected worth reached by people who meet `n_met` of `n_sets` sets they were not chosen on, at least.
    pub fn lower(self, n_met: f64, n_sets: f64) -> f64 {
        let root = (n_met + 2.0 * self.a / 9.0).sqrt() - (self.a / 2.0).sqrt();
        let sets = if root > 0.0 { root * root - self.a / 18.0 } else { 0.0 };
        (sets.max(0.0) * self.total / n_sets).min(self.total)
    }

    /// Expected worth of whatever meets at most `at_most` of `n_sets` sets.
    pub fn upper(self, at_most: f64, n_sets: f64) -> f64 {
        let root = (at_most + self.a / 2.0).sqrt() + (self.a / 2.0).sqrt();
        (root * root * self.total / n_sets).min(self.total)
    }
}

/// Sets to begin with, `2((1 - 1/e) α + β)²`, for `k` of `n` people.
pub(super) fn first_sets(n: usize, k: usize, fail: f64) -> f64 {
    let share = 1.0 - (-1.0f64).exp();
    let lists: f64 = (1..=k).map(|i| ((n - k + i) as f64 / i as f64).ln()).sum();
    let alpha = (6.0 / fail).ln().sqrt();
    let beta = (share * (lists + (6.0 / fail).ln())).sqrt();
    2.0 * (share * alpha + beta).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_close_in_on_the_count_as_sets_grow() {
        let certificate = Certificate::new(10, 1e-4, 1_000.0);
        let gap = |n: f64| certificate.upper(n / 10.0, n) - certificate.lower(n / 10.0, n);
        assert!(certificate.lower(1e6, 1e7) < 100.0 && certificate.upper(1e6, 1e7) > 100.0);
        assert!(gap(1e7) < gap(1e5) / 9.0 && gap(1e7) < 1.5);
        assert_eq!((certificate.lower(0.0, 10.0), certificate.upper(10.0, 10.0)), (0.0, 1_000.0));
    }

    #[test]
    fn first_sets_follow_the_formula() {
        // k = 1 of n = 2: ln 2 lists.
        let (share, log) = (0.632_120_558_828_557_7f64, 60.0f64.ln());
        let exact = 2.0 * (share * log.sqrt() + (share * (2.0f64.ln() + log)).sqrt()).powi(2);
        assert!((first_sets(2, 1, 0.1) - exact).abs() < 1e-9);
        assert!(first_sets(10, 10, 0.1) > 0.0);
    }
}
