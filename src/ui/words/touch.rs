//! When a pair is usually in touch and how quickly one answers the other, in words.

use super::{number, pick, said};
use crate::domain::ties::touch::{Answers, Touch, UsualDays};

/// "Mostly weekday evenings, around 20:00 (of 40 days in touch)."; nothing where nothing is usual.
#[must_use]
pub fn usual(touch: &Touch) -> Option<String> {
    let when = match (touch.hour, touch.days) {
        (None, None) => return None,
        (None, Some(days)) => on(days),
        (Some(hour), days) => said!("{}, around {}" | "{}, verso {}", parts(hour, days), around(hour)),
    };
    // All days count, not only those on which the habit showed.
    let days = number::plural(touch.n_days as usize, pick("day", "giorno"), pick("days", "giorni"));
    Some(said!("Mostly {when} (of {days} in touch)." | "Soprattutto {when} (su {days} di contatti)."))
}

/// Monday first.
fn weekday(day: u8) -> &'static str {
    let names = pick(
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
    );
    names[usize::from(day) % 7]
}

fn article(day: u8) -> &'static str {
    if day == 6 { "la" } else { "il" }
}

fn on(days: UsualDays) -> String {
    match days {
        UsualDays::Workdays => pick("on weekdays", "nei giorni feriali").to_owned(),
        UsualDays::Weekends => pick("at weekends", "nel fine settimana").to_owned(),
        UsualDays::One(day) => pick(format!("on {}s", weekday(day)), format!("{} {}", article(day), weekday(day))),
    }
}

/// "weekday evenings", "la sera nei giorni feriali".
fn parts(hour: u8, days: Option<UsualDays>) -> String {
    let (many, one, with_article) = match hour {
        5..=11 => ("mornings", "mattina", "la mattina"),
        12..=17 => ("afternoons", "pomeriggio", "il pomeriggio"),
        18..=21 => ("evenings", "sera", "la sera"),
        _ => ("nights", "notte", "la notte"),
    };
    match days {
        None => pick(many, with_article).to_owned(),
        Some(UsualDays::One(day)) => {
            let name = weekday(day);
            pick(format!("{name} {many}"), format!("{} {name} {one}", article(day)))
        }
        Some(days @ UsualDays::Workdays) => pick(format!("weekday {many}"), format!("{with_article} {}", on(days))),
        Some(days @ UsualDays::Weekends) => pick(format!("weekend {many}"), format!("{with_article} {}", on(days))),
    }
}

/// Around which hour: "20:00", "le 20".
fn around(hour: u8) -> String {
    match hour {
        0 => pick("midnight", "mezzanotte").to_owned(),
        1 => pick("1:00", "l’1").to_owned(),
        12 => pick("noon", "mezzogiorno").to_owned(),
        _ => said!("{hour}:00" | "le {hour}"),
    }
}

/// "Ann usually answers after 20 minutes (14 times), Bo after 2 h (9 times)."; nothing where neither is known.
#[must_use]
pub fn answers(touch: &Touch, person: &str, other: &str) -> Option<String> {
    let times = |known: Answers| {
        let n = number::plural(known.n as usize, pick("time", "volta"), pick("times", "volte"));
        match known.seconds {
            0..60 => said!("within a minute ({n})" | "entro un minuto ({n})"),
            seconds => said!("after {} ({n})" | "dopo {} ({n})", number::duration(seconds.into())),
        }
    };
    let one =
        |name: &str, known: Answers| said!("{name} usually answers {}" | "{name} di solito risponde {}", times(known));
    Some(match (touch.answers, touch.is_answered) {
        (None, None) => return None,
        (Some(own), None) => format!("{}.", one(person, own)),
        (None, Some(theirs)) => format!("{}.", one(other, theirs)),
        (Some(own), Some(theirs)) => format!("{}, {other} {}.", one(person, own), times(theirs)),
    })
}

/// All that is said of a pair, a sentence each.
#[must_use]
pub fn lines(touch: &Touch, person: &str, other: &str) -> Vec<String> {
    [usual(touch), answers(touch, person, other)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Language, speak};
    use super::*;

    #[test]
    fn the_usual_hour_and_the_answers_are_said_in_both_languages() {
        let known = Answers { seconds: 1_200, n: 14 };
        let touch = Touch { n_contacts: 52, n_days: 40, hour: Some(20), ..Touch::default() };
        let with = |days| Touch { days: Some(days), ..touch };
        let friday = with(UsualDays::One(4));
        let answered =
            Touch { answers: Some(known), is_answered: Some(Answers { seconds: 9, n: 5 }), ..Touch::default() };
        assert_eq!(usual(&touch).unwrap(), "Mostly evenings, around 20:00 (of 40 days in touch).");
        assert_eq!(
            usual(&with(UsualDays::Workdays)).unwrap(),
            "Mostly weekday evenings, around 20:00 (of 40 days in touch)."
        );
        assert_eq!(usual(&friday).unwrap(), "Mostly Friday evenings, around 20:00 (of 40 days in touch).");
        let days_only = Touch { hour: None, ..with(UsualDays::Weekends) };
        assert_eq!(usual(&days_only).unwrap(), "Mostly at weekends (of 40 days in touch).");
        assert_eq!(
            lines(&answered, "Ann", "Bo"),
            ["Ann usually answers after 20 minutes (14 times), Bo within a minute (5 times)."]
        );
        assert!(lines(&Touch::default(), "Ann", "Bo").is_empty());
        speak(Language::Italian);
        assert_eq!(usual(&friday).unwrap(), "Soprattutto il venerdì sera, verso le 20 (su 40 giorni di contatti).");
        let noon = Touch { hour: Some(12), ..with(UsualDays::Workdays) };
        assert_eq!(
            usual(&noon).unwrap(),
            "Soprattutto il pomeriggio nei giorni feriali, verso mezzogiorno (su 40 giorni di contatti)."
        );
        assert_eq!(
            lines(&answered, "Ann", "Bo"),
            ["Ann di solito risponde dopo 20 minuti (14 volte), Bo entro un minuto (5 volte)."]
        );
    }
}
