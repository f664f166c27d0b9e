//! Who took what up when, from tables of purchases and months of interests; judges nothing.

use super::months::{MonthsOf, months};
use crate::domain::model::{FileKind, Meaning, People, Person, Table, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::TopicKind;
use crate::domain::ties::columns::{Rows, texts, whole_numbers};
use polars::prelude::PlHashMap;
use std::sync::Arc;

/// Rows read between two looks at the ticket.
pub(super) const BLOCK: usize = 4_096;

/// Somebody's first purchase of a product, or the month in which they took an interest up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Adoption {
    /// The thing, by its number in [`AdoptionLog::things`].
    pub what: u32,
    /// Seconds since 1970; of an interest the moment by which they had it, since the month before: [`Thing::months`].
    pub at: i64,
    pub person: Person,
}

/// Something to take up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thing {
    /// As first written.
    pub name: String,
    pub kind: TopicKind,
    /// Where dates are known by month only: the months; else nothing.
    pub months: Option<Arc<MonthsOf>>,
}

impl From<&str> for Thing {
    fn from(name: &str) -> Self {
        Thing { name: name.to_owned(), ..Thing::default() }
    }
}

/// Everybody's first dated purchase of each product, and the month in which they took each interest up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AdoptionLog {
    /// By number: products by name, then interests, then categories beside products.
    pub things: Vec<Thing>,
    /// By thing, then date, then person.
    pub adoptions: Vec<Adoption>,
    /// Who had an interest in the first month in which they are listed, with the moment by which: nobody knows since when,
    /// so that they can be followed and follow nobody. By thing, then date, then person.
    pub held: Vec<Adoption>,
    /// Everybody's first dated purchase of each category of which there are products, too: the same purchases again. Empty
    /// unless it was asked for.
    pub by_category: Vec<Adoption>,
}

impl AdoptionLog {
    /// What people had in the first month of all, at its date: those after them may have followed them. By thing, then
    /// person.
    #[must_use]
    pub fn held_first(&self) -> Vec<Adoption> {
        let is_first = |one: &&Adoption| self.months(one.what).is_some_and(|months| months.at.first() == Some(&one.at));
        self.held.iter().filter(is_first).copied().collect()
    }

    /// The months of a thing whose dates are known by month only.
    #[must_use]
    pub fn months(&self, what: u32) -> Option<&Arc<MonthsOf>> {
        self.things.get(what as usize)?.months.as_ref()
    }
}

/// Reads who took what up when; repeats are habit, not adoption, and opted-out people are not looked at. Names of things
/// that differ in case or blanks only are one. Interests count where there are months of them: whoever has one in a month
/// and was listed without it in the month before took it up between the two. Categories beside products are left out: see
/// [`with_categories`]. O(rows · log rows).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn adoption_log(tables: &[Arc<Table>], people: &People, ticket: &Ticket) -> Result<AdoptionLog, Stopped> {
    let rows = Rows::of(people, ticket)?;
    let mut log = AdoptionLog::default();
    let mut products = Bought::default();
    for table in purchases(tables) {
        products.read(table, Meaning::Product, &rows, people, ticket)?;
    }
    log.adoptions = products.first_of_each(TopicKind::Product, &mut log.things);
    // A list that says of what kind a thing was and not which: the kind is the thing.
    let mut kinds = Bought::default();
    for table in purchases(tables).filter(|table| !has_products(table)) {
        kinds.read(table, Meaning::Category, &rows, people, ticket)?;
    }
    log.adoptions.extend(kinds.first_of_each(TopicKind::Category, &mut log.things));
    months(tables, people, &rows, &mut log, ticket)?;
    Ok(log)
}

/// As [`adoption_log`], with the categories of which there are products, too: everything bought of them, also as told by
/// lists without products. O(rows · log rows).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn with_categories(tables: &[Arc<Table>], people: &People, ticket: &Ticket) -> Result<AdoptionLog, Stopped> {
    let mut log = adoption_log(tables, people, ticket)?;
    let rows = Rows::of(people, ticket)?;
    let mut kinds = Bought::default();
    for table in purchases(tables).filter(|table| has_products(table)) {
        kinds.read(table, Meaning::Category, &rows, people, ticket)?;
    }
    // What such lists alone tell of is among the adoptions.
    kinds.is_complete = true;
    for table in purchases(tables).filter(|table| !has_products(table)) {
        kinds.read(table, Meaning::Category, &rows, people, ticket)?;
    }
    log.by_category = kinds.first_of_each(TopicKind::Category, &mut log.things);
    Ok(log)
}

fn purchases(tables: &[Arc<Table>]) -> impl Iterator<Item = &Table> {
    tables.iter().map(Arc::as_ref).filter(|table| table.kind == FileKind::Purchases)
}

fn has_products(table: &Table) -> bool {
    texts(table, Meaning::Product).is_some()
}

/// Dated purchases, the things by number: each name is looked at once.
#[derive(Default)]
struct Bought<'a> {
    /// The number of each name as written, and in small letters.
    written: PlHashMap<&'a str, u32>,
    numbers: PlHashMap<String, u32>,
    /// By number: when, by whom and how each was first written.
    first: Vec<(i64, Person, &'a str)>,
    /// Number, person, when.
    rows: Vec<(u32, Person, i64)>,
    /// Things that are not known yet do not count.
    is_complete: bool,
}

impl<'a> Bought<'a> {
    /// Adds the dated purchases of a table by what this column says.
    fn read(
        &mut self,
        table: &'a Table,
        what: Meaning,
        rows: &Rows<'_>,
        people: &People,
        ticket: &Ticket,
    ) -> Result<(), Stopped> {
        let columns = (texts(table, Meaning::Id), texts(table, what), whole_numbers(table, Meaning::At));
        let (Some(ids), Some(things), Some(at)) = columns else { return Ok(()) };
        for (n, ((id, thing), at)) in ids.iter().zip(things.iter()).zip(at.iter()).enumerate() {
            if n.is_multiple_of(BLOCK) {
                ticket.check()?;
            }
            let (Some(person), Some(thing), Some(at)) = (id.and_then(|id| rows.get(id)), thing, at) else { continue };
            let thing = thing.trim();
            if at != Ties::NO_DATE && !thing.is_empty() && !people.is_opted_out[person as usize] {
                self.add(thing, person, at);
            }
        }
        Ok(())
    }

    fn add(&mut self, thing: &'a str, person: Person, at: i64) {
        let Some(number) = self.written.get(thing).copied().or_else(|| self.number(thing, person, at)) else { return };
        let first = &mut self.first[number as usize];
        *first = (*first).min((at, person, thing));
        self.rows.push((number, person, at));
    }

    /// The number of a name that was not written so before; nothing where it does not count.
    fn number(&mut self, thing: &'a str, person: Person, at: i64) -> Option<u32> {
        let key = thing.to_lowercase();
        let known = self.numbers.get(&key).copied();
        if known.is_none() && self.is_complete {
            return None;
        }
        let number = known.unwrap_or(self.first.len() as u32);
        if known.is_none() {
            self.first.push((at, person, thing));
            self.numbers.insert(key, number);
        }
        self.written.insert(thing, number);
        Some(number)
    }

    /// Everybody's first purchase of each, by thing, date and person; the things are added, by name, behind those that are
    /// there.
    fn first_of_each(self, kind: TopicKind, things: &mut Vec<Thing>) -> Vec<Adoption> {
        let mut in_order: Vec<(String, u32)> = self.numbers.into_iter().collect();
        in_order.sort_unstable();
        let mut what_of = vec![0; in_order.len()];
        for (_, number) in in_order {
            what_of[number as usize] = things.len() as u32;
            let name = self.first[number as usize].2.to_owned();
            things.push(Thing { name, kind, months: None });
        }
        let mut rows = self.rows;
        rows.sort_unstable();
        rows.dedup_by_key(|&mut (number, person, _)| (number, person));
        let one = |(number, person, at): (u32, Person, i64)| Adoption { what: what_of[number as usize], at, person };
        let mut adoptions: Vec<Adoption> = rows.into_iter().map(one).collect();
        adoptions.sort_unstable();
        adoptions
    }
}
