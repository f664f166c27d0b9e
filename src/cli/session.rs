//! A project opened for one command: applied commands are kept as they are made, the file is saved at the end.

use super::args::ProjectArgs;
use super::progress::Watched;
use super::{Ended, Said};
use crate::domain::model::People;
use crate::domain::score::Scored;
use crate::domain::ties::join_people_as;
use crate::project::{Command, Document, Project, Trouble};
use crate::shell::home;
use crate::shell::jobs::{Answer, Request};
use crate::shell::store::{self, Replacing, Store};
use crate::ui::words::{self, Manner};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open project on the command line.
pub(super) struct Session {
    pub project: Project,
    store: Store,
    path: PathBuf,
}

/// Scores that are not kept yet, and how long each stage took, in seconds.
pub(super) struct WorkedOut {
    generation: u64,
    pub scored: Arc<Scored>,
    pub stages: Vec<(crate::domain::ticket::Stage, f64)>,
}

impl Session {
    /// Opens a project that must be there.
    pub fn open(path: &Path) -> Result<Session, Ended> {
        let home = home::folder().ok_or(Trouble::NoHome)?;
        let opened = Store::open_document(path, &home).map_err(|error| Trouble::from(&error))?;
        for notice in &opened.notices {
            eprintln!("{}", words::trouble::news(&notice.into()));
        }
        let mut project = Project::open(opened.document, opened.scored);
        Manner::of(project.document()).take_on();
        project.restore_history(opened.history);
        if !opened.are_scores_current {
            project.expire_scores();
        }
        Ok(Session { project, store: opened.store, path: path.to_owned() })
    }

    /// Opens a project, or begins one where there is no file yet.
    pub fn open_or_create(path: &Path) -> Result<Session, Ended> {
        if path.exists() {
            return Session::open(path);
        }
        let home = home::folder().ok_or(Trouble::NoHome)?;
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let document = Document { project_id: store::new_project_id(), name, ..Document::default() };
        let store = Store::create(&home, &document).map_err(|error| Trouble::from(&error))?;
        Ok(Session { project: Project::open(document, None), store, path: path.to_owned() })
    }

    pub fn apply(&mut self, command: Command) -> Result<(), Ended> {
        self.project.apply(command).map_err(|refusal| Ended::Data(words::trouble::refusal(&refusal)))?;
        Manner::of(self.project.document()).take_on();
        let history = self.project.kept_history(words::command::name);
        self.store.record_with(self.project.document(), history);
        Ok(())
    }

    /// The scores of the project as it is now, worked out where they are missing or old.
    pub fn scored(&mut self) -> Result<Arc<Scored>, Ended> {
        if let Some(scored) = self.project.derived().scored.clone().filter(|_| self.project.derived().is_scored()) {
            return Ok(scored);
        }
        self.score()?;
        self.project.derived().scored.clone().ok_or(Ended::Machine(Trouble::Bug))
    }

    /// Who is in the files, joined anew where nobody is scored yet: as [`Session::scored`] has them, but for what only ties
    /// tell of them.
    pub fn people(&self) -> Result<Arc<People>, Ended> {
        let derived = self.project.derived();
        if let Some(scored) = derived.scored.as_ref().filter(|_| derived.is_scored()) {
            return Ok(scored.people.clone());
        }
        let document = self.project.document();
        let (tables, identity) = (document.tables(), &document.decisions.identity);
        let (people, _) = Watched::work(|ticket| join_people_as(&tables, identity, ticket));
        Ok(Arc::new(people.map_err(|_| Trouble::Bug)?))
    }

    /// Works the scores out anew and keeps them.
    pub fn score(&mut self) -> Result<(), Ended> {
        let worked = self.work_out()?;
        self.keep(&worked);
        Ok(())
    }

    /// Works the scores out anew and keeps nothing yet: what they come to may be no answer to what was asked.
    pub fn work_out(&mut self) -> Result<WorkedOut, Ended> {
        let document = self.project.document().clone();
        if !document.has_ties() {
            return Err(Ended::Data(format!("{}: {}", self.path.display(), words::data::need_pairs())));
        }
        let derived = self.project.derived();
        let request = Request::Score {
            generation: derived.generation,
            given: Box::new(document.given()),
            previous: derived.scored.clone(),
        };
        match Watched::run(request)? {
            (Answer::Scored { generation, scored }, stages) => settled(WorkedOut { generation, scored, stages }),
            _ => Err(Ended::Machine(Trouble::Bug)),
        }
    }

    /// Keeps scores beside the project they were worked out for.
    pub fn keep(&mut self, worked: &WorkedOut) {
        self.store.record(self.project.document());
        self.project.accept_scored(worked.generation, worked.scored.clone());
        self.store.record_scored(&worked.scored);
    }

    /// Saves the project file.
    pub fn finish(self) -> Result<(), Ended> {
        let saved = self.store.save(&self.path, Replacing::OnlyOurs).wait();
        saved.map_err(|error| Trouble::from(&error))?;
        Ok(())
    }
}

/// Has the people settle whose places are rough: what is kept and written has them where they belong.
fn settled(worked: WorkedOut) -> Result<WorkedOut, Ended> {
    let WorkedOut { generation, scored, mut stages } = worked;
    if !scored.places.is_rough {
        return Ok(WorkedOut { generation, scored, stages });
    }
    let (answer, more) = Watched::run(Request::Place { scored: scored.clone(), rough: scored.places.clone() })?;
    let Answer::Placed { places, .. } = answer else { return Err(Ended::Machine(Trouble::Bug)) };
    for (stage, seconds) in more {
        match stages.iter_mut().find(|(of, _)| *of == stage) {
            Some((_, sum)) => *sum += seconds,
            None => stages.push((stage, seconds)),
        }
    }
    Ok(WorkedOut { generation, scored: Arc::new(Scored { places, ..(*scored).clone() }), stages })
}

/// Checks a project file through and through.
pub(super) fn verify(args: &ProjectArgs) -> Result<Said, Ended> {
    let found = store::verify(&args.common.project).map_err(|error| Trouble::from(&error))?;
    let json = json!({
        "file": found.path.display().to_string(),
        "is_sound": true,
        "name": found.project_name,
        "written_on": found.written_on,
        "bytes": found.n_bytes,
        "edits": found.changes,
        "imports": found.n_imports,
        "plans": found.n_plans,
        "held_messages": found.n_holds,
        "people": found.n_customers,
    });
    let (n_files, n_plans) = (found.n_imports, found.n_plans);
    let text =
        words::cli::is_sound(&found.path, &found.project_name, &found.written_on, found.n_customers, n_files, n_plans);
    Ok(Said { json, text })
}
