//! The rows of a long list: made at once where that is quick, else asked of a worker while the old ones stay; sorts
//! nothing itself.

use crate::domain::listing::Listing;
use crate::domain::ticket::Ticket;
use crate::ui::intent::{Ask, Intents};
use std::sync::Arc;

/// Fewer rows are in order within a frame.
const QUICK: usize = 20_000;

/// The rows on show and what they answer.
#[derive(Debug, Default)]
pub(super) struct Rows {
    list: Arc<Vec<u32>>,
    of: Option<Listing>,
    /// What a worker was asked for, and under which number.
    asked: Option<(u64, Listing)>,
}

impl Rows {
    /// The rows for this list; those of before while others are being made, nothing where they were of other people.
    pub(super) fn of(&mut self, wanted: Listing, n_asked: &mut u64, intents: &mut Intents) -> Arc<Vec<u32>> {
        if self.of.as_ref().is_some_and(|of| of.is_same(&wanted)) {
            return self.list.clone();
        }
        if wanted.n_most() <= QUICK {
            self.list = Arc::new(wanted.run(&Ticket::new()).unwrap_or_default());
            self.of = Some(wanted);
            self.asked = None;
            return self.list.clone();
        }
        if self.of.as_ref().is_some_and(|of| !Arc::ptr_eq(&of.scored, &wanted.scored)) {
            (self.list, self.of) = (Arc::default(), None);
        }
        if !self.asked.as_ref().is_some_and(|(_, asked)| asked.is_same(&wanted)) {
            *n_asked += 1;
            intents.ask(Ask::List { number: *n_asked, listing: Box::new(wanted.clone()) });
            self.asked = Some((*n_asked, wanted));
        }
        self.list.clone()
    }

    /// Whether the rows on show are about to be others.
    pub(super) fn is_waiting(&self) -> bool {
        self.asked.is_some()
    }

    /// Takes the rows that were asked for under this number.
    pub(super) fn take(&mut self, number: u64, rows: &Arc<Vec<u32>>) {
        if let Some((_, listing)) = self.asked.take_if(|(asked, _)| *asked == number) {
            (self.list, self.of) = (rows.clone(), Some(listing));
        }
    }
}

impl super::Lists {
    /// Takes the rows that a worker was asked for.
    pub fn take_rows(&mut self, number: u64, rows: &Arc<Vec<u32>>) {
        self.people.take(number, rows);
        self.ties.take(number, rows);
    }
}
