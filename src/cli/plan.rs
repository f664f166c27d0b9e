//! `tribewise plan`: makes, lists, shows, changes and forecasts plans.

use super::args::{PlanArgs, PlanVerb};
use super::choosing;
use super::export::plan_named;
use super::planning;
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::campaign::{Plan, PlanEdit, Treatment};
use crate::domain::forecast::{Assumptions, Range};
use crate::domain::model::{Currency, SignSide, Stage};
use crate::project::{Command, Trouble};
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::{self, plan as say};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn run(args: &PlanArgs) -> Result<Said, Ended> {
    // Before anything is done: no plan is made that is called otherwise than was said.
    if args.rename.is_some() && args.verb != PlanVerb::Set {
        return Err(Ended::Usage(words::cli::rename_goes_with_set().into()));
    }
    let mut session = Session::open(&args.common.project)?;
    let said = match args.verb {
        PlanVerb::List => list(&session),
        PlanVerb::Templates => planning::templates(),
        PlanVerb::New => {
            new(&mut session, args)?;
            let plan = plan_named(&session, name_of(args)?)?;
            show(&mut session, plan)?
        }
        verb => {
            let plan = plan_named(&session, name_of(args)?)?;
            let stages = stages_of(&session, plan);
            match verb {
                PlanVerb::Forecast => {
                    edit_as_said(&mut session, plan, args, &stages)?;
                    forecast(&mut session, plan, args.runs)?
                }
                PlanVerb::Set => {
                    edit_as_said(&mut session, plan, args, &stages)?;
                    show(&mut session, plan)?
                }
                PlanVerb::Groups | PlanVerb::Table => {
                    edit_as_said(&mut session, plan, args, &stages)?;
                    let show = if verb == PlanVerb::Groups { choosing::groups } else { choosing::table };
                    show(&mut session, plan)?
                }
                PlanVerb::Show => show(&mut session, plan)?,
                _ => planning::run(&mut session, plan, args)?,
            }
        }
    };
    session.finish()?;
    Ok(said)
}

fn name_of(args: &PlanArgs) -> Result<&str, Ended> {
    args.name.as_deref().ok_or_else(|| Ended::Usage(words::cli::say_name().into()))
}

fn list(session: &Session) -> Said {
    let plans = &session.project.document().plans;
    let json = json!({"plans": plans.iter().map(|plan| plan_json(plan)).collect::<Vec<_>>()});
    let lines: Vec<String> = plans.iter().map(|plan| format!("{} ({})", plan.name, say::status(plan.status))).collect();
    Said { json, text: if lines.is_empty() { say::none_yet().to_owned() } else { lines.join("\n") } }
}

fn plan_json(plan: &Plan) -> Value {
    serde_json::to_value(plan).unwrap_or(Value::Null)
}

fn new(session: &mut Session, args: &PlanArgs) -> Result<(), Ended> {
    let name = name_of(args)?;
    if session.project.document().plans.iter().any(|plan| plan.name == name) {
        return Err(Ended::Usage(words::cli::plan_exists(name)));
    }
    // Understood whole before anything is done: no plan is half made.
    let begun = args.template.as_deref().map(planning::template).transpose()?;
    let stages = begun.iter().flatten().filter_map(|edit| match edit {
        PlanEdit::ToggleStage(stage) => Some(*stage),
        _ => None,
    });
    let edits = edits_in(session, args, &stages.collect())?;
    let name = name.to_owned();
    session.apply(match begun {
        None => Command::AddPlan { name: name.clone() },
        Some(edits) => Command::BeginPlan { name: name.clone(), edits },
    })?;
    let plan = plan_named(session, &name)?;
    edit(session, plan, edits)?;
    for_all_plans(session, args)
}

/// All that the command line says of a plan, and of all plans together.
fn edit_as_said(session: &mut Session, plan: u32, args: &PlanArgs, stages: &BTreeSet<Stage>) -> Result<(), Ended> {
    let edits = edits_in(session, args, stages)?;
    edit(session, plan, edits)?;
    for_all_plans(session, args)
}

fn edit(session: &mut Session, plan: u32, edits: Vec<PlanEdit>) -> Result<(), Ended> {
    edits.into_iter().try_for_each(|edit| session.apply(Command::EditPlan { plan, edit }))
}

/// What the command line says of all plans together: the currency, and whether chances are learned.
fn for_all_plans(session: &mut Session, args: &PlanArgs) -> Result<(), Ended> {
    let (sign, side) = (&args.choosing.currency, &args.choosing.currency_side);
    if sign.is_some() || side.is_some() {
        let now = session.project.document().currency.clone();
        let side = side.as_deref().map_or(now.side, |word| match word {
            "before" => SignSide::Before,
            "after" => SignSide::After,
            _ => SignSide::Usual,
        });
        session.apply(Command::SetCurrency(Currency { sign: sign.clone().unwrap_or(now.sign), side }))?;
    }
    let Some(word) = &args.choosing.learn else { return Ok(()) };
    let assumptions = Assumptions { is_learned: word == "yes", ..session.project.document().assumptions };
    session.apply(Command::SetAssumptions(assumptions))
}

/// The stages that a plan's audience is narrowed to.
fn stages_of(session: &Session, plan: u32) -> BTreeSet<Stage> {
    session.project.document().plan(plan).map_or_else(BTreeSet::new, |plan| plan.audience.stages.clone())
}

/// What the command line says of a plan whose audience is narrowed to these stages, as edits.
fn edits_in(session: &mut Session, args: &PlanArgs, stages: &BTreeSet<Stage>) -> Result<Vec<PlanEdit>, Ended> {
    let plans = &session.project.document().plans;
    if let Some(name) = args.rename.as_ref().filter(|name| plans.iter().any(|plan| plan.name == name.trim())) {
        return Err(Ended::Usage(words::cli::plan_exists(name)));
    }
    let mut edits = Vec::new();
    if !args.tribes.is_empty() {
        edits.push(PlanEdit::AddTribes(tribes_named(session, &args.tribes)?));
    }
    let cents = |euros: f64| (euros * 100.0).round() as i64;
    edits.extend(args.share.map(PlanEdit::SetSharePercent));
    edits.extend(args.control.map(PlanEdit::SetControlPercent));
    edits.extend(args.cost.map(|euros| PlanEdit::SetCostAHead(cents(euros))));
    edits.extend(args.budget.map(|euros| PlanEdit::SetBudget(cents(euros))));
    edits.extend(args.seed.map(PlanEdit::SetSeed));
    if let Some(word) = &args.treatment {
        edits.push(PlanEdit::SetTreatment(treatment_named(word)?));
    }
    let tribe = |name: &str| Ok(tribes_named(session, &[name.to_owned()])?.first().copied().unwrap_or_default());
    edits.extend(choosing::edits(&args.choosing, tribe)?);
    for word in &args.also {
        edits.push(PlanEdit::AddTreatment(treatment_named(word)?));
    }
    edits.extend(planning::more_edits(args, stages)?);
    Ok(edits)
}

fn treatment_named(word: &str) -> Result<Treatment, Ended> {
    let treatment = Treatment::ALL.into_iter().find(|treatment| treatment.word() == word.to_lowercase());
    let all = Treatment::ALL.map(Treatment::word).join(", ");
    treatment.ok_or(Ended::Usage(words::cli::no_treatment(word, &all)))
}

fn tribes_named(session: &mut Session, wanted: &[String]) -> Result<Vec<u32>, Ended> {
    let scored = session.scored()?;
    let document = session.project.document().clone();
    let find = |word: &String| {
        let is_it = |tribe: &&crate::domain::model::Tribe| {
            let name = document.tribe_names.get(&tribe.id).unwrap_or(&tribe.name);
            name.eq_ignore_ascii_case(word.trim()) || tribe.id.to_string() == word.trim()
        };
        let found = scored.tribes.tribes.iter().find(is_it).map(|tribe| tribe.id);
        found.ok_or_else(|| Ended::Usage(words::cli::no_tribe(word)))
    };
    wanted.iter().map(find).collect()
}

fn show(session: &mut Session, id: u32) -> Result<Said, Ended> {
    let cells = choosing::cells(session, id)?;
    let document = session.project.document().clone();
    let plan = document.plan(id).ok_or(Trouble::Bug)?;
    let best = session.project.derived().choice(plan, document.assumptions);
    let mut json = plan_json(plan);
    json["proven"] = json!(best.as_deref().map(choosing::proven_json));
    json["n_audience"] = json!(cells.audience.len());
    json["n_treated"] = json!(cells.treated.len());
    json["n_control"] = json!(cells.control.len());
    json["n_unaffordable"] = json!(cells.unaffordable.len());
    let proven = best.map_or(String::new(), |best| format!("\n{}", words::choosing::proven(&best)));
    let text = format!(
        "{} ({}): {} {} {}{proven}",
        plan.name,
        say::status(plan.status),
        say::cells(cells.treated.len(), cells.control.len()),
        say::treatment(plan.treatment),
        say::cost(cells.cost_cents, plan.budget_cents),
    );
    Ok(Said { json, text })
}

fn forecast(session: &mut Session, id: u32, n_runs: usize) -> Result<Said, Ended> {
    let scored = session.scored()?;
    let cells = choosing::cells(session, id)?;
    let document = session.project.document().clone();
    let plan = document.plan(id).ok_or(Trouble::Bug)?;
    let derived = session.project.derived();
    let key = derived.forecast_key(plan, document.assumptions);
    let request = Request::Forecast {
        key,
        cells: cells.clone(),
        scored,
        n_runs: n_runs.clamp(1, 1_000_000),
        past: session.project.past(),
    };
    let (answer, _) = Watched::run(request)?;
    let Answer::Forecast { forecast, .. } = answer else { return Err(Trouble::Bug.into()) };
    let range = |range: &Range| json!({"low": range.low, "likely": range.likely, "high": range.high});
    let (accept, best) = (document.assumptions.accept_share, session.project.best_points());
    let (money, sentences) = choosing::worth_json(plan, &cells, &forecast, accept, best);
    let json = json!({
        "plan": plan.name,
        "strategies": {
            "plan": range(&forecast.plan),
            "nothing": range(&forecast.nothing),
            "random": range(&forecast.random),
            "most_connected": range(&forecast.most_connected),
        },
        "n_audience": forecast.n_audience,
        "n_treated": forecast.n_treated,
        "n_runs": forecast.n_runs,
        "learned_from": forecast.n_learned_from,
        "at_stage": forecast.at_stage,
        "assumptions": document.assumptions,
        "money": money,
    });
    let stages = forecast.at_stage.iter().map(words::choosing::at_stage);
    let sentences = std::iter::once(sentences).chain(stages).collect::<Vec<_>>().join("\n");
    let text = format!(
        "{}: {}\n{}: {}\n{}: {}\n{}: {}\n{}\n{sentences}",
        say::this_plan(),
        say::range(&forecast.plan),
        say::nothing(),
        say::range(&forecast.nothing),
        say::random(),
        say::range(&forecast.random),
        say::connected(),
        say::range(&forecast.most_connected),
        say::forecast(&forecast),
    );
    Ok(Said { json, text })
}
