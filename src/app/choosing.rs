//! Has the people of the plans on show chosen, looked into and forecast, whenever the answers at hand are to older
//! questions.

use super::App;
use crate::domain::campaign::Plan;
use crate::project::{ChoiceKey, ForecastKey, StudyKey};
use crate::shell::jobs::{JobId, Request};
use crate::ui::{ChoiceEnded, Room};
use std::sync::Arc;

/// Simulated campaigns a forecast in the window.
const N_RUNS: usize = 400;

/// What was asked for last, and what came to nothing: that is not begun again by itself, and holds nothing else up.
#[derive(Debug, Default)]
pub(super) struct Choosing {
    pub(super) choice: Option<(JobId, ChoiceKey)>,
    study: Option<(JobId, StudyKey)>,
    given_up: Vec<(ChoiceKey, ChoiceEnded)>,
    not_forecast: Vec<ForecastKey>,
}

impl Choosing {
    /// The next look finds everything to be asked anew.
    pub fn forget(&mut self) {
        *self = Choosing::default();
    }

    /// Notes how a job came to nothing, if it was the choice or the study asked for last.
    pub fn ended(&mut self, job: JobId, how: ChoiceEnded) {
        if how == ChoiceEnded::Stopped {
            // A study is stopped for the sake of a newer one, or with everything.
            self.study = self.study.take().filter(|(asked, _)| *asked != job);
        }
        if let Some((_, key)) = self.choice.take_if(|(asked, _)| *asked == job) {
            self.given_up.retain(|(old, _)| old.plan != key.plan);
            self.given_up.push((key, how));
        }
    }

    /// How this choice came to nothing, if it did.
    fn how_ended(&self, key: &ChoiceKey) -> Option<ChoiceEnded> {
        self.given_up.iter().find(|(given_up, _)| given_up == key).map(|(_, how)| *how)
    }

    /// Notes that a forecast failed.
    pub fn forecast_failed(&mut self, key: &ForecastKey) {
        self.not_forecast.retain(|old| old.plan != key.plan);
        self.not_forecast.push(key.clone());
    }

    /// Whether this very forecast failed.
    pub fn has_forecast_failed(&self, key: &ForecastKey) -> bool {
        self.not_forecast.contains(key)
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
        // The plan on show first, then those that stand beside it.
        let beside = document.plans.iter().filter(|plan| self.screen.plans.is_compared(plan.id));
        let is_open = |plan: &&Arc<Plan>| derived.choice(plan, document.assumptions).is_none();
        let open = std::iter::once(plan).chain(beside).filter(is_open);
        let mut open = open.filter_map(|plan| derived.choice_key(plan, document.assumptions));
        let own = Some(plan).filter(is_open).and_then(|plan| derived.choice_key(plan, document.assumptions));
        self.screen.choice_ended = own.and_then(|key| self.choosing.how_ended(&key));
        if let Some(key) = open.find(|key| self.choosing.how_ended(key).is_none())
            && self.choosing.choice.as_ref().is_none_or(|(_, asked)| *asked != key)
        {
            let (scored, past) = (scored.clone(), desk.project.past());
            let job = self.jobs.start(Request::Choose { key: key.clone(), scored, past });
            self.choosing.choice = Some((job, key));
        }
        let Some(key) = derived.study_key(plan, document.assumptions) else { return };
        let is_asked = self.choosing.study.as_ref().is_some_and(|(_, asked)| *asked == key);
        if derived.study(plan, document.assumptions).is_none() && !is_asked {
            let job = self.jobs.start(Request::Study { key: key.clone(), scored, past: desk.project.past() });
            self.choosing.study = Some((job, key));
        }
    }
    /// One forecast at a time.
    pub(super) fn forecast_if_due(&mut self) {
        let Some(desk) = &self.desk else { return };
        let (project, derived) = (&desk.project, desk.project.derived());
        if self.screen.room != Room::Plan || !derived.is_scored() {
            return;
        }
        let Some(scored) = derived.scored.clone() else { return };
        let (document, assumptions) = (project.document(), project.document().assumptions);
        // The plan on show first, then those that stand beside it.
        let shown = self.screen.plan.and_then(|id| document.plan(id));
        let beside = document.plans.iter().filter(|plan| self.screen.plans.is_compared(plan.id));
        let is_due = |plan: &&_| derived.forecast(plan, assumptions).is_none() && derived.cells(plan.id).is_some();
        let has_failed = |key: &ForecastKey| self.choosing.has_forecast_failed(key);
        self.screen.has_forecast_failed =
            shown.is_some_and(|plan| has_failed(&derived.forecast_key(plan, assumptions)));
        let due = shown.into_iter().chain(beside).filter(is_due).map(|plan| derived.forecast_key(plan, assumptions));
        let Some(key) = due.into_iter().find(|key| !has_failed(key)) else { return };
        if !self.forecasting.as_ref().is_some_and(|(_, asked)| *asked == key) {
            let (cells, past) = (key.cells.clone(), project.past());
            let job = self.jobs.start(Request::Forecast { key: key.clone(), cells, scored, n_runs: N_RUNS, past });
            self.forecasting = Some((job, key));
        }
    }
}
