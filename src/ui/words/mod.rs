//! The only place where sentences are written; knows values, not widgets.

mod language;
mod manner;
pub use language::{Language, pick, speak, spoken};
pub(crate) use language::{said, sentences};
pub use manner::Manner;

pub mod adding;
pub mod bar;
pub mod calling;
pub mod cells;
pub mod certainty;
pub mod choose;
pub mod choosing;
pub mod cleaning;
pub mod cli;
pub mod command;
pub mod data;
pub mod day;
pub mod deeper;
pub mod dialog;
pub mod doing;
pub mod export;
pub mod filter;
pub mod fit;
mod formula;
pub mod goals;
pub mod history;
pub mod hold;
pub mod identity;
pub mod influence;
pub mod judgement;
pub mod learned;
pub mod leaving;
pub mod look;
pub mod map;
pub mod number;
pub mod pairing;
pub mod panel;
pub mod people;
mod person;
pub mod plan;
pub mod privacy;
pub mod situations;
pub mod sizes;
pub mod stages;
pub mod stance;
pub mod strategy;
pub mod strength;
pub mod table;
pub mod taken;
pub mod time;
pub mod touch;
pub mod tribes;
pub mod trouble;
pub mod turnover;

sentences! {
    /// The product's name.
    tribewise: "Tribewise" | "Tribewise";
    /// What it is, in a line.
    tagline: "Who really influences your customers" | "Chi influenza davvero i tuoi clienti";

    open_project: "Open a project…" | "Apri un progetto…";
    new_project: "Start with your files…" | "Inizia dai tuoi file…";
    try_sample: "Try with sample data" | "Prova con dati di esempio";
    sample_hint: "A made-up telecom town: 2,400 invented people and their calls, messages and purchases."
        | "Una città di fantasia con la sua compagnia telefonica: 2.400 persone inventate con chiamate, messaggi e acquisti.";
    drop_here: "Drop customer files here" | "Trascina qui i file dei clienti";
    drop_hint: "Calls, messages, payments, friendships, customers, purchases: CSV, Excel, Parquet and more. They stay on this computer."
        | "Chiamate, messaggi, pagamenti, amicizie, clienti, acquisti: CSV, Excel, Parquet e altri. Restano su questo computer.";
    recent: "Recent projects" | "Progetti recenti";
    no_recent: "Projects you open will be listed here." | "Qui compariranno i progetti che apri.";
    privacy_label: "Nothing leaves this computer. Tribewise has no network code at all."
        | "Niente esce da questo computer. Tribewise non contiene alcun codice di rete.";

    search_hint: "Find a person or tribe" | "Trova una persona o una tribù";
    nothing_found: "Nobody by that name or number" | "Nessuno con questo nome o numero";
    light_theme: "Light theme" | "Tema chiaro";
    dark_theme: "Dark theme" | "Tema scuro";
    help: "Help" | "Guida";
    close: "Close" | "Chiudi";
    cancel: "Cancel" | "Annulla";
    stop: "Stop" | "Ferma";
    save_now: "Save now" | "Salva ora";
    save_as: "Save as…" | "Salva come…";
    rename: "Rename" | "Rinomina";
    close_project: "Close project" | "Chiudi il progetto";
    untitled: "Untitled project" | "Progetto senza nome";
    unsaved: "Project without a file" | "Progetto senza file";
    export_label: "Export" | "Esporta";

    /// Names of the five stations on the road.
    room_data: "Data" | "Dati";
    room_people: "People" | "Persone";
    room_plan: "Plan" | "Piano";
    room_hold: "Hold" | "In attesa";
    room_results: "Results" | "Risultati";
}

/// The state of the file, in the status bar.
#[must_use]
pub fn kept(is_saved_to_file: bool, has_file: bool) -> &'static str {
    match (has_file, is_saved_to_file) {
        (true, true) => pick("Saved", "Salvato"),
        (true, false) => pick("Kept, saving…", "Al sicuro, salvataggio…"),
        (false, _) => pick("Kept on this computer", "Al sicuro su questo computer"),
    }
}

/// Where a project is that was never saved as a file.
#[must_use]
pub fn kept_here(opened_on: &str) -> String {
    let opened_on = day::said(opened_on);
    said!("Kept on this computer, open on {opened_on}" | "Al sicuro su questo computer, aperto: {opened_on}")
}

/// "412 people in 3 tribes selected".
#[must_use]
pub fn selected(n_people: usize, n_tribes: usize) -> String {
    let count = map::count(n_people, n_tribes);
    if n_people == 1 {
        said!("{count} selected" | "{count} selezionata")
    } else {
        said!("{count} selected" | "{count} selezionate")
    }
}

/// One decimal place: "2.5".
#[must_use]
pub fn decimal(x: f64) -> String {
    let figure = format!("{x:.1}");
    // What rounds to nothing has no sign.
    comma(if figure == "-0.0" { "0.0" } else { &figure })
}

/// A figure written with a point, as the language spoken marks its decimals.
fn comma(figure: &str) -> String {
    pick(figure.to_owned(), figure.replace('.', ","))
}

/// What a worker is doing, with how far it is where that is known.
#[must_use]
pub fn progress(progress: crate::domain::ticket::Progress) -> String {
    let doing = doing_stage(progress.stage);
    if progress.total == 0 {
        return format!("{doing}…");
    }
    let share = progress.done.min(progress.total) as f64 / progress.total as f64;
    format!("{doing}, {}", number::percent((share * 100.0).floor() / 100.0))
}

/// A step of a long computation.
fn doing_stage(stage: crate::domain::ticket::Stage) -> &'static str {
    use crate::domain::ticket::Stage;
    match stage {
        Stage::Waiting => pick("Starting", "Avvio"),
        Stage::Reading => pick("Reading files", "Lettura dei file"),
        Stage::Checking => pick("Checking every row", "Controllo di ogni riga"),
        Stage::JoiningPeople => pick("Putting people together", "Ricomposizione delle persone"),
        Stage::MeasuringTies => pick("Measuring how close people are", "Misura della vicinanza"),
        Stage::FindingTribes => pick("Finding tribes", "Ricerca delle tribù"),
        Stage::ScoringPeople => pick("Working out who is listened to", "Calcolo di chi è ascoltato"),
        Stage::PlacingMap => pick("Drawing the map", "Disegno della mappa"),
        Stage::ComparingPeople => pick("Looking for people who are listed twice", "Ricerca di chi compare due volte"),
        Stage::ChoosingPeople => pick("Choosing people", "Scelta delle persone"),
        Stage::Simulating => pick("Trying the plan out", "Prova del piano"),
        Stage::Writing => pick("Writing the file", "Scrittura del file"),
    }
}
