//! Text twice as large on a laptop's screen: in every room, in both languages, nothing is cut at the sides and what a
//! room is for is in view.

use crate::support::{OUTGOING, RESULTS, SCORED, folder, write_town};
use crate::visitor::{N_PEOPLE, Window};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, vec2};
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
    // What touches the very edge was pushed there.
    Rect::from_min_size(egui::Pos2::ZERO, vec2(SCREEN[0], SCREEN[1])).shrink2(vec2(6.0, 1.0))
}

/// What can be used on the screen, by its name.
fn handles(window: &Window) -> Vec<(String, Rect)> {
    let nodes = window.harness.root().children_recursive();
    let handles = nodes.filter(|node| HANDLES.contains(&node.accesskit_node().role()));
    handles.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).collect()
}

/// The window, and what was found cut or out of view.
struct Walk {
    window: Window,
    wrong: Vec<String>,
}

/// Nothing reaches over the left or right edge, and these are wholly in view.
fn look(walk: &mut Walk, place: &str, in_view: &[&str]) {
    let Walk { window, wrong } = walk;
    window.harness.run_steps(6);
    let (handles, screen) = (handles(window), screen());
    // A row of a list is as wide as its longest cell would be, and drawn no wider than the list.
    let rows = [words::people::tribe(), words::people::person()].map(|word| format!("{word}: "));
    // A table with all its columns is moved sideways.
    let (column, is_table) = (words::table::sort_by(""), place == "table");
    let is_row = |name: &str| {
        rows.iter().any(|row| name.starts_with(row.as_str())) || (is_table && name.starts_with(column.as_str()))
    };
    let is_cut = |at: &Rect| at.left() < screen.left() || at.right() > screen.right();
    for (name, at) in handles.iter().filter(|(name, at)| is_cut(at) && !is_row(name)) {
        wrong.push(format!("{place}: “{name}” is cut at the side: {at}"));
    }
    for name in in_view {
        let found: Vec<Rect> = handles.iter().filter(|(known, _)| known.ends_with(name)).map(|(_, at)| *at).collect();
        if !found.iter().any(|at| screen.contains_rect(*at)) {
            wrong.push(format!("{place}: “{name}” is not in view but at {found:?}"));
        }
    }
}

fn walk_through(language: Language) {
    let folder = folder();
    let mut walk = Walk { window: open(folder.path(), language), wrong: Vec::new() };
    look(&mut walk, "welcome", &[words::new_project(), words::try_sample(), words::open_project()]);
    walk.window.harness.state_mut().add_paths(SCORED.iter().map(|name| folder.path().join(name)).collect());
    walk.window.until("the files are looked at", |window| window.harness.state().screen().drafts.len() == SCORED.len());
    let add = words::data::add_drafts(SCORED.len());
    look(&mut walk, "wizard", &[&add, words::cancel()]);
    walk.window.click(words::cancel());
    walk.window.fill(folder.path(), &[&SCORED[..], &[OUTGOING, RESULTS]].concat());
    walk.window.until("the queue is looked through", |window| !window.document().diverted.is_empty());
    let rooms = [words::room_data(), words::room_people(), words::room_plan(), words::room_hold()];
    let bar = [&rooms[..], &[words::room_results(), words::bar::menu(), words::search_hint()]].concat();
    for page in DataPage::ALL {
        walk.window.go(Room::Data);
        walk.window.click(words::data::page(page));
        look(&mut walk, &format!("{page:?}"), &bar);
    }
    walk.window.click(words::data::page(DataPage::Files));
    look(&mut walk, "files", &[words::data::show_me_who(), words::data::add_files()]);
    people(&mut walk, &bar);
    plan(&mut walk, &bar);
    walk.window.go(Room::Hold);
    let held = [words::hold::release(), words::hold::drop(), words::hold::look_again(), words::export::clean()];
    look(&mut walk, "hold", &[&bar[..], &held].concat());
    walk.window.go(Room::Results);
    look(&mut walk, "results", &[&bar[..], &[words::plan::add_results()]].concat());
    walk.window.click(words::bar::menu());
    look(&mut walk, "menu", &[words::save_as(), words::close_project()]);
    assert!(walk.wrong.is_empty(), "{:#?}", walk.wrong);
}

/// The room above has the same name.
fn click_last(window: &mut Window, name: &str) {
    let found = window.harness.query_all_by_role_and_label(Role::Button, name).last().unwrap();
    let at = found.rect().center();
    window.click_at(at, 1);
}

fn people(walk: &mut Walk, bar: &[&str]) {
    let panes = [words::bar::lists(), words::doing::page_map(), words::bar::details()];
    walk.window.go(Room::People);
    let map = [words::map::show_everyone(), words::map::show_all(), words::map::zoom_in(), words::time::time()];
    look(walk, "map", &[bar, &panes, &map].concat());
    walk.window.click(words::bar::lists());
    look(walk, "lists", &[bar, &panes, &[words::people::people(), words::table::as_table()]].concat());
    click_last(&mut walk.window, words::people::people());
    walk.window.click(words::bar::details());
    look(walk, "overview", &[&panes[..], &[words::people::make_plan()]].concat());
    // Somebody's card comes to the front, and putting it away leads back.
    walk.window.click(words::bar::lists());
    let scored = walk.window.project().derived().scored.clone().unwrap();
    let first = format!("{}: {}", words::people::person(), scored.people.label(scored.scores.order[0]));
    walk.window.click(&first);
    look(walk, "card", &[&panes[..], &[words::close()]].concat());
    walk.window.click(words::close());
    look(walk, "lists again", &[words::table::as_table()]);
    // As a table they stay in their own pane; the map is where it was.
    walk.window.click(words::table::as_table());
    look(walk, "table", &[&panes[..], &[words::table::columns(), words::table::as_list()]].concat());
    walk.window.click(words::doing::page_map());
    look(walk, "map beside a table", &[words::map::zoom_in()]);
    walk.window.click(words::bar::lists());
    walk.window.click_part(words::table::as_list());
    look(walk, "list", &[words::table::as_table()]);
    walk.window.click(words::doing::page_map());
    walk.window.click(words::time::time());
    look(walk, "time", &[words::time::now()]);
    walk.window.click(words::time::now());
}

fn plan(walk: &mut Walk, bar: &[&str]) {
    walk.window.go(Room::Plan);
    look(walk, "the first plan", bar);
    walk.window.click(words::plan::new());
    walk.window.until("the plan is forecast", |window| !window.says(words::plan::forecasting()));
    look(walk, "plan", &[bar, &[words::export::shortlist(), words::plan::approve()]].concat());
    for page in [PlanPage::Strategy, PlanPage::Tasks, PlanPage::Money, PlanPage::Review, PlanPage::Map] {
        click_last(&mut walk.window, words::room_plan());
        walk.window.click(page.word());
        look(walk, &format!("{page:?}"), bar);
    }
}

#[test]
fn at_twice_the_size_everything_is_reached_in_english() {
    walk_through(Language::English);
}

#[test]
fn at_twice_the_size_everything_is_reached_in_italian() {
    walk_through(Language::Italian);
}

#[test]
fn the_key_for_smaller_text_does_not_zoom_the_map() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    window.harness.run_steps(4);
    // On a slow machine control is let go of within the same frame: only the key itself tells that it was held.
    let (key, modifiers) = (Key::Minus, Modifiers::COMMAND);
    let press = |pressed| egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    window.harness.input_mut().events.extend([press(true), press(false)]);
    window.harness.step();
    assert!(window.harness.state().screen().map.is_all_in_view());
}
