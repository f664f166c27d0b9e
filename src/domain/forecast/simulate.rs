//! A plan's campaign, simulated many times beside three others of the same size; decides nothing about the plan.

use super::by_stage::{Known, Leanings};
use super::cascade::{Campaigns, Chances, Run, Scratch, choose};
use super::learned::learn_leaning;
use super::{Assumptions, Forecast, Range, Step};
use crate::domain::campaign::{Cells, Plan};
use crate::domain::model::Person;
use crate::domain::score::Scored;
use crate::domain::ticket::{Stage, Stopped, Ticket};
use rayon::prelude::*;
use std::cmp::Reverse;

/// Numbers of treated people at which the course of a forecast is told, about.
const STEPS: usize = 16;

/// What the plan, nothing, as many random people of the audience, and its most connected people would reach.
///
/// Independent cascades (Kempe, Kleinberg & Tardos 2003): treated people accept by chance, some people start unaided,
/// and everybody reached has one chance to pass it along each of their ties; the chances are those of
/// [`Assumptions`], weighted by strength and by who comes to whom (see `Chances::new`). Reach counts the people of the
/// audience inside the market, treated people among them. All four meet the same live ties in each run, so their
/// difference is what the choice of people makes; the course tells the same of fewer treated people and of those who
/// would be treated next. Low and high are the 5th and 95th of 100 runs, likely the middle one.
///
/// The same input gives the same forecast on any number of threads. O(runs x (people + ties walked)).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn forecast(
    plan: &Plan,
    cells: &Cells,
    scored: &Scored,
    assumptions: &Assumptions,
    n_runs: usize,
    seed: u64,
    ticket: &Ticket,
) -> Result<Forecast, Stopped> {
    let chances = Chances::new(&scored.network, &scored.people.is_opted_out, assumptions);
    forecast_by(&chances, plan, cells, scored, n_runs, seed, ticket)
}

/// As [`forecast`], over chances that were learned from a log of who took what up when, and that differ by people's
/// stages. Where the log is empty, strength alone speaks of the ties; where nothing is known of stages and the plan says
/// nothing, all people are alike.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
#[allow(clippy::too_many_arguments, reason = "as forecast, with what it learns from")]
pub fn forecast_learned(
    plan: &Plan,
    cells: &Cells,
    scored: &Scored,
    assumptions: &Assumptions,
    known: &Known<'_>,
    n_runs: usize,
    seed: u64,
    ticket: &Ticket,
) -> Result<Forecast, Stopped> {
    let network = &scored.network;
    let leanings = Leanings::of(&plan.choice.by_stage, known, network.n_people());
    let learn = |log| learn_leaning(network, log, assumptions.pass_on_share, leanings.learned.as_ref(), ticket);
    let learned = known.past().map(learn).transpose()?;
    let told = learned.as_ref().map(|learned| &learned.told[..]);
    let chances = Chances::leaning(network, &scored.people.is_opted_out, assumptions, told, &leanings);
    let found = forecast_by(&chances, plan, cells, scored, n_runs, seed, ticket)?;
    let n_learned_from = known.past().map_or(0, |log| log.adoptions.len());
    Ok(Forecast { n_learned_from, at_stage: known.at_stage.to_vec(), ..found })
}

fn forecast_by(
    chances: &Chances<'_>,
    plan: &Plan,
    cells: &Cells,
    scored: &Scored,
    n_runs: usize,
    seed: u64,
    ticket: &Ticket,
) -> Result<Forecast, Stopped> {
    let (n_treated, breaks) = (cells.treated.len(), breaks(cells));
    let seed = seed ^ plan.seed.rotate_left(32);
    let reach = reach_by_run(chances, cells, scored, &breaks, n_runs, seed, ticket)?;
    let own = breaks.iter().position(|&n| n == n_treated).unwrap_or(0);
    let at = |strategy: usize, step: usize| 1 + strategy * breaks.len() + step;
    let of = |at: usize| range(reach.iter().map(|run| run[at]).collect());
    let extra = |at: usize| range(reach.iter().map(|run| run[at] - run[0]).collect());
    let step = |step: usize| Step {
        n_treated: breaks[step],
        plan: extra(at(0, step)),
        random: extra(at(1, step)),
        most_connected: extra(at(2, step)),
    };
    Ok(Forecast {
        plan: of(at(0, own)),
        nothing: of(0),
        random: of(at(1, own)),
        most_connected: of(at(2, own)),
        n_audience: cells.audience.len(),
        n_treated,
        n_runs,
        course: (0..breaks.len()).map(step).collect(),
        mean_spend_cents: mean_spend(cells, scored),
        n_learned_from: 0,
        at_stage: Vec::new(),
    })
}

/// Numbers of people at which the course is told, rising; the number of the treated is among them.
fn breaks(cells: &Cells) -> Vec<usize> {
    let most = cells.treated.len() + cells.next.len();
    let mut breaks: Vec<usize> = (0..=STEPS).map(|step| (step * most).div_ceil(STEPS)).collect();
    breaks.push(cells.treated.len());
    breaks.sort_unstable();
    breaks.dedup();
    breaks
}

fn mean_spend(cells: &Cells, scored: &Scored) -> i64 {
    let spend = |&person: &Person| i128::from(scored.people.spend_cents.get(person as usize).copied().unwrap_or(0));
    let sum: i128 = cells.audience.iter().map(spend).sum();
    i64::try_from(sum / (cells.audience.len().max(1) as i128)).unwrap_or(i64::MAX)
}

/// Audience people reached in each run: by nothing, then at each break by plan, random people, most connected people.
fn reach_by_run(
    chances: &Chances<'_>,
    cells: &Cells,
    scored: &Scored,
    breaks: &[usize],
    n_runs: usize,
    seed: u64,
    ticket: &Ticket,
) -> Result<Vec<Vec<u32>>, Stopped> {
    ticket.begin(Stage::Simulating, n_runs as u64)?;
    let n_people = scored.people.len().min(scored.network.n_people());
    let mut is_audience = vec![false; n_people];
    cells.audience.iter().for_each(|&person| is_audience[person as usize] = true);
    let campaigns = Campaigns { chances, is_audience: &is_audience, ticket };
    let most = breaks.last().copied().unwrap_or(0);
    let eligible = if cells.eligible.is_empty() { &cells.audience } else { &cells.eligible };
    let own: Vec<Person> = cells.treated.iter().chain(&cells.next).copied().collect();
    let connected = most_connected(eligible, most, scored);
    let one_run = |scratch: &mut Scratch, number: usize| {
        let run = Run::new(seed, number as u64);
        let random = choose(run, eligible, most, scratch);
        let reach = campaigns.run(run, &[&own, &random, &connected], breaks, scratch)?;
        ticket.advance(1)?;
        Ok(reach)
    };
    (0..n_runs).into_par_iter().map_init(|| Scratch::new(n_people), one_run).collect()
}

/// So many people, by falling number of contacts.
fn most_connected(eligible: &[Person], n: usize, scored: &Scored) -> Vec<Person> {
    let mut people = eligible.to_vec();
    people.sort_by_key(|&person| (Reverse(scored.network.n_contacts(person)), person));
    people.truncate(n);
    people
}

fn range(mut reach: Vec<u32>) -> Range {
    reach.sort_unstable();
    Range { low: quantile(&reach, 0.05), likely: quantile(&reach, 0.5), high: quantile(&reach, 0.95) }
}

/// Hyndman & Fan's type 7 (1996), as R and numpy have it; 0 of nothing.
fn quantile(sorted: &[u32], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = share * last as f64;
    let below = place.floor() as usize;
    let (low, high) = (f64::from(sorted[below]), f64::from(sorted[(below + 1).min(last)]));
    low + (high - low) * place.fract()
}

#[cfg(test)]
mod tests {
    use super::super::learned::learn;
    use super::*;
    use crate::domain::influence::persuasion::{Adoption, AdoptionLog};
    use crate::domain::model::Going;
    use crate::domain::testing::Town;

    fn assume(accept: f32, pass_on: f32, unaided: f32) -> Assumptions {
        Assumptions { accept_share: accept, pass_on_share: pass_on, unaided_share: unaided, is_learned: false }
    }

    fn everyone(scored: &Scored, treated: &[Person]) -> Cells {
        let audience = (0..scored.people.len() as Person).collect();
        Cells { audience, treated: treated.to_vec(), ..Cells::default() }
    }

    fn by_run(
        cells: &Cells,
        scored: &Scored,
        assumptions: &Assumptions,
        breaks: &[usize],
        n_runs: usize,
        seed: u64,
    ) -> Vec<Vec<u32>> {
        let chances = Chances::new(&scored.network, &scored.people.is_opted_out, assumptions);
        reach_by_run(&chances, cells, scored, breaks, n_runs, seed, &Ticket::new()).unwrap()
    }

    /// Mean reach by nothing, plan, random, most connected.
    fn means(scored: &Scored, treated: &[Person], assumptions: &Assumptions) -> [f64; 4] {
        let n = 20_000;
        let breaks = [treated.len()];
        let reach = by_run(&everyone(scored, treated), scored, assumptions, &breaks, n, 7);
        std::array::from_fn(|k| reach.iter().map(|run| f64::from(run[k])).sum::<f64>() / n as f64)
    }

    fn path() -> Town {
        Town::new(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)])
    }

    fn star() -> Town {
        Town::new(6, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0), (0, 4, 1.0), (0, 5, 1.0)])
    }

    /// Runs have a standard deviation of about one person: 0.03 is more than four standard errors.
    fn near(found: f64, exact: f64) -> bool {
        (found - exact).abs() < 0.03
    }

    #[test]
    fn path_and_star_reach_what_arithmetic_says() {
        let p = 0.4f64;
        let [nothing, plan, ..] = means(&path().scored(), &[0], &assume(1.0, 0.4, 0.0));
        assert_eq!(nothing, 0.0);
        assert!(near(plan, 1.0 + p + p * p + p * p * p), "{plan}");
        let [_, plan, random, most_connected] = means(&star().scored(), &[0], &assume(1.0, 0.4, 0.0));
        assert!(near(plan, 1.0 + 5.0 * p), "{plan}");
        assert_eq!(plan, most_connected);
        let from_leaf = 1.0 + p + 4.0 * p * p;
        assert!(near(random, ((1.0 + 5.0 * p) + 5.0 * from_leaf) / 6.0), "{random}");
        let [_, half, ..] = means(&star().scored(), &[0], &assume(0.5, 0.4, 0.0));
        assert!(near(half, 0.5 * (1.0 + 5.0 * p)), "{half}");
    }

    #[test]
    fn unaided_people_count_for_everybody() {
        // Three people on a path, each starting with u: the ends by inclusion and exclusion.
        let (u, p) = (0.2f64, 0.4f64);
        let scored = Town::new(3, &[(0, 1, 1.0), (1, 2, 1.0)]).scored();
        let end = 1.0 - (1.0 - u) * ((1.0 - p) + p * (1.0 - u) * (1.0 - p * u));
        let middle = 1.0 - (1.0 - u) * (1.0 - p * u) * (1.0 - p * u);
        let [nothing, plan, ..] = means(&scored, &[], &assume(1.0, 0.4, 0.2));
        assert!(near(nothing, 2.0 * end + middle), "{nothing} {}", 2.0 * end + middle);
        assert_eq!(nothing, plan);
    }

    #[test]
    fn weak_ties_pass_less_and_people_listen_to_those_they_come_to() {
        let weak = Town::new(2, &[(0, 1, 0.5)]).scored();
        assert!(near(means(&weak, &[0], &assume(1.0, 0.4, 0.0))[1], 1.2));
        let mut sought = Town::new(2, &[(0, 1, 1.0)]);
        sought.ties.going[0] = Going::of(0.0, 10.0); // 1 calls 0, never the other way
        let sought = sought.scored();
        assert!(near(means(&sought, &[0], &assume(1.0, 0.4, 0.0))[1], 1.6));
        assert!(near(means(&sought, &[1], &assume(1.0, 0.4, 0.0))[1], 1.2));
    }

    #[test]
    fn without_passing_on_only_treated_people_are_reached() {
        let scored = Town::ring(60).scored();
        let cells = everyone(&scored, &[1, 2, 3]);
        let plan = Plan::new(1, "A");
        let forecast = |assumptions| forecast(&plan, &cells, &scored, &assumptions, 200, 1, &Ticket::new()).unwrap();
        let all = forecast(assume(1.0, 0.0, 0.0));
        assert_eq!(all.plan, Range { low: 3.0, likely: 3.0, high: 3.0 });
        assert_eq!(all.random, all.plan);
        assert_eq!(all.nothing, Range::default());
        assert_eq!((all.n_audience, all.n_treated, all.n_runs), (60, 3, 200));
        assert_eq!(forecast(assume(0.0, 1.0, 0.0)).plan, Range::default());
        assert_eq!(forecast(assume(1.0, 1.0, 0.0)).nothing, Range::default());
        assert_eq!(forecast(assume(f32::NAN, 1.0, f32::NAN)).plan, Range::default());
    }

    #[test]
    fn more_treated_people_never_reach_fewer_in_any_run() {
        let scored = Town::ring(80).scored();
        let assumptions = assume(0.6, 0.5, 0.02);
        let reach = |treated: &[Person]| {
            let breaks = [treated.len()];
            by_run(&everyone(&scored, treated), &scored, &assumptions, &breaks, 300, 5)
        };
        let (few, more) = (reach(&[0, 7]), reach(&[0, 7, 40, 41]));
        for (few, more) in few.iter().zip(&more) {
            assert!(few[0] <= few[1] && few[1] <= more[1] && few[0] == more[0], "{few:?} {more:?}");
        }
        assert!(few.iter().zip(&more).any(|(few, more)| few[1] < more[1]));
    }

    #[test]
    fn opted_out_people_neither_pass_it_on_nor_count() {
        let scored = path().opted_out(&[1]).scored();
        let cells = Cells { audience: vec![0, 2, 3], treated: vec![0], ..Cells::default() };
        let assumptions = assume(1.0, 1.0, 0.0);
        let found = forecast(&Plan::new(1, "A"), &cells, &scored, &assumptions, 20, 1, &Ticket::new()).unwrap();
        assert_eq!(found.plan, Range { low: 1.0, likely: 1.0, high: 1.0 });
    }

    #[test]
    fn any_number_of_threads_forecasts_the_same() {
        let scored = Town::ring(300).scored();
        let cells = everyone(&scored, &scored.scores.order[..9]);
        let on = |n_threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            let assumptions = assume(0.5, 0.4, 0.01);
            let plan = Plan::new(1, "A");
            pool.install(|| forecast(&plan, &cells, &scored, &assumptions, 200, 3, &Ticket::new()).unwrap())
        };
        assert_eq!(on(1), on(3));
        assert!(on(1).plan.low < on(1).plan.high);
    }

    #[test]
    fn what_was_taken_up_after_one_another_teaches_the_chances() {
        let scored = Town::new(2, &[(0, 1, 1.0)]).scored();
        let cells = everyone(&scored, &[0]);
        let plan = Plan::new(1, "A");
        // Person 1 took up nine of ten things a day after person 0.
        let mut log: Vec<Adoption> = (0..10).map(|what| Adoption { what, at: 0, person: 0 }).collect();
        log.extend((0..9).map(|what| Adoption { what, at: 86_400, person: 1 }));
        log.sort_unstable();
        let sure = assume(1.0, 0.0, 0.0);
        let log = AdoptionLog { adoptions: log, ..AdoptionLog::default() };
        let told = |log: &AdoptionLog| {
            let known = Known { log: Some(log), ..Known::default() };
            forecast_learned(&plan, &cells, &scored, &sure, &known, 4_000, 1, &Ticket::new()).unwrap()
        };
        let (learned, blind) = (told(&log), told(&AdoptionLog::default()));
        assert_eq!((learned.n_learned_from, blind.n_learned_from), (19, 0));
        assert_eq!((learned.plan.likely, blind.plan.likely), (2.0, 1.0));
        // 9 of 10, and five counted for the strength, which says nothing here: 0.6.
        let chances = learn(&scored.network, &log, 0.0, &Ticket::new()).unwrap();
        assert!((chances.told[0] - 0.6).abs() < 1e-6);
    }

    #[test]
    fn a_stop_is_heard_and_nobody_can_be_forecast() {
        let scored = Town::ring(100).scored();
        let ticket = Ticket::new();
        ticket.stop();
        let plan = Plan::new(1, "A");
        let cells = everyone(&scored, &[1]);
        assert_eq!(forecast(&plan, &cells, &scored, &Assumptions::default(), 10, 1, &ticket), Err(Stopped));
        let nobody = Scored::default();
        let none = forecast(&plan, &Cells::default(), &nobody, &Assumptions::default(), 10, 1, &Ticket::new()).unwrap();
        assert_eq!(none.plan, Range::default());
    }

    #[test]
    fn quantiles_are_those_of_numpy() {
        // numpy.quantile([1, 2, 4, 9], [.05, .5, .95]) = 1.15, 3.0, 8.25
        assert!((quantile(&[1, 2, 4, 9], 0.05) - 1.15).abs() < 1e-12);
        assert!((quantile(&[1, 2, 4, 9], 0.5) - 3.0).abs() < 1e-12);
        assert!((quantile(&[1, 2, 4, 9], 0.95) - 8.25).abs() < 1e-12);
        assert_eq!(quantile(&[], 0.5), 0.0);
    }
}
