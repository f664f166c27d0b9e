//! Who counts as a person, as a customer and as a tie, in words.

use super::number;
use super::sentences;
use crate::domain::influence::Neighbour;
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

sentences! {
    bad_hours: "Give the work hours as two hours of the day: --work-hours 8-18. Nothing was changed.";
    bad_market: "Give the market as files, everyone, profile, or a column and its values: --market tariff=Gold,Silver. Nothing was changed.";
    bad_weight: "Give a weight as a kind of contact and a number from 0 to 2: --weight calls=0.5. Kinds are calls, messages, payments, friendships, ratings, meetings, inferred, work, private, business and family. Nothing was changed.";
    bad_file_kind: "Give a file of this project that holds ties and its kind: --file-kind calls.csv=work. Kinds are work, private, business, family and time. Nothing was changed.";
}

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

sentences! {
    no_such_market: "Nobody in your files has that value in that column, so nobody would be your market. Nothing was changed; look at the columns and values of your customer file for the right words.";

    column_gone: "The column that says who your market is is in no file any more. Until you choose again, your market is what the files say.";
}

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

sentences! {
    title: "Who and what counts";
    hint: "Nothing is deleted here. Every decision can be taken back, and everybody is scored anew after it.";
    persons: "Not people";
    persons_hint: "Shops, call centres and machines are in touch with very many, and hardly anybody answers, or they never rest. They are kept and shown, and not scored.";
    strictness_label: "How strict";
    is_person: "Is a person";
    not_person: "Not a person";
    undecide: "Take back my decision";
    add_not_person: "Somebody else who is not a person";
    id_hint: "Customer number, then Enter";
    scored_first: "The figures come once people are scored.";
    market: "Your market";
    market_hint: "Only people in your market are ranked and count for reach. Others give context to ties and are marked “outside your market” everywhere.";
    market_is: "Your market is";
    as_files_say: "As the files say, else whoever has a profile";
    everyone: "Everyone";
    with_profile: "People with a profile";
    by_column: "Chosen values of a column";
    column: "Column";
    too_many_values: "That column has too many different values to choose from. The market was left as it is.";
    kinds: "Kinds of contact";
    kinds_hint: "How much each kind of contact counts for closeness: 0 is not at all, 1 as it comes, 2 twice as much. Only the proportions matter.";
    no_hours: "The files do not say at which hour contacts were, so work and private cannot be told apart.";
    work_hours: "At work is Monday to Friday from";
    work_from: "Work begins";
    work_to: "Work ends";
    to: "to";
    file_kind_label: "Its ties are";
    file_kind_hint: "A whole file can be called work, private, business or family on the Files page.";
    inferred_label: "Inferred ties";
    inferred_hint: "People who buy the same thing at the same time again and again, more often than chance explains, may belong together. Such ties are guesses: labelled “inferred”, drawn dashed, and they count half.";
    propose: "You have purchases but no contacts: infer who shops together?";
    infer: "Infer ties from purchases";
    switch: "Infer ties from purchases as well";
    no_purchases: "There are no purchases in your files.";
    window_label: "Together means the same thing bought";
    occasions_label: "Together at least";
    working: "Being worked out.";
}

/// How many are taken for no person now, and with the setting under the pointer.
#[must_use]
pub fn strictness(n: usize, strictness: u8, n_then: usize, then: u8) -> String {
    let now = format!("{} flagged at setting {strictness} of 9", number::count(n));
    if strictness == then {
        format!("{now}.")
    } else {
        format!("{now}; with setting {then}: {}.", number::count(n_then))
    }
}

/// How many are taken for no person at each setting, for whoever hears or hovers the small bars.
#[must_use]
pub fn at_each_setting(counts: &[usize]) -> String {
    let counts: Vec<String> = counts.iter().map(|&n| number::count(n)).collect();
    format!("Flagged at settings 0 to 9: {}", counts.join(", "))
}

/// The name of a button for whoever hears the screen: what it does, and to whom.
#[must_use]
pub fn about(text: &str, about: &str) -> String {
    format!("{text}: {about}")
}

/// The way to the whole list and back.
#[must_use]
pub fn show_all(n: usize, is_all_shown: bool) -> String {
    if is_all_shown { "Show fewer".into() } else { format!("Show all {}", number::count(n)) }
}

/// Nobody has the number that was typed.
#[must_use]
pub fn unknown(id: &str) -> String {
    format!("Nobody in your files has the number “{id}”. Nothing was changed.")
}

/// "Gold (1,203)".
#[must_use]
pub fn value(value: &str, n: usize) -> String {
    format!("{value} ({})", number::count(n))
}

/// What a kind of contact comes to.
#[must_use]
pub fn weight(share: f64, weight: f32) -> String {
    format!("{} of all contacts; {}", number::percent(share), counts(weight))
}

/// "8:00".
#[must_use]
pub fn hour(hour: u8) -> String {
    format!("{hour}:00")
}

/// The kind of all ties of a file.
#[must_use]
pub fn file_kind(of: Option<TieKind>) -> &'static str {
    match of {
        None => "work or private by the time of day",
        Some(TieKind::Work) => "work",
        Some(TieKind::Private) => "private",
        Some(TieKind::Business) => "business",
        Some(TieKind::Family) => "family",
    }
}

/// How close in time two purchases must be.
#[must_use]
pub fn window(hours: u32) -> &'static str {
    match hours {
        1 => "within the hour",
        2..=6 => "within a few hours",
        7..=24 => "on the same day",
        _ => "in the same week",
    }
}

/// How often two people must have bought together.
#[must_use]
pub fn occasions(n: u32) -> &'static str {
    match n {
        2 => "twice",
        3 => "three times",
        4 => "four times",
        5 => "five times",
        _ => "six times or more",
    }
}

/// What most of a pair's contacts are, where the data tells: "70 % private", "60 % calls".
#[must_use]
pub fn shares(tie: &Neighbour) -> Vec<String> {
    let share = |share: f32, name: &str| format!("{} {}", number::percent(f64::from(share)), name.to_lowercase());
    let kinds = tie.kinds.unwrap_or_default();
    let most = TieKind::ALL.into_iter().max_by(|x, y| kinds[*x as usize].total_cmp(&kinds[*y as usize]));
    let most = most.filter(|&of| kinds[of as usize] > 0.0);
    let channels = tie.channels;
    let by = Channel::ALL.into_iter().max_by(|x, y| channels[x.position()].total_cmp(&channels[y.position()]));
    let by = by.filter(|of| (0.001..0.999).contains(&channels[of.position()]));
    let kind = most.map(|of| share(kinds[of as usize], kind(of)));
    kind.into_iter().chain(by.map(|of| share(channels[of.position()], channel(of)))).collect()
}
