//! What chances are learned from before a forecast or a choice; simulates nothing.

use super::Assumptions;
use super::by_stage::{AtStage, Known, learn_stages};
use crate::domain::campaign::StageChance;
use crate::domain::influence::persuasion::{AdoptionLog, adoption_log};
use crate::domain::model::{Network, People, Table};
use crate::domain::score::Scored;
use crate::domain::stages::PeopleStages;
use crate::domain::ticket::{Stopped, Ticket};
use std::sync::{Arc, Mutex, PoisonError};

/// What chances are learned from, where they are.
#[derive(Debug, Default)]
pub struct Learned {
    log: AdoptionLog,
    at_stage: Vec<AtStage>,
}

impl Learned {
    /// What the files say of who took what up when, where chances are to be learned from it; else nothing.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn of(
        assumptions: Assumptions,
        tables: &[Arc<Table>],
        scored: &Scored,
        stages: &PeopleStages,
        ticket: &Ticket,
    ) -> Result<Learned, Stopped> {
        if !assumptions.is_learned {
            return Ok(Learned::default());
        }
        let log = adoption_log(tables, &scored.people, ticket)?;
        let at_stage = learn_stages(scored, tables, stages, &log.adoptions, ticket)?;
        Ok(Learned { log, at_stage })
    }

    /// The same beside everybody's stage now, and what is said of people off the topic that influence is asked for.
    #[must_use]
    pub fn known<'a>(&'a self, stages: &'a PeopleStages, people: &'a People, off_topic: StageChance) -> Known<'a> {
        let off_topic = Some((&people.is_on_topic[..], off_topic));
        Known { log: Some(&self.log), stages: Some(stages), at_stage: &self.at_stage, off_topic }
    }

    /// Whether nothing is known to have been taken up.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.log.adoptions.is_empty()
    }

    /// Without what it says of people at stages.
    #[must_use]
    pub fn of_ties_alone(self) -> Learned {
        Learned { at_stage: Vec::new(), ..self }
    }
}

/// The files that chances are learned from, and what was learned of them last, for whoever asks next: reading the past
/// costs more than most of what it is read for. Clones share what was learned.
#[derive(Clone, Debug, Default)]
pub struct Past {
    tables: Vec<Arc<Table>>,
    kept: Arc<Mutex<Option<Kept>>>,
}

/// What was learned, and of what.
#[derive(Debug)]
struct Kept {
    tables: Vec<Arc<Table>>,
    people: Arc<People>,
    network: Arc<Network>,
    stages: Arc<PeopleStages>,
    learned: Arc<Learned>,
}

impl Kept {
    fn is_of(&self, tables: &[Arc<Table>], scored: &Scored, stages: &Arc<PeopleStages>) -> bool {
        let is_same_table = |(one, other): (&Arc<Table>, &Arc<Table>)| Arc::ptr_eq(one, other);
        Arc::ptr_eq(&self.stages, stages)
            && Arc::ptr_eq(&self.people, &scored.people)
            && Arc::ptr_eq(&self.network, &scored.network)
            && self.tables.len() == tables.len()
            && self.tables.iter().zip(tables).all(is_same_table)
    }
}

impl Past {
    /// The same with these files.
    #[must_use]
    pub fn of(&self, tables: Vec<Arc<Table>>) -> Past {
        Past { tables, kept: self.kept.clone() }
    }

    /// As [`Learned::of`], read only where it was read of something else last. Two who ask at the same time may both read.
    ///
    /// # Errors
    /// [`Stopped`] when the ticket says so.
    pub fn learned(
        &self,
        assumptions: Assumptions,
        scored: &Scored,
        stages: &Arc<PeopleStages>,
        ticket: &Ticket,
    ) -> Result<Arc<Learned>, Stopped> {
        if !assumptions.is_learned {
            return Ok(Arc::default());
        }
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let of_this = |kept: &Kept| kept.is_of(&self.tables, scored, stages).then(|| kept.learned.clone());
        if let Some(learned) = kept().as_ref().and_then(of_this) {
            return Ok(learned);
        }
        let learned = Arc::new(Learned::of(assumptions, &self.tables, scored, stages, ticket)?);
        let (people, network) = (scored.people.clone(), scored.network.clone());
        let (tables, stages) = (self.tables.clone(), stages.clone());
        *kept() = Some(Kept { tables, people, network, stages, learned: learned.clone() });
        Ok(learned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::score::{Given, score};
    use crate::domain::ties::fixtures::friendships;

    #[test]
    fn the_past_is_read_once_and_anew_where_it_is_another() {
        let tables = vec![friendships(&[("a", "b"), ("b", "c")])];
        let scored = score(&Given { tables: tables.clone(), ..Given::default() }, None, &Ticket::new()).unwrap();
        let stages = Arc::new(PeopleStages::default());
        let learning = Assumptions { is_learned: true, ..Assumptions::default() };
        let past = Past::default().of(tables.clone());
        let read =
            |past: &Past, scored: &Scored, stages| past.learned(learning, scored, stages, &Ticket::new()).unwrap();
        let first = read(&past, &scored, &stages);
        assert!(Arc::ptr_eq(&first, &read(&past.of(tables.clone()), &scored, &stages)));
        // Other files, other stages, other people.
        let second = read(&past.of(Vec::new()), &scored, &stages);
        assert!(!Arc::ptr_eq(&first, &second));
        let third = read(&past, &scored, &stages);
        let elsewhere = Arc::new(PeopleStages::default());
        assert!(!Arc::ptr_eq(&third, &read(&past, &scored, &elsewhere)));
        let others = Scored { people: Arc::new((*scored.people).clone()), ..scored.clone() };
        assert!(!Arc::ptr_eq(&read(&past, &scored, &stages), &read(&past, &others, &stages)));
        // Where nothing is learned nothing is read.
        assert!(past.learned(Assumptions::default(), &scored, &stages, &Ticket::new()).unwrap().is_empty());
    }
}
