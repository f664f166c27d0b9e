//! The map as a person meets it: click, open, clear, keys, quiet when nothing happens; and its pictures.

use crate::town::town;
use egui::{Key, Modifiers, Pos2, Rect};
use egui_kittest::{Harness, kittest::Queryable};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tribewise::domain::export::picture::{PictureInput, map_png, map_svg};
use tribewise::domain::guise::{From, Guise, Preset};
use tribewise::domain::placement::scene::{Emphasis, LegendItem, Scene};
use tribewise::domain::score::Scored;
use tribewise::domain::stages::PeopleStages;
use tribewise::domain::stance::PeopleStances;
use tribewise::domain::ticket::Ticket;
use tribewise::project::Selection;
use tribewise::ui::map::{Brief, Gesture, MapInput, MapView, picture_look};
use tribewise::ui::{theme, words};

struct Stage {
    view: MapView,
    scored: Arc<Scored>,
    names: Vec<String>,
    guise: Arc<Guise>,
    selection: Selection,
    treated: Vec<u32>,
    control: Vec<u32>,
    gestures: Vec<Gesture>,
    rect: Rect,
}

impl Stage {
    fn new(scored: Arc<Scored>) -> Stage {
        let names = scored.tribes.tribes.iter().map(|tribe| tribe.name.clone()).collect();
        Stage {
            view: MapView::default(),
            guise: guise(&scored),
            scored,
            names,
            selection: Selection::default(),
            treated: Vec::new(),
            control: Vec::new(),
            gestures: Vec::new(),
            rect: Rect::NOTHING,
        }
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        self.rect = ui.available_rect_before_wrap();
        let (names, treated, control) = (self.names.clone(), self.treated.clone(), self.control.clone());
        let brief = Arc::new(Brief { details: names.clone(), names, treated, control, has_topic: false });
        let input = MapInput {
            scored: &self.scored,
            brief: &brief,
            guise: &self.guise,
            selection: &self.selection,
            percent: 3.0,
            is_plan_locked: false,
            pinned: &std::collections::BTreeMap::new(),
            past: None,
        };
        let answer = self.view.show(ui, &input);
        if let Some(order) = answer.order {
            // No worker here: it is drawn at once.
            self.view.take_sheet(order.draw(&Ticket::new()).unwrap());
            ui.ctx().request_repaint();
        }
        // What the application does with the gestures that matter here.
        for gesture in &answer.gestures {
            match gesture.clone() {
                Gesture::OpenedTribe(id) => self.selection.opened_tribe = Some(id),
                Gesture::Closed if self.selection.opened_tribe.is_none() => self.selection.is_everyone_shown = false,
                Gesture::Closed => self.selection.opened_tribe = None,
                Gesture::ShowedAll { is_by_people } => {
                    (self.selection.opened_tribe, self.selection.is_everyone_shown) = (None, is_by_people);
                }
                Gesture::Chose { chosen, choosing } => self.selection.choose(&chosen, choosing, &self.scored.tribes),
                Gesture::ToPlan
                | Gesture::Pinned { .. }
                | Gesture::ColouredBy(_)
                | Gesture::LookedBack
                | Gesture::SteppedInTime { .. } => {}
                Gesture::ClearedSelection => self.selection.clear(),
                Gesture::ClickedTribe { id, .. } => {
                    self.selection.tribes.insert(id);
                }
                Gesture::ClickedPerson { person, .. } => {
                    self.selection.people.insert(person);
                }
            }
        }
        self.gestures.extend(answer.gestures);
    }
}

fn stage(scored: Arc<Scored>, is_dark: bool) -> Harness<'static, Stage> {
    let mut is_dressed = false;
    let theme = if is_dark { egui::Theme::Dark } else { egui::Theme::Light };
    let mut harness = Harness::builder()
        .with_size([1000.0, 720.0])
        .with_step_dt(0.05)
        .with_max_steps(20)
        .with_theme(theme)
        .build_ui_state(
            move |ui, stage: &mut Stage| {
                if !is_dressed {
                    theme::install(ui.ctx());
                    is_dressed = true;
                    return;
                }
                egui::Frame::new().show(ui, |ui| stage.show(ui));
            },
            Stage::new(scored),
        );
    harness.run_steps(4);
    harness
}

/// Where a tribe's bubble is on the screen.
fn at(harness: &Harness<'_, Stage>, id: u32) -> Pos2 {
    harness.state().view.tribe_on_screen(id, harness.state().rect).unwrap_or_default()
}

fn click(harness: &mut Harness<'_, Stage>, at: Pos2) {
    harness.hover_at(at);
    harness.step();
    harness.drag_at(at);
    harness.step();
    harness.drop_at(at);
    harness.step();
}

fn double_click(harness: &mut Harness<'_, Stage>, at: Pos2) {
    harness.hover_at(at);
    harness.step();
    for _ in 0..2 {
        harness.drag_at(at);
        harness.drop_at(at);
    }
    harness.run_steps(3);
}

#[test]
fn a_click_on_a_bubble_names_its_tribe_and_one_on_the_ground_clears() {
    let mut harness = stage(town(600, 9), false);
    let bubble = at(&harness, 103);
    click(&mut harness, bubble);
    assert_eq!(harness.state().gestures, [Gesture::ClickedTribe { id: 103, is_adding: false }]);
    harness.state_mut().gestures.clear();
    let ground = harness.state().rect.right_top() + egui::vec2(-20.0, 120.0);
    click(&mut harness, ground);
    assert_eq!(harness.state().gestures, [Gesture::ClearedSelection]);
}

#[test]
fn a_double_click_opens_a_tribe_and_escape_comes_back() {
    let mut harness = stage(town(600, 9), false);
    let bubble = at(&harness, 101);
    double_click(&mut harness, bubble);
    assert!(harness.state().gestures.contains(&Gesture::OpenedTribe(101)), "{:?}", harness.state().gestures);
    assert_eq!(harness.state().view.scene().opened, Some(1));
    harness.get_by_label("All tribes");
    harness.state_mut().gestures.clear();
    harness.key_press_modifiers(Modifiers::NONE, Key::Escape);
    harness.run_steps(3);
    assert_eq!(harness.state().gestures, [Gesture::Closed]);
    assert_eq!(harness.state().view.scene().opened, None);
}

#[test]
fn people_of_an_opened_tribe_can_be_clicked() {
    let mut harness = stage(town(600, 9), false);
    harness.state_mut().selection.opened_tribe = Some(100);
    harness.run_steps(4);
    let person = harness.state().view.scene().people[0];
    let camera = harness.state().view.camera().expect("there is a camera");
    let rect = harness.state().rect;
    let place = rect.min + egui::Vec2::from(camera.to_view(person.at, rect.size().into()));
    click(&mut harness, place);
    assert_eq!(harness.state().gestures, [Gesture::ClickedPerson { person: person.person, is_adding: false }]);
}

#[test]
fn the_map_and_its_tribes_have_names_for_a_screen_reader() {
    let mut harness = stage(town(600, 9), false);
    harness.get_by_label("Map of 9 tribes");
    let largest = &harness.state().scored.tribes.tribes[0];
    let name = words::map::tribe(&largest.name, largest.members.len());
    harness.get_by_label(&name).click_accesskit();
    harness.run_steps(2);
    assert_eq!(harness.state().gestures, [Gesture::ClickedTribe { id: 100, is_adding: false }]);
    for button in ["Zoom in", "Zoom out", "Show all"] {
        harness.get_by_label(button);
    }
}

#[test]
fn a_still_map_asks_for_no_frame_and_draws_nothing_anew() {
    let mut harness = stage(town(600, 9), false);
    harness.run();
    let before = harness.state().view.n_painted();
    // Settles at once: run() fails where a frame is asked for again and again.
    assert!(harness.run() <= 2);
    harness.run_steps(5);
    assert_eq!(harness.state().view.n_painted(), before);
    let bubble = at(&harness, 102);
    harness.hover_at(bubble);
    harness.run();
    assert!(harness.state().view.n_painted() > before, "what is not near the pointer fades");
}

#[test]
fn keys_and_buttons_zoom_and_dragging_pans() {
    let mut harness = stage(town(600, 9), false);
    let zoom = |harness: &Harness<'_, Stage>| harness.state().view.camera().map_or(0.0, |camera| camera.zoom);
    let fitted = zoom(&harness);
    harness.key_press_modifiers(Modifiers::NONE, Key::Plus);
    // The camera flies by itself: no frame is forced.
    harness.run();
    assert!(zoom(&harness) > 1.3 * fitted);
    harness.get_by_label("Show all").click();
    harness.run();
    assert!((zoom(&harness) / fitted - 1.0).abs() < 1e-3);
    // From the middle of a bubble, which takes clicks but no drags.
    let (from, before) = (at(&harness, 100), at(&harness, 100));
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    harness.hover_at(from + egui::vec2(60.0, 30.0));
    harness.step();
    harness.drop_at(from + egui::vec2(60.0, 30.0));
    harness.run_steps(2);
    let moved = at(&harness, 100) - before;
    assert!((moved - egui::vec2(60.0, 30.0)).length() < 2.0, "{moved:?}");
}

#[test]
fn a_map_of_nobody_says_what_to_do_next() {
    let harness = stage(Arc::new(Scored::default()), false);
    harness.get_by_label(words::map::empty());
}

/// Everybody on show, colours for tribes.
fn guise(scored: &Scored) -> Arc<Guise> {
    let (stages, stances, looks) = (PeopleStages::default(), PeopleStances::default(), BTreeMap::new());
    let (stages, stances, looks) = (&stages, &stances, &looks);
    Arc::new(Guise::new(&From { scored, stages, stances, visible: None, looks, preset: Preset::Tribe }))
}

fn picture<'a>(scene: &'a Scene, scored: &'a Scored, extra: &'a Extra) -> PictureInput<'a> {
    PictureInput {
        scene,
        names: &extra.names,
        people: &scored.people,
        details: &extra.names,
        emphasis: Emphasis {
            tribes: &extra.tribes,
            people: &extra.tribes,
            treated: &extra.treated,
            control: &[],
            guise: &extra.guise,
            changes: None,
        },
        look: &extra.look,
        title: "Telecom town: tribes & ties",
        subtitle: "21 November 2026, all 3,000 people",
        legend: &extra.legend,
        camera: None,
        everyone: None,
        size: [1200.0, 900.0],
        font_family: theme::FONT_FAMILY,
        strong_family: theme::STRONG_FAMILY,
    }
}

struct Extra {
    guise: Arc<Guise>,
    names: Vec<String>,
    tribes: BTreeSet<u32>,
    treated: Vec<u32>,
    look: tribewise::domain::export::picture::Look,
    legend: Vec<(LegendItem, String)>,
}

fn extra(scene: &Scene, scored: &Scored, treated: Vec<u32>, is_dark: bool) -> Extra {
    let (nothing, guise) = (BTreeSet::new(), guise(scored));
    let emphasis =
        Emphasis { tribes: &nothing, people: &nothing, treated: &treated, control: &[], guise: &guise, changes: None };
    let legend = scene.legend(&emphasis).into_iter().map(|item| (item, words::map::legend(item, 3.0))).collect();
    Extra {
        names: scored.tribes.tribes.iter().map(|tribe| tribe.name.clone()).collect(),
        tribes: nothing,
        treated,
        look: picture_look(theme::palette(is_dark), &guise),
        legend,
        guise,
    }
}

const FONTS: [&[u8]; 2] = [theme::FONT_REGULAR, theme::FONT_SEMIBOLD];

#[test]
fn a_picture_is_sound_and_says_what_it_shows() {
    let scored = town(600, 9);
    for opened in [None, Some(0)] {
        let scene = Scene::new(&scored, 3.0, opened);
        let extra = extra(&scene, &scored, vec![scene.people.first().map_or(0, |p| p.person)], false);
        let svg = map_svg(&picture(&scene, &scored, &extra));
        assert!(svg.contains("Telecom town: tribes &amp; ties") && svg.contains("21 November 2026"));
        for (_, caption) in &extra.legend {
            assert!(svg.contains(caption.as_str()), "{caption}");
        }
        let options = resvg::usvg::Options::default();
        assert!(resvg::usvg::Tree::from_str(&svg, &options).is_ok());
        let what = if opened.is_some() { "<polygon" } else { "Home cooks" };
        assert!(svg.contains(what));
    }
}

#[test]
fn a_png_has_the_size_asked_for_and_is_drawn_in_the_given_face() {
    let scored = town(300, 5);
    let scene = Scene::new(&scored, 3.0, None);
    let extra = extra(&scene, &scored, Vec::new(), true);
    let input = PictureInput { size: [400.0, 300.0], ..picture(&scene, &scored, &extra) };
    let png = map_png(&input, &FONTS, 2.0).expect("it is drawn");
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&png).expect("it is a PNG");
    assert_eq!((pixels.width(), pixels.height()), (800, 600));
    for fewer in [&[][..], &FONTS[..1]] {
        let without = map_png(&input, fewer, 2.0).expect("it is drawn with fewer faces");
        assert_ne!(png, without, "both faces are used");
    }
    assert!(map_png(&input, &FONTS, 1000.0).is_err());
}

/// Writes what a designer looks at into the folder named by `TRIBEWISE_LOOK`; does nothing where that is not set.
#[test]
fn pictures_to_look_at() {
    let Ok(folder) = std::env::var("TRIBEWISE_LOOK") else { return };
    let scored = town(3_000, 24);
    for is_dark in [false, true] {
        let theme = if is_dark { "dark" } else { "light" };
        for opened in [None, Some(0), Some(12)] {
            let scene = Scene::new(&scored, 3.0, opened);
            let treated: Vec<u32> = {
                let mut rows: Vec<u32> = scored.scores.top_percent(4.0).to_vec();
                rows.sort_unstable();
                rows
            };
            let extra = extra(&scene, &scored, treated.clone(), is_dark);
            let name = opened.map_or("all".into(), |position| format!("tribe{position}"));
            let png = map_png(&picture(&scene, &scored, &extra), &FONTS, 1.0).expect("it is drawn");
            std::fs::write(format!("{folder}/picture-{theme}-{name}.png"), png).expect("it is written");
            let mut harness = stage(scored.clone(), is_dark);
            harness.state_mut().selection.opened_tribe = opened.map(|position| 100 + position);
            harness.state_mut().selection.tribes.insert(102);
            harness.state_mut().treated = treated.iter().copied().filter(|p| p % 3 != 0).collect();
            harness.state_mut().control = treated.iter().copied().filter(|p| p % 3 == 0).collect();
            harness.run_steps(4);
            harness.render().expect("it renders").save(format!("{folder}/screen-{theme}-{name}.png")).expect("saved");
            let over = if let Some(person) = harness.state().view.scene().people.get(2) {
                let camera = harness.state().view.camera().expect("there is a camera");
                let rect = harness.state().rect;
                rect.min + egui::Vec2::from(camera.to_view(person.at, rect.size().into()))
            } else {
                at(&harness, 104)
            };
            harness.hover_at(over);
            harness.run_steps(3);
            harness.render().expect("it renders").save(format!("{folder}/hover-{theme}-{name}.png")).expect("saved");
        }
    }
}

#[test]
fn nothing_of_people_who_were_there_before_is_kept_for_the_picture_of_everybody() {
    let mut harness = stage(town(600, 9), false);
    harness.state_mut().selection.is_everyone_shown = true;
    harness.run_steps(8);
    assert!(harness.state().view.is_everyone_drawn());
    // Back among the tribes, others come in the place of those who were drawn.
    harness.state_mut().selection.is_everyone_shown = false;
    harness.run_steps(4);
    let before = Arc::downgrade(&harness.state().scored);
    harness.state_mut().scored = town(590, 9);
    harness.run_steps(2);
    assert!(before.upgrade().is_none(), "who was erased is nowhere to be found");
}
