//! The list of what was done, in words.

use super::{data, number, pick, said, sentences};
use crate::project::{Command, Import};

sentences! {
    title: "What was done" | "Che cosa è stato fatto";
    hint: "Every step since the project was opened, the newest first. Going back keeps the way forward open: redo."
        | "Ogni passo da quando il progetto è stato aperto, dal più recente. Tornare indietro lascia aperta la via in avanti: Ripeti.";
    nothing_title: "Nothing was changed yet" | "Non è ancora cambiato nulla";
    nothing_text: "What you do from here on is listed, and every step can be taken back."
        | "Da qui in poi ciò che fai viene elencato, e ogni passo si può annullare.";
}

/// The button that goes back to before a step, which lies so many steps back.
#[must_use]
pub fn back_to_before(n_steps: usize) -> String {
    match n_steps {
        1 => pick("Take back", "Annulla").into(),
        n => said!("Take back these {}" | "Annulla questi {}", number::count(n)),
    }
}

/// What is worth knowing beside the name of a step: the counts and settings of imported files.
#[must_use]
pub fn details(command: &Command) -> Vec<String> {
    match command {
        Command::AddImports(imports) => imports.iter().map(import).collect(),
        _ => Vec::new(),
    }
}

fn import(import: &Import) -> String {
    let counts = data::account(&import.report);
    format!("{}: {}. {counts}. {}", import.file_name, data::kind(import.kind()), data::settings(&import.mapping))
}
