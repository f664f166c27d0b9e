//! Has the people of the plan on show chosen and looked into, whenever the answers at hand are to older questions.

use super::App;
use crate::domain::campaign::Plan;
use crate::project::{ChoiceKey, StudyKey};
use crate::shell::jobs::{JobId, Request};
use crate::ui::{ChoiceEnded, Room};
use std::sync::Arc;

/// What was asked for last.
#[derive(Debug, Default)]
pub(super) struct Choosing {
    choice: Option<(JobId, ChoiceKey)>,
    study: Option<(JobId, StudyKey)>,
}

impl Choosing {
    /// The next look finds everything to be asked anew.
    pub fn forget(&mut self) {
        *self = Choosing::default();
    }

    /// How the choice asked for last came to nothing, if this was its job. What was stopped or failed is not begun again
    /// by itself.
    pub fn ended(&mut self, job: JobId, how: ChoiceEnded) -> Option<ChoiceEnded> {
        if how == ChoiceEnded::Stopped {
            // A study is stopped for the sake of a newer one, or with everything.
            self.study = self.study.take().filter(|(asked, _)| *asked != job);
        }
        self.choice.as_ref().filter(|(asked, _)| *asked == job).map(|_| how)
    }
}

impl App {
    /// Begins with the choice: whoever is not chosen cannot be looked into.
    pub(super) fn choose_if_due(&mut self) {
        let Some(desk) = &self.desk else { return };
        let (document, derived) = (desk.project.document(), desk.project.derived());
        if self.screen.room != Room::Plan || !derived.is_scored() {
            return;
        }
        let shown = self.screen.plan.and_then(|id| document.plan(id));
        let (Some(plan), Some(scored)) = (shown, derived.scored.clone()) else { return };
        let pass_on_share = document.assumptions.pass_on_share;
        // The plan on show first, then those that stand beside it.
        let beside = document.plans.iter().filter(|plan| self.screen.plans.is_compared(plan.id));
        let is_open = |plan: &&Arc<Plan>| derived.choice(plan, document.assumptions).is_none();
        let mut open = std::iter::once(plan).chain(beside).filter(is_open);
        if let Some(key) = open.find_map(|plan| derived.choice_key(plan, document.assumptions)) {
            let is_own = key.plan == plan.id;
            if self.choosing.choice.as_ref().is_none_or(|(_, asked)| *asked != key) {
                let scored = scored.clone();
                let job =
                    self.jobs.start(Request::Choose { key: key.clone(), scored, tables: document.learned_from() });
                self.choosing.choice = Some((job, key));
                self.screen.choice_ended = None;
            }
            if is_own {
                return;
            }
        }
        let Some(key) = derived.study_key(plan.id, pass_on_share) else { return };
        let is_asked = self.choosing.study.as_ref().is_some_and(|(_, asked)| *asked == key);
        if derived.study(plan.id, pass_on_share).is_none() && !is_asked {
            let job = self.jobs.start(Request::Study { key: key.clone(), scored });
            self.choosing.study = Some((job, key));
        }
    }
}
