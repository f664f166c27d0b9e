//! What a plan costs, planned and in the end, by treatment, tribe and stage, beside the mass mailing it replaces.

use super::{Board, Costs, Plan};
use crate::domain::model::{Person, Stage};
use crate::domain::stages::PeopleStages;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The mass mailing that a plan replaces: to everybody in the audience.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MassMailing {
    pub cents_a_piece: i64,
    pub fixed_cents: i64,
    /// How often everybody is written to.
    pub n_waves: u32,
    /// Working time to make it, in minutes.
    pub fixed_minutes: u32,
    /// Working time a thousand pieces, in minutes.
    pub minutes_a_thousand: u32,
}

impl Default for MassMailing {
    fn default() -> Self {
        MassMailing { cents_a_piece: 60, fixed_cents: 50_000, n_waves: 2, fixed_minutes: 960, minutes_a_thousand: 60 }
    }
}

impl MassMailing {
    fn pieces(&self, n_people: usize) -> i64 {
        i64::try_from(n_people).unwrap_or(i64::MAX).saturating_mul(i64::from(self.n_waves))
    }

    #[must_use]
    pub fn cents(&self, n_people: usize) -> i64 {
        self.pieces(n_people).saturating_mul(self.cents_a_piece).saturating_add(self.fixed_cents)
    }

    #[must_use]
    pub fn minutes(&self, n_people: usize) -> i64 {
        let pieces = self.pieces(n_people).saturating_mul(i64::from(self.minutes_a_thousand)) / 1_000;
        pieces.saturating_add(i64::from(self.fixed_minutes))
    }
}

/// Money for some people, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// People who receive something; whoever receives two things counts twice.
    pub n_people: usize,
    pub planned_cents: i64,
    pub actual_cents: i64,
}

impl Spent {
    fn add(&mut self, planned: i64, actual: i64, n_people: usize) {
        self.n_people += n_people;
        self.planned_cents = self.planned_cents.saturating_add(planned);
        self.actual_cents = self.actual_cents.saturating_add(actual);
    }
}

/// What a plan costs; each list sums to the whole, to the cent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Money {
    pub total: Spent,
    /// In the order of [`Board::treatments`].
    pub by_treatment: Vec<Spent>,
    /// By position of the tribe; [`crate::domain::model::NO_TRIBE`] for people in none.
    pub by_tribe: BTreeMap<u32, Spent>,
    /// By stage; none for people without one.
    pub by_stage: BTreeMap<Option<Stage>, Spent>,
    /// Working time, in minutes.
    pub minutes: i64,
}

/// Adds the parts of one treatment's money up: planned over those who receive it, actual over those who have.
///
/// Actual is what somebody said, else the cost a head of everybody reached so far and, once anybody is, the fixed cost.
#[must_use]
pub fn money(board: &Board, costs: &Costs<'_>, stages: &PeopleStages) -> Money {
    let mut money = Money::default();
    let prices = costs.prices(&board.receivers);
    let lists = board.treatments.iter().zip(&board.receivers).zip(board.reached());
    for (at, ((treatment, people), reached)) in lists.enumerate() {
        let n = |list: &[Person]| i64::try_from(list.len()).unwrap_or(i64::MAX);
        let planned = prices.cents(at, people);
        let actual = treatment.actual_cents.unwrap_or_else(|| prices.cents(at, &reached));
        let mut spent = Spent::default();
        spent.add(planned, actual, people.len());
        money.by_treatment.push(spent);
        money.total.add(planned, actual, people.len());
        money.minutes += n(people).saturating_mul(i64::from(treatment.minutes_a_head));
        let carriers = if reached.is_empty() { people } else { &reached };
        let tribe = |person: Person| costs.tribe(person);
        share_out(&mut money.by_tribe, people, carriers, planned, actual, tribe);
        share_out(&mut money.by_stage, people, carriers, planned, actual, |person| stages.stage(person));
    }
    money
}

/// Parts planned money over those planned for, and actual money over those reached, each group by its number.
fn share_out<K: Ord + Copy>(
    groups: &mut BTreeMap<K, Spent>,
    people: &[Person],
    reached: &[Person],
    planned: i64,
    actual: i64,
    key: impl Fn(Person) -> K,
) {
    let counts = |list: &[Person]| {
        let mut counts: BTreeMap<K, usize> = BTreeMap::new();
        for &person in list {
            *counts.entry(key(person)).or_default() += 1;
        }
        counts
    };
    for (key, n, part) in parts(counts(people), planned) {
        groups.entry(key).or_default().add(part, 0, n);
    }
    for (key, _, part) in parts(counts(reached), actual) {
        groups.entry(key).or_default().add(0, part, 0);
    }
}

/// An amount parted by counts so that the parts sum to it: each takes what is left, times its share of those left.
fn parts<K>(counts: BTreeMap<K, usize>, cents: i64) -> Vec<(K, usize, i64)> {
    let mut n_left: usize = counts.values().sum();
    let mut left = cents;
    let part = |(key, n): (K, usize)| {
        let part = (i128::from(left) * n as i128 / n_left.max(1) as i128) as i64;
        left -= part;
        n_left -= n;
        (key, n, part)
    };
    counts.into_iter().map(part).collect()
}

/// A plan beside the mass mailing to its whole audience: cents and minutes of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BesideMailing {
    pub plan_cents: i64,
    pub plan_minutes: i64,
    pub mailing_cents: i64,
    pub mailing_minutes: i64,
}

/// See [`BesideMailing`].
#[must_use]
pub fn beside_mailing(plan: &Plan, money: &Money, n_audience: usize) -> BesideMailing {
    BesideMailing {
        plan_cents: money.total.planned_cents,
        plan_minutes: money.minutes,
        mailing_cents: plan.mailing.cents(n_audience),
        mailing_minutes: plan.mailing.minutes(n_audience),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PlanEdit, PlanTreatment, TaskState, Treatment, board, draw_cells, edit};
    use super::*;
    use crate::domain::testing::Town;

    #[test]
    fn every_list_sums_to_the_whole_to_the_cent() {
        let scored = Town::ring(400).split_at(150).scored();
        let mut plan = Plan::new(1, "A");
        for e in [
            PlanEdit::SetSharePercent(10.0),
            PlanEdit::SetControlPercent(0.0),
            PlanEdit::AddTreatment(Treatment::Coupon),
            PlanEdit::SetCostAHead(333),
        ] {
            plan = edit(&plan, &e).unwrap();
        }
        let cells = draw_cells(&plan, &scored);
        let mut board = board(&plan, &cells.treated, &scored);
        let stages = PeopleStages::default();
        let costs = Costs::of(&plan, &scored);
        let before = money(&board, &costs, &stages);
        let call = 40 * 333;
        let coupon = 40 * 1_000 + 10_000;
        assert_eq!(before.total, Spent { n_people: 80, planned_cents: call + coupon, actual_cents: 0 });
        assert_eq!(before.total.planned_cents, plan.cost_of(40, 2));
        // Seven calls made: seven heads. The list of coupons handed over: all of it.
        board
            .tasks
            .iter_mut()
            .filter(|task| task.treatment == 0)
            .skip(1)
            .take(7)
            .for_each(|t| t.state = TaskState::Done);
        board.tasks.iter_mut().filter(|task| task.treatment == 1).for_each(|task| task.state = TaskState::Done);
        let now = money(&board, &costs, &stages);
        assert_eq!(now.by_treatment.iter().map(|s| s.actual_cents).collect::<Vec<_>>(), [7 * 333, coupon]);
        board.treatments[0].actual_cents = Some(12_345);
        let said = money(&board, &costs, &stages);
        for money in [&before, &now, &said] {
            let sum = |spent: &mut dyn Iterator<Item = &Spent>| {
                spent.fold((0, 0, 0), |s, x| (s.0 + x.n_people, s.1 + x.planned_cents, s.2 + x.actual_cents))
            };
            let whole = (money.total.n_people, money.total.planned_cents, money.total.actual_cents);
            assert_eq!(sum(&mut money.by_treatment.iter()), whole);
            assert_eq!(sum(&mut money.by_tribe.values()), whole);
            assert_eq!(sum(&mut money.by_stage.values()), whole);
        }
        assert_eq!((said.by_treatment[0].actual_cents, said.minutes), (12_345, 40 * 20 + 40));
    }

    #[test]
    fn the_mailing_is_to_everybody_every_time() {
        let mailing = MassMailing { n_waves: 3, ..MassMailing::default() };
        assert_eq!((mailing.cents(1_000), mailing.minutes(1_000)), (3_000 * 60 + 50_000, 960 + 180));
        let plan = Plan { mailing, treatments: vec![PlanTreatment::usual(1, Treatment::Coupon)], ..Plan::new(1, "A") };
        let beside = beside_mailing(&plan, &Money { minutes: 7, ..Money::default() }, 1_000);
        assert_eq!((beside.plan_minutes, beside.mailing_cents), (7, 230_000));
    }
}
