//! One part of a text, row by row: what is kept, set aside and blank in it, with lines counted from its own first; knows
//! no other part.

use super::block::{Block, Spot};
use super::builder::Builder;
use super::plain::Plain;
use super::strong::{StrongPairs, pair_hash};
use crate::domain::import::check::{Checker, Fault, Value, Verdict};
use crate::domain::import::problems::Ledger;
use crate::domain::import::rows::{self, Place, Rows};
use crate::domain::import::types::ProblemKind;
use crate::domain::import::watch::{Findings, Key, Watch};
use crate::domain::ticket::{Stopped, Ticket};
use csv::ByteRecord;

/// Notes below a table.
const MAX_FOOTER_ROWS: usize = 8;
/// Steps, of one row or one block each, between two looks at the ticket: a few milliseconds.
const N_ROWS_A_STEP: usize = 512;
/// Text that is looked through at once for what is no text.
const SOUND_BYTES: usize = 1 << 16;
/// Rows until a block is tried again, at most.
const MAX_REST: usize = 256;

/// What holds for every part of a text.
#[derive(Debug)]
pub struct Rules<'a> {
    pub text: &'a [u8],
    /// Stands at the first row.
    pub rows: Rows<'a>,
    pub checker: Checker,
    /// `None`: every row takes the careful road.
    pub plain: Option<Plain>,
    /// The slot whose negative values are missed calls.
    pub call_seconds: Option<usize>,
    /// The pairs to keep, where not all are.
    pub strong: Option<StrongPairs>,
    /// Pairs of people are noted and nothing is kept: one share of them, of so many.
    pub counting: Option<(u64, u64)>,
}

/// Who looks over the rows that are kept.
#[derive(Debug)]
pub enum Eye<'w> {
    /// At the top of a file, where the types of the columns are told.
    First(&'w mut Watch),
    Told(&'w Watch),
}

/// What a part came to.
pub struct Part<'a> {
    rows: Rows<'a>,
    pub builders: Vec<Builder>,
    pub n_read: u64,
    pub n_kept: u64,
    pub n_set_aside: u64,
    pub n_blank: u64,
    pub n_left_out: u64,
    pub n_missed_calls: u64,
    pub ledger: Ledger,
    pub found: Findings,
    pub people: Vec<Key>,
    pub pairs: Vec<u64>,
    /// Rows that are notes below the table if no customer follows.
    pending: Vec<Pending>,
    /// Any row that is neither blank nor like a note below the table.
    pub has_settled: bool,
    sound: Sound<'a>,
    record: ByteRecord,
    cells: Vec<&'a str>,
    values: Vec<Value<'a>>,
    block: Block<'a>,
    /// Rows until a block is tried again, and how many it will be the next time.
    rest: (usize, usize),
}

/// A stretch that is text, in whole lines.
#[derive(Clone, Copy, Default)]
struct Sound<'a> {
    /// The byte at which it begins.
    at: usize,
    text: &'a str,
    is_ascii: bool,
    /// Whether it holds a quote or a carriage return.
    has_odd_marks: bool,
}

struct Pending {
    place: Place,
    at: usize,
    cells: ByteRecord,
}

impl<'a> Part<'a> {
    /// A part of which about `n_rows` are awaited; `rows` stand at its first row.
    #[must_use]
    pub fn new(rules: &Rules<'a>, rows: Rows<'a>, found: Findings, n_rows: usize) -> Self {
        let slots = if rules.counting.is_some() { &[] } else { rules.checker.slots.as_slice() };
        Self {
            rows,
            builders: slots.iter().map(|slot| Builder::new(slot, n_rows)).collect(),
            n_read: 0,
            n_kept: 0,
            n_set_aside: 0,
            n_blank: 0,
            n_left_out: 0,
            n_missed_calls: 0,
            ledger: Ledger::default(),
            found,
            people: Vec::new(),
            pairs: Vec::new(),
            pending: Vec::new(),
            has_settled: false,
            sound: Sound::default(),
            record: ByteRecord::new(),
            cells: Vec::new(),
            values: Vec::new(),
            block: Block::default(),
            rest: (0, 0),
        }
    }

    /// The byte behind the last row, and the lines that lie behind.
    #[must_use]
    pub fn end(&self) -> (usize, u64) {
        (self.rows.n_bytes_done(), self.rows.line())
    }

    /// Reads the rows that begin before a byte.
    ///
    /// # Errors
    /// [`Stopped`] from the ticket.
    pub fn read(&mut self, rules: &Rules<'a>, watch: &Watch, until: usize, ticket: &Ticket) -> Result<(), Stopped> {
        self.each(rules, &mut Eye::Told(watch), until, ticket)?;
        self.finish(rules, &mut Eye::Told(watch));
        Ok(())
    }

    /// Reads the rows at the top of a file, until the types of its columns can be told.
    ///
    /// # Errors
    /// [`Stopped`] from the ticket.
    pub fn read_top(&mut self, rules: &Rules<'a>, watch: &mut Watch, ticket: &Ticket) -> Result<(), Stopped> {
        self.each(rules, &mut Eye::First(watch), rules.text.len(), ticket)?;
        self.finish(rules, &mut Eye::First(watch));
        watch.end(&mut self.found);
        Ok(())
    }

    fn each(&mut self, rules: &Rules<'a>, eye: &mut Eye<'_>, until: usize, ticket: &Ticket) -> Result<(), Stopped> {
        let mut n_bytes = self.rows.n_bytes_done();
        loop {
            for _ in 0..N_ROWS_A_STEP {
                let is_told = matches!(eye, Eye::First(watch) if watch.is_settled());
                if is_told || self.rows.n_bytes_done() >= until {
                    return ticket.advance((self.rows.n_bytes_done() - n_bytes) as u64);
                }
                if !self.read_block(rules, eye, until) && !self.read_plain(rules, eye, until) {
                    self.read_careful(rules, eye);
                }
            }
            ticket.advance((self.rows.n_bytes_done() - n_bytes) as u64)?;
            n_bytes = self.rows.n_bytes_done();
        }
    }

    /// Reads the next rows if nothing about them is odd and all such rows are kept.
    fn read_block(&mut self, rules: &Rules<'a>, eye: &mut Eye<'_>, until: usize) -> bool {
        let (Some(plain), Eye::Told(watch)) = (&rules.plain, eye) else { return false };
        if self.rest.0 > 0 || rules.counting.is_some() || rules.strong.is_some() {
            self.rest.0 = self.rest.0.saturating_sub(1);
            return false;
        }
        let (Some(dialect), start) = (self.rows.plain_dialect(), self.rows.n_bytes_done()) else { return false };
        let Sound { at: first, text, is_ascii, has_odd_marks } = self.sound(rules, start, until);
        let line = self.rows.line();
        let mut block = std::mem::take(&mut self.block);
        let spot = Spot { text, at: start - first, line, dialect, has_odd_marks, is_ascii };
        block.read(&rules.checker, plain, spot);
        let is_read = block.n_rows > 0;
        if is_read {
            self.settle_pending(rules, &mut Eye::Told(watch));
            self.has_settled = true;
            self.n_read += block.n_rows as u64;
            self.n_kept += block.n_rows as u64;
            self.n_missed_calls += rules.call_seconds.map_or(0, |slot| block.n_negative(slot) as u64);
            block.give(&mut self.builders);
            block.see(watch, &mut self.found, line, first, &mut self.people);
            self.rows.pass(first + block.end(), block.n_rows);
            self.rest.1 = 0;
        } else {
            self.rest = (self.rest.1, (self.rest.1 * 2).clamp(1, MAX_REST));
        }
        self.block = block;
        is_read
    }

    /// The stretch of text in which a row begins, as far as it goes on being text; empty where the row itself is none.
    fn sound(&mut self, rules: &Rules<'a>, at: usize, until: usize) -> Sound<'a> {
        let Sound { at: first, text, .. } = self.sound;
        if !(first..first + text.len()).contains(&at) {
            let end = until.min(at + SOUND_BYTES);
            let stretch = &rules.text[at.min(end)..end];
            let odd = self.rows.has_own_letters().then(|| stretch.iter().position(|byte| !byte.is_ascii()));
            let n_sound = odd.flatten().unwrap_or(stretch.len());
            let text = sound_lines(&stretch[..n_sound], end == until && n_sound == stretch.len());
            let quote = self.rows.plain_dialect().map_or(b'"', |dialect| dialect.quote);
            let has_odd_marks = memchr::memchr2(quote, b'\r', text.as_bytes()).is_some();
            self.sound = Sound { at, text, is_ascii: text.is_ascii(), has_odd_marks };
        }
        self.sound
    }

    /// Reads the next row if nothing about it is odd.
    fn read_plain(&mut self, rules: &Rules<'a>, eye: &mut Eye<'_>, until: usize) -> bool {
        let (Some(plain), Eye::Told(watch)) = (&rules.plain, eye) else { return false };
        let start = self.rows.n_bytes_done();
        let Sound { at, text, .. } = self.sound(rules, start, until);
        let Some(place) = self.rows.next_plain((at, text), &mut self.cells) else { return false };
        if !plain.read(&rules.checker, place.line, &self.cells, &mut self.values) {
            self.rows = self.rows.at_row(start, place.line);
            return false;
        }
        self.settle_pending(rules, &mut Eye::Told(watch));
        self.has_settled = true;
        self.n_read += 1;
        let values = std::mem::take(&mut self.values);
        if self.keep(rules, &values) {
            watch.look(&mut self.found, place.line, self.cells.iter().map(|cell| cell.as_bytes()));
            self.people.extend(watch.key(place.line, start, self.cells.iter().map(|cell| cell.as_bytes())));
        }
        self.values = values;
        true
    }

    fn read_careful(&mut self, rules: &Rules<'a>, eye: &mut Eye<'_>) {
        let mut cells = std::mem::take(&mut self.record);
        let at = self.rows.n_bytes_done();
        if let Some(place) = self.rows.next(&mut cells) {
            self.add(rules, eye, place, at, &cells);
        }
        self.record = cells;
    }

    fn add(&mut self, rules: &Rules<'a>, eye: &mut Eye<'_>, place: Place, at: usize, cells: &ByteRecord) {
        let is_note = !place.has_open_quote && rules.checker.may_be_footer(cells);
        if is_note && self.pending.len() < MAX_FOOTER_ROWS {
            self.pending.push(Pending { place, at, cells: cells.clone() });
            return;
        }
        if !rows::is_blank(cells) {
            self.settle_pending(rules, eye);
            self.has_settled |= !is_note;
        }
        self.settle(rules, eye, place, at, cells);
    }

    fn settle_pending(&mut self, rules: &Rules<'a>, eye: &mut Eye<'_>) {
        if !self.pending.is_empty() {
            for Pending { place, at, cells } in std::mem::take(&mut self.pending) {
                self.settle(rules, eye, place, at, &cells);
            }
        }
    }

    /// At the end of the text what still waits was a footer; at the end of another part it is a row like any other.
    fn finish(&mut self, rules: &Rules<'a>, eye: &mut Eye<'_>) {
        if self.rows.n_bytes_done() < rules.text.len() {
            return self.settle_pending(rules, eye);
        }
        for Pending { place, cells, .. } in std::mem::take(&mut self.pending) {
            self.n_read += 1;
            self.n_set_aside += 1;
            let found = cells.iter().find(|cell| !cell.trim_ascii().is_empty()).unwrap_or_default();
            let found = String::from_utf8_lossy(found).into_owned();
            self.ledger.add(place, &cells, Fault { kind: ProblemKind::Footer, column: None, found }, true);
        }
    }

    fn settle(&mut self, rules: &Rules<'a>, eye: &mut Eye<'_>, place: Place, at: usize, cells: &ByteRecord) {
        self.n_read += 1;
        match rules.checker.check(place, cells) {
            Verdict::Blank => self.n_blank += 1,
            Verdict::SetAside(fault) => {
                self.n_set_aside += 1;
                self.ledger.add(place, cells, fault, true);
            }
            Verdict::Kept(values, doubts) => {
                let made = rules.checker.made_id(cells);
                let values = rules.checker.with_id(values, place.line, made.as_deref());
                if !self.keep(rules, &values) {
                    return;
                }
                match eye {
                    Eye::First(watch) => watch.meet(&mut self.found, place.line, cells),
                    Eye::Told(watch) => watch.look(&mut self.found, place.line, cells.iter()),
                }
                let watch: &Watch = match eye {
                    Eye::First(watch) => watch,
                    Eye::Told(watch) => watch,
                };
                self.people.extend(watch.key(place.line, at, cells.iter()));
                for fault in doubts {
                    self.ledger.add(place, cells, fault, false);
                }
            }
        }
    }

    /// Whether a sound row goes into the table; the ties of others are too weak.
    fn keep(&mut self, rules: &Rules<'a>, values: &[Value<'_>]) -> bool {
        if let Some((share, n_shares)) = rules.counting {
            self.pairs.extend(pair_hash(values).filter(|pair| pair % n_shares == share));
            return false;
        }
        if rules.strong.as_ref().is_some_and(|strong| !strong.holds(values)) {
            self.n_left_out += 1;
            return false;
        }
        self.n_kept += 1;
        let is_missed = rules.call_seconds.is_some_and(|slot| matches!(values[slot], Value::Int(..0)));
        self.n_missed_calls += u64::from(is_missed);
        self.builders.iter_mut().zip(values).for_each(|(builder, &value)| builder.push(value));
        true
    }
}

/// The lines at the beginning of some bytes that are text; the last line only where nothing comes behind it.
fn sound_lines(bytes: &[u8], is_last: bool) -> &str {
    let before_zero = &bytes[..memchr::memchr(0, bytes).unwrap_or(bytes.len())];
    // Found first: where every row has one, the rest must not be looked through again and again.
    let odd = memchr::memmem::find(before_zero, "\u{fffd}".as_bytes());
    let before_zero = &before_zero[..odd.unwrap_or(before_zero.len())];
    let text = match std::str::from_utf8(before_zero) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&before_zero[..error.valid_up_to()]).unwrap_or_default(),
    };
    if is_last && text.len() == bytes.len() {
        return text;
    }
    let end = text.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    &text[..end]
}
