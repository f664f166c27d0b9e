//! Who could best sway the people of each stage and tribe, and what to say to them; treats nobody.

mod matrix;
mod messages;

pub use matrix::{Cell, Matrix, matrix};
pub use messages::{Pair, Pairing, PairingEdit};
