//! Communities of customers: found, named, and kept the same from one scoring to the next; draws nothing.

mod connected;
mod find;
mod identity;
mod leiden;
mod naming;
mod quality;
mod stoppable;
mod words;

pub use connected::parts;
pub use find::{find, from_labels};
pub use identity::keep_identity;
pub use naming::{Mark, marks, name_tribes};
pub use quality::modularity;

#[cfg(test)]
mod tests;
