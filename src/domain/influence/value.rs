//! What somebody is worth: their own spend, and that of the people whom they can move; knows no plan.

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
    /// Customers who listen to them at all.
    pub n_listeners: u32,
}

/// Own spend beside the spend of people swayed (Kumar et al., Marketing Science 2013, who add to a customer's own value
/// the values of those they move, in shares). Word passes to a contact with a chance of `pass_on_share` times how much that
/// contact listens ([`Network::listens`]); the range is that of a sum of independent chances (normal, 5th to 95th
/// percentile, not below nothing). Direct contacts only: what these pass on is theirs, so that nothing counts twice along a
/// way. Customers inside the market who have not opted out count. O(ties of the person).
#[must_use]
pub fn value(people: &People, network: &Network, person: Person, pass_on_share: f32) -> Value {
    const Z: f64 = 1.644_853_626_951_472_2;
    let (mut mean, mut spread, mut n_listeners) = (0.0, 0.0, 0);
    for (other, heard) in network.listeners_of(person) {
        let row = other as usize;
        if !people.is_customer[row] || people.is_opted_out[row] || heard <= 0.0 {
            continue;
        }
        let chance = f64::from((pass_on_share * heard).clamp(0.0, 1.0));
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
    fn spend_of_those_who_listen_counts_by_their_chance() {
        // 1 and 2 come to 0 with strengths of one half and one; 3 is only called by 0.
        let network = directed(4, &[(1, 0, 0.5), (2, 0, 1.0), (0, 3, 1.0)]);
        let mut people = People::from_ids(["a", "b", "c", "d"].map(str::to_owned).to_vec());
        people.spend_cents = vec![100, 2_000, 1_000, 9_000];
        let own = value(&people, &network, 0, 0.4);
        // 0.2 · 2,000 + 0.4 · 1,000; variance 0.16 · 2,000² + 0.24 · 1,000².
        assert_eq!((own.own_cents, own.n_listeners), (100, 2));
        assert!((own.swayed_cents - 800.0).abs() < 1e-3, "{own:?}");
        let spread = (0.16f64 * 4e6 + 0.24 * 1e6).sqrt();
        assert!((own.high_cents - 800.0 - 1.644_853_6 * spread).abs() < 0.1 && own.low_cents == 0.0);
        people.is_opted_out[2] = true;
        assert!((value(&people, &network, 0, 0.4).swayed_cents - 400.0).abs() < 1e-3);
        assert_eq!(value(&people, &network, 1, 0.4), Value { own_cents: 2_000, ..Value::default() });
    }
}
