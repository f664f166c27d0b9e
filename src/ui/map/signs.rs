//! The rim of a bubble by class and the sign inside a person's mark: what stands beside colour; decides neither.

use super::shapes::arc_from;
use crate::domain::export::picture::arc_width;
use crate::domain::guise::{Guise, Sign};
use crate::ui::theme::Palette;
use egui::{Color32, Pos2, Shape, Stroke, Vec2};

/// Classes of one meaning, at most.
const MOST: usize = 10;

/// The parts of a bubble's rim, clockwise from the top; small and copied often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rim([(Color32, f32); MOST]);

impl Rim {
    pub(super) const NONE: Rim = Rim([(Color32::TRANSPARENT, 0.0); MOST]);

    /// The members on show of the tribe at this position, by class.
    pub(super) fn of(guise: &Guise, position: u32, palette: &Palette) -> Rim {
        let mut rim = Rim::NONE;
        for ((part, share), occurring) in rim.0.iter_mut().zip(guise.shares(position)).zip(&guise.classes) {
            *part = (super::look::class(palette, occurring.class), share);
        }
        rim
    }

    pub(super) fn paint(&self, at: Pos2, radius: f32, tone: impl Fn(Color32) -> Color32, shapes: &mut Vec<Shape>) {
        let mut from = 0.0;
        for &(colour, share) in self.0.iter().filter(|(_, share)| *share > 0.0) {
            shapes.push(arc_from(at, radius, from, share, Stroke::new(arc_width(radius), tone(colour))));
            from += share;
        }
    }
}

/// The strokes of a class inside a mark.
pub(super) fn sign(sign: Sign, at: Pos2, radius: f32, colour: Color32, shapes: &mut Vec<Shape>) {
    if radius < Sign::SMALLEST {
        return;
    }
    if let Some(dot) = sign.dot() {
        shapes.push(Shape::circle_filled(at, dot * radius, colour));
    }
    if let Some(circle) = sign.circle() {
        shapes.push(Shape::circle_stroke(at, circle * radius, Stroke::new(Sign::width(radius) * 0.8, colour)));
    }
    for ends in sign.strokes() {
        let [from, to] = ends.map(|end| at + Vec2::from(end) * radius);
        shapes.push(Shape::line_segment([from, to], Stroke::new(Sign::width(radius), colour)));
    }
}
