//! What a plan still lacks before somebody approves it; knows no sentence, the screen words each point.

use super::power::smallest_detectable_points;
use super::{Cells, Plan};

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
    SuccessMeasureSet,
    /// Everybody chosen is paid for.
    BudgetCovers,
    /// The control cell would show an effect of [`PROVABLE_POINTS`] points; see [`smallest_detectable_points`].
    ControlCanProve,
}

/// Control share that the list assumes where no campaign has been measured yet.
pub const ASSUMED_BASE_SHARE: f64 = 0.1;
/// A comparison that misses effects of this many percentage points proves nothing worth knowing.
pub const PROVABLE_POINTS: f64 = 10.0;

/// Every point in the order of the list, and whether it is done.
#[must_use]
pub fn readiness(plan: &Plan, cells: &Cells) -> Vec<(ReadinessItem, bool)> {
    use ReadinessItem as Item;
    let is_written = |text: &str| !text.trim().is_empty();
    let points = smallest_detectable_points(cells.treated.len(), cells.control.len(), ASSUMED_BASE_SHARE);
    vec![
        (Item::HasName, is_written(&plan.name)),
        (Item::AudienceNotEmpty, !cells.audience.is_empty()),
        (Item::InfluencersChosen, !cells.treated.is_empty()),
        (Item::MessageWritten, is_written(&plan.message)),
        (Item::OfferSet, is_written(&plan.offer)),
        (Item::OwnerNamed, is_written(&plan.owner)),
        (Item::DatesSet, is_written(&plan.starts_on) && is_written(&plan.ends_on)),
        (Item::SuccessMeasureSet, is_written(&plan.success_measure)),
        (Item::BudgetCovers, !cells.treated.is_empty() && cells.unaffordable.is_empty()),
        (Item::ControlCanProve, points.is_some_and(|points| points <= PROVABLE_POINTS)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(plan: &Plan, cells: &Cells) -> Vec<ReadinessItem> {
        readiness(plan, cells).into_iter().filter_map(|(item, is_done)| is_done.then_some(item)).collect()
    }

    #[test]
    fn an_empty_plan_has_a_name_and_nothing_else() {
        assert_eq!(done(&Plan::new(1, "A"), &Cells::default()), [ReadinessItem::HasName]);
    }

    #[test]
    fn a_full_plan_is_ready_and_a_small_control_cell_is_told() {
        let text = || "x".to_owned();
        let (starts_on, ends_on) = ("2026-11-21".to_owned(), "2026-12-01".to_owned());
        let plan = Plan {
            message: text(),
            offer: text(),
            owner: text(),
            success_measure: text(),
            starts_on,
            ends_on,
            ..Plan::new(1, "A")
        };
        let cells = |n: u32| Cells {
            audience: (0..n).collect(),
            treated: (0..n / 2).collect(),
            control: (n / 2..n).collect(),
            ..Cells::default()
        };
        assert_eq!(done(&plan, &cells(2_000)).len(), 10);
        assert!(!done(&plan, &cells(20)).contains(&ReadinessItem::ControlCanProve));
        let short = Cells { unaffordable: vec![9_999], ..cells(2_000) };
        assert!(!done(&plan, &short).contains(&ReadinessItem::BudgetCovers));
    }
}
