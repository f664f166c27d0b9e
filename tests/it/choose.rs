//! Whom to start with and how far word reaches, by the real program on a network one can work out by hand, and on one
//! whose figures are published.

use crate::support::{Program, data, folder};
use serde_json::Value;
use std::fmt::Write;

const P: &str = "p.tribewise";

/// A hub with eight friends, and a pair apart of whom one is worth as much as all others.
fn hub(program: &Program) {
    let mut people =
        "id,name,points,price,cost,fee\nhub,Hub,1,4,1.10,2\nrich,Rich,90,1,1.10,5\npoor,Poor,1,1,1.10,8\n".to_owned();
    let mut friends = "from,to\nrich,poor\n".to_owned();
    for n in 1..=8 {
        writeln!(people, "f{n},Friend {n},1,1,1.10,{}", 2 + n % 4).unwrap();
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
    assert_eq!(leaf["unknown"], serde_json::json!(["nobody"]));
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
    // A budget that pays for three exactly is spent on three.
    for (budget, n) in [("3.3", 3), ("3.29", 2), ("8.8", 8)] {
        let bought = choose(&["--budget", budget, "--cost", "cost"]);
        assert_eq!(ids(&bought).len(), n, "{bought}");
    }
    assert_eq!(choose(&["--budget", "3.3", "--cost", "cost"])["cost"], 3.3);
    assert!(program.fails(64, &["choose", P, "--budget", "-1"]).contains("above 0"));
    // A column that import left out is there, and no unknown one.
    let said = program.fails(64, &["choose", P, "--budget", "9", "--cost", "FEE"]);
    assert!(said.contains("“fee” stands in people.csv"), "{said}");
    // Costs without a budget are told, and change nobody.
    let free = choose(&["--count", "3"]);
    let priced = choose(&["--count", "3", "--cost", "price"]);
    assert_eq!((&priced["ids"], priced["cost"].as_f64()), (&free["ids"], Some(6.0)));
}

#[test]
fn nothing_that_was_asked_for_is_dropped_without_a_word() {
    let folder = folder();
    let program = Program::new(folder.path());
    hub(&program);
    std::fs::write(folder.path().join("out.csv"), "id\nrich\n").unwrap();
    program.json(&["import", P, "out.csv", "--kind", "optouts", "--yes"]);
    let pinned = ["choose", P, "--count", "1", "--pin", "rich,f1,f2,hub", "--exclude", "f2"];
    let ran = program.run(&pinned);
    assert!(ran.err.contains("opted out: rich") && ran.err.contains("--exclude, too: f2"), "{}", ran.err);
    let said = program.json(&pinned);
    assert_eq!((ids(&said), &said["left_out"]), (vec!["f1", "hub"], &serde_json::json!(["rich", "f2"])));
    std::fs::write(folder.path().join("list.json"), "[\"rich\"]").unwrap();
    let ran = program.run(&["spread", P, "--ids", "list.json"]);
    assert!(ran.status == 0 && ran.err.contains("opted out, so that no word comes from them: rich"), "{}", ran.err);
    // Nobody's spending is known; columns of words are not offered as numbers.
    for option in ["--cost", "--value"] {
        assert!(program.fails(65, &["choose", P, "--count", "1", option, "spend"]).contains("no file has amounts"));
    }
    let said = program.fails(64, &["choose", P, "--count", "1", "--value", "name"]);
    assert!(said.contains("There is: points, price, cost."), "{said}");
    let said = program.fails(64, &["choose", P]);
    assert!(said.contains("--count") && said.contains("--budget"), "{said}");
    assert!(program.fails(64, &["spread", P, "--ids", "list.json", "--runs", "1"]).contains("--runs must be 2"));
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
    // Every rank lies within its own range, and whom nothing tells from the first of a group shares the group's rank.
    let ranks = said["ranks"].as_array().unwrap();
    let number = |of: &Value, key: &str| of[key].as_u64().unwrap();
    let shown: Vec<u64> = ranks.iter().map(|of| number(of, "shown_rank")).collect();
    assert!(shown.is_sorted() && shown[0] == 1 && ranks.len() == 11, "{said}");
    for (rank, of) in (1..).zip(ranks) {
        assert!((number(of, "best")..=number(of, "worst")).contains(&rank) && number(of, "rank") == rank, "{of}");
        let n_sharing = shown.iter().filter(|&&other| other == number(of, "shown_rank")).count();
        assert_eq!(number(of, "sharing"), n_sharing as u64, "{said}");
    }
    let told = program.run(&["score", P, "--certainty", "10"]).out;
    let n_shared = ranks.iter().filter(|of| number(of, "sharing") > 1).count();
    let is_shared =
        |line: &&str| line.strip_prefix('=').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    assert!(n_shared > 0 && told.lines().filter(is_shared).count() == n_shared, "{told}");
    assert!(told.contains("Modularity of the tribes: 0.") && told.contains("Seconds: "), "{told}");
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
fn sides_that_no_tie_joins_are_not_held_by_any() {
    let folder = folder();
    let program = Program::new(folder.path());
    std::fs::write(folder.path().join("friends.csv"), "from,to\na,b\nb,c\na,c\nx,y\ny,z\nx,z\n").unwrap();
    program.json(&["import", P, "friends.csv", "--kind", "friendships", "--yes"]);
    program.json(&["score", P]);
    program.json(&["tribes", P, "--merge", "1=0"]);
    let told = program.run(&["score", P, "--seams"]).out;
    assert!(told.contains("No tie joins its two sides, of 3 people and of 3 people."), "{told}");
    assert!(told.contains("Modularity of the tribes: 0.0000; not every tribe hangs together"), "{told}");
    let told = program.run(&["score", P, "--seams", "--language", "it"]).out;
    assert!(told.contains("Nessun legame unisce le sue due parti, di 3 persone e di 3 persone."), "{told}");
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
