//! What can be undone, as rows that lead from one document to the next, so that it survives a restart; decides nothing
//! about it. Steps that brought or took files are not led over: what lies before them is forgotten.

use super::{Trouble, read_field, write_field};
use crate::domain::campaign::Plan;
use crate::domain::holding::Hold;
use crate::domain::model::decisions::Basis;
use crate::project::{Document, Import, KeptHistory, KeptStep};
use rusqlite::{Connection, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS history
    (seq INTEGER PRIMARY KEY, name TEXT NOT NULL, back TEXT, forth TEXT)";
/// How many of the steps are done, and the count of edits at which that was so.
const AT: &str = "history_at";

/// A list of values with ids: the order, what differs in those that both sides have, and those that only one has.
#[derive(Default, Serialize, Deserialize)]
struct ListPatch {
    order: Vec<u32>,
    changed: BTreeMap<u32, Map<String, Value>>,
    whole: BTreeMap<u32, Value>,
}

/// A row: the name, and what leads back and forth.
type Row = (String, Option<String>, Option<String>);

/// What leads from one document to another.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Patch {
    fields: Map<String, Value>,
    plans: Option<ListPatch>,
    holds: Option<ListPatch>,
    imports: Vec<(u32, Option<u32>, Basis)>,
}

/// A step that is in the table: the documents that it leads between, and its row.
pub(in super::super) type Known = Vec<(Arc<Document>, Arc<Document>, i64)>;

fn list_patch<T: Serialize>(from: &[Arc<T>], to: &[Arc<T>], id: fn(&T) -> u32) -> Result<Option<ListPatch>, Trouble> {
    if from.len() == to.len() && from.iter().zip(to).all(|(a, b)| Arc::ptr_eq(a, b)) {
        return Ok(None);
    }
    let old: HashMap<u32, &Arc<T>> = from.iter().map(|item| (id(item), item)).collect();
    let mut patch = ListPatch { order: to.iter().map(|item| id(item)).collect(), ..ListPatch::default() };
    for item in to {
        match old.get(&id(item)) {
            Some(old) if Arc::ptr_eq(old, item) => {}
            Some(old) => {
                let (Value::Object(old), Value::Object(new)) =
                    (serde_json::to_value(&***old)?, serde_json::to_value(&**item)?)
                else {
                    return Err(Trouble::Content("a value without fields"));
                };
                let differs = |(key, value): &(String, Value)| old.get(key) != Some(value);
                patch.changed.insert(id(item), new.into_iter().filter(differs).collect());
            }
            None => drop(patch.whole.insert(id(item), serde_json::to_value(&**item)?)),
        }
    }
    Ok(Some(patch))
}

fn with_list<T: Serialize + DeserializeOwned>(
    from: &[Arc<T>],
    patch: ListPatch,
    id: fn(&T) -> u32,
) -> Result<Vec<Arc<T>>, Trouble> {
    let ListPatch { order, mut changed, mut whole } = patch;
    let old: HashMap<u32, &Arc<T>> = from.iter().map(|item| (id(item), item)).collect();
    let item = |wanted: u32| -> Result<Arc<T>, Trouble> {
        if let Some(value) = whole.remove(&wanted) {
            return Ok(Arc::new(serde_json::from_value(value)?));
        }
        let old = *old.get(&wanted).ok_or(Trouble::Content("a step leads to nowhere"))?;
        let Some(fields) = changed.remove(&wanted) else { return Ok(old.clone()) };
        let mut value = serde_json::to_value(&**old)?;
        value.as_object_mut().ok_or(Trouble::Content("a value without fields"))?.extend(fields);
        Ok(Arc::new(serde_json::from_value(value)?))
    };
    order.into_iter().map(item).collect()
}

/// What an import may change without its rows changing; none where more than that differs.
fn imports_patch(from: &[Arc<Import>], to: &[Arc<Import>]) -> Option<Vec<(u32, Option<u32>, Basis)>> {
    let is_same_file = |(a, b): (&Arc<Import>, &Arc<Import>)| {
        a.id == b.id && Arc::ptr_eq(&a.table, &b.table) && Arc::ptr_eq(&a.report, &b.report) && a.follows == b.follows
    };
    if from.len() != to.len() || !from.iter().zip(to).all(is_same_file) {
        return None;
    }
    let differs = |(a, b): &(&Arc<Import>, &Arc<Import>)| a.plan != b.plan || a.basis != b.basis;
    Some(from.iter().zip(to).filter(differs).map(|(_, b)| (b.id, b.plan, b.basis)).collect())
}

/// What leads from one document to the other; none where files come or go.
fn patch(from: &Document, to: &Document) -> Result<Option<Patch>, Trouble> {
    // Every field by name: a new one is not forgotten here.
    macro_rules! is_whole {
        ($($field:ident),*) => {
            let Document { project_id: _, imports: _, plans: _, holds: _, $($field: _),* } = to;
        };
    }
    plain_fields!(is_whole);
    let Some(imports) = imports_patch(&from.imports, &to.imports) else { return Ok(None) };
    let mut fields = Map::new();
    macro_rules! changed {
        ($($field:ident),*) => {$(
            if from.$field != to.$field {
                fields.insert(stringify!($field).to_owned(), serde_json::to_value(&to.$field)?);
            }
        )*};
    }
    plain_fields!(changed);
    let plans = list_patch(&from.plans, &to.plans, |plan: &Plan| plan.id)?;
    let holds = list_patch(&from.holds, &to.holds, |hold: &Hold| hold.id)?;
    Ok(Some(Patch { fields, plans, holds, imports }))
}

fn patched(from: &Document, patch: Patch) -> Result<Document, Trouble> {
    let mut to = from.clone();
    let mut fields = patch.fields;
    macro_rules! put {
        ($($field:ident),*) => {$(
            if let Some(value) = fields.remove(stringify!($field)) {
                to.$field = serde_json::from_value(value)?;
            }
        )*};
    }
    plain_fields!(put);
    if let Some(list) = patch.plans {
        to.plans = with_list(&from.plans, list, |plan: &Plan| plan.id)?;
    }
    if let Some(list) = patch.holds {
        to.holds = with_list(&from.holds, list, |hold: &Hold| hold.id)?;
    }
    for (id, plan, basis) in patch.imports {
        let import = to.imports.iter_mut().find(|import| import.id == id);
        let import = import.ok_or(Trouble::Content("a step of a file that is not there"))?;
        *import = Arc::new(Import { plan, basis, ..(**import).clone() });
    }
    Ok(to)
}

/// Brings the table to these steps: those that are there already stay. Call it in the transaction that records the edit.
pub(in super::super) fn write_history(
    connection: &Connection,
    known: &Known,
    kept: &KeptHistory,
    changes: u64,
) -> Result<Known, Trouble> {
    connection.execute(TABLE, [])?;
    // The oldest may have been forgotten, and the newest replaced.
    let first = kept.steps.first();
    let start = first.and_then(|step| known.iter().position(|known| is_of(known, step))).unwrap_or(known.len());
    let is_same = |(known, step): &(&(Arc<Document>, Arc<Document>, i64), &KeptStep)| is_of(known, step);
    let n_same = known[start..].iter().zip(&kept.steps).take_while(is_same).count();
    let mut rows: Known = known[start..start + n_same].to_vec();
    let (first, last) = (rows.first().map_or(i64::MAX, |row| row.2), rows.last().map_or(0, |row| row.2));
    connection.prepare_cached("DELETE FROM history WHERE seq < ?1 OR seq > ?2")?.execute([first, last])?;
    let mut insert = connection.prepare_cached("INSERT INTO history VALUES (?1, ?2, ?3, ?4)")?;
    for (step, seq) in kept.steps[rows.len()..].iter().zip(last + 1..) {
        let text = |from: &Document, to: &Document| -> Result<Option<String>, Trouble> {
            Ok(patch(from, to)?.map(|patch| serde_json::to_string(&patch)).transpose()?)
        };
        let (back, forth) = (text(&step.after, &step.before)?, text(&step.before, &step.after)?);
        insert.execute(params![seq, step.name, back, forth])?;
        rows.push((step.before.clone(), step.after.clone(), seq));
    }
    write_field(connection, AT, &(kept.n_done as u64, changes))?;
    Ok(rows)
}

fn is_of(known: &(Arc<Document>, Arc<Document>, i64), step: &KeptStep) -> bool {
    Arc::ptr_eq(&known.0, &step.before) && Arc::ptr_eq(&known.1, &step.after)
}

/// The steps that lead to and from the present document, as far as they can be followed; none where the table is of
/// another state of the project.
pub(in super::super) fn read_history(connection: &Connection, now: &Arc<Document>) -> Result<KeptHistory, Trouble> {
    let at: Option<(u64, u64)> = read_field(connection, AT)?;
    let Some((n_done, _)) = at.filter(|(_, changes)| Some(*changes) == super::changes(connection).ok()) else {
        return Ok(KeptHistory::default());
    };
    let mut query = connection.prepare("SELECT name, back, forth FROM history ORDER BY seq")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
    let n_done = usize::try_from(n_done).unwrap_or(usize::MAX).min(rows.len());
    let follow = |from: &Arc<Document>, text: &Option<String>| -> Option<Arc<Document>> {
        let patch = serde_json::from_str(text.as_ref()?).ok()?;
        patched(from, patch).ok().map(Arc::new)
    };
    let mut done = Vec::new();
    let mut at = now.clone();
    for (name, back, _) in rows[..n_done].iter().rev() {
        let Some(before) = follow(&at, back) else { break };
        done.push(KeptStep { name: name.clone(), before: before.clone(), after: at });
        at = before;
    }
    done.reverse();
    let n_done_here = done.len();
    let mut at = now.clone();
    for (name, _, forth) in &rows[n_done..] {
        let Some(after) = follow(&at, forth) else { break };
        done.push(KeptStep { name: name.clone(), before: at, after: after.clone() });
        at = after;
    }
    Ok(KeptHistory { steps: done, n_done: n_done_here })
}

/// Takes what can be undone out of a copy of the database that leaves this machine's care.
pub(in super::super) fn forget_history(connection: &Connection) -> Result<(), Trouble> {
    connection.pragma_update(None, "secure_delete", true)?;
    connection.execute_batch("DROP TABLE IF EXISTS history")?;
    connection.execute("DELETE FROM fields WHERE name = ?1", [AT])?;
    Ok(())
}

/// Whether anything can be undone.
pub(in super::super) fn has_history(connection: &Connection) -> Result<bool, Trouble> {
    Ok(read_field::<(u64, u64)>(connection, AT)?.is_some())
}
