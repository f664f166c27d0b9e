//! Many plain rows of one part at once, split in one go and read column by column; takes only rows that `plain` would
//! take one by one, and hands the others on.

use super::builder::Builder;
use super::moments;
use super::plain::{Plain, person, seconds, value};
use crate::domain::import::check::{Checker, Value};
use crate::domain::import::rows::Dialect;
use crate::domain::import::slots::Slot;
use crate::domain::import::types::TimeReading;
use crate::domain::import::watch::{Findings, Key, Watch};
use crate::domain::model::Meaning;

/// Rows of a block: their cells stay near the processor.
const MAX_ROWS: usize = 256;
/// Places of a column; not a power of two, lest all columns fight for the same lines of the cache.
const STRIDE: usize = MAX_ROWS + 4;
/// Rows of the first block, and of the first behind a row that is odd.
const FIRST_ROWS: usize = 16;

/// Plain rows that stand one behind the other.
#[derive(Debug, Default)]
pub struct Block<'a> {
    /// Column by column, [`STRIDE`] places each.
    cells: Vec<&'a str>,
    /// Where each row begins in the text, and where the row behind the last does.
    starts: Vec<usize>,
    /// What each slot's cells come to.
    columns: Vec<Values<'a>>,
    pub n_rows: usize,
    n_columns: usize,
    /// Rows at which somebody must look twice.
    odd: Vec<bool>,
    row: Vec<&'a str>,
    n_wanted: usize,
    is_ascii: bool,
}

/// The clean values of one slot.
#[derive(Debug)]
enum Values<'a> {
    /// Cells of this column, as they are.
    People(usize),
    Ints(Vec<i64>),
    Any(Vec<Value<'a>>),
}

/// Where a block is read.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    pub text: &'a str,
    /// The byte of the text at which the first row begins.
    pub at: usize,
    /// Its line.
    pub line: u64,
    pub dialect: Dialect,
    /// Whether the text holds a quote or a carriage return at all.
    pub has_odd_marks: bool,
    pub is_ascii: bool,
}

impl<'a> Block<'a> {
    /// The plain rows at a spot; as many as there are one behind the other, up to a limit that grows while all is well.
    pub fn read(&mut self, checker: &Checker, plain: &Plain, spot: Spot<'a>) {
        self.n_wanted = self.n_wanted.max(FIRST_ROWS);
        self.n_columns = plain.n_columns;
        self.is_ascii = spot.is_ascii;
        self.cells.resize(self.n_columns * STRIDE, "");
        if spot.has_odd_marks {
            self.split::<true>(plain, spot);
        } else {
            self.split::<false>(plain, spot);
        }
        let mut columns = std::mem::take(&mut self.columns);
        columns.resize_with(checker.slots.len(), || Values::People(0));
        for (slot, values) in checker.slots.iter().zip(&mut columns) {
            self.n_rows = self.read_slot(checker, slot, values, spot.line);
        }
        self.columns = columns;
        if plain.is_pairs && self.columns.len() > 1 {
            self.n_rows = (0..self.n_rows).find(|&row| self.is_same_person(row)).unwrap_or(self.n_rows);
        }
        let is_whole = self.n_rows == self.n_wanted;
        self.n_wanted = if is_whole { (self.n_wanted * 2).min(MAX_ROWS) } else { FIRST_ROWS };
    }

    /// Where the row behind the block begins.
    #[must_use]
    pub fn end(&self) -> usize {
        self.starts[self.n_rows]
    }

    /// Finds the cells of the next rows that have one for each column, none of them in quotes.
    fn split<const HAS_ODD_MARKS: bool>(&mut self, plain: &Plain, spot: Spot<'a>) {
        let Spot { text, at, dialect, .. } = spot;
        let bytes = text.as_bytes();
        self.starts.clear();
        self.starts.push(at);
        self.n_rows = 0;
        let (mut start, mut column, mut n_filled) = (at, 0, 0);
        let (delimiter, line_end) = (spread(dialect.delimiter), spread(b'\n'));
        let (quote, carriage_return) = (spread(dialect.quote), spread(b'\r'));
        let (words, _) = bytes[at..].as_chunks::<8>();
        for (n, word) in words.iter().enumerate() {
            let word = u64::from_le_bytes(*word);
            let mut others = differing(word, delimiter) & differing(word, line_end);
            if HAS_ODD_MARKS {
                others &= differing(word, quote) & differing(word, carriage_return);
            }
            let mut marks = !others & HIGH;
            while marks != 0 {
                let end = at + n * 8 + marks.trailing_zeros() as usize / 8;
                marks &= marks - 1;
                let letter = bytes[end];
                let is_end = letter == b'\n';
                if HAS_ODD_MARKS && !is_end && letter != dialect.delimiter {
                    if letter == b'\r' && bytes.get(end + 1) == Some(&b'\n') {
                        continue;
                    }
                    return;
                }
                if (column + 1 == self.n_columns) != is_end {
                    return;
                }
                let has_return = HAS_ODD_MARKS && is_end && bytes[start..end].last() == Some(&b'\r');
                let Some(cell) = text.get(start..end - usize::from(has_return)) else { return };
                n_filled += usize::from(bytes[start] > b' ' && !cell.is_empty());
                self.cells[column * STRIDE + self.n_rows] = cell;
                start = end + 1;
                column += 1;
                if is_end {
                    if !self.is_usual(plain, n_filled) {
                        return;
                    }
                    (column, n_filled) = (0, 0);
                    self.n_rows += 1;
                    self.starts.push(start);
                    if self.n_rows == self.n_wanted {
                        return;
                    }
                }
            }
        }
    }

    /// Whether the row behind the last, of whose cells so many begin with a letter, may be a customer's.
    #[inline]
    fn is_usual(&mut self, plain: &Plain, n_filled: usize) -> bool {
        if n_filled == self.n_columns {
            return !plain.is_like_header(self.cells[self.n_rows]);
        }
        self.row.clear();
        self.row.extend(self.cells.iter().skip(self.n_rows).step_by(STRIDE));
        plain.is_usual(&self.row)
    }

    /// The cells of a row.
    fn row(&self, row: usize) -> impl Iterator<Item = &'a [u8]> {
        self.cells.iter().skip(row).step_by(STRIDE).map(|cell| cell.as_bytes())
    }

    fn column(&self, column: usize) -> &[&'a str] {
        &self.cells[column * STRIDE..column * STRIDE + self.n_rows]
    }

    fn value(&self, slot: usize, row: usize) -> Value<'a> {
        match &self.columns[slot] {
            Values::People(column) => Value::Text(self.cells[column * STRIDE + row]),
            Values::Ints(numbers) => Value::Int(numbers[row]),
            Values::Any(values) => values[row],
        }
    }

    fn is_same_person(&self, row: usize) -> bool {
        if let [Values::People(from), Values::People(to), ..] = self.columns.as_slice() {
            let (from, to) = (self.cells[from * STRIDE + row], self.cells[to * STRIDE + row]);
            // The last letters differ most.
            from.as_bytes().last() == to.as_bytes().last() && from == to
        } else {
            self.value(0, row) == self.value(1, row)
        }
    }

    /// Reads a slot; returns how many rows it can be read of.
    fn read_slot(&self, checker: &Checker, slot: &Slot, values: &mut Values<'a>, line: u64) -> usize {
        let Some(column) = slot.column else {
            *values = Values::Ints((0..self.n_rows as u64).map(|row| (line + row).cast_signed()).collect());
            return self.n_rows;
        };
        let is_read = slot.unknown.is_empty()
            && match (slot.meaning, checker.time) {
                (Meaning::Id | Meaning::From | Meaning::To, _) => {
                    *values = Values::People(column);
                    self.column(column).iter().all(|cell| person(cell).is_some())
                }
                (Meaning::At | Meaning::Due, TimeReading::Calendar { is_day_first }) => {
                    self.read_ints(values, column, |cell| moments::calendar(cell, is_day_first))
                }
                (Meaning::At | Meaning::Due, TimeReading::SecondsSince { start }) => {
                    self.read_ints(values, column, |cell| Some(start.saturating_add(moments::digits(cell, 11)?)))
                }
                (Meaning::Seconds, _) => self.read_ints(values, column, seconds),
                _ => false,
            };
        if is_read {
            return self.n_rows;
        }
        let mut any = match std::mem::replace(values, Values::People(column)) {
            Values::Any(mut any) => {
                any.clear();
                any
            }
            _ => Vec::with_capacity(self.n_rows),
        };
        let read =
            |cell: &'a str| value(checker, slot, cell).filter(|value| !slot.is_required || *value != Value::Null);
        any.extend(self.column(column).iter().copied().map_while(read));
        let n_read = any.len();
        *values = Values::Any(any);
        n_read
    }

    fn read_ints(&self, values: &mut Values<'a>, column: usize, read: impl Fn(&[u8]) -> Option<i64>) -> bool {
        let mut numbers = match std::mem::replace(values, Values::People(column)) {
            Values::Ints(mut numbers) => {
                numbers.clear();
                numbers
            }
            _ => Vec::with_capacity(self.n_rows),
        };
        numbers.extend(self.column(column).iter().map_while(|cell| read(cell.as_bytes())));
        let is_read = numbers.len() == self.n_rows;
        *values = Values::Ints(numbers);
        is_read
    }

    /// How many of a slot's values are below zero.
    #[must_use]
    pub fn n_negative(&self, slot: usize) -> usize {
        (0..self.n_rows).filter(|&row| matches!(self.value(slot, row), Value::Int(..0))).count()
    }

    /// Adds the values to the columns of the table.
    pub fn give(&self, builders: &mut [Builder]) {
        for (builder, values) in builders.iter_mut().zip(&self.columns) {
            match values {
                Values::People(column) => builder.push_texts(self.column(*column)),
                Values::Ints(numbers) => builder.push_ints(&numbers[..self.n_rows]),
                Values::Any(values) => values[..self.n_rows].iter().for_each(|&value| builder.push(value)),
            }
        }
    }

    /// Has the rows looked over: `line` is the first row's, `offset` the byte at which the text begins.
    pub fn see(&mut self, watch: &Watch, found: &mut Findings, line: u64, offset: usize, people: &mut Vec<Key>) {
        let mut odd = std::mem::take(&mut self.odd);
        odd.clear();
        odd.resize(self.n_rows, false);
        for column in 0..self.n_columns {
            watch.mark(column, self.column(column), self.is_ascii, &mut odd);
        }
        for row in (0..self.n_rows).filter(|&row| odd[row]) {
            watch.look(found, line + row as u64, self.row(row));
        }
        if watch.is_people() {
            let key = |row| watch.key(line + row as u64, offset + self.starts[row], self.row(row));
            people.extend((0..self.n_rows).filter_map(key));
        }
        self.odd = odd;
    }
}

/// A letter in each of eight bytes.
fn spread(letter: u8) -> u64 {
    u64::from_ne_bytes([letter; 8])
}

/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The highest bit of each byte that differs; other bits say nothing.
#[inline]
fn differing(word: u64, letters: u64) -> u64 {
    let differing = word ^ letters;
    ((differing & !HIGH) + !HIGH) | differing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ_are_told_from_those_that_do_not() {
        for letter in [0, 1, b'\n', b',', 0x7F, 0x80, 0xFF] {
            for other in 0..=u8::MAX {
                let word = u64::from_le_bytes([letter, other, letter, 1, other, 0xFF, letter, other]);
                let bits = (differing(word, spread(letter)) & HIGH).to_le_bytes();
                for (bit, byte) in bits.iter().zip(word.to_le_bytes()) {
                    assert_eq!(*bit != 0, byte != letter, "{letter} {byte}");
                }
            }
        }
    }
}
