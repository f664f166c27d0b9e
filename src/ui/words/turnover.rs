//! How the list of influencers changes with time, in words.

use super::number::{self, count};
use super::{day, pick, said, sentences};
use crate::domain::model::Person;
use crate::domain::turnover::{LookBack, STALE, Turnover};

sentences! {
    how_long: "How long does this list hold?" | "Per quanto vale questo elenco?";
    not_asked: "Works out who would have been an influencer two, four and more weeks before the last day of your files."
        | "Calcola chi sarebbe stato un influencer due, quattro e più settimane prima dell’ultimo giorno dei tuoi file.";
    look_back: "Look back" | "Guarda indietro";
    compare: "Compare the list of" | "Confronta l’elenco del";
    with: "with that of" | "con quello del";
    came: "New on the list" | "Nuovi nell’elenco";
    gone: "No longer on it" | "Non più nell’elenco";
    risen: "Risen" | "Saliti";
    fallen: "Fallen" | "Scesi";
}

/// "New on the list: 3".
#[must_use]
pub fn counted(title: &str, n: usize) -> String {
    format!("{title}: {}", count(n))
}

/// How often to work the list out anew, with the reason.
#[must_use]
pub fn advice(back: &LookBack, percent: f32, step_days: u32) -> String {
    let shares = back.by_steps(percent);
    let Some(steps) = back.recommended_steps(percent) else {
        return pick(
            "Your files do not reach back far enough to compare: only what is dated can be looked at as it was.",
            "I tuoi file non vanno abbastanza indietro per un confronto: si può rivedere solo ciò che ha una data.",
        )
        .into();
    };
    let days = |steps: usize| number::plural(steps * step_days as usize, pick("day", "giorno"), pick("days", "giorni"));
    let share = number::percent(shares[steps - 1]);
    if shares[steps - 1] > STALE {
        return said!(
            "{share} of the list changes within {}: work it out anew with every new file, and prefer those who stay."
                | "Cambiamento dell’elenco: {share} in {}. Ricalcolalo con ogni nuovo file e preferisci chi ci resta.",
            days(steps)
        );
    }
    if steps == shares.len() {
        return said!(
            "Within {} only {share} of the list changes: it holds at least so long."
                | "In {} cambia poco, solo {share} dell’elenco: vale almeno per questo tempo.",
            days(steps)
        );
    }
    said!(
        "Within {} {share} of the list changes, within {} {}: work it out anew every {}."
            | "Cambiamento dell’elenco: {share} in {0}, {2} in {1}. Ricalcolalo ogni {3}.",
        days(steps),
        days(steps + 1),
        number::percent(shares[steps]),
        days(steps)
    )
}

/// What became of the list from one day to another.
#[must_use]
pub fn between(turnover: &Turnover, from: i64, to: i64) -> String {
    said!(
        "From {} to {}: {} of {} stayed." | "Dal {} al {}: rimasti {} su {}.",
        day::at(from),
        day::at(to),
        count(turnover.kept.len()),
        count(turnover.n_before)
    )
}

/// Why two days cannot be compared.
#[must_use]
pub fn no_two_days(first: Option<i64>, last: i64) -> String {
    match first {
        Some(first) => said!(
            "Give two days, the earlier first, from {} to {}: --from 2026-07-01 --to 2026-08-01."
                | "Indica due giorni, prima il meno recente, dal {} al {}: --from 2026-07-01 --to 2026-08-01.",
            day::at(first),
            day::at(last)
        ),
        None => pick(
            "Nothing in your files is dated: there are no earlier days to compare.",
            "Nei tuoi file non c’è nulla di datato: non ci sono giorni precedenti da confrontare.",
        )
        .to_owned(),
    }
}

/// Names after how many they are: "Risen: 3 (Ann, Bea, Carl)".
#[must_use]
pub fn named(title: &str, n: usize, names: &[&str]) -> String {
    let more = if names.len() < n { "…" } else { "" };
    format!("  {} ({}{more})", counted(title, n), names.join(", "))
}

/// "An influencer at 4 of 5 moments looked at; without a break since 2026-08-03."
#[must_use]
pub fn standing(back: &LookBack, person: Person, percent: f32) -> String {
    let standing = back.standing(person, percent);
    let first = back.moments.first().map(|moment| moment.at);
    let when = match standing.since {
        Some(at) if Some(at) == first => {
            pick("a lasting trait, as far back as was looked", "un tratto stabile, fin dove si è guardato").to_owned()
        }
        Some(at) => said!("without a break since {}" | "senza interruzioni dal {}", day::at(at)),
        None => pick("not now", "ora no").to_owned(),
    };
    said!(
        "Among the influencers at {} of {} moments looked at: {when}."
            | "Tra gli influencer in {} su {} momenti esaminati: {when}.",
        standing.n_moments,
        standing.of
    )
}
