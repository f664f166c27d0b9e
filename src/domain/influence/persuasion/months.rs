//! Interests taken up between two months of the same file; knows of a date no more than these months.

use super::log::{Adoption, AdoptionLog, BLOCK, Thing};
use super::timing::{MOST_WEEKS, WEEK};
use crate::domain::model::{Meaning, Month, People, Person, Table};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::TopicKind;
use crate::domain::ties::columns::{Rows, texts};
use polars::prelude::PlHashMap;
use std::sync::Arc;

/// Months nearer to one another than this are one: files added on one day without a date in their names.
const DAY: i64 = 86_400;

/// The months in which people say what they care about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthsOf {
    /// The moments by which they had said it, rising; two or more.
    pub at: Vec<i64>,
    /// Who was listed in each, by person.
    pub is_listed: Vec<Vec<bool>>,
}

impl MonthsOf {
    /// The month before the one that ends at a moment.
    #[must_use]
    pub fn before(&self, at: i64) -> Option<i64> {
        let place = self.at.partition_point(|&month| month < at);
        self.at.get(place.checked_sub(1)?).copied()
    }

    /// The month after it.
    #[must_use]
    pub fn after(&self, at: i64) -> Option<i64> {
        self.at.get(self.at.partition_point(|&month| month <= at)).copied()
    }

    /// The last month no later than a moment.
    #[must_use]
    pub fn last_by(&self, moment: i64) -> Option<i64> {
        self.at.get(self.at.partition_point(|&month| month <= moment).checked_sub(1)?).copied()
    }

    /// The seconds within which somebody can be said to follow: so many, but at least from any month to the next, as far
    /// as these are no further apart than anybody can be said to follow. Nothing where all of them are.
    #[must_use]
    pub fn window(&self, wanted: i64) -> Option<i64> {
        let gaps = self.at.windows(2).map(|two| two[1] - two[0]);
        gaps.filter(|&gap| gap <= i64::from(MOST_WEEKS) * WEEK).max().map(|gap| gap.max(wanted))
    }

    fn is_listed(&self, month: usize, person: Person) -> bool {
        self.is_listed[month][person as usize]
    }
}

/// Who cares about what, by month; the month comes last, so that the first one leads.
type Cares = (u32, Person, u32);

/// Adds what people took up between the months of each file of interests, and what they had before.
pub(super) fn months(
    tables: &[Arc<Table>],
    people: &People,
    rows: &Rows<'_>,
    log: &mut AdoptionLog,
    ticket: &Ticket,
) -> Result<(), Stopped> {
    let all: Vec<(Month, &Table)> = tables.iter().filter_map(|table| Some((Month::of(table)?, &**table))).collect();
    for file in all.chunk_by(|x, y| y.0.follows == Some(x.0.id)) {
        let mut file = file.to_vec();
        // A month that was added late is of its own time all the same.
        file.sort_by_key(|(month, _)| month.at);
        one_file(&file, people, rows, log, ticket)?;
    }
    log.held.sort_unstable();
    Ok(())
}

fn one_file(
    file: &[(Month, &Table)],
    people: &People,
    rows: &Rows<'_>,
    log: &mut AdoptionLog,
    ticket: &Ticket,
) -> Result<(), Stopped> {
    let (mut found, mut cares) = (MonthsOf::default(), Vec::new());
    let mut names: PlHashMap<String, (u32, String)> = PlHashMap::default();
    for (month, table) in file {
        if found.at.last().is_none_or(|&last| month.at >= last + DAY) {
            found.at.push(month.at);
            found.is_listed.push(vec![false; people.len()]);
        }
        let place = found.at.len() - 1;
        read(table, people, rows, ticket, |person, topic| {
            found.is_listed[place][person as usize] = true;
            let next = names.len() as u32;
            let known = names.entry(topic.to_lowercase()).or_insert_with(|| (next, topic.to_owned()));
            cares.push((known.0, person, place as u32));
        })?;
    }
    if found.at.len() > 1 {
        add(&Arc::new(found), names, cares, log);
    }
    Ok(())
}

/// Calls `put` for everybody who cares about something.
fn read(
    table: &Table,
    people: &People,
    rows: &Rows<'_>,
    ticket: &Ticket,
    mut put: impl FnMut(Person, &str),
) -> Result<(), Stopped> {
    let (Some(ids), Some(topics)) = (texts(table, Meaning::Id), texts(table, Meaning::Topic)) else { return Ok(()) };
    for (n, (id, topic)) in ids.iter().zip(topics.iter()).enumerate() {
        if n.is_multiple_of(BLOCK) {
            ticket.check()?;
        }
        let person = id.and_then(|id| rows.get(id)).filter(|&person| !people.is_opted_out[person as usize]);
        if let (Some(person), Some(topic)) = (person, topic.map(str::trim).filter(|topic| !topic.is_empty())) {
            put(person, topic);
        }
    }
    Ok(())
}

/// The first month in which each has each interest, in the order of the interests' names.
fn add(found: &Arc<MonthsOf>, names: PlHashMap<String, (u32, String)>, mut cares: Vec<Cares>, log: &mut AdoptionLog) {
    let mut in_order: Vec<(String, u32, String)> = names.into_iter().map(|(key, (n, name))| (key, n, name)).collect();
    in_order.sort_unstable();
    let mut what_of = vec![0; in_order.len()];
    for (_, n, name) in in_order {
        what_of[n as usize] = log.things.len() as u32;
        log.things.push(Thing { name, kind: TopicKind::Subject, months: Some(found.clone()) });
    }
    cares.sort_unstable();
    cares.dedup_by_key(|&mut (n, person, _)| (n, person));
    let first_new = log.adoptions.len();
    for (n, person, month) in cares {
        let month = month as usize;
        let adoption = Adoption { what: what_of[n as usize], at: found.at[month], person };
        // Who was not listed in the month before may have had it then, too.
        let is_new = month.checked_sub(1).is_some_and(|before| found.is_listed(before, person));
        if is_new { log.adoptions.push(adoption) } else { log.held.push(adoption) }
    }
    log.adoptions[first_new..].sort_unstable();
}
