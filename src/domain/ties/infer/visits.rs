//! Purchases as visits: who bought which thing where, in which stretch of time; knows nothing of chance.

use super::chance::ByChance;
use crate::domain::model::decisions::Inference;
use crate::domain::model::{FileKind, Inferred, Meaning, People, Person, Table, Texts};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::columns::{Rows, texts, whole_numbers};
use polars::prelude::PlHashMap;
use std::sync::Arc;

const DAY: i64 = 86_400;
/// Habits and seasons change: people are compared within so many days, or three times as many.
const SEASON_DAYS: i64 = 28;
/// What is seldom bought says little of when it is bought: this many pairs of visits are borrowed from what is usual.
const BORROWED: f64 = 20.0;
/// So many pairs within a season are listed to count those who could share enough occasions.
const MOST_LISTED: usize = 8_000_000;

/// One person bought one thing in one shop, as far as either is known, in one stretch of time, however often. Sorted, so that the people of an occasion stand
/// together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Visit {
    place: u32,
    stretch: i64,
    person: Person,
}

/// What people have in common without belonging together: they shop in the same season, on the same weekday, at the
/// same time of day. Each says otherwise which visits chance may deal anew.
#[derive(Clone, Copy, Debug)]
enum Habit {
    /// Four weeks, working days or the weekend.
    Season,
    /// Twelve weeks, the same weekday.
    Weekday,
    /// Twelve weeks, the same three hours of the day.
    Hour,
}

impl Habit {
    /// The visits that are dealt among each other have the same answer, and the same place.
    fn stratum(self, stretch: i64, stretch_seconds: i64) -> (i64, i64) {
        let at = stretch * stretch_seconds;
        let day = at.div_euclid(DAY);
        // The first of January 1970 was a Thursday.
        let weekday = (day + 3).rem_euclid(7);
        match self {
            Habit::Season => (day.div_euclid(SEASON_DAYS), i64::from(weekday > 4)),
            Habit::Weekday => (day.div_euclid(3 * SEASON_DAYS), weekday),
            Habit::Hour => (day.div_euclid(3 * SEASON_DAYS), at.rem_euclid(DAY) / (3 * 3_600)),
        }
    }
}

/// A stretch that two people shared, the smallest of its occasions. Sorted by pair, date and size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Met {
    pub a: Person,
    pub b: Person,
    pub stretch: i64,
    pub n_people: u8,
}

/// All visits.
#[derive(Debug)]
pub(super) struct Visits {
    all: Vec<Visit>,
    stretch_seconds: i64,
    n_undated: u64,
}

impl Visits {
    /// Everything bought by people who have not opted out, on a known date.
    pub fn read(
        tables: &[Arc<Table>],
        people: &People,
        settings: &Inference,
        ticket: &Ticket,
    ) -> Result<Visits, Stopped> {
        let rows = Rows::of(people, ticket)?;
        let place_of = places(tables);
        let stretch_seconds = i64::from(settings.window_hours.max(1)) * 3_600;
        let (mut visits, mut n_undated) = (Vec::new(), 0);
        for table in tables.iter().filter(|table| table.kind == FileKind::Purchases) {
            let (Some(ids), Some(named)) = (texts(table, Meaning::Id), Places::of(table)) else { continue };
            let Some(dates) = whole_numbers(table, Meaning::At) else {
                n_undated += table.height() as u64;
                continue;
            };
            for (n, (id, at)) in ids.iter().zip(dates.iter()).enumerate() {
                if n.is_multiple_of(4096) {
                    ticket.check()?;
                }
                let Some(at) = at else {
                    n_undated += 1;
                    continue;
                };
                let person = id.and_then(|id| rows.get(id)).filter(|&row| !people.is_opted_out[row as usize]);
                let place = named.at(n).and_then(|name| place_of.get(&name));
                if let (Some(person), Some(&place)) = (person, place) {
                    visits.push(Visit { place, stretch: at.div_euclid(stretch_seconds), person });
                }
            }
        }
        visits.sort_unstable();
        visits.dedup();
        Ok(Visits { all: visits, stretch_seconds, n_undated })
    }

    pub fn stretch_seconds(&self) -> i64 {
        self.stretch_seconds
    }

    /// Everybody at one place at one time.
    fn occasions(&self) -> impl Iterator<Item = &[Visit]> {
        self.all.chunk_by(|x, y| (x.place, x.stretch) == (y.place, y.stretch))
    }

    /// All meetings of two in occasions of at most so many people, sorted; the limit is lowered until they are at most
    /// `most_meetings`.
    pub fn meetings(
        &self,
        most_people: usize,
        most_meetings: usize,
        ticket: &Ticket,
    ) -> Result<(usize, Vec<Met>), Stopped> {
        let mut n_of_size = vec![0usize; most_people + 1];
        for occasion in self.occasions().filter(|occasion| occasion.len() <= most_people) {
            n_of_size[occasion.len()] += 1;
        }
        let n_meetings = |limit: usize| (2..=limit).map(|size| n_of_size[size] * size * (size - 1) / 2).sum::<usize>();
        let limit = (2..=most_people).rev().find(|&limit| n_meetings(limit) <= most_meetings).unwrap_or(1);
        let mut met = Vec::with_capacity(n_meetings(limit));
        for occasion in self.occasions().filter(|occasion| (2..=limit).contains(&occasion.len())) {
            ticket.check()?;
            for (n, a) in occasion.iter().enumerate() {
                for b in &occasion[n + 1..] {
                    let n_people = occasion.len() as u8;
                    met.push(Met { a: a.person, b: b.person, stretch: a.stretch, n_people });
                }
            }
        }
        met.sort_unstable();
        Ok((limit, met))
    }

    /// The figures that do not depend on pairs.
    pub fn account(&self, most_people: usize) -> Inferred {
        let mut account =
            Inferred { most_people: most_people as u32, n_undated: self.n_undated, ..Inferred::default() };
        let mut buyers: Vec<Person> = self.all.iter().map(|visit| visit.person).collect();
        buyers.sort_unstable();
        buyers.dedup();
        account.n_buyers = buyers.len() as u64;
        for occasion in self.occasions().filter(|occasion| occasion.len() > 1) {
            account.n_occasions += 1;
            account.n_too_big += u64::from(occasion.len() > most_people);
        }
        account
    }

    /// What chance does with these visits by each habit, for pairs who share at least so many occasions.
    pub fn by_chance(&self, most_people: usize, fewest: u32, n_people: usize) -> Vec<ByChance> {
        let mut habits = vec![Habit::Season, Habit::Weekday];
        habits.extend((self.stretch_seconds < DAY).then_some(Habit::Hour));
        habits.into_iter().map(|habit| self.by_habit(habit, most_people, fewest, n_people)).collect()
    }

    fn by_habit(&self, habit: Habit, most_people: usize, fewest: u32, n_people: usize) -> ByChance {
        let stratum = |visit: &Visit| (visit.place, habit.stratum(visit.stretch, self.stretch_seconds));
        let mut all = self.all.clone();
        all.sort_unstable_by_key(|visit| (stratum(visit), visit.stretch, visit.person));
        // For each stratum the pairs of visits that were one occasion, and all of them.
        let mut met: Vec<(f64, f64)> = Vec::new();
        let mut met_anyhow = 0.0;
        // Person, stratum, number of visits.
        let mut visits: Vec<(Person, u32, u32)> = Vec::new();
        let mut circles = Vec::new();
        for stratum in all.chunk_by(|x, y| stratum(x) == stratum(y)) {
            if stratum.len() < 2 {
                continue;
            }
            let pairs = |n: usize| n as f64 * (n as f64 - 1.0);
            let occasions = || stratum.chunk_by(|x, y| x.stretch == y.stretch).map(<[Visit]>::len);
            let number = met.len() as u32;
            met.push((occasions().filter(|&n| n <= most_people).map(pairs).sum(), pairs(stratum.len())));
            met_anyhow += occasions().map(pairs).sum::<f64>();
            let mut here: Vec<Person> = stratum.iter().map(|visit| visit.person).collect();
            here.sort_unstable();
            let before = visits.len();
            visits.extend(here.chunk_by(|x, y| x == y).map(|visits| (visits[0], number, visits.len() as u32)));
            circles.push(before..visits.len());
        }
        let usual = met_anyhow / met.iter().map(|(_, all)| all).sum::<f64>().max(1.0);
        let together = met.iter().map(|(met, all)| (met + BORROWED * usual) / (all + BORROWED)).collect();
        let n_possible = n_possible(&visits, &circles, fewest);
        visits.sort_unstable();
        let mut offsets = vec![0usize; n_people + 1];
        for &(person, _, _) in &visits {
            offsets[person as usize + 1] += 1;
        }
        for n in 0..n_people {
            offsets[n + 1] += offsets[n];
        }
        let visits = visits.into_iter().map(|(_, stratum, n)| (stratum, n)).collect();
        ByChance { offsets, visits, together, n_possible }
    }
}

/// How many pairs bought enough of the same things in the same seasons to share so many occasions at all; others can
/// never be taken for a tie and are none of the cases that chance has (Tarone, Biometrics 46:515, 1990). Exact where
/// they can be listed; else at most what they would share in all, divided.
fn n_possible(visits: &[(Person, u32, u32)], circles: &[std::ops::Range<usize>], fewest: u32) -> f64 {
    let n_listed: usize = circles.iter().map(|circle| circle.len() * circle.len().saturating_sub(1) / 2).sum();
    if n_listed > MOST_LISTED {
        let shared = |circle: &std::ops::Range<usize>| {
            let mut counts: Vec<u32> = visits[circle.clone()].iter().map(|visit| visit.2).collect();
            counts.sort_unstable();
            // Of each pair the fewer visits: the one that comes first, once for each that follows.
            counts.iter().rev().zip(0u32..).map(|(&n, above)| f64::from(n) * f64::from(above)).sum::<f64>()
        };
        return circles.iter().map(shared).sum::<f64>() / f64::from(fewest);
    }
    let mut shared: Vec<(Person, Person, u32)> = Vec::with_capacity(n_listed);
    for circle in circles {
        let circle = &visits[circle.clone()];
        for (n, a) in circle.iter().enumerate() {
            shared.extend(circle[n + 1..].iter().map(|b| (a.0, b.0, a.2.min(b.2))));
        }
    }
    shared.sort_unstable();
    let is_possible = |pair: &&[(Person, Person, u32)]| pair.iter().map(|one| one.2).sum::<u32>() >= fewest;
    shared.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)).filter(is_possible).count() as f64
}

/// What was bought and where, in the rows of one table; of a file that has both columns a row counts that says both.
struct Places<'a> {
    products: Option<Texts<'a>>,
    shops: Option<Texts<'a>>,
}

impl<'a> Places<'a> {
    fn of(table: &'a Table) -> Option<Places<'a>> {
        let (products, shops) = (texts(table, Meaning::Product), texts(table, Meaning::Shop));
        (products.is_some() || shops.is_some()).then_some(Places { products, shops })
    }

    fn at(&self, row: usize) -> Option<(&'a str, &'a str)> {
        let name = |column: Option<Texts<'a>>| match column {
            Some(column) => column.get(row).map(str::trim).filter(|name| !name.is_empty()),
            None => Some(""),
        };
        Some((name(self.products)?, name(self.shops)?))
    }
}

/// The places by name, numbered in the order of the alphabet: whatever order the files have, the sums are the same.
fn places(tables: &[Arc<Table>]) -> PlHashMap<(&str, &str), u32> {
    let mut names: Vec<(&str, &str)> = Vec::new();
    for table in tables.iter().filter(|table| table.kind == FileKind::Purchases) {
        let Some(named) = Places::of(table) else { continue };
        let mut seen: PlHashMap<(&str, &str), ()> = PlHashMap::default();
        names.extend(
            (0..table.height()).filter_map(|row| named.at(row)).filter(|name| seen.insert(*name, ()).is_none()),
        );
    }
    names.sort_unstable();
    names.dedup();
    names.into_iter().zip(0..).collect()
}
