//! Who says what to the people of each stage and tribe, in words.

use super::sentences;
use super::{number, stages};
use crate::domain::model::Stage;
use crate::domain::pairing::PairingEdit;
use crate::domain::stages::Swayer;

sentences! {
    bad_say: "Say to whom and what: --say at-risk=TEXT, or --say at-risk/Runners=TEXT for one tribe. Nothing was changed.";
    title_label: "Who says what";
    open: "Open the table";
    hint: "For the people of each stage in each tribe: who is best able to sway them, from the ties they have, and what that person should say. What is written for every tribe counts wherever a tribe has nothing of its own.";
    any_tribe: "Every tribe";
    nobody: "Nobody";
    nobody_knows: "Nobody of your market is in touch with them.";
    unsaid_label: "Nothing to say yet";
    working: "Looking who knows whom…";
}

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

/// The title of the table.
#[must_use]
pub fn title(plan: &str) -> String {
    format!("Who says what: {plan}")
}

/// How many places have nothing to say.
#[must_use]
pub fn unsaid(n: usize, of: usize) -> String {
    if n == 0 {
        return format!(
            "All {} of people by stage and tribe have something to be told.",
            number::plural(of, "group", "groups")
        );
    }
    let have = if n == 1 { "has" } else { "have" };
    format!(
        "{} of {} by stage and tribe {have} nothing to be told yet.",
        number::count(n),
        number::plural(of, "group", "groups")
    )
}

/// "412 people".
#[must_use]
pub fn people(n: usize) -> String {
    number::people(n)
}

/// The label over whoever sways a place.
#[must_use]
pub fn sway(n: usize, is_said: bool) -> String {
    let gap = if is_said { "" } else { ", told nothing yet" };
    format!("{}{gap}; best to sway them:", number::people(n))
}

/// One person on the list of those who could sway a place.
#[must_use]
pub fn swayer(name: &str, swayer: &Swayer) -> String {
    format!(
        "{name}: knows {}, would move about {}",
        number::count(swayer.n_contacts as usize),
        number::about(swayer.moved)
    )
}

/// The name of the field for a stage of every tribe.
#[must_use]
pub fn for_stage(stage: Stage) -> String {
    format!("What to say: {}, every tribe", stages::stage(stage))
}

/// The name of the field for a stage of a tribe.
#[must_use]
pub fn for_place(stage: Stage, tribe: &str) -> String {
    format!("What to say: {}, {tribe}", stages::stage(stage))
}

/// Tribes without a column.
#[must_use]
pub fn hidden(n: usize) -> String {
    format!("{} with fewer people follow what is written for every tribe.", number::tribes(n))
}
