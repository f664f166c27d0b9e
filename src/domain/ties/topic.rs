//! Who has to do with a product or subject; knows nothing of ties or scores.

use super::columns::{Rows, texts};
use crate::domain::import::yes_or_no;
use crate::domain::model::{FileKind, Meaning, People, Table};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::PlHashSet;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What somebody has to do with a topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicKind {
    /// They bought something of that kind.
    Category,
    /// They bought it.
    #[default]
    Product,
    /// They care about it.
    Subject,
}

/// Calls `put` with each id of the table and the product or category bought or the subject cared about, where both are
/// told.
pub(super) fn each_mention<'a>(
    table: &'a Table,
    ticket: &Ticket,
    mut put: impl FnMut(&'a str, &'a str, TopicKind),
) -> Result<(), Stopped> {
    let columns: &[(Meaning, TopicKind)] = match table.kind {
        FileKind::Purchases => &[(Meaning::Product, TopicKind::Product), (Meaning::Category, TopicKind::Category)],
        FileKind::Interests => &[(Meaning::Topic, TopicKind::Subject)],
        _ => &[],
    };
    let Some(ids) = texts(table, Meaning::Id) else { return Ok(()) };
    for &(meaning, kind) in columns {
        let Some(words) = texts(table, meaning) else { continue };
        for (n, told) in ids.iter().zip(words.iter()).enumerate() {
            if n % super::BLOCK == 0 {
                ticket.check()?;
            }
            if let (Some(id), Some(word)) = told {
                put(id, word, kind);
            }
        }
    }
    Ok(())
}

/// Calls `put` with each person who wrote and what they wrote: messages, and the texts of complaints.
fn each_text<'a>(table: &'a Table, ticket: &Ticket, mut put: impl FnMut(&'a str, &'a str)) -> Result<(), Stopped> {
    let (who, columns): (Meaning, &[Meaning]) = match table.kind {
        FileKind::Messages => (Meaning::From, &[Meaning::Body]),
        FileKind::Incidents => (Meaning::Id, &[Meaning::Subject, Meaning::Body]),
        _ => return Ok(()),
    };
    let Some(ids) = texts(table, who) else { return Ok(()) };
    for written in columns.iter().filter_map(|&meaning| texts(table, meaning)) {
        for (n, told) in ids.iter().zip(written.iter()).enumerate() {
            if n % super::BLOCK == 0 {
                ticket.check()?;
            }
            if let (Some(id), Some(text)) = told {
                put(id, text);
            }
        }
    }
    Ok(())
}

/// Whether a text has one of the words (small letters) in it, whole: "art" is not in "party".
fn has_one_of(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    words.iter().any(|word| {
        text.match_indices(word)
            .any(|(at, _)| is_edge(text[..at].chars().next_back()) && is_edge(text[at + word.len()..].chars().next()))
    })
}

/// What a topic asks for among the names there are: where a name is written just so, that one; else every name with the
/// word in it, whole, so that "watch" finds a "Spark watch". Several words with `;` between are a list.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// In small letters, with whether a name is written just so.
    words: Vec<(String, bool)>,
    is_anything: bool,
}

impl Asked {
    /// O(letters of the names · words).
    #[must_use]
    pub fn among<'a>(topic: &str, names: impl IntoIterator<Item = &'a str>) -> Asked {
        let topic = topic.trim().to_lowercase();
        if topic.is_empty() {
            return Asked { words: Vec::new(), is_anything: true };
        }
        let mut words: Vec<(String, bool)> = words(&topic).map(|word| (word.to_owned(), false)).collect();
        let mut is_name = false;
        for name in names {
            let name = name.trim().to_lowercase();
            is_name |= name == topic;
            for (word, is_exact) in &mut words {
                *is_exact |= *word == name;
            }
        }
        // A product may have a `;` in its own name.
        Asked { words: if is_name { vec![(topic, true)] } else { words }, is_anything: false }
    }

    /// Nothing was asked for, so that everything counts.
    #[must_use]
    pub fn is_anything(&self) -> bool {
        self.is_anything
    }

    /// Whether this is one of the names that are asked for.
    #[must_use]
    pub fn is_for(&self, name: &str) -> bool {
        let name = name.trim();
        let is_it = |(word, is_exact): &(String, bool)| match is_exact {
            true => name.to_lowercase() == *word,
            false => has_one_of(name, &[word]),
        };
        self.is_anything || self.words.iter().any(is_it)
    }
}

fn words(topic: &str) -> impl Iterator<Item = &str> {
    topic.split(';').map(str::trim).filter(|word| !word.is_empty())
}

/// Marks who bought what is asked for or something of the category, cares about the subject, wrote the word in a message
/// or a complaint, or is described by the word, or by a yes under it as a heading, capitals aside. See [`Asked`] for which
/// names are meant. An empty topic marks everyone.
/// One flag a person. O(rows · words + letters written · words).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn on_topic(people: &People, tables: &[Arc<Table>], topic: &str, ticket: &Ticket) -> Result<Vec<bool>, Stopped> {
    let topic = topic.trim().to_lowercase();
    if topic.is_empty() {
        return Ok(vec![true; people.len()]);
    }
    let mut is_on_topic = vec![false; people.len()];
    let words: Vec<&str> = words(&topic).collect();
    let mut names: PlHashSet<&str> = PlHashSet::default();
    for table in tables {
        each_mention(table, ticket, |_, name, _| {
            names.insert(name);
        })?;
    }
    let asked = Asked::among(&topic, names.iter().copied());
    names.retain(|name| asked.is_for(name));
    let rows = Rows::of(people, ticket)?;
    for table in tables {
        let mut mark = |id: &str| {
            if let Some(row) = rows.get(id) {
                is_on_topic[row as usize] = true;
            }
        };
        each_mention(table, ticket, |id, name, _| {
            if names.contains(name) {
                mark(id);
            }
        })?;
        each_text(table, ticket, |id, text| {
            if has_one_of(text, &words) {
                mark(id);
            }
        })?;
    }
    let is_it = |text: &str| {
        let text = text.trim().to_lowercase();
        text == topic || words.contains(&text.as_str())
    };
    for attribute in &people.attributes {
        // A column called by the subject, with yes for those who care about it.
        let is_subject = is_it(&attribute.heading);
        let is_it = |value: &str| is_it(value) || (is_subject && yes_or_no(value) == Some(true));
        for (is_on_topic, value) in is_on_topic.iter_mut().zip(attribute.values.iter(people.len())) {
            *is_on_topic |= value.is_some_and(is_it);
        }
    }
    Ok(is_on_topic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Attribute;
    use polars::prelude::df;

    #[test]
    fn buyers_and_those_who_care_are_on_topic() {
        let table = |kind, frame| Arc::new(Table::new(kind, frame));
        let tables = [
            table(
                FileKind::Purchases,
                df!("id" => ["1", "2", "3"], "product" => ["Watch", "Phone", "Tea; green"]).unwrap(),
            ),
            table(FileKind::Interests, df!("id" => ["3"], "topic" => ["watch "]).unwrap()),
        ];
        let mut people = People::from_ids(["1", "2", "3"].map(str::to_owned).to_vec());
        let on = |people: &People, topic: &str| on_topic(people, &tables, topic, &Ticket::new()).unwrap();
        assert_eq!(on(&people, "WATCH"), [true, false, true]);
        let values = vec![Some("yes"), None, Some("no")].into();
        people.attributes.push(Attribute { heading: "Golf".to_owned(), values });
        assert_eq!(on(&people, "golf"), [true, false, false]);
        assert_eq!(on(&people, "golf; phone"), [true, true, false], "a list of words");
        assert_eq!(on(&people, "tea; GREEN"), [false, false, true], "the name of one product");
        assert_eq!(on(&people, ""), [true; 3]);
    }

    #[test]
    fn categories_bought_and_words_written_are_topics_too() {
        let table = |kind, frame| Arc::new(Table::new(kind, frame));
        let bought = df!("id" => ["1", "2"], "product" => ["Spark 5", "Visor"], "category" => ["Watches", "Goggles"]);
        let wrote = df!("from" => ["2", "3"], "to" => ["1", "1"], "at" => [0i64, 1],
            "body" => ["My new WATCHES, look!", "watchestrap"]);
        let complained = df!("id" => ["3"], "at" => [0i64], "subject" => ["Roaming: too dear"], "body" => [""]);
        let tables = [
            table(FileKind::Purchases, bought.unwrap()),
            table(FileKind::Messages, wrote.unwrap()),
            table(FileKind::Incidents, complained.unwrap()),
        ];
        let people = People::from_ids(["1", "2", "3"].map(str::to_owned).to_vec());
        let on = |topic: &str| on_topic(&people, &tables, topic, &Ticket::new()).unwrap();
        assert_eq!(on("watches"), [true, true, false], "bought of it, wrote of it; a part of a word is no word");
        assert_eq!(on("goggles"), [false, true, false]);
        assert_eq!(on("roaming; spark 5"), [true, false, true]);
    }

    #[test]
    fn a_word_finds_the_names_that_have_it_whole_and_a_name_only_itself() {
        let bought = df!("id" => ["1", "2", "3", "4"], "product" => ["Spark watch", "Watch strap", "Phone", "Watchman"],
            "category" => ["Worn things", "Parts", "Phones", "Worn"]);
        let tables = [Arc::new(Table::new(FileKind::Purchases, bought.unwrap()))];
        let people = People::from_ids(["1", "2", "3", "4"].map(str::to_owned).to_vec());
        let on = |topic: &str| on_topic(&people, &tables, topic, &Ticket::new()).unwrap();
        assert_eq!(on("watch"), [true, true, false, false]);
        assert_eq!(on("spark; PHONE"), [true, false, true, false]);
        assert_eq!(on("worn"), [false, false, false, true], "a category that is called so is meant alone");
        assert_eq!(on("things"), [true, false, false, false]);
        assert_eq!(on("clock"), [false; 4]);
    }
}
