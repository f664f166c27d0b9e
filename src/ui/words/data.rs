//! Files, columns and rows in words.

mod doubts;
mod kinds;

pub use doubts::{answer_by, guess, problem, question, unreadable, warning};
pub use kinds::{kind, meaning, page, row_sentence};

use super::number;
use super::{pick, said, sentences};
use crate::domain::import::{Mapping, Report, TimeReading, day_text};
use crate::domain::model::Meaning;

/// The account of a file: "3,600 rows read: 3,598 kept, 2 set aside".
#[must_use]
pub fn account(report: &Report) -> String {
    let mut parts = vec![amount(report.n_rows_kept, pick("kept", "tenuta"), pick("kept", "tenute"))];
    if report.n_rows_set_aside > 0 {
        let (one, many) = pick(("set aside", "set aside"), ("messa da parte", "messe da parte"));
        parts.push(amount(report.n_rows_set_aside, one, many));
    }
    if report.n_rows_blank > 0 {
        parts.push(amount(report.n_rows_blank, pick("blank", "vuota"), pick("blank", "vuote")));
    }
    if report.n_rows_erased > 0 {
        parts.push(super::privacy::rows_erased(report.n_rows_erased));
    }
    if report.n_rows_left_out > 0 {
        let n = count(report.n_rows_left_out);
        parts.push(said!(
            "{n} of weaker ties left out, as you chose" | "{n} di legami più deboli lasciate fuori, come hai scelto"
        ));
    }
    if report.n_rows_known > 0 {
        let n = count(report.n_rows_known);
        parts.push(said!("{n} in an earlier month already" | "{n} già in un mese precedente"));
    }
    let parts = parts.join(", ");
    let text = said!("{} read: {parts}" | "{} in tutto: {parts}", number::rows(report.n_rows_read));
    if report.n_missed_calls == 0 {
        return text;
    }
    let calls = amount(report.n_missed_calls, "missed call", "missed calls");
    let n = count(report.n_missed_calls);
    said!("{text}; {calls} among them" | "{text}; chiamate senza risposta comprese: {n}")
}

fn count(n: u64) -> String {
    number::count(usize::try_from(n).unwrap_or(usize::MAX))
}

fn amount(n: u64, one: &str, many: &str) -> String {
    number::plural(usize::try_from(n).unwrap_or(usize::MAX), one, many)
}

sentences! {
    add_files: "Add files…" | "Aggiungi file…";
    files_title: "Your files" | "I tuoi file";
    no_files_title: "No files yet" | "Ancora nessun file";
    no_files_text: "Add a file that says who is in touch with whom: calls, messages, payments or friendships. A customer file adds names and spending."
        | "Aggiungi un file che dice chi è in contatto con chi: chiamate, messaggi, pagamenti o amicizie. Un file di clienti aggiunge nomi e spesa.";
    reading_text: "You check what was found before anything is added."
        | "Prima che venga aggiunto qualcosa, controlli ciò che è stato trovato.";
    need_pairs: "Nothing here says yet who is in touch with whom. Add calls, messages, payments or friendships."
        | "Ancora niente dice chi è in contatto con chi. Aggiungi chiamate, messaggi, pagamenti o amicizie.";
    show_me_who: "Show me who" | "Mostrami chi";
    take_back: "Take back" | "Togli";
    save_set_aside: "Save the rows set aside…" | "Salva le righe messe da parte…";
    look_at_them: "Look at them" | "Guardale";
    wizard_title: "Check before adding" | "Controlla prima di aggiungere";
    wizard_hint: "Nothing is stored until you add it. Every guess can be changed."
        | "Niente viene salvato finché non lo aggiungi. Ogni ipotesi si può cambiare.";
    kind_label: "This file is" | "Questo file contiene";
    leave_out: "Leave this file out" | "Lascia fuori questo file";
    column_in_file: "Column in the file" | "Colonna nel file";
    samples: "For example" | "Per esempio";
    means: "Means" | "Significa";
    start_label: "Day on which the times start" | "Giorno da cui partono gli orari";
    day_first: "The day comes first (31/12/2026)" | "Prima viene il giorno (31/12/2026)";
    decimal_comma: "Numbers use a decimal comma (1,5)" | "I numeri hanno la virgola decimale (1,5)";
    first_rows: "How the first rows are read" | "Come si leggono le prime righe";
    none_usable: "None of these files could be used" | "Nessuno di questi file si è potuto usare";
    none_usable_text: "What is wrong with each stands at the left. Nothing was changed."
        | "Che cosa non va in ognuno è scritto a sinistra. Non è cambiato nulla.";
    other_files: "Choose other files…" | "Scegli altri file…";
    cannot_use: "Could not be used" | "Non si è potuto usare";
}

/// The wizard's one action.
#[must_use]
pub fn add_drafts(n: usize) -> String {
    if n == 1 {
        pick("Add this file", "Aggiungi questo file").into()
    } else {
        said!("Add these {n} files" | "Aggiungi questi {n} file")
    }
}

/// The live count beneath a mapping.
#[must_use]
pub fn preview(preview: &crate::domain::import::Preview) -> String {
    let scope = if preview.is_whole_file { "" } else { pick("Of the first rows: ", "Delle prime righe: ") };
    let good = amount(preview.n_good, pick("good", "buona"), pick("good", "buone"));
    let mut text = format!("{scope}{good}");
    if preview.n_doubtful > 0 {
        let n = count(preview.n_doubtful);
        text = said!("{text}, {n} with an unreadable cell" | "{text}, {n} con una cella illeggibile");
    }
    if preview.n_set_aside > 0 {
        let n = count(preview.n_set_aside);
        text = said!("{text}, {n} to be set aside" | "{text}, {n} da mettere da parte");
    }
    text
}

/// "In row 17, column duration: this is not a number (found “n/a”)".
#[must_use]
pub fn problem_line(entry: &crate::domain::import::Problem) -> String {
    let place = entry.column.as_ref().map_or(String::new(), |column| said!(", column {column}" | ", colonna {column}"));
    let found = match entry.found.as_str() {
        "" => String::new(),
        found => said!(" (found “{found}”)" | " (trovato “{found}”)"),
    };
    let row = number::count(usize::try_from(entry.row).unwrap_or(0));
    said!("Row {row}{place}: {}{found}" | "Riga {row}{place}: {}{found}", problem(entry.kind))
}

/// Nobody is known to care about a subject.
#[must_use]
pub fn no_such_topic(topic: &str) -> String {
    said!(
        "Nobody in these files bought or cares about “{topic}”. The old scores were kept; look at the products and \
        interests in your files for the right word."
            | "In questi file nessuno ha comprato “{topic}” o se ne interessa. I vecchi punteggi sono rimasti; cerca la \
        parola giusta tra i prodotti e gli interessi dei tuoi file."
    )
}

/// How a file was read: what a person set or import found.
#[must_use]
pub fn settings(mapping: &Mapping) -> String {
    let mut parts = Vec::new();
    if let Some(sheet) = &mapping.sheet {
        parts.push(said!("sheet “{sheet}”" | "foglio “{sheet}”"));
    }
    if let Some(encoding) = &mapping.encoding {
        parts.push(said!("letters as {encoding}" | "caratteri in {encoding}"));
    }
    parts.push(if mapping.is_decimal_comma {
        pick("1,5 is one and a half", "1,5 è uno e mezzo").into()
    } else {
        pick("1.5 is one and a half", "1.5 è uno e mezzo").into()
    });
    parts.push(match mapping.time {
        TimeReading::Calendar { is_day_first: true } => pick("days before months", "giorno prima del mese").into(),
        TimeReading::Calendar { is_day_first: false } => pick("months before days", "mese prima del giorno").into(),
        TimeReading::SecondsSince { start } => {
            said!("seconds since {}" | "secondi dal {}", day_text(start))
        }
    });
    let used = mapping.columns.iter().filter(|column| column.meaning != Meaning::NotNeeded).count();
    let columns = number::plural(mapping.columns.len(), pick("column", "colonna"), pick("columns", "colonne"));
    parts.push(said!("{used} of {columns} used" | "in uso {used} di {columns}"));
    said!("Read with {}." | "Letto così: {}.", parts.join(", "))
}
