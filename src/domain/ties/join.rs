//! Everyone named in any table becomes one person with one row; knows nothing of ties or scores.

use super::columns::{Rows, flags, id_columns, numbers, shorts, texts};
use crate::domain::model::decisions::Identity;
use crate::domain::model::ids::{NOBODY, Short, ShortMap};
use crate::domain::model::people::natural_order;
use crate::domain::model::{Attribute, FileKind, Filled, Meaning, People, Table};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use polars::prelude::{PlHashSet, StringChunked};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// Joins the tables on the customer id into one row a person.
///
/// Everyone named in a people, pair, purchase, interest or opt-out table is a person; those named only in outgoing
/// messages or results are not. Where people tables (or rows of one) name the same person, the later filled-in value
/// stands. Spend is the people files' spend plus all purchases. A consent of "no" anywhere, or a row in an opt-out
/// table, opts out. Inside the market is who the `market` column says so of, and where it says nothing, who has a
/// profile; with no people table, everyone.
///
/// O(rows) and sorting the distinct ids.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn join_people(tables: &[Arc<Table>], ticket: &Ticket) -> Result<People, Stopped> {
    join_people_as(tables, &Identity::default(), ticket)
}

/// As [`join_people`], where several ids may be one person: as if the files said the id that stands for all of them.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn join_people_as(tables: &[Arc<Table>], identity: &Identity, ticket: &Ticket) -> Result<People, Stopped> {
    let total: usize = tables.iter().map(|table| table.height()).sum();
    ticket.begin(Stage::JoiningPeople, 2 * total as u64)?;
    let mut people = People::with_same(distinct_ids(tables, ticket)?, &identity.same);
    ticket.check()?;
    // Rows are looked up by the ids while the people change: the ids, which are many, are lent for the time.
    let (ids, aliases) = (std::mem::take(&mut people.ids), people.aliases().to_vec());
    let rows = Rows::of_ids(&ids, &aliases, ticket)?;
    let mut join = Join { profile_spend: vec![0; ids.len()], people, rows, ticket };
    if tables.iter().any(|table| table.kind == FileKind::People) {
        join.people.is_customer.fill(false);
    }
    for table in tables {
        join.add(table)?;
        ticket.advance(table.height() as u64)?;
    }
    let mut people = join.finish();
    people.ids = ids;
    Ok(people)
}

fn distinct_ids(tables: &[Arc<Table>], ticket: &Ticket) -> Result<Vec<String>, Stopped> {
    let mut short = ShortMap::new(0);
    let mut long: PlHashSet<String> = PlHashSet::default();
    for table in tables {
        for column in id_lists(table) {
            let column = column.rechunk();
            let n_blocks = rayon::current_num_threads();
            let share = column.len().div_ceil(n_blocks).max(1);
            // A set a thread: ids repeat so often that the sets stay small beside the rows.
            let sets: Vec<Distinct> = (0..n_blocks)
                .into_par_iter()
                .map(|block| distinct_in(&column, block * share..((block + 1) * share).min(column.len()), ticket))
                .collect::<Result<_, Stopped>>()?;
            for set in sets {
                ticket.check()?;
                short.merge(&set.short);
                for id in set.long {
                    if !long.contains(id) {
                        long.insert(id.to_owned());
                    }
                }
            }
        }
        ticket.advance(table.height() as u64)?;
    }
    let mut ids: Vec<String> = short.entries().map(|(id, _)| id.text()).chain(long).collect();
    // Sorted here in parallel, so that the people find them in order.
    ids.par_sort_unstable_by(|a, b| natural_order(a, b));
    Ok(ids)
}

/// Columns in which all ids of the people of a table stand: of pairs the list of the different ones.
fn id_lists(table: &Table) -> Vec<&StringChunked> {
    match table.packed() {
        Some(packed) => vec![packed.pairs().0],
        None => id_columns(table.kind).iter().filter_map(|meaning| column(table, *meaning)).collect(),
    }
}

fn column(table: &Table, meaning: Meaning) -> Option<&StringChunked> {
    table.plain().column(meaning.word()).ok()?.str().ok()
}

/// Different ids of a stretch of a column.
struct Distinct<'a> {
    /// The rows mean nothing.
    short: ShortMap,
    long: PlHashSet<&'a str>,
}

impl<'a> Distinct<'a> {
    fn add(&mut self, id: Option<&'a str>) {
        let Some(id) = id.map(str::trim).filter(|id| !id.is_empty()) else { return };
        match Short::of(id) {
            Some(id) => self.short.add(id),
            None => {
                self.long.insert(id);
            }
        }
    }
}

fn distinct_in<'a>(column: &'a StringChunked, rows: Range<usize>, ticket: &Ticket) -> Result<Distinct<'a>, Stopped> {
    let mut seen = Distinct { short: ShortMap::new(0), long: PlHashSet::default() };
    for first in rows.clone().step_by(super::BLOCK) {
        ticket.check()?;
        shorts(column, first..rows.end.min(first + super::BLOCK), |first, ids| {
            let known = seen.short.get_all(ids);
            for (n, (id, row)) in (first..rows.end).zip(ids.iter().zip(known)) {
                match id {
                    Some(id) if row == NOBODY => seen.short.add(*id),
                    Some(_) => {}
                    None => seen.add(column.get(n)),
                }
            }
        });
    }
    Ok(seen)
}

/// People in the making.
struct Join<'a> {
    /// Without their ids, which the rows are looked up by.
    people: People,
    /// The last filled-in spend of the people files; purchases come on top.
    profile_spend: Vec<i64>,
    rows: Rows<'a>,
    ticket: &'a Ticket,
}

impl Join<'_> {
    fn add(&mut self, table: &Table) -> Result<(), Stopped> {
        match table.kind {
            FileKind::People => self.add_profiles(table),
            FileKind::Optouts => self.each_row(table, |join, _, row| join.people.is_opted_out[row] = true),
            FileKind::Purchases => self.add_purchases(table),
            _ => Ok(()),
        }
    }

    /// Calls `put(self, n, row)` for each row `n` of the table with the row of its person.
    fn each_row(&mut self, table: &Table, mut put: impl FnMut(&mut Self, usize, usize)) -> Result<(), Stopped> {
        let Some(ids) = texts(table, Meaning::Id) else { return Ok(()) };
        for (n, id) in ids.iter().enumerate() {
            if n % super::BLOCK == 0 {
                self.ticket.check()?;
            }
            if let Some(row) = id.and_then(|id| self.rows.get(id)) {
                put(self, n, row as usize);
            }
        }
        Ok(())
    }

    fn add_purchases(&mut self, table: &Table) -> Result<(), Stopped> {
        let Some(amounts) = numbers(table, Meaning::Amount) else { return Ok(()) };
        self.each_row(table, |join, n, row| {
            let sum = &mut join.people.spend_cents[row];
            *sum = sum.saturating_add(cents(amounts.get(n)).unwrap_or(0));
        })
    }

    fn add_profiles(&mut self, table: &Table) -> Result<(), Stopped> {
        let consent = flags(table, Meaning::Consent);
        let market = flags(table, Meaning::Market);
        let spend = numbers(table, Meaning::Spend);
        self.each_row(table, |join, n, row| {
            let is_first = !join.people.has_profile[row];
            join.people.has_profile[row] = true;
            match market.as_ref().and_then(|column| column.get(n)) {
                Some(is_inside) => join.people.is_customer[row] = is_inside,
                None if is_first => join.people.is_customer[row] = true,
                None => {}
            }
            if consent.as_ref().and_then(|column| column.get(n)) == Some(false) {
                join.people.is_opted_out[row] = true;
            }
            if let Some(spend) = cents(spend.as_ref().and_then(|column| column.get(n))) {
                join.profile_spend[row] = spend;
            }
        })?;
        self.fill(table, column(table, Meaning::Name), |people| &mut people.names)?;
        self.fill(table, column(table, Meaning::Phone), |people| &mut people.phones)?;
        self.fill(table, column(table, Meaning::Email), |people| &mut people.emails)?;
        self.add_attributes(table)
    }

    fn add_attributes(&mut self, table: &Table) -> Result<(), Stopped> {
        for name in table.names() {
            let Some(heading) = name.strip_prefix("x:") else { continue };
            let Ok(column) = table.plain().column(name).and_then(|column| column.str()) else { continue };
            let known = self.people.attributes.iter().position(|attribute| attribute.heading == heading);
            let place = known.unwrap_or(self.people.attributes.len());
            if known.is_none() {
                let (heading, values) = (heading.to_owned(), Filled::default());
                self.people.attributes.push(Attribute { heading, values });
            }
            self.fill(table, Some(column), |people| &mut people.attributes[place].values)?;
        }
        Ok(())
    }

    /// The people, still without their ids.
    fn finish(mut self) -> People {
        for (sum, spend) in self.people.spend_cents.iter_mut().zip(self.profile_spend) {
            *sum = sum.saturating_add(spend);
        }
        self.people
    }

    /// Writes a column's filled-in values over those of the people.
    fn fill(
        &mut self,
        table: &Table,
        column: Option<&StringChunked>,
        values: impl Fn(&mut People) -> &mut Filled,
    ) -> Result<(), Stopped> {
        let Some(column) = column else { return Ok(()) };
        self.each_row(table, |join, n, row| {
            if let Some(text) = column.get(n).map(str::trim).filter(|text| !text.is_empty()) {
                values(&mut join.people).set(row, text);
            }
        })
    }
}

fn cents(amount: Option<f64>) -> Option<i64> {
    amount.filter(|amount| amount.is_finite()).map(|amount| (amount * 100.0).round() as i64)
}
