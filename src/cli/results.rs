//! `tribewise hold` and `tribewise measure`: a queue in two, and a lift out of results.

use super::args::{HoldArgs, MeasureArgs};
use super::export::{plan_named, write};
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::export::CsvStyle;
use crate::domain::holding::HoldStatus;
use crate::domain::import::{self, Imported, Mapping, Source, Unreadable};
use crate::domain::model::FileKind;
use crate::domain::ticket::Ticket;
use crate::project::{Command, Export, Import, Trouble};
use crate::shell::jobs::{Answer, Read, Request};
use crate::shell::{clock, files, foreign};
use crate::ui::words::{data, hold as say_hold, plan as say};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

/// A file as it is read everywhere: copied, and turned into a table where it is of another program.
pub(super) fn source(path: &Path) -> Result<Source, Ended> {
    let read = files::read_copy(path, files::LIMIT_BYTES, &Ticket::new()).map_err(|_| Trouble::Bug)?;
    let source = read.map_err(|error| Trouble::from(&error))?;
    let carried = foreign::carried(source, &Ticket::new()).map_err(|_| Trouble::Bug)?;
    carried.map_err(|why| unreadable(path, &why))
}

pub(super) fn unreadable(path: &Path, why: &Unreadable) -> Ended {
    Ended::Data(format!("{}: {}", path.display(), data::unreadable(why)))
}

/// Reads a file by a mapping, beside a line that says how far it is.
pub(super) fn read(path: &Path, source: Source, mapping: Mapping) -> Result<(Mapping, String, Imported), Ended> {
    let (answer, _) = Watched::run(Request::Import { files: vec![(source, mapping)] })?;
    let Answer::Imported(mut read) = answer else { return Err(Trouble::Bug.into()) };
    let Read { name, mapping, outcome } = read.pop().ok_or(Trouble::Bug)?;
    Ok((mapping, name, outcome.map_err(|why| unreadable(path, &why))?))
}

/// Adds one file of a known kind and gives its number; the same file a second time is the one that is here already.
pub(super) fn add(session: &mut Session, path: &Path, kind: FileKind) -> Result<u32, Ended> {
    let source = source(path)?;
    let proposal = import::propose(&source, Some(kind)).map_err(|why| unreadable(path, &why))?;
    let (mapping, name, imported) = read(path, source, proposal.mapping)?;
    eprintln!("{name}: {}", data::account(&imported.report));
    let same = |old: &&Arc<Import>| old.table.is_same(&imported.table);
    if let Some(old) = session.project.document().imports.iter().find(same) {
        return Ok(old.id);
    }
    let import = Import::new(name, mapping, imported, clock::now_text());
    session.apply(Command::AddImports(vec![import]))?;
    let added = session.project.document().imports.last().map(|import| import.id);
    added.ok_or(Trouble::Bug.into())
}

pub(super) fn hold(args: &HoldArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    session.scored()?;
    if let Some(share) = args.share {
        session.apply(Command::SetSharePercent(share))?;
    }
    let import = add(&mut session, &args.outgoing, FileKind::Outgoing)?;
    session.apply(Command::Divert { import })?;
    write(&session, &Export::CleanQueue { import }, &args.clean, CsvStyle::ExactForSystems)?;
    write(&session, &Export::Held { import }, &args.held, CsvStyle::ExactForSystems)?;
    let document = session.project.document();
    let n = |status| document.holds.iter().filter(|hold| hold.import_id == import && hold.status == status).count();
    let (held, released, dropped) = (n(HoldStatus::Held), n(HoldStatus::Released), n(HoldStatus::Dropped));
    let json = json!({
        "held": held, "released": released, "dropped": dropped,
        "clean": args.clean.display().to_string(), "held_file": args.held.display().to_string(),
    });
    let text = say_hold::counts(held, released, dropped);
    session.finish()?;
    Ok(Said { json, text })
}

pub(super) fn measure(args: &MeasureArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    session.scored()?;
    let plan = plan_named(&session, &args.plan)?;
    super::choosing::cells(&mut session, plan)?;
    let import = add(&mut session, &args.results, FileKind::Results)?;
    session.apply(Command::AssignResults { import, plan: Some(plan) })?;
    let lift = session.project.derived().lift(import).ok_or(Trouble::Bug)?;
    let mut text = format!("{}\n{}", say::lift(&lift), say::shares(&lift));
    for line in say::uncounted(&lift) {
        text = format!("{text}\n{line}");
    }
    let document = session.project.document().clone();
    let reasons = document.plan(plan).map_or(&[][..], |plan| &plan.cells.motivations);
    let groups = session.project.derived().group_lifts(import).to_vec();
    for group in &groups {
        text = format!("{text}\n{}", crate::ui::words::cells::group_lift(group, reasons));
    }
    let group = |group: &crate::domain::measure::GroupLift| {
        json!({"cell": group.kind.code(plan), "people": group.arm.n_people, "yes": group.arm.n_yes,
            "points": group.points, "points_low": group.points_low, "points_high": group.points_high})
    };
    let mut json = serde_json::to_value(&*lift).unwrap_or_default();
    json["groups"] = json!(groups.iter().map(group).collect::<Vec<_>>());
    json["plan"] = json!(args.plan);
    json["sentence"] = json!(say::lift(&lift));
    session.finish()?;
    Ok(Said { json, text })
}
