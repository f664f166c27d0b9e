//! `tribewise learned`: what measured campaigns taught, kept and remarked on; measures nothing itself.

use super::args::LearnedArgs;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::measure::{Contest, Contestant, GroupLift, Lesson, NextTest};
use crate::project::{Command, LearnEdit, LearnedLine, LessonSaid};
use crate::ui::words::{learned as say, plan as say_plan};
use serde_json::{Value, json};

pub(super) fn run(args: &LearnedArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    measured(&mut session)?;
    let meant = meant(&session, args)?;
    let is_meant = |line: &LearnedLine| meant.as_ref().is_none_or(|those| those.contains(&of(line)));
    if args.keep || args.remark.is_some() {
        // A remark is kept with a line; what a kept line says changes only by --keep.
        let is_to_keep = |line: &LearnedLine| !line.is_kept || args.keep && line.now.is_some();
        let lines = session.project.learned();
        for line in lines.iter().filter(|line| is_meant(line) && is_to_keep(line)) {
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

/// Has every campaign measured that there are results of, against people as they are now; a project without ties has kept
/// lines alone.
pub(super) fn measured(session: &mut Session) -> Result<(), Ended> {
    if session.project.document().has_ties() {
        session.scored()?;
        for plan in plans_with_results(session) {
            super::choosing::cells(session, plan)?;
        }
    }
    Ok(())
}

/// The measurement that a line is of: its results file and its plan.
fn of(line: &LearnedLine) -> (u32, u32) {
    (line.lesson.import, line.lesson.plan)
}

/// The measurements of the campaign meant, by the name that a line has or its plan has now.
fn meant(session: &Session, args: &LearnedArgs) -> Result<Option<Vec<(u32, u32)>>, Ended> {
    let Some(name) = &args.plan else { return Ok(None) };
    let lines = session.project.learned();
    let now = |line: &LearnedLine| session.project.document().plan(line.lesson.plan).map(|plan| &plan.name);
    let is_meant = |line: &&LearnedLine| line.lesson.plan_name == *name || now(line) == Some(name);
    let those: Vec<(u32, u32)> = lines.iter().filter(is_meant).map(of).collect();
    if those.is_empty() {
        let names: Vec<&str> = lines.iter().map(|line| line.lesson.plan_name.as_str()).collect();
        return Err(Ended::Usage(say_plan::no_such_plan(name, &names)));
    }
    Ok(Some(those))
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
        "groups": (0..lesson.groups.len()).map(|n| group(lesson, n, said)).collect::<Vec<Value>>(),
        "best": lesson.contests().iter().map(|one| contest(lesson, one)).collect::<Vec<Value>>(),
        "next": line.next,
        "next_test": said.next,
        "remark": lesson.remark,
        "kept": line.is_kept,
        "differs": line.now.is_some(),
    })
}

fn group(lesson: &Lesson, place: usize, said: &LessonSaid) -> Value {
    let GroupLift { kind, arm, points, points_low, points_high, chance_helped } = lesson.groups[place].lift;
    json!({
        "group": kind.code(lesson.plan),
        "name": said.group_names[place],
        "verdict": lesson.verdict_of(place),
        "people": arm.n_people,
        "yes": arm.n_yes,
        "points": points,
        "points_low": points_low,
        "points_high": points_high,
        "chance_helped": chance_helped,
        "result": said.groups[place],
    })
}

/// Groups by their codes; all the treated are "treated".
fn contest(lesson: &Lesson, contest: &Contest) -> Value {
    let code = |whose: &Contestant| match whose {
        Contestant::Treated => "treated".to_owned(),
        Contestant::Group(n) => lesson.groups[*n].lift.kind.code(lesson.plan),
    };
    let codes = |those: &[Contestant]| those.iter().map(code).collect::<Vec<String>>();
    json!({
        "between": contest.between,
        "best": codes(&contest.best),
        "told_apart": codes(&contest.told_apart),
        "not_told_apart": codes(&contest.not_told_apart),
        "sentence": say::contest(lesson, contest),
    })
}
