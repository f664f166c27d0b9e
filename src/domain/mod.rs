//! The core: values in, values out. True with no computer; needs no window, disk, thread or clock.

pub mod arrivals;
pub mod atlas;
pub mod campaign;
pub mod changes;
pub mod export;
pub mod filter;
pub mod forecast;
pub mod guise;
pub mod holding;
pub mod identity;
pub mod import;
pub mod influence;
mod joining;
pub mod listing;
pub mod measure;
pub mod model;
pub mod pairing;
pub mod placement;
pub mod random;
mod rescore;
pub mod respect;
pub mod sample;
pub mod score;
pub mod selecting;
pub mod situations;
pub mod stages;
pub mod stance;
pub mod study;
pub mod sure_levels;
pub mod taking;
#[cfg(test)]
pub(crate) mod testing;
pub mod ticket;
pub mod ties;
pub mod tribes;
pub mod turnover;
