//! The strength of a tie from its parts and their weights; knows nothing of where the evidence came from.

use super::rank::share_below;
use crate::domain::model::Ties;
pub use crate::domain::model::{TiePart, TieWeights, Weighting};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// The strength of a tie of which nothing good is known: it is there, and counts for almost nothing. Also that of
/// every pair whose mean judgement is below zero: distrust is kept in [`Ties::rating`] and must never pass for
/// closeness.
pub const WEAKEST: f32 = 0.001;

/// The parts of every tie, ready to be weighed again and again: combining them is one pass without sorting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TieParts {
    /// By [`TiePart`], one entry a tie; empty where no tie of the data has any of it.
    parts: [Vec<f32>; 8],
    /// The pair's mean judgement is below zero.
    is_negative: Vec<bool>,
}

impl TieParts {
    /// Ranks the evidence of all ties, O(m).
    ///
    /// Contacts of a kind that weighs more or less than one have their weight in the decayed contacts; every other part
    /// counts times the mean weight of the pair's contacts, ranked parts before they are ranked, shares beside the
    /// heaviest pair. So a pair of weightless contacts has the weakest tie, and only the proportions of weights matter.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn of(ties: &Ties, ticket: &Ticket) -> Result<Self, Stopped> {
        let heaviest = heaviest(ties);
        let of_part = |part: TiePart| {
            ticket.check()?;
            Ok(ranked(ties, part, heaviest))
        };
        let parts: Vec<Vec<f32>> = TiePart::ALL.into_par_iter().map(of_part).collect::<Result<_, Stopped>>()?;
        let parts = parts.try_into().unwrap_or_default();
        Ok(TieParts { parts, is_negative: (0..ties.len()).map(|row| is_negative(ties, row)).collect() })
    }

    /// One part of one tie, 0 where the data has none of it.
    #[must_use]
    pub fn get(&self, part: TiePart, row: usize) -> f32 {
        self.parts[part as usize].get(row).copied().unwrap_or(0.0)
    }
}

fn heaviest(ties: &Ties) -> f32 {
    ties.weight.iter().copied().fold(f32::MIN_POSITIVE, f32::max)
}

fn is_negative(ties: &Ties, row: usize) -> bool {
    ties.judgement(row).is_some_and(|mean| mean < 0.0)
}

/// One part of all ties; empty where none has any of it.
fn ranked(ties: &Ties, part: TiePart, heaviest: f32) -> Vec<f32> {
    let mut values = raw(ties, part);
    if !values.iter().any(|&value| value > 0.0) {
        return Vec::new();
    }
    let is_share = matches!(part, TiePart::Reciprocity | TiePart::Steadiness);
    if part != TiePart::Frequency {
        let unit = if is_share { heaviest } else { 1.0 };
        values.iter_mut().zip(&ties.weight).for_each(|(value, weight)| *value *= weight / unit);
    }
    if is_share { values } else { share_below(&values) }
}

/// The same strengths as [`combine`] of all parts, one of which is held at a time: eight bytes a tie, not forty. O(m).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub(super) fn strengths(ties: &Ties, weights: &TieWeights, ticket: &Ticket) -> Result<Vec<f32>, Stopped> {
    let (heaviest, mut total) = (heaviest(ties), 0.0f32);
    let mut sums = vec![0.0f32; ties.len()];
    for part in TiePart::ALL {
        ticket.check()?;
        let weight = weights.of(part);
        let values = if weight > 0.0 { ranked(ties, part, heaviest) } else { Vec::new() };
        if !values.is_empty() {
            total += weight;
            sums.par_iter_mut().zip(values).with_min_len(super::BLOCK).for_each(|(sum, value)| *sum += value * weight);
        }
    }
    ticket.check()?;
    sums.par_iter_mut().enumerate().with_min_len(super::BLOCK).for_each(|(row, sum)| {
        *sum = strength(*sum, total, is_negative(ties, row));
    });
    Ok(sums)
}

fn strength(sum: f32, total: f32, is_negative: bool) -> f32 {
    if is_negative || total <= 0.0 {
        return WEAKEST;
    }
    WEAKEST + (1.0 - WEAKEST) * (sum / total).min(1.0)
}

fn raw(ties: &Ties, part: TiePart) -> Vec<f32> {
    match part {
        TiePart::Frequency => ties.recent_contacts.clone(),
        TiePart::Days => ties.days.par_iter().map(|&days| days as f32).collect(),
        TiePart::Time => ties.seconds.par_iter().map(|&seconds| seconds as f32).collect(),
        TiePart::Lasting => {
            (0..ties.first.len()).into_par_iter().map(|row| (ties.last.get(row) - ties.first.get(row)) as f32).collect()
        }
        TiePart::Reciprocity => (0..ties.len()).into_par_iter().map(|row| ties.reciprocity(row)).collect(),
        TiePart::Steadiness => ties.steadiness.clone(),
        TiePart::Overlap => ties.overlap.clone(),
        TiePart::Rating => ties.rating.iter().map(|rating| rating.max(0.0)).collect(),
    }
}

/// The parts of which these ties have any: the others do not count, whatever their weight. O(m) for each that nobody has.
#[must_use]
pub fn parts_known(ties: &Ties) -> Vec<TiePart> {
    let has = |part: TiePart, row: usize| match part {
        TiePart::Frequency => ties.recent_contacts[row] > 0.0,
        TiePart::Days => ties.days[row] > 0,
        TiePart::Time => ties.seconds[row] > 0,
        TiePart::Lasting => ties.last.get(row) > ties.first.get(row),
        TiePart::Reciprocity => ties.reciprocity(row) > 0.0,
        TiePart::Steadiness => ties.steadiness[row] > 0.0,
        TiePart::Overlap => ties.overlap[row] > 0.0,
        TiePart::Rating => ties.judgement(row).is_some_and(|mean| mean > 0.0),
    };
    TiePart::ALL.into_iter().filter(|&part| (0..ties.len()).any(|row| has(part, row))).collect()
}

/// The strength of ties anew from the evidence that they hold, as [`super::measure`] works it out. O(m).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn weigh(ties: &mut Ties, weights: &TieWeights, weighting: Weighting, ticket: &Ticket) -> Result<(), Stopped> {
    ties.strength = strengths(ties, weights, ticket)?;
    weigh_by(ties, weighting);
    Ok(())
}

/// Replaces the strength of ties that were measured; [`Weighting::Strength`] leaves it. Pairs judged below zero keep
/// [`WEAKEST`] whatever ties weigh: distrust lifts nobody. O(m).
pub fn weigh_by(ties: &mut Ties, weighting: Weighting) {
    let contacts = |ties: &Ties, row: usize| ties.contacts(row).max(1) as f32;
    match weighting {
        Weighting::Strength => {}
        Weighting::One => ties.strength.fill(1.0),
        Weighting::Contacts => {
            let most = (0..ties.len()).map(|row| contacts(ties, row)).fold(1.0, f32::max);
            ties.strength = (0..ties.len()).map(|row| contacts(ties, row) / most).collect();
        }
    }
    for row in 0..ties.rating.len() {
        if is_negative(ties, row) {
            ties.strength[row] = WEAKEST;
        }
    }
}

/// Strength of every tie: the weighted mean of its parts, from [`WEAKEST`] to 1; [`WEAKEST`] where the mean judgement
/// is below zero. O(m), in parallel.
#[must_use]
pub fn combine(parts: &TieParts, weights: &TieWeights) -> Vec<f32> {
    let present: Vec<(&[f32], f32)> = TiePart::ALL
        .into_iter()
        .map(|part| (parts.parts[part as usize].as_slice(), weights.of(part)))
        .filter(|(values, weight)| !values.is_empty() && *weight > 0.0)
        .collect();
    let total: f32 = present.iter().map(|(_, weight)| weight).sum();
    let of_row = |row: usize| {
        let sum: f32 = present.iter().map(|(values, weight)| values[row] * weight).sum();
        strength(sum, total, parts.is_negative[row])
    };
    (0..parts.is_negative.len()).into_par_iter().with_min_len(super::BLOCK).map(of_row).collect()
}
