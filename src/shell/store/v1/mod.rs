//! The first layout of a stored project: its own shapes, converted at this door; knows rows and blobs, no files.

/// Hands a macro the fields of a document that are stored by their names, each as one text: a new one is written here.
macro_rules! plain_fields {
    ($what:ident) => {
        $what!(
            name,
            decisions,
            settings,
            share_percent,
            assumptions,
            currency,
            tribe_names,
            filter,
            filters,
            preset,
            wording,
            pinned,
            lessons,
            diverted,
            next_id
        )
    };
}

mod columns;
mod document;
mod found;
mod history;
mod lives;
mod rows;
mod scored;
mod scored_in;

pub(super) use document::{is_anybody_erased, read_document, write_document};
pub(super) use history::{Known, forget_history, has_history, read_history, write_history};
pub(super) use scored::{Pieces, pieces_of, read_scored, write_scored};

use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why something stored could not be written or understood.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error("{0}")]
    Database(#[from] rusqlite::Error),
    #[error("{0}")]
    Text(#[from] serde_json::Error),
    #[error("{0}")]
    Columns(#[from] polars::prelude::PolarsError),
    #[error("{0}")]
    Content(&'static str),
}

/// A blob that `SQLite` would hand out with a flipped bit in it is not taken.
fn checked(body: Vec<u8>, hash: &[u8]) -> Result<Vec<u8>, Trouble> {
    if blake3::hash(&body).as_bytes() == hash { Ok(body) } else { Err(Trouble::Content("a blob's checksum is wrong")) }
}

/// Reads stored text as a value. What an older program did not write takes its value from `blank`; what a newer one
/// added is passed over.
fn from_text<T: DeserializeOwned + Serialize>(text: &str, blank: &T) -> Result<T, Trouble> {
    let mut value = serde_json::to_value(blank)?;
    overlay(&mut value, serde_json::from_str(text)?);
    Ok(serde_json::from_value(value)?)
}

fn overlay(under: &mut Value, over: Value) {
    match (under, over) {
        // Two different variants of an enum with content are no record of fields to be mixed.
        (Value::Object(under), Value::Object(over)) if !is_variant(under, &over) => {
            for (key, value) in over {
                overlay(under.entry(key).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

fn is_variant(under: &serde_json::Map<String, Value>, over: &serde_json::Map<String, Value>) -> bool {
    under.len() == 1 && over.len() == 1 && under.keys().ne(over.keys())
}

/// A small value by name.
pub(super) fn read_field<T: DeserializeOwned>(connection: &Connection, name: &str) -> Result<Option<T>, Trouble> {
    use rusqlite::OptionalExtension;
    let text: Option<String> =
        connection.query_row("SELECT value FROM fields WHERE name = ?1", [name], |row| row.get(0)).optional()?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

pub(super) fn write_field<T: Serialize>(connection: &Connection, name: &str, value: &T) -> Result<(), Trouble> {
    let text = serde_json::to_string(value)?;
    connection.prepare_cached("INSERT OR REPLACE INTO fields VALUES (?1, ?2)")?.execute((name, text))?;
    Ok(())
}

/// Counts the edits ever made to the project.
pub(super) fn changes(connection: &Connection) -> Result<u64, Trouble> {
    Ok(read_field(connection, "changes")?.unwrap_or(0))
}

pub(super) fn set_changes(connection: &Connection, changes: u64) -> Result<(), Trouble> {
    write_field(connection, "changes", &changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{Goal, Plan};

    #[test]
    fn fields_that_are_missing_or_unknown_do_no_harm() {
        let blank = Plan::new(0, "");
        let text = r#"{"id": 7, "name": "Spring", "goal": "launch", "audience": {"tribes": [3]}, "weather": {"a": 1}}"#;
        let plan = from_text(text, &blank).unwrap();
        assert_eq!((plan.id, plan.name.as_str(), plan.goal, plan.share_percent), (7, "Spring", Goal::Launch, 3.0));
        assert!(plan.audience.tribes.contains(&3) && plan.audience.people.is_empty());
        assert!(from_text(r#"{"goal": "world peace"}"#, &blank).is_err());
        assert!(from_text("{", &blank).is_err());
    }
}
