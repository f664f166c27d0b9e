//! The audience of a plan in the order in which its people would be treated; pays for nobody.

use super::Ground;
use super::deal::shuffled;
use crate::domain::campaign::audience::audience_mask;
use crate::domain::campaign::{Audience, Choice, How, Plan};
use crate::domain::model::{Call, NO_TRIBE, People, Person};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Keeps the draw of who is chosen apart from the draw of who of them is kept for comparison.
const CHOOSING: u64 = 0x6368_6f6f_7365;

fn rows(ids: &BTreeSet<String>, people: &People) -> Vec<Person> {
    ids.iter().filter_map(|id| people.row(id)).collect()
}

/// One flag a person who may be treated: of the audience, or of the whole market where the plan says so; nobody who was
/// taken out by hand.
pub(super) fn eligible_mask(plan: &Plan, is_audience: &[bool], ground: &Ground<'_>) -> Vec<bool> {
    if !plan.choice.is_from_anywhere {
        return is_audience.to_vec();
    }
    let audience = Audience { excluded: plan.audience.excluded.clone(), ..Audience::default() };
    audience_mask(&Plan { audience, ..Plan::new(plan.id, "") }, ground.scored, &ground.told)
}

/// The people of a mask, by row.
pub(super) fn people_of(mask: &[bool]) -> Vec<Person> {
    (0..).zip(mask).filter_map(|(person, &is_in)| is_in.then_some(person)).collect()
}

/// Everybody who may be treated, first those who are treated first. `None`: the best spread is not worked out yet.
///
/// Nobody who is excluded by hand is in it. People pinned by hand come first, but not where chance alone shall choose.
/// Named people keep the order of their ranks. O(people log people).
pub(super) fn order(plan: &Plan, how: How, is_in: &[bool], ground: &Ground<'_>) -> Option<Vec<Person>> {
    let scores = &ground.scored.scores;
    let ranked: Vec<Person> = scores.order.iter().copied().filter(|&person| is_in[person as usize]).collect();
    let mut order = match how {
        How::TopScored => ranked,
        How::MostConnected => most_connected(ranked, ground),
        How::Random => random(&ranked, &ground.scored.tribes.of, plan.seed ^ CHOOSING),
        How::ByHand => by_hand(&plan.choice, is_in, ground),
        How::BestSpread => {
            let (people, next) = ground.spread?;
            people.iter().chain(next).copied().filter(|&person| is_in[person as usize]).collect()
        }
    };
    if plan.choice.per_tribe > 0 && how != How::ByHand {
        limit(&mut order, plan.choice.per_tribe, &ground.scored.tribes.of);
    }
    Some(order)
}

fn is_pinned(person: Person, ground: &Ground<'_>) -> bool {
    ground.scored.scores.call(person) == Some(Call::Pin)
}

fn most_connected(mut people: Vec<Person>, ground: &Ground<'_>) -> Vec<Person> {
    let n_contacts = |person: Person| ground.scored.network.n_contacts(person);
    people.sort_by_key(|&person| (!is_pinned(person, ground), Reverse(n_contacts(person)), person));
    people
}

/// Every beginning of the list has nearly the same share of each tribe: the people of a tribe stand in random order at
/// even distances (systematic sampling).
fn random(people: &[Person], tribe_of: &[u32], seed: u64) -> Vec<Person> {
    let tribe = |person: Person| tribe_of.get(person as usize).copied().unwrap_or(NO_TRIBE);
    let mut drawn: Vec<Person> = shuffled(people.len(), seed).into_iter().map(|at| people[at]).collect();
    drawn.sort_by_key(|&person| tribe(person));
    let mut places: Vec<(f64, usize, Person)> = Vec::with_capacity(drawn.len());
    for (n, same) in drawn.chunk_by(|&x, &y| tribe(x) == tribe(y)).enumerate() {
        // A shift of its own for each tribe, so that small ones do not all come first.
        let shift = (n as f64 * 0.618_033_988_749_895).fract();
        let at = |k: usize| (k as f64 + shift) / same.len() as f64;
        places.extend(same.iter().enumerate().map(|(k, &person)| (at(k), n, person)));
    }
    places.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
    places.into_iter().map(|(_, _, person)| person).collect()
}

fn by_hand(choice: &Choice, is_in: &[bool], ground: &Ground<'_>) -> Vec<Person> {
    let scores = &ground.scored.scores;
    let may = |person: &Person| is_in[*person as usize] && scores.call(*person) != Some(Call::Exclude);
    let mut named: Vec<Person> = rows(&choice.by_hand, &ground.scored.people).into_iter().filter(may).collect();
    named.sort_by_key(|&person| (scores.rank[person as usize].wrapping_sub(1), person));
    named.dedup();
    named
}

/// Leaves at most so many of each tribe.
fn limit(order: &mut Vec<Person>, per_tribe: u32, tribe_of: &[u32]) {
    let mut n_of = std::collections::BTreeMap::new();
    order.retain(|&person| {
        let tribe = tribe_of.get(person as usize).copied().unwrap_or(NO_TRIBE);
        let n = n_of.entry(tribe).or_insert(0u32);
        *n += 1;
        tribe == NO_TRIBE || *n <= per_tribe
    });
}
