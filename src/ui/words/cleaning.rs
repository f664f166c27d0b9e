//! Who counts as a person, as a customer and as a tie, in words.

use super::number;
use crate::domain::model::decisions::CleaningEdit;
use crate::domain::model::{Channel, Sign, TieKind};

/// A kind of contact, as the name of its slider.
#[must_use]
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "Calls",
        Channel::Message => "Messages",
        Channel::Transfer => "Payments",
        Channel::Friendship => "Friendships",
        Channel::Rating => "Ratings",
        Channel::Meeting => "Meetings",
        Channel::Inferred => "Inferred ties",
    }
}

/// A part of life, as a name.
#[must_use]
pub fn kind(kind: TieKind) -> &'static str {
    match kind {
        TieKind::Work => "At work",
        TieKind::Private => "Private",
        TieKind::Business => "Business",
        TieKind::Family => "Family",
    }
}

/// One reason to doubt that somebody is a person.
#[must_use]
pub fn sign(sign: Sign) -> String {
    match sign {
        Sign::ManyContacts { n_contacts, usual } => {
            format!(
                "in touch with {} ({} is usual)",
                number::people(n_contacts as usize),
                number::count(usual as usize)
            )
        }
        Sign::HardlyAnswered { n_mutual: 0, .. } => "not one contact goes both ways".into(),
        Sign::HardlyAnswered { n_mutual, n_contacts } => {
            format!(
                "{} of {} contacts go both ways",
                number::count(n_mutual as usize),
                number::count(n_contacts as usize)
            )
        }
        Sign::RoundTheClock { quiet_share, night_share, n_timed } => format!(
            "never rests: {} of {} contacts fall into the six quietest hours, {} between midnight and six",
            number::percent(f64::from(quiet_share)),
            number::count(n_timed as usize),
            number::percent(f64::from(night_share))
        ),
    }
}

/// The decision in a few words, as in "Undo: ...".
#[must_use]
pub fn edit(edit: &CleaningEdit) -> String {
    match edit {
        CleaningEdit::SetStrictness(0) => "take everybody for a person".into(),
        CleaningEdit::SetStrictness(strictness) => format!("look for non-persons at setting {strictness}"),
        CleaningEdit::IsPerson(id) => format!("call {id} a person"),
        CleaningEdit::IsNotPerson(id) => format!("call {id} not a person"),
        CleaningEdit::LeaveToContacts(id) => format!("let the contacts of {id} decide"),
        CleaningEdit::SetMarket(_) => "change who your market is".into(),
        CleaningEdit::SetChannelWeight { channel: of, weight } => {
            format!("count {} {}", channel(*of).to_lowercase(), times(*weight))
        }
        CleaningEdit::SetKindWeight { kind: of, weight } => {
            format!("count contacts of the kind “{}” {}", kind(*of).to_lowercase(), times(*weight))
        }
        CleaningEdit::SetWorkHours(from, to) => format!("set the work hours to {from} to {to}"),
        CleaningEdit::SetFileKind { kind: Some(of), .. } => {
            format!("call the ties of a file “{}”", kind(*of).to_lowercase())
        }
        CleaningEdit::SetFileKind { kind: None, .. } => "tell the ties of a file by the time of day".into(),
        CleaningEdit::SetInference(inference) if inference.is_on => "infer ties from purchases".into(),
        CleaningEdit::SetInference(_) => "infer no ties from purchases".into(),
    }
}

/// "once", "not at all", "1.5 times".
#[must_use]
pub fn times(weight: f32) -> String {
    match weight {
        0.0 => "not at all".into(),
        1.0 => "once".into(),
        weight => format!("{} times", number::about(f64::from(weight))),
    }
}
