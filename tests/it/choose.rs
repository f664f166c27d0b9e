//! Whom to start with and how far word reaches, by the real program on a network one can work out by hand, and on one
//! whose figures are published.

use crate::support::{Program, data, folder};
use serde_json::Value;
use std::fmt::Write;

const P: &str = "p.tribewise";

/// A hub with eight friends, and a pair apart of whom one is worth as much as all others.
fn hub(program: &Program) {
    let mut people = "id,name,points,price\nhub,Hub,1,4\nrich,Rich,90,1\npoor,Poor,1,1\n".to_owned();
    let mut friends = "from,to\nrich,poor\n".to_owned();
    for n in 1..=8 {
        writeln!(people, "f{n},Friend {n},1,1").unwrap();
        writeln!(friends, "hub,f{n}").unwrap();
    }
    std::fs::write(program.folder.join("people.csv"), people).unwrap();
    std::fs::write(program.folder.join("friends.csv"), friends).unwrap();
    program.json(&["import", P, "people.csv", "--kind", "people", "--yes"]);
    program.json(&["import", P, "friends.csv", "--kind", "friendships", "--yes"]);
    program.json(&["score", P]);
}

fn ids(said: &Value) -> Vec<&str> {
    said["ids"].as_array().unwrap().iter().filter_map(Value::as_str).collect()
}

fn mean(said: &Value) -> f64 {
    said["reach"]["mean"].as_f64().unwrap()
}

#[test]
fn the_hub_is_chosen_and_reaches_what_arithmetic_says() {
    let folder = folder();
    let program = Program::new(folder.path());
    hub(&program);
    let half = ["--chance", "uniform:0.5", "--seed", "7"];
    let said = program.json(&[&["choose", P, "--count", "1"][..], &half].concat());
    assert_eq!(ids(&said), ["hub"]);
    assert!((mean(&said) - 5.0).abs() < 0.1, "{said}");
    let [low, high] = ["lower_bound", "upper_bound"].map(|bound| said[bound].as_f64().unwrap());
    assert!(low <= 5.0 && (5.0..6.0).contains(&high), "{said}");
    let credit = &said["credit"][0];
    assert!((credit["alone"].as_f64().unwrap() - 5.0).abs() < 0.2 && credit["fair"].as_f64().unwrap() < 5.0, "{said}");
    let tribes = said["tribes"].as_array().unwrap();
    assert!(tribes.len() == 1 && (tribes[0]["reach"].as_f64().unwrap() - mean(&said)).abs() < 1e-9, "{said}");
    // The printed object is a list that can be simulated again.
    std::fs::write(folder.path().join("chosen.json"), said.to_string()).unwrap();
    let again = program.json(&[&["spread", P, "--ids", "chosen.json"][..], &half].concat());
    assert_eq!(again["reach"], said["reach"]);
    std::fs::write(folder.path().join("leaf.txt"), "f1\nnobody\n").unwrap();
    let leaf = program.json(&[&["spread", P, "--ids", "leaf.txt"][..], &half].concat());
    assert!((mean(&leaf) - (1.0 + 0.5 * 4.5)).abs() < 0.1, "{leaf}");
    let certain = program.json(&["spread", P, "--ids", "leaf.txt", "--model", "lt", "--chance", "uniform:1"]);
    assert!(mean(&certain) > 2.0, "{certain}");
}

#[test]
fn money_worth_pins_and_exclusions_change_the_choice() {
    let folder = folder();
    let program = Program::new(folder.path());
    hub(&program);
    let choose = |more: &[&str]| program.json(&[&["choose", P, "--chance", "uniform:0.5"][..], more].concat());
    assert_eq!(ids(&choose(&["--count", "1", "--value", "points"])), ["rich"]);
    let excluded = choose(&["--count", "1", "--exclude", "hub,rich,poor"]);
    assert!(ids(&excluded).len() == 1 && ids(&excluded)[0].starts_with('f'), "{excluded}");
    let pinned = choose(&["--count", "2", "--pin", "poor"]);
    assert_eq!(ids(&pinned), ["poor", "hub"]);
    let bought = choose(&["--budget", "3", "--cost", "price"]);
    assert!(!ids(&bought).contains(&"hub") && bought["cost"].as_f64().unwrap() <= 3.0, "{bought}");
    let capped = choose(&["--count", "9", "--per-tribe", "1"]);
    assert_eq!(ids(&capped).len(), 2);
    for (words, name) in [
        (&["choose", P, "--count", "1", "--chance", "magic"][..], "magic"),
        (&["choose", P, "--count", "1", "--value", "shoe size"], "shoe size"),
    ] {
        assert!(program.fails(64, words).contains(name));
    }
    let said = program.fails(65, &["choose", P, "--count", "1", "--chance", "learned"]);
    assert!(said.contains("purchases"), "{said}");
}

#[test]
fn chances_are_learned_from_who_bought_what_after_whom() {
    let folder = folder();
    let program = Program::new(folder.path());
    // Everything that a buys, b buys a week later; whatever c buys, d never buys.
    std::fs::write(folder.path().join("friends.csv"), "from,to\na,b\nc,d\n").unwrap();
    let mut bought = "id,at,product,amount\n".to_owned();
    for n in 1..=20 {
        writeln!(bought, "a,2026-01-{n:02},Thing {n},1\nb,2026-02-{n:02},Thing {n},1\nc,2026-01-{n:02},Other {n},1")
            .unwrap();
    }
    std::fs::write(folder.path().join("bought.csv"), bought).unwrap();
    program.json(&["import", P, "friends.csv", "--kind", "friendships", "--yes"]);
    program.json(&["import", P, "bought.csv", "--kind", "purchases", "--yes"]);
    program.json(&["score", P]);
    let reach = |id: &str| {
        std::fs::write(folder.path().join("list.txt"), id).unwrap();
        mean(&program.json(&["spread", P, "--ids", "list.txt", "--chance", "learned"])) - 1.0
    };
    let (told, deaf, backwards) = (reach("a"), reach("c"), reach("b"));
    assert!(told > 0.8 && deaf < 0.2 && backwards < 0.2, "{told} {deaf} {backwards}");
}

#[test]
fn levels_sure_ranks_people_in_between_and_those_who_may_follow() {
    let folder = folder();
    let program = Program::new(folder.path());
    hub(&program);
    let said = program.json(&["score", P, "--certainty", "10", "--between", "2", "--levels", "--seams"]);
    assert_eq!(said["tribes_hang_together"], true);
    assert!(said["modularity"].is_f64() && said["seconds"].is_object() && said["peak_megabytes"].as_u64() > Some(0));
    let first = &said["ranks"][0];
    assert!(first["best"].as_u64() <= first["worst"].as_u64() && first["rank"] == 1, "{said}");
    let between = &said["between"]["people"][0];
    assert!(between["id"] == "hub" && between["pairs"] == 28.0 && said["between"]["is_certain"] == true, "{said}");
    // Eight friends who do not know each other, an eighth of the attention each: 8 · (1/8)².
    assert!((between["constraint"].as_f64().unwrap() - 0.125).abs() < 1e-6, "{said}");
    assert!(said["levels"].as_array().is_some_and(|levels| levels.len() <= 3 && !levels.is_empty()), "{said}");
    let tribe = &said["seams"][0];
    assert!(tribe["ties"] == 8 && tribe["bridges"] == 0 && tribe["critical_ties"].as_u64() > Some(0), "{said}");
    std::fs::write(folder.path().join("left.txt"), "hub\n").unwrap();
    let said = program.json(&["leaving", P, "--ids", "left.txt", "--count", "3"]);
    let people = said["people"].as_array().unwrap();
    assert!(people.len() == 3 && people.iter().all(|person| person["contacts_left"] == 1), "{said}");
}

#[test]
fn tribes_above_a_size_are_split() {
    let folder = folder();
    let program = Program::new(folder.path());
    let ring: Vec<String> = (0..12).map(|n| format!("p{n},p{}\n", (n + 1) % 12)).collect();
    let ring = ring.concat();
    std::fs::write(folder.path().join("friends.csv"), format!("from,to\n{ring}")).unwrap();
    program.json(&["import", P, "friends.csv", "--kind", "friendships", "--yes"]);
    let whole = program.json(&["score", P]);
    let split = program.json(&["score", P, "--largest-tribe", "2"]);
    assert!(split["tribes"].as_u64() > whole["tribes"].as_u64(), "{whole} {split}");
    let members = || -> String {
        program.json(&["export", P, "people", "--to", "people.csv"]);
        std::fs::read_to_string(folder.path().join("people.csv")).unwrap()
    };
    let before = members();
    for _ in 0..2 {
        let again = program.json(&["score", P]);
        assert_eq!((&again["tribes"], &again["modularity"]), (&split["tribes"], &split["modularity"]));
        assert_eq!(members(), before, "nothing has changed");
    }
}

#[test]
fn physicists_are_reached_as_published() {
    let Some(path) = data("nethept").map(|folder| folder.join("hep.txt")) else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let mut friends = "from,to\n".to_owned();
    for line in text.lines().skip(1) {
        writeln!(friends, "{}", line.split_whitespace().take(2).collect::<Vec<_>>().join(",")).unwrap();
    }
    let folder = folder();
    let program = Program::new(folder.path());
    std::fs::write(folder.path().join("friends.csv"), friends).unwrap();
    program.json(&["import", P, "friends.csv", "--kind", "friendships", "--yes"]);
    program.json(&["score", P, "--weight", "one"]);
    let said = program.json(&["choose", P, "--count", "50", "--runs", "2000"]);
    println!("NetHEPT, weighted cascade, 50 people: {:.1} (published 967; the most connected 849)", mean(&said));
    assert!(mean(&said) >= 960.0 && ids(&said).len() == 50, "{}", mean(&said));
    assert!(said["lower_bound"].as_f64() < Some(967.0) && said["upper_bound"].as_f64() > Some(967.0));
}
