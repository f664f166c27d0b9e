//! Whether people leave after others, in words.

use super::number::{self, count};
use super::{pick, said, sentences};
use crate::domain::forecast::LeftCheck;

sentences! {
    title: "Do people leave after others?" | "Chi se ne va trascina altri?";
    not_asked: "Stands a month before the last day of your files: did those who know somebody who had fallen silent fall silent, too?"
        | "Si mette un mese prima dell’ultimo giorno dei tuoi file: chi conosceva qualcuno diventato silenzioso è diventato silenzioso anche lui?";
    look: "Look at the last month" | "Guarda l’ultimo mese";
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
