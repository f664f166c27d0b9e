//! The rows that are kept, as text in the file's own columns and spelling; types and meanings are another table's.

use super::check::{Value, Verdict};
use super::fast::StrongPairs;
use super::rows::Rows;
use super::text::{self, Text};
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
    let kept = match Kept::new(source, mapping, report, ticket)? {
        Ok(kept) => kept,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let mut filled = Vec::new();
    let note = |cells: &ByteRecord| {
        filled.resize(filled.len().max(cells.len()), false);
        for (seen, cell) in filled.iter_mut().zip(cells) {
            *seen |= !cell.trim_ascii().is_empty();
        }
    };
    let n_named = match kept.each(ticket, note)? {
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
        let _ = writer.write_record(shown.iter().map(|&n| without_spaces(cells.get(n).unwrap_or_default())));
    };
    let written = kept.each(ticket, write)?;
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

/// Without the spaces around it; line ends that somebody put into quotes belong to the cell.
fn without_spaces(cell: &[u8]) -> &[u8] {
    let is_space = |letter: &u8| matches!(letter, b' ' | b'\t');
    let start = cell.iter().position(|letter| !is_space(letter)).unwrap_or(cell.len());
    let end = cell.iter().rposition(|letter| !is_space(letter)).map_or(start, |last| last + 1);
    &cell[start..end]
}

/// Which rows of a file are kept.
struct Kept<'a> {
    source: &'a Source,
    mapping: &'a Mapping,
    text: Text<'a>,
    /// Lines of notes below the table.
    footers: HashSet<u64>,
    strong: Option<StrongPairs>,
}

impl<'a> Kept<'a> {
    fn new(
        source: &'a Source,
        mapping: &'a Mapping,
        report: &Report,
        ticket: &Ticket,
    ) -> Result<Result<Self, Unreadable>, Stopped> {
        let is_footer = |problem: &&super::Problem| problem.kind == ProblemKind::Footer;
        let footers = report.problems.iter().filter(is_footer).map(|problem| problem.row).collect();
        let text = match text::decode_by_row(&source.bytes, mapping.encoding.as_deref(), mapping.sheet.as_deref()) {
            Ok(text) => text,
            Err(unreadable) => return Ok(Err(unreadable)),
        };
        let strong = match read::open(&source.name, &text, mapping) {
            Ok((rows, checker, _)) => read::strong_pairs(&text.bytes, rows, checker, mapping, ticket)?,
            Err(unreadable) => return Ok(Err(unreadable)),
        };
        Ok(Ok(Self { source, mapping, text, footers, strong }))
    }

    /// Hands on each row; returns how many columns the header says anything of.
    fn each(&self, ticket: &Ticket, mut see: impl FnMut(&ByteRecord)) -> Result<Result<usize, Unreadable>, Stopped> {
        let (mut rows, checker, _) = match read::open(&self.source.name, &self.text, self.mapping) {
            Ok(opened) => opened,
            Err(unreadable) => return Ok(Err(unreadable)),
        };
        let is_strong = |values: &[Value<'_>]| self.strong.as_ref().is_none_or(|strong| strong.holds(values));
        let mut cells = ByteRecord::new();
        loop {
            for _ in 0..N_ROWS_A_STEP {
                let Some(place) = rows.next(&mut cells) else { return Ok(Ok(checker.n_named)) };
                let Verdict::Kept(values, _) = checker.check(place, &cells) else { continue };
                if is_strong(&values) && !self.footers.contains(&place.line) {
                    see(&cells);
                }
            }
            ticket.check()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::import::{Mapping, Source, clean_csv, propose, read};
    use crate::domain::ticket::Ticket;

    fn clean(text: &str, mapping: impl Fn(Mapping) -> Mapping) -> (String, u64) {
        let source = Source { name: "calls.csv".into(), bytes: text.as_bytes().into() };
        let mapping = mapping(propose(&source, None).unwrap().mapping);
        let ticket = Ticket::new();
        let report = read(&source, &mapping, &ticket).unwrap().unwrap().report;
        let bytes = clean_csv(&source, &mapping, &report, &ticket).unwrap().unwrap();
        (String::from_utf8(bytes).unwrap(), report.n_rows_kept)
    }

    #[test]
    fn spaces_around_cells_go_and_line_ends_in_them_stay() {
        let (table, _) = clean("id,name,note\n1, Ann ,\" two\nlines\n\"\n2,Bo,\"\n\"\n3,\t,x\n", |mapping| mapping);
        assert_eq!(table, "id,name,note\n1,Ann,\"two\nlines\n\"\n2,Bo,\"\n\"\n3,,x\n");
    }

    #[test]
    fn weaker_ties_are_not_written_where_they_are_not_wanted() {
        let text = "from,to,at,seconds\n1,2,2026-01-01,5\n2,1,2026-01-02,5\n1,3,2026-01-03,5\n";
        let (table, n_kept) = clean(text, |mapping| Mapping { strongest_only: Some(2), ..mapping });
        assert_eq!((table.as_str(), n_kept), ("from,to,at,seconds\n1,2,2026-01-01,5\n2,1,2026-01-02,5\n", 2));
    }

    #[test]
    fn notes_below_a_table_stay_out_of_it_however_much_else_is_wrong() {
        let rows = "1,2,soon,5\n".repeat(100_400);
        let good = "1,2,2026-01-01,5\n".repeat(600);
        let text = format!("from,to,at,seconds\n{good}{rows}1,2,2026-01-01,5\nTotal,9,,\n");
        let (table, n_kept) = clean(&text, |mapping| mapping);
        assert_eq!(table.lines().count() as u64, n_kept + 1);
        assert!(!table.contains("Total"));
    }
}
