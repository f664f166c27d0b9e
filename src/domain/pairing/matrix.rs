//! The table of stages and tribes: how many people are in each place, and who could best sway them; says nothing.

use super::Pairing;
use crate::domain::forecast::Ways;
use crate::domain::model::{Network, People, Person, Stage, Tribes};
use crate::domain::stages::{PeopleStages, Swayer};
use crate::domain::ticket::{Stopped, Ticket};
use std::collections::BTreeMap;

/// People looked at between two looks at the ticket.
const BLOCK: usize = 1_024;

/// The people of one stage in one tribe.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub stage: Stage,
    /// [`crate::domain::model::Tribe::id`].
    pub tribe: u32,
    pub n_people: usize,
    /// The best to sway them, the best first; few.
    pub swayers: Vec<Swayer>,
}

impl Cell {
    /// The one named by hand for this place, as long as they may be written to.
    #[must_use]
    pub fn named(&self, pairing: &Pairing, people: &People) -> Option<Person> {
        let row = pairing.through(self.stage, self.tribe).and_then(|id| people.row(id));
        row.filter(|&person| people.scorable_one(person))
    }

    /// Through whom word goes to this place: the one named by hand, else the best who may be written to.
    #[must_use]
    pub fn speaker(&self, pairing: &Pairing, people: &People) -> Option<Person> {
        let best = || self.swayers.iter().map(|swayer| swayer.person).find(|&person| people.scorable_one(person));
        self.named(pairing, people).or_else(best)
    }
}

/// Every place with anybody in it, by tribe in the order given, then stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    pub cells: Vec<Cell>,
}

impl Matrix {
    /// The place of a stage and a tribe, where anybody is in it.
    #[must_use]
    pub fn cell(&self, stage: Stage, tribe: u32) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.stage == stage && cell.tribe == tribe)
    }

    /// People of a stage, of all tribes.
    #[must_use]
    pub fn n_people(&self, stage: Stage) -> usize {
        self.cells.iter().filter(|cell| cell.stage == stage).map(|cell| cell.n_people).sum()
    }

    /// How many tribes anybody is of.
    #[must_use]
    pub fn n_tribes(&self) -> usize {
        self.tribes().len()
    }

    /// The tribes with the most people, the largest first; equal ones by number.
    #[must_use]
    pub fn largest_tribes(&self, most: usize) -> Vec<u32> {
        let mut tribes: Vec<(u32, usize)> = self.tribes().into_iter().collect();
        tribes.sort_by_key(|&(id, n)| (std::cmp::Reverse(n), id));
        tribes.into_iter().take(most).map(|(id, _)| id).collect()
    }

    fn tribes(&self) -> BTreeMap<u32, usize> {
        let mut tribes = BTreeMap::new();
        self.cells.iter().for_each(|cell| *tribes.entry(cell.tribe).or_insert(0) += cell.n_people);
        tribes
    }

    /// How many places have people in them and nothing to be said to them.
    #[must_use]
    pub fn n_unsaid(&self, pairing: &Pairing) -> usize {
        let is_unsaid = |cell: &&Cell| pairing.message(cell.stage, Some(cell.tribe)).trim().is_empty();
        self.cells.iter().filter(is_unsaid).count()
    }

    /// The stages that anybody is at, in their order, and the tribes.
    #[must_use]
    pub fn stages(&self) -> Vec<Stage> {
        Stage::ALL.into_iter().filter(|&stage| self.cells.iter().any(|cell| cell.stage == stage)).collect()
    }
}

/// The table for the people of an audience. Over each tie to one of them, the chance with which the plan's forecast lets
/// word pass, stages and what was learned included, is added up for whoever could tell them; the `top` best stand in the place. Nobody is named who opted out, is no
/// person, or is outside the market. People without a tribe or a stage are in no place. O(people + ties of the audience).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
#[allow(clippy::too_many_arguments, reason = "each is a column of its own; a struct would only rename them")]
pub fn matrix(
    network: &Network,
    people: &People,
    tribes: &Tribes,
    stages: &PeopleStages,
    audience: &[Person],
    ways: &Ways<'_>,
    top: usize,
    ticket: &Ticket,
) -> Result<Matrix, Stopped> {
    let may = |person: Person| people.scorable_one(person) && people.is_customer[person as usize];
    let place = |person: Person| {
        let tribe = tribes.of.get(person as usize).copied().filter(|&tribe| (tribe as usize) < tribes.tribes.len())?;
        Some((tribe, stages.stage(person)?))
    };
    let mut members: Vec<((u32, Stage), Person)> =
        audience.iter().filter(|&&person| may(person)).filter_map(|&person| Some((place(person)?, person))).collect();
    members.sort_unstable();
    let mut scratch = Scratch { moved: vec![0.0; network.n_people()], n_contacts: vec![0; network.n_people()] };
    let mut cells = Vec::new();
    for group in members.chunk_by(|x, y| x.0 == y.0) {
        let ((tribe, stage), _) = group[0];
        let swayers = scratch.best(network, group, ways, top, &may, ticket)?;
        cells.push(Cell { stage, tribe: tribes.tribes[tribe as usize].id, n_people: group.len(), swayers });
    }
    Ok(Matrix { cells })
}

/// Sums of one place, used again for the next.
struct Scratch {
    moved: Vec<f64>,
    n_contacts: Vec<u32>,
}

impl Scratch {
    fn best(
        &mut self,
        network: &Network,
        group: &[((u32, Stage), Person)],
        ways: &Ways<'_>,
        top: usize,
        may: &impl Fn(Person) -> bool,
        ticket: &Ticket,
    ) -> Result<Vec<Swayer>, Stopped> {
        let mut touched = Vec::new();
        for (n, &(_, member)) in group.iter().enumerate() {
            if n.is_multiple_of(BLOCK) {
                ticket.check()?;
            }
            for slot in network.slots(member) {
                let other = network.neighbours[slot];
                if self.n_contacts[other as usize] == 0 {
                    touched.push(other);
                }
                self.n_contacts[other as usize] += 1;
                self.moved[other as usize] += f64::from(ways.heard(member, slot));
            }
        }
        let one = |&person: &Person| Swayer {
            person,
            moved: self.moved[person as usize],
            n_contacts: self.n_contacts[person as usize],
        };
        let mut found: Vec<Swayer> =
            touched.iter().filter(|&&person| may(person)).map(one).filter(|swayer| swayer.moved > 0.0).collect();
        found.sort_unstable_by(|x, y| y.moved.total_cmp(&x.moved).then(x.person.cmp(&y.person)));
        found.truncate(top);
        for person in touched {
            self.moved[person as usize] = 0.0;
            self.n_contacts[person as usize] = 0;
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::StageChance;
    use crate::domain::forecast::{Assumptions, Known};
    use crate::domain::stages::{Source, sway};
    use crate::domain::testing::Town;

    #[test]
    fn every_place_names_whom_the_single_question_names() {
        let scored = Town::ring(90).split_at(40).opted_out(&[3]).scored();
        let stage = |row: usize| [Stage::New, Stage::Loyal, Stage::AtRisk][row % 3];
        let of = (0..90).map(|row| (row % 11 != 0).then(|| (stage(row), Source::Rules))).collect();
        let stages = PeopleStages { of, ..PeopleStages::default() };
        let everybody: Vec<u32> = (0..90).collect();
        let usual = Assumptions::default();
        let ticket = Ticket::new();
        let (network, people) = (&scored.network, &scored.people);
        let ways = Ways::by_strength(network, &usual);
        let found = matrix(network, people, &scored.tribes, &stages, &everybody, &ways, 3, &ticket).unwrap();
        assert_eq!(found.cells.len(), 6);
        assert_eq!(found.stages(), [Stage::New, Stage::Loyal, Stage::AtRisk]);
        let mut n = 0;
        for cell in &found.cells {
            let position = scored.tribes.tribes.iter().position(|tribe| tribe.id == cell.tribe).unwrap() as u32;
            let is_in =
                |&row: &u32| scored.tribes.of[row as usize] == position && stages.stage(row) == Some(cell.stage);
            let members: Vec<u32> = (0..90).filter(is_in).filter(|&row| row != 3).collect();
            assert_eq!(cell.n_people, members.len());
            assert_eq!(cell.swayers, sway(network, people, &members, &usual, 3, &ticket).unwrap());
            n += cell.n_people;
        }
        assert_eq!((found.n_tribes(), found.largest_tribes(1)), (2, vec![11]));
        assert_eq!(found.n_people(Stage::New) + found.n_people(Stage::Loyal) + found.n_people(Stage::AtRisk), n);
        let say = |tribe| super::super::PairingEdit::SetMessage { stage: Stage::New, tribe, message: "hi".into() };
        let one = Pairing::default().edited(&say(Some(11)));
        assert_eq!((found.n_unsaid(&Pairing::default()), found.n_unsaid(&one)), (6, 5));
        assert_eq!(found.n_unsaid(&one.edited(&say(None))), 4);
        assert_eq!(n, (0..90).filter(|row| row % 11 != 0 && *row != 3).count());
        // Whoever is named by hand speaks, and the best does where they have opted out since.
        let place = &found.cells[0];
        let best = place.swayers[0].person;
        let through = |row: u32| {
            let id = people.ids[row as usize].clone();
            let edit = super::super::PairingEdit::SetThrough { stage: place.stage, tribe: Some(place.tribe), id };
            Pairing::default().edited(&edit)
        };
        let other = (0..90).find(|&row| row != best && row != 3).unwrap();
        assert_eq!(place.speaker(&Pairing::default(), people), Some(best));
        assert_eq!(place.speaker(&through(other), people), Some(other));
        assert_eq!((place.named(&through(3), people), place.speaker(&through(3), people)), (None, Some(best)));
        let stopped = Ticket::new();
        stopped.stop();
        assert!(matrix(network, people, &scored.tribes, &stages, &everybody, &ways, 3, &stopped).is_err());
    }

    #[test]
    fn who_sways_a_place_follows_what_is_said_of_stages() {
        // 0 and 1 are tied alike to 2, 3 and 4, who are at risk; 0 is loyal, 1 is new.
        let pairs = [(0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4)].map(|(a, b)| (a, b, 1.0));
        let scored = Town::new(5, &pairs).scored();
        let stage = |row: usize| [Stage::Loyal, Stage::New, Stage::AtRisk][row.min(2)];
        let of = (0..5).map(|row| Some((stage(row), Source::Rules))).collect();
        let stages = PeopleStages { of, ..PeopleStages::default() };
        let best = |stage: Stage, passes_on: u16, takes_up: u16| {
            let chance = StageChance { takes_up_percent: None, passes_on_percent: Some(passes_on) };
            let hears = StageChance { takes_up_percent: Some(takes_up), passes_on_percent: None };
            let said = [(stage, chance), (Stage::AtRisk, hears)].into();
            let known = Known { stages: Some(&stages), ..Known::default() };
            let ticket = Ticket::new();
            let ways = Ways::new(&scored.network, &said, &Assumptions::default(), &known, &ticket).unwrap();
            let (network, people, everybody) = (&scored.network, &scored.people, [0, 1, 2, 3, 4]);
            let found = matrix(network, people, &scored.tribes, &stages, &everybody, &ways, 1, &ticket).unwrap();
            found.cells.iter().find(|cell| cell.stage == Stage::AtRisk).unwrap().swayers[0]
        };
        assert_eq!((best(Stage::Loyal, 300, 100).person, best(Stage::New, 300, 100).person), (0, 1));
        let (usual, half) = (best(Stage::Loyal, 300, 100).moved, best(Stage::Loyal, 300, 50).moved);
        assert!((half / usual - 0.5).abs() < 1e-6, "{usual} {half}");
    }
}
