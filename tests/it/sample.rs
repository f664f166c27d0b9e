//! The sample town from outside the library: what a newcomer opens first.

use crate::support::{Program, csv_rows, folder};
use chrono::NaiveDate;
use tribewise::domain::import::{Source, propose, read};
use tribewise::domain::model::FileKind;
use tribewise::domain::sample::{N_PEOPLE, town_before, town_with_truth};
use tribewise::domain::ticket::Ticket;

#[test]
fn the_sample_is_the_same_for_everyone() {
    let (files, truth) = town_with_truth(N_PEOPLE, 42);
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "customers.csv",
            "calls.csv",
            "messages.csv",
            "purchases.csv",
            "opt-outs.csv",
            "outgoing-messages.csv",
            "winter-offer-results.csv"
        ]
    );
    assert_eq!((truth.tribes.len(), truth.n_untidy_rows), (25, 5));
    let again = town_with_truth(N_PEOPLE, 42);
    assert_eq!(again.1, truth);
    assert!(files.iter().zip(&again.0).all(|(one, two)| one.bytes == two.bytes));
}

#[test]
fn the_sample_is_read_without_a_question_and_only_the_untidy_rows_are_set_aside() {
    let (files, truth) = town_with_truth(600, 42);
    let kinds = [
        FileKind::People,
        FileKind::Calls,
        FileKind::Messages,
        FileKind::Purchases,
        FileKind::Optouts,
        FileKind::Outgoing,
        FileKind::Results,
    ];
    let mut n_set_aside = 0;
    for (file, kind) in files.iter().zip(kinds) {
        let proposal = propose(file, None).unwrap();
        assert_eq!((proposal.mapping.kind, &proposal.questions[..]), (kind, &[][..]), "{}", file.name);
        assert_eq!(proposal.mapping.missing(), []);
        let report = read(file, &proposal.mapping, &Ticket::new()).unwrap().unwrap().report;
        assert_eq!(report.n_rows_read, report.n_rows_kept + report.n_rows_set_aside + report.n_rows_blank);
        assert_eq!(report.problems.len() as u64, report.n_rows_set_aside, "{}: {:?}", file.name, report.problems);
        n_set_aside += report.n_rows_set_aside as usize;
    }
    assert_eq!(n_set_aside, truth.n_untidy_rows);
}

/// Cells of a file, row by row, without the header.
fn cells(files: &[Source], name: &str) -> Vec<Vec<String>> {
    csv_rows(&files.iter().find(|file| file.name == name).unwrap().bytes).split_off(1)
}

#[test]
fn nobody_who_may_not_be_contacted_took_part_in_the_winter_offer() {
    let (files, _) = town_with_truth(N_PEOPLE, 7);
    let (people, out) = (cells(&files, "customers.csv"), cells(&files, "opt-outs.csv"));
    let refused = people.iter().filter(|row| row[12] == "no").chain(&out).map(|row| row[0].clone());
    let refused: std::collections::BTreeSet<String> = refused.filter(|id| !id.is_empty()).collect();
    let results = cells(&files, "winter-offer-results.csv");
    assert!(refused.len() > 200 && results.len() > 1_000);
    assert!(results.iter().all(|row| !refused.contains(&row[0])));
}

#[test]
fn the_sample_is_days_old_whenever_it_is_opened() {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
    let (usual, _) = town_with_truth(200, 7);
    assert!(usual.iter().zip(&town_before(day("2026-09-03"), 200, 7)).all(|(one, two)| one.bytes == two.bytes));
    // Later by whole weeks, and else the same: no row came or went, and every call is at the same time of the week.
    let later = town_before(day("2027-02-24"), 200, 7);
    let (before, after) = (cells(&usual, "calls.csv"), cells(&later, "calls.csv"));
    assert_eq!(before.len(), after.len());
    for (one, two) in before.iter().zip(&after) {
        let weeks = day(&two[0][..10]) - day(&one[0][..10]);
        assert_eq!((weeks.num_days(), &one[0][10..], &one[1..]), (25 * 7, &two[0][10..], &two[1..]));
    }
    let newest = after.iter().map(|row| day(&row[0][..10])).max().unwrap();
    assert!((1..=9).contains(&(day("2027-02-24") - newest).num_days()), "{newest}");
}

#[test]
fn the_plan_of_the_sample_and_its_results_speak_of_the_same_people() {
    let folder = folder();
    let program = Program::new(folder.path());
    program.json(&["sample", "s.tribewise", "--before", "2027-02-24"]);
    let groups = program.json(&["plan", "s.tribewise", "groups", "--name", "Winter offer"]);
    let learned = &program.json(&["learned", "s.tribewise"])["learned"][0];
    let result = learned["result"].as_str().unwrap();
    let n = groups["treated"].as_u64().unwrap();
    assert!(result.starts_with(&format!("Coupons for {n} people brought ")), "{result} of {n}");
    let sure = learned["sure"].as_str().unwrap();
    assert!(sure.contains(&format!("of the {n} people treated")), "{sure}");
    assert!(sure.contains(&format!("of the {} people left alone", groups["control"])), "{sure}");
}
