//! A line drawn round people or tribes, or a box, from the press to the release of the pointer; knows no project.

use super::pointing::is_given_up;
use super::sight::Sight;
use super::tools::{choosing, may_be_chosen};
use super::{Gesture, MapInput, MapResponse, MapView, Tool, furniture};
use crate::domain::model::Tribes;
use crate::domain::selecting::is_inside;
use crate::project::{Chosen, count_people};
use crate::ui::theme::Palette;
use crate::ui::words::map as say;
use egui::{Pos2, Rect, Response, Shape, Stroke, Ui};

/// A new corner is set where the pointer has moved this far, in pixels.
const STEP: f32 = 3.0;

/// What is being drawn, in places of the map, so that it stays where it is when the map is zoomed meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawing {
    corners: Vec<[f32; 2]>,
    found: Option<Found>,
}

/// Who is inside, looked up once for a line.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    /// How many corners the line had, and the last of them.
    n_corners: usize,
    last: [f32; 2],
    chosen: Chosen,
    /// So many people, in so many tribes.
    count: (usize, usize),
}

impl MapView {
    /// Draws with the lasso or the box, and selects at the end.
    pub(super) fn draw(
        &mut self,
        ui: &Ui,
        input: &MapInput<'_>,
        response: &Response,
        sight: Sight,
        answer: &mut MapResponse,
    ) {
        if !matches!(self.tool, Tool::Lasso | Tool::Box) {
            return;
        }
        let place = |at: Pos2| sight.on_map(at);
        if let Some(origin) = self.drag_origin(ui, response) {
            self.drawing = Some(Drawing { corners: vec![place(origin)], found: None });
        }
        let Some(mut drawing) = self.drawing.take() else { return };
        if is_given_up(ui) {
            return;
        }
        if let Some(pointer) = response.interact_pointer_pos() {
            let far = drawing.corners.last().is_none_or(|&last| {
                let last = sight.on_screen(last);
                last.distance(pointer) >= STEP
            });
            match self.tool {
                Tool::Box => {
                    drawing.corners.truncate(1);
                    drawing.corners.push(place(pointer));
                }
                _ if far => drawing.corners.push(place(pointer)),
                _ => {}
            }
        }
        let key = (drawing.corners.len(), drawing.corners.last().copied().unwrap_or_default());
        let found = match drawing.found.take() {
            Some(found) if (found.n_corners, found.last) == key => found,
            _ => {
                let chosen = self.inside(input, &self.outline(&drawing));
                let count = count(&chosen, &input.scored.tribes);
                Found { n_corners: key.0, last: key.1, chosen, count }
            }
        };
        if response.drag_stopped() {
            if self.outline(&drawing).len() > 2 {
                answer.gestures.push(Gesture::Chose { chosen: found.chosen, choosing: choosing(ui) });
            }
            return;
        }
        drawing.found = Some(found);
        self.drawing = Some(drawing);
    }

    fn outline(&self, drawing: &Drawing) -> Vec<[f32; 2]> {
        match (self.tool, drawing.corners.as_slice()) {
            (Tool::Box, &[a, b]) => vec![a, [b[0], a[1]], b, [a[0], b[1]]],
            (Tool::Box, _) => Vec::new(),
            (_, corners) => corners.to_vec(),
        }
    }

    /// Tribes whose middle is inside, or people.
    fn inside(&self, input: &MapInput<'_>, outline: &[[f32; 2]]) -> Chosen {
        if outline.len() < 3 {
            return Chosen::default();
        }
        if self.is_by_people(input) {
            let Some(atlas) = self.everyone.atlas(input.scored) else { return Chosen::default() };
            let mut people: Vec<_> =
                atlas.index.inside(outline).into_iter().map(|seat| atlas.spots[seat as usize].person).collect();
            people.retain(|&person| may_be_chosen(input, person));
            people.sort_unstable();
            return Chosen { tribes: Vec::new(), people };
        }
        if self.scene.opened.is_none() {
            let is_in = |mark: &&crate::domain::placement::scene::BubbleMark| {
                is_inside(outline, [mark.bubble.x, mark.bubble.y])
            };
            let tribes = self.scene.bubbles.iter().filter(is_in).map(|mark| mark.id).collect();
            return Chosen { tribes, people: Vec::new() };
        }
        let person = |row: u32| self.scene.people[row as usize].person;
        let people = self.index.inside(outline).into_iter().map(person);
        Chosen { tribes: Vec::new(), people: people.filter(|&person| may_be_chosen(input, person)).collect() }
    }

    /// The line so far, and how many are inside it.
    pub(super) fn paint_drawing(&self, ui: &Ui, sight: Sight, palette: &Palette) {
        let Some(drawing) = &self.drawing else { return };
        let on_screen = |at: [f32; 2]| sight.on_screen(at);
        let mut line: Vec<Pos2> = self.outline(drawing).into_iter().map(on_screen).collect();
        let painter = ui.painter_at(sight.rect);
        if self.tool == Tool::Box && line.len() == 4 {
            painter.rect_filled(Rect::from_two_pos(line[0], line[2]), 0.0, palette.accent.gamma_multiply(0.1));
        }
        if let (Some(&first), Some(&last)) = (line.first(), line.last()) {
            let closing = Shape::dashed_line(&[last, first], Stroke::new(1.2, palette.accent), 5.0, 4.0);
            painter.extend(closing);
        }
        if self.tool == Tool::Box {
            line.extend(line.first().copied());
        }
        painter.add(Shape::line(line, Stroke::new(1.8, palette.accent)));
        let (Some(found), Some(pointer)) = (&drawing.found, ui.ctx().pointer_interact_pos()) else { return };
        let (n_people, n_tribes) = found.count;
        furniture::tooltip(ui, sight.rect, pointer, &say::drawn(choosing(ui), n_people, n_tribes), palette);
    }
}

/// So many people, in so many tribes.
fn count(chosen: &Chosen, tribes: &Tribes) -> (usize, usize) {
    if chosen.tribes.is_empty() {
        return count_people(&chosen.people, tribes);
    }
    let members = chosen.tribes.iter().filter_map(|&id| tribes.by_id(id)).map(|tribe| tribe.members.len());
    (members.sum(), chosen.tribes.len())
}
