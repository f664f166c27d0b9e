//! Discs and thin lines with soft edges in one band of a picture; knows nothing of what they stand for.

/// Some rows of a picture: red, green, blue and opacity, colours multiplied by opacity.
#[derive(Debug)]
pub(super) struct Band<'a> {
    pub(super) pixels: &'a mut [u8],
    pub(super) wide: usize,
    /// The first row, counted in the whole picture.
    pub(super) top: usize,
}

impl Band<'_> {
    fn high(&self) -> usize {
        self.pixels.len() / 4 / self.wide.max(1)
    }

    /// A colour over one pixel, `cover` from 0 to 1.
    fn blend(&mut self, x: usize, y: usize, colour: [u8; 3], cover: f32) {
        let slot = ((y - self.top) * self.wide + x) * 4;
        let alpha = (cover * 255.0 + 0.5) as u32;
        let rest = 255 - alpha.min(255);
        for (channel, &value) in colour.iter().chain(&[255]).enumerate() {
            let below = u32::from(self.pixels[slot + channel]) * rest;
            self.pixels[slot + channel] = ((u32::from(value) * (255 - rest) + below + 127) / 255) as u8;
        }
    }

    /// A disc; one smaller than a pixel is a soft point of its strength.
    pub(super) fn disc(&mut self, at: [f32; 2], radius: f32, colour: [u8; 3], opacity: f32) {
        if radius < 0.8 {
            self.point(at, colour, opacity);
            return;
        }
        let reach = radius + 0.5;
        let (left, right) = range(at[0] - reach, at[0] + reach, 0, self.wide);
        let (top, bottom) = range(at[1] - reach, at[1] + reach, self.top, self.top + self.high());
        for y in top..bottom {
            for x in left..right {
                let (dx, dy) = (x as f32 + 0.5 - at[0], y as f32 + 0.5 - at[1]);
                let cover = (reach - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0);
                if cover > 0.0 {
                    self.blend(x, y, colour, cover * opacity);
                }
            }
        }
    }

    /// Shared out among the four pixels around it.
    fn point(&mut self, at: [f32; 2], colour: [u8; 3], opacity: f32) {
        let (left, top) = ((at[0] - 0.5).floor(), (at[1] - 0.5).floor());
        let (right, low) = (at[0] - 0.5 - left, at[1] - 0.5 - top);
        for (column, share_x) in [(left, 1.0 - right), (left + 1.0, right)] {
            for (row, share_y) in [(top, 1.0 - low), (top + 1.0, low)] {
                let is_on = column >= 0.0 && column < self.wide as f32 && row >= self.top as f32;
                if is_on && row < (self.top + self.high()) as f32 {
                    self.blend(column as usize, row as usize, colour, share_x * share_y * opacity);
                }
            }
        }
    }

    /// A line of this width, as covered by each pixel along it.
    pub(super) fn line(&mut self, ends: [[f32; 2]; 2], width: f32, colour: [u8; 3], opacity: f32) {
        let around = width / 2.0 + 1.0;
        let low = [-around, self.top as f32 - around];
        let high = [self.wide as f32 + around, (self.top + self.high()) as f32 + around];
        let Some([a, b]) = clipped(ends, low, high) else { return };
        let is_flat = (b[0] - a[0]).abs() >= (b[1] - a[1]).abs();
        let (along, across) = if is_flat { (0, 1) } else { (1, 0) };
        let (a, b) = if a[along] <= b[along] { (a, b) } else { (b, a) };
        let slope = (b[across] - a[across]) / (b[along] - a[along]).max(1e-3);
        // Pixels along one axis are further apart on a slanting line.
        let half = width / 2.0 * (1.0 + slope * slope).sqrt();
        let limits = [(0, self.wide), (self.top, self.top + self.high())];
        let (first, last) = range(a[along], b[along], limits[along].0, limits[along].1);
        for step in first..last {
            let middle = a[across] + ((step as f32 + 0.5).clamp(a[along], b[along]) - a[along]) * slope;
            let end = ((step as f32 + 1.0).min(b[along]) - (step as f32).max(a[along])).clamp(0.0, 1.0);
            let (near, far) = range(middle - half, middle + half, limits[across].0, limits[across].1);
            for row in near..far {
                let cover = (middle + half).min(row as f32 + 1.0) - (middle - half).max(row as f32);
                let (x, y) = if is_flat { (step, row) } else { (row, step) };
                self.blend(x, y, colour, cover.clamp(0.0, 1.0) * end * opacity);
            }
        }
    }
}

/// The whole pixels that a stretch touches, within limits.
fn range(low: f32, high: f32, least: usize, most: usize) -> (usize, usize) {
    let first = low.floor().max(least as f32) as usize;
    let last = (high.ceil().max(0.0) as usize).min(most);
    (first, last.max(first))
}

/// The part of a line inside a rectangle (Liang & Barsky 1984).
fn clipped(ends: [[f32; 2]; 2], low: [f32; 2], high: [f32; 2]) -> Option<[[f32; 2]; 2]> {
    let [a, b] = ends;
    let (mut from, mut to) = (0.0f32, 1.0f32);
    for axis in 0..2 {
        let by = b[axis] - a[axis];
        if by.abs() < 1e-6 {
            if a[axis] < low[axis] || a[axis] > high[axis] {
                return None;
            }
            continue;
        }
        let (enter, leave) = ((low[axis] - a[axis]) / by, (high[axis] - a[axis]) / by);
        from = from.max(enter.min(leave));
        to = to.min(enter.max(leave));
    }
    let at = |share: f32| [0, 1].map(|axis| a[axis] + (b[axis] - a[axis]) * share);
    (from < to).then(|| [at(from), at(to)])
}
