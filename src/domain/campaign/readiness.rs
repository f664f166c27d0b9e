//! What a plan still lacks before somebody approves it; knows no sentence, the screen words each point.

use super::power::smallest_detectable_points;
use super::{Board, Cells, Plan, day};

/// One point of the list that is gone through before a plan is approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadinessItem {
    HasName,
    AudienceNotEmpty,
    /// Somebody is treated.
    InfluencersChosen,
    MessageWritten,
    OfferSet,
    OwnerNamed,
    DatesSet,
    /// The start lies before the end, and not in the past while the plan is a draft.
    DatesInOrder,
    /// What people receive can be done until the end, at so many a day.
    DaysSuffice,
    SuccessMeasureSet,
    /// Everybody chosen is paid for.
    BudgetCovers,
    /// The control cell would show an effect of [`PROVABLE_POINTS`] points; see [`smallest_detectable_points`].
    ControlCanProve,
    /// All of the treated receive something.
    EverybodyGetsSomething,
    /// The project has the data that the goal needs.
    DataForGoal,
    /// The project knows who may not be contacted.
    OptOutsKnown,
    /// Nobody chosen is treated by another campaign at the same time.
    NobodyTwice,
    /// Something is written for every situation in which somebody treated reads it.
    SituationsAnswered,
}

/// What the list needs to know beside the plan and its cells.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a> {
    pub board: Option<&'a Board>,
    pub has_goal_data: bool,
    pub knows_opt_outs: bool,
    /// People whom other campaigns treat at the same time.
    pub n_shared: usize,
    /// Situations at a stage in which somebody treated is, and for which nothing is written.
    pub n_unsaid: usize,
    /// `2026-11-21`.
    pub today: &'a str,
}

/// A comparison that misses effects of this many percentage points proves nothing worth knowing.
pub const PROVABLE_POINTS: f64 = 10.0;

/// Every point in the order of the list, and whether it is done.
#[must_use]
pub fn readiness(plan: &Plan, cells: &Cells, facts: &Facts) -> Vec<(ReadinessItem, bool)> {
    use ReadinessItem as Item;
    let is_written = |text: &str| !text.trim().is_empty();
    let base = f64::from(plan.cells.base_percent) / 100.0;
    let points = smallest_detectable_points(cells.treated.len(), cells.control.len(), base);
    let (start, end, today) = (day(&plan.starts_on), day(&plan.ends_on), day(facts.today));
    let is_past = |start| plan.frozen.is_none() && today.is_some_and(|today| start < today);
    let last = facts.board.and_then(Board::ends_on);
    vec![
        (Item::HasName, is_written(&plan.name)),
        (Item::DataForGoal, facts.has_goal_data),
        (Item::OptOutsKnown, facts.knows_opt_outs),
        (Item::AudienceNotEmpty, !cells.audience.is_empty()),
        (Item::InfluencersChosen, !cells.treated.is_empty()),
        (Item::NobodyTwice, facts.n_shared == 0),
        (
            Item::EverybodyGetsSomething,
            facts.board.is_some_and(|board| board.n_left_out == 0 && !cells.treated.is_empty()),
        ),
        (Item::BudgetCovers, !cells.treated.is_empty() && cells.unaffordable.is_empty()),
        (Item::ControlCanProve, points.is_some_and(|points| points <= PROVABLE_POINTS)),
        (Item::MessageWritten, is_written(&plan.message)),
        (Item::SituationsAnswered, facts.n_unsaid == 0 && !cells.treated.is_empty()),
        (Item::OfferSet, is_written(&plan.offer)),
        (Item::OwnerNamed, is_written(&plan.owner)),
        (Item::DatesSet, start.is_some() && end.is_some()),
        (Item::DatesInOrder, start.zip(end).is_some_and(|(start, end)| start <= end && !is_past(start))),
        (Item::DaysSuffice, last.zip(end).is_some_and(|(last, end)| last <= end)),
        (Item::SuccessMeasureSet, is_written(&plan.success_measure)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(plan: &Plan, cells: &Cells, facts: &Facts) -> Vec<ReadinessItem> {
        readiness(plan, cells, facts).into_iter().filter_map(|(item, is_done)| is_done.then_some(item)).collect()
    }

    #[test]
    fn an_empty_plan_has_a_name_and_nobody_twice_and_nothing_else() {
        let found = done(&Plan::new(1, "A"), &Cells::default(), &Facts::default());
        assert_eq!(found, [ReadinessItem::HasName, ReadinessItem::NobodyTwice]);
    }

    #[test]
    fn a_full_plan_is_ready_and_each_lack_is_told() {
        use ReadinessItem as Item;
        let text = || "x".to_owned();
        let (starts_on, ends_on) = ("2026-11-23".to_owned(), "2026-12-01".to_owned());
        let plan = Plan {
            message: text(),
            offer: text(),
            owner: text(),
            success_measure: text(),
            starts_on,
            ends_on,
            treatment: crate::domain::campaign::Treatment::Coupon,
            ..Plan::new(1, "A")
        };
        let cells = |n: u32| Cells {
            audience: (0..n).collect(),
            treated: (0..n / 2).collect(),
            control: (n / 2..n).collect(),
            ..Cells::default()
        };
        let scored = crate::domain::testing::Town::ring(2_000).scored();
        let board = crate::domain::campaign::board(&plan, &cells(2_000).treated, &scored);
        let facts = Facts {
            board: Some(&board),
            has_goal_data: true,
            knows_opt_outs: true,
            today: "2026-11-21",
            ..Facts::default()
        };
        let lacks = |plan: &Plan, cells: &Cells, facts: &Facts| -> Vec<Item> {
            let open = readiness(plan, cells, facts).into_iter().filter(|(_, is_done)| !is_done);
            open.map(|(item, _)| item).collect()
        };
        assert_eq!(lacks(&plan, &cells(2_000), &facts), []);
        assert_eq!(lacks(&plan, &cells(20), &facts), [Item::ControlCanProve]);
        // By what the plan says that people do anyway: of 360, ten points from 5 % show, from 50 % they do not.
        let of = |base_percent| {
            let design = super::super::CellDesign { base_percent, ..plan.cells.clone() };
            lacks(&Plan { cells: design, ..plan.clone() }, &cells(360), &facts)
        };
        assert_eq!((of(5.0), of(50.0)), (vec![], vec![Item::ControlCanProve]));
        let short = Cells { unaffordable: vec![9_999], ..cells(2_000) };
        assert_eq!(lacks(&plan, &short, &facts), [Item::BudgetCovers]);
        let silent = Facts { n_unsaid: 1, ..facts.clone() };
        assert_eq!(lacks(&plan, &cells(2_000), &silent), [Item::SituationsAnswered]);
        let late = Facts { today: "2026-11-24", n_shared: 2, ..facts.clone() };
        assert_eq!(lacks(&plan, &cells(2_000), &late), [Item::NobodyTwice, Item::DatesInOrder]);
        let calls = Plan { treatment: crate::domain::campaign::Treatment::ExecutiveCall, ..plan.clone() };
        let slow = crate::domain::campaign::board(&calls, &cells(2_000).treated, &scored);
        assert_eq!(lacks(&calls, &cells(2_000), &Facts { board: Some(&slow), ..facts }), [Item::DaysSuffice]);
    }
}
