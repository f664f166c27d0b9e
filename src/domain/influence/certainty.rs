//! How sure a rank is: the same scoring on re-sampled ties; computes no part itself.

use super::measure::measure;
use crate::domain::model::{Network, Person, ScoreSettings};
use crate::domain::random::{STEP, mix};
use crate::domain::score::Scored;
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Slots that a thread draws at a time at least.
const STRETCH: usize = 1 << 12;

/// Where a person's rank lies in nine of ten re-samplings; 0 and 0 for people who are not ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RankRange {
    pub best: u32,
    pub worst: u32,
}

impl RankRange {
    /// Whether the evidence puts one of the two above the other; else they are to be shown as equal.
    #[must_use]
    pub fn is_told_apart(self, other: RankRange) -> bool {
        self.worst < other.best || other.worst < self.best
    }
}

/// The rank that somebody is to be shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// That of the first of those who share it.
    pub rank: u32,
    /// With themselves.
    pub n_sharing: u32,
}

impl Shown {
    #[must_use]
    pub fn is_shared(self) -> bool {
        self.n_sharing > 1
    }
}

/// Scores `n_samples` re-samplings of the ties and gives each person's range of ranks, from the 5th to the 95th
/// percentile, by row.
///
/// Poisson bootstrap (Hanley and `MacGibbon` 2006): each tie is drawn 0, 1, 2, ... times, once on average, and counts as
/// often as a part of all ties. The draws depend on the seed, the sample and the tie's row alone. Somebody who loses
/// all ties in a sample is last in it. The evidence of persuasion and what was decided by hand are those of the scores.
/// At least two samples. Costs a scoring a sample, without finding tribes again, and the memory of a
/// second network and of eight bytes a tie.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn rank_ranges(
    scored: &Scored,
    settings: &ScoreSettings,
    n_samples: u32,
    ticket: &Ticket,
) -> Result<Vec<RankRange>, Stopped> {
    let Scored { people, ties, network, tribes, persuasion, scores: whole, .. } = scored;
    let n = network.n_people();
    let n_samples = n_samples.max(2);
    let rows = network.rows_of(ties);
    let mut ranks: Vec<Vec<u32>> = vec![Vec::with_capacity(n_samples as usize); n];
    let is_ranked = |row: usize| whole.rank[row] > 0;
    for sample in 0..n_samples {
        let drawn = redraw(network, &rows, bits(settings.seed, u64::from(sample)));
        ticket.check()?;
        let evidence = &persuasion.evidence;
        let scores = measure(people, &drawn, tribes, evidence, &whole.by_hand, settings, ticket)?;
        let last = scores.order.len() as u32;
        for row in (0..n).filter(|&row| is_ranked(row)) {
            ranks[row].push(if scores.total_strength[row] > 0.0 { scores.rank[row] } else { last });
        }
    }
    Ok(ranks.into_iter().map(range).collect())
}

/// How sure the ranks of all people are, and who is to be shown as equal.
///
/// Not being told apart does not pass on: the first may overlap with the second and the second with the third, and yet
/// the first be surely before the third. So people are shown in groups, each with one who leads it: the group of the very
/// first has everybody down the list as long as the evidence puts nobody behind its leader, the next begins with the first
/// who surely is, and so on. Down the list shown ranks never fall, and all of a group share its leader's rank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certainty {
    /// The range of each person, their rank always within it.
    ranges: Vec<RankRange>,
    /// The rank that people are to be shown with: that of the first of their group. 0: not ranked.
    shown: Vec<u32>,
    /// By shown rank less one, how many people share it.
    n_sharing: Vec<u32>,
    /// The ends of all ranges, each by itself, rising.
    best: Vec<u32>,
    worst: Vec<u32>,
}

impl Certainty {
    /// Re-samplings that are made unasked.
    pub const N_SAMPLES: u32 = 20;
    /// More ties than these are re-sampled only when somebody asks for it: it takes about as long as scoring so often.
    const N_TIES_UNASKED: usize = 300_000;

    /// Whether the ranges are worked out so soon that nobody needs to ask for them.
    #[must_use]
    pub fn is_quick(scored: &Scored) -> bool {
        scored.network.n_ties() <= Self::N_TIES_UNASKED
    }

    /// Re-samples [`Certainty::N_SAMPLES`] times; see [`rank_ranges`].
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn of(scored: &Scored, settings: &ScoreSettings, ticket: &Ticket) -> Result<Certainty, Stopped> {
        Certainty::of_samples(scored, settings, Self::N_SAMPLES, ticket)
    }

    /// The same of so many re-samplings, at least two.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn of_samples(
        scored: &Scored,
        settings: &ScoreSettings,
        n_samples: u32,
        ticket: &Ticket,
    ) -> Result<Certainty, Stopped> {
        let ranges = rank_ranges(scored, settings, n_samples, ticket)?;
        Ok(Certainty::new(ranges, &scored.scores.rank))
    }

    /// Groups people by what tells them from the first of their group. O(n log n).
    fn new(mut ranges: Vec<RankRange>, rank: &[u32]) -> Certainty {
        let n_ranked = rank.iter().copied().max().unwrap_or(0) as usize;
        let mut order = vec![None; n_ranked];
        for (row, (range, &rank)) in ranges.iter_mut().zip(rank).enumerate().filter(|(_, (_, rank))| **rank > 0) {
            *range = RankRange { best: range.best.min(rank), worst: range.worst.max(rank) };
            order[rank as usize - 1] = Some(row);
        }
        let ranked = || ranges.iter().filter(|range| range.worst > 0);
        let mut best: Vec<u32> = ranked().map(|range| range.best).collect();
        let mut worst: Vec<u32> = ranked().map(|range| range.worst).collect();
        best.sort_unstable();
        worst.sort_unstable();
        let (mut shown, mut n_sharing) = (vec![0; ranges.len()], vec![0; n_ranked]);
        let mut leader: Option<(u32, RankRange)> = None;
        for (rank, row) in (1..).zip(order).filter_map(|(rank, row)| Some((rank, row?))) {
            let (first, _) = *leader.insert(match leader {
                Some(first) if !first.1.is_told_apart(ranges[row]) => first,
                _ => (rank, ranges[row]),
            });
            shown[row] = first;
            n_sharing[first as usize - 1] += 1;
        }
        Certainty { ranges, shown, n_sharing, best, worst }
    }

    /// Where somebody's rank lies in nine of ten re-samplings; nothing for people who are not ranked.
    #[must_use]
    pub fn range(&self, person: Person) -> Option<RankRange> {
        self.ranges.get(person as usize).copied().filter(|range| range.worst > 0)
    }

    /// The rank to show, and how many share it because the evidence puts none of them behind the first of them; nothing
    /// for people who are not ranked.
    #[must_use]
    pub fn shown(&self, person: Person) -> Option<Shown> {
        let rank = self.shown.get(person as usize).copied().filter(|&shown| shown > 0)?;
        Some(Shown { rank, n_sharing: self.n_sharing[rank as usize - 1] })
    }

    /// Of the first so many, how many stay among them in nine of ten re-samplings; and how many others might be there.
    /// O(log people): a rank lies within its own range, so that ends of ranges alone tell.
    #[must_use]
    pub fn sure_and_possible(&self, n_first: usize) -> (usize, usize) {
        let cut = n_first.min(self.worst.len());
        let within = |ends: &[u32]| ends.partition_point(|&end| end as usize <= cut);
        (within(&self.worst), within(&self.best).saturating_sub(cut))
    }
}

fn range(mut ranks: Vec<u32>) -> RankRange {
    ranks.sort_unstable();
    let Some(last) = ranks.len().checked_sub(1) else { return RankRange::default() };
    let at = |share: f64| ranks[(last as f64 * share).round() as usize];
    RankRange { best: at(0.05), worst: at(0.95) }
}

/// The network with every tie's strength multiplied by how often it was drawn; `rows` as [`Network::rows_of`] gives them.
/// O(people + ties), on all threads.
fn redraw(network: &Network, rows: &[u32], seed: u64) -> Network {
    let mut drawn = network.clone();
    let slots = drawn.strength.par_iter_mut().zip(&mut drawn.goes_to).zip(rows).with_min_len(STRETCH);
    slots.for_each(|((strength, goes_to), &row)| {
        let often = poisson(bits(seed, u64::from(row)));
        // No ceiling: it would make strong ties weaker on average, and them alone. Chances are capped where they are used.
        (*strength, *goes_to) = (*strength * often, *goes_to * often);
    });
    drawn
}

/// A Poisson number of mean 1 from 64 random bits, by inversion.
fn poisson(bits: u64) -> f32 {
    let mut left = (bits >> 11) as f64 / (1u64 << 53) as f64;
    let mut chance = (-1.0f64).exp();
    for n in 0..12u8 {
        left -= chance;
        if left < 0.0 {
            return f32::from(n);
        }
        chance /= f64::from(n) + 1.0;
    }
    12.0
}

/// Number `n` of a seed.
fn bits(seed: u64, n: u64) -> u64 {
    mix(seed.wrapping_add(n.wrapping_mul(STEP)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_cannot_be_told_apart_share_a_rank() {
        let range = |best, worst| RankRange { best, worst };
        let shown = |certainty: &Certainty, n: u32| -> Vec<Option<(u32, u32)>> {
            (0..n).map(|person| certainty.shown(person).map(|shown| (shown.rank, shown.n_sharing))).collect()
        };
        // The first is surely first; the next three overlap in a chain; one is not ranked; the last is surely last.
        let ranges = vec![range(1, 1), range(2, 3), range(3, 4), range(2, 4), range(0, 0), range(6, 6)];
        let certainty = Certainty::new(ranges, &[1, 2, 4, 3, 0, 5]);
        let shared = Some((2, 3));
        assert_eq!(shown(&certainty, 7), [Some((1, 1)), shared, shared, shared, None, Some((5, 1)), None]);
        assert_eq!(certainty.range(5), Some(range(5, 6)), "the rank itself is always within");
        assert_eq!(certainty.sure_and_possible(2), (1, 1));
        assert_eq!(certainty.sure_and_possible(4), (4, 0));
        assert_eq!(certainty.sure_and_possible(9), (4, 0));
    }

    #[test]
    fn shown_ranks_never_fall_down_the_list() {
        let range = |best, worst| RankRange { best, worst };
        // The third could be first, the second could not: who surely stands before each would read 1, 2, 1.
        let certainty = Certainty::new(vec![range(1, 1), range(2, 4), range(1, 5), range(3, 4)], &[1, 2, 3, 4]);
        let shown: Vec<(u32, u32)> =
            (0..4).filter_map(|person| certainty.shown(person)).map(|shown| (shown.rank, shown.n_sharing)).collect();
        assert_eq!(shown, [(1, 1), (2, 3), (2, 3), (2, 3)]);
        assert!(certainty.shown(0).is_some_and(|shown| !shown.is_shared()));
    }

    #[test]
    fn ties_of_every_strength_are_drawn_as_they_are_on_average() {
        use crate::domain::ties::fixtures::{star, ties};
        let pairs: Vec<_> = star(201).iter().map(|&(a, b, _)| (a, b, if b > 100 { 0.9 } else { 0.1 })).collect();
        let ties = ties(&pairs);
        let network = Network::from_ties(201, &ties);
        let rows = network.rows_of(&ties);
        let drawn: Vec<Network> = (0..100).map(|sample| redraw(&network, &rows, bits(3, sample))).collect();
        let mean = |slots: std::ops::Range<usize>| {
            let n = 100.0 * slots.len() as f32;
            drawn.iter().flat_map(|drawn| &drawn.strength[slots.clone()]).sum::<f32>() / n
        };
        // Ten thousand draws each: four standard errors.
        assert!((mean(0..100) - 0.1).abs() < 0.004, "{}", mean(0..100));
        assert!((mean(100..200) - 0.9).abs() < 0.036, "{}", mean(100..200));
    }

    #[test]
    fn draws_are_poisson_of_mean_one() {
        let draws: Vec<f32> = (0..20_000).map(|n| poisson(bits(7, n))).collect();
        let mean = draws.iter().sum::<f32>() / 20_000.0;
        let none = draws.iter().filter(|draw| **draw == 0.0).count() as f32 / 20_000.0;
        assert!((mean - 1.0).abs() < 0.03 && (none - 0.3679).abs() < 0.015, "{mean} {none}");
    }
}
