//! What is to be done for a plan, what it costs, and who reads what, worked out when it is first looked at; draws no cells.

use super::Derived;
use crate::domain::campaign::{Board, Costs, Money, Shared, board, money, shared};
use crate::domain::pairing::{Readers, readers};

/// What is to be done for a plan, and what it costs.
#[derive(Clone, Debug, Default)]
pub struct Work {
    pub board: Board,
    pub money: Money,
    /// Whom other campaigns treat at the same time.
    pub shared: Vec<Shared>,
    /// Who of those that receive something is in which situation at which stage.
    pub readers: Vec<Readers>,
}

impl Derived {
    /// What is to be done for a plan and what it costs, once people are scored. O(treated) when it is first asked for.
    #[must_use]
    pub fn work(&self, plan: u32) -> Option<&Work> {
        let drawn = self.drawn.get(&plan)?;
        Some(drawn.work.get_or_init(|| {
            let receiving = drawn.cells.receiving();
            let board = board(&drawn.plan, &receiving, &drawn.scored);
            let money = money(&board, &Costs::of(&drawn.plan, &drawn.scored), self.stages());
            let shared = shared(&drawn.plan, &receiving, &self.live, &drawn.scored.people);
            let readers = readers(&receiving, self.situations(), self.stages());
            Work { board, money, shared, readers }
        }))
    }
}
