//! Who has to do with a product or subject; knows nothing of ties or scores.

use super::columns::{Rows, texts};
use crate::domain::import::yes_or_no;
use crate::domain::model::{FileKind, Meaning, People, Table};
use crate::domain::ticket::{Stopped, Ticket};
use std::sync::Arc;

/// Calls `put` with each id of the table and the product bought or the subject cared about, where both are told.
pub(super) fn each_mention<'a>(
    table: &'a Table,
    ticket: &Ticket,
    mut put: impl FnMut(&'a str, &'a str),
) -> Result<(), Stopped> {
    let words = match table.kind {
        FileKind::Purchases => texts(table, Meaning::Product),
        FileKind::Interests => texts(table, Meaning::Topic),
        _ => None,
    };
    let (Some(words), Some(ids)) = (words, texts(table, Meaning::Id)) else { return Ok(()) };
    for (n, told) in ids.iter().zip(words.iter()).enumerate() {
        if n % super::BLOCK == 0 {
            ticket.check()?;
        }
        if let (Some(id), Some(word)) = told {
            put(id, word);
        }
    }
    Ok(())
}

/// Marks who bought the product, cares about the subject, or is described by the word, or by a yes under it as a
/// heading, capitals aside. Several words with `;` between are a list: any of them will do. An empty topic marks everyone.
/// One flag a person. O(rows · words).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn on_topic(people: &People, tables: &[Arc<Table>], topic: &str, ticket: &Ticket) -> Result<Vec<bool>, Stopped> {
    let topic = topic.trim().to_lowercase();
    if topic.is_empty() {
        return Ok(vec![true; people.len()]);
    }
    let mut is_on_topic = vec![false; people.len()];
    let words: Vec<&str> = topic.split(';').map(str::trim).filter(|word| !word.is_empty()).collect();
    // A product may have a `;` in its own name.
    let is_it = |text: &str| {
        let text = text.trim().to_lowercase();
        text == topic || words.contains(&text.as_str())
    };
    let rows = Rows::of(people, ticket)?;
    for table in tables {
        each_mention(table, ticket, |id, word| {
            if let Some(row) = rows.get(id).filter(|_| is_it(word)) {
                is_on_topic[row as usize] = true;
            }
        })?;
    }
    for attribute in &people.attributes {
        // A column called by the subject, with yes for those who care about it.
        let is_subject = is_it(&attribute.heading);
        let is_it = |value: &str| is_it(value) || (is_subject && yes_or_no(value) == Some(true));
        for (is_on_topic, value) in is_on_topic.iter_mut().zip(&attribute.values) {
            *is_on_topic |= value.as_deref().is_some_and(is_it);
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
        let table = |kind, frame| Arc::new(Table { kind, frame });
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
        let values = [Some("yes"), None, Some("no")].map(|value| value.map(str::to_owned)).to_vec();
        people.attributes.push(Attribute { heading: "Golf".to_owned(), values });
        assert_eq!(on(&people, "golf"), [true, false, false]);
        assert_eq!(on(&people, "golf; phone"), [true, true, false], "a list of words");
        assert_eq!(on(&people, "tea; GREEN"), [false, false, true], "the name of one product");
        assert_eq!(on(&people, ""), [true; 3]);
    }
}
