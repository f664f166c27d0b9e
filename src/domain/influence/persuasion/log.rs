//! Who took what up when, from tables of purchases; judges nothing.

use crate::domain::model::{FileKind, Meaning, People, Person, Table, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::columns::{Rows, texts, whole_numbers};
use std::sync::Arc;

/// Rows read between two looks at the ticket.
const BLOCK: usize = 4_096;

/// Somebody's first purchase of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Adoption {
    /// The product, by its number in [`AdoptionLog::subjects`].
    pub what: u32,
    /// Seconds since 1970.
    pub at: i64,
    pub person: Person,
}

/// Everybody's first dated purchase of each product.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AdoptionLog {
    /// What the products are called, as first written; by number, in the order of their names.
    pub subjects: Vec<String>,
    /// By product, then date, then row.
    pub adoptions: Vec<Adoption>,
}

/// Reads who took what up when; repeats are habit, not adoption, and opted-out people are not looked at. Names of products
/// that differ in case or blanks only are one. O(rows · log rows).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn adoption_log(tables: &[Arc<Table>], people: &People, ticket: &Ticket) -> Result<AdoptionLog, Stopped> {
    let rows = Rows::of(people, ticket)?;
    let mut named: Vec<(String, i64, Person, String)> = Vec::new();
    for table in tables.iter().filter(|table| table.kind == FileKind::Purchases) {
        // A list that says of what kind a thing was and not which: the kind is the thing.
        let things = texts(table, Meaning::Product).or_else(|| texts(table, Meaning::Category));
        let columns = (texts(table, Meaning::Id), things, whole_numbers(table, Meaning::At));
        let (Some(ids), Some(products), Some(at)) = columns else { continue };
        for (n, ((id, product), at)) in ids.iter().zip(products.iter()).zip(at.iter()).enumerate() {
            if n.is_multiple_of(BLOCK) {
                ticket.check()?;
            }
            let (Some(person), Some(product), Some(at)) = (id.and_then(|id| rows.get(id)), product, at) else {
                continue;
            };
            let product = product.trim();
            if at != Ties::NO_DATE && !product.is_empty() && !people.is_opted_out[person as usize] {
                named.push((product.to_lowercase(), at, person, product.to_owned()));
            }
        }
    }
    named.sort_unstable();
    let mut log = AdoptionLog::default();
    for (what, same) in (0..).zip(named.chunk_by(|x, y| x.0 == y.0)) {
        log.subjects.push(same[0].3.clone());
        log.adoptions.extend(same.iter().map(|&(_, at, person, _)| Adoption { what, at, person }));
    }
    let adoptions = &mut log.adoptions;
    adoptions.sort_unstable_by_key(|adoption| (adoption.what, adoption.person, adoption.at));
    adoptions.dedup_by_key(|adoption| (adoption.what, adoption.person));
    adoptions.sort_unstable();
    Ok(log)
}
