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

/// A column that people have no values in.
#[must_use]
pub fn no_such_column(column: &str, headings: &[&str]) -> String {
    let columns = if headings.is_empty() { "spend".to_owned() } else { format!("spend, {}", headings.join(", ")) };
    said!(
        "There is no column “{column}” with numbers. There is: {columns}."
            | "Non c’è una colonna “{column}” con numeri. Si può scegliere: {columns}."
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

    /// Too few campaigns to know anything from.
    too_few_runs: "--runs must be 2 or more: one campaign does not show how much campaigns differ."
        | "--runs deve essere almeno 2: una sola campagna non mostra quanto le campagne differiscono tra loro.";

    /// Learned chances without anything to learn from.
    stages_need_chances: "What is said of stages needs --chance strength or learned, and --learn-stages needs learned. Nothing was worked out."
        | "Ciò che si dice delle fasi richiede --chance strength o learned, e --learn-stages richiede learned. Non è stato calcolato nulla.";
    nothing_to_learn: "There are no dated purchases to learn from. Add a purchases file with dates, or take another chance."
        | "Non ci sono acquisti con data da cui imparare. Aggiungi un file di acquisti con le date, o scegli un’altra probabilità.";
}
