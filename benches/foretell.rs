//! Whether influence foretells who takes something up next, out of time, beside friend count, `PageRank` alone and spend,
//! over every data set with dates; prints two tables and judges nothing but what two standard errors can tell.
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
//! The second table has one measure of ours, the same for every data set and reading: word, pair by pair, by strength
//! alone, which is what forecasts and the choosing of people use. Its area less that of each other measure, on the same
//! people, with the standard error of the difference ([`Apart`]); beyond two of them it is better or worse, else it cannot
//! be told. Data under `TRIBEWISE_DATA` or `../shared/data`; the made-up town is planted with one product that spreads by
//! word of mouth.

#[path = "parts/areas.rs"]
mod areas;
#[path = "parts/foretold.rs"]
mod foretold;

use areas::{Apart, Judged, Sums, Verdict, judge};
use foretold::{Case, cases, until};
use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use tribewise::domain::forecast::Assumptions;
use tribewise::domain::forecast::learned::{LearnedChances, learn};
use tribewise::domain::forecast::next::hears_next;
use tribewise::domain::influence::persuasion::{AdoptionLog, adoption_log};
use tribewise::domain::influence::topical::contrast;
use tribewise::domain::model::{Decisions, FileKind, Inferred, Person, Table};
use tribewise::domain::score::{Given, Scored, score};
use tribewise::domain::ticket::Ticket;

const N_MEASURES: usize = 7;
const MEASURES: [&str; N_MEASURES] = [
    "influence",
    "influence for the thing",
    "word, pair by pair",
    "word, pair by pair, learned",
    "friend count",
    "PageRank",
    "spend",
];
/// Where each group of them begins; the first of [`PAIRS`] is the one compared with each of [`OTHERS`].
const FOR_THE_THING: usize = 1;
const PAIRS: usize = 2;
const OTHERS: usize = 4;
const SPEND: usize = 6;
const N_OTHERS: usize = N_MEASURES - OTHERS;
const N_READINGS: usize = 3;
const READINGS: [&str; N_READINGS] = ["first 1 %", "first who have it", "weighted"];
/// Where they are in [`READINGS`].
const OF_ALL: usize = 0;
const WEIGHTED: usize = 2;
/// Things looked at in a shop, those that most people take up first.
const MOST_THINGS: usize = 60;

/// All that the cuts of one data set say.
#[derive(Default)]
struct Told {
    n_open: usize,
    n_next: usize,
    n_ties: usize,
    inferred: Option<Inferred>,
    sums: [[Sums; N_MEASURES]; N_READINGS],
    apart: [[Apart; N_OTHERS]; N_READINGS],
}

/// Whether a data set can say anything of a measure.
fn is_told(case: &Case, measure: usize) -> bool {
    match measure {
        FOR_THE_THING => case.has_few_things,
        SPEND => case.has_spend,
        _ => true,
    }
}

/// What each person spent in the purchases given; nothing but those: a list of customers knows the future.
fn spend(tables: &[Arc<Table>], scored: &Scored) -> Vec<f64> {
    let mut spend = vec![0.0; scored.people.len()];
    for table in tables.iter().filter(|table| table.kind == FileKind::Purchases) {
        let ids = table.plain().column("id").ok().and_then(|column| column.str().ok());
        let amounts = table.plain().column("amount").ok().and_then(|column| column.i64().ok());
        let (Some(ids), Some(amounts)) = (ids, amounts) else { continue };
        for (id, cents) in ids.iter().zip(amounts.iter()) {
            if let (Some(row), Some(cents)) = (id.and_then(|id| scored.people.row(id)), cents) {
                spend[row as usize] += cents as f64;
            }
        }
    }
    spend
}

/// Ranked people, those with most of a measure first.
fn in_order(ranked: &[Person], of: &[f64]) -> Vec<Person> {
    let mut order = ranked.to_vec();
    order.sort_by(|&x, &y| of[y as usize].total_cmp(&of[x as usize]).then(x.cmp(&y)));
    order
}

/// Where people stand at one cut.
struct Standing<'a> {
    scored: &'a Scored,
    /// Ranked people by each measure; empty for what is asked pair by pair.
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
    let tables = case.tables.iter().map(|table| until(table, cut)).collect::<Vec<_>>();
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
    let others = [n_contacts, scores.pagerank.clone(), spend(&tables, &scored)].map(|of| order(&of));
    let [friends, pagerank, spend] = others;
    let log = adoption_log(&tables, &scored.people, &ticket).map_err(|_| "stopped")?;
    let pass_on = Assumptions::default().pass_on_share;
    let chances = |log: &AdoptionLog| learn(&scored.network, log, pass_on, &ticket).map_err(|_| "stopped");
    let mut standing = Standing {
        scored: &scored,
        orders: [influence.clone(), influence, Vec::new(), Vec::new(), friends, pagerank, spend],
        chances: [chances(&AdoptionLog::default())?, chances(&log)?],
    };
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
    for reading in 0..N_READINGS {
        let judged = |measure: usize| -> Result<Option<Judged>, Box<dyn Error>> {
            let exposed = standing.exposed(measure, reading, &has)?;
            let scores: Vec<_> = open.iter().map(|&(person, took)| (exposed[person as usize], took)).collect();
            Ok(judge(&scores))
        };
        let all = (0..N_MEASURES).map(judged).collect::<Result<Option<Vec<Judged>>, _>>()?;
        let Some(all) = all else { continue };
        for (sums, judged) in told.sums[reading].iter_mut().zip(&all) {
            sums.add(judged, weight);
        }
        for (apart, other) in told.apart[reading].iter_mut().zip(&all[OTHERS..]) {
            let people = open.iter().map(|&(person, took)| (scored.people.ids[person as usize].as_str(), took));
            apart.add(&all[PAIRS], other, people, weight);
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

/// The lines of one data set in the first table; says in words where there is nothing to judge.
fn lines(case: &Case) -> Result<Option<Told>, Box<dyn Error>> {
    let mut all = Told::default();
    for &cut in &case.cuts {
        look(case, cut, &mut all)?;
    }
    let name = &case.name;
    if all.n_ties == 0 {
        let why = all.inferred.map_or_else(String::new, |inferred| {
            let n = inferred.n_looked_at;
            format!(
                ", as of {n} pairs who bought the same thing on the same day more than once {} did so beyond chance",
                inferred.n_beyond_chance
            )
        });
        println!("| {name} | nothing to foretell: nobody is tied to anybody{why} |");
        return Ok(None);
    }
    for measure in (0..N_MEASURES).filter(|&measure| is_told(case, measure)) {
        let [first, who_have, weighted] = std::array::from_fn(|reading| all.sums[reading][measure]);
        println!(
            "| {name} | {} | {} | {} | {:.3} | {:.2} | {:.3} | {:.2} | {:.3} ± {:.3} | {:.2} |",
            all.n_open,
            all.n_next,
            MEASURES[measure],
            first.auc(),
            first.lift(),
            who_have.auc(),
            who_have.lift(),
            weighted.auc(),
            weighted.error(),
            weighted.lift()
        );
    }
    Ok(Some(all))
}

/// The second table, and how often each was better.
fn compared(all: &[(&Case, Told)]) {
    println!("\n| data set | reading | {} less friend count | less PageRank | less spend |", MEASURES[PAIRS]);
    println!("|---|---|---|---|---|");
    let mut n = [[[0; Verdict::ALL.len()]; N_OTHERS]; N_READINGS];
    for (case, told) in all {
        for (reading, name) in READINGS.iter().enumerate() {
            let cell = |other: usize| {
                if !is_told(case, OTHERS + other) {
                    return "no spend".to_owned();
                }
                let apart = &told.apart[reading][other];
                let words = apart.verdict().words();
                format!("{:+.3} ± {:.3} {words}", apart.difference(), apart.error())
            };
            let cells: Vec<String> = (0..N_OTHERS).map(cell).collect();
            println!("| {} | {name} | {} |", case.name, cells.join(" | "));
            for other in (0..N_OTHERS).filter(|&other| is_told(case, OTHERS + other)) {
                n[reading][other][told.apart[reading][other].verdict() as usize] += 1;
            }
        }
    }
    println!("\nOf comparisons in which there is nothing to tell, about one in twenty is told by chance.");
    for (reading, n) in READINGS.iter().zip(n) {
        let of = |other: usize| {
            let [better, worse, untold] = n[other];
            format!("{}: {better} better, {worse} worse, {untold} cannot be told", MEASURES[OTHERS + other])
        };
        println!("{}, {reading}, beside {}", MEASURES[PAIRS], (0..N_OTHERS).map(of).collect::<Vec<_>>().join("; "));
    }
}

/// How often each measure has the highest area, whether or not that can be told from chance.
fn led(all: &[(&Case, Told)]) {
    for (reading, name) in READINGS.iter().enumerate() {
        let mut n_led = [0; N_MEASURES];
        for (case, told) in all {
            let area = |measure: usize| told.sums[reading][measure].auc();
            let told = (0..N_MEASURES).filter(|&measure| is_told(case, measure));
            if let Some(best) = told.max_by(|&x, &y| area(x).total_cmp(&area(y))) {
                n_led[best] += 1;
            }
        }
        println!("\nHighest area, {name}, of {} data sets (differences within the error are chance):", all.len());
        for (name, n) in MEASURES.iter().zip(n_led) {
            println!("  {name}: {n}");
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let cases = cases(std::env::args().any(|word| word == "--small"))?;
    let heads = READINGS.map(|reading| format!("AUC, {reading} | lift at 5 %, {reading}")).join(" | ");
    println!("| data set | open | took it up | by | {heads} |");
    println!("|{}", "---|".repeat(4 + 2 * N_READINGS));
    let mut all = Vec::new();
    for case in &cases {
        all.extend(lines(case)?.map(|told| (case, told)));
    }
    led(&all);
    compared(&all);
    Ok(())
}
