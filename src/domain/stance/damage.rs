//! Who is at risk if somebody turns against the company; simulates nothing.

use crate::domain::forecast::leaving::{Exposed, exposed};
use crate::domain::model::{Network, People, Person};

/// Somebody who goes to the person who turns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtRisk {
    pub person: Person,
    /// The share of all their going that goes to the person who turns, 0 to 1.
    pub share: f64,
    pub spend_cents: i64,
}

/// What is at risk if one person turns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Damage {
    /// By falling share.
    pub people: Vec<AtRisk>,
    /// All contacts a tenth of whose going or more goes to them, named here or not.
    pub n_contacts: usize,
    /// The spend of all of these, each weighted with the share.
    pub spend_cents: i64,
}

/// The contacts with the largest share of whose going goes to this person, at most `top`: people listen to those they
/// come to. Nobody is named who opted out, is no person, or is outside the market. O(contacts · their contacts).
#[must_use]
pub fn damage(network: &Network, people: &People, person: Person, top: usize) -> Damage {
    let scorable = people.scorable_one(person);
    if !scorable || person as usize >= network.n_people() {
        return Damage::default();
    }
    let at_risk = |one: Exposed| AtRisk {
        person: one.person,
        share: one.share,
        spend_cents: people.spend_cents[one.person as usize],
    };
    let mut found: Vec<AtRisk> = exposed(network, people, &[person]).into_iter().map(at_risk).collect();
    let spend: f64 = found.iter().map(|one| one.share * one.spend_cents as f64).sum();
    let n_contacts = found.len();
    found.truncate(top);
    Damage { people: found, n_contacts, spend_cents: spend.round() as i64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::directed;

    #[test]
    fn those_who_go_nowhere_else_are_most_at_risk() {
        // 1 goes to 0 alone, 2 to 0 and 3 alike, 0 goes to 3; 4 opted out.
        let network = directed(5, &[(1, 0, 1.0), (2, 0, 1.0), (2, 3, 1.0), (0, 3, 1.0), (4, 0, 1.0)]);
        let mut people = People::from_ids((0..5).map(|n| n.to_string()).collect());
        people.is_opted_out[4] = true;
        people.spend_cents = vec![0, 1_000, 3_000, 9_000, 9_000];
        let found = damage(&network, &people, 0, 9);
        let told: Vec<_> = found.people.iter().map(|one| (one.person, one.share)).collect();
        assert_eq!(told, [(1, 1.0), (2, 0.5)]);
        assert_eq!((found.spend_cents, found.n_contacts), (2_500, 2));
        assert_eq!(damage(&network, &people, 0, 1).people.len(), 1);
        assert_eq!(damage(&network, &people, 4, 9), Damage::default());
    }
}
