//! Which outgoing messages wait for a personal hand, and for whom; sends nothing and opens no file.

mod divert;
mod hold;

pub use divert::divert;
pub use hold::{Hold, HoldStatus};
