//! The one thread that writes a project: edits as they are made, scores, documents; decides nothing about them.

use super::error::{Step, StoreError};
use super::place::{Place, ProjectFolder};
use super::save::{self, Replacing, Saved, content};
use super::{database, v1};
use crate::domain::score::Scored;
use crate::project::{Document, KeptHistory};
use rusqlite::Connection;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What the writer is told.
pub(super) enum Message {
    /// With what can be undone, where somebody keeps that.
    Record(Arc<Document>, Option<KeptHistory>),
    Scored(Arc<Scored>),
    Flush(Sender<Result<u64, StoreError>>),
    Save {
        path: PathBuf,
        replacing: Replacing,
        answer: Sender<Result<Saved, StoreError>>,
    },
}

/// How far the writing has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// Edits ever made to the project and safe in the working database.
    pub changes: u64,
    /// The edits that are in the document, where there is one.
    pub saved_changes: u64,
    /// Edits and wishes handed over and not yet dealt with.
    pub n_waiting: u64,
    /// The last attempt to record failed, and why; it is tried again with the next edit.
    pub trouble: Option<StoreError>,
}

type Wake = Arc<dyn Fn() + Send + Sync>;

/// What the writer and its owner both see.
#[derive(Default)]
pub(super) struct Shared {
    status: Mutex<Status>,
    wake: Mutex<Option<Wake>>,
}

impl Shared {
    /// A status is whole after every change, so a panic elsewhere does not spoil it.
    pub(super) fn status(&self) -> MutexGuard<'_, Status> {
        self.status.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_wake(&self, wake: Wake) {
        *self.wake.lock().unwrap_or_else(PoisonError::into_inner) = Some(wake);
    }

    fn wake(&self) {
        let wake = self.wake.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(wake) = wake {
            wake();
        }
    }
}

pub(super) struct Writer {
    pub connection: Connection,
    pub home: PathBuf,
    pub folder: ProjectFolder,
    pub place: Place,
    /// In the database.
    pub written: Arc<Document>,
    /// To be in the database. After a failure the two differ, and the next attempt makes up for it.
    pub wanted: Arc<Document>,
    pub scored_to_write: Option<Arc<Scored>>,
    /// What could be undone with the wanted document.
    pub history: Option<KeptHistory>,
    /// The steps that are in the database.
    pub known: v1::Known,
    pub shared: Arc<Shared>,
}

impl Writer {
    /// Works until its owner lets go, then writes what is left.
    pub(super) fn run(mut self, messages: &Receiver<Message>) {
        while let Ok(message) = messages.recv() {
            let worked = std::panic::catch_unwind(AssertUnwindSafe(|| self.deal_with(message)));
            let mut status = self.shared.status();
            status.n_waiting = status.n_waiting.saturating_sub(1);
            if worked.is_err() {
                status.trouble = Some(StoreError::WriterGone);
            }
            drop(status);
            self.shared.wake();
        }
        if let Err(error) = self.sync() {
            log::error!("the last edits could not be written: {error}");
        }
    }

    fn deal_with(&mut self, message: Message) {
        match message {
            Message::Record(document, history) => {
                // Told again without it, the same document can be undone as before.
                if history.is_some() || !Arc::ptr_eq(&self.wanted, &document) {
                    self.history = history;
                }
                self.wanted = document;
                // Scores that could not be written may name somebody whom this edit erases: they are worked out anew.
                self.scored_to_write = None;
                self.sync_noting_trouble().ok();
            }
            Message::Scored(scored) => {
                self.scored_to_write = Some(scored);
                self.sync_noting_trouble().ok();
            }
            // Whoever asked may have gone on without the answer.
            Message::Flush(answer) => {
                let result = self.sync_noting_trouble().map(|()| self.shared.status().changes);
                let _ = answer.send(result);
            }
            Message::Save { path, replacing, answer } => {
                let _ = answer.send(self.save(&path, replacing));
            }
        }
    }

    fn sync_noting_trouble(&mut self) -> Result<(), StoreError> {
        let result = self.sync();
        self.shared.status().trouble = result.clone().err();
        result
    }

    /// Brings the database to what is wanted.
    fn sync(&mut self) -> Result<(), StoreError> {
        let told = |trouble| content(&self.folder.path, Step::Record, trouble);
        if !Arc::ptr_eq(&self.written, &self.wanted) {
            let (before, after) = (self.written.clone(), self.wanted.clone());
            let history = self.history.as_ref().map(|history| (&self.known, history));
            let (changes, known) = record(&mut self.connection, &before, &after, history).map_err(told)?;
            self.known = known;
            let is_erased = v1::is_anybody_erased(&before, &after);
            self.written = after;
            self.shared.status().changes = changes;
            if is_erased {
                database::leave_no_trace(&self.connection).map_err(|error| told(error.into()))?;
            }
        }
        if let Some(scored) = &self.scored_to_write {
            let pieces = v1::pieces_of(scored).map_err(told)?;
            record_scored(&mut self.connection, &pieces, &self.written).map_err(told)?;
            self.scored_to_write = None;
        }
        Ok(())
    }

    fn save(&mut self, path: &std::path::Path, replacing: Replacing) -> Result<Saved, StoreError> {
        self.sync_noting_trouble()?;
        let Writer { connection, home, folder, place, .. } = self;
        let saved = save::save(connection, home, folder, place, path, replacing)
            .map_err(|error| super::open::with_way_out(error, home))?;
        self.shared.status().saved_changes = saved.changes;
        Ok(saved)
    }
}

/// One accepted edit, one transaction.
fn record(
    connection: &mut Connection,
    before: &Document,
    after: &Document,
    history: Option<(&v1::Known, &KeptHistory)>,
) -> Result<(u64, v1::Known), v1::Trouble> {
    let transaction = connection.transaction()?;
    v1::write_document(&transaction, Some(before), after)?;
    let changes = v1::changes(&transaction)? + 1;
    v1::set_changes(&transaction, changes)?;
    let known = if let Some((known, kept)) = history {
        v1::write_history(&transaction, known, kept, changes)?
    } else {
        // What could be undone before leads elsewhere, and may name whoever is erased.
        v1::forget_history(&transaction)?;
        v1::Known::new()
    };
    transaction.commit()?;
    Ok((changes, known))
}

fn record_scored(connection: &mut Connection, pieces: &v1::Pieces, document: &Document) -> Result<(), v1::Trouble> {
    let transaction = connection.transaction()?;
    v1::write_scored(&transaction, pieces, document)?;
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_that_failed_to_be_written_do_not_come_back_with_an_edit_that_erases() {
        let home = tempfile::tempdir().unwrap();
        let mut connection = database::create(&home.path().join("work-1.sqlite")).unwrap();
        let document = Document { project_id: "p".to_owned(), ..Document::default() };
        let transaction = connection.transaction().unwrap();
        v1::write_document(&transaction, None, &document).unwrap();
        v1::set_changes(&transaction, 1).unwrap();
        transaction.commit().unwrap();
        let mut erased = document.clone();
        erased.decisions.respect.n_erased = 1;
        let document = Arc::new(document);
        let mut writer = Writer {
            connection,
            home: home.path().to_owned(),
            folder: ProjectFolder { path: home.path().to_owned() },
            place: Place::default(),
            written: document.clone(),
            wanted: document,
            scored_to_write: None,
            history: None,
            known: v1::Known::new(),
            shared: Arc::default(),
        };
        writer.connection.execute_batch("ALTER TABLE scored RENAME TO elsewhere").unwrap();
        writer.deal_with(Message::Scored(Arc::default()));
        assert!(writer.shared.status().trouble.is_some() && writer.scored_to_write.is_some());
        writer.connection.execute_batch("ALTER TABLE elsewhere RENAME TO scored").unwrap();
        writer.deal_with(Message::Record(Arc::new(erased), None));
        assert_eq!(writer.shared.status().trouble, None);
        let n_scored = || writer.connection.query_row("SELECT count(*) FROM scored", [], |row| row.get::<_, i64>(0));
        assert_eq!(n_scored().unwrap(), 0, "they may name whoever was erased");
    }
}
