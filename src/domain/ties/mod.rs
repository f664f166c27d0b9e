//! Clean tables to people and ties: who is who, and how strong each pair is; reads no file.

pub mod columns;
mod gather;
mod join;
mod measure;
mod overlap;
mod rank;
pub mod strength;

pub use join::join_people;
pub use measure::measure;
pub use overlap::shared_contacts;
pub use strength::{TiePart, TieParts, TieWeights};

/// Rows worked on between two looks at the ticket: well under a millisecond.
const BLOCK: usize = 4096;
