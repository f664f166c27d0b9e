//! Whether people follow those they listen to, within weeks, more than the same people in another order would; knows no
//! name and no table.

use super::months::MonthsOf;
use super::{Adoption, AdoptionLog};
use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// The longest stretch within which somebody can be said to follow.
pub const MOST_WEEKS: u32 = 12;
const WEEKS: usize = MOST_WEEKS as usize;
pub(super) const WEEK: i64 = 7 * 86_400;
/// Orders tried; the smallest chance that can be told is 1 in one more.
const SHUFFLES: usize = 499;
/// Tribes with fewer takers are shuffled together.
const FEWEST_IN_TRIBE: usize = 4;

/// One pair of takers of one subject who know each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Positions among the subject's takers.
    pub a: u32,
    pub b: u32,
    /// How much b comes to a, and a to b, as shares of their tie: a is then followed by b with that weight.
    pub b_listens: f32,
    pub a_listens: f32,
}

/// Everybody who took one subject up.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    pub what: u32,
    pub people: Vec<Person>,
    pub at: Vec<i64>,
    /// Positions of those whose dates may change places, a list a tribe.
    pub groups: Vec<Vec<u32>>,
    pub pairs: Vec<Pair>,
    /// Where dates are known by month only: the months, and who had it since nobody knows when, with the month by which.
    pub months: Option<Arc<MonthsOf>>,
    pub held: Vec<(Person, i64)>,
}

impl Subject {
    pub fn n_takers(&self) -> usize {
        self.people.len()
    }

    /// The seconds within which following counts: so many weeks, but at least from one month to the next.
    pub fn window(&self, weeks: u32) -> i64 {
        let wanted = i64::from(weeks) * WEEK;
        self.months.as_ref().and_then(|months| months.window(wanted)).unwrap_or(wanted)
    }
}

/// All subjects with two takers or more, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Takers {
    pub subjects: Vec<Subject>,
}

impl Takers {
    /// `adoptions` stand by subject and date. O(adoptions · contacts).
    pub fn new(
        network: &Network,
        tribe_of: &[u32],
        adoptions: &[Adoption],
        ticket: &Ticket,
    ) -> Result<Takers, Stopped> {
        let of_subject = |same: &[Adoption]| -> Result<Option<Subject>, Stopped> {
            ticket.check()?;
            let known: Vec<&Adoption> =
                same.iter().filter(|adoption| network.n_contacts(adoption.person) > 0).collect();
            if known.len() < 2 {
                return Ok(None);
            }
            let people: Vec<Person> = known.iter().map(|adoption| adoption.person).collect();
            let at: Vec<i64> = known.iter().map(|adoption| adoption.at).collect();
            // Where all have one date, or dates are known by the year, nobody can be said to follow within weeks, or not to.
            let is_near = |two: &[i64]| two[1] != two[0] && two[1] - two[0] <= i64::from(MOST_WEEKS) * WEEK;
            let has_order = at.windows(2).any(is_near);
            let pairs = if has_order { pairs(network, &people) } else { Vec::new() };
            let groups = groups(&people, tribe_of);
            let (what, months, held) = (same[0].what, None, Vec::new());
            Ok(Some(Subject { what, people, at, groups, pairs, months, held }))
        };
        let by_subject: Vec<&[Adoption]> = adoptions.chunk_by(|x, y| x.what == y.what).collect();
        let subjects: Vec<Option<Subject>> = by_subject.into_par_iter().map(of_subject).collect::<Result<_, _>>()?;
        Ok(Takers { subjects: subjects.into_iter().flatten().collect() })
    }

    /// The same with the months of those things that are dated by month. Months that are further apart than anybody can be
    /// said to follow leave no pair to judge.
    pub fn dated_by(mut self, log: &AdoptionLog) -> Takers {
        for subject in &mut self.subjects {
            let Some(months) = log.things.get(subject.what as usize).and_then(|thing| thing.months.clone()) else {
                continue;
            };
            if months.window(0).is_none() {
                subject.pairs.clear();
            }
            let first = log.held.partition_point(|one| one.what < subject.what);
            let held = log.held[first..].iter().take_while(|one| one.what == subject.what);
            subject.held = held.map(|one| (one.person, one.at)).collect();
            subject.months = Some(months);
        }
        self
    }
}

fn pairs(network: &Network, people: &[Person]) -> Vec<Pair> {
    let place: HashMap<Person, u32> = people.iter().copied().zip(0..).collect();
    let mut pairs = Vec::new();
    for (&person, a) in people.iter().zip(0u32..) {
        for slot in network.slots(person) {
            let Some(&b) = place.get(&network.neighbours[slot]).filter(|&&b| b > a) else { continue };
            let strength = network.strength[slot];
            let a_listens = if strength > 0.0 { network.goes_to[slot] / strength } else { 0.5 };
            pairs.push(Pair { a, b, b_listens: 1.0 - a_listens, a_listens });
        }
    }
    pairs
}

/// The takers of each tribe; small tribes together in the last.
fn groups(people: &[Person], tribe_of: &[u32]) -> Vec<Vec<u32>> {
    let mut by_tribe: Vec<(u32, u32)> =
        people.iter().zip(0..).map(|(&person, place)| (tribe_of[person as usize], place)).collect();
    by_tribe.sort_unstable();
    let (mut groups, mut rest) = (Vec::new(), Vec::new());
    for same in by_tribe.chunk_by(|x, y| x.0 == y.0) {
        let places = same.iter().map(|&(_, place)| place);
        if same.len() < FEWEST_IN_TRIBE { rest.extend(places) } else { groups.push(places.collect()) }
    }
    groups.push(rest);
    groups
}

/// What the order in which people took something up says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Timing {
    /// Pairs of takers who know each other.
    pub n_pairs: u32,
    /// The weeks within which following stands out most, 1 to [`MOST_WEEKS`].
    pub weeks: u32,
    /// Pairs in which one followed the other within these weeks, each counted with the share in which the follower is
    /// the one who comes to the other.
    pub n_followed: f64,
    /// The same, were the dates of the same takers dealt out anew within their tribes.
    pub expected: f64,
    /// Standard deviations between the two.
    pub sigma: f64,
    /// The chance of so much in any of the windows by the dealing alone; 1 / 500 is the least that is told.
    pub by_chance: f64,
    /// Followed less preceded, in pairs of whom one comes more to the other, in standard deviations of the dealing.
    pub direction_sigma: f64,
    pub direction_by_chance: f64,
}

impl Timing {
    /// Whether the files tell of any pair who comes to whom: else nothing can be said of whether people follow those they
    /// listen to.
    #[must_use]
    pub fn tells_direction(&self) -> bool {
        self.direction_sigma != 0.0 || self.direction_by_chance < 1.0
    }
}

/// Follows and their balance, within each number of weeks.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    followed: [f64; WEEKS],
    balance: [f64; WEEKS],
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        for week in 0..WEEKS {
            self.followed[week] += other.followed[week];
            self.balance[week] += other.balance[week];
        }
    }

    /// Of one subject, had its takers taken it up at these moments.
    fn of(subject: &Subject, at: &[i64]) -> Counts {
        let Counts { mut followed, mut balance } = Counts::default();
        for pair in &subject.pairs {
            let gap = at[pair.b as usize] - at[pair.a as usize];
            let week = (gap.abs() - 1).div_euclid(WEEK);
            if gap == 0 || week >= i64::from(MOST_WEEKS) {
                continue;
            }
            let (b, a) = (f64::from(pair.b_listens), f64::from(pair.a_listens));
            let week = week as usize;
            followed[week] += if gap > 0 { b } else { a };
            balance[week] += if gap > 0 { b - a } else { a - b };
        }
        for week in 1..WEEKS {
            followed[week] += followed[week - 1];
            balance[week] += balance[week - 1];
        }
        Counts { followed, balance }
    }
}

/// Shuffle tests: over all subjects together, and over each of those at `singles`; in all windows from one week to
/// [`MOST_WEEKS`] at once: the greatest deviation is compared with the greatest of each shuffle, so that looking often is
/// paid for. Every subject is dealt out once a shuffle, for both. O(shuffles · (takers + pairs)).
pub(super) fn tests(
    takers: &Takers,
    singles: &[usize],
    seed: u64,
    ticket: &Ticket,
) -> Result<(Timing, Vec<Timing>), Stopped> {
    let counted = |deal: &dyn Fn(usize, &Subject) -> Counts| -> Result<Vec<Counts>, Stopped> {
        // All together first, then the singles in their order.
        let mut counts = vec![Counts::default(); singles.len() + 1];
        for (at, subject) in takers.subjects.iter().enumerate() {
            ticket.check()?;
            let one = deal(at, subject);
            counts[0].add(&one);
            if let Some(place) = singles.iter().position(|&single| single == at) {
                counts[place + 1] = one;
            }
        }
        Ok(counts)
    };
    let seen = counted(&|_, subject| Counts::of(subject, &subject.at))?;
    let dealt = |shuffle: usize| {
        counted(&|at, subject| {
            let mut random = ChaCha8Rng::seed_from_u64(seed ^ (u64::from(subject.what) + 1));
            random.set_stream((at as u64) << 32 | shuffle as u64);
            Counts::of(subject, &deal(subject, &mut random))
        })
    };
    let dealt: Vec<Vec<Counts>> = (0..SHUFFLES).into_par_iter().map(dealt).collect::<Result<_, _>>()?;
    let n_pairs = |subject: &Subject| subject.pairs.len();
    let judged = |place: usize, n_pairs: usize| -> Timing {
        let dealt: Vec<&Counts> = dealt.iter().map(|counts| &counts[place]).collect();
        judge(n_pairs as u32, &seen[place], &dealt)
    };
    let all = judged(0, takers.subjects.iter().map(n_pairs).sum());
    let each = (1..).zip(singles).map(|(place, &at)| judged(place, n_pairs(&takers.subjects[at]))).collect();
    Ok((all, each))
}

/// The same dates, dealt out anew within each group.
fn deal(subject: &Subject, random: &mut ChaCha8Rng) -> Vec<i64> {
    let mut at = subject.at.clone();
    for group in &subject.groups {
        for last in (1..group.len()).rev() {
            at.swap(group[last] as usize, group[random.random_range(0..=last)] as usize);
        }
    }
    at
}

fn judge(n_pairs: u32, seen: &Counts, dealt: &[&Counts]) -> Timing {
    if n_pairs == 0 {
        return Timing { by_chance: 1.0, direction_by_chance: 1.0, ..Timing::default() };
    }
    let n = dealt.len() as f64;
    let moments = |value: &dyn Fn(&Counts) -> f64| {
        let mean = dealt.iter().map(|counts| value(counts)).sum::<f64>() / n;
        let spread = dealt.iter().map(|counts| (value(counts) - mean).powi(2)).sum::<f64>() / (n - 1.0);
        (mean, spread.sqrt())
    };
    let by_week: Vec<(f64, f64)> = (0..WEEKS).map(|week| moments(&|counts| counts.followed[week])).collect();
    let sigma = |counts: &Counts, week: usize| {
        let (mean, spread) = by_week[week];
        if spread > 0.0 { (counts.followed[week] - mean) / spread } else { 0.0 }
    };
    let greatest = |counts: &Counts| (0..WEEKS).map(|week| sigma(counts, week)).fold(f64::MIN, f64::max);
    let best = greatest(seen);
    let week = (0..WEEKS).find(|&week| sigma(seen, week) >= best).unwrap_or(0);
    let at_least = dealt.iter().filter(|counts| greatest(counts) >= best - 1e-9).count() as f64;
    let (mean, spread) = moments(&|counts| counts.balance[week]);
    let tilted = dealt.iter().filter(|counts| counts.balance[week] >= seen.balance[week] - 1e-9).count() as f64;
    Timing {
        n_pairs,
        weeks: week as u32 + 1,
        n_followed: seen.followed[week],
        expected: by_week[week].0,
        sigma: best,
        by_chance: (at_least + 1.0) / (n + 1.0),
        direction_sigma: if spread > 1e-9 { (seen.balance[week] - mean) / spread } else { 0.0 },
        direction_by_chance: if spread > 1e-9 { (tilted + 1.0) / (n + 1.0) } else { 1.0 },
    }
}
