//! Earlier moments on the map as a person meets them: the slider over days and snapshots, played and stepped, who takes
//! something up lights up in order, what changed is said and marked, and pictures show the same.

use crate::support::{SCORED, folder};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use tribewise::domain::guise::Class;
use tribewise::domain::placement::scene::LegendItem;
use tribewise::domain::taking::Taking;
use tribewise::project::{Pasts, Then};
use tribewise::ui::{Room, words};
use words::time as say;

const DAY: i64 = 86_400;

/// The window with the town on its map, and the strip of time open.
fn looking_back(folder: &tempfile::TempDir, answers: &[&[&str]]) -> Window {
    let mut window = Window::with_town(folder.path(), &SCORED, answers);
    window.go(Room::People);
    window.harness.run_steps(4);
    window.press(Modifiers::NONE, Key::T);
    window.until("looked back", |window| window.project().derived().look_back().is_some());
    window.harness.run_steps(4);
    window
}

fn moments(window: &Window) -> Vec<i64> {
    window.project().derived().look_back().unwrap().moments.iter().map(|moment| moment.at).collect()
}

/// What most people took up.
fn taking(window: &Window) -> Taking {
    window.project().derived().look_back().unwrap().takings[0].clone()
}

/// Lights up whoever took it up; the first click afterwards closes the list that was chosen from.
fn light_up(window: &mut Window, taking: &Taking) {
    window.harness.get_by_role_and_label(Role::ComboBox, say::light_up()).click();
    window.harness.run_steps(3);
    // A tab of the panel is called the same; what is opened lies over everything.
    let named = window.harness.query_all_by_role_and_label(Role::Button, &taking.subject).last().unwrap();
    named.click_accesskit();
    window.harness.run_steps(3);
    window.assert_says(" by then");
    let words = window.harness.get_by_label_contains(" by then").rect().center();
    window.click_at(words, 1);
}

fn then(window: &Window) -> Then {
    window.project().selection.then.clone().expect("an earlier moment is shown")
}

/// How many had it by the moment shown, as the strip says it.
fn assert_lit(window: &Window, taking: &Taking) -> usize {
    let at = then(window).at;
    let n = taking.takers.partition_point(|taker| taker.0 <= at);
    window.assert_says(&format!("{}: {} by then", taking.subject, words::number::people(n)));
    n
}

#[test]
fn people_light_up_in_the_order_of_their_dates_as_the_slider_moves() {
    let folder = folder();
    let mut window = looking_back(&folder, &[]);
    let (n_steps, moments, taking) = (window.project().history().steps().count(), moments(&window), taking(&window));
    assert_eq!(then(&window).subject, None);
    light_up(&mut window, &taking);
    window.assert_says(&words::look::class(Class::NotYet));
    // From snapshot to snapshot, back by buttons and forth by keys.
    for &moment in moments.iter().rev().skip(1) {
        window.click(say::earlier());
        assert_eq!(then(&window).at, moment);
        window.assert_says(&say::shown(moment));
        assert_lit(&window, &taking);
    }
    assert!(window.says("The first snapshot"), "there is nothing to compare it with");
    let mut lit = vec![assert_lit(&window, &taking)];
    for &moment in &moments[1..] {
        window.press(Modifiers::NONE, Key::Period);
        assert_eq!(then(&window).at, moment);
        lit.push(assert_lit(&window, &taking));
    }
    assert!(lit.is_sorted() && lit[0] < lit[5], "{lit:?}");
    // Day by day on the slider itself.
    window.press_on_slider(say::day_shown(), Key::ArrowLeft);
    window.press_on_slider(say::day_shown(), Key::ArrowLeft);
    assert_eq!(then(&window).at, moments[5] - 2 * DAY);
    assert_lit(&window, &taking);
    // Exactly those who had it by then are lit, and they alone.
    let (project, then) = (window.project(), then(&window));
    let past = Pasts::default().show(project.document(), project.derived(), &then).unwrap();
    let mut had: Vec<u32> = taking.takers.iter().filter(|taker| taker.0 <= then.at).map(|taker| taker.1).collect();
    had.sort_unstable();
    let n_people = project.derived().scored.as_ref().unwrap().people.len() as u32;
    let lit: Vec<u32> = (0..n_people).filter(|&person| past.guise.class_of(person).unwrap() < 2).collect();
    assert_eq!(lit, had);
    // Tribes say it to those who hear the map.
    assert!(window.says("% have it"), "{:#?}", window.texts());
    // Looking around is no step to undo, and changes nothing that is kept.
    assert_eq!((project.history().steps().count(), project.last_step().is_none()), (n_steps, n_steps == 0));
    window.press(Modifiers::NONE, Key::T);
    assert!(window.project().selection.then.is_none() && !window.says(say::light_up()));
}

#[test]
fn what_changed_since_the_snapshot_before_is_marked_and_said() {
    let folder = folder();
    let mut window = looking_back(&folder, &[]);
    let back = window.project().derived().look_back().unwrap().clone();
    let (percent, scored) = (window.document().share_percent, window.project().derived().scored.clone().unwrap());
    // Moves that the ranks cannot tell apart are none, where that is known.
    let certainty = window.project().derived().certainty().cloned();
    let range = |person| certainty.as_ref().and_then(|known| known.range(person));
    let turnover = back.between_as_far_as_known(4, 5, percent, range).unwrap();
    let may_show = |person: &&u32| !scored.people.is_opted_out[**person as usize];
    let n = |people: &[u32]| people.iter().filter(may_show).count();
    let counts = [n(&turnover.came), n(&turnover.gone), n(&turnover.risen), n(&turnover.fallen)];
    assert!(counts[0] > 0, "somebody is new in this town");
    let all = tribewise::domain::changes::Change::ALL.into_iter().zip(counts).filter(|(_, n)| *n > 0);
    window.assert_says(&say::changes(all.clone()));
    for (change, _) in all {
        window.assert_says(say::change(change));
    }
    // The tribe of somebody who is new says so.
    let tribe = scored.tribes.tribe_of(turnover.came[0]).unwrap();
    let name = window.document().names_of_tribes(&scored)
        [scored.tribes.tribes.iter().position(|one| one.id == tribe.id).unwrap()]
    .clone();
    assert!(window.texts().iter().any(|text| text.starts_with(&format!("{name}, ")) && text.contains(" new")));
    // Whoever is selected stays selected.
    window.click_at(window.tribe_at(tribe.id), 1);
    let selected = window.project().selection.tribes.clone();
    window.click(say::earlier());
    assert_eq!(window.project().selection.tribes, selected);
    assert!(!selected.is_empty());
}

/// The moments shown while it plays from the first day on.
fn played(window: &mut Window, last: i64) -> Vec<i64> {
    window.click(say::play());
    window.assert_button(say::pause());
    let mut seen = vec![then(window).at];
    while *seen.last().unwrap() < last && seen.len() < 2_000 {
        window.harness.step();
        seen.push(then(window).at);
    }
    window.harness.run_steps(3);
    seen.dedup();
    seen
}

#[test]
fn it_plays_to_the_end_and_stops() {
    let folder = folder();
    let mut window = looking_back(&folder, &[]);
    let (moments, taking) = (moments(&window), taking(&window));
    light_up(&mut window, &taking);
    // From snapshot to snapshot where nothing may glide, else day by day.
    for (glide, fewest) in [(0.0, 5), (0.1, 40)] {
        window.harness.ctx.all_styles_mut(|style| style.animation_time = glide);
        let seen = played(&mut window, moments[5]);
        assert!(seen.is_sorted() && seen[0] < moments[2], "it begins with the first day: {seen:?}");
        assert!(seen.len() >= fewest && (glide > 0.0 || seen.iter().all(|at| moments.contains(at))), "{seen:?}");
        assert_eq!(then(&window).at, moments[5]);
        window.assert_button(say::play());
    }
    assert_lit(&window, &taking);
    // And everybody as points.
    window.press(Modifiers::NONE, Key::A);
    window.until("everybody is drawn", |window| window.harness.state().screen().map.is_everyone_drawn());
    window.click(say::earlier());
    window.until("everybody is drawn", |window| window.harness.state().screen().map.is_settled());
    assert_lit(&window, &taking);
}

fn export(window: &mut Window, path: &std::path::Path) -> Vec<u8> {
    window.click_part(words::export_label());
    window.harness.get_by_role_and_label(Role::Button, words::export::map()).click_accesskit();
    window.harness.run_steps(3);
    window.written(path)
}

#[test]
fn a_picture_shows_the_moment_and_everybody_where_they_are_on_the_screen() {
    let folder = folder();
    let mut window = looking_back(&folder, &[&["then.svg"], &["everyone.svg"], &["everyone.png"], &["everyone.pdf"]]);
    let (moments, taking) = (moments(&window), taking(&window));
    light_up(&mut window, &taking);
    window.click(say::earlier());
    let svg = String::from_utf8(export(&mut window, &folder.path().join("then.svg"))).unwrap();
    assert!(svg.contains(&format!("As of {}", say::shown(moments[4]))) && svg.contains(&taking.subject));
    assert!(svg.contains(&words::look::class(Class::TakenBefore)) && !svg.contains("<image"));
    window.press(Modifiers::NONE, Key::A);
    window.until("everybody is drawn", |window| window.harness.state().screen().map.is_everyone_drawn());
    let svg = String::from_utf8(export(&mut window, &folder.path().join("everyone.svg"))).unwrap();
    assert!(svg.contains("data:image/png;base64,") && svg.contains(&words::map::legend(LegendItem::Point, 3.0)));
    let png = export(&mut window, &folder.path().join("everyone.png"));
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&png).expect("it is a picture");
    let lit = tribewise::ui::theme::palette(false).tribes[0];
    let is_lit = |pixel: &resvg::tiny_skia::PremultipliedColorU8| {
        [(pixel.red(), lit.r()), (pixel.green(), lit.g()), (pixel.blue(), lit.b())]
            .iter()
            .all(|(a, b)| a.abs_diff(*b) < 16)
    };
    let n_lit = pixels.pixels().iter().filter(|pixel| is_lit(pixel)).count();
    let n_people = taking.takers.partition_point(|taker| taker.0 <= moments[4]);
    assert!(n_lit > 4 * n_people, "{n_lit} pixels for {n_people} people");
    let pdf = export(&mut window, &folder.path().join("everyone.pdf"));
    assert!(String::from_utf8_lossy(&pdf).contains("/Subtype /Image"));
}
