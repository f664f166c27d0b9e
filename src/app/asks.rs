//! Carries out what the screen asks of the machine: dialogs, jobs, files; shows nothing.

use super::{App, Desk, Purpose};
use crate::domain::model::decisions::{RespectEdit, StagesEdit, StancesEdit};
use crate::project::{Command, Document, Export, Project};
use crate::shell::clock;
use crate::shell::dialogs::{Question, Wanted};
use crate::shell::jobs::{Lane, Request};
use crate::shell::prefs::{self, Theme};
use crate::shell::store::{self, Replacing, Store};
use crate::ui::{Ask, TypedPath, words};
use std::path::{Path, PathBuf};

/// A dialog that answered sooner, in seconds, was opened by nobody.
const TOO_SOON: f64 = 0.6;
const PROJECT: &str = "tribewise";
const N_SAMPLE_PEOPLE: usize = 2_400;
const SAMPLE_SEED: u64 = 7;

impl App {
    pub(super) fn take_ask(&mut self, ctx: &egui::Context, ask: Ask) {
        let now = ctx.input(|input| input.time);
        match ask {
            Ask::TypedPath(typed) => {
                self.screen.typed_path = None;
                let may_be_several = matches!(
                    self.purpose,
                    Some(Purpose::AddFiles | Purpose::NewMonth { .. } | Purpose::Opinions { .. })
                );
                let path = |path: &str| PathBuf::from(path.trim());
                let paths = if may_be_several { typed.split(';').map(path).collect() } else { vec![path(&typed)] };
                self.use_paths(paths);
            }
            Ask::NoPath => {
                self.screen.typed_path = None;
                self.purpose = None;
            }
            Ask::NewProject | Ask::ChooseFiles => self.ask_for(now, Purpose::AddFiles),
            Ask::ChooseProject => self.ask_for(now, Purpose::OpenProject),
            Ask::SaveAs => self.ask_for(now, Purpose::SaveAs),
            Ask::Export(export) => self.ask_for(now, Purpose::Export(export)),
            Ask::Print(export) => self.print(&export),
            Ask::Sample => self.open_sample(),
            Ask::OpenRecent(n) => self.open_recent(n),
            Ask::ForgetRecent(n) => self.forget_recent(n),
            Ask::AddPaths(paths) => self.add_paths(paths),
            Ask::ProposeAs { source } => self.look_again(&source),
            Ask::NewMonth { import } => self.ask_for(now, Purpose::NewMonth { import }),
            Ask::Opinions { plan } => self.ask_for(now, Purpose::Opinions { plan }),
            Ask::AddDrafts => self.want_added(now),
            Ask::LookBack => self.look_back(),
            Ask::BesideTopics { here, there } => self.ask_beside(here, there),
            Ask::HearsNext => self.ask_hears_next(),
            Ask::CheckLeaving => self.check_leaving(),
            Ask::HowSure => self.ask_how_sure(),
            Ask::SureLevels => self.ask_levels(),
            Ask::ChooseAgain => self.choosing.forget(),
            Ask::Draw(order) => drop(self.jobs.start(Request::Draw(order))),
            Ask::Save => self.save(now),
            Ask::CloseProject => self.close_project(),
            Ask::SetStage { id, stage, reason } => {
                let edit = StagesEdit::SetByHand { id, stage, reason, when: clock::now_text() };
                self.apply(Command::DecideStages(edit), now);
            }
            Ask::SetStance { id, stance, reason } => {
                let edit = StancesEdit::SetByHand { id, stance, reason, when: clock::now_text() };
                self.apply(Command::DecideStances(edit), now);
            }
            Ask::Erase { person } => self.erase(person, now),
            Ask::RemoveCopies => self.remove_copies(),
            Ask::List { number, listing } => {
                self.listing = Some((self.jobs.start(Request::List { number, listing }), number));
            }
            Ask::LookIntoTribe(tribe) => self.look_into_tribe(tribe),
            Ask::KeepColumns(columns) => {
                self.preferences.columns = columns;
                self.keep_preferences();
            }
            Ask::SetDark(is_dark) => {
                self.preferences.theme = if is_dark { Theme::Dark } else { Theme::Light };
                self.keep_preferences();
                self.dress(ctx);
            }
            Ask::Speak(language) => self.speak_from_now(language, ctx),
            Ask::StopWork => {
                let waited_for = Lane::ALL.into_iter().filter(|lane| !lane.is_quiet());
                waited_for.for_each(|lane| self.jobs.stop(lane));
            }
        }
    }

    fn forget_recent(&mut self, n: usize) {
        if let Some(recent) = self.preferences.recent.get(n).cloned() {
            self.preferences.forget(&recent);
            self.keep_preferences();
        }
    }

    fn speak_from_now(&mut self, language: words::Language, ctx: &egui::Context) {
        self.preferences.language = match language {
            words::Language::English => prefs::Language::English,
            words::Language::Italian => prefs::Language::Italian,
        };
        self.keep_preferences();
        self.speak();
        ctx.request_repaint();
    }

    fn erase(&mut self, person: String, now: f64) {
        let key = store::new_key();
        if self.apply(Command::DecideRespect(RespectEdit::Erase { person, key }), now) {
            self.forget_pages();
        }
    }

    fn remove_copies(&mut self) {
        let Some(desk) = &self.desk else { return };
        match store::remove_older_copies(&self.home, &desk.project.document().project_id) {
            Ok(n) => self.say(words::privacy::copies_removed(n)),
            Err(error) => self.complain(words::trouble::machine(&(&error).into())),
        }
        self.count_copies();
    }

    /// Counted when it may have changed, not while drawing.
    pub(super) fn count_copies(&mut self) {
        let count = |desk: &Desk| store::n_older_copies(&self.home, &desk.project.document().project_id);
        self.n_copies = self.desk.as_ref().map_or(0, count);
    }

    fn ask_for(&mut self, now: f64, purpose: Purpose) {
        if self.picker.is_open() {
            return;
        }
        self.asked_at = now;
        let (wanted, title, extensions): (Wanted, String, &[&str]) = match &purpose {
            Purpose::NewMonth { .. } => (Wanted::OpenFiles, words::dialog::new_month().into(), &[]),
            Purpose::Opinions { .. } => (Wanted::OpenFiles, words::dialog::opinions().into(), &[]),
            Purpose::AddFiles => (Wanted::OpenFiles, words::dialog::add_files().into(), &[]),
            Purpose::OpenProject => (Wanted::OpenProject, words::dialog::open_project().into(), &[PROJECT]),
            Purpose::SaveAs => {
                let suggested_name = format!("{}.{PROJECT}", self.file_stem());
                (Wanted::SaveAs { suggested_name }, words::dialog::save_project().into(), &[PROJECT])
            }
            Purpose::Export(export) => {
                let extensions = export.extensions();
                let suggested_name = format!("{}.{}", self.export_stem(export), extensions[0]);
                (Wanted::SaveAs { suggested_name }, words::dialog::export().into(), extensions)
            }
        };
        self.picker.ask(Question {
            wanted,
            title,
            filter_name: words::dialog::files().to_owned(),
            extensions: extensions.iter().map(ToString::to_string).collect(),
            folder: self.preferences.last_folder.clone(),
        });
        self.purpose = Some(purpose);
    }

    fn file_stem(&self) -> String {
        let name = self.desk.as_ref().map_or("", |desk| &desk.project.document().name);
        let plain: String =
            name.chars().map(|c| if c.is_alphanumeric() || " -_()".contains(c) { c } else { '-' }).collect();
        if plain.trim().is_empty() { "customers".to_owned() } else { plain.trim().to_owned() }
    }

    pub(super) fn export_stem(&self, export: &Export) -> String {
        let document = self.desk.as_ref().map(|desk| desk.project.document().clone()).unwrap_or_default();
        let import = |id: &u32| document.import(*id).map_or("messages", |import| &import.file_name).to_owned();
        let stem = |name: String| {
            Path::new(&name).file_stem().map_or(name.clone(), |stem| stem.to_string_lossy().into_owned())
        };
        match export {
            Export::Table(kind) => document.wording.in_english(kind.word()).into_owned(),
            Export::Shortlist { plan } => {
                document.plan(*plan).map_or("shortlist".into(), |plan| format!("{} shortlist", plan.name))
            }
            Export::Visible(kind) => format!("{} on show", document.wording.in_english(kind.word())),
            Export::Paper { plan, paper } => {
                document.plan(*plan).map_or(paper.word().into(), |plan| format!("{} {}", plan.name, paper.word()))
            }
            Export::PanelAnswers { plan } => {
                document.plan(*plan).map_or("answers".into(), |plan| format!("{} answers", plan.name))
            }
            Export::TaskBoard { plan, .. } => {
                document.plan(*plan).map_or("tasks".into(), |plan| format!("{} tasks", plan.name))
            }
            Export::Map => format!("{} map", self.file_stem()),
            Export::LargeMap => format!("{} map, large", self.file_stem()),
            Export::About { person } => {
                let plain = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
                format!("about {}", person.chars().map(plain).collect::<String>())
            }
            Export::CleanQueue { import: id } => format!("{} clean", stem(import(id))),
            Export::Released { import: id } => format!("{} released", stem(import(id))),
            Export::Held { import: id } => format!("{} held", stem(import(id))),
            Export::Learned => format!("{} {}", self.file_stem(), words::learned::file_stem()),
            Export::Template(kind) => format!("{} example", kind.word()),
            Export::SetAside { import: id } => format!("{} set aside", stem(import(id))),
        }
    }

    /// What was picked in a dialog, for what it was opened for.
    pub(super) fn take_picked(&mut self, ctx: &egui::Context) {
        let Some(picked) = self.picker.poll() else { return };
        ctx.request_repaint();
        if !picked.paths.is_empty() {
            self.use_paths(picked.paths);
        } else if ctx.input(|input| input.time) - self.asked_at < TOO_SOON {
            let folder = self.preferences.last_folder.clone().unwrap_or_default();
            let (hint, typed) = match &picked.question.wanted {
                Wanted::SaveAs { suggested_name } => {
                    (words::dialog::type_new(), folder.join(suggested_name).display().to_string())
                }
                Wanted::OpenFiles => (words::dialog::type_several(), String::new()),
                Wanted::OpenProject => (words::dialog::type_one(), String::new()),
            };
            self.screen.typed_path = Some(TypedPath { title: picked.question.title, hint, typed });
        } else {
            self.purpose = None;
        }
    }

    fn use_paths(&mut self, paths: Vec<PathBuf>) {
        let purpose = self.purpose.take();
        let Some(first) = paths.first().cloned() else { return };
        if let Some(folder) = first.parent() {
            self.preferences.last_folder = Some(folder.to_owned());
        }
        match purpose {
            Some(Purpose::AddFiles) => self.add_paths(paths),
            Some(Purpose::NewMonth { import }) => {
                self.screen.room = crate::ui::Room::Data;
                self.jobs.start(Request::Propose { paths, following: Some(import), opinions_on: None });
            }
            Some(Purpose::Opinions { plan }) => {
                self.screen.room = crate::ui::Room::Data;
                self.jobs.start(Request::Propose { paths, following: None, opinions_on: Some(plan) });
            }
            Some(Purpose::OpenProject) => self.open_document(first),
            Some(Purpose::SaveAs) => {
                if let Some(desk) = &mut self.desk {
                    desk.save(first, Replacing::Anything);
                }
            }
            Some(Purpose::Export(export)) => self.export(&export, first),
            None => {}
        }
    }

    /// Files to add, or a project to open.
    pub fn add_paths(&mut self, paths: Vec<PathBuf>) {
        let is_project =
            |path: &PathBuf| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(PROJECT));
        if let Some(project) = paths.iter().find(|path| is_project(path)) {
            self.open_document(project.clone());
            return;
        }
        if self.desk.is_none() && !self.begin_project("") {
            return;
        }
        self.screen.room = crate::ui::Room::Data;
        self.jobs.start(Request::Propose { paths, following: None, opinions_on: None });
    }

    /// Puts a new, empty project on the desk.
    pub(super) fn begin_project(&mut self, name: &str) -> bool {
        self.close_project();
        let document = Document { project_id: store::new_project_id(), name: name.to_owned(), ..Document::default() };
        match Store::create(&self.home, &document) {
            Ok(store) => {
                self.note_opened(&document.project_id, None);
                self.desk = Some(Desk::new(Project::open(document, None), store, None));
                true
            }
            Err(error) => {
                self.complain(words::trouble::machine(&(&error).into()));
                false
            }
        }
    }

    pub fn open_sample(&mut self) {
        self.jobs.start(Request::Sample { n_people: N_SAMPLE_PEOPLE, seed: SAMPLE_SEED, today: clock::day() });
    }

    pub fn open_document(&mut self, path: PathBuf) {
        self.close_project();
        self.jobs.start(Request::OpenDocument { path, home: self.home.clone() });
    }

    fn open_recent(&mut self, n: usize) {
        let Some(recent) = self.preferences.recent.get(n).cloned() else { return };
        if let Some(path) = recent.path {
            self.open_document(path);
            return;
        }
        self.close_project();
        let home = self.home.clone();
        self.jobs.start(Request::OpenWorking { project_id: recent.project_id, home });
    }

    pub(super) fn save(&mut self, now: f64) {
        match self.desk.as_mut().map(|desk| (desk.path.clone(), desk)) {
            Some((Some(path), desk)) => desk.save(path, Replacing::OnlyOurs),
            Some((None, _)) => self.ask_for(now, Purpose::SaveAs),
            None => {}
        }
    }

    pub(super) fn close_project(&mut self) {
        for lane in Lane::ALL {
            if !matches!(lane, Lane::Write | Lane::Print) {
                self.jobs.stop(lane);
            }
        }
        self.forecasting = None;
        (self.asked_how_sure, self.asked_of_card) = (None, super::sure::AskedOfCard::default());
        self.choosing = super::Choosing::default();
        self.screen.leave_project();
        if let Some(desk) = self.desk.take()
            && let Err(error) = desk.close()
        {
            self.complain(words::trouble::machine(&(&error).into()));
        }
    }

    pub(super) fn export(&mut self, export: &Export, path: PathBuf) {
        let extension =
            path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
        if let Some(make) = self.making(export, &extension) {
            self.jobs.start(Request::Write { path, make });
        }
    }
}
