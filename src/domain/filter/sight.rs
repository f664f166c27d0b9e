//! Who meets a filter, as one bit a person; knows no sentence and no screen.

use super::{Filter, Rule};
use crate::domain::model::{NO_TRIBE, Person};
use crate::domain::score::Scored;
use crate::domain::stages::PeopleStages;
use crate::domain::stance::PeopleStances;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};

/// What conditions are looked up in.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub scored: &'a Scored,
    pub stages: &'a PeopleStages,
    pub stances: &'a PeopleStances,
    /// Whose ear somebody has; see [`crate::domain::influence::has_ear_of`].
    pub ear_of: &'a [Option<Person>],
    /// The people of a plan's cells; nothing where there is no such plan.
    pub plan: &'a (dyn Fn(u32) -> Option<Vec<Person>> + Sync),
}

impl std::fmt::Debug for Around<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Around").finish_non_exhaustive()
    }
}

/// One bit a person: who is on show. Opted-out people never are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visible {
    bits: Vec<u64>,
    /// How many are on show, and out of how many who could be.
    pub n: usize,
    pub of: usize,
}

impl Visible {
    #[must_use]
    pub fn contains(&self, person: Person) -> bool {
        let place = person as usize;
        self.bits.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    /// Everybody on show, by row.
    pub fn people(&self) -> impl Iterator<Item = Person> + '_ {
        (0..self.bits.len() as Person * 64).filter(|&person| self.contains(person))
    }

    /// How many of these are on show.
    #[must_use]
    pub fn count(&self, people: &[Person]) -> usize {
        people.iter().filter(|&&person| self.contains(person)).count()
    }
}

type Test<'a> = Box<dyn Fn(usize) -> bool + Sync + 'a>;

/// Who meets all kinds of conditions, one condition of each kind. O(people × conditions), and O(ties) for
/// [`Rule::OnlyInferred`]; on all cores.
#[must_use]
pub fn visible(filter: &Filter, around: &Around<'_>) -> Visible {
    let is_out = &around.scored.people.is_opted_out;
    let kinds: Vec<Vec<Test<'_>>> =
        filter.kinds().into_iter().map(|kind| kind.into_iter().map(|rule| test(rule, around)).collect()).collect();
    let is_on = |row: usize| !is_out[row] && kinds.iter().all(|kind| kind.iter().any(|holds| holds(row)));
    let word = |first: usize| {
        let rows = first..(first + 64).min(is_out.len());
        rows.fold(0u64, |word, row| word | (u64::from(is_on(row)) << (row - first)))
    };
    let bits: Vec<u64> = (0..is_out.len().div_ceil(64)).into_par_iter().map(|k| word(k * 64)).collect();
    let n = bits.iter().map(|word| word.count_ones() as usize).sum();
    Visible { bits, n, of: is_out.iter().filter(|&&is_out| !is_out).count() }
}

fn test<'a>(rule: &'a Rule, around: &Around<'a>) -> Test<'a> {
    let Around { scored, stages, stances, ear_of, plan } = *around;
    let (people, scores) = (&*scored.people, &*scored.scores);
    match rule {
        Rule::Tribe(id) => {
            let position = scored.tribes.tribes.iter().position(|tribe| tribe.id == *id);
            let position = position.map_or(NO_TRIBE, |position| position as u32);
            Box::new(move |row| position != NO_TRIBE && scored.tribes.of.get(row) == Some(&position))
        }
        Rule::TopPercent(percent) => rows(people.len(), scores.top_percent(f32::from(*percent)).iter().copied()),
        Rule::Role(role) => {
            Box::new(move |row| scores.role.get(row) == Some(role) && scores.rank.get(row).is_some_and(|&r| r > 0))
        }
        Rule::Stage(stage) => Box::new(move |row| stages.stage(row as Person) == Some(*stage)),
        Rule::Stance(stance) => Box::new(move |row| stances.stance(row as Person) == Some(*stance)),
        Rule::SpendsOver(cents) => Box::new(move |row| people.spend_cents[row] > *cents),
        Rule::ContactsOver(n) => Box::new(move |row| scores.n_contacts.get(row).is_some_and(|contacts| contacts > n)),
        Rule::Group(band) => {
            let has_ear = |person: Person| ear_of.get(person as usize).copied().flatten().is_some();
            rows(people.len(), band.people(scored, has_ear).into_iter())
        }
        Rule::Has { heading, value } => {
            let column = people.attributes.iter().find(|attribute| attribute.heading == *heading);
            Box::new(move |row| column.is_some_and(|column| column.values.get(row) == Some(value.as_str())))
        }
        Rule::Market { is_inside } => Box::new(move |row| people.is_customer[row] == *is_inside),
        Rule::OnlyInferred => {
            let (network, is_known) = (&*scored.network, have_known_ties(scored));
            let is_guessed = move |row: usize| network.n_contacts(row as Person) > 0 && !is_known[row];
            Box::new(move |row| row < network.n_people() && is_guessed(row))
        }
        Rule::InPlan(id) => rows(people.len(), plan(*id).unwrap_or_default().into_iter()),
        Rule::NotInPlan(id) => {
            let is_in = rows(people.len(), plan(*id).unwrap_or_default().into_iter());
            Box::new(move |row| !is_in(row))
        }
        Rule::People(ids) => rows(people.len(), ids.iter().filter_map(|id| people.row(id))),
    }
}

/// Who has a tie that is more than a guess. O(people + ties), on all cores.
fn have_known_ties(scored: &Scored) -> Vec<bool> {
    let Scored { ties, network, .. } = scored;
    let is_known: Vec<AtomicBool> = (0..network.n_people()).map(|_| AtomicBool::new(false)).collect();
    network.each_tie(ties, |row| {
        if !ties.is_inferred(row) {
            is_known[ties.a[row] as usize].store(true, Ordering::Relaxed);
            is_known[ties.b[row] as usize].store(true, Ordering::Relaxed);
        }
    });
    is_known.into_iter().map(AtomicBool::into_inner).collect()
}

/// Holds for these people.
fn rows<'a>(n: usize, people: impl Iterator<Item = Person>) -> Test<'a> {
    let mut is_in = vec![false; n];
    for person in people {
        if let Some(is_in) = is_in.get_mut(person as usize) {
            *is_in = true;
        }
    }
    Box::new(move |row| is_in[row])
}
