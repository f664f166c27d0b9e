//! What is to be done for a plan, by whom and on which day, and how far it is; draws no board.

use super::{Plan, PlanTreatment, receivers};
use crate::domain::model::{People, Person};
use crate::domain::score::Scored;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// How far a task is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    #[default]
    ToDo,
    Doing,
    Done,
}

impl TaskState {
    pub const ALL: [TaskState; 3] = [TaskState::ToDo, TaskState::Doing, TaskState::Done];

    /// The word in exported files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            TaskState::ToDo => "to do",
            TaskState::Doing => "doing",
            TaskState::Done => "done",
        }
    }
}

/// How far one task is, where anything was said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskMark {
    /// [`PlanTreatment::id`].
    pub treatment: u32,
    /// [`Job::key`].
    pub job: String,
    pub state: TaskState,
    /// The day it was said, `2026-11-21`.
    pub on: String,
    /// What came of it.
    pub outcome: String,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Job {
    /// Get everything ready.
    Prepare,
    /// Give the list to whoever carries it out.
    HandOver,
    /// Turn to this person.
    For(Person),
}

impl Job {
    /// What names the job in a stored plan: a word, or `#` and the person's id.
    #[must_use]
    pub fn key(self, people: &People) -> String {
        match self {
            Job::Prepare => "prepare".to_owned(),
            Job::HandOver => "hand over".to_owned(),
            Job::For(person) => format!("#{}", people.ids[person as usize]),
        }
    }
}

/// The id that a job's key names, where it names a person.
#[must_use]
pub fn id_of_job(key: &str) -> Option<&str> {
    key.strip_prefix('#')
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The place in [`Board::treatments`].
    pub treatment: usize,
    pub job: Job,
    /// None where the plan has no start.
    pub on: Option<NaiveDate>,
    pub state: TaskState,
}

/// All tasks of a plan, and who receives what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    pub treatments: Vec<PlanTreatment>,
    /// For each treatment, who receives it, best first.
    pub receivers: Vec<Vec<Person>>,
    /// By day, treatment and job.
    pub tasks: Vec<Task>,
    /// How many of the treated receive nothing.
    pub n_left_out: usize,
}

impl Board {
    #[must_use]
    pub fn count(&self, state: TaskState) -> usize {
        self.tasks.iter().filter(|task| task.state == state).count()
    }

    /// Tasks that should be done by a day and are not.
    #[must_use]
    pub fn n_late(&self, today: NaiveDate) -> usize {
        let is_late = |task: &&Task| task.state != TaskState::Done && task.on.is_some_and(|on| on < today);
        self.tasks.iter().filter(is_late).count()
    }

    /// The day of the last task.
    #[must_use]
    pub fn ends_on(&self) -> Option<NaiveDate> {
        self.tasks.iter().filter_map(|task| task.on).max()
    }

    /// For each treatment, who has received it.
    #[must_use]
    pub fn reached(&self) -> Vec<Vec<Person>> {
        let mut reached = vec![Vec::new(); self.treatments.len()];
        for task in self.tasks.iter().filter(|task| task.state == TaskState::Done) {
            match task.job {
                Job::For(person) => reached[task.treatment].push(person),
                Job::HandOver => reached[task.treatment].clone_from(&self.receivers[task.treatment]),
                Job::Prepare => {}
            }
        }
        reached
    }
}

/// How many of the treated receive nothing.
fn n_left_out(treated: &[Person], receivers: &[Vec<Person>]) -> usize {
    let mut all: Vec<Person> = receivers.concat();
    all.sort_unstable();
    treated.iter().filter(|person| all.binary_search(person).is_err()).count()
}

/// A calendar day as the plan writes it.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}

/// The days on which people work: Monday to Friday, but for a plan's days off.
struct Calendar {
    /// Days off that are no Saturday or Sunday, in order.
    off: Vec<NaiveDate>,
}

impl Calendar {
    fn of(plan: &Plan) -> Calendar {
        let mut off: Vec<NaiveDate> = plan.days_off.iter().filter_map(|text| day(text)).collect();
        off.retain(|&day| is_weekday(day));
        off.sort_unstable();
        Calendar { off }
    }

    fn is_working(&self, day: NaiveDate) -> bool {
        is_weekday(day) && self.off.binary_search(&day).is_err()
    }

    /// The first working day from this one on, or back from it.
    fn working(&self, day: NaiveDate, is_back: bool) -> NaiveDate {
        let step = |day: &NaiveDate| {
            if is_back { day.checked_sub_days(Days::new(1)) } else { day.checked_add_days(Days::new(1)) }
        };
        // Days off in a row have two days of a week-end between each five.
        let most = 7 + 2 * self.off.len();
        std::iter::successors(Some(day), step).take(most).find(|&day| self.is_working(day)).unwrap_or(day)
    }

    /// So many working days after a working day.
    fn after(&self, day: NaiveDate, n: usize) -> Option<NaiveDate> {
        let up_to = |last: NaiveDate| self.off.partition_point(|&off| off <= last);
        let before = up_to(day);
        let mut n_off = 0;
        loop {
            let last = weekdays_after(day, n + n_off)?;
            match up_to(last) - before {
                found if found == n_off => return Some(last),
                found => n_off = found,
            }
        }
    }
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// So many days from Monday to Friday after such a day.
fn weekdays_after(day: NaiveDate, n: usize) -> Option<NaiveDate> {
    let past = u64::from(day.weekday().num_days_from_monday()) + (n % 5) as u64;
    let days = (n / 5) as u64 * 7 + (n % 5) as u64 + if past > 4 { 2 } else { 0 };
    day.checked_add_days(Days::new(days))
}

/// The tasks of a plan: everything made ready the working day before the start; then personal treatments person by
/// person, the most influential first, as many a working day as the treatment allows; other lists handed over at once.
/// O(treated · log treated).
#[must_use]
pub fn board(plan: &Plan, treated: &[Person], scored: &Scored) -> Board {
    let treatments = plan.treatments().into_owned();
    let receivers = receivers(plan, treated, scored);
    let calendar = Calendar::of(plan);
    let start = day(&plan.starts_on).map(|start| calendar.working(start, false));
    let eve = start.and_then(|start| start.pred_opt()).map(|eve| calendar.working(eve, true));
    let state = |treatment: &PlanTreatment, job: Job| {
        let key = job.key(&scored.people);
        mark(plan, treatment.id, &key).map_or(TaskState::ToDo, |mark| mark.state)
    };
    let mut tasks = Vec::new();
    for (n, (treatment, people)) in treatments.iter().zip(&receivers).enumerate() {
        if people.is_empty() {
            continue;
        }
        let mut put = |job, on| tasks.push(Task { treatment: n, job, on, state: state(treatment, job) });
        put(Job::Prepare, eve);
        if !treatment.kind.is_personal() {
            put(Job::HandOver, start);
            continue;
        }
        let a_day = if treatment.a_day == 0 { usize::MAX } else { treatment.a_day as usize };
        for (place, &person) in people.iter().enumerate() {
            put(Job::For(person), start.and_then(|start| calendar.after(start, place / a_day)));
        }
    }
    // Stable: within a day the order of treatments and people stays.
    tasks.sort_by_key(|task| task.on);
    let n_left_out = n_left_out(treated, &receivers);
    Board { treatments, receivers, tasks, n_left_out }
}

fn place_of(marks: &[TaskMark], treatment: u32, job: &str) -> Result<usize, usize> {
    marks.binary_search_by(|mark| (mark.treatment, mark.job.as_str()).cmp(&(treatment, job)))
}

/// What was said of a task.
#[must_use]
pub fn mark<'a>(plan: &'a Plan, treatment: u32, job: &str) -> Option<&'a TaskMark> {
    place_of(&plan.marks, treatment, job).ok().map(|place| &plan.marks[place])
}

/// The mark of a task, made where there is none.
pub(super) fn mark_mut<'a>(plan: &'a mut Plan, treatment: u32, job: &str) -> &'a mut TaskMark {
    let place = place_of(&plan.marks, treatment, job).unwrap_or_else(|place| {
        plan.marks.insert(place, TaskMark { treatment, job: job.to_owned(), ..TaskMark::default() });
        place
    });
    &mut plan.marks[place]
}

#[cfg(test)]
mod tests {
    use super::super::{PlanEdit, Treatment, draw_cells, edit};
    use super::*;
    use crate::domain::testing::Town;

    fn on(text: &str) -> NaiveDate {
        day(text).unwrap()
    }

    fn plan(edits: &[PlanEdit]) -> Plan {
        edits.iter().fold(Plan::new(1, "A"), |plan, e| edit(&plan, e).unwrap())
    }

    fn calls(start: &str) -> Plan {
        plan(&[
            PlanEdit::SetSharePercent(10.0),
            PlanEdit::SetControlPercent(0.0),
            PlanEdit::SetStartsOn(start.into()),
            PlanEdit::SetTreatment(Treatment::ExecutiveCall),
        ])
    }

    #[test]
    fn calls_keep_to_so_many_a_working_day() {
        let scored = Town::ring(200).scored();
        // A Thursday; 20 people, 8 a day: Thursday, Friday, Monday.
        let plan = calls("2026-11-19");
        let cells = draw_cells(&plan, &scored);
        let board = board(&plan, &cells.treated, &scored);
        let days = |text: &str| board.tasks.iter().filter(|task| task.on == Some(on(text))).count();
        assert_eq!((days("2026-11-18"), days("2026-11-19"), days("2026-11-20"), days("2026-11-23")), (1, 8, 8, 4));
        assert_eq!(board.tasks.len(), 21);
        assert_eq!(board.ends_on(), Some(on("2026-11-23")));
        assert_eq!(board.tasks[1].job, Job::For(cells.treated[0]), "the most influential first");
        // A start on a Saturday begins on Monday, and is made ready on Friday.
        let weekend = super::board(&calls("2026-11-21"), &cells.treated, &scored);
        assert_eq!((weekend.tasks[0].on, weekend.tasks[1].on), (Some(on("2026-11-20")), Some(on("2026-11-23"))));
        // Nobody is called on a day off: Thursday, Monday, Tuesday; made ready on Tuesday where Wednesday is one, too.
        let off = PlanEdit::SetDaysOff(vec!["2026-11-18".into(), "2026-11-20".into()]);
        let off = super::board(&edit(&plan, &off).unwrap(), &cells.treated, &scored);
        let days = |text: &str| off.tasks.iter().filter(|task| task.on == Some(on(text))).count();
        assert_eq!((days("2026-11-17"), days("2026-11-19"), days("2026-11-23"), days("2026-11-24")), (1, 8, 8, 4));
        assert!(super::board(&calls(""), &cells.treated, &scored).tasks.iter().all(|task| task.on.is_none()));
    }

    #[test]
    fn working_days_agree_with_counting_them_one_by_one() {
        let off = ["2026-11-24", "2026-11-28", "2026-12-07", "2026-12-08", "2026-12-24", "2026-12-25"];
        for off in [&[][..], &off] {
            let days_off = off.iter().map(|&day| day.to_owned()).collect();
            let calendar = Calendar::of(&Plan { days_off, ..Plan::new(1, "A") });
            for start in (16..21).map(|day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap()) {
                let mut walked = start;
                for n in 0..40 {
                    assert_eq!(calendar.after(start, n), Some(walked), "{n} after {start}");
                    walked = calendar.working(walked.succ_opt().unwrap(), false);
                    assert!(!off.contains(&walked.to_string().as_str()));
                }
            }
        }
    }

    #[test]
    fn ticks_stay_with_their_people() {
        let scored = Town::ring(200).scored();
        let plan = calls("2026-11-19");
        let cells = draw_cells(&plan, &scored);
        let who = cells.treated[3];
        let job = Job::For(who).key(&scored.people);
        let tick =
            PlanEdit::MarkTasks { tasks: vec![(1, job.clone())], state: TaskState::Done, on: "2026-11-20".into() };
        let ticked = edit(&plan, &tick).unwrap();
        let told = PlanEdit::NoteOutcome { treatment: 1, job: job.clone(), text: "glad".into() };
        let ticked = edit(&ticked, &told).unwrap();
        assert_eq!(mark(&ticked, 1, &job).map(|mark| mark.outcome.as_str()), Some("glad"));
        let board = board(&ticked, &cells.treated, &scored);
        assert_eq!((board.count(TaskState::Done), board.reached()), (1, vec![vec![who]]));
        assert_eq!(board.n_late(on("2026-11-21")), 17 - 1);
        assert_eq!((board.n_left_out, n_left_out(&[who, 199], &board.receivers)), (0, 1));
    }
}
