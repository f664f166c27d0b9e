//! One outgoing message kept back; knows nothing of how messages are matched or shown.

use serde::{Deserialize, Serialize};

/// How far a held message has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldStatus {
    #[default]
    Held,
    Released,
    Dropped,
}

/// One outgoing message kept back for a person to edit and release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    pub id: u32,
    /// Whom the message goes to.
    pub customer_id: String,
    /// The import that brought the message, and its place there.
    pub import_id: u32,
    pub row: u32,
    pub channel: String,
    /// As it came; never changed.
    pub original_subject: String,
    pub original_body: String,
    /// As it would leave.
    pub subject: String,
    pub body: String,
    /// Last useful moment, seconds as in [`crate::domain::model::Meaning::Due`].
    pub due: Option<i64>,
    pub status: HoldStatus,
}

impl Hold {
    /// Whether a person has changed the words.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.subject != self.original_subject || self.body != self.original_body
    }
}
