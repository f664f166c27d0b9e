//! The rows that are kept, as text in the file's own columns and spelling; types and meanings are another table's.

use super::check::Verdict;
use super::rows::{self, Rows};
use super::{dialect, read};
use super::text;
use super::types::{Mapping, ProblemKind, Report, Source, Unreadable};
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
    let is_shown = |n: usize, heading: &str| {
        filled.get(n).copied().unwrap_or(false) || heading != format!("Column {}", n + 1)
    };
    let shown: Vec<usize> = report.headings.iter().enumerate().filter(|(n, name)| is_shown(*n, name)).map(|(n, _)| n).collect();
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
    let layout = text.dialect().map_or_else(|| dialect::find(&text.bytes), |known| dialect::find_in(&text.bytes, known));
    let mut rows = Rows::new(&text.bytes, layout.dialect);
    rows.skip_lines(layout.n_title_lines);
    let spelled = |cells: &ByteRecord| -> Vec<String> {
        cells.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
    };
    let mut cells = ByteRecord::new();
    let mut table = TextTable::default();
    if layout.has_header && rows.next(&mut cells).is_some() {
        table.headings = spelled(&cells);
    }
    let header: Vec<Vec<u8>> = table.headings.iter().map(|heading| heading.as_bytes().to_vec()).collect();
    let n_columns = if layout.has_header { header.len() } else { layout.n_columns };
    rows.expect(n_columns);
    while rows.next(&mut cells).is_some() {
        if rows::is_blank(&cells) {
            continue;
        }
        if !rows::has_columns(&cells, n_columns) || (layout.has_header && dialect::repeats(&cells, &header)) {
            table.n_set_aside += 1;
            continue;
        }
        let mut row = spelled(&cells);
        row.truncate(n_columns);
        table.rows.push(row);
    }
    Ok(table)
}
