//! Who tells whom next, one after the other, along the ties that word passes best; simulates nothing.

use crate::domain::forecast::Ways;
use crate::domain::model::{Network, Person};

/// Steps after which a chain is followed no further: hardly any word comes so far.
const MOST_STEPS: usize = 6;

/// One step of a chain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    pub person: Person,
    /// The chance that word passes on the tie to them, 0 to 1.
    pub passes: f64,
    /// The chance that it came all the way, 0 to 1: the product from the start.
    pub arrives: f64,
}

/// From one person on: each tells the one whom they are most likely to bring along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chain {
    pub start: Person,
    pub links: Vec<Link>,
}

/// The chain from one person: at every step the contact with the highest chance who is not in it yet and who may be told
/// (equal ones by row), up to six steps. O(ties of those in it).
#[must_use]
pub fn chain(network: &Network, start: Person, ways: &Ways<'_>, may: &impl Fn(Person) -> bool) -> Chain {
    let mut chain = Chain { start, links: Vec::new() };
    let (mut at, mut arrives) = (start, 1.0);
    while chain.links.len() < MOST_STEPS {
        let is_in = |person: Person| person == start || chain.links.iter().any(|link| link.person == person);
        let slots = network.slots(at);
        let told = slots.map(|slot| (network.neighbours[slot], f64::from(ways.told(at, slot)).clamp(0.0, 1.0)));
        let next = told.filter(|&(person, passes)| passes > 0.0 && may(person) && !is_in(person));
        let Some((person, passes)) = next.max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0))) else { break };
        arrives *= passes;
        chain.links.push(Link { person, passes, arrives });
        at = person;
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forecast::Assumptions;
    use crate::domain::ties::fixtures::network;

    #[test]
    fn each_tells_the_one_they_are_most_likely_to_bring_and_the_chance_drops_off() {
        let network = network(6, &[(0, 1, 0.5), (0, 2, 0.9), (1, 2, 0.8), (1, 3, 0.4), (2, 4, 0.3), (4, 5, 1.0)]);
        let assumptions = Assumptions { pass_on_share: 0.5, ..Assumptions::default() };
        let ways = Ways::by_strength(&network, &assumptions);
        let found = chain(&network, 0, &ways, &|person| person != 4);
        let told: Vec<u32> = found.links.iter().map(|link| link.person).collect();
        assert_eq!(told, [2, 1, 3]);
        let exact = [0.45, 0.45 * 0.4, 0.45 * 0.4 * 0.2];
        for (link, exact) in found.links.iter().zip(exact) {
            assert!((link.arrives - exact).abs() < 1e-6, "{found:?}");
        }
        assert!(chain(&network, 3, &ways, &|_| false).links.is_empty());
    }
}
