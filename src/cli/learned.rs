//! `tribewise learned`: what measured campaigns taught, kept and remarked on; measures nothing itself.

use super::args::LearnedArgs;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::measure::NextTest;
use crate::project::{Command, LearnEdit, LearnedLine, LessonSaid};
use crate::ui::words::{learned as say, plan as say_plan};
use serde_json::{Value, json};

pub(super) fn run(args: &LearnedArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    // Campaigns are measured against people as they are now; a project without ties has kept lines alone.
    if session.project.document().has_ties() {
        session.scored()?;
        for plan in plans_with_results(&session) {
            super::choosing::cells(&mut session, plan)?;
        }
    }
    let meant = meant(&session, args)?;
    let is_meant = |line: &LearnedLine| meant.as_ref().is_none_or(|name| line.lesson.plan_name == *name);
    if args.keep || args.remark.is_some() {
        let lines = session.project.learned();
        for line in lines.iter().filter(|line| is_meant(line) && (!line.is_kept || line.now.is_some())) {
            session.apply(Command::Learn(LearnEdit::Keep { import: line.lesson.import }))?;
        }
    }
    for line in session.project.learned().iter().filter(|line| line.is_kept && is_meant(line)) {
        let lesson = line.lesson.id;
        if let Some(text) = &args.remark {
            session.apply(Command::Learn(LearnEdit::Remark { lesson, text: text.clone() }))?;
        }
        if args.forget {
            session.apply(Command::Learn(LearnEdit::Forget(lesson)))?;
        }
    }
    let lines: Vec<(LearnedLine, LessonSaid)> = session
        .project
        .learned()
        .into_iter()
        .filter(|line| args.forget || is_meant(line))
        .map(|line| worded(&session, line))
        .collect();
    session.finish()?;
    Ok(Said { json: json!({"learned": lines.iter().map(told).collect::<Vec<Value>>()}), text: say::markdown(&lines) })
}

fn plans_with_results(session: &Session) -> Vec<u32> {
    let document = session.project.document();
    let mut plans: Vec<u32> = document.imports.iter().filter_map(|import| import.plan).collect();
    plans.retain(|&plan| document.plan(plan).is_some());
    plans.sort_unstable();
    plans.dedup();
    plans
}

/// The name of the campaign meant, where there is a line of it.
fn meant(session: &Session, args: &LearnedArgs) -> Result<Option<String>, Ended> {
    let Some(name) = &args.plan else { return Ok(None) };
    let lines = session.project.learned();
    let names: Vec<&str> = lines.iter().map(|line| line.lesson.plan_name.as_str()).collect();
    if names.contains(&name.as_str()) {
        Ok(Some(name.clone()))
    } else {
        Err(Ended::Usage(say_plan::no_such_plan(name, &names)))
    }
}

fn worded(session: &Session, line: LearnedLine) -> (LearnedLine, LessonSaid) {
    let project = &session.project;
    let tribe = match line.next {
        NextTest::Tribe(id) => project.document().name_of_tribe(id, project.derived().scored.as_deref()),
        _ => None,
    };
    let said = say::said_of(&line, tribe);
    (line, said)
}

fn told((line, said): &(LearnedLine, LessonSaid)) -> Value {
    let lesson = &line.lesson;
    json!({
        "campaign": lesson.plan_name,
        "file": lesson.file_name,
        "verdict": lesson.verdict(),
        "result": said.result,
        "sure": said.sure,
        "points": lesson.lift.points,
        "points_low": lesson.lift.points_low,
        "points_high": lesson.lift.points_high,
        "chance_helped": lesson.lift.chance_helped,
        "cost": said.cost,
        "cost_cents": lesson.cost.cents,
        "next": line.next,
        "next_test": said.next,
        "remark": lesson.remark,
        "kept": line.is_kept,
        "differs": line.now.is_some(),
    })
}
