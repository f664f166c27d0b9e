//! Text twice as large on a laptop's screen: in every room, in both languages, nothing is cut at the sides and what a
//! room is for is in view.

use crate::support::{OUTGOING, RESULTS, SCORED, folder, write_town};
use crate::visitor::{N_PEOPLE, Window};
use egui::accesskit::Role;
use egui::{Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use tribewise::shell::dialogs::FixedPicker;
use tribewise::ui::words::{self, Language};
use tribewise::ui::{DataPage, PlanPage, Room};

/// 1280 x 800 at 200 %.
const SCREEN: [f32; 2] = [640.0, 400.0];

/// What is clicked, chosen from, typed into or moved.
const HANDLES: [Role; 6] =
    [Role::Button, Role::ComboBox, Role::TextInput, Role::MultilineTextInput, Role::Slider, Role::CheckBox];

fn open(folder: &Path, language: Language) -> Window {
    write_town(folder, N_PEOPLE);
    let builder = Harness::builder().with_size(SCREEN);
    let mut window = Window::build(builder, folder.join("home"), FixedPicker::new([]));
    if language == Language::Italian {
        window.click(words::bar::speak(language));
        window.harness.run_steps(2);
    }
    assert_eq!(words::spoken(), language);
    window
}

fn screen() -> Rect {
    Rect::from_min_size(egui::Pos2::ZERO, vec2(SCREEN[0], SCREEN[1])).expand(0.5)
}

/// What can be used on the screen, by its name.
fn handles(window: &Window) -> Vec<(String, Rect)> {
    let nodes = window.harness.root().children_recursive();
    let handles = nodes.filter(|node| HANDLES.contains(&node.accesskit_node().role()));
    handles.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).collect()
}

/// Nothing reaches over the left or right edge, and these are wholly in view.
#[track_caller]
fn assert_composed(window: &mut Window, place: &str, in_view: &[&str]) {
    window.harness.run_steps(6);
    let (handles, screen) = (handles(window), screen());
    let cut = handles.iter().filter(|(_, at)| at.left() < screen.left() || at.right() > screen.right());
    let cut: Vec<_> = cut.collect();
    assert!(cut.is_empty(), "{place}: cut at the side: {cut:#?}");
    for name in in_view {
        let found: Vec<Rect> = handles.iter().filter(|(known, _)| known == name).map(|(_, at)| *at).collect();
        let is_in_view = found.iter().any(|at| screen.contains_rect(*at));
        assert!(is_in_view, "{place}: “{name}” is not in view but at {found:?} among {handles:#?}");
    }
}

fn walk(language: Language) {
    let folder = folder();
    let mut window = open(folder.path(), language);
    assert_composed(&mut window, "welcome", &[words::new_project(), words::try_sample(), words::open_project()]);
    window.harness.state_mut().add_paths(SCORED.iter().map(|name| folder.path().join(name)).collect());
    window.until("the files are looked at", |window| window.harness.state().screen().drafts.len() == SCORED.len());
    let add = words::data::add_drafts(SCORED.len());
    assert_composed(&mut window, "wizard", &[&add, words::cancel()]);
    window.click(words::cancel());
    window.fill(folder.path(), &[&SCORED[..], &[OUTGOING, RESULTS]].concat());
    window.until("the queue is looked through", |window| !window.document().diverted.is_empty());
    let rooms = [words::room_data(), words::room_people(), words::room_plan(), words::room_hold()];
    let bar = [&rooms[..], &[words::room_results(), words::bar::menu(), words::search_hint()]].concat();
    for page in DataPage::ALL {
        window.go(Room::Data);
        window.click(words::data::page(page));
        assert_composed(&mut window, &format!("{page:?}"), &bar);
    }
    window.click(words::data::page(DataPage::Files));
    assert_composed(&mut window, "files", &[words::data::show_me_who(), words::data::add_files()]);
    people(&mut window, &bar);
    plan(&mut window, &bar);
    window.go(Room::Hold);
    let held = [words::hold::release(), words::hold::drop(), words::hold::look_again(), words::export::clean()];
    assert_composed(&mut window, "hold", &[&bar[..], &held].concat());
    window.go(Room::Results);
    assert_composed(&mut window, "results", &[&bar[..], &[words::plan::add_results()]].concat());
    window.click(words::bar::menu());
    assert_composed(&mut window, "menu", &[words::save_as(), words::close_project()]);
}

fn people(window: &mut Window, bar: &[&str]) {
    let panes = [words::bar::lists(), words::doing::page_map(), words::bar::details()];
    window.go(Room::People);
    let map = [words::map::show_everyone(), words::map::show_all(), words::map::zoom_in(), words::time::time()];
    assert_composed(window, "map", &[bar, &panes, &map].concat());
    window.click(words::bar::lists());
    assert_composed(window, "lists", &[bar, &panes, &[words::people::people(), words::table::as_table()]].concat());
    window.click(words::people::people());
    window.click(words::bar::details());
    assert_composed(window, "overview", &[&panes[..], &[words::people::make_plan()]].concat());
    // Somebody's card comes to the front, and putting it away leads back.
    window.click(words::bar::lists());
    let scored = window.project().derived().scored.clone().unwrap();
    let first = format!("{}: {}", words::people::person(), scored.people.label(scored.scores.order[0]));
    window.click(&first);
    assert_composed(window, "card", &[&panes[..], &[words::close()]].concat());
    window.click(words::close());
    assert_composed(window, "lists again", &[words::table::as_table()]);
    window.click(words::doing::page_map());
    window.click(words::time::time());
    assert_composed(window, "time", &[words::time::now()]);
    window.click(words::time::now());
}

fn plan(window: &mut Window, bar: &[&str]) {
    window.go(Room::Plan);
    assert_composed(window, "the first plan", bar);
    window.click(words::plan::new());
    window.until("the plan is forecast", |window| !window.says(words::plan::forecasting()));
    assert_composed(window, "plan", &[bar, &[words::export::shortlist(), words::plan::approve()]].concat());
    for page in [PlanPage::Strategy, PlanPage::Tasks, PlanPage::Money, PlanPage::Review, PlanPage::Map] {
        window.click(words::room_plan());
        let panel = window.harness.query_all_by_role_and_label(Role::Button, words::room_plan()).last().unwrap();
        let at = panel.rect().center();
        window.click_at(at, 1);
        window.click(page.word());
        assert_composed(window, &format!("{page:?}"), bar);
    }
}

#[test]
fn at_twice_the_size_everything_is_reached_in_english() {
    walk(Language::English);
}

#[test]
fn at_twice_the_size_everything_is_reached_in_italian() {
    walk(Language::Italian);
}
