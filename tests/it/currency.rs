//! Another currency than the euro: in the window and on the command line, kept, and back.

use crate::support::{Program, SCORED, folder, write_town};
use crate::visitor::{N_PEOPLE, Window};
use egui_kittest::kittest::Queryable;
use tribewise::domain::model::{Currency, SignSide};
use tribewise::ui::Room;
use tribewise::ui::words::{self, doing as say, plan as say_plan};

const P: &str = "p.tribewise";

#[test]
fn the_window_counts_in_another_currency_and_goes_back() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::Plan);
    window.click(words::plan::new());
    window.harness.run_steps(3);
    window.assert_says("Budget (€, empty for no limit)");
    window.click(say::page_money());
    window.until("the money is there", |window| window.says(say::currency()));
    let field = window.harness.query_all_by_label(say::currency_sign()).last().expect("the field");
    field.focus();
    window.harness.run_steps(2);
    window.press(egui::Modifiers::COMMAND, egui::Key::A);
    window.harness.input_mut().events.push(egui::Event::Text("CHF".into()));
    window.harness.run_steps(2);
    window.press(egui::Modifiers::NONE, egui::Key::Enter);
    window.harness.run_steps(3);
    assert_eq!(window.document().currency, Currency { sign: "CHF".into(), side: SignSide::Usual });
    window.assert_says("Budget (CHF, empty for no limit)");
    window.assert_says("CHF ");
    assert!(!window.texts().iter().any(|text| text.contains('€')), "{:#?}", window.texts());
    window.click_part("Undo: count the money in CHF");
    assert_eq!(window.document().currency, Currency::default());
    assert_eq!(say_plan::budget(), "Budget (€, empty for no limit)");
}

#[test]
fn the_command_line_counts_in_it_and_the_file_keeps_it() {
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    let program = Program::new(folder.path());
    let files: Vec<&str> = SCORED.to_vec();
    program.json(&[&["import", P], &files[..], &["--yes"]].concat());
    program.json(&["plan", P, "new", "--name", "Spring", "--cost", "20"]);
    let text = |words: &[&str]| program.run(words).out;
    let money = ["plan", P, "money", "--name", "Spring"];
    assert!(text(&money).contains('€'));
    program.json(&["plan", P, "set", "--name", "Spring", "--currency", "zł", "--currency-side", "after"]);
    let told = text(&money);
    assert!(told.contains(" zł") && !told.contains('€'), "{told}");
    // Whichever word changes plans: nothing that is said is dropped.
    let told = text(&["plan", P, "groups", "--name", "Spring", "--currency", "CHF", "--currency-side", "before"]);
    assert!(!told.is_empty() && text(&money).contains("CHF "), "{told}");
    program.json(&["plan", P, "new", "--name", "Autumn", "--cost", "20", "--currency", "kr"]);
    assert!(text(&money).contains("kr"));
}
