//! A new month of a file beside the months before it: rows that are there already count once; reads no file.

use super::BLOCK;
use super::difference::{Difference, difference};
use crate::domain::model::{Meaning, Table};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::PlHashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The newer file, and what sets it apart from the last of the months before it, which are `months`, the newest first.
/// Where files tell what happened, the rows that the months have already are left out, so that months that overlap
/// count once: as often as they stand in all months together. Rows are the same that say the same in every column that
/// all files have; without a column that says when in all of them no row is taken for another. O(rows).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn new_month(months: &[&Table], newer: &Table, ticket: &Ticket) -> Result<(Table, Difference), Stopped> {
    let Some((last, before)) = months.split_first() else {
        return Ok((newer.clone(), Difference::default()));
    };
    let mut report = difference(last, newer, ticket)?;
    let shared = shared_columns(months, newer);
    let is_of_state = newer.kind.is_of_state();
    if !is_of_state && !shared.contains(&Meaning::At.word()) {
        return Ok((newer.clone(), report));
    }
    let hashes = row_hashes(newer, &shared, ticket)?;
    let mut left: PlHashMap<u64, u32> = PlHashMap::default();
    add(&mut left, last, &shared, ticket)?;
    let mut is_known = known(&mut left, &hashes, ticket)?;
    report.n_same_rows = is_known.iter().filter(|&&is_known| is_known).count();
    if is_of_state {
        return Ok((newer.clone(), report));
    }
    if !before.is_empty() {
        // What was used up is counted again, beside the months before.
        for (hash, _) in hashes.iter().zip(&is_known).filter(|(_, is_known)| **is_known) {
            *left.entry(*hash).or_default() += 1;
        }
        for month in before {
            add(&mut left, month, &shared, ticket)?;
        }
        is_known = known(&mut left, &hashes, ticket)?;
    }
    let keep: Vec<bool> = is_known.into_iter().map(|is_known| !is_known).collect();
    let mut rest = newer.filter_within(&keep, || ticket.check())?;
    if rest.height() < newer.height() {
        // What is left stays with the project: of a row left out nothing may stay behind it, whoever is erased later.
        rest = rest.in_own_memory(|| ticket.check())?;
    }
    report.n_left_out = newer.height() - rest.height();
    Ok((rest, report))
}

/// The columns that all the files have, by name and in order.
fn shared_columns<'a>(months: &[&Table], newer: &'a Table) -> Vec<&'a str> {
    let has = |table: &Table, name: &&str| table.names().contains(name);
    let names = newer.names().into_iter();
    let mut shared: Vec<&str> = names.filter(|name| months.iter().all(|month| has(month, name))).collect();
    shared.sort_unstable();
    shared
}

/// Counts the rows of a month by their hash.
fn add(left: &mut PlHashMap<u64, u32>, table: &Table, shared: &[&str], ticket: &Ticket) -> Result<(), Stopped> {
    for (n, hash) in row_hashes(table, shared, ticket)?.into_iter().enumerate() {
        if n % BLOCK == 0 {
            ticket.check()?;
        }
        *left.entry(hash).or_default() += 1;
    }
    Ok(())
}

/// Which rows are among those counted, each of which is used up once.
fn known(left: &mut PlHashMap<u64, u32>, hashes: &[u64], ticket: &Ticket) -> Result<Vec<bool>, Stopped> {
    let mut is_known = Vec::with_capacity(hashes.len());
    for (n, hash) in hashes.iter().enumerate() {
        if n % BLOCK == 0 {
            ticket.check()?;
        }
        let left = left.get_mut(hash).filter(|left| **left > 0);
        is_known.push(left.map(|left| *left -= 1).is_some());
    }
    Ok(is_known)
}

/// A hash of 64 bits of each row over the columns of these names.
fn row_hashes(table: &Table, names: &[&str], ticket: &Ticket) -> Result<Vec<u64>, Stopped> {
    let mut hashes = vec![0u64; table.height()];
    for name in names {
        ticket.check()?;
        mix(&mut hashes, table, name, ticket)?;
    }
    Ok(hashes)
}

fn mix(hashes: &mut [u64], table: &Table, name: &str, ticket: &Ticket) -> Result<(), Stopped> {
    let mut each = |cells: &mut dyn Iterator<Item = u64>| -> Result<(), Stopped> {
        for (n, (hash, cell)) in hashes.iter_mut().zip(cells).enumerate() {
            if n % BLOCK == 0 {
                ticket.check()?;
            }
            *hash = hash_of(&(*hash, cell));
        }
        Ok(())
    };
    if let Some(cells) = table.texts(name) {
        return each(&mut cells.iter().map(|cell| hash_of(&cell)));
    }
    if let Some(cells) = table.whole(name) {
        return each(&mut cells.iter().map(|cell| hash_of(&cell)));
    }
    let Ok(column) = table.plain().column(name) else { return Ok(()) };
    if let Ok(cells) = column.f64() {
        each(&mut cells.iter().map(|cell| hash_of(&cell.map(f64::to_bits))))
    } else if let Ok(cells) = column.bool() {
        each(&mut cells.iter().map(|cell| hash_of(&cell)))
    } else {
        Ok(())
    }
}

/// The same on every machine and run.
fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::FileKind;
    use crate::domain::ties::fixtures::{calls, table};
    use polars::prelude::df;

    fn month(months: &[&Table], newer: &Table) -> (usize, Difference) {
        let (rest, report) = new_month(months, newer, &Ticket::new()).unwrap();
        (rest.height(), report)
    }

    #[test]
    fn what_stands_in_several_months_is_used_up_once() {
        let row = ("1", "3", 100, 5);
        let (september, october) = (calls(&[row]), calls(&[("1", "2", 0, 60), row]));
        let twice = calls(&[row, row]);
        let (n_left, report) = month(&[&october], &twice);
        assert_eq!((n_left, report.n_left_out, report.n_same_rows), (1, 1, 1), "once is known, once is new");
        let (n_left, report) = month(&[&october, &september], &twice);
        assert_eq!((n_left, report.n_left_out, report.n_same_rows), (0, 2, 1), "each month has one of the two");
        assert_eq!(month(&[&october, &september], &calls(&[row, row, row])).0, 1);
    }

    #[test]
    fn nothing_of_a_row_left_out_stays_in_memory() {
        let bought = |products: &[&str], at: &[i64]| {
            table(FileKind::Purchases, df!("id" => vec!["1"; at.len()], "product" => products, "at" => at).unwrap())
        };
        let (known, new) = ("a product told of twice", "a product told of once");
        let (older, newer) = (bought(&[known], &[7]), bought(&[known, new], &[7, 8]));
        let (rest, _) = new_month(&[&older], &newer, &Ticket::new()).unwrap();
        assert_eq!((rest.height(), rest.holds(known), rest.holds(new)), (1, false, true));
    }

    #[test]
    fn a_month_with_another_column_still_knows_the_rows_of_the_last() {
        let older = calls(&[("1", "2", 0, 60), ("1", "3", 100, 5)]);
        let same = calls(&[("1", "3", 100, 5), ("1", "3", 200, 5)]);
        let newer = Table::new(same.kind, same.frame().drop("seconds").unwrap());
        assert_eq!(month(&[&older], &newer).1.n_left_out, 1);
    }

    #[test]
    fn what_does_not_say_when_is_nobody_elses() {
        let undated = |rows: &[&str]| table(FileKind::Purchases, df!("id" => rows, "product" => rows).unwrap());
        let (older, newer) = (undated(&["1", "2"]), undated(&["1", "3"]));
        assert_eq!(month(&[&older], &newer).1.n_left_out, 0, "the same thing may be bought twice");
        let dated = table(FileKind::Purchases, df!("id" => ["1"], "product" => ["1"], "at" => [7_i64]).unwrap());
        assert_eq!(month(&[&older, &dated], &dated).1.n_left_out, 0);
        assert_eq!(month(&[&dated], &dated).1.n_left_out, 1);
    }
}
