//! Who is in which cell of a plan: a pure function of plan and scores; opted-out people are in none.

use super::Plan;
use crate::domain::model::Person;
use crate::domain::score::Scored;

/// The groups that a plan makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Everybody whom the plan wants to move: its tribes and people, inside the market, opted-out people aside.
    pub audience: Vec<Person>,
    /// The chosen influencers who are treated, best first.
    pub treated: Vec<Person>,
    /// The chosen influencers who get nothing, drawn at random, best first.
    pub control: Vec<Person>,
    /// Chosen influencers whom the budget does not pay for, best first.
    pub unaffordable: Vec<Person>,
}

/// Who is in which cell. Frozen cells stay as they were, less people who have opted out since.
#[must_use]
pub fn draw_cells(plan: &Plan, scored: &Scored) -> Cells {
    let _ = (plan, scored);
    Cells::default()
}
