//! Every data set with dates in which somebody takes something up, with the moments to stand at, for foretelling who will;
//! scores nobody.

use polars::prelude::{DataFrame, df};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use tribewise::domain::import::{self, Source};
use tribewise::domain::model::{FileKind, Table};
use tribewise::domain::sample::town_with_truth;
use tribewise::domain::ticket::Ticket;

const DAY: i64 = 86_400;

/// Where data come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Data {
    Real,
    MadeUp,
}

/// A data set: what may be scored, who took what up when, and the moments to stand at.
pub struct Case {
    pub name: String,
    pub tables: Vec<Arc<Table>>,
    /// Ties are guessed from purchases.
    pub is_inferred: bool,
    /// Person, thing, moment.
    pub taken: Vec<(String, String, i64)>,
    pub has_spend: bool,
    pub data: Data,
    /// So few things that influence for each of them is worked out, too.
    pub has_few_things: bool,
    pub cuts: Vec<i64>,
    pub horizon: i64,
}

impl Case {
    /// Whether a moment is in what is to be foretold.
    pub fn is_next(&self, cut: i64, at: i64) -> bool {
        at > cut && at <= cut + self.horizon
    }
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
        data: Data::Real,
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
        data: Data::Real,
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
        data: Data::Real,
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
        data: Data::Real,
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
        data: Data::MadeUp,
        has_few_things: is_spreading,
        cuts,
        horizon: 28 * DAY,
    })
}

/// All of them; without the big shop where it shall be quick.
pub fn cases(is_small: bool) -> Result<Vec<Case>, Box<dyn Error>> {
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
    if !is_small {
        cases.extend(retail()?);
    }
    Ok(cases)
}
