//! The whole window as a person meets it, through its accessibility tree and without a display: files in, scores, map,
//! plan, forecast, held messages, lift, files out, and everything back when it is opened again.

use crate::support::{
    DOUBLE, DOUBLE_NAME, OUTGOING, RESULTS, SCORED, assert_no_trace, csv_column, folder, text_in, write_town,
};
use crate::visitor::{N_PEOPLE, Window};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::{kittest::NodeT, kittest::Queryable};
use std::sync::Arc;
use std::time::Duration;
use tribewise::domain::campaign::{Plan, PlanStatus};
use tribewise::domain::forecast::{Forecast, forecast};
use tribewise::domain::holding::HoldStatus;
use tribewise::domain::influence::card;
use tribewise::domain::model::Meaning;
use tribewise::domain::ticket::Ticket;
use tribewise::project::Project;
use tribewise::shell::prefs;
use tribewise::ui::{Room, words};

#[test]
fn the_first_screen_offers_the_ways_in_and_either_theme() {
    let folder = folder();
    let mut window = Window::open(folder.path(), &[]);
    for button in [words::new_project(), words::try_sample(), words::open_project()] {
        window.assert_button(button);
    }
    window.assert_says(words::drop_here());
    window.assert_says(words::privacy_label());
    let is_dark = |window: &Window| window.harness.ctx.global_style().visuals.dark_mode;
    let (there, back) = (words::dark_theme(), words::light_theme());
    if is_dark(&window) {
        window.click(back);
    }
    assert!(!is_dark(&window));
    window.click(there);
    assert!(is_dark(&window));
    // Still, the first screen costs nothing.
    assert!(window.harness.run() <= 2);
    // The choice is remembered.
    window.click(back);
    assert_eq!(prefs::load(&folder.path().join("home")).preferences.theme, prefs::Theme::Light);
}

#[test]
fn files_come_in_through_the_wizard_and_a_guess_can_be_changed() {
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    let mut window = Window::open(folder.path(), &[&SCORED[..]]);
    window.click(words::new_project());
    window.until("the wizard is there", |window| window.harness.state().screen().drafts.len() == SCORED.len());
    window.harness.run_steps(3);
    window.assert_says("Each row is one customer.");
    window.assert_says("good, 1 to be set aside");
    window.click("calls.csv");
    window.assert_says("Each row is one call: who called whom, when, and for how long.");
    window.click("customers.csv");
    window.choose("district", words::data::meaning(Meaning::NotNeeded));
    assert!(window.document().imports.is_empty(), "nothing is stored before it is added");
    window.click(&words::data::add_drafts(SCORED.len()));
    window.until("people are scored", |window| window.project().derived().is_scored());
    let document = window.document();
    assert_eq!(document.imports.iter().map(|import| import.file_name.as_str()).collect::<Vec<_>>(), SCORED);
    let meaning = |heading: &str| {
        let columns = &document.imports[0].mapping.columns;
        columns.iter().find(|column| column.heading == heading).unwrap().meaning
    };
    assert_eq!((meaning("district"), meaning("tariff")), (Meaning::NotNeeded, Meaning::Attribute));
    for import in &document.imports {
        let report = &import.report;
        assert_eq!(report.n_rows_read, report.n_rows_kept + report.n_rows_set_aside + report.n_rows_blank);
        window.assert_says(&words::data::account(report));
    }
    // One file is taken back and comes again, with the scores that follow.
    let n_people = window.project().derived().scored.as_ref().unwrap().people.len();
    window.click("Take back messages.csv");
    window.until("scored without it", |window| window.project().derived().is_scored());
    assert_eq!(window.document().imports.len(), 4);
    window.click_part("Undo: take a file back");
    window.until("scored with it", |window| window.project().derived().is_scored());
    assert_eq!(window.project().derived().scored.as_ref().unwrap().people.len(), n_people);
    window.click(words::data::show_me_who());
    window.assert_says(&words::map::map(window.project().derived().scored.as_ref().unwrap().tribes.tribes.len()));
}

#[test]
fn an_odd_file_gets_a_sentence_and_nothing_is_lost() {
    let folder = folder();
    write_town(folder.path(), 60);
    std::fs::write(folder.path().join("picture.csv"), include_bytes!("../../assets/icon.png")).unwrap();
    std::fs::write(folder.path().join("empty.csv"), "").unwrap();
    let answers: &[&[&str]] = &[&["picture.csv", "empty.csv", "not there.csv"], &["notes.tribewise"]];
    std::fs::write(folder.path().join("notes.tribewise"), "my notes").unwrap();
    let mut window = Window::open(folder.path(), answers);
    window.add(folder.path(), &["calls.csv"]);
    window.until("people are scored", |window| window.project().derived().is_scored());
    let before = window.document();
    window.press(Modifiers::COMMAND, Key::O);
    window.until("the files are refused", |window| window.harness.state().screen().refused.len() == 3);
    window.harness.run_steps(3);
    window.assert_says("save it as CSV and drop it here again");
    window.assert_says("The file is empty.");
    window.assert_says("not there.csv is not there any more");
    window.assert_says(words::data::none_usable());
    window.assert_button(words::data::other_files());
    assert_eq!(window.document().imports.len(), 1);
    window.click(words::cancel());
    assert!(Arc::ptr_eq(&before, &window.document()), "the project was not touched");
    // The same file again is said to be here already.
    window.harness.state_mut().add_paths(vec![folder.path().join("calls.csv")]);
    window.until("looked at", |window| window.harness.state().screen().drafts.len() == 1);
    window.click(&words::data::add_drafts(1));
    window.until("refused", |window| window.says("The same rows are already here"));
    assert!(Arc::ptr_eq(&before, &window.document()));
}

#[test]
fn a_tribe_is_chosen_in_the_list_and_on_the_map_and_opens_into_its_people() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    let scored = window.project().derived().scored.clone().unwrap();
    let tribe = &scored.tribes.tribes[1];
    window.click(&format!("Tribe: {}", tribe.name));
    let selected = |window: &Window| window.project().selection.tribes.iter().copied().collect::<Vec<_>>();
    assert_eq!(selected(&window), [tribe.id]);
    window.assert_says(&words::people::tribe_inside(tribe.inside, tribe.outside));
    // The biggest one on the map, where the pointer is.
    let first = scored.tribes.tribes[0].id;
    let at = window.tribe_at(first);
    window.click_at(at, 1);
    assert_eq!(selected(&window), [first]);
    // Its name on the map is a button as well, for keys and screen readers.
    let name = words::map::tribe(&tribe.name, tribe.members.len());
    window.harness.get_by_label(&name).click_accesskit();
    window.harness.run_steps(3);
    assert_eq!(selected(&window), [tribe.id]);
    window.harness.run_steps(4);
    let at = window.tribe_at(first);
    window.click_at(at, 2);
    assert_eq!(window.project().selection.opened_tribe, Some(first));
    window.harness.run_steps(6);
    let n_members = scored.tribes.tribes[0].members.len();
    assert!(window.harness.state().screen().map.scene().people.len() <= n_members);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.project().selection.opened_tribe, None);
}

#[test]
fn a_card_says_why_and_who_opted_out_is_found_nowhere() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    let scored = window.project().derived().scored.clone().unwrap();
    let who = scored.people.row(DOUBLE).expect("the double is known");
    search(&mut window, "Doublia");
    window.click_part(&format!("{DOUBLE_NAME} · {DOUBLE}"));
    assert_eq!(window.project().selection.card, Some(who));
    let card = card(who, &scored).unwrap();
    window.assert_says(&words::people::why(&card));
    window.assert_says(&words::people::by_contacts(&card));
    window.assert_says(words::people::advice(card.role));
    // Everybody close to the double is close to the one who opted out; neither list nor search nor card says so.
    for trace in crate::support::TRACES {
        search(&mut window, trace);
        window.assert_says(words::nothing_found());
        let is_typed = |text: &String| text.contains(trace);
        assert!(!window.texts().iter().any(is_typed), "{trace} is on the screen");
        window.press(Modifiers::NONE, Key::Escape);
    }
}

fn search(window: &mut Window, words: &str) {
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text(words);
    window.harness.run_steps(3);
}

#[test]
fn every_edit_of_a_plan_has_a_name_and_a_way_back() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::Plan);
    window.click(words::plan::new());
    assert_eq!(window.plan().name, "Plan 1");
    let everyone = window.project().derived().cells(window.plan().id).unwrap().audience.len();
    let tribe = window.project().derived().scored.as_ref().unwrap().tribes.tribes[0].clone();
    window.click(&format!("Tribe: {}", tribe.name));
    window.click(words::plan::add_selection());
    assert_eq!(window.plan().audience.tribes.iter().copied().collect::<Vec<_>>(), [tribe.id]);
    let narrowed = window.project().derived().cells(window.plan().id).unwrap().audience.len();
    assert!(narrowed <= tribe.members.len() && narrowed < everyone, "{narrowed} of {everyone}");
    let before = window.plan().share_percent;
    window.press_on_slider(words::plan::share(), Key::ArrowRight);
    let share = window.plan().share_percent;
    assert!(share > before && share <= before + 1.0, "one step by key: {before} to {share}");
    window.press_on_slider(words::plan::control(), Key::ArrowLeft);
    assert!(window.plan().control_percent < 20.0);
    let last = window.document();
    for undone in ["for comparison", "choose the top 3.5 %", "add 1 tribe to the audience", "add the plan “Plan 1”"]
    {
        let name = window.button_with("Undo: ").expect("there is something to undo");
        assert!(name.contains(undone), "{name}");
        window.click(&name);
        let redo = name.replace("Undo", "Redo");
        window.assert_button(&redo);
    }
    assert!(window.document().plans.is_empty());
    window.assert_says(words::plan::first_title());
    for _ in 0..4 {
        window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    }
    assert_eq!(window.document().plans, last.plans);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_ne!(window.document().plans, last.plans);
    window.press(Modifiers::COMMAND, Key::Y);
    assert_eq!(window.document().plans, last.plans);
}

/// What a forecast of this plan must say, worked out here and now.
fn truth(project: &Project, plan: &Arc<Plan>) -> Forecast {
    let (derived, assumptions) = (project.derived(), project.document().assumptions);
    let scored = derived.scored.clone().unwrap();
    let cells = tribewise::domain::campaign::draw_cells(plan, &scored);
    forecast(plan, &cells, &scored, &assumptions, 400, plan.seed, &Ticket::new()).unwrap()
}

fn shown_forecast(window: &Window) -> Option<String> {
    window.text_with(&format!("{}: about", words::plan::this_plan()))
}

#[test]
fn a_forecast_has_four_rows_and_a_stale_one_is_never_shown() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::Plan);
    window.click(words::plan::new());
    let mut seen: Vec<(Arc<Plan>, String)> = Vec::new();
    window.until("the forecast is there", |window| shown_forecast(window).is_some());
    for name in [words::plan::nothing(), words::plan::random(), words::plan::connected()] {
        window.assert_says(&format!("{name}: about"));
    }
    // Edited again and again, mostly before the forecast of the edit before is done.
    for n in 0..12 {
        window.press_on_slider(words::plan::share(), if n < 9 { Key::ArrowRight } else { Key::ArrowLeft });
        for _ in 0..n {
            window.harness.step();
            std::thread::sleep(Duration::from_millis(3));
            seen.extend(shown_forecast(&window).map(|text| (window.plan(), text)));
        }
    }
    window.until("the last forecast is there", |window| shown_forecast(window).is_some());
    seen.push((window.plan(), shown_forecast(&window).unwrap()));
    seen.dedup();
    for (plan, text) in &seen {
        let truth = words::plan::range(&truth(window.project(), plan).plan);
        assert_eq!(*text, format!("{}: {truth}", words::plan::this_plan()), "at {} %", plan.share_percent);
    }
}

#[test]
fn an_approved_plan_is_locked_until_it_is_a_draft_again() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::Plan);
    window.click(words::plan::new());
    let cells = window.project().derived().cells(window.plan().id).unwrap();
    window.click(words::plan::approve());
    assert_eq!(window.plan().status, PlanStatus::Approved);
    assert_eq!(window.plan().frozen.as_ref().unwrap().treated.len(), cells.treated.len());
    window.assert_says(words::plan::approved_note());
    let is_locked = |window: &Window| {
        window.harness.get_by_role_and_label(Role::Slider, words::plan::share()).accesskit_node().is_disabled()
    };
    assert!(is_locked(&window));
    let locked = window.plan();
    window.press_on_slider(words::plan::share(), Key::ArrowRight);
    assert!(Arc::ptr_eq(&locked, &window.plan()));
    // The lists stay when the scores move.
    window.go(Room::Data);
    window.click("Take back messages.csv");
    window.until("scored without it", |window| window.project().derived().is_scored());
    assert_eq!(window.plan().frozen, locked.frozen);
    window.go(Room::Plan);
    window.click(words::plan::reopen());
    assert_eq!((window.plan().status, window.plan().frozen.clone()), (PlanStatus::Draft, None));
    assert!(!is_locked(&window));
}

#[test]
fn a_held_message_is_made_personal_and_released() {
    let folder = folder();
    let files = [&SCORED[..], &[OUTGOING]].concat();
    let mut window = Window::with_town(folder.path(), &files, &[&["released.csv"], &["clean.csv"]]);
    window.until("the queue is looked through", |window| !window.document().diverted.is_empty());
    // The double is among the best ten per cent.
    window.go(Room::Hold);
    assert!(window.document().holds.iter().all(|hold| hold.status == HoldStatus::Held));
    let held = window.document().holds.iter().map(|hold| hold.id).collect::<Vec<_>>();
    assert!(!held.is_empty());
    window.assert_says(&words::hold::counts(held.len(), 0, 0));
    window.assert_says(words::hold::untouched());
    window.harness.get_by_role_and_label(Role::MultilineTextInput, words::hold::text()).focus();
    window.harness.run_steps(2);
    for part in ["From my ", "own desk"] {
        window.harness.get_by_role_and_label(Role::MultilineTextInput, words::hold::text()).type_text(part);
        window.harness.run_steps(2);
    }
    let first = window.document().holds[0].clone();
    assert!(first.body.contains("From my own desk") && first.is_edited(), "{}", first.body);
    assert!(!first.original_body.contains("From my"));
    window.assert_button("Undo: edit a held message");
    window.click(words::hold::release());
    assert_eq!(window.document().hold(first.id).unwrap().status, HoldStatus::Released);
    window.assert_says(&words::hold::counts(held.len() - 1, 1, 0));
    window.click("Undo: release a message");
    assert_eq!(window.document().hold(first.id).unwrap().status, HoldStatus::Held);
    window.click("Redo: release a message");
    window.click(words::export::released());
    let bytes = window.written(&folder.path().join("released.csv"));
    assert_eq!(csv_column(&bytes, "id"), std::slice::from_ref(&first.customer_id));
    assert!(csv_column(&bytes, "body")[0].contains("From my own desk"));
    window.click(words::close());
    window.click(words::export::clean());
    let clean = window.written(&folder.path().join("clean.csv"));
    assert_no_trace("clean.csv", &clean);
    let document = window.document();
    let is_held = |id: &String| document.holds.iter().any(|hold| hold.customer_id == *id);
    assert!(!csv_column(&clean, "id").iter().any(is_held));
    // Typing was one step, so two more undos lead back to the words as they came.
    window.click("Undo: release a message");
    window.click("Undo: edit a held message");
    assert!(!window.document().holds[0].is_edited());
}

#[test]
fn results_become_a_sentence() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[&[RESULTS]]);
    window.go(Room::Plan);
    window.click(words::plan::new());
    window.go(Room::Results);
    window.assert_says(words::plan::no_results_title());
    window.click(words::plan::add_results());
    window.until("looked at", |window| window.harness.state().screen().drafts.len() == 1);
    window.harness.run_steps(3);
    window.assert_says("Each row is what a customer did after a campaign.");
    window.click(&words::data::add_drafts(1));
    window.until("added", |window| window.document().imports.len() == 6);
    window.go(Room::Results);
    let import = window.document().imports[5].id;
    let lift = window.project().derived().lift(import).expect("matched with the only plan");
    window.assert_says(&words::plan::lift(&lift));
    window.assert_says(&words::plan::shares(&lift));
    window.assert_says("the chance that it helped is");
    window.assert_button("Undo: match results with a plan");
}

#[test]
fn lists_and_pictures_leave_without_who_opted_out() {
    let folder = folder();
    let answers: &[&[&str]] = &[&["list.csv"], &["list.xlsx"], &["map.png"]];
    let mut window = Window::with_town(folder.path(), &SCORED, answers);
    window.go(Room::Plan);
    window.click(words::plan::new());
    for _ in 0..14 {
        window.press_on_slider(words::plan::share(), Key::ArrowRight);
    }
    assert_eq!(window.plan().share_percent, 10.0);
    window.click(words::export::shortlist());
    let csv = window.written(&folder.path().join("list.csv"));
    assert_no_trace("list.csv", &csv);
    let ids = csv_column(&csv, "id");
    assert!(ids.iter().any(|id| id == DOUBLE), "the double is chosen: {ids:?}");
    let cells = window.project().derived().cells(window.plan().id).unwrap();
    assert_eq!(ids.len(), cells.treated.len() + cells.control.len());
    let phones = csv_column(&csv, "phone");
    assert!(phones.iter().any(|phone| phone == "+4480808080"), "a phone number is text: {phones:?}");
    window.click(words::close());
    window.click(words::export::shortlist());
    let xlsx = window.written(&folder.path().join("list.xlsx"));
    assert_no_trace("list.xlsx", &xlsx);
    let text = text_in("list.xlsx", &xlsx);
    assert!(ids.iter().all(|id| text.contains(id.as_str())) && !text.contains("<f>"));
    window.click(words::close());
    window.go(Room::People);
    window.click_part(words::export_label());
    window.click(words::export::map());
    let png = window.written(&folder.path().join("map.png"));
    let picture = resvg::tiny_skia::Pixmap::decode_png(&png).expect("it is a picture");
    assert!(picture.width() >= 1000 && picture.height() >= 600, "{} x {}", picture.width(), picture.height());
    let colours: std::collections::BTreeSet<[u8; 4]> = picture
        .pixels()
        .iter()
        .step_by(97)
        .map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()])
        .collect();
    assert!(colours.len() > 20, "something is drawn: {} colours", colours.len());
}

#[test]
fn everything_is_back_when_the_project_is_opened_again() {
    let folder = folder();
    let files = [&SCORED[..], &[OUTGOING, RESULTS]].concat();
    let mut window = Window::with_town(folder.path(), &files, &[&["town.tribewise"]]);
    window.go(Room::Plan);
    window.click(words::plan::new());
    window.press_on_slider(words::plan::share(), Key::ArrowRight);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    window.until("it is saved", |window| window.says(words::kept(true, true)));
    // An edit after the save is saved by itself.
    window.press_on_slider(words::plan::control(), Key::ArrowLeft);
    window.until("it is saved again", |window| window.says(words::kept(true, true)));
    let (before, scored) = (window.document(), window.project().derived().scored.clone().unwrap());
    drop(window);
    let mut window = Window::open(folder.path(), &[&["town.tribewise"]]);
    window.assert_says("town");
    window.click(words::open_project());
    window.until("it is open", |window| window.harness.state().project().is_some());
    window.harness.run_steps(3);
    let after = window.document();
    assert_eq!((&after.plans, &after.holds, &after.diverted), (&before.plans, &before.holds, &before.diverted));
    assert_eq!((after.next_id, &after.name, &after.settings), (before.next_id, &before.name, &before.settings));
    for (old, new) in before.imports.iter().zip(&after.imports) {
        assert_eq!(
            (&old.file_name, &old.mapping, &old.report, old.plan),
            (&new.file_name, &new.mapping, &new.report, new.plan)
        );
        assert!(old.table.frame().equals_missing(&new.table.frame()), "{}", old.file_name);
    }
    assert!(window.project().derived().is_scored(), "scores come back and need not be worked out");
    let again = window.project().derived().scored.clone().unwrap();
    assert_eq!((&again.scores.order, &again.tribes.of), (&scored.scores.order, &scored.tribes.of));
    window.go(Room::Plan);
    window.until("the forecast is there", |window| shown_forecast(window).is_some());
}

#[test]
fn a_still_window_asks_for_no_frame() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    for room in [Room::People, Room::Plan, Room::Data, Room::Hold, Room::Results] {
        window.go(room);
        window.until("how sure ranks are is known", |window| window.project().derived().certainty().is_some());
        if room == Room::Plan {
            window.click(words::plan::new());
            window.until("the forecast is there", |window| shown_forecast(window).is_some());
        }
        window.harness.remove_cursor();
        window.harness.run_steps(8);
        assert!(window.harness.run_ok().is_some_and(|n| n <= 2), "{room:?} goes on asking for frames");
        let delay = window.harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        assert!(delay > Duration::from_mins(1), "{room:?} wants a frame in {delay:?}");
    }
}
