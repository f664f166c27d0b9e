//! What a campaign did: lift of treated over control with its uncertainty; knows no file and no window.

mod types;

pub use types::{Arm, Lift};
