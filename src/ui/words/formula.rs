//! How influence is worked out, and for one person in their own numbers; true to the dictionary of exported tables.

use super::{comma, decimal, number, pick, said};
use crate::domain::influence::persuasion::Persuasion;
use crate::domain::influence::{Working, shares};
use crate::domain::model::{PROMOTED_BY, ScoreSettings};

/// The formula with the weights in force, one click away: the same as the dictionary sheet of an export says.
#[must_use]
pub fn formula(settings: &ScoreSettings, has_evidence: bool) -> String {
    let ([listened_to, reach, closeness, position], fifth) = shares(&settings.weights, has_evidence);
    let four = said!(
        "Influence, 0 to 100, is 100 × M. M = {} × people come to them + {} × reach in two steps + {} × closeness to their \
         people + {} × position."
            | "L’influenza, da 0 a 100, è 100 × M. M = {} × ascolto ricevuto + {} × persone raggiunte in due passi + {} × \
               vicinanza ai suoi + {} × centralità.",
        short(listened_to),
        short(reach),
        short(closeness),
        short(position)
    );
    let lift = if has_evidence && fifth > 0.0 {
        said!(
            " Where it is known that others follow them, and that is higher than M: 100 × (M + {0} × others follow them) / {1}."
                | " Dove il seguito è noto ed è più alto di M: 100 × (M + {0} × seguito) / {1}.",
            short(fifth),
            short(1.0 + fifth)
        )
    } else {
        String::new()
    };
    let topic = if settings.topic.is_empty() {
        String::new()
    } else {
        said!(
            " Asked for “{}”: only those who bought it or care about it count for people come to them and for reach."
                | " Chiesta per “{}”: per l’ascolto ricevuto e le persone raggiunte conta solo chi l’ha comprato o se ne interessa.",
            settings.topic
        )
    };
    let days = number::plural(settings.half_life_days.round() as usize, pick("day", "giorno"), pick("days", "giorni"));
    said!(
        "{four}{lift} Promoted by hand: {PROMOTED_BY} more, at most 100. Each part is the share of ranked people below this \
         one, 0 to 1. A contact {days} before the last counts one half; the number of contacts itself is not used.{topic}"
            | "{four}{lift} Con una promozione a mano: {PROMOTED_BY} in più, al massimo 100. Ogni parte è la quota di persone in \
               classifica che stanno sotto, da 0 a 1. Un contatto di {days} prima dell’ultimo conta la metà; il numero dei \
               contatti non entra nel calcolo.{topic}"
    )
}

/// The same in one person's own numbers, which add up.
#[must_use]
pub fn own(working: &Working) -> String {
    let [listened_to, reach, closeness, position] = working.points.map(decimal);
    let mean = decimal(working.mean);
    let mut text = said!(
        "Here: 100 × M = {listened_to} + {reach} + {closeness} + {position} = {mean}."
            | "Qui: 100 × M = {listened_to} + {reach} + {closeness} + {position} = {mean}."
    );
    if let Some(persuasion) = working.persuasion.map(decimal) {
        text += &if working.is_lifted {
            said!(
                " Others follow them, {persuasion}, is higher: ({mean} + {0} × {persuasion}) / {1} = {2}."
                    | " Il seguito, {persuasion}, è più alto: ({mean} + {0} × {persuasion}) / {1} = {2}.",
                short(working.fifth),
                short(1.0 + working.fifth),
                decimal(working.by_figures)
            )
        } else {
            said!(
                " Others follow them, {persuasion}, is not higher and does not count."
                    | " Il seguito, {persuasion}, non è più alto e non conta."
            )
        };
    }
    if working.is_promoted {
        text += &said!(" Promoted by hand: {}." | " Con la promozione a mano: {}.", decimal(working.influence));
    }
    text
}

/// That nothing is known of whether others follow somebody, with the reason in a word or two.
#[must_use]
pub fn cannot_tell(persuasion: &Persuasion) -> &'static str {
    if persuasion.findings.is_empty() {
        pick("cannot tell: no dated purchases", "non si sa: acquisti senza date")
    } else if persuasion.evidence.is_empty() {
        pick("cannot tell: no more than chance", "non si sa: non più del caso")
    } else {
        pick("cannot tell: nothing to compare", "non si sa: nulla da confrontare")
    }
}

/// Why nothing is known of whether others follow somebody.
#[must_use]
pub fn nothing_known(persuasion: &Persuasion) -> &'static str {
    if persuasion.findings.is_empty() {
        pick(
            "Nothing in your files is dated that people take up: no purchases, no interests.",
            "Nei tuoi file non c’è nulla di datato che le persone prendano: né acquisti né interessi.",
        )
    } else if persuasion.evidence.is_empty() {
        pick(
            "In your files people follow nobody beyond chance and likeness, so that this counts for nobody.",
            "Nei tuoi file nessuno segue altri più che per caso o somiglianza: perciò non conta per nessuno.",
        )
    } else {
        pick(
            "None of their contacts took up what they did: there is nothing to compare.",
            "Nessuno dei suoi contatti ha preso ciò che ha preso: non c’è nulla da confrontare.",
        )
    }
}

/// "0.4", "0.333": as many digits as are needed, four at most.
fn short(share: f64) -> String {
    comma(format!("{share:.4}").trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::super::{Language, speak};
    use super::*;
    use crate::domain::export;

    #[test]
    fn the_window_says_the_weights_that_the_export_says() {
        let settings = ScoreSettings { topic: "Watch".into(), ..ScoreSettings::default() };
        for has_evidence in [false, true] {
            let (here, there) = (formula(&settings, has_evidence), export::formula(&settings, has_evidence));
            for text in
                ["0.4 ×", "0.25 ×", "0.2 ×", "0.15 ×", "30 days before the last", "10 more, at most 100", "“Watch”"]
            {
                assert!(here.contains(text) && there.contains(text), "{text}: {here} {there}");
            }
            assert_eq!(here.contains("(M + 0.25 ×"), has_evidence, "{here}");
            assert!(!here.contains('%') && !here.contains("half-life"), "{here}");
        }
        speak(Language::Italian);
        let italian = formula(&settings, true);
        assert!(italian.contains("0,4 × ascolto ricevuto") && italian.contains("/ 1,25"), "{italian}");
        assert!(italian.contains("30 giorni prima dell’ultimo"), "{italian}");
    }

    #[test]
    fn a_person_s_own_numbers_add_up() {
        let plain = Working {
            points: [39.5, 24.6, 19.4, 15.0],
            mean: 98.5,
            fifth: 0.25,
            persuasion: None,
            is_lifted: false,
            by_figures: 98.46,
            is_promoted: false,
            influence: 98.46,
        };
        assert_eq!(own(&plain), "Here: 100 × M = 39.5 + 24.6 + 19.4 + 15.0 = 98.5.");
        let lifted = Working { persuasion: Some(100.0), is_lifted: true, by_figures: 98.8, ..plain };
        assert!(own(&lifted).ends_with("is higher: (98.5 + 0.25 × 100.0) / 1.25 = 98.8."), "{}", own(&lifted));
        let promoted = Working { persuasion: Some(20.0), is_promoted: true, influence: 100.0, ..plain };
        assert!(own(&promoted).ends_with("does not count. Promoted by hand: 100.0."), "{}", own(&promoted));
    }
}
