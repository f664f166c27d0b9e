//! Files on their way in: checked row by row while the person looks at them, then added in one step.

use super::App;
use crate::domain::import::Mapping;
use crate::project::{Command, Import};
use crate::shell::clock;
use crate::shell::jobs::{Check, Checked, Lane, Request, ToCheck};
use crate::ui::{Adding, Draft, words};
use std::sync::Arc;

/// What was last asked to be checked.
#[derive(Debug, Default)]
pub(super) struct Checking {
    stamp: u64,
    asked: Vec<Asked>,
    /// The imports beside which they were checked, each with where its table is.
    beside: Vec<(u32, usize)>,
    is_answered: bool,
}

/// A file as it was to be read.
#[derive(Debug, PartialEq)]
struct Asked {
    /// Where its bytes are.
    source: usize,
    mapping: Mapping,
    follows: Option<u32>,
}

impl Asked {
    fn of(draft: &Draft) -> Self {
        let source = draft.source.bytes.as_ptr() as usize;
        Asked { source, mapping: draft.mapping.clone(), follows: draft.follows }
    }
}

impl App {
    fn asked_now(&self) -> Vec<Asked> {
        self.screen.drafts.iter().filter(|draft| draft.is_ready()).map(Asked::of).collect()
    }

    fn beside_now(&self) -> Vec<(u32, usize)> {
        let place = |import: &Arc<Import>| (import.id, Arc::as_ptr(&import.table) as usize);
        self.project().map(|project| project.document().imports.iter().map(place).collect()).unwrap_or_default()
    }

    /// Whether the files and what they are compared with are as they were when the check was asked for.
    fn is_as_asked(&self) -> bool {
        self.asked_now() == self.checking.asked && self.beside_now() == self.checking.beside
    }

    /// Has the files checked as they are now, unless they are being checked or have been.
    pub(super) fn check_if_due(&mut self) {
        let beside = self.beside_now();
        if beside != self.checking.beside {
            self.forget_months();
        }
        let asked = self.asked_now();
        if asked == self.checking.asked && (beside == self.checking.beside || asked.is_empty()) {
            return;
        }
        if self.screen.adding == Adding::CheckFailed {
            self.screen.adding = Adding::NotAsked;
        }
        if asked.is_empty() {
            self.jobs.stop(Lane::Check);
            self.checking.asked = asked;
            return;
        }
        let Some(desk) = &self.desk else { return };
        let document = desk.project.document();
        let months = |draft: &Draft| {
            let months = draft.follows.map(|import| document.months_of(import)).unwrap_or_default();
            months.into_iter().map(|import| import.table.clone()).collect()
        };
        let to_check = |draft: &Draft| ToCheck {
            source: draft.source.clone(),
            mapping: draft.mapping.clone(),
            months: months(draft),
            reading: draft.reading.clone().filter(|reading| reading.mapping == draft.mapping),
        };
        let files = self.screen.drafts.iter().filter(|draft| draft.is_ready()).map(to_check).collect();
        let stamp = self.checking.stamp + 1;
        self.jobs.start(Request::Check(Box::new(Check { stamp, files, known: document.tables() })));
        self.checking = Checking { stamp, asked, beside, is_answered: false };
    }

    /// The imports are others, after a step back for instance: what was read beside them is read again, and what
    /// follows a file that is gone or has a newer month stands alone.
    fn forget_months(&mut self) {
        let Some(desk) = &self.desk else { return };
        let document = desk.project.document();
        let is_newest = |id: &u32| document.newest_month(*id).is_some_and(|newest| newest.id == *id);
        for draft in self.screen.drafts.iter_mut().filter(|draft| draft.follows.is_some()) {
            draft.reading = None;
            draft.follows = draft.follows.filter(is_newest);
        }
    }

    /// A check that failed says so in its place, and nothing waits for it any more.
    pub(super) fn note_failed_check(&mut self, lane: Lane) {
        if lane == Lane::Check {
            self.screen.adding = Adding::CheckFailed;
        }
    }

    /// The person wants the files added; where their check failed, they are checked once more.
    pub(super) fn want_added(&mut self, now: f64) {
        if std::mem::replace(&mut self.screen.adding, Adding::Wanted) == Adding::CheckFailed {
            self.checking.asked.clear();
        }
        self.add_if_checked(now);
    }

    pub(super) fn take_checked(&mut self, checked: Checked, now: f64) {
        if checked.stamp != self.checking.stamp || !self.is_as_asked() {
            return;
        }
        let ready = self.screen.drafts.iter_mut().filter(|draft| draft.is_ready());
        for (draft, reading) in ready.zip(checked.readings) {
            draft.reading = Some(reading);
        }
        self.screen.growth = Some(checked.growth);
        self.checking.is_answered = true;
        self.add_if_checked(now);
    }

    /// Adds the files once the person wants them added and all are checked as they are.
    pub(super) fn add_if_checked(&mut self, now: f64) {
        let is_checked = self.checking.is_answered && self.is_as_asked();
        if self.screen.adding != Adding::Wanted
            || !is_checked
            || self.screen.drafts.iter().any(|draft| !draft.is_ready())
        {
            return;
        }
        self.screen.adding = Adding::NotAsked;
        let (mut imports, mut refused) = (Vec::new(), Vec::new());
        for draft in &self.screen.drafts {
            let (name, Some(reading)) = (draft.source.name.clone(), &draft.reading) else { continue };
            match &reading.outcome {
                Ok(taken) => {
                    let mut import = Import::new(name, draft.mapping.clone(), taken.clone(), clock::now_text());
                    (import.follows, import.difference) = (draft.follows, reading.difference.clone());
                    import.basis = draft.basis;
                    import.plan = draft.plan.filter(|_| import.kind().is_of_plan());
                    imports.push(import);
                }
                Err(why) => refused.push((name, words::data::unreadable(why))),
            }
        }
        // Refused together, they stay where they are, for one of them to be left out.
        if imports.is_empty() || self.add(imports, now) {
            self.screen.drafts.clear();
            self.screen.refused = refused;
        }
    }

    /// Whether they were added.
    fn add(&mut self, imports: Vec<Import>, now: f64) -> bool {
        let mappings: Vec<Mapping> = imports.iter().map(|import| import.mapping.clone()).collect();
        if !self.apply(Command::AddImports(imports), now) {
            return false;
        }
        for mapping in &mappings {
            self.preferences.remember(mapping);
        }
        self.keep_preferences();
        self.assign_only_plan(now);
        if self.desk.as_ref().is_some_and(|desk| desk.project.derived().is_scored()) {
            self.divert_new_queues(now);
        }
        true
    }
}
