//! What is selected, shared by map, lists and plan; not part of the document, so not stored.

use super::past::Then;
use crate::domain::model::{NO_TRIBE, Person, Tribes};
use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A set that is shared until it changes: every frame keeps what was selected before it, and compares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared(Arc<BTreeSet<u32>>);

impl Deref for Shared {
    type Target = BTreeSet<u32>;

    fn deref(&self) -> &BTreeSet<u32> {
        &self.0
    }
}

impl DerefMut for Shared {
    fn deref_mut(&mut self) -> &mut BTreeSet<u32> {
        Arc::make_mut(&mut self.0)
    }
}

impl FromIterator<u32> for Shared {
    fn from_iter<I: IntoIterator<Item = u32>>(members: I) -> Self {
        Shared(Arc::new(members.into_iter().collect()))
    }
}

/// Selected tribes (by lasting id) and people (by row), and what the map shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub tribes: Shared,
    pub people: Shared,
    /// The person whose card is shown.
    pub card: Option<Person>,
    /// The tribe whose members the map shows; none: all tribes.
    pub opened_tribe: Option<u32>,
    /// The map shows all tribes by their people, a point each, rather than as bubbles.
    pub is_everyone_shown: bool,
    /// The map shows an earlier moment; none: what is known now.
    pub then: Option<Then>,
}

/// What becomes of those selected already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choosing {
    /// They are selected no more.
    #[default]
    Anew,
    /// They stay.
    Adding,
    /// They stay, save those who are named.
    TakingAway,
}

/// Tribes and people named together, in one gesture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// By lasting id.
    pub tribes: Vec<u32>,
    pub people: Vec<Person>,
}

impl Selection {
    /// Rows mean other people after a new import: only what is known by a lasting id stays.
    pub fn forget_people(&mut self) {
        self.people = Shared::default();
        self.card = None;
    }

    /// Tribes that are there no more are neither selected nor open.
    pub fn keep_to(&mut self, tribes: &Tribes) {
        let ids: BTreeSet<u32> = tribes.tribes.iter().map(|tribe| tribe.id).collect();
        if !self.tribes.is_subset(&ids) {
            self.tribes.retain(|id| ids.contains(id));
        }
        self.opened_tribe = self.opened_tribe.filter(|id| ids.contains(id));
    }

    pub fn clear(&mut self) {
        self.tribes = Shared::default();
        self.forget_people();
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tribes.is_empty() && self.people.is_empty()
    }

    /// How many things are selected: tribes, and people by themselves.
    #[must_use]
    pub fn n_chosen(&self) -> usize {
        self.tribes.len() + self.people.len()
    }

    /// Selects many at once. Where somebody is taken away whose whole tribe was selected, the others of it stay selected
    /// one by one.
    pub fn choose(&mut self, chosen: &Chosen, choosing: Choosing, tribes: &Tribes) {
        match choosing {
            Choosing::Anew | Choosing::Adding => {
                if choosing == Choosing::Anew {
                    self.clear();
                }
                self.tribes.extend(&chosen.tribes);
                self.people.extend(&chosen.people);
            }
            Choosing::TakingAway => self.take_away(chosen, tribes),
        }
        // A card is of one person; it stays only with somebody who is still selected.
        self.card = self.card.filter(|card| self.people.contains(card));
        if let (Some(&only), 1, true) = (self.people.first(), self.people.len(), self.tribes.is_empty()) {
            self.card = Some(only);
        }
    }

    fn take_away(&mut self, chosen: &Chosen, tribes: &Tribes) {
        for id in &chosen.tribes {
            self.tribes.remove(id);
            for person in tribes.by_id(*id).into_iter().flat_map(|tribe| &tribe.members) {
                self.people.remove(person);
            }
        }
        for person in &chosen.people {
            if let Some(tribe) = tribes.tribe_of(*person).filter(|tribe| self.tribes.contains(&tribe.id)) {
                self.tribes.remove(&tribe.id);
                self.people.extend(&tribe.members);
            }
        }
        for person in &chosen.people {
            self.people.remove(person);
        }
    }

    /// Everybody selected, by themselves or with their tribe, rising and each once. O(people selected · log).
    #[must_use]
    pub fn everyone(&self, tribes: &Tribes) -> Vec<Person> {
        let members = self.tribes.iter().filter_map(|&id| tribes.by_id(id)).flat_map(|tribe| &tribe.members);
        let mut everyone: Vec<Person> = self.people.iter().chain(members).copied().collect();
        everyone.sort_unstable();
        everyone.dedup();
        everyone
    }

    /// How many that is, without listing them. O(people selected by themselves).
    #[must_use]
    pub fn n_people(&self, tribes: &Tribes) -> usize {
        if self.tribes.is_empty() {
            return self.people.len();
        }
        let n_members: usize = self.tribes.iter().filter_map(|&id| tribes.by_id(id)).map(|t| t.members.len()).sum();
        let is_in = |person: u32| tribes.tribe_of(person).is_some_and(|tribe| self.tribes.contains(&tribe.id));
        n_members + self.people.iter().filter(|&&person| !is_in(person)).count()
    }

    /// How many people that is, and in how many tribes they are.
    #[must_use]
    pub fn count(&self, tribes: &Tribes) -> (usize, usize) {
        count(&self.everyone(tribes), tribes)
    }
}

/// So many people, and in how many tribes they are.
#[must_use]
pub fn count(people: &[Person], tribes: &Tribes) -> (usize, usize) {
    let mut is_met = vec![false; tribes.tribes.len()];
    for &person in people {
        let position = tribes.of.get(person as usize).copied().unwrap_or(NO_TRIBE);
        if let Some(is_met) = is_met.get_mut(position as usize) {
            *is_met = true;
        }
    }
    (people.len(), is_met.into_iter().filter(|&is_met| is_met).count())
}

/// The way back through selections of several, in order with the commands: each step knows how many commands had been
/// done when it was made.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    done: Vec<(u64, Selection)>,
    undone: Vec<(u64, Selection)>,
}

impl Trail {
    /// Older steps are forgotten beyond this many.
    const LIMIT: usize = 100;

    /// Notes a change of what is selected, unless it is from one thing to another: looking around is no step.
    pub(super) fn note(&mut self, position: u64, before: &Selection, after: &Selection) {
        let is_same = before.tribes == after.tribes && before.people == after.people;
        if is_same || before.n_chosen().max(after.n_chosen()) < 2 {
            return;
        }
        self.begin_anew(position);
        self.done.push((position, before.clone()));
        if self.done.len() > Self::LIMIT {
            self.done.remove(0);
        }
    }

    /// Something else was done here: what was undone, and what came after commands that were undone, is over.
    pub(super) fn begin_anew(&mut self, position: u64) {
        self.undone.clear();
        self.done.retain(|(at, _)| *at <= position);
    }

    /// Whether the last thing done was to select.
    pub(super) fn is_last(&self, position: u64) -> bool {
        self.done.last().is_some_and(|(at, _)| *at == position)
    }

    /// Whether the last thing undone was to select.
    pub(super) fn is_next(&self, position: u64) -> bool {
        self.undone.last().is_some_and(|(at, _)| *at == position)
    }

    pub(super) fn undo(&mut self, position: u64, now: &mut Selection) -> bool {
        Self::travel(&mut self.done, &mut self.undone, position, now)
    }

    pub(super) fn redo(&mut self, position: u64, now: &mut Selection) -> bool {
        Self::travel(&mut self.undone, &mut self.done, position, now)
    }

    fn travel(
        from: &mut Vec<(u64, Selection)>,
        to: &mut Vec<(u64, Selection)>,
        position: u64,
        now: &mut Selection,
    ) -> bool {
        let Some((at, there)) = from.pop_if(|(at, _)| *at == position) else { return false };
        to.push((at, now.clone()));
        // The map stays where one is.
        let Selection { tribes, people, card, .. } = there;
        (now.tribes, now.people, now.card) = (tribes, people, card);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Tribe;

    /// Tribe 7 of people 0 to 2, tribe 9 of people 3 and 4; 5 is in none.
    fn tribes() -> Tribes {
        let tribe =
            |id, members: &[u32]| Tribe { id, name: String::new(), members: members.to_vec(), ..Tribe::default() };
        let of = vec![0, 0, 0, 1, 1, NO_TRIBE];
        Tribes { tribes: vec![tribe(7, &[0, 1, 2]), tribe(9, &[3, 4])], of, modularity: 0.0 }
    }

    fn chosen(tribes: &[u32], people: &[u32]) -> Chosen {
        Chosen { tribes: tribes.to_vec(), people: people.to_vec() }
    }

    fn lists(selection: &Selection) -> (Vec<u32>, Vec<u32>) {
        (selection.tribes.iter().copied().collect(), selection.people.iter().copied().collect())
    }

    #[test]
    fn choosing_replaces_adds_and_takes_away() {
        let (tribes, mut selection) = (tribes(), Selection::default());
        selection.choose(&chosen(&[], &[1, 3]), Choosing::Anew, &tribes);
        selection.choose(&chosen(&[9], &[5]), Choosing::Adding, &tribes);
        assert_eq!(lists(&selection), (vec![9], vec![1, 3, 5]));
        assert_eq!(selection.count(&tribes), (4, 2), "3 is counted once");
        assert_eq!((selection.n_people(&tribes), Selection::default().n_people(&tribes)), (4, 0));
        selection.choose(&chosen(&[], &[1, 4]), Choosing::TakingAway, &tribes);
        assert_eq!(lists(&selection), (vec![], vec![3, 5]));
        selection.choose(&chosen(&[9], &[]), Choosing::TakingAway, &tribes);
        assert_eq!(lists(&selection), (vec![], vec![5]));
        selection.choose(&chosen(&[7], &[]), Choosing::Anew, &tribes);
        assert_eq!(lists(&selection), (vec![7], vec![]));
    }

    #[test]
    fn one_person_alone_has_their_card_shown() {
        let (tribes, mut selection) = (tribes(), Selection::default());
        selection.choose(&chosen(&[], &[4]), Choosing::Anew, &tribes);
        assert_eq!(selection.card, Some(4));
        selection.choose(&chosen(&[], &[2, 3]), Choosing::Anew, &tribes);
        assert_eq!(selection.card, None);
    }

    #[test]
    fn steps_between_commands_come_back_in_order() {
        let (tribes, mut trail) = (tribes(), Trail::default());
        let mut now = Selection::default();
        let step = |trail: &mut Trail, at: u64, now: &mut Selection, people: &[u32]| {
            let before = now.clone();
            now.choose(&chosen(&[], people), Choosing::Anew, &tribes);
            trail.note(at, &before, now);
        };
        step(&mut trail, 0, &mut now, &[0]);
        assert!(!trail.is_last(0), "one thing chosen is no step");
        step(&mut trail, 0, &mut now, &[1, 2]);
        step(&mut trail, 1, &mut now, &[3, 4, 5]);
        assert!(trail.is_last(1) && !trail.is_last(0));
        assert!(trail.undo(1, &mut now));
        assert_eq!((now.people.len(), trail.is_last(1), trail.is_next(1)), (2, false, true));
        assert!(trail.undo(0, &mut now) && lists(&now) == (vec![], vec![0]));
        assert!(trail.redo(0, &mut now) && trail.redo(1, &mut now));
        assert_eq!(lists(&now).1, [3, 4, 5]);
    }
}
