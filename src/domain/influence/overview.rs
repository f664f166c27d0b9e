//! The figures of the first sentences after scoring; writes no sentence.

use crate::domain::score::Scored;

/// How concentrated the conversation is, and how little popularity says of influence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Overview {
    pub n_people: usize,
    /// Of whom are in a tribe.
    pub n_in_tribes: usize,
    /// People in no tribe because they opted out; all others in none have no tie that counts.
    pub n_opted_out: usize,
    pub n_tribes: usize,
    pub n_ranked: usize,
    /// The fewest people, from the most influential down, whose ties carry half of all tie strength; all who are ranked
    /// where their ties carry less.
    pub n_holding: usize,
    /// The share of all tie strength that the ties of these carry, 0 to 1; less than one half where half is never reached.
    pub held: f64,
    /// How many of the most influential are compared with as many of the most connected: 20, or all where there are
    /// fewer.
    pub n_top: usize,
    /// How many people are in both.
    pub n_both: usize,
}

const N_TOP: usize = 20;

/// O(n + m).
#[must_use]
pub fn overview(scored: &Scored) -> Overview {
    let (network, scores) = (&scored.network, &scored.scores);
    let n_top = N_TOP.min(scores.order.len());
    let is_connected = |person: &&u32| {
        let rank = scores.rank_by_contacts[**person as usize] as usize;
        rank > 0 && rank <= n_top
    };
    let all: f64 = network.strength.iter().map(|&strength| f64::from(strength)).sum::<f64>() / 2.0;
    let mut is_counted = vec![false; network.n_people()];
    let (mut carried, mut n_holding) = (0.0, 0);
    for &person in &scores.order {
        if carried >= all / 2.0 {
            break;
        }
        // A tie between two people of the list is carried once.
        let ties = network.ties_of(person).filter(|(other, _)| !is_counted[*other as usize]);
        carried += ties.map(|(_, strength)| f64::from(strength)).sum::<f64>();
        is_counted[person as usize] = true;
        n_holding += 1;
    }
    let is_apart = |&row: &usize| scored.people.is_opted_out[row] && scored.tribes.tribe_of(row as u32).is_none();
    Overview {
        n_people: scored.people.len(),
        n_in_tribes: scored.tribes.tribes.iter().map(|tribe| tribe.members.len()).sum(),
        n_tribes: scored.tribes.tribes.len(),
        n_opted_out: (0..scored.people.len()).filter(is_apart).count(),
        n_ranked: scores.order.len(),
        n_holding,
        held: if all > 0.0 { carried / all } else { 0.0 },
        n_top,
        n_both: scores.order[..n_top].iter().filter(is_connected).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Network, Scores, Ties};
    use std::sync::Arc;

    #[test]
    fn a_star_is_held_by_its_middle() {
        let ties = Ties {
            a: vec![0, 0, 0],
            b: vec![1, 2, 3],
            contacts_out: vec![1; 3],
            contacts_back: vec![1; 3],
            strength: vec![1.0; 3],
            ..Ties::default()
        };
        let scores = Scores { order: vec![0, 1, 2, 3], rank_by_contacts: vec![1, 2, 3, 4], ..Scores::default() };
        let network = Arc::new(Network::from_ties(4, &ties));
        let scored = Scored { network, scores: Arc::new(scores), ..Scored::default() };
        let overview = overview(&scored);
        assert_eq!((overview.n_holding, overview.n_top, overview.n_both), (1, 4, 4));
    }

    #[test]
    fn a_small_market_that_never_reaches_half_is_told_with_its_share() {
        // Five in a row, of whom only the first is ranked: one tie of four.
        let ties = Ties {
            a: vec![0, 1, 2, 3],
            b: vec![1, 2, 3, 4],
            contacts_out: vec![1; 4],
            contacts_back: vec![1; 4],
            strength: vec![1.0; 4],
            ..Ties::default()
        };
        let scores = Scores { order: vec![0], rank_by_contacts: vec![1, 0, 0, 0, 0], ..Scores::default() };
        let network = Arc::new(Network::from_ties(5, &ties));
        let overview = overview(&Scored { network, scores: Arc::new(scores), ..Scored::default() });
        assert_eq!((overview.n_holding, overview.held), (1, 0.25));
    }

    #[test]
    fn nobody_holds_nothing() {
        assert_eq!(overview(&Scored::default()), Overview::default());
    }
}
