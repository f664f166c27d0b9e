//! Why somebody ranks where they do and what their ties are, in words.

use super::plan::the;
use super::{cleaning, judgement, number, people, pick, said};
use crate::domain::influence::{Card, Neighbour, Part, Reason};

/// One part of influence: its name, and what it means.
#[must_use]
pub fn part(part: Part) -> (&'static str, &'static str) {
    pick(english(part), italian(part))
}

fn english(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::ListenedTo => (
            "People come to them",
            "How much contact comes to this person, counting more when it comes from people who are listened to \
             themselves (PageRank weighted by tie strength). The figure is the share of ranked people below.",
        ),
        Part::Reach => (
            "Reach in two steps",
            "How many people of your market they reach directly or through one other, counting strong ties more. The \
             figure is the share of ranked people below.",
        ),
        Part::Closeness => (
            "Closeness to their people",
            "The strength of their twelve closest ties together: days in touch, both ways, recent, time together, steady. The \
             figure is the share of ranked people below.",
        ),
        Part::Persuasion => (
            "Others follow them",
            "How many times as often as by chance their contacts took up the same soon after them, as far as purchases \
             tell. The figure is the share of people with such evidence below.",
        ),
        Part::Position => (
            "Position",
            "Either how much more their own tribe listens to them than to its other members, or how evenly those who \
             listen to them are spread over several tribes, whichever is higher. The figure is the share of ranked \
             people below.",
        ),
    }
}

fn italian(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::ListenedTo => (
            "Ascolto ricevuto",
            "Quanti contatti arrivano a questa persona, contando di più quelli di chi è a sua volta ascoltato \
             (PageRank pesato con la forza dei legami). Il valore è la quota di persone in classifica che stanno sotto.",
        ),
        Part::Reach => (
            "Persone raggiunte in due passi",
            "Quante persone del tuo mercato raggiunge, da sola o tramite un’altra, contando di più i legami forti. Il \
             valore è la quota di persone in classifica che stanno sotto.",
        ),
        Part::Closeness => (
            "Vicinanza ai suoi",
            "La forza dei suoi dodici legami più stretti messi insieme: giorni di contatto, nei due sensi, recenti, \
             tempo insieme, costanza. Il valore è la quota di persone in classifica che stanno sotto.",
        ),
        Part::Persuasion => (
            "Seguito",
            "Quante volte più spesso che per caso i suoi contatti hanno preso la stessa cosa poco dopo, per quanto \
             dicono gli acquisti. Il valore è la quota di persone con prove simili che stanno sotto.",
        ),
        Part::Position => (
            "Centralità",
            "Quanto la sua tribù dà ascolto a questa persona più che agli altri membri, oppure quanto chi le dà ascolto \
             è distribuito fra più tribù: vale il più alto dei due. Il valore è la quota di persone in classifica che \
             stanno sotto.",
        ),
    }
}

/// Why somebody ranks where they do, in one sentence a reason.
#[must_use]
pub fn reason(reason: Reason) -> String {
    match reason {
        Reason::ComesTo { n_people, n_contacts } => {
            let of = number::people(n_contacts as usize);
            said!(
                "{} of the {of} they are in touch with come to them"
                    | "è in contatto con {of} e l’iniziativa viene da {}",
                number::count(n_people as usize)
            )
        }
        Reason::Reaches { n_people } => said!(
            "they reach about {} in two steps" | "raggiunge circa {} in due passi",
            number::people(n_people as usize)
        ),
        Reason::Close { n_strong, .. } => {
            said!(
                "{} among the stronger half" | "{} nella metà più forte",
                number::plural(
                    n_strong as usize,
                    pick("of their ties is", "dei suoi legami è"),
                    pick("of their ties are", "dei suoi legami sono")
                )
            )
        }
        Reason::Sways { n_followed, n_contacts, n_things, expected, weeks } => said!(
            "of {}, {} did so within {} after them, {} expected by chance"
                | "su {}, {} entro {} dopo questa persona; {} attesi per caso",
            judgement::took_up(n_contacts, n_things),
            number::count(n_followed as usize),
            judgement::within(weeks),
            number::about(f64::from(expected))
        ),
        Reason::Holds { n_people } => {
            said!(
                "their tribe of {} listens to them more than to others"
                    | "nella sua tribù di {} persone ha più ascolto degli altri",
                number::count(n_people as usize)
            )
        }
        Reason::Joins { n_tribes } => match n_tribes {
            1 => pick("they join one other tribe to their own", "unisce un’altra tribù alla sua").into(),
            n => said!("they join {n} other tribes to their own" | "unisce altre {n} tribù alla sua"),
        },
    }
}

/// The card's first sentence.
#[must_use]
pub fn why(card: &Card) -> String {
    if card.rank == 0 {
        return people::no_ties().to_owned();
    }
    let reasons: Vec<String> = card.reasons.iter().take(2).map(|&one| reason(one)).collect();
    let because = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join(pick(", and ", "; "))) };
    said!(
        "Number {} of {}{because}." | "Posizione {} su {}{because}.",
        number::count(card.rank as usize),
        number::count(card.n_ranked as usize)
    )
}

/// How far the rank differs from plain popularity.
#[must_use]
pub fn by_contacts(card: &Card) -> String {
    let others = card.n_ranked.saturating_sub(1).max(1);
    let fewer = f64::from(card.n_ranked.saturating_sub(card.rank_by_contacts)) / f64::from(others);
    let known = said!(
        "By number of contacts alone: number {}, above {} of the others."
            | "Per solo numero di contatti: posizione {}, sopra {} degli altri.",
        number::count(card.rank_by_contacts as usize),
        the(&number::percent(fewer))
    );
    if !card.is_broadcast {
        return known;
    }
    known
        + pick(
            " Reach without close ties: many hear them and few are close, so that their reach counts a circle at most.",
            " Molti contatti, pochi legami stretti: molti ascoltano, pochi sono vicini, perciò conta al massimo una cerchia.",
        )
}

/// "People come to them 64 %, they go to people 36 %".
#[must_use]
pub fn both_ways(inward_share: f32) -> String {
    let inward = f64::from(inward_share);
    said!(
        "{} of the contact comes to them, {} goes out from them." | "Contatti in arrivo: {}, in partenza: {}.",
        number::percent(inward),
        number::percent(1.0 - inward)
    )
}

/// The evidence of one tie, in words.
#[must_use]
pub fn tie(tie: &Neighbour) -> String {
    let mut parts = Vec::new();
    let contacts = tie.contacts_in + tie.contacts_out;
    if tie.is_inferred {
        let days = number::plural(tie.days as usize, pick("day", "giorno"), pick("days", "giorni"));
        parts.push(said!("inferred: bought the same on {days}" | "dedotto: stessi acquisti in {days}"));
    } else if contacts > 0 {
        let days = number::plural(tie.days as usize, pick("day", "giorno"), pick("days", "giorni"));
        parts.push(said!(
            "{} on {days}" | "{} in {days}",
            number::plural(contacts as usize, pick("contact", "contatto"), pick("contacts", "contatti"))
        ));
        parts.push(match (tie.contacts_in, tie.contacts_out) {
            (0, _) => pick("only outwards", "solo in uscita").into(),
            (_, 0) => pick("only inwards", "solo in entrata").into(),
            (inward, outward) => said!("{inward} in, {outward} out" | "{inward} in entrata, {outward} in uscita"),
        });
    }
    if tie.seconds > 0 {
        parts.push(said!("{} together" | "{} insieme", number::duration(tie.seconds)));
    }
    match tie.days_ago {
        Some(0) => parts.push(pick("last on the last day", "ultimo contatto: ultimo giorno").into()),
        Some(days) => parts.push(said!(
            "last {} before the end" | "ultimo contatto: {} prima della fine",
            number::plural(days as usize, pick("day", "giorno"), pick("days", "giorni"))
        )),
        None if contacts == 0 => parts.push(pick("they know each other", "si conoscono").into()),
        None => {}
    }
    if let Some(gap) = tie.usual_gap_days {
        let days = number::plural((gap.round() as usize).max(1), pick("day", "giorno"), pick("days", "giorni"));
        parts.push(said!("usually every {days}" | "di solito ogni {days}"));
    }
    if tie.is_gone {
        parts.push(
            pick(
                "silent for over eight times that: probably over",
                "in silenzio da oltre otto volte tanto: probabilmente finito",
            )
            .into(),
        );
    }
    if let Some(share) = tie.late_share.filter(|&share| share >= 0.005) {
        let share = number::percent(f64::from(share));
        parts.push(said!("{share} late or at weekends" | "{share} di sera tardi o nel weekend"));
    }
    if let Some(mean) = tie.judgement {
        let mean = number::about(f64::from(mean));
        parts.push(said!("judgement {mean}" | "giudizio {mean}"));
    }
    parts.extend(cleaning::shares(tie));
    parts.join(", ")
}

/// To which tribes somebody belongs, and how much to each.
#[must_use]
pub fn belongs(name: &str, share: f32, others: &[(&str, f32)]) -> String {
    let others: Vec<String> = others
        .iter()
        .map(|(name, share)| said!("{} to {name}" | "{} a {name}", number::percent(f64::from(*share))))
        .collect();
    said!(
        "{} of their ties lead to {name}, {}." | "Dove portano i suoi legami: {} a {name}, {}.",
        number::percent(f64::from(share)),
        others.join(", ")
    )
}

/// Hardly in touch with anybody but somebody at the top, to whom they are among the closest.
#[must_use]
pub fn has_ear_of(name: &str) -> String {
    said!(
        "Has the ear of {name}: one of {name}’s closest, and hardly in touch with anybody else."
            | "Vicino a {name}: tra i contatti più stretti di {name}, e quasi nessun altro contatto."
    )
}
