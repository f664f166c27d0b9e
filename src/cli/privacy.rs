//! `tribewise about` and `tribewise erase`: everything known of a person, and the end of it.

use super::args::{AboutArgs, EraseArgs};
use super::export::write;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::export::CsvStyle;
use crate::domain::model::decisions::RespectEdit;
use crate::project::{Command, Export, Traces, Trouble};
use crate::shell::{home, printing, store};
use crate::ui::words::{identity, privacy as say};
use serde_json::{Value, json};

fn traces(session: &Session, id: &str) -> Result<Traces, Ended> {
    let traces = session.project.traces(id);
    if traces.is_nobody() { Err(Ended::Usage(identity::nobody(id))) } else { Ok(traces) }
}

fn traces_json(traces: &Traces) -> Value {
    let file = |(name, n_rows): &(String, u64)| json!({"file": name, "rows": n_rows});
    json!({
        "ids": traces.ids, "files": traces.files.iter().map(file).collect::<Vec<_>>(),
        "rows": traces.n_rows(), "holds": traces.n_holds, "plans": traces.n_plans,
    })
}

pub(super) fn about(args: &AboutArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    if session.project.document().has_pairs() {
        session.scored()?;
    }
    let found = traces(&session, &args.id)?;
    let export = Export::About { person: args.id.clone() };
    let mut json = traces_json(&found);
    let mut text = say::traces(&found);
    if let Some(path) = &args.to {
        write(&session, &export, path, CsvStyle::SafeForExcel)?;
        json["file"] = json!(path.display().to_string());
    } else {
        let facts = session.project.about(&args.id);
        let fact = |fact: &crate::project::Fact| json!([fact.place, fact.row, fact.what, fact.value]);
        json["facts"] = facts.iter().map(fact).collect();
        for fact in &facts {
            text = format!("{text}\n{}", say::fact(fact));
        }
    }
    session.finish()?;
    Ok(Said { json, text })
}

pub(super) fn erase(args: &EraseArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let found = traces(&session, &args.id)?;
    if !args.yes {
        return Err(Ended::Usage(say::not_erased(&found)));
    }
    let edit = RespectEdit::Erase { person: args.id.clone(), key: store::new_key() };
    session.apply(Command::DecideRespect(edit))?;
    if session.project.document().has_pairs() {
        session.scored()?;
    }
    let project_id = session.project.document().project_id.clone();
    session.finish()?;
    let home = home::folder().ok_or(Trouble::NoHome)?;
    let are_pages_gone = printing::forget_pages(&home, &project_id);
    if args.copies {
        store::remove_older_copies(&home, &project_id).map_err(|error| Trouble::from(&error))?;
    }
    let n_copies = store::n_older_copies(&home, &project_id);
    let mut json = traces_json(&found);
    (json["older_copies"], json["pages_left"]) = (json!(n_copies), json!(!are_pages_gone));
    let mut text = say::erased(&found);
    if n_copies > 0 {
        text = format!("{text}\n{}", say::copies_left(n_copies));
    }
    if !are_pages_gone {
        text = format!("{text}\n{}", say::pages_left());
    }
    Ok(Said { json, text })
}
