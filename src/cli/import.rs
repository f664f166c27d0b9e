//! `tribewise import` and `tribewise sample`: adds files to a project, and says of every row what became of it.

use super::args::{ImportArgs, SampleArgs};
use super::progress::Watched;
use super::room;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::import::{
    self, ColumnMapping, Fit, Imported, Mapping, Proposal, Question, Report, Source, TimeReading, Told, Unreadable,
    day_seconds, mapping_from_toml, mapping_to_toml,
};
use crate::domain::model::FileKind;
use crate::domain::model::decisions::Basis;
use crate::domain::ticket::Ticket;
use crate::project::{Command, Import, Trouble, sample_commands};
use crate::shell::jobs::{Answer, Read, Request};
use crate::shell::{clock, files, foreign, memory};
use crate::ui::words::{data, number, privacy};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One file on its way in.
struct Arrival {
    name: String,
    /// What was made of it, or why nothing can be.
    look: Result<Look, Unreadable>,
}

struct Look {
    source: Source,
    mapping: Mapping,
    questions: Vec<Question>,
}

/// What became of one file.
struct Reading {
    name: String,
    outcome: Result<(Mapping, Imported), Unreadable>,
    questions: Vec<Question>,
    /// What it needs of the memory that was free, where it could be looked at.
    fit: Option<Fit>,
}

pub(super) fn run(args: &ImportArgs) -> Result<Said, Ended> {
    let told = Told {
        kind: args.kind.as_deref().map(kind_named).transpose()?,
        encoding: args.encoding.as_deref().map(encoding_named).transpose()?,
        sheet: args.sheet.clone(),
        ..Told::default()
    };
    let basis = args.basis.as_deref().map(basis_named).transpose()?.unwrap_or_default();
    let start = args.start.as_deref().map(start_day).transpose()?;
    let saved = args.mapping.as_deref().map(saved_mapping).transpose()?;
    let mut arrivals = Vec::new();
    if let Some(megabytes) = args.memory {
        memory::allow(megabytes.saturating_mul(1_000_000));
    }
    for path in &args.files {
        let mut arrival = arrive(path, &told, start, saved.as_ref())?;
        if let (Ok(look), Some(least)) = (&mut arrival.look, args.strongest_only) {
            look.mapping.strongest_only = Some(least);
        }
        arrivals.push(arrival);
    }
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

/// Reads all files that can be read; each source stays beside its reading.
fn read_all(arrivals: Vec<Arrival>) -> Result<(Vec<Reading>, Vec<Option<Source>>), Ended> {
    let (mut readings, mut sources, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for Arrival { name, look } in arrivals {
        let fit = look.as_ref().ok().and_then(|look| room::fit(&look.source, &look.mapping));
        let (outcome, questions, source) = match look {
            Err(why) => (Err(why), Vec::new(), None),
            Ok(Look { source, mapping, questions }) => {
                let missing = mapping.missing().first().copied();
                files.extend(missing.is_none().then(|| (source.clone(), mapping)));
                let why = missing.map_or(Unreadable::NoRows, Unreadable::MissingColumn);
                (Err(why), questions, missing.is_none().then_some(source))
            }
        };
        readings.push(Reading { name, outcome, questions, fit });
        sources.push(source);
    }
    let (answer, _) = Watched::run(Request::Import { files })?;
    let Answer::Imported(read) = answer else { return Err(Trouble::Bug.into()) };
    let waiting = readings.iter_mut().zip(&sources).filter(|(_, source)| source.is_some());
    for ((reading, _), Read { mapping, outcome, .. }) in waiting.zip(read) {
        reading.outcome = outcome.map(|imported| (mapping, imported));
    }
    Ok((readings, sources))
}

/// Why the files are not added, if they are not: a question left open takes the stated guess only where the person
/// said so.
fn not_added(readings: &[Reading], is_yes: bool) -> Option<String> {
    let mut lines = Vec::new();
    for reading in readings {
        match &reading.outcome {
            Err(why) => {
                let hint = room::hint(why);
                lines.push(format!("{}: {}{hint}", reading.name, data::unreadable(why)));
            }
            Ok((mapping, _)) if !is_yes => {
                let open = reading.questions.iter().map(|&question| {
                    format!("{}: {} {}", reading.name, data::question(question), data::answer_by(question, mapping))
                });
                lines.extend(open);
            }
            Ok(_) => {}
        }
    }
    let is_asking = readings.iter().all(|reading| reading.outcome.is_ok());
    let hint = if is_asking { "\nNothing was added. With --yes the guesses are taken." } else { "" };
    (!lines.is_empty()).then(|| format!("{}{hint}", lines.join("\n")))
}

fn imports(readings: Vec<Reading>) -> Vec<Import> {
    let import = |(name, mapping, imported): (String, Mapping, Imported)| {
        Import::new(name, mapping, imported, clock::now_text())
    };
    let read = |reading: Reading| reading.outcome.ok().map(|(mapping, imported)| (reading.name, mapping, imported));
    readings.into_iter().filter_map(read).map(import).collect()
}

/// How many rows of the newest files were those of people who were erased.
fn rows_erased(session: &Session, n_new: usize) -> u64 {
    let imports = &session.project.document().imports;
    imports.iter().rev().take(n_new).map(|import| import.report.n_rows_erased).sum()
}

fn basis_named(word: &str) -> Result<Basis, Ended> {
    let all = Basis::ALL.map(Basis::word).join(", ");
    Basis::from_word(word).ok_or_else(|| Ended::Usage(privacy::no_such_basis(word, &all)))
}

fn encoding_named(word: &str) -> Result<String, Ended> {
    if import::is_known_encoding(word) {
        Ok(word.to_owned())
    } else {
        Err(Ended::Usage(format!("“{word}” is no encoding. Some are: utf-8, windows-1252, iso-8859-15, macintosh.")))
    }
}

pub(super) fn kind_named(word: &str) -> Result<FileKind, Ended> {
    FileKind::from_word(word).ok_or_else(|| {
        let all: Vec<&str> = FileKind::ALL.into_iter().map(FileKind::word).collect();
        Ended::Usage(format!("“{word}” is no kind of file. The kinds are: {}.", all.join(", ")))
    })
}

fn start_day(text: &str) -> Result<i64, Ended> {
    day_seconds(text).ok_or_else(|| Ended::Usage(format!("“{text}” is not a day. Write it as 2026-11-21.")))
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

fn arrive(path: &Path, told: &Told, start: Option<i64>, saved: Option<&Mapping>) -> Result<Arrival, Ended> {
    let source = read_copy(path)?;
    let name = source.name.clone();
    let carried = foreign::carried(source, &Ticket::new()).map_err(|_| Trouble::Bug)?;
    Ok(Arrival { name, look: carried.and_then(|source| look(source, told, start, saved)) })
}

fn look(source: Source, told: &Told, start: Option<i64>, saved: Option<&Mapping>) -> Result<Look, Unreadable> {
    let Proposal { mut mapping, mut questions, .. } = import::propose_as(&source, told)?;
    if let Some(saved) = saved {
        if saved.columns.len() != mapping.columns.len() {
            return Err(Unreadable::OtherColumns);
        }
        mapping = saved.clone();
        questions.clear();
    }
    if let (Some(start), TimeReading::SecondsSince { .. }) = (start, mapping.time) {
        mapping.time = TimeReading::SecondsSince { start };
        questions.retain(|question| *question != Question::StartDate);
    }
    if told.kind.is_some() {
        questions.retain(|question| *question != Question::Kind);
    }
    Ok(Look { source, mapping, questions })
}

fn account(readings: &[Reading]) -> Said {
    let line = |reading: &Reading| match &reading.outcome {
        Ok((mapping, Imported { report, .. })) => {
            let mut line = format!("{}: {}. {}", reading.name, data::kind(mapping.kind), data::account(report));
            for warning in report.warnings.iter().filter(|warning| !warning.kind.is_of_a_cell()) {
                line = format!("{line}\n  {}", data::warning(warning));
            }
            if let Some(sentence) = reading.fit.as_ref().and_then(room::sentence) {
                line = format!("{line}\n  {sentence}");
            }
            line
        }
        Err(why) => format!("{}: {}", reading.name, data::unreadable(why)),
    };
    let lines: Vec<String> = readings.iter().map(line).collect();
    let files: Vec<Value> = readings.iter().map(file_json).collect();
    Said { json: json!({ "files": files }), text: lines.join("\n") }
}

/// How a file fared, in one word; what needs a person comes first.
fn outcome_word(report: &Report, questions: &[Question]) -> &'static str {
    let is_doubtful = report.problems.iter().any(|problem| !problem.is_set_aside);
    if !questions.is_empty() {
        "ask"
    } else if report.n_rows_set_aside > 0 {
        "ok_with_rejects"
    } else if report.warnings.iter().any(|warning| !warning.kind.is_of_a_cell()) {
        "warn"
    } else if is_doubtful || !report.warnings.is_empty() {
        "ok_with_cell_warnings"
    } else {
        "ok"
    }
}

fn file_json(reading: &Reading) -> Value {
    let questions = &reading.questions;
    let (mapping, report) = match &reading.outcome {
        Ok((mapping, imported)) => (mapping, &imported.report),
        Err(why) => return refused_json(&reading.name, why),
    };
    let asked = |question: &Question| {
        json!({
            "kind": question,
            "message": data::question(*question),
            "guess": data::answer_by(*question, mapping),
        })
    };
    let column = |(n, column): (usize, &ColumnMapping)| {
        let told = report.column_types.get(n).copied().unwrap_or_default();
        json!({"name": column.heading, "meaning": column.meaning.word(), "type": told.word()})
    };
    json!({
        "file": reading.name,
        "kind": mapping.kind,
        "outcome": outcome_word(report, questions),
        "rows_read": report.n_rows_read,
        "rows_kept": report.n_rows_kept,
        "rows_set_aside": report.n_rows_set_aside,
        "rows_blank": report.n_rows_blank,
        "rows_left_out": report.n_rows_left_out,
        "not_rows": report.n_not_rows,
        "missed_calls": report.n_missed_calls,
        "columns": mapping.columns.iter().enumerate().map(column).collect::<Vec<_>>(),
        "warnings": warnings_json(report),
        "questions": questions.iter().map(asked).collect::<Vec<_>>(),
        "error": Value::Null,
    })
}

fn warnings_json(report: &Report) -> Vec<Value> {
    const MAX_WARNINGS: usize = 1000;
    let warnings = report.warnings.iter().map(|warning| {
        json!({
            "kind": warning.kind,
            "row": warning.row,
            "column": warning.column,
            "message": data::warning(warning),
        })
    });
    let problems = report.problems.iter().map(|problem| {
        json!({
            "kind": problem.kind,
            "row": problem.row,
            "column": problem.column,
            "message": data::problem_line(problem),
        })
    });
    warnings.chain(problems).take(MAX_WARNINGS).collect()
}

/// A file that nothing was made of: for want of an answer, or for good.
fn refused_json(name: &str, why: &Unreadable) -> Value {
    let message = data::unreadable(why);
    let (outcome, questions) = match why {
        Unreadable::MissingColumn(missing) => {
            let question = Question::MissingColumn(*missing);
            ("ask", vec![json!({"kind": question, "message": data::question(question), "guess": Value::Null})])
        }
        _ => ("error", Vec::new()),
    };
    json!({
        "file": name, "kind": Value::Null, "outcome": outcome,
        "rows_read": 0, "rows_kept": 0, "rows_set_aside": 0, "rows_blank": 0, "not_rows": 0,
        "columns": [], "warnings": [], "questions": questions,
        "error": format!("{name}: {message}"),
    })
}

/// Writes mappings, clean tables and rows set aside where the person wants them.
fn keep_beside(readings: &[Reading], sources: &[Option<Source>], args: &ImportArgs) -> Result<(), Ended> {
    for (reading, source) in readings.iter().zip(sources) {
        let (Ok((mapping, Imported { report, .. })), Some(source)) = (&reading.outcome, source) else { continue };
        if let Some(folder) = &args.save_mapping {
            put(folder, &reading.name, ".toml", mapping_to_toml(mapping).as_bytes())?;
        }
        if let Some(folder) = &args.table {
            let table = import::clean_csv(source, mapping, report, &Ticket::new()).map_err(|_| Trouble::Bug)?;
            put(folder, &reading.name, ".csv", &table.unwrap_or_default())?;
        }
        if let Some(folder) = args.rejects.as_ref().filter(|_| report.n_rows_set_aside > 0) {
            put(folder, &reading.name, " set aside.csv", &import::problems_csv(report))?;
        }
    }
    Ok(())
}

/// Writes a file into a folder, which is made where there is none, under the name of the file it comes from.
fn put(folder: &Path, name: &str, ending: &str, bytes: &[u8]) -> Result<(), Ended> {
    let stem = PathBuf::from(name);
    let stem = stem.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let path = folder.join(format!("{stem}{ending}"));
    std::fs::create_dir_all(folder).map_err(|error| Trouble::from(&files::FileError::from_io(folder, &error)))?;
    Ok(files::write_whole(&path, bytes).map_err(|error| Trouble::from(&error))?)
}

/// People and pairs of people in all imported files, as far as they are known before scoring.
fn import_figures(session: &Session) -> (usize, usize) {
    use crate::domain::ties;
    let document = session.project.document();
    let (tables, ticket) = (document.tables(), Ticket::new());
    let Ok(people) = ties::join_people_as(&tables, &document.decisions.identity, &ticket) else { return (0, 0) };
    let n_ties = ties::measure(&tables, &people, &document.settings, &ticket).map_or(0, |ties| ties.len());
    (people.len(), n_ties)
}

/// Results of a project with one plan can only be that plan's.
fn assign_only_plan(session: &mut Session) -> Result<(), Ended> {
    let document = session.project.document().clone();
    let [only] = document.plans.as_slice() else { return Ok(()) };
    let is_open = |import: &&Arc<Import>| import.kind() == FileKind::Results && import.plan.is_none();
    for import in document.imports.iter().filter(is_open) {
        session.apply(Command::AssignResults { import: import.id, plan: Some(only.id) })?;
    }
    Ok(())
}

/// `tribewise sample`: the made-up town as a project, scored, with its earlier campaign.
pub(super) fn sample(args: &SampleArgs) -> Result<Said, Ended> {
    if args.common.project.exists() {
        let file = args.common.project.display();
        return Err(Ended::Usage(format!("{file} is already there. Nothing was changed; choose another name.")));
    }
    let mut session = Session::open_or_create(&args.common.project)?;
    let (answer, _) = Watched::run(Request::Sample { n_people: args.people, seed: args.seed })?;
    let Answer::Sample(read) = answer else { return Err(Trouble::Bug.into()) };
    let reading = |Read { name, mapping, outcome }| Reading {
        name,
        outcome: outcome.map(|imported| (mapping, imported)),
        questions: Vec::new(),
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
