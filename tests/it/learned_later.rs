//! The page of what was learned, where the project, its people or the window's past are others than they were.

use crate::learned::{P, measure_groups};
use crate::printed::erase;
use crate::support::{DOUBLE, DOUBLE_NAME, Program, RESULTS, SCORED, folder, write_town};
use crate::visitor::Window;
use tribewise::ui::Room;
use tribewise::ui::words::learned as say;

#[test]
fn a_project_opened_again_in_the_same_window_shows_no_line_of_before() {
    let folder = folder();
    write_town(folder.path(), 120);
    let program = Program::new(folder.path());
    program.json(&[&["import", P, "--yes"], &SCORED[..]].concat());
    program.json(&["plan", P, "new", "--name", "Spring", "--share", "10", "--control", "50"]);
    let named = format!("{DOUBLE_NAME} likes it");
    program.json(&["plan", P, "set", "--name", "Spring", "--reason", &named, "--reason", "first"]);
    measure_groups(&program, folder.path());
    let mut window = Window::open(folder.path(), &[]);
    let look = |window: &mut Window| {
        window.go(Room::Results);
        window.click(say::page());
        window.assert_says("Told “first”");
    };
    window.open_scored(folder.path().join(P));
    look(&mut window);
    window.assert_says(&named);
    erase(&mut window, DOUBLE);
    window.until("people are scored anew", |window| window.project().derived().is_scored());
    // The page was not looked at since.
    window.open_scored(folder.path().join(P));
    look(&mut window);
    assert!(!window.says(DOUBLE_NAME), "{:#?}", window.texts());
}

#[test]
fn a_campaign_is_shown_as_soon_as_its_people_are_chosen() {
    let folder = folder();
    write_town(folder.path(), 120);
    let program = Program::new(folder.path());
    program.json(&[&["import", P, "--yes"], &SCORED[..]].concat());
    let new = ["plan", P, "new", "--name", "Spring", "--share", "10", "--control", "50", "--how", "best-spread"];
    program.json(&new);
    program.json(&["measure", P, RESULTS, "--plan", "Spring"]);
    let mut window = Window::open(folder.path(), &[]);
    window.open_scored(folder.path().join(P));
    let look = |window: &mut Window| {
        window.go(Room::Results);
        window.click(say::page());
    };
    look(&mut window);
    let plan = window.plan().id;
    assert!(window.project().derived().cells(plan).is_none(), "nobody is chosen before the plan is looked at");
    window.assert_says(say::none_title());
    // No edit and no scoring comes between: only the choice.
    window.go(Room::Plan);
    window.until("people are chosen", |window| window.project().derived().cells(plan).is_some());
    look(&mut window);
    let line = window.project().learned().remove(0);
    window.assert_says(&say::result(&line.lesson));
    assert!(!window.says(say::none_title()));
}
