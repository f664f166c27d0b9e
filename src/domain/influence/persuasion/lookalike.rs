//! How much more often people with a fresh taker among their contacts take a thing up than people like them without;
//! knows no name.

use super::timing::{MOST_WEEKS, Subject, Takers, WEEK};
use crate::domain::model::{Network, People, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Moments looked at in the life of a subject.
const MOST_MOMENTS: i64 = 12;

/// Counts of people who had not taken a thing up, at several moments, and of those who then did within the weeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LookAlikes {
    pub weeks: u32,
    /// With a contact who had just taken it up, and those among them who followed.
    pub n_exposed: u64,
    pub n_exposed_took: u64,
    /// Without such a contact.
    pub n_others: u64,
    pub n_others_took: u64,
    /// How many of the exposed would have followed, had they done so as often as others with as many contacts, as much
    /// spend and as many other things taken up (exact matching on these three, direct standardisation).
    pub expected: f64,
}

impl LookAlikes {
    /// Share of the exposed who took it up.
    #[must_use]
    pub fn exposed_share(&self) -> Option<f64> {
        (self.n_exposed > 0).then(|| self.n_exposed_took as f64 / self.n_exposed as f64)
    }

    /// Share of their look-alikes.
    #[must_use]
    pub fn alike_share(&self) -> Option<f64> {
        (self.n_exposed > 0).then(|| self.expected / self.n_exposed as f64)
    }

    /// How many times as often as everybody else: what a naive count would claim.
    #[must_use]
    pub fn naive_ratio(&self) -> Option<f64> {
        let others = self.n_others_took as f64 / self.n_others.max(1) as f64;
        self.exposed_share().filter(|_| others > 0.0).map(|share| share / others)
    }

    /// How many times as often as their look-alikes.
    #[must_use]
    pub fn matched_ratio(&self) -> Option<f64> {
        (self.expected > 0.0).then(|| self.n_exposed_took as f64 / self.expected)
    }
}

impl LookAlikes {
    /// Several subjects together.
    pub(super) fn and(self, other: LookAlikes) -> LookAlikes {
        LookAlikes {
            weeks: self.weeks.max(other.weeks),
            n_exposed: self.n_exposed + other.n_exposed,
            n_exposed_took: self.n_exposed_took + other.n_exposed_took,
            n_others: self.n_others + other.n_others,
            n_others_took: self.n_others_took + other.n_others_took,
            expected: self.expected + other.expected,
        }
    }

    /// Cells with nobody to compare with are left out on both sides.
    fn take(&mut self, cell: &Cell) {
        let (exposed, others) = (cell.exposed[0] + cell.exposed[1], cell.others[0] + cell.others[1]);
        self.n_others += others;
        self.n_others_took += cell.others[1];
        if others > 0 {
            self.n_exposed += exposed;
            self.n_exposed_took += cell.exposed[1];
            self.expected += exposed as f64 * cell.others[1] as f64 / others as f64;
        }
    }
}

/// What people are matched on: quarter by contacts and by spend (0 for none), things ever taken up.
type Kind = (u8, u8, u8);

/// Kinds told apart: five by five, and no other, one, or two and more other things taken up.
const KINDS: usize = 5 * 5 * 3;

fn place_of((contacts, spend, n_taken): Kind, took_this: bool) -> usize {
    let others = (n_taken - u8::from(took_this)).min(2);
    (usize::from(contacts) * 5 + usize::from(spend)) * 3 + usize::from(others)
}

#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    exposed: [u64; 2],
    others: [u64; 2],
}

/// Compares the takers of each subject at these positions at up to twelve moments, a window apart.
/// O(subjects · moments · (people + takers · contacts)).
pub(super) fn compare(
    takers: &Takers,
    subjects: &[usize],
    network: &Network,
    people: &People,
    weeks: u32,
    ticket: &Ticket,
) -> Result<Vec<LookAlikes>, Stopped> {
    let kinds = kinds(takers, network, people);
    let one = |&at: &usize| compare_one(&takers.subjects[at], &kinds, network, weeks, ticket);
    subjects.par_iter().map(one).collect()
}

fn compare_one(
    subject: &Subject,
    kinds: &[Kind],
    network: &Network,
    weeks: u32,
    ticket: &Ticket,
) -> Result<LookAlikes, Stopped> {
    let mut sum = LookAlikes { weeks, ..LookAlikes::default() };
    let mut taken_at = vec![i64::MAX; network.n_people()];
    for (&person, &at) in subject.people.iter().zip(&subject.at) {
        taken_at[person as usize] = at;
    }
    // Nobody can follow anybody in what they had before.
    subject.held.iter().for_each(|&(person, _)| taken_at[person as usize] = i64::MIN);
    for look in looks(subject, weeks) {
        ticket.check()?;
        let mut is_exposed = vec![false; network.n_people()];
        let dated = subject.people.iter().zip(&subject.at);
        for (&person, _) in dated.filter(|(_, at)| look.fresh.contains(at)) {
            network.ties_of(person).for_each(|(other, _)| is_exposed[other as usize] = true);
        }
        let mut cells = [Cell::default(); KINDS];
        for (person, &at) in taken_at.iter().enumerate() {
            let is_there = look.is_listed.is_none_or(|listed| listed[person]);
            if at <= look.moment || !is_there || network.n_contacts(person as Person) == 0 {
                continue;
            }
            let cell = &mut cells[place_of(kinds[person], at < i64::MAX)];
            let took = usize::from(at <= look.until);
            if is_exposed[person] { cell.exposed[took] += 1 } else { cell.others[took] += 1 }
        }
        for cell in &cells {
            sum.take(cell);
        }
    }
    Ok(sum)
}

/// One moment that is looked at.
struct Look<'a> {
    moment: i64,
    /// Who took it up then has just done so.
    fresh: RangeInclusive<i64>,
    /// Who takes it up until then follows.
    until: i64,
    /// Who could be seen to, where not everybody can.
    is_listed: Option<&'a [bool]>,
}

/// The moments of a subject: up to [`MOST_MOMENTS`], a window apart, with windows of so many weeks; or its months from the
/// second, as what people had in the first they may have had for years, and of which each follows the one before, where
/// the two are no further apart than anybody can be said to follow.
fn looks(subject: &Subject, weeks: u32) -> Vec<Look<'_>> {
    if let Some(months) = &subject.months {
        let steps = months.at.windows(2).zip(&months.is_listed).skip(1);
        let looks = steps.filter(|(two, _)| two[1] - two[0] <= i64::from(MOST_WEEKS) * WEEK).map(|(two, listed)| {
            Look { moment: two[0], fresh: two[0]..=two[0], until: two[1], is_listed: Some(listed) }
        });
        return looks.collect();
    }
    let (Some(&first), Some(&last)) = (subject.at.iter().min(), subject.at.iter().max()) else { return Vec::new() };
    let window = i64::from(weeks) * WEEK;
    let step = window.max((last - first) / MOST_MOMENTS + 1);
    let moments = std::iter::successors(Some(first), |moment| Some(moment + step)).take_while(|&moment| moment < last);
    let look = |moment| Look { moment, fresh: moment - window + 1..=moment, until: moment + window, is_listed: None };
    moments.map(look).collect()
}

fn kinds(takers: &Takers, network: &Network, people: &People) -> Vec<Kind> {
    let n = network.n_people();
    let mut n_taken = vec![0u8; n];
    for subject in &takers.subjects {
        subject.people.iter().for_each(|&person| n_taken[person as usize] = n_taken[person as usize].saturating_add(1));
    }
    let contacts: Vec<i64> =
        (0..n as Person).map(|person| i64::try_from(network.n_contacts(person)).unwrap_or(i64::MAX)).collect();
    let (contacts, spend) = (quarters(&contacts), quarters(&people.spend_cents));
    (0..n).map(|row| (contacts[row], spend[row], n_taken[row])).collect()
}

/// The quarter of each value among those above zero, 1 to 4; 0 for the others.
fn quarters(values: &[i64]) -> Vec<u8> {
    let mut above: Vec<i64> = values.iter().copied().filter(|&value| value > 0).collect();
    above.sort_unstable();
    let place = |value: i64| above.partition_point(|&other| other < value) * 4 / above.len().max(1);
    values.iter().map(|&value| if value > 0 { place(value) as u8 + 1 } else { 0 }).collect()
}
