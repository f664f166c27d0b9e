//! The rows that are kept, as text in the file's own columns and spelling; types and meanings are another table's.

use super::check::Verdict;
use super::rows::{self, Rows};
use super::text;
use super::types::{Mapping, ProblemKind, Report, Source, Unreadable};
use super::{dialect, read};
use crate::domain::ticket::{Stopped, Ticket};
use csv::{ByteRecord, WriterBuilder};
use std::collections::HashSet;

const N_ROWS_A_STEP: usize = 512;

/// A file's clean table as UTF-8 CSV with every column as text: the rows that `report` counts as kept, spaces around
/// cells taken off. Columns without a heading and without a single cell are left out.
///
/// # Errors
/// As [`super::read`].
pub fn clean_csv(
    source: &Source,
    mapping: &Mapping,
    report: &Report,
    ticket: &Ticket,
) -> Result<Result<Vec<u8>, Unreadable>, Stopped> {
    let mut filled = Vec::new();
    let note = |cells: &ByteRecord| {
        filled.resize(filled.len().max(cells.len()), false);
        for (seen, cell) in filled.iter_mut().zip(cells) {
            *seen |= !cell.trim_ascii().is_empty();
        }
    };
    if let Err(unreadable) = each_kept(source, mapping, report, ticket, note)? {
        return Ok(Err(unreadable));
    }
    let is_shown =
        |n: usize, heading: &str| filled.get(n).copied().unwrap_or(false) || heading != format!("Column {}", n + 1);
    let shown: Vec<usize> =
        report.headings.iter().enumerate().filter(|(n, name)| is_shown(*n, name)).map(|(n, _)| n).collect();
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(shown.iter().map(|&n| report.headings[n].as_str()));
    let write = |cells: &ByteRecord| {
        let _ = writer.write_record(shown.iter().map(|&n| cells.get(n).unwrap_or_default().trim_ascii()));
    };
    let written = each_kept(source, mapping, report, ticket, write)?;
    Ok(written.map(|()| writer.into_inner().unwrap_or_default()))
}

fn each_kept(
    source: &Source,
    mapping: &Mapping,
    report: &Report,
    ticket: &Ticket,
    mut see: impl FnMut(&ByteRecord),
) -> Result<Result<(), Unreadable>, Stopped> {
    let is_footer = |problem: &&super::Problem| problem.kind == ProblemKind::Footer;
    let footers: HashSet<u64> = report.problems.iter().filter(is_footer).map(|problem| problem.row).collect();
    let text = match text::decode(&source.bytes, mapping.encoding.as_deref(), mapping.sheet.as_deref()) {
        Ok(text) => text,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let (mut rows, checker, _) = match read::open(&text, mapping) {
        Ok(opened) => opened,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let mut cells = ByteRecord::new();
    loop {
        for _ in 0..N_ROWS_A_STEP {
            let Some(place) = rows.next(&mut cells) else { return Ok(Ok(())) };
            if matches!(checker.check(place, &cells), Verdict::Kept(..)) && !footers.contains(&place.line) {
                see(&cells);
            }
        }
        ticket.check()?;
    }
}

/// A table before anything in it is given a meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTable {
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Rows that are not as wide as the header, or say it again.
    pub n_set_aside: u64,
}

/// A file's rows as they stand, by its layout alone: what delimiters, quotes, title lines and header make of it.
///
/// # Errors
/// [`Unreadable`] for files that are empty or no text.
pub fn text_table(source: &Source) -> Result<TextTable, Unreadable> {
    let text = text::decode(&source.bytes, None, None)?;
    let layout =
        text.dialect().map_or_else(|| dialect::find(&text.bytes), |known| dialect::find_in(&text.bytes, known));
    let mut rows = Rows::new(&text.bytes, layout.dialect);
    // A line of groups above the header names its columns where they are alike.
    let has_groups = layout.has_header && layout.n_title_lines > 0;
    rows.skip_lines(layout.n_title_lines - usize::from(has_groups));
    let mut cells = ByteRecord::new();
    let mut groups = Vec::new();
    if has_groups && rows.next(&mut cells).is_some() {
        groups = spelled(&cells);
    }
    rows.expect(layout.n_usual);
    let mut table = TextTable::default();
    let mut waiting = Vec::new();
    if layout.has_header {
        if rows.next(&mut cells).is_some() {
            table.headings = joined_groups(&groups, fitted(spelled(&cells), layout.n_usual));
        }
        join_lines(&mut table.headings, &mut rows, &mut waiting);
    }
    let header = table.headings.clone();
    loop {
        if waiting.is_empty() {
            if rows.next(&mut cells).is_none() {
                return Ok(table);
            }
            waiting.push(cells.clone());
        }
        let cells = waiting.remove(0);
        if rows::is_blank(&cells) {
            continue;
        }
        let mut row = spelled(&cells);
        if layout.has_header && row.len() != header.len() && is_other_header(&row, &header) {
            // Another table begins; it is not part of this one.
            table.n_set_aside += 1;
            return Ok(table);
        }
        if !rows::has_columns(&cells, layout.n_usual) || (layout.has_header && row == header) {
            table.n_set_aside += 1;
            continue;
        }
        row.truncate(layout.n_usual);
        table.rows.push(row);
    }
}

fn spelled(cells: &ByteRecord) -> Vec<String> {
    cells.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
}

/// A header with delimiters too many loses the empty names that they made.
fn fitted(mut header: Vec<String>, n_usual: usize) -> Vec<String> {
    let n_empty = header.iter().filter(|name| name.is_empty()).count();
    if header.len() > n_usual && n_empty > 0 && header.len() - n_empty <= n_usual {
        let mut n_left = header.len() - n_usual;
        header.retain(|name| {
            let is_surplus = name.is_empty() && n_left > 0;
            n_left -= usize::from(is_surplus);
            !is_surplus
        });
    }
    header
}

/// Names that are alike take the group above them in front.
fn joined_groups(groups: &[String], header: Vec<String>) -> Vec<String> {
    let different: HashSet<&String> = header.iter().collect();
    if groups.len() != header.len() || different.len() == header.len() {
        return header;
    }
    let mut group = "";
    let mut joined = Vec::with_capacity(header.len());
    for (above, name) in groups.iter().zip(&header) {
        if !above.is_empty() {
            group = above;
        }
        joined.push(format!("{group} {name}").trim().to_owned());
    }
    joined
}

/// Further lines of the header, which hold the same words once more, are joined to it.
fn join_lines(header: &mut [String], rows: &mut Rows<'_>, waiting: &mut Vec<ByteRecord>) {
    const MAX_LINES: usize = 3;
    let first = header.to_vec();
    let mut cells = ByteRecord::new();
    for _ in 1..MAX_LINES {
        if rows.next(&mut cells).is_none() {
            return;
        }
        let line = spelled(&cells);
        if line != first || !dialect::is_words(&line) {
            waiting.push(cells.clone());
            return;
        }
        for (name, more) in header.iter_mut().zip(line) {
            *name = format!("{name} {more}");
        }
    }
}

/// Whether a row of another width names mostly the same columns.
fn is_other_header(row: &[String], header: &[String]) -> bool {
    let n_same = row.iter().filter(|cell| !cell.is_empty() && header.contains(cell)).count();
    n_same >= 3 && n_same * 10 >= header.len().min(row.len()) * 8 && dialect::is_words(row)
}
