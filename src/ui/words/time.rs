//! The sentences of looking at earlier moments on the map.

use super::number::{self, count};
use super::{day, pick, said, sentences};
use crate::domain::changes::Change;
use crate::project::Past;

sentences! {
    time: "Time" | "Tempo";
    time_hint: "Time: look at earlier moments, who took what up when, and how the list changed (T)"
        | "Tempo: guarda i momenti passati, chi ha preso cosa e quando, e com’è cambiato l’elenco (T)";
    play: "Play" | "Avvia";
    pause: "Pause" | "Pausa";
    earlier: "Earlier snapshot" | "Rilevazione precedente";
    earlier_hint: "To the snapshot before (comma)" | "Alla rilevazione precedente (virgola)";
    later: "Later snapshot" | "Rilevazione successiva";
    later_hint: "To the snapshot after (full stop)" | "Alla rilevazione successiva (punto)";
    /// What the slider is called.
    day_shown: "Day shown" | "Giorno mostrato";
    light_up: "Light up" | "Illumina";
    nobody: "Nobody" | "Nessuno";
    now: "Back to now" | "Torna a oggi";
    /// While a worker looks back.
    looking: "Working out earlier moments from what is dated in your files…"
        | "Calcolo dei momenti passati da ciò che nei tuoi file ha una data…";
    not_looked: "Earlier moments are not worked out yet." | "I momenti passati non sono ancora calcolati.";
    nothing: "Your files do not reach back far enough: only what is dated can be looked at as it was."
        | "I tuoi file non vanno abbastanza indietro: si può rivedere solo ciò che ha una data.";
}

/// Those who did what a campaign wanted, as a choice.
#[must_use]
pub fn plan(name: &str) -> String {
    said!("Results of “{name}”" | "Risultati di «{name}»")
}

/// The day that is shown.
#[must_use]
pub fn shown(at: i64) -> String {
    day::at(at)
}

/// What became of somebody, in the legend.
#[must_use]
pub fn change(change: Change) -> &'static str {
    match change {
        Change::Came => pick("New on the list of influencers", "Nuovo nell’elenco degli influencer"),
        Change::Gone => pick("No longer on it", "Non più nell’elenco"),
        Change::Risen => pick("Risen on it", "Salito nell’elenco"),
        Change::Fallen => pick("Fallen on it", "Sceso nell’elenco"),
    }
}

/// The same beside the name of somebody.
#[must_use]
pub fn of_person(change: Change) -> &'static str {
    match change {
        Change::Came => pick("new on the list", "nuovo nell’elenco"),
        Change::Gone => pick("no longer on the list", "non più nell’elenco"),
        Change::Risen => pick("risen on the list", "salito nell’elenco"),
        Change::Fallen => pick("fallen on the list", "sceso nell’elenco"),
    }
}

/// "2 new, 1 gone, 3 risen", of a tribe or of all.
#[must_use]
pub fn changes(of: impl Iterator<Item = (Change, usize)>) -> String {
    let one = |(change, n): (Change, usize)| {
        let (one, many) = match change {
            Change::Came => (pick("new", "nuovo"), pick("new", "nuovi")),
            Change::Gone => (pick("gone", "uscito"), pick("gone", "usciti")),
            Change::Risen => (pick("risen", "salito"), pick("risen", "saliti")),
            Change::Fallen => (pick("fallen", "sceso"), pick("fallen", "scesi")),
        };
        format!("{} {}", count(n), if n == 1 { one } else { many })
    };
    of.map(one).collect::<Vec<_>>().join(", ")
}

/// What there is to see, under the slider.
#[must_use]
pub fn summary(past: &Past, subject: Option<&str>) -> String {
    [list(past), taken(past, subject)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The same with its day, in a picture.
#[must_use]
pub fn picture(past: &Past, subject: Option<&str>) -> String {
    let (summary, day) = (summary(past, subject), day::at(past.then.at));
    let line = said!("As of {day}: {summary}" | "Al {day}: {summary}");
    line.strip_suffix('.').unwrap_or(&line).to_owned()
}

/// No such moment is known: the days that there are, and the snapshots.
#[must_use]
pub fn no_such_moment(moments: &[i64], (first, last): (i64, i64)) -> String {
    let (first, last) = (day::at(first), day::at(last));
    let back: Vec<String> =
        moments.iter().rev().enumerate().map(|(n, &moment)| format!("{n} = {}", day::at(moment))).collect();
    let back = back.join(", ");
    said!(
        "The map can be shown from {first} to {last}: write a day as 2026-05-01, or snapshots back ({back})."
            | "La mappa si può mostrare dal {first} al {last}: scrivi un giorno come 2026-05-01, o di quante rilevazioni tornare indietro ({back})."
    )
}

/// Nobody is known to have taken this up on a day.
#[must_use]
pub fn nothing_taken(name: &str, known: &[&str]) -> String {
    if known.is_empty() {
        return said!(
            "Nothing tells on which day somebody took up “{name}”, or anything else."
                | "Niente dice in che giorno qualcuno ha preso «{name}», né altro."
        );
    }
    said!(
        "Nothing tells on which day somebody took up “{name}”. It is known of: {}."
            | "Niente dice in che giorno qualcuno ha preso «{name}». Si sa di: {}.",
        known.join(", ")
    )
}

fn list(past: &Past) -> Option<String> {
    past.snapshot?;
    let Some(before) = past.before else {
        return Some(
            pick(
                "The first snapshot: there is no earlier list to compare with.",
                "La prima rilevazione: non c’è un elenco precedente con cui confrontarla.",
            )
            .into(),
        );
    };
    let all = Change::ALL.into_iter().map(|change| (change, past.changes.n(change))).filter(|(_, n)| *n > 0);
    let (what, since) = (changes(all), day::at(before));
    Some(if what.is_empty() {
        said!(
            "List of influencers since {since}: nobody came, left or moved far."
                | "Elenco degli influencer dal {since}: nessuno è entrato, uscito o si è spostato di molto."
        )
    } else {
        said!("List of influencers since {since}: {what}." | "Elenco degli influencer dal {since}: {what}.")
    })
}

fn taken(past: &Past, subject: Option<&str>) -> Option<String> {
    let ((n, n_since), subject) = (past.n_taken()?, subject?);
    let (people, since) = (number::people(n), count(n_since));
    let had = said!("{subject}: {people} by then" | "{subject}: {people} fino ad allora");
    Some(if past.before.is_some() {
        said!("{had}, {since} of them since." | "{had}, di cui {since} dalla rilevazione precedente.")
    } else {
        format!("{had}.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Then;
    use std::sync::Arc;

    #[test]
    fn what_there_is_to_see_is_said() {
        let day = 86_400;
        let mut past = Past {
            then: Then { at: 40 * day, subject: None },
            snapshot: Some(40 * day),
            before: None,
            guise: Arc::default(),
            changes: Arc::default(),
        };
        assert_eq!(summary(&past, None), "The first snapshot: there is no earlier list to compare with.");
        assert_eq!(
            no_such_moment(&[0, 14 * day], (0, 14 * day)),
            "The map can be shown from 1 Jan 1970 to 15 Jan 1970: write a day as 2026-05-01, or snapshots back \
             (0 = 15 Jan 1970, 1 = 1 Jan 1970)."
        );
        past.before = Some(26 * day);
        let said = "List of influencers since 27 Jan 1970: nobody came, left or moved far.";
        assert_eq!(summary(&past, None), said);
        assert!(picture(&past, None).starts_with("As of 10 Feb 1970: List"));
        assert_eq!(changes([(Change::Came, 2), (Change::Fallen, 1)].into_iter()), "2 new, 1 fallen");
    }
}
