//! Scores the reading of delimited text by the Pollock benchmark (Vitagliano et al., VLDB 2023), where its files are at
//! hand; knows nothing of how text is read.
//!
//! `TRIBEWISE_POLLOCK` names the folder into which its two archives were unpacked (`pollock/`, `survey/`); each case has
//! a file in `csv` and the same table, comma-separated and quoted, in `clean`. A case scores 1 for being read, and
//! precision, recall and F1 of its header, its records and its cells: 10 at most.

use std::collections::HashMap;
use std::hash::Hash;
use std::path::{Path, PathBuf};
use tribewise::domain::import::{Source, TextTable, text_table};

fn table(path: &Path) -> Option<TextTable> {
    let bytes = std::fs::read(path).ok()?;
    let name = path.file_name()?.to_string_lossy().into_owned();
    text_table(&Source { name, bytes: bytes.into() }).ok()
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

fn score(found: Option<TextTable>, clean: &[Vec<String>]) -> f64 {
    let Some((header, records)) = clean.split_first() else { return if found.is_none() { 10.0 } else { 0.0 } };
    let Some(found) = found else {
        // A header without rows is refused with a reason: nothing is wrong about it, and nothing is there.
        return 0.0;
    };
    let cells = |rows: &[Vec<String>]| -> Vec<String> { rows.iter().flatten().cloned().collect() };
    1.0 + measures(&found.headings, header)
        + measures(&found.rows, records)
        + measures(&cells(&found.rows), &cells(records))
}

/// The scores of a set, by name.
fn scores(folder: &Path) -> Vec<(String, f64)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder.join("csv")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let parameters = std::fs::read(folder.join(format!("parameters/{name}_parameters.json"))).unwrap_or_default();
        let parameters: serde_json::Value = serde_json::from_slice(&parameters).unwrap_or_default();
        let n_header_lines = &parameters["header_lines"];
        let n_header_lines = n_header_lines.as_u64().or_else(|| n_header_lines.as_str()?.parse().ok()).unwrap_or(1);
        let clean = clean(&folder.join("clean").join(&name), n_header_lines);
        all.push((name, score(table(&path), &clean)));
    }
    all.sort_by(|one, other| one.1.total_cmp(&other.1).then_with(|| one.0.cmp(&other.0)));
    all
}

fn mean(scores: &[(String, f64)], weight: impl Fn(&str) -> f64) -> f64 {
    let sum: f64 = scores.iter().map(|(name, _)| weight(name)).sum();
    scores.iter().map(|(name, score)| score * weight(name)).sum::<f64>() / sum
}

#[test]
fn pollock_scores() {
    let Some(root) = std::env::var_os("TRIBEWISE_POLLOCK").map(PathBuf::from) else {
        println!("skipped: TRIBEWISE_POLLOCK names no folder");
        return;
    };
    let polluted = scores(&root.join("pollock"));
    let survey = scores(&root.join("survey"));
    let weights = std::fs::read(root.join("pollock_weights.json")).unwrap_or_default();
    let weights: HashMap<String, f64> = serde_json::from_slice(&weights).unwrap_or_default();
    let simple = mean(&polluted, |_| 1.0);
    let weighted = mean(&polluted, |name| weights.get(name).copied().unwrap_or(0.0));
    let real = mean(&survey, |_| 1.0);
    for (name, score) in polluted.iter().take(25).chain(survey.iter().take(25)) {
        println!("{score:7.3}  {name}");
    }
    println!("simple {simple:.3}, weighted {weighted:.3}, real files {real:.3}");
    assert!(simple >= 9.95 && weighted >= 9.75 && real >= 9.0, "{simple} {weighted} {real}");
}
