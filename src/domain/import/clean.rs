//! The rows that are kept, as text in the file's own columns and spelling; types and meanings are another table's.

use super::check::Verdict;
use super::rows::Rows;
use super::text;
use super::types::{Mapping, ProblemKind, Report, Source, Unreadable};
use super::{dialect, header, headings, read};
use crate::domain::model::{FileKind, Meaning};
use crate::domain::ticket::{Stopped, Ticket};
use csv::{ByteRecord, WriterBuilder};
use std::collections::HashSet;

const N_ROWS_A_STEP: usize = 512;

/// A file's clean table as UTF-8 CSV with every column as text: the rows that `report` counts as kept, spaces around
/// cells taken off. Columns whose heading is empty and that hold not a single cell are left out; so are, in a list of
/// customers with numbers, rows that say the same as one before, letter for letter.
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
    let n_named = match each_kept(source, mapping, report, ticket, note)? {
        Ok(n_named) => n_named,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let is_nameless = |n: usize, heading: &str| n < n_named && heading == format!("Column {}", n + 1);
    let is_shown = |n: usize, heading: &str| filled.get(n).copied().unwrap_or(false) || !is_nameless(n, heading);
    let shown: Vec<usize> =
        report.headings.iter().enumerate().filter(|(n, name)| is_shown(*n, name)).map(|(n, _)| n).collect();
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(shown.iter().map(|&n| report.headings[n].as_str()));
    let is_list = mapping.kind == FileKind::People && mapping.column(Meaning::Id).is_some();
    let mut met = HashSet::new();
    let write = |cells: &ByteRecord| {
        if is_list && !met.insert(blake3::hash(cells.iter().map(<[u8]>::trim_ascii).collect::<ByteRecord>().as_slice()))
        {
            return;
        }
        let _ = writer.write_record(shown.iter().map(|&n| cells.get(n).unwrap_or_default().trim_ascii()));
    };
    let written = each_kept(source, mapping, report, ticket, write)?;
    Ok(written.map(|_| writer.into_inner().unwrap_or_default()))
}

/// The header of a file that holds no rows, as a table of none.
#[must_use]
pub fn header_csv(source: &Source) -> Option<Vec<u8>> {
    let text = text::decode(&source.bytes, None, None).ok()?;
    let layout =
        text.dialect().map_or_else(|| dialect::find(&text.bytes), |known| dialect::find_in(&text.bytes, known));
    let mut rows = Rows::new(&text.bytes, layout.dialect);
    let names = header::read(&mut rows, layout.n_title_lines, layout.has_header).names;
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(headings::unique(names.into_iter())).ok()?;
    writer.into_inner().ok()
}

/// Hands on each row that is kept; returns how many columns the header says anything of.
fn each_kept(
    source: &Source,
    mapping: &Mapping,
    report: &Report,
    ticket: &Ticket,
    mut see: impl FnMut(&ByteRecord),
) -> Result<Result<usize, Unreadable>, Stopped> {
    let is_footer = |problem: &&super::Problem| problem.kind == ProblemKind::Footer;
    let footers: HashSet<u64> = report.problems.iter().filter(is_footer).map(|problem| problem.row).collect();
    let text = match text::decode(&source.bytes, mapping.encoding.as_deref(), mapping.sheet.as_deref()) {
        Ok(text) => text,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let (mut rows, checker, _) = match read::open(&source.name, &text, mapping) {
        Ok(opened) => opened,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let mut cells = ByteRecord::new();
    loop {
        for _ in 0..N_ROWS_A_STEP {
            let Some(place) = rows.next(&mut cells) else { return Ok(Ok(checker.n_named)) };
            if matches!(checker.check(place, &cells), Verdict::Kept(..)) && !footers.contains(&place.line) {
                see(&cells);
            }
        }
        ticket.check()?;
    }
}
