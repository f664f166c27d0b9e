//! How far along customers are, who can sway them and what they may need: on the command line, in a project, in the
//! window.

use crate::support::{DOUBLE, DOUBLE_NAME, OPTED_OUT, Program, SCORED, folder, town_project};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use serde_json::json;
use std::path::Path;
use tribewise::domain::model::Stage;
use tribewise::domain::model::decisions::{StageRules, StagesEdit};
use tribewise::domain::stages::Source;
use tribewise::project::{Command, Effect, Refusal};
use tribewise::ui::{DataPage, Room, words};

const P: &str = "p.tribewise";

/// 2 and 3 come to 1 alone, 4 and 5 to each other; 6 comes to 1 too and has opted out.
fn write_files(folder: &Path) {
    let people = "id,name,lifecycle stage,customer since\n1,Ann,Loyal,2020-01-01\n2,Ben,At risk,2020-01-01\n\
        3,Cem,At risk,2020-01-01\n4,Dora,zz,2026-08-20\n5,Eli,,2020-01-01\n6,Flo,At risk,2020-01-01\n";
    let call = |day: u32, from: u32, to: u32| format!("2026-08-{day:02} 10:00:00,{from},{to},120\n");
    let calls: String = (1..29)
        .flat_map(|day| [call(day, 2, 1), call(day, 3, 1), call(day, 4, 5), call(day, 5, 4), call(day, 6, 1)])
        .collect();
    let bought = "customer_id,bought_on,product,amount\n4,2026-08-21,Tent,10\n5,2026-01-01,Bread,1\n\
        5,2026-01-11,Bread,1\n5,2026-01-21,Bread,1\n";
    std::fs::write(folder.join("people.csv"), people).unwrap();
    std::fs::write(folder.join("calls.csv"), format!("started at,caller,callee,duration seconds\n{calls}")).unwrap();
    std::fs::write(folder.join("purchases.csv"), bought).unwrap();
    std::fs::write(folder.join("opt-outs.csv"), "customer_id,channel,opted_out_on\n6,all,2026-01-01\n").unwrap();
}

fn small(folder: &Path) -> Program {
    write_files(folder);
    let program = Program::new(folder);
    program.json(&["import", P, "people.csv", "calls.csv", "purchases.csv", "opt-outs.csv", "--yes"]);
    program
}

#[test]
fn stages_come_from_rules_a_column_and_by_hand_and_are_kept() {
    let folder = folder();
    let program = small(folder.path());
    // By the rules: 1, 2, 3 are on the list since 2020 and called on the last day; 4 came nine days ago; 5 bought every
    // ten days and not for seven months, and called on the last day, too: at risk, and not lost.
    let said = program.json(&["stages", P]);
    let counts = |stage: &str| said["counts"][stage].clone();
    assert_eq!(["active", "new", "at-risk", "lost"].map(counts), [json!(3), json!(1), json!(1), json!(0)], "{said}");
    let said = program.json(&["stages", P, "--column", "lifecycle stage", "--list", "at-risk"]);
    assert_eq!((&said["people"], &said["unclear"]), (&json!(["2", "3", "5"]), &json!(1)), "{said}");
    assert_eq!(said["values"], json!({"At risk": "at-risk", "Loyal": "loyal"}));
    let said = program.json(&["stages", P, "--set", "4=considering", "--reason", "asked again"]);
    let change = json!({"id": "4", "from": "new", "to": "considering", "reason": "asked again"});
    for key in ["id", "from", "to", "reason"] {
        assert_eq!(said["changes"][0][key], change[key], "{said}");
    }
    // Going back is allowed, logged, and there when the project is opened again.
    program.json(&["stages", P, "--set", "4=files"]);
    let said = program.json(&["stages", P, "--lost-gaps", "50", "--at-risk-gaps", "40"]);
    assert_eq!((&said["changes"][1]["to"], &said["counts"]["new"]), (&json!(null), &json!(1)), "{said}");
    assert_eq!((&said["counts"]["at-risk"], &said["counts"]["lost"]), (&json!(2), &json!(0)), "{said}");
    assert!(program.fails(65, &["stages", P, "--set", "6=loyal"]).contains("opted out"));
    assert!(program.fails(65, &["stages", P, "--column", "no such"]).contains("no such"));
    assert_eq!(program.fails(64, &["stages", P, "--set", "4=happy"]).trim(), words::stages::bad_stage());
    assert!(program.run(&["about", P, "--id", "4"]).out.contains("asked again"));
}

#[test]
fn those_most_able_to_sway_a_stage_are_named_and_nobody_who_opted_out() {
    let folder = folder();
    let program = small(folder.path());
    program.json(&["stages", P, "--column", "lifecycle stage"]);
    let said = program.json(&["sway", P, "--stage", "at-risk"]);
    // 2 and 3 by the column, and 5, who has none and has stopped buying.
    assert_eq!((&said["to_sway"], &said["people"][0]["id"]), (&json!(3), &json!("1")), "{said}");
    assert_eq!((&said["people"][1]["id"], said["people"].as_array().unwrap().len()), (&json!("4"), 2), "{said}");
    assert_eq!(said["people"][0]["contacts"], 2);
    // The chance of a forecast over each tie: up to 0.04 times one and a half.
    let moved = said["people"][0]["moved"].as_f64().unwrap();
    assert!((0.04..=0.12).contains(&moved), "{said}");
    let all = program.json(&["sway", P]);
    assert!(!all.to_string().contains("\"6\""), "{all}");
    assert!(program.fails(65, &["sway", P, "--tribe", "no such"]).contains("no such"));
}

#[test]
fn a_rule_changes_stages_at_once_and_no_score_and_undo_brings_them_back() {
    let mut project = town_project(120);
    let before = project.derived().stages().clone();
    let rules = StageRules { new_days: 3_000, ..StageRules::default() };
    let effects = project.apply(Command::DecideStages(StagesEdit::SetRules(rules))).unwrap();
    assert!(!effects.contains(&Effect::Rescore) && project.derived().is_scored());
    let after = project.derived().stages().clone();
    assert!(after.counts[Stage::New.position()] > before.counts[Stage::New.position()]);
    let by_hand = |id: &str| StagesEdit::SetByHand {
        id: id.into(),
        stage: Some(Stage::Deciding),
        reason: String::new(),
        when: "2026-11-21 10:30".into(),
    };
    project.apply(Command::DecideStages(by_hand(DOUBLE))).unwrap();
    let row = project.derived().scored.as_ref().unwrap().people.row(DOUBLE).unwrap() as usize;
    assert_eq!(project.derived().stages().of[row], Some((Stage::Deciding, Source::ByHand)));
    assert_eq!(project.apply(Command::DecideStages(by_hand(OPTED_OUT))), Err(Refusal::OptedOut));
    project.undo();
    project.undo();
    assert_eq!(project.derived().stages().of, before.of);
    assert!(project.document().decisions.stages.log.is_empty());
    let out = project.derived().scored.as_ref().unwrap().people.row(OPTED_OUT).unwrap();
    assert_eq!(before.stage(out), None);
    // Everybody else of the market has a stage.
    let scored = project.derived().scored.as_ref().unwrap();
    let n_market = (0..scored.people.len() as u32)
        .filter(|&row| scored.people.scorable_one(row) && scored.people.is_customer[row as usize])
        .count();
    assert_eq!(before.counts.iter().sum::<usize>(), n_market);
}

#[test]
fn the_window_shows_stages_who_sways_and_sets_one_by_hand() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.click(words::data::page(DataPage::Stages));
    let told = window.project().derived().stages().clone();
    for stage in Stage::ALL {
        window.assert_button(&words::stages::row(stage, told.counts[stage.position()]));
    }
    let fullest = Stage::ALL.into_iter().max_by_key(|stage| told.counts[stage.position()]).unwrap();
    window.click(&words::stages::row(fullest, told.counts[fullest.position()]));
    window.assert_says("would follow");
    // The same of those who are selected, of whatever stage.
    window.harness.get_by_role_and_label(Role::CheckBox, words::stages::of_any_stage()).click_accesskit();
    window.harness.run_steps(3);
    window.choose(words::stages::of_tribe(), &words::stages::of_chosen(0));
    window.assert_says(words::stages::nobody_to_sway());
    window.choose(words::stages::of_tribe(), words::stages::of_those_on_show());
    window.assert_says(&words::stages::select(&words::number::people(told.counts.iter().sum())));
    window.click(&words::stages::row(fullest, told.counts[fullest.position()]));
    // A name leads to the card beside the map.
    let name = window.button_with("in touch with").unwrap();
    window.harness.get_by_role_and_label(Role::Button, &name).click_accesskit();
    window.harness.run_steps(3);
    assert_eq!(window.harness.state().screen().room, Room::People);
    let card = window.project().selection.card.expect("a card is shown");
    assert!(name.starts_with(window.project().derived().scored.as_ref().unwrap().people.label(card)), "{name}");
    window.go(Room::Data);
    // A rule is a slider, one step to undo.
    for _ in 0..3 {
        window.press_on_slider(words::stages::new_days(), Key::ArrowRight);
    }
    assert_eq!(window.document().decisions.stages.rules.new_days, 93);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.document().decisions.stages.rules.new_days, 92);

    // On the card: a stage and a stance by hand, with a reason.
    window.go(Room::People);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).focus();
    window.harness.run_steps(2);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text("Doublia");
    window.harness.run_steps(3);
    window.click_part(&format!("{DOUBLE_NAME} · {DOUBLE}"));
    window.harness.run_steps(3);
    window.harness.get_by_role_and_label(Role::Button, words::stages::set_by_hand()).click_accesskit();
    window.harness.run_steps(8);
    window.harness.get_by_role_and_label(Role::TextInput, words::stages::reason()).focus();
    window.harness.run_steps(2);
    window.harness.get_by_role_and_label(Role::TextInput, words::stages::reason()).type_text("asked for an offer");
    window.harness.run_steps(3);
    window.harness.get_by_role_and_label(Role::ComboBox, words::stages::set_stage()).scroll_to_me();
    window.harness.run_steps(12);
    window.choose(words::stages::set_stage(), words::stages::stage(Stage::Deciding));
    let by_hand = window.document().decisions.stages.by_hand[DOUBLE].clone();
    assert_eq!((by_hand.stage, by_hand.reason.as_str()), (Stage::Deciding, "asked for an offer"));
    assert!(!window.document().decisions.stages.log[0].when.is_empty());
    window.assert_says(&words::stages::told(Stage::Deciding, Source::ByHand));
    window.harness.get_by_role_and_label(Role::Button, words::stages::stage_as_files_say()).click_accesskit();
    window.harness.run_steps(4);
    assert!(window.document().decisions.stages.by_hand.is_empty());
    window.go(Room::Data);
    window.assert_says(words::stages::log());
}
