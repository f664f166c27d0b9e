//! Communities of customers: found, named, and kept the same from one scoring to the next; draws nothing.

mod block;
mod cohesion;
mod connected;
mod critical;
mod facts;
mod find;
mod identity;
mod leiden;
mod naming;
mod quality;
mod regroup;
mod shape;
mod split;
pub mod stability;
mod stoppable;
mod within;
mod words;

pub use cohesion::{Cohesion, cohesion};
pub use connected::parts;
pub use critical::{Seam, seam};
pub use facts::{Facts, facts};
pub use find::{find, find_from, from_labels};
pub use identity::{carry_labels, keep_identity};
pub(crate) use naming::log_odds;
pub use naming::{Mark, is_around, marks, name_tribes};
pub use quality::modularity;
pub use shape::{keep_names, shape};
pub use split::split_giants;
pub use within::within;

#[cfg(test)]
mod tests;
