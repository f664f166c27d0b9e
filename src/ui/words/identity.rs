//! Who may be one person, and why, in words.

use super::number;
use super::sentences;
use crate::domain::identity::{Confidence, Proposal, Reason};

sentences! {
    title: "Same person?";
    hint: "Customers who seem to be listed twice: under two numbers, e-mails or spellings. Nobody is merged until you say so, and you can take every decision back.";
    same: "Same person";
    two: "Two people";
    take_apart: "Take apart";
    ask_again: "Ask again";
    decided: "What you decided";
    looking: "Looking for people who are listed twice…";
    nobody_title: "Nobody seems to be listed twice";
    nobody_text: "Phone numbers, e-mails, customer numbers and names were compared, however they are written.";
    no_files_text: "Add a list of customers first: then people who stand in it twice are found.";
    two_ids: "Say two ids, parted by a comma, such as C100,C200.";
    number: "Number";
    name: "Name";
    phone: "Phone";
    email: "E-mail";
    spend: "Spends";
    opted_out: "Opted out";
    not_listed: "Only in contacts, in no list of customers";
}

/// The heading above the proposals of one kind.
#[must_use]
pub fn class(class: Confidence) -> &'static str {
    match class {
        Confidence::Exact => "Beyond doubt",
        Confidence::Likely => "Likely",
        Confidence::Doubtful => "Doubtful: perhaps a household",
    }
}

/// The button that decides all that is beyond doubt.
#[must_use]
pub fn accept_all(n: usize) -> String {
    match n {
        1 => "Accept the one beyond doubt".into(),
        n => format!("Accept all {} beyond doubt", number::count(n)),
    }
}

/// "214 pairs beyond doubt, 30 likely, 12 doubtful."
#[must_use]
pub fn counts(n_exact: usize, n_likely: usize, n_doubtful: usize) -> String {
    if n_exact + n_likely + n_doubtful == 0 {
        return format!("{}.", nobody_title());
    }
    format!(
        "{} beyond doubt, {} likely, {} doubtful.",
        number::plural(n_exact, "pair", "pairs"),
        number::count(n_likely),
        number::count(n_doubtful)
    )
}

#[must_use]
pub fn more(n: usize) -> String {
    format!("And {} more. Decide these first.", number::plural(n, "pair", "pairs"))
}

/// Why two may be one person: "Same phone number and names alike (93 %), but two first names."
#[must_use]
pub fn sentence(proposal: &Proposal) -> String {
    let (against, fore): (Vec<Reason>, Vec<Reason>) = proposal.reasons.iter().partition(|reason| is_against(**reason));
    let mut text = listed(&fore);
    if !against.is_empty() {
        text = format!("{text}, but {}", listed(&against));
    }
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

fn is_against(reason: Reason) -> bool {
    matches!(reason, Reason::FirstNamesDiffer | Reason::NamesDiffer | Reason::BirthDatesDiffer | Reason::JoinsKeptApart)
}

fn listed(reasons: &[Reason]) -> String {
    let words: Vec<String> = reasons.iter().map(|&reason| phrase(reason)).collect();
    match words.as_slice() {
        [] => "nothing else known".into(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

fn phrase(reason: Reason) -> String {
    match reason {
        Reason::SamePhone => "same phone number".into(),
        Reason::SameEmail => "same e-mail".into(),
        Reason::SameId => "same customer number but for zeros or blanks".into(),
        Reason::EmailsAlike => "one mailbox written in two ways".into(),
        Reason::SameName => "same name".into(),
        Reason::NamesAlike(percent) => format!("names alike ({percent} %)"),
        Reason::SameBirthDate => "same date of birth".into(),
        Reason::SameAddress => "same address".into(),
        Reason::SamePostcode => "same postcode".into(),
        Reason::FirstNamesDiffer => "two first names, perhaps of one household".into(),
        Reason::NamesDiffer => "two names".into(),
        Reason::BirthDatesDiffer => "two dates of birth".into(),
        Reason::JoinsKeptApart => "it would join two whom you kept apart".into(),
    }
}

/// The name of a button for those who hear the screen: "Same person: C1 and C2".
#[must_use]
pub fn about(action: &str, ids: &[String]) -> String {
    format!("{action}: {}", ids.join(" and "))
}

/// A person with several ids, in the list of decisions.
#[must_use]
pub fn one_person(ids: &[String]) -> String {
    match ids {
        [chief, others @ ..] => format!("{chief} is also {}", others.join(", ")),
        [] => String::new(),
    }
}

#[must_use]
pub fn two_people(a: &str, b: &str) -> String {
    format!("{a} and {b} are two people")
}

/// On a person's card.
#[must_use]
pub fn also(ids: &[&str]) -> String {
    format!("also {}", ids.join(", "))
}

#[must_use]
pub fn nobody(id: &str) -> String {
    format!("There is nobody with the number “{id}”. Nothing was changed.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_as_a_sentence() {
        let of = |reasons: &[Reason]| {
            sentence(&Proposal {
                ids: ["1".into(), "2".into()],
                confidence: Confidence::Likely,
                reasons: reasons.to_vec(),
            })
        };
        assert_eq!(of(&[Reason::NamesAlike(93), Reason::SamePostcode]), "Names alike (93 %) and same postcode.");
        assert_eq!(
            of(&[Reason::SamePhone, Reason::FirstNamesDiffer]),
            "Same phone number, but two first names, perhaps of one household."
        );
        assert_eq!(
            of(&[Reason::SamePhone, Reason::SameEmail, Reason::SameName]),
            "Same phone number, same e-mail and same name."
        );
    }
}
