//! How likely word passes over each tie as the forecast of a plan has it: by strength or learned from the past, and by the
//! stages of who tells and who hears; simulates nothing.

use super::Assumptions;
use super::by_stage::{Known, Leanings};
use super::cascade::passes;
use super::learned::{LearnedChances, learn_leaning};
use crate::domain::campaign::StageChances;
use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};

/// The chances of a network's ties, worked out when they are asked for.
#[derive(Debug)]
pub struct Ways<'a> {
    pub(super) network: &'a Network,
    share: f32,
    pub(super) leanings: Leanings,
    learned: Option<LearnedChances>,
}

impl<'a> Ways<'a> {
    /// By strength alone.
    #[must_use]
    pub fn by_strength(network: &'a Network, assumptions: &Assumptions) -> Self {
        let share = assumptions.pass_on_share;
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        Ways { network, share, leanings: Leanings::default(), learned: None }
    }

    /// As in a forecast that knows this, where somebody said that of stages. O(ties), and where chances are learned as in
    /// [`super::learned::learn`].
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn new(
        network: &'a Network,
        said: &StageChances,
        assumptions: &Assumptions,
        known: &Known<'_>,
        ticket: &Ticket,
    ) -> Result<Self, Stopped> {
        let plain = Ways::by_strength(network, assumptions);
        let leanings = Leanings::of(said, known, network.n_people());
        let learn = |log| learn_leaning(network, log, plain.share, leanings.learned.as_ref(), ticket);
        let learned = known.past().map(learn).transpose()?;
        Ok(Ways { leanings, learned, ..plain })
    }

    /// Whether every tie passes by its strength alone.
    #[must_use]
    pub fn is_by_strength(&self) -> bool {
        self.learned.is_none() && self.leanings.is_none()
    }

    /// Times what the tie by itself says; what was learned of stages is in learned ties already.
    fn times(&self, tells: Person, hears: Person) -> f32 {
        let learned = self.leanings.learned.as_ref().filter(|_| self.learned.is_none());
        [learned, self.leanings.said.as_ref()].iter().flatten().map(|leaning| leaning.between(tells, hears)).product()
    }

    /// From the slot's neighbour to the person of its row; above 1 where assumptions are wild.
    #[must_use]
    pub fn heard(&self, hears: Person, slot: usize) -> f32 {
        let network = self.network;
        let by_strength = || passes(self.share, network.strength[slot], network.goes_to[slot]);
        let of_tie = self.learned.as_ref().map_or_else(by_strength, |learned| learned.heard[slot]);
        self.times(network.neighbours[slot], hears) * of_tie
    }

    /// From the person of the slot's row to its neighbour; above 1 where assumptions are wild.
    #[must_use]
    pub fn told(&self, tells: Person, slot: usize) -> f32 {
        let network = self.network;
        let by_strength = || passes(self.share, network.strength[slot], network.strength[slot] - network.goes_to[slot]);
        let of_tie = self.learned.as_ref().map_or_else(by_strength, |learned| learned.told[slot]);
        self.times(tells, network.neighbours[slot]) * of_tie
    }
}
