//! Everyone named in any imported table, one row a person; knows nothing of how the tables were read.

use super::{Filled, Person};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// One extra column of the people file, kept under its own heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub heading: String,
    /// By the row of the person.
    pub values: Filled,
}

/// The customers, in columns; row *n* is person *n* of the network. Rows are in [`natural_order`] of the ids, so the
/// same files give the same rows in whatever order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    pub ids: Vec<String>,
    pub names: Filled,
    pub phones: Filled,
    pub emails: Filled,
    /// Money a customer brings, in cents: the people file's spend column plus the purchases.
    pub spend_cents: Vec<i64>,
    /// False: known only as somebody's contact, with no row in a people file.
    pub has_profile: Vec<bool>,
    /// True: inside the market, counts for reach. With no people file everyone is.
    pub is_customer: Vec<bool>,
    /// True: left out of scoring, of every list and of the map's labels.
    pub is_opted_out: Vec<bool>,
    /// True: probably a shop, a call centre or a machine; kept and shown, with no part in ties, tribes and scores.
    pub is_impersonal: Vec<bool>,
    /// True: bought or cares about the subject that influence is asked for. All are where none is asked for.
    pub is_on_topic: Vec<bool>,
    pub attributes: Vec<Attribute>,
    /// The further ids of people who have several, by row: see [`People::other_ids`].
    aliases: Vec<(Person, String)>,
    rows: Lookup,
    /// The rows of the further ids.
    alias_rows: HashMap<String, Person>,
}

/// The row of each id by its hash: open addressing, at most half full, four bytes a slot and no id a second time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lookup(Vec<Person>);

impl Lookup {
    const FREE: Person = Person::MAX;

    /// Of different ids. O(ids).
    fn new(ids: &[String]) -> Self {
        let mut lookup = Lookup(vec![Self::FREE; (2 * ids.len()).next_power_of_two()]);
        for (id, row) in ids.iter().zip(0..) {
            let slot = lookup.slot(id, ids);
            lookup.0[slot] = row;
        }
        lookup
    }

    /// Where the id stands, or would.
    fn slot(&self, id: &str, ids: &[String]) -> usize {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let last = self.0.len() - 1;
        let mut slot = hasher.finish() as usize & last;
        while self.0[slot] != Self::FREE && ids[self.0[slot] as usize] != id {
            slot = (slot + 1) & last;
        }
        slot
    }

    fn row(&self, id: &str, ids: &[String]) -> Option<Person> {
        Some(self.0[self.slot(id, ids)]).filter(|&row| row != Self::FREE)
    }
}

impl People {
    /// People with these ids and nothing else known; ids are sorted and made unique here.
    #[must_use]
    pub fn from_ids(ids: Vec<String>) -> Self {
        Self::with_same(ids, &[])
    }

    /// As [`People::from_ids`], where each list of `same` is one person with several ids, who is there if one of them
    /// is; the first stands for all. An id in two lists belongs to the first. O(ids · log ids).
    #[must_use]
    pub fn with_same(mut ids: Vec<String>, same: &[Vec<String>]) -> Self {
        let chief_of = chiefs(&ids, same);
        if !chief_of.is_empty() {
            for id in &mut ids {
                if let Some(chief) = chief_of.get(id.as_str()) {
                    (*chief).clone_into(id);
                }
            }
        }
        ids.sort_unstable_by(|a, b| natural_order(a, b));
        ids.dedup();
        let n = ids.len();
        let rows = Lookup::new(&ids);
        let others = chief_of.iter().filter(|(id, chief)| id != chief);
        let mut aliases: Vec<(Person, String)> =
            others.filter_map(|(id, chief)| Some((rows.row(chief, &ids)?, (*id).to_owned()))).collect();
        aliases.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| natural_order(&a.1, &b.1)));
        let alias_rows = aliases.iter().map(|(row, id)| (id.clone(), *row)).collect();
        People {
            ids,
            names: Filled::default(),
            phones: Filled::default(),
            emails: Filled::default(),
            spend_cents: vec![0; n],
            has_profile: vec![false; n],
            is_customer: vec![true; n],
            is_opted_out: vec![false; n],
            is_impersonal: vec![false; n],
            is_on_topic: vec![true; n],
            attributes: Vec::new(),
            aliases,
            rows,
            alias_rows,
        }
    }

    /// The same people for another subject, of whom nothing is told but who counts: no ids, no names, no attributes.
    #[must_use]
    pub fn counted_for(&self, is_on_topic: Vec<bool>) -> People {
        People {
            is_customer: self.is_customer.clone(),
            is_opted_out: self.is_opted_out.clone(),
            is_impersonal: self.is_impersonal.clone(),
            is_on_topic,
            ..People::default()
        }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The further ids of all people who have several, with their rows; sorted by row.
    #[must_use]
    pub fn aliases(&self) -> &[(Person, String)] {
        &self.aliases
    }

    /// The ids of a person beside the one that stands for all.
    pub fn other_ids(&self, person: Person) -> impl Iterator<Item = &str> {
        let first = self.aliases.partition_point(|(row, _)| *row < person);
        self.aliases[first..].iter().take_while(move |(row, _)| *row == person).map(|(_, id)| id.as_str())
    }

    /// The people who have several ids, each with the one that stands for all first.
    #[must_use]
    pub fn same(&self) -> Vec<Vec<String>> {
        let of_one = |several: &[(Person, String)]| {
            let chief = self.ids[several[0].0 as usize].clone();
            std::iter::once(chief).chain(several.iter().map(|(_, id)| id.clone())).collect()
        };
        self.aliases.chunk_by(|a, b| a.0 == b.0).map(of_one).collect()
    }

    /// The row of the person with this id (any of their ids), as written in the files (surrounding blanks aside).
    #[must_use]
    pub fn row(&self, id: &str) -> Option<Person> {
        let id = id.trim();
        // Nobody has no ids to look among.
        let chief = if self.ids.is_empty() { None } else { self.rows.row(id, &self.ids) };
        chief.or_else(|| self.alias_rows.get(id).copied())
    }

    /// The row of somebody who may be spoken of: known, and not opted out.
    #[must_use]
    pub fn reachable(&self, id: &str) -> Option<Person> {
        self.row(id).filter(|&row| !self.is_opted_out[row as usize])
    }

    /// What is kept by id of one person: under the id that stands for all, else under the first of the others.
    #[must_use]
    pub fn kept<'a, T>(&self, by_id: &'a BTreeMap<String, T>, person: Person) -> Option<&'a T> {
        let chief = by_id.get(&self.ids[person as usize]);
        chief.or_else(|| self.other_ids(person).find_map(|id| by_id.get(id)))
    }

    /// What is kept by id of the people who are here, once a person, by row; see [`People::kept`]. O(entries · log).
    #[must_use]
    pub fn by_person<'a, T>(&self, by_id: &'a BTreeMap<String, T>) -> Vec<(Person, &'a T)> {
        let mut rows: Vec<Person> = by_id.keys().filter_map(|id| self.row(id)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().filter_map(|row| Some((row, self.kept(by_id, row)?))).collect()
    }

    /// Who takes part in the network: everybody but opted-out people and whoever is probably no person.
    #[must_use]
    pub fn scorable(&self) -> Vec<bool> {
        self.is_opted_out.iter().zip(&self.is_impersonal).map(|(&out, &impersonal)| !out && !impersonal).collect()
    }

    /// Whether one person takes part in the network; see [`People::scorable`].
    #[must_use]
    pub fn scorable_one(&self, person: Person) -> bool {
        let row = person as usize;
        row < self.len() && !self.is_opted_out[row] && !self.is_impersonal[row]
    }

    /// What to call a person on screen: the name, else the id.
    #[must_use]
    pub fn label(&self, person: Person) -> &str {
        let row = person as usize;
        self.names.get(row).unwrap_or(&self.ids[row])
    }
}

/// The id that stands for each id of people with several, where one of them is among `ids`.
fn chiefs<'a>(ids: &[String], same: &'a [Vec<String>]) -> HashMap<&'a str, &'a str> {
    let mut chief_of = HashMap::new();
    if same.is_empty() {
        return chief_of;
    }
    let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
    for group in same.iter().filter(|group| group.iter().any(|id| known.contains(id.trim()))) {
        for id in group {
            chief_of.entry(id.trim()).or_insert(group[0].trim());
        }
    }
    chief_of
}

/// Numbers by value, before words by letter: 2, 10, Anna.
#[must_use]
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let number = |s: &str| if s.len() <= 18 { s.parse::<u64>().ok() } else { None };
    match (number(a), number(b)) {
        (Some(x), Some(y)) => x.cmp(&y).then_with(|| a.cmp(b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cmp(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_do_not_depend_on_the_order_of_the_files() {
        let ids = |list: &[&str]| People::from_ids(list.iter().map(ToString::to_string).collect());
        let people = ids(&["10", "Anna", "2", "10", "007"]);
        assert_eq!(people.ids, ["2", "007", "10", "Anna"]);
        assert_eq!(people, ids(&["Anna", "007", "2", "10"]));
        assert_eq!(people.row(" 10 "), Some(2));
        assert_eq!(people.row("11"), None);
    }

    #[test]
    fn what_is_kept_of_one_person_is_found_under_every_id() {
        let own = |list: &[&str]| -> Vec<String> { list.iter().map(ToString::to_string).collect() };
        let mut people = People::with_same(own(&["1", "2", "3"]), &[own(&["3", "1"])]);
        let kept: BTreeMap<String, u8> = [("1".into(), 10), ("2".into(), 20), ("9".into(), 90)].into();
        assert_eq!(people.by_person(&kept), [(0, &20), (1, &10)]);
        let both: BTreeMap<String, u8> = [("1".into(), 10), ("3".into(), 30)].into();
        // The id that stands for all says most.
        assert_eq!((people.by_person(&both), people.kept(&both, 0)), (vec![(1, &30)], None));
        people.is_opted_out[1] = true;
        assert_eq!((people.reachable("1"), people.reachable("2"), people.reachable("9")), (None, Some(0), None));
    }

    #[test]
    fn several_ids_of_one_person_are_one_row() {
        let own = |list: &[&str]| -> Vec<String> { list.iter().map(ToString::to_string).collect() };
        let same = [own(&["A", "7", "x"]), own(&["gone", "away"]), own(&["Z", "9"])];
        let people = People::with_same(own(&["7", "9", "5", "A"]), &same);
        // Z is in no file: the person is there by another id, and stands under the chosen one.
        assert_eq!(people.ids, ["5", "A", "Z"]);
        assert_eq!(
            (people.row("7"), people.row(" x "), people.row("9"), people.row("gone")),
            (Some(1), Some(1), Some(2), None)
        );
        assert_eq!(people.other_ids(1).collect::<Vec<_>>(), ["7", "x"]);
        assert_eq!(people.same(), [own(&["A", "7", "x"]), own(&["Z", "9"])]);
        assert_eq!(People::with_same(people.ids.clone(), &people.same()), people);
        assert_eq!(people.other_ids(0).count(), 0);
    }
}
