//! A measured result as a value.

use serde::{Deserialize, Serialize};

/// One cell's outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arm {
    pub n_people: u64,
    /// Of whom did what the campaign wanted.
    pub n_yes: u64,
}

/// Treated against control.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lift {
    pub treated: Arm,
    pub control: Arm,
    /// Difference of the shares in percentage points, with its 95 % interval (Newcombe 1998, method 10).
    pub points: f64,
    pub points_low: f64,
    pub points_high: f64,
    /// Chance that the treatment helped at all, 0 to 1.
    pub chance_helped: f64,
    /// Result rows for customers whom the project does not know.
    pub n_unmatched: u64,
    /// Result rows for known customers in neither cell.
    pub n_outside_cells: u64,
    /// Cell members without a result row; counted as no.
    pub n_silent: u64,
}
