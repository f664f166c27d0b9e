//! How closed somebody's circle is; knows nothing of tribes.

use crate::domain::model::{Network, Person};

/// Burt's constraint (Structural Holes, 1992): `Σ_j (p_ij + Σ_q p_iq·p_qj)²` over the contacts j of i, with `p_ij` the
/// share of i's strength that is put into j. Low means that the contacts do not know each other, so word through this person
/// is news. NaN for people without ties. O(Σ of the contacts' ties · log) for one person.
#[must_use]
pub fn constraint(network: &Network, person: Person) -> f64 {
    let total = |person: Person| network.ties_of(person).map(|(_, strength)| f64::from(strength)).sum::<f64>();
    let own = total(person);
    if own <= 0.0 {
        return f64::NAN;
    }
    let contacts = &network.neighbours[network.slots(person)];
    let mut invested: Vec<f64> = network.ties_of(person).map(|(_, strength)| f64::from(strength) / own).collect();
    for (other, strength) in network.ties_of(person) {
        let share = f64::from(strength) / own;
        let all = total(other);
        for (third, strength) in network.ties_of(other) {
            if let Ok(place) = contacts.binary_search(&third) {
                invested[place] += share * f64::from(strength) / all;
            }
        }
    }
    invested.into_iter().map(|part| part * part).sum()
}
