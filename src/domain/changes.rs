//! Who came onto the list of influencers, left it, rose or fell, person by person and tribe by tribe; knows no colour.

use super::model::{Person, Tribes};
use super::turnover::Turnover;

/// What became of somebody between two moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// On the later list only, and on the earlier only.
    Came,
    Gone,
    /// On both, and moved by a tenth of the list or more.
    Risen,
    Fallen,
}

impl Change {
    pub const ALL: [Change; 4] = [Change::Came, Change::Gone, Change::Risen, Change::Fallen];

    /// The strokes of its sign inside a circle of radius one, each from one point to another.
    #[must_use]
    pub fn strokes(self) -> &'static [[[f32; 2]; 2]] {
        match self {
            Change::Came => &[[[-0.5, 0.0], [0.5, 0.0]], [[0.0, -0.5], [0.0, 0.5]]],
            Change::Gone => &[[[-0.4, -0.4], [0.4, 0.4]], [[-0.4, 0.4], [0.4, -0.4]]],
            Change::Risen => &[[[-0.45, 0.2], [0.0, -0.35]], [[0.0, -0.35], [0.45, 0.2]]],
            Change::Fallen => &[[[-0.45, -0.2], [0.0, 0.35]], [[0.0, 0.35], [0.45, -0.2]]],
        }
    }

    /// For the better.
    #[must_use]
    pub fn is_up(self) -> bool {
        matches!(self, Change::Came | Change::Risen)
    }
}

/// All changes between two moments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// By row, everybody once.
    of: Vec<(Person, Change)>,
    /// The same, those who came first, then those who left, rose and fell; best first within each.
    pub in_order: Vec<(Person, Change)>,
    /// How many of each of [`Change::ALL`], by position of the tribe.
    of_tribe: Vec<[u32; 4]>,
}

impl Changes {
    /// `may_show` leaves people out whom nobody is to see. O(changed · log changed + tribes).
    #[must_use]
    pub fn new(turnover: &Turnover, tribes: &Tribes, may_show: impl Fn(Person) -> bool) -> Changes {
        let lists = [&turnover.came, &turnover.gone, &turnover.risen, &turnover.fallen];
        let all = Change::ALL.into_iter().zip(lists);
        let in_order: Vec<(Person, Change)> = all
            .flat_map(|(change, people)| people.iter().map(move |&person| (person, change)))
            .filter(|&(person, _)| may_show(person))
            .collect();
        let mut of = in_order.clone();
        of.sort_unstable();
        let mut of_tribe = vec![[0; 4]; tribes.tribes.len()];
        for &(person, change) in &of {
            let tribe = tribes.of.get(person as usize).map_or(usize::MAX, |&tribe| tribe as usize);
            if let Some(counts) = of_tribe.get_mut(tribe) {
                counts[change as usize] += 1;
            }
        }
        Changes { of, in_order, of_tribe }
    }

    /// What became of somebody.
    #[must_use]
    pub fn of(&self, person: Person) -> Option<Change> {
        let place = self.of.binary_search_by_key(&person, |one| one.0).ok()?;
        Some(self.of[place].1)
    }

    /// The changes that occur in a tribe, by position, with how many of each.
    pub fn in_tribe(&self, tribe: u32) -> impl Iterator<Item = (Change, u32)> + '_ {
        let counts = self.of_tribe.get(tribe as usize).copied().unwrap_or_default();
        Change::ALL.into_iter().zip(counts).filter(|(_, n)| *n > 0)
    }

    /// How many of one kind.
    #[must_use]
    pub fn n(&self, change: Change) -> usize {
        self.in_order.iter().filter(|one| one.1 == change).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{NO_TRIBE, Tribe};

    #[test]
    fn changes_are_found_by_person_and_by_tribe() {
        let turnover = Turnover { came: vec![4, 1], gone: vec![2], risen: vec![0], ..Turnover::default() };
        let tribe = |id| Tribe { id, ..Tribe::default() };
        let tribes = Tribes { tribes: vec![tribe(7), tribe(9)], of: vec![0, 0, 1, 1, NO_TRIBE], modularity: 0.0 };
        let changes = Changes::new(&turnover, &tribes, |person| person != 0);
        assert_eq!(changes.of(1), Some(Change::Came));
        assert_eq!((changes.of(0), changes.of(3)), (None, None), "who is not to be seen is not marked");
        assert_eq!(changes.in_order, [(4, Change::Came), (1, Change::Came), (2, Change::Gone)]);
        assert_eq!(changes.in_tribe(0).collect::<Vec<_>>(), [(Change::Came, 1)]);
        assert_eq!(changes.in_tribe(1).collect::<Vec<_>>(), [(Change::Gone, 1)]);
        assert_eq!((changes.n(Change::Came), changes.n(Change::Fallen)), (2, 0));
    }
}
