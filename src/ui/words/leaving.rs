//! Whether people leave after others, in words.

use super::number::{self, count};
use super::plan::the;
use super::{Language, pick, said, sentences, spoken};
use crate::domain::forecast::LeftCheck;
use crate::domain::forecast::leaving::Exposed;

sentences! {
    title: "Do people leave after others?" | "Chi se ne va trascina altri?";
    not_asked: "Stands a month before the last day of your files: did those who know somebody who had fallen silent fall silent, too?"
        | "Si mette un mese prima dell’ultimo giorno dei tuoi file: chi conosceva qualcuno diventato silenzioso è diventato silenzioso anche lui?";
    look: "Look at the last month" | "Guarda l’ultimo mese";
    if_one_leaves: "If this person leaves" | "Se questa persona se ne va";
    nobody_at_risk: "Nobody who stays has as much as a tenth of their contact with those who leave."
        | "Nessuno di chi resta ha con chi se ne va almeno un decimo dei suoi contatti.";
    first_month_not_asked: "How many followed in the first month, when others left: look at the last month of your files."
        | "Quanti hanno seguito nel primo mese, quando altri se ne sono andati: guarda l’ultimo mese dei tuoi file.";
}

/// Where the files do not reach back twice the days looked at.
#[must_use]
pub fn too_short(days: u32) -> String {
    said!(
        "Your files do not reach back {} days: this cannot be checked."
            | "I tuoi file non arrivano a {} giorni fa: non si può verificare.",
        count(2 * days as usize)
    )
}

/// The head of the list of those who may follow so many who leave, a forecast.
#[must_use]
pub fn at_risk(n: usize, n_leaving: usize) -> String {
    if n == 0 {
        return nobody_at_risk().to_owned();
    }
    if spoken() == Language::English {
        return match n {
            1 => "Forecast: if they leave, this 1 is at risk, with a tenth of their contact or more there.".to_owned(),
            n => format!(
                "Forecast: if they leave, these {} are at risk, each with a tenth of their contact or more there.",
                count(n)
            ),
        };
    }
    let go = if n_leaving == 1 { "va" } else { "vanno" };
    match n {
        1 => {
            format!("Previsione: se se ne {go}, questa persona è a rischio, con un decimo dei suoi contatti o più lì.")
        }
        n => format!(
            "Previsione: se se ne {go}, queste {} persone sono a rischio, ognuna con un decimo dei suoi contatti o più lì.",
            count(n)
        ),
    }
}

/// One of them: "Ann: 40 % of their contact goes to them".
#[must_use]
pub fn exposed(name: &str, exposed: &Exposed) -> String {
    let share = the(&number::percent(exposed.share));
    if exposed.n_left > 1 {
        return said!(
            "{name}: {share} of their contact goes to {} of them" | "{name}: {share} dei suoi contatti va a {} di loro",
            count(exposed.n_left as usize)
        );
    }
    said!("{name}: {share} of their contact goes there" | "{name}: {share} dei suoi contatti va lì")
}

/// How many of those near people who had fallen silent fell silent in the days after, beside all others: a fact.
#[must_use]
pub fn first_month(check: &LeftCheck) -> String {
    told(check).swap_remove(0)
}

/// What happened, then what told it, each a sentence.
#[must_use]
pub fn told(check: &LeftCheck) -> Vec<String> {
    let near = f64::from(check.n_near_followed) / f64::from(check.n_near.max(1));
    let (n_far, n_far_followed) = (check.n_open - check.n_near, check.n_followed - check.n_near_followed);
    let far = f64::from(n_far_followed) / f64::from(n_far.max(1));
    let mut lines = vec![
        said!(
            "Of {} who knew somebody who had fallen silent, {} fell silent within {} days; of the other {}, {}."
                | "Tra {} che conoscevano qualcuno diventato silenzioso, {} è diventato silenzioso in {} giorni; tra le altre {}, {}.",
            number::people(check.n_near as usize),
            number::percent(near),
            check.days,
            count(n_far as usize),
            number::percent(far)
        ),
        said!(
            "Put in order, their ties tell {} of pairs rightly who falls silent, their own contacts alone {}, both together {} (chance: 50 %)."
                | "Messi in ordine, i legami indicano bene chi tacerà in {} delle coppie, i soli contatti propri in {}, insieme in {} (a caso: 50 %).",
            number::percent(check.by_ties),
            number::percent(check.by_own),
            number::percent(check.by_both)
        ),
    ];
    if check.is_thin() {
        lines.push(
            pick("Too few fell silent to tell much.", "Troppo pochi sono diventati silenziosi per dire molto.").into(),
        );
    } else if check.do_ties_add() {
        lines.push(
            pick(
                "Knowing who is near whom helps here, beyond each person’s own silence.",
                "Qui sapere chi è vicino a chi aiuta, oltre al silenzio di ciascuno.",
            )
            .into(),
        );
    } else {
        lines.push(
            pick(
                "Here a plain list of those who are getting quiet does as well: the ties add nothing.",
                "Qui basta un semplice elenco di chi si sta zittendo: i legami non aggiungono nulla.",
            )
            .into(),
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::speak;
    use super::*;

    #[test]
    fn those_at_risk_are_told_in_words() {
        assert_eq!(
            at_risk(7, 1),
            "Forecast: if they leave, these 7 are at risk, each with a tenth of their contact or more there."
        );
        assert_eq!(
            at_risk(1, 3),
            "Forecast: if they leave, this 1 is at risk, with a tenth of their contact or more there."
        );
        let one = Exposed { person: 3, n_left: 1, share: 0.4 };
        assert_eq!(exposed("Ann", &one), "Ann: 40 % of their contact goes there");
        assert_eq!(exposed("Ann", &Exposed { n_left: 2, ..one }), "Ann: 40 % of their contact goes to 2 of them");
        speak(Language::Italian);
        let of_one = "Previsione: se se ne va, queste 7 persone sono a rischio, ognuna con un decimo dei suoi contatti o più lì.";
        assert_eq!(at_risk(7, 1), of_one);
        assert!(at_risk(2, 3).starts_with("Previsione: se se ne vanno, queste 2 persone sono a rischio"));
        assert_eq!(exposed("Anna", &one), "Anna: il 40 % dei suoi contatti va lì");
    }
}
