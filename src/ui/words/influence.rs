//! What influence is asked for and how it is weighed, in words.

use super::number::{self, count};
use super::{decimal, pick, said, sentences};
use crate::domain::influence::CutCurve;
use crate::domain::influence::persuasion::Finding;
use crate::domain::influence::topical::{ForTopic, TopicEvidence};
use crate::domain::ties::{Topic, TopicKind};

sentences! {
    for_what: "Influence for which product or subject?" | "Influenza per quale prodotto o tema?";
    anything: "Anything" | "Qualsiasi";
    own_words: "Or words of your own" | "Oppure parole tue";
    own_words_hint: "several with ; between, bought or written" | "più parole separate da ;, comprate o scritte";
    ask_hears_next: "Who hears of it next?" | "Chi ne sentirà parlare ora?";
    hears_next_hint: "From those who have to do with it, over their ties in two steps. Whoever hears of it need not want it."
        | "Da chi ne ha già a che fare, attraverso i legami, in due passi. Chi ne sente parlare non per forza lo vuole.";
    nobody_hears: "Word of it gets to nobody new." | "La voce non arriva a nessun altro.";
    by_kind: "By kind of product" | "Per categoria di prodotto";
    beside: "Top for one, absent for another" | "In cima per uno, assenti per un altro";
    on_top_for: "On top for" | "In cima per";
    not_for: "beside" | "a confronto con";
    compare: "Compare the two" | "Confronta i due";
    both: "On top for both" | "In cima per entrambi";
    each_share: "What each share reaches" | "Quante persone raggiunge ogni quota";
    weights: "What counts how much" | "Che cosa pesa, e quanto";
    weights_hint: "Only the proportions matter. The names below follow while you move a slider."
        | "Contano solo le proporzioni. I nomi qui sotto si aggiornano mentre muovi un cursore.";
    usual_weights: "Back to the usual weights" | "Torna ai pesi abituali";
}

/// "Spark watch: 412 people".
#[must_use]
pub fn topic(topic: &Topic) -> String {
    let people = number::people(topic.n_people);
    match topic.kind {
        TopicKind::Category => said!("{} (kind of product): {people}" | "{} (categoria): {people}", topic.name),
        TopicKind::Product | TopicKind::Subject => format!("{}: {people}", topic.name),
    }
}

/// What the ranking for a topic rests on, with what dated purchases say of it.
#[must_use]
pub fn rests_on(evidence: TopicEvidence, finding: Option<&Finding>) -> String {
    if evidence.n_ranked == 0 {
        return pick(
            "Nobody here bought it, cares about it or wrote of it: it cannot be told who leads, and nobody is ranked.",
            "Qui nessuno l’ha comprato, se ne interessa o ne scrive: non si può dire chi guida, e la classifica è vuota.",
        )
        .into();
    }
    let mut text = said!(
        "This rests on {} who bought it, care about it or wrote of it, {} of them ranked, with {} between two of them."
            | "Si basa su {} che l’hanno comprato, se ne interessano o ne scrivono, {} delle quali in classifica, con {} tra due di loro.",
        number::people(evidence.n_people),
        count(evidence.n_ranked),
        ties(evidence.n_ties)
    );
    if let Some(finding) = finding {
        let timing = &finding.timing;
        let weeks = (pick("week", "settimana"), pick("weeks", "settimane"));
        text += &said!(
            " Of {} of takers who know each other, {} took it up within {} of one another; {} by chance."
                | " Tra {} di acquirenti che si conoscono, {} l’hanno preso entro {} l’uno dall’altro; {} per caso.",
            number::plural(timing.n_pairs as usize, pick("pair", "coppia"), pick("pairs", "coppie")),
            number::about(timing.n_followed),
            number::plural(timing.weeks as usize, weeks.0, weeks.1),
            number::about(timing.expected)
        );
    }
    if evidence.is_thin() {
        text += pick(" That is little: take it as a hint.", " È poco: consideralo un indizio.");
    }
    text
}

fn ties(n: usize) -> String {
    number::plural(n, pick("tie", "legame"), pick("ties", "legami"))
}

/// Above the names of those who hear of a topic next.
#[must_use]
pub fn hears_next(topic: &str, n_have: usize) -> String {
    said!(
        "{} have to do with “{topic}”. Through the ties word of it is likely to get next to:"
            | "Hanno a che fare con “{topic}”: {}. Attraverso i legami la voce può arrivare ora a:",
        number::people(n_have)
    )
}

/// "Chance to hear of it: 4.3 %".
#[must_use]
pub fn chance_to_hear(chance: f32) -> String {
    said!("Chance to hear of it: {}" | "Probabilità di sentirne parlare: {}", number::percent(f64::from(chance)))
}

/// The button that selects all of them.
#[must_use]
pub fn select_them(n: usize) -> String {
    said!("Select these {}" | "Seleziona: {}", number::people(n))
}

/// One of them, with the chance that they hear of it.
#[must_use]
pub fn hears(name: &str, chance: f32) -> String {
    format!("  {name}: {}", number::percent(f64::from(chance)))
}

/// One of two topics side by side.
#[must_use]
pub fn side(of: &ForTopic) -> String {
    let thin = if of.evidence.is_thin() { pick("; that is little", "; è poco") } else { "" };
    said!(
        "{}: {}, {} between two of them{thin}." | "{}: {}, {} tra due di loro{thin}.",
        name(&of.topic),
        number::people(of.evidence.n_people),
        ties(of.evidence.n_ties)
    )
}

/// "On top for Watch, not for Phone".
#[must_use]
pub fn only(here: &str, there: &str) -> String {
    said!("On top for {}, not for {}" | "In cima per {}, non per {}", name(here), name(there))
}

/// "On top for both: 3".
#[must_use]
pub fn counted(title: &str, n: usize) -> String {
    format!("{title}: {}", count(n))
}

/// "Watch: number 3. Phone: number 212."
#[must_use]
pub fn ranks(here: (&str, u32), there: (&str, u32)) -> String {
    let one = |(topic, rank): (&str, u32)| match rank {
        0 => said!("{}: not ranked." | "{}: non in classifica.", name(topic)),
        rank => said!("{}: number {}." | "{}: numero {}.", name(topic), count(rank as usize)),
    };
    format!("{} {}", one(here), one(there))
}

fn name(topic: &str) -> &str {
    if topic.is_empty() { anything() } else { topic }
}

/// "The top 3 %: 72 influencers. They and those who hear them directly: about 640 people."
#[must_use]
pub fn cut(curve: &CutCurve, percent: f32, n_influencers: usize) -> String {
    let top = said!(
        "The top {} %: {}" | "Primo {} %: {}",
        half(percent),
        number::plural(n_influencers, pick("influencer", "influencer"), pick("influencers", "influencer"))
    );
    match curve.points.iter().find(|point| point.percent >= percent - 0.01) {
        Some(point) => said!(
            "{top}. They and those who hear them directly: about {}."
                | "{top}. Con chi li ascolta direttamente: circa {}.",
            people(point.n_reached)
        ),
        None => format!("{top}."),
    }
}

/// Why the suggested share is suggested.
#[must_use]
pub fn knee(curve: &CutCurve) -> String {
    let Some(at) = curve.knee else { return String::new() };
    let (before, after) = (curve.gain(0, at), curve.gain(at, curve.points.len() - 1));
    said!(
        "Up to {} % each influencer more brings about {} people more; beyond it about {}."
            | "Fino a quota {} % ogni influencer in più porta circa {} persone in più; oltre, circa {}.",
        half(curve.points[at].percent),
        decimal(before),
        decimal(after)
    )
}

#[must_use]
pub fn use_knee(percent: f32) -> String {
    said!("Take the suggested {} %" | "Usa la quota suggerita: {} %", half(percent))
}

/// The curve for those who do not see it.
#[must_use]
pub fn curve(curve: &CutCurve) -> String {
    let told = curve.points.iter().filter(|point| point.percent.fract() == 0.0);
    let points: Vec<String> =
        told.map(|point| format!("{} %: {}", half(point.percent), people(point.n_reached))).collect();
    said!(
        "People reached by share of influencers. {}" | "Persone raggiunte per quota di influencer. {}",
        points.join(", ")
    )
}

/// Beside the curve: "1,240 people reached".
#[must_use]
pub fn reached(n: f64) -> String {
    said!("{} reached" | "Persone raggiunte: {}", pick(people(n), count(n.round().max(0.0) as usize)))
}

/// Under the curve: "57 influencers".
#[must_use]
pub fn listed(n: usize) -> String {
    number::plural(n, pick("influencer", "influencer"), pick("influencers", "influencer"))
}

/// One place of the curve: "3 %: 57 influencers, 640 people. Each one more: about 4.2 people more."
#[must_use]
pub fn point(curve: &CutCurve, at: usize) -> String {
    let Some(point) = curve.points.get(at) else { return String::new() };
    let here = format!("{} %: {}, {}.", half(point.percent), listed(point.n_influencers), people(point.n_reached));
    next(curve, at).map_or_else(|| here.clone(), |next| format!("{here} {next}"))
}

/// What each influencer more brings from a place of the curve on; nothing at its end.
#[must_use]
pub fn next(curve: &CutCurve, at: usize) -> Option<String> {
    (at + 1 < curve.points.len()).then(|| {
        said!(
            "From here each influencer more brings about {} people more."
                | "Da qui ogni influencer in più porta circa {} persone in più.",
            decimal(curve.gain(at, at + 1))
        )
    })
}

fn people(n: f64) -> String {
    let n = n.round().max(0.0) as usize;
    pick(count(n) + " people", number::people(n))
}

/// "3", "3.5".
fn half(percent: f32) -> String {
    if percent.fract() == 0.0 { format!("{percent:.0}") } else { decimal(f64::from(percent)) }
}
