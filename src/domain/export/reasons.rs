//! Why a person is on a list, and how influence is worked out, for exported files; computes no score.

use crate::domain::influence::shares;
use crate::domain::model::{PROMOTED_BY, Person, ScoreSettings, Scores};
use std::fmt::Write as _;

/// Rank and the two parts of the score in which the person stands out most, such as "Ranked 3 of 812. People come to
/// them (more than for 97 % of people); joins tribes (more than 91 % of people)."
#[must_use]
pub fn reason(scores: &Scores, person: Person) -> String {
    let row = person as usize;
    if scores.rank[row] == 0 {
        return "Not ranked: no ties.".to_owned();
    }
    let mut parts = vec![
        (scores.listened_to[row], "people come to them", "more than to"),
        (scores.reach[row], "reaches many in two steps", "more than"),
        (scores.closeness[row], "is close to their people", "closer than"),
        if scores.holding[row] > scores.bridging[row] {
            (scores.position[row], "their tribe listens to them", "more than")
        } else {
            (scores.position[row], "joins tribes", "more than")
        },
    ];
    if let Some(share) = scores.persuasion_of(person) {
        parts.push((share, "contacts follow them beyond chance", "more than"));
    }
    // Stable: equal parts stay in the order of their weight.
    parts.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut told = parts.into_iter().map(|(share, what, than)| format!("{what} ({than} {})", of_people(share)));
    let by_hand = match scores.call(person) {
        None => format!("Ranked {} of {}", scores.rank[row], scores.order.len()),
        Some(_) => {
            format!("Decided by hand; by the figures ranked {} of {}", scores.figures_rank(person), scores.order.len())
        }
    };
    let (first, second) = (told.next().unwrap_or_default(), told.next().unwrap_or_default());
    let mut letters = first.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    format!("{by_hand}. {first}; {second}.")
}

/// Exactly how influence is worked out, with the weights in force; the parts are called as their columns are.
#[must_use]
pub fn formula(settings: &ScoreSettings, has_evidence: bool) -> String {
    let (four, fifth) = shares(&settings.weights, has_evidence);
    let parts = ["listened_to", "reach", "closeness", "position"].into_iter().zip(four);
    let sum: Vec<String> = parts.map(|(part, share)| format!("{} × {part}", short(share))).collect();
    let mut text = format!("influence, 0 to 100: 100 × M with M = {}.", sum.join(" + "));
    if has_evidence && fifth > 0.0 {
        let _ = write!(
            text,
            " Where persuasion is known and higher than M: 100 × (M + {0} × persuasion) / (1 + {0}).",
            short(fifth)
        );
    }
    let _ = write!(
        text,
        " Promoted by hand: {PROMOTED_BY} more, at most 100. Each part is the share of ranked people below, 0 to 1. A \
         contact {} days before the last counts one half.",
        settings.half_life_days
    );
    if !settings.topic.is_empty() {
        let _ = write!(
            text,
            " Asked for “{}”: only those who bought it or care about it count for listened_to and reach.",
            settings.topic
        );
    }
    text
}

/// "0.4", "0.333": as many digits as are needed, four at most.
fn short(share: f64) -> String {
    format!("{share:.4}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// "97 % of people"; nobody stands above a hundred per cent.
fn of_people(share: f32) -> String {
    if share >= 1.0 { "everybody else".to_owned() } else { format!("{:.0} % of people", (share * 100.0).floor()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Call, ScoreWeights};

    #[test]
    fn the_formula_has_the_weights_in_force() {
        let mut settings = ScoreSettings::default();
        let usual = formula(&settings, true);
        let mean = "100 × M with M = 0.4 × listened_to + 0.25 × reach + 0.2 × closeness + 0.15 × position.";
        assert!(usual.contains(mean) && usual.contains("100 × (M + 0.25 × persuasion) / (1 + 0.25)"), "{usual}");
        assert!(!formula(&settings, false).contains("persuasion"));
        settings.weights =
            ScoreWeights { listened_to: 2.0, reach: 1.0, closeness: 0.0, position: 0.0, persuasion: 0.0 };
        settings.topic = "Watch".into();
        let other = formula(&settings, true);
        let mean = "M = 0.6667 × listened_to + 0.3333 × reach + 0 × closeness + 0 × position.";
        assert!(
            other.contains(mean) && other.contains("Asked for “Watch”") && !other.contains("persuasion"),
            "{other}"
        );
    }

    #[test]
    fn the_two_strongest_parts_are_told() {
        let scores = Scores {
            rank: vec![3, 0],
            order: vec![0; 812],
            listened_to: vec![0.97, 0.0],
            reach: vec![0.2, 0.0],
            closeness: vec![0.5, 0.0],
            position: vec![0.999, 0.0],
            holding: vec![0.1, 0.0],
            bridging: vec![0.999, 0.0],
            ..Scores::default()
        };
        assert_eq!(
            reason(&scores, 0),
            "Ranked 3 of 812. Joins tribes (more than 99 % of people); people come to them (more than to 97 % of people)."
        );
        assert_eq!(reason(&scores, 1), "Not ranked: no ties.");
        let pinned =
            Scores { by_hand: vec![(0, Call::Pin)], rank: vec![1, 0], rank_by_figures: vec![473, 0], ..scores.clone() };
        assert!(reason(&pinned, 0).starts_with("Decided by hand; by the figures ranked 473 of 812. Joins tribes"));
        let first = Scores { reach: vec![1.0, 0.0], ..scores };
        assert!(
            reason(&first, 0).starts_with("Ranked 3 of 812. Reaches many in two steps (more than everybody else);")
        );
    }
}
