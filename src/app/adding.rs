//! Files on their way in: checked row by row while the person looks at them, then added in one step.

use super::App;
use crate::domain::import::Mapping;
use crate::project::{Command, Import};
use crate::shell::clock;
use crate::shell::jobs::{Check, Checked, Lane, Request, ToCheck};
use crate::ui::{Draft, words};
use std::sync::Arc;

/// What was last asked to be checked.
#[derive(Debug, Default)]
pub(super) struct Checking {
    stamp: u64,
    asked: Vec<Asked>,
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

    /// Has the files checked as they are now, unless they are being checked or have been.
    pub(super) fn check_if_due(&mut self) {
        let asked = self.asked_now();
        if asked == self.checking.asked {
            return;
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
        self.checking = Checking { stamp, asked, is_answered: false };
    }

    pub(super) fn take_checked(&mut self, checked: Checked, now: f64) {
        if checked.stamp != self.checking.stamp || self.asked_now() != self.checking.asked {
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
        let is_checked = self.checking.is_answered && self.asked_now() == self.checking.asked;
        if !self.screen.is_adding || !is_checked || self.screen.drafts.iter().any(|draft| !draft.is_ready()) {
            return;
        }
        self.screen.is_adding = false;
        let (mut imports, mut refused) = (Vec::new(), Vec::new());
        for draft in std::mem::take(&mut self.screen.drafts) {
            let Some(reading) = draft.reading else { continue };
            match reading.outcome {
                Ok(taken) => {
                    let mut import = Import::new(draft.source.name, draft.mapping, taken, clock::now_text());
                    (import.follows, import.difference) = (draft.follows, reading.difference);
                    import.basis = draft.basis;
                    imports.push(import);
                }
                Err(why) => refused.push((draft.source.name, words::data::unreadable(&why))),
            }
        }
        self.screen.refused = refused;
        self.add(imports, now);
    }

    fn add(&mut self, imports: Vec<Import>, now: f64) {
        if imports.is_empty() {
            return;
        }
        for import in &imports {
            self.preferences.remember(&import.mapping);
        }
        self.keep_preferences();
        self.apply(Command::AddImports(imports), now);
        self.assign_only_plan(now);
        if self.desk.as_ref().is_some_and(|desk| desk.project.derived().is_scored()) {
            self.divert_new_queues(now);
        }
    }

    /// What the files just proposed are a new month of: named by the person, once.
    pub(super) fn take_following(&mut self) -> Option<(u32, Arc<Import>)> {
        let id = self.following.take()?;
        let import = self.desk.as_ref()?.project.document().import(id)?.clone();
        Some((id, import))
    }
}
