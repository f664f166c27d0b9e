//! The map of an earlier moment by the real program: a day or a snapshot, who lights up, and what it says when there is
//! no such moment.

use crate::support::{Program, SCORED, folder, write_town};

const P: &str = "p.tribewise";

#[test]
fn the_map_of_an_earlier_moment_is_written_and_says_so() {
    let folder = folder();
    write_town(folder.path(), 200);
    let program = Program::new(folder.path());
    program.json(&[&["import", P], &SCORED[..]].concat());
    program.json(&["score", P]);
    let map = |name: &str, more: &[&str]| {
        program.json(&[&["export", P, "map", "--to", name], more].concat());
        std::fs::read_to_string(folder.path().join(name)).unwrap()
    };
    let now = map("now.svg", &[]);
    assert!(!now.contains("As of "));
    let back = map("back.svg", &["--at", "2"]);
    assert!(back.contains("As of ") && back.contains("List of influencers since"));
    // The refusal says which moments there are, and those are taken.
    let said = program.fails(64, &["export", P, "map", "--to", "x.svg", "--at", "1970-01-01"]);
    let snapshot = said.split("1 = ").nth(1).and_then(|rest| rest.split([',', ')']).next()).unwrap();
    assert!(map("one.svg", &["--at", "1"]).contains(&format!("As of {snapshot}")), "{said}");
    for wrong in [&["--at", "99"][..], &["--at", "soon"], &["--at", "1", "--light-up", "Nothing of the kind"]] {
        program.fails(64, &[&["export", P, "map", "--to", "x.svg"], wrong].concat());
    }
    program.fails(64, &["export", P, "people", "--to", "x.csv", "--at", "1"]);
    assert!(!folder.path().join("x.svg").exists());
    let said = program.fails(64, &["export", P, "map", "--to", "x.svg", "--at", "1", "--light-up", "Nothing"]);
    let product = said.split("It is known of: ").nth(1).and_then(|rest| rest.split([',', '.']).next()).unwrap();
    let lit = map("lit.svg", &["--at", "1", "--light-up", product]);
    assert!(lit.contains(&format!("{product}: ")) && lit.contains(" by then"), "{product}");
    // Everybody as points, as of then.
    assert!(map("all.svg", &["--at", "2", "--everyone"]).contains("As of "));
}
