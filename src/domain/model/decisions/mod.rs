//! What a person decided about the people and ties of the files, kept apart from the files; computes nothing.

mod cleaning;
mod identity;
mod judgement;
mod respect;
mod stages;
mod stances;
mod tribes;

pub use cleaning::{Cleaning, CleaningEdit, HEAVIEST, Inference, KindWeights, Market, STRICTEST, USUAL_STRICTNESS};
pub use identity::{Identity, IdentityEdit};
pub use judgement::{Judgement, JudgementEdit, Opinion};
pub use respect::{Basis, Respect, RespectEdit};
pub use stages::{StageByHand, StageChange, StageRules, Stages, StagesEdit};
pub use stances::{StanceByHand, StanceColumn, Stances, StancesEdit};
pub use tribes::{MADE, Shape, TribeEdit, TribesByHand};

use serde::{Deserialize, Serialize};

/// Everything decided; scoring reads the tables through it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decisions {
    pub identity: Identity,
    pub cleaning: Cleaning,
    pub respect: Respect,
    pub stages: Stages,
    pub stances: Stances,
    pub judgement: Judgement,
    pub tribes: TribesByHand,
}

impl Decisions {
    /// The part that scoring reads: two documents whose parts are equal score alike. Judgement only ranks anew, which
    /// needs no scoring.
    #[must_use]
    pub fn for_scores(&self) -> Self {
        let identity = Identity { same: self.identity.same.clone(), ..Identity::default() };
        let tribes = self.tribes.for_scores();
        Decisions { identity, cleaning: self.cleaning.clone(), tribes, ..Decisions::default() }
    }
}
