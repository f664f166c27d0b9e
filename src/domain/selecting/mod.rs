//! Who stands near a place of the map or inside a line drawn on it; knows no pointer, screen or project.

mod index;
mod outline;

pub use index::Index;
pub use outline::is_inside;
