//! A file against the month before it: who and what came, went and changed; knows nothing of scores and leaves out nothing.

use super::{BLOCK, each_id};
use crate::domain::model::{FileKind, Meaning, Table};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::columns::texts;
use polars::prelude::{AnyValue, Column, PlHashMap, PlHashSet};
use serde::{Deserialize, Serialize};
use std::hash::Hash;

/// What is in both files, only in the newer, only in the older.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub n_both: usize,
    pub n_new: usize,
    pub n_gone: usize,
}

/// How many customers say something else in a column than before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnChange {
    /// The column of the clean table.
    pub column: String,
    pub n_changed: usize,
}

/// The report on a new month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub people: Change,
    /// Different pairs of people, for files that join people.
    pub pairs: Option<Change>,
    /// Rows of the newer file that say the same as one of the older in all columns that every month has.
    pub n_same_rows: usize,
    /// Rows left out because an earlier month has them already, so that months that overlap count once.
    pub n_left_out: usize,
    /// For customer files: the columns of both with what changed, most changes first; only those with any.
    pub changed: Vec<ColumnChange>,
    /// Columns that only the newer file has, and those that only the older has.
    pub columns_new: Vec<String>,
    pub columns_gone: Vec<String>,
    /// First and last moment of the older and of the newer file, where rows are dated.
    pub periods: Option<[(i64, i64); 2]>,
}

/// What the newer of two files of one kind has that the older has not, and the other way round, but for the rows that
/// both have, which are compared by their hashes. O(rows).
pub(super) fn difference(older: &Table, newer: &Table, ticket: &Ticket) -> Result<Difference, Stopped> {
    let (old_ids, new_ids) = (ids(older, ticket)?, ids(newer, ticket)?);
    let names = |table: &Table| -> Vec<String> { table.names().into_iter().map(ToString::to_string).collect() };
    let (old_names, new_names) = (names(older), names(newer));
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|name| !those.contains(name)).cloned().collect()
    };
    let (old_pairs, new_pairs) = (pairs(older, ticket)?, pairs(newer, ticket)?);
    Ok(Difference {
        people: change(&old_ids, &new_ids),
        pairs: newer.kind.is_pairs().then(|| change(&old_pairs, &new_pairs)),
        n_same_rows: 0,
        n_left_out: 0,
        changed: if newer.kind == FileKind::People { changed(older, newer, ticket)? } else { Vec::new() },
        columns_new: only(&new_names, &old_names),
        columns_gone: only(&old_names, &new_names),
        periods: period(older).zip(period(newer)).map(|(old, new)| [old, new]),
    })
}

fn ids<'a>(table: &'a Table, ticket: &Ticket) -> Result<PlHashSet<&'a str>, Stopped> {
    let mut met = PlHashSet::default();
    each_id(table, ticket, |id| {
        met.insert(id);
    })?;
    Ok(met)
}

fn pairs<'a>(table: &'a Table, ticket: &Ticket) -> Result<PlHashSet<(&'a str, &'a str)>, Stopped> {
    let mut met = PlHashSet::default();
    let (Some(from), Some(to)) = (texts(table, Meaning::From), texts(table, Meaning::To)) else { return Ok(met) };
    for (n, (a, b)) in from.iter().zip(to.iter()).enumerate() {
        if n % BLOCK == 0 {
            ticket.check()?;
        }
        if let (Some(a), Some(b)) = (a.map(str::trim), b.map(str::trim))
            && a != b
        {
            met.insert(if a < b { (a, b) } else { (b, a) });
        }
    }
    Ok(met)
}

fn change<T: Eq + Hash>(old: &PlHashSet<T>, new: &PlHashSet<T>) -> Change {
    let n_both = new.iter().filter(|&it| old.contains(it)).count();
    Change { n_both, n_new: new.len() - n_both, n_gone: old.len() - n_both }
}

/// The columns of both customer files in which customers changed; the last row of a customer stands.
fn changed(older: &Table, newer: &Table, ticket: &Ticket) -> Result<Vec<ColumnChange>, Stopped> {
    let (old_rows, new_rows) = (rows_by_id(older), rows_by_id(newer));
    let mut changes = Vec::new();
    for column in newer.plain().columns() {
        ticket.check()?;
        let name = column.name().as_str();
        let Ok(old) = older.plain().column(name) else { continue };
        if name == Meaning::Id.word() {
            continue;
        }
        let cell = |column: &Column, row: usize| column.get(row).map(AnyValue::into_static).ok();
        let is_changed = |(id, &row): (&&str, &usize)| {
            old_rows.get(*id).is_some_and(|&old_row| cell(old, old_row) != cell(column, row))
        };
        let n_changed = new_rows.iter().filter(|(id, row)| is_changed((id, row))).count();
        if n_changed > 0 {
            changes.push(ColumnChange { column: name.to_owned(), n_changed });
        }
    }
    changes.sort_by(|a, b| b.n_changed.cmp(&a.n_changed).then_with(|| a.column.cmp(&b.column)));
    Ok(changes)
}

fn rows_by_id(table: &Table) -> PlHashMap<&str, usize> {
    let ids = texts(table, Meaning::Id).into_iter().flat_map(|ids| ids.iter().enumerate());
    ids.filter_map(|(row, id)| Some((id?.trim(), row))).collect()
}

fn period(table: &Table) -> Option<(i64, i64)> {
    let at = table.whole(Meaning::At.word())?;
    let (first, last) = (at.iter().flatten().min()?, at.iter().flatten().max()?);
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arrivals::new_month;
    use crate::domain::ties::fixtures::{calls, table};
    use polars::prelude::df;

    fn differ(older: &Table, newer: &Table) -> Difference {
        new_month(&[older], newer, &Ticket::new()).unwrap().1
    }

    #[test]
    fn a_month_of_calls_says_who_came_who_went_quiet_and_what_stands_in_both() {
        let october = calls(&[("1", "2", 0, 60), ("2", "1", 90, 60), ("1", "3", 100, 5)]);
        let november = calls(&[("1", "3", 100, 5), ("1", "3", 100, 5), ("3", "4", 200, 7)]);
        let report = differ(&october, &november);
        assert_eq!(report.people, Change { n_both: 2, n_new: 1, n_gone: 1 });
        assert_eq!(report.pairs, Some(Change { n_both: 1, n_new: 1, n_gone: 1 }));
        assert_eq!((report.n_same_rows, report.periods), (1, Some([(0, 100), (100, 200)])));
        // A month against itself changes nothing.
        let same = differ(&october, &october);
        assert_eq!((same.n_same_rows, same.people.n_new, same.people.n_gone), (3, 0, 0));
    }

    #[test]
    fn a_month_of_customers_says_which_columns_changed_for_how_many() {
        let older = df!("id" => ["1", "2", "3"], "spend" => [1.0, 2.0, 3.0], "x:tariff" => ["S", "M", "L"]).unwrap();
        let newer =
            df!("x:tariff" => ["M", "S", "S"], "id" => ["2", " 1", "4"], "market" => [true, true, false]).unwrap();
        let report = differ(&table(FileKind::People, older), &table(FileKind::People, newer));
        assert_eq!(report.people, Change { n_both: 2, n_new: 1, n_gone: 1 });
        assert_eq!((report.columns_new, report.columns_gone), (vec!["market".to_owned()], vec!["spend".to_owned()]));
        assert_eq!((report.changed, report.pairs, report.periods), (Vec::new(), None, None));
        let moved = df!("id" => ["1", "2", "3"], "spend" => [1.0, 5.0, 6.0], "x:tariff" => ["S", "M", "S"]).unwrap();
        let before = df!("id" => ["3", "2", "1"], "spend" => [3.0, 2.0, 1.0], "x:tariff" => ["L", "M", "S"]).unwrap();
        let report = differ(&table(FileKind::People, before), &table(FileKind::People, moved));
        let changed = |column: &str, n_changed| ColumnChange { column: column.to_owned(), n_changed };
        assert_eq!(report.changed, [changed("spend", 2), changed("x:tariff", 1)]);
    }

    #[test]
    fn files_without_rows_differ_in_nothing() {
        let none = calls(&[]);
        assert_eq!(differ(&none, &none).people, Change::default());
        let ticket = Ticket::new();
        ticket.stop();
        assert!(new_month(&[&none], &calls(&[("1", "2", 0, 1)]), &ticket).is_err());
    }
}
