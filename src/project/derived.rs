//! What follows from the document and is never edited by hand: scores and forecasts, with the question they answer.

use crate::domain::campaign::Plan;
use crate::domain::forecast::{Assumptions, Forecast};
use crate::domain::score::Scored;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The question a forecast answers; a forecast with another key is stale.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastKey {
    pub plan: u32,
    pub content: Arc<Plan>,
    pub assumptions: Assumptions,
    pub scored_generation: u64,
}

/// Computed values and which generation of the document they belong to.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    pub scored: Option<Arc<Scored>>,
    /// Rises when scores go out of date.
    pub generation: u64,
    /// The generation that `scored` answers.
    pub scored_generation: u64,
    pub forecasts: BTreeMap<u32, (ForecastKey, Arc<Forecast>)>,
}

impl Derived {
    /// Whether the scores are those of the present document.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.scored.is_some() && self.scored_generation == self.generation
    }
}
