//! How much memory a file takes once it is loaded, told before it is: by a look at pieces of it; asks no machine.

use super::check::{Checker, Value, Verdict};
use super::fast::pair_hash;
use super::rows::Rows;
use super::types::{Mapping, Source};
use super::{carried, read, text};
use crate::domain::model::FileKind;
use crate::domain::ticket::{Stopped, Ticket};
use csv::ByteRecord;
use memchr::{memchr, memrchr};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Bytes looked at: the top, and as many in pieces over the rest.
const TOP_BYTES: usize = 1 << 20;
const N_PIECES: usize = 8;
/// A text cell beside its letters, and how many letters it holds for nothing.
const TEXT_BYTES: f64 = 16.0;
const N_FREE_LETTERS: usize = 12;
/// What a person and a tie come to in the network, its scores and the map, as measured.
const PERSON_BYTES: f64 = 500.0;
const TIE_BYTES: f64 = 200.0;
/// Columns are put together one after the other where they are used.
const WHILE_READING: f64 = 4.0 / 3.0;
/// Ties of more contacts are not asked for.
const MAX_LEAST: u32 = 1_000;
/// Lines between two looks at the ticket.
const N_ROWS_A_STEP: u64 = 512;

/// What a file comes to, about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    pub n_rows: u64,
    /// People named in it.
    pub n_people: u64,
    /// Pairs of people.
    pub n_ties: u64,
    /// Memory beside that of the file itself, which is held already.
    pub n_bytes: u64,
}

/// A file beside the memory that is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    pub need: Need,
    pub free_bytes: u64,
    /// Where the file does not fit: the least number of contacts of a pair with which it does, and what it needs then.
    pub strongest: Option<(u32, Need)>,
}

impl Fit {
    #[must_use]
    pub fn is_fitting(&self) -> bool {
        self.need.n_bytes <= self.free_bytes
    }
}

/// What one row of the sample adds up to.
#[derive(Debug, Default)]
struct Sample {
    n_rows: usize,
    table_bytes: usize,
    people: HashMap<u64, usize>,
    n_people: usize,
    ties: HashMap<u64, usize>,
}

/// What a file comes to by its mapping, from a look at up to two megabytes of it: nothing for one that cannot be read.
///
/// # Errors
/// [`Stopped`] from the ticket.
pub fn need(source: &Source, mapping: &Mapping, ticket: &Ticket) -> Result<Need, Stopped> {
    let (head, times) = sample_of(&source.bytes, mapping);
    let Ok(text) = text::decode(&head, mapping.encoding.as_deref(), mapping.sheet.as_deref()) else {
        return Ok(Need::default());
    };
    let Ok((rows, checker, _)) = read::open(&source.name, &text, mapping) else { return Ok(Need::default()) };
    Ok(sampled(rows, &checker, mapping.kind, ticket)?.scaled(times, mapping.kind))
}

/// A part of a file that stands for all of it, and how many times as long all of it is; of several tables, of the one
/// that is meant.
fn sample_of<'a>(bytes: &'a [u8], mapping: &Mapping) -> (Cow<'a, [u8]>, f64) {
    let times = |n_all: usize, n_bytes: usize| n_all as f64 / n_bytes.max(1) as f64;
    let Some(tables) = carried::unpack(bytes) else {
        let head = pieces(bytes);
        let times = times(bytes.len(), head.len());
        return (head, times);
    };
    let Some(chosen) = carried::chosen(&tables, mapping.sheet.as_deref()) else { return (Cow::Borrowed(bytes), 1.0) };
    let (head, text) = &tables[chosen];
    let piece = pieces(text);
    let times = times(text.len(), piece.len());
    (Cow::Owned(carried::pack(vec![(head.clone(), piece.into_owned())])), times)
}

/// Whether a file fits into so much memory, and if not, what would.
///
/// # Errors
/// [`Stopped`] from the ticket.
pub fn fit(source: &Source, mapping: &Mapping, free_bytes: u64, ticket: &Ticket) -> Result<Fit, Stopped> {
    let need = need(source, mapping, ticket)?;
    let mut fit = Fit { need, free_bytes, strongest: None };
    if !fit.is_fitting() && mapping.kind.is_pairs() {
        let kept = read::contacts_a_pair(source, mapping, MAX_LEAST, ticket)?;
        fit.strongest = strongest(&need, &kept, free_bytes);
    }
    Ok(fit)
}

/// The least number of contacts with which the rows fit; `kept` holds, for each number, the rows and the pairs that
/// have exactly so many contacts a pair, the last all that have more.
fn strongest(need: &Need, kept: &[(u64, u64)], free_bytes: u64) -> Option<(u32, Need)> {
    let (mut n_rows, mut n_ties) = (0, 0);
    let mut best = None;
    for (least, (rows, ties)) in kept.iter().enumerate().skip(2).rev() {
        n_rows += rows;
        n_ties += ties;
        let less = need.of_rows(n_rows, n_ties);
        if n_rows > 0 && less.n_bytes <= free_bytes {
            best = Some((u32::try_from(least).unwrap_or(u32::MAX), less));
        }
    }
    best
}

impl Need {
    /// What so many of its rows, of so many pairs, come to.
    #[must_use]
    pub fn of_rows(&self, n_rows: u64, n_ties: u64) -> Need {
        let others = self.n_people as f64 * PERSON_BYTES + self.n_ties as f64 * TIE_BYTES;
        let row_bytes = (self.n_bytes as f64 - others).max(0.0) / self.n_rows.max(1) as f64;
        let n_people = self.n_people.min(n_ties * 2);
        let n_bytes = row_bytes * n_rows as f64 + n_people as f64 * PERSON_BYTES + n_ties as f64 * TIE_BYTES;
        Need { n_rows, n_people, n_ties, n_bytes: n_bytes as u64 }
    }
}

/// Pieces spread over a long text, each of whole lines.
fn pieces(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_two_byte = bytes.iter().take(64).any(|&byte| byte == 0);
    if bytes.len() <= 2 * TOP_BYTES {
        return Cow::Borrowed(bytes);
    }
    if is_two_byte {
        return Cow::Borrowed(&bytes[..TOP_BYTES]);
    }
    let whole_lines = |from: usize, until: usize| {
        let piece = &bytes[from..until];
        let begin = if from == 0 { 0 } else { memchr(b'\n', piece).map_or(piece.len(), |at| at + 1) };
        let end = memrchr(b'\n', piece).map_or(piece.len(), |at| at + 1);
        &piece[begin.min(end)..end]
    };
    let mut sample = whole_lines(0, TOP_BYTES).to_vec();
    let step = (bytes.len() - TOP_BYTES) / N_PIECES;
    for n in 0..N_PIECES {
        let from = TOP_BYTES + step * n;
        sample.extend_from_slice(whole_lines(from, (from + TOP_BYTES / N_PIECES).min(bytes.len())));
    }
    Cow::Owned(sample)
}

fn sampled(mut rows: Rows<'_>, checker: &Checker, kind: FileKind, ticket: &Ticket) -> Result<Sample, Stopped> {
    let mut sample = Sample::default();
    let mut cells = ByteRecord::new();
    while let Some(place) = rows.next(&mut cells) {
        if place.line % N_ROWS_A_STEP == 0 {
            ticket.check()?;
        }
        let Verdict::Kept(values, _) = checker.check(place, &cells) else { continue };
        sample.n_rows += 1;
        sample.table_bytes += values.iter().map(|value| value_bytes(*value)).sum::<usize>();
        for value in values.iter().take(if kind.is_pairs() { 2 } else { 1 }) {
            if let Value::Text(person) = value {
                let mut hasher = DefaultHasher::new();
                person.hash(&mut hasher);
                *sample.people.entry(hasher.finish()).or_default() += 1;
                sample.n_people += 1;
            }
        }
        if kind.is_pairs()
            && let Some(pair) = pair_hash(&values)
        {
            *sample.ties.entry(pair).or_default() += 1;
        }
    }
    Ok(sample)
}

fn value_bytes(value: Value<'_>) -> usize {
    match value {
        Value::Text(text) if text.len() > N_FREE_LETTERS => TEXT_BYTES as usize + text.len(),
        Value::Text(_) | Value::Null | Value::Made => TEXT_BYTES as usize,
        Value::Int(_) | Value::Float(_) => 8,
        Value::Bool(_) => 1,
    }
}

impl Sample {
    fn scaled(&self, times: f64, kind: FileKind) -> Need {
        let people = distinct(&self.people, self.n_people, times);
        let ties = if kind.is_pairs() { distinct(&self.ties, self.n_rows, times) } else { 0.0 };
        let table = self.table_bytes as f64 * times * WHILE_READING;
        Need {
            n_rows: (self.n_rows as f64 * times).round() as u64,
            n_people: people.round() as u64,
            n_ties: ties.round() as u64,
            n_bytes: (table + people * PERSON_BYTES + ties * TIE_BYTES).round() as u64,
        }
    }
}

/// How many different values there are in all, of which a sample shows these: those seen twice are taken to be all of
/// their sort, those seen once to stand for √times as many (the guaranteed-error estimator of Charikar et al., 2000).
fn distinct(seen: &HashMap<u64, usize>, n_seen: usize, times: f64) -> f64 {
    let n_once = seen.values().filter(|&&count| count == 1).count() as f64;
    let estimate = seen.len() as f64 - n_once + n_once * times.sqrt();
    estimate.min(n_seen as f64 * times)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::{Unreadable, propose, read_within};
    use std::fmt::Write;

    /// Calls of 200 people in a ring: neighbours are in touch nine times, others once.
    fn calls(n_rows: usize) -> Source {
        let mut text = "from,to,at,duration\n".to_owned();
        for n in 0..n_rows {
            let from = n % 200;
            let to = if n % 10 == 9 { (from + 2 + n / 200 % 190) % 200 } else { (from + 1) % 200 };
            let _ = writeln!(text, "{},{},2026-11-{:02},60", 1000 + from, 1000 + to, n % 28 + 1);
        }
        Source { name: "calls.csv".into(), bytes: text.as_bytes().into() }
    }

    #[test]
    fn the_need_of_a_short_file_is_counted_and_that_of_a_long_one_estimated() {
        let short = calls(10_000);
        let mapping = propose(&short, None).unwrap().mapping;
        let counted = need(&short, &mapping, &Ticket::new()).unwrap();
        assert_eq!((counted.n_rows, counted.n_people), (10_000, 200));
        let long = calls(200_000);
        let estimated = need(&long, &mapping, &Ticket::new()).unwrap();
        assert!((180_000..220_000).contains(&estimated.n_rows), "{estimated:?}");
        assert!((200..400).contains(&estimated.n_people), "{estimated:?}");
        let kept = read::contacts_a_pair(&long, &mapping, 3, &Ticket::new()).unwrap();
        let n_ties: u64 = kept.iter().map(|(_, ties)| ties).sum();
        assert_eq!(kept.iter().map(|(rows, _)| rows).sum::<u64>(), 200_000);
        assert!((n_ties / 2..n_ties * 2).contains(&estimated.n_ties), "{n_ties} {estimated:?}");
    }

    #[test]
    fn what_does_not_fit_is_refused_with_an_offer_that_does() {
        let source = calls(4_000);
        let mapping = propose(&source, None).unwrap().mapping;
        let ticket = Ticket::new();
        let all = need(&source, &mapping, &ticket).unwrap();
        let read = |mapping: &Mapping, free| read_within(&source, mapping, Some(free), &ticket).unwrap();
        assert_eq!(read(&mapping, all.n_bytes).unwrap().report.n_rows_kept, 4_000);
        let little = all.n_bytes - 1;
        let Err(Unreadable::DoesNotFit(refused)) = read(&mapping, little) else { panic!("it was read") };
        assert_eq!((refused.need, refused.free_bytes), (all, little));
        let (least, then) = refused.strongest.unwrap();
        assert_eq!(least, 2);
        let mapping = Mapping { strongest_only: Some(least), ..mapping };
        let report = read(&mapping, little).unwrap().report;
        assert_eq!((report.n_rows_read, report.n_rows_kept), (4_000, then.n_rows));
        assert_eq!(report.n_rows_left_out, 4_000 - then.n_rows);
        assert!(report.n_rows_left_out > 300, "{report:?}");
        // Even the strongest ties may be too many.
        assert!(matches!(read(&mapping, 100), Err(Unreadable::DoesNotFit(Fit { strongest: None, .. }))));
    }

    #[test]
    fn of_a_long_table_of_another_format_a_part_is_looked_at_and_a_stop_is_heard() {
        let (long, other) = (calls(200_000), calls(300_000));
        let table = |name: &str, source: &Source| {
            let head = carried::Carried { name: name.into(), n_rows: 2, first_row: 3, ..Default::default() };
            (head, source.bytes.to_vec())
        };
        let bytes = carried::pack(vec![table("other", &other), table("calls", &long)]);
        let source = Source { name: "calls.xlsx".into(), bytes: bytes.into() };
        let mapping = Mapping { sheet: Some("calls".into()), ..propose(&long, None).unwrap().mapping };
        assert!(sample_of(&source.bytes, &mapping).0.len() < 2 * TOP_BYTES + 1_000);
        let ticket = Ticket::new();
        let need_now = need(&source, &mapping, &ticket).unwrap();
        assert!((180_000..220_000).contains(&need_now.n_rows), "{need_now:?}");
        ticket.stop();
        assert!(need(&source, &mapping, &ticket).is_err());
    }

    #[test]
    fn files_of_one_person_a_row_have_no_offer() {
        let mut text = "id,name,city\n".to_owned();
        for n in 0..500 {
            let _ = writeln!(text, "{n},Ann {n},Rome");
        }
        let source = Source { name: "p.csv".into(), bytes: text.as_bytes().into() };
        let mapping = propose(&source, None).unwrap().mapping;
        let fit = fit(&source, &mapping, 10, &Ticket::new()).unwrap();
        assert_eq!((fit.need.n_rows, fit.need.n_people, fit.need.n_ties, fit.strongest), (500, 500, 0, None));
    }
}
