//! Who took something up before and after somebody, in words.

use super::day::{self, DAY};
use super::{number, pick, said, sentences};
use crate::domain::influence::persuasion::{Beside, Known, TookUp};
use crate::domain::model::People;

sentences! {
    title: "Who took it up after whom" | "Chi l’ha preso dopo chi";
    /// The honest word under it.
    no_proof: "Following is no proof of persuasion: friends like the same things and see the same offers anyway."
        | "Seguire non prova di essere stati convinti: gli amici hanno comunque gli stessi gusti e vedono le stesse offerte.";
    /// Where nothing dated is known of somebody.
    nothing: "No dated purchase of this person is known." | "Di questa persona non è noto alcun acquisto con una data.";
    fewer: "Fewer" | "Mostra meno";
    files_end_there: "The files end there: who followed is not known yet."
        | "I file finiscono lì: chi ha seguito non si sa ancora.";
    next_is_too_late: "The next file is of much later: whoever has it there may have it for another reason."
        | "Il file successivo è di molto dopo: chi lì ce l’ha può averlo per un altro motivo.";
}

/// The button that shows the others as well.
#[must_use]
pub fn more(n: usize) -> String {
    said!("{} more" | "Altre cose prese: {}", number::count(n))
}

/// Under as many as a card shows.
#[must_use]
pub fn beyond(n: usize) -> String {
    let n = number::count(n);
    said!("{n} older ones are not shown here." | "Altre {n}, meno recenti, qui non si mostrano.")
}

/// "Charger, 3 Aug 2026", "Golf, between 31 Aug 2026 and 30 Sep 2026", "Golf, by 31 Aug 2026".
#[must_use]
pub fn what(thing: &str, one: &TookUp) -> String {
    let at = day::at(one.at);
    match one.known {
        Known::Exactly => format!("{thing}, {at}"),
        Known::Since(since) => said!("{thing}, between {} and {at}" | "{thing}, tra il {} e il {at}", day::at(since)),
        Known::By => said!("{thing}, by {at}: since when is not known" | "{thing}, entro il {at}: da quando non si sa"),
    }
}

/// "3 days", "5 weeks", "4 months": a stretch of time as people say it; less than a day is the same day.
fn stretch(seconds: i64) -> Option<String> {
    let days = usize::try_from(seconds / DAY).unwrap_or(0);
    Some(match days {
        0 => return None,
        1..14 => number::plural(days, pick("day", "giorno"), pick("days", "giorni")),
        14..84 => number::plural(days / 7, pick("week", "settimana"), pick("weeks", "settimane")),
        _ => number::plural((days as f64 / 30.44).round() as usize, pick("month", "mese"), pick("months", "mesi")),
    })
}

/// "Ann (3 days before), Bo (the same day) and 2 more", the nearest first; "Ann (by 31 Aug 2026)" where dates are known by
/// month.
fn names(took: &TookUp, list: &[(&str, i64)], n_all: usize, is_before: bool) -> String {
    let one = |&(name, gap): &(&str, i64)| {
        let at = if is_before { took.at - gap } else { took.at + gap };
        let when = match (stretch(gap), is_before) {
            _ if took.known != Known::Exactly => said!("by {}" | "entro il {}", day::at(at)),
            (None, true) => pick("earlier that day", "prima, quel giorno").to_owned(),
            (None, false) => pick("later that day", "più tardi, quel giorno").to_owned(),
            (Some(time), true) => said!("{time} before" | "{time} prima"),
            (Some(time), false) => said!("{time} later" | "{time} dopo"),
        };
        format!("{name} ({when})")
    };
    let named = list.iter().map(one).collect::<Vec<_>>().join(", ");
    match n_all - list.len() {
        0 => named,
        n => said!("{named} and {} more" | "{named} e altri {}", number::count(n)),
    }
}

fn weeks_said(weeks: u32) -> String {
    number::plural(weeks as usize, pick("week", "settimana"), pick("weeks", "settimane"))
}

/// Who of so many ties had it before; `nearest` are the names of the last of them, each with the seconds between.
#[must_use]
pub fn before(one: &TookUp, n_ties: usize, nearest: &[(&str, i64)]) -> String {
    let of = number::count(n_ties);
    match one.before.len() {
        0 => said!("None of their {of} ties had it before." | "Prima non l’aveva nessuno dei suoi legami ({of})."),
        n => {
            let (had, names) = (number::count(n), names(one, nearest, n, true));
            said!(
                "{had} of their {of} ties had it before: {names}."
                    | "Prima l’avevano {had} dei suoi {of} legami: {names}."
            )
        }
    }
}

/// Who followed within the weeks; `nearest` are the names of the first of them.
#[must_use]
pub fn after(one: &TookUp, weeks: u32, nearest: &[(&str, i64)]) -> String {
    if one.known != Known::Exactly {
        return in_later_files(one, nearest);
    }
    let within = weeks_said(weeks);
    let so_far =
        if one.is_open { pick(" so far: the dates end sooner", ", finora: le date finiscono prima") } else { "" };
    match one.followed.len() {
        0 => said!("None of them followed within {within}{so_far}." | "Entro {within} non ha seguito nessuno{so_far}."),
        n => {
            let (n_said, names) = (number::count(n), names(one, nearest, n, false));
            let so_far = if one.is_open { pick(" (so far)", " (finora)") } else { "" };
            said!(
                "{n_said} followed within {within}{so_far}: {names}."
                    | "Entro {within} hanno seguito in {n_said}{so_far}: {names}."
            )
        }
    }
}

/// Who had it in the files of the time after, where dates are known by month.
fn in_later_files(one: &TookUp, nearest: &[(&str, i64)]) -> String {
    let by = day::at(one.until);
    if one.until <= one.at && one.is_open {
        return files_end_there().to_owned();
    }
    if one.until <= one.at {
        return next_is_too_late().to_owned();
    }
    match one.followed.len() {
        0 => said!("None of them took it up after that, by {by}." | "Dopo, entro il {by}, non l’ha preso nessuno."),
        n => {
            let (n_said, names) = (number::count(n), names(one, nearest, n, false));
            said!(
                "{n_said} took it up after that, by {by}: {names}."
                    | "Dopo, entro il {by}, l’hanno preso in {n_said}: {names}."
            )
        }
    }
}

/// Names in a sentence.
const N_NAMES: usize = 3;

/// All that is said of one thing, a sentence or two each: who had it before, at the same time, and who followed.
#[must_use]
pub fn lines(one: &TookUp, people: &People, n_ties: usize, weeks: u32) -> Vec<String> {
    let named = |list: &[Beside]| -> Vec<(&str, i64)> {
        list.iter().take(N_NAMES).map(|&(person, gap)| (people.label(person), gap)).collect()
    };
    let same_names: Vec<&str> = one.same.iter().take(N_NAMES).map(|&person| people.label(person)).collect();
    // Nobody can be said to have been before somebody of whom nobody knows since when.
    let before = (one.known != Known::By).then(|| before(one, n_ties, &named(&one.before)));
    let after = after(one, weeks, &named(&one.followed));
    [before, same(one, &same_names), Some(after)].into_iter().flatten().collect()
}

/// Ties with the very same date; none where there are none.
#[must_use]
pub fn same(one: &TookUp, names: &[&str]) -> Option<String> {
    let n = one.same.len();
    (n > 0).then(|| {
        let (count, mut names_said) = (number::count(n), names.join(", "));
        if n > names.len() {
            names_said = said!("{names_said} and {} more" | "{names_said} e altri {}", number::count(n - names.len()));
        }
        if one.known != Known::Exactly {
            let have = number::plural(
                n,
                pick("of their ties has it, too", "dei suoi legami ce l’ha"),
                pick("of their ties have it, too", "dei suoi legami ce l’hanno"),
            );
            return said!(
                "{have}, and nobody knows who was first: {names_said}."
                    | "{have}, e non si sa chi sia stato il primo: {names_said}."
            );
        }
        said!("{count} at the very same time: {names_said}." | "Nello stesso momento, {count}: {names_said}.")
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Language, speak};
    use super::*;

    fn took() -> TookUp {
        let before = vec![(1, 3 * DAY), (2, 40 * DAY), (3, 200 * DAY), (4, 201 * DAY)];
        let (same, followed) = (vec![5], vec![(6, DAY / 2)]);
        TookUp {
            what: 0,
            at: 0,
            known: Known::Exactly,
            before,
            same,
            followed,
            n_later: 0,
            until: 28 * DAY,
            is_open: true,
        }
    }

    #[test]
    fn where_only_months_are_known_no_day_is_said() {
        let months = TookUp { at: 60 * DAY, known: Known::Since(30 * DAY), until: 90 * DAY, ..took() };
        assert_eq!(what("Golf", &months), "Golf, between 31 Jan 1970 and 2 Mar 1970");
        assert_eq!(
            before(&months, 14, &[("Ann", 30 * DAY)]),
            "4 of their 14 ties had it before: Ann (by 31 Jan 1970) and 3 more."
        );
        assert_eq!(
            after(&months, 4, &[("Di", 30 * DAY)]),
            "1 took it up after that, by 1 Apr 1970: Di (by 1 Apr 1970)."
        );
        assert_eq!(same(&months, &["Ed"]).unwrap(), "1 of their ties has it, too, and nobody knows who was first: Ed.");
        let last = TookUp { until: 60 * DAY, known: Known::By, ..months };
        assert_eq!(what("Golf", &last), "Golf, by 2 Mar 1970: since when is not known");
        assert_eq!(after(&last, 4, &[]), files_end_there());
        assert_eq!(after(&TookUp { is_open: false, ..last.clone() }, 4, &[]), next_is_too_late());
        speak(Language::Italian);
        assert_eq!(what("Golf", &last), "Golf, entro il 2 mar 1970: da quando non si sa");
    }

    #[test]
    fn before_and_after_are_said_with_names_and_times() {
        let near = [("Ann", 3 * DAY), ("Bo", 40 * DAY), ("Cy", 200 * DAY)];
        assert_eq!(
            before(&took(), 14, &near),
            "4 of their 14 ties had it before: Ann (3 days before), Bo (5 weeks before), Cy (7 months before) and 1 more."
        );
        assert_eq!(after(&took(), 4, &[("Di", DAY / 2)]), "1 followed within 4 weeks (so far): Di (later that day).");
        assert_eq!(same(&took(), &["Ed"]).unwrap(), "1 at the very same time: Ed.");
        let none = TookUp { before: Vec::new(), same: Vec::new(), followed: Vec::new(), is_open: false, ..took() };
        assert_eq!(before(&none, 3, &[]), "None of their 3 ties had it before.");
        assert_eq!(after(&none, 1, &[]), "None of them followed within 1 week.");
        assert_eq!(same(&none, &[]), None);
        speak(Language::Italian);
        assert_eq!(
            after(&took(), 4, &[("Di", 8 * DAY)]),
            "Entro 4 settimane hanno seguito in 1 (finora): Di (8 giorni dopo)."
        );
    }
}
