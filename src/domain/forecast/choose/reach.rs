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

/// Mean worth reached, and between what it lies with 95 % confidence: mean ± 1.96 · s/√runs. Where all runs were alike,
/// another outcome has a chance of 3/runs at most (the rule of three: Hanley & Lippman-Hand 1983): the interval reaches so
/// far towards the least and the most that could be reached at all.
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
/// that their difference is known far better than either. Stops early once the interval is narrow, and not while rare luck
/// that no run has met yet could still move the mean by more. `worth` is never below zero. The same input gives the same reach on
/// any number of threads. O(runs x ties of those reached).
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
    let mut sums = Sums::default();
    let mut by_tribe = vec![0.0; n_tribes];
    let mut reach = Reach::default();
    let mut bounds = None;
    while reach.n_runs < precision.most_runs {
        let last = precision.most_runs.min(reach.n_runs + BATCH);
        let runs: Vec<usize> = (reach.n_runs..last).collect();
        let chunks: Vec<(Vec<f64>, Vec<f64>)> = runs
            .par_chunks(CHUNK)
            .map_init(|| Scratch::new(worth.len(), model), |scratch, runs| simulation.chunk(runs, scratch))
            .collect::<Result<_, _>>()?;
        for (reached, tribes) in chunks {
            for reached in reached {
                sums.add(reached);
            }
            by_tribe.iter_mut().zip(tribes).for_each(|(sum, more)| *sum += more);
        }
        reach = sums.interval(last);
        let wanted = precision.half_width_share * reach.mean;
        let are_alike = sums.least >= sums.most;
        if reach.high - reach.mean > wanted && !are_alike {
            continue;
        }
        let bounds = match bounds {
            Some(bounds) => bounds,
            None => *bounds.insert(simulation.bounds()?),
        };
        let (below, above) = bounds.unseen(&sums, last);
        if are_alike {
            reach = Reach { low: reach.mean - below, high: reach.mean + above, ..reach };
        }
        if below.max(above) <= wanted {
            break;
        }
    }
    for sum in &mut by_tribe {
        *sum /= reach.n_runs.max(1) as f64;
    }
    Ok((reach, by_tribe))
}

/// What the runs so far reached.
struct Sums {
    sum: f64,
    squares: f64,
    least: f64,
    most: f64,
}

impl Default for Sums {
    fn default() -> Self {
        Sums { sum: 0.0, squares: 0.0, least: f64::INFINITY, most: f64::NEG_INFINITY }
    }
}

impl Sums {
    fn add(&mut self, reached: f64) {
        self.sum += reached;
        self.squares += reached * reached;
        self.least = self.least.min(reached);
        self.most = self.most.max(reached);
    }

    fn interval(&self, n_runs: usize) -> Reach {
        let n = n_runs as f64;
        let mean = self.sum / n;
        let variance = ((self.squares - self.sum * mean) / (n - 1.0).max(1.0)).max(0.0);
        let half = 1.96 * (variance / n).sqrt();
        Reach { mean, low: mean - half, high: mean + half, n_runs }
    }
}

/// Between what any run must stay.
#[derive(Clone, Copy)]
struct Bounds {
    /// Worth of those whom word reaches for sure.
    least: f64,
    /// Worth of those whom it may reach besides.
    more: f64,
}

impl Bounds {
    /// By how much what no run has shown could lower and raise the mean: it has a chance of 3/runs at most.
    fn unseen(self, sums: &Sums, n_runs: usize) -> (f64, f64) {
        let chance = (3.0 / n_runs as f64).min(1.0);
        // Nobody is reached only now and then: what is more is noise of the summing.
        let more = if self.more > 0.0 { self.least + self.more - sums.most } else { 0.0 };
        let less = if self.more > 0.0 { sums.least - self.least } else { 0.0 };
        (chance * less.max(0.0), chance * more.max(0.0))
    }
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

    /// O(people + ties of those who may be reached).
    fn bounds(&self) -> Result<Bounds, Stopped> {
        let (sure, possible) = (self.walk(|weight| weight >= 1.0)?, self.walk(|weight| weight > 0.0)?);
        let worth_of = |is_it: &dyn Fn(usize) -> bool| -> f64 {
            self.worth.iter().enumerate().filter(|(person, _)| is_it(*person)).map(|(_, worth)| worth).sum()
        };
        Ok(Bounds {
            least: worth_of(&|person| sure[person]),
            more: worth_of(&|person| possible[person] && !sure[person]),
        })
    }

    /// Everybody to whom word gets over ties that `passes` lets through: by the chance of one, or by what ties to those
    /// reached weigh together.
    fn walk(&self, passes: impl Fn(f32) -> bool) -> Result<Vec<bool>, Stopped> {
        let (mut is_in, mut weights) = (vec![false; self.worth.len()], vec![0.0f32; self.worth.len()]);
        let mut queue = self.people.to_vec();
        queue.retain(|&person| !std::mem::replace(&mut is_in[person as usize], true));
        let mut at = 0;
        while let Some(&person) = queue.get(at) {
            self.told.each(person, |other, chance| {
                let weight = &mut weights[other as usize];
                *weight = if self.model == Model::Cascade { weight.max(chance) } else { *weight + chance };
                if passes(*weight) && !std::mem::replace(&mut is_in[other as usize], true) {
                    queue.push(other);
                }
            });
            at += 1;
            if at.is_multiple_of(STRIDE) {
                self.ticket.check()?;
            }
        }
        Ok(is_in)
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

#[cfg(test)]
mod tests {
    use super::super::spreading::Chance;
    use super::*;
    use crate::domain::ties::fixtures::{network, path, star};

    fn reached(chances: impl Fn(usize) -> f32 + Send + Sync + Copy, worth: &[f64], most_runs: usize) -> Reach {
        reached_from(chances, worth, most_runs, 1)
    }

    fn reached_from(
        chances: impl Fn(usize) -> f32 + Send + Sync + Copy,
        worth: &[f64],
        most_runs: usize,
        seed: u64,
    ) -> Reach {
        let network = network(worth.len(), &path(worth.len() as u32));
        let (heard, told) = (move |_, slot: usize| chances(slot), move |_, slot: usize| chances(slot));
        let spreading = Spreading::of_chances(&network, Model::Cascade, heard, told, &Ticket::new()).unwrap();
        let precision = Precision { most_runs, ..Precision::default() };
        reach(&spreading, &[0], worth, precision, seed, &Ticket::new()).unwrap()
    }

    #[test]
    fn runs_that_are_alike_claim_no_more_than_they_show() {
        // Whoever is worth a million hears once in a thousand campaigns: the truth is 1,000.
        let worth = [0.0, 1_000_000.0, 0.0];
        let found: Vec<Reach> = (0..5).map(|seed| reached_from(|_| 0.001, &worth, 20_000, seed)).collect();
        let mean = found.iter().map(|reach| reach.mean).sum::<f64>() / 5.0;
        // Four standard errors of a hundred hits.
        assert!(found.iter().all(|reach| reach.n_runs == 20_000) && (mean - 1_000.0).abs() < 400.0, "{found:?}");
        for n_runs in [2, 50] {
            let few = reached(|_| 0.001, &worth, n_runs);
            assert!((few.mean, few.low) == (0.0, 0.0) && few.high >= 3_000.0, "{few:?}");
        }
        assert_eq!(reached(|_| 1e-9, &worth, 1_000).high, 3_000.0);
        // The lower end, too: what is nearly sure may yet fail.
        let nearly = reached(|_| 1.0 - 1e-6, &worth, 1_000);
        assert!(nearly.mean == 1e6 && nearly.low == 997_000.0 && nearly.high == 1e6, "{nearly:?}");
    }

    #[test]
    fn small_differences_between_runs_hide_no_rare_luck() {
        let network = network(3, &star(3));
        // The rare one is worth a lot, the likely one next to nothing.
        let chances = |slot: usize| [0.001, 0.5, 0.001, 0.5][slot];
        let (heard, told) = (move |_, slot: usize| chances(slot), move |_, slot: usize| chances(slot));
        let spreading = Spreading::of_chances(&network, Model::Cascade, heard, told, &Ticket::new()).unwrap();
        let worth = [1_000.0, 1_000_000.0, 0.001];
        let found = reach(&spreading, &[0], &worth, Precision::default(), 1, &Ticket::new()).unwrap();
        assert_eq!(found.n_runs, 20_000, "{found:?}");
    }

    #[test]
    fn what_is_certain_is_known_after_one_look() {
        let sure = |chances: fn(usize) -> f32, worth: &[f64]| {
            let found = reached(chances, worth, 20_000);
            assert!(found.n_runs == BATCH && found.low == found.mean && found.high == found.mean, "{found:?}");
            found.mean
        };
        assert_eq!(sure(|_| 1.0, &[1.0, 2.0, 4.0]), 7.0);
        assert_eq!(sure(|_| 0.0, &[1.0, 2.0, 4.0]), 1.0);
        // The way from 1 to 2 is open now and then, and nobody counts there.
        assert_eq!(sure(|slot| if slot < 2 { 1.0 } else { 0.5 }, &[1.0, 2.0, 0.0]), 3.0);
        let network = network(3, &path(3));
        let spreading = Spreading::new(&network, Model::Threshold, Chance::Alike, &Ticket::new()).unwrap();
        let both = reach(&spreading, &[0, 2], &[1.0; 3], Precision::default(), 1, &Ticket::new()).unwrap();
        assert_eq!((both.mean, both.low, both.n_runs), (3.0, 3.0, BATCH));
        let one = reach(&spreading, &[0], &[1.0; 3], Precision::default(), 1, &Ticket::new()).unwrap();
        assert!(one.n_runs > BATCH && one.low < 2.0 && one.high > 2.0, "{one:?}");
    }
}
