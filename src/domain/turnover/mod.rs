//! Who would have been an influencer at earlier moments of the same data, and how fast the list changes; keeps no scores of
//! these moments but the ranks.

use crate::domain::influence::certainty::RankRange;
use crate::domain::model::decisions::{Decisions, Judgement};
use crate::domain::model::scores::n_top;
use crate::domain::model::{FileKind, Meaning, Month, Person, Table, Ties};
use crate::domain::score::{Given, Ranked, Scored, rank};
use crate::domain::taking::{Taking, takings};
use crate::domain::ticket::{Stopped, Ticket};
use std::sync::Arc;

mod age;

pub use age::Age;

/// The share of a list that may have changed before it is worth working out anew.
pub const STALE: f64 = 0.2;
const DAY: i64 = 86_400;
/// Rows between two questions whether to go on.
const BLOCK: usize = 8_192;

/// The ranks at one moment, of the people of the present.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Only what happened up to here was looked at; seconds since 1970.
    pub at: i64,
    /// By person of the present scores; 0 for people who were not ranked.
    pub rank: Vec<u32>,
    pub n_ranked: usize,
}

/// Several moments, the oldest first; the last is the present, by the figures alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LookBack {
    pub moments: Vec<Moment>,
    /// Who bought which product first when.
    pub takings: Vec<Taking>,
}

/// How one list of influencers became another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnover {
    pub n_before: usize,
    /// On both lists.
    pub kept: Vec<Person>,
    /// On the second only, and on the first only; best first.
    pub came: Vec<Person>,
    pub gone: Vec<Person>,
    /// On both, and moved up or down by a tenth of the list or more.
    pub risen: Vec<Person>,
    pub fallen: Vec<Person>,
}

impl Turnover {
    /// Share of the first list that is not on the second.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.n_before == 0 { 0.0 } else { self.gone.len() as f64 / self.n_before as f64 }
    }
}

/// How long somebody has been on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Moments at which they were on it, of so many.
    pub n_moments: usize,
    pub of: usize,
    /// Since when without a break, as far as was looked back; nothing where they are not on it now.
    pub since: Option<i64>,
}

/// Works the ranks out at `steps` earlier moments, each `days` before the next, and takes the present ones from `scored`.
/// Moments before the first dated contact are left out; lists of customers and friendships without dates count as they
/// are now. The cost of scoring (without map and names) a step.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn look_back(given: &Given, scored: &Scored, days: u32, steps: u32, ticket: &Ticket) -> Result<LookBack, Stopped> {
    let today = scored.ties.today;
    let first = scored.ties.first.iter().filter(|&at| at != Ties::NO_DATE).min();
    let mut moments = Vec::new();
    if let Some(first) = first {
        for step in (1..=i64::from(steps)).rev() {
            let at = today - step * i64::from(days) * DAY;
            if at > first {
                moments.push(moment(given, scored, at, ticket)?);
            }
        }
    }
    moments.push(present(scored));
    Ok(LookBack { moments, takings: takings(&given.tables, &scored.people, ticket)? })
}

fn moment(given: &Given, scored: &Scored, at: i64, ticket: &Ticket) -> Result<Moment, Stopped> {
    let Ranked { people, scores, .. } = rank(&tables_until(given, at, ticket)?, Some(scored), ticket)?;
    let then = |id: &String| people.row(id).map_or(0, |row| scores.rank[row as usize]);
    Ok(Moment { at, rank: scored.people.ids.iter().map(then).collect(), n_ranked: scores.order.len() })
}

/// The ranks at the ends of two days of one's own choice; the present ones where the second is the last day of the files
/// or later. Nothing where the first is not before the second, or nothing dated is as old. The cost of scoring (without
/// map and names) a moment.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn two_moments(
    given: &Given,
    scored: &Scored,
    [from, to]: [i64; 2],
    ticket: &Ticket,
) -> Result<Option<LookBack>, Stopped> {
    let (from, to) = (from + DAY - 1, to + DAY - 1);
    let first = scored.ties.first.iter().filter(|&at| at != Ties::NO_DATE).min();
    if from >= to.min(scored.ties.today) || first.is_none_or(|first| first > from) {
        return Ok(None);
    }
    let before = moment(given, scored, from, ticket)?;
    let after = if to >= scored.ties.today { present(scored) } else { moment(given, scored, to, ticket)? };
    Ok(Some(LookBack { moments: vec![before, after], takings: Vec::new() }))
}

/// The ranks as they are now, by the figures alone.
fn present(scored: &Scored) -> Moment {
    let scores = &scored.scores;
    let rank: Vec<u32> = (0..scored.people.len() as Person).map(|person| scores.figures_rank(person)).collect();
    let n_ranked = rank.iter().filter(|&&rank| rank > 0).count();
    Moment { at: scored.ties.today, rank, n_ranked }
}

/// What had been given by then, and nothing decided by hand over the figures.
pub(super) fn tables_until(given: &Given, at: i64, ticket: &Ticket) -> Result<Given, Stopped> {
    let tables = given.tables.iter().map(|table| until(table, at, ticket)).collect::<Result<_, Stopped>>()?;
    let decisions = Decisions { judgement: Judgement::default(), ..given.decisions.clone() };
    Ok(Given { tables, decisions, ..given.clone() })
}

/// The rows of a table that had happened by then; the table itself where all had, or nothing is dated.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn until(table: &Arc<Table>, at: i64, ticket: &Ticket) -> Result<Arc<Table>, Stopped> {
    // Whoever opted out since is left out of the past as well.
    if table.kind == FileKind::Optouts {
        return Ok(table.clone());
    }
    // A month stood so by its day, or had not come.
    if let Some(month) = Month::of(table) {
        let n = if month.at <= at { table.height() } else { 0 };
        return Ok(Arc::new(Table::new(table.kind, table.plain().head(Some(n)))));
    }
    let Some(dates) = table.whole(Meaning::At.word()) else { return Ok(table.clone()) };
    let mut keep = Vec::with_capacity(dates.len());
    for (n, date) in dates.iter().enumerate() {
        if n.is_multiple_of(BLOCK) {
            ticket.check()?;
        }
        keep.push(date.is_none_or(|date| date <= at));
    }
    if keep.iter().all(|stays| *stays) {
        return Ok(table.clone());
    }
    Ok(Arc::new(table.filter_within(&keep, || ticket.check())?))
}

impl Moment {
    /// The place down to which people are influencers.
    fn cut(&self, percent: f32) -> u32 {
        n_top(self.n_ranked, percent) as u32
    }

    fn has(&self, person: usize, cut: u32) -> bool {
        (1..=cut).contains(&self.rank[person])
    }
}

impl LookBack {
    /// Days between two moments that are looked at unasked, and how many moments.
    pub const DAYS: u32 = 14;
    pub const STEPS: u32 = 5;

    /// What became of the list between two of the moments, by their places.
    #[must_use]
    pub fn between(&self, before: usize, after: usize, percent: f32) -> Option<Turnover> {
        let (old, new) = (self.moments.get(before)?, self.moments.get(after)?);
        let (old_cut, new_cut) = (old.cut(percent), new.cut(percent));
        let mut turnover = Turnover::default();
        for person in 0..new.rank.len() {
            let row = person as Person;
            match (old.has(person, old_cut), new.has(person, new_cut)) {
                (true, true) => {
                    let (then, now) = (old.rank[person], new.rank[person]);
                    let far = (old_cut / 10).max(1);
                    if now + far <= then {
                        turnover.risen.push(row);
                    } else if then + far <= now {
                        turnover.fallen.push(row);
                    }
                    turnover.kept.push(row);
                }
                (true, false) => turnover.gone.push(row),
                (false, true) => turnover.came.push(row),
                (false, false) => {}
            }
        }
        turnover.n_before = turnover.kept.len() + turnover.gone.len();
        let by = |moment: &Moment, people: &mut Vec<Person>| people.sort_by_key(|&person| moment.rank[person as usize]);
        by(old, &mut turnover.gone);
        for people in [&mut turnover.kept, &mut turnover.came, &mut turnover.risen, &mut turnover.fallen] {
            by(new, people);
        }
        Some(turnover)
    }

    /// The same, and nobody has risen or fallen to the present whose rank of then lies within what their rank of now could
    /// be: the evidence does not tell the two apart. Of earlier moments it is not known how sure they are.
    #[must_use]
    pub fn between_as_far_as_known(
        &self,
        before: usize,
        after: usize,
        percent: f32,
        range: impl Fn(Person) -> Option<RankRange>,
    ) -> Option<Turnover> {
        let mut turnover = self.between(before, after, percent)?;
        if after + 1 == self.moments.len() {
            let then = &self.moments[before].rank;
            let is_told = |&person: &Person| {
                range(person).is_none_or(|range| !(range.best..=range.worst).contains(&then[person as usize]))
            };
            turnover.risen.retain(is_told);
            turnover.fallen.retain(is_told);
        }
        Some(turnover)
    }

    /// Share of a list that changes within one step, two steps and so on, in the mean of all pairs so far apart.
    #[must_use]
    pub fn by_steps(&self, percent: f32) -> Vec<f64> {
        let n = self.moments.len();
        let apart = |steps: usize| {
            let shares: Vec<f64> = (steps..n)
                .filter_map(|after| self.between(after - steps, after, percent).map(|turnover| turnover.share()))
                .collect();
            shares.iter().sum::<f64>() / shares.len().max(1) as f64
        };
        (1..n).map(apart).collect()
    }

    /// The longest stretch, in steps, after which no more than a fifth of the list has changed; one where even one step
    /// changes more, nothing where there is nothing to compare.
    #[must_use]
    pub fn recommended_steps(&self, percent: f32) -> Option<usize> {
        let shares = self.by_steps(percent);
        if shares.is_empty() {
            return None;
        }
        Some(shares.iter().take_while(|share| **share <= STALE).count().max(1))
    }

    /// Whether no more than a fifth of the list has changed as far back as was looked: how much longer it holds is not known.
    #[must_use]
    pub fn holds_throughout(&self, percent: f32) -> bool {
        let shares = self.by_steps(percent);
        !shares.is_empty() && shares.iter().all(|share| *share <= STALE)
    }

    /// How long somebody has been on the list.
    #[must_use]
    pub fn standing(&self, person: Person, percent: f32) -> Standing {
        let on: Vec<bool> =
            self.moments.iter().map(|moment| moment.has(person as usize, moment.cut(percent))).collect();
        let run = on.iter().rev().take_while(|is_on| **is_on).count();
        let since = (run > 0).then(|| self.moments[on.len() - run].at);
        Standing { n_moments: on.iter().filter(|is_on| **is_on).count(), of: on.len(), since }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::score::score;
    use crate::domain::ties::fixtures::{calls, table};
    use polars::prelude::df;

    pub(super) fn ranks(lists: &[&[u32]]) -> LookBack {
        let moment = |(at, list): (i64, &&[u32])| Moment { at, rank: list.to_vec(), n_ranked: 10 };
        LookBack { moments: (0..).zip(lists).map(moment).collect(), ..LookBack::default() }
    }

    #[test]
    fn lists_are_compared_as_by_hand() {
        // Three of ten ranked people are influencers; persons 0 to 4 are looked at.
        let back = ranks(&[&[1, 2, 3, 4, 9], &[1, 3, 2, 9, 4], &[2, 9, 1, 3, 0]]);
        let last = back.between(1, 2, 30.0).unwrap();
        assert_eq!((last.kept, last.came, last.gone, last.n_before), (vec![2, 0], vec![3], vec![1], 3));
        assert_eq!((last.risen, last.fallen), (vec![2], vec![0]));
        let first = back.between(0, 1, 30.0).unwrap();
        assert_eq!((first.share(), first.kept.len()), (0.0, 3));
        assert_eq!(back.by_steps(30.0), [1.0 / 6.0, 1.0 / 3.0]);
        assert_eq!(back.recommended_steps(30.0), Some(1));
        assert_eq!(back.standing(2, 30.0), Standing { n_moments: 3, of: 3, since: Some(0) });
        assert_eq!(back.standing(3, 30.0), Standing { n_moments: 1, of: 3, since: Some(2) });
        assert_eq!(back.standing(1, 30.0), Standing { n_moments: 2, of: 3, since: None });
        assert_eq!(ranks(&[&[1]]).recommended_steps(30.0), None);
    }

    #[test]
    fn moves_that_ranks_cannot_tell_apart_are_no_moves() {
        let back = ranks(&[&[1, 2, 3, 4, 9], &[1, 3, 2, 9, 4], &[2, 9, 1, 3, 0]]);
        let known = |person| (person == 2).then_some(RankRange { best: 1, worst: 2 });
        let last = back.between_as_far_as_known(1, 2, 30.0, known).unwrap();
        // Person 2 was second, and could be first or second now; person 0 is not known, and has fallen.
        assert_eq!((last.risen, last.fallen, last.kept), (vec![], vec![0], vec![2, 0]));
        let earlier = back.between_as_far_as_known(0, 1, 30.0, known).unwrap();
        assert_eq!((earlier.risen, earlier.fallen), (vec![2], vec![1]));
    }

    #[test]
    fn a_table_of_which_all_had_happened_is_the_table_itself_and_a_stop_is_heard() {
        let (table, ticket) = (calls(&[("1", "2", 0, 60), ("1", "3", DAY, 60)]), Ticket::new());
        assert!(Arc::ptr_eq(&until(&table, DAY, &ticket).unwrap(), &table));
        assert_eq!(until(&table, 0, &ticket).unwrap().height(), 1);
        ticket.stop();
        assert_eq!(until(&table, 0, &ticket).map(|_| ()), Err(Stopped));
    }

    #[test]
    fn only_what_had_happened_counts() {
        let day = |n: i64| n * DAY;
        // Early everybody calls a; later everybody calls z.
        let mut rows = Vec::new();
        for n in 0..20 {
            for other in ["b", "c", "d", "e"] {
                rows.push((other, if n < 10 { "a" } else { "z" }, day(n * 5), 60));
            }
        }
        let given = Given { tables: vec![calls(&rows)], ..Given::default() };
        let scored = score(&given, None, &Ticket::new()).unwrap();
        let back = look_back(&given, &scored, 30, 9, &Ticket::new()).unwrap();
        let people = scored.people.clone();
        let place = |moment: &Moment, id: &str| moment.rank[people.row(id).unwrap() as usize];
        assert_eq!(back.moments.len(), 4, "moments before the first call are left out");
        assert_eq!((place(&back.moments[0], "a"), place(&back.moments[0], "z")), (1, 0));
        assert_eq!(place(back.moments.last().unwrap(), "z"), 1);
        assert_eq!(back.moments.last().unwrap().at, day(95));
        // Any two days of one's own choice, each to its end.
        let two = |from, to| two_moments(&given, &scored, [from, to], &Ticket::new()).unwrap();
        let chosen = two(day(40), day(95)).unwrap();
        assert_eq!((chosen.moments.len(), place(&chosen.moments[0], "a"), place(&chosen.moments[0], "z")), (2, 1, 0));
        assert_eq!(chosen.moments[1], *back.moments.last().unwrap());
        assert_eq!((two(day(50), day(50)), two(day(-9), day(50)), two(day(95), day(99))), (None, None, None));
        let out = df!("id" => ["a"], "at" => [day(90)]).unwrap();
        let tables = vec![given.tables[0].clone(), table(FileKind::Optouts, out)];
        let (given, rows) = (Given { tables, ..given }, scored);
        let scored = score(&given, Some(&rows), &Ticket::new()).unwrap();
        let without = look_back(&given, &scored, 30, 9, &Ticket::new()).unwrap();
        assert!(without.moments.iter().all(|moment| place(moment, "a") == 0), "opted out later, and never ranked");
        let ticket = Ticket::new();
        ticket.stop();
        assert_eq!(look_back(&given, &scored, 30, 9, &ticket), Err(Stopped));
    }
}
