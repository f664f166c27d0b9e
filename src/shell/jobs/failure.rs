//! Why work came to nothing, as data; knows no sentence about it.

use crate::domain::import::Unreadable;
use crate::domain::ticket::{Stopped, Ticket};
use crate::project::Trouble;
use crate::shell::files::FileError;
use crate::shell::store::StoreError;
use std::path::PathBuf;

/// Why the bytes of a file could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritable {
    Stopped,
    /// In the writer's own words.
    Failed(String),
}

impl From<Stopped> for Unwritable {
    fn from(_: Stopped) -> Self {
        Unwritable::Stopped
    }
}

/// Makes the bytes of a file, on the worker's thread.
pub type MakeBytes = Box<dyn FnOnce(&Ticket) -> Result<Vec<u8>, Unwritable> + Send>;

/// Why a file is not on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    File(Trouble),
    Content(Unreadable),
}

/// Why a request could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{0}")]
    File(#[from] FileError),
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The bytes of this file could not be made.
    #[error("{}: {message}", path.display())]
    Unwritable { path: PathBuf, message: String },
    /// A bug of ours; where, if the log is installed.
    #[error("a bug at {}", place.as_deref().unwrap_or("an unknown place"))]
    Bug { place: Option<String> },
}
