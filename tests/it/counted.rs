//! How often what stands in files is counted, by the real program: missed calls of months that overlap, weights of graphs.

use crate::support::{Program, folder};
use std::fmt::Write;

const P: &str = "p.tribewise";

#[test]
fn a_missed_call_that_stands_in_two_months_is_counted_once() {
    let folder = folder();
    let put = |name: &str, rows: &str| {
        std::fs::write(folder.path().join(name), format!("caller,callee,start_time,duration\n{rows}")).unwrap();
    };
    let both = "1,3,2026-10-31 23:00,-1\n2,3,2026-10-31 23:30,-1\n";
    put("october.csv", &format!("1,2,2026-10-01 10:00,60\n2,1,2026-10-03 10:00,-1\n{both}"));
    put("november.csv", &format!("{both}3,1,2026-11-02 10:00,-1\n1,2,2026-11-03 10:00,0\n4,1,2026-11-05 11:00,10\n"));
    let program = Program::new(folder.path());
    assert_eq!(program.json(&["import", P, "october.csv"])["files"][0]["missed_calls"], 3);
    let said = program.run(&["month", P, "november.csv", "--after", "october.csv"]).out;
    let account = "5 rows read: 3 kept, 2 in an earlier month already; 1 missed call among them";
    assert!(said.contains(account), "{said}");
}

#[test]
fn a_weight_beyond_all_counts_is_told_and_counts_once() {
    let folder = folder();
    let mut graph =
        "<graphml><key id=\"w\" for=\"edge\" attr.name=\"weight\"/><graph edgedefault=\"undirected\">".to_owned();
    for n in 0..60 {
        let weight = if n == 7 { 1_000_000_000_000_u64 } else { n % 5 + 1 };
        let next = (n + 1) % 60;
        write!(graph, "<edge source=\"p{n}\" target=\"p{next}\"><data key=\"w\">{weight}</data></edge>").unwrap();
    }
    std::fs::write(folder.path().join("friends.graphml"), graph + "</graph></graphml>").unwrap();
    let program = Program::new(folder.path());
    let said = program.json(&["import", P, "friends.graphml", "--yes"]);
    let file = &said["files"][0];
    assert_eq!((&file["columns"][2]["meaning"], &file["rows_kept"]), (&"times".into(), &60.into()));
    let told: Vec<&str> =
        file["warnings"].as_array().unwrap().iter().filter_map(|one| one["message"].as_str()).collect();
    assert_eq!(told, ["Row 8, column weight: This is not a number (found “1000000000000”)"]);
    let scored = program.json(&["score", P]);
    assert_eq!((&scored["people_ranked"], &scored["ties"]), (&60.into(), &60.into()));
}
