//! What a planner takes for granted of people at one stage of the life of a customer, as a value; forecasts nothing.

use crate::domain::model::Stage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How people at a stage differ from the usual, in per cent of it; none: as learned, else as usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageChance {
    /// Of the chance that they take it up: when treated, when somebody tells them, and unaided.
    pub takes_up_percent: Option<u16>,
    /// Of the chance that they pass it on.
    pub passes_on_percent: Option<u16>,
}

impl StageChance {
    /// More than so many times the usual is nothing that anybody could know.
    pub const MOST_PERCENT: u16 = 500;

    /// Nothing is said of the stage.
    #[must_use]
    pub fn is_open(self) -> bool {
        self == StageChance::default()
    }

    pub(super) fn in_range(self) -> StageChance {
        let cut = |percent: Option<u16>| percent.map(|percent| percent.min(StageChance::MOST_PERCENT));
        StageChance { takes_up_percent: cut(self.takes_up_percent), passes_on_percent: cut(self.passes_on_percent) }
    }
}

/// By stage; stages of which nothing is said have no entry.
pub type StageChances = BTreeMap<Stage, StageChance>;
