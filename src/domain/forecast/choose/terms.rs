//! What is asked of a choice of people, and what comes of it, as values; computes nothing.

use crate::domain::model::Person;

/// Whom to choose among, how many, at what cost. Columns have one entry a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// At most so many people, or as many as are pinned where those are more; none: as many as the budget pays.
    pub count: Option<usize>,
    /// What the people may cost together, in the unit of `costs`.
    pub budget: Option<f64>,
    /// What choosing each person costs; empty: 1 each. Whoever's cost is no number or below zero is not chosen. Without a
    /// budget costs are summed up and change no choice among the others.
    pub costs: Vec<f64>,
    /// What it is worth that word reaches each person; empty: 1 each.
    pub worth: Vec<f64>,
    /// At most so many of each tribe.
    pub per_tribe: Option<usize>,
    /// Tribe of each person; people of [`crate::domain::model::NO_TRIBE`], and all where it is empty, have no limit.
    pub tribe_of: Vec<u32>,
    /// Chosen before all others, whatever budget and tribe say; they use up both.
    pub pins: Vec<Person>,
    /// True: never chosen, not even where pinned; may still pass word on. Empty: nobody.
    pub is_excluded: Vec<bool>,
    /// How far below the best provable share the certificate may stay; also how far the choice may be fitted to
    /// chance: 0.01 is fine, 0.1 coarse.
    pub tolerance: f64,
    pub seed: u64,
}

impl Default for Terms {
    fn default() -> Self {
        Terms {
            count: None,
            budget: None,
            costs: Vec::new(),
            worth: Vec::new(),
            per_tribe: None,
            tribe_of: Vec::new(),
            pins: Vec::new(),
            is_excluded: Vec::new(),
            tolerance: 0.02,
            seed: 1,
        }
    }
}

/// People in the order they were chosen, and what is proven of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen {
    pub people: Vec<Person>,
    /// Expected worth reached by these people, at least: holds together with the next one with a chance of
    /// 1 - 1/(number of people).
    pub lower_bound: f64,
    /// Expected worth that any people allowed by the terms could reach, at most.
    pub upper_bound: f64,
    /// Expected worth reached by these people, estimated on sets they were not chosen on.
    pub expected: f64,
    /// What they cost together.
    pub cost: f64,
    /// Sets drawn to choose on; as many again to check.
    pub n_sets: u64,
}
