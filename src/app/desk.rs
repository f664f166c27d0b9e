//! The project on the desk: it, its place on disk, and what is being saved; decides when to save, not what.

use crate::domain::model::Places;
use crate::domain::score::Scored;
use crate::project::{Command, Effect, Project, Refusal};
use crate::shell::store::{Replacing, Saved, Saving, Store, StoreError};
use crate::ui::words;
use std::path::PathBuf;
use std::sync::Arc;

/// Seconds after the last edit at which the document file is brought up to date.
const QUIET_SECONDS: f64 = 2.0;
/// How soon the screen looks again whether something is done.
pub const LOOK_AGAIN: std::time::Duration = std::time::Duration::from_millis(100);

/// An open project with everything that belongs to it on this machine.
#[derive(Debug)]
pub struct Desk {
    pub project: Project,
    pub store: Store,
    /// The document file, once there is one.
    pub path: Option<PathBuf>,
    saving: Option<(Saving, u64)>,
    /// The revision that the document file holds.
    pub(super) saved_revision: Option<u64>,
    last_edit_at: f64,
    has_save_failed: bool,
}

impl Desk {
    pub fn new(project: Project, store: Store, path: Option<PathBuf>) -> Self {
        Desk { project, store, path, saving: None, saved_revision: None, last_edit_at: 0.0, has_save_failed: false }
    }

    /// The document file holds just what is on the desk.
    pub fn mark_saved(&mut self) {
        self.saved_revision = Some(self.project.revision());
    }

    /// Applies a command and keeps it at once. `now` in seconds.
    pub fn apply(&mut self, command: Command, now: f64) -> Result<Vec<Effect>, Refusal> {
        let effects = self.project.apply(command)?;
        self.keep(now);
        Ok(effects)
    }

    pub fn undo(&mut self, now: f64) -> Vec<Effect> {
        let effects = self.project.undo();
        self.keep(now);
        effects
    }

    /// Takes back whatever was done last, an edit or a selection.
    pub fn step_back(&mut self, now: f64) -> Vec<Effect> {
        let revision = self.project.revision();
        let effects = self.project.step_back();
        self.keep_if_newer(revision, now);
        effects
    }

    /// Does again what was taken back last.
    pub fn step_forward(&mut self, now: f64) -> Vec<Effect> {
        let revision = self.project.revision();
        let effects = self.project.step_forward();
        self.keep_if_newer(revision, now);
        effects
    }

    fn keep_if_newer(&mut self, revision: u64, now: f64) {
        if self.project.revision() != revision {
            self.keep(now);
        }
    }

    fn keep(&mut self, now: f64) {
        let history = self.project.kept_history(words::command::name);
        self.store.record_with(self.project.document(), history);
        self.last_edit_at = now;
        self.has_save_failed = false;
    }

    pub fn accept_scored(&mut self, generation: u64, scored: &Arc<Scored>, now: f64) -> bool {
        let is_taken = self.project.accept_scored(generation, scored.clone());
        // Scores whose people are still to settle are kept once they have.
        if is_taken && !scored.places.is_rough {
            self.keep_scored(scored, now);
        }
        is_taken
    }

    pub fn accept_places(&mut self, rough: &Arc<Places>, places: Arc<Places>, now: f64) {
        let is_taken = self.project.accept_places(rough, places.clone());
        // Scores that went out of date meanwhile would be kept as those of the files as they are now.
        let derived = self.project.derived();
        if let Some(scored) = derived.scored.as_ref().filter(|_| is_taken && derived.is_scored()) {
            // Where tribes were put by hand is kept with the project.
            let scored = Arc::new(Scored { places, ..(**scored).clone() });
            self.keep_scored(&scored, now);
        }
    }

    fn keep_scored(&mut self, scored: &Arc<Scored>, now: f64) {
        self.store.record_scored(scored);
        self.saved_revision = None;
        self.last_edit_at = now;
    }

    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saving.is_none() && self.saved_revision == Some(self.project.revision())
    }

    /// Writes the document file now.
    pub fn save(&mut self, path: PathBuf, replacing: Replacing) {
        self.saving = Some((self.store.save(&path, replacing), self.project.revision()));
        self.path = Some(path);
    }

    /// Saves by itself once the person pauses; seconds until it wants to be asked again, if it waits for that.
    pub fn save_when_quiet(&mut self, now: f64) -> Option<f64> {
        if self.is_saved() || self.saving.is_some() || self.has_save_failed {
            return None;
        }
        let path = self.path.clone()?;
        let left = self.last_edit_at + QUIET_SECONDS - now;
        if left > 0.0 {
            return Some(left);
        }
        self.save(path, Replacing::OnlyOurs);
        None
    }

    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// The outcome of a save, once.
    pub fn poll_saving(&mut self) -> Option<Result<Saved, StoreError>> {
        let (saving, revision) = self.saving.as_ref()?;
        let outcome = saving.poll()?;
        if outcome.is_ok() {
            self.saved_revision = Some(*revision);
        } else {
            self.has_save_failed = true;
        }
        self.saving = None;
        Some(outcome)
    }

    /// Before the window closes: everything written, and the document file up to date where there is one.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.store.flush()?;
        if let Some((saving, revision)) = self.saving.take() {
            saving.wait()?;
            self.saved_revision = Some(revision);
        }
        if let Some(path) = self.path.clone().filter(|_| !self.is_saved()) {
            self.store.save(&path, Replacing::OnlyOurs).wait()?;
        }
        Ok(())
    }
}
