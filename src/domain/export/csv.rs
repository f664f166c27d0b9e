//! Tables as comma-separated text that no spreadsheet runs as a formula; knows no table's meaning.

use super::ExportProblem;
use polars::prelude::StringChunked;
use polars::prelude::{BooleanChunked, Column, DataFrame, DataType, Float32Chunked, Float64Chunked, Int64Chunked};
use std::borrow::Cow;
use std::fmt::Write as _;

/// Who is going to read the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CsvStyle {
    /// People: formulas are disarmed by an apostrophe, lines end as in Windows, and a byte order mark tells Excel that
    /// the text is UTF-8 where it holds anything beyond ASCII.
    #[default]
    SafeForExcel,
    /// Programs: every text as it is, plain line ends, no mark.
    ExactForSystems,
}

/// A table as CSV: a header, every text cell in quotes, numbers bare, nothing where nothing is known, yes and no as
/// words. O(cells).
///
/// # Errors
/// [`ExportProblem::Unwritable`] for a column that is neither text, number nor yes/no.
pub fn csv(frame: &DataFrame, style: CsvStyle) -> Result<Vec<u8>, ExportProblem> {
    let columns: Vec<CellReader> = frame.columns().iter().map(CellReader::new).collect::<Result<_, _>>()?;
    let end = if style == CsvStyle::SafeForExcel { "\r\n" } else { "\n" };
    let mut out = String::new();
    for (place, column) in frame.columns().iter().enumerate() {
        separate(&mut out, place);
        put_text(&mut out, column.name(), style);
    }
    out.push_str(end);
    for row in 0..frame.height() {
        for (place, column) in columns.iter().enumerate() {
            separate(&mut out, place);
            match column.cell(row) {
                Cell::Nothing => {}
                Cell::Text(text) => put_text(&mut out, text, style),
                Cell::Number(number) => out.push_str(&number),
                Cell::Flag(flag) => put_text(&mut out, if flag { "yes" } else { "no" }, style),
            }
        }
        out.push_str(end);
    }
    let needs_mark = style == CsvStyle::SafeForExcel && !out.is_ascii();
    let mut bytes = if needs_mark { vec![0xef, 0xbb, 0xbf] } else { Vec::new() };
    bytes.extend_from_slice(out.as_bytes());
    Ok(bytes)
}

fn separate(out: &mut String, place: usize) {
    if place > 0 {
        out.push(',');
    }
}

fn put_text(out: &mut String, text: &str, style: CsvStyle) {
    let text = if style == CsvStyle::SafeForExcel { guarded(text) } else { Cow::Borrowed(text) };
    let _ = write!(out, "\"{}\"", text.replace('"', "\"\""));
}

/// The text with an apostrophe before it where a spreadsheet would take it for a formula; phone numbers of the form
/// `+digits` stay. A text that already looks so guarded gets one more, so that [`unguarded`] gives back every text.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Takes the apostrophe of [`guarded`] off again.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}

fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && !is_phone(text)
}

fn is_phone(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// One cell of any column.
pub(super) enum Cell<'a> {
    Nothing,
    Text(&'a str),
    /// Digits as they are written, the shortest that read back as the same number.
    Number(String),
    Flag(bool),
}

/// A column with its type found out once.
pub(super) enum CellReader {
    Text(StringChunked),
    Whole(Int64Chunked),
    Single(Float32Chunked),
    Double(Float64Chunked),
    Flag(BooleanChunked),
}

impl CellReader {
    pub(super) fn new(column: &Column) -> Result<CellReader, ExportProblem> {
        // One chunk makes every look-up a plain index.
        let column = column.rechunk();
        let unwritable = |error: polars::error::PolarsError| ExportProblem::Unwritable(error.to_string());
        Ok(match column.dtype() {
            DataType::String => CellReader::Text(column.str().map_err(unwritable)?.clone()),
            DataType::Boolean => CellReader::Flag(column.bool().map_err(unwritable)?.clone()),
            DataType::Float32 => CellReader::Single(column.f32().map_err(unwritable)?.clone()),
            DataType::Float64 => CellReader::Double(column.f64().map_err(unwritable)?.clone()),
            dtype if dtype.is_integer() => {
                let whole = column.cast(&DataType::Int64).map_err(unwritable)?;
                CellReader::Whole(whole.i64().map_err(unwritable)?.clone())
            }
            other => return Err(ExportProblem::Unwritable(format!("column {} of type {other}", column.name()))),
        })
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, CellReader::Text(_))
    }

    pub(super) fn cell(&self, row: usize) -> Cell<'_> {
        let number = |digits: Option<String>| digits.map_or(Cell::Nothing, Cell::Number);
        match self {
            CellReader::Text(column) => column.get(row).map_or(Cell::Nothing, Cell::Text),
            CellReader::Flag(column) => column.get(row).map_or(Cell::Nothing, Cell::Flag),
            CellReader::Whole(column) => number(column.get(row).map(|value| value.to_string())),
            CellReader::Single(column) => number(column.get(row).filter(|x| x.is_finite()).map(|x| x.to_string())),
            CellReader::Double(column) => number(column.get(row).filter(|x| x.is_finite()).map(|x| x.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, proptest};

    const TEXTS: [&str; 12] =
        ["=1+1", "+39 333", "+393331234567", "-5", "@sum", "\tx", "\rx", "a\"b", "x,y", "two\nlines", "'=1", "Jürgen"];

    fn table() -> DataFrame {
        let n = TEXTS.len();
        let columns = vec![
            Column::new("note".into(), TEXTS),
            Column::new("amount".into(), (0..n).map(|k| -(k as f64) / 10.0).collect::<Vec<_>>()),
            Column::new("rank".into(), (0..n).map(|k| (k > 0).then_some(k as u32)).collect::<Vec<_>>()),
            Column::new("is_known".into(), vec![true; n]),
        ];
        DataFrame::new(n, columns).unwrap()
    }

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|record| record.unwrap().iter().map(ToOwned::to_owned).collect()).collect()
    }

    #[test]
    fn formulas_are_disarmed_and_phones_and_numbers_stay() {
        let bytes = csv(&table(), CsvStyle::SafeForExcel).unwrap();
        let rows = read(bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap());
        assert_eq!(rows[0], ["note", "amount", "rank", "is_known"]);
        let notes: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
        assert_eq!(
            notes,
            [
                "'=1+1",
                "'+39 333",
                "+393331234567",
                "'-5",
                "'@sum",
                "'\tx",
                "'\rx",
                "a\"b",
                "x,y",
                "two\nlines",
                "''=1",
                "Jürgen"
            ]
        );
        let back: Vec<&str> = notes.iter().map(|note| unguarded(note)).collect();
        assert_eq!(back, TEXTS);
        assert_eq!(rows[4][1..], ["-0.3", "3", "yes"]);
        assert_eq!(rows[1][2], "");
    }

    #[test]
    fn exact_text_is_exact_and_only_text_is_quoted() {
        let bytes = csv(&table(), CsvStyle::ExactForSystems).unwrap();
        let notes: Vec<String> = read(&bytes)[1..].iter().map(|row| row[0].clone()).collect();
        assert_eq!(notes, TEXTS);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("\"note\",\"amount\",\"rank\",\"is_known\"\n\"=1+1\",-0,,\"yes\"\n"), "{text}");
    }

    #[test]
    fn ascii_needs_no_mark() {
        let ascii = DataFrame::new(1, vec![Column::new("a".into(), ["b"])]).unwrap();
        assert_eq!(csv(&ascii, CsvStyle::SafeForExcel).unwrap(), b"\"a\"\r\n\"b\"\r\n");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in any::<String>(), start in "['=+@0-9\t-]{0,4}") {
            for text in [&text, &start, &format!("{start}{text}")] {
                assert_eq!(unguarded(&guarded(text)), text);
                assert!(!guarded(text).starts_with(['=', '@', '-', '\t', '\r', '\n']));
            }
        }
    }
}
