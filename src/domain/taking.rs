//! Who had taken something up by when: products bought, and what campaigns wanted; judges nothing.

use super::influence::persuasion::with_categories;
use super::model::{Meaning, People, Person, Table, Ties};
use super::ticket::{Stopped, Ticket};
use super::ties::columns::{texts, whole_numbers};
use std::collections::HashSet;
use std::sync::Arc;

/// Everybody who took one thing up, with the moment they first did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taking {
    /// The product, as first written.
    pub subject: String,
    /// Seconds since 1970 and who; by moment, then row, everybody once.
    pub takers: Vec<(i64, Person)>,
}

/// More products than a person looks through are not offered.
const MOST: usize = 200;

/// Who bought which product or something of which category first when, and who was first seen with which interest when,
/// those with the most takers first. O(rows · log rows).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn takings(tables: &[Arc<Table>], people: &People, ticket: &Ticket) -> Result<Vec<Taking>, Stopped> {
    let log = with_categories(tables, people, ticket)?;
    let mut all = [log.adoptions, log.held, log.by_category].concat();
    all.sort_unstable();
    let same = all.chunk_by(|x, y| x.what == y.what);
    let mut takings: Vec<Taking> = same
        .filter_map(|same| {
            let subject = log.things.get(same[0].what as usize)?.name.clone();
            Some(Taking { subject, takers: same.iter().map(|one| (one.at, one.person)).collect() })
        })
        .collect();
    takings.sort_by_key(|taking| std::cmp::Reverse(taking.takers.len()));
    // A thing is chosen by its name: of a product and an interest of one name, what more people have.
    let mut names = HashSet::new();
    takings.retain(|taking| names.insert(taking.subject.to_lowercase()));
    takings.truncate(MOST);
    Ok(takings)
}

/// Who did what a campaign wanted when, of those whose results tell the day. O(rows · log rows).
#[must_use]
pub fn taking_of_results<'a>(results: impl Iterator<Item = &'a Table>, people: &People) -> Taking {
    let mut takers: Vec<(i64, Person)> = Vec::new();
    for table in results {
        let columns = (texts(table, Meaning::Id), whole_numbers(table, Meaning::At));
        let (Some(ids), Some(at)) = columns else { continue };
        let is_yes = super::measure::did_it(table);
        for ((id, at), is_yes) in ids.iter().zip(at.iter()).zip(is_yes) {
            let (Some(id), Some(at)) = (id, at) else { continue };
            // Whoever opted out is not shown.
            if let Some(person) = people.reachable(id).filter(|_| is_yes && at != Ties::NO_DATE) {
                takers.push((at, person));
            }
        }
    }
    takers.sort_unstable_by_key(|&(at, person)| (person, at));
    takers.dedup_by_key(|&mut (_, person)| person);
    takers.sort_unstable();
    Taking { subject: String::new(), takers }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::FileKind;
    use crate::domain::ties::fixtures::table;
    use polars::prelude::df;

    #[test]
    fn everybody_takes_a_thing_up_once_and_first() {
        let mut people = People::from_ids(["a", "b", "c"].map(str::to_owned).to_vec());
        people.is_opted_out[2] = true;
        let bought = df!("id" => ["b", "a", "a", "c", "a"], "product" => ["Gold", "Gold", "gold ", "Gold", "Tea"],
            "at" => [30i64, 20, 10, 5, 7])
        .unwrap();
        let takings = takings(&[table(FileKind::Purchases, bought)], &people, &Ticket::new()).unwrap();
        let all: Vec<_> = takings.iter().map(|one| (one.subject.as_str(), one.takers.clone())).collect();
        assert_eq!(all, [("gold", vec![(10, 0), (30, 1)]), ("Tea", vec![(7, 0)])]);
    }

    #[test]
    fn results_tell_who_did_it_when_they_tell_the_day() {
        let mut people = People::from_ids(["a", "b", "c", "d"].map(str::to_owned).to_vec());
        people.is_opted_out[3] = true;
        let rows = df!("id" => ["b", "a", "a", "c", "d", "x"], "outcome" => [1.0, 1.0, 1.0, 0.0, 1.0, 1.0],
            "at" => [30i64, 20, 10, 5, 4, 3])
        .unwrap();
        let undated = df!("id" => ["c"], "outcome" => [1.0]).unwrap();
        let tables = [table(FileKind::Results, rows), table(FileKind::Results, undated)];
        let taking = taking_of_results(tables.iter().map(Arc::as_ref), &people);
        assert_eq!(taking.takers, [(10, 0), (30, 1)]);
    }
}
