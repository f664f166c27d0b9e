//! Communities of customers as values; knows nothing of how they are found or drawn.

use super::Person;

/// The tribe of people who have no tie.
pub const NO_TRIBE: u32 = u32::MAX;

/// How many tribes the labels of people speak of: one more than the highest, [`NO_TRIBE`] aside.
#[must_use]
pub fn n_labels(tribe_of: &[u32]) -> usize {
    let tribes = tribe_of.iter().filter(|&&tribe| tribe != NO_TRIBE);
    tribes.max().map_or(0, |&tribe| tribe as usize + 1)
}

/// One community.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tribe {
    /// Stays with the tribe from one scoring to the next; tribes of a first scoring are 0.. by falling size.
    pub id: u32,
    /// Made from what sets the members apart, else from the most influential member; the user may overrule it.
    pub name: String,
    /// Members by falling influence (by row until scored).
    pub members: Vec<Person>,
    /// Strength of the ties inside, and of those that leave.
    pub inside: f64,
    pub outside: f64,
    /// This tribe's share of the modularity, its term of the sum over tribes.
    pub modularity_share: f64,
}

/// All communities. People without ties belong to none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tribes {
    /// By position; [`Tribe::id`] is what lasts.
    pub tribes: Vec<Tribe>,
    /// Position of each person's tribe in `tribes`, or [`NO_TRIBE`].
    pub of: Vec<u32>,
    /// Newman's modularity, weighted by strength.
    pub modularity: f64,
}

impl Tribes {
    /// The tribe of a person.
    #[must_use]
    pub fn tribe_of(&self, person: Person) -> Option<&Tribe> {
        self.tribes.get(*self.of.get(person as usize)? as usize)
    }

    /// The tribe with this lasting id.
    #[must_use]
    pub fn by_id(&self, id: u32) -> Option<&Tribe> {
        self.tribes.iter().find(|tribe| tribe.id == id)
    }
}
