//! What people think of the company, who was hit this week and who goes if somebody turns, in words.

use super::number;
use crate::domain::model::decisions::StancesEdit;
use crate::domain::model::{Stance, Tones};
use crate::domain::stance::{Damage, Hit, PeopleStances, Source};

pub const TITLE: &str = "Onside or offside";
pub const HINT: &str = "What people think of you: from a column of scores or words in your customer list, from complaints, or set by hand on a \
    person's card, which wins over both.";
pub const SET_STANCE: &str = "Set the stance";
pub const COLUMN: &str = "Column that says what they think";
pub const BY_TONE: &str = "Guess it from the tone of notes and complaints where nothing else says it";
pub const BY_TONE_HINT: &str = "A word list reads English and Italian; it hears no irony. Such a stance is marked as a guess everywhere, and what \
    you set by hand, your list and complaints win over it.";
pub const NO_COLUMN: &str = "None: by complaints alone";
pub const COLUMN_GONE: &str = "That column is in no file any more: complaints tell.";
pub const UNREADABLE: &str = "That column holds neither scores nor words for or against. Nothing was changed.";
pub const OFFSIDE_TO: &str = "Offside up to this score";
pub const ONSIDE_FROM: &str = "Onside from this score on";
pub const COMPLAINT_DAYS: &str = "A complaint means offside for so many days";
pub const HIT: &str = "Influencers hit this week";
pub const HIT_HINT: &str = "They complained or lost service in the last seven days of your files. Their circles follow within four to seven days.";
pub const NOBODY_HIT: &str = "No influencer complained or lost service in the last seven days of your files.";
pub const NO_INCIDENTS: &str =
    "Add a file of complaints or outages (who, and when), and influencers who were hit are listed here.";
pub const DAMAGE: &str = "If this person turns";
pub const BAD_SET: &str = "Give a customer and a stance: --set C0001=offside, or C0001=files to let the files say it. Stances are onside, \
    neutral and offside. Nothing was changed.";
pub const BAD_WORD: &str = "Give a word of the column and a stance: --word angry=offside. Nothing was changed.";
pub const NO_SUCH_COLUMN: &str = "Your customer list has no column of this name. Nothing was changed.";

/// A stance as a name.
#[must_use]
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Onside => "Onside",
        Stance::Neutral => "Neutral",
        Stance::Offside => "Offside",
    }
}

/// Where a stance is from.
#[must_use]
pub fn source(source: Source) -> &'static str {
    match source {
        Source::ByHand => "set by hand",
        Source::Column => "as your list says",
        Source::Complaints => "complained lately",
        Source::Tone => "by the tone of what was written: a guess",
    }
}

/// "Offside, complained lately".
#[must_use]
pub fn told(of: Stance, by: Source) -> String {
    format!("{}, {}", stance(of), source(by))
}

/// A stance in a list: "Offside", or "Offside?" where it is a guess.
#[must_use]
pub fn short(of: Stance, by: Source) -> String {
    let guess = if by == Source::Tone { "?" } else { "" };
    format!("{}{guess}", stance(of))
}

/// "Tone read in 61 % of 412 notes and complaints (200 English, 51 Italian); in the rest the language is not known. 180 speak
/// for or against."
#[must_use]
pub fn tone_coverage(tones: &Tones) -> String {
    let count = |n: u32| number::count(n as usize);
    let rest = if tones.n_read() < tones.n_texts { "; in the rest the language is not known" } else { "" };
    format!(
        "Tone read in {} of {} ({} English, {} Italian){rest}. {} for or against.",
        number::percent(f64::from(tones.n_read()) / f64::from(tones.n_texts.max(1))),
        number::plural(tones.n_texts as usize, "note or complaint", "notes and complaints"),
        count(tones.n_english),
        count(tones.n_italian),
        number::plural(tones.n_telling as usize, "speaks", "speak")
    )
}

/// The offer to read a column.
#[must_use]
pub fn use_column(heading: &str) -> String {
    format!("Read what people think from “{heading}”")
}

/// Those who are not named.
#[must_use]
pub fn and_others(n: &str) -> String {
    format!("and {n} more")
}

/// "Known for 412 of 8,900 people: 120 onside, 200 neutral, 92 offside."
#[must_use]
pub fn coverage(stances: &PeopleStances) -> String {
    let [onside, neutral, offside] = stances.counts;
    let known = number::count(stances.n_known());
    let of = number::people(stances.n_people);
    if stances.n_known() == 0 {
        return format!("Known for none of {of}.");
    }
    format!(
        "Known for {known} of {of}: {} onside, {} neutral, {} offside.",
        number::count(onside),
        number::count(neutral),
        number::count(offside)
    )
}

/// The decision in a few words, as in "Undo: ...".
#[must_use]
pub fn edit(edit: &StancesEdit) -> String {
    match edit {
        StancesEdit::SetColumn(Some(column)) => format!("read what people think from “{}”", column.heading),
        StancesEdit::SetColumn(None) => "take no stance from a column".into(),
        StancesEdit::SetByTone(true) => "guess stances from the tone of notes".into(),
        StancesEdit::SetByTone(false) => "guess no stance from the tone of notes".into(),
        StancesEdit::SetComplaintDays(0) => "take no stance from complaints".into(),
        StancesEdit::SetComplaintDays(days) => format!("let a complaint count for {days} days"),
        StancesEdit::SetByHand { id, stance: Some(of), .. } => format!("call {id} {}", stance(*of).to_lowercase()),
        StancesEdit::SetByHand { id, stance: None, .. } => format!("let the files say the stance of {id}"),
    }
}

/// What happened: "complained 2 days ago: bill too high".
#[must_use]
pub fn what_happened(hit: &Hit) -> String {
    let what = if hit.is_outage { "lost service" } else { "complained" };
    let when = match hit.days_ago {
        0 => "on the last day".to_owned(),
        1 => "1 day before the last".to_owned(),
        n => format!("{n} days before the last"),
    };
    let subject = if hit.subject.is_empty() { String::new() } else { format!(": {}", hit.subject) };
    format!("{what} {when}{subject}")
}

/// The clock of somebody who was hit.
#[must_use]
pub fn clock(hit: &Hit) -> String {
    let days = |n: u32| number::plural(n as usize, "day", "days");
    match (hit.days_in_time, hit.days_left) {
        (_, 0) => "last day to act".into(),
        (0, left) => format!("their circle may follow now, {} left", days(left)),
        (in_time, left) => format!("{} before their circle follows, {} left", days(in_time), days(left)),
    }
}

/// One line of the list: "Ann: complained ..., 2 days before their circle follows".
#[must_use]
pub fn hit(label: &str, hit: &Hit) -> String {
    format!("{label}: {}. {}.", what_happened(hit), capital(&clock(hit)))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// What goes with them.
#[must_use]
pub fn damage(damage: &Damage) -> String {
    if damage.n_contacts == 0 {
        return "Nobody comes to them.".into();
    }
    let come = if damage.n_contacts == 1 { "comes" } else { "come" };
    let worth = if damage.spend_cents > 0 {
        format!(" About {} of spending hangs on it.", number::money(damage.spend_cents))
    } else {
        String::new()
    };
    format!("{} {come} to them and could follow.{worth}", number::people(damage.n_contacts))
}

/// One of those who could follow.
#[must_use]
pub fn at_risk(label: &str, share: f64, spend_cents: i64) -> String {
    let spend = if spend_cents > 0 { format!(", spends {}", number::money(spend_cents)) } else { String::new() };
    format!("{label}: {} of their contact goes here{spend}", number::percent(share))
}
