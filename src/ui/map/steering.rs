//! How the map's camera is moved: dragged, zoomed, fitted, flown; knows nothing of what is drawn.

use super::flight::Flight;
use super::{MARGINS, MapView, Tool, ZOOM};
use crate::domain::placement::scene::{Camera, Margins};
use egui::{PointerButton, Pos2, Rect, Response, Ui, Vec2};

impl MapView {
    /// What is kept free around what is fitted into the view: no tribe lies under the legend.
    pub(super) fn margins(&self) -> Margins {
        let [left, top, right, bottom] = MARGINS;
        [left, top, right, bottom.max(self.legend_high.min(0.3 * self.size.y))]
    }

    pub(super) fn fitted(&self) -> Camera {
        self.scene.fit(self.size.into(), self.margins())
    }

    pub(super) fn fly_to(&mut self, ui: &Ui, to: Camera, now: f64) {
        match self.camera {
            // Motion is off where the style says so.
            Some(from) if ui.style().animation_time > 0.0 && from != to => {
                self.flight = Some(Flight::new(from, to, now));
            }
            _ => (self.camera, self.flight) = (Some(to), None),
        }
    }

    /// Moves the camera along its way; while it is on its way the canvas asks for the next frame.
    pub(super) fn fly(&mut self, now: f64) -> Camera {
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
    pub(super) fn steer(&mut self, ui: &Ui, response: &Response, rect: Rect) {
        let Some(camera) = self.camera else { return };
        // With another tool in hand the other buttons still move the map.
        let is_moving = response.dragged_by(PointerButton::Middle)
            || response.dragged_by(PointerButton::Secondary)
            || (self.tool == Tool::Pointer && response.dragged());
        if is_moving && response.drag_delta() != Vec2::ZERO {
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
    pub(super) fn zoomed(&self, factor: f32, about: Vec2) -> Camera {
        let camera = self.camera().unwrap_or(Camera { centre: [0.0; 2], zoom: 1.0 });
        let zoom = (camera.zoom * factor).clamp(ZOOM.0, ZOOM.1);
        let view: [f32; 2] = self.size.into();
        let fixed = camera.to_map(about.into(), view);
        let moved = Camera { zoom, ..camera }.to_map(about.into(), view);
        let centre = [camera.centre[0] + fixed[0] - moved[0], camera.centre[1] + fixed[1] - moved[1]];
        Camera { centre, zoom }
    }

    pub(super) fn set(&mut self, camera: Camera) {
        self.camera = Some(camera);
        self.flight = None;
        self.is_fitted = false;
    }

    pub(super) fn zoom_by(&mut self, ui: &Ui, factor: f32) {
        self.is_fitted = false;
        let to = self.zoomed(factor, self.size / 2.0);
        self.fly_to(ui, to, ui.input(|i| i.time));
    }

    pub(super) fn show_all(&mut self, ui: &Ui) {
        self.is_fitted = true;
        self.fly_to(ui, self.fitted(), ui.input(|i| i.time));
    }

    /// Whether a point of the screen is the map's own: nothing lies over it.
    pub(super) fn is_free(&self, ui: &Ui, rect: Rect, pointer: Pos2) -> bool {
        ui.rect_contains_pointer(rect) && !self.covered.iter().any(|over| over.contains(pointer))
    }
}
