//! How often two people would meet by chance, and which pairs meet beyond it; knows no purchase.

use crate::domain::model::Person;

/// What chance alone would do, given who bought what how often and how full each occasion was.
///
/// Within a stratum (one product in one season, say) the visits are dealt anew to the stretches of time: of `C` visits, an occasion of `c` people is any pair of two given visits with the chance `c(c−1)/(C(C−1))`, so
/// two people of `n` and `m` visits there are expected to share `n·m·Σ c(c−1)/(C(C−1))` of the occasions looked at. What
/// both do in the same season or on the same weekday, and everybody on a busy day, is explained by that and is no tie. A thing that is
/// seldom bought borrows from what is usual for all things.
#[derive(Debug)]
pub(super) struct ByChance {
    /// The visits of person `n`: `visits[offsets[n]..offsets[n + 1]]`, by stratum.
    pub offsets: Vec<usize>,
    /// Stratum and number of visits.
    pub visits: Vec<(u32, u32)>,
    /// For each stratum the chance that two visits are one occasion.
    pub together: Vec<f64>,
    /// Pairs who could have shared enough occasions, at most.
    pub n_possible: f64,
}

impl ByChance {
    /// Occasions that the two are expected to share, and how many they could share at most.
    pub fn expected(&self, a: Person, b: Person) -> (f64, u32) {
        let of = |person: Person| &self.visits[self.offsets[person as usize]..self.offsets[person as usize + 1]];
        let (of_a, of_b) = (of(a), of(b));
        let (mut i, mut j, mut sum, mut most) = (0, 0, 0.0, 0);
        while let (Some(x), Some(y)) = (of_a.get(i), of_b.get(j)) {
            match x.0.cmp(&y.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += f64::from(x.1) * f64::from(y.1) * self.together[x.0 as usize];
                    most += x.1.min(y.1);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        (sum, most)
    }
}

/// The chance of so many occasions or more, where so many are expected of so many that could be: the tail of the binomial
/// law of that mean. Shared occasions are a sum of unequal chances, and no such sum of the same mean has a heavier tail
/// (Hoeffding, Ann. Math. Stat. 27:713, 1956). Summed from the front, so that very small chances keep their digits.
pub(super) fn at_least(n: u32, expected: f64, most: u32) -> f64 {
    if n == 0 || expected >= f64::from(most) {
        return 1.0;
    }
    if expected <= 0.0 || n > most {
        return 0.0;
    }
    let p = expected / f64::from(most);
    let ways: f64 = (0..n).map(|k| (f64::from(most - k) / f64::from(k + 1)).ln()).sum();
    let mut term = (ways + f64::from(n) * p.ln() + f64::from(most - n) * (-p).ln_1p()).exp();
    let mut sum = 0.0;
    for k in n..=most {
        sum += term;
        term *= f64::from(most - k) / f64::from(k + 1) * p / (1.0 - p);
    }
    sum.min(1.0)
}

/// Which of these pairs to keep, so that at most this share of those kept is false (Benjamini and Hochberg, JRSS B 57:289,
/// 1995). `n_possible` is the number of all pairs that could have been among them: whoever never met has a chance of one.
pub(super) fn beyond(likely: &[f64], n_possible: f64, false_share: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..likely.len()).collect();
    order.sort_by(|&x, &y| likely[x].total_cmp(&likely[y]).then(x.cmp(&y)));
    let n = n_possible.max(likely.len() as f64);
    let bar = |rank: usize| false_share * (rank + 1) as f64 / n;
    let last = (0..order.len()).rev().find(|&rank| likely[order[rank]] <= bar(rank));
    let highest = last.map_or(-1.0, |rank| likely[order[rank]]);
    likely.iter().map(|&chance| chance <= highest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_is_that_of_the_binomial_law() {
        let close = |x: f64, y: f64| (x - y).abs() < 1e-9 * y;
        assert!(close(at_least(1, 0.5, 2), 1.0 - 0.75f64.powi(2)));
        assert!(close(at_least(4, 0.28, 4), 0.07f64.powi(4)));
        assert!(close(at_least(2, 1.5, 3), 0.5));
        // Far out: the first term is nearly all. Of very many that could be, it is the law of Poisson.
        assert!((at_least(8, 1e-3, 1_000_000) / (1e-24 / 40_320.0) - 1.0).abs() < 1e-2);
        assert_eq!(
            (at_least(0, 1.0, 5), at_least(3, 5.0, 4), at_least(4, 0.0, 5), at_least(4, 0.1, 3)),
            (1.0, 1.0, 0.0, 0.0)
        );
    }

    #[test]
    fn the_false_share_is_held_over_all_pairs_that_could_have_been() {
        let likely = [0.001, 0.2, 0.01, 0.04];
        assert_eq!(beyond(&likely, 4.0, 0.05), [true, false, true, false]);
        assert_eq!(beyond(&likely, 4.0, 0.1), [true, false, true, true]);
        assert_eq!(beyond(&likely, 1000.0, 0.05), [false; 4]);
        assert!(beyond(&[], 10.0, 0.05).is_empty());
    }
}
