//! Whether everybody whom the made-up town plants is found under the role they were given, from its files alone.

use crate::support::{SCORED, import, score_now};
use std::collections::HashSet;
use std::sync::Arc;
use tribewise::domain::model::decisions::StancesEdit;
use tribewise::domain::model::{Role, Stance};
use tribewise::domain::sample::{TownTruth, town_with_truth};
use tribewise::domain::score::Scored;
use tribewise::domain::stance::read_column;
use tribewise::project::{Command, Document, Project};

/// A town in a project, scored from its files, and what was planted in it.
struct Town {
    project: Project,
    scored: Arc<Scored>,
    truth: TownTruth,
}

impl Town {
    fn new(seed: u64) -> Town {
        let (files, truth) = town_with_truth(2_400, seed);
        let scored_files = files.iter().filter(|file| SCORED.contains(&file.name.as_str()));
        let mut project = Project::open(Document::default(), None);
        project.apply(Command::AddImports(scored_files.map(|file| import(file, None)).collect())).unwrap();
        score_now(&mut project);
        let people = project.derived().scored.clone().unwrap().people.clone();
        let column = read_column(&people, "satisfaction");
        project.apply(Command::DecideStances(StancesEdit::SetColumn(column))).unwrap();
        let scored = project.derived().scored.clone().unwrap();
        Town { project, scored, truth }
    }

    /// The rows of those who have not opted out.
    fn rows<'a>(&self, ids: impl IntoIterator<Item = &'a String>) -> Vec<u32> {
        let people = &self.scored.people;
        let rows = ids.into_iter().filter_map(|id| people.row(id));
        rows.filter(|&row| !people.is_opted_out[row as usize]).collect()
    }

    fn role(&self, person: u32) -> Role {
        self.scored.scores.role[person as usize]
    }

    /// How many of so many have the role.
    fn of_role<'a>(&self, ids: impl IntoIterator<Item = &'a String>, role: Role) -> (usize, usize) {
        let rows = self.rows(ids);
        (rows.iter().filter(|&&row| self.role(row) == role).count(), rows.len())
    }
}

fn is_share(what: &str, (found, of): (usize, usize), least: f64) {
    println!("  {what}: {found} of {of}");
    assert!(found as f64 >= least * of as f64, "{what}: {found} of {of}");
}

#[test]
fn every_planted_kind_is_found_under_its_own_role() {
    for seed in [7, 1, 2] {
        let town = Town::new(seed);
        let (truth, scored) = (&town.truth, &town.scored);
        println!("town {seed}");
        is_share("leaders", town.of_role(&truth.leaders, Role::Leader), 0.9);
        is_share("spreaders", town.of_role(&truth.spreaders, Role::Spreader), 0.9);
        is_share("bridges", town.of_role(&truth.bridges, Role::Bridge), 0.75);
        is_share("celebrities", town.of_role(&truth.celebrities, Role::Celebrity), 1.0);
        let ear = |person: u32| town.project.derived().ear_of(person);
        let pairs = truth.assistants.iter().map(|(assistant, leader)| (town.rows([assistant]), town.rows([leader])));
        let pairs: Vec<(u32, u32)> =
            pairs.filter_map(|(assistant, leader)| Some((*assistant.first()?, *leader.first()?))).collect();
        let n_found = pairs.iter().filter(|&&(assistant, leader)| ear(assistant) == Some(leader)).count();
        is_share("assistants", (n_found, pairs.len()), 0.8);
        let n_ears = (0..scored.people.len() as u32).filter(|&person| ear(person).is_some()).count();
        is_share("of those who have an ear, assistants", (n_found, n_ears), 0.6);

        let offside = town.rows(&truth.offside);
        let stances = town.project.derived().stances();
        let is_offside = |&&row: &&u32| stances.stance(row) == Some(Stance::Offside) && town.role(row) == Role::Leader;
        is_share("leaders who are offside", (offside.iter().filter(is_offside).count(), offside.len()), 0.8);

        let people = &scored.people;
        let planted: HashSet<u32> = truth.not_persons.iter().filter_map(|id| people.row(id)).collect();
        let doubted: HashSet<u32> =
            (0..people.len() as u32).filter(|&row| people.is_impersonal[row as usize]).collect();
        is_share("machines", (planted.intersection(&doubted).count(), planted.len()), 1.0);
        println!("  persons among {} doubted: {}", doubted.len(), doubted.difference(&planted).count());
        assert!(doubted.difference(&planted).count() <= 2);
    }
}
