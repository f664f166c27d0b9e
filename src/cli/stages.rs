//! `tribewise stages` and `tribewise sway`: how far along customers are, and who can sway them there.

use super::args::{StagesArgs, SwayArgs};
use super::named::{called, read_ids, rows};
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::model::decisions::{StageRules, StagesEdit};
use crate::domain::model::{Person, Stage};
use crate::domain::score::Scored;
use crate::domain::stages::{Swayer, read_column, sway};
use crate::project::{Command, Document, Project, Trouble};
use crate::shell::clock;
use crate::ui::words::{stages as say, stance};
use serde_json::{Map, Value, json};

pub(super) fn run(args: &StagesArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    // Understood whole before anything is done.
    let edits = edits(args, session.project.document(), &scored)?;
    let list = args.list.as_deref().map(stage).transpose()?;
    for edit in edits {
        session.apply(Command::DecideStages(edit))?;
    }
    let said = account(&session.project, &scored, list);
    session.finish()?;
    Ok(said)
}

fn stage(word: &str) -> Result<Stage, Ended> {
    Stage::from_word(word).ok_or_else(|| Ended::Usage(say::bad_stage().into()))
}

fn edits(args: &StagesArgs, document: &Document, scored: &Scored) -> Result<Vec<StagesEdit>, Ended> {
    let mut edits = Vec::new();
    match args.column.as_deref() {
        None => {}
        Some("none") => edits.push(StagesEdit::SetColumn { heading: None, values: std::collections::BTreeMap::new() }),
        Some(heading) => {
            let no_column = || Ended::Data(format!("{heading}: {}", stance::no_such_column()));
            let values = read_column(&scored.people, heading).ok_or_else(no_column)?;
            edits.push(StagesEdit::SetColumn { heading: Some(heading.to_owned()), values });
        }
    }
    for text in &args.value {
        let (value, word) = text.rsplit_once('=').ok_or_else(|| Ended::Usage(say::bad_value().into()))?;
        let stage = if word == "none" { None } else { Some(stage(word)?) };
        edits.push(StagesEdit::SetValue { value: value.to_owned(), stage });
    }
    let rules = rules(args, document.decisions.stages.rules);
    if rules != rules.sound() {
        return Err(Ended::Usage(say::bad_rules().into()));
    }
    if rules != document.decisions.stages.rules {
        edits.push(StagesEdit::SetRules(rules));
    }
    for text in &args.set {
        let (id, word) = text.rsplit_once('=').ok_or_else(|| Ended::Usage(say::bad_set().into()))?;
        let stage = if word == "files" { None } else { Some(stage(word)?) };
        let (reason, when) = (args.reason.clone(), clock::now_text());
        edits.push(StagesEdit::SetByHand { id: id.to_owned(), stage, reason, when });
    }
    Ok(edits)
}

fn rules(args: &StagesArgs, now: StageRules) -> StageRules {
    StageRules {
        new_days: args.new_days.unwrap_or(now.new_days),
        loyal_purchases: args.loyal_purchases.unwrap_or(now.loyal_purchases),
        loyal_months: args.loyal_months.unwrap_or(now.loyal_months),
        at_risk_gaps: args.at_risk_gaps.unwrap_or(now.at_risk_gaps),
        lost_gaps: args.lost_gaps.unwrap_or(now.lost_gaps),
        at_risk_days: args.at_risk_days.unwrap_or(now.at_risk_days),
        lost_days: args.lost_days.unwrap_or(now.lost_days),
    }
}

fn account(project: &Project, scored: &Scored, list: Option<Stage>) -> Said {
    let told = project.derived().stages();
    let stages = &project.document().decisions.stages;
    let counts: Map<String, Value> =
        Stage::ALL.into_iter().map(|stage| (stage.word().to_owned(), told.counts[stage.position()].into())).collect();
    let change = |change: &crate::domain::model::decisions::StageChange| {
        json!({
            "id": change.id, "from": change.from, "to": change.to, "when": change.when, "reason": change.reason,
        })
    };
    let may_leave =
        |change: &&crate::domain::model::decisions::StageChange| scored.people.reachable(&change.id).is_some();
    let mut json = json!({
        "counts": counts,
        "column": stages.column,
        "values": stages.values,
        "unclear": told.n_unclear,
        "rules": stages.rules,
        "changes": stages.log.iter().filter(may_leave).map(change).collect::<Vec<Value>>(),
    });
    let mut text = format!("{}\n{}", say::account(told), say::rules(&stages.rules));
    if told.is_column_gone {
        text = format!("{text}\n{}", say::column_gone());
    }
    text.extend(say::unclear(told.n_unclear).map(|line| format!("\n{line}")));
    if let Some(stage) = list {
        let ids: Vec<&str> = told.people(stage).iter().map(|&row| scored.people.ids[row as usize].as_str()).collect();
        text = format!("{text}\n{}", ids.join("\n"));
        json["people"] = ids.into();
    }
    Said { json, text }
}

pub(super) fn sway_subset(args: &SwayArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let stage = args.stage.as_deref().map(stage).transpose()?;
    let scored = session.scored()?;
    let document = session.project.document().clone();
    let mut marked = vec![true; scored.people.len()];
    if let Some(stage) = stage {
        let told = session.project.derived().stages();
        keep(&mut marked, |person| told.stage(person) == Some(stage));
    }
    if let Some(wanted) = &args.tribe {
        let position = tribe(wanted, &document, &scored)?;
        keep(&mut marked, |person| scored.tribes.of[person as usize] as usize == position);
    }
    if let Some(path) = &args.ids {
        let mut is_named = vec![false; scored.people.len()];
        for person in rows(&scored, &read_ids(path)?) {
            is_named[person as usize] = true;
        }
        keep(&mut marked, |person| is_named[person as usize]);
    }
    let (people, assumptions) = (&scored.people, document.assumptions);
    keep(&mut marked, |person| people.scorable_one(person) && people.is_customer[person as usize]);
    let members: Vec<Person> = (0..).zip(&marked).filter(|(_, is_marked)| **is_marked).map(|(row, _)| row).collect();
    let work = Watched::work(|ticket| sway(&scored.network, people, &members, &assumptions, args.top, ticket));
    let found = work.0.map_err(|_| Trouble::Bug)?;
    session.finish()?;
    let one = |swayer: &Swayer| {
        let row = swayer.person as usize;
        json!({"id": people.ids[row], "moved": swayer.moved, "contacts": swayer.n_contacts})
    };
    let line = |swayer: &Swayer| {
        let fact = say::swayer(&called(people, swayer.person), swayer.n_contacts);
        format!("{fact}\n  {}", say::would_follow(swayer.moved))
    };
    let json = json!({"to_sway": members.len(), "people": found.iter().map(one).collect::<Vec<Value>>()});
    let text = if found.is_empty() {
        say::nobody_sways().to_owned()
    } else {
        found.iter().map(line).collect::<Vec<String>>().join("\n")
    };
    Ok(Said { json, text })
}

fn keep(marked: &mut [bool], is_in: impl Fn(Person) -> bool) {
    marked.iter_mut().zip(0..).for_each(|(marked, person)| *marked &= is_in(person));
}

/// The position of a tribe by its number or name.
fn tribe(wanted: &str, document: &Document, scored: &Scored) -> Result<usize, Ended> {
    let names = document.names_of_tribes(scored);
    let is_it = |(position, name): &(usize, &String)| {
        name.eq_ignore_ascii_case(wanted) || scored.tribes.tribes[*position].id.to_string() == wanted
    };
    let found = names.iter().enumerate().find(is_it).map(|(position, _)| position);
    found.ok_or_else(|| Ended::Data(format!("{wanted}: {}", say::no_tribe())))
}
