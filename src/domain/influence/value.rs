//! What somebody is worth: their own spend, and that of the people whom they can move; knows no plan.

use crate::domain::forecast::{Assumptions, pass_chance};
use crate::domain::model::{Network, People, Person};

/// Money in the files' currency, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Value {
    pub own_cents: i64,
    /// Expected spend of the customers who would follow them: the chance that each does, times what they spend.
    pub swayed_cents: f64,
    /// Nine times in ten the spend of those who follow lies between these.
    pub low_cents: f64,
    pub high_cents: f64,
    /// Customers to whom their word can pass.
    pub n_listeners: u32,
}

/// Own spend beside the spend of people swayed (Kumar et al., Marketing Science 2013, who add to a customer's own value
/// the values of those they move, in shares). Word passes to a contact with the chance of the forecast ([`pass_chance`]); the
/// range is that of a sum of independent chances (normal, 5th to 95th
/// percentile, not below nothing). Direct contacts only: what these pass on is theirs, so that nothing counts twice along a
/// way. Customers inside the market who have not opted out count. O(ties of the person).
#[must_use]
pub fn value(people: &People, network: &Network, person: Person, assumptions: &Assumptions) -> Value {
    const Z: f64 = 1.644_853_626_951_472_2;
    let (mut mean, mut spread, mut n_listeners) = (0.0, 0.0, 0);
    for slot in network.slots(person) {
        let other = network.neighbours[slot];
        let row = other as usize;
        let chance = pass_chance(assumptions, network.strength[slot], network.goes_to[slot]).clamp(0.0, 1.0);
        if !people.is_customer[row] || people.is_opted_out[row] || chance <= 0.0 {
            continue;
        }
        let spend = people.spend_cents[row].max(0) as f64;
        mean += chance * spend;
        spread += chance * (1.0 - chance) * spend * spend;
        n_listeners += 1;
    }
    let reach = Z * spread.sqrt();
    Value {
        own_cents: people.spend_cents[person as usize],
        swayed_cents: mean,
        low_cents: (mean - reach).max(0.0),
        high_cents: mean + reach,
        n_listeners,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::directed;

    #[test]
    fn spend_of_those_who_may_follow_counts_by_their_chance() {
        // 1 comes to 0 with a strength of one half, 2 with one; 3 is outside the market.
        let network = directed(4, &[(1, 0, 0.5), (2, 0, 1.0), (3, 0, 1.0)]);
        let mut people = People::from_ids(["a", "b", "c", "d"].map(str::to_owned).to_vec());
        people.spend_cents = vec![100, 2_000, 1_000, 9_000];
        people.is_customer[3] = false;
        let assumptions = Assumptions { pass_on_share: 0.4, ..Assumptions::default() };
        let own = value(&people, &network, 0, &assumptions);
        // Chances 0.4 · 1.5 · 0.5 and 0.4 · 1.5 · 1: 0.3 · 2,000 + 0.6 · 1,000; variance 0.21 · 2,000² + 0.24 · 1,000².
        assert_eq!((own.own_cents, own.n_listeners), (100, 2));
        assert!((own.swayed_cents - 1_200.0).abs() < 1e-3, "{own:?}");
        let spread = (0.21f64 * 4e6 + 0.24 * 1e6).sqrt();
        assert!((own.high_cents - 1_200.0 - 1.644_853_6 * spread).abs() < 0.1 && own.low_cents == 0.0);
        people.is_opted_out[2] = true;
        assert!((value(&people, &network, 0, &assumptions).swayed_cents - 600.0).abs() < 1e-3);
    }
}
