//! Treatments, tasks, money and what was edited in them, in words.

use super::sentences;
use super::{number, plan, stages, stance};
use crate::domain::campaign::codes::Came;
use crate::domain::campaign::{
    BesideMailing, Department, NextStep, Paper, PlanEdit, PlanTreatment, Review, TaskState, TouchPoint, Treatment,
};

sentences! {
    treatments: "What they get";
    add_treatment: "Add a treatment";
    remove_treatment: "Remove this treatment";
    terms_label: "Cost, capacity, hands";
    share_of_treated: "For so many of those treated";
    cost_a_head: "Cost a head (€)";
    fixed_cost: "Once (€)";
    a_day: "People a day";
    no_limit: "no limit";
    minutes: "Minutes each";
    touch_point_label: "How it reaches them";
    department_label: "Who carries it out";
    by: "In whose hands";
    as_plan: "the plan's owner";

    page_map: "Map";
    page_strategy: "Strategy";
    page_tasks: "Tasks";
    page_money: "Money";
    page_review: "Review";
    page_compare: "Compare";

    tasks_hint: "Who is to be turned to, on which working day. Tick tasks off here, or export the list and tick there.";
    no_tasks_title: "No tasks yet";
    no_tasks_text: "Nobody is treated yet. Choose an audience, and the tasks follow.";
    no_dates: "Without a start there are no days. Set the start of the plan, and the tasks are spread over it.";
    all_treatments: "All treatments";
    start_task: "Start";
    finish_task: "Done";
    task_back: "Back";
    finish_due: "All due by today are done";
    open_card: "Who is this?";
    go_there: "Go there";
    to_tasks: "Go to the tasks";
    status: "Status";
    dates_label: "Dates";
    each: "Cost a person reached";
    work: "Working time";
    other_tribes: "All other tribes";
    not_said: "not said yet";
    mail_terms: "What the mailing would take";
    outcome: "What came of it";
    export_tasks: "Export the task list…";
    no_day: "no day yet";

    money_hint: "Planned beside what it came to. Ticked-off tasks count at their planned cost, until you say what was paid.";
    treatment: "Treatment";
    tribe: "Tribe";
    stage: "Stage";
    people: "People";
    planned: "Planned";
    actual: "So far";
    paid_label: "Paid in the end (€)";
    total: "Together";
    no_stage: "Not known";
    by_treatment: "By treatment";
    by_tribe: "By tribe";
    by_stage: "By stage";
    beside_label: "Beside the mass mailing it replaces";
    mail_piece: "Cost a piece (cents)";
    mail_fixed: "Cost to make (€)";
    mail_waves: "How often";
    mail_hours: "Hours to make";
    this_plan: "This plan";
    mailing: "Mass mailing";

    review_hint: "A few minutes a week: where it stands, what was seen, what comes next.";
    next_step_label: "What to do next";
    note: "What we saw and decided this week";
    notes: "Earlier weeks";
    versions: "Versions";
    as_approved: "As first approved";
    no_change: "Nothing was changed yet";
    compare_hint: "Plans side by side. Forecasts are violet, and worked out while you look.";
    not_yet: "working it out…";
}

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
        Paper::Tasks => export_tasks(),
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

sentences! {
    leave_shared_out: "Leave them out here";
}

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

sentences! {
    no_codes: "This plan gives nobody coupon codes.";
    no_code_columns: "There is no column called code (or coupon code), or none called id (or customer). Nothing was read.";
    mark_running: "Mark as running";
    mark_finished: "Mark as done";
    copy_and_change: "Copy the plan";
}

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
