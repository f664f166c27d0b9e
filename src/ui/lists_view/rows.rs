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
    /// What a worker was asked for.
    asked: Option<Asked>,
}

#[derive(Debug)]
struct Asked {
    number: u64,
    listing: Listing,
    /// It is asked for again only where somebody wants that.
    has_failed: bool,
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
        if !self.asked.as_ref().is_some_and(|asked| asked.listing.is_same(&wanted)) {
            *n_asked += 1;
            intents.ask(Ask::List { number: *n_asked, listing: Box::new(wanted.clone()) });
            self.asked = Some(Asked { number: *n_asked, listing: wanted, has_failed: false });
        }
        self.list.clone()
    }

    /// Whether the rows on show are about to be others.
    pub(super) fn is_waiting(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| !asked.has_failed)
    }

    /// Whether the rows asked for will not come.
    pub(super) fn has_failed(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.has_failed)
    }

    /// The next look asks for the rows anew.
    pub(super) fn forget_asked(&mut self) {
        self.asked = None;
    }

    /// The rows that were asked for under this number will not come.
    fn give_up(&mut self, number: u64, has_failed: bool) {
        if let Some(asked) = self.asked.as_mut().filter(|asked| asked.number == number) {
            asked.has_failed = has_failed;
        }
        if !has_failed {
            self.asked.take_if(|asked| asked.number == number);
        }
    }

    /// Takes the rows that were asked for under this number.
    pub(super) fn take(&mut self, number: u64, rows: &Arc<Vec<u32>>) {
        if let Some(asked) = self.asked.take_if(|asked| asked.number == number) {
            (self.list, self.of) = (rows.clone(), Some(asked.listing));
        }
    }
}

impl super::Lists {
    /// Takes the rows that a worker was asked for.
    pub fn take_rows(&mut self, number: u64, rows: &Arc<Vec<u32>>) {
        self.people.take(number, rows);
        self.ties.take(number, rows);
    }

    /// The rows asked for under this number will not come; where others were wanted first they are asked for again.
    pub fn give_up_rows(&mut self, number: u64, has_failed: bool) {
        self.people.give_up(number, has_failed);
        self.ties.give_up(number, has_failed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::What;
    use crate::domain::model::People;
    use crate::domain::score::Scored;

    #[test]
    fn rows_that_failed_are_waited_for_no_more_and_asked_for_again_on_demand() {
        let people = People::from_ids((0..=QUICK).map(|n| n.to_string()).collect());
        let listing = Listing {
            what: What::People { by: Vec::new(), tribe: None },
            scored: Arc::new(Scored { people: Arc::new(people), ..Scored::default() }),
            stages: Arc::default(),
            stances: Arc::default(),
            visible: None,
        };
        let mut lists = super::super::Lists::default();
        let mut n_asked = 0;
        let mut look = |lists: &mut super::super::Lists| {
            drop(lists.people.of(listing.clone(), &mut n_asked, &mut Intents::default()));
            n_asked
        };
        assert_eq!((look(&mut lists), look(&mut lists), lists.people.is_waiting()), (1, 1, true));
        lists.give_up_rows(7, true);
        assert!(lists.people.is_waiting(), "those were others");
        lists.give_up_rows(1, true);
        assert_eq!((look(&mut lists), lists.people.is_waiting(), lists.people.has_failed()), (1, false, true));
        lists.people.forget_asked();
        assert_eq!((look(&mut lists), lists.people.is_waiting(), lists.people.has_failed()), (2, true, false));
        // Stopped for the sake of another list: asked for as soon as this one is looked at again.
        lists.give_up_rows(2, false);
        assert_eq!(look(&mut lists), 3);
        lists.take_rows(3, &Arc::new(vec![4]));
        assert_eq!((look(&mut lists), lists.people.is_waiting()), (3, false));
    }
}
