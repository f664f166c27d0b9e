//! How large tribes are, decided in the window and undone; and which sizes come back most surely.

use crate::support::{SCORED, folder, write_town};
use crate::visitor::Window;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use tribewise::ui::{DataPage, words};
use words::sizes as say;

fn rescored(window: &mut Window) {
    window.until("scored anew", |window| window.project().derived().is_scored());
    window.harness.run_steps(3);
}

fn choose(window: &mut Window, list: &str, item: &str) {
    window.choose(list, item);
    window.press(Modifiers::NONE, Key::Escape);
    rescored(window);
}

/// How many tribes there are, and how many people the largest has.
fn tribes(window: &Window) -> (usize, usize) {
    let scored = window.project().derived().scored.clone().unwrap();
    let largest = scored.tribes.tribes.iter().map(|tribe| tribe.members.len()).max().unwrap();
    (scored.tribes.tribes.len(), largest)
}

#[test]
fn tribes_are_as_large_as_they_are_asked_for_and_sure_sizes_are_offered() {
    let folder = folder();
    write_town(folder.path(), 400);
    let mut window = Window::open(folder.path(), &[]);
    window.fill(folder.path(), &SCORED);
    window.click(words::data::page(DataPage::Cleaning));
    window.harness.run_steps(3);
    let usual = tribes(&window);
    choose(&mut window, say::fineness(), say::fine(4.0));
    assert!(tribes(&window).0 > usual.0 && window.document().settings.resolution == 4.0, "{:?}", tribes(&window));
    window.click_part("Undo: change how people are scored");
    rescored(&mut window);
    assert_eq!(tribes(&window), usual);
    choose(&mut window, say::limit(), say::at_most(30));
    assert!(tribes(&window).1 <= 30 && usual.1 > 30, "{:?} {usual:?}", tribes(&window));
    choose(&mut window, say::limit(), say::at_most(0));
    assert_eq!(tribes(&window), usual);
    window.harness.get_by_label(say::ask()).click_accesskit();
    let known = |window: &Window| {
        let settings = &window.document().settings;
        window.project().derived().sure_levels(settings).map(<[_]>::to_vec)
    };
    window.until("sizes are known", |window| known(window).is_some());
    window.harness.run_steps(3);
    let levels = known(&window).unwrap();
    assert!((1..=3).contains(&levels.len()), "{levels:?}");
    for level in &levels {
        window.assert_says(&say::level(level));
    }
    let Some(other) = levels.iter().find(|level| level.resolution != 1.0) else { return };
    let name = words::cleaning::about(say::use_it(), &say::level(other));
    window.harness.get_by_label(&name).click_accesskit();
    window.harness.run_steps(3);
    rescored(&mut window);
    assert_eq!(window.document().settings.resolution, other.resolution);
    assert_eq!(tribes(&window).0, other.n_tribes as usize, "as many as were promised");
    assert_eq!(known(&window), Some(levels), "they are still known: the ties are the same");
}
