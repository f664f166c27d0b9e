//! The project file: a working database that keeps every edit as it is made, and the document that a person saves.

mod database;
mod envelope;
mod error;
mod lock;
mod open;
mod place;
mod save;
mod v1;
mod versions;
mod writer;

pub use error::{Damage, Step, StoreError};
pub use lock::Owner;
pub use save::{Replacing, Saved};
pub use versions::{Version, good_versions, newest_good};
pub use writer::Status;

use crate::domain::score::Scored;
use crate::project::{Document, KeptHistory};
use lock::Lock;
use place::{Place, ProjectFolder};
use rusqlite::Connection;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::JoinHandle;
use writer::{Message, Shared, Writer};

/// Something the person should hear about an opened project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// So many edits were not in the document and came back from the working database.
    Recovered { n_changes: u64 },
    /// The document is not the one this machine last read or wrote; it was opened as it is. Edits of this machine that
    /// were not saved in it, if any, are kept as a document of their own.
    ChangedOutside { kept: Option<PathBuf> },
    /// The working database could not be read; the document was opened, the database put aside.
    WorkingDamaged { kept: PathBuf },
    /// The program that last had it open did not come to an orderly end.
    EndedAbruptly { owner: Owner },
}

/// An opened project.
#[derive(Debug)]
pub struct Opened {
    pub document: Document,
    /// What could be undone when it was last open, on this machine.
    pub history: KeptHistory,
    /// What was computed last, whether or not it is of this document.
    pub scored: Option<Arc<Scored>>,
    /// Whether `scored` answers the document's present imports and settings.
    pub are_scores_current: bool,
    /// The document file, where there is one.
    pub path: Option<PathBuf>,
    pub store: Store,
    pub notices: Vec<Notice>,
}

/// What a sound document holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub path: PathBuf,
    pub project_id: String,
    pub project_name: String,
    /// Edits ever made.
    pub changes: u64,
    /// When it was written, as the clock said.
    pub written_on: String,
    pub n_bytes: u64,
    pub n_imports: usize,
    pub n_plans: usize,
    pub n_holds: usize,
    /// None: not scored.
    pub n_customers: Option<usize>,
}

/// One open project's place on disk. Everything handed over is written in order on a thread of its own; dropping the
/// store waits until all of it is.
pub struct Store {
    // In this order: the lock is let go of when nothing more is written.
    sender: Option<Sender<Message>>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
    _lock: Lock,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("status", &self.status()).finish_non_exhaustive()
    }
}

/// A save under way.
#[derive(Debug)]
pub struct Saving(Receiver<Result<Saved, StoreError>>);

impl Saving {
    /// The outcome, once, when it is there.
    #[must_use]
    pub fn poll(&self) -> Option<Result<Saved, StoreError>> {
        match self.0.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(StoreError::WriterGone)),
        }
    }

    /// Waits for the outcome.
    ///
    /// # Errors
    /// [`StoreError`]; the file that stood there before still does.
    pub fn wait(self) -> Result<Saved, StoreError> {
        self.0.recv().unwrap_or(Err(StoreError::WriterGone))
    }
}

impl Store {
    /// Begins a project on this machine; no document file yet.
    ///
    /// # Errors
    /// [`StoreError`], also where the id is no plain name or already has a project.
    pub fn create(home: &Path, document: &Document) -> Result<Store, StoreError> {
        open::create(home, document)
    }

    /// Opens a document file, with the edits that this machine made to it and that were not saved.
    ///
    /// # Errors
    /// [`StoreError`]; nothing was overwritten.
    pub fn open_document(path: &Path, home: &Path) -> Result<Opened, StoreError> {
        open::document(path, home)
    }

    /// Opens a project from what this machine keeps of it, whatever has become of its document.
    ///
    /// # Errors
    /// [`StoreError`]; nothing was overwritten.
    pub fn open_working(home: &Path, project_id: &str) -> Result<Opened, StoreError> {
        open::working(home, project_id)
    }

    fn start(
        home: &Path,
        folder: ProjectFolder,
        lock: Lock,
        place: Place,
        connection: Connection,
        document: Arc<Document>,
        changes: u64,
    ) -> Result<Store, StoreError> {
        let shared = Arc::new(Shared::default());
        *shared.status() = Status { changes, saved_changes: place.saved_changes(), ..Status::default() };
        let folder_path = folder.path.clone();
        let writer = Writer {
            connection,
            home: home.to_owned(),
            folder,
            place,
            written: document.clone(),
            wanted: document,
            scored_to_write: None,
            history: None,
            known: v1::Known::new(),
            shared: shared.clone(),
        };
        let (sender, receiver) = channel();
        let thread = std::thread::Builder::new().name("store".to_owned()).spawn(move || writer.run(&receiver));
        let thread = thread.map_err(|error| StoreError::io(&folder_path, &error))?;
        Ok(Store { sender: Some(sender), thread: Some(thread), shared, _lock: lock })
    }

    /// `wake` is called from the writer's thread when something was dealt with.
    pub fn wake_with(&self, wake: impl Fn() + Send + Sync + 'static) {
        self.shared.set_wake(Arc::new(wake));
    }

    fn tell(&self, message: Message) -> bool {
        self.shared.status().n_waiting += 1;
        let told = self.sender.as_ref().is_some_and(|sender| sender.send(message).is_ok());
        if !told {
            let mut status = self.shared.status();
            status.n_waiting -= 1;
            status.trouble = Some(StoreError::WriterGone);
        }
        told
    }

    /// Hands the document after an accepted edit (or undo) over, to be written as one transaction. Returns at once.
    /// What was written before is known here, so an edit that could not be written is made up for with the next.
    pub fn record(&self, after: &Arc<Document>) {
        self.tell(Message::Record(after.clone(), None));
    }

    /// As [`Store::record`], with what can be undone from there: it is there again when the project is opened.
    pub fn record_with(&self, after: &Arc<Document>, history: KeptHistory) {
        self.tell(Message::Record(after.clone(), Some(history)));
    }

    /// Hands scores of the document last recorded over, so that reopening needs no computing. Returns at once.
    pub fn record_scored(&self, scored: &Arc<Scored>) {
        self.tell(Message::Scored(scored.clone()));
    }

    /// Waits until everything handed over is safe on disk, and gives the count of edits.
    ///
    /// # Errors
    /// [`StoreError`] where something could not be written; it will be tried again.
    pub fn flush(&self) -> Result<u64, StoreError> {
        let (answer, answered) = channel();
        self.tell(Message::Flush(answer));
        answered.recv().unwrap_or(Err(StoreError::WriterGone))
    }

    /// Saves everything handed over so far as a document file, on the writer's thread.
    #[must_use]
    pub fn save(&self, path: &Path, replacing: Replacing) -> Saving {
        let (answer, answered) = channel();
        self.tell(Message::Save { path: path.to_owned(), replacing, answer });
        Saving(answered)
    }

    /// How far the writing has come.
    #[must_use]
    pub fn status(&self) -> Status {
        self.shared.status().clone()
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        drop(self.sender.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            log::error!("the writer ended in a panic");
        }
    }
}

/// Checks a document file through and through: checksum, database, every row and blob. Changes nothing.
///
/// # Errors
/// [`StoreError`] with what is wrong.
pub fn verify(path: &Path) -> Result<Verified, StoreError> {
    open::verify(path)
}

/// How many older copies of a project this machine keeps, for getting back what was lost.
#[must_use]
pub fn n_older_copies(home: &Path, project_id: &str) -> usize {
    older_copies(home, project_id).len()
}

fn older_copies(home: &Path, project_id: &str) -> Vec<PathBuf> {
    let damaged =
        place::ProjectFolder::of(home, project_id).map(|folder| folder.put_aside_before()).unwrap_or_default();
    versions::paths_of(home, project_id).into_iter().chain(damaged).collect()
}

/// Removes them, because somebody in them was erased; how many went.
///
/// # Errors
/// [`StoreError`] with the first that could not be removed; the others are gone.
pub fn remove_older_copies(home: &Path, project_id: &str) -> Result<usize, StoreError> {
    let copies = older_copies(home, project_id);
    let mut first = Ok(copies.len());
    for path in copies {
        if let Err(error) = std::fs::remove_file(&path)
            && first.is_ok()
        {
            first = Err(StoreError::io(&path, &error));
        }
    }
    first
}

/// A key for a project's fingerprints, at random.
#[must_use]
pub fn new_key() -> [u8; 32] {
    rand::random()
}

/// An id for a new project that no other has.
#[must_use]
pub fn new_project_id() -> String {
    let half = || RandomState::new().hash_one((std::process::id(), std::time::SystemTime::now()));
    format!("{:016x}{:016x}", half(), half())
}
