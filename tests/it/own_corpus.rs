//! The small files with one defect each, through `tribewise import --json --table`: every outcome and every clean table
//! is that of their list, where they are at hand.

use crate::support::{Program, data, folder};
use serde_json::Value;
use std::path::Path;

type Rows = Vec<Vec<String>>;

/// Rows of trimmed cells; trailing and leading spaces are nobody's.
fn rows(path: &Path) -> Rows {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).unwrap();
    let row = |row: csv::StringRecord| row.iter().map(|cell| cell.trim().to_owned()).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// Numbers and days by what they say, where the list tells that their spelling is the defect; all else as it stands.
fn plain(cell: &str) -> String {
    if let Some(number) = tribewise::domain::import::parse_number(cell, false) {
        return number.to_string();
    }
    cell.to_owned()
}

fn same_table(found: &Rows, expected: &Rows, by_value: bool) -> Result<(), String> {
    if found.len() != expected.len() {
        return Err(format!("{} rows, {} expected", found.len(), expected.len()));
    }
    for (n, (found, expected)) in found.iter().zip(expected).enumerate() {
        for (cell, wanted) in found.iter().zip(expected) {
            let is_same = cell == wanted || (by_value && plain(cell) == plain(wanted));
            if !is_same {
                return Err(format!("row {n}: {cell:?}, {wanted:?} expected"));
            }
        }
        if found.len() != expected.len() {
            return Err(format!("row {n}: {} cells, {} expected", found.len(), expected.len()));
        }
    }
    Ok(())
}

/// What is wrong with one case; `None` where all is as its list says.
fn fault(case: &Value, file: &Value, table: Option<&Rows>, expected: Option<&Rows>) -> Option<String> {
    let word = |value: &Value| value.as_str().map_or_else(|| format!("no word: {value}"), str::to_owned);
    let (wanted, found) = (word(&case["outcome"]), word(&file["outcome"]));
    let (wanted, found) = (wanted.as_str(), found.as_str());
    // An answer without counts is no answer.
    let count = |name: &str| file[name].as_u64().unwrap_or(u64::MAX / 8);
    if count("rows_read") != count("rows_kept") + count("rows_set_aside") + count("rows_blank") {
        return Some("rows are lost".to_owned());
    }
    // For letters of one byte a question with the right guess counts as right.
    let kinds: Vec<&str> =
        file["questions"].as_array().into_iter().flatten().filter_map(|question| question["kind"].as_str()).collect();
    let is_asked_for_letters = case["class"] == "encoding" && kinds == ["encoding"];
    let is_met = match wanted {
        "error_or_ok" => true,
        "ok" => found == "ok" || is_asked_for_letters,
        _ => found == wanted,
    };
    if !is_met {
        return Some(format!("{wanted} expected, found {found} {}", file["questions"]));
    }
    if wanted == "ok_with_rejects" && case["rejects"].as_u64() != Some(count("rows_set_aside")) {
        return Some(format!("{} set aside, {} expected", count("rows_set_aside"), case["rejects"]));
    }
    let by_value = case.get("values").is_some();
    match (table, expected) {
        (Some(table), Some(expected)) => same_table(table, expected, by_value).err(),
        (None, Some(_)) if found != "error" => Some("no table was written".to_owned()),
        _ => None,
    }
}

#[test]
fn every_defect_costs_what_its_list_says() {
    let Some(own) = data("messy-imports/own") else { return };
    let list = std::fs::read_to_string(own.join("manifest.jsonl")).unwrap();
    let place = folder();
    let (mut faults, mut n_tables, mut n_met) = (Vec::new(), 0, 0);
    for (n, line) in list.lines().enumerate() {
        let case: Value = serde_json::from_str(line).unwrap();
        let name = case["file"].as_str().unwrap();
        let path = own.join("files").join(name);
        let (project, tables) = (format!("p{n}.tribewise"), format!("t{n}"));
        let program = Program::new(place.path());
        let ran = program.run(&["import", &project, path.to_str().unwrap(), "--json", "--table", &tables]);
        let Ok(said) = serde_json::from_str::<Value>(&ran.out) else {
            faults.push(format!("{name}: said nothing; {}", ran.err));
            continue;
        };
        let table = std::fs::read_dir(place.path().join(&tables)).ok().and_then(|mut files| files.next());
        let table = table.map(|file| rows(&file.unwrap().path()));
        let expected = case["expected"].as_str().map(|name| rows(&own.join("expected").join(name)));
        n_tables += usize::from(expected.is_some());
        if expected.is_some() && table.is_none() {
            faults.push(format!("{name}: no table"));
            continue;
        }
        match fault(&case, &said["files"][0], table.as_ref(), expected.as_ref()) {
            Some(fault) => faults.push(format!("{name}: {fault}")),
            None => n_met += 1,
        }
    }
    println!("{n_met} of {} as listed, {n_tables} tables compared", list.lines().count());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
