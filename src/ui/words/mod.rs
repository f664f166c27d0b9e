//! The only place where sentences are written; knows values, not widgets.

pub mod map;
pub mod number;
