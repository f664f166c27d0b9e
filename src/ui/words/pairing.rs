//! Who says what to the people of each stage and tribe, in words.

use super::stages;
use crate::domain::pairing::PairingEdit;

/// What an edit of the table is called.
#[must_use]
pub fn edit(edit: &PairingEdit) -> String {
    match edit {
        PairingEdit::SetMessage { stage, .. } => {
            format!("write what to say to people who are {}", stages::stage(*stage).to_lowercase())
        }
        PairingEdit::SetThrough { id, .. } if id.is_empty() => "let the best person say it".into(),
        PairingEdit::SetThrough { .. } => "choose who says it".into(),
    }
}
