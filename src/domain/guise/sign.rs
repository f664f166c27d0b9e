//! The sign that each class has beside its colour, so that colour never tells alone; knows no pen.

use super::Class;
use crate::domain::model::{Stage, Stance};

/// What stands inside a person's mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sign {
    #[default]
    None,
    Dot,
    /// A point in a circle.
    Target,
    Plus,
    Minus,
    Cross,
}

impl Sign {
    /// The strokes inside a circle of radius one, each from one point to another.
    #[must_use]
    pub fn strokes(self) -> &'static [[[f32; 2]; 2]] {
        match self {
            Sign::None | Sign::Dot | Sign::Target => &[],
            Sign::Minus => &[[[-0.55, 0.0], [0.55, 0.0]]],
            Sign::Plus => &[[[-0.55, 0.0], [0.55, 0.0]], [[0.0, -0.55], [0.0, 0.55]]],
            Sign::Cross => &[[[-0.42, -0.42], [0.42, 0.42]], [[-0.42, 0.42], [0.42, -0.42]]],
        }
    }

    /// The radius of the point in the middle, of a circle of radius one.
    #[must_use]
    pub fn dot(self) -> Option<f32> {
        match self {
            Sign::Dot => Some(0.34),
            Sign::Target => Some(0.26),
            _ => None,
        }
    }

    /// The radius of the circle around that point.
    #[must_use]
    pub fn circle(self) -> Option<f32> {
        (self == Sign::Target).then_some(0.62)
    }

    /// How wide a stroke is in a mark of this radius, in pixels.
    #[must_use]
    pub fn width(radius: f32) -> f32 {
        (radius * 0.26).max(1.0)
    }

    /// Smaller marks have no room for it.
    pub const SMALLEST: f32 = 3.4;
}

impl Class {
    #[must_use]
    pub fn sign(self) -> Sign {
        match self {
            Class::Stage(Stage::Unaware | Stage::Aware | Stage::Considering | Stage::Deciding) | Class::TakenBefore => {
                Sign::Dot
            }
            Class::TakenSince => Sign::Target,
            Class::Stage(Stage::AtRisk) => Sign::Minus,
            Class::Stage(Stage::Lost) | Class::Stance(Stance::Offside) | Class::SilentFor(0) => Sign::Cross,
            Class::Stance(Stance::Onside) | Class::OnTopic => Sign::Plus,
            _ => Sign::None,
        }
    }
}
