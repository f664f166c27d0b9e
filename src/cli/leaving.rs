//! `tribewise leaving`: who may follow the people who have left.

use super::args::LeavingArgs;
use super::named::{called, read_ids, rows};
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::forecast::leaving::{Exposed, exposed, pull};
use crate::domain::score::Scored;
use crate::project::Trouble;
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::{choose, leaving, number, stance};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn run(args: &LeavingArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    let Some(ids) = &args.ids else { return check(session, scored, args.days) };
    let left = rows(&scored, &read_ids(ids)?);
    if left.is_empty() {
        return Err(Ended::Data(format!("{}: {}", ids.display(), choose::nobody())));
    }
    let mut has_left = vec![false; scored.people.len()];
    for &person in &left {
        has_left[person as usize] = true;
    }
    let (outcome, _) = Watched::work(|ticket| pull(&scored.network, &has_left, ticket));
    let pull = outcome.map_err(|_| Trouble::Bug)?;
    session.finish()?;
    let at_risk = exposed(&scored.network, &scored.people, &left);
    let named = &at_risk[..at_risk.len().min(args.count)];
    let person = |one: &Exposed| {
        let row = one.person as usize;
        json!({
            "id": scored.people.ids[row],
            "share_of_contact": one.share,
            "pull": pull.risk[row],
            "contacts_left": pull.n_left[row],
            "strength_share_left": pull.share_left[row],
        })
    };
    let line = |one: &Exposed| format!("  {}", leaving::exposed(&called(&scored.people, one.person), one));
    let json = json!({
        "left": left.len(), "at_risk": at_risk.len(), "people": named.iter().map(person).collect::<Vec<Value>>(),
    });
    let lines = std::iter::once(leaving::at_risk(at_risk.len(), left.len())).chain(named.iter().map(line));
    let rest = at_risk.len() - named.len();
    let more = (rest > 0).then(|| format!("  {}", stance::and_others(&number::count(rest))));
    Ok(Said { json, text: lines.chain(more).collect::<Vec<String>>().join("\n") })
}

/// Whether those near people who had left did leave in the last days, beside what their own silence said.
fn check(session: Session, scored: Arc<Scored>, days: u32) -> Result<Said, Ended> {
    let given = Box::new(session.project.document().given());
    let (answer, _) = Watched::run(Request::CheckLeaving { generation: 0, given, scored, days })?;
    session.finish()?;
    let Answer::CheckedLeaving { check, .. } = answer else { return Err(Trouble::Bug.into()) };
    let Some(check) = check else {
        return Ok(Said { json: json!({"check": null}), text: leaving::too_short(days) });
    };
    let json = json!({"check": {
        "at": check.at, "days": check.days, "had_left": check.n_left, "open": check.n_open,
        "fell_silent": check.n_followed, "near": check.n_near, "near_fell_silent": check.n_near_followed,
        "area_by_ties": check.by_ties, "area_by_own_contacts": check.by_own, "area_by_both": check.by_both,
        "is_thin": check.is_thin(), "do_ties_add": check.do_ties_add(),
    }});
    Ok(Said { json, text: leaving::told(&check).join("\n") })
}
