//! The columns of a shortlist that come from a plan's groups and table: code, what to say, whom they would tell next;
//! decides nothing.

use super::reading::Reading;
use super::sheet::{Lookup, Sheet};
use crate::domain::campaign::{Cells, Plan};
use crate::domain::model::{People, Person};
use crate::domain::pairing::Matrix;
use crate::domain::score::Scored;
use crate::domain::situations::PeopleSituations;
use crate::domain::stages::PeopleStages;
use crate::domain::study::Chain;
use std::collections::BTreeMap;

/// A plan as its shortlist says it.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    pub plan: &'a Plan,
    pub cells: &'a Cells,
    /// What its people are to pass on.
    pub said: &'a Said,
    pub stages: &'a PeopleStages,
    /// In which situation everybody reads a message.
    pub situations: &'a PeopleSituations,
}

/// What people on a shortlist are to pass on, and to whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    messages: BTreeMap<Person, String>,
    next: BTreeMap<Person, Person>,
}

impl Said {
    /// Whoever is chosen to sway the people of a place says what is written for it; whoever sways several, all of it.
    /// `chains` begin with people of the list.
    #[must_use]
    pub fn new(plan: &Plan, matrix: &Matrix, chains: &[Chain], people: &People) -> Said {
        let mut said = Said::default();
        for cell in &matrix.cells {
            let message = plan.pairing.message(cell.stage, Some(cell.tribe)).trim();
            let speaker = cell.speaker(&plan.pairing, people);
            let (Some(person), false) = (speaker, message.is_empty()) else { continue };
            let all = said.messages.entry(person).or_default();
            if !all.split('\n').any(|known| known == message) {
                if !all.is_empty() {
                    all.push('\n');
                }
                all.push_str(message);
            }
        }
        let next = chains.iter().filter_map(|chain| Some((chain.start, chain.links.first()?.person)));
        said.next = next.filter(|(_, to)| !people.is_opted_out[*to as usize]).collect();
        said
    }

    fn message<'a>(&'a self, person: Person, plan: &'a Plan) -> &'a str {
        self.messages.get(&person).map_or(plan.message.as_str(), String::as_str)
    }
}

/// Everybody of a plan's groups, treated first, with the code of their group; opted-out people aside.
pub(super) fn coded(plan: &Plan, cells: &Cells, people: &People) -> (Vec<Person>, Vec<String>) {
    cells.coded(plan.id).into_iter().filter(|(person, _)| !people.is_opted_out[*person as usize]).unzip()
}

/// Adds what to say to them, what they are to pass on, and whom they would tell next; nothing for those who are left
/// alone.
pub(super) fn put_said(sheet: &mut Sheet, list: &Lookup<'_>, codes: &[String], listed: &Listed<'_>, scored: &Scored) {
    let Listed { plan, said, stages, situations, .. } = *listed;
    let is_treated: Vec<bool> = codes.iter().map(|code| !code.starts_with('C')).collect();
    Reading { plan, scored, stages, situations }.put(sheet, list, &is_treated);
    let pairs = || list.list.iter().zip(&is_treated);
    let pass_on = |(person, treated): (&Person, &bool)| if *treated { said.message(*person, plan) } else { "" };
    let meaning = "what they may pass on: for the people they sway best, else the plan's message";
    sheet.put("pass_on", meaning, pairs().map(pass_on).collect::<Vec<_>>());
    let next = |(person, treated): (&Person, &bool)| {
        let next = said.next.get(person).filter(|_| *treated);
        next.map(|&next| scored.people.ids[next as usize].as_str())
    };
    let meaning = "customer number of the one they are most likely to bring along; empty: not worked out";
    sheet.put("tells_next", meaning, pairs().map(next).collect::<Vec<_>>());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{PlanEdit, edit};
    use crate::domain::model::Stage;
    use crate::domain::pairing::{Cell, PairingEdit};
    use crate::domain::stages::Swayer;
    use crate::domain::testing::Town;

    #[test]
    fn what_somebody_who_opted_out_was_to_say_the_next_best_says() {
        let people = Town::ring(10).opted_out(&[3]).people;
        let place = |stage| Cell {
            stage,
            tribe: 10,
            n_people: 4,
            swayers: [3, 5].map(|person| Swayer { person, moved: 1.0, n_contacts: 2 }).to_vec(),
        };
        let say = |stage, message: &str| {
            PlanEdit::Pair(PairingEdit::SetMessage { stage, tribe: None, message: message.into() })
        };
        let through = PairingEdit::SetThrough { stage: Stage::New, tribe: Some(10), id: "3".into() };
        let edits = [say(Stage::New, "welcome"), say(Stage::Lost, "come back"), PlanEdit::Pair(through)];
        let plan = edits.iter().fold(Plan::new(1, "A"), |plan, e| edit(&plan, e).unwrap());
        let matrix = Matrix { cells: vec![place(Stage::New), place(Stage::Lost)] };
        let said = Said::new(&plan, &matrix, &[], &people);
        assert_eq!((said.message(5, &plan), said.message(3, &plan)), ("welcome\ncome back", ""));
    }
}
