//! One file a score, and the card that explains them; knows no table, window or clock.

mod band;
pub mod between;
pub mod bridging;
pub mod card;
pub mod certainty;
pub mod closeness;
pub mod constraint;
mod cut;
mod ear;
pub mod kcore;
mod measure;
mod overview;
pub mod pagerank;
pub mod persuasion;
mod rank;
pub mod reach;
mod roles;
pub mod topical;
mod value;
pub mod within_tribe;
mod working;

pub use band::Band;
pub use card::{Bar, Card, Neighbour, Part, Reason, card, closest, tie_between};
pub use cut::{CutCurve, CutPoint, cut_curve};
pub use ear::has_ear_of;
pub use measure::{mark_celebrities, measure, order_members, shares, weigh};
pub use overview::{Overview, overview};
pub use value::{Value, value};
pub use working::{Working, working};

/// People worked on between two looks at the ticket.
const BLOCK: usize = 256;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_scores;
