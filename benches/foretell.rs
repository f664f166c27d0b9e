//! Whether influence foretells who takes something up next, out of time, beside friend count, `PageRank` alone and spend,
//! over every data set with dates; prints a table and judges nothing.
//!
//! `cargo bench --bench foretell`. At each cut only what had happened until then is scored. Somebody who has not taken a
//! thing up is exposed to each contact who has: by the strength of the tie times what the contact weighs. A contact
//! weighs 1 where they are among the first one per cent by a measure (ten at least) and else 0; in the second half of the
//! table, the share of people below them. "For the thing" asks for influence on that one product, from who had it by
//! then. "Pair by pair" asks for no person's standing: it is the chance that word gets from anybody who has the thing, in
//! two steps, by the direction and strength of each tie, and, where it is learned, by what followed whom before the cut;
//! its first one per cent are the people to whom most of those who lack it would listen. Who takes it up until the horizon
//! is then told from who does not: the area under the curve (one half is chance; with its standard error after Hanley and
//! `McNeil` 1982), and how many times as many there are among the 5 % most exposed as among all (ties are broken by their
//! mean). Means over cuts and things, by how many took them up. Data under `TRIBEWISE_DATA` or `../shared/data`; the
//! made-up town is planted with one product that spreads by word of mouth.

use polars::prelude::{DataFrame, df};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use tribewise::domain::forecast::Assumptions;
use tribewise::domain::forecast::learned::{LearnedChances, learn};
use tribewise::domain::forecast::next::hears_next;
use tribewise::domain::import::{self, Source};
use tribewise::domain::influence::persuasion::{AdoptionLog, adoption_log};
use tribewise::domain::influence::topical::contrast;
use tribewise::domain::model::{Decisions, FileKind, Inferred, Network, Person, Table};
use tribewise::domain::sample::town_with_truth;
use tribewise::domain::score::{Given, Scored, score};
use tribewise::domain::ticket::Ticket;

const DAY: i64 = 86_400;
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
/// Where each group of them begins.
const FOR_THE_THING: usize = 1;
const PAIRS: usize = 2;
const OTHERS: usize = 4;
/// Things looked at in a shop, those that most people take up first.
const MOST_THINGS: usize = 60;

/// A data set: what may be scored, who took what up when, and the moments to stand at.
struct Case {
    name: String,
    tables: Vec<Arc<Table>>,
    /// Ties are guessed from purchases.
    is_inferred: bool,
    /// Person, thing, moment.
    taken: Vec<(String, String, i64)>,
    has_spend: bool,
    /// So few things that influence for each of them is worked out, too.
    has_few_things: bool,
    cuts: Vec<i64>,
    horizon: i64,
}

impl Case {
    /// Whether a moment is in what is to be foretold.
    fn is_next(&self, cut: i64, at: i64) -> bool {
        at > cut && at <= cut + self.horizon
    }

    /// The measures that there are.
    fn told(&self) -> Vec<usize> {
        let is_told = |measure: &usize| match MEASURES[*measure] {
            "influence for the thing" => self.has_few_things,
            "spend" => self.has_spend,
            _ => true,
        };
        (0..N_MEASURES).filter(is_told).collect()
    }
}

/// Sums of one measure over cuts and things.
#[derive(Clone, Copy, Default)]
struct Sums {
    auc: f64,
    lift: f64,
    weight: f64,
    /// The variance of the area, times the weight squared.
    variance: f64,
}

/// What one cut says.
#[derive(Clone, Debug, Default)]
struct Looked {
    n_open: usize,
    n_next: usize,
    n_ties: usize,
    inferred: Option<Inferred>,
}

fn data(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("TRIBEWISE_DATA").map(PathBuf::from);
    let root = root.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
    let path = root.join(name);
    if !path.is_file() {
        println!("skipped: {name} is not here");
    }
    path.is_file().then_some(path)
}

fn table(kind: FileKind, frame: DataFrame) -> Arc<Table> {
    Arc::new(Table::new(kind, frame))
}

/// The cells of a line by heading.
type Cells = BTreeMap<String, String>;

/// Lines of cells; the first line are the headings.
fn cells(name: &str) -> Result<Option<Vec<Cells>>, Box<dyn Error>> {
    let Some(path) = data(name) else { return Ok(None) };
    let text = std::fs::read_to_string(path)?;
    let mut lines = text.lines();
    let headings: Vec<&str> = lines.next().unwrap_or_default().split(',').map(str::trim).collect();
    let row = |line: &str| {
        let cells = line.split(',').map(|cell| cell.trim().to_owned());
        headings.iter().map(|&heading| heading.to_owned()).zip(cells).collect()
    };
    Ok(Some(lines.map(row).collect()))
}

/// Who asks whom, undated: messages of one moment before all that happens.
fn asks(pairs: &[(String, String)]) -> Result<Arc<Table>, Box<dyn Error>> {
    let (from, to): (Vec<&str>, Vec<&str>) = pairs.iter().map(|(from, to)| (from.as_str(), to.as_str())).unzip();
    Ok(table(FileKind::Messages, df!("from" => from, "to" => to, "at" => vec![0i64; pairs.len()])?))
}

/// What was taken up, as purchases: evidence of persuasion, and the topics to ask for.
fn bought(taken: &[(String, String, i64)]) -> Result<Arc<Table>, Box<dyn Error>> {
    let ids: Vec<&str> = taken.iter().map(|(id, _, _)| id.as_str()).collect();
    let things: Vec<&str> = taken.iter().map(|(_, thing, _)| thing.as_str()).collect();
    let at: Vec<i64> = taken.iter().map(|(_, _, at)| *at).collect();
    Ok(table(FileKind::Purchases, df!("id" => ids, "product" => things, "at" => at)?))
}

/// A survey in which people of places name others, and say when they took the thing up.
fn survey(
    name: &str,
    file: &str,
    place: &str,
    asked: &str,
    never: i64,
    cuts: &[i64],
    horizon: i64,
) -> Result<Option<Case>, Box<dyn Error>> {
    let Some(rows) = cells(file)? else { return Ok(None) };
    let key = |place: &str, id: &str| format!("{place}-{id}");
    let of = |row: &BTreeMap<String, String>, heading: &str| row.get(heading).cloned().unwrap_or_default();
    let known: BTreeSet<String> = rows.iter().map(|row| key(&of(row, place), &of(row, "id"))).collect();
    let (mut pairs, mut taken) = (Vec::new(), Vec::new());
    for row in &rows {
        let own = key(&of(row, place), &of(row, "id"));
        for (_, other) in row.iter().filter(|(heading, _)| heading.starts_with(asked)) {
            let other = key(&of(row, place), other);
            if known.contains(&other) && other != own {
                pairs.push((own.clone(), other));
            }
        }
        if let Some(at) = of(row, "toa").parse::<i64>().ok().filter(|&at| at < never) {
            taken.push((own, "it".to_owned(), at * DAY));
        }
    }
    Ok(Some(Case {
        name: name.to_owned(),
        tables: vec![asks(&pairs)?, bought(&taken)?],
        is_inferred: false,
        taken,
        has_spend: false,
        has_few_things: true,
        cuts: cuts.iter().map(|cut| cut * DAY).collect(),
        horizon: horizon * DAY,
    }))
}

/// Girls who begin to smoke or to drink every month between two yearly waves.
fn glasgow(wave: i64) -> Result<Option<Case>, Box<dyn Error>> {
    let friends = cells(&format!("small-known-answers/glasgow_friends_wave{wave}.csv"))?;
    let (Some(friends), Some(habits)) = (friends, cells("small-known-answers/glasgow_habits.csv")?) else {
        return Ok(None);
    };
    let pairs: Vec<(String, String)> =
        friends.iter().map(|row| (row["girl"].clone(), row["names_as_friend"].clone())).collect();
    let mut first: BTreeMap<(String, String), i64> = BTreeMap::new();
    for row in &habits {
        let Ok(at) = row["wave"].parse::<i64>() else { continue };
        for (habit, from) in [("smoking", 2), ("alcohol", 4)] {
            if row[habit].parse::<i64>().is_ok_and(|level| level >= from) {
                let first = first.entry((row["girl"].clone(), habit.to_owned())).or_insert(at);
                *first = at.min(*first);
            }
        }
    }
    let taken: Vec<_> = first.into_iter().map(|((girl, habit), at)| (girl, habit, at * DAY)).collect();
    Ok(Some(Case {
        name: format!("Glasgow girls, habits, wave {wave} to {}", wave + 1),
        tables: vec![asks(&pairs)?, bought(&taken)?],
        is_inferred: false,
        taken,
        has_spend: false,
        has_few_things: true,
        cuts: vec![wave * DAY],
        horizon: DAY,
    }))
}

/// A file as the program itself reads it.
fn read(name: &str, bytes: Vec<u8>) -> Result<Arc<Table>, Box<dyn Error>> {
    let bytes = if import::is_foreign(&bytes) {
        import::read_foreign(&bytes).map_err(|error| format!("{error:?}"))?
    } else {
        bytes
    };
    let source = Source { name: name.to_owned(), bytes: bytes.into() };
    let proposal = import::propose(&source, None).map_err(|error| error.to_string())?;
    let ticket = Ticket::new();
    let read = import::read_within(&source, &proposal.mapping, None, &ticket).map_err(|_| "stopped")?;
    Ok(Arc::new(read.map_err(|error| error.to_string())?.table))
}

fn read_file(name: &str) -> Result<Option<Arc<Table>>, Box<dyn Error>> {
    let Some(path) = data(name) else { return Ok(None) };
    Ok(Some(read(name.rsplit('/').next().unwrap_or(name), std::fs::read(path)?)?))
}

/// Person, thing and moment.
type Taking = (String, String, i64);

/// Of each row that has all three.
fn takings(table: &Table, who: &str, what: Option<&str>) -> Result<Vec<Taking>, Box<dyn Error>> {
    let (people, at) = (table.texts(who).ok_or("nobody")?, table.whole("at").ok_or("no dates")?);
    let things = what.map(|what| table.texts(what).ok_or("no things")).transpose()?;
    let mut taken = Vec::new();
    for row in 0..table.height() {
        let thing = things.as_ref().map_or(Some("it"), |things| things.get(row));
        if let (Some(person), Some(thing), Some(at)) = (people.get(row), thing, at.get(row)) {
            taken.push((person.to_owned(), thing.to_owned(), at));
        }
    }
    Ok(taken)
}

/// Students who text and are friends: who makes a first call in the later half of four weeks?
fn copenhagen() -> Result<Option<Case>, Box<dyn Error>> {
    let [Some(sms), Some(calls)] = [read_file("copenhagen-phone/sms.csv")?, read_file("copenhagen-phone/calls.csv")?]
    else {
        return Ok(None);
    };
    let taken = takings(&calls, "from", None)?;
    let start = taken.iter().map(|(_, _, at)| *at).min().unwrap_or(0);
    let cuts = [7, 11, 15].map(|day| start + day * DAY).to_vec();
    let name = "Copenhagen students, first call".to_owned();
    Ok(Some(Case {
        name,
        tables: vec![sms, bought(&taken)?],
        is_inferred: false,
        taken,
        has_spend: false,
        has_few_things: true,
        cuts,
        horizon: 10 * DAY,
    }))
}

/// Customers of a web shop, whose ties are guessed from joint purchases: who buys what they have not bought before?
fn retail() -> Result<Option<Case>, Box<dyn Error>> {
    let Some(bought) = read_file("online-retail/online-retail.zip")? else { return Ok(None) };
    let taken = takings(&bought, "id", Some("product"))?;
    let start = taken.iter().map(|(_, _, at)| *at).min().unwrap_or(0);
    let cuts = [180, 270].map(|day| start + day * DAY).to_vec();
    let name = "Online retail, inferred ties".to_owned();
    Ok(Some(Case {
        name,
        tables: vec![bought],
        is_inferred: true,
        taken,
        has_spend: true,
        has_few_things: false,
        cuts,
        horizon: 60 * DAY,
    }))
}

/// The made-up town: the product planted to spread, or all the others.
fn town(seed: u64, is_spreading: bool) -> Result<Case, Box<dyn Error>> {
    let (files, truth) = town_with_truth(2_400, seed);
    let names = ["customers.csv", "calls.csv", "messages.csv", "purchases.csv"];
    let files = files.into_iter().filter(|file| names.contains(&file.name.as_str()));
    let tables = files.map(|file| read(&file.name, file.bytes.to_vec())).collect::<Result<Vec<_>, _>>()?;
    let bought = tables.iter().find(|table| table.kind == FileKind::Purchases).ok_or("no purchases")?;
    let mut taken = takings(bought, "id", Some("product"))?;
    taken.retain(|(_, thing, _)| (thing == truth.contagious_product) == is_spreading);
    let start = taken.iter().map(|(_, _, at)| *at).min().unwrap_or(0);
    let last = taken.iter().map(|(_, _, at)| *at).max().unwrap_or(0);
    let cuts = [1, 2].map(|third| start + third * (last - start) / 3).to_vec();
    let what = if is_spreading { "word of mouth" } else { "no word of mouth" };
    let name = format!("Made-up town {seed}, {what}");
    Ok(Case {
        name,
        tables,
        is_inferred: false,
        taken,
        has_spend: true,
        has_few_things: is_spreading,
        cuts,
        horizon: 28 * DAY,
    })
}

/// The rows of a table that had happened by then; all where nothing is dated.
fn until(table: &Arc<Table>, cut: i64) -> Arc<Table> {
    let Some(at) = table.whole("at") else { return table.clone() };
    let keep: Vec<bool> = at.iter().map(|at| at.is_none_or(|at| at <= cut)).collect();
    Arc::new(table.filter(&keep))
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

/// The share of ranked people below each by a measure, and who is among the first one per cent.
fn standing(of: &[f64], ranked: &[Person]) -> (Vec<f64>, Vec<f64>) {
    let mut order: Vec<Person> = ranked.to_vec();
    order.sort_by(|&x, &y| of[y as usize].total_cmp(&of[x as usize]).then(x.cmp(&y)));
    let n_first = (order.len() / 100).max(10).min(order.len());
    let (mut below, mut is_first) = (vec![0.0; of.len()], vec![0.0; of.len()]);
    for (place, &person) in order.iter().enumerate() {
        below[person as usize] = 1.0 - place as f64 / order.len() as f64;
        is_first[person as usize] = f64::from(u8::from(place < n_first));
    }
    (is_first, below)
}

/// The area under the curve, its variance (Hanley and `McNeil` 1982) and the lift at 5 %, ties by their mean.
fn judge(scores: &[(f64, bool)]) -> Option<(f64, f64, f64)> {
    let n_taken = scores.iter().filter(|(_, took)| *took).count() as f64;
    let n = scores.len() as f64;
    if n_taken < 1.0 || n_taken >= n {
        return None;
    }
    let mut sorted = scores.to_vec();
    sorted.sort_by(|x, y| y.0.total_cmp(&x.0));
    let n_top = (n * 0.05).max(1.0);
    let (mut n_before, mut taken_before, mut pairs, mut found) = (0.0, 0.0, 0.0, 0.0);
    for same in sorted.chunk_by(|x, y| x.0 == y.0) {
        let (all, took) = (same.len() as f64, same.iter().filter(|(_, took)| *took).count() as f64);
        pairs += (all - took) * (taken_before + took / 2.0);
        found += took * ((n_top - n_before) / all).clamp(0.0, 1.0);
        n_before += all;
        taken_before += took;
    }
    let auc = pairs / (n_taken * (n - n_taken));
    let (q1, q2) = (auc / (2.0 - auc), 2.0 * auc * auc / (1.0 + auc));
    let spread = auc * (1.0 - auc) + (n_taken - 1.0) * (q1 - auc * auc) + (n - n_taken - 1.0) * (q2 - auc * auc);
    Some((auc, spread / (n_taken * (n - n_taken)), (found / n_top) / (n_taken / n)))
}

/// How exposed everybody is by each measure, by the first one per cent or weighted.
struct Standing<'a> {
    network: &'a Network,
    /// The first one per cent, and the share of people below; empty for what is asked pair by pair.
    weights: Vec<(Vec<f64>, Vec<f64>)>,
    /// By strength alone, and learned.
    chances: [LearnedChances; 2],
    n_first: usize,
}

impl Standing<'_> {
    fn exposed(&self, measure: usize, is_first: bool, has: &[bool]) -> Result<Vec<f64>, Box<dyn Error>> {
        if (PAIRS..OTHERS).contains(&measure) {
            let chances = &self.chances[measure - PAIRS];
            let has = if is_first { self.first_to_tell(chances, has) } else { has.to_vec() };
            let heard = hears_next(self.network, chances, &has, &Ticket::new()).map_err(|_| "stopped")?;
            return Ok(heard.into_iter().map(f64::from).collect());
        }
        let (first, weighted) = &self.weights[measure];
        let by = if is_first { first } else { weighted };
        let exposed = |person: Person| -> f64 {
            let ties = self.network.ties_of(person).filter(|(other, _)| has[*other as usize]);
            ties.map(|(other, strength)| f64::from(strength) * by[other as usize]).sum()
        };
        Ok((0..self.network.n_people() as Person).map(exposed).collect())
    }

    /// Those who have it to whom most people who lack it would listen.
    fn first_to_tell(&self, chances: &LearnedChances, has: &[bool]) -> Vec<bool> {
        let network = self.network;
        let told = |person: Person| -> f64 {
            let slots = network.slots(person).filter(|&slot| !has[network.neighbours[slot] as usize]);
            slots.map(|slot| f64::from(chances.told[slot])).sum()
        };
        let mut tellers: Vec<(f64, usize)> =
            (0..has.len()).filter(|&person| has[person]).map(|person| (-told(person as Person), person)).collect();
        tellers.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
        let mut is_first = vec![false; has.len()];
        tellers.iter().take(self.n_first).for_each(|(_, person)| is_first[*person] = true);
        is_first
    }
}

/// Adds what one cut says; `sums` has the first one per cent, then the weighted, for each measure.
fn look(case: &Case, cut: i64, sums: &mut [[Sums; N_MEASURES]; 2]) -> Result<Looked, Box<dyn Error>> {
    let tables = case.tables.iter().map(|table| until(table, cut)).collect::<Vec<_>>();
    let mut decisions = Decisions::default();
    decisions.cleaning.inference.is_on = case.is_inferred;
    let given = Given { tables: tables.clone(), decisions, ..Given::default() };
    let ticket = Ticket::new();
    let scored = score(&given, None, &ticket).map_err(|_| "stopped")?;
    let (scores, ranked) = (&scored.scores, &scored.scores.order);
    let influence: Vec<f64> = scores.influence.iter().map(|&x| f64::from(x)).collect();
    let log = adoption_log(&tables, &scored.people, &ticket).map_err(|_| "stopped")?;
    let pass_on = Assumptions::default().pass_on_share;
    let chances = |log: &AdoptionLog| learn(&scored.network, log, pass_on, &ticket).map_err(|_| "stopped");
    let measures: [Vec<f64>; N_MEASURES] = [
        influence.clone(),
        influence,
        Vec::new(),
        Vec::new(),
        scores.n_contacts.iter().map(|&n| f64::from(n)).collect(),
        scores.pagerank.clone(),
        spend(&tables, &scored),
    ];
    let weigh = |of: &Vec<f64>| if of.is_empty() { Default::default() } else { standing(of, ranked) };
    let mut standings = Standing {
        network: &scored.network,
        weights: measures.iter().map(weigh).collect(),
        chances: [chances(&AdoptionLog::default())?, chances(&log)?],
        n_first: (ranked.len() / 100).max(10),
    };
    let inferred = scored.cleaned.inferred;
    let mut looked = Looked { n_ties: scored.network.n_ties(), inferred, ..Looked::default() };
    for (thing, of) in &things(case, cut, &scored) {
        if case.has_few_things {
            let told = contrast(&scored, &tables, &given.settings, [thing, ""], &ticket).map_err(|_| "stopped")?;
            let places: Vec<f64> = told.here.rank.iter().map(|&rank| -f64::from(rank)).collect();
            standings.weights[FOR_THE_THING] = standing(&places, ranked);
        }
        let has: Vec<bool> =
            (0..scored.people.len() as Person).map(|person| of.get(&person).is_some_and(|&at| at <= cut)).collect();
        let open: Vec<Person> = ranked.iter().copied().filter(|&person| !has[person as usize]).collect();
        let takes = |person: &Person| of.get(person).is_some_and(|&at| case.is_next(cut, at));
        let n_next = open.iter().filter(|person| takes(person)).count();
        (looked.n_open, looked.n_next) = (looked.n_open + open.len(), looked.n_next + n_next);
        let weight = n_next as f64;
        for (half, sums) in sums.iter_mut().enumerate() {
            for (measure, sums) in sums.iter_mut().enumerate() {
                let exposed = standings.exposed(measure, half == 0, &has)?;
                let told: Vec<(f64, bool)> =
                    open.iter().map(|person| (exposed[*person as usize], takes(person))).collect();
                if let Some((auc, variance, lift)) = judge(&told) {
                    sums.auc += weight * auc;
                    sums.lift += weight * lift;
                    sums.weight += weight;
                    sums.variance += weight * weight * variance;
                }
            }
        }
    }
    Ok(looked)
}

/// Each thing with when somebody first took it up, those that most take up next first.
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

/// All lines of one data set; says in words where there is nothing to judge. The areas of all measures, by the first one
/// per cent and weighted.
fn lines(case: &Case) -> Result<Option<[[f64; N_MEASURES]; 2]>, Box<dyn Error>> {
    let mut sums = [[Sums::default(); N_MEASURES]; 2];
    let mut all = Looked::default();
    for &cut in &case.cuts {
        let looked = look(case, cut, &mut sums)?;
        (all.n_open, all.n_next) = (all.n_open + looked.n_open, all.n_next + looked.n_next);
        (all.n_ties, all.inferred) = (all.n_ties.max(looked.n_ties), looked.inferred.or(all.inferred));
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
    for measure in case.told() {
        let [first, weighted] = sums.map(|sums| sums[measure]);
        let mean = |sum: f64, of: Sums| sum / of.weight.max(1.0);
        println!(
            "| {name} | {} | {} | {} | {:.3} | {:.2} | {:.3} ± {:.3} | {:.2} |",
            all.n_open,
            all.n_next,
            MEASURES[measure],
            mean(first.auc, first),
            mean(first.lift, first),
            mean(weighted.auc, weighted),
            mean(weighted.variance.sqrt(), weighted),
            mean(weighted.lift, weighted)
        );
    }
    Ok(Some(sums.map(|sums| sums.map(|of| of.auc / of.weight.max(1.0)))))
}

fn main() -> Result<(), Box<dyn Error>> {
    let korea = "small-known-answers/korean_women_family_planning.csv";
    let doctors = "small-known-answers/doctors_tetracycline.csv";
    let mut cases: Vec<Case> = Vec::new();
    cases.extend(survey("Korean villages, advice", korea, "village", "net3", 11, &[3, 5, 7], 2)?);
    cases.extend(survey("Korean villages, talk", korea, "village", "net1", 11, &[3, 5, 7], 2)?);
    cases.extend(survey("Doctors, advice", doctors, "city", "net1", 18, &[3, 6, 9], 3)?);
    cases.extend(survey("Doctors, discussion", doctors, "city", "net2", 18, &[3, 6, 9], 3)?);
    for wave in [1, 2] {
        cases.extend(glasgow(wave)?);
    }
    cases.extend(copenhagen()?);
    for seed in [1, 2] {
        cases.push(town(seed, true)?);
        cases.push(town(seed, false)?);
    }
    if !std::env::args().any(|word| word == "--small") {
        cases.extend(retail()?);
    }
    println!(
        "| data set | open | took it up | by | AUC, first 1 % | lift at 5 %, first 1 % | AUC, weighted | lift at 5 %, weighted |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut all = Vec::new();
    for case in &cases {
        all.extend(lines(case)?.map(|areas| (case.told(), areas)));
    }
    for (half, by) in ["by the first 1 %", "weighted"].into_iter().enumerate() {
        let mut n_led = [0; N_MEASURES];
        for (told, areas) in &all {
            if let Some(&best) = told.iter().max_by(|&&x, &&y| areas[half][x].total_cmp(&areas[half][y])) {
                n_led[best] += 1;
            }
        }
        println!(
            "\nHighest area, {by}, of {} data sets (differences within the standard error are chance):",
            all.len()
        );
        for (name, n) in MEASURES.iter().zip(n_led) {
            println!("  {name}: {n}");
        }
    }
    Ok(())
}
