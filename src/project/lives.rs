//! Everybody's stage, stance and situation, told anew when what they follow from changes, and not otherwise; scores nobody.

use super::document::Document;
use crate::domain::model::decisions::{Stages, Stances};
use crate::domain::model::{Lives, People};
use crate::domain::score::Scored;
use crate::domain::situations::{self, Grounds, PeopleSituations};
use crate::domain::stages::{self, PeopleStages};
use crate::domain::stance::{self, PeopleStances};
use std::sync::Arc;

/// What was told, and what it was told from.
#[derive(Clone, Debug, Default)]
pub(super) struct LivesTold {
    pub stages: Arc<PeopleStages>,
    pub stances: Arc<PeopleStances>,
    pub situations: Arc<PeopleSituations>,
    grounds: Grounds,
    of: Option<(Arc<People>, Arc<Lives>)>,
    by_stages: Stages,
    by_stances: Stances,
}

impl LivesTold {
    /// O(people) where something changed, the ends of contracts in the customers' list among it; the facts of purchases and
    /// complaints were read by the worker.
    pub fn refresh(&mut self, document: &Document, scored: &Scored) {
        let (people, lives) = (&scored.people, &scored.lives);
        let is_same = self.of.as_ref().is_some_and(|of| Arc::ptr_eq(&of.0, people) && Arc::ptr_eq(&of.1, lives));
        let decisions = &document.decisions;
        if !is_same || self.by_stages != decisions.stages {
            self.stages = Arc::new(stages::tell(people, lives, &decisions.stages));
            self.by_stages.clone_from(&decisions.stages);
        }
        if !is_same || self.by_stances != decisions.stances {
            self.stances = Arc::new(stance::tell(people, lives, &decisions.stances));
            self.by_stances.clone_from(&decisions.stances);
            if !is_same {
                self.grounds = Grounds::of(people, lives);
            }
            self.situations = Arc::new(situations::tell(&self.grounds, &self.stances));
        }
        self.of = Some((people.clone(), lives.clone()));
    }
}
