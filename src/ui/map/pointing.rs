//! What the pointer and the keys mean on the map: hover, click, double click, shortcuts; every gesture is data.

use super::canvas::Target;
use super::sight::Sight;
use super::tools::is_pressed_alone;
use super::{Gesture, MapInput, MapResponse, MapView, REACH, Tool, name, tools};
use crate::domain::model::Person;
use crate::domain::placement::scene::{
    BubbleMark, Camera, LARGEST_PIXELS, PersonMark, TieMark, bubble_pixels, person_pixels,
};
use crate::project::{Choosing, Chosen};
use crate::ui::{theme, words};
use egui::{Key, PointerButton, Pos2, Response, Ui, Vec2, WidgetInfo, WidgetType};
use std::collections::BTreeSet;

impl MapView {
    /// Finds what the pointer is over and fades what is not near it.
    pub(super) fn point(&mut self, ui: &Ui, input: &MapInput<'_>, sight: Sight) {
        let pointer = ui.input(|i| if i.pointer.any_down() { None } else { i.pointer.hover_pos() });
        let is_pressed = ui.input(|i| i.pointer.any_down());
        let hovered = match pointer {
            Some(at) if self.is_free(ui, sight.rect, at) && self.flight.is_none() => {
                self.find(input, at - sight.rect.min, sight.camera)
            }
            None if is_pressed => self.hovered,
            _ => None,
        };
        if hovered.is_some() {
            let is_taking = self.takes_tribes();
            let icon = if is_taking { egui::CursorIcon::Grab } else { egui::CursorIcon::PointingHand };
            ui.ctx().set_cursor_icon(icon);
        } else if matches!(self.tool, Tool::Lasso | Tool::Box)
            && pointer.is_some_and(|at| self.is_free(ui, sight.rect, at))
        {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
        }
        if hovered == self.hovered {
            return;
        }
        self.hovered = hovered;
        let is_by_people = self.is_by_people(input);
        self.near = hovered.filter(|_| !is_by_people).and_then(|target| self.neighbourhood(input, target));
        self.stress();
    }

    /// Has the canvas lift what is near the pointer.
    pub(super) fn stress(&mut self) {
        self.canvas.stress(self.hovered.and_then(Target::row).zip(self.near.as_ref()));
    }

    /// What is at a point of the view.
    pub(super) fn find(&self, input: &MapInput<'_>, at: Vec2, camera: Camera) -> Option<Target> {
        if self.is_by_people(input) && self.everyone.atlas(input.scored).is_some() {
            return self.find_among_everyone(input, at, camera);
        }
        let view: [f32; 2] = self.size.into();
        let away = |place: [f32; 2]| (Vec2::from(camera.to_view(place, view)) - at).length();
        if self.scene.opened.is_none() {
            let over = |mark: &BubbleMark| {
                away([mark.bubble.x, mark.bubble.y]) - bubble_pixels(mark.bubble.radius, camera.zoom)
            };
            return nearest(self.scene.bubbles.iter().map(over)).map(Target::Tribe);
        }
        let edge = |row: u32, distance: f32| {
            distance * camera.zoom - person_pixels(self.scene.people[row as usize].radius, camera.zoom)
        };
        let (place, reach) = (camera.to_map(at.into(), view), (REACH + LARGEST_PIXELS) / camera.zoom);
        let row = self.index.nearest(place, reach, edge)?;
        let distance = away(self.scene.people[row as usize].at) / camera.zoom;
        (edge(row, distance) <= REACH).then_some(Target::Person(row as usize))
    }

    /// Rows that stay as they are while the pointer is over one of them: itself and whom it is tied to.
    pub(super) fn neighbourhood(&self, input: &MapInput<'_>, target: Target) -> Option<BTreeSet<usize>> {
        Some(match target {
            Target::Somebody(_) => return None,
            Target::Tribe(row) => {
                let other = |tie: &TieMark| match (tie.a as usize, tie.b as usize) {
                    (a, b) if a == row => Some(b),
                    (a, b) if b == row => Some(a),
                    _ => None,
                };
                self.scene.ties.iter().filter_map(other).chain([row]).collect()
            }
            Target::Person(row) => {
                let friends: BTreeSet<Person> =
                    input.scored.network.ties_of(self.scene.people[row].person).map(|(other, _)| other).collect();
                let is_near =
                    |(k, mark): (usize, &PersonMark)| (k == row || friends.contains(&mark.person)).then_some(k);
                self.scene.people.iter().enumerate().filter_map(is_near).collect()
            }
        })
    }

    /// Where the pointer was pressed for a drag that has just begun on the map itself.
    pub(super) fn drag_origin(&self, ui: &Ui, response: &Response) -> Option<Pos2> {
        let is_begun = response.drag_started_by(PointerButton::Primary);
        let origin = ui.input(|i| i.pointer.press_origin()).filter(|_| is_begun)?;
        (!self.covered.iter().any(|over| over.contains(origin))).then_some(origin)
    }

    /// What a click means: with shift or command it adds (and takes away what was there), with alt it takes away.
    pub(super) fn gesture_of(&self, target: Target, choosing: Choosing) -> Gesture {
        if choosing == Choosing::TakingAway {
            let chosen = match target {
                Target::Tribe(row) => Chosen { tribes: vec![self.scene.bubbles[row].id], people: Vec::new() },
                _ => Chosen { tribes: Vec::new(), people: self.person_of(target).into_iter().collect() },
            };
            return Gesture::Chose { chosen, choosing };
        }
        let is_adding = choosing == Choosing::Adding;
        match target {
            Target::Tribe(row) => Gesture::ClickedTribe { id: self.scene.bubbles[row].id, is_adding },
            Target::Person(row) => Gesture::ClickedPerson { person: self.scene.people[row].person, is_adding },
            Target::Somebody(person) => Gesture::ClickedPerson { person, is_adding },
        }
    }

    /// Turns clicks and keys into gestures.
    pub(super) fn listen(
        &mut self,
        ui: &mut Ui,
        input: &MapInput<'_>,
        response: &Response,
        sight: Sight,
        answer: &mut MapResponse,
    ) {
        let name = self.spoken_name(input);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, &name));
        if response.clicked() {
            response.request_focus();
            self.is_reached_by_key = false;
            self.click(ui, input, response, sight, answer);
        }
        let focused = ui.memory(egui::Memory::focused);
        if focused.is_none() || focused == Some(response.id) || self.is_proxy(ui, focused) {
            self.keys(ui, input, answer);
            self.tool_keys(ui, input, answer);
        }
        if response.gained_focus() {
            self.is_reached_by_key = ui.input(|i| i.key_pressed(Key::Tab));
        }
        if response.has_focus() && self.is_reached_by_key {
            ui.painter().rect_stroke(
                sight.rect.shrink(1.0),
                0.0,
                egui::Stroke::new(2.0, theme::of(ui).accent),
                egui::StrokeKind::Inside,
            );
        }
    }

    pub(super) fn click(
        &mut self,
        ui: &Ui,
        input: &MapInput<'_>,
        response: &Response,
        sight: Sight,
        answer: &mut MapResponse,
    ) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let choosing = tools::choosing(ui);
        if self.takes_tribes()
            && let Some(Target::Tribe(row)) = self.find(input, pointer - sight.rect.min, sight.camera)
            && let Some(gesture) = self.let_go(input, row)
        {
            answer.gestures.push(gesture);
            return;
        }
        match self.find(input, pointer - sight.rect.min, sight.camera) {
            Some(Target::Tribe(row)) if response.double_clicked() => {
                answer.gestures.push(Gesture::OpenedTribe(self.scene.bubbles[row].id));
            }
            Some(Target::Somebody(person)) if response.double_clicked() => {
                let tribe = input.scored.tribes.tribe_of(person);
                answer.gestures.extend(tribe.map(|tribe| Gesture::OpenedTribe(tribe.id)));
            }
            Some(target) => answer.gestures.push(self.gesture_of(target, choosing)),
            // Whoever adds and misses means no other selection.
            None if choosing == Choosing::Anew => answer.gestures.push(Gesture::ClearedSelection),
            None => {}
        }
    }

    pub(super) fn keys(&mut self, ui: &Ui, input: &MapInput<'_>, answer: &mut MapResponse) {
        let pressed = |key: Key| is_pressed_alone(ui, key);
        if pressed(Key::Plus) || pressed(Key::Equals) {
            self.zoom_by(ui, 1.4);
        } else if pressed(Key::Minus) {
            self.zoom_by(ui, 1.0 / 1.4);
        } else if pressed(Key::Num0) {
            self.show_all(ui);
        } else if pressed(Key::Escape) {
            if self.scene.opened.is_some() || self.is_by_people(input) {
                answer.gestures.push(Gesture::Closed);
            } else if !input.selection.is_empty() {
                answer.gestures.push(Gesture::ClearedSelection);
            }
        }
    }

    pub(super) fn spoken_name(&self, input: &MapInput<'_>) -> String {
        match self.scene.opened {
            None if self.is_by_people(input) => {
                words::map::map_of_everyone(self.scene.bubbles.iter().map(|mark| mark.n_people as usize).sum())
            }
            None => words::map::map(self.scene.bubbles.len()),
            Some(position) => words::map::map_of(name(input, position), self.scene.people.len()),
        }
    }
}

/// Whether Escape gives up what is being dragged; nothing else hears that key then.
pub(super) fn is_given_up(ui: &Ui) -> bool {
    ui.input_mut(|i| {
        let is_pressed = i.key_pressed(Key::Escape);
        i.consume_key(i.modifiers, Key::Escape);
        is_pressed
    })
}

/// The row of the smallest distance, where it is within reach.
fn nearest(distances: impl Iterator<Item = f32>) -> Option<usize> {
    let (row, distance) = distances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1))?;
    (distance <= REACH).then_some(row)
}
