//! `tribewise export`: writes one file.

use super::args::{ExportArgs, What};
use super::session::Session;
use super::{Ended, Said};
use crate::domain::campaign::Paper;
use crate::domain::export::{CsvStyle, Kind};
use crate::project::{self, Command, Export, LeavingProblem, Surroundings, Trouble};
use crate::shell::{clock, files};
use crate::ui::{map, words};
use serde_json::json;
use std::path::Path;

/// A plan by its name.
pub(super) fn plan_named(session: &Session, name: &str) -> Result<u32, Ended> {
    let plans = &session.project.document().plans;
    let found = plans.iter().find(|plan| plan.name == name);
    found.map(|plan| plan.id).ok_or_else(|| {
        let names: Vec<&str> = plans.iter().map(|plan| plan.name.as_str()).collect();
        Ended::Usage(words::plan::no_such_plan(name, &names))
    })
}

pub(super) fn run(args: &ExportArgs) -> Result<Said, Ended> {
    refuse_impossible(args)?;
    let mut session = Session::open(&args.common.project)?;
    if args.what == What::Learned {
        super::learned::measured(&mut session)?;
    } else {
        session.scored()?;
    }
    if let Some(share) = args.share {
        session.apply(Command::SetSharePercent(share))?;
    }
    let name = args.plan.as_deref().unwrap_or_default();
    let export = match args.what {
        What::Map if args.large => Export::LargeMap,
        What::Map => Export::Map,
        What::Learned => Export::Learned,
        what if is_of_plan(what) => of_plan(&mut session, what, name, &args.to)?,
        What::People => Export::Table(Kind::People),
        What::Ties => Export::Table(Kind::Ties),
        What::Tribes => Export::Table(Kind::Tribes),
        What::Influencers => Export::Table(Kind::Influencers),
        _ => Export::Table(Kind::Flags),
    };
    session.project.selection.is_everyone_shown = args.everyone;
    if let Some(at) = &args.at {
        super::earlier::show(&mut session, at, args.light_up.as_deref())?;
    }
    let export = match export {
        Export::Table(kind) if args.visible && session.project.derived().visible().is_some() => Export::Visible(kind),
        other => other,
    };
    let style = if args.exact { CsvStyle::ExactForSystems } else { CsvStyle::SafeForExcel };
    let n_bytes = write(&session, &export, &args.to, style)?;
    session.finish()?;
    let file = args.to.display().to_string();
    Ok(Said { json: json!({"file": file, "bytes": n_bytes}), text: words::export::written(&file) })
}

/// Whether a file is about one plan.
fn is_of_plan(what: What) -> bool {
    matches!(what, What::Shortlist | What::PanelAnswers) || paper(what).is_some()
}

/// A file about a plan, whose people are chosen first where they have to be.
fn of_plan(session: &mut Session, what: What, name: &str, to: &Path) -> Result<Export, Ended> {
    let plan = plan_named(session, name)?;
    super::choosing::cells(session, plan)?;
    Ok(match what {
        What::Shortlist => Export::Shortlist { plan },
        What::PanelAnswers if session.project.opinions_on(plan).is_empty() => {
            return Err(Ended::Data(words::panel::no_opinions().into()));
        }
        What::PanelAnswers => Export::PanelAnswers { plan },
        What::Tasks if is_pdf(to) => Export::TaskBoard { plan, of: None },
        what => Export::Paper { plan, paper: paper(what).ok_or(Trouble::Bug)? },
    })
}

/// Whether a file is to be printed.
fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
}

/// What can be made of no project is refused before anything is done to this one.
fn refuse_impossible(args: &ExportArgs) -> Result<(), Ended> {
    let can_be_part = matches!(args.what, What::People | What::Ties | What::Tribes | What::Influencers | What::Map);
    let why = match args.what {
        What::Shortlist if args.plan.is_none() => words::cli::shortlist_needs_plan(),
        what if is_of_plan(what) && args.plan.is_none() => words::cli::say_plan(),
        _ if args.everyone && args.what != What::Map => words::export::no_points(),
        _ if args.at.is_some() && args.what != What::Map => words::export::no_earlier(),
        _ if args.visible && !can_be_part => words::export::no_part(),
        _ => return Ok(()),
    };
    Err(Ended::Usage(why.into()))
}

/// The file of a plan's treatments that is meant.
fn paper(what: What) -> Option<Paper> {
    Some(match what {
        What::CallSheet => Paper::CallSheet,
        What::MailMerge => Paper::MailMerge,
        What::Codes => Paper::Codes,
        What::Panel => Paper::Panel,
        What::Priority => Paper::Priority,
        What::Suppression => Paper::Suppression,
        What::Tasks => Paper::Tasks,
        _ => return None,
    })
}

/// Makes the bytes and replaces the file whole; how many bytes.
pub(super) fn write(session: &Session, export: &Export, path: &Path, csv: CsvStyle) -> Result<usize, Ended> {
    let around = Surroundings { today: clock::today(), csv, picture: map::picture_style() };
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bytes =
        project::bytes(export, &extension, &session.project.snapshot(), &around).map_err(|problem| match problem {
            LeavingProblem::OtherFormat(_) => {
                Ended::Usage(words::export::other_format(&extension, export.extensions()))
            }
            other => {
                log::error!("{other}");
                let (file, why) = (path.display().to_string(), words::export::why(&other).into());
                Ended::Data(words::trouble::machine(&Trouble::Unwritable { file, why }))
            }
        })?;
    files::write_whole(path, &bytes).map_err(|error| Trouble::from(&error))?;
    Ok(bytes.len())
}
