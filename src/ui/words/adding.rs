//! Files on their way in, in words: how they are read, whom they meet, what a new month changes.

use super::number::{self, count};
use super::sentences;
use crate::domain::arrivals::{Change, Difference, FileMatch, Growth};
use crate::domain::import::{SheetView, UnknownCode, day_text};
use crate::domain::model::FileKind;

sentences! {
    adding: "Adding …";
    checking: "Checking every row …";
    check_failed: "The rows could not be checked. Nothing was added; press Add to try again.";
    all_rows: "Every row was checked";
    month_title: "Beside the month before";
    letters: "Letters (encoding)";
    as_the_file_says: "as the file says";
    sheet_label: "Sheet";
    between_cells: "Between cells";
    has_header: "The first line names the columns";
    title_lines: "Lines above it that are no rows";
    belongs: "Belongs with";
    of_its_own: "A file of its own";
    id_by_row: "Each row is a customer of its own";
    id_by_columns: "These columns together";
    id_by_column: "The column that you call the customer number below.";
    new_month: "New month…";
    template: "Save an example file";
}

/// "999 in “age” means: not known".
#[must_use]
pub fn unknown(code: &UnknownCode) -> String {
    format!("“{}” in {} means: not known", code.code, code.heading)
}

/// A file that continues another.
#[must_use]
pub fn month_of(file_name: &str) -> String {
    format!("A new month of {file_name}")
}

/// Beneath the choice, where the columns are the same.
#[must_use]
pub fn looks_like_a_month_of(file_name: &str) -> String {
    format!("It has the columns of {file_name}. A new month of it? Then choose so above.")
}

#[must_use]
pub fn delimiter(delimiter: char) -> &'static str {
    match delimiter {
        ',' => "Comma",
        ';' => "Semicolon",
        '\t' => "Tab",
        '|' => "Upright bar",
        ':' => "Colon",
        _ => "Another sign",
    }
}

/// One sheet of a workbook: "Customers: 2,413 lines".
#[must_use]
pub fn sheet(sheet: &SheetView) -> String {
    let rows = number::plural(usize::try_from(sheet.n_rows).unwrap_or(usize::MAX), "line", "lines");
    if sheet.is_hidden { format!("{}: {rows}, hidden", sheet.name) } else { format!("{}: {rows}", sheet.name) }
}

#[must_use]
pub fn more_problems(n: usize) -> String {
    format!("… and {} more.", count(n))
}

/// "92 %", and never 100 or 0 where it is not quite.
fn share(part: usize, whole: usize) -> String {
    let percent = 100.0 * part as f64 / whole.max(1) as f64;
    if part < whole && percent > 99.0 {
        "more than 99 %".into()
    } else if part > 0 && percent < 1.0 {
        "less than 1 %".into()
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
    let who = match kind {
        FileKind::Calls => "callers",
        FileKind::People => "customers",
        _ => "people",
    };
    let people = format!("{} {who}", count(n_people));
    match (kind, found.n_with_profile, found.n_in_touch) {
        (FileKind::People, _, Some(n)) => {
            lines.push(format!("{} of the {people} are in touch with somebody in your files.", share(n, n_people)));
        }
        (FileKind::People, _, None) => {}
        (_, Some(0), _) => lines.push(format!(
            "None of the {people} has a row in a customer file. Are customers numbered alike in both files?"
        )),
        (_, Some(n), _) => lines.push(format!("{} of the {people} have a row in a customer file.", share(n, n_people))),
        (_, None, _) => lines.push(format!("It names {people}. No customer file says more about them yet.")),
    }
    if found.n_known > 0 {
        lines.push(format!("{} of them are in your files already.", count(found.n_known)));
    }
    lines
}

sentences! {
    /// Why a list without customer numbers has no new month.
    month_by_row: "In the older file each row counts as a customer of its own, so a newer file cannot say who is who. Nothing was added; add it as a file of its own, or say which columns tell customers apart.";
}

/// What is said where nothing in any of the files can be told apart so.
#[must_use]
pub fn id_from_nowhere(told: &str) -> String {
    if told == "row" {
        "None of the files is a list of customers or of results, whose rows could count as customers. Nothing was added; leave \
         --id-from out."
            .into()
    } else {
        format!(
            "None of the files has the columns “{told}”. Nothing was added; write their headings as they stand in the file."
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
        format!("{} more {} ({} in all)", count(n), if n == 1 { one } else { many }, count(after))
    };
    let people = more(growth.n_people_before, growth.n_people_after, "person", "people");
    match growth.n_pairs {
        Some((before, after)) if after > 0 => format!("Brings {people} and {}.", more(before, after, "pair", "pairs")),
        _ => format!("Brings {people}."),
    }
}

/// What a new month changed, line by line.
#[must_use]
pub fn difference(kind: FileKind, difference: &Difference) -> Vec<String> {
    let mut lines = vec![format!("People: {}.", change(&difference.people))];
    if let Some(pairs) = &difference.pairs {
        lines.push(format!("Pairs: {}.", change(pairs)));
    }
    if let Some([old, new]) = difference.periods {
        let period = |(first, last)| format!("{} to {}", day_text(first), day_text(last));
        lines.push(format!("The month before: {}. This one: {}.", period(old), period(new)));
    }
    if difference.n_left_out > 0 {
        let n = number::rows(difference.n_left_out as u64);
        lines.push(format!("In an earlier month already, and counted once: {n}."));
    }
    for column in &difference.changed {
        let name = column.column.strip_prefix("x:").unwrap_or(&column.column);
        lines.push(format!("“{name}” changed for {}.", number::people(column.n_changed)));
    }
    let columns = |names: &[String]| {
        let names: Vec<&str> = names.iter().map(|name| name.strip_prefix("x:").unwrap_or(name)).collect();
        names.join(", ")
    };
    if !difference.columns_new.is_empty() {
        lines.push(format!("New columns: {}.", columns(&difference.columns_new)));
    }
    if !difference.columns_gone.is_empty() {
        lines.push(format!("Columns no longer there: {}.", columns(&difference.columns_gone)));
    }
    if kind.is_of_state() {
        lines.push("It takes the place of the month before, which is kept to compare with.".into());
    }
    lines
}

fn change(change: &Change) -> String {
    let Change { n_both, n_new, n_gone } = *change;
    format!("{} as before, {} new, {} gone", count(n_both), count(n_new), count(n_gone))
}
