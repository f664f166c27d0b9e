//! What counts as a person, as the market and as a tie; finds nothing itself.

use serde::{Deserialize, Serialize};

/// How the network is cleaned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cleaning {}

/// One decision.
#[derive(Clone, Debug, PartialEq)]
pub enum CleaningEdit {}
