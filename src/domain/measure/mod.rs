//! What a campaign did: lift of treated over control with its uncertainty; knows no file and no window.

mod groups;
mod lift;
mod types;

pub use groups::{GroupLift, groups};
pub use lift::{chance_helped, did_it, difference_points, measure};
pub use types::{Arm, Lift};
