//! A few pictures of the window, compared with how it should look; new ones are made with `UPDATE_SNAPSHOTS=true`. Other
//! drivers round other pixels, so some may differ; skipped where no picture can be drawn at all.

use crate::support::{DOUBLE, OUTGOING, SCORED, folder, write_town};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, SnapshotOptions};
use std::path::Path;
use tribewise::shell::dialogs::FixedPicker;
use tribewise::ui::{Room, words};

const SIZE: [f32; 2] = [1120.0, 700.0];
/// A third of a per cent of the picture may differ: the edges of letters and lines.
const MOST_OTHER_PIXELS: usize = 2_600;

fn can_draw() -> bool {
    let drawn = std::panic::catch_unwind(|| {
        Harness::builder().with_size([16.0, 16.0]).wgpu().build_ui(|ui| drop(ui.label("x"))).render().is_ok()
    });
    let can_draw = drawn.unwrap_or(false);
    if !can_draw {
        println!("skipped: no graphics adapter here");
    }
    can_draw
}

fn window(folder: &Path, theme: egui::Theme) -> Window {
    let builder = Harness::builder().with_size(SIZE).with_theme(theme).wgpu();
    Window::build(builder, folder.join("home"), FixedPicker::new([]))
}

fn compare(window: &mut Window, name: &str) {
    window.harness.remove_cursor();
    window.harness.run_steps(8);
    let options = SnapshotOptions::new().threshold(1.5).max_failed_pixels(MOST_OTHER_PIXELS);
    window.harness.snapshot_options(name, &options);
}

#[test]
fn the_first_screen_looks_as_it_should() {
    if !can_draw() {
        return;
    }
    let folder = folder();
    let mut window = window(folder.path(), egui::Theme::Light);
    compare(&mut window, "welcome_light");
}

#[test]
fn map_card_plan_and_holds_look_as_they_should() {
    if !can_draw() {
        return;
    }
    let folder = folder();
    write_town(folder.path(), 300);
    let mut window = window(folder.path(), egui::Theme::Light);
    window.fill(folder.path(), &[&SCORED[..], &[OUTGOING]].concat());
    window.until("the queue is looked through", |window| !window.document().diverted.is_empty());
    window.go(Room::People);
    window.until("how sure ranks are is known", |window| window.project().derived().certainty().is_some());
    let scored = window.project().derived().scored.clone().unwrap();
    let first = scored.people.label(scored.scores.order[0]).to_owned();
    assert!(scored.people.row(DOUBLE).is_some());
    // The names are far down the panel, and what is not in view cannot be clicked.
    let name = window.button_with(&first).unwrap();
    window.harness.query_all_by_role_and_label(Role::Button, &name).next().unwrap().scroll_to_me();
    window.harness.run_steps(40);
    window.click_part(&first);
    compare(&mut window, "people_light");
    window.click(words::close());
    window.click(words::map::show_everyone());
    window.until("everybody is drawn", |window| window.harness.state().screen().map.is_everyone_drawn());
    compare(&mut window, "everyone_light");
    window.click(words::map::all_tribes());
    window.click(words::dark_theme());
    window.go(Room::Plan);
    window.click(words::plan::new());
    let forecast = format!("{}: about", words::plan::this_plan());
    window.until("the forecast is there", |window| window.says(&forecast));
    compare(&mut window, "plan_dark");
    window.click(words::light_theme());
    window.go(Room::Hold);
    compare(&mut window, "hold_light");
}
