//! What only commands say: words that they did not understand, and what they print beside the rooms' own sentences.

use super::{comma, day, doing_stage, number, pick, said, sentences};
use crate::domain::ticket::Stage;
use std::path::Path;

sentences! {
    say_name: "Say which plan: --name NAME." | "Indica quale piano: --name NOME.";
    say_plan: "Say which plan: --plan NAME." | "Indica quale piano: --plan NOME.";
    rename_goes_with_set: "Only `plan set` takes --rename. Nothing was changed."
        | "Solo `plan set` accetta --rename. Non è cambiato nulla.";
    shortlist_needs_plan: "A shortlist needs --plan NAME." | "Per la rosa serve --plan NOME.";
    no_task: "No task is meant by that. Nothing was changed." | "Nessuna attività corrisponde. Non è cambiato nulla.";
    bad_resolution: "The resolution must be a number above 0." | "La risoluzione deve essere un numero maggiore di 0.";
    no_contacts: "Your files tell of no contacts, only of who knows whom: by their number every tie counts alike."
        | "I tuoi file non dicono di contatti, solo chi conosce chi: per numero ogni legame conta allo stesso modo.";
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

/// "3 people are left out: opted out, or taken for no person. 16,000 ties count."
#[must_use]
pub fn left_out(n_people: usize, n_ties: usize) -> String {
    let ties = number::plural(n_ties, pick("tie", "legame"), pick("ties", "legami"));
    let people = number::people(n_people);
    let are = if n_people == 1 { pick("is", "resta esclusa") } else { pick("are", "restano escluse") };
    said!(
        "{people} {are} left out: opted out, or taken for no person. Without them {ties} count."
            | "{people} {are}: hanno negato il consenso o probabilmente non sono persone. Senza di loro contano {ties}."
    )
}

/// How good the tribes are, to be compared with what others publish.
#[must_use]
pub fn quality(modularity: f64, hangs_together: bool) -> String {
    let whole = if hangs_together {
        pick("every tribe hangs together by its own ties", "ogni tribù è unita dai propri legami")
    } else {
        pick("not every tribe hangs together by its own ties", "non tutte le tribù sono unite dai propri legami")
    };
    // A little below nothing is nothing, without a sign.
    let modularity = comma(format!("{modularity:.4}").trim_start_matches(if modularity > -5e-5 { "-" } else { "" }));
    said!("Modularity of the tribes: {modularity}; {whole}." | "Modularità delle tribù: {modularity}; {whole}.")
}

/// How long it took, in seconds by stage, and how much memory, in megabytes, where the system tells.
#[must_use]
pub fn effort(stages: &[(Stage, f64)], megabytes: Option<u64>) -> String {
    let seconds = |seconds: f64| comma(&format!("{seconds:.1}"));
    let all = seconds(stages.iter().map(|(_, seconds)| seconds).sum());
    // Stages that round to nothing are in what is printed for programs.
    let told = stages.iter().filter(|(_, seconds)| *seconds >= 0.05);
    let told: Vec<String> = told.map(|&(stage, of)| format!("{} {}", doing_stage(stage), seconds(of))).collect();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
    let memory = megabytes.map_or(String::new(), |n| {
        said!(" Memory at most: {} megabytes." | " Memoria al massimo: {} megabyte.", number::count(n as usize))
    });
    said!("Seconds: {all}{told}.{memory}" | "Secondi: {all}{told}.{memory}")
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
