//! Scores the reading of delimited text by the Pollock benchmark (Vitagliano et al., VLDB 2023), where its files are at
//! hand; knows nothing of how text is read.
//!
//! What is scored is what `tribewise import --table` writes with every guess taken. `TRIBEWISE_POLLOCK` names the folder
//! into which the two archives were unpacked (`pollock/`, `survey/`); without it they are unpacked. Each case has a file in `csv` and the same table, comma-separated and quoted, in `clean`. A case scores 1 for being read, and
//! precision, recall and F1 of its header, its records and its cells: 10 at most.

use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use tribewise::domain::import::{Source, clean_csv, header_csv, propose, read};
use tribewise::domain::ticket::Ticket;

struct TextTable {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The clean table that `tribewise import --table` writes with every guess taken.
fn table(path: &Path) -> Option<TextTable> {
    let bytes = std::fs::read(path).ok()?;
    let name = path.file_name()?.to_string_lossy().into_owned();
    let source = Source { name, bytes: bytes.into() };
    let mut mapping = match propose(&source, None) {
        Ok(proposal) => proposal.mapping,
        Err(_) => return header_csv(&source).map(|text| table_of(&text, true)),
    };
    if !mapping.missing().is_empty() {
        mapping = mapping.rows_only();
    }
    let report = read(&source, &mapping, &Ticket::new()).unwrap().ok()?.report;
    let text = clean_csv(&source, &mapping, &report, &Ticket::new()).unwrap().ok()?;
    Some(table_of(&text, mapping.has_header))
}

fn table_of(text: &[u8], has_header: bool) -> TextTable {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let mut rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
    let headings = rows.next().filter(|_| has_header).unwrap_or_default();
    TextTable { headings, rows: rows.collect() }
}

/// The names as the file has them: import numbers the second of equal ones and calls nameless columns by their place.
fn as_in_the_file(headings: &[String]) -> Vec<String> {
    let plain = |(n, name): (usize, &String)| {
        let bare = name
            .rsplit_once(" (")
            .filter(|(bare, rest)| rest.ends_with(')') && headings[..n].iter().any(|h| h == bare));
        if *name == format!("Column {}", n + 1) {
            String::new()
        } else {
            bare.map_or(name.clone(), |(bare, _)| bare.to_owned())
        }
    };
    headings.iter().enumerate().map(plain).collect()
}

/// The clean table: first the header, then the records.
fn clean(path: &Path, n_header_lines: u64) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).unwrap();
    let mut rows: Vec<Vec<String>> = reader
        .byte_records()
        .map(|row| row.unwrap().iter().map(|cell| String::from_utf8_lossy(cell).into()).collect())
        .collect();
    // Where there is no header some clean tables begin with made-up names, some with the first record.
    if n_header_lines == 0 {
        let is_made_up = rows.first().is_some_and(|row| row.iter().all(|name| name.starts_with("col_")));
        rows.splice(..usize::from(is_made_up), [Vec::new()]);
    }
    rows
}

/// Precision, recall and F1 of what was found among what is there, each counted as often as it comes.
fn measures<T: Eq + Hash>(found: &[T], there: &[T]) -> f64 {
    if found.is_empty() && there.is_empty() {
        return 3.0;
    }
    let mut counts: HashMap<&T, i64> = HashMap::new();
    for one in there {
        *counts.entry(one).or_default() += 1;
    }
    let mut n_both = 0.0;
    for one in found {
        let left = counts.entry(one).or_default();
        n_both += if *left > 0 { 1.0 } else { 0.0 };
        *left -= 1;
    }
    let share = |of: usize| if of == 0 { 0.0 } else { n_both / of as f64 };
    let (precision, recall) = (share(found.len()), share(there.len()));
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    precision + recall + f1
}

/// The score of a case as the benchmark has it.
fn score(found: Option<&TextTable>, clean: &[Vec<String>]) -> f64 {
    let Some((header, records)) = clean.split_first() else { return if found.is_none() { 10.0 } else { 0.0 } };
    let Some(found) = found else { return 0.0 };
    let cells = |rows: &[Vec<String>]| -> Vec<String> { rows.iter().flatten().cloned().collect() };
    1.0 + measures(&found.headings, header)
        + measures(&found.rows, records)
        + measures(&cells(&found.rows), &cells(records))
}

/// The score where import's own rules count as right: spaces around cells are taken off, headings are told apart, a
/// nameless column without a cell is left out. What it is about is the same table.
fn score_by_our_rules(found: Option<TextTable>, clean: &[Vec<String>]) -> f64 {
    let trimmed = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
            .collect()
    };
    let mut clean = trimmed(clean);
    let is_kept: Vec<bool> = (0..clean.first().map_or(0, Vec::len))
        .map(|n| clean.iter().any(|row| row.get(n).is_some_and(|cell| !cell.is_empty())))
        .collect();
    for row in &mut clean {
        let mut n = 0;
        row.retain(|_| {
            n += 1;
            is_kept.get(n - 1).copied().unwrap_or(true)
        });
    }
    let found = found.map(|found| TextTable { headings: as_in_the_file(&found.headings), rows: trimmed(&found.rows) });
    score(found.as_ref(), &clean)
}

/// What a case scored, as the benchmark has it and by our rules.
struct Scored {
    name: String,
    raw: f64,
    by_our_rules: f64,
}

/// The scores of a set, the worst first.
fn scores(folder: &Path) -> Vec<Scored> {
    let paths: Vec<PathBuf> =
        std::fs::read_dir(folder.join("csv")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let scored = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let parameters = std::fs::read(folder.join(format!("parameters/{name}_parameters.json"))).unwrap_or_default();
        let parameters: serde_json::Value = serde_json::from_slice(&parameters).unwrap_or_default();
        let n_header_lines = &parameters["header_lines"];
        let n_header_lines = n_header_lines.as_u64().or_else(|| n_header_lines.as_str()?.parse().ok()).unwrap_or(1);
        let clean = clean(&folder.join("clean").join(&name), n_header_lines);
        let found = table(path);
        Scored { name, raw: score(found.as_ref(), &clean), by_our_rules: score_by_our_rules(found, &clean) }
    };
    let mut all: Vec<Scored> = paths.par_iter().map(scored).collect();
    all.sort_by(|one, other| one.raw.total_cmp(&other.raw).then_with(|| one.name.cmp(&other.name)));
    all
}

fn mean(scores: &[Scored], score: impl Fn(&Scored) -> f64, weight: impl Fn(&str) -> f64) -> f64 {
    let sum: f64 = scores.iter().map(|scored| weight(&scored.name)).sum();
    scores.iter().map(|scored| score(scored) * weight(&scored.name)).sum::<f64>() / sum
}

/// The benchmark's folders: named, or unpacked from the archives where those are.
fn unpacked(into: &Path) -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("TRIBEWISE_POLLOCK") {
        return Some(PathBuf::from(folder));
    }
    let packed = crate::support::data("messy-imports/pollock")?;
    for name in ["pollock-polluted.tar.xz", "pollock-survey.tar.xz"] {
        let tar = Process::new("tar").arg("xf").arg(packed.join(name)).current_dir(into).status();
        if !tar.is_ok_and(|status| status.success()) {
            println!("skipped: no tar here that unpacks {name}");
            return None;
        }
    }
    std::fs::copy(packed.join("pollock_weights.json"), into.join("pollock_weights.json")).ok()?;
    Some(into.to_owned())
}

#[test]
fn pollock_scores() {
    let folder = crate::support::folder();
    let Some(root) = unpacked(folder.path()) else { return };
    let weights = std::fs::read(root.join("pollock_weights.json")).unwrap_or_default();
    let weights: HashMap<String, f64> = serde_json::from_slice(&weights).unwrap_or_default();
    let weight = |name: &str| weights.get(name).copied().unwrap_or(0.0);
    let polluted = scores(&root.join("pollock"));
    let survey = scores(&root.join("survey"));
    for Scored { name, raw, by_our_rules } in polluted.iter().take(30).chain(survey.iter().take(25)) {
        println!("{raw:7.3} {by_our_rules:7.3}  {name}");
    }
    let raw = |scored: &Scored| scored.raw;
    let ours = |scored: &Scored| scored.by_our_rules;
    let as_published = [mean(&polluted, raw, |_| 1.0), mean(&polluted, raw, weight), mean(&survey, raw, |_| 1.0)];
    let by_our_rules = [mean(&polluted, ours, |_| 1.0), mean(&polluted, ours, weight), mean(&survey, ours, |_| 1.0)];
    println!("simple, weighted, real files: {as_published:.3?} as published, {by_our_rules:.3?} by our rules");
    assert!(as_published[0] >= 9.95 && as_published[1] >= 9.75 && as_published[2] >= 9.0, "{as_published:?}");
    assert!(by_our_rules[0] >= 9.95 && by_our_rules[1] >= 9.75 && by_our_rules[2] >= 9.0, "{by_our_rules:?}");
}
