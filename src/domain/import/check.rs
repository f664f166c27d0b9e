//! One row by the mapping: kept with its clean values, set aside with the reason, or blank; stores nothing.

use super::header::Header;
use super::problems;
use super::rows::{self, Place};
use super::slots::{self, Maker, Slot};
use super::types::{Mapping, ProblemKind, TimeReading, Unreadable};
use super::{dialect, headings, numbers, times};
use crate::domain::model::{FileKind, Meaning};
use csv::ByteRecord;

/// A clean cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    Text(&'a str),
    Int(i64),
    Float(f64),
    Bool(bool),
    /// The id that [`Checker::made_id`] makes of this row.
    Made,
}

/// What is wrong with a row, or with a cell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: ProblemKind,
    /// The heading, where one cell is at fault.
    pub column: Option<String>,
    pub found: String,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict<'a> {
    Blank,
    SetAside(Fault),
    /// One value a slot, and the cells that were left empty because they could not be read.
    Kept(Vec<Value<'a>>, Vec<Fault>),
}

/// The rules for the rows of one file.
#[derive(Debug)]
pub struct Checker {
    pub headings: Vec<String>,
    /// Columns that the header says anything of.
    pub n_named: usize,
    pub slots: Vec<Slot>,
    pub(super) header: ByteRecord,
    /// Cells that a row must have at least.
    n_cells: usize,
    maker: Option<Maker>,
    pub(super) is_wide: bool,
    /// Columns before those which our own list of problems adds.
    pub(super) n_source_columns: usize,
    pub(super) time: TimeReading,
    is_decimal_comma: bool,
    pub(super) kind: FileKind,
}

impl Checker {
    /// Columns are found by heading, so that a file whose columns were moved, or came along with new ones, is read by
    /// the old mapping. `file` is the file's name.
    ///
    /// # Errors
    /// [`Unreadable::OtherColumns`] where a column that the mapping needs is not there.
    pub fn new(mapping: &Mapping, header: Header, file: &str) -> Result<Self, Unreadable> {
        let headings = if mapping.has_header {
            headings::unique(header.names.into_iter())
        } else {
            headings::unique(mapping.columns.iter().map(|column| column.heading.clone()))
        };
        let n_named = if mapping.has_header { header.n_named } else { headings.len() };
        let n_cells = if mapping.has_header { header.n_cells } else { headings.len() };
        let slots = slots::of(mapping, &headings)?;
        let maker = mapping.made_ids().map(|made| slots::maker(made, &headings, file)).transpose()?;
        let n_source_columns = headings.len() - problems::n_own_columns(&headings);
        let Mapping { time, is_decimal_comma, kind, .. } = *mapping;
        let (header, is_wide) = (header.line, mapping.is_wide());
        Ok(Self {
            headings,
            n_named,
            slots,
            header,
            n_cells,
            maker,
            is_wide,
            n_source_columns,
            time,
            is_decimal_comma,
            kind,
        })
    }

    /// Cells that a row must have at least.
    #[must_use]
    pub fn n_cells(&self) -> usize {
        self.n_cells
    }

    /// The meaning of a column of the file, where it has one in the clean table.
    #[must_use]
    pub fn meaning_of(&self, column: usize) -> Option<Meaning> {
        self.slots.iter().find(|slot| slot.column == Some(column)).map(|slot| slot.meaning)
    }

    /// Whether a row below the customers is a sum or a note: one text with a space in it or a word for sums, and next
    /// to nothing beside it. Only the last rows of a file can be one.
    #[must_use]
    pub fn may_be_footer(&self, cells: &ByteRecord) -> bool {
        let n_columns = self.headings.len();
        let mut filled = cells.iter().filter(|cell| !cell.trim_ascii().is_empty());
        let Some(first) = filled.next().filter(|_| n_columns >= 3) else { return false };
        let n_others = filled.count();
        let text = std::str::from_utf8(first).unwrap_or("").trim();
        let is_note = n_others == 0 && text.contains([' ', ':']) && !super::watch::is_email(text);
        is_note || (n_others * 2 <= n_columns && headings::is_sum(text))
    }

    /// What becomes of the row.
    #[must_use]
    pub fn check<'a>(&self, place: Place, cells: &'a ByteRecord) -> Verdict<'a> {
        if !place.has_open_quote && rows::is_blank(cells) {
            return Verdict::Blank;
        }
        match self.row_fault(place, cells) {
            Some(fault) => Verdict::SetAside(fault),
            None => self.values(cells),
        }
    }

    fn row_fault(&self, place: Place, cells: &ByteRecord) -> Option<Fault> {
        let of_row = |kind, found: String| Some(Fault { kind, column: None, found });
        if let Some(column) = cells.iter().position(|cell| !is_text(cell)) {
            let found = cells.get(column).map(spell_bytes).unwrap_or_default();
            return Some(Fault { kind: ProblemKind::NotText, column: self.headings.get(column).cloned(), found });
        }
        if place.has_open_quote {
            let cell = cells.iter().find(|cell| cell.starts_with(b"\"") || cell.starts_with(b"'")).unwrap_or_default();
            return of_row(ProblemKind::OpenQuote, spell_bytes(cell));
        }
        if self.repeats_header(cells) {
            return of_row(ProblemKind::RepeatedHeader, cells.get(0).map(spell_bytes).unwrap_or_default());
        }
        if cells.len() < self.n_cells {
            return of_row(ProblemKind::TooFewCells, cells.len().to_string());
        }
        if cells.len() > self.headings.len() && !rows::has_columns(cells, self.headings.len()) {
            return of_row(ProblemKind::TooManyCells, cells.len().to_string());
        }
        let kind = problems::still_wrong(cells, self.n_source_columns, self.headings.len())?;
        of_row(kind, self.n_source_columns.to_string())
    }

    fn repeats_header(&self, cells: &ByteRecord) -> bool {
        let n_source = self.n_source_columns;
        if self.header.is_empty() {
            false
        } else if self.header.len() <= n_source {
            dialect::repeats(cells, &self.header)
        } else {
            let source = |row: &ByteRecord| row.iter().take(n_source).collect::<ByteRecord>();
            dialect::repeats(&source(cells), &source(&self.header))
        }
    }

    /// The id of a row that is kept, where several columns make it.
    #[must_use]
    pub fn made_id(&self, cells: &ByteRecord) -> Option<String> {
        let cell = |&column: &usize| String::from_utf8_lossy(cells.get(column).unwrap_or_default()).trim().to_owned();
        match self.maker.as_ref()? {
            Maker::Row(_) => None,
            Maker::Columns(columns) => Some(columns.iter().map(cell).collect::<Vec<_>>().join("/")),
        }
    }

    /// The id that a line of the file makes, where the line does.
    #[must_use]
    pub fn row_id(&self, line: i64) -> Option<String> {
        match self.maker.as_ref()? {
            Maker::Row(file) => Some(format!("{file} row {line}")),
            Maker::Columns(_) => None,
        }
    }

    /// The slot whose values are lines of the file.
    #[must_use]
    pub fn line_slot(&self) -> Option<usize> {
        self.slots.iter().position(|slot| slot.is_line)
    }

    /// The row's values with its made id in its place.
    #[must_use]
    pub fn with_id<'a>(&self, mut values: Vec<Value<'a>>, line: u64, made: Option<&'a str>) -> Vec<Value<'a>> {
        if self.maker.is_some() {
            let id = made.map_or(Value::Int(line.cast_signed()), Value::Text);
            values.iter_mut().filter(|value| **value == Value::Made).for_each(|value| *value = id);
        }
        values
    }

    /// Whether each value of the clean table is a cell of the file, read by its meaning and its codes alone, or the
    /// line.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let is_made_of_cells = matches!(self.maker, Some(Maker::Columns(_)));
        !is_made_of_cells && !self.is_wide && self.n_cells == self.headings.len()
    }

    fn lacks_key(&self, cells: &ByteRecord) -> bool {
        let is_missing = |&column: &usize| {
            cells
                .get(column)
                .and_then(|cell| std::str::from_utf8(cell).ok())
                .is_none_or(|text| numbers::is_missing(text.trim()))
        };
        matches!(&self.maker, Some(Maker::Columns(columns)) if columns.iter().any(is_missing))
    }

    fn values<'a>(&self, cells: &'a ByteRecord) -> Verdict<'a> {
        let mut values = Vec::with_capacity(self.slots.len());
        let mut doubts = Vec::new();
        for slot in &self.slots {
            let cell = slot.column.and_then(|column| cells.get(column));
            let raw = cell.and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or("");
            let fault = |kind| Fault { kind, column: Some(slot.heading.clone()), found: raw.to_owned() };
            let text = clean(raw);
            let value = if slot.column.is_none() {
                Ok(if self.lacks_key(cells) { Value::Null } else { Value::Made })
            } else if !slot.unknown.is_empty() && slot.unknown.iter().any(|code| code == text) {
                Ok(Value::Null)
            } else {
                self.value_in(slot, text)
            };
            match value {
                Ok(Value::Null) if slot.is_required => return Verdict::SetAside(fault(ProblemKind::MissingValue)),
                Ok(value) => values.push(value),
                Err(kind) if slot.is_required => return Verdict::SetAside(fault(kind)),
                Err(kind) => {
                    // No word that we know means no consent.
                    values.push(if slot.meaning == Meaning::Consent { Value::Bool(false) } else { Value::Null });
                    doubts.push(fault(kind));
                }
            }
        }
        if self.kind.is_pairs() && values.len() > 1 && self.is_same_person(&values) {
            let Value::Text(person) = values[0] else { return Verdict::Kept(values, doubts) };
            let fault = Fault { kind: ProblemKind::SamePerson, column: None, found: person.to_owned() };
            return Verdict::SetAside(fault);
        }
        Verdict::Kept(values, doubts)
    }

    fn is_same_person(&self, values: &[Value<'_>]) -> bool {
        self.slots[0].meaning == Meaning::From && self.slots[1].meaning == Meaning::To && values[0] == values[1]
    }

    /// A cell's clean value by its column. Under a heading that says that somebody opted out only nothing and a plain no
    /// are consent: any other word, and every date, is an opt-out.
    pub(super) fn value_in<'a>(&self, slot: &Slot, text: &'a str) -> Result<Value<'a>, ProblemKind> {
        if !slot.is_opt_out {
            return self.value(slot.meaning, text);
        }
        let is_out_word = headings::is_opt_out(text);
        Ok(Value::Bool(numbers::is_missing(text) || (numbers::yes_or_no(text) == Some(false) && !is_out_word)))
    }

    /// A cell's clean value by its meaning.
    pub(super) fn value<'a>(&self, meaning: Meaning, text: &'a str) -> Result<Value<'a>, ProblemKind> {
        let float = |text| numbers::parse(text, self.is_decimal_comma).map(Value::Float);
        let yes_no = |text| numbers::yes_or_no(text).ok_or(ProblemKind::NotYesOrNo);
        match meaning {
            Meaning::Consent if numbers::is_missing(text) => Ok(Value::Bool(false)),
            Meaning::Topic if self.is_wide => match text {
                "x" | "X" | "✓" | "✔" => Ok(Value::Bool(true)),
                _ if numbers::is_missing(text) => Ok(Value::Bool(false)),
                _ => yes_no(text).map(Value::Bool),
            },
            Meaning::Id | Meaning::From | Meaning::To => Ok(plain_id(text).map_or(Value::Null, Value::Text)),
            Meaning::At
            | Meaning::Due
            | Meaning::Seconds
            | Meaning::Times
            | Meaning::Amount
            | Meaning::Spend
            | Meaning::Value
            | Meaning::Market
            | Meaning::Outcome
                if numbers::is_missing(text) =>
            {
                Ok(if meaning == Meaning::Outcome && numbers::yes_or_no(text) == Some(false) {
                    Value::Float(0.0)
                } else {
                    Value::Null
                })
            }
            Meaning::Consent | Meaning::Market => yes_no(text).map(Value::Bool),
            Meaning::At | Meaning::Due => {
                times::parse(text, self.time, self.is_decimal_comma).map(Value::Int).ok_or(ProblemKind::NotADate)
            }
            Meaning::Seconds => {
                times::duration(text, self.is_decimal_comma).map(Value::Int).ok_or(ProblemKind::NotANumber)
            }
            Meaning::Times => count(text, self.is_decimal_comma).map(Value::Int).ok_or(ProblemKind::NotANumber),
            Meaning::Amount | Meaning::Spend | Meaning::Value => float(text).ok_or(ProblemKind::NotANumber),
            Meaning::Outcome => match float(text) {
                Some(number) => Ok(number),
                None => yes_no(text).map(|is_yes| Value::Float(f64::from(u8::from(is_yes)))),
            },
            Meaning::Email if !numbers::is_missing(text) && !super::watch::is_email(text) => {
                Err(ProblemKind::NotAnEmail)
            }
            Meaning::Phone => Ok(text_or_null(without_formula(text))),
            _ => Ok(text_or_null(text)),
        }
    }
}

/// A number of times; nothing where it is no whole number or too many.
fn count(text: &str, is_decimal_comma: bool) -> Option<i64> {
    let number = numbers::parse(text, is_decimal_comma)?;
    let is_count = (0.0..=f64::from(Meaning::MOST_TIMES)).contains(&number) && number.fract() == 0.0;
    is_count.then_some(number as i64)
}

/// A cell without the space around it and without the apostrophe that exports put before = + - @.
pub fn clean(raw: &str) -> &str {
    let text = raw.trim();
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

/// What a cell says whose column holds ids; nothing where it names nobody.
#[must_use]
pub fn plain_id(text: &str) -> Option<&str> {
    let id = without_decimals(without_formula(text));
    (!numbers::is_missing(id) && id != "-1").then_some(id)
}

/// `="0012"`, as some exports write ids to keep spreadsheets from counting with them.
fn without_formula(text: &str) -> &str {
    text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(text).trim()
}

/// 17850.0, as programs write whole numbers that they keep as fractions, is 17850.
fn without_decimals(text: &str) -> &str {
    match text.strip_suffix(".0") {
        Some(whole) if !whole.is_empty() && whole.bytes().all(|letter| letter.is_ascii_digit()) => whole,
        _ => text,
    }
}

fn text_or_null(text: &str) -> Value<'_> {
    if text.is_empty() { Value::Null } else { Value::Text(text) }
}

/// Zero bytes and the mark of a lost character stand in no text that anybody wrote.
pub fn is_text(cell: &[u8]) -> bool {
    std::str::from_utf8(cell).is_ok()
        && memchr::memchr(0, cell).is_none()
        && memchr::memmem::find(cell, "\u{fffd}".as_bytes()).is_none()
}

/// Text as it stands; bytes that are no text as \xE9.
fn spell_bytes(cell: &[u8]) -> String {
    const MAX_CHARS: usize = 200;
    let mut spelled = String::new();
    for chunk in cell[..cell.len().min(MAX_CHARS)].utf8_chunks() {
        spelled.push_str(chunk.valid());
        spelled.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    spelled
}
