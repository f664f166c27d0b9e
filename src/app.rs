//! The hall: joins the rooms in a window. It carries what the screen asks for to the project and the shell, and their
//! answers back; it decides nothing about either.

mod adding;
mod asks;
mod choosing;
mod desk;
mod keeping;
mod placing;
mod printing;
mod proposed;
mod replies;
mod sure;
#[cfg(test)]
mod tests;
mod window;

pub use window::run;

use crate::domain::model::{FileKind, People, Places};
use crate::domain::ticket::Progress;
use crate::project::{Command, Effect, Export, ForecastKey, Selection};
use crate::shell::dialogs::FilePicker;
use crate::shell::jobs::{JobId, Jobs, Request};
use crate::shell::prefs::{Preferences, Theme};
use crate::shell::printing::{SystemViewer, Viewer, begin_window};
use crate::shell::{clock, prefs};
use crate::ui::{Intent, Scene, Screen, theme, words};
use adding::Checking;
use choosing::Choosing;
use desk::{Desk, LOOK_AGAIN};
use std::path::PathBuf;
use std::sync::{Arc, Weak};

/// What a file dialog was opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Purpose {
    AddFiles,
    /// A file that is a new month of an import.
    NewMonth {
        import: u32,
    },
    /// Files of opinions on a plan.
    Opinions {
        plan: u32,
    },
    OpenProject,
    SaveAs,
    Export(Export),
}

/// The window's program.
pub struct App {
    screen: Screen,
    desk: Option<Desk>,
    jobs: Jobs,
    picker: Box<dyn FilePicker>,
    /// Shows pages that are to be printed.
    viewer: Arc<dyn Viewer>,
    purpose: Option<Purpose>,
    /// When the dialog was asked for: one that is gone at once was never there.
    asked_at: f64,
    home: PathBuf,
    preferences: Preferences,
    /// The forecast that was asked for last, and what it answers.
    forecasting: Option<(JobId, ForecastKey)>,
    choosing: Choosing,
    /// Older copies of the open project that this machine keeps.
    n_copies: usize,
    checking: Checking,
    /// The rows that were asked for last.
    listing: Option<(JobId, u64)>,
    /// The tables whose topics were asked for last, and the people they were counted among.
    asked_topics: (Vec<usize>, Weak<People>),
    /// The scores whose ranks were asked about last, by how many were taken in until then, and who works that out.
    asked_how_sure: Option<(JobId, u64)>,
    /// What was asked for whose card is open, so that it is asked once.
    asked_of_card: sure::AskedOfCard,
    /// The rough places that somebody settles.
    settling: Option<Arc<Places>>,
    /// The day on exported pictures and flags.
    today: String,
    /// What the machine speaks, as `it-IT`; none: not asked.
    machine_language: Option<String>,
    /// Held while the window is there, so that no other takes its printed pages away.
    _window: Option<std::fs::File>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("desk", &self.desk).finish_non_exhaustive()
    }
}

impl App {
    /// An empty desk. `home` holds projects and preferences; `picker` asks for files.
    #[must_use]
    pub fn new(ctx: &egui::Context, home: PathBuf, picker: Box<dyn FilePicker>) -> Self {
        theme::install(ctx);
        let waker = ctx.clone();
        let jobs = Jobs::new(move || waker.request_repaint());
        let loaded = prefs::load(&home);
        let mut app = App {
            screen: Screen::default(),
            desk: None,
            jobs,
            picker,
            viewer: Arc::new(SystemViewer),
            purpose: None,
            asked_at: 0.0,
            preferences: loaded.preferences,
            forecasting: None,
            choosing: Choosing::default(),
            n_copies: 0,
            checking: Checking::default(),
            listing: None,
            asked_topics: (Vec::new(), Weak::new()),
            asked_how_sure: None,
            asked_of_card: sure::AskedOfCard::default(),
            settling: None,
            today: clock::today(),
            machine_language: None,
            _window: begin_window(&home),
            home,
        };
        app.screen.lists.columns.clone_from(&app.preferences.columns);
        app.dress(ctx);
        app.speak();
        app
    }

    /// The same, speaking the machine's language where its owner chose none.
    #[must_use]
    pub fn on_machine(mut self, language: Option<String>) -> Self {
        self.machine_language = language;
        self.speak();
        self
    }

    /// The open project, for those who look from outside.
    #[must_use]
    pub fn project(&self) -> Option<&crate::project::Project> {
        self.desk.as_ref().map(|desk| &desk.project)
    }

    /// What the screen remembers, for those who look from outside.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    fn speak(&self) {
        let language = self.preferences.language.on(self.machine_language.as_deref());
        words::speak(match language {
            prefs::Language::Italian => words::Language::Italian,
            prefs::Language::English | prefs::Language::System => words::Language::English,
        });
    }

    /// Says everything as the open project wants it said.
    fn take_manner(&self) {
        let none = || words::Manner { language: words::spoken(), ..words::Manner::default() };
        self.project().map_or_else(none, |project| words::Manner::of(project.document())).take_on();
    }

    fn dress(&mut self, ctx: &egui::Context) {
        ctx.set_theme(match self.preferences.theme {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        });
    }

    /// The work that a person waits for: the furthest back on the road first.
    fn progress(&mut self) -> Option<Progress> {
        let running = self.jobs.running();
        running.iter().find(|(lane, _)| !lane.is_quiet()).map(|(_, progress)| *progress)
    }

    fn say(&mut self, text: impl Into<String>) {
        self.screen.notify(text, false);
    }

    fn complain(&mut self, text: impl Into<String>) {
        self.screen.notify(text, true);
    }

    /// Everything that is not drawing: answers of workers and dialogs, saving, forecasts that are due.
    fn attend(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|input| input.time);
        self.take_picked(ctx);
        for reply in self.jobs.poll() {
            self.take_reply(reply, now);
        }
        self.watch_saving(ctx, now);
        self.choose_if_due();
        self.forecast_if_due();
        self.check_if_due();
        self.ask_topics_if_due();
        self.ask_how_sure_if_due();
        self.ask_of_card_if_due();
        self.settle_if_due();
        if !self.jobs.running().is_empty() {
            // The bar moves ten times a second; a worker wakes the screen when it is done.
            ctx.request_repaint_after(LOOK_AGAIN);
        }
    }

    fn watch_saving(&mut self, ctx: &egui::Context, now: f64) {
        let Some(desk) = &mut self.desk else { return };
        if desk.is_saving() {
            // The store wakes nobody when it is done.
            ctx.request_repaint_after(LOOK_AGAIN);
        }
        let outcome = desk.poll_saving();
        if let Some(wait) = desk.save_when_quiet(now) {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(wait));
        }
        let trouble = desk.store.status().trouble;
        match outcome {
            Some(Err(error)) => self.complain(words::trouble::machine(&(&error).into())),
            Some(Ok(saved)) => {
                let id = self.desk.as_ref().map(|desk| desk.project.document().project_id.clone()).unwrap_or_default();
                self.note_opened(&id, Some(&saved.path));
                self.count_copies();
            }
            None => {}
        }
        if let Some(trouble) = trouble {
            let text = words::trouble::machine(&(&trouble).into());
            if self.screen.notices.last().is_none_or(|notice| notice.text != text) {
                self.complain(text);
            }
        }
    }

    /// Has the products and subjects listed whenever the tables are others, or the people who are scored.
    fn ask_topics_if_due(&mut self) {
        let project = self.desk.as_ref().map(|desk| &desk.project);
        let tables = project.map(|project| project.document().tables()).unwrap_or_default();
        let scored = project.filter(|project| project.derived().is_scored());
        let scored = scored.and_then(|project| project.derived().scored.as_ref());
        let people = scored.map(|scored| scored.people.clone());
        // Until people are scored it is not known who is who; the list is not on show before.
        if people.is_none() && !tables.is_empty() {
            return;
        }
        let pointers: Vec<usize> = tables.iter().map(|table| Arc::as_ptr(table) as usize).collect();
        let asked = (pointers, people.as_ref().map(Arc::downgrade).unwrap_or_default());
        if asked.0 != self.asked_topics.0 || !asked.1.ptr_eq(&self.asked_topics.1) {
            self.asked_topics = asked;
            self.jobs.start(Request::Topics { tables, people: people.unwrap_or_default() });
        }
    }

    fn carry_out(&mut self, ctx: &egui::Context, intents: Vec<Intent>) {
        let now = ctx.input(|input| input.time);
        for intent in intents {
            match intent {
                Intent::Do(command) => drop(self.apply(command, now)),
                Intent::Undo => {
                    let effects = self.desk.as_mut().map(|desk| desk.step_back(now)).unwrap_or_default();
                    self.follow(&effects);
                }
                Intent::GoBack { n_steps } => self.go_back(n_steps, now),
                Intent::Redo => {
                    let effects = self.desk.as_mut().map(|desk| desk.step_forward(now)).unwrap_or_default();
                    self.follow(&effects);
                }
                Intent::Ask(ask) => self.take_ask(ctx, ask),
            }
            // What an intent changed is to be seen at once.
            ctx.request_repaint();
        }
    }

    /// Undoes so many steps; what follows from all of them together is carried out once.
    fn go_back(&mut self, n_steps: usize, now: f64) {
        let Some(desk) = &mut self.desk else { return };
        let effects: Vec<Effect> = (0..n_steps).flat_map(|_| desk.undo(now)).collect();
        self.follow(&effects);
    }

    /// Whether the command was done; where it was not, that is said.
    fn apply(&mut self, command: Command, now: f64) -> bool {
        let Some(desk) = &mut self.desk else { return false };
        let done = desk.apply(command, now);
        match &done {
            Ok(effects) => self.follow(effects),
            Err(refusal) => self.complain(words::trouble::refusal(refusal)),
        }
        done.is_ok()
    }

    /// Carries out what follows from an accepted command.
    fn follow(&mut self, effects: &[Effect]) {
        if effects.contains(&Effect::Rescore) {
            self.score();
        }
        // Forecasts that went out of date are asked for when their plan is on show.
    }

    fn score(&mut self) {
        let Some(desk) = &self.desk else { return };
        let document = desk.project.document();
        if !document.has_ties() {
            self.compare();
            return;
        }
        let derived = desk.project.derived();
        self.jobs.start(Request::Score {
            generation: derived.generation,
            given: Box::new(document.given()),
            previous: derived.scored.clone(),
        });
    }

    /// Looks for people who are listed twice, among those just scored or, where nobody can be, those of the files.
    fn compare(&mut self) {
        let Some(desk) = &self.desk else { return };
        let (document, derived) = (desk.project.document(), desk.project.derived());
        if document.imports.is_empty() {
            return;
        }
        let people = derived.scored.as_ref().filter(|_| derived.is_scored()).map(|scored| scored.people.clone());
        let (generation, given) = (derived.generation, Box::new(document.given()));
        self.jobs.start(Request::Compare { generation, given, people });
    }

    /// Looks where a tribe holds least.
    fn look_into_tribe(&mut self, tribe: u32) {
        let Some(scored) = self.desk.as_ref().and_then(|desk| desk.project.derived().scored.clone()) else { return };
        self.jobs.start(Request::LookIntoTribe { tribe, scored });
    }

    /// Outgoing files are looked through for influencers as soon as people are scored.
    fn divert_new_queues(&mut self, now: f64) {
        let Some(desk) = &self.desk else { return };
        let document = desk.project.document();
        let is_new = |import: &&std::sync::Arc<crate::project::Import>| {
            import.kind() == FileKind::Outgoing && !document.diverted.contains(&import.id)
        };
        let new: Vec<u32> = document.imports.iter().filter(is_new).map(|import| import.id).collect();
        for import in new {
            self.apply(Command::Divert { import }, now);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_manner();
        self.attend(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.take_manner();
        let ctx = ui.ctx().clone();
        let recents = self.recents();
        let progress = self.progress();
        // The selection is lent to the screen for the frame, so that the project can be read meanwhile.
        let mut selection =
            self.desk.as_mut().map_or_else(Selection::default, |desk| std::mem::take(&mut desk.project.selection));
        let before = selection.clone();
        let mut scene = Scene {
            today: &self.today,
            project: self.desk.as_ref().map(|desk| &desk.project),
            selection: &mut selection,
            recents: &recents,
            progress,
            has_file: self.desk.as_ref().is_some_and(|desk| desk.path.is_some()),
            is_saved_to_file: self.desk.as_ref().is_some_and(Desk::is_saved),
            n_copies: self.n_copies,
            is_dark: ui.visuals().dark_mode,
        };
        let intents = self.screen.show(ui, &mut scene);
        if let Some(desk) = &mut self.desk {
            desk.project.selection = selection;
            desk.project.note_selection(&before);
        }
        self.carry_out(&ctx, intents.0);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let Some(desk) = self.desk.take()
            && let Err(error) = desk.close()
        {
            log::error!("the last save failed: {error}");
        }
    }
}
