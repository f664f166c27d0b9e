//! Has the ranks on show re-sampled and compared with those for another topic, and asks who hears of a topic next.

use super::App;
use crate::domain::forecast::LeftCheck;
use crate::domain::influence::certainty::Certainty;
use crate::domain::model::{People, Person};
use crate::domain::turnover::LookBack;
use crate::shell::jobs::{JobId, Lane, Request};
use crate::ui::Room;
use std::sync::Arc;

/// What was asked for whose card is open: of which people who took what up when, and when which of them is in touch.
#[derive(Debug, Default)]
pub(super) struct AskedOfCard {
    taken_up: Option<Arc<People>>,
    in_touch: Option<(Arc<People>, Person)>,
}

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

    /// Has it worked out who took what up when, once for the same people, and when somebody is usually in touch with their
    /// ties, as soon as their card is open.
    pub(super) fn ask_of_card_if_due(&mut self) {
        let Some(project) = self.desk.as_ref().map(|desk| &desk.project) else { return };
        let (derived, selection) = (project.derived(), &project.selection);
        let is_seen = matches!(self.screen.room, Room::People | Room::Plan) && derived.is_scored();
        let Some(people) = derived.scored.as_ref().filter(|_| is_seen).map(|scored| scored.people.clone()) else {
            return;
        };
        let is_asked = |asked: &Option<Arc<People>>| asked.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, &people));
        if selection.card.is_some() && derived.taken_up().is_none() && !is_asked(&self.asked_of_card.taken_up) {
            let tables = project.document().tables_and_months();
            self.asked_of_card.taken_up = Some(people.clone());
            self.jobs.start(Request::TakenUp { people: people.clone(), tables });
        }
        let Some(person) = selection.card else { return };
        let is_asked = |(of, who): &(Arc<People>, Person)| Arc::ptr_eq(of, &people) && *who == person;
        if derived.in_touch(person).is_none() && !self.asked_of_card.in_touch.as_ref().is_some_and(is_asked) {
            let tables = project.document().tables();
            self.asked_of_card.in_touch = Some((people.clone(), person));
            self.jobs.start(Request::InTouch { person, people, tables });
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
        let (tables, settings, n_taken) = (document.tables_and_months(), document.settings.clone(), derived.n_taken());
        self.jobs.start(Request::Contrast { n_taken, scored, tables, settings, topics: [here, there] });
    }

    /// Has those found to whom word of the topic is likely to get next.
    pub(super) fn ask_hears_next(&mut self) {
        let Some(desk) = &self.desk else { return };
        let (derived, document) = (desk.project.derived(), desk.project.document());
        let Some(scored) = derived.scored.clone().filter(|_| derived.is_scored()) else { return };
        let (tables, topic, n_taken) =
            (document.tables_and_months(), document.settings.topic.clone(), derived.n_taken());
        let pass_on_share = document.assumptions.pass_on_share;
        self.jobs.start(Request::HearsNext { n_taken, scored, tables, topic, pass_on_share });
    }

    /// Has tribes of several sizes found from several seeds.
    pub(super) fn ask_levels(&mut self) {
        let Some(desk) = &self.desk else { return };
        let (derived, settings) = (desk.project.derived(), desk.project.document().settings.clone());
        let Some(scored) = derived.scored.clone().filter(|_| derived.is_scored()) else { return };
        self.jobs.start(Request::Levels { n_taken: derived.n_taken(), scored, settings });
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
