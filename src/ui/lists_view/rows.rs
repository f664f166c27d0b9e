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
            self.asked = None;
            return self.list.clone();
        }
        if wanted.n_read() <= QUICK {
            self.list = Arc::new(wanted.run(&Ticket::new()).unwrap_or_default());
            self.of = Some(wanted);
            self.asked = None;
            return self.list.clone();
        }
        if self.of.as_ref().is_some_and(|of| !of.is_of_same_rows(&wanted)) {
            (self.list, self.of) = (Arc::default(), None);
        }
        // The newest question stops the older, whichever list it was for; the answer to that never comes.
        let is_it = |asked: &Asked| asked.number == *n_asked && asked.listing.is_same(&wanted);
        if !self.asked.as_ref().is_some_and(is_it) {
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
    fn give_up(&mut self, number: u64) {
        if let Some(asked) = self.asked.as_mut().filter(|asked| asked.number == number) {
            asked.has_failed = true;
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

    /// The rows asked for under this number will not come.
    pub fn give_up_rows(&mut self, number: u64) {
        self.people.give_up(number);
        self.ties.give_up(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::What;
    use crate::domain::model::People;
    use crate::domain::score::Scored;

    fn listing(scored: &Arc<Scored>, what: What) -> Listing {
        let (stages, stances) = (Arc::default(), Arc::default());
        Listing { what, scored: scored.clone(), stages, stances, visible: None, certainty: None }
    }

    #[test]
    fn an_answer_that_never_comes_is_asked_for_again_and_a_list_that_is_there_waits_for_none() {
        let people = People::from_ids((0..=QUICK).map(|n| n.to_string()).collect());
        let scored = Arc::new(Scored { people: Arc::new(people), ..Scored::default() });
        let people = listing(&scored, What::People { by: Vec::new(), tribe: None });
        let ties = listing(&scored, What::Ties { by: Vec::new() });
        let (mut of_people, mut of_ties, mut n_asked) = (Rows::default(), Rows::default(), 0);
        let mut ask = |rows: &mut Rows, wanted: &Listing| {
            rows.of(wanted.clone(), &mut n_asked, &mut Intents::default());
            n_asked
        };
        assert_eq!((ask(&mut of_people, &people), ask(&mut of_people, &people)), (1, 1));
        // The other list's question takes the worker; this one's answer never comes.
        assert_eq!((ask(&mut of_ties, &ties), ask(&mut of_people, &people)), (2, 3));
        of_people.take(3, &Arc::new(vec![1, 0]));
        let by_rank = listing(&scored, What::People { by: Vec::new(), tribe: Some(0) });
        assert_eq!(ask(&mut of_people, &by_rank), 4);
        // Back before the answer: nothing is waited for, and what comes late is not shown.
        let back = Listing { stages: people.stages.clone(), stances: people.stances.clone(), ..people.clone() };
        assert_eq!(ask(&mut of_people, &back), 4);
        of_people.take(4, &Arc::new(vec![5]));
        assert!(!of_people.is_waiting() && *of_people.list == [1, 0]);
        // People who moved on the map are the same people.
        let moved = Arc::new(Scored { places: Arc::default(), ..(*scored).clone() });
        assert_eq!(ask(&mut of_people, &Listing { scored: moved, ..back }), 4);
    }

    #[test]
    fn rows_that_failed_are_waited_for_no_more_and_asked_for_again_on_demand() {
        let people = People::from_ids((0..=QUICK).map(|n| n.to_string()).collect());
        let scored = Arc::new(Scored { people: Arc::new(people), ..Scored::default() });
        let people = listing(&scored, What::People { by: Vec::new(), tribe: None });
        let mut lists = super::super::Lists::default();
        let mut n_asked = 0;
        let mut look = |lists: &mut super::super::Lists| {
            drop(lists.people.of(people.clone(), &mut n_asked, &mut Intents::default()));
            n_asked
        };
        assert_eq!((look(&mut lists), look(&mut lists), lists.people.is_waiting()), (1, 1, true));
        lists.give_up_rows(7);
        assert!(lists.people.is_waiting(), "those were others");
        lists.give_up_rows(1);
        assert_eq!((look(&mut lists), lists.people.is_waiting(), lists.people.has_failed()), (1, false, true));
        lists.people.forget_asked();
        assert_eq!((look(&mut lists), lists.people.is_waiting(), lists.people.has_failed()), (2, true, false));
        lists.take_rows(2, &Arc::new(vec![4]));
        assert_eq!((look(&mut lists), lists.people.is_waiting()), (2, false));
    }
}
