//! Which few people to start with so that word reaches the most, with a proven bound; knows no plan and no table.
//!
//! Reverse reachable sets (Borgs et al. 2014) under the stopping rule of OPIM-C (Tang, Tang, Xiao & Yuan 2018), drawn
//! by the gaps between live ties (SUBSIM: Guo, Wang, Wei & Chen 2020).

mod abreast;
mod bounds;
mod cover;
mod credit;
mod draw;
mod pick;
mod purse;
mod reach;
mod roots;
mod rows;
mod sets;
mod spreading;
mod terms;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_dense;
mod voices;

pub use credit::{Credit, credit};
pub use pick::choose;
pub use reach::{Precision, Reach, reach, reach_by_tribe};
pub use spreading::{Chance, Model, Spreading};
pub use terms::{Chosen, Terms};
pub use voices::voices;
