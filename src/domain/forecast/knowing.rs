//! What chances are learned from before a forecast or a choice; simulates nothing.

use super::Assumptions;
use super::by_stage::{AtStage, Known, learn_stages};
use crate::domain::campaign::StageChance;
use crate::domain::influence::persuasion::{Adoption, adoption_log};
use crate::domain::model::{People, Table};
use crate::domain::score::Scored;
use crate::domain::stages::PeopleStages;
use crate::domain::ticket::{Stopped, Ticket};
use std::sync::Arc;

/// What chances are learned from, where they are.
#[derive(Debug, Default)]
pub struct Learned {
    log: Vec<Adoption>,
    at_stage: Vec<AtStage>,
}

impl Learned {
    /// What the files say of who took what up when, where chances are to be learned from it; else nothing.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn of(
        assumptions: Assumptions,
        tables: &[Arc<Table>],
        scored: &Scored,
        stages: &PeopleStages,
        ticket: &Ticket,
    ) -> Result<Learned, Stopped> {
        if !assumptions.is_learned {
            return Ok(Learned::default());
        }
        let log = adoption_log(tables, &scored.people, ticket)?.adoptions;
        let at_stage = learn_stages(scored, tables, stages, &log, ticket)?;
        Ok(Learned { log, at_stage })
    }

    /// The same beside everybody's stage now, and what is said of people off the topic that influence is asked for.
    #[must_use]
    pub fn known<'a>(&'a self, stages: &'a PeopleStages, people: &'a People, off_topic: StageChance) -> Known<'a> {
        let off_topic = Some((&people.is_on_topic[..], off_topic));
        Known { log: &self.log, stages: Some(stages), at_stage: &self.at_stage, off_topic }
    }

    /// Whether nothing is known to have been taken up.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.log.is_empty()
    }

    /// Without what it says of people at stages.
    #[must_use]
    pub fn of_ties_alone(self) -> Learned {
        Learned { at_stage: Vec::new(), ..self }
    }
}
