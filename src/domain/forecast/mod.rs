//! What a plan would do, by simulated cascades over the real ties; knows no window, clock or file.

mod types;

pub use types::{Assumptions, Forecast, Range};
