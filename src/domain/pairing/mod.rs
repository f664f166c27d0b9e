//! Who could best sway the people of each stage and tribe, and what to say to them and in which situation; treats nobody.

mod matrix;
mod messages;
mod readers;

pub use matrix::{Cell, Matrix, matrix};
pub use messages::{Occasion, Pair, Pairing, PairingEdit};
pub use readers::{Read, Readers, readers};
