//! A forecast and what it assumes, as values.

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
}

impl Default for Assumptions {
    fn default() -> Self {
        Assumptions { accept_share: 0.5, pass_on_share: 0.04, unaided_share: 0.002 }
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
}
