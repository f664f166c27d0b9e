//! Plain groups of people that a list can be narrowed to; ranks nobody.

use crate::domain::model::{Person, Scores};
use crate::domain::score::Scored;
use serde::{Deserialize, Serialize};

/// A group of people that one click shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    #[default]
    Everyone,
    /// More than a hundred contacts: crude, a count says nothing of closeness.
    Over100,
    Over1000,
    /// In the top twentieth by influence, in the lower half by own spend.
    LowSpend,
    /// Few ties, one of them to somebody at the top.
    EarOf,
    /// Decided over the figures.
    ByHand,
}

impl Band {
    pub const ALL: [Band; 6] =
        [Band::Everyone, Band::Over100, Band::Over1000, Band::LowSpend, Band::EarOf, Band::ByHand];

    /// The ranked people of the group, best first; `ear_of` by person, as [`super::has_ear_of`] says. O(n).
    #[must_use]
    pub fn people(self, scored: &Scored, ear_of: impl Fn(Person) -> bool) -> Vec<Person> {
        let scores = &*scored.scores;
        let contacts = |person: Person| scores.n_contacts[person as usize];
        let keep =
            |is_in: &dyn Fn(Person) -> bool| scores.order.iter().copied().filter(|&person| is_in(person)).collect();
        match self {
            Band::Everyone => scores.order.clone(),
            Band::Over100 => keep(&|person| contacts(person) > 100),
            Band::Over1000 => keep(&|person| contacts(person) > 1_000),
            Band::LowSpend => low_spend(scored),
            Band::EarOf => keep(&ear_of),
            Band::ByHand => keep(&|person| scores.call(person).is_some()),
        }
    }
}

/// Influence does not ask what somebody buys: those at the top who spend less than the middle one of all ranked people.
fn low_spend(scored: &Scored) -> Vec<Person> {
    let scores: &Scores = &scored.scores;
    let spend = |person: Person| scored.people.spend_cents[person as usize];
    let mut all: Vec<i64> = scores.order.iter().map(|&person| spend(person)).collect();
    if all.iter().all(|&cents| cents == 0) {
        return Vec::new();
    }
    let middle = all.len() / 2;
    let (_, &mut median, _) = all.select_nth_unstable(middle);
    scores.top_percent(5.0).iter().copied().filter(|&person| spend(person) < median).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Call;
    use crate::domain::testing::Town;
    use std::sync::Arc;

    #[test]
    fn each_group_has_its_people_best_first() {
        let pairs: Vec<(u32, u32, f32)> = (1..=101).map(|other| (0, other, 0.5)).collect();
        let mut town = Town::new(120, &pairs);
        town.people.spend_cents = vec![1_000; 120];
        town.people.spend_cents[0] = 1;
        let mut scored = town.scored();
        let of = |scored: &Scored, band: Band| band.people(scored, |person| person == 7);
        assert_eq!((of(&scored, Band::Over100), of(&scored, Band::Over1000).len()), (vec![0], 0));
        assert_eq!((of(&scored, Band::LowSpend), of(&scored, Band::EarOf)), (vec![0], vec![7]));
        assert_eq!(of(&scored, Band::Everyone), scored.scores.order);
        let scores = Scores { by_hand: vec![(3, Call::Promote)], ..(*scored.scores).clone() };
        scored.scores = Arc::new(scores);
        assert_eq!(of(&scored, Band::ByHand), [3]);
        let mut people = (*scored.people).clone();
        people.spend_cents = vec![0; 120];
        scored.people = Arc::new(people);
        assert!(of(&scored, Band::LowSpend).is_empty(), "nothing is known of anybody's spend");
    }
}
