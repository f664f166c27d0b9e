//! A forecast and what it assumes, as values.

use super::AtStage;
use serde::{Deserialize, Serialize};

/// What a forecast takes for granted; all three are the planner's to change.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assumptions {
    /// Chance that a treated person takes it up, 0 to 1.
    pub accept_share: f32,
    /// Chance that it passes along a tie of full strength, 0 to 1; weaker ties in proportion.
    pub pass_on_share: f32,
    /// Chance that somebody takes it up with nobody's help, 0 to 1.
    pub unaided_share: f32,
    /// The chance of each tie is learned from who took things up after whom, where that is known, and the strength of the
    /// tie speaks for the rest.
    #[serde(default)]
    pub is_learned: bool,
}

impl Default for Assumptions {
    fn default() -> Self {
        Assumptions { accept_share: 0.5, pass_on_share: 0.04, unaided_share: 0.002, is_learned: false }
    }
}

/// People of the audience reached: 90 % of the simulated campaigns lie between low and high.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Range {
    pub low: f64,
    pub likely: f64,
    pub high: f64,
}

/// Four campaigns of the same size over the same ties and the same chances.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    pub plan: Range,
    pub nothing: Range,
    pub random: Range,
    pub most_connected: Range,
    /// People whose reach is counted: the audience inside the market.
    pub n_audience: usize,
    /// People treated in each campaign.
    pub n_treated: usize,
    pub n_runs: usize,
    /// What treating fewer or more people would add, by rising number; the plan's own number is among them.
    #[serde(default)]
    pub course: Vec<Step>,
    /// What a customer of the audience brings on average, in cents.
    #[serde(default)]
    pub mean_spend_cents: i64,
    /// Things taken up that the chances were learned from; 0: by strength alone.
    #[serde(default)]
    pub n_learned_from: usize,
    /// What the past says of people at each stage, where chances were learned.
    #[serde(default)]
    pub at_stage: Vec<AtStage>,
}

/// So many treated people, and whom they reach beyond those whom doing nothing reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub n_treated: usize,
    pub plan: Range,
    pub random: Range,
    pub most_connected: Range,
}

impl Forecast {
    /// What the plan is expected to add to doing nothing, as in the course; nothing where nobody is treated.
    #[must_use]
    pub fn extra(&self) -> Range {
        self.own().plan
    }

    /// The step of the course that the plan is.
    #[must_use]
    pub fn own(&self) -> Step {
        self.course.iter().find(|step| step.n_treated == self.n_treated).copied().unwrap_or_default()
    }
}
