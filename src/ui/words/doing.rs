//! Treatments, tasks, money and what was edited in them, in words.

use super::{number, plan, stages, stance};
use crate::domain::campaign::codes::Came;
use crate::domain::campaign::{
    BesideMailing, Department, NextStep, Paper, PlanEdit, PlanTreatment, Review, TaskState, TouchPoint, Treatment,
};

pub const TREATMENTS: &str = "What they get";
pub const ADD_TREATMENT: &str = "Add a treatment";
pub const REMOVE_TREATMENT: &str = "Remove this treatment";
pub const TERMS: &str = "Cost, capacity, hands";
pub const SHARE_OF_TREATED: &str = "For so many of those treated";
pub const COST_A_HEAD: &str = "Cost a head (€)";
pub const FIXED_COST: &str = "Once (€)";
pub const A_DAY: &str = "People a day";
pub const NO_LIMIT: &str = "no limit";
pub const MINUTES: &str = "Minutes each";
pub const TOUCH_POINT: &str = "How it reaches them";
pub const DEPARTMENT: &str = "Who carries it out";
pub const BY: &str = "In whose hands";
pub const AS_PLAN: &str = "the plan's owner";

pub const PAGE_MAP: &str = "Map";
pub const PAGE_STRATEGY: &str = "Strategy";
pub const PAGE_TASKS: &str = "Tasks";
pub const PAGE_MONEY: &str = "Money";
pub const PAGE_REVIEW: &str = "Review";
pub const PAGE_COMPARE: &str = "Compare";

pub const TASKS_HINT: &str =
    "Who is to be turned to, on which working day. Tick tasks off here, or export the list and tick there.";
pub const NO_TASKS_TITLE: &str = "No tasks yet";
pub const NO_TASKS_TEXT: &str = "Nobody is treated yet. Choose an audience, and the tasks follow.";
pub const NO_DATES: &str =
    "Without a start there are no days. Set the start of the plan, and the tasks are spread over it.";
pub const ALL_TREATMENTS: &str = "All treatments";
pub const START_TASK: &str = "Start";
pub const FINISH_TASK: &str = "Done";
pub const TASK_BACK: &str = "Back";
pub const FINISH_DUE: &str = "All due by today are done";
pub const OPEN_CARD: &str = "Who is this?";
pub const GO_THERE: &str = "Go there";
pub const TO_TASKS: &str = "Go to the tasks";
pub const STATUS: &str = "Status";
pub const DATES: &str = "Dates";
pub const EACH: &str = "Cost a person reached";
pub const WORK: &str = "Working time";
pub const OTHER_TRIBES: &str = "All other tribes";
pub const NOT_SAID: &str = "not said yet";
pub const MAIL_TERMS: &str = "What the mailing would take";
pub const OUTCOME: &str = "What came of it";
pub const EXPORT_TASKS: &str = "Export the task list…";
pub const NO_DAY: &str = "no day yet";

pub const MONEY_HINT: &str =
    "Planned beside what it came to. Ticked-off tasks count at their planned cost, until you say what was paid.";
pub const TREATMENT: &str = "Treatment";
pub const TRIBE: &str = "Tribe";
pub const STAGE: &str = "Stage";
pub const PEOPLE: &str = "People";
pub const PLANNED: &str = "Planned";
pub const ACTUAL: &str = "So far";
pub const PAID: &str = "Paid in the end (€)";
pub const TOTAL: &str = "Together";
pub const NO_STAGE: &str = "Not known";
pub const BY_TREATMENT: &str = "By treatment";
pub const BY_TRIBE: &str = "By tribe";
pub const BY_STAGE: &str = "By stage";
pub const BESIDE: &str = "Beside the mass mailing it replaces";
pub const MAIL_PIECE: &str = "Cost a piece (cents)";
pub const MAIL_FIXED: &str = "Cost to make (€)";
pub const MAIL_WAVES: &str = "How often";
pub const MAIL_HOURS: &str = "Hours to make";
pub const THIS_PLAN: &str = "This plan";
pub const MAILING: &str = "Mass mailing";

pub const REVIEW_HINT: &str = "A few minutes a week: where it stands, what was seen, what comes next.";
pub const NEXT_STEP: &str = "What to do next";
pub const NOTE: &str = "What we saw and decided this week";
pub const NOTES: &str = "Earlier weeks";
pub const VERSIONS: &str = "Versions";
pub const AS_APPROVED: &str = "As first approved";
pub const NO_CHANGE: &str = "Nothing was changed yet";
pub const COMPARE_HINT: &str = "Plans side by side. Forecasts are violet, and worked out while you look.";
pub const NOT_YET: &str = "working it out…";

/// The name of the nth of several.
#[must_use]
pub fn numbered(name: &str, n: usize, n_all: usize) -> String {
    if n_all == 1 { name.to_owned() } else { format!("{name} {}", n + 1) }
}

#[must_use]
pub fn touch_point(at: TouchPoint) -> &'static str {
    match at {
        TouchPoint::Call => "Call",
        TouchPoint::Post => "Post",
        TouchPoint::Email => "E-mail",
        TouchPoint::App => "App",
        TouchPoint::Shop => "Shop",
        TouchPoint::Event => "Event",
    }
}

#[must_use]
pub fn department(by: Department) -> &'static str {
    match by {
        Department::Management => "Management",
        Department::CustomerCare => "Customer care",
        Department::Marketing => "Marketing",
        Department::Shops => "Shops",
        Department::Product => "Product",
    }
}

#[must_use]
pub fn state(state: TaskState) -> &'static str {
    match state {
        TaskState::ToDo => "To do",
        TaskState::Doing => "Doing",
        TaskState::Done => "Done",
    }
}

/// The button that makes the file of a treatment.
#[must_use]
pub fn paper(paper: Paper) -> &'static str {
    match paper {
        Paper::CallSheet => "Call sheet…",
        Paper::MailMerge => "Address list for the notes…",
        Paper::Codes => "Coupon codes…",
        Paper::Panel => "Invitations to the panel…",
        Paper::Priority => "Flags for customer care…",
        Paper::Suppression => "Who gets no newsletter…",
        Paper::Tasks => EXPORT_TASKS,
    }
}

/// "24 people, €288, 8 a day by call, customer care".
#[must_use]
pub fn terms(treatment: &PlanTreatment, n_people: usize, cents: i64) -> String {
    let a_day = match treatment.a_day {
        0 => String::new(),
        n => format!(", {} a day", number::count(n as usize)),
    };
    format!("{}, {}{a_day}", number::people(n_people), number::money(cents))
}

/// A panel seats one person a tribe.
#[must_use]
pub fn seats(n_seats: usize) -> String {
    format!("{}: the most listened-to of each tribe.", number::plural(n_seats, "seat", "seats"))
}

/// What is to be done, in a few words; `who` is the person's name.
#[must_use]
pub fn task(treatment: Treatment, who: Option<&str>, is_preparing: bool) -> String {
    let what = plan::treatment(treatment);
    match (who, is_preparing) {
        (Some(who), _) => who.to_owned(),
        (None, true) => format!("Prepare: {}", what.to_lowercase()),
        (None, false) => format!("Hand over the list: {}", what.to_lowercase()),
    }
}

/// "late" for a task whose day is past.
#[must_use]
pub fn late(n: usize) -> String {
    format!("{} late", number::count(n))
}

/// Hours from minutes: "12 hours", "1.5 hours".
#[must_use]
pub fn hours(minutes: i64) -> String {
    let hours = minutes as f64 / 60.0;
    if minutes == 60 { "1 hour".into() } else { format!("{} hours", number::about(hours)) }
}

/// The plan beside the mailing in one sentence.
#[must_use]
pub fn beside(beside: &BesideMailing) -> String {
    let cents = beside.mailing_cents - beside.plan_cents;
    let minutes = beside.mailing_minutes - beside.plan_minutes;
    let money = if cents >= 0 {
        format!("costs {} less", number::money(cents))
    } else {
        format!("costs {} more", number::money(-cents))
    };
    let time =
        if minutes >= 0 { format!("{} less work", hours(minutes)) } else { format!("{} more work", hours(-minutes)) };
    format!("The plan {money} than the mass mailing it replaces, and takes {time}.")
}

/// What reaching one more person costs; a forecast.
#[must_use]
pub fn cost_a_reached(cents: i64, n_reached: f64, n_left_out: usize) -> String {
    if n_left_out > 0 {
        // The forecast treats them all; the money does not.
        return "Some of the treated get nothing yet, so the cost of a person reached cannot be said.".into();
    }
    if n_reached < 0.5 {
        return "It is not expected to reach anybody who would not be reached anyway.".into();
    }
    let each = (cents as f64 / n_reached).round() as i64;
    let each = if each < 1_000 { number::money(each) } else { number::about_money(each) };
    format!("About {each} for each person reached who would not be otherwise.")
}

/// People whom another campaign treats at the same time.
#[must_use]
pub fn shared(n_people: usize, plan: &str) -> String {
    format!(
        "{} of them {} in “{plan}” at the same time.",
        number::count(n_people),
        if n_people == 1 { "is" } else { "are" }
    )
}

pub const LEAVE_SHARED_OUT: &str = "Leave them out here";

/// Where a campaign stands.
#[must_use]
pub fn standing(review: &Review) -> String {
    let week = review.week.map_or("It has not started.".to_owned(), |week| format!("Week {week}."));
    let done = format!("{} of {} tasks are done", number::count(review.n_done), number::count(review.n_tasks));
    let late = if review.n_late == 0 { "none is late".to_owned() } else { self::late(review.n_late) };
    let soon = format!("{} this week", number::plural(review.n_this_week, "task is due", "tasks are due"));
    let money = format!("{} of {} spent", number::money(review.actual_cents), number::money(review.planned_cents));
    format!("{week} {done}, {late}; {soon}. {money}.")
}

/// The next step of a campaign.
#[must_use]
pub fn next_step(step: NextStep) -> String {
    let days = |n: u32| number::plural(n as usize, "day", "days");
    match step {
        NextStep::FillIn(item) => format!("{}.", plan::readiness(item).1),
        NextStep::Approve => "Everything is there: approve it.".into(),
        NextStep::Wait { days: n } => format!("It starts in {}. Hand the lists over.", days(n)),
        NextStep::Start => "Its day has come: mark it as running, and begin with the tasks.".into(),
        NextStep::CatchUp { n_late } => {
            format!("Catch up: {} late. Do more a day, or end later.", number::plural(n_late, "task is", "tasks are"))
        }
        NextStep::GoOn { n_left } => {
            format!("Go on: {} left, none of them late.", number::plural(n_left, "task is", "tasks are"))
        }
        NextStep::WaitForEffect { days: n } => {
            format!(
                "Everything is done. In {} the effect can be measured: leave these people alone until then.",
                days(n)
            )
        }
        NextStep::BringResults => "Bring in the file of what customers did, and see whether it helped.".into(),
        NextStep::Widen => "It helped. Copy the plan for the next tribes, and keep a comparison group again.".into(),
        NextStep::ChangeOneThing => {
            "It cannot be told whether it helped. Copy the plan, change one thing, and treat more people.".into()
        }
        NextStep::Stop => "It harmed. Stop, and write down what was learned before anything else is sent.".into(),
    }
}

pub const NO_CODES: &str = "This plan gives nobody coupon codes.";
pub const NO_CODE_COLUMNS: &str =
    "There is no column called code (or coupon code), or none called id (or customer). Nothing was read.";
pub const MARK_RUNNING: &str = "Mark as running";
pub const MARK_FINISHED: &str = "Mark as done";
pub const COPY_AND_CHANGE: &str = "Copy the plan";

/// A version of the plan, with the day it was approved on, where it was.
#[must_use]
pub fn version(n: u32, approved_on: Option<&str>) -> String {
    match approved_on {
        Some(on) if !on.is_empty() => format!("Version {n}, approved on {on}"),
        Some(_) => format!("Version {n}, approved"),
        None => format!("Version {n}, as it is now"),
    }
}

/// The field for what a treatment cost in the end.
#[must_use]
pub fn paid(treatment: &str) -> String {
    format!("Paid for: {}", treatment.to_lowercase())
}

/// What somebody has received, when and from which plan.
#[must_use]
pub fn received(treatment: Treatment, on: &str, of_plan: &str) -> String {
    let on = if on.is_empty() { String::new() } else { format!(" on {on}") };
    format!("Received{on}: {} (“{of_plan}”)", plan::treatment(treatment).to_lowercase())
}

/// When a task was last ticked.
#[must_use]
pub fn marked(of: TaskState, on: &str) -> String {
    format!("{} since {on}.", state(of))
}

/// From when to when.
#[must_use]
pub fn dates(from: &str, to: &str) -> String {
    match (from, to) {
        ("", "") => "not set".into(),
        (from, "") => format!("from {from}"),
        ("", to) => format!("until {to}"),
        (from, to) => format!("{from} to {to}"),
    }
}

/// People reached beyond doing nothing; a forecast.
#[must_use]
pub fn more_reached(extra: f64) -> String {
    format!("about {} more people", number::about(extra.max(0.0)))
}

/// What became of coupon codes that came back.
#[must_use]
pub fn came(came: Came, n: usize) -> String {
    let n = number::plural(n, "code", "codes");
    match came {
        Came::Own => format!("{n} used by the influencer"),
        Came::Friend => format!("{n} used by a friend of the influencer"),
        Came::Stranger => format!("{n} used by a stranger: leaked"),
        Came::UsedBefore => format!("{n} used a second time: leaked"),
        Came::Misread => format!("{n} misread or made up"),
        Came::Unknown => format!("{n} of another campaign"),
    }
}

/// What an edit of treatments, tasks, goal or audience is called.
#[must_use]
pub fn edit(edit: &PlanEdit) -> String {
    let on_off = |what: &str| format!("narrow the audience by {what}");
    match edit {
        PlanEdit::PickGoal { goal, .. } => format!("set the goal to {}", plan::goal(*goal).to_lowercase()),
        PlanEdit::SetHorizon(0) => "measure when the goal says".into(),
        PlanEdit::SetHorizon(days) => format!("measure after {}", number::plural(*days as usize, "day", "days")),
        PlanEdit::ToggleStage(stage) => on_off(&format!("stage: {}", stages::stage(*stage).to_lowercase())),
        PlanEdit::ToggleStance(of) => on_off(&format!("stance: {}", stance::stance(*of).to_lowercase())),
        PlanEdit::SetTopPercent(0.0) => "no longer narrow the audience by influence".into(),
        PlanEdit::SetTopPercent(percent) => on_off(&format!("influence: the top {percent:.0} %")),
        PlanEdit::SetColumn(column) if column.values.is_empty() => {
            format!("no longer narrow the audience by {}", column.heading)
        }
        PlanEdit::SetColumn(column) => on_off(&column.heading),
        PlanEdit::FixAudience(ids) => format!("fix the audience at {}", number::people(ids.0.len())),
        PlanEdit::LetAudienceLive => "let the audience follow the scores".into(),
        PlanEdit::AddTreatment(kind) => format!("add a treatment: {}", plan::treatment(*kind).to_lowercase()),
        PlanEdit::ChangeTreatment(new) => {
            format!("change the terms of: {}", plan::treatment(new.kind).to_lowercase())
        }
        PlanEdit::RemoveTreatment(_) => "remove a treatment".into(),
        PlanEdit::SetMailing(_) => "say what the mass mailing costs".into(),
        PlanEdit::MarkTasks { tasks, state, .. } => {
            let n = number::plural(tasks.len(), "task", "tasks");
            format!("mark {n} as {}", self::state(*state).to_lowercase())
        }
        PlanEdit::NoteOutcome { .. } => "note what came of a task".into(),
        PlanEdit::Answer(..) => "answer a question of the strategy".into(),
        PlanEdit::NoteReview { .. } => "note the week's review".into(),
        _ => "change the plan".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_reached_costs_is_said_only_of_those_who_get_something() {
        assert!(cost_a_reached(57_500, 84.0, 0).starts_with("About €6.85 "));
        assert!(cost_a_reached(57_500, 20.0, 0).starts_with("About €29 "));
        for said in [cost_a_reached(57_500, 84.0, 57), cost_a_reached(57_500, 0.2, 0)] {
            assert!(!said.contains('€'), "{said}");
        }
    }
}
