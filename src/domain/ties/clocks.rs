//! At which hours each busy person is in touch; knows nothing of what that says about them.

use super::gather::{Gathered, PairRows, STRETCH, TOGETHER};
use super::kinds::HAS_HOUR;
use crate::domain::model::{Person, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Nobody of fewer contacts with an hour has their clock kept: so few say nothing.
const FEWEST: u32 = 50;
/// Nor whoever has fewer than so many times what is usual.
const TIMES_USUAL: u32 = 2;
const NO_CLOCK: u32 = u32::MAX;

/// The hours of those who are far busier than usual.
#[derive(Debug, Default)]
pub struct Clocks {
    /// What half of all people with any have at most, in contacts with an hour.
    pub usual: u32,
    seat: Vec<u32>,
    hours: Vec<[u32; 24]>,
}

/// Counts end here, so that the hours of a day can be added up.
const MOST: u32 = u32::MAX / 32;

impl Clocks {
    /// Contacts by hour of the day, in the time of the files; nothing for people who are not busy.
    #[must_use]
    pub fn of(&self, person: Person) -> Option<&[u32; 24]> {
        self.hours.get(*self.seat.get(person as usize)? as usize)
    }

    /// Two passes over the rows.
    pub(super) fn count(gathered: &Gathered<'_>, ticket: &Ticket) -> Result<Clocks, Stopped> {
        let n_people = gathered.n_people;
        let n_timed = counted(gathered, n_people, ticket, |person, _| Some(person as usize))?;
        let mut known: Vec<u32> = n_timed.iter().copied().filter(|&n| n > 0).collect();
        if known.is_empty() {
            return Ok(Clocks::default());
        }
        let middle = known.len() / 2;
        let usual = *known.select_nth_unstable(middle).1;
        let least = FEWEST.max(TIMES_USUAL.saturating_mul(usual));
        let mut n_seats = 0;
        let mut seat = vec![NO_CLOCK; n_people];
        for (seat, _) in seat.iter_mut().zip(&n_timed).filter(|(_, n)| **n >= least) {
            *seat = n_seats;
            n_seats += 1;
        }
        // Few are busy: whether somebody is fits a bit, and the bits the cache.
        let mut is_busy = vec![0u64; n_people.div_ceil(64)];
        for (person, _) in seat.iter().enumerate().filter(|(_, seat)| **seat != NO_CLOCK) {
            is_busy[person / 64] |= 1 << (person % 64);
        }
        let counts = counted(gathered, 24 * n_seats as usize, ticket, |person, hour| {
            let is_busy = is_busy[person as usize / 64] >> (person % 64) & 1 == 1;
            is_busy.then(|| 24 * seat[person as usize] as usize + hour)
        })?;
        Ok(Clocks { usual, hours: counts.as_chunks::<24>().0.to_vec(), seat })
    }
}

/// Counts by several threads are held apart up to so many in all (64 MB): adding them up at the end costs less than
/// sharing them.
const MOST_COUNTS: usize = 1 << 24;

/// How many contacts with an hour there are of each of `n` kinds; `kind(person, hour)` is asked for both people of each.
fn counted(
    gathered: &Gathered<'_>,
    n: usize,
    ticket: &Ticket,
    kind: impl Fn(Person, usize) -> Option<usize> + Sync,
) -> Result<Vec<u32>, Stopped> {
    let stretches: Vec<(&PairRows<'_>, usize)> = gathered
        .tables
        .iter()
        .filter(|rows| rows.mark & HAS_HOUR != 0)
        .flat_map(|rows| (0..rows.len()).step_by(STRETCH).map(move |begin| (rows, begin)))
        .collect();
    let n_apart = rayon::current_num_threads().min(MOST_COUNTS / n.max(1)).max(1);
    let some = stretches.par_chunks(stretches.len().div_ceil(n_apart).max(1)).map(|stretches| {
        let mut counts = vec![0u32; n];
        for &(rows, begin) in stretches {
            add_stretch(rows, begin, ticket, &kind, &mut counts)?;
        }
        Ok(counts)
    });
    let all: Vec<Vec<u32>> = some.collect::<Result<_, Stopped>>()?;
    let sum = |mut x: Vec<u32>, y: Vec<u32>| {
        x.iter_mut().zip(y).for_each(|(x, y)| *x = x.saturating_add(y).min(MOST));
        x
    };
    Ok(all.into_iter().reduce(sum).unwrap_or_else(|| vec![0; n]))
}

fn add_stretch(
    rows: &PairRows<'_>,
    begin: usize,
    ticket: &Ticket,
    kind: &impl Fn(Person, usize) -> Option<usize>,
    counts: &mut [u32],
) -> Result<(), Stopped> {
    let (cells, all, mut pairs) = (rows.cells(), rows.stretch(begin), Vec::new());
    for first in all.clone().step_by(TOGETHER) {
        ticket.check()?;
        let some = first..all.end.min(first + TOGETHER);
        rows.pairs(some.clone(), &mut pairs);
        for (n, &[from, to]) in some.zip(&pairs) {
            let at = if from == to { Ties::NO_DATE } else { cells.at(n) };
            if at == Ties::NO_DATE {
                continue;
            }
            let hour = (at.rem_euclid(86_400) / 3600) as usize;
            let times = cells.times(n).map_or(1, |times| u32::try_from(times).unwrap_or(MOST));
            for place in [kind(from, hour), kind(to, hour)].into_iter().flatten() {
                counts[place] = counts[place].saturating_add(times).min(MOST);
            }
        }
    }
    Ok(())
}

/// The share of contacts in the six quietest hours in a row, round the clock.
#[must_use]
pub fn quiet_share(hours: &[u32; 24]) -> f32 {
    let total: u32 = hours.iter().sum();
    let stretch = |from: usize| (from..from + 6).map(|hour| hours[hour % 24]).sum::<u32>();
    let quietest = (0..24).map(stretch).min().unwrap_or(0);
    if total == 0 { 0.0 } else { quietest as f32 / total as f32 }
}

/// The share of contacts between midnight and six.
#[must_use]
pub fn night_share(hours: &[u32; 24]) -> f32 {
    let total: u32 = hours.iter().sum();
    if total == 0 { 0.0 } else { hours[..6].iter().sum::<u32>() as f32 / total as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sleeps_has_six_quiet_hours_whenever_they_sleep() {
        let mut awake = [0u32; 24];
        awake[8..23].fill(40);
        let mut nightly = awake;
        nightly.rotate_left(10);
        assert_eq!((quiet_share(&awake), quiet_share(&nightly)), (0.0, 0.0));
        assert!(night_share(&awake) == 0.0 && night_share(&nightly) > 0.3);
        assert_eq!((quiet_share(&[7; 24]), night_share(&[7; 24])), (0.25, 0.25));
        assert_eq!(quiet_share(&[0; 24]), 0.0);
    }
}
