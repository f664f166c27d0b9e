//! Who reads a plan's messages in which situation and at which stage, and what each of them reads; writes nothing.

use super::Pairing;
use crate::domain::model::{Person, Situation, Stage};
use crate::domain::situations::PeopleSituations;
use crate::domain::stages::PeopleStages;
use std::collections::BTreeMap;

/// The readers of one situation at one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readers {
    pub situation: Situation,
    /// None: nothing tells their stage.
    pub stage: Option<Stage>,
    pub n_people: usize,
}

impl Readers {
    /// Whether nothing is written for them.
    #[must_use]
    pub fn is_unsaid(&self, pairing: &Pairing) -> bool {
        pairing.in_situation(self.situation, self.stage).trim().is_empty()
    }
}

/// Who of these people is in which situation at which stage, the most urgent first; everybody in one place, those in no
/// situation in none. O(people).
#[must_use]
pub fn readers(people: &[Person], situations: &PeopleSituations, stages: &PeopleStages) -> Vec<Readers> {
    let mut counts: BTreeMap<(Situation, Option<Stage>), usize> = BTreeMap::new();
    for &person in people {
        if let Some(situation) = situations.situation(person) {
            *counts.entry((situation, stages.stage(person))).or_insert(0) += 1;
        }
    }
    counts.into_iter().map(|((situation, stage), n_people)| Readers { situation, stage, n_people }).collect()
}

/// What one person reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read<'a> {
    pub message: &'a str,
    /// Why this one: the situation, where something is written for it.
    pub by: Option<Situation>,
    /// Nothing is written for their situation, stage or tribe: it is what the plan says to all.
    pub is_for_all: bool,
}

impl Pairing {
    /// What somebody reads: what is written for their most urgent situation, else for their stage and tribe, else
    /// `for_all`.
    #[must_use]
    pub fn read<'a>(
        &'a self,
        situation: Option<Situation>,
        stage: Option<Stage>,
        tribe: Option<u32>,
        for_all: &'a str,
    ) -> Read<'a> {
        let is_written = |text: &&str| !text.trim().is_empty();
        let in_situation = situation.map(|situation| self.in_situation(situation, stage)).filter(is_written);
        if let Some(message) = in_situation {
            return Read { message, by: situation, is_for_all: false };
        }
        match stage.map(|stage| self.message(stage, tribe)).filter(is_written) {
            Some(message) => Read { message, by: None, is_for_all: false },
            None => Read { message: for_all, by: None, is_for_all: true },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::PairingEdit;
    use super::*;
    use crate::domain::stages::Source;

    #[test]
    fn everybody_reads_what_is_written_for_the_most_urgent() {
        let edits = [
            PairingEdit::SetMessage { stage: Stage::New, tribe: None, message: "hi".into() },
            PairingEdit::SetMessage { stage: Stage::New, tribe: Some(4), message: "hi runners".into() },
            PairingEdit::SetForSituation { situation: Situation::Complained, stage: None, message: "sorry".into() },
        ];
        let pairing = edits.iter().fold(Pairing::default(), |pairing, edit| pairing.edited(edit));
        let read = |situation, stage, tribe| pairing.read(situation, stage, tribe, "all").message;
        assert_eq!(read(Some(Situation::Complained), Some(Stage::New), Some(4)), "sorry");
        assert_eq!(read(Some(Situation::TopSpender), Some(Stage::New), Some(4)), "hi runners");
        assert_eq!((read(None, Some(Stage::New), None), read(None, Some(Stage::Lost), Some(4))), ("hi", "all"));
        assert_eq!(pairing.read(Some(Situation::Complained), None, None, "").by, Some(Situation::Complained));
        assert!(pairing.read(None, None, None, "").is_for_all);
    }

    #[test]
    fn readers_are_counted_once_each() {
        let (s, t) = (Some(Situation::Complained), Some(Situation::TopSpender));
        let situations = PeopleSituations { of: vec![s, s, t, None, s], ..PeopleSituations::default() };
        let of = [Stage::New, Stage::New, Stage::Loyal, Stage::New].map(|stage| Some((stage, Source::Rules)));
        let stages = PeopleStages { of: of.to_vec(), ..PeopleStages::default() };
        let found = readers(&[0, 1, 2, 3, 4, 77], &situations, &stages);
        let all: Vec<_> = found.iter().map(|one| (one.situation, one.stage, one.n_people)).collect();
        let expected = [
            (Situation::Complained, None, 1),
            (Situation::Complained, Some(Stage::New), 2),
            (Situation::TopSpender, Some(Stage::Loyal), 1),
        ];
        assert_eq!(all, expected);
        let say = PairingEdit::SetForSituation {
            situation: Situation::Complained,
            stage: Some(Stage::New),
            message: "sorry".into(),
        };
        let pairing = Pairing::default().edited(&say);
        assert_eq!(found.iter().map(|one| one.is_unsaid(&pairing)).collect::<Vec<_>>(), [true, false, true]);
    }
}
