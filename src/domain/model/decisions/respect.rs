//! Whom the project must leave alone, whatever the files say; knows no name.

use serde::{Deserialize, Serialize};

/// What was decided for people's sake.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Respect {}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RespectEdit {}
