//! How far along each customer is, who can sway them there, and what they may need; sets no stage by hand.
//!
//! The facts of each person are read from the tables once (`lives`, `needs`), with everything else that scoring reads;
//! a stage follows from them, a column and what was set by hand at once (`tell`), so that a rule can be tried.

mod dates;
mod lives;
mod needs;
mod sway;
mod tell;
mod texts;
mod values;

pub use dates::dates;
pub use lives::{lives, lives_then};
pub use sway::{Swayer, sway};
pub use tell::{PeopleStages, Source, tell};
pub use values::{different_values, propose, read_column, stage_of};
