//! Whom to treat, what it costs and what it brings, in words.

mod by_stage;
mod worth;

pub use by_stage::{
    at_stage, bad_off_topic, bad_stage_chance, by_stage, by_stage_hint, off_topic_passes_on, off_topic_takes_up,
    stage_edit, stage_passes_on, stage_takes_up,
};
pub use worth::{curve, feasible, marks, people_more, point, skip, use_budget};

use super::plan::the;
use super::{number, pick, said, sentences};
use crate::domain::campaign::{ChoiceEdit, How};
use crate::domain::forecast::BestSpread;
use crate::domain::study::{Chain, Coverage};

/// A way of choosing, for the list.
#[must_use]
pub fn how(how: How) -> &'static str {
    match how {
        How::TopScored => pick("Most influential", "Più influenti"),
        How::BestSpread => {
            pick("Best spread: together they reach the most", "Massima diffusione: insieme raggiungono di più")
        }
        How::MostConnected => pick("Most connected", "Con più legami"),
        How::Random => pick("Random people", "Persone a caso"),
        How::ByHand => pick("By hand", "A mano"),
    }
}

/// What an edit of the choice is called.
#[must_use]
pub fn choice_edit(edit: &ChoiceEdit) -> String {
    match edit {
        ChoiceEdit::SetHow(way) => said!("choose {}" | "scegli: {}", how(*way).to_lowercase()),
        ChoiceEdit::SetPerTribe(0) => pick("lift the limit a tribe", "togli il limite per tribù").into(),
        ChoiceEdit::SetPerTribe(n) => said!("choose at most {n} of a tribe" | "scegline al massimo {n} per tribù"),
        ChoiceEdit::AddByHand(ids) => said!("choose {} by hand" | "scegli a mano {}", number::people(ids.len())),
        ChoiceEdit::RemoveByHand(ids) => {
            said!("no longer choose {}" | "non scegliere più {}", number::people(ids.len()))
        }
        ChoiceEdit::SetFromAnywhere(true) => pick("choose from the whole market", "scegli da tutto il mercato").into(),
        ChoiceEdit::SetFromAnywhere(false) => pick("choose from the audience only", "scegli solo dal pubblico").into(),
        ChoiceEdit::SetCostColumn(heading) if heading.is_empty() => {
            pick("let everybody cost the same", "fai costare tutti uguale").into()
        }
        ChoiceEdit::SetCostColumn(heading) => said!("take costs from “{heading}”" | "prendi i costi da “{heading}”"),
        ChoiceEdit::SetValue(0) => {
            pick("value people by what they spend on average", "valuta le persone per la loro spesa media").into()
        }
        ChoiceEdit::SetValue(cents) => {
            said!("value a person won at {}" | "valuta una persona conquistata {}", number::money(*cents))
        }
        ChoiceEdit::Spend { budget_cents: 0, share_percent } => said!(
            "treat {} % of the audience" | "tratta una quota del pubblico: {} %",
            number::about(f64::from(*share_percent))
        ),
        ChoiceEdit::Spend { budget_cents, .. } => said!("spend {}" | "spendi {}", number::money(*budget_cents)),
        ChoiceEdit::SetGoalPeople(0) => pick("lift the goal", "togli il traguardo").into(),
        ChoiceEdit::SetStageChance { stage, .. } => stage_edit(*stage),
        ChoiceEdit::SetOffTopic(_) => by_stage::off_topic_edit().into(),
        ChoiceEdit::SetGoalPeople(n) => {
            said!("aim at {} more" | "punta a {} in più", number::people(*n as usize))
        }
    }
}

/// The label of a field for money, with the sign of the currency.
#[must_use]
pub fn value() -> String {
    said!("A person won is worth ({})" | "Una persona conquistata vale ({})", number::sign())
}

sentences! {
    no_such_way: "People are chosen by best-spread, top-scored, most-connected, random or by-hand. Nothing was changed."
        | "Le persone si scelgono con best-spread, top-scored, most-connected, random o by-hand. Non è cambiato nulla.";
    how_label: "How they are chosen" | "Come si scelgono";
    limits: "Limits and costs" | "Limiti e costi";
    per_tribe: "At most so many of one tribe (empty: no limit)" | "Al massimo quante per tribù (vuoto: senza limite)";
    costs: "What treating each person costs" | "Quanto costa trattare ogni persona";
    even_costs: "The same for everybody" | "Lo stesso per tutti";
    from_anywhere: "Also people outside the audience, if they sway it"
        | "Anche persone fuori dal pubblico, se lo influenzano";
    choosing: "Choosing the people…" | "Scelta delle persone…";
    choose_again: "Choose them" | "Scegli le persone";
    proven_hint: "The method tries out how word would pass, many thousand times, on one half of the tries it chooses, on the other it checks. No choice of people within the same limits could reach more than the upper figure."
        | "Il metodo prova molte migliaia di volte come passerebbe la voce: su una metà delle prove sceglie, sull’altra verifica. Con gli stessi limiti, nessuna scelta di persone potrebbe superare la cifra più alta.";
    money: "What the money buys" | "Che cosa compra il denaro";
    try_label: "People to treat: try another number" | "Persone da trattare: prova un altro numero";
    back: "Back" | "Indietro";
    goal_people: "Aim: so many more people" | "Traguardo: persone in più";
    curve_hint: "People reached beyond doing nothing, by the money spent: this plan (full line, with its range), the most-connected people (long dashes), random people (short dashes). Blue ring: from here on more money reaches clearly fewer people. Green ring: up to here it pays for itself."
        | "Persone raggiunte in più rispetto a non fare nulla, secondo il denaro speso: questo piano (linea piena, con il suo intervallo), le persone con più legami (tratti lunghi), persone a caso (tratti brevi). Anello blu: da qui in poi altro denaro raggiunge nettamente meno persone. Anello verde: fin qui si ripaga.";
    chains: "Who tells whom next" | "Chi lo dice a chi";
    chains_hint: "If each tells only the one they are most likely to bring along. The share is the chance that word comes so far."
        | "Se ognuno lo dice solo a chi è più probabile che lo segua. La quota è la probabilità che la voce arrivi fin lì.";
    show_chain: "Select this chain on the map" | "Seleziona questa catena sulla mappa";

    learn: "Learn the chances from who bought what after whom"
        | "Ricava le probabilità da chi ha comprato che cosa dopo chi";
    learn_hint: "A tie then counts by its strength and by how often one of the two bought something after the other. The fewer purchases there are to go by, or the less they foretell, the more its strength speaks. Where one buys much and the other never follows, the tie counts for less than its strength. People alike buy alike without a word, so that learned chances are too high rather than too low."
        | "Un legame conta allora per la sua forza e per quante volte uno dei due ha comprato qualcosa dopo l’altro. Meno acquisti ci sono da cui capirlo, o meno fanno prevedere, più pesa la forza. Se uno compra molto e l’altro non lo segue mai, il legame conta meno della sua forza. Le persone simili comprano cose simili anche senza parlarsi, perciò le probabilità così ricavate sono semmai troppo alte.";
}

/// What the chances of a forecast come from.
#[must_use]
pub fn chances(n_learned_from: usize) -> String {
    if n_learned_from == 0 {
        return pick(
            "The chance that word passes follows from the strength of each tie and from who comes to whom.",
            "La probabilità che la voce passi dipende dalla forza di ogni legame e da chi si rivolge a chi.",
        )
        .into();
    }
    said!(
        "The chances are learned from {} first purchases." | "Le probabilità si ricavano da {} primi acquisti.",
        number::count(n_learned_from)
    )
}

/// What a way of choosing means.
#[must_use]
pub fn how_hint(how: How) -> &'static str {
    match how {
        How::TopScored => pick("Those with the highest influence, one by one.", "Chi ha più influenza, uno per uno."),
        How::BestSpread => pick(
            "Those whose circles together hold the most of the audience, counted along the real ties.",
            "Chi, con la propria cerchia, copre insieme agli altri la parte più grande del pubblico, lungo i legami reali.",
        ),
        How::MostConnected => pick(
            "Those with the most contacts, whatever they are worth to them.",
            "Chi ha più contatti, qualunque sia il loro peso.",
        ),
        How::Random => pick(
            "Drawn by chance, from every tribe its share: to learn, or to compare with.",
            "Estratti a caso, da ogni tribù la sua parte: per imparare, o per confronto.",
        ),
        How::ByHand => pick("The people you name.", "Le persone che indichi tu."),
    }
}

/// Why nobody is chosen yet.
#[must_use]
pub fn ended(is_failed: bool) -> &'static str {
    if is_failed {
        pick(
            "The people could not be chosen. The plan is kept; change anything in it to try again.",
            "Non è stato possibile scegliere le persone. Il piano è al sicuro; cambia qualcosa per riprovare.",
        )
    } else {
        pick("Choosing was stopped: nobody is chosen yet.", "La scelta è stata interrotta: non c’è ancora nessuno.")
    }
}

/// What is proven of a choice by spread.
#[must_use]
pub fn proven(best: &BestSpread) -> String {
    let percent = |share: f64| the(&format!("{:.0} %", 100.0 * share));
    let proven = percent(best.proven_share().min(1.0));
    if best.guarantee <= 0.0 {
        return said!(
            "Proven: they reach at least {proven} of what the best possible choice would."
                | "Garanzia: rispetto alla migliore scelta possibile raggiungono almeno {proven}."
        );
    }
    said!(
        "Proven: they reach at least {proven} of what the best possible choice would (always at least {})."
            | "Garanzia: rispetto alla migliore scelta possibile raggiungono almeno {proven} (sempre almeno {}).",
        percent(best.guarantee)
    )
}

/// How far their ties go.
#[must_use]
pub fn coverage(coverage: &Coverage) -> String {
    said!(
        "They are or know {0} of the {1} in the audience, {2} in two steps; over close ties alone {3} and {4}."
            | "Su un pubblico di {1}, ne sono o ne conoscono {0}, {2} in due passi; con i soli legami stretti {3} e {4}.",
        number::count(coverage.one_step),
        number::people(coverage.n_audience),
        number::count(coverage.two_steps),
        number::count(coverage.one_close_step),
        number::count(coverage.two_close_steps),
    )
}

/// The button that names the selected people.
#[must_use]
pub fn take_selected(n: usize) -> String {
    if n == 0 {
        pick("Select people to name them", "Seleziona le persone da indicare").into()
    } else {
        said!("Name the {} selected" | "Indica la selezione ({})", number::people(n))
    }
}

/// The button that forgets the named people.
#[must_use]
pub fn forget_named(n: usize) -> String {
    said!("Forget the {} named" | "Togli chi hai indicato ({})", number::people(n))
}

/// A step of a chain.
#[must_use]
pub fn link(name: &str, arrives: f64) -> String {
    format!("→ {name} ({})", share_of_chance(arrives))
}

fn share_of_chance(share: f64) -> String {
    if share >= 0.001 { number::percent(share) } else { pick("under 0.1 %", "meno dello 0,1 %").into() }
}

/// How the number of people falls from step to step, over all chains.
#[must_use]
pub fn drop_off(chains: &[Chain], accept_share: f32) -> String {
    let accept = f64::from(accept_share);
    let at =
        |step: usize| chains.iter().filter_map(|chain| chain.links.get(step)).map(|link| link.arrives).sum::<f64>();
    said!(
        "Of the first {} treated about {} take it up; of those they tell next about {}, and one step on {}."
            | "Dei primi trattati ({}) aderiscono circa {}; di quelli a cui lo dicono circa {}, e un passo più in là {}.",
        number::count(chains.len()),
        number::about(accept * chains.len() as f64),
        number::about(accept * at(0)),
        number::about(accept * at(1)),
    )
}
