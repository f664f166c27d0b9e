//! Legal grounds, opt-outs, and people who are erased, in words.

use super::number;
use super::{pick, said, sentences};
use crate::domain::model::decisions::Basis;
use crate::project::{Fact, Traces};

sentences! {
    title: "Privacy" | "Privacy";
    hint: "On what ground each file may be used, who is left alone, and what is known of a person."
        | "A che titolo si può usare ogni file, chi non va contattato, e che cosa si sa di una persona.";
    basis_label: "Legal basis" | "Base giuridica";
    basis_title: "Why each file may be used" | "Perché ogni file si può usare";
    basis_reminder: "On what ground may you use these data?" | "A che titolo puoi usare questi dati?";
    opt_outs: "Opt-outs" | "Consensi negati";
    add_opt_outs: "Add an opt-out list" | "Aggiungi consensi negati";
    no_opt_outs: "Nothing here says who may not be contacted: no column of consent, no opt-out list. If you have one, add it: whoever is on it is left out of everything."
        | "Qui niente dice chi non va contattato: nessuna colonna del consenso, nessun elenco di consensi negati. Se ne hai uno, aggiungilo: chi vi compare resta fuori da tutto.";
    find_title: "One person" | "Una persona";
    find: "Find a person" | "Trova una persona";
    find_hint: "Number, name, phone or e-mail, then Enter" | "Numero, nome, telefono o e-mail, poi Invio";
    nobody: "Nobody is found by that." | "Nessun risultato.";
    nobody_yet: "Nobody is known yet: add files first." | "Ancora nessuno: prima aggiungi dei file.";
    about: "Everything about this person…" | "Tutto su questa persona…";
    erase: "Erase…" | "Cancella…";
    erase_now: "Erase for good" | "Cancella per sempre";
    erased_title: "Erased people" | "Persone cancellate";
    remove_copies: "Remove these copies" | "Togli queste copie";
    cannot_undo: "This cannot be undone. Everything you could undo so far is forgotten too, for it holds the person. A fingerprint of their numbers is kept, so that no later file brings them back."
        | "Non si può annullare. Si dimentica anche tutto ciò che finora potevi annullare, perché contiene la persona. Dei suoi numeri resta un’impronta, così nessun file futuro la riporta.";
    elsewhere: "Files outside this project are not touched: the files you imported, exports, and copies of the project that you made."
        | "I file fuori da questo progetto non vengono toccati: i file che hai importato, le esportazioni e le copie del progetto che hai fatto.";
    pages_left: "Pages printed from this project could not all be removed, and the erased person may still be on them. Close them wherever they are open: they are removed when Tribewise starts again."
        | "Non è stato possibile togliere tutte le pagine stampate da questo progetto, e la persona cancellata può esserci ancora. Chiudile ovunque siano aperte: al prossimo avvio Tribewise le toglie.";
    left_out_hint: "They are left behind unless you need them: what is not kept cannot be lost."
        | "Restano fuori a meno che non ti servano: ciò che non si conserva non si può perdere.";
    keep_all: "Keep all as describing the customer" | "Tienile tutte: descrivono il cliente";
}

#[must_use]
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => pick("Consent of the people in it", "Consenso delle persone"),
        Basis::Contract => pick("Needed for a contract with them", "Necessario per un contratto con loro"),
        Basis::LegitimateInterest => pick("Legitimate interest", "Legittimo interesse"),
        Basis::NotPersonal => pick("No personal data", "Nessun dato personale"),
        Basis::NotSaid => pick("Not said", "Non indicata"),
    }
}

/// On a file's card.
#[must_use]
pub fn basis_line(basis: Basis) -> String {
    match basis {
        Basis::NotSaid => pick("Legal basis not said", "Base giuridica non indicata").into(),
        said => said!("Legal basis: {}" | "Base giuridica: {}", self::basis(said).to_lowercase()),
    }
}

#[must_use]
pub fn opted_out(n: usize) -> String {
    match n {
        0 => pick("Nobody has opted out.", "Nessuno ha negato il consenso.").into(),
        1 => pick(
            "1 person has opted out and is left out of scores, lists and messages.",
            "1 persona ha negato il consenso e resta fuori da punteggi, elenchi e messaggi.",
        )
        .into(),
        n => said!(
            "{} people have opted out and are left out of scores, lists and messages."
                | "{} persone hanno negato il consenso e restano fuori da punteggi, elenchi e messaggi.",
            number::count(n)
        ),
    }
}

#[must_use]
pub fn n_erased(n: u32) -> String {
    match n {
        0 => pick("Nobody was erased.", "Nessuno è stato cancellato.").into(),
        n => said!(
            "{} erased. Of them only fingerprints are kept, by which a later file that names them is told."
                | "{}. Restano solo impronte, da cui si riconosce un file futuro che le nomini.",
            number::plural(
                n as usize,
                pick("person was", "persona cancellata"),
                pick("people were", "persone cancellate")
            )
        ),
    }
}

/// In the account of a file: "1 row of a person who was erased".
#[must_use]
pub fn rows_erased(n: u64) -> String {
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    said!(
        "{} of people who were erased" | "{} di persone cancellate",
        number::plural(n, pick("row", "riga"), pick("rows", "righe"))
    )
}

#[must_use]
pub fn copies_left(n: usize) -> String {
    said!(
        "This computer keeps {} of this project, made before; whoever was erased since may still be in them."
            | "Questo computer conserva {} di questo progetto; chi è stato cancellato dopo può esserci ancora.",
        number::plural(n, pick("older copy", "copia precedente"), pick("older copies", "copie precedenti"))
    )
}

#[must_use]
pub fn copies_removed(n: usize) -> String {
    said!(
        "{} removed." | "{}.",
        number::plural(
            n,
            pick("older copy was", "copia precedente tolta"),
            pick("older copies were", "copie precedenti tolte")
        )
    )
}

/// Where a person is named: "2 rows of calls.csv, 1 row of customers.csv, 1 held message".
#[must_use]
pub fn traces(traces: &Traces) -> String {
    let rows = |n: u64| number::rows(n);
    let mut parts: Vec<String> =
        traces.files.iter().map(|(name, n)| said!("{} of {name}" | "{} di {name}", rows(*n))).collect();
    if traces.n_holds > 0 {
        parts.push(number::plural(
            traces.n_holds,
            pick("held message", "messaggio in attesa"),
            pick("held messages", "messaggi in attesa"),
        ));
    }
    if traces.n_plans > 0 {
        parts.push(number::plural(traces.n_plans, pick("plan", "piano"), pick("plans", "piani")));
    }
    format!("{}: {}.", who(traces), parts.join(", "))
}

/// The same without who it is.
#[must_use]
pub fn places(traces: &Traces) -> String {
    let whole = self::traces(traces);
    let list = whole.strip_prefix(&format!("{}: ", who(traces))).unwrap_or(&whole);
    said!("This takes away {list}" | "Ecco che cosa sparisce: {list}")
}

/// What a person is called, with all their numbers.
#[must_use]
pub fn who(traces: &Traces) -> String {
    let ids = traces.ids.join(", ");
    if traces.names.is_empty() { ids } else { format!("{} ({ids})", traces.names.join(", ")) }
}

#[must_use]
pub fn erase_question(traces: &Traces) -> String {
    said!("Erase {}?" | "Cancellare {}?", who(traces))
}

/// Without the word for it, nothing is erased.
#[must_use]
pub fn not_erased(found: &Traces) -> String {
    said!(
        "{}\nNothing was erased. {} With --yes it is done."
            | "{}\nNon è stato cancellato nulla. {} Con --yes viene fatto.",
        traces(found),
        cannot_undo()
    )
}

#[must_use]
pub fn erased(found: &Traces) -> String {
    said!("Erased. {}" | "Cancellazione fatta. {}", traces(found))
}

#[must_use]
pub fn fact(fact: &Fact) -> String {
    match fact.row {
        0 => format!("{}, {}: {}", fact.place, fact.what, fact.value),
        row => said!("{}, row {row}, {}: {}" | "{}, riga {row}, {}: {}", fact.place, fact.what, fact.value),
    }
}

/// The name of a button for those who hear the screen.
#[must_use]
pub fn of(action: &str, who: &str) -> String {
    format!("{action} {who}")
}

#[must_use]
pub fn no_such_basis(word: &str, all: &str) -> String {
    said!("“{word}” is no legal basis. There is: {all}." | "“{word}” non è una base giuridica. Ci sono: {all}.")
}

/// Columns that are left behind: "4 columns are not needed: iban, religion and 2 more."
#[must_use]
pub fn left_out(headings: &[&str]) -> String {
    const N_NAMED: usize = 5;
    let named = headings[..headings.len().min(N_NAMED)].join(", ");
    let rest = match headings.len().saturating_sub(N_NAMED) {
        0 => String::new(),
        n => said!(" and {}" | " e {}", number::plural(n, pick("more", "altra"), pick("more", "altre"))),
    };
    said!(
        "{} not needed: {named}{rest}." | "{}: {named}{rest}.",
        number::plural(
            headings.len(),
            pick("column is", "colonna non serve"),
            pick("columns are", "colonne non servono")
        )
    )
}
