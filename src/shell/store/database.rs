//! The working database's engine: opened so that what is committed stays, with its tables; knows nothing of projects.

use super::error::{Damage, Step, StoreError};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;

/// The layout that this program writes, stored as `user_version`.
pub(super) const LAYOUT: i64 = 1;

const TABLES: &str = "
    CREATE TABLE fields (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE imports (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, body TEXT NOT NULL);
    CREATE TABLE reports (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE frames (id INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL);
    CREATE TABLE plans (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, body TEXT NOT NULL);
    CREATE TABLE holds (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, body TEXT NOT NULL);
    CREATE TABLE scored (name TEXT PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL) WITHOUT ROWID;
";

/// Makes the tables in an empty file: all of them or, the version being written last, none that count.
pub(super) fn create(path: &Path) -> Result<Connection, StoreError> {
    let refuse = |error: rusqlite::Error| StoreError::database(path, Step::Open, &error);
    let mut connection = Connection::open(path).map_err(refuse)?;
    settle(&connection).map_err(refuse)?;
    let transaction = connection.transaction().map_err(refuse)?;
    transaction.execute_batch(TABLES).map_err(refuse)?;
    transaction.pragma_update(None, "user_version", LAYOUT).map_err(refuse)?;
    transaction.commit().map_err(refuse)?;
    Ok(connection)
}

/// Opens a database that must be there and be ours.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let refuse = |error: rusqlite::Error| told(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(refuse)?;
    let layout: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(refuse)?;
    if layout > LAYOUT {
        return Err(StoreError::Newer { path: path.to_owned(), format: layout as u32 });
    }
    // A document from elsewhere could bring code of its own along.
    let code = "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')";
    let n_foreign: i64 = connection.query_row(code, [], |row| row.get(0)).map_err(refuse)?;
    if layout < LAYOUT || n_foreign > 0 {
        return Err(StoreError::damaged(path, Damage::Content));
    }
    settle(&connection).map_err(refuse)?;
    Ok(connection)
}

fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)
}

/// Writes the database anew and empties its log, so that what was deleted is in neither.
pub(super) fn leave_no_trace(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("VACUUM")?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// Whether the database finds fault with itself; does not notice every flipped bit.
pub(super) fn is_sound(connection: &Connection) -> rusqlite::Result<bool> {
    let word: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok(word == "ok")
}

/// A database error met while reading: damage is told apart from trouble with the disk.
pub(super) fn told(path: &Path, error: &rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) | None => StoreError::damaged(path, Damage::Content),
        Some(_) => StoreError::database(path, Step::Open, error),
    }
}
