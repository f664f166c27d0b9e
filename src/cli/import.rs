//! `tribewise import` and `tribewise sample`: adds files to a project, and says of every row what became of it.

use super::args::{ImportArgs, SampleArgs};
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::import::{
    self, Imported, Mapping, Proposal, Question, Source, TimeReading, Unreadable, day_seconds, mapping_from_toml,
    mapping_to_toml,
};
use crate::domain::model::FileKind;
use crate::domain::ticket::Ticket;
use crate::project::{Command, Import, Trouble, sample_commands};
use crate::shell::jobs::{Answer, Read, Request};
use crate::shell::{clock, files};
use crate::ui::words::{data, number};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One file on its way in.
struct Arrival {
    source: Source,
    mapping: Mapping,
    questions: Vec<Question>,
}

pub(super) fn run(args: &ImportArgs) -> Result<Said, Ended> {
    let kind = args.kind.as_deref().map(kind_named).transpose()?;
    let start = args.start.as_deref().map(start_day).transpose()?;
    let saved = args.mapping.as_deref().map(saved_mapping).transpose()?;
    let mut arrivals = Vec::new();
    for path in &args.files {
        arrivals.push(arrive(path, kind, start, saved.as_ref())?);
    }
    ask(&arrivals, args.yes)?;
    let mut session = Session::open_or_create(&args.common.project)?;
    let questions: Vec<Vec<Question>> = arrivals.iter().map(|arrival| arrival.questions.clone()).collect();
    let files = arrivals.into_iter().map(|arrival| (arrival.source, arrival.mapping)).collect();
    let (answer, _) = Watched::run(Request::Import { files })?;
    let Answer::Imported(read) = answer else { return Err(Trouble::Bug.into()) };
    let (imports, mut said) = account(read, &questions)?;
    keep_beside(&imports, args)?;
    session.apply(Command::AddImports(imports))?;
    assign_only_plan(&mut session)?;
    let people = import_figures(&session);
    session.finish()?;
    said.json["people"] = json!(people.0);
    said.json["ties"] = json!(people.1);
    Ok(said)
}

fn kind_named(word: &str) -> Result<FileKind, Ended> {
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

fn arrive(path: &Path, kind: Option<FileKind>, start: Option<i64>, saved: Option<&Mapping>) -> Result<Arrival, Ended> {
    let source = read_copy(path)?;
    let unreadable = |why: Unreadable| Ended::Data(format!("{}: {}", path.display(), data::unreadable(&why)));
    let Proposal { mut mapping, mut questions, .. } = import::propose(&source, kind).map_err(unreadable)?;
    if let Some(saved) = saved {
        if saved.columns.len() != mapping.columns.len() {
            return Err(unreadable(Unreadable::OtherColumns));
        }
        mapping = saved.clone();
        questions.clear();
    }
    if let (Some(start), TimeReading::SecondsSince { .. }) = (start, mapping.time) {
        mapping.time = TimeReading::SecondsSince { start };
        questions.retain(|question| *question != Question::StartDate);
    }
    if kind.is_some() {
        questions.retain(|question| *question != Question::Kind);
    }
    if let Some(&missing) = mapping.missing().first() {
        return Err(unreadable(Unreadable::MissingColumn(missing)));
    }
    Ok(Arrival { source, mapping, questions })
}

/// A question left open takes the stated guess only where the person said so.
fn ask(arrivals: &[Arrival], is_yes: bool) -> Result<(), Ended> {
    let open: Vec<String> = arrivals
        .iter()
        .flat_map(|arrival| arrival.questions.iter().map(move |question| (arrival, *question)))
        .map(|(arrival, question)| {
            format!(
                "{}: {} {}",
                arrival.source.name,
                data::question(question),
                data::answer_by(question, &arrival.mapping)
            )
        })
        .collect();
    if open.is_empty() || is_yes {
        return Ok(());
    }
    Err(Ended::Data(format!("{}\nNothing was added. With --yes the guesses are taken.", open.join("\n"))))
}

fn account(read: Vec<Read>, questions: &[Vec<Question>]) -> Result<(Vec<Import>, Said), Ended> {
    let (mut imports, mut lines, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for (Read { name, mapping, outcome }, questions) in read.into_iter().zip(questions) {
        let Imported { table, report } =
            outcome.map_err(|why| Ended::Data(format!("{name}: {}", data::unreadable(&why))))?;
        lines.push(format!("{name}: {}. {}", data::kind(mapping.kind), data::account(&report)));
        files.push(file_json(&name, &mapping, &report, questions));
        imports.push(Import {
            id: 0,
            file_name: name,
            imported_on: clock::now_text(),
            mapping,
            report: Arc::new(report),
            table: Arc::new(table),
            plan: None,
        });
    }
    Ok((imports, Said { json: json!({ "files": files }), text: lines.join("\n") }))
}

fn file_json(name: &str, mapping: &Mapping, report: &import::Report, questions: &[Question]) -> Value {
    let n_warnings = report.problems.iter().filter(|problem| !problem.is_set_aside).count();
    let outcome = match (report.n_rows_set_aside, n_warnings) {
        (0, 0) => "ok",
        (0, _) => "ok_with_cell_warnings",
        _ => "ok_with_rejects",
    };
    let problem = |problem: &import::Problem| {
        json!({
            "kind": problem.kind,
            "row": problem.row,
            "column": problem.column,
            "message": data::problem_line(problem),
        })
    };
    let asked = |question: &Question| {
        json!({
            "kind": question,
            "message": data::question(*question),
            "guess": data::answer_by(*question, mapping),
        })
    };
    json!({
        "file": name,
        "kind": mapping.kind,
        "outcome": outcome,
        "rows_read": report.n_rows_read,
        "rows_kept": report.n_rows_kept,
        "rows_set_aside": report.n_rows_set_aside,
        "rows_blank": report.n_rows_blank,
        "not_rows": report.n_not_rows,
        "missed_calls": report.n_missed_calls,
        "columns": mapping.columns.iter()
            .map(|column| json!({"name": column.heading, "meaning": column.meaning.word()}))
            .collect::<Vec<_>>(),
        "warnings": report.problems.iter().take(1000).map(problem).collect::<Vec<_>>(),
        "questions": questions.iter().map(asked).collect::<Vec<_>>(),
        "error": Value::Null,
    })
}

/// Writes mappings and rows set aside where the person wants them.
fn keep_beside(imports: &[Import], args: &ImportArgs) -> Result<(), Ended> {
    let put = |folder: &Path, import: &Import, ending: &str, bytes: &[u8]| -> Result<(), Ended> {
        let stem = PathBuf::from(&import.file_name);
        let stem = stem.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let path = folder.join(format!("{stem}{ending}"));
        Ok(files::write_whole(&path, bytes).map_err(|error| Trouble::from(&error))?)
    };
    for import in imports {
        if let Some(folder) = &args.save_mapping {
            put(folder, import, ".toml", mapping_to_toml(&import.mapping).as_bytes())?;
        }
        if let Some(folder) = args.rejects.as_ref().filter(|_| import.report.n_rows_set_aside > 0) {
            put(folder, import, " set aside.csv", &import::problems_csv(&import.report))?;
        }
    }
    Ok(())
}

/// People and pairs of people in all imported files, as far as they are known before scoring.
fn import_figures(session: &Session) -> (usize, usize) {
    use crate::domain::ties;
    let document = session.project.document();
    let (tables, ticket) = (document.tables(), Ticket::new());
    let Ok(people) = ties::join_people(&tables, &ticket) else { return (0, 0) };
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
    let questions = vec![Vec::new(); read.len()];
    let (imports, mut said) = account(read, &questions)?;
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
