//! How one person's influence comes about, in points that add up; knows no sentence and computes no part.

use super::measure::{lifted, shares};
use crate::domain::model::{Call, PROMOTED_BY, Person, ScoreWeights, Scores};

/// How one person's influence is worked out, step by step. All figures are points of 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Working {
    /// What people who come to them, reach, closeness and position each bring: the part times its weight, in whole
    /// tenths that add up to `mean`.
    pub points: [f64; 4],
    /// The four together, in whole tenths.
    pub mean: f64,
    /// The weight of persuasion beside the one of the four.
    pub fifth: f64,
    /// Persuasion, where it is known and has a weight.
    pub persuasion: Option<f64>,
    /// Whether persuasion is above the mean and so counts.
    pub is_lifted: bool,
    /// What the figures alone come to.
    pub by_figures: f64,
    /// [`PROMOTED_BY`] more, by hand.
    pub is_promoted: bool,
    /// The score.
    pub influence: f64,
}

/// The working of one person's score by these weights; nothing for people who are not ranked, and nothing where the
/// scores were worked out with other weights. The formula is that of [`super::weigh`].
#[must_use]
pub fn working(person: Person, scores: &Scores, weights: &ScoreWeights) -> Option<Working> {
    let row = person as usize;
    let rank = *scores.rank.get(row)?;
    let (weights, fifth) = shares(weights, !scores.persuasion.is_empty());
    let parts = [scores.listened_to[row], scores.reach[row], scores.closeness[row], scores.position[row]];
    let mut points: [f64; 4] = std::array::from_fn(|part| 100.0 * f64::from(parts[part]) * weights[part]);
    let mean: f64 = points.iter().sum();
    let persuasion = scores.persuasion_of(person).map(|share| 100.0 * f64::from(share)).filter(|_| fifth > 0.0);
    let by_figures = lifted(mean, fifth, persuasion.unwrap_or(0.0));
    let is_promoted = scores.call(person) == Some(Call::Promote);
    let influence = if is_promoted { (by_figures + f64::from(PROMOTED_BY)).min(100.0) } else { by_figures };
    let is_in_force = (influence - f64::from(scores.influence[row])).abs() < 0.01;
    let mean_told = in_tenths(&mut points);
    (rank > 0 && is_in_force).then_some(Working {
        points,
        mean: mean_told,
        fifth,
        persuasion,
        is_lifted: persuasion.is_some_and(|persuasion| persuasion > mean),
        by_figures,
        is_promoted,
        influence,
    })
}

/// Rounds all to tenths so that they add up to their rounded sum, which is returned: the largest remainders go up.
fn in_tenths(points: &mut [f64; 4]) -> f64 {
    let all = (points.iter().sum::<f64>() * 10.0).round();
    let mut order = [0, 1, 2, 3];
    let rest = |part: f64| part * 10.0 - (part * 10.0).floor();
    order.sort_by(|&x, &y| rest(points[y]).total_cmp(&rest(points[x])));
    for part in points.iter_mut() {
        *part = (*part * 10.0).floor();
    }
    let missing = (all - points.iter().sum::<f64>()).max(0.0) as usize;
    for &part in order.iter().take(missing) {
        points[part] += 1.0;
    }
    for part in points.iter_mut() {
        *part /= 10.0;
    }
    all / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::influence::weigh;

    /// One person at each of three places, with evidence for the second and the third.
    fn scores() -> Scores {
        let part = || vec![0.987, 0.5, 0.2];
        let mut scores = Scores {
            listened_to: part(),
            reach: vec![0.983, 0.4, 0.1],
            closeness: vec![0.971, 0.3, 0.9],
            position: vec![0.999, 0.1, 0.6],
            rank_by_contacts: vec![1, 2, 3],
            persuasion: vec![None, Some(1.0), Some(0.1)],
            by_hand: vec![(1, Call::Promote)],
            ..Scores::default()
        };
        weigh(&mut scores, &ScoreWeights::default());
        scores
    }

    #[test]
    fn the_points_of_a_person_add_up_to_the_score() {
        let (scores, weights) = (scores(), ScoreWeights::default());
        let without = working(0, &scores, &weights).unwrap();
        // 40 % of 98.7, 25 % of 98.3, 20 % of 97.1, 15 % of 99.9: 39.48 + 24.575 + 19.42 + 14.985 = 98.46.
        assert_eq!((without.points, without.mean), ([39.5, 24.6, 19.4, 15.0], 98.5));
        assert_eq!((without.persuasion, without.is_lifted, without.is_promoted), (None, false, false));
        assert!((without.influence - 98.46).abs() < 1e-4);
        let lifted = working(1, &scores, &weights).unwrap();
        // M = 37.5; (37.5 + 0.25 × 100) / 1.25 = 50, and ten by hand.
        assert_eq!((lifted.mean, lifted.is_lifted), (37.5, true));
        assert!((lifted.by_figures - 50.0).abs() < 1e-4 && (lifted.influence - 60.0).abs() < 1e-4);
        let followed_little = working(2, &scores, &weights).unwrap();
        assert!(!followed_little.is_lifted && followed_little.persuasion.is_some());
        assert_eq!(working(0, &scores, &ScoreWeights { reach: 2.0, ..weights }), None, "other weights are in force");
        assert_eq!(working(9, &scores, &weights), None);
    }

    #[test]
    fn tenths_always_add_up() {
        let mut points = [33.33, 33.33, 33.33, 0.01];
        assert_eq!(in_tenths(&mut points), 100.0);
        assert!((points.iter().sum::<f64>() - 100.0).abs() < 1e-9, "{points:?}");
    }
}
