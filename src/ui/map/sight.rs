//! Which part of the map is seen, and where on the screen; knows nothing of what is drawn.

use crate::domain::placement::scene::Camera;
use egui::{Pos2, Rect, Vec2};

/// The camera and the part of the screen that it fills.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sight {
    pub(super) rect: Rect,
    pub(super) camera: Camera,
}

impl Sight {
    /// Pixels across and down.
    pub(super) fn size(self) -> [f32; 2] {
        self.rect.size().into()
    }

    /// Where a place of the map is on the screen.
    pub(super) fn on_screen(self, at: [f32; 2]) -> Pos2 {
        self.rect.min + Vec2::from(self.camera.to_view(at, self.size()))
    }

    /// The place of the map under a point of the screen.
    pub(super) fn on_map(self, at: Pos2) -> [f32; 2] {
        self.camera.to_map((at - self.rect.min).into(), self.size())
    }
}
