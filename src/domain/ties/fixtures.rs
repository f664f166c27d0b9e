//! Small networks with known answers for the tests of the core; reads fixture files, and real data where it is there.

use crate::domain::model::{FileKind, Going, Network, Table, Ties};
use polars::prelude::{DataFrame, df};
use std::path::PathBuf;
use std::sync::Arc;

/// Ties of given strength, each even in both directions.
pub(crate) fn ties(pairs: &[(u32, u32, f32)]) -> Ties {
    let mut pairs: Vec<(u32, u32, f32)> = pairs.iter().map(|&(a, b, s)| (a.min(b), a.max(b), s)).collect();
    pairs.sort_by_key(|&(a, b, _)| (a, b));
    pairs.dedup_by_key(|&mut (a, b, _)| (a, b));
    Ties {
        a: pairs.iter().map(|pair| pair.0).collect(),
        b: pairs.iter().map(|pair| pair.1).collect(),
        strength: pairs.iter().map(|pair| pair.2).collect(),
        going: vec![Going::EVEN; pairs.len()],
        ..Ties::default()
    }
}

pub(crate) fn network(n_people: usize, pairs: &[(u32, u32, f32)]) -> Network {
    Network::from_ties(n_people, &ties(pairs))
}

/// Each first person goes to the second and never the other way.
pub(crate) fn directed(n_people: usize, pairs: &[(u32, u32, f32)]) -> Network {
    let mut ties = ties(pairs);
    let is_up = |a: u32, b: u32| pairs.iter().any(|pair| (pair.0, pair.1) == (a, b));
    let of = |is_up: bool| if is_up { Going::of(1.0, 0.0) } else { Going::of(0.0, 1.0) };
    ties.going = ties.a.iter().zip(&ties.b).map(|(&a, &b)| of(is_up(a, b))).collect();
    Network::from_ties(n_people, &ties)
}

/// The numbers of a fixture file, a row a line.
pub(crate) fn fixture(name: &str) -> Vec<Vec<f64>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| line.split_whitespace().map(|word| word.parse().unwrap()).collect()).collect()
}

/// Zachary's karate club with the number of settings as strength.
pub(crate) fn karate_pairs() -> Vec<(u32, u32, f32)> {
    fixture("karate_ties.txt").iter().map(|row| (row[0] as u32, row[1] as u32, row[2] as f32)).collect()
}

pub(crate) fn unweighted(pairs: &[(u32, u32, f32)]) -> Vec<(u32, u32, f32)> {
    pairs.iter().map(|&(a, b, _)| (a, b, 1.0)).collect()
}

pub(crate) fn path(n: u32) -> Vec<(u32, u32, f32)> {
    (1..n).map(|b| (b - 1, b, 1.0)).collect()
}

pub(crate) fn star(n: u32) -> Vec<(u32, u32, f32)> {
    (1..n).map(|b| (0, b, 1.0)).collect()
}

pub(crate) fn complete(n: u32) -> Vec<(u32, u32, f32)> {
    (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b, 1.0))).collect()
}

/// Planted tribes of 20 people, dense inside, a few ties across; no two strengths equal.
pub(crate) fn planted(n_tribes: u32) -> Vec<(u32, u32, f32)> {
    let mut pairs = Vec::new();
    let mut state = 1u32;
    let mut chance = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1u32 << 24)
    };
    for a in 0..20 * n_tribes {
        for b in a + 1..20 * n_tribes {
            if chance() < if a / 20 == b / 20 { 0.4 } else { 0.01 } {
                pairs.push((a, b, 0.2 + 0.8 * chance() as f32));
            }
        }
    }
    pairs
}

/// The same pairs among so many parts of as many people each, apart from each other.
pub(crate) fn repeated(pairs: &[(u32, u32, f32)], n_parts: u32) -> Vec<(u32, u32, f32)> {
    let n_people = pairs.iter().map(|pair| pair.0.max(pair.1) + 1).max().unwrap_or(0);
    let part = |n: u32| pairs.iter().map(move |&(a, b, s)| (a + n * n_people, b + n * n_people, s));
    (0..n_parts).flat_map(part).collect()
}

pub(crate) fn table(kind: FileKind, frame: DataFrame) -> Arc<Table> {
    Arc::new(Table::new(kind, frame))
}

/// (from, to, at, seconds)
pub(crate) fn calls(rows: &[(&str, &str, i64, i64)]) -> Arc<Table> {
    let frame = df!(
        "from" => rows.iter().map(|row| row.0).collect::<Vec<_>>(),
        "to" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
        "at" => rows.iter().map(|row| row.2).collect::<Vec<_>>(),
        "seconds" => rows.iter().map(|row| row.3).collect::<Vec<_>>(),
    );
    table(FileKind::Calls, frame.unwrap())
}

/// (from, to)
pub(crate) fn friendships(rows: &[(&str, &str)]) -> Arc<Table> {
    let (from, to): (Vec<&str>, Vec<&str>) = rows.iter().copied().unzip();
    table(FileKind::Friendships, df!("from" => from, "to" => to).unwrap())
}

/// The lines of a real data file without its heading, cut at the commas; nothing (and a word) where it is missing.
pub(crate) fn data_rows(name: &str) -> Option<Vec<Vec<String>>> {
    let Ok(mut reader) = csv::Reader::from_path(data_path(name)) else {
        println!("skipped: no {name}");
        return None;
    };
    Some(reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect())
}

/// The lines of a real data file; nothing (and a word) where it is missing.
pub(crate) fn data_lines(name: &str) -> Option<Vec<String>> {
    let text = std::fs::read_to_string(data_path(name));
    if text.is_err() {
        println!("skipped: no {name}");
    }
    Some(text.ok()?.lines().map(str::to_owned).collect())
}

fn data_path(name: &str) -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    std::env::var_os("TRIBEWISE_DATA").map_or_else(beside, PathBuf::from).join(name)
}

/// Phone tables of the Copenhagen students, without the friendships.
pub(crate) fn copenhagen() -> Option<Vec<Arc<Table>>> {
    let (calls, messages) = (data_rows("copenhagen-phone/calls.csv")?, data_rows("copenhagen-phone/sms.csv")?);
    let text = |rows: &[Vec<String>], n: usize| rows.iter().map(|row| row[n].clone()).collect::<Vec<String>>();
    let whole =
        |rows: &[Vec<String>], n: usize| -> Vec<i64> { rows.iter().map(|row| row[n].parse().unwrap()).collect() };
    let called = df!(
        "from" => text(&calls, 1), "to" => text(&calls, 2), "at" => whole(&calls, 0), "seconds" => whole(&calls, 3),
    );
    let wrote = df!("from" => text(&messages, 1), "to" => text(&messages, 2), "at" => whole(&messages, 0));
    Some(vec![table(FileKind::Calls, called.unwrap()), table(FileKind::Messages, wrote.unwrap())])
}

/// A real pair list as an unweighted network.
pub(crate) fn data_network(name: &str) -> Option<Network> {
    let rows = data_rows(name)?;
    let mut ids: Vec<&str> = rows.iter().flat_map(|row| [row[0].as_str(), row[1].as_str()]).collect();
    ids.sort_unstable();
    ids.dedup();
    let row_of = |id: &str| ids.binary_search(&id).unwrap() as u32;
    let pairs: Vec<_> = rows.iter().map(|row| (row_of(&row[0]), row_of(&row[1]), 1.0)).collect();
    Some(network(ids.len(), &pairs))
}
