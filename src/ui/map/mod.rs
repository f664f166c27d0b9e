//! The map: tribes as bubbles, one tribe with its people, and what the pointer and the keys say about them; it decides
//! nothing, every gesture is handed back as data.

mod canvas;
mod flight;
mod furniture;
mod look;
mod shapes;

pub use look::picture_look;

use crate::domain::model::Person;
use crate::domain::placement::labels::Label;
use crate::domain::placement::scene::{BubbleMark, Camera, Emphasis, Margins, Scene, bubble_pixels, person_pixels};
use crate::domain::score::Scored;
use crate::project::Selection;
use crate::ui::theme::{self, Palette};
use crate::ui::words::{self, number};
use canvas::{Canvas, Target};
use egui::{Id, Key, Pos2, Rect, Response, Sense, Ui, Vec2, WidgetInfo, WidgetType};
use flight::Flight;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Room around a fitted picture: for the path above and the legend below.
const MARGINS: Margins = [24.0, 52.0, 24.0, 64.0];
/// How near the pointer must come to something small, in pixels.
const REACH: f32 = 5.0;
/// Zooming stops here, in pixels a unit.
const ZOOM: (f32, f32) = (0.02, 120.0);

/// What the map shows.
#[derive(Clone, Copy, Debug)]
pub struct MapInput<'a> {
    pub scored: &'a Arc<Scored>,
    /// What each tribe is called, by position.
    pub names: &'a [String],
    pub selection: &'a Selection,
    /// The plan's people by row, rising.
    pub treated: &'a [Person],
    pub control: &'a [Person],
    /// The share of people called influential, in per cent.
    pub percent: f32,
}

/// Something that was done on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// By lasting id; adding: with shift or command held.
    ClickedTribe {
        id: u32,
        is_adding: bool,
    },
    OpenedTribe(u32),
    ClickedPerson {
        person: Person,
        is_adding: bool,
    },
    ClearedSelection,
    /// Back to all tribes.
    Closed,
}

/// What was done in this frame, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapResponse {
    pub gestures: Vec<Gesture>,
}

/// What the drawn scene was made from; another of these makes another scene.
#[derive(Clone, Debug)]
struct MadeFrom {
    scored: Arc<Scored>,
    opened: Option<u32>,
    percent: f32,
}

/// What a scene is drawn with; another of these only draws it again.
#[derive(Clone, Debug, PartialEq)]
struct Dress {
    selection: Selection,
    treated: Vec<Person>,
    control: Vec<Person>,
    is_dark: bool,
}

/// The map's own state: camera, what the pointer is over, and what was drawn last.
#[derive(Default)]
pub struct MapView {
    made_from: Option<MadeFrom>,
    dress: Option<Dress>,
    scene: Scene,
    canvas: Canvas,
    camera: Option<Camera>,
    flight: Option<Flight>,
    /// The person has not moved the camera: a new size or new places show all again.
    is_fitted: bool,
    size: Vec2,
    hovered: Option<Target>,
    near: Option<BTreeSet<usize>>,
    labels: Vec<Label>,
    labelled_for: Option<(Camera, Vec2, Vec<String>)>,
    /// What lies over the map and takes the pointer.
    covered: Vec<Rect>,
}

impl std::fmt::Debug for MapView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MapView").field("camera", &self.camera).field("hovered", &self.hovered).finish_non_exhaustive()
    }
}

impl MapView {
    /// Draws the map into all the room that is left and tells what was done on it.
    pub fn show(&mut self, ui: &mut Ui, input: &MapInput<'_>) -> MapResponse {
        let palette = theme::of(ui);
        let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let mut answer = MapResponse::default();
        if rect.width() < 40.0 || rect.height() < 40.0 {
            return answer;
        }
        ui.painter().rect_filled(rect, 0.0, palette.ground);
        let now = ui.input(|i| i.time);
        self.take(ui, input, palette, rect.size(), now);
        let id = ui.id().with("map");
        if let Some(before) = ui.ctx().read_response(id) {
            self.steer(ui, &before, rect);
        }
        let camera = self.fly(now);
        self.point(ui, input, rect, camera);
        self.canvas.paint(ui, rect, camera, &self.scene, palette);
        self.write_labels(ui, input, rect, camera, palette);
        let response = ui.interact(rect, id, Sense::click_and_drag());
        self.listen(ui, input, &response, rect, camera, &mut answer);
        self.proxies(ui, input, rect, camera, &mut answer);
        self.furnish(ui, input, rect, &mut answer);
        self.tooltip(ui, input, rect, palette);
        answer
    }

    /// The camera as it will be when it has arrived, for a picture of what is on the screen.
    #[must_use]
    pub fn camera(&self) -> Option<Camera> {
        self.flight.map(|flight| flight.target()).or(self.camera)
    }

    /// What is drawn, for a picture of it.
    #[must_use]
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// How often the graph was drawn anew since the start; still frames do not count.
    #[must_use]
    pub fn n_painted(&self) -> u64 {
        self.canvas.n_painted
    }

    /// Where a tribe is on the screen, if it is drawn.
    #[must_use]
    pub fn tribe_on_screen(&self, id: u32, rect: Rect) -> Option<Pos2> {
        let mark = self.scene.bubbles.iter().find(|mark| mark.id == id)?;
        let at = self.camera()?.to_view([mark.bubble.x, mark.bubble.y], rect.size().into());
        Some(rect.min + Vec2::from(at))
    }

    /// Takes in what changed since the last frame.
    fn take(&mut self, ui: &Ui, input: &MapInput<'_>, palette: &Palette, size: Vec2, now: f64) {
        let opened =
            input.selection.opened_tribe.and_then(|id| input.scored.tribes.tribes.iter().position(|t| t.id == id));
        let opened = opened.map(|position| position as u32);
        let is_same = self.made_from.as_ref().is_some_and(|key| {
            Arc::ptr_eq(&key.scored, input.scored) && key.opened == opened && key.percent == input.percent
        });
        let dress = Dress {
            selection: input.selection.clone(),
            treated: input.treated.to_vec(),
            control: input.control.to_vec(),
            is_dark: palette.is_dark,
        };
        if !is_same {
            let is_elsewhere = self.made_from.as_ref().is_none_or(|key| key.opened != opened);
            self.made_from = Some(MadeFrom { scored: input.scored.clone(), opened, percent: input.percent });
            self.scene = Scene::new(input.scored, input.percent, opened);
            self.hovered = None;
            self.near = None;
            self.labelled_for = None;
            self.is_fitted |= is_elsewhere;
        }
        if !is_same || self.dress.as_ref() != Some(&dress) {
            self.canvas.rebuild(&self.scene, &emphasis(input), palette);
            if self.near.is_some() {
                self.canvas.stress(self.near.as_ref());
            }
            self.dress = Some(dress);
        }
        let is_resized = self.size != size;
        self.size = size;
        if self.camera.is_none() || (is_resized && self.is_fitted) {
            self.is_fitted = true;
            self.flight = None;
            self.camera = Some(self.fitted());
        } else if !is_same && self.is_fitted {
            self.fly_to(ui, self.fitted(), now);
        }
    }

    fn fitted(&self) -> Camera {
        self.scene.fit(self.size.into(), MARGINS)
    }

    fn fly_to(&mut self, ui: &Ui, to: Camera, now: f64) {
        match self.camera {
            // Motion is off where the style says so.
            Some(from) if ui.style().animation_time > 0.0 && from != to => {
                self.flight = Some(Flight::new(from, to, now));
            }
            _ => (self.camera, self.flight) = (Some(to), None),
        }
    }

    /// Moves the camera along its way; while it is on its way the canvas asks for the next frame.
    fn fly(&mut self, now: f64) -> Camera {
        if let Some(flight) = self.flight {
            let (camera, has_arrived) = flight.at(now);
            self.camera = Some(camera);
            if has_arrived {
                self.flight = None;
            }
        }
        self.camera.unwrap_or(Camera { centre: [0.0; 2], zoom: 1.0 })
    }

    /// Pans by dragging, zooms by wheel and pinch.
    fn steer(&mut self, ui: &Ui, response: &Response, rect: Rect) {
        let Some(camera) = self.camera else { return };
        if response.dragged() && response.drag_delta() != Vec2::ZERO {
            let by = response.drag_delta() / camera.zoom;
            self.set(Camera { centre: [camera.centre[0] - by.x, camera.centre[1] - by.y], zoom: camera.zoom });
        }
        let Some(pointer) = ui.input(|i| i.pointer.hover_pos()) else { return };
        if !self.is_free(ui, rect, pointer) {
            return;
        }
        let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta.y, i.zoom_delta()));
        let factor = pinch * (scroll * 0.004).exp();
        if (factor - 1.0).abs() > 1e-4 {
            self.set(self.zoomed(factor, pointer - rect.min));
        }
    }

    /// The camera after zooming about a point of the view, which stays where it is.
    fn zoomed(&self, factor: f32, about: Vec2) -> Camera {
        let camera = self.camera().unwrap_or(Camera { centre: [0.0; 2], zoom: 1.0 });
        let zoom = (camera.zoom * factor).clamp(ZOOM.0, ZOOM.1);
        let view: [f32; 2] = self.size.into();
        let fixed = camera.to_map(about.into(), view);
        let moved = Camera { zoom, ..camera }.to_map(about.into(), view);
        let centre = [camera.centre[0] + fixed[0] - moved[0], camera.centre[1] + fixed[1] - moved[1]];
        Camera { centre, zoom }
    }

    fn set(&mut self, camera: Camera) {
        self.camera = Some(camera);
        self.flight = None;
        self.is_fitted = false;
    }

    fn zoom_by(&mut self, ui: &Ui, factor: f32) {
        self.is_fitted = false;
        let to = self.zoomed(factor, self.size / 2.0);
        self.fly_to(ui, to, ui.input(|i| i.time));
    }

    fn show_all(&mut self, ui: &Ui) {
        self.is_fitted = true;
        self.fly_to(ui, self.fitted(), ui.input(|i| i.time));
    }

    /// Whether a point of the screen is the map's own: nothing lies over it.
    fn is_free(&self, ui: &Ui, rect: Rect, pointer: Pos2) -> bool {
        ui.rect_contains_pointer(rect) && !self.covered.iter().any(|over| over.contains(pointer))
    }

    /// Finds what the pointer is over and fades what is not near it.
    fn point(&mut self, ui: &Ui, input: &MapInput<'_>, rect: Rect, camera: Camera) {
        let pointer = ui.input(|i| if i.pointer.any_down() { None } else { i.pointer.hover_pos() });
        let is_pressed = ui.input(|i| i.pointer.any_down());
        let hovered = match pointer {
            Some(at) if self.is_free(ui, rect, at) && self.flight.is_none() => self.find(at - rect.min, camera),
            None if is_pressed => self.hovered,
            _ => None,
        };
        if hovered.is_some() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if hovered == self.hovered {
            return;
        }
        self.hovered = hovered;
        self.near = hovered.map(|target| self.neighbourhood(input, target));
        self.canvas.stress(self.near.as_ref());
    }

    /// What is at a point of the view.
    fn find(&self, at: Vec2, camera: Camera) -> Option<Target> {
        let view: [f32; 2] = self.size.into();
        let away = |place: [f32; 2]| (Vec2::from(camera.to_view(place, view)) - at).length();
        if self.scene.opened.is_none() {
            let over = |mark: &BubbleMark| {
                away([mark.bubble.x, mark.bubble.y]) - bubble_pixels(mark.bubble.radius, camera.zoom)
            };
            return nearest(self.scene.bubbles.iter().map(over)).map(Target::Tribe);
        }
        let people = self.scene.people.iter().map(|mark| away(mark.at) - person_pixels(mark.radius, camera.zoom));
        nearest(people).map(Target::Person)
    }

    /// Rows that stay as they are while the pointer is over one of them: itself and whom it is tied to.
    fn neighbourhood(&self, input: &MapInput<'_>, target: Target) -> BTreeSet<usize> {
        match target {
            Target::Tribe(row) => {
                let other = |tie: &crate::domain::placement::scene::TieMark| match (tie.a as usize, tie.b as usize) {
                    (a, b) if a == row => Some(b),
                    (a, b) if b == row => Some(a),
                    _ => None,
                };
                self.scene.ties.iter().filter_map(other).chain([row]).collect()
            }
            Target::Person(row) => {
                let friends: BTreeSet<Person> =
                    input.scored.network.ties_of(self.scene.people[row].person).map(|(other, _)| other).collect();
                let is_near = |(k, mark): (usize, &crate::domain::placement::scene::PersonMark)| {
                    (k == row || friends.contains(&mark.person)).then_some(k)
                };
                self.scene.people.iter().enumerate().filter_map(is_near).collect()
            }
        }
    }

    fn gesture_of(&self, target: Target, is_adding: bool) -> Gesture {
        match target {
            Target::Tribe(row) => Gesture::ClickedTribe { id: self.scene.bubbles[row].id, is_adding },
            Target::Person(row) => Gesture::ClickedPerson { person: self.scene.people[row].person, is_adding },
        }
    }

    /// Turns clicks and keys into gestures.
    fn listen(
        &mut self,
        ui: &mut Ui,
        input: &MapInput<'_>,
        response: &Response,
        rect: Rect,
        camera: Camera,
        answer: &mut MapResponse,
    ) {
        let name = self.spoken_name(input);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, &name));
        if response.clicked() {
            response.request_focus();
            self.click(ui, response, rect, camera, answer);
        }
        let focused = ui.memory(egui::Memory::focused);
        if focused.is_none() || focused == Some(response.id) || self.is_proxy(ui, focused) {
            self.keys(ui, input, answer);
        }
        if response.has_focus() && !response.clicked() && ui.input(|i| !i.keys_down.is_empty()) {
            ui.painter().rect_stroke(
                rect.shrink(1.0),
                0.0,
                egui::Stroke::new(2.0, theme::of(ui).accent),
                egui::StrokeKind::Inside,
            );
        }
    }

    fn click(&self, ui: &Ui, response: &Response, rect: Rect, camera: Camera, answer: &mut MapResponse) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let is_adding = ui.input(|i| i.modifiers.shift || i.modifiers.command);
        match self.find(pointer - rect.min, camera) {
            Some(Target::Tribe(row)) if response.double_clicked() => {
                answer.gestures.push(Gesture::OpenedTribe(self.scene.bubbles[row].id));
            }
            Some(target) => answer.gestures.push(self.gesture_of(target, is_adding)),
            None => answer.gestures.push(Gesture::ClearedSelection),
        }
    }

    fn keys(&mut self, ui: &Ui, input: &MapInput<'_>, answer: &mut MapResponse) {
        let pressed = |key: Key| ui.input(|i| i.key_pressed(key) && !i.modifiers.command && !i.modifiers.alt);
        if pressed(Key::Plus) || pressed(Key::Equals) {
            self.zoom_by(ui, 1.4);
        } else if pressed(Key::Minus) {
            self.zoom_by(ui, 1.0 / 1.4);
        } else if pressed(Key::Num0) {
            self.show_all(ui);
        } else if pressed(Key::Escape) {
            if self.scene.opened.is_some() {
                answer.gestures.push(Gesture::Closed);
            } else if !input.selection.is_empty() {
                answer.gestures.push(Gesture::ClearedSelection);
            }
        }
    }

    fn spoken_name(&self, input: &MapInput<'_>) -> String {
        match self.scene.opened {
            None => words::map::map(self.scene.bubbles.len()),
            Some(position) => words::map::map_of(name(input, position), self.scene.people.len()),
        }
    }

    /// One invisible button over each named tribe or person, so that keys and screen readers reach them.
    fn proxies(&mut self, ui: &mut Ui, input: &MapInput<'_>, rect: Rect, camera: Camera, answer: &mut MapResponse) {
        let view: [f32; 2] = self.size.into();
        for target in self.named() {
            let (at, radius, text, key) = match target {
                Target::Tribe(row) => {
                    let mark = &self.scene.bubbles[row];
                    let radius = bubble_pixels(mark.bubble.radius, camera.zoom);
                    let text = words::map::tribe(name(input, mark.position), mark.n_people as usize);
                    ([mark.bubble.x, mark.bubble.y], radius, text, ("tribe", mark.id))
                }
                Target::Person(row) => {
                    let mark = &self.scene.people[row];
                    let radius = person_pixels(mark.radius, camera.zoom);
                    (mark.at, radius, input.scored.people.label(mark.person).to_owned(), ("person", mark.person))
                }
            };
            let at = rect.min + Vec2::from(camera.to_view(at, view));
            let over = Rect::from_center_size(at, Vec2::splat(radius * 1.4)).intersect(rect);
            if !over.is_positive() {
                continue;
            }
            let proxy = ui.interact(over, proxy_id(ui, key), Sense::click());
            proxy.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &text));
            if proxy.has_focus() {
                let stroke = egui::Stroke::new(2.0, theme::of(ui).accent);
                ui.painter_at(rect).circle_stroke(at, radius + 3.0, stroke);
            }
            if proxy.clicked() {
                let is_adding = ui.input(|i| i.modifiers.shift || i.modifiers.command);
                let is_opening = proxy.double_clicked() || ui.input(|i| i.key_pressed(Key::Enter));
                answer.gestures.push(match target {
                    Target::Tribe(row) if is_opening => Gesture::OpenedTribe(self.scene.bubbles[row].id),
                    _ => self.gesture_of(target, is_adding),
                });
            }
        }
    }

    /// What has a name on the screen, in the order of importance.
    fn named(&self) -> Vec<Target> {
        let mut named = Vec::with_capacity(self.labels.len());
        if self.scene.opened.is_none() {
            let order: Vec<u32> = self.scene.by_size().map(|mark| mark.position).collect();
            named.extend(self.labels.iter().map(|label| Target::Tribe(order[label.wish] as usize)));
        } else {
            let rows: Vec<usize> = (0..self.scene.people.len()).filter(|&k| self.scene.people[k].is_labelled).collect();
            named.extend(self.labels.iter().map(|label| Target::Person(rows[label.wish])));
        }
        named
    }

    fn is_proxy(&self, ui: &Ui, focused: Option<Id>) -> bool {
        let Some(focused) = focused else { return false };
        self.named().into_iter().any(|target| {
            focused
                == match target {
                    Target::Tribe(row) => proxy_id(ui, ("tribe", self.scene.bubbles[row].id)),
                    Target::Person(row) => proxy_id(ui, ("person", self.scene.people[row].person)),
                }
        })
    }

    /// Chooses the names again where the view changed, and writes them.
    fn write_labels(&mut self, ui: &Ui, input: &MapInput<'_>, rect: Rect, camera: Camera, palette: &Palette) {
        let is_known = self
            .labelled_for
            .as_ref()
            .is_some_and(|(c, s, n)| *c == camera && *s == self.size && n.as_slice() == input.names);
        if !is_known {
            let people = &input.scored.people;
            let view = self.size.into();
            self.labels = self.scene.labels(camera, view, MARGINS, input.names, people, number::people);
            self.labelled_for = Some((camera, self.size, input.names.to_vec()));
        }
        let named = self.named();
        for (label, target) in self.labels.iter().zip(named) {
            let row = match target {
                Target::Tribe(row) | Target::Person(row) => row,
            };
            let is_faded = self.near.as_ref().is_some_and(|near| !near.contains(&row));
            let ground = if self.scene.opened.is_some() { palette.surface } else { palette.ground };
            furniture::write(ui, rect, label, palette, ground, is_faded);
        }
    }

    /// Path, legend and zoom buttons, which lie over the map.
    fn furnish(&mut self, ui: &mut Ui, input: &MapInput<'_>, rect: Rect, answer: &mut MapResponse) {
        let mut covered = Vec::with_capacity(3);
        let n_people = self.scene.bubbles.iter().map(|mark| mark.n_people as usize).sum();
        let opened = self
            .scene
            .opened
            .map(|position| (name(input, position), self.scene.bubbles[position as usize].n_people as usize));
        let (path, is_closed) = furniture::path(ui, rect, opened, (self.scene.bubbles.len(), n_people));
        covered.push(path);
        if is_closed {
            answer.gestures.push(Gesture::Closed);
        }
        let items = self.scene.legend(&emphasis(input));
        let position = self.scene.opened.unwrap_or(0) as usize;
        covered.push(furniture::legend(ui, rect, &items, input.percent, position));
        let (buttons, zoom) = furniture::zoom_buttons(ui, rect);
        covered.push(buttons);
        match zoom {
            Some(furniture::Zoom::By(factor)) => self.zoom_by(ui, factor),
            Some(furniture::Zoom::All) => self.show_all(ui),
            None => {}
        }
        if zoom.is_some() {
            ui.ctx().request_repaint();
        }
        self.covered = covered;
    }

    fn tooltip(&self, ui: &Ui, input: &MapInput<'_>, rect: Rect, palette: &Palette) {
        let (Some(target), Some(pointer)) = (self.hovered, ui.input(|i| i.pointer.hover_pos())) else { return };
        let line = match target {
            Target::Tribe(row) => {
                let mark = &self.scene.bubbles[row];
                let n = mark.n_people as usize;
                words::map::tribe_line(name(input, mark.position), n, mark.share_of_top, input.percent)
            }
            Target::Person(row) => {
                let person = self.scene.people[row].person;
                let scores = &input.scored.scores;
                let influence = scores.influence.get(person as usize).copied().unwrap_or(0.0);
                let role = scores.role.get(person as usize).map_or("", |role| role.word());
                words::map::person_line(input.scored.people.label(person), role, influence)
            }
        };
        furniture::tooltip(ui, rect, pointer, &line, palette);
    }
}

fn proxy_id(ui: &Ui, key: (&str, u32)) -> Id {
    ui.id().with("map").with(key)
}

fn name<'a>(input: &MapInput<'a>, position: u32) -> &'a str {
    input.names.get(position as usize).map_or("", String::as_str)
}

fn emphasis<'a>(input: &MapInput<'a>) -> Emphasis<'a> {
    Emphasis {
        tribes: &input.selection.tribes,
        people: &input.selection.people,
        treated: input.treated,
        control: input.control,
    }
}

/// The row of the smallest distance, where it is within reach.
fn nearest(distances: impl Iterator<Item = f32>) -> Option<usize> {
    let (row, distance) = distances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1))?;
    (distance <= REACH).then_some(row)
}
