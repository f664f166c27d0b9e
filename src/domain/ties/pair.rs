//! What one pair's evidence says when it is looked at alone: silence, rhythm, chance; knows nothing of tribes.

use super::columns::{texts, whole_numbers};
use crate::domain::model::{Meaning, Network, Person, Table, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::sync::Arc;

const DAY: i64 = 86_400;
/// Usual gaps of silence after which a tie is probably gone.
const GONE: f64 = 8.0;

/// Days from one day in touch to the next, on average; nothing for pairs in touch on fewer than three days, of whom
/// nobody can say what is usual.
#[must_use]
pub fn usual_gap_days(ties: &Ties, row: usize) -> Option<f64> {
    let n_gaps = ties.days[row].checked_sub(1).filter(|&n| n >= 2)?;
    let days = ties.last.get(row).div_euclid(DAY) - ties.first.get(row).div_euclid(DAY);
    Some(days as f64 / f64::from(n_gaps))
}

/// Silent for more than eight times the usual gap, by the last contact of the whole data.
#[must_use]
pub fn is_probably_gone(ties: &Ties, row: usize) -> bool {
    let silent = (ties.today.saturating_sub(ties.last.get(row))) as f64 / DAY as f64;
    usual_gap_days(ties, row).is_some_and(|gap| silent > GONE * gap)
}

/// How likely chance alone would make each tie so strong (disparity filter; Serrano, Boguñá, Vespignani, PNAS
/// 106:6483, 2009): `(1 − s_ij/s_i)^(k_i − 1)`, the smaller of both ends, one entry a tie. Keep ties below a level of
/// 0.05 or so where ties were inferred from shared purchases. For a person of one tie nothing can be said: 1. O(m).
#[must_use]
pub fn disparity(network: &Network, ties: &Ties) -> Vec<f32> {
    let total = |person: Person| network.ties_of(person).map(|(_, strength)| f64::from(strength)).sum::<f64>();
    let total: Vec<f64> = (0..network.n_people() as Person).into_par_iter().map(total).collect();
    let chance = |person: Person, strength: f32| {
        let others = network.n_contacts(person) as f64 - 1.0;
        let share = (f64::from(strength) / total[person as usize]).min(1.0);
        if others > 0.0 { (1.0 - share).powf(others) } else { 1.0 }
    };
    (0..ties.len())
        .into_par_iter()
        .map(|row| chance(ties.a[row], ties.strength[row]).min(chance(ties.b[row], ties.strength[row])) as f32)
        .collect()
}

/// When a pair is in touch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rhythm {
    /// Dated contacts by hour of the day, in the time of the files.
    pub hours: [u32; 24],
    /// By weekday, Monday first. Means nothing where the files count seconds from a start of their own.
    pub weekdays: [u32; 7],
}

impl Rhythm {
    /// The hour of most contacts, of equals the earliest; nothing without dated contacts.
    #[must_use]
    pub fn usual_hour(&self) -> Option<u32> {
        let most = self.hours.iter().max().filter(|&&most| most > 0)?;
        (0..).zip(&self.hours).find(|(_, n)| *n == most).map(|(hour, _)| hour)
    }
}

/// The rhythm of one pair, read from the tables again: O(rows), for a card that is open.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn rhythm(tables: &[Arc<Table>], one: &str, other: &str, ticket: &Ticket) -> Result<Rhythm, Stopped> {
    let mut rhythm = Rhythm::default();
    for table in tables.iter().filter(|table| table.kind.is_pairs()) {
        let columns = (texts(table, Meaning::From), texts(table, Meaning::To), whole_numbers(table, Meaning::At));
        let (Some(from), Some(to), Some(at)) = columns else { continue };
        for (n, ((from, to), at)) in from.iter().zip(to.iter()).zip(at.iter()).enumerate() {
            if n.is_multiple_of(super::BLOCK) {
                ticket.check()?;
            }
            let (Some(from), Some(to), Some(at)) = (from.map(str::trim), to.map(str::trim), at) else { continue };
            if (from == one && to == other) || (from == other && to == one) {
                rhythm.hours[(at.rem_euclid(DAY) / 3600) as usize] += 1;
                // The first of January 1970 was a Thursday.
                rhythm.weekdays[(at.div_euclid(DAY) + 3).rem_euclid(7) as usize] += 1;
            }
        }
    }
    Ok(rhythm)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{calls, network, ties};

    fn dated(first: i64, last: i64, days: u32, today: i64) -> Ties {
        Ties {
            first: vec![first * DAY].into(),
            last: vec![last * DAY].into(),
            days: vec![days],
            today: today * DAY,
            ..Ties::default()
        }
    }

    #[test]
    fn a_tie_is_gone_after_eight_usual_gaps_of_silence() {
        assert_eq!(usual_gap_days(&dated(0, 20, 5, 30), 0), Some(5.0));
        assert!(!is_probably_gone(&dated(0, 20, 5, 60), 0));
        assert!(is_probably_gone(&dated(0, 20, 5, 61), 0));
        assert!(!is_probably_gone(&dated(0, 20, 2, 900), 0));
    }

    #[test]
    fn a_tie_far_above_its_neighbours_is_no_chance() {
        let pairs = [(0, 1, 0.7), (0, 2, 0.1), (0, 3, 0.1), (0, 4, 0.1)];
        let chance = disparity(&network(5, &pairs), &ties(&pairs));
        assert!((chance[0] - 0.027).abs() < 1e-6 && (chance[1] - 0.729).abs() < 1e-6, "{chance:?}");
        assert_eq!(disparity(&network(2, &[(0, 1, 0.3)]), &ties(&[(0, 1, 0.3)])), [1.0]);
    }

    #[test]
    fn a_pair_has_its_hours_and_weekdays() {
        // Thursday at 20:10 and 20:50, Saturday at 9.
        let rows = [("1", "2", 72_600, 5), ("2", "1", 75_000, 5), ("1", "2", 2 * DAY + 32_400, 5), ("1", "3", 0, 5)];
        let rhythm = rhythm(&[calls(&rows)], "2", "1", &Ticket::new()).unwrap();
        assert_eq!((rhythm.hours[20], rhythm.hours[9], rhythm.usual_hour()), (2, 1, Some(20)));
        assert_eq!(rhythm.weekdays, [0, 0, 0, 2, 0, 1, 0]);
        assert_eq!(Rhythm::default().usual_hour(), None);
    }
}
