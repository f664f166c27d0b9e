//! When a pair is usually in touch and how quickly one answers, by the real program and on the card.

use crate::support::{Program, folder};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::fmt::Write;
use std::path::Path;
use tribewise::ui::{Room, words};

const P: &str = "p.tribewise";

/// K-01 calls K-02 on fourteen Fridays about eight in the evening, and K-02 calls back a quarter of an hour after the call;
/// K-03 calls K-01 now and then. An opted-out person calls K-01 as K-01 calls K-02.
fn write(folder: &Path) {
    let mut calls = "caller,callee,start,duration\n".to_owned();
    for week in 0..14u64 {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 6).unwrap() + chrono::Days::new(7 * week);
        let minute = if week % 2 == 0 { 50 } else { 55 };
        writeln!(calls, "K-01,K-02,{day} 19:{minute}:00,300\nK-02,K-01,{day} 20:{:02}:00,60", minute + 20 - 60)
            .unwrap();
        writeln!(calls, "Out,K-01,{day} 19:{minute}:00,300").unwrap();
    }
    for day in 1..=5 {
        writeln!(calls, "K-03,K-01,2026-04-{day:02} {:02}:00:00,60", 5 * day - 4).unwrap();
    }
    std::fs::write(folder.join("calls.csv"), calls).unwrap();
    std::fs::write(folder.join("opt-outs.csv"), "customer_id,channel\nOut,all\n").unwrap();
}

const USUAL: &str = "Mostly Friday evenings, around 20:00 (of 14 days in touch).";
const ANSWERS: &str = "K-02 usually answers after 15 minutes (14 times).";

#[test]
fn the_command_line_lists_ties_with_their_usual_hour() {
    let folder = folder();
    write(folder.path());
    let program = Program::new(folder.path());
    program.json(&["import", P, "calls.csv", "opt-outs.csv", "--yes"]);
    let told = program.json(&["ties", P, "--id", "K-01"]);
    let ties = told["ties"].as_array().unwrap();
    assert_eq!((ties.len(), ties[0]["id"].as_str()), (2, Some("K-02")), "{told}");
    assert_eq!((ties[0]["usual_hour"].as_u64(), ties[0]["usual_days"].as_str()), (Some(20), Some("friday")));
    assert!(ties[0]["seconds"].as_u64().is_some_and(|seconds| seconds > 0) && ties[0]["days_ago"].is_u64());
    assert!((ties[0]["channels"]["call"].as_f64().unwrap() - 1.0).abs() < 1e-6, "{told}");
    assert_eq!(ties[0]["is_answered_after"], serde_json::json!({"seconds": 900, "times": 14}));
    assert!(ties[0]["answers_after"].is_null(), "a week later is no answer");
    assert!(ties[1]["usual_hour"].is_null() && ties[1]["usual_days"].is_null(), "five calls tell nothing");
    let of_bo = program.json(&["ties", P, "--id", "K-02", "--first", "1"]);
    assert_eq!(of_bo["ties"][0]["answers_after"]["seconds"].as_u64(), Some(900));
    let said = program.run(&["ties", P, "--id", "K-01"]).out;
    assert!(said.contains(USUAL) && said.contains(ANSWERS), "{said}");
    program.fails(64, &["ties", P, "--id", "Out"]);
}

#[test]
fn a_card_says_when_a_pair_is_usually_in_touch() {
    let folder = folder();
    write(folder.path());
    let mut window = Window::open(folder.path(), &[]);
    window.fill(folder.path(), &["calls.csv", "opt-outs.csv"]);
    window.go(Room::People);
    let person = window.project().derived().scored.as_ref().unwrap().people.row("K-02").unwrap();
    assert!(window.project().derived().in_touch(person).is_none(), "nobody's card is open");
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text("K-02");
    window.harness.run_steps(3);
    window.click_part("K-02");
    window.until("it is worked out", |window| window.project().derived().in_touch(person).is_some());
    window.harness.run_steps(3);
    window.assert_says(USUAL);
    window.assert_says(ANSWERS);
    window.click("In italiano");
    window.harness.run_steps(3);
    window.assert_says("Soprattutto il venerdì sera, verso le 20 (su 14 giorni di contatti).");
    window.assert_says("K-02 di solito risponde dopo 15 minuti (14 volte).");
}

#[test]
fn a_pair_opened_in_the_list_of_ties_stands_on_the_card_before_the_closest_people() {
    let folder = folder();
    write(folder.path());
    let mut window = Window::open(folder.path(), &[]);
    window.fill(folder.path(), &["calls.csv", "opt-outs.csv"]);
    window.go(Room::People);
    window.click(words::table::ties());
    window.harness.run_steps(3);
    let row = words::table::tie("K-01", "K-03");
    window.until("listed", |window| window.harness.query_by_label(&row).is_some());
    let at = window.harness.get_by_label(&row).rect().center();
    window.click_at(at, 2);
    window.harness.run_steps(3);
    let texts = window.texts();
    let heads = [words::people::chosen_pairs(1), words::people::closest()];
    let names = |head: &str| -> Vec<&str> {
        let under = texts.iter().map(String::as_str).skip_while(|text| *text != head).skip(1);
        let until = under.take_while(|text| !heads.contains(text) && *text != words::people::what_to_do());
        until.filter(|text| ["K-01", "K-02", "K-03"].contains(text)).collect()
    };
    assert_eq!((names(heads[0]), names(heads[1])), (vec!["K-03"], vec!["K-02"]), "{texts:?}");
    // Who took what up is asked for the card of a pair, too.
    window.until("it is worked out", |window| window.project().derived().taken_up().is_some());
}
