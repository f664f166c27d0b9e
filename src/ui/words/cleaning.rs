//! Who counts as a person, as a customer and as a tie, in words.

use super::number;
use crate::domain::model::decisions::CleaningEdit;
use crate::domain::model::{Channel, Inferred, Sign, Suspect, TieKind};
use crate::domain::ties::account::Verdict;

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

/// "counts once", "counts not at all".
#[must_use]
pub fn counts(weight: f32) -> String {
    match weight {
        0.0 => "does not count".into(),
        weight => format!("counts {}", times(weight)),
    }
}

pub const BAD_HOURS: &str = "Give the work hours as two hours of the day: --work-hours 8-18. Nothing was changed.";
pub const BAD_MARKET: &str = "Give the market as files, everyone, profile, or a column and its values: --market tariff=Gold,Silver. Nothing was changed.";
pub const BAD_WEIGHT: &str = "Give a weight as a kind of contact and a number from 0 to 2: --weight calls=0.5. Kinds are calls, messages, \
    payments, friendships, ratings, meetings, inferred, work, private, business and family. Nothing was changed.";
pub const BAD_FILE_KIND: &str = "Give a file of this project that holds ties and its kind: --file-kind calls.csv=work. Kinds are work, private, \
    business, family and time. Nothing was changed.";

/// How many are taken for no person.
#[must_use]
pub fn flagged(n: usize) -> String {
    match n {
        0 => "Nobody is taken for something other than a person.".into(),
        n => format!("{} probably not a person: kept and shown, not scored.", number::plural(n, "is", "are")),
    }
}

/// Why somebody counts as a person or not.
#[must_use]
pub fn verdict(verdict: Verdict, suspect: Option<&Suspect>) -> String {
    let signs = suspect.map(|suspect| suspect.signs().into_iter().map(sign).collect::<Vec<_>>().join("; "));
    match (verdict, signs) {
        (Verdict::Doubted, signs) => signs.unwrap_or_default(),
        (Verdict::NotPersonByHand, None) => "not a person, as you decided".into(),
        (Verdict::NotPersonByHand, Some(signs)) => format!("not a person, as you decided; {signs}"),
        (Verdict::PersonByHand, None) => "a person, as you decided".into(),
        (Verdict::PersonByHand, Some(signs)) => format!("a person, as you decided; {signs}"),
    }
}

/// Inside the market and outside it.
#[must_use]
pub fn market_counts(inside: usize, outside: usize) -> String {
    match outside {
        0 => format!("{} in your market, nobody outside it.", number::people(inside)),
        n => format!("{} in your market, {} outside it.", number::people(inside), number::count(n)),
    }
}

pub const COLUMN_GONE: &str = "The column that says who your market is is in no file any more. Until you choose again, your market is what \
    the files say.";

/// How ties were inferred, a sentence each.
#[must_use]
pub fn inferred(inferred: &Inferred) -> Vec<String> {
    let n = |n: u64| number::count(usize::try_from(n).unwrap_or(usize::MAX));
    let mut lines = vec![format!(
        "{} inferred ties among {} buyers: of {} pairs who bought the same thing together more than once, {} did so more \
         often than chance explains.",
        n(inferred.n_kept),
        n(inferred.n_buyers),
        n(inferred.n_looked_at),
        n(inferred.n_beyond_chance)
    )];
    if inferred.n_too_big > 0 {
        lines.push(format!(
            "{} of {} occasions had more than {} people and say nothing about pairs: passed over.",
            n(inferred.n_too_big),
            n(inferred.n_occasions),
            inferred.most_people
        ));
    }
    if inferred.n_thinned > 0 {
        lines.push(format!(
            "{} more were left out: both shop with too many others for it to mean much.",
            n(inferred.n_thinned)
        ));
    }
    if inferred.n_undated > 0 {
        lines.push(format!("{} purchases have no date and say nothing.", n(inferred.n_undated)));
    }
    lines
}
