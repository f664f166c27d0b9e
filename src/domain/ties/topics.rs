//! Which products and subjects there are to ask for, and how many people have to do with each; scores nobody.

use super::columns::Rows;
use super::topic::{TopicKind, each_mention};
use crate::domain::model::{People, Person, Table};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::{PlHashMap, PlHashSet};
use std::sync::Arc;

/// One category, product or subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// As the files spell it first.
    pub name: String,
    pub kind: TopicKind,
    /// How many people bought it or care about it, whoever opted out aside.
    pub n_people: usize,
}

/// All categories, products and subjects of the tables by falling number of people, at most `most`. Capitals and blanks
/// around aside, equal words are one topic, a category before a product, a product before a subject. What nobody has to do
/// with but people who opted out is no topic, and somebody with two customer numbers is one person. O(rows).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn topics(tables: &[Arc<Table>], people: &People, most: usize, ticket: &Ticket) -> Result<Vec<Topic>, Stopped> {
    let rows = Rows::of(people, ticket)?;
    let counts = |person: &Person| !people.is_opted_out[*person as usize];
    let mut found: PlHashMap<String, (String, TopicKind, PlHashSet<Person>)> = PlHashMap::default();
    for table in tables {
        each_mention(table, ticket, |id, word, kind| {
            let word = word.trim();
            if let Some(person) = rows.get(id).filter(counts)
                && !word.is_empty()
            {
                let new = || (word.to_owned(), kind, PlHashSet::default());
                let topic = found.entry(word.to_lowercase()).or_insert_with(new);
                topic.1 = topic.1.min(kind);
                topic.2.insert(person);
            }
        })?;
    }
    let topic =
        |(name, kind, people): (String, TopicKind, PlHashSet<Person>)| Topic { name, kind, n_people: people.len() };
    let mut topics: Vec<Topic> = found.into_values().map(topic).collect();
    topics.sort_unstable_by(|a, b| b.n_people.cmp(&a.n_people).then_with(|| a.name.cmp(&b.name)));
    topics.truncate(most);
    Ok(topics)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::FileKind;
    use polars::prelude::df;

    #[test]
    fn topics_come_by_how_many_people_they_move() {
        let table = |kind, frame| Arc::new(Table::new(kind, frame));
        let bought = df!("id" => ["1", "1", "2", "3"], "product" => ["Watch", "watch ", "Phone", " "]).unwrap();
        let cares = df!("id" => ["3", "4"], "topic" => ["PHONE", "Running"]).unwrap();
        let kinds = df!("id" => ["1", "2", "3"], "category" => ["Worn", "phone", "worn"]).unwrap();
        let people = People::from_ids(["1", "2", "3", "4"].map(str::to_owned).to_vec());
        let by_kind = topics(
            &[table(FileKind::Purchases, kinds), table(FileKind::Interests, cares.clone())],
            &people,
            9,
            &Ticket::new(),
        );
        let told: Vec<(String, TopicKind)> =
            by_kind.unwrap().into_iter().map(|topic| (topic.name, topic.kind)).collect();
        let (category, subject) = (TopicKind::Category, TopicKind::Subject);
        let told_of = |name: &str, kind| (name.to_owned(), kind);
        assert_eq!(told, [told_of("Worn", category), told_of("phone", category), told_of("Running", subject)]);
        let tables = [table(FileKind::Purchases, bought), table(FileKind::Interests, cares)];
        let topics = topics(&tables, &people, 9, &Ticket::new()).unwrap();
        let told: Vec<(&str, usize)> = topics.iter().map(|topic| (topic.name.as_str(), topic.n_people)).collect();
        assert_eq!(told, [("Phone", 2), ("Running", 1), ("Watch", 1)]);
        assert_eq!(super::topics(&tables, &people, 1, &Ticket::new()).unwrap().len(), 1);
    }

    #[test]
    fn people_are_counted_once_and_whoever_opted_out_is_not() {
        let bought = df!(
            "id" => ["1", "2", "3", "4", "5", "6", " 1b", "6"],
            "product" => ["Tea", "Tea", "Tea", "Tea", "Tea", "Tea", "Tea", "Cup"]
        );
        let ids = ["1", "1b", "2", "3", "4", "5", "6"].map(str::to_owned).to_vec();
        let mut people = People::with_same(ids, &[vec!["1".to_owned(), "1b".to_owned()]]);
        let out = people.row("6").unwrap() as usize;
        people.is_opted_out[out] = true;
        let tables = [Arc::new(Table::new(FileKind::Purchases, bought.unwrap()))];
        let topics = topics(&tables, &people, 9, &Ticket::new()).unwrap();
        let tea = Topic { name: "Tea".to_owned(), kind: TopicKind::Product, n_people: 5 };
        assert_eq!(topics, [tea], "nobody but one who opted out has a cup");
    }
}
