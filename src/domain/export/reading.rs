//! What each person of a plan reads, the same on every list that carries messages; writes no message.

use super::sheet::{Lookup, Sheet};
use crate::domain::campaign::Plan;
use crate::domain::model::{Person, Situation};
use crate::domain::pairing::Read;
use crate::domain::score::Scored;
use crate::domain::situations::PeopleSituations;
use crate::domain::stages::PeopleStages;

/// What tells it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    pub plan: &'a Plan,
    pub scored: &'a Scored,
    pub stages: &'a PeopleStages,
    pub situations: &'a PeopleSituations,
}

impl<'a> Reading<'a> {
    /// What somebody reads; see [`crate::domain::pairing::Pairing::read`].
    pub fn of(&self, person: Person) -> Read<'a> {
        let (situation, stage) = (self.situations.situation(person), self.stages.stage(person));
        let tribe = self.scored.tribes.tribe_of(person).map(|tribe| tribe.id);
        self.plan.pairing.read(situation, stage, tribe, &self.plan.message)
    }

    /// Adds their situation and what to say to them; nothing for those who are not turned to. One entry a person of the
    /// list.
    pub fn put(&self, sheet: &mut Sheet, list: &Lookup<'_>, is_turned_to: &[bool]) {
        let rows = || list.list.iter().zip(is_turned_to).map(|(&person, &is)| Some(person).filter(|_| is));
        let situation = |person: Option<Person>| self.situations.situation(person?).map(Situation::word);
        let meaning = "their most urgent situation, as the files say; empty: in none";
        sheet.put("situation", meaning, rows().map(situation).collect::<Vec<_>>());
        let message = |person: Option<Person>| person.map_or("", |person| self.of(person).message);
        let meaning =
            "what to say to them: for their situation, else for their stage and tribe, else the plan's message";
        sheet.put("message", meaning, rows().map(message).collect::<Vec<_>>());
    }
}
