//! The rows that are kept, as text in the file's own columns and spelling; types and meanings are another table's.

use super::check::Verdict;
use super::read;
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
