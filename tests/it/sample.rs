//! The sample town from outside the library: what a newcomer opens first.

use tribewise::domain::import::{propose, read};
use tribewise::domain::model::FileKind;
use tribewise::domain::sample::{N_PEOPLE, town_with_truth};
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
