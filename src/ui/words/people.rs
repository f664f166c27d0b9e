//! People, tribes and why somebody ranks where they do, in words.

pub use super::formula::{cannot_tell, formula, nothing_known, own};
pub use super::person::{belongs, both_ways, by_contacts, has_ear_of, part, reason, tie, why};
use super::plan::the;
use super::{number, pick, said, sentences};
use crate::domain::influence::{Band, Overview, Value};
use crate::domain::model::Role;

sentences! {
    tribes: "Tribes" | "Tribù";
    people: "People" | "Persone";
    tribe: "Tribe" | "Tribù";
    person: "Person" | "Persona";
    name: "Name" | "Nome";
    rank: "Rank" | "Posto";
    score: "Influence" | "Influenza";
    no_tribe: "No tribe" | "Nessuna tribù";
    not_scored_title: "Nobody is scored yet" | "Nessuno ha ancora un punteggio";
    not_scored_text: "Add a file that says who is in touch with whom, and the map appears here."
        | "Aggiungi un file che dica chi è in contatto con chi, e qui comparirà la mappa.";
    working_title: "Working it out" | "Calcolo in corso";
    working_text: "You can go on adding files or writing the plan meanwhile."
        | "Intanto puoi continuare ad aggiungere file o a scrivere il piano.";
    closest: "Closest people" | "Le persone più vicine";
    why_label: "Why this rank" | "Perché questa posizione";
    parts: "What it is made of" | "Di che cosa è fatta";
    formula_label: "How it is worked out" | "Come si calcola";
    open_tribe: "Open on the map" | "Apri sulla mappa";
    add_to_plan: "Add to the plan" | "Aggiungi al piano";
    leave_out: "Leave out of the plan" | "Lascia fuori dal piano";
    what_to_do: "What to do" | "Che cosa fare";
    key_people: "Most influential here" | "I più influenti qui";
    influencers: "Share to call influencers" | "Quota da chiamare influencer";
    most_influential: "Most influential" | "Più influenti";
    beside_hint: "Beside each name: the rank by plain number of contacts, and the influence."
        | "Accanto a ogni nome: la posizione per solo numero di contatti e l’influenza.";
    opted_out: "Opted out: not scored, on no list, never contacted."
        | "Ha negato il consenso: nessun punteggio, in nessun elenco, mai contattabile.";
    not_your_customer: "Outside your market: gives context to ties, counts for no reach."
        | "Fuori dal tuo mercato: dà contesto ai legami, non conta tra le persone raggiunte.";
    outside: "outside your market" | "fuori dal tuo mercato";
    not_a_person: "probably not a person" | "probabilmente non è una persona";
    impersonal: "Probably not a person: a shop, a call centre, a machine, or somebody known to many and close to few. Kept here, not scored."
        | "Probabilmente non è una persona: un negozio, un call center, una macchina o qualcuno noto a molti e vicino a pochi. Resta qui, senza punteggio.";
    known_to_all: "Known to many and close to few: very many come to them once, as to a celebrity or a shop, and they keep in touch with few. Kept here, not scored, unless you say that this is a person."
        | "Molti la conoscono e pochi le sono vicini: moltissimi la cercano una volta, come una celebrità o un negozio, e resta in contatto con pochi. Resta qui, senza punteggio, a meno che tu non dica che è una persona.";
    left_out_by_hand: "You decided that this is never an influencer." | "Hai deciso che non è mai un influencer.";
    no_ties: "No ties in these files: nothing can be said." | "Nessun legame in questi file: non si può dire nulla.";
    spent: "of their own spending" | "di spesa propria";
    to_plan: "Go to the plan" | "Vai al piano";
    make_plan: "Make a plan with them" | "Crea un piano con loro";
}

/// How close two people are, of five strokes.
#[must_use]
pub fn closeness(n: usize) -> String {
    said!("Closeness {n} of 5" | "Vicinanza {n} su 5")
}

/// What a role means, in one line.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Leader => pick("Leader: people come to them", "Leader: chi gli altri cercano"),
        Role::Spreader => pick("Spreader: they go to many people", "Divulgatore: va verso molte persone"),
        Role::Bridge => pick(
            "Bridge: joins tribes that would else hear little of each other",
            "Ponte: unisce tribù che altrimenti saprebbero poco l’una dell’altra",
        ),
        Role::Celebrity => {
            pick("Celebrity: known to many, close to few", "Celebrità: molti la conoscono, pochi le sono vicini")
        }
        Role::Core => pick("Core: in the thick of their tribe", "Nucleo: nel vivo della sua tribù"),
        Role::Follower => {
            pick("Follower: listens more than is listened to", "Seguace: ascolta più di quanto sia ascoltato")
        }
        Role::Outsider => pick("Outsider: hardly any ties", "Ai margini: quasi nessun legame"),
    }
}

/// What to do with somebody of this role.
#[must_use]
pub fn advice(role: Role) -> &'static str {
    match role {
        Role::Leader => pick(
            "Ask for their opinion first: a call from an executive or a preview works better than an offer.",
            "Chiedi prima il suo parere: la telefonata di un dirigente o un’anteprima funziona meglio di un’offerta.",
        ),
        Role::Spreader => pick(
            "Give them something worth passing on: a coupon to share, news before others.",
            "Dai qualcosa che valga la pena di far girare: un buono da condividere, una notizia in anticipo.",
        ),
        Role::Bridge => pick(
            "Use them to carry a message from one tribe to the next; keep them in good service.",
            "Per portare un messaggio da una tribù all’altra; cura bene il servizio che riceve.",
        ),
        Role::Celebrity => pick(
            "Good for making something known, not for convincing: pair them with leaders whom people come to.",
            "Va bene per far conoscere qualcosa, non per convincere: accanto servono i leader che gli altri cercano.",
        ),
        Role::Core => pick(
            "Keep them content; their tribe notices how they are treated.",
            "Fai in modo che sia soddisfatto: la sua tribù nota come lo tratti.",
        ),
        Role::Follower => pick(
            "Reach them through the people they listen to, not directly.",
            "Raggiungilo tramite le persone che ascolta, non direttamente.",
        ),
        Role::Outsider => {
            pick("Nothing special: the ordinary mailing does as well.", "Niente di speciale: basta il normale invio.")
        }
    }
}

sentences! {
    about_them: "About them" | "Chi è";
}

#[must_use]
pub fn band(band: Band) -> &'static str {
    match band {
        Band::Everyone => pick("Everyone", "Tutti"),
        Band::Over100 => pick("Over 100 contacts", "Oltre 100 contatti"),
        Band::Over1000 => pick("Over 1,000 contacts", "Oltre 1.000 contatti"),
        Band::LowSpend => pick("Low spend, high influence", "Spesa bassa, influenza alta"),
        Band::EarOf => pick("Has somebody’s ear", "Vicino a chi conta"),
        Band::ByHand => pick("By your hand", "Per tua scelta"),
    }
}

/// Over the ties with whoever is chosen beside the person of the card.
#[must_use]
pub fn chosen_pairs(n: usize) -> &'static str {
    match n {
        1 => pick("The pair you chose", "La coppia che hai scelto"),
        _ => pick("The pairs you chose", "Le coppie che hai scelto"),
    }
}

/// Own spend beside that of the people who follow.
#[must_use]
pub fn value(value: &Value) -> String {
    let cents = |cents: f64| number::about_money(cents.round() as i64);
    said!(
        "Forecast: their word would move about {} of what the {} whom it can reach directly spend ({} to {})."
            | "Previsione: la sua parola sposterebbe circa {} della spesa di chi può raggiungere direttamente, {} (da {} a {}).",
        cents(value.swayed_cents),
        number::people(value.n_listeners as usize),
        cents(value.low_cents),
        cents(value.high_cents)
    )
}

/// "all", "16", "only 6"; with its verb where that changes with the number.
fn how_many(n: usize, of: usize) -> String {
    match n {
        n if n == of => pick("all", "tutte sono").into(),
        0 => pick("none", "nessuna è").into(),
        1 => pick("only 1", "solo 1 è").into(),
        n if 2 * n <= of => said!("only {n}" | "solo {n} sono"),
        n => said!("{n}" | "{n} sono"),
    }
}

/// "8,431 people in 24 tribes".
#[must_use]
pub fn in_tribes(n_people: usize, n_tribes: usize) -> String {
    said!("{} in {}" | "{} in {}", number::people(n_people), number::tribes(n_tribes))
}

/// Who is in the files and in no tribe, and why; nothing where everybody is in one.
#[must_use]
pub fn others(overview: &Overview) -> Option<String> {
    let n = overview.n_people - overview.n_in_tribes.min(overview.n_people);
    let (out, alone) = (overview.n_opted_out.min(n), n - overview.n_opted_out.min(n));
    let parts = [
        (out > 0).then(|| said!("{} who opted out" | "{} senza consenso", number::people(out))),
        (alone > 0).then(|| said!("{} with no tie that counts" | "{} senza legami che contano", number::people(alone))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (n > 0).then(|| said!("Also in your files: {}." | "Nei tuoi file anche: {}.", parts.join(", ")))
}

sentences! {
    /// Where everybody is outside the market or alone.
    nobody_ranked: "Nobody is ranked: nobody of your market has ties to anybody."
        | "Nessuno è in classifica: nessuno del tuo mercato ha legami.";
}

/// How concentrated the conversation is: of the people in the tribes, how many it takes for half; where all who are ranked
/// do not come to half, what they come to.
fn holding(overview: &Overview) -> String {
    let shown = pick(number::count(overview.n_holding), number::people(overview.n_holding));
    if overview.held < 0.5 {
        return said!(
            "All {shown} who are ranked are in {} of all the conversation; the rest is between people who are not."
                | "Chi è in classifica, {shown}, è presente in {} di tutte le conversazioni; il resto è tra persone fuori classifica.",
            the(&number::percent(overview.held))
        );
    }
    said!(
        "{shown} of them ({}) are in half of all the conversation."
            | "Metà di tutte le conversazioni passa da {shown} ({}).",
        number::percent(overview.n_holding as f64 / overview.n_in_tribes.max(1) as f64)
    )
}

/// The first sentences after scoring.
#[must_use]
pub fn overview(overview: &Overview) -> [String; 3] {
    let first = format!("{}.", in_tribes(overview.n_in_tribes, overview.n_tribes));
    if overview.n_ranked == 0 {
        return [first, nobody_ranked().to_owned(), String::new()];
    }
    [
        first,
        holding(overview),
        said!(
            "Of the {} with the most contacts, {} are among the {} most influential."
                | "Tra le {} persone con più contatti, {} tra le {} più influenti.",
            overview.n_top,
            how_many(overview.n_both, overview.n_top),
            overview.n_top
        ),
    ]
}

/// The rank by plain number of contacts beside the influence: "12 by contacts · 98"; the influence alone where somebody is
/// not ranked.
#[must_use]
pub fn beside(rank_by_contacts: u32, influence: &str) -> String {
    match rank_by_contacts {
        0 => influence.to_owned(),
        rank => said!("{} by contacts · {influence}" | "{} per contatti · {influence}", number::count(rank as usize)),
    }
}

/// What holds a tribe together, in words.
#[must_use]
pub fn tribe_inside(inside: f64, outside: f64) -> String {
    let share = if inside + outside > 0.0 { inside / (inside + outside) } else { 0.0 };
    said!(
        "{} of their contact stays inside the tribe." | "Contatti che restano nella tribù: {}.",
        number::percent(share)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_people_named_before_and_true_where_half_is_never_reached() {
        let town = Overview {
            n_people: 2_692,
            n_in_tribes: 2_289,
            n_ranked: 2_010,
            n_holding: 201,
            held: 0.501,
            ..Overview::default()
        };
        assert_eq!(overview(&town)[1], "201 of them (8.8 %) are in half of all the conversation.");
        let market = Overview { n_ranked: 208, n_holding: 208, held: 0.18, ..town };
        assert!(overview(&market)[1].starts_with("All 208 who are ranked are in 18 % of all the conversation;"));
        assert!(!overview(&market)[1].contains("100 %"));
    }

    #[test]
    fn those_who_opted_out_are_not_called_people_without_ties() {
        let of = |n_opted_out| Overview { n_people: 10, n_in_tribes: 6, n_opted_out, ..Overview::default() };
        let told = "Also in your files: 3 people who opted out, 1 person with no tie that counts.";
        assert_eq!(others(&of(3)).unwrap(), told);
        assert_eq!(others(&of(4)).unwrap(), "Also in your files: 4 people who opted out.");
        assert_eq!(others(&of(0)).unwrap(), "Also in your files: 4 people with no tie that counts.");
    }
}
