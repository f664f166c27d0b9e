//! What `tribewise import` says of each file: every row accounted for, in words and for machines; reads nothing.

use super::{Said, room};
use crate::domain::import::{ColumnMapping, Fit, Imported, Mapping, Question, Report, Unreadable};
use crate::ui::words::{cli, data};
use serde_json::{Value, json};

/// What became of one file.
pub(super) struct Reading {
    pub name: String,
    pub outcome: Result<(Mapping, Imported), Unreadable>,
    pub questions: Vec<Question>,
    /// The rows of a file that cannot be used before somebody has answered: they are counted, nothing is made of them.
    pub waiting: Option<(Mapping, Report)>,
    /// What it needs of the memory that was free, where it could be looked at.
    pub fit: Option<Fit>,
}

impl Reading {
    /// What was read, whether it can be used or waits for an answer.
    pub fn read(&self) -> Option<(&Mapping, &Report)> {
        match (&self.outcome, &self.waiting) {
            (Ok((mapping, imported)), _) => Some((mapping, &imported.report)),
            (Err(_), Some((mapping, report))) => Some((mapping, report)),
            (Err(_), None) => None,
        }
    }
}

/// Why the files are not added, if they are not: a question left open takes the stated guess only where the person
/// said so.
pub(super) fn not_added(readings: &[Reading], is_yes: bool) -> Option<String> {
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
    if lines.is_empty() {
        return None;
    }
    lines.extend(is_asking.then(|| cli::take_guesses().to_owned()));
    Some(lines.join("\n"))
}

pub(super) fn account(readings: &[Reading]) -> Said {
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
    let mut warnings = report.warnings.iter().filter(|warning| !warning.kind.is_note()).peekable();
    if !questions.is_empty() {
        "ask"
    } else if report.n_rows_set_aside > 0 {
        "ok_with_rejects"
    } else if is_doubtful || warnings.peek().is_some() {
        if warnings.any(|warning| !warning.kind.is_of_a_cell()) { "warn" } else { "ok_with_cell_warnings" }
    } else {
        "ok"
    }
}

fn file_json(reading: &Reading) -> Value {
    let questions = &reading.questions;
    let Some((mapping, report)) = reading.read() else {
        let why = reading.outcome.as_ref().err();
        return refused_json(&reading.name, why.unwrap_or(&Unreadable::NoRows));
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
    let error = reading.outcome.as_ref().err().map(|why| format!("{}: {}", reading.name, data::unreadable(why)));
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
        "id_from": mapping.made_ids(),
        "columns": mapping.columns.iter().enumerate().map(column).collect::<Vec<_>>(),
        "warnings": warnings_json(report),
        "questions": questions.iter().map(asked).collect::<Vec<_>>(),
        "error": error,
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

/// A file that nothing was made of.
fn refused_json(name: &str, why: &Unreadable) -> Value {
    let message = data::unreadable(why);
    json!({
        "file": name, "kind": Value::Null, "outcome": "error",
        "rows_read": 0, "rows_kept": 0, "rows_set_aside": 0, "rows_blank": 0, "not_rows": 0,
        "columns": [], "warnings": [], "questions": [],
        "error": format!("{name}: {message}"),
    })
}
