//! What a plan's money buys: people, what they add, what that is worth, and where more stops paying; simulates nothing.

use super::{Forecast, Range};
use crate::domain::campaign::{Cells, ChoiceEdit, Plan};

/// One sum of money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub n_treated: usize,
    pub cost_cents: i64,
    /// People reached beyond those whom doing nothing reaches.
    pub extra: Range,
    pub random: f64,
    pub most_connected: f64,
}

/// What reaching the plan's goal takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reaching {
    /// The smallest number of people, and what treating them costs.
    With { n_treated: usize, cost_cents: i64 },
    /// Not even the most people looked at, who are expected to add so many.
    NotWith { n_treated: usize, extra: f64 },
}

/// How money turns into people, effect and value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worth {
    /// By rising number of people; the first treats nobody.
    pub points: Vec<Point>,
    /// The place of the plan as it is.
    pub now: usize,
    /// The place beyond which each further euro reaches clearly fewer people more; none for a straight line.
    pub knee: Option<usize>,
    /// The place of the most people whose effect is still worth what they cost; none where nobody's is.
    pub break_even: Option<usize>,
    /// For the plan's goal, where it has one.
    pub goal: Option<Reaching>,
    /// What one person won is worth, in cents.
    pub value_cents: i64,
    /// The plan says nothing of that: it is what a customer of the audience brings on average.
    pub is_average: bool,
}

impl Worth {
    /// What the people won at a point are worth, in cents.
    #[must_use]
    pub fn value(&self, point: &Point) -> i64 {
        (point.extra.likely * self.value_cents as f64).round() as i64
    }

    /// Whether the plan as it is costs more than it is expected to bring, although what people bring is known.
    #[must_use]
    pub fn is_better_skipped(&self) -> bool {
        let now = self.points.get(self.now);
        now.is_some_and(|now| self.value_cents > 0 && now.n_treated > 0 && self.value(now) < now.cost_cents)
    }
}

/// The edit that makes a plan treat so many people: the budget that pays for them, and a share of the audience that holds
/// them with those kept for comparison.
#[must_use]
pub fn spend(plan: &Plan, cells: &Cells, n_treated: usize) -> ChoiceEdit {
    let budget_cents = n_treated.checked_sub(1).and_then(|last| cells.costs.get(last)).copied().unwrap_or(0);
    let treated = 1.0 - f64::from(plan.control_percent.clamp(0.0, 50.0)) / 100.0;
    let n_groups = i64::try_from(1 + cells.beside().count()).unwrap_or(1);
    let n_chosen = (n_treated as f64 / treated).ceil();
    // In tenths of a per cent, upwards: the budget draws the line, the share must not.
    let share = (1000.0 * (n_chosen + 0.5) / cells.n_ranked.max(1) as f64).ceil() / 10.0;
    let once = plan.treatments().iter().map(|treatment| treatment.fixed_cents).fold(0, i64::saturating_add);
    // What the treatments cost once is paid for all groups together.
    let beside = budget_cents.saturating_sub(once).max(0).saturating_mul(n_groups - 1);
    ChoiceEdit::Spend { budget_cents: budget_cents.saturating_add(beside), share_percent: share as f32 }
}

/// What a goal asks of the people treated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feasible {
    /// Share of the treated who must take it up; above 1: not even all of them are enough.
    pub needed_share: f64,
    /// People that one treated person who takes it up wins on average.
    pub each_wins: f64,
    /// How many times the best result so far that share is; none where nothing was measured yet.
    pub times_best: Option<f64>,
}

/// For a goal of so many people more: what a forecast says one taker wins, turned round. `best_points` is the best
/// measured lift so far, in percentage points. Nothing where nobody is treated or the forecast adds nothing.
#[must_use]
pub fn feasible(
    goal_people: u32,
    forecast: &Forecast,
    accept_share: f32,
    best_points: Option<f64>,
) -> Option<Feasible> {
    let takers = forecast.n_treated as f64 * f64::from(accept_share.clamp(0.0, 1.0));
    let extra = forecast.extra().likely;
    if goal_people == 0 || takers <= 0.0 || extra <= 0.0 {
        return None;
    }
    let each_wins = extra / takers;
    let needed_share = f64::from(goal_people) / (forecast.n_treated as f64 * each_wins);
    let times_best = best_points.filter(|&points| points > 0.0).map(|points| 100.0 * needed_share / points);
    Some(Feasible { needed_share, each_wins, times_best })
}

/// The least rise above the straight line, as a share of the whole rise, that counts as a knee.
const LEAST_BEND: f64 = 0.05;

/// Reads a forecast's course as money. The knee is the point furthest above the straight line between the ends, people
/// by cost (by number where they cost nothing) ("Kneedle", Satopää et al. 2011). Between two points the smallest budget
/// for the goal is interpolated.
#[must_use]
pub fn worth(plan: &Plan, cells: &Cells, forecast: &Forecast) -> Worth {
    let cost = |n: usize| n.checked_sub(1).and_then(|last| cells.costs.get(last)).copied().unwrap_or(0);
    let point = |step: &super::Step| Point {
        n_treated: step.n_treated,
        cost_cents: cost(step.n_treated),
        extra: step.plan,
        random: step.random.likely,
        most_connected: step.most_connected.likely,
    };
    let points: Vec<Point> = forecast.course.iter().map(point).collect();
    let is_average = plan.choice.value_cents == 0;
    let value_cents = if is_average { forecast.mean_spend_cents } else { plan.choice.value_cents };
    let mut worth = Worth { value_cents, is_average, ..Worth::default() };
    worth.now = points.iter().position(|point| point.n_treated == forecast.n_treated).unwrap_or(0);
    worth.knee = knee(&points);
    let pays = |point: &Point| point.n_treated > 0 && worth.value(point) >= point.cost_cents;
    worth.break_even = points.iter().rposition(pays);
    worth.goal = (plan.choice.goal_people > 0).then(|| reaching(&points, f64::from(plan.choice.goal_people), &cost));
    worth.points = points;
    worth
}

fn knee(points: &[Point]) -> Option<usize> {
    let (first, last) = (points.first()?, points.last()?);
    let is_free = last.cost_cents == first.cost_cents;
    let spent = |point: &Point| if is_free { point.n_treated as f64 } else { point.cost_cents as f64 };
    let (width, height) = (spent(last) - spent(first), last.extra.likely - first.extra.likely);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let above =
        |point: &Point| (point.extra.likely - first.extra.likely) / height - (spent(point) - spent(first)) / width;
    let (best, rise) = points.iter().map(above).enumerate().max_by(|x, y| x.1.total_cmp(&y.1))?;
    (rise >= LEAST_BEND).then_some(best)
}

fn reaching(points: &[Point], goal: f64, cost: &impl Fn(usize) -> i64) -> Reaching {
    let Some(at) = points.iter().position(|point| point.extra.likely >= goal) else {
        let last = points.last().copied().unwrap_or_default();
        return Reaching::NotWith { n_treated: last.n_treated, extra: last.extra.likely };
    };
    let (to, from) = (points[at], points[at.saturating_sub(1)]);
    let rise = to.extra.likely - from.extra.likely;
    let part = if rise > 0.0 { (goal - from.extra.likely) / rise } else { 1.0 };
    let more = (part * (to.n_treated - from.n_treated) as f64).ceil() as usize;
    let n_treated = from.n_treated + more;
    Reaching::With { n_treated, cost_cents: cost(n_treated) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{Arm, ArmKind, How, PlanTreatment, Treatment};
    use crate::domain::forecast::Step;

    fn made(extras: &[(usize, f64)]) -> (Plan, Cells, Forecast) {
        let at = |x: f64| Range { low: x, likely: x, high: x };
        let step = |&(n_treated, x): &(usize, f64)| Step { n_treated, plan: at(x), ..Step::default() };
        let course = extras.iter().map(step).collect();
        let forecast = Forecast { course, n_treated: extras[1].0, mean_spend_cents: 300, ..Forecast::default() };
        let costs = (1..=100).map(|n| n * 1_000).collect();
        (Plan::new(1, "A"), Cells { costs, ..Cells::default() }, forecast)
    }

    #[test]
    fn money_turns_into_people_effect_and_value() {
        let (mut plan, cells, forecast) = made(&[(0, 0.0), (10, 80.0), (20, 110.0), (40, 130.0), (80, 150.0)]);
        plan.choice.value_cents = 200;
        plan.choice.goal_people = 95;
        let worth = worth(&plan, &cells, &forecast);
        assert_eq!((worth.now, worth.points[1].cost_cents, worth.value(&worth.points[1])), (1, 10_000, 16_000));
        // Above the line: 0.41, 0.48, 0.37 of the whole rise.
        assert_eq!(worth.knee, Some(2));
        // 20 people cost 200 and bring 220, 40 cost 400 and bring 260.
        assert_eq!(worth.break_even, Some(2));
        // Half way from 80 to 110 is half way from 10 to 20 people.
        assert_eq!(worth.goal, Some(Reaching::With { n_treated: 15, cost_cents: 15_000 }));
        assert!(!worth.is_better_skipped() && !worth.is_average);
    }

    #[test]
    fn a_goal_is_turned_into_what_it_asks_and_a_number_of_people_into_money() {
        let (mut plan, mut cells, forecast) = made(&[(0, 0.0), (10, 80.0), (20, 110.0)]);
        // 10 treated, half of whom take it up, win 80: 16 each. 60 more take 37.5 % of them.
        let found = feasible(60, &forecast, 0.5, Some(15.0)).unwrap();
        assert!((found.each_wins - 16.0).abs() < 1e-9 && (found.needed_share - 0.375).abs() < 1e-9);
        assert!((found.times_best.unwrap() - 2.5).abs() < 1e-9);
        assert_eq!((feasible(0, &forecast, 0.5, None), feasible(9, &Forecast::default(), 0.5, None)), (None, None));
        cells.n_ranked = 1_000;
        plan.control_percent = 20.0;
        // 40 treated are 50 chosen, 5 % of those ranked and a little; 40 at ten euros each.
        assert_eq!(spend(&plan, &cells, 40), ChoiceEdit::Spend { budget_cents: 40_000, share_percent: 5.1 });
        // A group beside them costs as much again, but for what is paid once.
        cells.arms = vec![Arm { kind: ArmKind::Chosen(How::Random), people: Vec::new() }];
        plan.treatments = vec![PlanTreatment::usual(1, Treatment::Coupon)];
        assert_eq!(spend(&plan, &cells, 40), ChoiceEdit::Spend { budget_cents: 70_000, share_percent: 5.1 });
    }

    #[test]
    fn what_never_pays_is_said_and_a_goal_too_far_too() {
        let (mut plan, cells, forecast) = made(&[(0, 0.0), (10, 20.0), (20, 40.0)]);
        plan.choice.goal_people = 41;
        let worth = worth(&plan, &cells, &forecast);
        // The audience brings 3 a head on average: 20 more people bring 60 and cost 100.
        assert_eq!((worth.break_even, worth.knee, worth.value_cents, worth.is_average), (None, None, 300, true));
        assert!(worth.is_better_skipped());
        assert_eq!(worth.goal, Some(Reaching::NotWith { n_treated: 20, extra: 40.0 }));
        assert_eq!(super::worth(&plan, &cells, &Forecast::default()).points, []);
    }
}
