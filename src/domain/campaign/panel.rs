//! How the marks that people of a preview panel give are read, as a value; counts none.

use serde::{Deserialize, Serialize};

/// Up to where a mark is against, and from where it is in favour; between them it is neither.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelBounds {
    pub against_to: f32,
    pub for_from: f32,
}

impl Default for PanelBounds {
    fn default() -> Self {
        PanelBounds { against_to: 2.0, for_from: 4.0 }
    }
}

impl PanelBounds {
    /// In order, and numbers.
    #[must_use]
    pub fn is_sound(self) -> bool {
        self.against_to.is_finite() && self.for_from.is_finite() && self.against_to < self.for_from
    }
}
