//! A plan's board of tasks as it is printed, put into words that the screen gives; draws nothing itself.

use super::leaving::{LeavingProblem, Snapshot, Surroundings, present};
use crate::domain::campaign::{
    Board, Department, Job, Plan, PlanTreatment, Task, TaskState, TouchPoint, Treatment, day, mark,
};
use crate::domain::export::ExportProblem;
use crate::domain::export::picture::{DayOfTasks, Line, Printed, board_pdf, board_svgs};
use crate::domain::score::Scored;
use chrono::NaiveDate;

/// What stands over and under a board, in figures.
#[derive(Clone, Copy, Debug)]
pub struct BoardFigures<'a> {
    pub plan: &'a Plan,
    pub n_tasks: usize,
    pub n_done: usize,
    pub n_late: usize,
    /// The only treatment that is on it.
    pub only: Option<Treatment>,
    /// `2026-11-21`.
    pub today: &'a str,
}

/// The words of a printed board; the screen's to give.
#[derive(Clone, Copy, Debug)]
pub struct BoardWords {
    /// What is to be done, or for whom.
    pub task: fn(Treatment, Option<&str>, bool) -> String,
    pub treatment: fn(Treatment) -> &'static str,
    pub touch_point: fn(TouchPoint) -> &'static str,
    pub department: fn(Department) -> &'static str,
    pub state: fn(TaskState) -> &'static str,
    pub day: fn(Option<NaiveDate>) -> String,
    /// How many tasks a day has, and how many of them are late.
    pub note: fn(usize, usize) -> String,
    pub about: fn(&BoardFigures<'_>) -> Vec<String>,
    pub foot: fn(&BoardFigures<'_>) -> String,
    pub headings: fn() -> [&'static str; 4],
    pub goes_on: fn() -> &'static str,
    pub sheet: fn(usize, usize) -> String,
}

/// The sheets of a plan's board, of all its treatments or one, each as an SVG document. Nobody who opted out is on them.
///
/// # Errors
/// [`LeavingProblem`] with the reason.
pub fn board_sheets(
    plan: u32,
    of: Option<u32>,
    snapshot: &Snapshot,
    around: &Surroundings,
) -> Result<Vec<String>, LeavingProblem> {
    with_board(plan, of, snapshot, around, |printed| Ok(board_svgs(printed)))
}

/// The same as the bytes of a PDF.
pub(super) fn board(
    plan: u32,
    of: Option<u32>,
    snapshot: &Snapshot,
    around: &Surroundings,
) -> Result<Vec<u8>, LeavingProblem> {
    with_board(plan, of, snapshot, around, |printed| Ok(board_pdf(printed, around.picture.fonts)?))
}

fn with_board<T>(
    plan: u32,
    of: Option<u32>,
    snapshot: &Snapshot,
    around: &Surroundings,
    draw: impl FnOnce(&Printed<'_>) -> Result<T, LeavingProblem>,
) -> Result<T, LeavingProblem> {
    let Snapshot { document, derived, .. } = snapshot;
    let scored = present(derived)?;
    let plan = document.plan(plan).ok_or(LeavingProblem::Gone)?;
    let board = &derived.work(plan.id).ok_or(LeavingProblem::NotScored)?.board;
    let words = &around.picture.board;
    let is_on = |task: &&Task| {
        let may_leave = match task.job {
            Job::For(person) => !scored.people.is_opted_out[person as usize],
            Job::Prepare | Job::HandOver => true,
        };
        may_leave && of.is_none_or(|of| board.treatments[task.treatment].id == of)
    };
    let tasks: Vec<&Task> = board.tasks.iter().filter(is_on).collect();
    if tasks.is_empty() {
        return Err(ExportProblem::NoTreatment("task list").into());
    }
    let today = day(&around.today);
    let is_late = |task: &&&Task| task.state != TaskState::Done && task.on.zip(today).is_some_and(|(on, now)| on < now);
    let only = of.and_then(|of| board.treatments.iter().find(|treatment| treatment.id == of));
    let figures = BoardFigures {
        plan,
        n_tasks: tasks.len(),
        n_done: tasks.iter().filter(|task| task.state == TaskState::Done).count(),
        n_late: tasks.iter().filter(is_late).count(),
        only: only.filter(|_| board.treatments.len() > 1).map(|treatment| treatment.kind),
        today: &around.today,
    };
    let of_day = |tasks: &[&Task]| DayOfTasks {
        title: (words.day)(tasks[0].on),
        note: (words.note)(tasks.len(), tasks.iter().filter(is_late).count()),
        lines: tasks.iter().map(|task| line(task, plan, board, scored, words)).collect(),
    };
    let printed = Printed {
        title: plan.name.clone(),
        about: (words.about)(&figures),
        headings: (words.headings)(),
        days: tasks.chunk_by(|a, b| a.on == b.on).map(of_day).collect(),
        foot: (words.foot)(&figures),
        sheet: words.sheet,
        goes_on: (words.goes_on)(),
        ink: around.picture.paper,
        font_family: around.picture.font_family,
        strong_family: around.picture.strong_family,
    };
    draw(&printed)
}

fn line(task: &Task, plan: &Plan, board: &Board, scored: &Scored, words: &BoardWords) -> Line {
    let treatment = &board.treatments[task.treatment];
    let people = &scored.people;
    let person = match task.job {
        Job::For(person) => Some(person),
        Job::Prepare | Job::HandOver => None,
    };
    let what = (words.task)(treatment.kind, person.map(|person| people.label(person)), task.job == Job::Prepare);
    // Two people of one name are told apart by their numbers.
    let named = person.filter(|&person| people.names.get(person as usize).is_some());
    let id = named.map_or(String::new(), |person| people.ids[person as usize].clone());
    let said = mark(plan, treatment.id, &task.job.key(people)).map_or("", |mark| mark.outcome.trim());
    let outcome = match (said, task.state) {
        ("", TaskState::Doing) => (words.state)(TaskState::Doing),
        (said, _) => said,
    };
    Line {
        what: [what, id],
        gets: [(words.treatment)(treatment.kind).to_owned(), (words.touch_point)(treatment.touch_point).to_owned()],
        owner: owner(plan, treatment, words).to_owned(),
        outcome: outcome.to_owned(),
        is_done: task.state == TaskState::Done,
    }
}

/// In whose hands a treatment is: its own owner's, else the plan's, else the department's.
fn owner<'a>(plan: &'a Plan, treatment: &'a PlanTreatment, words: &BoardWords) -> &'a str {
    let named = [treatment.owner.as_str(), plan.owner.as_str()].into_iter().find(|owner| !owner.trim().is_empty());
    named.unwrap_or((words.department)(treatment.department))
}
