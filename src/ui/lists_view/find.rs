//! Finds people and tribes by name or number; opted-out people are not found by name.

use super::{choose_person, tribe_name};
use crate::domain::model::Person;
use crate::domain::score::Scored;
use crate::project::{Document, Selection};
use crate::ui::words::{number, people as say};
use std::sync::Arc;

/// A person or tribe found by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub text: String,
    target: Target,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Tribe(u32),
    Person(Person),
}

impl Hit {
    pub fn select(&self, selection: &mut Selection) {
        selection.clear();
        match self.target {
            Target::Tribe(id) => {
                selection.tribes.insert(id);
            }
            Target::Person(person) => choose_person(selection, person, false),
        }
    }
}

/// What was found last, kept while nothing changes: a word that hardly anybody is called by is looked for in all names.
#[derive(Debug, Default)]
pub struct Found {
    of: Option<(Arc<Scored>, Arc<Document>, String)>,
    hits: Arc<[Hit]>,
}

impl Found {
    /// Hits at most.
    const MOST: usize = 8;

    /// As [`find`], the same while people, document and words are.
    pub fn of(&mut self, scored: &Arc<Scored>, document: &Arc<Document>, wanted: &str) -> Arc<[Hit]> {
        let is_same = self.of.as_ref().is_some_and(|(found_in, said, text)| {
            Arc::ptr_eq(found_in, scored) && Arc::ptr_eq(said, document) && text == wanted
        });
        if !is_same {
            self.hits = find(scored, document, wanted, Self::MOST).into();
            self.of = Some((scored.clone(), document.clone(), wanted.to_owned()));
        }
        self.hits.clone()
    }

    /// Nothing is looked for any more.
    pub fn forget(&mut self) {
        *self = Found::default();
    }
}

/// Tribes and people whose name or number contains the words; opted-out people are not found by name.
#[must_use]
pub fn find(scored: &Scored, document: &Document, wanted: &str, most: usize) -> Vec<Hit> {
    let wanted = wanted.trim().to_lowercase();
    let mut hits = Vec::new();
    for (position, tribe) in scored.tribes.tribes.iter().enumerate() {
        let name = tribe_name(scored, document, position);
        if name.to_lowercase().contains(&wanted) {
            let text = format!("{name} · {}", number::people(tribe.members.len()));
            hits.push(Hit { text, target: Target::Tribe(tribe.id) });
        }
        if hits.len() >= most / 2 {
            break;
        }
    }
    let exact = scored.people.row(&wanted);
    let by_rank = scored.scores.order.iter().copied().filter(|&person| Some(person) != exact);
    // Whoever is taken for no person is kept, and found as well.
    let doubted = scored.cleaned.suspects.iter().map(|suspect| suspect.person);
    let doubted = doubted.filter(|&person| Some(person) != exact && scored.people.is_impersonal[person as usize]);
    let by_hand = document.decisions.cleaning.not_persons.iter().filter_map(|id| scored.people.row(id));
    let by_hand = by_hand.filter(|&person| Some(person) != exact && scored.cleaned.suspect(person).is_none());
    for person in exact.into_iter().chain(by_rank).chain(doubted).chain(by_hand) {
        if hits.len() >= most {
            break;
        }
        let (label, id) = (scored.people.label(person), &scored.people.ids[person as usize]);
        let is_hit = Some(person) == exact || label.to_lowercase().contains(&wanted) || id.starts_with(&wanted);
        if is_hit && !scored.people.is_opted_out[person as usize] {
            let mut text = if label == id { label.to_owned() } else { format!("{label} · {id}") };
            if scored.people.is_impersonal[person as usize] {
                text = format!("{text} · {}", say::not_a_person());
            } else if !scored.people.is_customer[person as usize] {
                text = format!("{text} · {}", say::outside());
            }
            hits.push(Hit { text, target: Target::Person(person) });
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::People;

    #[test]
    fn what_was_found_is_kept_until_people_or_words_are_others() {
        let people = |name: &str| {
            let mut people = People::from_ids(vec!["1".to_owned()]);
            people.names.set(0, name);
            Arc::new(Scored { people: Arc::new(people), ..Scored::default() })
        };
        let (first, document, mut found) = (people("Kiosk"), Arc::new(Document::default()), Found::default());
        let mut decided = Document::default();
        decided.decisions.cleaning.not_persons = ["1".to_owned()].into();
        let decided = Arc::new(decided);
        assert!(found.of(&first, &document, "kiosk").is_empty());
        let hits = found.of(&first, &decided, "kiosk");
        assert_eq!(hits.len(), 1);
        assert!(Arc::ptr_eq(&hits, &found.of(&first, &decided, "kiosk")), "looked for once");
        assert!(found.of(&first, &decided, "shop").is_empty());
        assert!(found.of(&people("Shop"), &decided, "kiosk").is_empty());
    }

    #[test]
    fn whoever_is_no_person_by_hand_is_found_by_name() {
        let mut people = People::from_ids(["1", "2", "3"].map(str::to_owned).to_vec());
        people.names = ["Ada", "Kiosk at the gate", "Kiosk in town"].map(Some).to_vec().into();
        (people.is_impersonal[1], people.is_opted_out[2]) = (true, true);
        let scored = Scored { people: Arc::new(people), ..Scored::default() };
        let mut document = Document::default();
        document.decisions.cleaning.not_persons = ["2", "3"].map(str::to_owned).into();
        let found = find(&scored, &document, "kiosk", 8);
        assert_eq!(found.len(), 1);
        assert!(found[0].text.contains("Kiosk at the gate") && found[0].text.contains(say::not_a_person()));
    }
}
