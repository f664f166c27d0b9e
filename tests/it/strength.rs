//! What makes a tie strong, decided in the window and on the command line, and undone.

use crate::support::{Program, SCORED, TRACES, folder, write_town};
use crate::visitor::Window;
use egui::Key;
use egui_kittest::kittest::Queryable;
use tribewise::domain::model::{TiePart, TieWeights, Weighting};
use tribewise::ui::{DataPage, Room, words};
use words::strength as say;

const P: &str = "p.tribewise";

fn rescored(window: &mut Window) {
    window.until("scored anew", |window| window.project().derived().is_scored());
    window.harness.run_steps(3);
}

/// A button, wherever the page is scrolled to.
fn press(window: &mut Window, name: &str) {
    window.harness.get_by_label(name).click_accesskit();
    window.harness.run_steps(3);
    rescored(window);
}

fn strengths(window: &Window) -> Vec<f32> {
    window.project().derived().scored.as_ref().unwrap().ties.strength.clone()
}

#[test]
fn the_parts_of_strength_are_weighed_with_sliders_and_come_back() {
    let folder = folder();
    write_town(folder.path(), 300);
    let mut window = Window::open(folder.path(), &[]);
    window.fill(folder.path(), &SCORED);
    window.click(words::data::page(DataPage::Cleaning));
    window.harness.run_steps(3);
    window.assert_says(say::title());
    // The town judges nobody: there is nothing to weigh.
    assert!(window.harness.query_by_label(say::part(TiePart::Rating).0).is_none());
    let (before, basis) = (strengths(&window), window.project().derived().scored.as_ref().unwrap().basis.clone());
    for _ in 0..5 {
        window.press_on_slider(say::part(TiePart::Overlap).0, Key::ArrowRight);
    }
    rescored(&mut window);
    assert!((window.document().settings.tie_weights.overlap - 0.25).abs() < 1e-6);
    let heavier = strengths(&window);
    assert!(heavier != before && heavier.len() == before.len());
    assert_eq!(window.project().derived().scored.as_ref().unwrap().basis, basis, "weighed anew, not measured anew");
    window.press_on_slider(say::half_life(), Key::ArrowRight);
    rescored(&mut window);
    assert_eq!(window.document().settings.half_life_days, 31.0);
    assert_ne!(window.project().derived().scored.as_ref().unwrap().basis, basis, "measured anew");
    press(&mut window, say::usual());
    assert_eq!(window.document().settings.tie_weights, TieWeights::default());
    assert!(strengths(&window) == before, "the very same again");
    assert!(window.harness.query_by_label(say::usual()).is_none());
}

#[test]
fn the_command_line_weighs_the_parts_and_the_window_says_where_they_have_no_effect() {
    let folder = folder();
    write_town(folder.path(), 300);
    let program = Program::new(folder.path());
    program.json(&[&["import", P][..], &SCORED].concat());
    let usual = program.json(&["score", P]);
    assert_eq!((usual["half_life_days"].as_f64(), usual["weighting"].as_str()), (Some(30.0), Some("strength")));
    let said =
        program.json(&["score", P, "--tie-weight", "overlap=0.5, time=0", "--half-life", "7", "--weight", "one"]);
    assert_eq!((said["tie_weights"]["overlap"].as_f64(), said["tie_weights"]["time"].as_f64()), (Some(0.5), Some(0.0)));
    assert_eq!(said["tie_weights"]["lasting"].as_f64(), Some(0.2));
    assert_eq!(said["half_life_days"].as_f64(), Some(7.0));
    for wrong in
        [["--tie-weight", "overlap=2"], ["--tie-weight", "likes=1"], ["--half-life", "0"], ["--half-life", "NaN"]]
    {
        let why = program.fails(64, &["score", P, wrong[0], wrong[1]]);
        assert!(why.contains("Nothing was changed."), "{wrong:?}: {why}");
    }
    assert_eq!(program.json(&["score", P])["tie_weights"], said["tie_weights"], "what is wrong changes nothing");
    let mut window = Window::open(folder.path(), &[]);
    window.open_scored(folder.path().join(P));
    window.go(Room::Data);
    window.click(words::data::page(DataPage::Cleaning));
    window.harness.run_steps(3);
    window.assert_says(say::all_alike());
    press(&mut window, say::use_strength());
    assert_eq!(window.document().settings.weighting, Weighting::Strength);
    assert!(window.harness.query_by_label(say::all_alike()).is_none());
}

#[test]
fn the_page_of_strength_gives_away_nobody_who_opted_out() {
    let folder = folder();
    write_town(folder.path(), 300);
    let program = Program::new(folder.path());
    program.json(&[&["import", P][..], &SCORED].concat());
    let said = program.run(&["score", P, "--tie-weight", "overlap=0.5"]).out;
    assert!(TRACES.iter().all(|trace| !said.contains(trace)), "{said}");
}
