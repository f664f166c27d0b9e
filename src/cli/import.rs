//! `tribewise import` and `tribewise sample`: adds files to a project, and says of every row what became of it.

use super::args::{ImportArgs, SampleArgs};
use super::beside::keep_beside;
use super::import_account::{Reading, account, not_added};
use super::progress::Watched;
use super::room;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::import::{
    self, IdFrom, Imported, Mapping, Proposal, Question, Report, Source, TimeReading, Told, Unreadable, day_seconds,
    mapping_from_toml,
};
use crate::domain::model::decisions::Basis;
use crate::domain::model::{FileKind, Meaning};
use crate::domain::ticket::Ticket;
use crate::project::{Command, Import, Trouble, sample_commands};
use crate::shell::jobs::{Answer, Read, Request};
use crate::shell::{clock, files, foreign, memory};
use crate::ui::words::{adding, cli, number, privacy};
use serde_json::json;
use std::io::Write;
use std::path::Path;

/// One file on its way in.
struct Arrival {
    name: String,
    source: Option<Source>,
    /// What was made of it, or why nothing can be.
    look: Result<Look, Unreadable>,
}

struct Look {
    source: Source,
    mapping: Mapping,
    questions: Vec<Question>,
}

pub(super) fn run(args: &ImportArgs) -> Result<Said, Ended> {
    let told = Told {
        kind: args.kind.as_deref().map(kind_named).transpose()?,
        encoding: args.encoding.as_deref().map(encoding_named).transpose()?,
        sheet: args.sheet.clone(),
        ..Told::default()
    };
    let basis = args.basis.as_deref().map(basis_named).transpose()?.unwrap_or_default();
    let answers = Answers {
        start: args.start.as_deref().map(start_day).transpose()?,
        saved: args.mapping.as_deref().map(saved_mapping).transpose()?,
        id_from: args.id_from.as_deref().map(ids_from),
    };
    let mut arrivals = Vec::new();
    if let Some(megabytes) = args.memory {
        memory::allow(megabytes.saturating_mul(1_000_000));
    }
    for path in &args.files {
        let mut arrival = arrive(path, &told, &answers)?;
        if let (Ok(look), Some(least)) = (&mut arrival.look, args.strongest_only) {
            look.mapping.strongest_only = Some(least);
        }
        arrivals.push(arrival);
    }
    refuse_idle(args.id_from.as_deref(), &arrivals)?;
    let (readings, sources) = read_all(arrivals)?;
    keep_beside(&readings, &sources, args)?;
    let mut said = account(&readings);
    if let Some(why) = not_added(&readings, args.yes) {
        if args.common.json {
            said.json["people"] = json!(0);
            said.json["ties"] = json!(0);
            // Whoever reads may have gone: that is no fault of ours.
            let _ = writeln!(std::io::stdout(), "{}", said.json);
        }
        return Err(Ended::Data(why));
    }
    let mut session = Session::open_or_create(&args.common.project)?;
    let mut imports = imports(readings);
    for import in &mut imports {
        import.basis = basis;
    }
    let n_new = imports.len();
    session.apply(Command::AddImports(imports))?;
    let n_erased = rows_erased(&session, n_new);
    if n_erased > 0 {
        said.text = format!("{}\n{}.", said.text, privacy::rows_erased(n_erased));
    }
    said.json["rows_erased"] = json!(n_erased);
    assign_only_plan(&mut session)?;
    let people = import_figures(&session);
    session.finish()?;
    said.json["people"] = json!(people.0);
    said.json["ties"] = json!(people.1);
    Ok(said)
}

/// Reads all files that can be read; each source stays beside its reading. A file that lacks an answer is read for its
/// rows alone, so that they are accounted for.
fn read_all(arrivals: Vec<Arrival>) -> Result<(Vec<Reading>, Vec<Option<Source>>), Ended> {
    let (mut readings, mut sources, mut files, mut places) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for Arrival { name, source, look } in arrivals {
        let fit = look.as_ref().ok().and_then(|look| room::fit(&look.source, &look.mapping));
        let outcome = Err(Unreadable::NoRows);
        let mut reading = Reading { name, outcome, questions: Vec::new(), waiting: None, fit };
        match look {
            Err(why) => reading.outcome = Err(why),
            Ok(Look { source, mapping, questions }) => {
                let missing = mapping.missing().first().copied();
                places.push(readings.len());
                files.push((source, if missing.is_some() { mapping.rows_only() } else { mapping.clone() }));
                if let Some(missing) = missing {
                    reading.outcome = Err(Unreadable::MissingColumn(missing));
                    reading.waiting = Some((mapping, Report::default()));
                }
                reading.questions = questions;
            }
        }
        readings.push(reading);
        sources.push(source);
    }
    let (answer, _) = Watched::run(Request::Import { files })?;
    let Answer::Imported(read) = answer else { return Err(Trouble::Bug.into()) };
    for (place, Read { mapping, outcome, .. }) in places.into_iter().zip(read) {
        let reading: &mut Reading = &mut readings[place];
        match (&mut reading.waiting, outcome) {
            (Some((_, report)), Ok(imported)) => *report = imported.report,
            (None, outcome) => reading.outcome = outcome.map(|imported| (mapping, imported)),
            (waiting, Err(why)) => {
                *waiting = None;
                reading.outcome = Err(why);
            }
        }
    }
    Ok((readings, sources))
}

fn imports(readings: Vec<Reading>) -> Vec<Import> {
    let import = |(name, mapping, imported): (String, Mapping, Imported)| {
        Import::new(name, mapping, imported, clock::now_text())
    };
    let read = |reading: Reading| reading.outcome.ok().map(|(mapping, imported)| (reading.name, mapping, imported));
    readings.into_iter().filter_map(read).map(import).collect()
}

fn encoding_named(word: &str) -> Result<String, Ended> {
    if import::is_known_encoding(word) { Ok(word.to_owned()) } else { Err(Ended::Usage(cli::no_encoding(word))) }
}

pub(super) fn basis_named(word: &str) -> Result<Basis, Ended> {
    let all = Basis::ALL.map(Basis::word).join(", ");
    Basis::from_word(word).ok_or_else(|| Ended::Usage(privacy::no_such_basis(word, &all)))
}

pub(super) fn kind_named(word: &str) -> Result<FileKind, Ended> {
    FileKind::from_word(word).ok_or_else(|| {
        let all: Vec<&str> = FileKind::ALL.into_iter().map(FileKind::word).collect();
        Ended::Usage(cli::no_kind(word, &all.join(", ")))
    })
}

/// "row", or headings joined by a plus.
fn ids_from(text: &str) -> IdFrom {
    if text == "row" {
        IdFrom::RowNumber
    } else {
        IdFrom::Columns(text.split('+').map(|heading| heading.trim().to_owned()).collect())
    }
}

fn start_day(text: &str) -> Result<i64, Ended> {
    day_seconds(text).ok_or_else(|| Ended::Usage(cli::no_day(text)))
}

fn saved_mapping(path: &Path) -> Result<Mapping, Ended> {
    let bytes = read_copy(path)?;
    let text = String::from_utf8_lossy(&bytes.bytes);
    mapping_from_toml(&text).map_err(|why| Ended::Data(format!("{}: {why}", path.display())))
}

fn read_copy(path: &Path) -> Result<Source, Ended> {
    let read = files::read_copy(path, files::LIMIT_BYTES, &Ticket::new()).map_err(|_| Trouble::Bug)?;
    Ok(read.map_err(|error| Trouble::from(&error))?)
}

fn arrive(path: &Path, told: &Told, answers: &Answers) -> Result<Arrival, Ended> {
    let source = read_copy(path)?;
    let name = source.name.clone();
    let carried = foreign::carried(source, &Ticket::new()).map_err(|_| Trouble::Bug)?;
    let source = carried.as_ref().ok().cloned();
    Ok(Arrival { name, source, look: carried.and_then(|source| look(source, told, answers)) })
}

/// What the person says beside what [`Told`] can hold.
struct Answers {
    start: Option<i64>,
    saved: Option<Mapping>,
    id_from: Option<IdFrom>,
}

fn look(source: Source, told: &Told, answers: &Answers) -> Result<Look, Unreadable> {
    let Proposal { mut mapping, mut questions, .. } = import::propose_as(&source, told)?;
    if let Some(saved) = &answers.saved {
        if saved.columns.len() != mapping.columns.len() {
            return Err(Unreadable::OtherColumns);
        }
        mapping = saved.clone();
        questions.clear();
    }
    if let Some(id_from) = answers.id_from.as_ref().filter(|id_from| can_make_ids(&mapping, id_from)) {
        for column in mapping.columns.iter_mut().filter(|column| column.meaning == Meaning::Id) {
            column.meaning = Meaning::NotNeeded;
        }
        mapping.id_from = Some(id_from.clone());
        questions.retain(|question| *question != Question::IdFrom && *question != Question::MissingColumn(Meaning::Id));
    }
    if let (Some(start), TimeReading::SecondsSince { .. }) = (answers.start, mapping.time) {
        mapping.time = TimeReading::SecondsSince { start };
        questions.retain(|question| *question != Question::StartDate);
    }
    if told.kind.is_some() {
        questions.retain(|question| *question != Question::Kind);
    }
    Ok(Look { source, mapping, questions })
}

/// Whether customers of this file can be told apart so. By the row only where a row is a customer: elsewhere an id says
/// whom the row is about, and without it an opt-out would be nobody's.
fn can_make_ids(mapping: &Mapping, id_from: &IdFrom) -> bool {
    let has = |heading: &String| mapping.columns.iter().any(|column| column.heading == *heading);
    match id_from {
        IdFrom::RowNumber => matches!(mapping.kind, FileKind::People | FileKind::Results),
        IdFrom::Columns(headings) => mapping.kind.meanings().contains(&Meaning::Id) && headings.iter().all(has),
    }
}

/// Refuses what tells customers apart in none of the files: it was misspelt.
fn refuse_idle(id_from: Option<&str>, arrivals: &[Arrival]) -> Result<(), Ended> {
    let Some(told) = id_from else { return Ok(()) };
    let made = ids_from(told);
    let is_open =
        |arrival: &Arrival| arrival.look.as_ref().map_or(true, |look| look.mapping.id_from.as_ref() == Some(&made));
    if arrivals.iter().any(is_open) { Ok(()) } else { Err(Ended::Usage(adding::id_from_nowhere(told))) }
}

/// People and pairs of people in all imported files, as far as they are known before scoring.
fn import_figures(session: &Session) -> (usize, usize) {
    use crate::domain::ties;
    let document = session.project.document();
    let (tables, ticket) = (document.tables(), Ticket::new());
    let Ok(people) = ties::join_people(&tables, &ticket) else { return (0, 0) };
    let sources = ties::Sources { tables: &tables, ..ties::Sources::default() };
    let n_ties = ties::sums(&sources, &people, &document.settings, &ticket).map_or(0, |(ties, _)| ties.len());
    (people.len(), n_ties)
}

/// How many rows of the newest files were those of people who were erased.
fn rows_erased(session: &Session, n_new: usize) -> u64 {
    let imports = &session.project.document().imports;
    imports.iter().rev().take(n_new).map(|import| import.report.n_rows_erased).sum()
}

/// What can only be about one plan is that plan's.
fn assign_only_plan(session: &mut Session) -> Result<(), Ended> {
    session.project.belonging().into_iter().try_for_each(|command| session.apply(command))
}

/// `tribewise sample`: the made-up town as a project, scored, with its earlier campaign.
pub(super) fn sample(args: &SampleArgs) -> Result<Said, Ended> {
    if args.common.project.exists() {
        return Err(Ended::Usage(cli::is_there(&args.common.project)));
    }
    let mut session = Session::open_or_create(&args.common.project)?;
    let today = args.before.unwrap_or_else(clock::day);
    let (answer, _) = Watched::run(Request::Sample { n_people: args.people, seed: args.seed, today })?;
    let Answer::Sample(read) = answer else { return Err(Trouble::Bug.into()) };
    let reading = |Read { name, mapping, outcome }| Reading {
        name,
        outcome: outcome.map(|imported| (mapping, imported)),
        questions: Vec::new(),
        waiting: None,
        fit: None,
    };
    let readings: Vec<Reading> = read.into_iter().map(reading).collect();
    let mut said = account(&readings);
    let mut imports = imports(readings);
    for import in &mut imports {
        // Nobody of the made-up town is anybody.
        import.basis = Basis::NotPersonal;
    }
    session.apply(Command::AddImports(imports))?;
    for command in sample_commands(&session.project.document().clone()) {
        session.apply(command)?;
    }
    let scored = session.scored()?;
    said.text = format!("{}\n{}", said.text, number::people(scored.people.len()));
    said.json["people"] = json!(scored.people.len());
    said.json["ties"] = json!(scored.ties.len());
    session.finish()?;
    Ok(said)
}
