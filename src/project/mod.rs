//! One open project: it changes only by [`Command`], each of them undoable; it has no disk, thread, clock or screen.

mod about;
mod apply;
mod choosing;
mod codes;
mod command;
mod derived;
mod document;
mod erased;
mod heard;
mod history;
mod learning;
mod leaving;
mod lives;
mod needs;
mod past;
mod picturing;
mod printing;
mod respect;
mod sample;
mod selection;
mod sight;
mod trouble;

pub use about::Fact;
pub use apply::Refusal;
pub use choosing::{ChoiceKey, StudyKey};
pub use codes::CameBack;
pub use command::{Command, Effect, LearnEdit};
pub use derived::{Derived, ForecastKey, Work};
pub use document::{Document, Import};
pub use history::{History, KeptHistory, KeptStep};
pub use learning::{LearnedLine, LessonSaid};
pub use leaving::{Export, LeavingProblem, PictureStyle, Snapshot, Surroundings, bytes};
pub use past::{Past, Pasts, Subject, Then, plans_with_results};
pub use printing::{BoardFigures, BoardWords, board_sheets};
pub use respect::Traces;
pub use sample::sample_commands;
pub use selection::{Choosing, Chosen, Selection, Shared, count as count_people};
pub use trouble::{News, Trouble};

use crate::domain::forecast::next::HearsNext;
use crate::domain::forecast::{BestSpread, LeftCheck};
use crate::domain::identity::Alike;
use crate::domain::influence::certainty::Certainty;
use crate::domain::influence::persuasion::TakenUp;
use crate::domain::influence::topical::Contrast;
use crate::domain::model::{People, Person, Places};
use crate::domain::score::Scored;
use crate::domain::study::Study;
use crate::domain::sure_levels::SureLevels;
use crate::domain::ties::touch::InTouch;
use crate::domain::turnover::LookBack;
use std::sync::Arc;

/// What the last step was that can be taken back, or the next that can be done again.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// Several were selected, or several were no more.
    Select,
    Edit(&'a Command),
}

/// An open project: what a person edited, what was derived from it, what is selected, and the road back.
#[derive(Clone, Debug, Default)]
pub struct Project {
    document: Arc<Document>,
    history: History,
    derived: Derived,
    pub selection: Selection,
    trail: selection::Trail,
    revision: u64,
}

impl Project {
    /// Marks a just opened project's scores as missing or out of date, so that they are worked out.
    #[must_use]
    pub fn needs_scoring(&self) -> bool {
        self.document.has_ties() && !self.derived.is_scored()
    }

    /// Opens a stored project. What can be undone starts empty; nothing is selected.
    #[must_use]
    pub fn open(document: Document, scored: Option<Arc<Scored>>) -> Self {
        let mut project = Project { document: Arc::new(document), ..Project::default() };
        if let Some(scored) = scored {
            project.derived.take_scored(scored, &project.document.clone());
            project.derived.judge(&project.document.clone());
        }
        project
    }

    #[must_use]
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    #[must_use]
    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Rises with every change of the document, undo and redo included.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Tries a command on a copy. Accepted: the old value goes on the undo list and the effects are to be carried out.
    ///
    /// # Errors
    /// [`Refusal`] with the reason as data; nothing has changed then.
    pub fn apply(&mut self, command: Command) -> Result<Vec<Effect>, Refusal> {
        let mut next = (*self.document).clone();
        let effects = apply::apply(&mut next, &command, &self.derived)?;
        let before = std::mem::replace(&mut self.document, Arc::new(next));
        let is_final = command.is_final();
        self.trail.begin_anew(self.history.position());
        // Typing goes on in one step only where nothing was selected meanwhile.
        let may_go_on = !self.trail.is_last(self.history.position());
        self.history.record(command, before.clone(), may_go_on);
        let is_final = is_final || respect::is_learned_of(&before, &self.document, &self.history.documents());
        self.revision += 1;
        if is_final {
            self.begin_history();
            self.selection.forget_people();
            self.derived.forget_erased(&self.document);
        }
        self.after_change(&effects, &before);
        Ok(effects)
    }

    /// What was done so far can no longer be undone: a sample begins as it is.
    pub fn begin_history(&mut self) {
        self.history = History::default();
        self.trail = selection::Trail::default();
    }

    /// Notes that something else is selected than before, so that it can be undone.
    pub fn note_selection(&mut self, before: &Selection) {
        self.trail.note(self.history.position(), before, &self.selection);
    }

    /// What [`Project::step_back`] would take back.
    #[must_use]
    pub fn last_step(&self) -> Option<Step<'_>> {
        if self.trail.is_last(self.history.position()) {
            return Some(Step::Select);
        }
        self.history.next_undo().map(Step::Edit)
    }

    /// What [`Project::step_forward`] would do again.
    #[must_use]
    pub fn next_step(&self) -> Option<Step<'_>> {
        if self.trail.is_next(self.history.position()) {
            return Some(Step::Select);
        }
        self.history.next_redo().map(Step::Edit)
    }

    /// Takes back whatever was done last, an edit or a selection of several. What is selected is no part of the document:
    /// only edits have effects.
    pub fn step_back(&mut self) -> Vec<Effect> {
        let is_done = self.trail.undo(self.history.position(), &mut self.selection);
        self.forget_lost_tribes();
        if is_done { Vec::new() } else { self.undo() }
    }

    /// Does again what was taken back last.
    pub fn step_forward(&mut self) -> Vec<Effect> {
        let is_done = self.trail.redo(self.history.position(), &mut self.selection);
        self.forget_lost_tribes();
        if is_done { Vec::new() } else { self.redo() }
    }

    /// A selection of earlier may name tribes that were merged or split since.
    fn forget_lost_tribes(&mut self) {
        if let Some(scored) = &self.derived.scored {
            self.selection.keep_to(&scored.tribes);
        }
    }

    /// What can be undone and redone from here, under these names, for whoever keeps it.
    #[must_use]
    pub fn kept_history(&self, name: impl Fn(&Command) -> String) -> KeptHistory {
        self.history.kept(&self.document, name)
    }

    /// The history of an earlier session, which ended with the document as it is.
    pub fn restore_history(&mut self, kept: KeptHistory) {
        self.history = History::of_kept(kept);
    }

    /// Takes the last command back.
    pub fn undo(&mut self) -> Vec<Effect> {
        self.travel(History::undo)
    }

    /// Does the last undone command again.
    pub fn redo(&mut self) -> Vec<Effect> {
        self.travel(History::redo)
    }

    fn travel(&mut self, step: fn(&mut History, Arc<Document>) -> Option<Arc<Document>>) -> Vec<Effect> {
        let Some(document) = step(&mut self.history, self.document.clone()) else { return Vec::new() };
        let effects = command::effects_between(&self.document, &document);
        let before = std::mem::replace(&mut self.document, document);
        self.revision += 1;
        self.after_change(&effects, &before);
        effects
    }

    fn after_change(&mut self, effects: &[Effect], before: &Document) {
        if before.settings.weights != self.document.settings.weights {
            self.derived.weigh(&self.document);
        }
        self.derived.judge(&self.document);
        if before.pinned != self.document.pinned {
            self.derived.pin(&self.document);
        }
        if effects.contains(&Effect::Rescore) {
            self.derived.generation += 1;
        }
        self.forget_scores_of_nothing();
        self.derived.refresh(&self.document);
    }

    fn forget_scores_of_nothing(&mut self) {
        if self.derived.scored.is_some() && !self.document.has_ties() {
            self.derived.forget_scores();
            self.selection.forget_people();
            self.trail = selection::Trail::default();
        }
    }

    /// The scores that came with an opened project are of an older state of it.
    pub fn expire_scores(&mut self) {
        self.derived.generation += 1;
        self.forget_scores_of_nothing();
    }

    /// Takes a finished scoring in, unless it answers an older question.
    pub fn accept_scored(&mut self, generation: u64, scored: Arc<Scored>) -> bool {
        if generation != self.derived.generation {
            return false;
        }
        let is_same = |old: &Arc<Scored>| old.people.ids == scored.people.ids;
        if !self.derived.scored.as_ref().is_some_and(is_same) {
            self.selection.forget_people();
            self.trail = selection::Trail::default();
        }
        self.selection.keep_to(&scored.tribes);
        self.derived.scored_generation = generation;
        self.derived.take_scored(scored, &self.document);
        self.derived.judge(&self.document);
        true
    }

    /// Takes in where people settled, unless they stand elsewhere by now.
    pub fn accept_places(&mut self, rough: &Arc<Places>, places: Arc<Places>) -> bool {
        let document = self.document.clone();
        self.derived.take_places(rough, places, &document)
    }

    /// Takes a finished look for people listed twice in, unless it answers an older question.
    pub fn accept_alike(&mut self, generation: u64, alike: Arc<Alike>) -> bool {
        let now = self.derived.generation;
        keep(&mut self.derived.alike, (generation, now), alike)
    }

    /// Takes in how the list of influencers would have been earlier, unless it answers an older question.
    pub fn accept_look_back(&mut self, generation: u64, back: Arc<LookBack>) -> bool {
        let now = self.derived.generation;
        keep(&mut self.derived.look_back, (generation, now), back)
    }

    /// Takes in how sure the ranks are, unless other scores were taken in since.
    pub fn accept_certainty(&mut self, n_taken: u64, certainty: Arc<Certainty>) -> bool {
        let now = self.derived.n_taken();
        keep(&mut self.derived.certainty, (n_taken, now), certainty)
    }

    /// Takes in which sizes of tribes come back most surely, unless other scores were taken in since.
    pub fn accept_levels(&mut self, n_taken: u64, levels: Arc<SureLevels>) -> bool {
        let now = self.derived.n_taken();
        keep(&mut self.derived.sure_levels, (n_taken, now), levels)
    }

    /// Takes in what the last month says of leaving after others, unless it answers an older question.
    pub fn accept_left_check(&mut self, generation: u64, check: Option<LeftCheck>) -> bool {
        let now = self.derived.generation;
        keep(&mut self.derived.left_check, (generation, now), check)
    }

    /// Takes in to whom word of the topic is likely to get next, unless other scores were taken in since.
    pub fn accept_hears_next(&mut self, n_taken: u64, next: Arc<HearsNext>) -> bool {
        let now = self.derived.n_taken();
        keep(&mut self.derived.hears_next, (n_taken, now), next)
    }

    /// Takes in who took what up when, unless other people were taken in since.
    pub fn accept_taken_up(&mut self, people: Arc<People>, taken_up: Arc<TakenUp>) -> bool {
        let is_current = self.derived.scored.as_ref().is_some_and(|scored| Arc::ptr_eq(&scored.people, &people));
        if is_current {
            self.derived.taken_up = Some((people, taken_up));
        }
        is_current
    }

    /// Takes in when somebody is usually in touch with their ties, unless other people were taken in since.
    pub fn accept_in_touch(&mut self, people: Arc<People>, person: Person, in_touch: Arc<InTouch>) -> bool {
        let is_current = self.derived.scored.as_ref().is_some_and(|scored| Arc::ptr_eq(&scored.people, &people));
        if is_current {
            self.derived.in_touch = Some((people, person, in_touch));
        }
        is_current
    }

    /// Takes in everybody's rank for two topics, unless other scores were taken in since.
    pub fn accept_contrast(&mut self, n_taken: u64, contrast: Arc<Contrast>) -> bool {
        let now = self.derived.n_taken();
        keep(&mut self.derived.contrast, (n_taken, now), contrast)
    }

    /// Takes a finished choice in, and draws the plan's cells from it where it answers the plan as it is.
    pub fn accept_choice(&mut self, key: ChoiceKey, best: Arc<BestSpread>) {
        self.derived.choosing.choices.insert(key.plan, (key, best));
        self.derived.refresh(&self.document);
    }

    /// Takes in what was found out about a plan's cells; it is shown only while they are the same.
    pub fn accept_study(&mut self, key: StudyKey, study: Arc<Study>) {
        self.derived.choosing.studies.insert(key.plan, (key, study));
    }

    /// Takes a finished forecast in; it is shown only while it answers the plan as it is.
    pub fn accept_forecast(&mut self, key: ForecastKey, forecast: Arc<crate::domain::forecast::Forecast>) {
        self.derived.forecasts.insert(key.plan, (key, forecast));
    }
}

/// Keeps an answer with what it was asked of, unless that is another by now; whether it was kept.
fn keep<T>(slot: &mut Option<(u64, T)>, (asked, now): (u64, u64), answer: T) -> bool {
    let is_current = asked == now;
    if is_current {
        *slot = Some((asked, answer));
    }
    is_current
}
