//! The road back: documents before each command, shared not copied; knows nothing of what a command does.

use super::command::Command;
use super::document::Document;
use std::sync::Arc;

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

    /// Records an accepted command with the document before it. Typing on in one field is one step.
    pub(super) fn record(&mut self, command: Command, before: Arc<Document>) {
        self.undone.clear();
        if let Some((last, _)) = self.done.last_mut()
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

    /// Everything done since opening, oldest first.
    pub fn steps(&self) -> impl Iterator<Item = &Command> {
        self.done.iter().map(|(command, _)| command)
    }
}
