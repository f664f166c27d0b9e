//! The road back: documents before each command, shared not copied; knows nothing of what a command does.

use super::command::Command;
use super::document::Document;
use std::sync::Arc;

/// A step as it is kept beyond this session: by its name, with the documents that it leads between.
#[derive(Clone, Debug)]
pub struct KeptStep {
    pub name: String,
    pub before: Arc<Document>,
    pub after: Arc<Document>,
}

/// All steps, oldest first, each beginning where the one before it ended; the first so many are done, the others undone.
#[derive(Clone, Debug, Default)]
pub struct KeptHistory {
    pub steps: Vec<KeptStep>,
    pub n_done: usize,
}

/// Undo and redo lists.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<(Command, Arc<Document>)>,
    undone: Vec<(Command, Arc<Document>)>,
    /// How many commands led to the present state; steps that are forgotten still count.
    position: u64,
}

impl History {
    /// Older steps are forgotten beyond this many.
    pub const LIMIT: usize = 500;
    /// Steps that are kept beyond this session.
    pub const KEPT: usize = 200;

    /// Records an accepted command with the document before it. Typing on in one field is one step, where it may go on.
    pub(super) fn record(&mut self, command: Command, before: Arc<Document>, may_go_on: bool) {
        self.undone.clear();
        if may_go_on
            && let Some((last, _)) = self.done.last_mut()
            && last.continues_in(&command)
        {
            *last = command;
            return;
        }
        self.done.push((command, before));
        self.position += 1;
        if self.done.len() > Self::LIMIT {
            self.done.remove(0);
        }
    }

    pub(super) fn undo(&mut self, now: Arc<Document>) -> Option<Arc<Document>> {
        let (command, before) = self.done.pop()?;
        self.undone.push((command, now));
        self.position -= 1;
        Some(before)
    }

    pub(super) fn redo(&mut self, now: Arc<Document>) -> Option<Arc<Document>> {
        let (command, after) = self.undone.pop()?;
        self.done.push((command, now));
        self.position += 1;
        Some(after)
    }

    /// The newest steps up to `now`, and those that were undone, under names. O(steps).
    pub(super) fn kept(&self, now: &Arc<Document>, name: impl Fn(&Command) -> String) -> KeptHistory {
        let first = self.done.len().saturating_sub(Self::KEPT);
        let afters = self.done[first..].iter().skip(1).map(|(_, before)| before).chain([now]);
        let step = |((command, before), after): (&(Command, Arc<Document>), &Arc<Document>)| KeptStep {
            name: name(command),
            before: before.clone(),
            after: after.clone(),
        };
        let mut steps: Vec<KeptStep> = self.done[first..].iter().zip(afters).map(step).collect();
        let n_done = steps.len();
        let mut before = now.clone();
        for (command, after) in self.undone.iter().rev() {
            steps.push(KeptStep { name: name(command), before, after: after.clone() });
            before = after.clone();
        }
        KeptHistory { steps, n_done }
    }

    /// The history of an earlier session.
    pub(super) fn of_kept(kept: KeptHistory) -> History {
        let KeptHistory { mut steps, n_done } = kept;
        let undone = steps.split_off(n_done.min(steps.len()));
        let position = steps.len() as u64;
        let earlier = |name: String| Command::Earlier { name };
        History {
            done: steps.into_iter().map(|step| (earlier(step.name), step.before)).collect(),
            undone: undone.into_iter().rev().map(|step| (earlier(step.name), step.after)).collect(),
            position,
        }
    }

    /// Rises with every command, falls with every undo.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// The command that undo would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Command> {
        self.done.last().map(|(command, _)| command)
    }

    /// The command that redo would do again.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Command> {
        self.undone.last().map(|(command, _)| command)
    }

    /// The documents that undo leads back to.
    pub(super) fn documents(&self) -> Vec<&Arc<Document>> {
        self.done.iter().map(|(_, before)| before).collect()
    }

    /// Everything done since opening, oldest first.
    pub fn steps(&self) -> impl Iterator<Item = &Command> {
        self.done.iter().map(|(command, _)| command)
    }
}
