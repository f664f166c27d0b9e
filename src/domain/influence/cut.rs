//! How many people hear from the most influential, by how many of them are called influencers; decides no share.

use crate::domain::model::Person;
use crate::domain::score::Scored;
use rayon::prelude::*;
use std::ops::Range;

/// The shares on offer, in half per cents: 1 % to 10 %.
const HALF_PERCENTS: std::ops::RangeInclusive<u32> = 2..=20;

/// One share of the ranked people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutPoint {
    /// 1 to 10.
    pub percent: f32,
    pub n_influencers: usize,
    /// Expected people inside the market, of the topic asked for, who are an influencer or hear from one directly, each
    /// tie being heard with the chance of its strength.
    pub n_reached: f64,
}

/// What each share reaches, and where more stops paying.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CutCurve {
    /// By rising share.
    pub points: Vec<CutPoint>,
    /// The position of the share beyond which each further influencer reaches clearly fewer people more: the point
    /// furthest above the straight line between the ends, people reached by influencers ("Kneedle", Satopää et al.
    /// 2011). `None` for a straight curve.
    pub knee: Option<usize>,
}

impl CutCurve {
    /// People more for each influencer more, between two points.
    #[must_use]
    pub fn gain(&self, from: usize, to: usize) -> f64 {
        let (Some(x), Some(y)) = (self.points.get(from), self.points.get(to)) else { return 0.0 };
        let n = y.n_influencers.saturating_sub(x.n_influencers);
        if n == 0 { 0.0 } else { (y.n_reached - x.n_reached) / n as f64 }
    }
}

/// Who is looked at together: their chances fit a processor's cache. The same on any number of threads, as sums of
/// halves and thirds differ in their last digits by how they were added up.
const STRETCH: usize = 1 << 17;

/// The curve of a scored network. O(people + ties of the most influential tenth + stretches of people · that tenth · log of
/// the ties of one), on all threads.
#[must_use]
pub fn cut_curve(scored: &Scored) -> CutCurve {
    by_stretches(scored, STRETCH)
}

/// The curve, with so many people looked at together.
fn by_stretches(scored: &Scored, stretch: usize) -> CutCurve {
    let shares: Vec<f32> = HALF_PERCENTS.map(|half| half as f32 / 2.0).collect();
    let most = scored.scores.top_percent(shares.last().copied().unwrap_or(0.0));
    let ends: Vec<usize> = shares.iter().map(|&share| scored.scores.top_percent(share).len()).collect();
    let n_people = scored.people.len();
    let stretches: Vec<Range<usize>> =
        (0..n_people).step_by(stretch).map(|first| first..(first + stretch).min(n_people)).collect();
    let of_each: Vec<Vec<f64>> =
        stretches.into_par_iter().map(|stretch| reached_among(scored, most, &ends, stretch)).collect();
    let mut points = Vec::new();
    for (at, (&percent, &n_influencers)) in shares.iter().zip(&ends).enumerate() {
        let n_reached = of_each.iter().map(|reached| reached[at]).sum();
        points.push(CutPoint { percent, n_influencers, n_reached });
    }
    CutCurve { knee: knee(&points), points }
}

/// How many of a stretch of people the first of `most` reach, up to each of `ends`.
fn reached_among(scored: &Scored, most: &[Person], ends: &[usize], stretch: Range<usize>) -> Vec<f64> {
    let (people, network) = (&scored.people, &scored.network);
    let counts = |row: usize| people.is_customer[row] && !people.is_opted_out[row] && people.is_on_topic[row];
    // The chance that a person has heard nothing yet; whoever does not count has nothing to hear.
    let mut unheard: Vec<f64> = stretch.clone().map(|row| if counts(row) { 1.0 } else { 0.0 }).collect();
    let mut hear = |person: Person, chance: f64| {
        let unheard = &mut unheard[person as usize - stretch.start];
        let heard = *unheard * chance;
        *unheard -= heard;
        heard
    };
    let (mut reached, mut n_done, mut at_ends) = (0.0, 0, Vec::with_capacity(ends.len()));
    for &end in ends {
        for &person in &most[n_done..end] {
            if stretch.contains(&(person as usize)) {
                reached += hear(person, 1.0);
            }
            // A row is sorted by neighbour.
            let slots = network.slots(person);
            let row = &network.neighbours[slots.clone()];
            let before = |end: usize| row.partition_point(|&other| (other as usize) < end);
            let within = before(stretch.start)..before(stretch.end);
            let strength = &network.strength[slots][within.clone()];
            for (&other, strength) in row[within].iter().zip(strength) {
                reached += hear(other, f64::from(strength.clamp(0.0, 1.0)));
            }
        }
        n_done = end;
        at_ends.push(reached);
    }
    at_ends
}

/// The least rise above the straight line, as a share of the whole rise, that counts as a knee.
const LEAST_BEND: f64 = 0.03;

fn knee(points: &[CutPoint]) -> Option<usize> {
    let (first, last) = (points.first()?, points.last()?);
    let more = |point: &CutPoint| point.n_influencers as f64 - first.n_influencers as f64;
    let (width, height) = (more(last), last.n_reached - first.n_reached);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let above = |point: &CutPoint| (point.n_reached - first.n_reached) / height - more(point) / width;
    let (best, rise) = points.iter().map(above).enumerate().max_by(|x, y| x.1.total_cmp(&y.1))?;
    (rise >= LEAST_BEND).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Network, People, Scores, Ties};
    use std::sync::Arc;

    /// 400 people; the first four lead 60 followers each, the next 36 one each. Followers have one leader.
    fn town(strength: f32) -> Scored {
        let mut pairs = Vec::new();
        let mut follower = 40u32;
        for leader in 0..40u32 {
            let n = if leader < 4 { 60 } else { 1 };
            pairs.extend((0..n).map(|k| (leader, follower + k)));
            follower += n;
        }
        let ties = Ties {
            a: pairs.iter().map(|p| p.0).collect(),
            b: pairs.iter().map(|p| p.1).collect(),
            contacts_out: vec![1; pairs.len()],
            contacts_back: vec![1; pairs.len()],
            strength: vec![strength; pairs.len()],
            ..Ties::default()
        };
        let n = 400;
        let people = People::from_ids((0..n).map(|id| format!("{id}")).collect());
        let scores = Scores { order: (0..n).collect(), ..Scores::default() };
        let network = Arc::new(Network::from_ties(n as usize, &ties));
        Scored { people: Arc::new(people), network, scores: Arc::new(scores), ..Scored::default() }
    }

    #[test]
    fn the_knee_is_where_the_leaders_end() {
        let curve = cut_curve(&town(1.0));
        let first = curve.points[0];
        assert_eq!((curve.points.len(), first.n_influencers, first.n_reached), (19, 4, 4.0 + 240.0));
        // Beyond the four each influencer brings one follower and is one person more.
        assert!((curve.gain(0, 18) - 2.0).abs() < 1e-9);
        assert_eq!(curve.knee, None, "a straight line has no knee");
        let mut scored = town(1.0);
        // Six per cent lead many, the rest few.
        let order: Vec<u32> = (4..16).chain(0..4).chain(16..400).collect();
        Arc::make_mut(&mut scored.scores).order = order;
        let curve = cut_curve(&scored);
        assert_eq!(curve.points[curve.knee.unwrap()].percent, 4.0);
        assert!(curve.gain(0, curve.knee.unwrap()) > 5.0 * curve.gain(curve.knee.unwrap(), 18));
    }

    #[test]
    fn people_looked_at_in_stretches_are_as_all_at_once() {
        // Everybody hears from several, near and far, with different chances; leaders know one another; some do not count.
        let n = 400u32;
        let pairs: std::collections::BTreeSet<(u32, u32)> =
            (0..n).flat_map(|a| [1, 13, 150].map(|far| (a.min((a + far) % n), a.max((a + far) % n)))).collect();
        let ties = Ties {
            a: pairs.iter().map(|p| p.0).collect(),
            b: pairs.iter().map(|p| p.1).collect(),
            contacts_out: vec![1; pairs.len()],
            contacts_back: vec![1; pairs.len()],
            strength: (0..pairs.len()).map(|row| (row % 10) as f32 / 10.0).collect(),
            ..Ties::default()
        };
        let mut scored = town(1.0);
        scored.network = Arc::new(Network::from_ties(n as usize, &ties));
        Arc::make_mut(&mut scored.scores).order = (0..n).map(|rank| rank * 37 % n).collect();
        Arc::make_mut(&mut scored.people).is_opted_out[40..60].fill(true);
        let whole = by_stretches(&scored, n as usize);
        assert!(whole.points[18].n_reached > 100.0);
        for stretch in [1, 7, 399] {
            let parts = by_stretches(&scored, stretch);
            assert_eq!((parts.points.len(), parts.knee), (whole.points.len(), whole.knee));
            for (part, all) in parts.points.iter().zip(&whole.points) {
                assert!((part.n_reached - all.n_reached).abs() < 1e-9, "{stretch}: {part:?} {all:?}");
                assert_eq!((part.percent, part.n_influencers), (all.percent, all.n_influencers));
            }
        }
    }

    #[test]
    fn rounding_to_whole_influencers_makes_no_knee() {
        // A hundred people without ties: half per cents fall on the same whole person two by two.
        let people = People::from_ids((0..100).map(|id| format!("{id}")).collect());
        let scores = Scores { order: (0..100).collect(), ..Scores::default() };
        let network = Arc::new(Network::from_ties(100, &Ties::default()));
        let scored = Scored { people: Arc::new(people), network, scores: Arc::new(scores), ..Scored::default() };
        let curve = cut_curve(&scored);
        assert_eq!((curve.points[18].n_influencers, curve.points[18].n_reached), (10, 10.0));
        assert_eq!(curve.knee, None, "{curve:?}");
    }

    #[test]
    fn half_a_tie_reaches_half_a_person_and_who_opted_out_nobody() {
        let curve = cut_curve(&town(0.5));
        assert!((curve.points[0].n_reached - (4.0 + 120.0)).abs() < 1e-6);
        let mut scored = town(0.5);
        Arc::make_mut(&mut scored.people).is_opted_out[40..100].fill(true);
        assert!((cut_curve(&scored).points[0].n_reached - (4.0 + 90.0)).abs() < 1e-6);
        assert_eq!(cut_curve(&Scored::default()).knee, None);
    }
}
