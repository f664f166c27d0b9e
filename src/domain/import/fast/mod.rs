//! A long text read in parts, several at once: rows about which nothing is odd at once, all others by the careful road
//! of `rows` and `check`; says nothing else of a file than the careful road alone would.

mod block;
mod builder;
pub mod moments;
mod part;
mod plain;
mod strong;
#[cfg(test)]
mod tests;
mod whole;

pub use part::{Part, Rules};
pub use plain::Plain;
pub use strong::{StrongPairs, pair_hash};
pub use whole::Whole;
