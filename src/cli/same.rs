//! `tribewise same`: who is listed twice, and what was decided about it.

use super::args::SameArgs;
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::identity::{Alike, Confidence, Proposal};
use crate::domain::model::decisions::IdentityEdit;
use crate::project::{Command, Trouble};
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::identity as say;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn run(args: &SameArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let mut alike = compared(&session)?;
    let edits = edits(&session, &alike, args)?;
    if !edits.is_empty() {
        for edit in edits {
            session.apply(Command::DecideIdentity(edit))?;
        }
        alike = compared(&session)?;
    }
    let said = account(&session, &alike);
    session.finish()?;
    Ok(said)
}

fn compared(session: &Session) -> Result<Arc<Alike>, Ended> {
    let given = Box::new(session.project.document().given());
    let (answer, _) = Watched::run(Request::Compare { generation: 0, given, people: None })?;
    let Answer::Compared { alike, .. } = answer else { return Err(Trouble::Bug.into()) };
    Ok(alike)
}

/// What the command line says, as decisions; understood whole before anything is done.
fn edits(session: &Session, alike: &Alike, args: &SameArgs) -> Result<Vec<IdentityEdit>, Ended> {
    let known = |id: &str| {
        let id = id.trim();
        let is_known = alike.people.row(id).is_some();
        if is_known { Ok(id.to_owned()) } else { Err(Ended::Usage(say::nobody(id))) }
    };
    let list = |text: &String| text.split(',').map(known).collect::<Result<Vec<String>, Ended>>();
    let mut edits = Vec::new();
    for text in &args.split {
        edits.push(IdentityEdit::Split(known(text)?));
    }
    for text in &args.apart {
        let [a, b] = <[String; 2]>::try_from(list(text)?).map_err(|_| Ended::Usage(say::two_ids().into()))?;
        edits.push(IdentityEdit::KeepApart(a, b));
    }
    for text in &args.accept {
        if text == "exact" {
            let decided = &session.project.document().decisions.identity;
            edits.extend(say_exact(alike, &alike.open(decided)));
            continue;
        }
        let ids = list(text)?;
        if ids.len() < 2 {
            return Err(Ended::Usage(say::two_ids().into()));
        }
        edits.push(IdentityEdit::Merge(ids));
    }
    Ok(edits)
}

fn say_exact(alike: &Alike, open: &[usize]) -> Option<IdentityEdit> {
    let exact = alike.exact(open);
    (!exact.is_empty()).then_some(IdentityEdit::MergeAll(exact))
}

fn account(session: &Session, alike: &Alike) -> Said {
    let decided = &session.project.document().decisions.identity;
    let open: Vec<&Proposal> = alike.open(decided).into_iter().map(|n| &alike.proposals[n]).collect();
    let n = |class: Confidence| open.iter().filter(|proposal| proposal.confidence == class).count();
    let proposals: Vec<Value> = open
        .iter()
        .map(|proposal| {
            let mut value = serde_json::to_value(proposal).unwrap_or_default();
            value["sentence"] = json!(say::sentence(proposal));
            value
        })
        .collect();
    let json = json!({
        "proposals": proposals,
        "n_exact": n(Confidence::Exact), "n_likely": n(Confidence::Likely), "n_doubtful": n(Confidence::Doubtful),
        "same": decided.same, "apart": decided.apart,
        "people": alike.people.len(),
    });
    let mut lines: Vec<String> =
        open.iter().map(|p| format!("{} {}: {}", p.ids[0], p.ids[1], say::sentence(p))).collect();
    lines.push(say::counts(n(Confidence::Exact), n(Confidence::Likely), n(Confidence::Doubtful)));
    Said { json, text: lines.join("\n") }
}
