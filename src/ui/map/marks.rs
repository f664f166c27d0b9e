//! The plan's people as small rings along the lower rim of their bubbles, where all tribes are shown; decides nothing.

use super::MapInput;
use super::sight::Sight;
use crate::domain::model::Person;
use crate::domain::placement::scene::{Scene, bubble_pixels};
use crate::ui::theme::Palette;
use egui::{Pos2, Stroke, Ui, Vec2};
use std::f32::consts::{FRAC_PI_2, TAU};

/// Radius of a ring and room between two, in pixels.
const RADIUS: f32 = 2.6;
const STEP: f32 = 7.5;
/// Smaller bubbles have room for their name only.
const SMALLEST: f32 = 32.0;
/// Rows of rings, from the rim inwards.
const MOST_ROWS: usize = 3;

/// Treated people in the accent, then those kept for comparison in ink, as in the legend; in each tribe as many as fit.
pub(super) fn paint(ui: &Ui, input: &MapInput<'_>, scene: &Scene, sight: Sight, palette: &Palette) {
    if input.brief.treated.is_empty() && input.brief.control.is_empty() {
        return;
    }
    let n_tribes = input.scored.tribes.tribes.len();
    let (treated, control) =
        (count(input, &input.brief.treated, n_tribes), count(input, &input.brief.control, n_tribes));
    let painter = ui.painter_at(sight.rect);
    for mark in &scene.bubbles {
        let (n_treated, n_control) = (treated[mark.position as usize], control[mark.position as usize]);
        let middle = sight.on_screen([mark.bubble.x, mark.bubble.y]);
        let places = rim(middle, bubble_pixels(mark.bubble.radius, sight.camera.zoom), n_treated + n_control);
        for (n, at) in places.into_iter().enumerate() {
            let stroke = if n < n_treated { Stroke::new(1.8, palette.accent) } else { Stroke::new(1.2, palette.ink) };
            painter.circle(at, RADIUS, palette.surface, stroke);
        }
    }
}

fn count(input: &MapInput<'_>, people: &[Person], n_tribes: usize) -> Vec<usize> {
    let mut n = vec![0; n_tribes];
    for &person in people {
        let position = input.scored.tribes.of.get(person as usize).map_or(usize::MAX, |&position| position as usize);
        if let Some(n) = n.get_mut(position) {
            *n += 1;
        }
    }
    n
}

/// So many places along the lower rim of a circle, from the middle outwards in even steps, further rows above.
fn rim(middle: Pos2, radius: f32, n: usize) -> Vec<Pos2> {
    let mut places = Vec::with_capacity(n);
    if radius < SMALLEST {
        return places;
    }
    for row in 0..MOST_ROWS {
        let around = radius - 7.0 - row as f32 * STEP;
        if around < 18.0 || places.len() == n {
            break;
        }
        let angle = STEP / around;
        // At most a third of the way round: the rest belongs to the name and the share of influence.
        let n_here = ((TAU * 0.36 / angle) as usize).min(n - places.len());
        let first = FRAC_PI_2 + angle * (n_here as f32 - 1.0) / 2.0;
        places.extend((0..n_here).map(|k| middle + Vec2::angled(first - angle * k as f32) * around));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_stand_apart_inside_the_lower_rim() {
        let places = rim(Pos2::ZERO, 60.0, 30);
        assert_eq!(places.len(), 30);
        for (n, at) in places.iter().enumerate() {
            assert!(at.to_vec2().length() < 60.0 - RADIUS && at.y > 0.0);
            assert!(places[..n].iter().all(|other| at.distance(*other) > 2.0 * RADIUS));
        }
        assert!(rim(Pos2::ZERO, 15.0, 3).is_empty());
    }
}
