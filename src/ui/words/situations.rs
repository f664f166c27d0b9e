//! What to say in which situation, in words.

use super::{number, pick, said, sentences, stages};
use crate::domain::model::{Situation, Stage};

sentences! {
    bad_say_when: "Say in which situation and what: --say-when complained=TEXT, or --say-when complained/loyal=TEXT for one stage. Situations: service-failed, complained, against, contract-ending, top-spender, in-favour. Nothing was changed."
        | "Indica in quale situazione e che cosa dire: --say-when complained=TESTO, oppure --say-when complained/loyal=TESTO per una sola fase. Situazioni: service-failed, complained, against, contract-ending, top-spender, in-favour. Non è cambiato nulla.";
    title_label: "What to say in each situation" | "Che cosa dire in ogni situazione";
    open: "Open the situations" | "Apri le situazioni";
    hint: "Somebody who complained yesterday is not told the same as somebody who is glad. Everybody reads what is written for their most urgent situation, which stands highest here. Whoever is in none, or in one without words, reads what is written for their stage, else the plan’s message."
        | "A chi ha reclamato ieri non si dice ciò che si dice a chi è contento. Ognuno legge ciò che è scritto per la sua situazione più urgente, quella più in alto qui. Chi non è in nessuna, o in una senza testo, legge ciò che è scritto per la sua fase, altrimenti il messaggio del piano.";
    none: "The files tell of no situation: no complaints, failures, contract ends, spend or opinions."
        | "I file non parlano di alcuna situazione: né reclami, né disservizi, né scadenze di contratto, né spese, né opinioni.";
    any_stage: "Every stage" | "Ogni fase";
    no_stage: "Stage not known" | "Fase non nota";
    nobody: "Nobody treated" | "Nessun trattato";
    unsaid_label: "Nothing to say yet" | "Ancora nulla da dire";
    nobody_in_any: "None of those treated is in a situation of their own." | "Nessuno dei trattati è in una situazione particolare.";
}

/// A situation.
#[must_use]
pub fn situation(of: Situation) -> &'static str {
    match of {
        Situation::ServiceFailed => pick("Service just failed", "Disservizio recente"),
        Situation::Complained => pick("Complained lately", "Reclamo recente"),
        Situation::Against => pick("Against you", "Contrario"),
        Situation::ContractEnding => pick("Contract ends soon", "Contratto in scadenza"),
        Situation::TopSpender => pick("Spends the most", "Spende più degli altri"),
        Situation::InFavour => pick("In your favour", "A favore"),
    }
}

/// How it is told who is in it.
#[must_use]
pub fn meaning(of: Situation) -> &'static str {
    match of {
        Situation::ServiceFailed => pick(
            "Their service failed in the last week of your files.",
            "Il servizio non ha funzionato nell’ultima settimana dei tuoi file.",
        ),
        Situation::Complained => pick(
            "They complained in the last 30 days of your files.",
            "Hanno reclamato negli ultimi 30 giorni dei tuoi file.",
        ),
        Situation::Against => pick(
            "What they think of you is against, as the page on stages says.",
            "Hanno un’opinione contraria, come dice la pagina delle fasi.",
        ),
        Situation::ContractEnding => pick(
            "The column with the end of their contract names a day within 60 days after the last day of your files.",
            "La colonna con la fine del contratto indica un giorno entro 60 giorni dall’ultimo dei tuoi file.",
        ),
        Situation::TopSpender => pick(
            "The tenth of paying customers that spends the most.",
            "Il decimo dei clienti paganti che spende di più.",
        ),
        Situation::InFavour => pick(
            "What they think of you is in favour, as the page on stages says.",
            "Hanno un’opinione a favore, come dice la pagina delle fasi.",
        ),
    }
}

/// What an edit is called.
#[must_use]
pub fn edit(of: Situation) -> String {
    said!("write what to say to: {}" | "scrivi che cosa dire a: {}", situation(of).to_lowercase())
}

/// The title of the table.
#[must_use]
pub fn title(plan: &str) -> String {
    said!("What to say in each situation: {plan}" | "Che cosa dire in ogni situazione: {plan}")
}

/// A stage, where it is known.
#[must_use]
pub fn stage(of: Option<Stage>) -> &'static str {
    of.map_or_else(no_stage, stages::stage)
}

/// How many groups of readers have nothing of their own to read.
#[must_use]
pub fn unsaid(n: usize, of: usize) -> String {
    if of == 0 {
        return nobody_in_any().to_owned();
    }
    let groups = number::plural(of, pick("group", "gruppo"), pick("groups", "gruppi"));
    if n == 0 {
        return said!(
            "Something is written for every situation of those treated ({groups})."
                | "C’è un testo per ogni situazione dei trattati ({groups})."
        );
    }
    said!(
        "Nothing is written yet for {} of {groups} of those treated, by situation and stage: they read what is written for their stage, or for all."
            | "Ancora nessun testo per {} su {groups} di trattati, divisi per situazione e fase: leggono ciò che è scritto per la loro fase o per tutti.",
        number::count(n)
    )
}

/// How many of those treated are in a place, and for how many of them nothing is written.
#[must_use]
pub fn treated(n: usize, n_unsaid: usize) -> String {
    let n_all = number::count(n);
    if n_unsaid == 0 {
        return said!("{n_all} treated" | "Trattati: {n_all}");
    }
    if n_unsaid == n {
        return said!("{n_all} treated, told nothing of their own yet" | "Trattati: {n_all}, ancora nulla da dire");
    }
    said!(
        "{n_all} treated, {} told nothing of their own yet" | "Trattati: {n_all}, per {} ancora nulla da dire",
        number::count(n_unsaid)
    )
}

/// How many customers are in a situation.
#[must_use]
pub fn in_all(n: usize) -> String {
    if n == 0 {
        return pick("Nobody at the moment", "Nessuno al momento").to_owned();
    }
    said!("{} in all" | "{} in tutto", number::people(n))
}

/// The name of the field for a situation at a stage, or at every stage.
#[must_use]
pub fn for_place(of: Situation, at: Option<Stage>) -> String {
    let (of, at) = (situation(of), at.map_or_else(any_stage, stages::stage));
    said!("What to say: {of}, {at}" | "Che cosa dire: {of}, {at}")
}
