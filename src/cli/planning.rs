//! The life of a plan on the command line: templates, readiness, money, review, approval, versions, ticks, codes.

use super::args::{CodesArgs, PlanArgs, PlanVerb};
use super::export::plan_named;
use super::session::Session;
use super::{Ended, Said, results};
use crate::domain::campaign::codes::Came;
use crate::domain::campaign::{
    Goal, Job, Launch, PlanEdit, Review, TaskState, Template, beside_mailing, day, launched_audience, review,
};
use crate::domain::import;
use crate::domain::model::{FileKind, Meaning, Stage};
use crate::project::{CameBack, Command, Trouble};
use crate::shell::clock;
use crate::ui::words::{cli, command, data, doing as say, goals, number, plan as plan_words, strategy};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

pub(super) fn templates() -> Said {
    let json = Template::ALL.map(|template| {
        json!({"template": template.word(), "name": strategy::template(template), "industry": strategy::industry(template)})
    });
    let line = |template: Template| {
        format!("{} ({}): {}", template.word(), strategy::industry(template), strategy::about(template))
    };
    let text = format!("{}\n{}", Template::ALL.map(line).join("\n"), strategy::fair_play());
    Said { json: json!({"templates": json}), text }
}

/// The steps that make a new plan one of a template.
pub(super) fn template(word: &str) -> Result<Vec<PlanEdit>, Ended> {
    let found = Template::ALL.into_iter().find(|template| template.word() == word.trim());
    let all = Template::ALL.map(Template::word).join(", ");
    let template = found.ok_or(Ended::Usage(cli::no_template(word, &all)))?;
    Ok(template.edits(&strategy::texts(template)))
}

/// The edit that a text becomes.
type Text = fn(String) -> PlanEdit;

/// What the command line says of goal, stages (instead of those there are), texts and days.
pub(super) fn more_edits(args: &PlanArgs, stages: &BTreeSet<Stage>) -> Result<Vec<PlanEdit>, Ended> {
    let mut edits = Vec::new();
    if let Some(word) = &args.goal {
        let goal: Result<Goal, _> = serde_json::from_value(json!(word.trim().replace('-', "_")));
        let goal = goal.map_err(|_| Ended::Usage(cli::no_goal(word)))?;
        let success_measure = args.success.is_none().then(|| goals::success(goal).to_owned());
        edits.push(PlanEdit::PickGoal { goal, success_measure });
    }
    if !args.stages.is_empty() {
        let all = Stage::ALL.map(Stage::word).join(", ");
        let unknown = |word: &String| Ended::Usage(cli::no_stage(word, &all));
        let named = args.stages.iter().filter(|word| *word != "any");
        let wanted: Result<BTreeSet<Stage>, Ended> =
            named.map(|word| Stage::from_word(word).ok_or_else(|| unknown(word))).collect();
        edits.extend(stages.symmetric_difference(&wanted?).map(|&stage| PlanEdit::ToggleStage(stage)));
    }
    let texts: [(&Option<String>, Text); 7] = [
        (&args.rename, PlanEdit::Rename),
        (&args.message, PlanEdit::SetMessage),
        (&args.offer, PlanEdit::SetOffer),
        (&args.owner, PlanEdit::SetOwner),
        (&args.success, PlanEdit::SetSuccessMeasure),
        (&args.start, PlanEdit::SetStartsOn),
        (&args.end, PlanEdit::SetEndsOn),
    ];
    if !args.days_off.is_empty() {
        let days = args.days_off.iter().filter(|day| *day != "none").cloned();
        edits.push(PlanEdit::SetDaysOff(days.collect()));
    }
    edits.extend(texts.into_iter().filter_map(|(text, edit)| text.clone().map(edit)));
    Ok(edits)
}

pub(super) fn run(session: &mut Session, plan: u32, args: &PlanArgs) -> Result<Said, Ended> {
    if args.verb == PlanVerb::Versions {
        return versions(session, plan);
    }
    super::choosing::cells(session, plan)?;
    match args.verb {
        PlanVerb::Ready => ready(session, plan),
        PlanVerb::Money => money(session, plan),
        PlanVerb::Approve => {
            approve(session, plan)?;
            standing(session, plan)
        }
        PlanVerb::Change => {
            session.apply(Command::EditPlan { plan, edit: PlanEdit::Reopen })?;
            versions(session, plan)
        }
        PlanVerb::Tick => {
            tick(session, plan, &args.ids)?;
            standing(session, plan)
        }
        _ => standing(session, plan),
    }
}

fn ready(session: &Session, plan: u32) -> Result<Said, Ended> {
    let plan = session.project.document().plan(plan).ok_or(Trouble::Bug)?;
    let list = session.project.readiness(plan, &clock::today());
    let point = |(item, is_done): &(_, bool)| {
        let (done, remedy) = plan_words::readiness(*item);
        json!({"point": format!("{item:?}"), "is_done": is_done, "text": if *is_done { done } else { remedy }})
    };
    let line = |(item, is_done): &(_, bool)| {
        let (done, remedy) = plan_words::readiness(*item);
        if *is_done { format!("[x] {done}") } else { format!("[ ] {remedy}") }
    };
    let n_open = list.iter().filter(|(_, is_done)| !is_done).count();
    let json = json!({"plan": plan.name, "n_open": n_open, "points": list.iter().map(point).collect::<Vec<_>>()});
    Ok(Said { json, text: list.iter().map(line).collect::<Vec<_>>().join("\n") })
}

fn money(session: &Session, id: u32) -> Result<Said, Ended> {
    let (document, derived) = (session.project.document(), session.project.derived());
    let plan = document.plan(id).ok_or(Trouble::Bug)?;
    let (work, cells) = (derived.work(id).ok_or(Trouble::Bug)?, derived.cells(id).ok_or(Trouble::Bug)?);
    let beside = beside_mailing(plan, &work.money, cells.audience.len());
    let list = work.board.treatments.iter().zip(&work.money.by_treatment);
    let one = |(treatment, spent): (&crate::domain::campaign::PlanTreatment, &crate::domain::campaign::Spent)| {
        json!({
            "treatment": treatment.kind.word(),
            "people": spent.n_people,
            "planned_cents": spent.planned_cents,
            "actual_cents": spent.actual_cents,
        })
    };
    let lines: Vec<String> = list
        .clone()
        .map(|(treatment, spent)| {
            let name = plan_words::treatment(treatment.kind);
            format!("{name}: {}", say::terms(treatment, spent.n_people, spent.planned_cents))
        })
        .collect();
    let json = json!({
        "plan": plan.name,
        "treatments": list.map(one).collect::<Vec<Value>>(),
        "planned_cents": work.money.total.planned_cents,
        "actual_cents": work.money.total.actual_cents,
        "minutes": work.money.minutes,
        "mailing_cents": beside.mailing_cents,
        "mailing_minutes": beside.mailing_minutes,
    });
    let total = plan_words::cost(work.money.total.planned_cents, plan.budget_cents);
    Ok(Said { json, text: format!("{}\n{total}\n{}", lines.join("\n"), say::beside(&beside)) })
}

fn approve(session: &mut Session, id: u32) -> Result<(), Ended> {
    let scored = session.scored()?;
    let plan = session.project.document().plan(id).cloned().ok_or(Trouble::Bug)?;
    let cells = session.project.derived().cells(id).ok_or(Trouble::Bug)?;
    let audience = launched_audience(&plan, &cells.audience, &scored.people);
    let launch = Launch { on: clock::today(), audience };
    let edit = PlanEdit::Launch { cells: cells.freeze(&scored.people), launch };
    session.apply(Command::EditPlan { plan: id, edit })
}

/// Ticks the tasks of these people off, or all that are due.
fn tick(session: &mut Session, id: u32, ids: &[String]) -> Result<(), Ended> {
    let scored = session.scored()?;
    let today = clock::today();
    let work = session.project.derived().work(id).ok_or(Trouble::Bug)?;
    let is_due = |on: Option<chrono::NaiveDate>| on.zip(day(&today)).is_some_and(|(on, today)| on <= today);
    let is_meant = |task: &&crate::domain::campaign::Task| match task.job {
        Job::For(person) if !ids.is_empty() => ids.iter().any(|id| scored.people.row(id) == Some(person)),
        _ => ids.is_empty() && is_due(task.on),
    };
    let key =
        |task: &crate::domain::campaign::Task| (work.board.treatments[task.treatment].id, task.job.key(&scored.people));
    let tasks: Vec<(u32, String)> = work.board.tasks.iter().filter(is_meant).map(key).collect();
    if tasks.is_empty() {
        return Err(Ended::Data(cli::no_task().into()));
    }
    let edit = PlanEdit::MarkTasks { tasks, state: TaskState::Done, on: today };
    session.apply(Command::EditPlan { plan: id, edit })
}

fn standing(session: &Session, id: u32) -> Result<Said, Ended> {
    let (document, derived) = (session.project.document(), session.project.derived());
    let (plan, work) = (document.plan(id).ok_or(Trouble::Bug)?, derived.work(id).ok_or(Trouble::Bug)?);
    let today = clock::today();
    let open = session.project.readiness(plan, &today).into_iter().find(|(_, is_done)| !is_done);
    let lift =
        document.imports.iter().rev().find_map(|import| derived.lift(import.id).filter(|_| import.plan == Some(id)));
    let today = day(&today).ok_or(Trouble::Bug)?;
    let found = review(plan, &work.board, &work.money, open.map(|(item, _)| item), lift.as_deref(), today);
    let Review { week, n_done, n_tasks, n_late, n_this_week, planned_cents, actual_cents, step } = found;
    let json = json!({
        "plan": plan.name,
        "status": plan.status,
        "version": plan.version(),
        "week": week,
        "done": n_done,
        "tasks": n_tasks,
        "late": n_late,
        "this_week": n_this_week,
        "planned_cents": planned_cents,
        "actual_cents": actual_cents,
        "next_step": say::next_step(step),
    });
    Ok(Said { json, text: format!("{}\n{}", say::standing(&found), say::next_step(step)) })
}

fn versions(session: &Session, id: u32) -> Result<Said, Ended> {
    let plan = session.project.document().plan(id).ok_or(Trouble::Bug)?;
    let words = |edits: &[PlanEdit]| edits.iter().map(command::plan_edit).collect::<Vec<String>>();
    let history = plan.history();
    let one = |(version, edits): &(u32, Vec<PlanEdit>)| json!({"version": version, "changes": words(edits)});
    let json = json!({"plan": plan.name, "versions": history.iter().map(one).collect::<Vec<Value>>()});
    let line = |(version, edits): &(u32, Vec<PlanEdit>)| {
        let old = plan.earlier.iter().find(|old| old.version == *version).map(|old| old.plan.launch.on.as_str());
        std::iter::once(say::version(*version, old))
            .chain(words(edits).iter().map(|line| format!("  {line}")))
            .collect::<Vec<_>>()
    };
    Ok(Said { json, text: history.iter().flat_map(line).collect::<Vec<_>>().join("\n") })
}

pub(super) fn codes(args: &CodesArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    session.scored()?;
    let plan = plan_named(&session, &args.plan)?;
    let rows = read_codes(&args.file)?;
    let found = session.project.codes_came_back(plan, &rows);
    let found = found.ok_or_else(|| Ended::Data(say::no_codes().to_owned()))?;
    session.finish()?;
    let one = |back: &CameBack| {
        json!({
            "code": back.code,
            "by": back.by,
            "came": back.came.word(),
            "is_leak": back.came.is_leak(),
            "whose": back.whose,
        })
    };
    let n = |came: Came| found.iter().filter(|back| back.came == came).count();
    let lines = Came::ALL.into_iter().filter(|&came| n(came) > 0).map(|came| say::came(came, n(came)));
    let n_leaked = found.iter().filter(|back| back.came.is_leak()).count();
    let json = json!({"codes": found.iter().map(one).collect::<Vec<Value>>(), "leaked": n_leaked});
    let text = lines.collect::<Vec<_>>().join("\n");
    Ok(Said { json, text: if text.is_empty() { number::count(0) } else { text } })
}

/// The columns of codes and of who used them.
fn read_codes(path: &Path) -> Result<Vec<(String, String)>, Ended> {
    let source = results::source(path)?;
    let mut mapping =
        import::propose(&source, Some(FileKind::Results)).map_err(|why| results::unreadable(path, &why))?.mapping;
    let plain = |heading: &str| heading.trim().to_lowercase().replace(['_', '-'], " ");
    let place = |names: &[&str]| mapping.columns.iter().position(|one| names.contains(&plain(&one.heading).as_str()));
    let code = place(&["coupon code", "code", "coupon", "voucher"]);
    let by = place(&["id", "customer", "customer id", "by"]);
    let (Some(code), Some(by)) = (code, by) else {
        return Err(Ended::Data(format!("{}: {}", path.display(), say::no_code_columns())));
    };
    // Something that must be there and words beside it that may be: a code counts also where nobody knows who used it.
    mapping.kind = FileKind::Outgoing;
    for (n, column) in mapping.columns.iter_mut().enumerate() {
        column.meaning = match n {
            n if n == code => Meaning::Id,
            n if n == by => Meaning::Subject,
            _ => Meaning::NotNeeded,
        };
    }
    let (_, name, imported) = results::read(path, source, mapping)?;
    eprintln!("{name}: {}", data::account(&imported.report));
    let text = |meaning: Meaning| -> Option<Vec<String>> {
        let column = imported.table.plain().column(meaning.word()).ok()?.str().ok()?.clone();
        Some(column.iter().map(|cell| cell.unwrap_or_default().to_owned()).collect())
    };
    let (codes, users) = text(Meaning::Id).zip(text(Meaning::Subject)).ok_or(Trouble::Bug)?;
    let ids = users.iter().map(|by| import::plain_id(by).unwrap_or_default().to_owned());
    Ok(codes.into_iter().zip(ids).collect())
}
