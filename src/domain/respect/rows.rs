//! Rows and cells of clean tables and their reports that name somebody, found and taken out; decides about nobody.

use super::tokens::{tokens_of_contact, tokens_of_id};
use crate::domain::import::{Mapping, Problem, Report};
use crate::domain::model::{Meaning, Table};
use polars::prelude::{Column, IntoColumn, PlHashMap, StringChunked};
use std::convert::Infallible;

/// Somebody as the cells of a file may name them.
pub trait Naming {
    /// Whether a cell that holds somebody's id names them.
    fn is_id(&self, id: &str) -> bool;
    /// Whether a phone number or an e-mail address is theirs.
    fn is_contact(&self, text: &str) -> bool;

    /// Whether a cell of any other meaning is nothing but their id, number or address. Short ids and small numbers
    /// stand in too many cells that mean something else.
    fn is_any(&self, text: &str) -> bool {
        let is_telling = !is_small_number(text) && text.trim().len() >= 4;
        is_telling && (self.is_id(text) || self.is_contact(text))
    }
}

/// Whether this is a number that may as well say how many or how much.
#[must_use]
pub fn is_small_number(text: &str) -> bool {
    text.trim().len() < 8 && !text.contains(|c: char| c.is_alphabetic())
}

/// Known by tokens alone.
pub(super) trait ByToken {
    fn has(&self, token: &str) -> bool;
}

impl<T: ByToken> Naming for T {
    fn is_id(&self, id: &str) -> bool {
        tokens_of_id(id).iter().any(|token| self.has(token))
    }

    fn is_contact(&self, text: &str) -> bool {
        tokens_of_contact(text).iter().any(|token| self.has(token))
    }
}

/// The columns that can say whom a row is about.
const NAMING: [Meaning; 5] = [Meaning::Id, Meaning::From, Meaning::To, Meaning::Phone, Meaning::Email];

/// One flag a row that names somebody; nothing where no row does. Each different cell is looked at once. O(rows).
#[must_use]
pub fn naming_rows(table: &Table, somebody: &impl Naming) -> Option<Vec<bool>> {
    let mut found: Option<Vec<bool>> = None;
    for meaning in NAMING {
        let Some(column) = table.texts(meaning.word()) else { continue };
        let is_contact = matches!(meaning, Meaning::Phone | Meaning::Email);
        let mut known: PlHashMap<&str, bool> = PlHashMap::default();
        for (row, cell) in column.iter().enumerate() {
            let Some(cell) = cell else { continue };
            let look = || if is_contact { somebody.is_contact(cell) } else { somebody.is_id(cell) };
            if *known.entry(cell).or_insert_with(look) {
                found.get_or_insert_with(|| vec![false; table.height()])[row] = true;
            }
        }
    }
    found
}

/// The table without the rows and without cells of describing columns that are somebody's id, number or address; how
/// many rows went. Nothing where nothing names them.
#[must_use]
pub fn without_rows(table: &Table, somebody: &impl Naming) -> Option<(Table, u64)> {
    let rows = naming_rows(table, somebody);
    let blanked = blanked(table, somebody);
    if rows.is_none() && blanked.is_empty() {
        return None;
    }
    let mut left = table.clone();
    for column in blanked {
        left = left.with_plain(column);
    }
    let mut n_gone = 0;
    if let Some(rows) = rows {
        n_gone = rows.iter().filter(|is_theirs| **is_theirs).count() as u64;
        let stays: Vec<bool> = rows.iter().map(|is_theirs| !is_theirs).collect();
        // Only a copy is without what was taken out.
        let Ok(copy) = left.filter(&stays).in_own_memory(|| Ok::<(), Infallible>(()));
        left = copy;
    }
    Some((left, n_gone))
}

/// Columns of other meanings in which a cell is nothing but somebody's id, number or address, with that cell empty.
fn blanked(table: &Table, somebody: &impl Naming) -> Vec<Column> {
    let is_naming = |name: &str| NAMING.iter().any(|meaning| meaning.word() == name);
    let mut columns = Vec::new();
    for column in table.plain().columns().iter().filter(|column| !is_naming(column.name())) {
        let Ok(texts) = column.str() else { continue };
        let mut known: PlHashMap<&str, bool> = PlHashMap::default();
        let mut is_found = false;
        for cell in texts.iter().flatten() {
            is_found |= *known.entry(cell).or_insert_with(|| somebody.is_any(cell));
        }
        if is_found {
            let keep = |cell: Option<&str>| cell.filter(|cell| !known[cell]).map(str::to_owned);
            let values: StringChunked = texts.iter().map(keep).collect();
            columns.push(values.with_name(column.name().clone()).into_column());
        }
    }
    columns
}

/// The account of a file without what somebody's rows said, `n_gone` of which were kept until now: they count as set
/// aside. Nothing where nothing is to be changed.
#[must_use]
pub fn without_report(report: &Report, mapping: &Mapping, n_gone: u64, somebody: &impl Naming) -> Option<Report> {
    let meaning =
        |heading: &String| mapping.columns.iter().find(|column| column.heading == *heading).map(|c| c.meaning);
    let meanings: Vec<Option<Meaning>> = report.headings.iter().map(meaning).collect();
    let is_theirs = |(n, cell): (usize, &String)| match meanings.get(n).copied().flatten() {
        Some(Meaning::Id | Meaning::From | Meaning::To) => somebody.is_id(cell),
        Some(Meaning::Phone | Meaning::Email) => somebody.is_contact(cell),
        _ => somebody.is_any(cell),
    };
    let is_of_them =
        |problem: &Problem| problem.cells.iter().enumerate().any(is_theirs) || somebody.is_any(&problem.found);
    let is_named =
        report.problems.iter().any(is_of_them) || report.warnings.iter().any(|warning| somebody.is_any(&warning.found));
    if n_gone == 0 && !is_named {
        return None;
    }
    let mut next = report.clone();
    next.n_rows_kept = next.n_rows_kept.saturating_sub(n_gone);
    next.n_rows_set_aside += n_gone;
    next.n_rows_erased += n_gone;
    for problem in &mut next.problems {
        if is_of_them(problem) {
            problem.cells.clear();
            problem.found.clear();
        }
    }
    for warning in next.warnings.iter_mut().filter(|warning| somebody.is_any(&warning.found)) {
        warning.found.clear();
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{FileKind, Texts};
    use polars::prelude::df;

    struct Eve;

    impl Naming for Eve {
        fn is_id(&self, id: &str) -> bool {
            id == "eve's number of customers"
        }

        fn is_contact(&self, text: &str) -> bool {
            text == "eve@example.com"
        }
    }

    #[test]
    fn nothing_of_somebody_stays_in_memory() {
        let (eve, address, other) = ("eve's number of customers", "eve@example.com", "what somebody else wrote");
        let subject = ["about", address, "about", "about"];
        let body = ["what only eve ever wrote", other, "short", address];
        let pairs =
            df!("from" => [eve, "2", "2", "2"], "to" => ["2", "3", "4", "3"], "subject" => subject, "body" => body);
        let bought = df!("id" => [eve, "2", "2", "2"], "product" => subject, "x:said" => body);
        for (kind, frame) in [(FileKind::Messages, pairs.unwrap()), (FileKind::Purchases, bought.unwrap())] {
            let (left, n_gone) = without_rows(&Table::new(kind, frame), &Eve).unwrap();
            assert_eq!((left.height(), n_gone), (3, 1));
            assert!(left.holds(other), "{kind:?}");
            for text in [eve, address, body[0]] {
                assert!(!left.holds(text), "{text} of {kind:?}");
            }
            let texts = left.names().into_iter().filter_map(|column| left.texts(column));
            assert!(texts.flat_map(Texts::iter).flatten().all(|cell| ![eve, address].contains(&cell)));
        }
    }
}
