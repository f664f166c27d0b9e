//! What makes a tie strong, in words.

use super::{pick, sentences};
use crate::domain::model::{TiePart, Weighting};

sentences! {
    title: "What makes a tie strong" | "Che cosa rende forte un legame";
    hint: "Every tie is compared with all the others, part by part; its strength is the mean of the parts, weighed as you say here. Only the proportions matter. What your files say nothing of is not listed."
        | "Ogni legame è confrontato con tutti gli altri, aspetto per aspetto; la sua forza è la media degli aspetti, pesati come dici qui. Contano solo le proporzioni. Ciò di cui i file non dicono nulla non è in elenco.";
    half_life: "A contact counts one half after" | "Un contatto vale la metà dopo";
    half_life_hint: "Counted back from the last contact in your files. Fewer days: only what was lately counts. More days: old friends count, too."
        | "Contando a ritroso dal contatto più recente nei file. Meno giorni: conta solo ciò che è recente. Più giorni: contano anche i vecchi amici.";
    days: " days" | " giorni";
    usual: "Back to the usual strength" | "Torna alla forza abituale";
    nothing_counts: "Nothing counts now: every tie is as weak as the next."
        | "Ora non conta nulla: ogni legame è debole quanto gli altri.";
    all_alike: "All ties weigh the same at present, whatever stands here: so it was asked for on the command line."
        | "Per ora tutti i legami pesano allo stesso modo, qualunque cosa ci sia qui: così è stato chiesto dalla riga di comando.";
    by_contacts: "Ties weigh by their plain number of contacts at present, whatever stands here: so it was asked for on the command line."
        | "Per ora i legami pesano per il semplice numero di contatti, qualunque cosa ci sia qui: così è stato chiesto dalla riga di comando.";
    use_strength: "Weigh ties by strength" | "Pesa i legami per forza";
    bad_weight: "What a part of strength counts is a number from 0 to 1, as in overlap=0.2,time=0; the parts are frequency, days, time, lasting, reciprocity, steadiness, overlap and rating. Nothing was changed."
        | "Il peso di un aspetto della forza è un numero da 0 a 1, come overlap=0.2,time=0; gli aspetti sono frequency, days, time, lasting, reciprocity, steadiness, overlap e rating. Non è cambiato nulla.";
    bad_half_life: "A contact can count one half after 1 to 365 days. Nothing was changed."
        | "Un contatto può valere la metà dopo un numero di giorni da 1 a 365. Non è cambiato nulla.";
}

/// The name of a part, and what it is.
#[must_use]
pub fn part(part: TiePart) -> (&'static str, &'static str) {
    match part {
        TiePart::Frequency => (
            pick("How often, of late", "Quanto spesso, di recente"),
            pick("Contacts; the older, the less each counts.", "I contatti: più sono vecchi, meno contano."),
        ),
        TiePart::Days => (
            pick("On how many days", "In quanti giorni"),
            pick("Days on which the two were in touch.", "I giorni in cui i due sono stati in contatto."),
        ),
        TiePart::Time => (
            pick("Time together", "Tempo insieme"),
            pick("Seconds of calls and meetings.", "La durata di telefonate e incontri."),
        ),
        TiePart::Lasting => (
            pick("For how long", "Da quanto tempo"),
            pick("From the first contact to the last.", "Dal primo al più recente dei contatti."),
        ),
        TiePart::Reciprocity => (
            pick("Both ways", "In entrambi i sensi"),
            pick("Each goes to the other as much as the other comes.", "Ognuno cerca l’altro quanto ne è cercato."),
        ),
        TiePart::Steadiness => (
            pick("Steadily", "Con regolarità"),
            pick("Contacts at regular intervals.", "Contatti a intervalli regolari."),
        ),
        TiePart::Overlap => (
            pick("Contacts in common", "Contatti in comune"),
            pick(
                "The share of their other contacts that both have.",
                "La quota dei loro altri contatti che hanno entrambi.",
            ),
        ),
        TiePart::Rating => (
            pick("What they think of each other", "Che cosa pensano l’uno dell’altro"),
            pick("Judgements above zero.", "I giudizi sopra lo zero."),
        ),
    }
}

/// Why the weights do nothing at present; nothing where they do.
#[must_use]
pub fn without_effect(weighting: Weighting) -> Option<&'static str> {
    match weighting {
        Weighting::Strength => None,
        Weighting::Contacts => Some(by_contacts()),
        Weighting::One => Some(all_alike()),
    }
}
