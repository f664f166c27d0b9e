//! Who took what up when, from tables of purchases and months of interests; judges nothing.

use super::months::{MonthsOf, months};
use crate::domain::model::{FileKind, Meaning, People, Person, Table, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::TopicKind;
use crate::domain::ties::columns::{Rows, texts, whole_numbers};
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
    /// Everybody's first dated purchase of each category of which there are products, too: the same purchases again.
    pub by_category: Vec<Adoption>,
}

impl AdoptionLog {
    /// All that people took up, and what they had in the first month of all, at its date: whom those after them may have
    /// followed. In the order of [`AdoptionLog::adoptions`].
    #[must_use]
    pub fn with_held(&self) -> Vec<Adoption> {
        let is_first = |one: &&Adoption| {
            let months = self.things.get(one.what as usize).and_then(|thing| thing.months.as_ref());
            months.is_some_and(|months| months.at.first() == Some(&one.at))
        };
        let mut all = self.adoptions.clone();
        all.extend(self.held.iter().filter(is_first));
        all.sort_unstable();
        all
    }
}

/// One dated purchase: the thing's name in small letters, when, who, and the name as written.
type Bought = (String, i64, Person, String);

/// Reads who took what up when; repeats are habit, not adoption, and opted-out people are not looked at. Names of things
/// that differ in case or blanks only are one. Interests count where there are months of them: whoever has one in a month
/// and was listed without it in the month before took it up between the two. O(rows · log rows).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn adoption_log(tables: &[Arc<Table>], people: &People, ticket: &Ticket) -> Result<AdoptionLog, Stopped> {
    let rows = Rows::of(people, ticket)?;
    let has_products = |table: &Table| texts(table, Meaning::Product).is_some();
    let all = |what: Meaning, is_read: &dyn Fn(&Table) -> bool| -> Result<Vec<Bought>, Stopped> {
        let mut all = Vec::new();
        for table in tables.iter().filter(|table| table.kind == FileKind::Purchases && is_read(table)) {
            bought(table, what, &rows, people, &mut all, ticket)?;
        }
        Ok(all)
    };
    // One after the other: the rows of a large list are held once.
    let mut log = AdoptionLog::default();
    log.adoptions = first_of_each(all(Meaning::Product, &has_products)?, TopicKind::Product, &mut log.things);
    // A list that says of what kind a thing was and not which: the kind is the thing.
    let kinds = all(Meaning::Category, &|table| !has_products(table))?;
    log.adoptions.extend(first_of_each(kinds, TopicKind::Category, &mut log.things));
    months(tables, people, &rows, &mut log, ticket)?;
    log.by_category = first_of_each(all(Meaning::Category, &has_products)?, TopicKind::Category, &mut log.things);
    Ok(log)
}

/// The dated purchases of a table by what this column says.
fn bought(
    table: &Table,
    what: Meaning,
    rows: &Rows<'_>,
    people: &People,
    put: &mut Vec<Bought>,
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
            put.push((thing.to_lowercase(), at, person, thing.to_owned()));
        }
    }
    Ok(())
}

/// Everybody's first purchase of each, by thing, date and person; the things are added behind those that are there.
fn first_of_each(mut bought: Vec<Bought>, kind: TopicKind, things: &mut Vec<Thing>) -> Vec<Adoption> {
    bought.sort_unstable();
    let mut adoptions = Vec::new();
    for same in bought.chunk_by(|x, y| x.0 == y.0) {
        let what = things.len() as u32;
        things.push(Thing { name: same[0].3.clone(), kind, months: None });
        adoptions.extend(same.iter().map(|&(_, at, person, _)| Adoption { what, at, person }));
    }
    adoptions.sort_unstable_by_key(|adoption| (adoption.what, adoption.person, adoption.at));
    adoptions.dedup_by_key(|adoption| (adoption.what, adoption.person));
    adoptions.sort_unstable();
    adoptions
}
