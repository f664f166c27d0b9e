//! Takes the workers' answers: into the project, onto the desk, or as a sentence on the screen.

use super::{App, Desk};
use crate::domain::model::decisions::Basis;
use crate::project::{Command, Import, Project, sample_commands};
use crate::shell::clock;
use crate::shell::jobs::{Answer, Failure, Lane, Read, Reply};
use crate::shell::store::Opened;
use crate::ui::{ChoiceEnded, Room, words};

impl App {
    pub(super) fn take_reply(&mut self, reply: Reply, now: f64) {
        match reply {
            Reply::Done { answer, .. } => self.take_answer(answer, now),
            // Only the one asked for last: an older one was stopped for its sake, and must not have it begun anew.
            Reply::Stopped { job, .. } if self.forecasting.as_ref().is_some_and(|(asked, _)| *asked == job) => {
                self.forecasting = None;
            }
            Reply::Stopped { job, lane } => {
                self.choosing.ended(job, ChoiceEnded::Stopped);
                self.how_sure_ended(lane, job);
                self.forget_looks(lane);
            }
            // What failed is not asked again until the plan is another.
            Reply::Failed { lane, job, failure } => {
                self.choosing.ended(job, ChoiceEnded::Failed);
                self.how_sure_ended(lane, job);
                if lane == Lane::Draw {
                    self.screen.map.give_up();
                }
                if let Some((_, number)) = self.listing.filter(|(asked, _)| *asked == job) {
                    self.screen.lists.give_up_rows(number);
                }
                self.forget_looks(lane);
                self.note_failed_check(lane);
                self.give_up_places(lane, now);
                if let Some((_, key)) = self.forecasting.as_ref().filter(|(asked, _)| *asked == job) {
                    self.choosing.forecast_failed(key);
                }
                self.take_failure(&failure);
            }
        }
    }

    fn take_answer(&mut self, answer: Answer, now: f64) {
        match answer {
            Answer::Proposed { files, following, opinions_on } => self.take_proposals(files, following, opinions_on),
            Answer::ProposedAs { source, told, outcome } => self.take_second_look(&source, told, outcome),
            Answer::LookedIntoTribe { tribe, scored, facts } => self.screen.tribe.take(tribe, scored, facts),
            Answer::Listed { number, rows } => self.screen.lists.take_rows(number, &rows),
            Answer::Topics(topics) => self.screen.topics = topics,
            Answer::Checked(checked) => self.take_checked(*checked, now),
            // The window adds what was checked; whole files are read at once only without it.
            Answer::Imported(_) => {}
            Answer::Sample(files) => self.take_sample(files, now),
            Answer::Scored { generation, scored } => {
                let is_taken = self.desk.as_mut().is_some_and(|desk| desk.accept_scored(generation, &scored, now));
                if is_taken {
                    self.divert_new_queues(now);
                    self.compare();
                }
            }
            Answer::Chosen { key, best } => self.tell(|project| project.accept_choice(key, best)),
            Answer::Studied { key, study } => self.tell(|project| project.accept_study(key, study)),
            Answer::Forecast { key, forecast } => {
                self.forecasting = None;
                self.tell(|project| project.accept_forecast(key, forecast));
            }
            Answer::HearsNext { n_taken, next } => self.tell(|project| project.accept_hears_next(n_taken, next)),
            Answer::Compared { generation, alike } => self.tell(|project| project.accept_alike(generation, alike)),
            Answer::LookedBack { generation, back } => self.tell(|project| project.accept_look_back(generation, back)),
            Answer::FoundLevels { n_taken, levels } => self.tell(|project| project.accept_levels(n_taken, levels)),
            Answer::Contrasted { n_taken, contrast } => self.tell(|project| project.accept_contrast(n_taken, contrast)),
            Answer::CheckedLeaving { generation, check } => {
                self.tell(|project| project.accept_left_check(generation, check));
            }
            Answer::Sure { n_taken, certainty } => self.tell(|project| project.accept_certainty(n_taken, certainty)),
            Answer::TakenUp { people, taken_up } => self.tell(|project| project.accept_taken_up(people, taken_up)),
            Answer::InTouch { person, people, in_touch } => {
                self.tell(|project| project.accept_in_touch(people, person, in_touch));
            }
            Answer::Placed { rough, places } => self.take_places(&rough, places, now),
            Answer::Drawn(sheet) => self.screen.map.take_sheet(*sheet),
            Answer::Opened(opened) => self.take_opened(*opened),
            Answer::Printed { path, is_shown } => self.take_printed(&path, is_shown),
            Answer::Written { path } => {
                self.say(words::export::written(&path.display().to_string()));
            }
        }
    }

    /// Answers that come when no project is open are nobody's; whether the project could use it, it knows itself.
    fn tell<T>(&mut self, take_in: impl FnOnce(&mut Project) -> T) {
        if let Some(desk) = &mut self.desk {
            take_in(&mut desk.project);
        }
    }

    fn take_failure(&mut self, failure: &Failure) {
        self.complain(words::trouble::machine(&failure.into()));
    }

    fn imports_of(files: Vec<Read>) -> (Vec<Import>, Vec<(String, String)>) {
        let (mut imports, mut refused) = (Vec::new(), Vec::new());
        for Read { name, mapping, outcome } in files {
            match outcome {
                Ok(imported) => imports.push(Import::new(name, mapping, imported, clock::now_text())),
                Err(why) => refused.push((name, words::data::unreadable(&why))),
            }
        }
        (imports, refused)
    }

    /// What can only be about one plan is that plan's.
    pub(super) fn assign_only_plan(&mut self, now: f64) {
        let Some(desk) = &self.desk else { return };
        for command in desk.project.belonging() {
            self.apply(command, now);
        }
    }

    fn take_sample(&mut self, files: Vec<Read>, now: f64) {
        let (mut imports, _) = Self::imports_of(files);
        for import in &mut imports {
            // Nobody of the made-up town is anybody.
            import.basis = Basis::NotPersonal;
        }
        if !self.begin_project(words::bar::sample_name()) {
            return;
        }
        self.apply(Command::AddImports(imports), now);
        let commands = self.project().map(|project| sample_commands(project.document())).unwrap_or_default();
        for command in commands {
            self.apply(command, now);
        }
        if let Some(desk) = &mut self.desk {
            desk.project.begin_history();
        }
        self.screen.room = Room::People;
    }

    fn take_opened(&mut self, opened: Opened) {
        let Opened { document, history, scored, are_scores_current, path, store, notices } = opened;
        self.note_opened(&document.project_id, path.as_deref());
        let mut project = Project::open(document, scored);
        project.restore_history(history);
        if !are_scores_current {
            project.expire_scores();
        }
        let has_scores = project.derived().scored.is_some();
        self.screen.room = if has_scores { Room::People } else { Room::Data };
        let mut desk = Desk::new(project, store, path);
        if are_scores_current && notices.is_empty() {
            desk.mark_saved();
        }
        self.desk = Some(desk);
        self.count_copies();
        for notice in &notices {
            let news = words::trouble::news(&notice.into());
            self.say(news);
        }
        if self.desk.as_ref().is_some_and(|desk| desk.project.needs_scoring()) {
            self.score();
        } else {
            self.compare();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::Plan;
    use crate::domain::forecast::Assumptions;
    use crate::project::ForecastKey;
    use crate::shell::dialogs::FixedPicker;
    use crate::shell::jobs::{Lane, Request};
    use std::sync::Arc;

    #[test]
    fn only_the_forecast_asked_for_last_ends_the_waiting() {
        let home = tempfile::tempdir().unwrap();
        let picker = Box::new(FixedPicker::new([]));
        let mut app = App::new(&egui::Context::default(), home.path().to_owned(), picker);
        let mut start = || app.jobs.start(Request::Propose { paths: Vec::new(), following: None, opinions_on: None });
        let (older, newer) = (start(), start());
        let content = Arc::new(Plan::new(1, "Spring"));
        let cells = Arc::default();
        let key = ForecastKey {
            plan: 1,
            content,
            cells,
            assumptions: Assumptions::default(),
            stages: Arc::default(),
            scored_generation: 1,
            n_taken: 1,
        };
        app.forecasting = Some((newer, key.clone()));
        app.take_reply(Reply::Stopped { lane: Lane::Forecast, job: older }, 0.0);
        assert!(app.forecasting.is_some(), "the newer one still runs");
        let bug = |job| Reply::Failed { lane: Lane::Forecast, job, failure: Failure::Bug { place: None } };
        app.take_reply(bug(older), 0.0);
        assert!(!app.choosing.has_forecast_failed(&key), "an older one's failure says nothing of the newer");
        app.take_reply(bug(newer), 0.0);
        assert!(app.choosing.has_forecast_failed(&key) && app.forecasting.is_some(), "not asked again and again");
        app.take_reply(Reply::Stopped { lane: Lane::Forecast, job: newer }, 0.0);
        assert!(app.forecasting.is_none(), "stopped itself: to be asked again when it is wanted");
    }
}
