//! Has the ranks on show re-sampled and compared with those for another topic, and asks who hears of a topic next.

use super::App;
use crate::domain::forecast::LeftCheck;
use crate::domain::influence::certainty::Certainty;
use crate::domain::turnover::LookBack;
use crate::shell::jobs::{JobId, Lane, Request};
use crate::ui::Room;

impl App {
    /// Has the ranks re-sampled whenever others are on show, as long as that is quick.
    pub(super) fn ask_how_sure_if_due(&mut self) {
        let Some(derived) = self.desk.as_ref().map(|desk| desk.project.derived()) else { return };
        let is_seen = matches!(self.screen.room, Room::People | Room::Plan);
        let is_due = is_seen && derived.is_scored() && derived.certainty().is_none();
        if is_due && derived.scored.as_ref().is_some_and(|scored| Certainty::is_quick(scored)) {
            self.ask_how_sure();
        }
    }

    /// Has the last month looked at: did those near people who had left leave, too?
    pub(super) fn check_leaving(&mut self) {
        let Some(desk) = &self.desk else { return };
        let derived = desk.project.derived();
        let Some(scored) = derived.scored.clone().filter(|_| derived.is_scored()) else { return };
        let (generation, given) = (derived.generation, Box::new(desk.project.document().given()));
        self.jobs.start(Request::CheckLeaving { generation, given, scored, days: LeftCheck::DAYS });
    }

    /// Looks at the list of influencers as it would have been, a month and more ago.
    pub(super) fn look_back(&mut self) {
        let Some(desk) = &self.desk else { return };
        let derived = desk.project.derived();
        let Some(scored) = derived.scored.clone().filter(|_| derived.is_scored()) else { return };
        let (generation, given) = (derived.generation, Box::new(desk.project.document().given()));
        let (days, steps) = (LookBack::DAYS, LookBack::STEPS);
        self.jobs.start(Request::LookBack { generation, given, scored, days, steps });
    }

    /// Has everybody ranked for two topics.
    pub(super) fn ask_beside(&mut self, here: String, there: String) {
        let Some(desk) = &self.desk else { return };
        let (derived, document) = (desk.project.derived(), desk.project.document());
        let Some(scored) = derived.scored.clone().filter(|_| derived.is_scored()) else { return };
        let (tables, settings, n_taken) = (document.tables(), document.settings.clone(), derived.n_taken());
        self.jobs.start(Request::Contrast { n_taken, scored, tables, settings, topics: [here, there] });
    }

    /// Has those found to whom word of the topic is likely to get next.
    pub(super) fn ask_hears_next(&mut self) {
        let Some(desk) = &self.desk else { return };
        let (derived, document) = (desk.project.derived(), desk.project.document());
        let Some(scored) = derived.scored.clone().filter(|_| derived.is_scored()) else { return };
        let (tables, topic, n_taken) = (document.tables(), document.settings.topic.clone(), derived.n_taken());
        let pass_on_share = document.assumptions.pass_on_share;
        self.jobs.start(Request::HearsNext { n_taken, scored, tables, topic, pass_on_share });
    }

    pub(super) fn ask_how_sure(&mut self) {
        let Some(desk) = &self.desk else { return };
        let (derived, settings) = (desk.project.derived(), desk.project.document().settings.clone());
        let Some(scored) = derived.scored.clone().filter(|_| derived.is_scored()) else { return };
        let n_taken = derived.n_taken();
        if self.asked_how_sure.is_none_or(|(_, asked)| asked != n_taken) {
            self.asked_how_sure = Some((self.jobs.start(Request::Certainty { n_taken, scored, settings }), n_taken));
        }
    }

    /// What was stopped or failed can be asked for again; what is worked out unasked is not begun again by itself.
    pub(super) fn how_sure_ended(&mut self, lane: Lane, job: JobId) {
        if lane != Lane::Certainty {
            self.asked_how_sure.take_if(|(asked, _)| *asked == job);
        }
    }
}
