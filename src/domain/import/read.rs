//! A whole file by its mapping: the clean table and the account of every row; guesses nothing.

use super::check::Checker;
use super::fast::{Part, Plain, Rules, StrongPairs, Whole};
use super::rows::{Rows, is_delimiter};
use super::text::{self, Text};
use super::types::{Imported, Mapping, Report, Source, Unreadable};
use super::watch::Watch;
use super::{dialect, fit, header};
use crate::domain::model::{FileKind, Meaning};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use rayon::prelude::*;

/// Text in one part: enough to forget what a part costs, little enough that many fit into memory at once.
const PART_BYTES: usize = 2 << 20;
/// Parts under way for each thread.
const N_PARTS_A_THREAD: usize = 16;

/// How a text is gone through; the result is the same, whichever.
#[derive(Clone, Copy, Debug)]
pub struct Road {
    /// Rows about which nothing is odd are not looked at cell by cell.
    pub is_quick: bool,
    pub part_bytes: usize,
}

impl Road {
    const QUICK: Road = Road { is_quick: true, part_bytes: PART_BYTES };
}

/// Contacts counted in one go; of more each pair is counted in one of several.
const MAX_CONTACTS: usize = 1 << 23;

/// Reads every row of a file once, in time linear in its bytes, on all threads that there are. A row is kept, set
/// aside, blank or, where only strong ties are wanted, left out; nothing is left uncounted. If every row is set aside
/// the table is empty and the report says why.
///
/// # Errors
/// [`Stopped`] from the ticket. Inside, [`Unreadable`] for files that the mapping does not fit: no table, a required
/// meaning without a column, other columns, or no row at all.
pub fn read(source: &Source, mapping: &Mapping, ticket: &Ticket) -> Result<Result<Imported, Unreadable>, Stopped> {
    read_by(Road::QUICK, source, mapping, ticket)
}

/// As [`read`], where the file fits into so much free memory; `None` where that is not known.
///
/// # Errors
/// As [`read`]. Inside, [`Unreadable::DoesNotFit`] with what would fit.
pub fn read_within(
    source: &Source,
    mapping: &Mapping,
    free_bytes: Option<u64>,
    ticket: &Ticket,
) -> Result<Result<Imported, Unreadable>, Stopped> {
    if let Some(free_bytes) = free_bytes.filter(|_| mapping.missing().is_empty()) {
        ticket.begin(Stage::Reading, 0)?;
        let fit = fit::fit(source, mapping, free_bytes, ticket)?;
        let offered = fit.strongest.map(|(least, _)| least);
        let is_taken = offered.is_some_and(|offered| mapping.strongest_only.is_some_and(|least| least >= offered));
        if !fit.is_fitting() && !is_taken {
            return Ok(Err(Unreadable::DoesNotFit(fit)));
        }
    }
    read(source, mapping, ticket)
}

/// As [`read`], on the given road.
///
/// # Errors
/// As [`read`].
pub fn read_by(
    road: Road,
    source: &Source,
    mapping: &Mapping,
    ticket: &Ticket,
) -> Result<Result<Imported, Unreadable>, Stopped> {
    ticket.begin(Stage::Reading, source.bytes.len() as u64)?;
    let text = match text::decode_by_row(&source.bytes, mapping.encoding.as_deref(), mapping.sheet.as_deref()) {
        Ok(text) => text,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    if let Some(&missing) = mapping.missing().first() {
        return Ok(Err(Unreadable::MissingColumn(missing)));
    }
    let (rows, checker, n_not_rows) = match open(&source.name, &text, mapping) {
        Ok(opened) => opened,
        Err(unreadable) => return Ok(Err(unreadable)),
    };
    let mut rules = rules(road, &text.bytes, rows, checker, mapping);
    rules.strong = strong(road, &mut rules, mapping, ticket)?;
    if rules.strong.is_some() {
        ticket.begin(Stage::Reading, source.bytes.len() as u64)?;
    }
    let warnings = text.carried.as_ref().map_or_else(Vec::new, |carried| carried.warnings.clone());
    let report = Report { n_not_rows, headings: rules.checker.headings.clone(), warnings, ..Report::default() };
    let (whole, watch) = gather(road, &rules, mapping, report, ticket)?;
    whole.finish(&watch, &rules.checker, ticket)
}

/// The pairs to keep of a text whose rows are opened, where not all are.
///
/// # Errors
/// [`Stopped`] from the ticket.
pub fn strong_pairs(
    text: &[u8],
    rows: Rows<'_>,
    checker: Checker,
    mapping: &Mapping,
    ticket: &Ticket,
) -> Result<Option<StrongPairs>, Stopped> {
    strong(Road::QUICK, &mut rules(Road::QUICK, text, rows, checker, mapping), mapping, ticket)
}

fn strong(
    road: Road,
    rules: &mut Rules<'_>,
    mapping: &Mapping,
    ticket: &Ticket,
) -> Result<Option<StrongPairs>, Stopped> {
    let Some(least) = mapping.strongest_only.filter(|_| mapping.kind.is_pairs()) else { return Ok(None) };
    let mut strong = StrongPairs::default();
    count(road, rules, mapping, ticket, |contacts| strong.add(contacts, least))?;
    Ok(Some(strong))
}

/// For each number up to `most` the rows and the pairs of people with exactly so many contacts a pair, the last with so
/// many or more; nothing for files that cannot be read.
///
/// # Errors
/// [`Stopped`] from the ticket.
pub fn contacts_a_pair(
    source: &Source,
    mapping: &Mapping,
    most: u32,
    ticket: &Ticket,
) -> Result<Vec<(u64, u64)>, Stopped> {
    let mut counts = vec![(0, 0); most as usize + 1];
    let Ok(text) = text::decode_by_row(&source.bytes, mapping.encoding.as_deref(), mapping.sheet.as_deref()) else {
        return Ok(counts);
    };
    let Ok((rows, checker, _)) = open(&source.name, &text, mapping) else { return Ok(counts) };
    let mut rules = rules(Road::QUICK, &text.bytes, rows, checker, mapping);
    count(Road::QUICK, &mut rules, mapping, ticket, |contacts| {
        for run in contacts.chunk_by(|one, other| one == other) {
            let (rows, pairs) = &mut counts[run.len().min(most as usize)];
            *rows += run.len() as u64;
            *pairs += 1;
        }
    })?;
    Ok(counts)
}

/// Gives the pairs of all contacts, in order, in so many goes that memory holds them.
fn count(
    road: Road,
    rules: &mut Rules<'_>,
    mapping: &Mapping,
    ticket: &Ticket,
    mut see: impl FnMut(&[u64]),
) -> Result<(), Stopped> {
    let n_rows = memchr::memchr_iter(b'\n', rules.text).count() + memchr::memchr_iter(b'\r', rules.text).count();
    let n_goes = (n_rows / MAX_CONTACTS + 1) as u64;
    for go in 0..n_goes {
        ticket.begin(Stage::Reading, rules.text.len() as u64)?;
        rules.counting = Some((go, n_goes));
        let (mut whole, _) = gather(road, rules, mapping, Report::default(), ticket)?;
        whole.pairs.par_sort_unstable();
        see(&whole.pairs);
    }
    rules.counting = None;
    Ok(())
}

fn rules<'a>(road: Road, text: &'a [u8], rows: Rows<'a>, checker: Checker, mapping: &Mapping) -> Rules<'a> {
    let is_seconds = |meaning| mapping.kind == FileKind::Calls && meaning == Meaning::Seconds;
    Rules {
        text,
        rows,
        plain: if road.is_quick { Plain::new(&checker) } else { None },
        call_seconds: checker.slots.iter().position(|slot| is_seconds(slot.meaning)),
        checker,
        strong: None,
        counting: None,
    }
}

/// All rows: those at the top first, which tell what the columns hold, then the rest in parts, each as if a row began at
/// its first line. Where a cell over several lines shows that none did, the part is read again from where one does.
fn gather(
    road: Road,
    rules: &Rules<'_>,
    mapping: &Mapping,
    report: Report,
    ticket: &Ticket,
) -> Result<(Whole, Watch), Stopped> {
    let mut watch = Watch::new(&rules.checker, mapping);
    let first = rules.rows.n_bytes_done();
    let mut whole = Whole::new(report, first, 0);
    let mut row_bytes = 0;
    if rules.counting.is_some() {
        whole.line = rules.rows.line();
    } else {
        let mut top = Part::new(rules, rules.rows.clone(), whole.next_findings(), 0);
        top.read_top(rules, &mut watch, ticket)?;
        row_bytes = (top.end().0 - first) / (top.n_read as usize).max(1);
        whole.take(rules, &watch, top);
    }
    let rest = whole.at;
    let bounds = bounds(rules, rest, road.part_bytes);
    let read = |whole: &Whole, from: usize, until: usize| {
        let n_rows = (until - from) / row_bytes.max(1) * 9 / 8;
        let mut part = Part::new(rules, rules.rows.at_row(from, 0), whole.next_findings(), n_rows);
        part.read(rules, &watch, until, ticket).map(|()| part)
    };
    for wave in bounds.chunks(N_PARTS_A_THREAD * rayon::current_num_threads()) {
        let parts: Vec<_> = wave.par_iter().map(|&(from, until)| read(&whole, from, until)).collect();
        for (part, &(from, until)) in parts.into_iter().zip(wave) {
            let mut part = part?;
            if whole.at >= until {
                continue;
            }
            if whole.at != from {
                part = read(&whole, whole.at, until)?;
            }
            // Notes below the table that may have begun in an earlier part.
            if part.end().0 == rules.text.len() && !part.has_settled && whole.at > rest {
                let slow = Road { part_bytes: usize::MAX, ..road };
                return gather(slow, rules, mapping, first_report(whole.report), ticket);
            }
            whole.take(rules, &watch, part);
        }
    }
    Ok((whole, watch))
}

/// The report as it was before any row.
fn first_report(report: Report) -> Report {
    let Report { n_not_rows, headings, warnings, .. } = report;
    Report { n_not_rows, headings, warnings, ..Report::default() }
}

/// The rest of a text in parts that begin with a line.
fn bounds(rules: &Rules<'_>, rest: usize, part_bytes: usize) -> Vec<(usize, usize)> {
    let n_bytes = rules.text.len() - rest;
    let n_parts = n_bytes.div_ceil(part_bytes).max(1);
    let mut starts: Vec<usize> = (1..n_parts).map(|n| rules.rows.line_start(rest + n_bytes / n_parts * n)).collect();
    starts.insert(0, rest);
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([rules.text.len()]);
    starts.iter().copied().zip(ends).filter(|(from, until)| from < until).collect()
}

/// The rows behind titles and header, their checker, and how many lines were passed over.
///
/// # Errors
/// [`Unreadable::OtherColumns`].
pub fn open<'a>(name: &str, text: &'a Text<'_>, mapping: &Mapping) -> Result<(Rows<'a>, Checker, u64), Unreadable> {
    let delimiter = u8::try_from(mapping.delimiter).ok().filter(|letter| is_delimiter(*letter));
    let delimiter = delimiter.ok_or(Unreadable::OtherColumns)?;
    let dialect = text.dialect().unwrap_or_else(|| dialect::quoting(&text.bytes, delimiter));
    let mut rows = Rows::new(&text.bytes, dialect);
    rows.spell(text.letters);
    rows.stand_at(text.first_line());
    let header = header::read(&mut rows, mapping.n_title_lines, mapping.has_header);
    let n_not_rows = header.n_lines;
    let checker = Checker::new(mapping, header, name)?;
    rows.expect(checker.n_cells());
    Ok((rows, checker, n_not_rows))
}
