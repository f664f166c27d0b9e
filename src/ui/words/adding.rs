//! Files on their way in, in words: how they are read, whom they meet, what a new month changes.

use super::number::{self, count};
use super::{pick, said, sentences};
use crate::domain::arrivals::{Change, Difference, FileMatch, Growth};
use crate::domain::import::{SheetView, UnknownCode, day_text};
use crate::domain::model::FileKind;

sentences! {
    adding: "Adding …" | "Aggiunta …";
    checking: "Checking every row …" | "Controllo di ogni riga …";
    check_failed: "The rows could not be checked. Nothing was added; press Add to try again."
        | "Le righe non si sono potute controllare. Non è stato aggiunto nulla; premi Aggiungi per riprovare.";
    all_rows: "Every row was checked" | "Ogni riga è stata controllata";
    month_title: "Beside the month before" | "Rispetto al mese prima";
    letters: "Letters (encoding)" | "Caratteri (codifica)";
    as_the_file_says: "as the file says" | "come dice il file";
    sheet_label: "Sheet" | "Foglio";
    between_cells: "Between cells" | "Tra le celle";
    has_header: "The first line names the columns" | "La prima riga dà i nomi delle colonne";
    title_lines: "Lines above it that are no rows" | "Righe di titolo da saltare";
    belongs: "Belongs with" | "Va con";
    of_its_own: "A file of its own" | "Un file a sé";
    id_by_row: "Each row is a customer of its own" | "Ogni riga è un cliente a sé";
    id_by_columns: "These columns together" | "Queste colonne insieme";
    id_by_column: "The column that you call the customer number below."
        | "La colonna che qui sotto chiami numero cliente.";
    new_month: "New month…" | "Nuovo mese…";
    template: "Save an example file" | "Salva un file di esempio";
}

/// "999 in “age” means: not known".
#[must_use]
pub fn unknown(code: &UnknownCode) -> String {
    said!("“{}” in {} means: not known" | "“{}” in {} significa: non noto", code.code, code.heading)
}

/// A file that continues another.
#[must_use]
pub fn month_of(file_name: &str) -> String {
    said!("A new month of {file_name}" | "Un nuovo mese di {file_name}")
}

/// Beneath the choice, where the columns are the same.
#[must_use]
pub fn looks_like_a_month_of(file_name: &str) -> String {
    said!(
        "It has the columns of {file_name}. A new month of it? Then choose so above."
            | "Ha le colonne di {file_name}. È un suo nuovo mese? Allora sceglilo qui sopra."
    )
}

#[must_use]
pub fn delimiter(delimiter: char) -> &'static str {
    match delimiter {
        ',' => pick("Comma", "Virgola"),
        ';' => pick("Semicolon", "Punto e virgola"),
        '\t' => pick("Tab", "Tabulazione"),
        '|' => pick("Upright bar", "Barra verticale"),
        ':' => pick("Colon", "Due punti"),
        _ => pick("Another sign", "Un altro segno"),
    }
}

/// One sheet of a workbook: "Customers: 2,413 lines".
#[must_use]
pub fn sheet(sheet: &SheetView) -> String {
    let rows = number::plural(
        usize::try_from(sheet.n_rows).unwrap_or(usize::MAX),
        pick("line", "riga"),
        pick("lines", "righe"),
    );
    if sheet.is_hidden {
        said!("{}: {rows}, hidden" | "{}: {rows}, nascosto", sheet.name)
    } else {
        format!("{}: {rows}", sheet.name)
    }
}

#[must_use]
pub fn more_problems(n: usize) -> String {
    said!("… and {} more." | "… e altri {}.", count(n))
}

/// "92 %", and never 100 or 0 where it is not quite.
fn share(part: usize, whole: usize) -> String {
    let percent = 100.0 * part as f64 / whole.max(1) as f64;
    if part < whole && percent > 99.0 {
        pick("more than 99 %", "più del 99 %").into()
    } else if part > 0 && percent < 1.0 {
        pick("less than 1 %", "meno dell’1 %").into()
    } else {
        format!("{percent:.0} %")
    }
}

/// How the people of a file meet those of the others.
#[must_use]
pub fn matches(kind: FileKind, found: &FileMatch) -> Vec<String> {
    let FileMatch { n_people, .. } = *found;
    if n_people == 0 {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let (one, many) = match kind {
        FileKind::Calls => pick(("callers", "callers"), ("persona che chiama", "persone che chiamano")),
        FileKind::People => pick(("customers", "customers"), ("cliente", "clienti")),
        _ => pick(("people", "people"), ("persona", "persone")),
    };
    let people = number::plural(n_people, one, many);
    match (kind, found.n_with_profile, found.n_in_touch) {
        (FileKind::People, _, Some(n)) => lines.push(said!(
            "{} of the {people} are in touch with somebody in your files."
                | "Su {people}, in contatto con qualcuno nei tuoi file: {}.",
            share(n, n_people)
        )),
        (FileKind::People, _, None) => {}
        (_, Some(0), _) => lines.push(said!(
            "None of the {people} has a row in a customer file. Are customers numbered alike in both files?"
                | "Di {people} non c’è nemmeno una riga in un file di clienti. I clienti hanno gli stessi numeri nei due file?"
        )),
        (_, Some(n), _) => lines.push(said!(
            "{} of the {people} have a row in a customer file."
                | "Su {people}, con una riga in un file di clienti: {}.",
            share(n, n_people)
        )),
        (_, None, _) => lines.push(said!(
            "It names {people}. No customer file says more about them yet."
                | "Nomina {people}. Ancora nessun file di clienti ne dice di più."
        )),
    }
    if found.n_known > 0 {
        lines.push(said!(
            "{} of them are in your files already." | "Già presenti nei tuoi file: {}.",
            count(found.n_known)
        ));
    }
    lines
}

sentences! {
    /// Why a list without customer numbers has no new month.
    month_by_row: "In the older file each row counts as a customer of its own, so a newer file cannot say who is who. Nothing was added; add it as a file of its own, or say which columns tell customers apart."
        | "Nel file più vecchio ogni riga conta come un cliente a sé, quindi un file più nuovo non può dire chi è chi. Non è stato aggiunto nulla; aggiungilo come file a sé, o indica quali colonne distinguono i clienti.";
}

/// What is said where nothing in any of the files can be told apart so.
#[must_use]
pub fn id_from_nowhere(told: &str) -> String {
    if told == "row" {
        pick(
            "None of the files is a list of customers or of results, whose rows could count as customers. Nothing was added; leave \
             --id-from out.",
            "Nessuno dei file è un elenco di clienti o di risultati, le cui righe possano contare come clienti. Non è stato \
             aggiunto nulla; togli --id-from.",
        )
        .into()
    } else {
        said!(
            "None of the files has the columns “{told}”. Nothing was added; write their headings as they stand in the file."
                | "Nessuno dei file ha le colonne “{told}”. Non è stato aggiunto nulla; scrivi i nomi come sono nel file."
        )
    }
}

/// What adding the files makes of the project.
#[must_use]
pub fn growth(growth: &Growth) -> String {
    let more = |before: usize, after: usize, one: &str, many: &str| {
        if before == 0 {
            return number::plural(after, one, many);
        }
        let n = after.saturating_sub(before);
        said!(
            "{} more {} ({} in all)" | "{} {} in più ({} in tutto)",
            count(n),
            if n == 1 { one } else { many },
            count(after)
        )
    };
    let people =
        more(growth.n_people_before, growth.n_people_after, pick("person", "persona"), pick("people", "persone"));
    match growth.n_pairs {
        Some((before, after)) if after > 0 => said!(
            "Brings {people} and {}." | "Porta {people} e {}.",
            more(before, after, pick("pair", "coppia"), pick("pairs", "coppie"))
        ),
        _ => said!("Brings {people}." | "Porta {people}."),
    }
}

/// What a new month changed, line by line.
#[must_use]
pub fn difference(kind: FileKind, difference: &Difference) -> Vec<String> {
    let mut lines = vec![said!("People: {}." | "Persone: {}.", change(&difference.people))];
    if let Some(pairs) = &difference.pairs {
        lines.push(said!("Pairs: {}." | "Coppie: {}.", change(pairs)));
    }
    if let Some([old, new]) = difference.periods {
        let period = |(first, last)| said!("{} to {}" | "dal {} al {}", day_text(first), day_text(last));
        lines.push(said!(
            "The month before: {}. This one: {}." | "Il mese prima: {}. Questo: {}.",
            period(old),
            period(new)
        ));
    }
    if difference.n_left_out > 0 {
        let n = number::rows(difference.n_left_out as u64);
        lines.push(said!(
            "In an earlier month already, and counted once: {n}."
                | "Già in un mese precedente, e nulla conta due volte: {n}."
        ));
    }
    for column in &difference.changed {
        let name = column.column.strip_prefix("x:").unwrap_or(&column.column);
        lines.push(said!("“{name}” changed for {}." | "“{name}” è cambiato per {}.", number::people(column.n_changed)));
    }
    let columns = |names: &[String]| {
        let names: Vec<&str> = names.iter().map(|name| name.strip_prefix("x:").unwrap_or(name)).collect();
        names.join(", ")
    };
    if !difference.columns_new.is_empty() {
        lines.push(said!("New columns: {}." | "Colonne nuove: {}.", columns(&difference.columns_new)));
    }
    if !difference.columns_gone.is_empty() {
        lines.push(said!(
            "Columns no longer there: {}." | "Colonne che non ci sono più: {}.",
            columns(&difference.columns_gone)
        ));
    }
    if kind.is_of_state() {
        lines.push(
            pick(
                "It takes the place of the month before, which is kept to compare with.",
                "Prende il posto del mese prima, che resta per il confronto.",
            )
            .into(),
        );
    }
    lines
}

fn change(change: &Change) -> String {
    let Change { n_both, n_new, n_gone } = *change;
    said!(
        "{} as before, {}, {}" | "{} come prima, {}, {}",
        count(n_both),
        number::plural(n_new, pick("new", "nuova"), pick("new", "nuove")),
        number::plural(n_gone, pick("gone", "che non c’è più"), pick("gone", "che non ci sono più"))
    )
}
