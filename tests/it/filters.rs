//! Who is on show and what colours mean, and the long lists: in the window, in files that leave, on the command line.

use crate::support::{DOUBLE, OPTED_OUT, Program, SCORED, TRACES, csv_column, folder, text_in, write_town};
use crate::visitor::{N_PEOPLE, Window};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use tribewise::domain::filter::FilterEdit;
use tribewise::domain::guise::{Class, Preset};
use tribewise::domain::listing::PersonColumn;
use tribewise::domain::model::Person;
use tribewise::project::Command;
use tribewise::ui::{Room, words};

const P: &str = "p.tribewise";

/// Adds a condition through the menu above the lists.
pub fn show_only(window: &mut Window, list: &str, item: &str) {
    window.click(words::filter::add());
    window.click(list);
    window.harness.run_steps(3);
    window.click(item);
    window.harness.run_steps(3);
}

/// Goes to one of the lists by its tab, which is called like the room above it.
pub fn go_to_list(window: &mut Window, name: &str) {
    let tabs: Vec<egui::Pos2> =
        window.harness.query_all_by_role_and_label(Role::Button, name).map(|tab| tab.rect().center()).collect();
    window.click_at(*tabs.iter().find(|at| at.y > 60.0).expect("there is a tab"), 1);
}

fn shown(window: &Window) -> BTreeSet<Person> {
    window.project().derived().visible().map(|visible| visible.people().collect()).unwrap_or_default()
}

/// Presses what may lie beyond the edge of what is seen.
fn press(window: &mut Window, role: Role, name: &str) {
    window.harness.get_by_role_and_label(role, name).click_accesskit();
    window.harness.run_steps(4);
}

/// The people in the list, as far as they are in view, from the top.
fn listed(window: &Window) -> Vec<String> {
    let rows = window.harness.root().children_recursive().filter_map(|node| {
        let node = node.accesskit_node();
        if node.role() == Role::Button { node.label() } else { None }
    });
    rows.filter_map(|text| text.strip_prefix("Person: ").map(str::to_owned)).collect()
}

#[test]
fn chips_narrow_the_map_the_lists_and_the_files_and_go_back_step_by_step() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[&["shown.csv"], &["shown.xlsx"]]);
    window.go(Room::People);
    let scored = window.project().derived().scored.clone().unwrap();
    let tribe = scored.tribes.tribes[0].clone();
    assert!(window.project().derived().visible().is_none());
    show_only(&mut window, words::filter::in_tribe(), &tribe.name);
    assert_eq!(shown(&window), tribe.members.iter().copied().collect());
    show_only(&mut window, words::filter::influence(), &words::filter::top(20));
    let top: BTreeSet<Person> = scored.scores.top_percent(20.0).iter().copied().collect();
    let both: BTreeSet<Person> = tribe.members.iter().copied().filter(|person| top.contains(person)).collect();
    assert_eq!(shown(&window), both);
    assert!(!both.is_empty());
    let visible = window.project().derived().visible().cloned().unwrap();
    // Said in the status bar, above the lists, and in the legend of the map.
    let said = words::filter::visible(visible.n, visible.of);
    assert!(window.texts().iter().filter(|text| text.contains(&said)).count() >= 3, "{:#?}", window.texts());
    go_to_list(&mut window, words::people::people());
    let names: BTreeSet<String> = both.iter().map(|&person| scored.people.label(person).to_owned()).collect();
    let listed = listed(&window);
    assert_eq!((listed.len(), listed.into_iter().collect::<BTreeSet<_>>()), (both.len(), names));
    // A file with those on show, and what they have in common in words.
    let exports = |window: &mut Window| {
        let name = if folder.path().join("shown.csv").exists() { "shown.xlsx" } else { "shown.csv" };
        window.click_part(words::export_label());
        window.click(words::export::people_shown());
        window.written(&folder.path().join(name))
    };
    let csv = exports(&mut window);
    let ids: BTreeSet<Person> =
        csv_column(&csv, "id").iter().map(|id| scored.people.row(id).expect("they are known")).collect();
    assert_eq!(ids, both);
    let text = text_in("shown.xlsx", &exports(&mut window));
    let whole =
        format!("Visible {} of {}: in tribe {}, and influence in the top 20 %", visible.n, visible.of, tribe.name);
    assert!(text.contains(&whole), "{whole}");
    // Kept under a name, removed chip by chip, and used again.
    window.click(words::filter::add());
    let kept = Command::Filter(FilterEdit::SaveAs("Best of them".into()));
    window.harness.get_by_role_and_label(Role::TextInput, words::filter::keep_as()).focus();
    window.harness.get_by_role_and_label(Role::TextInput, words::filter::keep_as()).type_text("Best of them");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.document().filters.keys().collect::<Vec<_>>(), ["Best of them"]);
    window.click(&words::filter::remove(&format!("in tribe {}", tribe.name)));
    assert_eq!(shown(&window), top);
    window.click(words::filter::clear());
    assert!(window.project().derived().visible().is_none());
    window.click(words::filter::add());
    window.click("Best of them");
    assert_eq!(shown(&window), both);
    // Each was one step to undo.
    for _ in 0..3 {
        window.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(shown(&window), both);
    window.click_part(&format!("Undo: {}", words::command::name(&kept)));
    assert!(window.document().filters.is_empty());
}

#[test]
fn whoever_is_erased_or_opts_out_is_on_no_list_of_people_chosen_by_hand() {
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    let program = Program::new(folder.path());
    program.json(&[&["import", P][..], &SCORED, &["--yes"]].concat());
    let chosen = format!("people={DOUBLE};{OPTED_OUT};C100007");
    let said = program.json(&["show", P, "--only", &chosen, "--keep", "three"]);
    assert_eq!((&said["visible"], &said["kept"][0]), (&2.into(), &"three".into()), "{said}");
    program.json(&["erase", P, "--id", DOUBLE, "--yes"]);
    let said = program.json(&["show", P]);
    assert_eq!(said["visible"], 1, "{said}");
    program.run(&["export", P, "people", "--visible", "--to", "some.csv"]);
    let some = std::fs::read(folder.path().join("some.csv")).unwrap();
    assert_eq!(csv_column(&some, "id"), ["C100007"]);
    let all = program.json(&["show", P, "--everybody"]);
    assert_eq!(all["visible"], all["of"]);
}

#[test]
fn the_command_line_shows_colours_and_draws_as_seen() {
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    let program = Program::new(folder.path());
    program.json(&[&["import", P][..], &SCORED, &["--yes"]].concat());
    program.json(&["stances", P, "--column", "satisfaction"]);
    let said = program.json(&["show", P, "--only", "top=50", "--only", "stage=active", "--colour-by", "stance"]);
    let both = said["visible"].as_u64().unwrap();
    assert!(both > 0 && both < said["of"].as_u64().unwrap(), "{said}");
    // A second value of one kind widens, another kind narrows.
    let wider = program.json(&["show", P, "--only", "stage=loyal"])["visible"].as_u64().unwrap();
    let narrower = program.json(&["show", P, "--only", "role=leader"])["visible"].as_u64().unwrap();
    assert!(wider >= both && narrower < wider, "{both} {wider} {narrower}");
    assert!(program.fails(64, &["show", P, "--only", "top=many"]).contains("Nothing was changed"));
    assert!(program.fails(64, &["show", P, "--colour-by", "money"]).contains("influence"));
    for name in ["map.svg", "map.pdf", "map.png", "large.png"] {
        let large: &[&str] = if name == "large.png" { &["--large"] } else { &[] };
        program.json(&[&["export", P, "map", "--to", name][..], large].concat());
    }
    let file = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let svg = String::from_utf8(file("map.svg")).unwrap();
    for words in ["Colour: stance", "Offside", "Onside", "Not known", "Pale: filtered out", "role: leader"] {
        assert!(svg.contains(words), "{words} is not in the picture");
    }
    assert!(!TRACES.iter().any(|trace| svg.contains(trace)));
    let pdf = file("map.pdf");
    assert!(pdf.starts_with(b"%PDF-1.") && pdf.ends_with(b"%%EOF\n"));
    assert_eq!(text_in("map.png", &file("map.png")), "2560 x 1800");
    assert_eq!(text_in("large.png", &file("large.png")), "5120 x 3600");
    // Everyone as points, in the same colours and for the same people.
    for name in ["everyone.svg", "everyone.pdf", "everyone.png"] {
        program.json(&["export", P, "map", "--everyone", "--to", name]);
    }
    let svg = String::from_utf8(file("everyone.svg")).unwrap();
    for words in ["Point: one person", "Offside", "Pale: filtered out", "data:image/png;base64,"] {
        assert!(svg.contains(words), "{words} is not in the picture of everyone");
    }
    assert!(!TRACES.iter().any(|trace| svg.contains(trace)));
    assert!(String::from_utf8_lossy(&file("everyone.pdf")).contains("/SMask"));
    assert_eq!(text_in("everyone.png", &file("everyone.png")), "2560 x 1800");
    assert_ne!(file("everyone.png"), file("map.png"));
    assert!(program.fails(64, &["export", P, "people", "--everyone", "--to", "p.csv"]).contains("--everyone"));
}

#[test]
fn every_meaning_of_colour_has_its_legend_and_one_step_back() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    for preset in Preset::ALL.into_iter().filter(|preset| ![Preset::Topic, Preset::Tribe].contains(preset)) {
        window.choose(words::look::colour_by(), words::look::preset(preset));
        assert_eq!(window.document().preset, preset);
        window.assert_says(&words::look::colour(preset));
        let guise = window.project().derived().guise().clone();
        for class in guise.classes.iter().filter(|class| class.n > 0 && class.class != Class::Unknown) {
            window.assert_says(&words::look::class(class.class));
        }
    }
    // Trying meanings one after the other is one step.
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.document().preset, Preset::Tribe);
    window.assert_says("Colour: tribe");
}

#[test]
fn lists_sort_by_their_columns_share_the_selection_and_keep_the_columns_chosen() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    window.click(words::table::as_table());
    go_to_list(&mut window, words::people::people());
    let scored = window.project().derived().scored.clone().unwrap();
    let spending = words::table::sort_by(words::table::person_column(PersonColumn::Spending));
    press(&mut window, Role::Button, &spending);
    let spend = |name: &String| {
        let row = (0..scored.people.len() as u32).find(|&row| scored.people.label(row) == name).unwrap();
        scored.people.spend_cents[row as usize]
    };
    let falling = listed(&window);
    assert!(falling.len() > 10 && falling.is_sorted_by(|a, b| spend(a) >= spend(b)), "{falling:?}");
    press(&mut window, Role::Button, &spending);
    let rising = listed(&window);
    assert!(rising.is_sorted_by(|a, b| spend(a) <= spend(b)), "{rising:?}");
    // The map's selection is the same one.
    window.click(&format!("Person: {}", rising[0]));
    let label = window.project().selection.card.map(|card| scored.people.label(card).to_owned());
    assert_eq!(label.as_ref(), Some(&rising[0]));
    window.click(words::close());
    // A column more, which is kept; tribes and ties are there as well.
    window.click(words::table::columns());
    press(&mut window, Role::CheckBox, words::table::person_column(PersonColumn::Closeness));
    let kept = tribewise::shell::prefs::load(&folder.path().join("home")).preferences.columns;
    // The rank by plain number of contacts is among the usual ones.
    assert!(["closeness", "name", "rankbycontacts"].iter().all(|name| kept.contains(&(*name).to_owned())), "{kept:?}");
    window.press(Modifiers::NONE, Key::Escape);
    window.click(words::table::ties());
    window.assert_says("Tie: ");
    go_to_list(&mut window, words::people::tribes());
    window.click(&words::table::sort_by(words::people::tribe()));
    assert!(!window.texts().iter().any(|text| TRACES.iter().any(|trace| text.contains(trace))));
    window.click_part(words::table::as_map());
    window.assert_says("Map of ");
    assert!(window.document().filter.is_empty());
}

#[test]
fn a_list_goes_by_keys_and_is_copied_as_text() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    go_to_list(&mut window, words::people::people());
    window.until("how sure ranks are is known", |window| window.project().derived().certainty().is_some());
    let scored = window.project().derived().scored.clone().unwrap();
    let order = &scored.scores.order;
    let selected = |window: &Window| {
        window.harness.state().project().unwrap().selection.people.iter().copied().collect::<Vec<_>>()
    };
    let sorted = |places: &[usize]| {
        let mut people: Vec<Person> = places.iter().map(|&place| order[place]).collect();
        people.sort_unstable();
        people
    };
    // Whoever is not told apart has one rank; the mark of that is no formula where it is pasted.
    let certainty = window.project().derived().certainty().unwrap().clone();
    let rank = |place: usize| match certainty.shown(order[place]).unwrap() {
        shown if shown.is_shared() => format!("'={}", shown.rank),
        shown => shown.rank.to_string(),
    };
    window.click(&format!("Person: {}", scored.people.label(order[1])));
    assert_eq!(selected(&window), sorted(&[1]));
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::Space);
    assert_eq!(selected(&window), sorted(&[1, 3]));
    window.press(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(selected(&window), sorted(&[2, 3]));
    window.harness.event(egui::Event::Copy);
    window.harness.step();
    let copied = window.harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("the chosen rows are copied");
    let lines: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!((lines.len(), lines[1][0], lines[2][0]), (3, rank(2).as_str(), rank(3).as_str()), "{copied}");
    assert_eq!(lines[1][1], scored.people.label(order[2]));
    window.press(Modifiers::NONE, Key::Home);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!((selected(&window), window.project().selection.card), (sorted(&[0]), Some(order[0])));
}

#[test]
fn a_list_of_tribes_by_name_follows_a_new_name() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    go_to_list(&mut window, words::people::tribes());
    window.click(&words::table::sort_by(words::people::tribe()));
    let listed = |window: &Window| -> Vec<String> {
        let rows = window.harness.root().children_recursive().filter_map(|node| node.accesskit_node().label());
        rows.filter_map(|text| text.strip_prefix("Tribe: ").map(str::to_owned)).collect()
    };
    let before = listed(&window);
    assert!(before.len() > 1 && before.is_sorted_by_key(|name| name.to_lowercase()), "{before:?}");
    window.click(&format!("Tribe: {}", before[0]));
    window.harness.get_by_role_and_label(Role::TextInput, words::rename()).focus();
    window.harness.run_steps(2);
    window.press(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, words::rename()).type_text("Zzz");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(listed(&window).last().map(String::as_str), Some("Zzz"));
}
