//! How much likelier than usual people at each stage take a thing up and pass it on: learned from the past, or said by a
//! planner; simulates nothing.

use super::cascade::passes;
use crate::domain::campaign::{StageChance, StageChances};
use crate::domain::influence::persuasion::{Adoption, AdoptionLog};
use crate::domain::model::decisions::Stages;
use crate::domain::model::{FileKind, Person, Stage, Table};
use crate::domain::score::Scored;
use crate::domain::stages::{PeopleStages, lives_then, tell};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::turnover::until;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// So many of what was to be expected stand for "as usual": a stage with fewer is believed less than that.
const PRIOR: f64 = 5.0;
/// Things taken up after the moment that stages are told of, below which nothing is said of stages.
const LEAST: usize = 20;
const N: usize = Stage::ALL.len();

/// What the past says of the people who were at a stage at one moment, and what they did after it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtStage {
    pub stage: Stage,
    /// People at the stage then.
    pub n_people: usize,
    /// Those of them who took something up after it that they had not had before.
    pub n_took: usize,
    /// How many would have, were they like everybody.
    pub expected_took: f64,
    /// Things that their contacts took up after them; what several had before is credited to each in part.
    pub passed: f64,
    /// How many would have been, over ties like theirs to people like those, were they like everybody.
    pub expected_passed: f64,
    /// Times the usual chance that they take it up; near 1 where little is known.
    pub takes_up: f32,
    /// Times the usual chance that they pass it on.
    pub passes_on: f32,
}

/// What forecasts know beside the ties. By default: nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Who took what up when; without any, chances are not learned.
    pub log: Option<&'a AdoptionLog>,
    /// Everybody's stage now.
    pub stages: Option<&'a PeopleStages>,
    /// What the past says of them.
    pub at_stage: &'a [AtStage],
    /// Who has to do with the topic that influence is asked for, one flag a person, and how the others differ.
    pub off_topic: Option<(&'a [bool], StageChance)>,
}

impl<'a> Known<'a> {
    /// The log, where anything was taken up.
    pub(super) fn past(&self) -> Option<&'a AdoptionLog> {
        self.log.filter(|log| !log.adoptions.is_empty())
    }
}

/// Times the usual chance, one entry a person.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Leaning {
    pub takes_up: Vec<f32>,
    pub passes_on: Vec<f32>,
}

impl Leaning {
    fn of(stages: &PeopleStages, n_people: usize, of: [(f32, f32); N]) -> Option<Leaning> {
        if of.iter().all(|&leaning| leaning == (1.0, 1.0)) {
            return None;
        }
        let at = |person: Person| stages.stage(person).map_or((1.0, 1.0), |stage| of[stage.position()]);
        let (takes_up, passes_on) = (0..n_people as Person).map(at).unzip();
        Some(Leaning { takes_up, passes_on })
    }

    fn even(n_people: usize) -> Leaning {
        Leaning { takes_up: vec![1.0; n_people], passes_on: vec![1.0; n_people] }
    }

    /// Makes these so many times likelier to take it up and to pass it on.
    fn lean(&mut self, is_meant: impl Fn(usize) -> bool, (takes_up, passes_on): (f32, f32)) {
        for person in (0..self.takes_up.len()).filter(|&person| is_meant(person)) {
            self.takes_up[person] *= takes_up;
            self.passes_on[person] *= passes_on;
        }
    }

    /// Times the usual chance that word passes from one to the other.
    pub fn between(&self, tells: Person, hears: Person) -> f32 {
        self.passes_on[tells as usize] * self.takes_up[hears as usize]
    }
}

/// Times the usual that they take it up, and that they pass it on.
fn times_of(chance: StageChance) -> (f32, f32) {
    let times = |percent: Option<u16>| f32::from(percent.unwrap_or(100)) / 100.0;
    (times(chance.takes_up_percent), times(chance.passes_on_percent))
}

/// What stages change: what was learned tells where a tie's own past is short; what somebody said counts over everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Leanings {
    pub learned: Option<Leaning>,
    pub said: Option<Leaning>,
}

impl Leanings {
    /// Where the planner said something of a stage, nothing learned of that counts. None where all people are alike. What is
    /// said of people who have nothing to do with the topic comes on top.
    pub fn of(said: &StageChances, known: &Known<'_>, n_people: usize) -> Leanings {
        let mut leanings = known
            .stages
            .map_or_else(Leanings::default, |stages| Leanings::of_stages(said, known.at_stage, stages, n_people));
        let is_apart = |(is_on_topic, chance): &(&[bool], StageChance)| {
            is_on_topic.contains(&false) && times_of(*chance) != (1.0, 1.0)
        };
        if let Some((is_on_topic, chance)) = known.off_topic.filter(is_apart) {
            let said = leanings.said.get_or_insert_with(|| Leaning::even(n_people));
            said.lean(|person| !is_on_topic.get(person).copied().unwrap_or(true), times_of(chance));
        }
        leanings
    }

    fn of_stages(said: &StageChances, at_stage: &[AtStage], stages: &PeopleStages, n_people: usize) -> Leanings {
        let chance = |stage: Stage| said.get(&stage).copied().unwrap_or_default();
        let mut learned = [(1.0, 1.0); N];
        for at in at_stage {
            let StageChance { takes_up_percent, passes_on_percent } = chance(at.stage);
            let open = |percent: Option<u16>, learned: f32| if percent.is_some() { 1.0 } else { learned };
            learned[at.stage.position()] = (open(takes_up_percent, at.takes_up), open(passes_on_percent, at.passes_on));
        }
        let said = Stage::ALL.map(|stage| times_of(chance(stage)));
        Leanings { learned: Leaning::of(stages, n_people, learned), said: Leaning::of(stages, n_people, said) }
    }

    pub fn is_none(&self) -> bool {
        self.learned.is_none() && self.said.is_none()
    }

    /// Times the usual chance that somebody takes it up, whoever brings it.
    pub fn takes_up(&self, person: Person) -> f32 {
        let of = |leaning: &Option<Leaning>| leaning.as_ref().map_or(1.0, |leaning| leaning.takes_up[person as usize]);
        of(&self.learned) * of(&self.said)
    }
}

/// Looks back to the moment half way between the first and the last thing taken up: who was at which stage then, by the
/// rules, and what they did after it. A stage's chance beside the usual is what was seen over what was to be expected, both and
/// five more (the mean of a gamma-Poisson model, Clayton & Kaldor 1987): a stage with few people stays near the usual.
/// Passing on is credited in parts as in [`super::learned::learn`], and expected by the strength of each tie and the
/// stage of whoever could hear. Nothing where too little was taken up since. `log` stands by thing, then date. O(rows ·
/// log rows + contacts of everybody who took something up, once a thing).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn learn_stages(
    scored: &Scored,
    tables: &[Arc<Table>],
    rules: &PeopleStages,
    log: &[Adoption],
    ticket: &Ticket,
) -> Result<Vec<AtStage>, Stopped> {
    let dates = || log.iter().map(|adoption| adoption.at);
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else { return Ok(Vec::new()) };
    let moment = first + (last - first) / 2;
    if dates().filter(|&at| at > moment).count() < LEAST || !scored.lives.is_of(scored.people.len()) {
        return Ok(Vec::new());
    }
    let bought = tables.iter().filter(|table| table.kind == FileKind::Purchases);
    let bought: Vec<_> = bought.map(|table| until(table, moment, ticket)).collect::<Result<_, Stopped>>()?;
    let lives = lives_then(&scored.lives, &scored.people, &bought, &scored.network, moment, ticket)?;
    let by_rules = Stages { rules: rules.rules, ..Stages::default() };
    let then = tell(&scored.people, &lives, &by_rules);
    seen(scored, &then, log, moment, ticket)
}

/// What people did after the moment, by their stage at it.
fn seen(
    scored: &Scored,
    then: &PeopleStages,
    log: &[Adoption],
    moment: i64,
    ticket: &Ticket,
) -> Result<Vec<AtStage>, Stopped> {
    let mut has_taken = vec![false; scored.people.len()];
    log.iter().filter(|adoption| adoption.at > moment).for_each(|later| has_taken[later.person as usize] = true);
    let mut n_took = [0usize; N];
    for (person, _) in has_taken.iter().enumerate().filter(|(_, has_taken)| **has_taken) {
        if let Some(stage) = then.stage(person as Person) {
            n_took[stage.position()] += 1;
        }
    }
    let all = then.counts.iter().sum::<usize>().max(1) as f64;
    let usual = n_took.iter().sum::<usize>() as f64 / all;
    let expected_took: [f64; N] = std::array::from_fn(|k| usual * then.counts[k] as f64);
    let takes_up: [f32; N] = std::array::from_fn(|k| times_usual(n_took[k] as f64, expected_took[k]));
    let (passed, mut expected_passed) = passing(scored, then, log, moment, &takes_up, ticket)?;
    let part = passed.iter().sum::<f64>() / expected_passed.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    for expected in &mut expected_passed {
        *expected *= part;
    }
    let at = |stage: Stage| {
        let k = stage.position();
        AtStage {
            stage,
            n_people: then.counts[k],
            n_took: n_took[k],
            expected_took: expected_took[k],
            passed: passed[k],
            expected_passed: expected_passed[k],
            takes_up: takes_up[k],
            passes_on: times_usual(passed[k], expected_passed[k]),
        }
    };
    Ok(Stage::ALL.into_iter().filter(|stage| then.counts[stage.position()] > 0).map(at).collect())
}

fn times_usual(seen: f64, expected: f64) -> f32 {
    ((seen + PRIOR) / (expected + PRIOR)) as f32
}

/// What people passed on after the moment, by their stage at it, and what was to be expected, in another unit.
fn passing(
    scored: &Scored,
    then: &PeopleStages,
    log: &[Adoption],
    moment: i64,
    takes_up: &[f32; N],
    ticket: &Ticket,
) -> Result<([f64; N], [f64; N]), Stopped> {
    let network = &scored.network;
    let (mut passed, mut expected) = ([0.0; N], [0.0; N]);
    let mut taken_at = vec![i64::MAX; network.n_people()];
    for same in log.chunk_by(|x, y| x.what == y.what) {
        for (k, adoption) in same.iter().enumerate() {
            if k.is_multiple_of(64) {
                ticket.check()?;
            }
            taken_at[adoption.person as usize] = adoption.at;
            let slots = network.slots(adoption.person);
            let before = |slot: &usize| taken_at[network.neighbours[*slot] as usize] < adoption.at;
            let n_before = slots.clone().filter(before).count();
            for slot in slots.clone().filter(before) {
                let other = network.neighbours[slot];
                if let Some(stage) = then.stage(other).filter(|_| taken_at[other as usize] > moment) {
                    passed[stage.position()] += 1.0 / n_before as f64;
                }
            }
            let Some(own) = then.stage(adoption.person).filter(|_| adoption.at > moment) else { continue };
            for slot in slots {
                let other = network.neighbours[slot];
                if taken_at[other as usize] == i64::MAX {
                    let strength = network.strength[slot];
                    let hears = then.stage(other).map_or(1.0, |stage| takes_up[stage.position()]);
                    expected[own.position()] +=
                        f64::from(passes(1.0, strength, strength - network.goes_to[slot]) * hears);
                }
            }
        }
        for adoption in same {
            taken_at[adoption.person as usize] = i64::MAX;
        }
    }
    Ok((passed, expected))
}

#[cfg(test)]
mod tests;
