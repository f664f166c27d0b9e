//! Sentences about chosen people and how far word from them reaches.

use super::{decimal, number, pick, said, sentences};
use crate::domain::forecast::choose::{Chosen, Reach};

/// How far word reaches; `unit` is "people", or "of" and what the value column is called.
#[must_use]
pub fn reach(reach: &Reach, unit: &str) -> String {
    let unit = measure(unit);
    said!(
        "Word reaches {} {unit} on average ({} to {}, from {} simulated campaigns)."
            | "In media la voce raggiunge {} {unit} (da {} a {}, su {} campagne simulate).",
        decimal(reach.mean),
        decimal(reach.low),
        decimal(reach.high),
        number::count(reach.n_runs)
    )
}

/// What is proven of a choice.
#[must_use]
pub fn bounds(chosen: &Chosen, unit: &str) -> String {
    let unit = measure(unit);
    said!(
        "Proven: at least {} {unit}, and no other choice within these terms reaches more than {}."
            | "Garanzia: almeno {} {unit}, e con queste condizioni nessun’altra scelta supera {}.",
        decimal(chosen.lower_bound),
        decimal(chosen.upper_bound)
    )
}

/// What is counted, from the words that the command line asks in.
fn measure(unit: &str) -> String {
    match unit.strip_prefix("of ") {
        Some(column) => said!("of {column}" | "di “{column}”"),
        None if unit == "people" => pick("people", "persone").to_owned(),
        None => unit.to_owned(),
    }
}

/// Ids of a list that are not in the project.
#[must_use]
pub fn unknown(ids: &[String]) -> String {
    let first: Vec<&str> = ids.iter().take(5).map(String::as_str).collect();
    said!("{} not in this project: {}" | "{} fuori da questo progetto: {}", number::people(ids.len()), first.join(", "))
}

/// Why somebody who was named is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    OptedOut,
    NoPerson,
    OutsideMarket,
    /// By the same command.
    Excluded,
    NoCost,
}

impl LeftOut {
    pub const ALL: [LeftOut; 5] =
        [LeftOut::OptedOut, LeftOut::NoPerson, LeftOut::OutsideMarket, LeftOut::Excluded, LeftOut::NoCost];
}

/// Ids that were to be chosen whatever they add, and were not.
#[must_use]
pub fn pin_left_out(why: LeftOut, ids: &[&str]) -> String {
    let why = match why {
        LeftOut::OptedOut => pick("they have opted out", "hanno negato il consenso"),
        LeftOut::NoPerson => pick("they are probably no people", "probabilmente non sono persone"),
        LeftOut::OutsideMarket => pick("they are outside your market", "sono fuori dal tuo mercato"),
        LeftOut::Excluded => pick("they are named with --exclude, too", "sono indicati anche con --exclude"),
        LeftOut::NoCost => pick("nothing is known of what they cost", "non si sa quanto costano"),
    };
    let ids = ids.join(", ");
    said!("Pinned, and not chosen, as {why}: {ids}" | "Indicati con --pin e non scelti, perché {why}: {ids}")
}

/// Ids from whom word was to start, who are not counted.
#[must_use]
pub fn starter_left_out(why: LeftOut, ids: &[&str]) -> String {
    let why = match why {
        LeftOut::OptedOut => pick(
            "have opted out, so that no word comes from them",
            "hanno negato il consenso, quindi la voce non parte da loro",
        ),
        LeftOut::NoPerson => pick(
            "are probably no people, so that no word comes from them",
            "probabilmente non sono persone, quindi la voce non parte da loro",
        ),
        LeftOut::OutsideMarket | LeftOut::Excluded | LeftOut::NoCost => pick(
            "are outside your market: they pass word on, and do not count as reached",
            "sono fuori dal tuo mercato: passano la voce, ma non contano tra le persone raggiunte",
        ),
    };
    let ids = ids.join(", ");
    said!("Of the list, these {why}: {ids}" | "Di questo elenco, questi {why}: {ids}")
}

/// A column that people have no values in; `headings`: those in which some have.
#[must_use]
pub fn no_such_column(column: &str, headings: &[&str]) -> String {
    if headings.is_empty() {
        return said!(
            "There is no column “{column}” with numbers, nor any other."
                | "Non c’è una colonna “{column}” con numeri, e nemmeno un’altra."
        );
    }
    let columns = headings.join(", ");
    said!(
        "There is no column “{column}” with numbers. There is: {columns}."
            | "Non c’è una colonna “{column}” con numeri. Si può scegliere: {columns}."
    )
}

/// A column that was not taken when its file was added.
#[must_use]
pub fn column_left_out(column: &str, file: &str) -> String {
    said!(
        "“{column}” stands in {file}, but was left out when the file was added. Add the file again with this column as something \
         known about people: in the window, or on the command line with --mapping and the meaning attribute."
            | "“{column}” è in {file}, ma è stata tralasciata quando il file è stato aggiunto. Aggiungi di nuovo il file con questa \
         colonna come qualcosa che si sa delle persone: nella finestra, o dalla riga di comando con --mapping e il significato \
         attribute."
    )
}

/// A column by which nobody is worth anything.
#[must_use]
pub fn worth_nothing(column: &str) -> String {
    said!(
        "By “{column}” nobody in your market is worth more than 0, so that there is nothing to reach."
            | "Secondo “{column}” nessuno nel tuo mercato vale più di 0: non c’è nulla da raggiungere."
    )
}

/// A chance that says nothing.
#[must_use]
pub fn no_such_chance(chance: &str) -> String {
    said!(
        "“{chance}” is no chance. There is: weighted, strength, learned, and uniform: with a number from 0 to 1, as in uniform:0.01."
            | "“{chance}” non è una probabilità. Si può scegliere: weighted, strength, learned e uniform: con un numero da 0 a 1, come in uniform:0.01."
    )
}

/// A number out of its range.
#[must_use]
pub fn above_zero(option: &str) -> String {
    said!("{option} must be a number above 0." | "{option} deve essere un numero maggiore di 0.")
}

sentences! {
    /// A list of nobody.
    nobody: "Nobody in the list is in this project." | "Nessuno dell’elenco è in questo progetto.";

    /// Nobody fits the terms, or nobody adds anything.
    nobody_chosen: "Nobody can be chosen on these terms." | "Con queste condizioni non si può scegliere nessuno.";

    /// A column of amounts without any.
    no_spending: "It is not known what anybody spends: no file has amounts."
        | "Non si sa quanto spende qualcuno: nessun file contiene importi.";

    /// Too few campaigns to know anything from.
    too_few_runs: "--runs must be 2 or more: one campaign does not show how much campaigns differ."
        | "--runs deve essere almeno 2: una sola campagna non mostra quanto le campagne differiscono tra loro.";

    /// Learned chances without anything to learn from.
    stages_need_chances: "What is said of stages needs --chance strength or learned, and --learn-stages needs learned. Nothing was worked out."
        | "Ciò che si dice delle fasi richiede --chance strength o learned, e --learn-stages richiede learned. Non è stato calcolato nulla.";
    nothing_to_learn: "There are no dated purchases to learn from. Add a purchases file with dates, or take another chance."
        | "Non ci sono acquisti con data da cui imparare. Aggiungi un file di acquisti con le date, o scegli un’altra probabilità.";
}
