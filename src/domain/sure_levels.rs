//! Which sizes of tribes come back most surely, kept as long as the ties are the same; knows nothing of who asks.

use super::model::{ScoreSettings, TieWeights, Weighting};
use super::score::Scored;
use super::ticket::{Stopped, Ticket};
use super::ties::Basis;
use super::tribes::stability::{Level, levels, most_stable};
use std::sync::Arc;

/// The most stable sizes of tribes, coarse to fine, and what the ties were that they were found in.
#[derive(Clone, Debug)]
pub struct SureLevels {
    pub levels: Vec<Level>,
    basis: Option<Arc<Basis>>,
    weighed: (TieWeights, Weighting),
}

impl SureLevels {
    /// At most so many.
    pub const MOST: usize = 3;

    /// Finds the tribes of seven resolutions from four seeds each.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn of(scored: &Scored, settings: &ScoreSettings, ticket: &Ticket) -> Result<Self, Stopped> {
        let levels = most_stable(&levels(&scored.network, settings, ticket)?, Self::MOST);
        Ok(SureLevels { levels, basis: scored.basis.clone(), weighed: weighed(settings) })
    }

    /// Whether they are known to be of the ties of these scores, whatever else was asked for since. False where that is
    /// not known.
    #[must_use]
    pub fn is_of(&self, scored: &Scored, settings: &ScoreSettings) -> bool {
        let is_same = |(own, other): (&Arc<Basis>, &Arc<Basis>)| Arc::ptr_eq(own, other);
        self.basis.as_ref().zip(scored.basis.as_ref()).is_some_and(is_same) && self.weighed == weighed(settings)
    }
}

fn weighed(settings: &ScoreSettings) -> (TieWeights, Weighting) {
    (settings.tie_weights, settings.weighting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::score::{Given, score};
    use crate::domain::ties::fixtures::{friendships, planted};

    #[test]
    fn levels_are_kept_while_only_the_size_changes_and_no_longer() {
        let pairs: Vec<(String, String)> = planted(8).iter().map(|&(a, b, _)| (a.to_string(), b.to_string())).collect();
        let friends: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let given = Given { tables: vec![friendships(&friends)], ..Given::default() };
        let scored = score(&given, None, &Ticket::new()).unwrap();
        let sure = SureLevels::of(&scored, &given.settings, &Ticket::new()).unwrap();
        assert!(sure.levels.iter().any(|level| level.n_tribes == 8 && level.stability == 1.0), "{:?}", sure.levels);
        assert!(sure.levels.len() <= SureLevels::MOST);
        let is_kept = |settings: ScoreSettings| {
            let given = Given { settings: settings.clone(), ..given.clone() };
            sure.is_of(&score(&given, Some(&scored), &Ticket::new()).unwrap(), &settings)
        };
        let usual = &given.settings;
        assert!(is_kept(ScoreSettings { resolution: 4.0, largest_tribe: 9, ..usual.clone() }));
        assert!(!is_kept(ScoreSettings { weighting: Weighting::One, ..usual.clone() }));
        assert!(!is_kept(ScoreSettings { half_life_days: 9.0, ..usual.clone() }));
        assert!(!sure.is_of(&Scored { basis: None, ..scored.clone() }, usual));
    }
}
