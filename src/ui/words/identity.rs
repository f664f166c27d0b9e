//! Who may be one person, and why, in words.

use super::number;
use super::{pick, said, sentences};
use crate::domain::identity::{Confidence, Proposal, Reason};

sentences! {
    title: "Same person?" | "Stessa persona?";
    hint: "Customers who seem to be listed twice: under two numbers, e-mails or spellings. Nobody is merged until you say so, and you can take every decision back."
        | "Clienti che sembrano in elenco due volte: con due numeri, e-mail o modi di scrivere il nome. Nessuno viene unito finché non lo dici tu, e ogni decisione si può annullare.";
    same: "Same person" | "Stessa persona";
    two: "Two people" | "Due persone";
    take_apart: "Take apart" | "Separa";
    ask_again: "Ask again" | "Chiedi di nuovo";
    decided: "What you decided" | "Che cosa hai deciso";
    looking: "Looking for people who are listed twice…" | "Ricerca di chi è in elenco due volte…";
    nobody_title: "Nobody seems to be listed twice" | "Nessuno sembra in elenco due volte";
    nobody_text: "Phone numbers, e-mails, customer numbers and names were compared, however they are written."
        | "Telefoni, e-mail, numeri cliente e nomi sono stati confrontati, comunque siano scritti.";
    no_files_text: "Add a list of customers first: then people who stand in it twice are found."
        | "Prima aggiungi un elenco di clienti: poi si trova chi vi compare due volte.";
    two_ids: "Say two ids, parted by a comma, such as C100,C200."
        | "Indica due numeri separati da una virgola, come C100,C200.";
    number: "Number" | "Numero";
    name: "Name" | "Nome";
    phone: "Phone" | "Telefono";
    email: "E-mail" | "E-mail";
    spend: "Spends" | "Spende";
    opted_out: "Opted out" | "Ha negato il consenso";
    not_listed: "Only in contacts, in no list of customers" | "Solo nei contatti, in nessun elenco di clienti";
}

/// The heading above the proposals of one kind.
#[must_use]
pub fn class(class: Confidence) -> &'static str {
    match class {
        Confidence::Exact => pick("Beyond doubt", "Senza dubbio"),
        Confidence::Likely => pick("Likely", "Probabile"),
        Confidence::Doubtful => pick("Doubtful: perhaps a household", "In dubbio: forse una famiglia"),
    }
}

/// The button that decides all that is beyond doubt.
#[must_use]
pub fn accept_all(n: usize) -> String {
    match n {
        1 => pick("Accept the one beyond doubt", "Accetta l’unica senza dubbio").into(),
        n => said!("Accept all {} beyond doubt" | "Accetta tutte le {} senza dubbio", number::count(n)),
    }
}

/// "214 pairs beyond doubt, 30 likely, 12 doubtful."
#[must_use]
pub fn counts(n_exact: usize, n_likely: usize, n_doubtful: usize) -> String {
    if n_exact + n_likely + n_doubtful == 0 {
        return format!("{}.", nobody_title());
    }
    said!(
        "{} beyond doubt, {}, {} doubtful." | "{} senza dubbio, {}, {} in dubbio.",
        number::plural(n_exact, pick("pair", "coppia"), pick("pairs", "coppie")),
        number::plural(n_likely, pick("likely", "probabile"), pick("likely", "probabili")),
        number::count(n_doubtful)
    )
}

#[must_use]
pub fn more(n: usize) -> String {
    said!(
        "And {} more. Decide these first." | "E altre: {}. Prima decidi queste.",
        number::plural(n, pick("pair", "coppia"), pick("pairs", "coppie"))
    )
}

/// Why two may be one person: "Same phone number and names alike (93 %), but two first names."
#[must_use]
pub fn sentence(proposal: &Proposal) -> String {
    let (against, fore): (Vec<Reason>, Vec<Reason>) = proposal.reasons.iter().partition(|reason| is_against(**reason));
    let mut text = listed(&fore);
    if !against.is_empty() {
        text = said!("{text}, but {}" | "{text}, ma {}", listed(&against));
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
        [] => pick("nothing else known", "non si sa altro").into(),
        [one] => one.clone(),
        [all @ .., last] => said!("{} and {last}" | "{} e {last}", all.join(", ")),
    }
}

fn phrase(reason: Reason) -> String {
    match reason {
        Reason::SamePhone => pick("same phone number", "stesso numero di telefono").into(),
        Reason::SameEmail => pick("same e-mail", "stessa e-mail").into(),
        Reason::SameId => {
            pick("same customer number but for zeros or blanks", "stesso numero cliente, a parte zeri o spazi").into()
        }
        Reason::EmailsAlike => pick("one mailbox written in two ways", "una casella e-mail scritta in due modi").into(),
        Reason::SameName => pick("same name", "stesso nome").into(),
        Reason::NamesAlike(percent) => said!("names alike ({percent} %)" | "nomi simili ({percent} %)"),
        Reason::SameBirthDate => pick("same date of birth", "stessa data di nascita").into(),
        Reason::SameAddress => pick("same address", "stesso indirizzo").into(),
        Reason::SamePostcode => pick("same postcode", "stesso CAP").into(),
        Reason::FirstNamesDiffer => {
            pick("two first names, perhaps of one household", "due nomi propri, forse della stessa famiglia").into()
        }
        Reason::NamesDiffer => pick("two names", "due nomi").into(),
        Reason::BirthDatesDiffer => pick("two dates of birth", "due date di nascita").into(),
        Reason::JoinsKeptApart => {
            pick("it would join two whom you kept apart", "unirebbe due persone che hai tenuto separate").into()
        }
    }
}

/// The name of a button for those who hear the screen: "Same person: C1 and C2".
#[must_use]
pub fn about(action: &str, ids: &[String]) -> String {
    format!("{action}: {}", ids.join(pick(" and ", " e ")))
}

/// A person with several ids, in the list of decisions.
#[must_use]
pub fn one_person(ids: &[String]) -> String {
    match ids {
        [chief, others @ ..] => said!("{chief} is also {}" | "{chief} è anche {}", others.join(", ")),
        [] => String::new(),
    }
}

#[must_use]
pub fn two_people(a: &str, b: &str) -> String {
    said!("{a} and {b} are two people" | "{a} e {b} sono due persone")
}

/// On a person's card.
#[must_use]
pub fn also(ids: &[&str]) -> String {
    said!("also {}" | "anche {}", ids.join(", "))
}

#[must_use]
pub fn nobody(id: &str) -> String {
    said!(
        "There is nobody with the number “{id}”. Nothing was changed."
            | "Non c’è nessuno con il numero “{id}”. Non è cambiato nulla."
    )
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
