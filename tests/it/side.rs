//! The panel at the right: each card and plan is there by itself, and what leads there comes to the front.

use crate::support::{SCORED, folder};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use tribewise::ui::words::{self, doing, judgement};
use tribewise::ui::{Room, words::plan as say};

/// How far up the panel's words begin; above the window where they were scrolled away.
fn top_of_panel(window: &Window) -> f32 {
    let nodes = window.harness.root().children_recursive();
    let labels = nodes.filter(|node| node.accesskit_node().role() == Role::Label);
    labels.map(|node| node.rect()).filter(|at| at.left() > 930.0).map(|at| at.top()).fold(f32::MAX, f32::min)
}

fn open_card(window: &mut Window, place: usize) {
    let scored = window.project().derived().scored.clone().unwrap();
    let name = scored.people.label(scored.scores.order[place]).to_owned();
    window.click(&format!("{}: {name}", words::people::person()));
    window.harness.run_steps(4);
}

#[test]
fn each_card_begins_at_its_top_and_keeps_its_own_drafts() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    let people = window.harness.query_all_by_role_and_label(Role::Button, words::people::people()).last().unwrap();
    let at = people.rect().center();
    window.click_at(at, 1);
    window.harness.run_steps(3);
    open_card(&mut window, 0);
    let top = top_of_panel(&window);
    assert!(top > 40.0, "{top}");
    window.harness.input_mut().events.push(Event::PointerMoved(egui::pos2(1100.0, 500.0)));
    window.harness.run_steps(2);
    window.harness.input_mut().events.push(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -400.0),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
    });
    window.harness.run_steps(30);
    assert!(top_of_panel(&window) < top - 100.0, "it was scrolled");
    open_card(&mut window, 1);
    assert!((top_of_panel(&window) - top).abs() < 1.0, "the next begins at its top");
}

#[test]
fn what_is_still_to_be_done_leads_to_the_plan_though_a_card_is_open() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::Plan);
    window.click(say::new());
    window.click(doing::page_review());
    window.harness.run_steps(4);
    window.press(Modifiers::COMMAND, Key::F);
    let scored = window.project().derived().scored.clone().unwrap();
    let first = scored.scores.order[0];
    let (name, id) = (scored.people.label(first).to_owned(), &scored.people.ids[first as usize]);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text(&name);
    window.harness.run_steps(3);
    window.click_part(&format!("{name} · {id}"));
    window.harness.run_steps(4);
    window.assert_says(judgement::your_judgement());
    window.click(doing::go_there());
    window.harness.run_steps(4);
    assert!(!window.says(judgement::your_judgement()), "the card has made room");
    window.assert_button(say::add_selection());
}
