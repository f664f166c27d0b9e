//! Where a picture of the map looks; knows no screen.

/// Where the picture looks: the point of the map in the middle of the view, and pixels a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    pub centre: [f32; 2],
    pub zoom: f32,
}

/// Pixels kept free at the left, top, right and bottom of a view.
pub type Margins = [f32; 4];

impl Camera {
    /// Shows a rectangle of the map as large as the margins let; never closer than `closest` pixels a unit.
    #[must_use]
    pub fn fit(low: [f32; 2], high: [f32; 2], view: [f32; 2], margins: Margins, closest: f32) -> Camera {
        let room = [(view[0] - margins[0] - margins[2]).max(40.0), (view[1] - margins[1] - margins[3]).max(40.0)];
        let size = [(high[0] - low[0]).max(1e-3), (high[1] - low[1]).max(1e-3)];
        let zoom = (room[0] / size[0]).min(room[1] / size[1]).min(closest);
        let aside = [(margins[2] - margins[0]) / 2.0 / zoom, (margins[3] - margins[1]) / 2.0 / zoom];
        let centre = [f32::midpoint(low[0], high[0]) + aside[0], f32::midpoint(low[1], high[1]) + aside[1]];
        Camera { centre, zoom }
    }

    /// Where a point of the map is in a view of this size.
    #[must_use]
    pub fn to_view(self, at: [f32; 2], view: [f32; 2]) -> [f32; 2] {
        [(at[0] - self.centre[0]) * self.zoom + view[0] / 2.0, (at[1] - self.centre[1]) * self.zoom + view[1] / 2.0]
    }

    /// Which point of the map is at a point of a view.
    #[must_use]
    pub fn to_map(self, at: [f32; 2], view: [f32; 2]) -> [f32; 2] {
        [(at[0] - view[0] / 2.0) / self.zoom + self.centre[0], (at[1] - view[1] / 2.0) / self.zoom + self.centre[1]]
    }
}
