//! What the people of a preview panel say, in words: counts, how sure, and what to do.

use super::{comma, number, pick, said, sentences};
use crate::domain::campaign::PanelBounds;
use crate::domain::measure::{Advice, LEAST_OPINIONS, Panel, Part};
use crate::domain::model::Stance;

sentences! {
    export: "Export the answers…" | "Esporta le risposte…";
    export_hint: "Everybody invited, with whether they answered, the answer and their own words."
        | "Tutti gli invitati: se hanno risposto, che cosa, e con quali parole.";
    page: "Panel" | "Anteprima";
    hint: "Those who saw it before the launch: what they say, how sure that is, and what to do with it."
        | "Chi l’ha visto prima del lancio: che cosa dice, quanto è sicuro, e che cosa farne.";
    bring: "Bring in the answers…" | "Aggiungi i pareri…";
    none_title: "No answers yet" | "Ancora nessun parere";
    none_text: "Send the invitations. When people have answered, bring in the file: the customer, a rating or a word such as yes, maybe or no, and what they said."
        | "Manda gli inviti. Quando le persone hanno risposto, aggiungi il file: il cliente, un voto o una parola come sì, forse o no, e che cosa ha detto.";
    no_panel: "Nobody in this plan is invited to a preview. Add the treatment “Preview and feedback panel”."
        | "In questo piano nessuno è invitato a un’anteprima. Aggiungi il trattamento “Anteprima con raccolta di pareri”.";
    not_chosen: "Whom this plan invites is not worked out yet. Then what they said is here."
        | "Chi invita questo piano non è ancora stabilito. Poi qui ci sarà che cosa hanno detto.";
    not_a_sample: "A panel is chosen, not drawn: it speaks for people others listen to, not for all your customers."
        | "Un’anteprima si fa con persone scelte, non estratte a caso: parla per chi è ascoltato, non per tutti i tuoi clienti.";
    few_answers: "Fewer than half have answered: the silent may think otherwise. Remind them before you decide."
        | "Ha risposto meno della metà: chi tace potrebbe pensarla diversamente. Fai un richiamo prima di decidere.";
    answers: "What they answered" | "Che cosa hanno risposto";
    by_tribe: "By tribe" | "Per tribù";
    by_group: "By group" | "Per gruppo";
    voices: "In their own words" | "Con parole loro";
    invited: "Invited" | "Invitati";
    answered: "Answered" | "Hanno risposto";
    in_favour: "In favour" | "A favore";
    between: "In between" | "Nel mezzo";
    against: "Against" | "Contrari";
    for_from: "In favour from this rating on" | "A favore da questo voto in su";
    against_to: "Against up to this rating" | "Contrario fino a questo voto";
    as_meant: "as it seems to be meant" | "come sembra inteso";
    earlier: "Earlier rounds" | "Giri precedenti";
    whose: "These are opinions on" | "Questi sono pareri su";
    open_page: "Go to the panel" | "Vai all’anteprima";
    no_opinions: "No file of opinions belongs to this plan. Give the file of answers."
        | "Nessun file di pareri appartiene a questo piano. Indica il file delle risposte.";
    bad_bounds: "The rating up to which an answer is against lies below the one from which it is in favour. Nothing was changed."
        | "Il voto fino al quale una risposta è contraria deve stare sotto quello dal quale è a favore. Non è cambiato nulla.";
}

/// What somebody thinks, as one word.
#[must_use]
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Onside => pick("in favour", "a favore"),
        Stance::Neutral => pick("in between", "nel mezzo"),
        Stance::Offside => pick("against", "contrario"),
    }
}

/// As in files and on the command line, whatever is spoken.
#[must_use]
pub fn in_english(stance: Stance) -> &'static str {
    match stance {
        Stance::Onside => "for",
        Stance::Neutral => "between",
        Stance::Offside => "against",
    }
}

/// What to do, in a word or two.
#[must_use]
pub fn verdict(advice: Advice) -> &'static str {
    match advice {
        Advice::TooFew => pick("Too few to tell", "Troppo pochi per dirlo"),
        Advice::Go => pick("Go", "Avanti"),
        Advice::Change => pick("Change it first", "Prima cambia qualcosa"),
        Advice::Stop => pick("Stop", "Fermati"),
    }
}

/// What to do and why, in a sentence or two.
#[must_use]
pub fn advice(panel: &Panel) -> String {
    match panel.advice {
        Advice::TooFew if panel.most_opinions() < LEAST_OPINIONS => said!(
            "{} said what they think. Even if all who are invited agreed, fewer than {LEAST_OPINIONS} opinions could be chance: invite more people."
                | "Chi ha detto che cosa pensa: {}. Anche se tutti gli invitati fossero d’accordo, meno di {LEAST_OPINIONS} pareri potrebbero essere un caso: invita altre persone.",
            people(panel.all.n_opinions())
        ),
        Advice::TooFew => said!(
            "{} said what they think. Even if all agreed, fewer than {LEAST_OPINIONS} opinions could be chance: ask the others again."
                | "Chi ha detto che cosa pensa: {}. Anche se fossero tutti d’accordo, meno di {LEAST_OPINIONS} pareri potrebbero essere un caso: richiama gli altri.",
            people(panel.all.n_opinions())
        ),
        Advice::Go => pick(
            "More than half are in favour, beyond chance. Launch it.",
            "Più della metà è a favore, al di là del caso. Lancialo.",
        )
        .into(),
        Advice::Change if panel.high < 0.5 => pick(
            "Few are won over, and most are in between rather than against. Change what they name, and ask again.",
            "Pochi sono convinti, e i più stanno nel mezzo piuttosto che contro. Cambia ciò che indicano, e richiedi il parere.",
        )
        .into(),
        Advice::Change => pick(
            "It cannot be told whether more than half are in favour. Change what those against name, and ask again.",
            "Non si può dire se più della metà sia a favore. Cambia ciò che indicano i contrari, e richiedi il parere.",
        )
        .into(),
        Advice::Stop => pick(
            "Fewer than half are in favour, beyond chance. Do not launch it as it is.",
            "Meno della metà è a favore, al di là del caso. Così com’è, non lanciarlo.",
        )
        .into(),
    }
}

/// How many answered, how many of them are in favour, and how far chance alone could move that.
#[must_use]
pub fn share(panel: &Panel) -> String {
    let Part { n_invited, n_answered, n_for, .. } = panel.all;
    let n_opinions = panel.all.n_opinions();
    let answered =
        said!("{} of {} invited answered" | "Risposte: {} su {} inviti", count(n_answered), count(n_invited));
    if n_opinions == 0 {
        return format!("{answered}.");
    }
    let (low, high) = (bound(panel.low), bound(panel.high));
    let (n_for, n_opinions) = (count(n_for), count(n_opinions));
    said!(
        "{answered}; {n_for} of {n_opinions} with an opinion are in favour ({}). Among people like these it is between {low} and {high}."
            | "{answered}; a favore {n_for} dei {n_opinions} che hanno un’opinione ({}). Tra persone come queste si sta tra {low} e {high}.",
        number::percent(panel.share())
    )
}

/// A bound of a share; near a half to a tenth, so that it is seen on which side it lies.
fn bound(share: f64) -> String {
    if (share - 0.5).abs() < 0.005 && (share - 0.5).abs() > 1e-9 {
        let tenths = if share > 0.5 { (share * 1000.0).ceil() } else { (share * 1000.0).floor() };
        return format!("{} %", super::decimal(tenths / 10.0));
    }
    number::percent(share)
}

/// Where to take care, although the whole is in favour: tribes that are against it.
#[must_use]
pub fn tribes_against(names: &[&str]) -> Option<String> {
    let names = names.iter().map(|name| said!("“{name}”" | "“{name}”")).collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| {
        said!(
            "Nobody in favour and somebody against in: {names}. Leave them out, or change what they are told."
                | "Nessuno a favore e qualcuno contrario in: {names}. Lasciale fuori, o cambia il messaggio per loro."
        )
    })
}

/// Answers that do not count, each kind in a sentence.
#[must_use]
pub fn left_out(panel: &Panel) -> Vec<String> {
    let mut lines = Vec::new();
    if panel.n_opted_out > 0 {
        lines.push(said!(
            "{} answered and opted out since: not counted."
                | "Persone che hanno risposto e poi negato il consenso, non contate: {}.",
            pick(people(panel.n_opted_out), count(panel.n_opted_out))
        ));
    }
    if panel.n_uninvited > 0 {
        lines.push(said!(
            "{} answered without being on the list of invitations: not counted. Tick their invitation off as done, and they stay on it."
                | "Persone che hanno risposto senza essere nell’elenco degli inviti, non contate: {}. Segna il loro invito come fatto, e ci restano.",
            pick(people(panel.n_uninvited), count(panel.n_uninvited))
        ));
    }
    if panel.n_unknown > 0 {
        lines.push(said!(
            "In the file, and not known to this project: {}." | "Nel file, e sconosciute a questo progetto: {}.",
            people(panel.n_unknown)
        ));
    }
    let n_unclear = panel.all.n_answered - panel.all.n_opinions();
    if n_unclear > 0 {
        lines.push(said!(
            "{} gave neither a rating nor a word that is known: read what they say below."
                | "Persone che non hanno dato né un voto né una parola nota: {}. Leggi qui sotto che cosa dicono.",
            pick(people(n_unclear), count(n_unclear))
        ));
    }
    lines
}

/// How marks are read.
#[must_use]
pub fn scale(bounds: PanelBounds) -> String {
    let (above, below) = (mark(bounds.for_from), mark(bounds.against_to));
    let is_of_signs = bounds.against_to < 0.0 && [bounds.against_to, bounds.for_from].iter().all(|x| x.abs() < 1e-6);
    if is_of_signs {
        return pick(
            "Ratings above 0 are in favour, below it against.",
            "I voti sopra lo 0 sono a favore, sotto contrari.",
        )
        .into();
    }
    said!(
        "A rating of {above} or more is in favour, of {below} or less against."
            | "Un voto da {above} in su è a favore, fino a {below} contrario."
    )
}

/// A mark as it is written.
#[must_use]
pub fn mark(mark: f32) -> String {
    if mark.abs() < 1e-6 { "0".into() } else { comma(&mark.to_string()) }
}

/// What an edit of how marks are read is called.
#[must_use]
pub fn bounds_edit(bounds: Option<PanelBounds>) -> String {
    match bounds {
        Some(bounds) => said!(
            "say from which rating the panel is in favour: {}" | "indica da quale voto l’anteprima è a favore: {}",
            mark(bounds.for_from)
        ),
        None => pick(
            "read the panel’s ratings as they seem to be meant",
            "leggi i voti dell’anteprima come sembrano intesi",
        )
        .into(),
    }
}

/// One line of an earlier round.
#[must_use]
pub fn round(file: &str, panel: &Panel) -> String {
    said!(
        "{file}: {} of {} in favour. {}." | "{file}: {} su {} a favore. {}.",
        count(panel.all.n_for),
        count(panel.all.n_opinions()),
        verdict(panel.advice)
    )
}

/// How many further voices there are.
#[must_use]
pub fn more_voices(n: usize) -> String {
    said!("and {} more" | "e altri {}", number::count(n))
}

fn count(n: u64) -> String {
    number::count(usize::try_from(n).unwrap_or(usize::MAX))
}

fn people(n: u64) -> String {
    number::people(usize::try_from(n).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_says_how_sure_it_is_and_who_does_not_count() {
        let all = Part { n_invited: 14, n_answered: 11, n_for: 9, n_between: 0, n_against: 1 };
        let panel = Panel { all, low: 0.555, high: 0.997, advice: Advice::Go, n_opted_out: 1, ..Panel::default() };
        assert_eq!(
            share(&panel),
            "11 of 14 invited answered; 9 of 10 with an opinion are in favour (90 %). Among people like these it is \
             between 56 % and 100 %."
        );
        assert!(advice(&panel).starts_with("More than half"));
        assert_eq!((bound(0.501_02), bound(0.4999), bound(0.5)), ("50.2 %".into(), "49.9 %".into(), "50 %".into()));
        assert_eq!(left_out(&panel).len(), 2);
        assert_eq!(scale(PanelBounds::default()), "A rating of 4 or more is in favour, of 2 or less against.");
        assert_eq!(tribes_against(&[]), None);
    }

    #[test]
    fn marks_are_said_as_they_were_given() {
        let scale = |against_to, for_from| scale(PanelBounds { against_to, for_from });
        assert_eq!(scale(-1.0, 3.0), "A rating of 3 or more is in favour, of -1 or less against.");
        assert_eq!(scale(-1e-9, 1e-9), "Ratings above 0 are in favour, below it against.");
        assert_eq!((mark(12.5), mark(112.0), mark(0.25)), ("12.5".into(), "112".into(), "0.25".into()));
    }

    #[test]
    fn where_too_few_were_invited_asking_again_is_no_help() {
        let told = |n_invited, n_answered| {
            advice(&Panel { all: Part { n_invited, n_answered, n_for: 2, ..Part::default() }, ..Panel::default() })
        };
        assert!(told(5, 2).ends_with("invite more people.") && told(9, 2).ends_with("ask the others again."));
        // Six are invited, but one has answered without an opinion.
        assert!(told(6, 3).ends_with("invite more people.") && told(6, 2).ends_with("ask the others again."));
    }
}
