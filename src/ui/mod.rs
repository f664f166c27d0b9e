//! The screen: reads the project, pushes commands, decides nothing; knows no file, thread or dialog.

mod bar_view;
mod card_view;
mod certainty_view;
mod choosing;
mod cleaning_view;
mod columns_choice;
mod data_view;
mod filter_view;
mod fit_view;
mod forecast_view;
mod frame;
mod help_view;
mod history_view;
mod hold_view;
mod identity_view;
mod import_view;
mod influence_view;
pub mod intent;
mod judgement_view;
mod learned_view;
pub mod lists_view;
pub mod map;
mod overview_view;
mod panes;
mod persuasion_view;
mod plan;
mod privacy_view;
mod results_view;
mod stages_view;
mod taken_view;
pub mod theme;
mod time_view;
mod topic_view;
mod tribe_view;
mod turnover_view;
mod welcome_view;
pub mod widgets;
pub mod words;
mod workspace_view;

pub use frame::TypedPath;
pub use import_view::Draft;
pub use intent::{Ask, Intent, Intents, Recent};
pub use plan::Page as PlanPage;

use crate::domain::ticket::Progress;
use crate::project::{Project, Selection};
use egui::Ui;

/// What the window begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Beginning {
    #[default]
    Welcome,
    Sample,
    Project(std::path::PathBuf),
}

/// The stations on the road, as the words on top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    #[default]
    Data,
    People,
    Plan,
    Hold,
    Results,
}

impl Room {
    pub const ALL: [Room; 5] = [Room::Data, Room::People, Room::Plan, Room::Hold, Room::Results];
}

/// What the data room shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DataPage {
    #[default]
    Files,
    Same,
    Cleaning,
    Stages,
    Privacy,
    History,
}

impl DataPage {
    pub const ALL: [DataPage; 6] =
        [DataPage::Files, DataPage::Same, DataPage::Cleaning, DataPage::Stages, DataPage::Privacy, DataPage::History];
}

/// What the room of results shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResultsPage {
    #[default]
    Results,
    Learned,
}

impl ResultsPage {
    pub const ALL: [ResultsPage; 2] = [ResultsPage::Results, ResultsPage::Learned];
}

/// How far the files handed over are from being added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Adding {
    #[default]
    NotAsked,
    /// The person wants them added as soon as they are checked.
    Wanted,
    /// The last check of them came to nothing.
    CheckFailed,
}

/// Why the people of the plan on show are not chosen yet, though nobody is at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceEnded {
    Stopped,
    Failed,
}

/// A sentence for the person, until they put it away.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub text: String,
    pub is_trouble: bool,
    /// When it was first drawn, in the screen's seconds.
    shown_at: Option<f64>,
}

/// What the screen is drawn from, besides its own state.
#[derive(Debug)]
pub struct Scene<'a> {
    /// `2026-11-21`.
    pub today: &'a str,
    pub project: Option<&'a Project>,
    pub selection: &'a mut Selection,
    pub recents: &'a [Recent],
    /// The running work that a person waits for, if any.
    pub progress: Option<Progress>,
    pub has_file: bool,
    pub is_saved_to_file: bool,
    /// Older copies of the project that this machine keeps.
    pub n_copies: usize,
    pub is_dark: bool,
}

/// What the screen remembers from frame to frame; none of it is part of the project.
#[derive(Debug, Default)]
pub struct Screen {
    pub room: Room,
    pub page: DataPage,
    pub results: ResultsPage,
    /// Files handed over and not yet added.
    pub drafts: Vec<Draft>,
    /// What adding them would change, once every row is checked.
    pub growth: Option<crate::domain::arrivals::Growth>,
    pub adding: Adding,
    /// The products and subjects that influence can be asked for.
    pub topics: Vec<crate::domain::ties::Topic>,
    /// Files that could not be used: name and reason.
    pub refused: Vec<(String, String)>,
    pub notices: Vec<Notice>,
    pub map: map::MapView,
    panes: panes::Panes,
    briefed: map::Briefed,
    time: time_view::TimeView,
    /// The title of a dialog that the system could not open, and the place typed instead.
    pub typed_path: Option<frame::TypedPath>,
    /// The last forecast asked for came to nothing.
    pub has_forecast_failed: bool,
    /// The last choice of people asked for came to nothing.
    pub choice_ended: Option<ChoiceEnded>,
    /// The plan on show.
    pub plan: Option<u32>,
    filter: filter_view::Offers,
    choosing: choosing::Choosing,
    pub plans: plan::PlanView,
    pub lists: lists_view::Lists,
    influence: influence_view::Trial,
    beside: topic_view::Beside,
    turnover: turnover_view::Told,
    hold: hold_view::HoldView,
    cleaning: cleaning_view::CleaningView,
    identity: identity_view::IdentityView,
    stages: stages_view::StagesView,
    pub tribe: tribe_view::TribeView,
    took: taken_view::Took,
    learned: learned_view::Learned,
    life: stages_view::LifeDraft,
    hit: stages_view::HitList,
    privacy: privacy_view::PrivacyView,
    import: import_view::ImportView,
    search: String,
    found: lists_view::Found,
    /// The search is on show in a window that has no room for it otherwise.
    is_search_open: bool,
    is_help_open: bool,
}

impl Screen {
    /// Draws everything and tells what was asked for.
    pub fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Intents {
        let mut intents = Intents::default();
        take_dropped_files(ui, &mut intents);
        let Some(project) = scene.project else {
            welcome_view::show(ui, scene, &mut intents);
            frame::typed_path(ui, self, &mut intents);
            self.show_notices(ui);
            return intents;
        };
        if let Some(scored) = &project.derived().scored {
            self.map.keep_to(&scored.people);
        }
        frame::shortcuts(ui, self, &mut intents);
        bar_view::show(ui, self, project, scene, &mut intents);
        frame::status_bar(ui, self, project, scene, &mut intents);
        if !matches!(self.room, Room::People | Room::Plan) {
            self.briefed.forget();
            self.time.forget();
        }
        match self.room {
            Room::Data => data_view::show(ui, self, project, scene, &mut intents),
            Room::People | Room::Plan => workspace_view::show(ui, self, project, scene, &mut intents),
            Room::Hold => hold_view::show(ui, &mut self.hold, project, &mut intents),
            Room::Results => results_view::show(ui, self, project, &mut intents),
        }
        frame::typed_path(ui, self, &mut intents);
        if self.is_help_open {
            help_view::show(ui, &mut self.is_help_open);
        }
        self.show_notices(ui);
        intents
    }

    /// Shows a sentence at the bottom until it is put away or pushed out by newer ones.
    pub fn notify(&mut self, text: impl Into<String>, is_trouble: bool) {
        self.notices.push(Notice { text: text.into(), is_trouble, shown_at: None });
        if self.notices.len() > 3 {
            self.notices.remove(0);
        }
    }

    /// Nothing is added before the person asks anew; a check that failed is still to be tried again.
    pub fn want_no_more(&mut self) {
        if self.adding == Adding::Wanted {
            self.adding = Adding::NotAsked;
        }
    }

    /// The files handed over are others now: what was asked and found for them together no longer counts.
    pub fn begin_anew(&mut self) {
        self.growth = None;
        self.want_no_more();
    }

    /// Forgets what belonged to the project that was open.
    pub fn leave_project(&mut self) {
        let notices = std::mem::take(&mut self.notices);
        let columns = std::mem::take(&mut self.lists.columns);
        *self = Screen { notices, ..Screen::default() };
        self.lists.columns = columns;
    }

    fn show_notices(&mut self, ui: &mut Ui) {
        frame::notices(ui, &mut self.notices);
    }
}

fn take_dropped_files(ui: &Ui, intents: &mut Intents) {
    let paths: Vec<_> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
    if !paths.is_empty() {
        intents.ask(Ask::AddPaths(paths));
    }
}
