//! What the bar along the top says of steps and of languages; knows no project.

use super::{Language, pick, said, sentences};

sentences! {
    /// What the bar has no room for in a narrow window.
    menu: "Project and settings" | "Progetto e impostazioni";
    /// What stands beside the map where there is room.
    lists: "Lists" | "Elenchi";
    details: "Details" | "Dettagli";
    nothing_to_undo: "Nothing to undo" | "Niente da annullare";
    nothing_to_redo: "Nothing to redo" | "Niente da ripetere";
}

/// Takes a step back, named.
#[must_use]
pub fn undo(step: &str) -> String {
    said!("Undo: {step}" | "Annulla: {step}")
}

/// Takes a step forward again, named.
#[must_use]
pub fn redo(step: &str) -> String {
    said!("Redo: {step}" | "Ripeti: {step}")
}

/// Takes a project off the list of recent ones.
#[must_use]
pub fn forget(name: &str) -> String {
    said!("Forget {name}" | "Dimentica {name}")
}

/// The name of the project made from the sample.
#[must_use]
pub fn sample_name() -> &'static str {
    pick("Telecom town (made up)", "Città della telefonia (inventata)")
}

/// Goes over to a language: said in that language, for those who do not read the present one.
#[must_use]
pub fn speak(language: Language) -> &'static str {
    match language {
        Language::English => "In English",
        Language::Italian => "In italiano",
    }
}
