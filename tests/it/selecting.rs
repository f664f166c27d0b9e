//! Selecting on the map as a person does it: with the pointer, the lasso, the box, by neighbours, by searching; on
//! tribes, in one tribe and among everybody; into the plan and back.

use crate::support::{SCORED, folder, score_now, town_project};
use crate::visitor::Window;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2};
use egui_kittest::kittest::Queryable;
use std::collections::BTreeSet;
use tribewise::domain::guise::Preset;
use tribewise::domain::model::decisions::TribeEdit;
use tribewise::project::{Command, Project, Step};
use tribewise::ui::{Room, words};
use words::map as say;

/// The window with the town on its map.
fn on_map(folder: &tempfile::TempDir) -> Window {
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    window.harness.run_steps(4);
    window
}

fn rect(window: &Window) -> Rect {
    window.harness.get_by_label_contains("Map of ").rect()
}

/// Drags along points of the screen with keys held.
fn drag(window: &mut Window, points: &[Pos2], modifiers: Modifiers) {
    hold(window, points, modifiers);
    release(window, *points.last().unwrap(), modifiers);
}

/// As [`drag`], and the button is still down at the end.
fn hold(window: &mut Window, points: &[Pos2], modifiers: Modifiers) {
    let events = |window: &mut Window, event: Event| {
        window.harness.input_mut().events.extend([Event::ModifiersChanged(modifiers), event]);
        window.harness.step();
    };
    let (pos, button) = (points[0], PointerButton::Primary);
    events(window, Event::PointerMoved(pos));
    events(window, Event::PointerButton { pos, button, pressed: true, modifiers });
    for &at in points {
        events(window, Event::PointerMoved(at));
    }
}

fn release(window: &mut Window, pos: Pos2, modifiers: Modifiers) {
    let up = Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, modifiers };
    window.harness.input_mut().events.extend([Event::ModifiersChanged(modifiers), up]);
    window.harness.step();
    window.harness.input_mut().events.push(Event::ModifiersChanged(Modifiers::NONE));
    window.harness.run_steps(4);
}

fn click_with(window: &mut Window, at: Pos2, modifiers: Modifiers) {
    drag(window, &[at], modifiers);
}

/// Four corners round a rectangle, as a hand draws them.
fn round(around: Rect) -> Vec<Pos2> {
    let corners = [around.left_top(), around.right_top(), around.right_bottom(), around.left_bottom()];
    let side = |k: usize| (0..6).map(move |n| corners[k].lerp(corners[(k + 1) % 4], n as f32 / 6.0));
    (0..4).flat_map(side).collect()
}

fn tribes(window: &Window) -> BTreeSet<u32> {
    window.project().selection.tribes.iter().copied().collect()
}

fn people(window: &Window) -> BTreeSet<u32> {
    window.project().selection.people.iter().copied().collect()
}

fn person_at(window: &Window, person: u32) -> Pos2 {
    let rect = rect(window);
    let scored = window.project().derived().scored.clone().unwrap();
    let camera = window.harness.state().screen().map.camera().unwrap();
    rect.min + Vec2::from(camera.to_view(scored.places.people[person as usize], rect.size().into()))
}

/// The members of a tribe whom a lasso may take.
fn members(window: &Window, id: u32) -> BTreeSet<u32> {
    let scored = window.project().derived().scored.clone().unwrap();
    let is_chosen =
        |person: &u32| !scored.people.is_opted_out[*person as usize] && !scored.people.is_impersonal[*person as usize];
    scored.tribes.by_id(id).unwrap().members.iter().copied().filter(is_chosen).collect()
}

/// Room round a tribe's bubble that no middle of another lies in.
fn around_tribe(window: &Window, id: u32) -> Rect {
    let scored = window.project().derived().scored.clone().unwrap();
    let position = scored.tribes.tribes.iter().position(|tribe| tribe.id == id).unwrap();
    let zoom = window.harness.state().screen().map.camera().unwrap().zoom;
    Rect::from_center_size(window.tribe_at(id), Vec2::splat(2.0 * scored.places.bubbles[position].radius * zoom))
}

#[test]
fn a_lasso_round_bubbles_selects_tribes_adds_and_takes_away() {
    let folder = folder();
    let mut window = on_map(&folder);
    let ids: Vec<u32> = {
        let scored = window.project().derived().scored.clone().unwrap();
        scored.tribes.tribes.iter().map(|tribe| tribe.id).collect()
    };
    window.click(say::tool(tribewise::ui::map::Tool::Lasso));
    let first = round(around_tribe(&window, ids[0]));
    drag(&mut window, &first, Modifiers::NONE);
    assert_eq!(tribes(&window), BTreeSet::from([ids[0]]));
    let n = members(&window, ids[0]).len().max(1);
    window.assert_says(&say::count(
        window.project().derived().scored.as_ref().unwrap().tribes.by_id(ids[0]).unwrap().members.len(),
        1,
    ));
    assert!(n > 0);
    let second = round(around_tribe(&window, ids[1]));
    drag(&mut window, &second, Modifiers::SHIFT);
    assert_eq!(tribes(&window), BTreeSet::from([ids[0], ids[1]]));
    drag(&mut window, &first, Modifiers::ALT);
    assert_eq!(tribes(&window), BTreeSet::from([ids[1]]));
    // Undone and done again, as any step.
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(tribes(&window), BTreeSet::from([ids[0], ids[1]]));
    window.press(Modifiers::COMMAND, Key::Y);
    assert_eq!(tribes(&window), BTreeSet::from([ids[1]]));
    // With the pointer in hand a drag moves the map and selects nobody.
    window.press(Modifiers::NONE, Key::V);
    drag(&mut window, &first, Modifiers::NONE);
    assert_eq!(tribes(&window), BTreeSet::from([ids[1]]));
}

#[test]
fn in_a_tribe_a_box_selects_people_and_neighbours_join_them() {
    let folder = folder();
    let mut window = on_map(&folder);
    let scored = window.project().derived().scored.clone().unwrap();
    let id = scored.tribes.tribes[0].id;
    let at = window.tribe_at(id);
    window.click_at(at, 2);
    window.harness.run_steps(12);
    assert_eq!(window.project().selection.opened_tribe, Some(id));
    window.press(Modifiers::NONE, Key::B);
    let everyone: Vec<Pos2> = members(&window, id).iter().map(|&person| person_at(&window, person)).collect();
    let around = Rect::from_points(&everyone).expand(3.0);
    // Down first, then straight to the right.
    let down = around.left_bottom() + Vec2::new(30.0, 0.0);
    drag(&mut window, &[around.left_top(), down, around.right_bottom()], Modifiers::NONE);
    assert_eq!(people(&window), members(&window, id));
    window.assert_says(&say::count(members(&window, id).len(), 1));
    // Alt and a click take one away; shift and a click bring them back.
    let one = *members(&window, id).first().unwrap();
    let at = person_at(&window, one);
    click_with(&mut window, at, Modifiers::ALT);
    assert!(!people(&window).contains(&one) && people(&window).len() + 1 == members(&window, id).len());
    click_with(&mut window, at, Modifiers::SHIFT);
    assert_eq!(people(&window), members(&window, id));
    // One person and those they are tied to.
    click_with(&mut window, at, Modifiers::NONE);
    assert_eq!(people(&window), BTreeSet::from([one]));
    window.click(say::neighbours());
    let near = scored.network.ties_of(one).map(|(other, _)| other);
    let is_chosen = |person: &u32| !scored.people.is_opted_out[*person as usize];
    assert_eq!(people(&window), near.filter(is_chosen).chain([one]).collect());
    window.click(say::clear());
    assert!(people(&window).is_empty());
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(people(&window).len() > 1, "a selection that was cleared comes back");
}

#[test]
fn everybody_is_a_point_in_their_tribe_and_can_be_chosen_there() {
    let folder = folder();
    let mut window = on_map(&folder);
    let scored = window.project().derived().scored.clone().unwrap();
    let id = scored.tribes.tribes[0].id;
    let before = around_tribe(&window, id);
    window.click(say::show_everyone());
    window.until("everybody is drawn", |window| window.harness.state().screen().map.is_everyone_drawn());
    window.harness.run_steps(8);
    window.assert_says(say::everyone());
    assert_eq!(around_tribe(&window, id), before, "nobody moved");
    window.press(Modifiers::NONE, Key::L);
    drag(&mut window, &round(before.expand(1.0)), Modifiers::NONE);
    assert_eq!(people(&window), members(&window, id));
    // A click on somebody shows their card; a second one opens their tribe.
    window.press(Modifiers::NONE, Key::V);
    let one = scored.scores.order[0];
    let at = person_at(&window, one);
    window.click_at(at, 1);
    assert_eq!((people(&window), window.project().selection.card), (BTreeSet::from([one]), Some(one)));
    window.harness.run_steps(30);
    window.click_at(at, 2);
    window.harness.run_steps(12);
    assert_eq!(window.project().selection.opened_tribe, Some(scored.tribes.tribe_of(one).unwrap().id));
    // The path leads back over everybody to the tribes.
    window.click(say::everyone());
    assert_eq!(window.project().selection.opened_tribe, None);
    window.harness.run_steps(12);
    window.click(say::all_tribes());
    assert!(!window.project().selection.is_everyone_shown);
    window.press(Modifiers::NONE, Key::A);
    assert!(window.project().selection.is_everyone_shown);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.project().selection.is_everyone_shown);
}

#[test]
fn a_selection_goes_into_the_plan_in_one_step_by_button_and_by_dragging() {
    let folder = folder();
    let mut window = on_map(&folder);
    let scored = window.project().derived().scored.clone().unwrap();
    let ids: Vec<u32> = scored.tribes.tribes.iter().map(|tribe| tribe.id).collect();
    let at = window.tribe_at(ids[0]);
    window.click_at(at, 1);
    assert_eq!(tribes(&window), BTreeSet::from([ids[0]]));
    window.click(say::add_to_plan());
    assert_eq!(window.plan().audience.tribes, BTreeSet::from([ids[0]]), "where there is no plan, one begins");
    window.go(Room::Plan);
    window.harness.run_steps(6);
    let before = window.plan();
    window.press(Modifiers::NONE, Key::L);
    let second = round(around_tribe(&window, ids[1]));
    drag(&mut window, &second, Modifiers::NONE);
    let words_of_it = say::count(scored.tribes.by_id(ids[1]).unwrap().members.len(), 1);
    let from = window.harness.get_all_by_label(&words_of_it).next().unwrap().rect().center();
    let to = Pos2::new(1200.0, 400.0);
    drag(&mut window, &[from, from + Vec2::new(30.0, 10.0), from.lerp(to, 0.5), to], Modifiers::NONE);
    assert_eq!(window.plan().audience.tribes, BTreeSet::from([ids[0], ids[1]]));
    // One step takes it out again; the selection stays.
    window.assert_says("Undo: add 1 tribe to the audience");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.plan().audience, before.audience);
    assert_eq!(tribes(&window), BTreeSet::from([ids[1]]));
}

#[test]
fn tribes_tied_to_a_selected_one_join_it_and_a_search_selects() {
    let folder = folder();
    let mut window = on_map(&folder);
    let scored = window.project().derived().scored.clone().unwrap();
    let tribe = scored.tribes.tribes[0].clone();
    window.harness.get_by_label(words::search_hint()).focus();
    window.harness.run_steps(2);
    window.harness.input_mut().events.push(Event::Text(tribe.name.clone()));
    window.harness.run_steps(3);
    // Letters that are typed are no tools.
    assert_eq!(window.harness.state().screen().map.tool(), tribewise::ui::map::Tool::Pointer);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(tribes(&window), BTreeSet::from([tribe.id]));
    let tied: BTreeSet<u32> = {
        let scene = window.harness.state().screen().map.scene();
        let id = |row: u32| scene.bubbles[row as usize].id;
        let pairs = scene.ties.iter().map(|tie| (id(tie.a), id(tie.b)));
        pairs.filter(|pair| pair.0 == tribe.id || pair.1 == tribe.id).flat_map(|pair| [pair.0, pair.1]).collect()
    };
    window.click(say::neighbours());
    assert_eq!(tribes(&window), tied.into_iter().chain([tribe.id]).collect());
}

#[test]
fn a_tribe_that_is_moved_stays_there_and_goes_back_when_it_is_let_go() {
    let folder = folder();
    let mut window = on_map(&folder);
    let scored = window.project().derived().scored.clone().unwrap();
    let id = scored.tribes.tribes[2].id;
    let bubble = |window: &Window| window.project().derived().scored.as_ref().unwrap().places.bubbles[2];
    let before = bubble(&window);
    window.press(Modifiers::NONE, Key::M);
    let (from, by) = (window.tribe_at(id), Vec2::new(-40.0, 120.0));
    drag(&mut window, &[from, from + by * 0.3, from + by * 0.7, from + by], Modifiers::NONE);
    let zoom = window.harness.state().screen().map.camera().unwrap().zoom;
    let moved = bubble(&window);
    let wanted = Vec2::new(before.x, before.y) + by / zoom;
    assert!((Vec2::new(moved.x, moved.y) - wanted).length() < 0.2, "{before:?} {moved:?} {wanted:?}");
    assert_eq!(window.document().pinned.get(&id), Some(&[moved.x, moved.y]));
    let places = window.project().derived().scored.as_ref().unwrap().places.clone();
    for (k, a) in places.bubbles.iter().enumerate() {
        for b in &places.bubbles[..k] {
            assert!((a.x - b.x).hypot(a.y - b.y) > a.radius + b.radius, "no two overlap");
        }
    }
    window.assert_says("Undo: pin a tribe on the map");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(bubble(&window), before);
    window.press(Modifiers::COMMAND, Key::Y);
    assert_eq!(bubble(&window), moved);
    // A click with the same tool lets it go.
    let at = window.tribe_at(id);
    window.click_at(at, 1);
    assert!(window.document().pinned.is_empty());
    assert_eq!(bubble(&window), before);
}

#[test]
fn escape_while_dragging_gives_up_what_is_dragged_and_nothing_else() {
    let folder = folder();
    let mut window = on_map(&folder);
    let scored = window.project().derived().scored.clone().unwrap();
    let ids: Vec<u32> = scored.tribes.tribes.iter().map(|tribe| tribe.id).collect();
    let at = window.tribe_at(ids[1]);
    window.click_at(at, 1);
    let n_steps = window.project().history().steps().count();
    window.press(Modifiers::NONE, Key::L);
    let line = round(around_tribe(&window, ids[0]));
    hold(&mut window, &line, Modifiers::SHIFT);
    window.press(Modifiers::NONE, Key::Escape);
    release(&mut window, line[0], Modifiers::NONE);
    assert_eq!(tribes(&window), BTreeSet::from([ids[1]]), "the line is gone, the selection is not");
    window.press(Modifiers::NONE, Key::M);
    let from = window.tribe_at(ids[2]);
    hold(&mut window, &[from, from + Vec2::new(-20.0, 60.0), from + Vec2::new(-40.0, 120.0)], Modifiers::NONE);
    window.press(Modifiers::NONE, Key::Escape);
    release(&mut window, from + Vec2::new(-40.0, 120.0), Modifiers::NONE);
    assert!(window.document().pinned.is_empty(), "it stands where it stood");
    assert_eq!((tribes(&window), window.project().history().steps().count()), (BTreeSet::from([ids[1]]), n_steps));
    // Where nothing is dragged the key means what it meant.
    window.press(Modifiers::NONE, Key::Escape);
    assert!(tribes(&window).is_empty());
}

#[test]
fn what_lies_over_the_map_lets_no_tribe_be_taken_from_under_it() {
    let folder = folder();
    let mut window = on_map(&folder);
    let rect = rect(&window);
    let id = window.project().derived().scored.clone().unwrap().tribes.tribes[0].id;
    // The tribe is moved under the path at the top left.
    let (path, at) = (rect.min + Vec2::new(40.0, 22.0), window.tribe_at(id));
    let middle = rect.center() + Vec2::new(0.0, 60.0);
    drag(&mut window, &[middle, middle.lerp(middle + (path - at), 0.5), middle + (path - at)], Modifiers::NONE);
    assert!(window.tribe_at(id).distance(path) < 3.0, "{:?} {path:?}", window.tribe_at(id));
    window.press(Modifiers::NONE, Key::M);
    drag(&mut window, &[path, path + Vec2::splat(60.0), path + Vec2::splat(160.0)], Modifiers::NONE);
    assert!(window.document().pinned.is_empty());
}

#[test]
fn a_tribe_that_was_merged_into_another_is_selected_no_more() {
    let mut project = town_project(120);
    let ids: Vec<u32> = project.derived().scored.as_ref().unwrap().tribes.tribes.iter().map(|t| t.id).collect();
    let select = |project: &mut Project, tribes: &[u32]| {
        let before = project.selection.clone();
        project.selection.tribes = tribes.iter().copied().collect();
        project.note_selection(&before);
    };
    select(&mut project, &ids[..2]);
    select(&mut project, &ids[1..3]);
    project.selection.opened_tribe = Some(ids[1]);
    project.apply(Command::ShapeTribes(TribeEdit::Merge { from: ids[1], into: ids[0] })).unwrap();
    score_now(&mut project);
    assert_eq!((project.selection.tribes.len(), project.selection.opened_tribe), (1, None));
    assert!(project.selection.tribes.contains(&ids[2]), "the others stay");
    // Neither undoing a selection nor doing it again brings it back.
    project.step_back();
    assert!(matches!(project.last_step(), Some(Step::Select)));
    project.step_back();
    assert_eq!(project.selection.tribes.iter().copied().collect::<Vec<_>>(), [ids[0]]);
    project.step_forward();
    assert_eq!(project.selection.tribes.iter().copied().collect::<Vec<_>>(), [ids[2]]);
}

#[test]
fn a_selection_between_two_choices_of_colour_keeps_them_apart() {
    let mut project = town_project(120);
    let ids: Vec<u32> = project.derived().scored.as_ref().unwrap().tribes.tribes.iter().map(|t| t.id).collect();
    project.apply(Command::SetPreset(Preset::Role)).unwrap();
    project.apply(Command::SetPreset(Preset::Stage)).unwrap();
    let before = project.selection.clone();
    project.selection.tribes = ids[..2].iter().copied().collect();
    project.note_selection(&before);
    project.apply(Command::SetPreset(Preset::Stance)).unwrap();
    project.step_back();
    assert_eq!((project.document().preset, project.selection.tribes.len()), (Preset::Stage, 2), "the last goes first");
    project.step_back();
    assert!(project.selection.is_empty() && project.document().preset == Preset::Stage);
    project.step_back();
    assert_eq!(project.document().preset, Preset::Tribe, "the first two are one step");
}
