//! What a worker can be asked for, and what it answers; each owns all it reads, so that nothing can change under it.

use super::asked::{believe, for_plan};
use super::carrying::{Pages, opened, propose, propose_and_read, read, with_fit, write};
use super::failure::{Failure, MakeBytes, Refused};
use super::{Check, Checked};
use crate::domain::atlas::{Order, Sheet};
use crate::domain::campaign::Cells;
use crate::domain::forecast::next::HearsNext;
use crate::domain::forecast::{BestSpread, Forecast, LeftCheck, Past};
use crate::domain::identity::Alike;
use crate::domain::import::{self, Imported, Mapping, Proposal, Source, Told, Unreadable};
use crate::domain::influence::certainty::Certainty;
use crate::domain::influence::persuasion::TakenUp;
use crate::domain::influence::topical::Contrast;
use crate::domain::listing::Listing;
use crate::domain::model::{FileKind, People, Person, Places, ScoreSettings, Table};
use crate::domain::sample;
use crate::domain::score::{Given, Scored, score};
use crate::domain::study::Study;
use crate::domain::sure_levels::SureLevels;
use crate::domain::ticket::{Stage, Stopped, Ticket};
use crate::domain::ties::touch::InTouch;
use crate::domain::ties::{self, Topic};
use crate::domain::tribes::{Facts, facts};
use crate::domain::turnover::{LookBack, look_back};
use crate::project::{ChoiceKey, ForecastKey, StudyKey};
use crate::shell::store::{self, Opened};
use chrono::NaiveDate;
use std::path::PathBuf;
use std::sync::Arc;

/// More products than a person looks through are not offered; any can be typed.
const N_TOPICS: usize = 200;

/// One piece of work.
pub enum Request {
    /// Private copies of files, in the order given, and what each is taken for.
    Propose {
        paths: Vec<PathBuf>,
        /// The import whose new month one of them is, for the asker.
        following: Option<u32>,
        /// The plan that they are opinions on: files of that kind, whatever they look like.
        opinions_on: Option<u32>,
    },
    /// Another look at a file, as it was told to be.
    ProposeAs {
        source: Source,
        told: Told,
    },
    /// Every row of the files about to be added, and how they meet those already there.
    Check(Box<Check>),
    /// The products and subjects that influence can be asked for, and how many of the people have to do with each.
    Topics {
        tables: Vec<Arc<Table>>,
        people: Arc<People>,
    },
    /// The rows of a long list, in order.
    List {
        number: u64,
        listing: Box<Listing>,
    },
    /// How close a tribe is and where it holds least; by lasting id.
    LookIntoTribe {
        tribe: u32,
        scored: Arc<Scored>,
    },
    /// Files into clean tables.
    Import {
        files: Vec<(Source, Mapping)>,
    },
    /// The made-up town, generated and read like any other files; its dates end before `today`.
    Sample {
        n_people: usize,
        seed: u64,
        today: NaiveDate,
    },
    /// Whom a plan treats so that word reaches the most.
    Choose {
        key: ChoiceKey,
        scored: Arc<Scored>,
        /// Where chances are learned: what they are learned from.
        past: Past,
    },
    /// What is to be known of a plan's cells.
    Study {
        key: StudyKey,
        scored: Arc<Scored>,
        /// Where chances are learned: what they are learned from.
        past: Past,
    },
    /// Simulated campaigns of one plan.
    Forecast {
        key: ForecastKey,
        cells: Arc<Cells>,
        scored: Arc<Scored>,
        n_runs: usize,
        /// Where chances are learned: what they are learned from.
        past: Past,
    },
    Score {
        generation: u64,
        given: Box<Given>,
        previous: Option<Arc<Scored>>,
    },
    /// Who may be one person; `people` are those of the given tables where they are joined already.
    Compare {
        generation: u64,
        given: Box<Given>,
        people: Option<Arc<People>>,
    },
    /// Who would have been an influencer at earlier moments: so many, so many days apart.
    LookBack {
        generation: u64,
        given: Box<Given>,
        scored: Arc<Scored>,
        days: u32,
        steps: u32,
    },
    /// Whether those near people who had left did leave in the last days: so many.
    CheckLeaving {
        generation: u64,
        given: Box<Given>,
        scored: Arc<Scored>,
        days: u32,
    },
    /// How sure the ranks are; `n_taken` for the asker.
    Certainty {
        n_taken: u64,
        scored: Arc<Scored>,
        settings: ScoreSettings,
    },
    /// How surely tribes of several sizes come back; `n_taken` for the asker.
    Levels {
        n_taken: u64,
        scored: Arc<Scored>,
        settings: ScoreSettings,
    },
    /// Everybody's rank for two topics; `n_taken` for the asker.
    Contrast {
        n_taken: u64,
        scored: Arc<Scored>,
        tables: Vec<Arc<Table>>,
        settings: ScoreSettings,
        topics: [String; 2],
    },
    /// To whom word of a topic is likely to get next; `n_taken` for the asker.
    HearsNext {
        n_taken: u64,
        scored: Arc<Scored>,
        tables: Vec<Arc<Table>>,
        topic: String,
        pass_on_share: f32,
    },
    /// Who took what up when, by person.
    TakenUp {
        people: Arc<People>,
        tables: Vec<Arc<Table>>,
    },
    /// When one person is usually in touch with each of their ties.
    InTouch {
        person: Person,
        people: Arc<People>,
        tables: Vec<Arc<Table>>,
    },
    /// Settles people whose places are rough, by their ties.
    Place {
        scored: Arc<Scored>,
        rough: Arc<Places>,
    },
    /// A part of the map with everybody on it.
    Draw(Box<Order>),
    /// Opens a project's document.
    OpenDocument {
        path: PathBuf,
        home: PathBuf,
    },
    /// Opens a project from its working database alone.
    OpenWorking {
        project_id: String,
        home: PathBuf,
    },
    /// Replaces a file whole.
    Write {
        path: PathBuf,
        make: MakeBytes,
    },
    /// Hands pages to whatever shows them here.
    Print(Pages),
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "request in lane {:?}", self.lane())
    }
}

/// What is made of one file before anything is stored.
#[derive(Debug)]
pub struct Proposed {
    pub name: String,
    pub outcome: Result<(Source, Proposal), Refused>,
}

/// One file, read.
#[derive(Debug)]
pub struct Read {
    pub name: String,
    pub mapping: Mapping,
    pub outcome: Result<Imported, Unreadable>,
}

/// What came of a request that was carried out.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "an answer is moved once, to whoever asked")]
pub enum Answer {
    /// One a path: a file that cannot be read does not keep the others back.
    Proposed {
        files: Vec<Proposed>,
        following: Option<u32>,
        opinions_on: Option<u32>,
    },
    ProposedAs {
        source: Source,
        told: Told,
        outcome: Result<Proposal, Unreadable>,
    },
    Imported(Vec<Read>),
    Checked(Box<Checked>),
    Topics(Vec<Topic>),
    LookedIntoTribe {
        tribe: u32,
        scored: Arc<Scored>,
        facts: Option<Facts>,
    },
    Listed {
        number: u64,
        rows: Arc<Vec<u32>>,
    },
    Sample(Vec<Read>),
    Chosen {
        key: ChoiceKey,
        best: Arc<BestSpread>,
    },
    Studied {
        key: StudyKey,
        study: Arc<Study>,
    },
    Forecast {
        key: ForecastKey,
        forecast: Arc<Forecast>,
    },
    Scored {
        generation: u64,
        scored: Arc<Scored>,
    },
    Compared {
        generation: u64,
        alike: Arc<Alike>,
    },
    LookedBack {
        generation: u64,
        back: Arc<LookBack>,
    },
    CheckedLeaving {
        generation: u64,
        check: Option<LeftCheck>,
    },
    Sure {
        n_taken: u64,
        certainty: Arc<Certainty>,
    },
    FoundLevels {
        n_taken: u64,
        levels: Arc<SureLevels>,
    },
    Contrasted {
        n_taken: u64,
        contrast: Arc<Contrast>,
    },
    HearsNext {
        n_taken: u64,
        next: Arc<HearsNext>,
    },
    TakenUp {
        people: Arc<People>,
        taken_up: Arc<TakenUp>,
    },
    InTouch {
        person: Person,
        people: Arc<People>,
        in_touch: Arc<InTouch>,
    },
    Placed {
        /// Where they stood before.
        rough: Arc<Places>,
        places: Arc<Places>,
    },
    Drawn(Box<Sheet>),
    Opened(Box<Opened>),
    Written {
        path: PathBuf,
    },
    /// Pages that lie there; whether somebody shows them.
    Printed {
        path: PathBuf,
        is_shown: bool,
    },
}

impl Request {
    /// Carries the request out on this thread: the plain function that the workers, and a program without a window,
    /// call.
    ///
    /// # Errors
    /// Outer: [`Stopped`] through the ticket. Inner: [`Failure`] with the reason.
    pub fn run(self, ticket: &Ticket) -> Result<Result<Answer, Failure>, Stopped> {
        Ok(match self {
            Request::Propose { paths, following, opinions_on } => {
                let kind = opinions_on.map(|_| FileKind::Feedback);
                let look = |path: PathBuf| propose(&path, kind, ticket);
                let files = paths.into_iter().map(look).collect::<Result<_, _>>()?;
                Ok(Answer::Proposed { files, following, opinions_on })
            }
            Request::ProposeAs { source, told } => {
                let outcome = import::propose_as(&source, &told).map(|proposal| (source.clone(), proposal));
                let outcome = with_fit(outcome, ticket)?.map(|(_, proposal)| proposal);
                Ok(Answer::ProposedAs { source, told, outcome })
            }
            Request::Import { files } => {
                let read = |(source, mapping)| read(&source, mapping, ticket);
                Ok(Answer::Imported(files.into_iter().map(read).collect::<Result<_, _>>()?))
            }
            Request::Topics { tables, people } => Ok(Answer::Topics(ties::topics(&tables, &people, N_TOPICS, ticket)?)),
            Request::LookIntoTribe { tribe, scored } => {
                let facts = facts(&scored, tribe, ticket)?;
                Ok(Answer::LookedIntoTribe { tribe, scored, facts })
            }
            Request::List { number, listing } => {
                let rows = Arc::new(listing.run(ticket)?);
                Ok(Answer::Listed { number, rows })
            }
            Request::Check(check) => Ok(Answer::Checked(Box::new(check.run(ticket)?))),
            Request::Sample { n_people, seed, today } => {
                ticket.begin(Stage::Reading, 0)?;
                let read = |source: Source| propose_and_read(&source, ticket);
                let read =
                    sample::town_before(today, n_people, seed).into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
                Ok(Answer::Sample(read.into_iter().flatten().collect()))
            }
            request @ (Request::Choose { .. } | Request::Study { .. } | Request::Forecast { .. }) => {
                for_plan(request, ticket)?
            }
            Request::Score { generation, given, previous } => {
                let scored = score(&given, previous.as_deref(), ticket)?;
                Ok(Answer::Scored { generation, scored: Arc::new(scored) })
            }
            Request::Compare { generation, given, people } => {
                let alike = Alike::of(&given, people, ticket)?;
                Ok(Answer::Compared { generation, alike: Arc::new(alike) })
            }
            Request::LookBack { generation, given, scored, days, steps } => {
                let back = look_back(&given, &scored, days, steps, ticket)?;
                Ok(Answer::LookedBack { generation, back: Arc::new(back) })
            }
            request @ (Request::CheckLeaving { .. }
            | Request::Certainty { .. }
            | Request::Levels { .. }
            | Request::Contrast { .. }
            | Request::HearsNext { .. }
            | Request::TakenUp { .. }
            | Request::InTouch { .. }
            | Request::Place { .. }) => believe(request, ticket)?,
            Request::Draw(order) => Ok(Answer::Drawn(Box::new(order.draw(ticket)?))),
            Request::OpenDocument { path, home } => opened(store::Store::open_document(&path, &home)),
            Request::OpenWorking { project_id, home } => opened(store::Store::open_working(&home, &project_id)),
            Request::Write { path, make } => write(path, make, ticket)?,
            Request::Print(pages) => pages.print(ticket)?,
        })
    }
}
