//! `tribewise plan`, the part about whom to treat: edits from words, and what is known of groups, budgets and the table.

use super::args::ChoosingArgs;
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::campaign::{
    ArmKind, CellDesign, CellEdit, Cells, ChoiceEdit, Deal, How, Plan, PlanEdit, StageChance, people_needed,
    smallest_detectable_points,
};
use crate::domain::forecast::{BestSpread, Forecast, Range, Reaching, feasible, worth};
use crate::domain::model::{Situation, Stage};
use crate::domain::pairing::{PairingEdit, Readers};
use crate::domain::study::Study;
use crate::project::Trouble;
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::{
    cells as say_cells, choosing as say, pairing as say_pairing, situations as say_situations, stages,
};
use serde_json::{Value, json};
use std::sync::Arc;

/// What the words say of a plan, as edits; understood whole before anything is done. `tribe` finds a tribe by its name.
pub(super) fn edits(
    args: &ChoosingArgs,
    mut tribe: impl FnMut(&str) -> Result<u32, Ended>,
) -> Result<Vec<PlanEdit>, Ended> {
    let mut edits = Vec::new();
    let mut choose = |edit: ChoiceEdit| edits.push(PlanEdit::Choose(edit));
    if !args.by_hand.is_empty() {
        choose(ChoiceEdit::AddByHand(args.by_hand.clone()));
    }
    if let Some(word) = &args.how {
        choose(ChoiceEdit::SetHow(How::from_word(word).ok_or_else(|| unknown(say::no_such_way()))?));
    }
    args.per_tribe.map(ChoiceEdit::SetPerTribe).into_iter().for_each(&mut choose);
    if let Some(heading) = &args.cost_column {
        choose(ChoiceEdit::SetCostColumn(if heading == "none" { String::new() } else { heading.clone() }));
    }
    args.from_anywhere
        .as_ref()
        .map(|word| ChoiceEdit::SetFromAnywhere(word == "yes"))
        .into_iter()
        .for_each(&mut choose);
    args.value.map(|euros| ChoiceEdit::SetValue((euros * 100.0).round() as i64)).into_iter().for_each(&mut choose);
    args.aim.map(ChoiceEdit::SetGoalPeople).into_iter().for_each(&mut choose);
    for text in &args.at_stage {
        choose(at_stage(text).ok_or_else(|| unknown(say::bad_stage_chance()))?);
    }
    if let Some(text) = &args.off_topic {
        let chance = chances(text).ok_or_else(|| unknown(say::bad_off_topic()))?;
        choose(ChoiceEdit::SetOffTopic(chance));
    }
    if let Some(word) = &args.deal {
        let deal = Deal::from_word(word).ok_or_else(|| unknown(say_cells::no_such_deal()))?;
        edits.push(PlanEdit::Design(CellEdit::SetDeal(deal)));
    }
    edits.extend(beside(&args.beside)?.into_iter().map(PlanEdit::Design));
    if !args.reason.is_empty() {
        edits.push(PlanEdit::Design(CellEdit::SetMotivations(args.reason.clone())));
    }
    edits.extend(args.base.map(CellEdit::SetBasePercent).map(PlanEdit::Design));
    for text in &args.say {
        edits.push(PlanEdit::Pair(said(text, &mut tribe)?));
    }
    for text in &args.say_when {
        edits.push(PlanEdit::Pair(said_when(text).ok_or_else(|| unknown(say_situations::bad_say_when()))?));
    }
    Ok(edits)
}

fn unknown(text: &str) -> Ended {
    Ended::Usage(text.to_owned())
}

/// "at-risk=150/80", "at-risk=usual".
pub(super) fn at_stage(text: &str) -> Option<ChoiceEdit> {
    let (stage, chances) = text.split_once('=')?;
    let stage = Stage::from_word(stage)?;
    Some(ChoiceEdit::SetStageChance { stage, chance: self::chances(chances)? })
}

/// "150/80", "usual".
fn chances(text: &str) -> Option<StageChance> {
    if text.trim() == "usual" {
        return Some(StageChance::default());
    }
    let percent = |text: &str| text.trim().parse().ok().filter(|&n: &u16| n <= StageChance::MOST_PERCENT);
    let (takes_up, passes_on) = text.split_once('/')?;
    Some(StageChance { takes_up_percent: Some(percent(takes_up)?), passes_on_percent: Some(percent(passes_on)?) })
}

fn beside(words: &[String]) -> Result<Vec<CellEdit>, Ended> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let named: Vec<How> = words
        .iter()
        .filter(|word| *word != "none")
        .map(|word| How::from_word(word).filter(|how| CellDesign::BESIDE.contains(how)))
        .collect::<Option<_>>()
        .ok_or_else(|| unknown(say_cells::no_such_beside()))?;
    Ok(CellDesign::BESIDE.map(|how| CellEdit::SetBeside { how, is_in: named.contains(&how) }).to_vec())
}

fn said(text: &str, tribe: &mut impl FnMut(&str) -> Result<u32, Ended>) -> Result<PairingEdit, Ended> {
    let (place, message) = text.split_once('=').ok_or_else(|| unknown(say_pairing::bad_say()))?;
    let (stage, name) = place.split_once('/').map_or((place, None), |(stage, name)| (stage, Some(name)));
    let stage = Stage::from_word(stage).ok_or_else(|| unknown(say_pairing::bad_say()))?;
    let tribe = name.map(&mut *tribe).transpose()?;
    Ok(PairingEdit::SetMessage { stage, tribe, message: message.to_owned() })
}

/// "complained=TEXT", "complained/loyal=TEXT".
fn said_when(text: &str) -> Option<PairingEdit> {
    let (place, message) = text.split_once('=')?;
    let (situation, stage) = place.split_once('/').map_or((place, None), |(of, stage)| (of, Some(stage)));
    let situation = Situation::from_word(situation)?;
    let stage = match stage {
        Some(word) => Some(Stage::from_word(word)?),
        None => None,
    };
    Some(PairingEdit::SetForSituation { situation, stage, message: message.to_owned() })
}

/// The cells of a plan, chosen first where they have to be.
pub(super) fn cells(session: &mut Session, plan: u32) -> Result<Arc<Cells>, Ended> {
    let scored = session.scored()?;
    let document = session.project.document().clone();
    let found = document.plan(plan).ok_or(Trouble::Bug)?;
    let derived = session.project.derived();
    if let Some(key) = derived.choice_key(found, document.assumptions)
        && derived.choice(found, document.assumptions).is_none()
    {
        let (answer, _) = Watched::run(Request::Choose { key, scored, past: session.project.past() })?;
        let Answer::Chosen { key, best } = answer else { return Err(Trouble::Bug.into()) };
        session.project.accept_choice(key, best);
    }
    session.project.derived().cells(plan).ok_or(Trouble::Bug.into())
}

fn study(session: &mut Session, plan: u32) -> Result<Arc<Study>, Ended> {
    cells(session, plan)?;
    let scored = session.scored()?;
    let document = session.project.document().clone();
    let found = document.plan(plan).ok_or(Trouble::Bug)?;
    let key = session.project.derived().study_key(found, document.assumptions).ok_or(Trouble::Bug)?;
    let (answer, _) = Watched::run(Request::Study { key, scored, past: session.project.past() })?;
    let Answer::Studied { key, study } = answer else { return Err(Trouble::Bug.into()) };
    session.project.accept_study(key, study.clone());
    Ok(study)
}

/// What is proven of a choice by spread.
pub(super) fn proven_json(best: &BestSpread) -> Value {
    json!({
        "lower_bound": best.lower_bound,
        "expected": best.expected,
        "upper_bound": best.upper_bound,
        "proven_share": best.proven_share(),
        "guarantee": best.guarantee,
    })
}

/// `plan groups`: who is in which group, how far apart and alike they are, and what they can prove.
pub(super) fn groups(session: &mut Session, plan: u32) -> Result<Said, Ended> {
    let cells = cells(session, plan)?;
    let study = study(session, plan)?;
    let scored = session.scored()?;
    let document = session.project.document().clone();
    let plan = document.plan(plan).ok_or(Trouble::Bug)?;
    let base = f64::from(plan.cells.base_percent) / 100.0;
    let (n, m) = (cells.treated.len(), cells.control.len());
    let points = smallest_detectable_points(n, m, base);
    let member = |(person, code): &(u32, String)| json!({"id": scored.people.ids[*person as usize], "cell": code});
    let arm = |kind: ArmKind, n: usize| json!({"cell": kind.code(plan.id), "people": n});
    let json = json!({
        "plan": plan.name,
        "treated": n,
        "control": m,
        "further": cells.arms.iter().map(|one| arm(one.kind, one.people.len())).collect::<Vec<_>>(),
        "members": cells.coded(plan.id).iter().map(member).collect::<Vec<_>>(),
        "leakage": study.apart.leakage,
        "overlap": study.apart.overlap,
        "circles": {"treated": study.apart.n_treated_circles, "control": study.apart.n_control_circles,
            "mean": study.apart.mean_circle},
        "largest_difference_deviations": study.balance.first().map(|widest| widest.deviations),
        "detectable_points": points,
        "needed_for_5_points": people_needed(base, base + 0.05),
        "seed": plan.seed,
    });
    let lines = [
        Some(crate::ui::words::plan::cells(n, m)),
        (m > 0).then(|| say_cells::apart(&study.apart)),
        say_cells::balance(&study.balance),
        Some(if m > 0 { say_cells::power(points, n + m, base) } else { say_cells::no_control().into() }),
        (m > 0).then(|| say_cells::circles(&study.apart, n, m, base, f64::from(plan.cells.alike_percent) / 100.0)),
    ];
    Ok(Said { json, text: lines.into_iter().flatten().collect::<Vec<_>>().join("\n") })
}

/// `plan table`: stages and tribes, who could best sway the people there, and what is said to them.
pub(super) fn table(session: &mut Session, plan: u32) -> Result<Said, Ended> {
    let study = study(session, plan)?;
    let scored = session.scored()?;
    let document = session.project.document().clone();
    let plan = document.plan(plan).ok_or(Trouble::Bug)?;
    let name = |id: u32| {
        let tribe = scored.tribes.by_id(id).map_or("", |tribe| tribe.name.as_str());
        document.tribe_names.get(&id).map_or(tribe, String::as_str).to_owned()
    };
    let cell = |cell: &crate::domain::pairing::Cell| {
        let best = cell.swayers.first();
        json!({
            "stage": cell.stage.word(),
            "tribe": cell.tribe,
            "tribe_name": name(cell.tribe),
            "people": cell.n_people,
            "best": best.map(|swayer| scored.people.ids[swayer.person as usize].as_str()),
            "moves": best.map(|swayer| swayer.moved),
            "through": cell.named(&plan.pairing, &scored.people).map(|row| scored.people.ids[row as usize].as_str()),
            "message": plan.pairing.message(cell.stage, Some(cell.tribe)),
        })
    };
    let (n_unsaid, n) = (study.matrix.n_unsaid(&plan.pairing), study.matrix.cells.len());
    let (situations, said_in) = in_situations(session, plan);
    let json = json!({
        "plan": plan.name,
        "cells": study.matrix.cells.iter().map(cell).collect::<Vec<_>>(),
        "unsaid": n_unsaid,
        "situations": situations,
    });
    let line = |cell: &crate::domain::pairing::Cell| {
        let best = cell.swayers.first().map_or(String::new(), |swayer| {
            format!(" {}", say_pairing::swayer(scored.people.label(swayer.person), swayer))
        });
        format!("{}, {}: {}{best}", stages::stage(cell.stage), name(cell.tribe), say_pairing::people(cell.n_people))
    };
    let lines: Vec<String> = study.matrix.cells.iter().map(line).collect();
    Ok(Said { json, text: format!("{}\n{}\n{said_in}", lines.join("\n"), say_pairing::unsaid(n_unsaid, n)) })
}

/// Who of the treated reads in which situation, and what: as values and as sentences.
fn in_situations(session: &Session, plan: &Plan) -> (Vec<Value>, String) {
    let work = session.project.derived().work(plan.id);
    let readers = work.map_or(&[][..], |work| work.readers.as_slice());
    let one = |of: &Readers| {
        json!({
            "situation": of.situation.word(),
            "stage": of.stage.map(Stage::word),
            "treated": of.n_people,
            "message": plan.pairing.in_situation(of.situation, of.stage),
        })
    };
    let line = |of: &Readers| {
        let n_unsaid = if of.is_unsaid(&plan.pairing) { of.n_people } else { 0 };
        let place = format!("{}, {}", say_situations::situation(of.situation), say_situations::stage(of.stage));
        format!("{place}: {}", say_situations::treated(of.n_people, n_unsaid))
    };
    let n_unsaid = readers.iter().filter(|of| of.is_unsaid(&plan.pairing)).count();
    let last = say_situations::unsaid(n_unsaid, readers.len());
    let lines: Vec<String> = readers.iter().map(line).chain([last]).collect();
    (readers.iter().map(one).collect(), lines.join("\n"))
}

/// What a forecast says of money: the curve, its marks and the aim.
pub(super) fn worth_json(
    plan: &Plan,
    cells: &Cells,
    forecast: &Forecast,
    accept: f32,
    best: Option<f64>,
) -> (Value, String) {
    let worth = worth(plan, cells, forecast);
    let range = |range: &Range| json!({"low": range.low, "likely": range.likely, "high": range.high});
    let point = |point: &crate::domain::forecast::Point| {
        json!({
            "treated": point.n_treated,
            "cost_cents": point.cost_cents,
            "extra": range(&point.extra),
            "random": point.random,
            "most_connected": point.most_connected,
            "value_cents": worth.value(point),
        })
    };
    let at = |place: Option<usize>| place.and_then(|place| worth.points.get(place)).map(|point| point.n_treated);
    let aim = worth.goal.map(|reaching| match reaching {
        Reaching::With { n_treated, cost_cents } => json!({"treated": n_treated, "cost_cents": cost_cents}),
        Reaching::NotWith { n_treated, extra } => json!({"out_of_reach_with": n_treated, "extra": extra}),
    });
    let asks = feasible(plan.choice.goal_people, forecast, accept, best);
    let json = json!({
        "course": worth.points.iter().map(point).collect::<Vec<_>>(),
        "knee": at(worth.knee),
        "break_even": at(worth.break_even),
        "value_a_person_cents": worth.value_cents,
        "aim": aim,
        "needed_share": asks.map(|asks| asks.needed_share),
        "times_best_result": asks.and_then(|asks| asks.times_best),
        "better_skipped": worth.is_better_skipped(),
    });
    let mut lines = say::marks(&worth);
    if let Some(now) = worth.points.get(worth.now) {
        lines.insert(0, say::point(now, &worth));
        lines.extend(worth.is_better_skipped().then(|| say::skip(now, &worth)));
    }
    lines.extend(asks.map(|asks| say::feasible(plan.choice.goal_people, forecast.n_treated, &asks)));
    (json, lines.join("\n"))
}
