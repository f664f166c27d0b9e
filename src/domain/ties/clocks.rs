//! At which hours each busy person is in touch; knows nothing of what that says about them.

use super::gather::{Gathered, STRETCH};
use super::kinds::HAS_HOUR;
use crate::domain::model::{Person, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

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
        let n_timed: Vec<AtomicU32> = std::iter::repeat_with(AtomicU32::default).take(n_people).collect();
        each_timed(gathered, ticket, |person, _, n| {
            add(&n_timed[person as usize], n);
        })?;
        let n_timed: Vec<u32> = n_timed.into_iter().map(AtomicU32::into_inner).collect();
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
        let counts: Vec<AtomicU32> = std::iter::repeat_with(AtomicU32::default).take(24 * n_seats as usize).collect();
        each_timed(gathered, ticket, |person, hour, n| {
            let seat = seat[person as usize];
            if seat != NO_CLOCK {
                add(&counts[24 * seat as usize + hour], n);
            }
        })?;
        let counts: Vec<u32> = counts.into_iter().map(AtomicU32::into_inner).collect();
        let hours = counts.as_chunks::<24>().0.to_vec();
        Ok(Clocks { usual, seat, hours })
    }
}

/// Adds, and ends at [`MOST`].
fn add(count: &AtomicU32, n: u32) {
    let _ = count.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |count| Some(count.saturating_add(n).min(MOST)));
}

/// Calls `see(person, hour, contacts)` for both people of each row whose hour is known, on several threads.
fn each_timed(
    gathered: &Gathered<'_>,
    ticket: &Ticket,
    see: impl Fn(Person, usize, u32) + Sync,
) -> Result<(), Stopped> {
    for rows in gathered.tables.iter().filter(|rows| rows.mark & HAS_HOUR != 0) {
        let stretches = rows.pairs.par_chunks(STRETCH).zip((0..rows.pairs.len()).into_par_iter().step_by(STRETCH));
        stretches.try_for_each(|(pairs, begin)| {
            for (n, &[from, to]) in (begin..).zip(pairs) {
                if n.is_multiple_of(super::BLOCK) {
                    ticket.check()?;
                }
                let at = if from == to { Ties::NO_DATE } else { rows.at(n) };
                if at != Ties::NO_DATE {
                    let hour = (at.rem_euclid(86_400) / 3600) as usize;
                    let times = rows.times(n).map_or(1, |times| u32::try_from(times).unwrap_or(MOST));
                    see(from, hour, times);
                    see(to, hour, times);
                }
            }
            Ok(())
        })?;
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
