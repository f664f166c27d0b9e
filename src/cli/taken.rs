//! `tribewise persuasion --id`: what one person took up, who of their ties had it before, and who followed; judges nothing.

use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::influence::persuasion::{Beside, Known, TookUp};
use crate::domain::score::Scored;
use crate::project::Trouble;
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::{identity, taken as say};
use serde_json::{Value, json};

pub(super) fn of_person(session: Session, scored: &Scored, id: &str) -> Result<Said, Ended> {
    let people = &scored.people;
    let known = people.row(id).filter(|&person| !people.is_opted_out[person as usize]);
    let person = known.ok_or_else(|| Ended::Usage(identity::nobody(id)))?;
    let tables = session.project.document().tables_and_months();
    let (answer, _) = Watched::run(Request::TakenUp { people: people.clone(), tables })?;
    let Answer::TakenUp { taken_up, .. } = answer else { return Err(Trouble::Bug.into()) };
    session.finish()?;
    let (weeks, n_ties) = (scored.persuasion.weeks_or_usual(), scored.network.n_contacts(person));
    let all = taken_up.beside_ties(person, &scored.network, weeks);
    let product = |one: &TookUp| taken_up.name(one.what);
    let ids = |list: &[Beside]| -> Vec<Value> {
        list.iter().map(|&(tie, gap)| json!({"id": people.ids[tie as usize], "seconds": gap})).collect()
    };
    let told = |one: &TookUp| {
        json!({
            "product": product(one),
            "at": one.at,
            "since": if let Known::Since(since) = one.known { Some(since) } else { None },
            "is_since_when_known": one.known != Known::By,
            "before": ids(&one.before),
            "same": one.same.iter().map(|&tie| people.ids[tie as usize].as_str()).collect::<Vec<_>>(),
            "followed": ids(&one.followed),
            "later": one.n_later,
            "is_open": one.is_open,
        })
    };
    let line = |one: &TookUp| {
        let sentences = say::lines(one, people, n_ties, weeks).join(" ");
        format!("{}\n  {sentences}", say::what(product(one), one))
    };
    let mut lines: Vec<String> = all.iter().map(line).collect();
    lines.push(if lines.is_empty() { say::nothing() } else { say::no_proof() }.to_owned());
    let json =
        json!({"id": id, "weeks": weeks, "ties": n_ties, "took_up": all.iter().map(told).collect::<Vec<Value>>()});
    Ok(Said { json, text: lines.join("\n") })
}
