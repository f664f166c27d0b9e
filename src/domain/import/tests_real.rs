//! Import on real public files, where they are at hand; figures are those that their publishers give.

use super::*;
use crate::domain::model::FileKind;
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
        let frame = ratings.table.frame();
        let value = frame.column("value").unwrap().f64().unwrap();
        assert_eq!((value.min(), value.max()), (Some(-10.0), Some(10.0)));
        let at = frame.column("at").unwrap().i64().unwrap();
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
        assert_eq!(proposal.questions, [Question::IdFrom], "{name}: {:?}", proposal.mapping);
    }
}
