//! Real public files through `tribewise import --json`: each has its published row counts, the right kind, and asks
//! nothing but what its publishers say that a person must say.

use crate::support::{Program, data, folder};
use serde_json::Value;

/// A file, its kind, rows read, rows set aside, and the kinds of what is asked.
struct Known(&'static str, &'static str, u64, u64, &'static [&'static str]);

#[rustfmt::skip]
const KNOWN: &[Known] = &[
    Known("copenhagen-phone/calls.csv", "calls", 3_600, 0, &["start_date"]),
    Known("copenhagen-phone/sms.csv", "messages", 24_333, 0, &["start_date"]),
    // 11 people befriended themselves.
    Known("copenhagen-phone/fb_friends.csv", "friendships", 6_429, 11, &[]),
    Known("bitcoin-otc/soc-sign-bitcoinotc.csv", "ratings", 35_592, 0, &[]),
    // 642 mails to oneself.
    Known("email-eu-core/email-Eu-core.txt", "messages", 25_571, 642, &[]),
    Known("email-eu-core/email-Eu-core-department-labels.txt", "people", 1_005, 0, &[]),
    Known("deezer-hungary/HU_edges.csv", "friendships", 222_887, 0, &[]),
    Known("deezer-hungary/HU_genres_long.zip", "interests", 284_901, 0, &[]),
    // 135,080 lines have no customer.
    Known("online-retail/online-retail.zip", "purchases", 541_909, 135_080, &[]),
    Known("online-retail/online-retail-2010-12.xlsx", "purchases", 42_481, 15_631, &[]),
    // No customer number: the row is the customer.
    Known("iranian-telco-churn/Customer_Churn.csv", "people", 3_150, 0, &["id_from"]),
    Known("hillstrom-email/hillstrom.csv", "results", 64_000, 0, &["id_from"]),
    Known("bank-marketing/bank-additional.csv", "results", 4_119, 0, &["id_from"]),
    // 39 lines name one author twice.
    Known("nethept/hep.txt", "friendships", 58_891, 39, &[]),
    Known("douban-friends/soc-douban.mtx", "friendships", 327_162, 0, &[]),
    Known("small-known-answers/karate_ties.csv", "friendships", 78, 0, &[]),
    Known("small-known-answers/karate_members.csv", "people", 34, 0, &[]),
    Known("small-known-answers/polbooks_ties.csv", "friendships", 441, 0, &[]),
    Known("small-known-answers/polbooks_members.csv", "people", 105, 0, &[]),
    Known("small-known-answers/football_ties.csv", "friendships", 613, 0, &[]),
    Known("small-known-answers/football_members.csv", "people", 115, 0, &[]),
    Known("small-known-answers/ukfaculty_ties.csv", "friendships", 817, 0, &[]),
    Known("small-known-answers/ukfaculty_members.csv", "people", 81, 0, &[]),
    // The key is city and id together; village and id.
    Known("small-known-answers/doctors_tetracycline.csv", "people", 125, 0, &["id_from"]),
    Known("small-known-answers/korean_women_family_planning.csv", "people", 1_047, 0, &["id_from"]),
    Known("small-known-answers/glasgow_friends_wave1.csv", "friendships", 113, 0, &[]),
    Known("small-known-answers/glasgow_friends_wave2.csv", "friendships", 116, 0, &[]),
    Known("small-known-answers/glasgow_friends_wave3.csv", "friendships", 122, 0, &[]),
    Known("small-known-answers/glasgow_habits.csv", "people", 150, 0, &[]),
];

fn asked(file: &Value) -> Vec<String> {
    let kind = |question: &Value| question["kind"].as_str().map_or_else(|| question["kind"].to_string(), str::to_owned);
    file["questions"].as_array().map(|all| all.iter().map(kind).collect()).unwrap_or_default()
}

#[test]
fn every_known_file_is_understood() {
    let Some(root) = data(".") else { return };
    let place = folder();
    let mut faults = Vec::new();
    for (n, Known(name, kind, n_read, n_set_aside, questions)) in KNOWN.iter().enumerate() {
        let path = root.join(name);
        if !path.is_file() {
            println!("skipped: {name} is not here");
            continue;
        }
        let project = format!("p{n}.tribewise");
        let ran = Program::new(place.path()).run(&["import", &project, path.to_str().unwrap(), "--json"]);
        let said: Value = serde_json::from_str(&ran.out).unwrap_or_default();
        let file = &said["files"][0];
        let count = |name: &str| file[name].as_u64().unwrap_or(0);
        let n_all = count("rows_read") - count("rows_blank");
        let found = (file["kind"].as_str().unwrap_or(""), n_all, count("rows_set_aside"), asked(file));
        let wanted = (*kind, *n_read, *n_set_aside, questions.iter().map(|&word| word.to_owned()).collect::<Vec<_>>());
        println!("{name}: {}, {n_all} rows, {} set aside, asked {:?}", found.0, found.2, found.3);
        if found != wanted {
            faults.push(format!("{name}: {found:?}, {wanted:?} expected; {}", ran.err));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn published_modularity_is_reached_in_a_project_that_was_scored_before() {
    let Some(path) = data("small-known-answers").map(|folder| folder.join("polbooks_ties.csv")) else { return };
    let place = folder();
    let program = Program::new(place.path());
    program.json(&["import", "p.tribewise", path.to_str().unwrap(), "--yes"]);
    let by_strength = program.json(&["score", "p.tribewise"]);
    // The best known: 0.5272 (Brandes et al. 2008).
    for _ in 0..2 {
        let said = program.json(&["score", "p.tribewise", "--weight", "one"]);
        assert!((said["modularity"].as_f64().unwrap() - 0.52724).abs() < 5e-6, "{said}");
    }
    let back = program.json(&["score", "p.tribewise", "--weight", "strength"]);
    assert_eq!(
        (&back["modularity"], &back["tribes"]),
        (&by_strength["modularity"], &by_strength["tribes"]),
        "as it was at first"
    );
}
