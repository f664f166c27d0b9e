//! How likely people at each stage take it up and pass it on: said in the window and on the command line, learned from
//! purchases, and back.

use crate::support::{Program, SCORED, folder};
use crate::visitor::Window;
use egui_kittest::kittest::Queryable;
use serde_json::Value;
use std::fmt::Write as _;
use tribewise::domain::model::Stage;
use tribewise::ui::Room;
use tribewise::ui::words::{self, choosing as say, plan as say_plan};

const P: &str = "p.tribewise";

/// Puts words into a field wherever it stands in a scrolled panel, and leaves it.
fn type_into(window: &mut Window, name: &str, words: &str) {
    let field = window.harness.query_all_by_label(name).last().expect("the field");
    field.focus();
    window.harness.run_steps(2);
    window.harness.input_mut().events.push(egui::Event::Text(words.into()));
    window.harness.run_steps(2);
    window.press(egui::Modifiers::NONE, egui::Key::Enter);
    window.harness.run_steps(3);
}

#[test]
fn what_is_said_of_a_stage_changes_the_forecast_and_goes_back() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::Plan);
    window.click(words::plan::new());
    window.until("the forecast is there", |window| window.says(say::money()));
    let now = |window: &Window| {
        let (plan, assumptions) = (window.plan(), window.document().assumptions);
        window.project().derived().forecast(&plan, assumptions)
    };
    let before = now(&window).unwrap();
    let counts = window.project().derived().stages().counts;
    let stage = Stage::ALL.into_iter().max_by_key(|stage| counts[stage.position()]).unwrap();
    window.harness.query_all_by_label(say_plan::assumes()).next().unwrap().click_accesskit();
    window.harness.run_steps(3);
    window.harness.query_all_by_label(say::by_stage()).next().unwrap().click_accesskit();
    window.harness.run_steps(3);
    type_into(&mut window, &say::stage_takes_up(stage), "0");
    assert_eq!(window.plan().choice.by_stage[&stage].takes_up_percent, Some(0));
    assert!(now(&window).is_none_or(|now| *now != *before), "the older forecast is not shown");
    window.until("another forecast", |window| now(window).is_some());
    assert!(now(&window).unwrap().plan.likely < before.plan.likely);
    window.click_part("Undo: say how people take it up and pass it on");
    assert!(window.plan().choice.by_stage.is_empty());
    window.until("the forecast is back", |window| now(window).is_some());
    assert_eq!(now(&window).unwrap(), before);
}

#[test]
fn the_command_line_says_them_and_learns_them_from_purchases() {
    let folder = folder();
    let program = Program::new(folder.path());
    let mut friends = "from,to\n".to_owned();
    let mut bought = "id,at,product,amount\n".to_owned();
    for n in 0..60 {
        writeln!(friends, "p{n},p{}\np{n},p{}", (n + 1) % 60, (n + 7) % 60).unwrap();
        // Everybody bought once; the first half goes on every month, and buys something new in the end.
        writeln!(bought, "p{n},2025-01-0{},Starter,10", 1 + n % 9).unwrap();
        if n < 30 {
            (2..=12).for_each(|month| writeln!(bought, "p{n},2025-{month:02}-11,Starter,10").unwrap());
            writeln!(bought, "p{n},2025-12-{:02},Novelty,10", 1 + n % 28).unwrap();
        }
    }
    std::fs::write(folder.path().join("friends.csv"), friends).unwrap();
    std::fs::write(folder.path().join("bought.csv"), bought).unwrap();
    program.json(&["import", P, "friends.csv", "--kind", "friendships", "--yes"]);
    program.json(&["import", P, "bought.csv", "--kind", "purchases", "--yes"]);
    let plan = |verb: &str, words: &[&str]| program.json(&[&["plan", P, verb, "--name", "Spring"], words].concat());
    let likely = |told: &Value| told["strategies"]["plan"]["likely"].as_f64().unwrap();
    plan("new", &["--share", "10", "--control", "0"]);
    let usual = plan("forecast", &["--runs", "300"]);
    assert_eq!(usual["at_stage"].as_array().unwrap().len(), 0);
    let none: Vec<String> = Stage::ALL.iter().map(|stage| format!("{}=0/0", stage.word())).collect();
    let none: Vec<&str> = none.iter().flat_map(|text| ["--at-stage", text.as_str()]).collect();
    plan("set", &none);
    assert!(likely(&usual) > 0.0 && likely(&plan("forecast", &["--runs", "300"])) == 0.0);
    let open: Vec<String> = Stage::ALL.iter().map(|stage| format!("{}=usual", stage.word())).collect();
    let open: Vec<&str> = open.iter().flat_map(|text| ["--at-stage", text.as_str()]).collect();
    plan("set", &open);
    assert_eq!(plan("forecast", &["--runs", "300"]), usual);
    // The half that bought month after month took something new up, the silent half did not.
    let learned = plan("forecast", &["--runs", "300", "--learn", "yes"]);
    let at = learned["at_stage"].as_array().unwrap();
    let sum = |key: &str| at.iter().map(|at| at[key].as_f64().unwrap()).sum::<f64>();
    assert_eq!((sum("n_people"), sum("n_took")), (60.0, 30.0), "{learned}");
    let (keen, silent): (Vec<&Value>, Vec<&Value>) = at.iter().partition(|at| at["n_took"].as_u64() > Some(0));
    assert!(keen.iter().all(|at| at["takes_up"].as_f64() > Some(1.3)), "{learned}");
    assert!(!silent.is_empty() && silent.iter().all(|at| at["takes_up"].as_f64() < Some(0.5)), "{learned}");
    assert_eq!(plan("forecast", &["--runs", "300", "--learn", "no"]), usual);
    // Whom to choose, and who sways whom, follow them too.
    let choose = |words: &[&str]| program.json(&[&["choose", P, "--count", "3", "--runs", "2000"], words].concat());
    let mean = |told: &Value| told["reach"]["mean"].as_f64().unwrap();
    let by_strength = choose(&["--chance", "strength"]);
    let nobody_tells = choose(&[&["--chance", "strength"], &none[..]].concat());
    assert!(mean(&by_strength) > 3.0 && (mean(&nobody_tells) - 3.0).abs() < 1e-9, "{nobody_tells}");
    let learned = choose(&["--chance", "learned"]);
    let with_stages = choose(&["--chance", "learned", "--learn-stages"]);
    assert!((mean(&learned) - mean(&with_stages)).abs() > 1e-9, "{learned} {with_stages}");
    program.fails(64, &[&["choose", P, "--count", "3"], &none[..]].concat());
    program.fails(64, &["choose", P, "--count", "3", "--chance", "strength", "--learn-stages"]);
    let moved = |told: &Value| -> f64 {
        told["cells"].as_array().unwrap().iter().filter_map(|cell| cell["moves"].as_f64()).sum()
    };
    let usual_table = plan("table", &[]);
    assert!(moved(&usual_table) > 0.0);
    assert_eq!(moved(&plan("table", &none)), 0.0);
    assert_eq!(plan("table", &open), usual_table);
    program.fails(64, &["plan", P, "set", "--name", "Spring", "--at-stage", "at-risk=900/1"]);
    program.fails(64, &["plan", P, "set", "--name", "Spring", "--at-stage", "sometime=90/1"]);
}
