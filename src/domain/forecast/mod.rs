//! What a plan would do, by simulated cascades over the real ties; knows no window, clock or file.

mod best;
mod by_stage;
#[cfg(test)]
mod calibration;
mod cascade;
pub mod choose;
mod knowing;
pub mod learned;
pub mod leaving;
mod left;
pub mod next;
mod simulate;
mod types;
mod ways;
mod worth;

pub use best::{BestSpread, best_spread};
pub use by_stage::{AtStage, Known, learn_stages};
pub use cascade::pass_chance;
pub use knowing::{Learned, Past};
pub use left::{LeftCheck, left_check};
pub use simulate::{forecast, forecast_learned};
pub use types::{Assumptions, Forecast, Range, Step};
pub use ways::Ways;
pub use worth::{Feasible, Point, Reaching, Worth, feasible, spend, worth};
