//! One writer a format: typed tables to bytes; writes no file itself.
pub mod picture;
