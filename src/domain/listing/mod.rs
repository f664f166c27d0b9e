//! Long lists in the order of several columns: which rows, in which order; knows no cell's text and no screen.

mod keys;

use super::filter::Visible;
use super::influence::certainty::Certainty;
use super::model::{NO_TRIBE, Person};
use super::score::Scored;
use super::stages::PeopleStages;
use super::stance::PeopleStances;
use super::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::sync::Arc;

/// A column of the list of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PersonColumn {
    Rank,
    /// Where the rank might lie as well.
    CouldBe,
    Name,
    Id,
    Tribe,
    Influence,
    Role,
    Stage,
    Stance,
    Contacts,
    Spending,
    ListenedTo,
    Reach,
    Closeness,
    Position,
    Persuasion,
    RankByContacts,
    /// A column of the customers' list, by its place among the attributes.
    Attribute(u16),
}

impl PersonColumn {
    pub const FIXED: [PersonColumn; 17] = [
        PersonColumn::Rank,
        PersonColumn::CouldBe,
        PersonColumn::Name,
        PersonColumn::Id,
        PersonColumn::Tribe,
        PersonColumn::Influence,
        PersonColumn::Role,
        PersonColumn::Stage,
        PersonColumn::Stance,
        PersonColumn::Contacts,
        PersonColumn::Spending,
        PersonColumn::ListenedTo,
        PersonColumn::Reach,
        PersonColumn::Closeness,
        PersonColumn::Position,
        PersonColumn::Persuasion,
        PersonColumn::RankByContacts,
    ];
}

/// A column of the list of ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TieColumn {
    From,
    To,
    Strength,
    Days,
    Contacts,
    BothWays,
    Last,
    Channels,
    /// Late in the evening or at the weekend.
    Late,
    Judgement,
}

impl TieColumn {
    pub const ALL: [TieColumn; 10] = [
        TieColumn::From,
        TieColumn::To,
        TieColumn::Strength,
        TieColumn::Days,
        TieColumn::Contacts,
        TieColumn::BothWays,
        TieColumn::Last,
        TieColumn::Channels,
        TieColumn::Late,
        TieColumn::Judgement,
    ];
}

/// A column of the list of tribes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TribeColumn {
    Name,
    People,
    OnShow,
    Influencers,
    Inside,
    Spending,
    Offside,
    AtRisk,
}

impl TribeColumn {
    pub const ALL: [TribeColumn; 8] = [
        TribeColumn::Name,
        TribeColumn::People,
        TribeColumn::OnShow,
        TribeColumn::Influencers,
        TribeColumn::Inside,
        TribeColumn::Spending,
        TribeColumn::Offside,
        TribeColumn::AtRisk,
    ];
}

/// A column to sort by, and which end comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct By<C> {
    pub column: C,
    pub is_falling: bool,
}

/// Sorts by one more column: alone, or after those that sort already; the same column again turns round.
#[must_use]
pub fn sorted_by<C: Copy + PartialEq>(by: &[By<C>], column: C, is_falling: bool, is_adding: bool) -> Vec<By<C>> {
    let old = by.iter().position(|one| one.column == column);
    let turned = |is_falling| By { column, is_falling };
    match (old, is_adding) {
        (Some(place), true) => {
            let mut next = by.to_vec();
            next[place].is_falling = !next[place].is_falling;
            next
        }
        (None, true) => by.iter().copied().chain([turned(is_falling)]).collect(),
        (Some(place), false) if by.len() == 1 => vec![turned(!by[place].is_falling)],
        _ => vec![turned(is_falling)],
    }
}

/// Whose list, and in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Everybody, or the members of the tribe at this position. Without columns: by rank, the unranked last.
    People { by: Vec<By<PersonColumn>>, tribe: Option<u32> },
    /// Ties between people on show. Without columns: the strongest first.
    Ties { by: Vec<By<TieColumn>> },
}

/// A list to be made; owns what it reads, so that a worker can make it.
#[derive(Clone, Debug)]
pub struct Listing {
    pub what: What,
    pub scored: Arc<Scored>,
    pub stages: Arc<PeopleStages>,
    pub stances: Arc<PeopleStances>,
    pub visible: Option<Arc<Visible>>,
    /// How sure the ranks are, where that is known.
    pub certainty: Option<Arc<Certainty>>,
}

impl Listing {
    /// Whether both make the same rows.
    #[must_use]
    pub fn is_same(&self, other: &Listing) -> bool {
        self.what == other.what
            && is_same_value(self.visible.as_ref(), other.visible.as_ref())
            && is_same_value(self.certainty.as_ref(), other.certainty.as_ref())
            && self.is_of_same_rows(other)
            && Arc::ptr_eq(&self.stages, &other.stages)
            && Arc::ptr_eq(&self.stances, &other.stances)
    }

    /// Whether a row means the same in both, whatever else is known of it; where people stand on the map is no part of it.
    #[must_use]
    pub fn is_of_same_rows(&self, other: &Listing) -> bool {
        let (a, b) = (&self.scored, &other.scored);
        Arc::ptr_eq(&a.people, &b.people)
            && Arc::ptr_eq(&a.ties, &b.ties)
            && Arc::ptr_eq(&a.tribes, &b.tribes)
            && Arc::ptr_eq(&a.scores, &b.scores)
    }

    /// How many rows it reads: keys are made for everybody, whoever is listed.
    #[must_use]
    pub fn n_read(&self) -> usize {
        let n_people = self.scored.people.len();
        match &self.what {
            What::People { .. } => n_people,
            What::Ties { .. } => n_people.max(self.scored.ties.len()),
        }
    }

    /// The rows in order. What is not known comes last whichever end is first; of equals, the lower row first.
    /// O(rows · log rows) on all cores.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn run(&self, ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
        match &self.what {
            What::People { by, tribe } => {
                let rows = self.people(*tribe);
                let by = if by.is_empty() { &[By { column: PersonColumn::Rank, is_falling: false }][..] } else { by };
                sort(rows, by, |column| keys::person(column, self), ticket)
            }
            What::Ties { by } => {
                let rows = self.ties();
                let strongest = [By { column: TieColumn::Strength, is_falling: true }];
                let by = if by.is_empty() { &strongest[..] } else { by };
                sort(rows, by, |column| keys::tie(column, self), ticket)
            }
        }
    }

    fn is_visible(&self, person: Person) -> bool {
        !self.scored.people.is_opted_out[person as usize]
            && self.visible.as_ref().is_none_or(|visible| visible.contains(person))
    }

    fn people(&self, tribe: Option<u32>) -> Vec<u32> {
        let of = |person: Person| self.scored.tribes.of.get(person as usize).copied().unwrap_or(NO_TRIBE);
        let n = self.scored.people.len() as Person;
        (0..n).filter(|&person| tribe.is_none_or(|tribe| of(person) == tribe) && self.is_visible(person)).collect()
    }

    fn ties(&self) -> Vec<u32> {
        let ties = &self.scored.ties;
        (0..ties.len() as u32)
            .filter(|&row| self.is_visible(ties.a[row as usize]) && self.is_visible(ties.b[row as usize]))
            .collect()
    }
}

fn is_same_value<T>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
    one.map(Arc::as_ptr) == other.map(Arc::as_ptr)
}

fn sort<C: Copy>(
    rows: Vec<u32>,
    by: &[By<C>],
    keys: impl Fn(C) -> Vec<i64>,
    ticket: &Ticket,
) -> Result<Vec<u32>, Stopped> {
    let mut all = Vec::with_capacity(by.len());
    for one in by {
        ticket.check()?;
        all.push((keys(one.column), one.is_falling));
    }
    let sorted = order(rows, &all);
    ticket.check()?;
    Ok(sorted)
}

/// What a key is where nothing is known.
pub const NOTHING: i64 = i64::MAX;

/// Rows by their keys, one key a row and column, each rising or falling; see [`Listing::run`].
#[must_use]
pub fn order(mut rows: Vec<u32>, keys: &[(Vec<i64>, bool)]) -> Vec<u32> {
    let compare = |a: &u32, b: &u32| {
        let one = |(keys, is_falling): &(Vec<i64>, bool)| {
            let (x, y) = (keys[*a as usize], keys[*b as usize]);
            match (x == NOTHING || y == NOTHING, is_falling) {
                (false, true) => y.cmp(&x),
                _ => x.cmp(&y),
            }
        };
        keys.iter().map(one).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal).then(a.cmp(b))
    };
    rows.par_sort_unstable_by(compare);
    rows
}

#[cfg(test)]
mod tests;
