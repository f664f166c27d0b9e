//! Whether influence foretells who takes something up next, out of time, beside friend count, `PageRank` alone and spend,
//! over every data set with dates; prints tables and judges nothing but what two standard errors can tell.
//!
//! `cargo bench --bench foretell`. At each cut only what had happened until then is scored. Somebody who has not taken a
//! thing up is exposed to each contact who has: by the strength of the tie times what the contact weighs. By the first
//! 1 %, a contact weighs 1 who is among the first one per cent of everybody by a measure (ten at least), else 0; by the
//! first who have it, one who is among as many who come first of those who have the thing; weighted, the share of people
//! below them. "For the thing" asks for influence on that one product, from who had it by then. "Pair by pair" asks for no
//! person's standing: it is the chance that word gets from anybody who has the thing, in two steps, by the direction and
//! strength of each tie, and, where it is learned, by what followed whom before the cut. Of everybody, those come first to
//! whom most people would listen, as the other measures rank everybody without asking who has the thing; of those who have
//! it, those to whom most of those who lack it would. Who takes it up until the horizon is then told from who does not: the
//! area under the curve (one half is chance; with its standard error after Hanley and `McNeil` 1982), and how many times as
//! many there are among the 5 % most exposed as among all (ties are broken by their mean). Means over cuts and things, by
//! how many took them up.
//!
//! Below that table: how often each measure comes out highest; then three of ours, the same for every data set and reading,
//! beside friend count, `PageRank` and spend. Those are influence; word, pair by pair, by strength alone, as forecasts and
//! the choosing of people go unless they are asked to learn; and learned, as "who hears of it next" goes always. Its area
//! and its lift less those of the other, on the same people, with the standard error of the difference ([`areas::Apart`]); beyond
//! two of them it is better or worse, else it cannot be told. Last, how often each was the case, and whether the first by
//! influence foretold better everywhere. Nothing here is fitted to what is to be foretold.
//!
//! Data under `TRIBEWISE_DATA` or `../shared/data`; `-- --small` leaves out the big shop among them. The made-up town is
//! planted with one product that spreads by word of mouth.

#[path = "parts/areas.rs"]
mod areas;
#[path = "parts/foretold.rs"]
mod foretold;
#[path = "parts/spent.rs"]
mod spent;
#[path = "parts/tables.rs"]
mod tables;

use areas::{Judged, judge};
use foretold::{Case, cases};
use spent::spent;
use std::collections::BTreeMap;
use std::error::Error;
use tables::{FOR_THE_THING, N_MEASURES, N_READINGS, OF_ALL, OTHERS, OURS, PAIRS, Told, WEIGHTED, is_told};
use tribewise::domain::forecast::Assumptions;
use tribewise::domain::forecast::learned::{LearnedChances, learn};
use tribewise::domain::forecast::next::hears_next;
use tribewise::domain::influence::persuasion::{AdoptionLog, adoption_log};
use tribewise::domain::influence::topical::contrast;
use tribewise::domain::model::{Decisions, Person};
use tribewise::domain::score::{Given, Scored, score};
use tribewise::domain::ticket::Ticket;
use tribewise::domain::turnover::until;

/// Things looked at in a shop, those that most people take up first.
const MOST_THINGS: usize = 60;

/// Ranked people, those with most of a measure first.
fn in_order(ranked: &[Person], of: &[f64]) -> Vec<Person> {
    let mut order = ranked.to_vec();
    order.sort_by(|&x, &y| of[y as usize].total_cmp(&of[x as usize]).then(x.cmp(&y)));
    order
}

/// Where people stand at one cut.
struct Standing<'a> {
    scored: &'a Scored,
    /// Ranked people by each measure; empty for what is asked pair by pair, and for what the data set cannot say.
    orders: [Vec<Person>; N_MEASURES],
    /// By strength alone, and learned.
    chances: [LearnedChances; 2],
}

impl Standing<'_> {
    /// How exposed everybody is.
    fn exposed(&self, measure: usize, reading: usize, has: &[bool]) -> Result<Vec<f64>, Box<dyn Error>> {
        let network = &self.scored.network;
        if (PAIRS..OTHERS).contains(&measure) {
            let chances = &self.chances[measure - PAIRS];
            let tell = match reading {
                WEIGHTED => has.to_vec(),
                _ => first(&in_order(&self.scored.scores.order, &self.sway(chances, reading, has)), reading, has),
            };
            let heard = hears_next(network, chances, &tell, &Ticket::new()).map_err(|_| "stopped")?;
            return Ok(heard.into_iter().map(f64::from).collect());
        }
        let order = &self.orders[measure];
        let by: Vec<f64> = match reading {
            WEIGHTED => below(order, has),
            _ => first(order, reading, has).into_iter().map(|is| f64::from(u8::from(is))).collect(),
        };
        let exposed =
            |person| network.ties_of(person).map(|(other, strength)| f64::from(strength) * by[other as usize]).sum();
        Ok((0..network.n_people() as Person).map(exposed).collect())
    }

    /// For everybody, how many contacts would listen to them: all of them, or of those who lack it.
    fn sway(&self, chances: &LearnedChances, reading: usize, has: &[bool]) -> Vec<f64> {
        let network = &self.scored.network;
        let told = |person: Person| -> f64 {
            let may_count = |slot: &usize| reading == OF_ALL || !has[network.neighbours[*slot] as usize];
            let slots = network.slots(person).filter(may_count);
            slots.map(|slot| f64::from(chances.told[slot])).sum()
        };
        (0..has.len() as Person).map(told).collect()
    }
}

/// Who is among the first and has it.
fn first(order: &[Person], reading: usize, has: &[bool]) -> Vec<bool> {
    let n_first = (order.len() / 100).max(10);
    let mut is_first = vec![false; has.len()];
    let may_count = |person: &&Person| reading == OF_ALL || has[**person as usize];
    for &person in order.iter().filter(may_count).take(n_first) {
        is_first[person as usize] = has[person as usize];
    }
    is_first
}

/// The share of people below each who has it.
fn below(order: &[Person], has: &[bool]) -> Vec<f64> {
    let mut below = vec![0.0; has.len()];
    for (place, &person) in order.iter().enumerate().filter(|(_, person)| has[**person as usize]) {
        below[person as usize] = 1.0 - place as f64 / order.len() as f64;
    }
    below
}

/// Adds what one cut says.
fn look(case: &Case, cut: i64, told: &mut Told) -> Result<(), Box<dyn Error>> {
    let tables = case.tables.iter().map(|table| until(table, cut, &Ticket::new())).collect::<Result<Vec<_>, _>>()?;
    let mut decisions = Decisions::default();
    decisions.cleaning.inference.is_on = case.is_inferred;
    let given = Given { tables: tables.clone(), decisions, ..Given::default() };
    let ticket = Ticket::new();
    let scored = score(&given, None, &ticket).map_err(|_| "stopped")?;
    told.n_ties = told.n_ties.max(scored.network.n_ties());
    told.inferred = scored.cleaned.inferred.or(told.inferred);
    let (scores, ranked) = (&scored.scores, &scored.scores.order);
    let order = |of: &[f64]| in_order(ranked, of);
    let influence = order(&scores.influence.iter().map(|&x| f64::from(x)).collect::<Vec<_>>());
    let n_contacts: Vec<f64> = scores.n_contacts.iter().map(|&n| f64::from(n)).collect();
    let log = adoption_log(&tables, &scored.people, &ticket).map_err(|_| "stopped")?;
    let pass_on = Assumptions::default().pass_on_share;
    let chances = |log: &AdoptionLog| learn(&scored.network, log, pass_on, &ticket).map_err(|_| "stopped");
    let chances = [chances(&AdoptionLog::default())?, chances(&log)?];
    told.as_many.push(chances[1].as_many);
    let spend = if case.has_spend { order(&spent(&tables, &scored.people)?) } else { Vec::new() };
    let (friends, pagerank) = (order(&n_contacts), order(&scores.pagerank));
    let orders = [influence, Vec::new(), Vec::new(), Vec::new(), friends, pagerank, spend];
    let mut standing = Standing { scored: &scored, orders, chances };
    for (thing, of) in &things(case, cut, &scored) {
        if case.has_few_things {
            let for_it = contrast(&scored, &tables, &given.settings, [thing, ""], &ticket).map_err(|_| "stopped")?;
            let places: Vec<f64> = for_it.here.rank.iter().map(|&rank| -f64::from(rank)).collect();
            standing.orders[FOR_THE_THING] = order(&places);
        }
        look_at(case, cut, of, &standing, told)?;
    }
    Ok(())
}

/// Adds what one thing says at one cut; `of` has when each person took it up.
fn look_at(
    case: &Case,
    cut: i64,
    of: &BTreeMap<Person, i64>,
    standing: &Standing<'_>,
    told: &mut Told,
) -> Result<(), Box<dyn Error>> {
    let scored = standing.scored;
    let has: Vec<bool> =
        (0..scored.people.len() as Person).map(|person| of.get(&person).is_some_and(|&at| at <= cut)).collect();
    let ranked = scored.scores.order.iter().copied();
    let takes = |person: Person| of.get(&person).is_some_and(|&at| case.is_next(cut, at));
    let open: Vec<(Person, bool)> =
        ranked.filter(|&person| !has[person as usize]).map(|person| (person, takes(person))).collect();
    let n_next = open.iter().filter(|(_, took)| *took).count();
    (told.n_open, told.n_next) = (told.n_open + open.len(), told.n_next + n_next);
    let weight = n_next as f64;
    let people = || open.iter().map(|&(person, took)| (scored.people.ids[person as usize].as_str(), took));
    for reading in 0..N_READINGS {
        let judged = |measure: usize| -> Result<Option<Judged>, Box<dyn Error>> {
            if !is_told(case, measure) {
                return Ok(None);
            }
            let exposed = standing.exposed(measure, reading, &has)?;
            let scores: Vec<_> = open.iter().map(|&(person, took)| (exposed[person as usize], took)).collect();
            Ok(judge(&scores))
        };
        let all = (0..N_MEASURES).map(judged).collect::<Result<Vec<_>, _>>()?;
        for (sums, judged) in told.sums[reading].iter_mut().zip(&all) {
            if let Some(judged) = judged {
                sums.add(judged, weight);
            }
        }
        for (apart, ours) in told.apart.iter_mut().zip(OURS) {
            for (apart, other) in apart[reading].iter_mut().zip(&all[OTHERS..]) {
                if let (Some(ours), Some(other)) = (&all[ours], other) {
                    apart.add(ours, other, people(), weight);
                }
            }
        }
    }
    Ok(())
}

/// When each person first took each thing up, those things first that most take up next.
fn things<'a>(case: &'a Case, cut: i64, scored: &Scored) -> Vec<(&'a str, BTreeMap<Person, i64>)> {
    let mut first: BTreeMap<&str, BTreeMap<Person, i64>> = BTreeMap::new();
    for (id, thing, at) in &case.taken {
        if let Some(person) = scored.people.row(id) {
            let first = first.entry(thing).or_default().entry(person).or_insert(*at);
            *first = (*first).min(*at);
        }
    }
    let mut things: Vec<_> = first.into_iter().collect();
    things.sort_by_key(|(_, of)| std::cmp::Reverse(of.values().filter(|&&at| case.is_next(cut, at)).count()));
    things.truncate(MOST_THINGS);
    things
}

fn main() -> Result<(), Box<dyn Error>> {
    let cases = cases(std::env::args().any(|word| word == "--small"))?;
    tables::head();
    let mut all = Vec::new();
    for case in &cases {
        let mut told = Told::default();
        for &cut in &case.cuts {
            look(case, cut, &mut told).map_err(|error| format!("{}: {error}", case.name))?;
        }
        tables::lines(case, &told);
        if told.n_ties > 0 {
            all.push((case, told));
        }
    }
    tables::rest(&all);
    Ok(())
}
