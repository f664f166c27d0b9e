//! Clean tables to people and ties: who is who, and how strong each pair is; reads no file.

pub mod columns;
mod gather;
mod impersonal;
mod join;
mod measure;
mod overlap;
pub mod pair;
mod rank;
pub mod strength;
mod topic;

pub use impersonal::impersonal;
pub use join::join_people;
pub use measure::{measure, sums};
pub use overlap::shared_contacts;
pub use strength::{TiePart, TieParts, TieWeights, Weighting};
pub use topic::mark_topic;

/// Rows worked on between two looks at the ticket: well under a millisecond.
const BLOCK: usize = 4096;

#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;
