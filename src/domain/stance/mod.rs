//! What people think of the company, who among the influential was hit this week, and who goes if somebody turns; sets
//! no stance by hand.

mod damage;
mod hit;
mod tell;
pub mod tone;
mod values;

pub use damage::{AtRisk, Damage, damage};
pub use hit::{HIT_DAYS, Hit, hit_this_week};
pub use tell::{PeopleStances, Source, tell};
pub use values::{bounds_of_scale, propose, read_column, stance_of};
