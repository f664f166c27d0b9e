//! Whether people leave after others, on a later month beside their own silence: in the window and on the command line.

use crate::support::{Program, SCORED, folder, write_town};
use crate::visitor::Window;
use egui::accesskit::Role;
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
