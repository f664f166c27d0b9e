//! The camera's short way from one look at the map to the next; knows nothing of what is drawn.

use crate::domain::placement::scene::Camera;

/// Seconds that a change of view takes.
const SECONDS: f64 = 0.18;

/// A camera on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flight {
    from: Camera,
    to: Camera,
    begin: f64,
}

impl Flight {
    pub(super) fn new(from: Camera, to: Camera, now: f64) -> Flight {
        Flight { from, to, begin: now }
    }

    pub(super) fn target(&self) -> Camera {
        self.to
    }

    /// Where the camera is now, and whether it has arrived.
    pub(super) fn at(&self, now: f64) -> (Camera, bool) {
        let share = ((now - self.begin) / SECONDS).clamp(0.0, 1.0) as f32;
        if share >= 1.0 {
            return (self.to, true);
        }
        let eased = 1.0 - (1.0 - share).powi(3);
        let zoom = self.from.zoom * (self.to.zoom / self.from.zoom).powf(eased);
        // The centre moves with what is seen, not with the time, so that zooming does not swing.
        let growth = self.to.zoom - self.from.zoom;
        let way = if growth.abs() < 0.01 * self.to.zoom {
            eased
        } else {
            (1.0 / self.from.zoom - 1.0 / zoom) / (1.0 / self.from.zoom - 1.0 / self.to.zoom)
        };
        let along = |axis: usize| self.from.centre[axis] + (self.to.centre[axis] - self.from.centre[axis]) * way;
        (Camera { centre: [along(0), along(1)], zoom }, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_leaves_where_it_was_and_arrives_where_it_should() {
        let (from, to) = (Camera { centre: [0.0; 2], zoom: 2.0 }, Camera { centre: [9.0, 3.0], zoom: 20.0 });
        let flight = Flight::new(from, to, 5.0);
        assert_eq!(flight.at(5.0), (from, false));
        let (middle, has_arrived) = flight.at(5.09);
        assert!(!has_arrived && middle.zoom > 2.0 && middle.zoom < 20.0 && middle.centre[0] > 0.0);
        assert_eq!(flight.at(5.2), (to, true));
    }
}
