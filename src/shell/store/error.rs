//! Why a project could not be opened or kept, as data; the sentences are the screen's.

use super::lock::Owner;
use super::versions::Version;
use crate::shell::files::{FileError, FileReason};
use std::path::{Path, PathBuf};

/// What was being done when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Open,
    Record,
    Save,
    KeepVersion,
}

/// What is wrong with a document file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Not a Tribewise document at all.
    OtherKind,
    /// Shorter or longer than it says.
    Length,
    /// The bytes are not those that were written.
    Checksum,
    /// The bytes are those that were written, and what is in them makes no sense.
    Content,
}

/// A project could not be opened, recorded or saved. Whatever stood on disk before still stands there.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum StoreError {
    #[error("{0}")]
    File(#[from] FileError),
    /// The file is not overwritten by anything; the newest good version kept on this machine, if any, is named.
    #[error("{}: damaged ({damage:?})", path.display())]
    Damaged {
        path: PathBuf,
        damage: Damage,
        /// The project, where this machine has worked on that file before: its working database may hold everything.
        project_id: Option<String>,
        newest_good: Option<Box<Version>>,
    },
    #[error("{}: written by a newer Tribewise (format {format})", path.display())]
    Newer { path: PathBuf, format: u32 },
    #[error("{}: open in another window", path.display())]
    InUse { path: PathBuf, owner: Owner },
    #[error("{}: somebody else has changed it since it was read", path.display())]
    ChangedOutside { path: PathBuf },
    #[error("{}: a project with this id is already here", path.display())]
    AlreadyThere { path: PathBuf },
    #[error("a project's id may hold letters, digits, '-' and '_' only")]
    BadProjectId,
    /// The working database refused; in its own words.
    #[error("{}: {message} ({step:?})", path.display())]
    Database { path: PathBuf, step: Step, message: String },
    /// The writer is gone: a bug, see the log.
    #[error("nothing is being written any more")]
    WriterGone,
}

impl StoreError {
    pub(super) fn io(path: &Path, error: &std::io::Error) -> Self {
        StoreError::File(FileError::from_io(path, error))
    }

    pub(super) fn damaged(path: &Path, damage: Damage) -> Self {
        StoreError::Damaged { path: path.to_owned(), damage, project_id: None, newest_good: None }
    }

    /// A full disk and a folder that may not be written are told apart from everything else a database says.
    pub(super) fn database(path: &Path, step: Step, error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly};
        match error.sqlite_error_code() {
            Some(DiskFull) => StoreError::File(FileError::new(path, FileReason::DiskFull)),
            Some(ReadOnly | PermissionDenied | CannotOpen) => {
                StoreError::File(FileError::new(path, FileReason::NotAllowed))
            }
            _ => StoreError::Database { path: path.to_owned(), step, message: error.to_string() },
        }
    }
}
