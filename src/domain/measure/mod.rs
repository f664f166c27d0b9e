//! What a campaign did, and what people said of it before its launch, each with its uncertainty; knows no file and no
//! window.

mod answers;
mod contest;
mod groups;
mod learned;
mod lift;
mod panel;
mod types;

pub use contest::{Between, Contest, Contestant, GroupLesson};
pub use groups::{GroupLift, groups};
pub use learned::{Cost, Lesson, NextTest, Untried, Verdict};
pub use lift::{chance_helped, did_it, difference_points, measure};
pub use panel::{Advice, Asked, LEAST_OPINIONS, Panel, Part, Voice, panel, share_interval};
pub use types::{Arm, Lift};
