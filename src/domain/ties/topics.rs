//! Which products and subjects there are to ask for, and how many people have to do with each; scores nobody.

use super::columns::texts;
use crate::domain::model::{FileKind, Meaning, Table};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::{PlHashMap, PlHashSet};
use std::sync::Arc;

/// One product or subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// As most files spell it: the first spelling met.
    pub name: String,
    /// Different people who bought it or care about it.
    pub n_people: usize,
}

/// All products and subjects of the tables by falling number of people, at most `most`. Capitals and blanks around aside,
/// equal words are one topic. O(rows).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn topics(tables: &[Arc<Table>], most: usize, ticket: &Ticket) -> Result<Vec<Topic>, Stopped> {
    let mut found: PlHashMap<String, (String, PlHashSet<&str>)> = PlHashMap::default();
    for table in tables {
        let words = match table.kind {
            FileKind::Purchases => texts(table, Meaning::Product),
            FileKind::Interests => texts(table, Meaning::Topic),
            _ => None,
        };
        let (Some(words), Some(ids)) = (words, texts(table, Meaning::Id)) else { continue };
        for (n, (id, word)) in ids.iter().zip(words.iter()).enumerate() {
            if n % super::BLOCK == 0 {
                ticket.check()?;
            }
            let (Some(id), Some(word)) = (id, word.map(str::trim).filter(|word| !word.is_empty())) else { continue };
            let topic = found.entry(word.to_lowercase()).or_insert_with(|| (word.to_owned(), PlHashSet::default()));
            topic.1.insert(id.trim());
        }
    }
    let mut topics: Vec<Topic> =
        found.into_values().map(|(name, people)| Topic { name, n_people: people.len() }).collect();
    topics.sort_unstable_by(|a, b| b.n_people.cmp(&a.n_people).then_with(|| a.name.cmp(&b.name)));
    topics.truncate(most);
    Ok(topics)
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::df;

    #[test]
    fn topics_come_by_how_many_people_they_move() {
        let table = |kind, frame| Arc::new(Table { kind, frame });
        let bought = df!("id" => ["1", "1", "2", "3"], "product" => ["Watch", "watch ", "Phone", " "]).unwrap();
        let cares = df!("id" => ["3", "4"], "topic" => ["PHONE", "Running"]).unwrap();
        let tables = [table(FileKind::Purchases, bought), table(FileKind::Interests, cares)];
        let topics = topics(&tables, 9, &Ticket::new()).unwrap();
        let told: Vec<(&str, usize)> = topics.iter().map(|topic| (topic.name.as_str(), topic.n_people)).collect();
        assert_eq!(told, [("Phone", 2), ("Running", 1), ("Watch", 1)]);
        assert_eq!(super::topics(&tables, 1, &Ticket::new()).unwrap().len(), 1);
    }
}
