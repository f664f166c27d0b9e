//! What a view asks for: commands for the project, and requests that only the machine can fulfil; carries none out.

use super::words;
use crate::domain::atlas::Order;
use crate::domain::import::Source;
use crate::domain::listing::Listing;
use crate::domain::model::{Stage, Stance};
use crate::project::{Command, Export};
use std::path::PathBuf;

/// A project that was open before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    pub name: String,
    /// What the list shows beneath the name: the file, or that it is kept without one.
    pub place: String,
    pub is_there: bool,
}

/// What only the machine can do.
#[derive(Clone, Debug)]
pub enum Ask {
    NewProject,
    Sample,
    ChooseProject,
    OpenRecent(usize),
    ForgetRecent(usize),
    ChooseFiles,
    AddPaths(Vec<PathBuf>),
    /// Look at a file again as the person says it is.
    ProposeAs {
        source: Source,
    },
    /// Files that take the place of an import's last month, or go on with it.
    NewMonth {
        import: u32,
    },
    /// Files with what people think of what a plan is to launch.
    Opinions {
        plan: u32,
    },
    /// Add the files of the wizard, once every row of them is checked.
    AddDrafts,
    /// Who would have been an influencer at earlier moments.
    LookBack,
    /// Whether those near people who had left did leave in the last month.
    CheckLeaving,
    /// How sure the ranks are, of networks so large that it is not worked out unasked.
    HowSure,
    /// Finds tribes of several sizes from several seeds.
    SureLevels,
    /// Everybody's rank for two topics.
    BesideTopics {
        here: String,
        there: String,
    },
    /// To whom word of the topic on show is likely to get next.
    HearsNext,
    /// Choose the people of the plan on show after all: it was stopped, or failed.
    ChooseAgain,
    Save,
    SaveAs,
    CloseProject,
    Export(Export),
    /// Show the pages of this, to be printed.
    Print(Export),
    /// Somebody's stage by hand, from now on; none: as the files say.
    SetStage {
        id: String,
        stage: Option<Stage>,
        reason: String,
    },
    /// Somebody's stance by hand, from now on; none: as the files say.
    SetStance {
        id: String,
        stance: Option<Stance>,
        reason: String,
    },
    /// Erase somebody for good; the person was asked.
    Erase {
        person: String,
    },
    /// Remove the older copies of this project that the machine keeps.
    RemoveCopies,
    /// The rows of a long list, in order.
    List {
        number: u64,
        listing: Box<Listing>,
    },
    /// How close a tribe is and where it holds least.
    LookIntoTribe(u32),
    /// The columns of the list of people, from now on.
    KeepColumns(Vec<String>),
    /// A part of the map with everybody on it.
    Draw(Box<Order>),
    SetDark(bool),
    Speak(words::Language),
    StopWork,
    /// The place that a person typed, where no dialog opened.
    TypedPath(String),
    /// No file after all.
    NoPath,
}

/// One thing asked for in a frame.
#[derive(Clone, Debug)]
pub enum Intent {
    Do(Command),
    Ask(Ask),
    Undo,
    /// So many steps back at once.
    GoBack {
        n_steps: usize,
    },
    Redo,
}

/// Everything asked for in a frame, in order.
#[derive(Debug, Default)]
pub struct Intents(pub Vec<Intent>);

impl Intents {
    pub fn command(&mut self, command: Command) {
        self.0.push(Intent::Do(command));
    }

    pub fn ask(&mut self, ask: Ask) {
        self.0.push(Intent::Ask(ask));
    }
}
