//! Which customers of the lists may be one person under several numbers, handles or e-mails; merges nobody by itself.
//!
//! Pairs are found by equal phone, e-mail or id after writing them one way (`normal`), and, where nothing is equal, by
//! likeness among people of one postcode, address or birthday whose names sound alike (`blocks`); each pair is judged
//! with its reasons (`judge`, with `names`).

mod blocks;
mod judge;
mod names;
mod normal;
#[cfg(test)]
mod tests;
mod traits;

pub use names::is_same_name;
pub use normal::{Phones, email_key, id_key, national_forms};

use crate::domain::model::decisions::Identity;
use crate::domain::model::{People, Person};
use crate::domain::score::Given;
use crate::domain::ticket::{Stage, Stopped, Ticket};
use crate::domain::ties;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use traits::Traits;

/// What speaks for, or against, two being one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    SamePhone,
    SameEmail,
    /// The same number but for zeros or blanks in front.
    SameId,
    /// One mailbox written in two ways: dots, a tag behind a plus.
    EmailsAlike,
    SameName,
    /// So alike, in per cent.
    NamesAlike(u8),
    SameBirthDate,
    SameAddress,
    SamePostcode,
    /// One family name, two first names: perhaps a household.
    FirstNamesDiffer,
    NamesDiffer,
    BirthDatesDiffer,
    /// With others who are taken for the same person, it would join two whom somebody has kept apart.
    JoinsKeptApart,
}

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The same phone, e-mail or id, and nothing speaks against it.
    Exact,
    Likely,
    /// Something speaks against it.
    Doubtful,
}

/// Two customers who may be one person. The first id would stand for both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    pub ids: [String; 2],
    pub confidence: Confidence,
    pub reasons: Vec<Reason>,
}

/// The customers of a project as they were, and who of them may be one person.
#[derive(Clone, Debug, Default)]
pub struct Alike {
    pub people: Arc<People>,
    pub proposals: Vec<Proposal>,
}

impl Alike {
    /// Joins the people of the tables, unless they are joined already, and proposes pairs.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn of(given: &Given, joined: Option<Arc<People>>, ticket: &Ticket) -> Result<Self, Stopped> {
        let decided = &given.decisions.identity;
        let people = match joined {
            Some(people) => people,
            None => Arc::new(ties::join_people_as(&given.tables, decided, ticket)?),
        };
        let proposals = propose(&people, decided, ticket)?;
        Ok(Alike { people, proposals })
    }

    /// The proposals, by place, about which nothing has been decided since. O(proposals · log decisions).
    #[must_use]
    pub fn open(&self, decided: &Identity) -> Vec<usize> {
        let groups = (0..).zip(&decided.same).flat_map(|(n, ids)| ids.iter().map(move |id| (id.as_str(), n)));
        let group_of: HashMap<&str, usize> = groups.collect();
        let is_one = |a: &str, b: &str| group_of.get(a).is_some_and(|group| group_of.get(b) == Some(group));
        let is_open = |&n: &usize| {
            let [a, b] = &self.proposals[n].ids;
            !is_one(a, b) && !decided.are_apart(a, b)
        };
        (0..self.proposals.len()).filter(is_open).collect()
    }

    /// The pairs of ids among these proposals that are beyond doubt.
    #[must_use]
    pub fn exact(&self, places: &[usize]) -> Vec<Vec<String>> {
        let proposals = places.iter().map(|&n| &self.proposals[n]);
        proposals.filter(|proposal| proposal.confidence == Confidence::Exact).map(|p| p.ids.to_vec()).collect()
    }
}

/// All pairs who may be one person, the surest first, then in the order of the rows.
///
/// Nobody is proposed whom somebody has kept apart. Of exact pairs only as many are given as are needed to join all who
/// belong together. Costs O(n log n): keys are sorted; a key that more than eight people share says nothing; among people
/// of one place and sound each is compared with a few neighbours by name.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn propose(people: &People, decided: &Identity, ticket: &Ticket) -> Result<Vec<Proposal>, Stopped> {
    ticket.begin(Stage::ComparingPeople, 4 * people.len() as u64)?;
    let names = traits::names_of(people);
    let traits = Traits::of(people, &names, ticket)?;
    let apart = apart_rows(people, decided);
    let mut found = blocks::pairs(&traits, ticket)?;
    found.retain(|pair| !apart.contains(&(pair.a, pair.b)));
    let mut judged: Vec<(Person, Person, Confidence, Vec<Reason>)> = found
        .par_chunks(1024)
        .map(|pairs| {
            ticket.advance(pairs.len() as u64)?;
            let judge = |pair: &blocks::Pair| {
                judge::judge(&traits, pair).map(|(confidence, reasons)| (pair.a, pair.b, confidence, reasons))
            };
            Ok(pairs.iter().filter_map(judge).collect::<Vec<_>>())
        })
        .collect::<Result<Vec<_>, Stopped>>()?
        .concat();
    judged.sort_by_key(|(a, b, confidence, _)| (*confidence, *a, *b));
    spare_exact(&mut judged, people.len(), &apart);
    judged.sort_by_key(|(a, b, confidence, _)| (*confidence, *a, *b));
    let chief_first = |a: Person, b: Person| {
        let is_turned = people.has_profile[b as usize] && !people.has_profile[a as usize];
        if is_turned { [b, a] } else { [a, b] }
    };
    let proposal = |(a, b, confidence, reasons)| Proposal {
        ids: chief_first(a, b).map(|row| people.ids[row as usize].clone()),
        confidence,
        reasons,
    };
    Ok(judged.into_iter().map(proposal).collect())
}

/// Pairs of rows that somebody kept apart, the lower first.
fn apart_rows(people: &People, decided: &Identity) -> BTreeSet<(Person, Person)> {
    let rows = |(a, b): &(String, String)| {
        let (a, b) = (people.row(a)?, people.row(b)?);
        Some((a.min(b), a.max(b)))
    };
    decided.apart.iter().filter_map(rows).collect()
}

/// Drops exact pairs whose people earlier ones join already, and doubts those that would join people kept apart.
fn spare_exact(
    judged: &mut Vec<(Person, Person, Confidence, Vec<Reason>)>,
    n_people: usize,
    apart: &BTreeSet<(Person, Person)>,
) {
    let mut joined = Joined { of: (0..n_people as Person).collect(), members: BTreeMap::new() };
    judged.retain_mut(|(a, b, confidence, reasons)| {
        if *confidence != Confidence::Exact {
            return true;
        }
        let (x, y) = (joined.chief(*a), joined.chief(*b));
        if x == y {
            return false;
        }
        if !apart.is_empty() && joined.meets(x, y, apart) {
            *confidence = Confidence::Doubtful;
            reasons.push(Reason::JoinsKeptApart);
        } else {
            joined.join(x, y);
        }
        true
    });
}

/// Who is joined with whom so far: a forest with the lowest row as root.
struct Joined {
    of: Vec<Person>,
    /// Everybody of a root that has more than one.
    members: BTreeMap<Person, Vec<Person>>,
}

impl Joined {
    fn chief(&self, mut person: Person) -> Person {
        while self.of[person as usize] != person {
            person = self.of[person as usize];
        }
        person
    }

    fn all(&self, root: Person) -> Vec<Person> {
        self.members.get(&root).cloned().unwrap_or_else(|| vec![root])
    }

    fn meets(&self, x: Person, y: Person, apart: &BTreeSet<(Person, Person)>) -> bool {
        let others = self.all(y);
        self.all(x).iter().any(|&a| others.iter().any(|&b| apart.contains(&(a.min(b), a.max(b)))))
    }

    fn join(&mut self, x: Person, y: Person) {
        let (low, high) = (x.min(y), x.max(y));
        let (mut all, others) = (self.all(low), self.all(high));
        // At most as deep as the largest group, and groups are small: keys shared by many say nothing.
        self.of[high as usize] = low;
        all.extend(others);
        self.members.remove(&high);
        self.members.insert(low, all);
    }
}
