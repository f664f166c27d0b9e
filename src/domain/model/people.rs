//! Everyone named in any imported table, one row a person; knows nothing of how the tables were read.

use super::Person;
use std::cmp::Ordering;
use std::collections::HashMap;

/// One extra column of the people file, kept under its own heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub heading: String,
    /// One entry a person.
    pub values: Vec<Option<String>>,
}

/// The customers, in columns; row *n* is person *n* of the network. Rows are in [`natural_order`] of the ids, so the
/// same files give the same rows in whatever order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    pub ids: Vec<String>,
    pub names: Vec<Option<String>>,
    pub phones: Vec<Option<String>>,
    pub emails: Vec<Option<String>>,
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
    rows: HashMap<String, Person>,
}

impl People {
    /// People with these ids and nothing else known; ids are sorted and made unique here.
    #[must_use]
    pub fn from_ids(mut ids: Vec<String>) -> Self {
        ids.sort_unstable_by(|a, b| natural_order(a, b));
        ids.dedup();
        let n = ids.len();
        let rows = ids.iter().zip(0..).map(|(id, row)| (id.clone(), row)).collect();
        People {
            ids,
            names: vec![None; n],
            phones: vec![None; n],
            emails: vec![None; n],
            spend_cents: vec![0; n],
            has_profile: vec![false; n],
            is_customer: vec![true; n],
            is_opted_out: vec![false; n],
            is_impersonal: vec![false; n],
            is_on_topic: vec![true; n],
            attributes: Vec::new(),
            rows,
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

    /// The row of the person with this id, as written in the files (surrounding blanks aside).
    #[must_use]
    pub fn row(&self, id: &str) -> Option<Person> {
        self.rows.get(id.trim()).copied()
    }

    /// Who takes part in the network: everybody but opted-out people and whoever is probably no person.
    #[must_use]
    pub fn scorable(&self) -> Vec<bool> {
        self.is_opted_out.iter().zip(&self.is_impersonal).map(|(&out, &impersonal)| !out && !impersonal).collect()
    }

    /// What to call a person on screen: the name, else the id.
    #[must_use]
    pub fn label(&self, person: Person) -> &str {
        let row = person as usize;
        self.names[row].as_deref().unwrap_or(&self.ids[row])
    }
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
}
