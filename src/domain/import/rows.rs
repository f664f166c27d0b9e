//! Delimited text to rows of cells, each with its line; knows nothing of what the cells mean.

use super::encoding::Letters;
use csv::ByteRecord;
use memchr::{memchr2, memchr3};

/// A quoted cell longer than this was never meant to be one.
const MAX_QUOTED_BYTES: usize = (1 << 20) + 1024;
const MAX_QUOTED_LINES: u64 = 64;

/// How cells are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// A space stands for any run of spaces and tabs.
    pub delimiter: u8,
    pub quote: u8,
    /// `\"` is a quote that belongs to the cell.
    pub has_backslash: bool,
    /// The text stands for a sheet: a row counts once, however many lines its cells have.
    pub is_sheet: bool,
}

impl Dialect {
    /// How tables of other formats are handed over.
    pub const SHEET: Dialect = Dialect { delimiter: b',', quote: b'"', has_backslash: false, is_sheet: true };
}

/// Where a row stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line in the file, 1 is the first.
    pub line: u64,
    /// A quote was opened and never sensibly closed: the cells are those of the bare line.
    pub has_open_quote: bool,
}

/// The rows of a text, one after the other. The `csv` crate cannot be asked here: it passes over blank lines without
/// counting them, and one stray quote makes it swallow what follows.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
    dialect: Dialect,
    n_columns: Option<usize>,
    quoted: Vec<u8>,
    letters: Option<Letters>,
}

struct Split {
    end: usize,
    n_lines: u64,
    /// A quote stood inside a quoted cell and did not close it.
    has_stray: bool,
}

impl<'a> Rows<'a> {
    #[must_use]
    pub fn new(text: &'a [u8], dialect: Dialect) -> Self {
        Self { text, at: 0, line: 1, dialect, n_columns: None, quoted: Vec::new(), letters: None }
    }

    /// From the first line that begins at or after a byte; lines are counted from there.
    #[must_use]
    pub fn from_byte(text: &'a [u8], dialect: Dialect, byte: usize) -> Self {
        let mut rows = Self::new(text, dialect);
        rows.at = byte.min(text.len());
        rows.skip_lines(1);
        rows
    }

    /// Where the first line begins that does so at a byte or behind it.
    #[must_use]
    pub fn line_start(&self, byte: usize) -> usize {
        if byte == 0 || byte >= self.text.len() {
            return byte.min(self.text.len());
        }
        self.after_line_end(self.line_end(byte - 1))
    }

    /// From a byte at which a row begins, in the line of that number.
    #[must_use]
    pub fn at_row(&self, byte: usize, line: u64) -> Self {
        Self { at: byte, line, quoted: Vec::new(), ..self.clone() }
    }

    /// Passes over whole lines, whatever is quoted in them; returns how many there were.
    pub fn skip_lines(&mut self, n_lines: usize) -> u64 {
        let before = self.line;
        if self.dialect.is_sheet {
            let mut cells = ByteRecord::new();
            let n_rows = (0..n_lines).take_while(|_| self.next(&mut cells).is_some()).count();
            return n_rows as u64;
        }
        for _ in 0..n_lines {
            if self.at >= self.text.len() {
                break;
            }
            let end = self.line_end(self.at);
            self.at = self.after_line_end(end);
            self.line += 1;
        }
        self.line - before
    }

    /// Says which line the next row stands in.
    pub fn stand_at(&mut self, line: u64) {
        self.line = line;
    }

    /// Says how many cells a row has: a cell over several lines is believed only if its row has that many.
    pub fn expect(&mut self, n_columns: usize) {
        self.n_columns = Some(n_columns);
    }

    /// Says which letters the bytes beyond ASCII stand for, where they are not UTF-8.
    pub fn spell(&mut self, letters: Option<Letters>) {
        self.letters = letters;
    }

    /// Whether the text is not UTF-8 wherever it is not ASCII.
    #[must_use]
    pub fn has_own_letters(&self) -> bool {
        self.letters.is_some()
    }

    /// Bytes of the text that lie behind.
    #[must_use]
    pub fn n_bytes_done(&self) -> usize {
        self.at
    }

    /// Fills `cells` with the next row; `None` at the end. Blank lines are rows with one empty cell.
    pub fn next(&mut self, cells: &mut ByteRecord) -> Option<Place> {
        if self.at >= self.text.len() {
            return None;
        }
        let line = self.line;
        let split = self.split_quoted(cells);
        let is_sound = |split: &Split| {
            (split.n_lines == 1 && !split.has_stray)
                || self.n_columns.is_none_or(|n_columns| has_columns(cells, n_columns))
        };
        let (split, has_open_quote) = match split.filter(is_sound) {
            Some(split) => (split, false),
            None => (self.split_bare(cells), true),
        };
        self.at = split.end;
        self.line += if self.dialect.is_sheet { 1 } else { split.n_lines };
        if let Some(letters) = self.letters.filter(|_| !cells.as_slice().is_ascii()) {
            *cells = cells.iter().map(|cell| letters.decode(cell)).collect();
        }
        Some(Place { line, has_open_quote })
    }

    /// The line in which the next row stands.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How cells are parted, where a plain row can be told by its letters one by one.
    #[must_use]
    pub fn plain_dialect(&self) -> Option<Dialect> {
        (!self.dialect.has_backslash && !self.is_runs()).then_some(self.dialect)
    }

    /// Goes on at a byte at which a row begins, so many rows of one line behind the last.
    pub fn pass(&mut self, byte: usize, n_rows: usize) {
        self.at = byte;
        self.line += n_rows as u64;
    }

    /// The next row as [`Rows::next`] would give it, as slices of the text, where nothing about its line is odd: cells
    /// stand bare or in quotes that hold no quote and no line end. `None`, and nothing is passed over, otherwise.
    /// `sound` is the text from a byte on, as far as it is known to be text.
    pub fn next_plain(&mut self, sound: (usize, &'a str), cells: &mut Vec<&'a str>) -> Option<Place> {
        let (first, sound) = sound;
        let Dialect { delimiter, quote, .. } = self.plain_dialect()?;
        cells.clear();
        let mut at = self.at;
        let end = loop {
            let start = at - first;
            let rest = sound.as_bytes().get(start..).filter(|_| start < sound.len() || at > self.at)?;
            let end = match rest.first() {
                Some(&first) if first == quote => {
                    let inside = &rest[1..rest.len().min(MAX_QUOTED_BYTES)];
                    let length = memchr3(quote, b'\n', b'\r', inside).filter(|&end| inside[end] == quote)?;
                    cells.push(sound.get(start + 1..=start + length)?);
                    at + length + 2
                }
                // A quote may stand behind the space.
                Some(b' ') if self.text.get(self.skip_blanks(at)) == Some(&quote) => return None,
                _ => {
                    let length = memchr3(delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
                    cells.push(sound.get(start..start + length)?);
                    at + length
                }
            };
            match self.text.get(end) {
                Some(&letter) if letter == delimiter => at = end + 1,
                Some(&letter) if !is_line_end(letter) => return None,
                _ => break end,
            }
        };
        let line = self.line;
        self.at = self.after_line_end(end);
        self.line += 1;
        Some(Place { line, has_open_quote: false })
    }

    /// `None`: a quote stays open too long.
    fn split_quoted(&mut self, cells: &mut ByteRecord) -> Option<Split> {
        cells.clear();
        let (mut at, mut n_lines, mut has_stray) = (self.at, 1, false);
        loop {
            at = self.cell_start(at);
            // Some write a space behind every delimiter, before the quote as well.
            let behind = self.skip_blanks(at);
            if self.text.get(behind) == Some(&self.dialect.quote) {
                at = behind;
            }
            if self.text.get(at) == Some(&self.dialect.quote) {
                let (end, n_more, is_odd) = self.fill_quoted(at + 1)?;
                has_stray |= is_odd;
                cells.push_field(&self.quoted);
                at = end;
                n_lines += n_more;
            } else {
                at = self.push_bare(at, cells);
            }
            match self.after_cell(at) {
                Ok(next) => at = next,
                Err(end) => return Some(Split { end, n_lines, has_stray }),
            }
        }
    }

    fn split_bare(&self, cells: &mut ByteRecord) -> Split {
        cells.clear();
        let mut at = self.at;
        loop {
            at = self.push_bare(self.cell_start(at), cells);
            match self.after_cell(at) {
                Ok(next) => at = next,
                Err(end) => return Split { end, n_lines: 1, has_stray: false },
            }
        }
    }

    fn is_runs(&self) -> bool {
        self.dialect.delimiter == b' '
    }

    fn is_delimiter(&self, letter: u8) -> bool {
        letter == self.dialect.delimiter || (letter == b'\t' && self.is_runs())
    }

    fn skip_blanks(&self, mut at: usize) -> usize {
        while self.text.get(at).is_some_and(|&letter| letter == b' ' || (letter == b'\t' && self.is_runs())) {
            at += 1;
        }
        at
    }

    fn cell_start(&self, at: usize) -> usize {
        if self.is_runs() { self.skip_blanks(at) } else { at }
    }

    /// The next cell's start, or the next row's.
    fn after_cell(&self, at: usize) -> Result<usize, usize> {
        match self.text.get(at) {
            Some(&letter) if self.is_delimiter(letter) => {
                let next = self.cell_start(at + 1);
                let is_end = self.is_runs() && self.text.get(next).is_none_or(|&after| is_line_end(after));
                if is_end { Err(self.after_line_end(next)) } else { Ok(next) }
            }
            _ => Err(self.after_line_end(at)),
        }
    }

    fn push_bare(&self, start: usize, cells: &mut ByteRecord) -> usize {
        let rest = &self.text[start..];
        let length = if self.is_runs() {
            rest.iter().position(|&letter| is_line_end(letter) || self.is_delimiter(letter))
        } else {
            memchr3(self.dialect.delimiter, b'\n', b'\r', rest)
        };
        let cell = &rest[..length.unwrap_or(rest.len())];
        if self.dialect.has_backslash && cell.contains(&b'\\') {
            cells.push_field(&without_backslashes(cell, self.dialect.quote));
        } else {
            cells.push_field(cell);
        }
        start + cell.len()
    }

    /// Reads a cell after its opening quote; returns the place behind its closing quote, the line ends in it, and
    /// whether a quote stood in it that closed nothing.
    fn fill_quoted(&mut self, start: usize) -> Option<(usize, u64, bool)> {
        let Dialect { quote, has_backslash, .. } = self.dialect;
        self.quoted.clear();
        let (mut at, mut n_lines, mut has_stray) = (start, 0, false);
        loop {
            let letter = *self.text.get(at)?;
            let next = self.text.get(at + 1).copied();
            // A bare quote in a cell over several lines is where the next cell began.
            let is_swallowing = has_stray && n_lines > 0;
            if at - start > MAX_QUOTED_BYTES || n_lines > MAX_QUOTED_LINES || is_swallowing {
                return None;
            }
            if letter == quote {
                let end = self.skip_blanks(at + 1);
                let is_closed = end > at + 1 && self.is_runs()
                    || self.text.get(end).is_none_or(|&after| is_line_end(after) || self.is_delimiter(after));
                if next == Some(quote) {
                    at += 1;
                } else if is_closed {
                    return Some((if self.is_runs() { at + 1 } else { end }, n_lines, has_stray));
                } else {
                    has_stray = true;
                }
            } else if has_backslash && letter == b'\\' && next == Some(quote) {
                at += 1;
            } else if letter == b'\n' || (letter == b'\r' && next != Some(b'\n')) {
                n_lines += 1;
            }
            self.quoted.push(self.text[at]);
            at += 1;
        }
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        at + memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
    }

    fn after_line_end(&self, end: usize) -> usize {
        match self.text.get(end..) {
            Some([b'\r', b'\n', ..]) => end + 2,
            Some([_, ..]) => end + 1,
            _ => self.text.len(),
        }
    }
}

/// Whether a row has so many cells; empty ones behind them are nobody's.
#[must_use]
pub fn has_columns(cells: &ByteRecord, n_columns: usize) -> bool {
    cells.len() >= n_columns && cells.iter().skip(n_columns).all(is_blank_cell)
}

/// Whether nothing is written in a row.
#[must_use]
pub fn is_blank(cells: &ByteRecord) -> bool {
    cells.iter().all(is_blank_cell)
}

fn is_blank_cell(cell: &[u8]) -> bool {
    cell.iter().all(u8::is_ascii_whitespace)
}

/// Whether cells can be parted by a letter.
#[must_use]
pub fn is_delimiter(letter: u8) -> bool {
    letter.is_ascii() && !letter.is_ascii_alphanumeric() && !matches!(letter, b'"' | b'\'' | b'\n' | b'\r' | b'\0')
}

fn is_line_end(letter: u8) -> bool {
    letter == b'\n' || letter == b'\r'
}

fn without_backslashes(cell: &[u8], quote: u8) -> Vec<u8> {
    let is_escape = |n: usize| cell[n] == b'\\' && cell.get(n + 1) == Some(&quote);
    (0..cell.len()).filter(|&n| !is_escape(n)).map(|n| cell[n]).collect()
}

#[cfg(test)]
mod tests;
