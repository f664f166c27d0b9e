//! Whether those near people who left did leave in a later month, beside what each person's own silence said; knows no
//! reason why anybody leaves.

use super::leaving::pull;
use crate::domain::model::{Person, Ties};
use crate::domain::score::{Given, Scored, rank};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::turnover::tables_until;

const DAY: i64 = 86_400;

/// What the last month of the files says of the one before. Leaving is falling silent for so many days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LeftCheck {
    /// The moment stood at; seconds since 1970.
    pub at: i64,
    /// The days looked at before it and after it.
    pub days: u32,
    /// People who had fallen silent before it.
    pub n_left: u32,
    /// People who were in touch until then, and those of them who fell silent in the days after.
    pub n_open: u32,
    pub n_followed: u32,
    /// Of the open people, those with somebody among their contacts who had left, and how many of these fell silent.
    pub n_near: u32,
    pub n_near_followed: u32,
    /// How well each tells who fell silent from who did not: the area under the curve, one half is chance. By the pull of
    /// those who had left; by each person's own contacts lately, without anybody else; by both, as the mean of places.
    pub by_ties: f64,
    pub by_own: f64,
    pub by_both: f64,
}

impl LeftCheck {
    /// Fewer people who fell silent tell nothing.
    pub const FEW: u32 = 20;
    pub const DAYS: u32 = 30;

    /// Whether ties tell more than each person's own silence does.
    #[must_use]
    pub fn do_ties_add(&self) -> bool {
        self.by_both > self.by_own + 0.01
    }

    #[must_use]
    pub fn is_thin(&self) -> bool {
        self.n_followed < Self::FEW || self.n_left < Self::FEW
    }
}

/// Stands so many days before the last dated contact, sees who had fallen silent for so many days by then, and checks who
/// of the others fell silent until the end. Nothing where the files do not reach back twice as far. The cost of scoring
/// without map and names.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn left_check(given: &Given, scored: &Scored, days: u32, ticket: &Ticket) -> Result<Option<LeftCheck>, Stopped> {
    let month = i64::from(days) * DAY;
    let first = scored.ties.first.iter().filter(|&at| at != Ties::NO_DATE).min();
    let at = scored.ties.today.saturating_sub(month);
    if scored.ties.today == Ties::NO_DATE || first.is_none_or(|first| first > at - month) {
        return Ok(None);
    }
    let then = rank(&tables_until(given, at, ticket)?, Some(scored), ticket)?;
    let (people, ties) = (&then.people, &then.ties);
    let last = last_contacts(people.len(), ties);
    let now = last_contacts(scored.people.len(), &scored.ties);
    let scorable = people.scorable();
    let counts = |row: usize| scorable[row] && people.is_customer[row] && last[row] != Ties::NO_DATE;
    let has_left: Vec<bool> = (0..people.len()).map(|row| counts(row) && last[row] < at - month).collect();
    let pull = pull(&then.network, &has_left, ticket)?;
    let own = own_activity(people.len(), ties);
    let mut check = LeftCheck { at, days, ..LeftCheck::default() };
    check.n_left = has_left.iter().filter(|has_left| **has_left).count() as u32;
    let (mut by_ties, mut by_own) = (Vec::new(), Vec::new());
    let mut followed = Vec::new();
    for row in (0..people.len()).filter(|&row| counts(row) && !has_left[row]) {
        // Whoever opted out since is in neither.
        let Some(person) = scored.people.row(&people.ids[row]).filter(|&person| scored.people.scorable_one(person))
        else {
            continue;
        };
        let fell_silent = now[person as usize] <= at;
        check.n_open += 1;
        check.n_followed += u32::from(fell_silent);
        if pull.n_left[row] > 0 {
            check.n_near += 1;
            check.n_near_followed += u32::from(fell_silent);
        }
        by_ties.push(pull.risk[row]);
        by_own.push(-own[row]);
        followed.push(fell_silent);
    }
    let (place_by_ties, place_by_own) = (places(&by_ties), places(&by_own));
    let both: Vec<f64> = place_by_ties.iter().zip(&place_by_own).map(|(x, y)| x + y).collect();
    check.by_ties = area(&place_by_ties, &followed);
    check.by_own = area(&place_by_own, &followed);
    check.by_both = area(&places(&both), &followed);
    Ok(Some(check))
}

/// The last contact of each person.
fn last_contacts(n: usize, ties: &Ties) -> Vec<i64> {
    let mut last = vec![Ties::NO_DATE; n];
    for row in 0..ties.len() {
        let at = ties.last.get(row);
        for person in [ties.a[row], ties.b[row]] {
            let known = &mut last[person as usize];
            if at != Ties::NO_DATE && (*known == Ties::NO_DATE || *known < at) {
                *known = at;
            }
        }
    }
    last
}

/// Contacts with anybody, older ones counting less: what a person does, without whom they do it with.
fn own_activity(n: usize, ties: &Ties) -> Vec<f64> {
    let mut own = vec![0.0; n];
    for row in 0..ties.len() {
        for person in [ties.a[row] as Person, ties.b[row]] {
            own[person as usize] += f64::from(ties.recent_contacts[row]);
        }
    }
    own
}

/// The place of each value among all, the lowest first; equal values share the mean of theirs.
fn places(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&x, &y| values[x].total_cmp(&values[y]));
    let mut places = vec![0.0; values.len()];
    let mut before = 0;
    for same in order.chunk_by(|&x, &y| values[x] == values[y]) {
        let mean = before as f64 + f64::midpoint(same.len() as f64, 1.0);
        for &at in same {
            places[at] = mean;
        }
        before += same.len();
    }
    places
}

/// The area under the curve from places (Mann and Whitney 1947); one half where all or none are so.
fn area(places: &[f64], is_so: &[bool]) -> f64 {
    let n_so = is_so.iter().filter(|is_so| **is_so).count() as f64;
    let n_not = is_so.len() as f64 - n_so;
    if n_so == 0.0 || n_not == 0.0 {
        return 0.5;
    }
    let sum: f64 = places.iter().zip(is_so).filter(|(_, is_so)| **is_so).map(|(place, _)| place).sum();
    (sum - n_so * (n_so + 1.0) / 2.0) / (n_so * n_not)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::score::score;
    use crate::domain::ties::fixtures::calls;

    #[test]
    fn the_area_is_that_of_pairs_in_order() {
        let told = |values: &[f64], is_so: &[bool]| area(&places(values), is_so);
        assert_eq!(told(&[1.0, 2.0, 3.0, 4.0], &[false, false, true, true]), 1.0);
        assert_eq!(told(&[4.0, 2.0, 3.0, 1.0], &[false, true, true, false]), 0.5);
        assert_eq!(told(&[1.0, 1.0, 1.0], &[true, false, false]), 0.5);
        assert_eq!(told(&[1.0, 2.0], &[true, true]), 0.5);
    }

    /// Pairs who call every day; the first of each pair of every third falls silent on day 20. Their partners,
    /// who have one other friend, fall silent on day 59, all others go on.
    fn circles() -> Given {
        let names: Vec<[String; 3]> = (0..30).map(|n| ["a", "b", "c"].map(|part| format!("{part}{n:02}"))).collect();
        let mut rows = Vec::new();
        for (n, [first, second, third]) in names.iter().enumerate() {
            for day in 0..=90i64 {
                let at = day * DAY;
                let leaves = n % 3 == 0;
                if !leaves || day <= 20 {
                    rows.push((second.as_str(), first.as_str(), at, 60));
                }
                if !leaves || day <= 59 {
                    rows.push((second.as_str(), third.as_str(), at, 60));
                }
                // The third of each circle has a friend in the next one, and stays.
                let next = &names[(n + 1) % 30][2];
                rows.push((third.as_str(), next.as_str(), at, 60));
            }
        }
        Given { tables: vec![calls(&rows)], ..Given::default() }
    }

    #[test]
    fn whoever_is_near_those_who_left_is_told_from_the_others_out_of_time() {
        let given = circles();
        let scored = score(&given, None, &Ticket::new()).unwrap();
        let check = left_check(&given, &scored, 30, &Ticket::new()).unwrap().unwrap();
        assert_eq!((check.at, check.n_left, check.n_open, check.n_followed), (60 * DAY, 10, 80, 10));
        assert_eq!((check.n_near, check.n_near_followed), (10, 10), "their partners, and all of them");
        assert!(check.by_ties > 0.95 && check.is_thin(), "{check:?}");
        assert!((0.0..=1.0).contains(&check.by_own) && check.by_both >= check.by_own.min(check.by_ties), "{check:?}");
        assert_eq!(left_check(&given, &scored, 60, &Ticket::new()).unwrap(), None, "not so far back");
        let ticket = Ticket::new();
        ticket.stop();
        assert_eq!(left_check(&given, &scored, 30, &ticket), Err(Stopped));
    }
}
