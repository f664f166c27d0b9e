//! What a pair of cells could prove, from their sizes alone; knows no plan and no result.

/// Two-sided 5 % error and 80 % power, as quantiles of the normal law.
const Z_ERROR: f64 = 1.959_963_984_540_054;
const Z_POWER: f64 = 0.841_621_233_572_914_3;

/// The smallest rise above `base_share` that a comparison of these cells finds four times in five (two-sided test at
/// 5 %), in percentage points; nothing where even a rise to 100 % would go unseen.
///
/// `base_share`: share of the control cell that does what the campaign wants, 0 to 1. Normal approximation with pooled
/// variance under no effect: δ = z(α/2)·√(p̄q̄·(1/n₁ + 1/n₂)) + z(β)·√(p₁q₁/n₁ + p₂q₂/n₂) (Fleiss, Statistical Methods
/// for Rates and Proportions, 1981), solved for δ by halving.
#[must_use]
pub fn smallest_detectable_points(n_treated: usize, n_control: usize, base_share: f64) -> Option<f64> {
    let base = if base_share.is_nan() { return None } else { base_share.clamp(0.0, 1.0) };
    if n_treated == 0 || n_control == 0 {
        return None;
    }
    let is_seen = |rise: f64| rise >= needed_rise(n_treated as f64, n_control as f64, base, rise);
    let (mut low, mut high) = (0.0, 1.0 - base);
    if !is_seen(high) || high <= 0.0 {
        return None;
    }
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if is_seen(middle) { high = middle } else { low = middle }
    }
    Some(high * 100.0)
}

/// How many people each of two cells of one size needs so that a difference between these two shares (0 to 1) is found
/// four times in five (two-sided test at 5 %); nothing where there is no difference.
///
/// n = (z(α/2)·√(2p̄q̄) + z(β)·√(p₁q₁ + p₂q₂))² / (p₁ - p₂)² (Fleiss 1981), rounded up.
#[must_use]
pub fn people_needed(base_share: f64, other_share: f64) -> Option<usize> {
    let difference = (base_share - other_share).abs();
    let is_share = |share: f64| (0.0..=1.0).contains(&share);
    if !is_share(base_share) || !is_share(other_share) || difference <= 0.0 {
        return None;
    }
    let mean = f64::midpoint(base_share, other_share);
    let without = (2.0 * mean * (1.0 - mean)).sqrt();
    let with = (base_share * (1.0 - base_share) + other_share * (1.0 - other_share)).sqrt();
    let n = ((Z_ERROR * without + Z_POWER * with) / difference).powi(2);
    (n < 1e12).then_some(n.ceil() as usize)
}

/// How many times more people it takes where whole groups are dealt together: 1 + ((cv² + 1)·m̄ - 1)·ρ, for groups of
/// `mean` people with a standard deviation of `spread` times that (Eldridge, Ashby & Kerry, Int. J. Epidemiology 35:1292,
/// 2006). `alike`: the intra-class correlation, 0 to 1. Never below 1.
#[must_use]
pub fn design_effect(mean: f64, spread: f64, alike: f64) -> f64 {
    (1.0 + ((spread * spread + 1.0) * mean - 1.0) * alike.clamp(0.0, 1.0)).max(1.0)
}

fn needed_rise(n_treated: f64, n_control: f64, base: f64, rise: f64) -> f64 {
    let lifted = base + rise;
    let pooled = (n_treated * lifted + n_control * base) / (n_treated + n_control);
    let without = (pooled * (1.0 - pooled) * (1.0 / n_treated + 1.0 / n_control)).sqrt();
    let with = (lifted * (1.0 - lifted) / n_treated + base * (1.0 - base) / n_control).max(0.0).sqrt();
    Z_ERROR * without + Z_POWER * with
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_sample_size_of_the_textbook() {
        // 2.0 % to 2.2 % with 80,700 a cell (the usual example); the others by brentq on the same equation:
        // scipy.optimize.brentq(lambda d: d - za*sqrt(pb*(1-pb)*(1/n1+1/n2)) - zb*sqrt(q*(1-q)/n1+p*(1-p)/n2), 1e-9, 1-p)
        for (n1, n2, base, points) in
            [(80_700, 80_700, 0.02, 0.199_976_4), (800, 200, 0.1, 7.836_739_4), (40, 10, 0.1, 44.905_018_2)]
        {
            let found = smallest_detectable_points(n1, n2, base).unwrap();
            assert!((found - points).abs() < 1e-6, "{found} {points}");
        }
    }

    #[test]
    fn the_people_needed_are_those_of_the_published_formula() {
        // 2.0 % to 2.2 %: 80,682, given as 80,700; 20 % to 28 %: 446 a cell, so that 900 people see about 8 points.
        assert_eq!(people_needed(0.02, 0.022), Some(80_682));
        assert_eq!(people_needed(0.2, 0.28), Some(447));
        assert_eq!(people_needed(0.28, 0.2), Some(447));
        assert_eq!(
            (people_needed(0.2, 0.2), people_needed(-0.1, 0.2), people_needed(f64::NAN, 0.2)),
            (None, None, None)
        );
        let seen = smallest_detectable_points(450, 450, 0.2).unwrap();
        assert!((seen - 8.0).abs() < 0.05, "{seen}");
        // Both formulas are one: the people needed for what some people can see are these people.
        for (n, base) in [(300, 0.1), (5_000, 0.02), (60, 0.4)] {
            let points = smallest_detectable_points(n, n, base).unwrap();
            assert!(people_needed(base, base + points / 100.0).unwrap().abs_diff(n) <= 1);
        }
    }

    #[test]
    fn circles_of_people_alike_count_for_fewer() {
        // Circles of 10, all of one size, correlation 0.05: 1 + 9 · 0.05.
        assert!((design_effect(10.0, 0.0, 0.05) - 1.45).abs() < 1e-12);
        assert!((design_effect(10.0, 0.5, 0.05) - 1.575).abs() < 1e-12);
        assert_eq!((design_effect(10.0, 0.3, 0.0), design_effect(0.5, 0.0, 0.9)), (1.0, 1.0));
    }

    #[test]
    fn more_people_see_smaller_effects_and_too_few_see_none() {
        let points = |n| smallest_detectable_points(n, n, 0.1);
        assert!(points(1_000) < points(100));
        assert_eq!(points(1), None);
        assert_eq!(smallest_detectable_points(100, 0, 0.1), None);
        assert_eq!(smallest_detectable_points(100, 100, 1.0), None);
        assert_eq!(smallest_detectable_points(100, 100, f64::NAN), None);
    }
}
