//! How word passes along the ties: which model, and which chance each tie has in each direction; chooses nobody.

use super::super::cascade::passes;
use super::rows::Rows;
use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::sync::{Arc, OnceLock};

/// How people take a thing up (Kempe, Kleinberg & Tardos 2003).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// Independent cascade: whoever takes it up has one chance with each person they are tied to.
    Cascade,
    /// Linear threshold: somebody takes it up once the ties to those who have weigh more than a threshold of their
    /// own, equally likely anywhere from 0 to 1.
    Threshold,
}

/// The chance (or weight) of a tie, from the one who has taken it up to the one who hears. A network of
/// [`super::voices()`] has no ties of distrust, along which no word passes at any chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Chance {
    /// One over the number of contacts of the one who hears: weighted cascade.
    Alike,
    /// The tie's part of the strength of all ties of the one who hears: weighted cascade of weighted ties.
    ByStrength,
    /// The same for every tie.
    Uniform(f32),
    /// `pass_on_share` x strength x (1/2 + share of the tie's contacts that the one who hears makes), as in forecasts.
    Strength { pass_on_share: f32 },
}

/// The chance of a tie, asked for (row's person, slot of the network).
type ChanceOf<'a> = Box<dyn Fn(Person, usize) -> f32 + Send + Sync + 'a>;

/// A network with the chance of each tie, both ways.
pub struct Spreading<'a> {
    network: &'a Network,
    pub(super) model: Model,
    /// Row of who hears: from whom.
    pub(super) heard: Rows<'a>,
    /// Row of who tells: to whom; laid out for the first who asks, since choosing never does.
    told: OnceLock<Rows<'a>>,
    tells: ChanceOf<'a>,
    /// The chance that somebody chosen takes it up at all.
    pub(super) accept_share: f64,
    /// The same where people are not alike, one entry a person; empty: they are.
    pub(super) accepts: Vec<f32>,
}

impl std::fmt::Debug for Spreading<'_> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Spreading").field("model", &self.model).finish_non_exhaustive()
    }
}

impl<'a> Spreading<'a> {
    /// Lays the chances out. Thresholds need weights that sum to at most 1 for each person: larger sums are scaled
    /// down to 1. O(ties x log(ties a person)), in parallel; O(people) for cascades of equal chances.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn new(network: &'a Network, model: Model, chance: Chance, ticket: &Ticket) -> Result<Self, Stopped> {
        let total = |person: usize| -> f64 {
            network.strength[network.slots(person as Person)].iter().map(|&strength| f64::from(strength)).sum()
        };
        let totals: Arc<[f64]> = match chance {
            Chance::ByStrength => (0..network.n_people()).into_par_iter().map(total).collect(),
            _ => Arc::default(),
        };
        // The one who hears and the slot of the tie, seen from either end; `comes` is how much they go to the other.
        let of = move |hears: Person, slot: usize, comes: f32| match chance {
            Chance::Alike => alike(network, hears),
            Chance::ByStrength => (f64::from(network.strength[slot]) / totals[hears as usize]) as f32,
            Chance::Uniform(chance) => chance,
            Chance::Strength { pass_on_share } => passes(pass_on_share, network.strength[slot], comes),
        };
        let hears = of.clone();
        let heard = move |person: Person, slot: usize| hears(person, slot, network.goes_to[slot]);
        let told = move |_: Person, slot: usize| {
            of(network.neighbours[slot], slot, network.strength[slot] - network.goes_to[slot])
        };
        match (model, chance) {
            (Model::Cascade, Chance::Alike) => {
                Ok(Self::with(network, model, Rows::even(network, |person| alike(network, person)), Box::new(told)))
            }
            (Model::Cascade, Chance::Uniform(chance)) => {
                Ok(Self::with(network, model, Rows::even(network, |_| chance), Box::new(told)))
            }
            _ => Self::of_chances(network, model, heard, told, ticket),
        }
    }

    /// Where whoever is chosen takes it up with this chance only, 0 to 1, and else hears like anybody. Counts for choosing
    /// and its bounds, not for [`super::reach()`].
    #[must_use]
    pub fn accepting(self, share: f32) -> Self {
        let accept_share = if share.is_nan() { 0.0 } else { f64::from(share.clamp(0.0, 1.0)) };
        Spreading { accept_share, ..self }
    }

    /// As [`Spreading::accepting`], with a chance of each person, one entry a person.
    #[must_use]
    pub fn accepting_each(self, accepts: Vec<f32>) -> Self {
        Spreading { accepts, ..self }
    }

    /// From any chances: `heard(person, slot)` from the slot's neighbour to the person of the row, `told(person, slot)`
    /// from the person of the row to the slot's neighbour. The two must agree on every tie.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn of_chances(
        network: &'a Network,
        model: Model,
        heard: impl Fn(Person, usize) -> f32 + Sync,
        told: impl Fn(Person, usize) -> f32 + Send + Sync + 'a,
        ticket: &Ticket,
    ) -> Result<Self, Stopped> {
        if model == Model::Cascade {
            let heard = Rows::new(network, heard, ticket)?.hazards();
            return Ok(Self::with(network, model, heard, Box::new(told)));
        }
        let scale = |person: usize| {
            let person = person as Person;
            let sum: f64 = network.slots(person).map(|slot| f64::from(heard(person, slot).clamp(0.0, 1.0))).sum();
            if sum > 1.0 { (1.0 / sum) as f32 } else { 1.0 }
        };
        let scales: Vec<f32> = (0..network.n_people()).into_par_iter().map(scale).collect();
        ticket.check()?;
        let heard = |person: Person, slot: usize| heard(person, slot).clamp(0.0, 1.0) * scales[person as usize];
        let heard = Rows::new(network, heard, ticket)?.summed();
        let told = move |person: Person, slot: usize| {
            told(person, slot).clamp(0.0, 1.0) * scales[network.neighbours[slot] as usize]
        };
        Ok(Self::with(network, model, heard, Box::new(told)))
    }

    fn with(network: &'a Network, model: Model, heard: Rows<'a>, tells: ChanceOf<'a>) -> Self {
        Spreading { network, model, heard, told: OnceLock::new(), tells, accept_share: 1.0, accepts: Vec::new() }
    }

    /// Row of who tells: to whom. Laid out once, as [`Spreading::new`] lays the other way out.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub(super) fn told(&self, ticket: &Ticket) -> Result<&Rows<'a>, Stopped> {
        if let Some(told) = self.told.get() {
            return Ok(told);
        }
        let told = Rows::new(self.network, &self.tells, ticket)?;
        Ok(self.told.get_or_init(|| if self.model == Model::Cascade { told.hazards() } else { told }))
    }
}

/// Weighted cascade: whoever has many ties hears over each of them the less.
fn alike(network: &Network, hears: Person) -> f32 {
    (1.0 / network.n_contacts(hears) as f64) as f32
}
