//! Whether people leave after others, on a later month beside their own silence: in the window and on the command line.

use crate::support::{DOUBLE, DOUBLE_NAME, Program, SCORED, folder, write_town};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use tribewise::ui::Room;
use tribewise::ui::words::leaving as say;

#[test]
fn the_window_looks_at_the_last_month_and_says_what_the_ties_add() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    window.assert_says(say::title());
    window.harness.get_by_role_and_label(Role::Button, say::look()).click_accesskit();
    window.until("looked", |window| window.project().derived().left_check().is_some());
    window.harness.run_steps(3);
    let check = window.project().derived().left_check().unwrap().expect("thirteen weeks are enough");
    assert!(check.n_open > 0 && check.n_followed <= check.n_open && check.n_near <= check.n_open, "{check:?}");
    for line in say::told(&check) {
        window.assert_says(&line);
    }
}

#[test]
fn the_command_line_says_it_and_what_is_too_short_is_said() {
    let folder = folder();
    write_town(folder.path(), 600);
    let program = Program::new(folder.path());
    program.json(&[&["import", "p.tribewise"][..], &SCORED, &["--yes"]].concat());
    let said = program.json(&["leaving", "p.tribewise"]);
    let check = &said["check"];
    assert_eq!(check["days"], 30);
    for area in ["area_by_ties", "area_by_own_contacts", "area_by_both"] {
        assert!((0.0..=1.0).contains(&check[area].as_f64().unwrap()), "{said}");
    }
    assert!(program.json(&["leaving", "p.tribewise", "--days", "60"])["check"].is_null());
}

#[test]
fn those_at_risk_if_somebody_leaves_are_in_touch_with_them_and_told_in_words() {
    let folder = folder();
    write_town(folder.path(), 600);
    let program = Program::new(folder.path());
    program.json(&[&["import", "p.tribewise"][..], &SCORED, &["--yes"]].concat());
    std::fs::write(folder.path().join("left.txt"), "C100007\n").unwrap();
    let asked = ["leaving", "p.tribewise", "--ids", "left.txt", "--count", "500"];
    let said = program.json(&asked);
    let people = said["people"].as_array().unwrap();
    assert!(!people.is_empty() && said["at_risk"] == people.len(), "{said}");
    assert!(people.iter().all(|one| one["contacts_left"] == 1), "everybody at risk is in touch with them: {said}");
    let shares: Vec<f64> = people.iter().map(|one| one["share_of_contact"].as_f64().unwrap()).collect();
    assert!(shares.is_sorted_by(|x, y| x >= y), "{said}");
    let text = program.run(&asked).out;
    assert!(text.contains("of their contact goes there") && !text.contains("pull"), "{text}");
    program.fails(64, &["leaving", "p.tribewise", "--ids", "left.txt", "--count", "0"]);
}

#[test]
fn a_card_says_who_is_at_risk_if_this_person_leaves() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    let scored = window.project().derived().scored.clone().unwrap();
    let first = scored.people.row(DOUBLE).unwrap();
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, tribewise::ui::words::search_hint()).type_text("Doublia");
    window.harness.run_steps(3);
    window.click_part(&format!("{DOUBLE_NAME} · {DOUBLE}"));
    window.harness.get_by_role_and_label(Role::Button, say::if_one_leaves()).click_accesskit();
    window.harness.run_steps(6);
    let at_risk = tribewise::domain::forecast::leaving::exposed(&scored.network, &scored.people, &[first]);
    window.assert_says(&say::at_risk(at_risk.len(), 1));
    window.assert_says(&say::exposed(scored.people.label(at_risk[0].person), &at_risk[0]));
    window.assert_says(say::first_month_not_asked());
}
