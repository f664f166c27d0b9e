//! Has the people of a large network settle on the map once its first picture is there; knows nothing of how.

use super::App;
use crate::domain::model::Places;
use crate::shell::jobs::{Lane, Request};
use std::sync::Arc;

impl App {
    /// Asks once for each picture in which people stand but roughly.
    pub(super) fn settle_if_due(&mut self) {
        let Some((scored, rough)) = self.desk.as_ref().and_then(|desk| desk.project.derived().rough()) else { return };
        if self.settling.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, rough)) {
            return;
        }
        let (scored, rough) = (scored.clone(), rough.clone());
        self.settling = Some(rough.clone());
        self.jobs.start(Request::Place { scored, rough });
    }

    /// People who cannot settle stay where they stand, and the scores are kept with that.
    pub(super) fn give_up_places(&mut self, lane: Lane, now: f64) {
        if let Some((desk, rough)) = self.desk.as_mut().zip(self.settling.clone()).filter(|_| lane == Lane::Place) {
            let places = Places { is_rough: false, ..(*rough).clone() };
            desk.accept_places(&rough, Arc::new(places), now);
        }
    }

    pub(super) fn take_places(&mut self, rough: &Arc<Places>, places: Arc<Places>, now: f64) {
        if let Some(desk) = &mut self.desk {
            desk.accept_places(rough, places, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{choosing_for_two, done, some_job};
    use super::*;
    use crate::domain::score::Scored;
    use crate::project::Command;
    use crate::shell::jobs::{Answer, Failure, Reply};

    /// A project, the generation that it waits for, scores in which people stand but roughly, and where they belong.
    fn first_picture(home: &tempfile::TempDir) -> (App, u64, Scored, Arc<Places>) {
        let (mut app, _) = choosing_for_two(home);
        let derived = app.project().unwrap().derived();
        let (generation, scored) = (derived.generation, (**derived.scored.as_ref().unwrap()).clone());
        let whole = scored.places.clone();
        let mut places = (*whole).clone();
        places.is_rough = true;
        places.people.iter_mut().for_each(|at| *at = [at[0] * 0.5, at[1] * 0.5]);
        for lane in Lane::ALL {
            app.jobs.stop(lane);
        }
        app.jobs.poll();
        (app, generation, Scored { places: Arc::new(places), ..scored }, whole)
    }

    #[test]
    fn people_of_a_large_network_settle_after_the_first_picture_and_only_then_are_scores_kept() {
        let home = tempfile::tempdir().unwrap();
        let (mut app, generation, rough, whole) = first_picture(&home);
        app.desk.as_mut().unwrap().saved_revision = Some(app.project().unwrap().revision());
        app.take_reply(done(Answer::Scored { generation, scored: Arc::new(rough) }), 0.0);
        assert!(app.desk.as_ref().unwrap().is_saved(), "nothing to keep yet");
        let n_taken = app.project().unwrap().derived().n_taken();
        // A tribe is put elsewhere by hand meanwhile: it stays there.
        let tribe = app.project().unwrap().derived().scored.as_ref().unwrap().tribes.tribes[0].id;
        assert!(app.apply(Command::PinTribe { tribe, at: Some([50.0, 0.0]) }, 0.0));
        app.desk.as_mut().unwrap().saved_revision = Some(app.project().unwrap().revision());
        for _ in 0..2 {
            app.settle_if_due();
        }
        let running = app.jobs.running().into_iter().filter(|(lane, _)| *lane == Lane::Place).count();
        assert_eq!(running, 1, "asked once");
        let mut replies = Vec::new();
        while !replies.iter().any(|reply| matches!(reply, Reply::Done { lane: Lane::Place, .. })) {
            std::thread::sleep(std::time::Duration::from_millis(5));
            replies.extend(app.jobs.poll());
        }
        for reply in replies {
            app.take_reply(reply, 0.0);
        }
        let derived = app.project().unwrap().derived();
        let now = derived.scored.as_ref().unwrap();
        assert!(derived.rough().is_none() && !now.places.is_rough);
        assert_eq!((now.places.bubbles[0].x, derived.n_taken()), (50.0, n_taken), "what follows from the scores stays");
        assert!(!app.desk.as_ref().unwrap().is_saved());
        app.settle_if_due();
        assert!(!app.jobs.running().iter().any(|(lane, _)| *lane == Lane::Place));
        // Without the pin everybody is where the whole picture has them.
        app.desk.as_mut().unwrap().undo(0.0);
        let now = app.project().unwrap().derived().scored.clone().unwrap();
        assert_eq!(format!("{:?}", now.places), format!("{whole:?}"));
    }

    #[test]
    fn scores_that_went_out_of_date_while_people_settled_are_not_kept() {
        let home = tempfile::tempdir().unwrap();
        let (mut app, generation, rough, whole) = first_picture(&home);
        app.take_reply(done(Answer::Scored { generation, scored: Arc::new(rough) }), 0.0);
        let rough = app.project().unwrap().derived().scored.as_ref().unwrap().places.clone();
        app.desk.as_mut().unwrap().project.expire_scores();
        app.desk.as_mut().unwrap().saved_revision = Some(app.project().unwrap().revision());
        app.take_reply(done(Answer::Placed { rough, places: whole }), 0.0);
        assert!(app.desk.as_ref().unwrap().is_saved(), "they would be kept as those of the files as they are now");
    }

    #[test]
    fn scores_whose_people_cannot_settle_are_kept_as_they_stand() {
        let home = tempfile::tempdir().unwrap();
        let (mut app, generation, rough, _) = first_picture(&home);
        app.take_reply(done(Answer::Scored { generation, scored: Arc::new(rough) }), 0.0);
        app.settle_if_due();
        app.jobs.stop(Lane::Place);
        app.jobs.poll();
        app.desk.as_mut().unwrap().saved_revision = Some(app.project().unwrap().revision());
        let rough = app.project().unwrap().derived().scored.as_ref().unwrap().places.clone();
        let failure = Failure::Bug { place: None };
        app.take_reply(Reply::Failed { lane: Lane::Place, job: some_job(), failure }, 0.0);
        let derived = app.project().unwrap().derived();
        assert!(derived.rough().is_none(), "it is not tried again and again");
        assert_eq!(derived.scored.as_ref().unwrap().places.people, rough.people);
        assert!(!app.desk.as_ref().unwrap().is_saved());
    }
}
