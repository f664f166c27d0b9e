//! Everything that can leave an open project as a file, made into bytes; the four gates for opted-out people are in the
//! tables themselves. Writes no file.

use super::derived::Derived;
use super::document::Document;
use super::learning::{self, LearnedLine, LessonSaid};
use super::printing::{self, BoardWords};
use super::selection::Selection;
use super::{Past, Project, heard, picturing};
use crate::domain::campaign::{Cells, Paper, Plan};
use crate::domain::export::picture::{Look, PictureError};
use crate::domain::export::{
    self, AnswersRequest, CsvStyle, ExportProblem, Exported, Format, Kind, Listed, PaperRequest, Request, Said,
};
use crate::domain::filter::Visible;
use crate::domain::forecast::Ways;
use crate::domain::guise::{Detail, Guise};
use crate::domain::holding::{self, Hold, HoldStatus};
use crate::domain::import;
use crate::domain::influence::certainty::Certainty;
use crate::domain::model::FileKind;
use crate::domain::placement::scene::{Camera, LegendItem};
use crate::domain::score::Scored;
use crate::domain::study::study;
use crate::domain::ticket::Ticket;
use std::sync::Arc;

/// What to write into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Export {
    /// Any table but a shortlist.
    Table(Kind),
    /// The same of those on show only.
    Visible(Kind),
    /// The names of a plan's cells.
    Shortlist { plan: u32 },
    /// What is needed to carry out a plan's treatments.
    Paper { plan: u32, paper: Paper },
    /// Who was invited to the preview of a plan, and what they said in the newest file of opinions.
    PanelAnswers { plan: u32 },
    /// A plan's board of tasks on paper: of all its treatments, or of this one.
    TaskBoard { plan: u32, of: Option<u32> },
    /// The map, or the tribe that is opened on it.
    Map,
    /// The same with twice as many pixels each way, for print.
    LargeMap,
    /// An outgoing file without its held messages.
    CleanQueue { import: u32 },
    /// The released messages of an outgoing file.
    Released { import: u32 },
    /// The messages of an outgoing file that still wait.
    Held { import: u32 },
    /// The rows of an import that were set aside.
    SetAside { import: u32 },
    /// Everything that is known of somebody, opted out or not: it is for them.
    About { person: String },
    /// An example of a kind of file, to be filled in.
    Template(FileKind),
    /// What measured campaigns taught.
    Learned,
}

impl Export {
    /// The kinds of file it can be, the usual one first.
    #[must_use]
    pub fn extensions(&self) -> &'static [&'static str] {
        match self {
            Export::Shortlist { .. } | Export::Paper { .. } | Export::PanelAnswers { .. } => {
                &["xlsx", "csv", "parquet"]
            }
            Export::Table(_)
            | Export::Visible(_)
            | Export::CleanQueue { .. }
            | Export::Released { .. }
            | Export::Held { .. } => &["csv", "xlsx", "parquet"],
            Export::Map => &["png", "svg", "pdf"],
            Export::LargeMap => &["png"],
            Export::TaskBoard { .. } => &["pdf"],
            Export::SetAside { .. } | Export::Template(_) => &["csv"],
            Export::About { .. } => &["csv", "xlsx"],
            Export::Learned => &["md", "csv", "xlsx", "parquet"],
        }
    }
}

/// Why a file could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeavingProblem {
    #[error("that is no longer there")]
    Gone,
    #[error("people are not scored yet")]
    NotScored,
    #[error("a file of this kind cannot be made of it: .{0}")]
    OtherFormat(String),
    #[error("{0}")]
    Table(#[from] ExportProblem),
    #[error("{0}")]
    Picture(#[from] PictureError),
}

/// An open project at one moment, for a worker to read.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub document: Arc<Document>,
    pub derived: Derived,
    pub selection: Selection,
}

/// How a line of what was learned is said, with the name of the tribe where one is the next to test in; and all lines as
/// a page.
pub type LearnedStyle = (fn(&LearnedLine, Option<&str>) -> LessonSaid, fn(&[(LearnedLine, LessonSaid)]) -> String);

/// How pictures look and what their legend says; the screen's to give.
#[derive(Clone, Copy, Debug)]
pub struct PictureStyle {
    /// The colours for what is shown.
    pub look: fn(&Guise) -> Look,
    /// What a sign means, where the top so many per cent are called influential.
    pub legend: fn(LegendItem, f32) -> String,
    /// "1,203 people".
    pub count: fn(usize) -> String,
    /// What is written beneath a tribe's name: its people, those on show, and what most of them are.
    pub detail: Detail,
    /// "Visible 412 of 8,900: in tribe Runners", where some are filtered out.
    pub filtered: fn(&Document, &Scored, &Visible) -> String,
    /// Which moment is shown, and what of it; with the name of what people took up.
    pub then: fn(&Past, Option<&str>) -> String,
    /// What was learned from campaigns.
    pub learned: LearnedStyle,
    /// What a printed board of tasks says.
    pub board: BoardWords,
    /// Its ink: for words, for what stands beside them, and for rules; `#rrggbb`.
    pub paper: [&'static str; 3],
    /// What is seen on the screen, and how large it is there; none: all of the map.
    pub camera: Option<(Camera, [f32; 2])>,
    pub fonts: &'static [&'static [u8]],
    pub font_family: &'static str,
    pub strong_family: &'static str,
    /// Width and height in points, and pixels a point.
    pub size: [f32; 2],
    pub scale: f32,
}

/// What a file needs from outside the project.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// `2026-11-21`.
    pub today: String,
    /// How comma-separated files are written.
    pub csv: CsvStyle,
    pub picture: PictureStyle,
}

impl Project {
    /// The project as it is now, for a worker to read. Cheap: everything big is shared.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            document: self.document().clone(),
            derived: self.derived().clone(),
            selection: self.selection.clone(),
        }
    }
}

/// The bytes of a file. `extension` without the dot, in small letters; the same project gives the same bytes.
///
/// # Errors
/// [`LeavingProblem`] with the reason.
pub fn bytes(
    export: &Export,
    extension: &str,
    snapshot: &Snapshot,
    around: &Surroundings,
) -> Result<Vec<u8>, LeavingProblem> {
    let other_format = || LeavingProblem::OtherFormat(extension.to_owned());
    if !export.extensions().contains(&extension) {
        return Err(other_format());
    }
    match export {
        Export::Map | Export::LargeMap => picturing::map(export, extension, snapshot, around),
        Export::TaskBoard { plan, of } => printing::board(*plan, *of, snapshot, around),
        Export::Template(kind) => Ok(import::template_csv(*kind)),
        Export::Learned if extension == "md" => {
            let (_, page) = around.picture.learned;
            Ok(page(&learning::lessons(snapshot, around)).into_bytes())
        }
        Export::SetAside { import } => {
            let import = snapshot.document.import(*import).ok_or(LeavingProblem::Gone)?;
            Ok(import::problems_csv(&import.report))
        }
        _ => {
            let format = match extension {
                "csv" => Format::Csv(around.csv),
                "xlsx" => Format::Xlsx,
                "parquet" => Format::Parquet,
                _ => return Err(other_format()),
            };
            let made = table(export, snapshot, around)?.called(snapshot.document.wording)?;
            Ok(export::write(&made, format)?)
        }
    }
}

fn about(person: &str, snapshot: &Snapshot) -> Result<Exported, LeavingProblem> {
    let facts = super::about::about(snapshot, person);
    if facts.is_empty() {
        return Err(LeavingProblem::Gone);
    }
    let rows: Vec<[String; 4]> = facts
        .into_iter()
        .map(|fact| {
            let row = if fact.row == 0 { String::new() } else { fact.row.to_string() };
            [fact.place, row, fact.what, fact.value]
        })
        .collect();
    Ok(export::about(&rows)?)
}

fn table(wanted: &Export, snapshot: &Snapshot, around: &Surroundings) -> Result<Exported, LeavingProblem> {
    match wanted {
        Export::About { person } => return about(person, snapshot),
        Export::Learned => return Ok(learning::table(&learning::lessons(snapshot, around))?),
        _ => {}
    }
    let Snapshot { document, derived, .. } = snapshot;
    let scored = present(derived)?;
    let queue = |import: &u32| document.import(*import).ok_or(LeavingProblem::Gone);
    let certainty = certainty(wanted, derived, document, scored);
    let mut request = Request {
        scored,
        tribe_names: &document.tribe_names,
        share_percent: document.share_percent,
        plan: None,
        today: &around.today,
        visible: None,
        certainty: certainty.as_deref(),
        settings: &document.settings,
        assumptions: &document.assumptions,
    };
    match wanted {
        Export::Table(kind) => Ok(export::frame(*kind, &request)?),
        Export::Visible(kind) => {
            let visible = derived.visible().ok_or(LeavingProblem::Gone)?;
            let sentence = (around.picture.filtered)(document, scored, visible);
            request.visible = Some((visible, &sentence));
            Ok(export::frame(*kind, &request)?)
        }
        Export::Shortlist { plan } => {
            let plan = document.plan(*plan).ok_or(LeavingProblem::Gone)?;
            let cells = derived.cells(plan.id).ok_or(LeavingProblem::NotScored)?;
            let said = said(plan, &cells, scored, snapshot);
            let (stages, situations) = (derived.stages(), derived.situations());
            request.plan = Some(Listed { plan, cells: &cells, said: &said, stages, situations });
            Ok(export::frame(Kind::Shortlist, &request)?)
        }
        Export::Paper { plan, paper } => {
            let plan = document.plan(*plan).ok_or(LeavingProblem::Gone)?;
            let work = derived.work(plan.id).ok_or(LeavingProblem::NotScored)?;
            let cells = derived.cells(plan.id).ok_or(LeavingProblem::NotScored)?;
            let request = PaperRequest {
                plan,
                board: &work.board,
                cells: &cells,
                plans: &document.plans,
                scored,
                stages: derived.stages(),
                situations: derived.situations(),
                tribe_names: &document.tribe_names,
                project_id: &document.project_id,
                today: &around.today,
            };
            Ok(export::paper(*paper, &request)?)
        }
        Export::PanelAnswers { plan } => panel_answers(*plan, snapshot),
        Export::CleanQueue { import } => {
            let outgoing = queue(import)?;
            let clean = holding::clean_queue(&outgoing.table, outgoing.id, &plain_holds(document), &scored.people);
            Ok(export::outgoing(&clean, &scored.people)?)
        }
        Export::Released { import } => held_messages(snapshot, *import, HoldStatus::Released),
        Export::Held { import } => held_messages(snapshot, *import, HoldStatus::Held),
        Export::Map
        | Export::LargeMap
        | Export::TaskBoard { .. }
        | Export::SetAside { .. }
        | Export::Template(_)
        | Export::About { .. }
        | Export::Learned => Err(LeavingProblem::Gone),
    }
}

fn panel_answers(plan: u32, snapshot: &Snapshot) -> Result<Exported, LeavingProblem> {
    let Snapshot { document, derived, .. } = snapshot;
    let scored = present(derived)?;
    let plan = document.plan(plan).ok_or(LeavingProblem::Gone)?;
    let file = document.imports.iter().rev().find(|import| import.is_opinion_on(plan.id));
    let file = file.ok_or(LeavingProblem::Gone)?;
    let panel = heard::heard(file, plan, derived).ok_or(LeavingProblem::NotScored)?;
    let cells = derived.cells(plan.id).ok_or(LeavingProblem::NotScored)?;
    let answers = AnswersRequest {
        plan,
        panel: &panel,
        invited: &heard::invited(plan, derived),
        cells: &cells,
        scored,
        tribe_names: &document.tribe_names,
        file: &file.file_name,
    };
    Ok(export::answers(&answers)?)
}

/// How sure the ranks of a table are, worked out here where no worker has and it is quick.
fn certainty(wanted: &Export, derived: &Derived, document: &Document, scored: &Scored) -> Option<Arc<Certainty>> {
    let has_ranks = match wanted {
        Export::Table(kind) | Export::Visible(kind) => matches!(kind, Kind::People | Kind::Influencers),
        Export::Shortlist { .. } => true,
        _ => false,
    };
    // A ticket of one's own is never stopped.
    let fresh = || Certainty::of(scored, &document.settings, &Ticket::new()).ok().map(Arc::new);
    let known = derived.certainty().filter(|_| has_ranks).cloned();
    known.or_else(|| if has_ranks && Certainty::is_quick(scored) { fresh() } else { None })
}

/// What the people of a plan's cells are to say, worked out here where no worker has.
fn said(plan: &Plan, cells: &Cells, scored: &Scored, snapshot: &Snapshot) -> Said {
    let Snapshot { document, derived, .. } = snapshot;
    let known = derived.study(plan, document.assumptions);
    // A ticket of one's own is never stopped.
    let fresh = || {
        let (stages, assumptions, ticket) = (derived.stages(), document.assumptions, Ticket::new());
        let past = derived.past.of(document.learned_from());
        let past = past.learned(assumptions, scored, stages, &ticket).ok()?;
        let known = past.known(stages, &scored.people, plan.choice.off_topic);
        let ways = Ways::new(&scored.network, &plan.choice.by_stage, &assumptions, &known, &ticket).ok()?;
        study(cells, scored, stages, &ways, &ticket).ok().map(Arc::new)
    };
    let study = known.or_else(fresh).unwrap_or_default();
    Said::new(plan, &study.matrix, &study.chains, &scored.people)
}

/// The scores, while they are those of the files as they are: who opts out passes no gate that older scores keep open.
pub(super) fn present(derived: &Derived) -> Result<&Arc<Scored>, LeavingProblem> {
    derived.scored.as_ref().filter(|_| derived.is_scored()).ok_or(LeavingProblem::NotScored)
}

fn plain_holds(document: &Document) -> Vec<&Hold> {
    document.holds.iter().map(Arc::as_ref).collect()
}

fn held_messages(snapshot: &Snapshot, import: u32, status: HoldStatus) -> Result<Exported, LeavingProblem> {
    let scored = present(&snapshot.derived)?;
    let of_import = |hold: &&Arc<Hold>| hold.import_id == import;
    let holds: Vec<&Hold> = snapshot.document.holds.iter().filter(of_import).map(Arc::as_ref).collect();
    Ok(export::outgoing(&holding::hold_rows(&holds, &scored.people, status), &scored.people)?)
}
