//! Clean tables to people and ties: who is who, and how strong each pair is; reads no file.

pub mod account;
mod basis;
pub mod clocks;
pub mod columns;
mod contact;
mod deal;
mod evidence;
mod gather;
mod impersonal;
pub mod infer;
mod join;
mod kinds;
mod market;
mod measure;
mod overlap;
pub mod pair;
mod rank;
mod sort;
pub mod strength;
mod topic;
mod topics;
pub mod touch;

pub use basis::Basis;
pub use impersonal::{impersonal, suspects};
pub use infer::infer;
pub use join::{join_people, join_people_as};
pub use kinds::{Occasion, Sources};
pub use market::mark_market;
pub use measure::{Measured, evidence_of, measure, measure_with, sums};
pub use overlap::shared_contacts;
pub use strength::{TiePart, TieParts, TieWeights, Weighting};
pub use topic::{Asked, TopicKind, on_topic};
pub use topics::{Topic, topics};

/// Rows worked on between two looks at the ticket: well under a millisecond.
const BLOCK: usize = 4096;

#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_kinds;
