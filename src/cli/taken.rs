//! `tribewise persuasion --id`: what one person took up, who of their ties had it before, and who followed; judges nothing.

use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::influence::persuasion::{Beside, TookUp};
use crate::domain::score::Scored;
use crate::project::Trouble;
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::{identity, taken as say};
use serde_json::{Value, json};

pub(super) fn of_person(session: Session, scored: &Scored, id: &str) -> Result<Said, Ended> {
    let people = &scored.people;
    let known = people.row(id).filter(|&person| !people.is_opted_out[person as usize]);
    let person = known.ok_or_else(|| Ended::Usage(identity::nobody(id)))?;
    let tables = session.project.document().tables();
    let (answer, _) = Watched::run(Request::TakenUp { people: people.clone(), tables })?;
    let Answer::TakenUp { taken_up, .. } = answer else { return Err(Trouble::Bug.into()) };
    session.finish()?;
    let (weeks, n_ties) = (scored.persuasion.weeks_or_usual(), scored.network.n_contacts(person));
    let all = taken_up.beside_ties(person, &scored.network, weeks);
    let product = |one: &TookUp| taken_up.subjects.get(one.what as usize).map_or("", String::as_str);
    let ids = |list: &[Beside]| -> Vec<Value> {
        list.iter().map(|&(tie, gap)| json!({"id": people.ids[tie as usize], "seconds": gap})).collect()
    };
    let told = |one: &TookUp| {
        json!({
            "product": product(one),
            "at": one.at,
            "before": ids(&one.before),
            "same": one.same.iter().map(|&tie| people.ids[tie as usize].as_str()).collect::<Vec<_>>(),
            "followed": ids(&one.followed),
            "later": one.n_later,
            "is_open": one.is_open,
        })
    };
    let line = |one: &TookUp| {
        let sentences = say::lines(one, people, n_ties, weeks).join(" ");
        format!("{}\n  {sentences}", say::what(product(one), one.at))
    };
    let mut lines: Vec<String> = all.iter().map(line).collect();
    lines.push(if lines.is_empty() { say::nothing() } else { say::no_proof() }.to_owned());
    let json =
        json!({"id": id, "weeks": weeks, "ties": n_ties, "took_up": all.iter().map(told).collect::<Vec<Value>>()});
    Ok(Said { json, text: lines.join("\n") })
}
