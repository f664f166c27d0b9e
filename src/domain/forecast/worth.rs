//! What a plan's money buys: people, what they add, what that is worth, and where more stops paying; simulates nothing.

use super::{Forecast, Range};
use crate::domain::campaign::{Cells, Plan};

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
