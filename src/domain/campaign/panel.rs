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
    /// In favour from another mark on; the other bound gives way where both would hold.
    #[must_use]
    pub fn with_for_from(self, for_from: f32) -> Self {
        let against_to = if self.against_to < for_from { self.against_to } else { for_from - 1.0 };
        PanelBounds { against_to, for_from }
    }

    /// Against up to another mark; the other bound gives way where both would hold.
    #[must_use]
    pub fn with_against_to(self, against_to: f32) -> Self {
        let for_from = if against_to < self.for_from { self.for_from } else { against_to + 1.0 };
        PanelBounds { against_to, for_from }
    }

    /// In order, and numbers.
    #[must_use]
    pub fn is_sound(self) -> bool {
        self.against_to.is_finite() && self.for_from.is_finite() && self.against_to < self.for_from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_that_was_not_touched_gives_way() {
        let usual = PanelBounds::default();
        assert_eq!(usual.with_for_from(3.0), PanelBounds { against_to: 2.0, for_from: 3.0 });
        assert_eq!(usual.with_for_from(2.0), PanelBounds { against_to: 1.0, for_from: 2.0 });
        assert_eq!(usual.with_against_to(7.0), PanelBounds { against_to: 7.0, for_from: 8.0 });
        assert!(!usual.with_for_from(f32::NAN).is_sound());
    }
}
