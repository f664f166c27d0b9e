//! What is known of each person in words: topics, products, attributes; knows nothing of tribes.

use crate::domain::model::{FileKind, Meaning, People, Person, Table};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::columns::{Rows, texts};
use polars::prelude::PlHashMap;
use std::sync::Arc;

/// One value of one kind of knowledge: a topic, a product, a value of one attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Word {
    /// 0 topics, 1 products, from 2 on the attributes in their order: what people choose says more of a tribe than
    /// where they live.
    pub group: u32,
    pub text: String,
}

/// Who is known for what; person `n` has `of[offsets[n]..offsets[n + 1]]`, each word once.
#[derive(Debug)]
pub(super) struct Words {
    pub list: Vec<Word>,
    pub n_groups: usize,
    pub offsets: Vec<usize>,
    pub of: Vec<u32>,
}

impl Words {
    /// O(rows + sorting the words of each person).
    pub fn gather(people: &People, tables: &[Arc<Table>], ticket: &Ticket) -> Result<Self, Stopped> {
        let mut reader = Reader { ids: PlHashMap::default(), words: Vec::new(), pairs: Vec::new() };
        let rows = Rows::of(people, ticket)?;
        for table in tables {
            let (group, meaning) = match table.kind {
                FileKind::Interests => (0, Meaning::Topic),
                FileKind::Purchases => (1, Meaning::Product),
                _ => continue,
            };
            let (Some(ids), Some(values)) = (texts(table, Meaning::Id), texts(table, meaning)) else { continue };
            for (n, (id, value)) in ids.iter().zip(values.iter()).enumerate() {
                if n.is_multiple_of(4096) {
                    ticket.check()?;
                }
                if let Some(row) = id.and_then(|id| rows.get(id)) {
                    reader.add(row, group, value);
                }
            }
        }
        for (group, attribute) in (2..).zip(&people.attributes) {
            ticket.check()?;
            for (row, value) in (0..).zip(attribute.values.iter(people.len())) {
                reader.add(row, group, value);
            }
        }
        Ok(reader.finish(people.len(), 2 + people.attributes.len()))
    }

    /// The words of one person.
    pub fn of_person(&self, person: Person) -> &[u32] {
        &self.of[self.offsets[person as usize]..self.offsets[person as usize + 1]]
    }
}

struct Reader<'a> {
    ids: PlHashMap<(u32, &'a str), u32>,
    words: Vec<Word>,
    pairs: Vec<(Person, u32)>,
}

impl<'a> Reader<'a> {
    fn add(&mut self, person: Person, group: u32, value: Option<&'a str>) {
        let Some(text) = value.map(str::trim).filter(|text| !text.is_empty()) else { return };
        let next = self.words.len() as u32;
        let word = *self.ids.entry((group, text)).or_insert(next);
        if word == next {
            self.words.push(Word { group, text: text.to_owned() });
        }
        self.pairs.push((person, word));
    }

    fn finish(mut self, n_people: usize, n_groups: usize) -> Words {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        let mut offsets = vec![0usize; n_people + 1];
        for (person, _) in &self.pairs {
            offsets[*person as usize + 1] += 1;
        }
        for n in 0..n_people {
            offsets[n + 1] += offsets[n];
        }
        Words { list: self.words, n_groups, offsets, of: self.pairs.into_iter().map(|(_, word)| word).collect() }
    }
}
