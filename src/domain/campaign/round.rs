//! The order in which a plan's treatments go round the treated, by chance and id, so that it stays when people leave.

use super::{FrozenCells, Plan};
use crate::domain::model::{People, Person};
use crate::domain::random::{STEP, mix};
use std::collections::BTreeMap;

/// Begins what stands in a list in place of an id that was erased; no id of a file does.
const GONE: char = '\u{0}';

/// The treated in drawn order; a gap for each who was treated at the launch and has left since.
pub(super) fn round(plan: &Plan, treated: &[Person], people: &People) -> Vec<Option<Person>> {
    let Some(frozen) = &plan.frozen else {
        let id = |&person: &Person| people.ids[person as usize].as_str();
        let mut places: Vec<(u64, &str, Person)> =
            treated.iter().map(|person| (drawn(plan.seed, id(person)), id(person), *person)).collect();
        places.sort_unstable();
        return places.into_iter().map(|(_, _, person)| Some(person)).collect();
    };
    let mut is_here = vec![false; people.len()];
    for &person in treated {
        is_here[person as usize] = true;
    }
    // Of two ids of one person the first in the plan's lists counts.
    let mut first: BTreeMap<&str, Person> = receiving(frozen)
        .filter_map(|id| Some((id, people.row(id).filter(|&row| std::mem::take(&mut is_here[row as usize]))?)))
        .collect();
    in_round(plan.seed, receiving(frozen)).into_iter().map(|id| first.remove(id)).collect()
}

/// The ids of everybody who receives something.
fn receiving(frozen: &FrozenCells) -> impl Iterator<Item = &str> {
    frozen.treated.iter().chain(frozen.beside.iter().flat_map(|(_, ids)| ids)).map(String::as_str)
}

/// Ids in drawn order, around the places of those who were erased.
fn in_round<'a>(seed: u64, ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let ids: Vec<&str> = ids.collect();
    let mut round: Vec<Option<&str>> = vec![None; ids.len()];
    let mut others = Vec::with_capacity(ids.len());
    for id in ids {
        let place = id.strip_prefix(GONE).and_then(|place| place.parse().ok());
        match place.and_then(|place: usize| round.get_mut(place)).filter(|place| place.is_none()) {
            Some(place) => *place = Some(id),
            None => others.push((drawn(seed, id), id)),
        }
    }
    others.sort_unstable();
    let mut others = others.into_iter().map(|(_, id)| id);
    round.into_iter().filter_map(|taken| taken.or_else(|| others.next())).collect()
}

/// A number as good as random for an id, by the seed.
fn drawn(seed: u64, id: &str) -> u64 {
    id.bytes().fold(mix(seed), |state, byte| mix(state ^ STEP.wrapping_mul(u64::from(byte) + 1)))
}

impl FrozenCells {
    /// Takes somebody out. Of who receives something only the place in the round of treatments is kept, which chance
    /// gave, so that nobody else moves to another treatment or another part.
    pub(super) fn forget(&mut self, seed: u64, is_who: &dyn Fn(&str) -> bool) {
        self.control.retain(|id| !is_who(id));
        let round = in_round(seed, receiving(self)).into_iter().enumerate();
        let places: BTreeMap<String, usize> =
            round.filter(|(_, id)| is_who(id)).map(|(place, id)| (id.to_owned(), place)).collect();
        for id in self.treated.iter_mut().chain(self.beside.iter_mut().flat_map(|(_, ids)| ids)) {
            if let Some(place) = places.get(id) {
                *id = format!("{GONE}{place}");
            }
        }
    }
}
