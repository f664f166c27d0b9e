//! What people wrote, or had written of them, and its tone; reads no table and tells no stance.

use crate::domain::import::fold;
use crate::domain::model::{People, Person, Tones};
use crate::domain::stance::tone::{Language, Tone, tone};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;

/// Parts of headings of columns that hold notes, as folding spells them: the eight languages of the word tables.
const NOTES: [&str; 19] = [
    "note",
    "comment",
    "feedback",
    "remark",
    "opinion",
    "review",
    "nota",
    "commento",
    "commenti",
    "recensione",
    "bemerkung",
    "kommentar",
    "notiz",
    "remarque",
    "avis",
    "comentario",
    "observac",
    "uwagi",
    "yorum",
];
/// Texts read between two looks at the ticket.
const BLOCK: usize = 2_048;

/// Texts and whose they are.
#[derive(Debug, Default)]
pub(super) struct Texts<'a> {
    all: Vec<(Person, [Option<&'a str>; 2])>,
}

impl<'a> Texts<'a> {
    /// The notes in the customers' list, of those who count.
    pub fn of_notes(people: &'a People, scorable: &[bool]) -> Self {
        let mut texts = Texts::default();
        let is_note = |heading: &str| {
            let folded = fold(heading);
            NOTES.iter().any(|part| folded.contains(part))
        };
        for attribute in people.attributes.iter().filter(|attribute| is_note(&attribute.heading)) {
            for (row, value) in attribute.values.rows().filter(|(row, _)| scorable[*row]) {
                texts.add(row as Person, [Some(value), None]);
            }
        }
        texts
    }

    /// A text in one part or two; blank ones are none.
    pub fn add(&mut self, person: Person, parts: [Option<&'a str>; 2]) {
        let parts = parts.map(|part| part.filter(|part| part.chars().any(char::is_alphabetic)));
        if parts.iter().any(Option::is_some) {
            self.all.push((person, parts));
        }
    }

    /// The mean tone of each person's texts. O(letters), on all cores.
    pub fn tones(self, n_people: usize, ticket: &Ticket) -> Result<Tones, Stopped> {
        if self.all.is_empty() {
            return Ok(Tones::default());
        }
        let read = |(_, parts): &(Person, [Option<&str>; 2])| {
            tone(&parts.iter().flatten().copied().collect::<Vec<&str>>().join(". "))
        };
        let mut tones = Tones { n_texts: self.all.len() as u32, ..Tones::default() };
        let mut sums = vec![(0.0f32, 0u32); n_people];
        for block in self.all.chunks(BLOCK) {
            ticket.check()?;
            let told: Vec<Option<Tone>> = block.par_iter().map(read).collect();
            for ((person, _), tone) in block.iter().zip(told) {
                let Some(Tone { language, value }) = tone else { continue };
                match language {
                    Language::English => tones.n_english += 1,
                    Language::Italian => tones.n_italian += 1,
                }
                if let Some(value) = value {
                    tones.n_telling += 1;
                    let sum = &mut sums[*person as usize];
                    *sum = (sum.0 + value, sum.1 + 1);
                }
            }
        }
        tones.of = sums.into_iter().map(|(sum, n)| if n == 0 { f32::NAN } else { sum / n as f32 }).collect();
        Ok(tones)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Attribute, Filled};

    #[test]
    fn notes_of_those_who_count_are_read_and_coverage_is_counted() {
        let mut people = People::from_ids(["1", "2", "3", "4"].map(str::to_owned).to_vec());
        let said =
            ["I love it, thank you!", "Servizio pessimo, sono deluso", "Ich bin zufrieden und es ist gut", "I hate it"];
        let values = Filled::from(said.map(Some).to_vec());
        people.attributes.push(Attribute { heading: "Call centre notes".into(), values: values.clone() });
        people.attributes.push(Attribute { heading: "Town".into(), values });
        let mut texts = Texts::of_notes(&people, &[true, true, true, false]);
        texts.add(0, [Some("The bill is wrong"), Some("terrible, terrible service")]);
        texts.add(1, [Some(" "), None]);
        let tones = texts.tones(4, &Ticket::new()).unwrap();
        assert_eq!((tones.n_texts, tones.n_english, tones.n_italian, tones.n_telling), (4, 2, 1, 3));
        assert!(tones.tone(1).unwrap() < -0.35);
        let mean = tones.tone(0).unwrap();
        assert!(mean > -0.6 && mean < 0.4, "one for and one against: {mean}");
        assert_eq!((tones.tone(2), tones.tone(3), tones.tone(9)), (None, None, None));
        assert_eq!(Texts::default().tones(4, &Ticket::new()).unwrap(), Tones::default());
        let ticket = Ticket::new();
        ticket.stop();
        assert!(Texts::of_notes(&people, &[true; 4]).tones(4, &ticket).is_err());
    }
}
