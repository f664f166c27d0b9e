//! Simulated campaigns of given people, forwards along the ties and apart from every set; chooses nobody.

use super::abreast::{Abreast, MOST_RUNS, bits};
use super::draw::{Draw, Purpose};
use super::rows::Rows;
use super::spreading::{Model, Spreading};
use crate::domain::model::tribes::n_labels;
use crate::domain::model::{NO_TRIBE, Person};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use rayon::prelude::*;

/// Runs between two looks at the interval.
const BATCH: usize = 500;
/// Runs of a thread at a time, side by side, whose sums a tribe are put together in order.
const CHUNK: usize = 50;
const _: () = assert!(CHUNK <= MOST_RUNS);
/// People walked between two looks at the ticket.
const STRIDE: usize = 1_024;

/// How long to simulate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Precision {
    pub most_runs: usize,
    /// Stops once the mean is known to this share of itself, with 95 % confidence.
    pub half_width_share: f64,
}

impl Default for Precision {
    fn default() -> Self {
        Precision { most_runs: 20_000, half_width_share: 0.001 }
    }
}

/// Mean worth reached, and between what it lies with 95 % confidence: mean ± 1.96 · s/√runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
    pub n_runs: usize,
}

/// Worth that word from these people reaches, themselves among it, by simulation. `worth` has one entry a person.
///
/// Independent cascade: every newly reached person tells over ties that are live by their chance. Linear threshold:
/// everybody's threshold is drawn and ties add up until it is met (Kempe, Kleinberg & Tardos 2003). Which ties are live
/// in a run depends on seed, run and person alone: two lists of people meet the same world (common random numbers), so
/// that their difference is known far better than either. Stops early once the interval is narrow. The same input gives
/// the same reach on any number of threads. O(runs x ties of those reached).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn reach(
    spreading: &Spreading,
    people: &[Person],
    worth: &[f64],
    precision: Precision,
    seed: u64,
    ticket: &Ticket,
) -> Result<Reach, Stopped> {
    Ok(reach_by_tribe(spreading, people, worth, &[], precision, seed, ticket)?.0)
}

/// The same with the mean worth reached in each tribe, by position. `tribe_of` has one entry a person.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn reach_by_tribe(
    spreading: &Spreading,
    people: &[Person],
    worth: &[f64],
    tribe_of: &[u32],
    precision: Precision,
    seed: u64,
    ticket: &Ticket,
) -> Result<(Reach, Vec<f64>), Stopped> {
    ticket.begin(Stage::Simulating, precision.most_runs as u64)?;
    let n_tribes = n_labels(tribe_of);
    let (model, told) = (spreading.model, spreading.told(ticket)?);
    let simulation = Simulation { model, told, people, worth, tribe_of, n_tribes, seed, ticket };
    let mut sums = (0.0, 0.0);
    let mut by_tribe = vec![0.0; n_tribes];
    let mut reach = Reach::default();
    while reach.n_runs < precision.most_runs {
        let last = precision.most_runs.min(reach.n_runs + BATCH);
        let runs: Vec<usize> = (reach.n_runs..last).collect();
        let chunks: Vec<(Vec<f64>, Vec<f64>)> = runs
            .par_chunks(CHUNK)
            .map_init(|| Scratch::new(worth.len(), model), |scratch, runs| simulation.chunk(runs, scratch))
            .collect::<Result<_, _>>()?;
        for (reached, tribes) in chunks {
            for reached in reached {
                sums.0 += reached;
                sums.1 += reached * reached;
            }
            by_tribe.iter_mut().zip(tribes).for_each(|(sum, more)| *sum += more);
        }
        reach = interval(sums, last);
        if reach.high - reach.mean <= precision.half_width_share * reach.mean {
            break;
        }
    }
    for sum in &mut by_tribe {
        *sum /= reach.n_runs.max(1) as f64;
    }
    Ok((reach, by_tribe))
}

fn interval((sum, squares): (f64, f64), n_runs: usize) -> Reach {
    let n = n_runs as f64;
    let mean = sum / n;
    let variance = ((squares - sum * mean) / (n - 1.0).max(1.0)).max(0.0);
    let half = 1.96 * (variance / n).sqrt();
    Reach { mean, low: mean - half, high: mean + half, n_runs }
}

struct Scratch {
    abreast: Abreast,
    /// Of thresholds only: the run in which somebody was last reached.
    reached: Vec<u32>,
    /// Weight of the ties to those reached, and the run it is of.
    pressure: Vec<(u32, f32)>,
    epoch: u32,
    queue: Vec<Person>,
}

impl Scratch {
    fn new(n_people: usize, model: Model) -> Self {
        let (n_abreast, n_single) = if model == Model::Cascade { (n_people, 0) } else { (0, n_people) };
        Scratch {
            abreast: Abreast::new(n_abreast),
            reached: vec![0; n_single],
            pressure: vec![(0, 0.0); n_single],
            epoch: 0,
            queue: Vec::new(),
        }
    }
}

struct Simulation<'a> {
    model: Model,
    told: &'a Rows<'a>,
    people: &'a [Person],
    worth: &'a [f64],
    tribe_of: &'a [u32],
    n_tribes: usize,
    seed: u64,
    ticket: &'a Ticket,
}

impl Simulation<'_> {
    /// What each run reaches, and the sums in each tribe.
    fn chunk(&self, runs: &[usize], scratch: &mut Scratch) -> Result<(Vec<f64>, Vec<f64>), Stopped> {
        let (mut by_run, mut by_tribe) = (vec![0.0; runs.len()], vec![0.0; self.n_tribes]);
        let mut add = |person: Person, n_runs: f64| {
            let worth = self.worth[person as usize];
            let tribe = self.tribe_of.get(person as usize).copied().unwrap_or(NO_TRIBE);
            if let Some(sum) = by_tribe.get_mut(tribe as usize) {
                *sum += worth * n_runs;
            }
            worth
        };
        if self.model == Model::Cascade {
            let world = |&run: &usize| Draw::new(self.seed, Purpose::Simulate, run as u64).next();
            let worlds: Vec<u64> = runs.iter().map(world).collect();
            scratch.abreast.run(self.told, self.people, &worlds, self.ticket)?;
            for (person, reached) in scratch.abreast.reached() {
                let worth = add(person, f64::from(reached.count_ones()));
                bits(reached).for_each(|run| by_run[run] += worth);
            }
        } else {
            for (sum, &run) in by_run.iter_mut().zip(runs) {
                self.press(run as u64, scratch)?;
                *sum = scratch.queue.iter().map(|&person| add(person, 1.0)).sum();
            }
        }
        self.ticket.advance(runs.len() as u64)?;
        Ok((by_run, by_tribe))
    }

    /// One run of thresholds; leaves whoever is reached in the scratch.
    fn press(&self, number: u64, scratch: &mut Scratch) -> Result<(), Stopped> {
        // Thresholds are looked up, not drawn in turn: a person has one however often they are pressed.
        let resist = Draw::new(self.seed, Purpose::Resist, number).next();
        scratch.epoch += 1;
        let Scratch { reached, pressure, epoch, queue, .. } = scratch;
        queue.clear();
        for &person in self.people {
            if std::mem::replace(&mut reached[person as usize], *epoch) != *epoch {
                queue.push(person);
            }
        }
        let mut at = 0;
        while let Some(&person) = queue.get(at) {
            self.told.each(person, |other, weight| {
                if reached[other as usize] == *epoch {
                    return;
                }
                let (of, sum) = &mut pressure[other as usize];
                *sum = if *of == *epoch { *sum + weight } else { weight };
                *of = *epoch;
                let threshold = Draw::new(resist, Purpose::Resist, u64::from(other)).share();
                if f64::from(*sum) > threshold {
                    reached[other as usize] = *epoch;
                    queue.push(other);
                }
            });
            at += 1;
            if at.is_multiple_of(STRIDE) {
                self.ticket.check()?;
            }
        }
        Ok(())
    }
}
