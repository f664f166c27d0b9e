//! Who came onto the list of influencers, left it, rose or fell, as small signs over the map; decides nothing.

use super::sight::Sight;
use super::{MapInput, MapView};
use crate::domain::changes::Change;
use crate::domain::placement::chips::{HIGH, NUMBER, SIGN, beside_person, chips, has_room_for_people};
use crate::domain::placement::scene::{PEOPLE_WITH_SHAPE, bubble_pixels, person_pixels, person_radius};
use crate::ui::theme::{self, Palette};
use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2};

/// Where everybody is shown, at most so many signs stand in one view.
const MOST_SIGNS: usize = 300;

impl MapView {
    pub(super) fn paint_changes(&self, ui: &Ui, input: &MapInput<'_>, sight: Sight, palette: &Palette) {
        let Some(past) = input.past else { return };
        let painter = ui.painter_at(sight.rect);
        let is_seen = |at: Pos2, by: f32| sight.rect.expand(by).contains(at);
        if self.scene.opened.is_some() {
            for mark in self.scene.people.iter().take(PEOPLE_WITH_SHAPE) {
                let at = sight.on_screen(mark.at);
                if let Some(change) = past.changes.of(mark.person).filter(|_| is_seen(at, 20.0)) {
                    let at = beside_person(at.into(), person_pixels(mark.radius, sight.camera.zoom));
                    sign(&painter, at.into(), SIGN, change, palette);
                }
            }
        } else if self.is_by_people(input) && has_room_for_people(sight.camera.zoom) {
            let places = &input.scored.places.people;
            let influence = &input.scored.scores.influence;
            let on_screen = past.changes.in_order.iter().filter_map(|&(person, change)| {
                let at = places.get(person as usize).copied().filter(|at| at[0].is_finite())?;
                let radius = person_radius(influence.get(person as usize).copied().unwrap_or(0.0));
                let at = sight.on_screen(at);
                is_seen(at, 20.0).then(|| (beside_person(at.into(), person_pixels(radius, sight.camera.zoom)), change))
            });
            for (at, change) in on_screen.take(MOST_SIGNS) {
                sign(&painter, at.into(), SIGN, change, palette);
            }
        } else {
            for mark in &self.scene.bubbles {
                let radius = bubble_pixels(mark.bubble.radius, sight.camera.zoom);
                let at = sight.on_screen([mark.bubble.x, mark.bubble.y]) + Vec2::new(0.0, radius);
                if !is_seen(at, 80.0) {
                    continue;
                }
                let Some((row, wide)) = chips(&past.changes, mark.position, radius) else { continue };
                let panel = Rect::from_center_size(at, Vec2::new(wide, HIGH));
                let line = Stroke::new(1.0, palette.line);
                painter.rect(panel, CornerRadius::same(8), palette.surface, line, StrokeKind::Inside);
                for chip in row {
                    sign(&painter, at + Vec2::new(chip.sign_x, 0.0), SIGN, chip.change, palette);
                    let (place, font) = (at + Vec2::new(chip.number_x, 0.0), theme::plain(NUMBER));
                    painter.text(place, Align2::CENTER_CENTER, &chip.number, font, palette.ink);
                }
            }
        }
    }
}

pub(super) fn colour(change: Change, palette: &Palette) -> Color32 {
    if change.is_up() { palette.good } else { palette.bad }
}

/// A ring with the strokes of the change in it.
pub(super) fn sign(painter: &Painter, at: Pos2, radius: f32, change: Change, palette: &Palette) {
    let colour = colour(change, palette);
    let mut shapes = vec![
        Shape::circle_filled(at, radius, palette.surface),
        Shape::circle_stroke(at, radius - 1.2, Stroke::new(1.2, colour)),
    ];
    for ends in change.strokes() {
        let [from, to] = ends.map(|end| at + Vec2::from(end) * (radius * 0.95));
        shapes.push(Shape::line_segment([from, to], Stroke::new(1.5, colour)));
    }
    painter.extend(shapes);
}
