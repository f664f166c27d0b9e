//! What a person gave or decided, as rows; big tables as Parquet beside them.

use super::rows::{self, Change, Rows};
use super::{Trouble, checked, columns, from_text, read_field, write_field};
use crate::domain::arrivals::Difference;
use crate::domain::campaign::Plan;
use crate::domain::holding::{Hold, HoldStatus};
use crate::domain::import::{Mapping, Report, TimeReading};
use crate::domain::model::FileKind;
use crate::domain::model::decisions::Basis;
use crate::project::{Document, Import};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, OnceLock};

/// An imported file without its big parts.
#[derive(Serialize, Deserialize)]
struct ImportV1 {
    file_name: String,
    imported_on: String,
    /// By its word on the command line.
    kind: String,
    mapping: Mapping,
    plan: Option<u32>,
    basis: Basis,
    follows: Option<u32>,
    difference: Option<Difference>,
    batch: u32,
}

fn blank_import() -> ImportV1 {
    let mapping = Mapping {
        kind: FileKind::People,
        delimiter: ',',
        has_header: true,
        n_title_lines: 0,
        is_decimal_comma: false,
        time: TimeReading::Calendar { is_day_first: false },
        encoding: None,
        sheet: None,
        strongest_only: None,
        columns: Vec::new(),
        id_from: None,
        unknown: Vec::new(),
    };
    let (file_name, imported_on) = (String::new(), String::new());
    ImportV1 {
        file_name,
        imported_on,
        kind: String::new(),
        mapping,
        plan: None,
        basis: Basis::default(),
        follows: None,
        difference: None,
        batch: 0,
    }
}

fn blank_hold() -> Hold {
    Hold {
        id: 0,
        customer_id: String::new(),
        import_id: 0,
        row: 0,
        channel: String::new(),
        original_subject: String::new(),
        original_body: String::new(),
        subject: String::new(),
        body: String::new(),
        due: None,
        status: HoldStatus::default(),
    }
}

/// Brings the rows from one document to the next; none before means that there are no rows yet. Call it in a
/// transaction.
pub(in super::super) fn write_document(
    connection: &Connection,
    before: Option<&Document>,
    after: &Document,
) -> Result<(), Trouble> {
    write_fields(connection, before, after)?;
    if before.is_some_and(|before| is_anybody_erased(before, after)) {
        // Somebody who was erased is in what was computed from them; it is computed anew.
        connection.execute("DELETE FROM scored", [])?;
    }
    let blank = Document::default();
    let before = before.unwrap_or(&blank);
    let plan_text = |plan: &Plan| Ok(serde_json::to_string(plan)?);
    let plans = Rows { table: "plans", id: |plan: &Plan| plan.id, body: &plan_text };
    plans.write(connection, &before.plans, &after.plans, |_| Ok(()))?;
    let hold_text = |hold: &Hold| Ok(serde_json::to_string(hold)?);
    let holds = Rows { table: "holds", id: |hold: &Hold| hold.id, body: &hold_text };
    holds.write(connection, &before.holds, &after.holds, |_| Ok(()))?;
    let imports = Rows { table: "imports", id: |import: &Import| import.id, body: &import_text };
    imports.write(connection, &before.imports, &after.imports, |change| write_parts(connection, &change))
}

/// Whether somebody was erased between two states, or another id of somebody erased became known.
pub(in super::super) fn is_anybody_erased(before: &Document, after: &Document) -> bool {
    let (before, after) = (&before.decisions.respect, &after.decisions.respect);
    before.n_erased != after.n_erased || before.erased.len() != after.erased.len()
}

fn write_fields(connection: &Connection, before: Option<&Document>, after: &Document) -> Result<(), Trouble> {
    macro_rules! write_changed {
        ($($field:ident),*) => {$(
            if before.is_none_or(|before| before.$field != after.$field) {
                write_field(connection, stringify!($field), &after.$field)?;
            }
        )*};
    }
    write_changed!(project_id);
    plain_fields!(write_changed);
    Ok(())
}

fn import_text(import: &Import) -> Result<String, Trouble> {
    Ok(serde_json::to_string(&ImportV1 {
        file_name: import.file_name.clone(),
        imported_on: import.imported_on.clone(),
        kind: import.table.kind.word().to_owned(),
        mapping: import.mapping.clone(),
        plan: import.plan,
        basis: import.basis,
        follows: import.follows,
        difference: import.difference.as_deref().cloned(),
        batch: import.batch,
    })?)
}

/// The big parts of an import, which seldom change when it does.
fn write_parts(connection: &Connection, change: &Change<'_, Import>) -> Result<(), Trouble> {
    let (new, old) = match change {
        Change::Removed(id) => {
            connection.execute("DELETE FROM frames WHERE id = ?1", [id])?;
            connection.execute("DELETE FROM reports WHERE id = ?1", [id])?;
            return Ok(());
        }
        Change::Put { new, old } => (new, old),
    };
    if old.is_none_or(|old| !Arc::ptr_eq(&old.table, &new.table)) {
        let body = columns::table_to_parquet(&new.table)?;
        let hash = blake3::hash(&body);
        connection.execute(
            "INSERT OR REPLACE INTO frames VALUES (?1, ?2, ?3)",
            params![new.id, body, hash.as_bytes().as_slice()],
        )?;
    }
    if old.is_none_or(|old| !Arc::ptr_eq(&old.report, &new.report)) {
        let text = serde_json::to_string(&*new.report)?;
        connection.execute("INSERT OR REPLACE INTO reports VALUES (?1, ?2)", params![new.id, text])?;
    }
    Ok(())
}

/// The stored document.
pub(in super::super) fn read_document(connection: &Connection) -> Result<Document, Trouble> {
    let mut document = Document::default();
    macro_rules! read_into {
        ($($field:ident),*) => {$(
            // What an older file does not hold is as in a new project, in parts of a field, too.
            if let Some(value) = read_field::<serde_json::Value>(connection, stringify!($field))? {
                document.$field = from_text(&value.to_string(), &document.$field)?;
            }
        )*};
    }
    read_into!(project_id);
    plain_fields!(read_into);
    for (id, text) in rows::read(connection, "plans")? {
        document.plans.push(Arc::new(Plan { id, ..from_text(&text, &Plan::new(id, ""))? }));
    }
    let blank = blank_hold();
    for (id, text) in rows::read(connection, "holds")? {
        document.holds.push(Arc::new(Hold { id, ..from_text(&text, &blank)? }));
    }
    for (id, text) in rows::read(connection, "imports")? {
        document.imports.push(Arc::new(read_import(connection, id, &text)?));
    }
    Ok(document)
}

fn read_import(connection: &Connection, id: u32, text: &str) -> Result<Import, Trouble> {
    let import = from_text(text, &blank_import())?;
    let kind = FileKind::from_word(&import.kind).ok_or(Trouble::Content("an unknown kind of file"))?;
    let query = "SELECT body, hash FROM frames WHERE id = ?1";
    let (body, hash): (Vec<u8>, Vec<u8>) = connection.query_row(query, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let table = columns::table_from_parquet(kind, checked(body, &hash)?)?;
    let report: String = connection.query_row("SELECT body FROM reports WHERE id = ?1", [id], |row| row.get(0))?;
    Ok(Import {
        id,
        file_name: import.file_name,
        imported_on: import.imported_on,
        mapping: import.mapping,
        report: Arc::new(from_text(&report, &Report::default())?),
        table: Arc::new(table),
        plan: import.plan,
        basis: import.basis,
        follows: import.follows,
        difference: import.difference.map(Arc::new),
        // Older programs did not number their steps: every file is one.
        batch: if import.batch == 0 { id } else { import.batch },
        month: OnceLock::new(),
    })
}
