//! What the strength of a tie is made of, and how much each part counts; computes none.

use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// What strength is made of, each 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TiePart {
    /// Contacts discounted by age, ranked.
    Frequency,
    /// Days in touch, ranked.
    Days,
    /// Seconds together, ranked.
    Time,
    /// From the first contact to the last, ranked.
    Lasting,
    /// Both-ways share.
    Reciprocity,
    /// Regularity of the gaps.
    Steadiness,
    /// Shared circle, ranked.
    Overlap,
    /// Judgement above zero, ranked.
    Rating,
}

impl TiePart {
    pub const ALL: [TiePart; 8] = [
        TiePart::Frequency,
        TiePart::Days,
        TiePart::Time,
        TiePart::Lasting,
        TiePart::Reciprocity,
        TiePart::Steadiness,
        TiePart::Overlap,
        TiePart::Rating,
    ];

    /// The word for it on the command line and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            TiePart::Frequency => "frequency",
            TiePart::Days => "days",
            TiePart::Time => "time",
            TiePart::Lasting => "lasting",
            TiePart::Reciprocity => "reciprocity",
            TiePart::Steadiness => "steadiness",
            TiePart::Overlap => "overlap",
            TiePart::Rating => "rating",
        }
    }
}

/// How much each part counts; only the proportions matter, and a part that no tie of the data has any of does not
/// count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TieWeights {
    pub frequency: f32,
    pub days: f32,
    pub time: f32,
    pub lasting: f32,
    pub reciprocity: f32,
    pub steadiness: f32,
    pub overlap: f32,
    pub rating: f32,
}

impl TieWeights {
    /// No part counts: every tie is as weak as can be.
    pub const NONE: TieWeights = TieWeights {
        frequency: 0.0,
        days: 0.0,
        time: 0.0,
        lasting: 0.0,
        reciprocity: 0.0,
        steadiness: 0.0,
        overlap: 0.0,
        rating: 0.0,
    };

    /// Never below zero.
    #[must_use]
    pub fn of(&self, part: TiePart) -> f32 {
        let weight = match part {
            TiePart::Frequency => self.frequency,
            TiePart::Days => self.days,
            TiePart::Time => self.time,
            TiePart::Lasting => self.lasting,
            TiePart::Reciprocity => self.reciprocity,
            TiePart::Steadiness => self.steadiness,
            TiePart::Overlap => self.overlap,
            TiePart::Rating => self.rating,
        };
        weight.max(0.0)
    }

    /// The same with another weight of one part.
    #[must_use]
    pub fn with(mut self, part: TiePart, weight: f32) -> Self {
        *match part {
            TiePart::Frequency => &mut self.frequency,
            TiePart::Days => &mut self.days,
            TiePart::Time => &mut self.time,
            TiePart::Lasting => &mut self.lasting,
            TiePart::Reciprocity => &mut self.reciprocity,
            TiePart::Steadiness => &mut self.steadiness,
            TiePart::Overlap => &mut self.overlap,
            TiePart::Rating => &mut self.rating,
        } = weight;
        self
    }
}

impl Default for TieWeights {
    /// Round numbers over the dimensions of Granovetter (1973) and Gilbert and Karahalios (2009): intensity
    /// 0.2 + 0.1 + 0.1, duration 0.2, reciprocal services 0.15, structure 0.2.
    fn default() -> Self {
        TieWeights {
            frequency: 0.2,
            days: 0.1,
            time: 0.1,
            lasting: 0.2,
            reciprocity: 0.15,
            steadiness: 0.05,
            overlap: 0.2,
            rating: 0.2,
        }
    }
}

/// Days after which a contact may count one half.
pub const HALF_LIVES: RangeInclusive<f32> = 1.0..=365.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_weight_of_its_own() {
        for part in TiePart::ALL {
            let weights = TieWeights::NONE.with(part, 0.5);
            let counting: Vec<TiePart> = TiePart::ALL.into_iter().filter(|&other| weights.of(other) > 0.0).collect();
            assert_eq!((counting, weights.of(part)), (vec![part], 0.5));
            assert_eq!(TieWeights::default().with(part, -1.0).of(part), 0.0);
        }
        let words: std::collections::BTreeSet<&str> = TiePart::ALL.into_iter().map(TiePart::word).collect();
        assert_eq!(words.len(), TiePart::ALL.len());
    }
}
