//! The single calls and messages that the bonds come to, moment by moment; knows no file.

use super::bonds::{Bond, Habit};
use super::draw::Draw;
use super::rows::{DAY, N_DAYS};
use rayon::prelude::ParallelSliceMut;

/// One call or message. Its order is that of the records: by moment, then by who.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Contact {
    /// Seconds since the start of the records.
    pub at: u32,
    pub from: u32,
    pub to: u32,
    /// Length of a call, -1 where nobody answered; [`WRITTEN`] for a message.
    pub seconds: i32,
}

/// The `seconds` of a message.
pub(super) const WRITTEN: i32 = i32::MIN;

/// How many of 1,000 contacts fall in each hour: two humps on a working day, the evening the higher.
const WEEKDAY: [f64; 24] =
    [4., 2., 1., 1., 2., 6., 18., 38., 48., 46., 46., 50., 60., 52., 46., 48., 58., 78., 96., 102., 88., 62., 34., 14.];
/// At the weekend people rise late and talk all day.
const WEEKEND: [f64; 24] =
    [14., 9., 5., 3., 2., 3., 6., 14., 30., 50., 68., 76., 72., 62., 56., 56., 60., 66., 74., 78., 76., 60., 40., 20.];
/// How busy each day of the week is, Monday first, against the busiest.
const DAYS: [f64; 7] = [0.86, 0.86, 0.88, 0.9, 1.0, 0.82, 0.7];
/// How far the day of people who work at night is shifted.
const NIGHT_SHIFT_HOURS: u32 = 8;

/// All contacts in the order of their moments.
pub(super) fn meet(bonds: &[Bond], draw: &mut Draw) -> Vec<Contact> {
    let hours = [share(&WEEKDAY), share(&WEEKEND)];
    let expected: f64 = bonds.iter().map(|bond| f64::from(bond.n_contacts)).sum();
    let mut contacts = Vec::with_capacity((expected * 1.1) as usize);
    for bond in bonds {
        keep_in_touch(bond, &hours, draw, &mut contacts);
    }
    contacts.par_sort_unstable();
    contacts
}

fn share(weights: &[f64; 24]) -> [f64; 24] {
    let total: f64 = weights.iter().sum();
    weights.map(|weight| weight / total)
}

fn keep_in_touch(bond: &Bond, hours: &[[f64; 24]; 2], draw: &mut Draw, contacts: &mut Vec<Contact>) {
    let n = draw.count(f64::from(bond.n_contacts)).max(1);
    // One bond in twelve ends early: what was strong once need not be so now.
    let n_days = if bond.habit == Habit::Bursty && draw.chance(1.0 / 12.0) {
        10 + draw.below(N_DAYS as usize / 2) as u32
    } else {
        N_DAYS
    };
    let mut done = 0;
    while done < n {
        let at = match bond.habit {
            Habit::Steady => steady_day(done, n, draw),
            Habit::Bursty | Habit::Chance => any_day(n_days, draw),
        };
        let mut at = at * DAY + second(at, bond.is_nightly, hours, draw);
        let burst = if bond.habit == Habit::Bursty { 1 + draw.count(0.9) } else { 1 };
        for _ in 0..burst.min(n - done) {
            contact(bond, at.min(N_DAYS * DAY - 1), draw, contacts);
            at += 60 + draw.log_normal(900.0, 1.0).min(14_000.0) as u32;
            done += 1;
        }
    }
}

/// A contact and, where a call was missed, often the call back.
fn contact(bond: &Bond, at: u32, draw: &mut Draw, contacts: &mut Vec<Contact>) {
    let is_from_a = draw.chance(f64::from(bond.share_from_a));
    let (from, to) = if is_from_a { (bond.a, bond.b) } else { (bond.b, bond.a) };
    if draw.chance(f64::from(bond.share_written)) {
        contacts.push(Contact { at, from, to, seconds: WRITTEN });
        return;
    }
    let length = |draw: &mut Draw| draw.log_normal(f64::from(bond.seconds), 0.9).clamp(3.0, 7200.0) as i32;
    if !draw.chance(f64::from(bond.share_missed)) {
        contacts.push(Contact { at, from, to, seconds: length(draw) });
        return;
    }
    contacts.push(Contact { at, from, to, seconds: -1 });
    let back = at + 120 + draw.log_normal(1500.0, 0.8).min(20_000.0) as u32;
    let is_mutual = bond.share_from_a > 0.1 && bond.share_from_a < 0.9;
    if is_mutual && back < N_DAYS * DAY && draw.chance(0.5) {
        contacts.push(Contact { at: back, from: to, to: from, seconds: length(draw) });
    }
}

/// The day of one of `n` evenly spread contacts.
fn steady_day(place: usize, n: usize, draw: &mut Draw) -> u32 {
    let gap = f64::from(N_DAYS) / n as f64;
    let day = (place as f64 + 0.25 + 0.5 * draw.share()) * gap;
    (day as u32).min(N_DAYS - 1)
}

fn any_day(n_days: u32, draw: &mut Draw) -> u32 {
    loop {
        let day = draw.below(n_days as usize) as u32;
        if draw.chance(DAYS[day as usize % 7]) {
            return day;
        }
    }
}

fn second(day: u32, is_nightly: bool, hours: &[[f64; 24]; 2], draw: &mut Draw) -> u32 {
    let usual = &hours[usize::from(day % 7 >= 5)];
    let hour = draw.weighted(usual.iter().copied()) as u32;
    let hour = if is_nightly { (hour + NIGHT_SHIFT_HOURS) % 24 } else { hour };
    hour * 3600 + draw.below(3600) as u32
}
