//! Import on real public files, where they are at hand; figures are those that their publishers give.

use super::*;
use crate::domain::model::{FileKind, Meaning};
use crate::domain::ticket::Ticket;
use polars::prelude::ChunkAgg;
use std::path::PathBuf;

fn file(name: &str) -> Option<Source> {
    let root = std::env::var_os("TRIBEWISE_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data")), PathBuf::from);
    let path = root.join(name);
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: {name} is not here");
        return None;
    };
    Some(Source { name: path.file_name()?.to_string_lossy().into_owned(), bytes: bytes.into() })
}

fn read_as_proposed(source: &Source) -> (Proposal, Imported) {
    let proposal = propose(source, None).unwrap();
    let imported = read(source, &proposal.mapping, &Ticket::new()).unwrap().unwrap();
    let Report { n_rows_read, n_rows_kept, n_rows_set_aside, n_rows_blank, .. } = imported.report;
    assert_eq!(n_rows_read, n_rows_kept + n_rows_set_aside + n_rows_blank);
    (proposal, imported)
}

#[test]
fn pairs_of_people() {
    let known = [
        ("copenhagen-phone/calls.csv", FileKind::Calls, 3_600, 0, true),
        ("copenhagen-phone/sms.csv", FileKind::Messages, 24_333, 0, true),
        // 6,429 lines, 11 of them people who befriended themselves.
        ("copenhagen-phone/fb_friends.csv", FileKind::Friendships, 6_418, 11, false),
        ("bitcoin-otc/soc-sign-bitcoinotc.csv", FileKind::Ratings, 35_592, 0, false),
        // 25,571 lines, 642 of them people who mail themselves.
        ("email-eu-core/email-Eu-core.txt", FileKind::Messages, 24_929, 642, false),
        ("small-known-answers/karate_ties.csv", FileKind::Friendships, 78, 0, false),
        ("small-known-answers/football_ties.csv", FileKind::Friendships, 613, 0, false),
        ("small-known-answers/polbooks_ties.csv", FileKind::Friendships, 441, 0, false),
        ("small-known-answers/ukfaculty_ties.csv", FileKind::Friendships, 817, 0, false),
        ("small-known-answers/glasgow_friends_wave1.csv", FileKind::Friendships, 113, 0, false),
        ("nethept/hep.txt", FileKind::Friendships, 58_852, 39, false),
    ];
    for (name, kind, n_kept, n_set_aside, asks_start) in known {
        let Some(source) = file(name) else { continue };
        let (proposal, imported) = read_as_proposed(&source);
        assert_eq!(imported.table.kind, kind, "{name}");
        assert_eq!(proposal.questions.contains(&Question::StartDate), asks_start, "{name}: {:?}", proposal.questions);
        assert_eq!(proposal.questions.len(), usize::from(asks_start), "{name}: {:?}", proposal.questions);
        assert_eq!((imported.report.n_rows_kept, imported.report.n_rows_set_aside), (n_kept, n_set_aside), "{name}");
    }
}

#[test]
fn missed_calls_and_signed_judgements() {
    if let Some(source) = file("copenhagen-phone/calls.csv") {
        assert_eq!(read_as_proposed(&source).1.report.n_missed_calls, 366);
    }
    if let Some(source) = file("bitcoin-otc/soc-sign-bitcoinotc.csv") {
        let (proposal, ratings) = read_as_proposed(&source);
        assert!(!proposal.mapping.has_header);
        assert_eq!(proposal.mapping.time, TimeReading::SecondsSince { start: 0 });
        let value = ratings.table.frame.column("value").unwrap().f64().unwrap();
        assert_eq!((value.min(), value.max()), (Some(-10.0), Some(10.0)));
        let at = ratings.table.frame.column("at").unwrap().i64().unwrap();
        assert!(at.min() > Some(1_289_000_000) && at.max() < Some(1_454_000_000));
    }
}

#[test]
fn lists_of_people() {
    let known = [
        ("small-known-answers/karate_members.csv", 34),
        ("small-known-answers/football_members.csv", 115),
        ("small-known-answers/polbooks_members.csv", 105),
        ("small-known-answers/ukfaculty_members.csv", 81),
        ("small-known-answers/doctors_tetracycline.csv", 125),
        ("small-known-answers/korean_women_family_planning.csv", 1_047),
        ("email-eu-core/email-Eu-core-department-labels.txt", 1_005),
    ];
    for (name, n_kept) in known {
        let Some(source) = file(name) else { continue };
        let (proposal, imported) = read_as_proposed(&source);
        assert_eq!(imported.table.kind, FileKind::People, "{name}");
        assert_eq!(imported.report.n_rows_kept, n_kept, "{name}: {:?}", proposal.mapping);
    }
}

#[test]
fn files_without_ids_say_so() {
    let known = [
        ("hillstrom-email/hillstrom.csv", FileKind::Results, ','),
        ("bank-marketing/bank-additional.csv", FileKind::Results, ';'),
        ("iranian-telco-churn/Customer_Churn.csv", FileKind::People, ','),
    ];
    for (name, kind, delimiter) in known {
        let Some(source) = file(name) else { continue };
        let proposal = propose(&source, None).unwrap();
        assert_eq!((proposal.mapping.kind, proposal.mapping.delimiter), (kind, delimiter), "{name}");
        assert!(proposal.questions.contains(&Question::MissingColumn(Meaning::Id)), "{name}: {:?}", proposal.mapping);
    }
}

/// Ids and names that are not among the expected ones; files whose ids stand in no column of that name are left out.
fn wrong_cells(source: &Source, expected: Option<&str>) -> Vec<String> {
    let Some(expected) = expected.and_then(|name| file(&format!("messy-imports/own/expected/{name}"))) else {
        return Vec::new();
    };
    let mut reader = csv::Reader::from_reader(&*expected.bytes);
    let headings = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let frame = read_as_proposed(source).1.table.frame;
    let mut wrong = Vec::new();
    for (heading, column) in [("customer_id", "id"), ("name", "name")] {
        let place = headings.iter().position(|other| other == heading);
        let (Some(place), Ok(column)) = (place, frame.column(column)) else { continue };
        let known: std::collections::HashSet<&str> = rows.iter().map(|row| row[place].trim()).collect();
        let cells = column.str().unwrap().iter().flatten();
        wrong.extend(cells.filter(|cell| !known.contains(cell)).map(str::to_owned));
    }
    wrong
}

/// The small files with one defect each: every one has the outcome that its list says.
#[test]
fn defects_cost_what_they_must() {
    let Some(list) = file("messy-imports/own/manifest.jsonl") else { return };
    let mut wrong = Vec::new();
    let mut n_met = 0;
    for line in std::str::from_utf8(&list.bytes).unwrap().lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = case["file"].as_str().unwrap();
        let outcome = case["outcome"].as_str().unwrap();
        let Some(source) = file(&format!("messy-imports/own/files/{name}")) else { continue };
        let carried = if is_foreign(&source.bytes) { read_foreign(&source.bytes) } else { Ok(source.bytes.to_vec()) };
        let source = carried.map(|bytes| Source { name: source.name.clone(), bytes: bytes.into() });
        let read = source.as_ref().map_err(|refusal| Unreadable::Foreign(*refusal)).and_then(|source| {
            let proposal = propose(source, None)?;
            Ok((read_as_proposed(source).1.report, proposal.questions))
        });
        let is_met = match (outcome, &read) {
            ("error" | "error_or_ok", Err(_)) | ("error_or_ok", Ok(_)) => true,
            ("warn", Ok((report, questions))) => {
                let is_warned = report.warnings.iter().any(|warning| !warning.kind.is_of_a_cell());
                is_warned && questions.is_empty() && report.n_rows_set_aside == 0
            }
            ("ok" | "ok_with_rejects" | "ok_with_cell_warnings", Ok((report, questions))) => {
                let source = source.as_ref().unwrap();
                let is_asking = questions.iter().any(|question| *question != Question::Encoding);
                let is_warned = report.warnings.iter().any(|warning| !warning.kind.is_of_a_cell());
                let is_doubtful = !report.warnings.is_empty() || report.problems.iter().any(|p| !p.is_set_aside);
                let is_as_many = case["rows"].as_u64().is_none_or(|n_rows| n_rows == report.n_rows_kept);
                is_as_many
                    && !is_asking
                    && !is_warned
                    && (outcome != "ok" || !is_doubtful)
                    && (outcome != "ok_with_cell_warnings" || is_doubtful)
                    && case["rejects"].as_u64() == Some(report.n_rows_set_aside)
                    && wrong_cells(source, case["expected"].as_str()).is_empty()
            }
            ("ask", Ok((_, questions))) => !questions.is_empty(),
            _ => false,
        };
        n_met += usize::from(is_met);
        if !is_met {
            wrong.push(format!(
                "{name}: {outcome}, {}",
                read.map_or_else(
                    |error| error.to_string(),
                    |(r, q)| {
                        format!(
                            "{} kept, {} set aside, {} blank, {:?} {q:?}",
                            r.n_rows_kept,
                            r.n_rows_set_aside,
                            r.n_rows_blank,
                            r.problems.iter().map(|p| (p.row, p.kind)).take(3).collect::<Vec<_>>()
                        )
                    }
                )
            ));
        }
    }
    println!("{n_met} met\n{}", wrong.join("\n"));
    assert!(n_met >= 99, "{n_met} met\n{}", wrong.join("\n"));
}
