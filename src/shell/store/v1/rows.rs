//! Lists of shared values as ordered rows: writes only what differs; knows nothing of what the rows hold.

use super::Trouble;
use rusqlite::{Connection, params};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A list's rows in one table: an id, a place in the order, a body.
pub(super) struct Rows<'a, T> {
    pub table: &'static str,
    pub id: fn(&T) -> u32,
    pub body: &'a dyn Fn(&T) -> Result<String, Trouble>,
}

/// What became of one value.
pub(super) enum Change<'a, T> {
    Put { new: &'a T, old: Option<&'a T> },
    Removed(u32),
}

impl<T> Rows<'_, T> {
    /// Brings the table from `before` to `after`, telling `also` of every row that is written or removed. O(n) pointer
    /// comparisons, and as many writes as values differ.
    pub(super) fn write(
        &self,
        connection: &Connection,
        before: &[Arc<T>],
        after: &[Arc<T>],
        mut also: impl FnMut(Change<'_, T>) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let is_same = |(old, new): &(&Arc<T>, &Arc<T>)| Arc::ptr_eq(old, new);
        let n_same = before.iter().zip(after).take_while(is_same).count();
        let (before, rest) = (&before[n_same..], &after[n_same..]);
        if before.is_empty() && rest.is_empty() {
            return Ok(());
        }
        let kept: HashSet<u32> = rest.iter().map(|new| (self.id)(new)).collect();
        let mut delete = connection.prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", self.table))?;
        for id in before.iter().map(|old| (self.id)(old)).filter(|id| !kept.contains(id)) {
            delete.execute([id])?;
            also(Change::Removed(id))?;
        }
        let old_by_id: HashMap<u32, &Arc<T>> = before.iter().map(|old| ((self.id)(old), old)).collect();
        let upsert = format!(
            "INSERT INTO {} VALUES (?1, (SELECT coalesce(max(place), 0) + 1 FROM {0}), ?2)
             ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            self.table
        );
        let mut upsert = connection.prepare_cached(&upsert)?;
        for new in rest {
            let old = old_by_id.get(&(self.id)(new)).copied();
            if old.is_none_or(|old| !Arc::ptr_eq(old, new)) {
                upsert.execute(params![(self.id)(new), (self.body)(new)?])?;
                also(Change::Put { new, old: old.map(|old| &**old) })?;
            }
        }
        if self.is_order_kept(before, rest, &old_by_id) { Ok(()) } else { self.number(connection, after) }
    }

    /// Removing rows and adding some at the end leaves the places as they are.
    fn is_order_kept(&self, before: &[Arc<T>], rest: &[Arc<T>], old_by_id: &HashMap<u32, &Arc<T>>) -> bool {
        let n_old = rest.iter().take_while(|new| old_by_id.contains_key(&(self.id)(new))).count();
        if rest[n_old..].iter().any(|new| old_by_id.contains_key(&(self.id)(new))) {
            return false;
        }
        let survivors: HashSet<u32> = rest[..n_old].iter().map(|new| (self.id)(new)).collect();
        let old_order = before.iter().map(|old| (self.id)(old)).filter(|id| survivors.contains(id));
        old_order.eq(rest[..n_old].iter().map(|new| (self.id)(new)))
    }

    fn number(&self, connection: &Connection, after: &[Arc<T>]) -> Result<(), Trouble> {
        let mut place = connection.prepare_cached(&format!("UPDATE {} SET place = ?2 WHERE id = ?1", self.table))?;
        for (new, n) in after.iter().zip(0_i64..) {
            place.execute(params![(self.id)(new), n])?;
        }
        Ok(())
    }
}

/// The bodies of a table in their order, with their ids.
pub(super) fn read(connection: &Connection, table: &str) -> Result<Vec<(u32, String)>, Trouble> {
    let mut query = connection.prepare(&format!("SELECT id, body FROM {table} ORDER BY place, id"))?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
