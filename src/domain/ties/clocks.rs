//! At which hours each busy person is in touch; knows nothing of what that says about them.

use super::evidence::DAY;
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
/// Whoever is unknown or opted out, with all that they took part in.
const COUNTS_FOR_NOTHING: u32 = u32::MAX - 1;

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

    /// `n_timed` is how many contacts with an hour each person has. One pass over the rows.
    pub(super) fn count(gathered: &Gathered<'_>, n_timed: &[u32], ticket: &Ticket) -> Result<Clocks, Stopped> {
        let mut known: Vec<u32> = n_timed.iter().copied().filter(|&n| n > 0).map(|n| n.min(MOST)).collect();
        if known.is_empty() {
            return Ok(Clocks::default());
        }
        let middle = known.len() / 2;
        let usual = *known.select_nth_unstable(middle).1;
        let least = FEWEST.max(TIMES_USUAL.saturating_mul(usual));
        let mut n_seats = 0;
        let mut seat = vec![NO_CLOCK; gathered.n_people];
        for (seat, _) in seat.iter_mut().zip(n_timed).filter(|(_, n)| **n >= least) {
            *seat = n_seats;
            n_seats += 1;
        }
        if n_seats == 0 {
            return Ok(Clocks { usual, ..Clocks::default() });
        }
        Ok(Clocks { usual, hours: hours(gathered, &seat, n_seats as usize, ticket)?, seat })
    }
}

/// Counts by several threads are held apart up to so many in all (64 MB): adding them up at the end costs less than
/// sharing them.
const MOST_COUNTS: usize = 1 << 24;

/// Contacts by hour of those who have a seat.
fn hours(gathered: &Gathered<'_>, seat: &[u32], n_seats: usize, ticket: &Ticket) -> Result<Vec<[u32; 24]>, Stopped> {
    let n_apart = rayon::current_num_threads().min(MOST_COUNTS / (24 * n_seats).max(1)).max(1);
    let mut all = vec![[0u32; 24]; n_seats];
    // One table after the other: the seats of its ids take as much memory as its people.
    for rows in gathered.tables.iter().filter(|rows| rows.mark & HAS_HOUR != 0) {
        let seats = seats(rows, seat, ticket)?;
        let begins: Vec<usize> = (0..rows.len()).step_by(STRETCH).collect();
        let some = begins.par_chunks(begins.len().div_ceil(n_apart).max(1)).map(|begins| {
            let mut hours = vec![[0u32; 24]; n_seats];
            for &begin in begins {
                add_stretch(rows, &seats, begin, ticket, &mut hours)?;
            }
            Ok(hours)
        });
        for hours in some.collect::<Result<Vec<_>, Stopped>>()? {
            ticket.check()?;
            let pairs = all.as_flattened_mut().iter_mut().zip(hours.as_flattened());
            pairs.for_each(|(sum, n)| *sum = sum.saturating_add(*n).min(MOST));
        }
    }
    Ok(all)
}

/// Of each id in the list of a table the seat, [`NO_CLOCK`], or [`COUNTS_FOR_NOTHING`].
fn seats(rows: &PairRows<'_>, seat: &[u32], ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    let mut seats = Vec::with_capacity(rows.person_of().len());
    for people in rows.person_of().chunks(super::BLOCK) {
        ticket.check()?;
        seats.extend(people.iter().map(|&person| seat.get(person as usize).copied().unwrap_or(COUNTS_FOR_NOTHING)));
    }
    Ok(seats)
}

fn add_stretch(
    rows: &PairRows<'_>,
    seats: &[u32],
    begin: usize,
    ticket: &Ticket,
    hours: &mut [[u32; 24]],
) -> Result<(), Stopped> {
    let (cells, all) = (rows.cells(), rows.stretch(begin));
    let mut found = Vec::with_capacity(2 * TOGETHER);
    for first in all.clone().step_by(TOGETHER) {
        ticket.check()?;
        // Nothing is asked that nobody could foresee, and what is found is counted afterwards: the waits overlap.
        let some = first..all.end.min(first + TOGETHER);
        let mut n_found = 0;
        found.resize(2 * TOGETHER, (0, 0, 0));
        for n in some {
            let [from, to] = rows.places(n).map(|place| seats.get(place).copied().unwrap_or(COUNTS_FOR_NOTHING));
            let at = cells.at(n);
            let times = cells.times(n).map_or(1, |times| u32::try_from(times).unwrap_or(MOST));
            let counts = at != Ties::NO_DATE && from != COUNTS_FOR_NOTHING && to != COUNTS_FOR_NOTHING;
            // Of those who have none nobody asks whether they are the same person.
            let counts = usize::from(counts) * usize::from(from != to);
            let hour = (at.rem_euclid(DAY) / 3600) as u32;
            for seat in [from, to] {
                found[n_found] = (seat, hour, times);
                n_found += counts * usize::from(seat != NO_CLOCK);
            }
        }
        for &(seat, hour, times) in &found[..n_found] {
            let count = &mut hours[seat as usize][hour as usize];
            *count = count.saturating_add(times).min(MOST);
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
