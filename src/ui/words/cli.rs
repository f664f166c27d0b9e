//! What only commands say: words that they did not understand, and what they print beside the rooms' own sentences.

use super::{day, number, pick, said, sentences};
use std::path::Path;

sentences! {
    say_name: "Say which plan: --name NAME." | "Indica quale piano: --name NOME.";
    say_plan: "Say which plan: --plan NAME." | "Indica quale piano: --plan NOME.";
    rename_goes_with_set: "Only `plan set` takes --rename. Nothing was changed."
        | "Solo `plan set` accetta --rename. Non è cambiato nulla.";
    shortlist_needs_plan: "A shortlist needs --plan NAME." | "Per la rosa serve --plan NOME.";
    no_task: "No task is meant by that. Nothing was changed." | "Nessuna attività corrisponde. Non è cambiato nulla.";
    bad_resolution: "The resolution must be a number above 0." | "La risoluzione deve essere un numero maggiore di 0.";
    take_guesses: "Nothing was added. With --yes the guesses are taken."
        | "Non è stato aggiunto nulla. Con --yes valgono le ipotesi.";
}

#[must_use]
pub fn plan_exists(name: &str) -> String {
    said!("There is a plan “{name}” already. Nothing was changed." | "C’è già un piano “{name}”. Non è cambiato nulla.")
}

#[must_use]
pub fn no_treatment(word: &str, all: &str) -> String {
    said!("“{word}” is no treatment. There is: {all}." | "“{word}” non è un trattamento. I trattamenti sono: {all}.")
}

#[must_use]
pub fn no_tribe(word: &str) -> String {
    said!(
        "There is no tribe “{word}”. `export ... tribes` lists them."
            | "Non c’è una tribù “{word}”. `export ... tribes` le elenca."
    )
}

#[must_use]
pub fn no_template(word: &str, all: &str) -> String {
    said!("“{word}” is no template. There is: {all}." | "“{word}” non è un modello. I modelli sono: {all}.")
}

#[must_use]
pub fn no_goal(word: &str) -> String {
    said!("“{word}” is no goal. `plan --help` lists them." | "“{word}” non è un obiettivo. `plan --help` li elenca.")
}

#[must_use]
pub fn no_stage(word: &str, all: &str) -> String {
    said!("“{word}” is no stage. There is: {all}." | "“{word}” non è una fase. Le fasi sono: {all}.")
}

#[must_use]
pub fn no_file(name: &str, all: &str) -> String {
    said!(
        "No file “{name}” is in the project. There are: {all}."
            | "Nel progetto non c’è un file “{name}”. I file sono: {all}."
    )
}

#[must_use]
pub fn no_encoding(word: &str) -> String {
    let some = "utf-8, windows-1252, iso-8859-15, macintosh";
    said!("“{word}” is no encoding. Some are: {some}." | "“{word}” non è una codifica. Alcune sono: {some}.")
}

#[must_use]
pub fn no_kind(word: &str, all: &str) -> String {
    said!("“{word}” is no kind of file. The kinds are: {all}." | "“{word}” non è un tipo di file. I tipi sono: {all}.")
}

#[must_use]
pub fn no_day(text: &str) -> String {
    said!("“{text}” is not a day. Write it as 2026-11-21." | "“{text}” non è un giorno. Scrivilo così: 2026-11-21.")
}

#[must_use]
pub fn is_there(file: &Path) -> String {
    let file = file.display();
    said!(
        "{file} is already there. Nothing was changed; choose another name."
            | "{file} c’è già. Non è cambiato nulla; scegli un altro nome."
    )
}

/// "2,400 people in 31 tribes, 9,870 ties between them."
#[must_use]
pub fn scored(n_people: usize, n_tribes: usize, n_ties: usize) -> String {
    let (people, tribes) = (number::people(n_people), number::tribes(n_tribes));
    let ties = number::plural(n_ties, pick("tie", "legame"), pick("ties", "legami"));
    said!("{people} in {tribes}, {ties} between them." | "{people} in {tribes}, con {ties} tra loro.")
}

/// What a project file that is whole holds; nobody: not scored yet.
#[must_use]
pub fn is_sound(file: &Path, name: &str, on: &str, n_people: Option<usize>, n_files: usize, n_plans: usize) -> String {
    let people = n_people.map_or(pick("not scored", "senza punteggi").to_owned(), number::people);
    let files = number::plural(n_files, "file", pick("files", "file"));
    let plans = number::plural(n_plans, pick("plan", "piano"), pick("plans", "piani"));
    let (file, on) = (file.display(), day::said(on));
    said!(
        "{file} is sound: “{name}”, written on {on}, {people}, {files}, {plans}."
            | "{file} è integro: “{name}”, salvato il {on}, {people}, {files}, {plans}."
    )
}
