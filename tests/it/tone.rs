//! Stance from the tone of what people wrote: offered, never taken unasked, below everything that is known better.

use crate::support::{DOUBLE, DOUBLE_NAME, Program, SCORED, folder, write_town};
use crate::visitor::{N_PEOPLE, Window};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use serde_json::json;
use std::path::Path;
use tribewise::domain::stance::Source;
use tribewise::ui::words::{self, stance as say};
use tribewise::ui::{DataPage, Room};

const P: &str = "p.tribewise";

/// What four people wrote long ago, so that having complained says nothing any more.
fn write(folder: &Path) {
    let rows = [
        format!("{DOUBLE},2026-03-02 09:00:00,About us,\"I love your service, the staff is wonderful\""),
        "C100007,2026-03-03 09:00:00,Rete,\"La linea cade sempre, sono molto deluso\"".to_owned(),
        "C100008,2026-03-04 09:00:00,Frage,\"Wann ist die Rechnung da und warum ist sie so hoch?\"".to_owned(),
        "C100009,2026-03-04 09:00:00,Outage,".to_owned(),
    ];
    let text = format!("customer_id,complained at,complaint,text\n{}\n", rows.join("\n"));
    std::fs::write(folder.join("feedback.csv"), text).unwrap();
}

#[test]
fn tone_is_read_in_two_languages_said_how_far_and_counts_only_when_asked() {
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    write(folder.path());
    let program = Program::new(folder.path());
    program.json(&[&["import", P][..], &SCORED, &["feedback.csv", "--yes"]].concat());
    let said = program.json(&["stances", P]);
    let texts = json!({"all": 3, "english": 1, "italian": 1, "for_or_against": 2});
    assert_eq!((&said["texts"], &said["known"], &said["by_tone"]), (&texts, &json!(0), &json!(false)), "{said}");
    let said = program.json(&["stances", P, "--tone", "on"]);
    assert_eq!((&said["onside"], &said["offside"], &said["known"]), (&json!(1), &json!(1), &json!(2)), "{said}");
    assert!(program.run(&["stances", P]).out.contains("Tone read in 67 % of 3 notes and complaints"));
    // It is in what is known of a person, and goes with them.
    let about = program.run(&["about", P, "--id", "C100007"]).out;
    assert!(about.contains("tone of what was written") && about.contains("offside"), "{about}");
    // By hand wins; a complaint that still counts wins as well; kept with the project.
    let said = program.json(&["stances", P, "--set", "C100007=neutral", "--reason", "made up with us"]);
    assert_eq!((&said["neutral"], &said["offside"]), (&json!(1), &json!(0)), "{said}");
    let said = program.json(&["stances", P, "--complaint-days", "3650"]);
    assert_eq!((&said["onside"], &said["neutral"], &said["offside"]), (&json!(0), &json!(1), &json!(2)), "{said}");
    program.json(&["erase", P, "--id", DOUBLE, "--yes"]);
    let said = program.json(&["stances", P, "--tone", "off"]);
    assert_eq!((&said["texts"]["all"], &said["by_tone"]), (&json!(2), &json!(false)), "{said}");
}

#[test]
fn the_window_offers_it_marks_it_as_a_guess_and_takes_it_back() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    write(folder.path());
    window.fill(folder.path(), &["feedback.csv"]);
    window.click(words::data::page(DataPage::Stages));
    let tones = window.project().derived().scored.as_ref().unwrap().lives.tones.clone();
    window.assert_says(&say::tone_coverage(&tones));
    assert_eq!(window.project().derived().stances().n_known(), 0);
    window.harness.get_by_role_and_label(Role::CheckBox, say::by_tone()).click_accesskit();
    window.harness.run_steps(4);
    assert_eq!(window.project().derived().stances().counts, [1, 0, 1]);
    window.go(Room::People);
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text("Doublia");
    window.harness.run_steps(3);
    window.click_part(&format!("{DOUBLE_NAME} · {DOUBLE}"));
    window.assert_says(say::source(Source::Tone));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.project().derived().stances().n_known(), 0);
}
