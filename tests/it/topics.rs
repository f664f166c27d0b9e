//! Influence by product and subject: tabs, what the ranking rests on, and two of them side by side.

use crate::support::{Program, SCORED, folder, write_town};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use tribewise::domain::forecast::Assumptions;
use tribewise::domain::forecast::next::HearsNext;
use tribewise::domain::ticket::Ticket;
use tribewise::domain::ties::{TopicKind, on_topic};
use tribewise::ui::Room;
use tribewise::ui::words::influence as say;

fn hears_next(window: &Window) -> Option<Arc<HearsNext>> {
    let project = window.project();
    project.derived().hears_next(&project.document().assumptions).cloned()
}

fn press(window: &mut Window, role: Role, name: &str) {
    window.harness.get_by_role_and_label(role, name).click_accesskit();
    window.harness.run_steps(4);
}

#[test]
fn a_tab_asks_for_a_product_and_says_what_that_rests_on() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    window.until("topics are listed", |window| !window.harness.state().screen().topics.is_empty());
    window.harness.run_steps(2);
    let topics = window.harness.state().screen().topics.clone();
    window.assert_says(say::for_what());
    window.assert_button(say::anything());
    assert!(window.project().derived().topic_evidence().is_none());
    press(&mut window, Role::Button, &topics[1].name);
    assert_eq!(window.document().settings.topic, topics[1].name);
    window.until("scored for it", |window| window.project().derived().is_scored());
    window.harness.run_steps(2);
    let scored = window.project().derived().scored.clone().unwrap();
    let evidence = window.project().derived().topic_evidence().unwrap();
    let on = scored.people.is_on_topic.iter().filter(|on| **on).count();
    assert!(0 < evidence.n_people && evidence.n_people <= on && evidence.n_ties > 0, "{evidence:?}");
    let finding = scored.persuasion.findings.iter().skip(1).find(|finding| finding.subject == topics[1].name);
    window.assert_says(&say::rests_on(evidence, finding));
    // One step back asks for anything again.
    window.press(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(window.document().settings.topic, "");
}

#[test]
fn two_products_side_by_side_say_who_leads_for_one_alone() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    window.until("topics are listed", |window| !window.harness.state().screen().topics.is_empty());
    window.harness.run_steps(2);
    press(&mut window, Role::Button, say::beside());
    window.harness.run_steps(6);
    press(&mut window, Role::Button, say::compare());
    window.until("compared", |window| window.project().derived().contrast().is_some());
    window.harness.run_steps(6);
    let contrast = window.project().derived().contrast().unwrap().clone();
    // Of all topics those that are no kinds: a kind of product moves nearly everybody.
    let mut topics = window.harness.state().screen().topics.clone();
    topics.retain(|topic| topic.kind != TopicKind::Category);
    assert_eq!((&contrast.here.topic, &contrast.there.topic), (&topics[0].name, &topics[1].name));
    let apart = contrast.apart(window.document().share_percent);
    assert!(!apart.only_here.is_empty() && !apart.only_there.is_empty(), "{apart:?}");
    for of in [&contrast.here, &contrast.there] {
        window.assert_says(&say::side(of));
    }
    window.assert_says(&say::counted(&say::only(&topics[0].name, &topics[1].name), apart.only_here.len()));
    let ranks = |person| {
        let (here, there) = contrast.ranks(person);
        say::ranks((&topics[0].name, here), (&topics[1].name, there))
    };
    window.assert_says(&ranks(apart.only_here[0]));
    // The ranks are those of a whole scoring for that topic alone.
    let tables = window.document().tables();
    let people = window.project().derived().scored.clone().unwrap().people.clone();
    let is_on_topic = on_topic(&people, &tables, &topics[0].name, &Ticket::new()).unwrap();
    let on = is_on_topic.iter().zip(&people.is_opted_out).filter(|(on, is_out)| **on && !**is_out);
    assert_eq!(on.count(), contrast.here.evidence.n_people);
    press(&mut window, Role::Button, &topics[0].name);
    window.until("scored for it", |window| window.project().derived().is_scored());
    assert_eq!(window.project().derived().scored.as_ref().unwrap().scores.rank, contrast.here.rank);
    assert!(window.project().derived().contrast().is_none(), "other scores are on show");
}

#[test]
fn one_product_and_its_kind_are_put_side_by_side() {
    let folder = folder();
    write_kinds(folder.path());
    let mut bought = vec!["customer id,bought on,product,product category,amount".to_owned()];
    bought.extend((1..=12).map(|n| format!("A{n:02},2026-06-{n:02},Zephyr watch,Accessories,{n}.50")));
    std::fs::write(folder.path().join("purchases.csv"), bought.join("\n")).unwrap();
    let mut window = Window::open(folder.path(), &[]);
    window.fill(folder.path(), &["calls.csv", "purchases.csv"]);
    window.go(Room::People);
    window.until("topics are listed", |window| window.harness.state().screen().topics.len() == 2);
    window.harness.run_steps(2);
    let kinds: Vec<TopicKind> = window.harness.state().screen().topics.iter().map(|topic| topic.kind).collect();
    assert_eq!(kinds, [TopicKind::Category, TopicKind::Product], "the kind stands first");
    press(&mut window, Role::Button, say::beside());
    window.harness.run_steps(6);
    press(&mut window, Role::Button, say::compare());
    window.until("compared", |window| window.project().derived().contrast().is_some());
    let contrast = window.project().derived().contrast().unwrap();
    assert_eq!((contrast.here.topic.as_str(), contrast.there.topic.as_str()), ("Zephyr watch", "Accessories"));
}

#[test]
fn the_command_line_lists_topics_and_compares_two() {
    let folder = folder();
    write_town(folder.path(), 600);
    let program = Program::new(folder.path());
    let mut words: Vec<&str> = vec!["import", "p.tribewise"];
    words.extend(SCORED);
    words.push("--yes");
    program.json(&words);
    let listed = program.json(&["topics", "p.tribewise"]);
    let topics = listed["topics"].as_array().unwrap();
    assert!(topics.len() > 3, "{listed}");
    let name = |at: usize| topics[at]["topic"].as_str().unwrap();
    let told = program.json(&["topics", "p.tribewise", "--compare", name(0), name(1)]);
    assert_eq!((told["here"]["topic"].as_str(), told["there"]["topic"].as_str()), (Some(name(0)), Some(name(1))));
    let best = &told["only_here"][0];
    assert!(best["rank_here"].as_u64() < best["rank_there"].as_u64(), "{told}");
    program.fails(65, &["topics", "p.tribewise", "--compare", name(0), "nothing of that name"]);
}

/// Purchases that say of what kind each thing was, and the people of two circles who call each other.
fn write_kinds(folder: &std::path::Path) {
    let mut calls = vec!["caller,callee,start,duration".to_owned()];
    let mut bought = vec!["customer id,bought on,product,product category,amount".to_owned()];
    for (circle, kind) in [("A", "Watches"), ("B", "Travel")] {
        for n in 1..=12 {
            calls.push(format!("{circle}{n:02},{circle}00,2026-06-{n:02} 10:00:00,120"));
            calls.push(format!("{circle}00,{circle}{n:02},2026-06-{n:02} 12:00:00,90"));
            calls.push(format!("{circle}{n:02},{circle}{:02},2026-07-{n:02} 09:00:00,60", n % 12 + 1));
            bought.push(format!("{circle}{n:02},2026-06-{n:02},{kind} model {n},{kind},{n}.50"));
        }
    }
    calls.push("A00,B00,2026-06-20 10:00:00,20".to_owned());
    std::fs::write(folder.join("calls.csv"), calls.join("\n")).unwrap();
    std::fs::write(folder.join("purchases.csv"), bought.join("\n")).unwrap();
}

#[test]
fn a_kind_of_product_is_a_topic_on_the_command_line() {
    let folder = folder();
    write_kinds(folder.path());
    let program = Program::new(folder.path());
    program.json(&["import", "p.tribewise", "calls.csv", "purchases.csv", "--yes"]);
    let listed = program.json(&["topics", "p.tribewise"]);
    let of_kind = |kind: &str| -> Vec<String> {
        let all = listed["topics"].as_array().unwrap().iter().filter(|topic| topic["kind"] == kind);
        all.map(|topic| format!("{} {}", topic["topic"].as_str().unwrap(), topic["people"])).collect()
    };
    assert_eq!(of_kind("category"), ["Travel 12", "Watches 12"], "{listed}");
    assert_eq!(of_kind("product").len(), 24);
    // All of the one circle bought a watch but the one in the middle, whom they call; the other circle is a step further.
    let next = program.json(&["topics", "p.tribewise", "--next", "watches", "--first", "3"]);
    let ids: Vec<&str> = next["next"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!((ids[0], ids[1], next["have_it"].as_u64()), ("A00", "B00", Some(12)), "{next}");
    assert!(next["next"][0]["chance_to_hear"].as_f64() > next["next"][1]["chance_to_hear"].as_f64());
    program.fails(65, &["topics", "p.tribewise", "--next", "unicorns"]);
    let told = program.json(&["topics", "p.tribewise", "--compare", "Watches", "Travel"]);
    let first = |side: &str| told[side][0]["id"].as_str().unwrap().to_owned();
    assert_eq!((first("only_here"), first("only_there")), ("A00".to_owned(), "B00".to_owned()), "{told}");
}

#[test]
fn whoever_opted_out_is_counted_for_no_topic() {
    let folder = folder();
    write_kinds(folder.path());
    std::fs::write(folder.path().join("optouts.csv"), "customer_id,opted_out_on\nA03,2026-07-20\n").unwrap();
    let program = Program::new(folder.path());
    let files = ["calls.csv", "purchases.csv", "optouts.csv"];
    program.json(&[&["import", "p.tribewise"], &files[..], &["--yes"]].concat());
    let listed = || {
        let told = program.json(&["topics", "p.tribewise"]);
        let watches = told["topics"].as_array().unwrap().iter().find(|topic| topic["topic"] == "Watches").cloned();
        (watches.unwrap()["people"].as_u64(), told.to_string().contains("Watches model 3"))
    };
    assert_eq!(listed(), (Some(11), false));
    let next = program.json(&["topics", "p.tribewise", "--next", "Watches"]);
    assert_eq!((next["have_it"].as_u64(), listed()), (Some(11), (Some(11), false)), "scored or not");
    let mut window = Window::open(folder.path(), &[]);
    window.fill(folder.path(), &files);
    window.go(Room::People);
    window.until("topics are listed", |window| !window.harness.state().screen().topics.is_empty());
    let topics = &window.harness.state().screen().topics;
    assert_eq!(topics.iter().find(|topic| topic.name == "Watches").map(|topic| topic.n_people), Some(11));
}

#[test]
fn kinds_of_product_have_tabs_of_their_own() {
    let folder = folder();
    write_kinds(folder.path());
    let mut window = Window::open(folder.path(), &[]);
    window.fill(folder.path(), &["calls.csv", "purchases.csv"]);
    window.go(Room::People);
    window.until("topics are listed", |window| !window.harness.state().screen().topics.is_empty());
    window.harness.run_steps(2);
    window.assert_says(say::by_kind());
    press(&mut window, Role::Button, "Watches");
    assert_eq!(window.document().settings.topic, "Watches");
    window.until("scored for it", |window| window.project().derived().is_scored());
    window.harness.run_steps(2);
    let evidence = window.project().derived().topic_evidence().unwrap();
    assert_eq!(evidence.n_people, 12);
    let scored = window.project().derived().scored.clone().unwrap();
    assert_eq!(scored.people.ids[scored.scores.order[0] as usize], "A00");
    // Who hears of watches next: the middle of the circle that bought them, then the one who is tied to it.
    press(&mut window, Role::Button, say::ask_hears_next());
    window.until("it is known who hears next", |window| hears_next(window).is_some());
    window.harness.run_steps(2);
    let next = hears_next(&window).unwrap();
    let ids: Vec<&str> = next.people.iter().map(|(person, _)| scored.people.ids[*person as usize].as_str()).collect();
    assert_eq!(ids, ["A00", "B00"]);
    window.assert_says(&say::hears_next("Watches", 12));
    window.assert_says(&say::chance_to_hear(next.people[0].1));
    press(&mut window, Role::Button, &say::select_them(2));
    let selected: Vec<u32> = window.harness.state().project().unwrap().selection.people.iter().copied().collect();
    assert_eq!(selected.len(), 2);
    // Told on less readily: what was said is not shown for it.
    let usual = window.document().assumptions;
    let less = Assumptions { pass_on_share: usual.pass_on_share / 2.0, ..usual };
    assert!(window.project().derived().hears_next(&less).is_none());
    // Other scores are on show: what was said of the old topic is gone.
    press(&mut window, Role::Button, "Travel");
    window.until("scored for the other", |window| window.project().derived().is_scored());
    assert!(hears_next(&window).is_none());
}
