//! What people and tribes may need, as short tags: bought, cared about or said more than is usual; knows no stage.

use crate::domain::import::{fold, yes_or_no};
use crate::domain::model::{NeedKind, Needs, People, Person, Tribes};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::tribes::log_odds;
use polars::prelude::PlHashMap;
use rayon::prelude::*;

/// Weight of the prior, in mentions: what one would believe of a person, of a tribe, before looking.
const PRIORS: (f64, f64) = (10.0, 100.0);
/// A person's tag says at least so much more than the usual, in standard deviations of the log-odds: a hint, no proof.
const TELLING_OF_PERSON: f64 = 0.5;
/// A tribe's tag does with 95 % certainty ...
const TELLING_OF_TRIBE: f64 = 1.96;
/// ... and at least so many members have it.
const MIN_MEMBERS: usize = 3;
/// Tags a tribe.
const MOST_OF_TRIBE: usize = 6;
/// Longer answers are stories.
const LONGEST: usize = 40;

/// Parts of headings of columns in which people say what they need, as folding spells them.
const SAID: [&str; 25] = [
    "interest",
    "hobb",
    "need",
    "wish",
    "motiv",
    "prefer",
    "likes",
    "note",
    "passatemp",
    "interess",
    "bisogn",
    "bedurfnis",
    "wunsch",
    "vorlieb",
    "freizeit",
    "interet",
    "loisir",
    "besoin",
    "aficion",
    "necesidad",
    "necessidade",
    "ilgi",
    "ihtiyac",
    "zainteresowan",
    "potrzeb",
];

/// Who mentioned what.
#[derive(Debug, Default)]
pub struct Mentions {
    /// The place of each word in `words`, by kind.
    places: [PlHashMap<String, u32>; 3],
    words: Vec<(NeedKind, String)>,
    pairs: Vec<(Person, u32)>,
}

impl Mentions {
    pub fn add(&mut self, person: Person, kind: NeedKind, text: &str) {
        let text = text.trim();
        let is_answer = text.chars().any(char::is_alphabetic) && yes_or_no(text).is_none();
        if !is_answer || text.chars().count() > LONGEST {
            return;
        }
        let places = &mut self.places[kind as usize];
        let place = places.get(text).copied().unwrap_or_else(|| {
            let next = self.words.len() as u32;
            self.words.push((kind, text.to_owned()));
            places.insert(text.to_owned(), next);
            next
        });
        self.pairs.push((person, place));
    }

    /// The answers in columns of interests, needs and notes.
    pub fn add_answers(&mut self, people: &People, scorable: &[bool]) {
        let is_said = |heading: &str| {
            let folded = fold(heading);
            SAID.iter().any(|part| folded.contains(part))
        };
        for attribute in people.attributes.iter().filter(|attribute| is_said(&attribute.heading)) {
            for (row, value) in attribute.values.rows().filter(|(row, _)| scorable[*row]) {
                for part in value.split([',', ';', '|']) {
                    self.add(row as Person, NeedKind::Said, part);
                }
            }
        }
    }
}

/// The tags of each person and each tribe.
///
/// Ranked by the log-odds with an informative Dirichlet prior (Monroe, Colaresi, Quinn, Political Analysis 16:372,
/// 2008) of a word against everybody else's words of the same kind: of a person by how often, of a tribe by how many
/// members. What people said themselves counts however usual it is. O(mentions · log mentions).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn needs(mut mentions: Mentions, n_people: usize, tribes: &Tribes, ticket: &Ticket) -> Result<Needs, Stopped> {
    mentions.pairs.par_sort_unstable();
    ticket.check()?;
    let Mentions { words, pairs, .. } = mentions;
    let mut of_person = vec![[Needs::NONE; Needs::MOST]; n_people];
    let (n_words, n_kinds) = (words.len(), 3);
    let (mut of_word, mut of_kind) = (vec![0.0; n_words], vec![0.0; n_kinds]);
    for &(_, word) in &pairs {
        of_word[word as usize] += 1.0;
        of_kind[words[word as usize].0 as usize] += 1.0;
    }
    let mut members: Vec<(u32, u32)> = Vec::new();
    for (n, own) in pairs.chunk_by(|x, y| x.0 == y.0).enumerate() {
        if n.is_multiple_of(1_024) {
            ticket.check()?;
        }
        let counts = own.chunk_by(|x, y| x.1 == y.1).map(|same| (same[0].1, same.len()));
        let mut found = telling(PRIORS.0, counts.clone(), &words, &of_word, &of_kind);
        found.retain(|&(z, word)| z >= TELLING_OF_PERSON || words[word as usize].0 != NeedKind::Bought);
        let person = own[0].0 as usize;
        for (slot, (_, word)) in of_person[person].iter_mut().zip(found) {
            *slot = word;
        }
        if let Some(&tribe) = tribes.of.get(person).filter(|&&tribe| (tribe as usize) < tribes.tribes.len()) {
            members.extend(counts.map(|(word, _)| (tribe, word)));
        }
    }
    Ok(Needs { of_tribe: of_tribes(members, &words, tribes.tribes.len()), words, of_person })
}

/// What sets each tribe apart, by how many members have each word.
fn of_tribes(mut members: Vec<(u32, u32)>, words: &[(NeedKind, String)], n_tribes: usize) -> Vec<Vec<u32>> {
    members.par_sort_unstable();
    let (mut of_word, mut of_kind) = (vec![0.0; words.len()], vec![0.0; 3]);
    for &(_, word) in &members {
        of_word[word as usize] += 1.0;
        of_kind[words[word as usize].0 as usize] += 1.0;
    }
    let mut of_tribe = vec![Vec::new(); n_tribes];
    for own in members.chunk_by(|x, y| x.0 == y.0) {
        let counts = own.chunk_by(|x, y| x.1 == y.1).map(|same| (same[0].1, same.len()));
        let many: Vec<u32> = counts.clone().filter(|(_, n)| *n >= MIN_MEMBERS).map(|(word, _)| word).collect();
        let mut found = telling(PRIORS.1, counts, words, &of_word, &of_kind);
        found.retain(|(z, word)| *z >= TELLING_OF_TRIBE && many.contains(word));
        of_tribe[own[0].0 as usize] = found.into_iter().take(MOST_OF_TRIBE).map(|(_, word)| word).collect();
    }
    of_tribe
}

/// Words by falling z of their log-odds here against everywhere else.
fn telling(
    prior: f64,
    counts: impl Iterator<Item = (u32, usize)> + Clone,
    words: &[(NeedKind, String)],
    of_word: &[f64],
    of_kind: &[f64],
) -> Vec<(f64, u32)> {
    let mut all = [0.0; 3];
    counts.clone().for_each(|(word, n)| all[words[word as usize].0 as usize] += n as f64);
    let z = |(word, n): (u32, usize)| {
        let (at, kind) = (word as usize, words[word as usize].0 as usize);
        (log_odds(prior, (n as f64, all[kind]), (of_word[at], of_kind[kind])), word)
    };
    let mut found: Vec<(f64, u32)> = counts.map(z).collect();
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| words[x.1 as usize].cmp(&words[y.1 as usize])));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Attribute, Filled, Tribe};

    #[test]
    fn tags_are_what_is_bought_more_than_usual_and_what_people_say() {
        let mut mentions = Mentions::default();
        for person in 0..20 {
            mentions.add(person, NeedKind::Bought, "Bread");
        }
        for person in 0..5 {
            mentions.add(person, NeedKind::Bought, "Tent");
        }
        mentions.add(7, NeedKind::Bought, "12");
        let mut people = People::from_ids((0..20).map(|n| n.to_string()).collect());
        let mut values = Filled::default();
        values.set(9, "quiet hours; yes; family");
        people.attributes.push(Attribute { heading: "Needs".into(), values });
        mentions.add_answers(&people, &[true; 20]);
        let half = |id: u32, members: Vec<u32>| Tribe {
            id,
            name: String::new(),
            members,
            inside: 1.0,
            outside: 0.0,
            modularity_share: 0.0,
        };
        let tribes = Tribes {
            tribes: vec![half(0, (0..10).collect()), half(1, (10..20).collect())],
            of: (0..20).map(|n| n / 10).collect(),
            modularity: 0.0,
        };
        let needs = needs(mentions, 20, &tribes, &Ticket::new()).unwrap();
        let of = |person| needs.person(person).map(|(_, text)| text.as_str()).collect::<Vec<_>>();
        assert_eq!((of(0), of(7), of(9)), (vec!["Tent"], vec![], vec!["family", "quiet hours"]));
        let tribe: Vec<_> = needs.tribe(0).map(|(_, text)| text.as_str()).collect();
        assert!(tribe.is_empty() || tribe == ["Tent"], "{tribe:?}");
        assert_eq!(needs.tribe(1).count(), 0);
    }
}
