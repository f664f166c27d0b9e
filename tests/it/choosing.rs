//! Whom a plan treats, in the window and on the command line: choices, budgets, groups, the table of who says what, the
//! files they leave in, and everything back.

use crate::support::{
    DOUBLE, OPTED_OUT, Program, SCORED, assert_no_trace, csv_column, folder, town_project, write_town,
};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use serde_json::Value;
use std::collections::BTreeSet;
use tribewise::domain::campaign::{CellEdit, ChoiceEdit, Deal, How, PlanEdit};
use tribewise::domain::export::CsvStyle;
use tribewise::domain::forecast::Past;
use tribewise::domain::model::Stage;
use tribewise::domain::pairing::PairingEdit;
use tribewise::project::{Command, Export, Surroundings, bytes};
use tribewise::shell::jobs::{Answer, Request};
use tribewise::ui::words::{self, cells as say_cells, choosing as say, pairing as say_pairing};
use tribewise::ui::{Room, map};

const P: &str = "p.tribewise";

/// Presses a button wherever it stands in a scrolled panel.
#[track_caller]
fn press(window: &mut Window, name: &str) {
    let found = window.harness.query_all_by_role_and_label(Role::Button, name).next();
    found.unwrap_or_else(|| panic!("no “{name}” among {:#?}", window.texts())).click_accesskit();
    window.harness.run_steps(3);
}

fn with_plan(folder: &std::path::Path) -> Window {
    let mut window = Window::with_town(folder, &SCORED, &[&["list.csv"]]);
    window.go(Room::Plan);
    window.click(words::plan::new());
    window.harness.run_steps(3);
    window
}

fn cells_are_there(window: &mut Window) {
    window.until("people are chosen", |window| window.project().derived().cells(window.plan().id).is_some());
    window.harness.run_steps(3);
}

#[test]
fn the_best_spread_is_worked_out_beside_the_window_and_nothing_stale_is_shown() {
    let folder = folder();
    let mut window = with_plan(folder.path());
    cells_are_there(&mut window);
    let by_score = window.project().derived().cells(window.plan().id).unwrap();
    window.choose(say::how_label(), say::how(How::BestSpread));
    assert_eq!(window.plan().choice.how, How::BestSpread);
    cells_are_there(&mut window);
    window.assert_says("Proven: they reach at least");
    let by_spread = window.project().derived().cells(window.plan().id).unwrap();
    assert_eq!(by_spread.treated.len(), by_score.treated.len());
    // Another share asks anew: the old choice is gone at once, and the new one has its size.
    window.press_on_slider(words::plan::share(), egui::Key::ArrowRight);
    window.press_on_slider(words::plan::share(), egui::Key::ArrowRight);
    let asked = window.plan();
    let known = window.project().derived().cells(asked.id);
    assert!(known.is_none_or(|cells| cells.treated.len() > by_spread.treated.len()));
    cells_are_there(&mut window);
    window.until("the forecast is there", |window| window.says(say::money()));
    window.assert_says("What the money buys: 0 people");
    // Words change nobody: the choice and the forecast stand.
    while window.plan().choice.how == How::BestSpread {
        window.click_part("Undo:");
    }
    let back = window.project().derived().cells(window.plan().id).unwrap();
    assert_eq!((back.treated.clone(), back.control.clone()), (by_score.treated.clone(), by_score.control.clone()));
}

#[test]
fn another_budget_is_tried_and_spent_in_one_step() {
    let folder = folder();
    let mut window = with_plan(folder.path());
    window.until("the forecast is there", |window| window.says(say::money()));
    let before = window.plan();
    let now = window.project().derived().cells(before.id).unwrap().treated.len();
    for _ in 0..3 {
        window.press_on_slider(say::try_label(), egui::Key::ArrowRight);
    }
    assert_eq!(window.plan(), before, "trying changes nothing");
    let n = now + 3;
    window.assert_says(&format!("{n} people for "));
    let button = window.button_with("Spend €").expect("a tried budget can be spent");
    press(&mut window, &button);
    let spent = window.plan();
    assert!(spent.budget_cents > 0 && spent != before);
    cells_are_there(&mut window);
    assert_eq!(window.project().derived().cells(spent.id).unwrap().treated.len(), n);
    window.click_part("Undo: spend €");
    assert_eq!(window.plan(), before);
}

#[test]
fn groups_are_compared_and_every_place_is_told_something() {
    let folder = folder();
    let mut window = with_plan(folder.path());
    window.until("the table is there", |window| window.says(say_pairing::title_label()));
    press(&mut window, say_cells::title());
    let random = window.harness.get_by_role_and_label(Role::CheckBox, say::how(How::Random));
    random.click_accesskit();
    window.harness.run_steps(3);
    cells_are_there(&mut window);
    let plan = window.plan();
    assert!(plan.cells.beside.contains(&How::Random));
    window.assert_says(&say_cells::group(
        say::how(How::Random),
        window.project().derived().cells(plan.id).unwrap().treated.len(),
    ));
    window
        .until("the groups are looked into", |window| window.says("ties of those left alone lead to a treated circle"));
    window.assert_says("To detect 5 points from a 10 % base takes 686 people in each group.");
    // The button goes for a moment while the plan is looked into anew.
    window.until("the table is open", |window| {
        if window.says("nothing to be told yet") && !window.says(&say_pairing::title(&plan.name)) {
            press(window, say_pairing::open());
        }
        window.says(&say_pairing::title(&plan.name))
    });
    let study = window.project().derived().study(&plan, window.document().assumptions).unwrap();
    let stage = study.matrix.stages()[0];
    let n_places = study.matrix.cells.len();
    let name = say_pairing::for_stage(stage);
    let field = |window: &Window| window.harness.query_all_by_label(&name).next().map(|node| node.rect());
    let at = field(&window).expect("a field for the stage").center();
    window.click_at(at, 1);
    window.harness.input_mut().events.push(egui::Event::Text("Come and see".into()));
    window.harness.run_steps(3);
    assert_eq!(window.plan().pairing.message(stage, Some(3)), "Come and see");
    let n_said = study.matrix.cells.iter().filter(|cell| cell.stage == stage).count();
    window.assert_says(&say_pairing::unsaid(n_places - n_said, n_places));
    window.click_part("Undo: write what to say to people who are");
    window.click_part("Undo: compare with random people");
    assert_eq!((window.plan().pairing.pairs.len(), window.plan().cells.beside.len()), (0, 0));
}

#[test]
fn a_reason_that_was_emptied_keeps_its_group_while_the_other_is_corrected() {
    let folder = folder();
    let program = made(folder.path());
    program.json(&["plan", P, "new", "--name", "Spring"]);
    // As it stands where somebody whom the second one named is erased.
    program.json(&["plan", P, "groups", "--name", "Spring", "--reason", "svae", "--reason", ""]);
    let mut window = Window::open(folder.path(), &[]);
    window.open_scored(folder.path().join(P));
    window.go(Room::Plan);
    cells_are_there(&mut window);
    press(&mut window, say_cells::title());
    let mut write = |text: &str| {
        window.harness.get_by_role_and_label(Role::TextInput, say_cells::motivations()).focus();
        window.harness.run_steps(2);
        window.press(Modifiers::COMMAND, Key::A);
        window.harness.get_by_role_and_label(Role::TextInput, say_cells::motivations()).type_text(text);
        window.press(Modifiers::NONE, Key::Enter);
        window.harness.run_steps(3);
        window.plan().cells.motivations.clone()
    };
    assert_eq!(write("save; "), ["save", ""]);
    assert_eq!(write("save; be first"), ["save", "be first"]);
    assert_eq!(write("save;"), ["save"], "a place that was taken out is gone");
}

#[test]
fn a_shortlist_says_the_group_the_message_and_who_hears_next_and_names_nobody_who_opted_out() {
    let mut project = town_project(200);
    let edits = vec![
        PlanEdit::SetSharePercent(10.0),
        PlanEdit::Choose(ChoiceEdit::SetHow(How::BestSpread)),
        PlanEdit::Design(CellEdit::SetDeal(Deal::Circles)),
        PlanEdit::Design(CellEdit::SetBeside { how: How::Random, is_in: true }),
        PlanEdit::Design(CellEdit::SetMotivations(vec!["helps a friend".into(), "be first".into()])),
        PlanEdit::SetMessage("Hello".into()),
        PlanEdit::Pair(PairingEdit::SetMessage { stage: Stage::Active, tribe: None, message: "Stay with us".into() }),
    ];
    project.apply(Command::BeginPlan { name: "Groups".into(), edits }).unwrap();
    let plan = project.document().plans[0].clone();
    let around =
        Surroundings { today: "2026-11-21".into(), csv: CsvStyle::SafeForExcel, picture: map::picture_style() };
    let list = Export::Shortlist { plan: plan.id };
    assert!(bytes(&list, "csv", &project.snapshot(), &around).is_err(), "nobody is chosen yet");
    let key = project.derived().choice_key(&plan, project.document().assumptions).unwrap();
    let scored = project.derived().scored.clone().unwrap();
    let answer = Request::Choose { key, scored, past: Past::default() }
        .run(&tribewise::domain::ticket::Ticket::new())
        .unwrap()
        .unwrap();
    let Answer::Chosen { key, best } = answer else { panic!("another answer") };
    project.accept_choice(key, best);
    // Words change nobody: the choice stands.
    let before = project.derived().cells(plan.id).unwrap();
    let words = PlanEdit::SetMessage("Hello there".into());
    project.apply(Command::EditPlan { plan: plan.id, edit: words }).unwrap();
    let assumptions = project.document().assumptions;
    assert!(project.derived().choice(&project.document().plans[0].clone(), assumptions).is_some());
    assert_eq!(project.derived().cells(plan.id).unwrap(), before);
    project.undo();
    // A circle is treated whole or left alone whole.
    let scored = project.derived().scored.clone().unwrap();
    let chosen: Vec<u32> = before.treated.iter().chain(&before.control).copied().collect();
    let group_of = tribewise::domain::campaign::groups(&scored.network, &sorted_as(&chosen, &project, &plan));
    let order = sorted_as(&chosen, &project, &plan);
    let is_kept = |place: usize| before.control.contains(&order[place]);
    let mut n_together = 0;
    for (place, group) in group_of.iter().enumerate() {
        let first = group_of.iter().position(|other| other == group).unwrap();
        n_together += usize::from(first < place);
        assert_eq!(is_kept(place), is_kept(first), "{} with {}", order[place], order[first]);
    }
    assert!(n_together > 0, "somebody of the chosen is close to another");
    for ending in ["csv", "xlsx", "parquet"] {
        let file = bytes(&list, ending, &project.snapshot(), &around).unwrap();
        assert_no_trace(&format!("list.{ending}"), &file);
    }
    let file = bytes(&list, "csv", &project.snapshot(), &around).unwrap();
    let codes = csv_column(&file, "cell");
    let kinds: BTreeSet<&str> = codes.iter().map(String::as_str).collect();
    let of = |first: &str, last: &str| format!("{first}{}{last}", plan.id);
    let all = [of("T", "A"), of("T", "B"), of("R", ""), of("C", "")];
    assert_eq!(kinds, all.iter().map(String::as_str).collect());
    let (read, messages) = (csv_column(&file, "message"), csv_column(&file, "pass_on"));
    let next = csv_column(&file, "tells_next");
    assert!(read.iter().any(|text| text == "Stay with us") && read.iter().any(|text| text == "Hello"));
    assert!(messages.iter().any(|text| text == "Stay with us") && messages.iter().any(|text| text == "Hello"));
    for ((code, message), (read, next)) in codes.iter().zip(&messages).zip(read.iter().zip(&next)) {
        let is_told = !(message.is_empty() && next.is_empty() && read.is_empty());
        assert!(!code.starts_with('C') || !is_told, "control is told nothing");
    }
    assert!(next.iter().filter(|id| !id.is_empty()).count() > codes.len() / 4);
    // Approved, the groups stay as they are, whatever is decided elsewhere.
    let cells = project.derived().cells(plan.id).unwrap();
    let frozen = cells.freeze(&project.derived().scored.as_ref().unwrap().people);
    project.apply(Command::EditPlan { plan: plan.id, edit: PlanEdit::Approve(frozen) }).unwrap();
    assert_eq!(project.derived().cells(plan.id).unwrap().coded(plan.id), cells.coded(plan.id));
    assert_eq!(csv_column(&bytes(&list, "csv", &project.snapshot(), &around).unwrap(), "cell"), codes);
}

/// The chosen in the order of the choice, by which circles are told.
fn sorted_as(
    chosen: &[u32],
    project: &tribewise::project::Project,
    plan: &tribewise::domain::campaign::Plan,
) -> Vec<u32> {
    let best = project.derived().choice(plan, project.document().assumptions).unwrap();
    best.people.iter().chain(&best.next).copied().filter(|person| chosen.contains(person)).collect()
}

/// A project file with the town in it.
fn made(folder: &std::path::Path) -> Program {
    write_town(folder, 200);
    let program = Program::new(folder);
    program.json(&[&["import", P], &SCORED[..]].concat());
    program.json(&["score", P]);
    program
}

#[test]
fn the_command_line_chooses_compares_prices_and_measures_every_group() {
    let folder = folder();
    let program = made(folder.path());
    let name = ["--name", "Spring"];
    let new = |words: &[&str]| program.json(&[&["plan", P, "new"], &name[..], words].concat());
    let plan = new(&["--how", "best-spread", "--share", "10", "--cost", "20", "--aim", "12", "--beside", "random"]);
    assert!(plan["proven"]["proven_share"].as_f64().unwrap() >= plan["proven"]["guarantee"].as_f64().unwrap());
    assert_eq!((&plan["choice"]["how"], &plan["choice"]["goal_people"]), (&Value::from("best_spread"), &12.into()));
    let told = program.json(&[&["plan", P, "forecast", "--runs", "200"], &name[..]].concat());
    let course = told["money"]["course"].as_array().unwrap();
    assert!(course.len() > 5 && course[0]["treated"] == 0 && course[1]["cost_cents"].as_i64().unwrap() > 0);
    let extra = |point: &Value| point["extra"]["likely"].as_f64().unwrap();
    assert!(course.windows(2).all(|pair| extra(&pair[0]) <= extra(&pair[1])));
    assert!(told["money"]["aim"].is_object());
    let words = ["--deal", "circles", "--reason", "save", "--reason", "be first", "--base", "20"];
    let groups = program.json(&[&["plan", P, "groups"], &name[..], &words[..]].concat());
    assert!(groups["leakage"].as_f64().unwrap() > 0.0 && groups["overlap"].as_f64().unwrap() > 0.0);
    assert_eq!(groups["needed_for_5_points"], 1_094);
    let members = groups["members"].as_array().unwrap();
    let with = |letter: &str| -> Vec<&str> {
        let is_it = |member: &&Value| member["cell"].as_str().unwrap().starts_with(letter);
        members.iter().filter(is_it).map(|member| member["id"].as_str().unwrap()).collect()
    };
    assert_eq!(with("R").len(), with("T").len());
    assert!(members.iter().all(|member| member["id"] != OPTED_OUT));
    let table = program.json(&[&["plan", P, "table", "--say", "active=Stay"], &name[..]].concat());
    let cells = table["cells"].as_array().unwrap();
    assert!(cells.iter().all(|cell| (cell["stage"] == "active") == (cell["message"] == "Stay")));
    assert!(cells.iter().all(|cell| cell["through"].is_null() && cell["best"] != OPTED_OUT));
    assert_eq!(table["unsaid"], cells.iter().filter(|cell| cell["message"] == "").count());
    // Results come back with the codes of the lists.
    let text = |member: &Value, key: &str| member[key].as_str().unwrap().to_owned();
    let line = |(n, member): (usize, &Value)| format!("{},{},{}", text(member, "id"), text(member, "cell"), n % 2);
    let lines: Vec<String> = members.iter().enumerate().map(line).collect();
    let rows = format!("id,cell,bought\n{}\n", lines.join("\n"));
    std::fs::write(folder.path().join("results.csv"), rows).unwrap();
    let measured = program.json(&["measure", P, "results.csv", "--plan", "Spring"]);
    let counted: Vec<&str> =
        measured["groups"].as_array().unwrap().iter().map(|g| g["cell"].as_str().unwrap()).collect();
    assert_eq!(counted.len(), 3);
    for group in measured["groups"].as_array().unwrap() {
        let of_group = lines.iter().filter(|line| line.split(',').nth(1) == group["cell"].as_str());
        let (n, n_yes) = of_group.fold((0, 0), |(n, yes), line| (n + 1, yes + u64::from(line.ends_with(",1"))));
        assert_eq!((&group["people"], &group["yes"]), (&n.into(), &n_yes.into()), "{group}");
        let points = 100.0
            * (n_yes as f64 / f64::from(n)
                - measured["control"]["n_yes"].as_f64().unwrap() / measured["control"]["n_people"].as_f64().unwrap());
        assert!((group["points"].as_f64().unwrap() - points).abs() < 1e-9, "{group}");
    }
    assert_eq!(measured["treated"]["n_people"], with("T").len());
    assert_eq!(measured["n_outside_cells"], 0);
    // What is not understood changes nothing.
    program.fails(64, &["plan", P, "set", "--name", "Spring", "--how", "magic"]);
    program.fails(64, &["plan", P, "set", "--name", "Spring", "--beside", "best-spread"]);
    program.fails(64, &["plan", P, "set", "--name", "Spring", "--say", "sometime=Stay"]);
    let named = program.json(&["plan", P, "set", "--name", "Spring", "--by-hand", DOUBLE, "--control", "0"]);
    assert_eq!((&named["n_treated"], &named["choice"]["how"]), (&1.into(), &Value::from("by_hand")));
}

#[test]
fn a_selected_tribe_is_named_by_hand_with_everybody_in_it() {
    let folder = folder();
    let mut window = with_plan(folder.path());
    window.choose(say::how_label(), say::how(How::ByHand));
    window.assert_button(&say::take_selected(0));
    window.go(Room::People);
    let scored = window.project().derived().scored.clone().unwrap();
    let tribe = &scored.tribes.tribes[1];
    window.click(&format!("Tribe: {}", tribe.name));
    window.go(Room::Plan);
    window.harness.run_steps(3);
    press(&mut window, &say::take_selected(tribe.members.len()));
    let members = tribe.members.iter().map(|&person| scored.people.ids[person as usize].clone());
    assert_eq!(window.plan().choice.by_hand, members.collect::<BTreeSet<String>>());
}
