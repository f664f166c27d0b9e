//! What chances are learned from before a forecast or a choice; knows no thread.

use crate::domain::forecast::{Assumptions, AtStage, Known, learn_stages};
use crate::domain::influence::persuasion::{Adoption, adoption_log};
use crate::domain::model::Table;
use crate::domain::score::Scored;
use crate::domain::stages::PeopleStages;
use crate::domain::ticket::{Stopped, Ticket};
use std::sync::Arc;

/// What chances are learned from, where they are.
#[derive(Default)]
pub(super) struct Learned {
    log: Vec<Adoption>,
    at_stage: Vec<AtStage>,
}

impl Learned {
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

    pub fn known<'a>(&'a self, stages: &'a PeopleStages) -> Known<'a> {
        Known { log: &self.log, stages: Some(stages), at_stage: &self.at_stage }
    }
}
