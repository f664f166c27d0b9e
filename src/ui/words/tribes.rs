//! What holds a tribe together and what a person changes about tribes, in words.

use super::number;
use super::sentences;
use crate::domain::model::decisions::TribeEdit;
use crate::domain::tribes::{Cohesion, Seam};

sentences! {
    shape: "Change this tribe";
    merge: "Join with another tribe";
    merge_hint: "Choose a tribe";
    split_seam: "Part where it holds least";
    split_selected: "Make the selected a tribe of their own";
    colour_label: "Colour";
    restore: "As it was found";
    holds: "What holds it together";
    looking: "Looking where it holds least…";
    no_seam: "It holds everywhere: there is no weak place.";
    critical: "The few ties it hangs by";
    worth_label: "Worth and risk";
    pin: "Belongs to the tribe";
    as_found: "As their ties say";
    whole_tribe: "Choose some of the tribe, not all and not none. Nothing was changed.";
    bad_merge: "Give two tribes by name or number: --merge FROM=INTO. Nothing was changed.";
    bad_pin: "Give a customer and a tribe: --pin C0001=NAME, or C0001=found to let their ties say. Nothing was changed.";
    bad_colour: "Give a tribe and a colour from 1 to 16, or usual: --colour NAME=3. Nothing was changed.";
    bad_rename: "Give a tribe and its new name: --rename NAME=NEW. Nothing was changed.";
}

/// The look of a tribe as a swatch, for those who hear it.
#[must_use]
pub fn colour(look: u8) -> String {
    let ring = if look >= 8 { " with a ring" } else { "" };
    format!("Colour {}{ring}", look % 8 + 1)
}

/// How close its members are and how it is joined to others.
#[must_use]
pub fn cohesion(of: Cohesion) -> String {
    format!(
        "{} between its members, {} of all there could be; {} have ties to other tribes.",
        number::plural(of.n_ties as usize, "tie", "ties"),
        number::percent(of.density),
        number::people(of.n_bridges as usize)
    )
}

/// Where it would break.
#[must_use]
pub fn seam(seam: &Seam) -> String {
    let n = seam.tie_rows.len();
    format!(
        "Without {} ({} of those inside) it would fall into {} and {}.",
        number::plural(n, "tie", "ties"),
        number::percent(f64::from(seam.share)),
        number::people(seam.n_members.0 as usize),
        number::people(seam.n_members.1 as usize)
    )
}

/// What the members spend, of all that everybody spends.
#[must_use]
pub fn worth(cents: i64, of_all: f64) -> String {
    format!("They spend {}, {} of what all your people spend.", number::money(cents), number::percent(of_all))
}

/// Who may be lost, and who speaks against you.
#[must_use]
pub fn risk(n_at_risk: usize, n_lost: usize, n_offside: usize) -> String {
    let mut parts = Vec::new();
    for (n, what) in [(n_at_risk, "at risk"), (n_lost, "lost"), (n_offside, "offside")] {
        if n > 0 {
            parts.push(format!("{} {what}", number::count(n)));
        }
    }
    if parts.is_empty() { "Nobody is known to be at risk.".to_owned() } else { format!("{}.", parts.join(", ")) }
}

/// The decision in a few words.
#[must_use]
pub fn edit(edit: &TribeEdit) -> String {
    match edit {
        TribeEdit::Merge { .. } => "join two tribes".into(),
        TribeEdit::Split { members, .. } => format!("make {} a tribe of their own", number::people(members.len())),
        TribeEdit::Pin { tribe: Some(_), .. } => "put a person into a tribe".into(),
        TribeEdit::Pin { tribe: None, .. } => "let a person's ties say their tribe".into(),
        TribeEdit::Recolour { .. } => "colour a tribe".into(),
        TribeEdit::Restore { .. } => "make a tribe as it was found".into(),
    }
}
