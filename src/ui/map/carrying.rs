//! A tribe taken by the pointer and put down elsewhere on the map, where it then stays; decides nothing.

use super::pointing::is_given_up;
use super::sight::Sight;
use super::{Gesture, MapInput, MapResponse, MapView, Tool, look};
use crate::domain::placement::scene::bubble_pixels;
use crate::ui::theme;
use egui::{Response, Stroke, Ui, Vec2};
use egui_phosphor::regular as icon;

impl MapView {
    /// The row of the tribe on whose ground a place of the map is.
    pub(super) fn tribe_at(&self, place: [f32; 2]) -> Option<usize> {
        let is_on =
            |bubble: &crate::domain::model::Bubble| (bubble.x - place[0]).hypot(bubble.y - place[1]) <= bubble.radius;
        self.scene.bubbles.iter().position(|mark| is_on(&mark.bubble))
    }

    /// Whether a press of the pointer here would take a tribe rather than the map.
    pub(super) fn takes_tribes(&self) -> bool {
        self.tool == Tool::Move && self.scene.opened.is_none()
    }

    /// Carries a tribe while the pointer is down, and puts it down.
    pub(super) fn carry(
        &mut self,
        ui: &Ui,
        input: &MapInput<'_>,
        response: &Response,
        sight: Sight,
        answer: &mut MapResponse,
    ) {
        if !self.takes_tribes() {
            self.carried = None;
            return;
        }
        if let Some(origin) = self.drag_origin(ui, response) {
            let row = self.tribe_at(sight.on_map(origin));
            self.carried = row.map(|row| (row, [self.scene.bubbles[row].bubble.x, self.scene.bubbles[row].bubble.y]));
        }
        let Some((row, from)) = self.carried else { return };
        if is_given_up(ui) {
            self.carried = None;
            return;
        }
        let Some(mark) = self.scene.bubbles.get(row).copied() else { return };
        let by = response.total_drag_delta().map_or(self.carried_by, |by| by / sight.camera.zoom);
        self.carried_by = by;
        let at = [from[0] + by.x, from[1] + by.y];
        if response.drag_stopped() {
            self.carried = None;
            // The rest of the picture stays where it is.
            self.is_fitted = false;
            answer.gestures.push(Gesture::Pinned { id: mark.id, at: Some(at) });
            return;
        }
        let palette = theme::of(ui);
        let middle = sight.on_screen(at);
        let radius = bubble_pixels(mark.bubble.radius, sight.camera.zoom);
        let ink = look::tribe(palette, input.guise, mark.position);
        let painter = ui.painter_at(sight.rect);
        painter.circle(middle, radius, ink.fill.gamma_multiply(0.7), Stroke::new(2.0, palette.accent));
        let name = super::name(input, mark.position);
        painter.text(middle, egui::Align2::CENTER_CENTER, name, theme::strong(theme::BODY), palette.ink);
    }

    /// A click with the tool in hand lets a tribe go that was put somewhere.
    pub(super) fn let_go(&mut self, input: &MapInput<'_>, row: usize) -> Option<Gesture> {
        let id = self.scene.bubbles.get(row)?.id;
        self.is_fitted = false;
        input.pinned.contains_key(&id).then_some(Gesture::Pinned { id, at: None })
    }

    /// A pin on the rim of each tribe that was put somewhere.
    pub(super) fn paint_pins(&self, ui: &Ui, input: &MapInput<'_>, sight: Sight) {
        if input.pinned.is_empty() || self.scene.opened.is_some() {
            return;
        }
        let palette = theme::of(ui);
        let painter = ui.painter_at(sight.rect);
        for mark in self.scene.bubbles.iter().filter(|mark| input.pinned.contains_key(&mark.id)) {
            let middle = sight.on_screen([mark.bubble.x, mark.bubble.y]);
            let at = middle
                + Vec2::angled(-std::f32::consts::FRAC_PI_4) * bubble_pixels(mark.bubble.radius, sight.camera.zoom);
            painter.circle(at, 8.0, palette.surface, Stroke::new(1.0, palette.line));
            let font = theme::plain(theme::CAPTION);
            painter.text(at, egui::Align2::CENTER_CENTER, icon::PUSH_PIN, font, palette.muted);
        }
    }
}
