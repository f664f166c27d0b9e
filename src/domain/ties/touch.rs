//! When two people are usually in touch and how quickly they answer each other, from dated contacts; no part of strength.

use super::columns::{texts, whole_numbers};
use super::gather::has_hours;
use crate::domain::model::{FileKind, Meaning, People, Person, Table, Ties, Whole};
use crate::domain::ticket::{Stopped, Ticket};
use statrs::distribution::{Binomial, DiscreteCDF};
use std::sync::Arc;

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;
/// What somebody can be said to be used to lies within so many hours.
const STRETCH: usize = 4;
const STRETCH_SECONDS: i64 = 4 * HOUR;
/// And at least this share of the hours in touch lies there; of the days, on one day of the week.
const MOST_OF: f64 = 0.6;
/// Of the days at weekends, from this share on the rarer of the two is usual, too.
const SHARED_FROM: f64 = 0.25;
/// Days of the week are told where chance would show so much at most so often.
const LEVEL: f64 = 0.05;

/// What is usual between one person and one of their ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touch {
    /// Contacts whose hour is known, and days with any.
    pub n_contacts: u32,
    pub n_days: u32,
    /// The hour around which they are mostly in touch, 0 to 23, as the files tell time.
    pub hour: Option<u8>,
    pub days: Option<UsualDays>,
    /// How long the person takes to answer the other, and the other to answer the person.
    pub answers: Option<Answers>,
    pub is_answered: Option<Answers>,
}

/// On which days two people are mostly in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsualDays {
    /// Monday to Friday.
    Workdays,
    Weekends,
    /// One day of the week, 0 for Monday.
    One(u8),
}

/// How long somebody takes to call or write back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The median of the times from a contact the one way, from its end for calls, to the next the other way, as far as
    /// that came within a day.
    pub seconds: u32,
    /// How many there were.
    pub n: u32,
}

impl Touch {
    /// Different hours in touch, and days, that are wanted before anything is said of what is usual.
    pub const FEWEST_HOURS: usize = 12;
    pub const FEWEST_DAYS: u32 = 6;
    /// Answers that are wanted before anything is said of how quick they are.
    pub const FEWEST_ANSWERS: usize = 5;

    fn tells_nothing(&self) -> bool {
        self.hour.is_none() && self.days.is_none() && self.answers.is_none() && self.is_answered.is_none()
    }
}

/// What is usual between one person and each of their ties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InTouch {
    /// By person; only those of whom anything can be said.
    ties: Vec<(Person, Touch)>,
}

/// One contact of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Contact {
    other: Person,
    at: i64,
    /// Made by the person.
    is_out: bool,
    /// It has a direction, so that it can be answered.
    can_answer: bool,
    end: i64,
}

impl InTouch {
    /// Reads the contacts of one person; those with people who opted out are left out. O(rows + contacts of the person).
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn of(person: Person, tables: &[Arc<Table>], people: &People, ticket: &Ticket) -> Result<InTouch, Stopped> {
        let mut contacts = Vec::new();
        let is_out = |person: Person| people.is_opted_out.get(person as usize) != Some(&false);
        if !is_out(person) {
            for table in tables {
                read(person, table, people, &mut contacts, ticket)?;
            }
        }
        contacts.retain(|contact: &Contact| !is_out(contact.other));
        contacts.sort_unstable();
        let one = |same: &[Contact]| (same[0].other, touch(same));
        let ties = contacts.chunk_by(|x, y| x.other == y.other).map(one).filter(|(_, touch)| !touch.tells_nothing());
        Ok(InTouch { ties: ties.collect() })
    }

    /// What is usual with somebody; nothing where too little is known to say.
    #[must_use]
    pub fn with(&self, other: Person) -> Option<&Touch> {
        let place = self.ties.binary_search_by_key(&other, |tie| tie.0).ok()?;
        self.ties.get(place).map(|tie| &tie.1)
    }
}

/// The contacts of a table in which the person is one of the two, where it tells hours.
fn read(
    person: Person,
    table: &Table,
    people: &People,
    contacts: &mut Vec<Contact>,
    ticket: &Ticket,
) -> Result<(), Stopped> {
    let can_answer = matches!(table.kind, FileKind::Calls | FileKind::Messages);
    if !can_answer && !matches!(table.kind, FileKind::Meetings | FileKind::Transfers) || !has_hours(table, ticket)? {
        return Ok(());
    }
    let columns = (texts(table, Meaning::From), texts(table, Meaning::To), whole_numbers(table, Meaning::At));
    let (Some(from), Some(to), Some(at)) = columns else { return Ok(()) };
    let at_row = |column: Option<Whole<'_>>, n: usize| column.and_then(|column| column.get(n));
    let (seconds, times) = (whole_numbers(table, Meaning::Seconds), whole_numbers(table, Meaning::Times));
    let ids: Vec<&str> =
        std::iter::once(people.ids[person as usize].as_str()).chain(people.other_ids(person)).collect();
    let is_own = |id: &str| ids.contains(&id.trim());
    for (n, ((from, to), at)) in from.iter().zip(to.iter()).zip(at.iter()).enumerate() {
        if n.is_multiple_of(super::BLOCK) {
            ticket.check()?;
        }
        let (Some(from), Some(to), Some(at)) = (from, to, at.filter(|&at| at != Ties::NO_DATE)) else { continue };
        let is_out = is_own(from);
        if is_out == is_own(to) {
            continue;
        }
        // A row that stands for several contacts tells the hour of one at most.
        let Some(other) =
            people.row(if is_out { to } else { from }).filter(|_| at_row(times, n).is_none_or(|n| n == 1))
        else {
            continue;
        };
        let end = at.saturating_add(at_row(seconds, n).unwrap_or(0).max(0));
        contacts.push(Contact { other, at, is_out, can_answer, end });
    }
    Ok(())
}

/// What is usual in the contacts of one pair, by date.
fn touch(contacts: &[Contact]) -> Touch {
    let mut hours: Vec<i64> = contacts.iter().map(|contact| contact.at).collect();
    hours.dedup_by_key(|at| at.div_euclid(HOUR));
    let mut days: Vec<i64> = contacts.iter().map(|contact| contact.at.div_euclid(DAY)).collect();
    days.dedup();
    let is_enough = hours.len() >= Touch::FEWEST_HOURS && days.len() >= Touch::FEWEST_DAYS as usize;
    let (answers, is_answered) = (answers(contacts, true), answers(contacts, false));
    Touch {
        n_contacts: contacts.len() as u32,
        n_days: days.len() as u32,
        hour: if is_enough { usual_hour(&hours) } else { None },
        days: if is_enough { usual_days(&days) } else { None },
        answers,
        is_answered,
    }
}

/// The middle of the four hours in a row, round the clock, in which most of these moments lie, if that is most of all.
fn usual_hour(moments: &[i64]) -> Option<u8> {
    let mut by_hour = [0usize; 24];
    for at in moments {
        by_hour[(at.rem_euclid(DAY) / HOUR) as usize] += 1;
    }
    let inside = |from: usize| (from..from + STRETCH).map(|hour| by_hour[hour % 24]).sum::<usize>();
    let most = (0..24).map(inside).max().unwrap_or(0);
    if (most as f64) < MOST_OF * moments.len() as f64 {
        return None;
    }
    let is_best = |from: usize| inside(from) == most && inside((from + 23) % 24) < most;
    let best = (0..24i64).find(|&from| is_best(from as usize)).unwrap_or(0);
    let since = |at: i64| (at - best * HOUR).rem_euclid(DAY);
    let these: Vec<i64> = moments.iter().map(|&at| since(at)).filter(|&since| since < STRETCH_SECONDS).collect();
    let mean = these.iter().sum::<i64>() as f64 / these.len().max(1) as f64;
    Some(((best as f64 + mean / HOUR as f64).round() as usize % 24) as u8)
}

/// The days of the week on which most of these days lie, where chance would seldom show that.
fn usual_days(days: &[i64]) -> Option<UsualDays> {
    let mut by_day = [0usize; 7];
    for day in days {
        // The first of January 1970 was a Thursday.
        by_day[(day + 3).rem_euclid(7) as usize] += 1;
    }
    let n = days.len();
    let is_more = |count: usize, share: f64, by_chance: f64, looks: f64| {
        let chance = Binomial::new(by_chance, n as u64).map_or(1.0, |binomial| match count {
            0 => 1.0,
            count => binomial.sf(count as u64 - 1),
        });
        count as f64 >= share * n as f64 && chance * looks <= LEVEL
    };
    let weekend = by_day[5] + by_day[6];
    // Of a weekend that both of its days share, neither is the one.
    let is_shared = |day: usize| day >= 5 && (weekend - by_day[day]) as f64 >= SHARED_FROM * weekend as f64;
    if let Some(day) = (0..7).find(|&day| !is_shared(day) && is_more(by_day[day], MOST_OF, 1.0 / 7.0, 7.0)) {
        return Some(UsualDays::One(day as u8));
    }
    if is_more(weekend, 0.5, 2.0 / 7.0, 1.0) {
        return Some(UsualDays::Weekends);
    }
    is_more(n - weekend, 0.85, 5.0 / 7.0, 1.0).then_some(UsualDays::Workdays)
}

/// How long the person takes to answer the other, or the other to answer them.
fn answers(contacts: &[Contact], by_person: bool) -> Option<Answers> {
    let mut gaps = Vec::new();
    let mut last: Option<&Contact> = None;
    for contact in contacts.iter().filter(|contact| contact.can_answer) {
        let before = last.replace(contact).filter(|before| before.is_out != contact.is_out);
        let Some(before) = before.filter(|_| contact.is_out == by_person) else { continue };
        let gap = (contact.at - before.end).max(0);
        if contact.at > before.at && gap <= DAY {
            gaps.push(gap as u32);
        }
    }
    if gaps.len() < Touch::FEWEST_ANSWERS {
        return None;
    }
    gaps.sort_unstable();
    let middle = gaps.len() / 2;
    let seconds = if gaps.len() % 2 == 1 { gaps[middle] } else { u32::midpoint(gaps[middle - 1], gaps[middle]) };
    Some(Answers { seconds, n: gaps.len() as u32 })
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{calls, table};
    use super::*;
    use crate::domain::ties::join_people;
    use polars::prelude::df;

    /// Monday, 6 April 1970, at midnight.
    const MONDAY: i64 = 95 * DAY;

    /// (from, to, day from that Monday, minute of the day, seconds).
    type Row = (&'static str, &'static str, i64, i64, i64);

    fn in_touch(rows: &[Row], who: &str, with: &str) -> Option<Touch> {
        let rows: Vec<_> =
            rows.iter().map(|&(from, to, day, minute, n)| (from, to, MONDAY + day * DAY + minute * 60, n)).collect();
        let tables = [calls(&rows)];
        let people = join_people(&tables, &Ticket::new()).unwrap();
        let found = InTouch::of(people.row(who).unwrap(), &tables, &people, &Ticket::new()).unwrap();
        found.with(people.row(with).unwrap()).copied()
    }

    /// Twelve working days, at 19:30 and 20:30 in turn, always by 1.
    fn evenings() -> Vec<Row> {
        let days = (0..16).filter(|day| day % 7 < 5).take(12);
        days.map(|day| ("1", "2", day, if day % 2 == 0 { 19 * 60 + 30 } else { 20 * 60 + 30 }, 60)).collect()
    }

    #[test]
    fn the_usual_hour_and_days_are_told_from_twelve_hours_on() {
        let rows = evenings();
        let found = in_touch(&rows, "2", "1").unwrap();
        assert_eq!((found.n_contacts, found.n_days, found.hour), (12, 12, Some(20)));
        assert_eq!((found.days, found.answers, found.is_answered), (Some(UsualDays::Workdays), None, None));
        assert_eq!(in_touch(&rows[1..], "1", "2"), None, "eleven are too few");
        // Many contacts of one hour count once.
        let often = [&rows[1..], &rows[1..2], &rows[1..2]].concat();
        assert_eq!(in_touch(&often, "1", "2"), None);
    }

    #[test]
    fn nothing_is_said_of_hours_all_over_the_day_or_days_all_over_the_week() {
        let rows: Vec<Row> = (0..28).map(|day| ("1", "2", day, day * 5 % 24 * 60, 60)).collect();
        assert_eq!(in_touch(&rows, "1", "2"), None);
        // Round midnight is one stretch.
        let nights: Vec<Row> =
            (0..28).map(|day| ("1", "2", day, if day % 2 == 0 { 23 * 60 } else { 60 }, 60)).collect();
        let found = in_touch(&nights, "1", "2").unwrap();
        assert_eq!((found.hour, found.days), (Some(0), None));
    }

    #[test]
    fn weekends_and_one_day_of_the_week_are_told_apart() {
        let of = |days: &[i64]| {
            let rows: Vec<Row> =
                days.iter().flat_map(|&day| [("1", "2", day, 10 * 60, 60), ("1", "2", day, 16 * 60, 60)]).collect();
            in_touch(&rows, "1", "2").and_then(|touch| touch.days)
        };
        assert_eq!(of(&[5, 6, 12, 13, 19, 20]), Some(UsualDays::Weekends));
        assert_eq!(of(&[4, 11, 18, 25, 32, 39]), Some(UsualDays::One(4)));
        assert_eq!(of(&[0, 1, 2, 3, 4, 5]), None, "six days are all over the week");
        // However many weeks: both days of the weekend, mostly one of them, and two days of the working week.
        let weekly = |of_week: &[i64], n: i64| -> Vec<i64> {
            (0..n).flat_map(|week| of_week.iter().map(move |day| 7 * week + day)).collect()
        };
        for n in [6, 8, 20] {
            assert_eq!(of(&weekly(&[5, 6], n)), Some(UsualDays::Weekends), "{n} weekends");
        }
        assert_eq!(of(&[weekly(&[5, 6], 2), weekly(&[5], 16)[2..].to_vec()].concat()), Some(UsualDays::One(5)));
        let (tuesdays, both) = (weekly(&[1], 10), weekly(&[1, 4], 10));
        assert_eq!((of(&tuesdays), of(&both)), (Some(UsualDays::One(1)), Some(UsualDays::Workdays)));
    }

    #[test]
    fn answers_are_the_next_contact_the_other_way_within_a_day() {
        // 1 calls for a minute, 2 calls back 10, 20, 30, 40 and 50 minutes after; 1 answers none of these within a day.
        let mut rows: Vec<Row> = Vec::new();
        for n in 1..=5 {
            rows.push(("1", "2", 3 * n, 600, 60));
            rows.push(("2", "1", 3 * n, 601 + 10 * n, 60));
        }
        let found = in_touch(&rows, "1", "2").unwrap();
        assert_eq!((found.is_answered, found.answers), (Some(Answers { seconds: 1_800, n: 5 }), None));
        assert_eq!(in_touch(&rows, "2", "1").unwrap().answers, found.is_answered, "the other way round");
        assert_eq!(in_touch(&rows[2..], "1", "2"), None, "four are too few");
        // A second call before the answer is the one that is answered, and an even number has its middle between two.
        rows.push(("1", "2", 20, 600, 60));
        rows.push(("1", "2", 20, 630, 60));
        rows.push(("2", "1", 20, 636, 60));
        assert_eq!(in_touch(&rows, "1", "2").unwrap().is_answered, Some(Answers { seconds: 1_500, n: 6 }));
    }

    #[test]
    fn days_alone_sums_and_whoever_opted_out_tell_no_hour() {
        let rows = evenings();
        let column = |of: &dyn Fn(&Row) -> i64| rows.iter().map(of).collect::<Vec<i64>>();
        let (from, to): (Vec<&str>, Vec<&str>) = rows.iter().map(|row| (row.0, row.1)).unzip();
        let at = column(&|row| MONDAY + row.2 * DAY + row.3 * 60);
        let found = |table: Arc<Table>, is_out: bool| {
            let tables = [table];
            let mut people = join_people(&tables, &Ticket::new()).unwrap();
            people.is_opted_out[1] = is_out;
            InTouch::of(0, &tables, &people, &Ticket::new()).unwrap()
        };
        let calls = |at: Vec<i64>, times: Vec<i64>| {
            table(
                FileKind::Calls,
                df!("from" => from.clone(), "to" => to.clone(), "at" => at, "times" => times).unwrap(),
            )
        };
        let ones = vec![1i64; rows.len()];
        assert!(found(calls(at.clone(), ones.clone()), false).with(1).is_some());
        assert_eq!(found(calls(at.clone(), ones.clone()), true), InTouch::default());
        assert_eq!(found(calls(at.clone(), vec![3; rows.len()]), false), InTouch::default());
        assert_eq!(found(calls(column(&|row| MONDAY + row.2 * DAY), ones), false), InTouch::default());
    }
}
