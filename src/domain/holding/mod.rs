//! Which outgoing messages wait for a personal hand, and for whom; sends nothing and opens no file.

mod divert;
mod hold;
mod queue;

pub use divert::divert;
pub use hold::{Hold, HoldStatus};
pub use queue::{clean_queue, hold_rows, released_rows};
