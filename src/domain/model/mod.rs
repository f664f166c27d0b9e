//! The words of the field as types: values, and how they are held, which takes as long as they have rows; finds out nothing
//! from them, and knows no file, screen or clock.

pub mod cells;
pub mod cleaned;
pub mod currency;
pub mod decisions;
pub mod filled;
pub mod going;
pub(in crate::domain) mod ids;
pub mod ints;
pub mod lives;
pub mod meaning;
pub mod moments;
pub mod network;
pub mod packed;
pub mod people;
pub mod places;
pub mod scores;
pub mod situation;
pub mod stage;
pub mod stance;
pub mod table;
mod tie_rows;
pub mod tie_weights;
pub mod ties;
pub mod tribes;
pub mod wording;

pub use cells::{Texts, Whole};
pub use cleaned::{Cleaned, Inferred, Mix, Sign, Suspect};
pub use currency::{Currency, SignSide};
pub use decisions::Decisions;
pub use filled::Filled;
pub use going::Going;
pub use ints::Ints;
pub use lives::{Incident, Lives, NeedKind, Needs, Tones};
pub use meaning::{FileKind, Meaning};
pub use moments::Moments;
pub use network::Network;
pub use packed::Packed;
pub use people::{Attribute, People};
pub use places::{Bubble, Places};
pub use scores::{Call, PROMOTED_BY, Role, ScoreSettings, ScoreWeights, Scores, Weighting};
pub use situation::Situation;
pub use stage::Stage;
pub use stance::Stance;
pub use table::{Month, Table};
pub use tie_weights::{HALF_LIVES, TiePart, TieWeights};
pub use ties::{Channel, TieKind, Ties};
pub use tribes::{NO_TRIBE, Tribe, Tribes};
pub use wording::Wording;

/// The row of a person: person *n* is row *n* of every per-person column and of the network.
pub type Person = u32;
