//! `tribewise month`: a newer file read as an older one was, and what it changed; decides nothing that the rooms do not.

use super::args::MonthArgs;
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::arrivals::{Difference, FileMatch};
use crate::domain::import::{self, Report};
use crate::domain::model::FileKind;
use crate::domain::ticket::Ticket;
use crate::project::{Command, Import, Trouble};
use crate::shell::jobs::{Answer, Check, Request, ToCheck};
use crate::shell::{clock, files, foreign};
use crate::ui::words::{adding, cli, data};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn run(args: &MonthArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let document = session.project.document().clone();
    let named = older(&document.imports, &args.after)?;
    let older = document.newest_month(named.id).unwrap_or(&named);
    let read = files::read_copy(&args.file, files::LIMIT_BYTES, &Ticket::new()).map_err(|_| Trouble::Bug)?;
    let source = read.map_err(|error| Trouble::from(&error))?;
    let refused = |why: &import::Unreadable| Ended::Data(format!("{}: {}", args.file.display(), data::unreadable(why)));
    let carried = foreign::carried(source, &Ticket::new()).map_err(|_| Trouble::Bug)?;
    let source = carried.map_err(|why| refused(&why))?;
    let proposal = import::propose(&source, Some(older.kind())).map_err(|why| refused(&why))?;
    let Some(mapping) = older.mapping.fitted_to(&proposal.mapping) else {
        let is_by_row = older.mapping.made_ids() == Some(&import::IdFrom::RowNumber);
        let why =
            if is_by_row { adding::month_by_row().into() } else { data::unreadable(&import::Unreadable::OtherColumns) };
        return Err(Ended::Data(format!("{}: {why}", args.file.display())));
    };
    let months = document.months_of(older.id).into_iter().map(|import| import.table.clone()).collect();
    let name = source.name.clone();
    let to_check = ToCheck { source, mapping, months, reading: None };
    let check = Check { stamp: 0, files: vec![to_check], known: document.tables() };
    let (answer, _) = Watched::run(Request::Check(Box::new(check)))?;
    let Answer::Checked(checked) = answer else { return Err(Trouble::Bug.into()) };
    let reading = checked.readings.into_iter().next().ok_or(Trouble::Bug)?;
    let taken = reading.outcome.map_err(|why| refused(&why))?;
    let mut import = Import::new(name, reading.mapping, taken, clock::now_text());
    (import.follows, import.difference, import.basis) = (Some(older.id), reading.difference.clone(), older.basis);
    let kind = import.kind();
    session.apply(Command::AddImports(vec![import]))?;
    // As it was added: without the rows of people who were erased.
    let report = session.project.document().imports.last().map(|import| import.report.clone()).unwrap_or_default();
    session.finish()?;
    let difference = reading.difference.as_deref().cloned().unwrap_or_default();
    let mut said = said(kind, &report, reading.matches, &difference);
    said.json["after"] = json!(older.file_name);
    said.json["snapshots"] = json!(document.snapshots().len() + 1);
    Ok(said)
}

fn said(kind: FileKind, report: &Report, matches: Option<FileMatch>, difference: &Difference) -> Said {
    let mut lines = vec![data::account(report)];
    lines.extend(matches.iter().flat_map(|found| adding::matches(kind, found)));
    lines.extend(adding::difference(kind, difference));
    let json = json!({
        "rows_read": report.n_rows_read,
        "rows_kept": report.n_rows_kept,
        "rows_set_aside": report.n_rows_set_aside,
        "rows_blank": report.n_rows_blank,
        "rows_left_out": report.n_rows_left_out,
        "rows_known": report.n_rows_known,
        "rows_erased": report.n_rows_erased,
        "people": matches.map(people_json),
        "difference": difference_json(difference),
    });
    Said { json, text: lines.join("\n") }
}

/// The newest import of this name.
fn older(imports: &[Arc<Import>], name: &str) -> Result<Arc<Import>, Ended> {
    let found = imports.iter().rev().find(|import| import.file_name == name);
    found.cloned().ok_or_else(|| {
        let names: Vec<&str> = imports.iter().map(|import| import.file_name.as_str()).collect();
        Ended::Usage(cli::no_file(name, &names.join(", ")))
    })
}

fn people_json(found: FileMatch) -> Value {
    json!({
        "named": found.n_people,
        "with_profile": found.n_with_profile,
        "in_touch": found.n_in_touch,
        "known": found.n_known,
    })
}

fn difference_json(difference: &Difference) -> Value {
    let change = |change: crate::domain::arrivals::Change| json!({"both": change.n_both, "new": change.n_new, "gone": change.n_gone});
    let changed = difference.changed.iter().map(|column| json!({"column": column.column, "people": column.n_changed}));
    json!({
        "people": change(difference.people),
        "pairs": difference.pairs.map(change),
        "changed": changed.collect::<Vec<_>>(),
        "columns_new": difference.columns_new,
        "columns_gone": difference.columns_gone,
    })
}
