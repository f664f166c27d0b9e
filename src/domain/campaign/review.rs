//! Where a campaign stands this week, and what to do next; words nothing.

use super::board::day;
use super::{Board, Money, Plan, PlanStatus, ReadinessItem, TaskState};
use crate::domain::measure::Lift;
use chrono::{Days, NaiveDate};

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// A draft lacks this.
    FillIn(ReadinessItem),
    /// A draft lacks nothing.
    Approve,
    /// Approved; it starts in so many days.
    Wait { days: u32 },
    /// Approved, and its day has come.
    Start,
    /// So many tasks are late.
    CatchUp { n_late: usize },
    /// Tasks are left, none of them late.
    GoOn { n_left: usize },
    /// Everything is done; success is measured in so many days.
    WaitForEffect { days: u32 },
    /// Time to bring the results in.
    BringResults,
    /// It helped: the same for more people.
    Widen,
    /// Nothing can be told: change one thing, or treat more people.
    ChangeOneThing,
    /// It harmed: stop, and say what was learned.
    Stop,
}

/// Where a campaign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The week of the campaign, 1 is the first; none before the start or without one.
    pub week: Option<u32>,
    pub n_done: usize,
    pub n_tasks: usize,
    pub n_late: usize,
    /// Tasks of the seven days from today, not yet done.
    pub n_this_week: usize,
    pub planned_cents: i64,
    pub actual_cents: i64,
    pub step: NextStep,
}

/// The review of a day. `open`: what a draft still lacks, the first; `lift`: the newest results.
#[must_use]
pub fn review(
    plan: &Plan,
    board: &Board,
    money: &Money,
    open: Option<ReadinessItem>,
    lift: Option<&Lift>,
    today: NaiveDate,
) -> Review {
    let start = day(&plan.starts_on);
    let since = start.map(|start| (today - start).num_days());
    let in_a_week = today.checked_add_days(Days::new(7)).unwrap_or(today);
    let is_soon =
        |task: &&super::Task| task.state != TaskState::Done && task.on.is_some_and(|on| on >= today && on < in_a_week);
    Review {
        week: since.and_then(|days| u32::try_from(days / 7 + 1).ok().filter(|_| days >= 0)),
        n_done: board.count(TaskState::Done),
        n_tasks: board.tasks.len(),
        n_late: board.n_late(today),
        n_this_week: board.tasks.iter().filter(is_soon).count(),
        planned_cents: money.total.planned_cents,
        actual_cents: money.total.actual_cents,
        step: next_step(plan, board, open, lift, today),
    }
}

fn next_step(
    plan: &Plan,
    board: &Board,
    open: Option<ReadinessItem>,
    lift: Option<&Lift>,
    today: NaiveDate,
) -> NextStep {
    if plan.status == PlanStatus::Draft {
        return open.map_or(NextStep::Approve, NextStep::FillIn);
    }
    if let Some(lift) = lift {
        return if lift.points_low > 0.0 {
            NextStep::Widen
        } else if lift.points_high < 0.0 {
            NextStep::Stop
        } else {
            NextStep::ChangeOneThing
        };
    }
    let days_to = |date: NaiveDate| u32::try_from((date - today).num_days()).unwrap_or(0);
    let (n_late, n_left) = (board.n_late(today), board.tasks.len() - board.count(TaskState::Done));
    match day(&plan.starts_on) {
        Some(start) if start > today && plan.status == PlanStatus::Approved && n_late == 0 => {
            return NextStep::Wait { days: days_to(start) };
        }
        _ if plan.status == PlanStatus::Approved => return NextStep::Start,
        _ => {}
    }
    let measured = plan.measured_on().and_then(|text| day(&text));
    match (n_late, n_left, measured) {
        _ if plan.status == PlanStatus::Done => NextStep::BringResults,
        (1.., _, _) => NextStep::CatchUp { n_late },
        (0, 1.., _) => NextStep::GoOn { n_left },
        (0, 0, Some(on)) if on > today => NextStep::WaitForEffect { days: days_to(on) },
        (0, 0, _) => NextStep::BringResults,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Costs, FrozenCells, PlanEdit, board, draw_cells, edit, money};
    use super::*;
    use crate::domain::stages::PeopleStages;
    use crate::domain::testing::Town;

    fn after(plan: &Plan, edits: &[PlanEdit]) -> Plan {
        edits.iter().fold(plan.clone(), |plan, e| edit(&plan, e).unwrap())
    }

    fn at(plan: &Plan, today: &str, lift: Option<&Lift>) -> Review {
        let scored = Town::ring(200).scored();
        let cells = draw_cells(plan, &scored);
        let board = board(plan, &cells.treated, &scored);
        let money = money(&board, &Costs::of(plan, &scored), &PeopleStages::default());
        review(plan, &board, &money, None, lift, day(today).unwrap())
    }

    #[test]
    fn the_next_step_follows_the_life_of_a_campaign() {
        let draft = after(&Plan::new(1, "A"), &[PlanEdit::SetStartsOn("2026-11-16".into())]);
        assert_eq!(at(&draft, "2026-11-01", None).step, NextStep::Approve);
        let frozen = FrozenCells { treated: (0..5).map(|n| n.to_string()).collect(), ..FrozenCells::default() };
        let approved = after(&draft, &[PlanEdit::Approve(frozen)]);
        assert_eq!(at(&approved, "2026-11-06", None).step, NextStep::Wait { days: 10 });
        assert_eq!(at(&approved, "2026-11-16", None).step, NextStep::Start);
        let running = after(&approved, &[PlanEdit::SetStatus(PlanStatus::Running)]);
        let first = at(&running, "2026-11-16", None);
        assert_eq!((first.week, first.n_tasks, first.n_this_week, first.n_late), (Some(1), 6, 5, 1));
        let tasks = std::iter::once((1, "prepare".to_owned())).chain((0..4).map(|n| (1, format!("#{n}")))).collect();
        let tick = PlanEdit::MarkTasks { tasks, state: TaskState::Done, on: "2026-11-16".into() };
        let running = after(&running, &[tick]);
        assert_eq!(at(&running, "2026-11-16", None).step, NextStep::GoOn { n_left: 1 });
        let later = at(&running, "2026-11-24", None);
        assert_eq!((later.step, later.week), (NextStep::CatchUp { n_late: 1 }, Some(2)));
        let last = PlanEdit::MarkTasks { tasks: vec![(1, "#4".into())], state: TaskState::Done, on: String::new() };
        let finished = after(&running, &[last]);
        assert_eq!(at(&finished, "2026-11-26", None).step, NextStep::WaitForEffect { days: 80 });
        assert_eq!(at(&finished, "2027-03-01", None).step, NextStep::BringResults);
        let lift = |low, high| Lift { points_low: low, points_high: high, ..Lift::default() };
        for (low, high, step) in
            [(0.5, 2.0, NextStep::Widen), (-1.0, 2.0, NextStep::ChangeOneThing), (-3.0, -1.0, NextStep::Stop)]
        {
            assert_eq!(at(&finished, "2027-03-01", Some(&lift(low, high))).step, step);
        }
    }
}
