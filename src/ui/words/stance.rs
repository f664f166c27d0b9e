//! What people think of the company, who was hit this week and who goes if somebody turns, in words.

use super::day::{self, DAY};
use super::{number, pick, plan, said, sentences};
use crate::domain::import::day_text;
use crate::domain::model::decisions::StancesEdit;
use crate::domain::model::{Stance, Tones};
use crate::domain::stance::{Damage, HIT_DAYS, Hit, PeopleStances, Source};

sentences! {
    title: "Onside or offside" | "A favore o contrari";
    hint: "What people think of you: from a column of scores or words in your customer list, from complaints, or set by hand on a person's card, which wins over both."
        | "Che cosa pensano di te: da una colonna di punteggi o parole del tuo elenco clienti, dai reclami, o come deciso a mano sulla scheda di una persona, che vale più di entrambi.";
    set_stance: "Set the stance" | "Imposta l’opinione";
    column: "Column that says what they think" | "Colonna che dice che cosa pensano";
    by_tone: "Guess it from the tone of notes and complaints where nothing else says it"
        | "Supponila dal tono di note e reclami dove nient’altro la dice";
    by_tone_hint: "A word list reads English and Italian; it hears no irony. Such a stance is marked as a guess everywhere, and what you set by hand, your list and complaints win over it."
        | "Un elenco di parole legge inglese e italiano; l’ironia gli sfugge. Un’opinione così è segnata ovunque come supposizione, e ciò che decidi a mano, il tuo elenco e i reclami valgono di più.";
    no_column: "None: by complaints alone" | "Nessuna: solo dai reclami";
    column_gone: "That column is in no file any more: complaints tell."
        | "Quella colonna non è più in nessun file: valgono i reclami.";
    unreadable: "That column holds neither scores nor words for or against. Nothing was changed."
        | "Quella colonna non contiene né punteggi né parole a favore o contro. Non è cambiato nulla.";
    offside_to: "Offside up to this score" | "Contrario fino a questo punteggio";
    onside_from: "Onside from this score on" | "A favore da questo punteggio in su";
    complaint_days: "A complaint means offside for so many days" | "Giorni per cui un reclamo vale come contrario";
    hit_label: "Influencers hit this week" | "Influencer colpiti questa settimana";
    hit_hint: "They complained or lost service in the last seven days of your files. Below each, when their circle is expected to follow."
        | "Hanno fatto un reclamo o subìto un disservizio negli ultimi sette giorni dei tuoi file. Sotto ciascuno, quando è probabile che la sua cerchia lo segua.";
    nobody_hit: "No influencer complained or lost service in the last seven days of your files."
        | "Nessun influencer ha fatto reclami o subìto disservizi negli ultimi sette giorni dei tuoi file.";
    fewer_hit: "Fewer" | "Mostra meno";
    no_incidents: "Add a file of complaints or outages (who, and when), and influencers who were hit are listed here."
        | "Aggiungi un file di reclami o disservizi (chi e quando) e qui compariranno gli influencer colpiti.";
    damage_label: "If this person turns" | "Se questa persona ti volta le spalle";
    bad_set: "Give a customer and a stance: --set C0001=offside, or C0001=files to let the files say it. Stances are onside, neutral and offside. Nothing was changed."
        | "Indica un cliente e un’opinione: --set C0001=offside, oppure C0001=files per lasciar decidere ai file. Le opinioni sono onside, neutral e offside. Non è cambiato nulla.";
    bad_word: "Give a word of the column and a stance: --word angry=offside. Nothing was changed."
        | "Indica una parola della colonna e un’opinione: --word angry=offside. Non è cambiato nulla.";
    no_column_read: "No column says what they think yet: name it with --column first. Nothing was changed."
        | "Nessuna colonna dice ancora che cosa pensano: prima indicala con --column. Non è cambiato nulla.";
    bad_bounds: "Offside ends below where onside begins: --offside-to must be less than --onside-from. Nothing was changed."
        | "I contrari finiscono sotto il punteggio da cui si è a favore: --offside-to deve essere minore di --onside-from. Non è cambiato nulla.";
    no_such_column: "Your customer list has no column of this name. Nothing was changed."
        | "Il tuo elenco clienti non ha una colonna con questo nome. Non è cambiato nulla.";
}

/// Those of the influencers who were hit that are not shown.
#[must_use]
pub fn more_hit(n: usize) -> String {
    match n {
        1 => pick("and 1 more", "e un altro").to_owned(),
        n => said!("and {} more" | "e altri {}", number::count(n)),
    }
}

/// A stance as a name.
#[must_use]
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Onside => pick("Onside", "A favore"),
        Stance::Neutral => pick("Neutral", "Neutrale"),
        Stance::Offside => pick("Offside", "Contrario"),
    }
}

/// Where a stance is from.
#[must_use]
pub fn source(source: Source) -> &'static str {
    match source {
        Source::ByHand => pick("set by hand", "deciso a mano"),
        Source::Column => pick("as your list says", "come dice il tuo elenco"),
        Source::Complaints => pick("complained lately", "reclamo recente"),
        Source::Tone => {
            pick("by the tone of what was written: a guess", "dal tono di ciò che è scritto: una supposizione")
        }
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
    let is_all = tones.n_read() == tones.n_texts;
    let rest =
        if is_all { "" } else { pick("; in the rest the language is not known", "; nel resto la lingua non è nota") };
    let notes = (pick("note or complaint", "nota o reclamo"), pick("notes and complaints", "note e reclami"));
    said!(
        "Tone read in {} of {} ({} English, {} Italian){rest}. {} for or against."
            | "Tono letto per {} di {} ({} in inglese, {} in italiano){rest}. {} a favore o contro.",
        plan::the(&number::percent(f64::from(tones.n_read()) / f64::from(tones.n_texts.max(1)))),
        number::plural(tones.n_texts as usize, notes.0, notes.1),
        count(tones.n_english),
        count(tones.n_italian),
        number::plural(tones.n_telling as usize, pick("speaks", "si esprime"), pick("speak", "si esprimono"))
    )
}

/// The offer to read a column.
#[must_use]
pub fn use_column(heading: &str) -> String {
    said!("Read what people think from “{heading}”" | "Leggi che cosa pensano da “{heading}”")
}

/// Those who are not named.
#[must_use]
pub fn and_others(n: &str) -> String {
    said!("and {n} more" | "e altri {n}")
}

/// "Known for 412 of 8,900 people: 120 onside, 200 neutral, 92 offside."
#[must_use]
pub fn coverage(stances: &PeopleStances) -> String {
    let [onside, neutral, offside] = stances.counts;
    let known = number::count(stances.n_known());
    let of = number::people(stances.n_people);
    if stances.n_known() == 0 {
        return said!("Known for none of {of}." | "Opinione nota per nessuno su {of}.");
    }
    said!(
        "Known for {known} of {of}: {} onside, {} neutral, {} offside."
            | "Opinione nota per {known} su {of}: a favore {}, neutrali {}, contrari {}.",
        number::count(onside),
        number::count(neutral),
        number::count(offside)
    )
}

/// The decision in a few words, as in "Undo: ...".
#[must_use]
pub fn edit(edit: &StancesEdit) -> String {
    match edit {
        StancesEdit::SetColumn(Some(column)) => {
            said!("read what people think from “{}”" | "leggi che cosa pensano da “{}”", column.heading)
        }
        StancesEdit::SetColumn(None) => {
            pick("take no stance from a column", "non leggere opinioni da una colonna").into()
        }
        StancesEdit::SetByTone(true) => {
            pick("guess stances from the tone of notes", "supponi le opinioni dal tono delle note").into()
        }
        StancesEdit::SetByTone(false) => {
            pick("guess no stance from the tone of notes", "non supporre opinioni dal tono delle note").into()
        }
        StancesEdit::SetComplaintDays(0) => {
            pick("take no stance from complaints", "non ricavare opinioni dai reclami").into()
        }
        StancesEdit::SetComplaintDays(days) => {
            said!("let a complaint count for {days} days" | "fai valere un reclamo per {days} giorni")
        }
        StancesEdit::SetByHand { id, stance: Some(of), .. } => {
            said!("call {id} {}" | "segna {id} come {}", stance(*of).to_lowercase())
        }
        StancesEdit::SetByHand { id, stance: None, .. } => {
            said!("let the files say the stance of {id}" | "lascia che siano i file a dire l’opinione di {id}")
        }
    }
}

/// What happened: "complained on 14 Nov 2026 (“Bill too high”)".
fn what_happened(hit: &Hit) -> String {
    let on = day::at(hit.at);
    let what = if hit.is_outage {
        said!("lost service on {on}" | "disservizio del {on}")
    } else {
        said!("complained on {on}" | "reclamo del {on}")
    };
    if hit.subject.is_empty() { what } else { format!("{what} (“{}”)", hit.subject) }
}

/// The clock of somebody who was hit, a forecast, in dates: nobody reads this on the very day on which the files end.
#[must_use]
pub fn clock(hit: &Hit) -> String {
    let day_after = |days: u32| day_text(hit.at + i64::from(days) * DAY);
    let (from, to) = day::two(&day_after(HIT_DAYS.0), &day_after(HIT_DAYS.1));
    if hit.days_left == 0 {
        return said!("The last day to act: {to}." | "Ultimo giorno per agire: {to}.");
    }
    said!(
        "Forecast: their circle could follow between {} and {}."
            | "Previsione: la sua cerchia potrebbe seguire tra {} e {}.",
        plan::the(&from),
        plan::the(&to)
    )
}

/// What happened to one of the list: "Ann: complained on 14 Nov 2026 (“Bill too high”)."
#[must_use]
pub fn hit(label: &str, hit: &Hit) -> String {
    format!("{label}: {}.", what_happened(hit))
}

/// Who has much of their contact with somebody who may turn.
#[must_use]
pub fn damage(damage: &Damage) -> String {
    match damage.n_contacts {
        0 => pick(
            "Nobody has as much as a tenth of their contact with them.",
            "Nessuno ha con questa persona almeno un decimo dei suoi contatti.",
        )
        .into(),
        1 => pick(
            "1 person has a tenth of their contact or more with them.",
            "1 persona ha con lei un decimo dei suoi contatti o più.",
        )
        .into(),
        n => said!(
            "{} have a tenth of their contact or more with them."
                | "{} hanno con lei un decimo dei loro contatti o più.",
            number::people(n)
        ),
    }
}

/// What may go with them, a forecast; nothing where nobody would.
#[must_use]
pub fn may_go(damage: &Damage) -> Option<String> {
    if damage.n_contacts == 0 {
        return None;
    }
    let follow = if damage.n_contacts == 1 {
        pick("Forecast: this person could follow.", "Previsione: potrebbe seguirla.")
    } else {
        pick("Forecast: they could follow.", "Previsione: potrebbero seguirla.")
    };
    let worth = (damage.spend_cents >= 50).then(|| {
        said!(
            " About {} of spending hangs on it." | " Ne dipendono circa {} di spesa.",
            number::about_money(damage.spend_cents)
        )
    });
    Some(format!("{follow}{}", worth.unwrap_or_default()))
}

/// One of those who could follow.
#[must_use]
pub fn at_risk(label: &str, share: f64, spend_cents: i64) -> String {
    let spend =
        if spend_cents > 0 { said!(", spends {}" | ", spesa {}", number::money(spend_cents)) } else { String::new() };
    said!(
        "{label}: {} of their contact goes here{spend}" | "{label}: {} dei suoi contatti è qui{spend}",
        number::percent(share)
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Language, speak};
    use super::*;

    #[test]
    fn whoever_was_hit_is_said_with_the_day_and_the_days_on_which_others_follow() {
        let one = |day: i64, days_left: u32, is_outage, subject: &str| Hit {
            person: 3,
            at: day * DAY + 9 * 3_600,
            days_ago: 7 - days_left,
            days_in_time: days_left.saturating_sub(3),
            days_left,
            is_outage,
            subject: subject.to_owned(),
            n_incidents: 1,
        };
        assert_eq!(
            hit("Ann", &one(40, 6, false, "Bill too high")),
            "Ann: complained on 10 Feb 1970 (“Bill too high”)."
        );
        assert_eq!(hit("Ann", &one(40, 0, true, "")), "Ann: lost service on 10 Feb 1970.");
        // What is expected stands apart from what happened.
        let clock_of = |day, days_left| clock(&one(day, days_left, true, ""));
        assert_eq!(clock_of(40, 6), "Forecast: their circle could follow between 14 and 17 Feb 1970.");
        // The same, however long ago the files say it was.
        assert_eq!(clock_of(52, 1), "Forecast: their circle could follow between 26 Feb and 1 Mar 1970.");
        assert_eq!(clock_of(40, 0), "The last day to act: 17 Feb 1970.");
        speak(Language::Italian);
        assert_eq!(hit("Ann", &one(63, 6, false, "Conto")), "Ann: reclamo del 5 mar 1970 (“Conto”).");
        assert_eq!(clock_of(63, 6), "Previsione: la sua cerchia potrebbe seguire tra il 9 e il 12 mar 1970.");
        assert_eq!(clock_of(62, 0), "Ultimo giorno per agire: 11 mar 1970.");
        let elided = clock_of(62, 6);
        assert!(elided.ends_with("tra l’8 e l’11 mar 1970."), "{elided}");
    }

    #[test]
    fn what_may_go_is_a_forecast_apart_and_without_cents() {
        let one = Damage { n_contacts: 12, spend_cents: 82_250, ..Damage::default() };
        assert_eq!(damage(&one), "12 people have a tenth of their contact or more with them.");
        let told = may_go(&one).unwrap();
        assert_eq!(told, "Forecast: they could follow. About €823 of spending hangs on it.");
        assert_eq!(may_go(&Damage::default()), None);
    }
}
