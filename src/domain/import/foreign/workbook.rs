//! Workbooks of every spreadsheet program to tables, cell by cell, as the program shows them; what is hidden is said.

use super::beside::{Beside, Besides};
use super::grid::{Grid, Note};
use super::{archive, binary_records, old_records, open_document};
use crate::domain::import::carried::{Carried, pack};
use crate::domain::import::types::{Refusal, Warning, WarningKind};
use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Sheet, SheetVisible, Xls, Xlsb, Xlsx};
use std::fmt::Debug;
use std::io::Cursor;

/// Cells with an error told one by one.
const MAX_ERRORS: usize = 1_000;
/// Sheets looked at.
const MAX_SHEETS: usize = 200;
/// Numbers from here on lose digits in a spreadsheet.
const EXACT_BELOW: f64 = 1e15;

/// What went wrong, by the word that every reader uses for a password.
fn refusal(error: &impl Debug) -> Refusal {
    if format!("{error:?}").contains("Password") { Refusal::Protected } else { Refusal::Damaged }
}

fn is_hidden(sheet: &Sheet) -> bool {
    sheet.visible != SheetVisible::Visible
}

/// .xlsx and .xlsm: streamed, whatever size the sheet claims to have.
pub fn read_new(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    let sheets = book.sheets_metadata().to_vec();
    let mut grids = Vec::new();
    let mut failed = None;
    for sheet in sheets.iter().take(MAX_SHEETS) {
        match new_sheet(&mut book, sheet) {
            Ok(mut grid) => {
                note_hidden(bytes, &sheet.name, &mut grid);
                grids.push(grid);
            }
            Err(Refusal::Damaged) => failed = Some(Refusal::Damaged),
            Err(other) => return Err(other),
        }
    }
    finish(grids, failed)
}

fn new_sheet(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &Sheet) -> Result<Grid, Refusal> {
    let mut grid = Grid::new(&sheet.name, is_hidden(sheet));
    let mut n_empty = 0_usize;
    {
        let mut reader = book.worksheet_cells_reader(&sheet.name).map_err(|error| refusal(&error))?;
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| refusal(&error))? {
            let (row, column) = cell.get_position();
            let value = cell.get_value();
            n_empty += usize::from(matches!(value, DataRef::Empty));
            note_error(&mut grid, row, column, value);
            let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
            let n_digits = format.map_or(0, |format| padding(&format.format_code));
            note_figure(&mut grid, row, column, value, n_digits);
            grid.push(row, column, shown(value, n_digits))?;
        }
    }
    if n_empty > 0 {
        note_unstored(book, sheet, &mut grid)?;
    }
    Ok(grid)
}

/// Formulas whose result the file does not hold, one warning a column.
fn note_unstored(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &Sheet, grid: &mut Grid) -> Result<(), Refusal> {
    let mut reader = book.worksheet_cells_reader(&sheet.name).map_err(|error| refusal(&error))?;
    let mut notes: Vec<Note> = Vec::new();
    while let Some(cell) = reader.next_cell_with_formula().map_err(|error| refusal(&error))? {
        let (row, column) = cell.pos;
        if cell.formula.is_none() || !matches!(cell.value, DataRef::Empty) {
            continue;
        }
        match notes.iter_mut().find(|note| note.column == Some(column)) {
            Some(note) => note.warning.n += 1,
            None => notes.push(note(WarningKind::NoStoredResult, row, Some(column), String::new())),
        }
    }
    grid.notes.extend(notes);
    Ok(())
}

fn note(kind: WarningKind, row: u32, column: Option<u32>, found: String) -> Note {
    Note { warning: Warning { kind, row: Some(u64::from(row) + 1), column: None, found, n: 1 }, column }
}

fn note_error(grid: &mut Grid, row: u32, column: u32, value: &DataRef<'_>) {
    if let DataRef::Error(error) = value
        && grid.notes.len() < MAX_ERRORS
    {
        grid.notes.push(note(WarningKind::ErrorCell, row, Some(column), error.to_string()));
    }
}

/// A long whole number as it is: in a column of phone numbers it had a zero or a plus in front.
fn note_figure(grid: &mut Grid, row: u32, column: u32, value: &DataRef<'_>, n_digits: usize) {
    let number = match value {
        DataRef::Int(number) => *number as f64,
        DataRef::Float(number) => *number,
        _ => return,
    };
    if n_digits == 0 && number.fract() == 0.0 && (1e6..EXACT_BELOW).contains(&number) {
        grid.note_figure(row, column, number);
    }
}

/// Rows and columns that the sheet hides, found in its own words.
fn note_hidden(bytes: &[u8], sheet: &str, grid: &mut Grid) {
    let Ok(mut zip) = archive::open(bytes) else { return };
    let Some(part) = part_of(&mut zip, sheet) else { return };
    let (mut n_rows, mut n_columns, mut first) = (0_u64, 0_u64, None);
    archive::each_tag(&mut zip, &part, |tag| {
        let is_row = tag.starts_with(b"<row ");
        if !is_row && !tag.starts_with(b"<col ") {
            return;
        }
        let tag = String::from_utf8_lossy(tag);
        if !matches!(attribute(&tag, "hidden"), Some("1" | "true")) {
            return;
        }
        let number = |name: &str| attribute(&tag, name).and_then(|text| text.parse::<u64>().ok());
        if is_row {
            n_rows += 1;
            first = first.or_else(|| number("r"));
        } else {
            let (from, to) = (number("min").unwrap_or(1), number("max").unwrap_or(1));
            // All columns to the right of a table may be hidden; that hides nothing.
            n_columns += if to < 16_384 { to.saturating_sub(from) + 1 } else { 0 };
        }
    });
    let mut beside = Beside::default();
    (beside.n_hidden_rows, beside.first_hidden, beside.n_hidden_columns) = (n_rows, first, n_columns);
    note_counts(grid, &beside);
}

fn note_counts(grid: &mut Grid, beside: &Beside) {
    let found = [
        (WarningKind::HiddenRows, beside.n_hidden_rows, beside.first_hidden),
        (WarningKind::HiddenColumns, beside.n_hidden_columns, None),
    ];
    for (kind, n, row) in found.into_iter().filter(|&(_, n, _)| n > 0) {
        grid.notes.push(Note { warning: Warning { kind, row, column: None, found: String::new(), n }, column: None });
    }
}

/// The part of the file that holds a sheet.
fn part_of(zip: &mut archive::Zip<'_>, sheet: &str) -> Option<String> {
    let mut id = None;
    archive::each_tag(zip, "xl/workbook.xml", |tag| {
        let tag = String::from_utf8_lossy(tag);
        if tag.starts_with("<sheet ") && attribute(&tag, "name").map(plain).as_deref() == Some(sheet) {
            id = attribute(&tag, "r:id").map(str::to_owned);
        }
    });
    let id = id?;
    let mut target = None;
    archive::each_tag(zip, "xl/_rels/workbook.xml.rels", |tag| {
        let tag = String::from_utf8_lossy(tag);
        if attribute(&tag, "Id") == Some(id.as_str()) {
            target = attribute(&tag, "Target").map(str::to_owned);
        }
    });
    let target = target?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[at..].split('"').next()
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// .xlsb: streamed as well.
pub fn read_binary(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    let sheets = book.sheets_metadata().to_vec();
    let beside = binary_records::beside(bytes);
    let (mut grids, mut failed) = (Vec::new(), None);
    for sheet in sheets.iter().take(MAX_SHEETS) {
        let mut grid = Grid::new(&sheet.name, is_hidden(sheet));
        let beside = beside.get(&sheet.name);
        let Ok(mut reader) = book.worksheet_cells_reader(&sheet.name) else {
            failed = Some(Refusal::Damaged);
            continue;
        };
        while let Some(cell) = reader.next_cell().map_err(|error| refusal(&error))? {
            let (row, column) = cell.get_position();
            note_error(&mut grid, row, column, cell.get_value());
            let n_digits = beside.map_or(0, |beside| beside.n_digits(row, column));
            note_figure(&mut grid, row, column, cell.get_value(), n_digits);
            grid.push(row, column, shown(cell.get_value(), n_digits))?;
        }
        if let Some(beside) = beside {
            note_counts(&mut grid, beside);
        }
        grids.push(grid);
    }
    finish(grids, failed)
}

/// .xls of any age, and files that only look like one.
pub fn read_old(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(locked.len()).any(|window| window == locked) {
        return Err(Refusal::Protected);
    }
    dense(Xls::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?, &old_records::beside(bytes))
}

/// .ods
pub fn read_open(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    dense(Ods::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?, &open_document::beside(bytes))
}

fn dense<'a, R>(mut book: R, beside: &Besides) -> Result<Vec<u8>, Refusal>
where
    R: Reader<Cursor<&'a [u8]>>,
    R::Error: Debug,
{
    let sheets = book.sheets_metadata().to_vec();
    let (mut grids, mut failed) = (Vec::new(), None);
    for sheet in sheets.iter().take(MAX_SHEETS) {
        let Ok(range) = book.worksheet_range(&sheet.name) else {
            failed = Some(Refusal::Damaged);
            continue;
        };
        let mut grid = Grid::new(&sheet.name, is_hidden(sheet));
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let (row, column) = (top + row as u32, left + column as u32);
            let value = borrowed(value);
            note_error(&mut grid, row, column, &value);
            let n_digits = beside.get(&sheet.name).map_or(0, |beside| beside.n_digits(row, column));
            note_figure(&mut grid, row, column, &value, n_digits);
            grid.push(row, column, shown(&value, n_digits))?;
        }
        if let Some(beside) = beside.get(&sheet.name) {
            note_counts(&mut grid, beside);
        }
        grids.push(grid);
    }
    finish(grids, failed)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(is_true) => DataRef::Bool(*is_true),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// Real tables if there are any, else whatever little is there.
fn finish(grids: Vec<Grid>, failed: Option<Refusal>) -> Result<Vec<u8>, Refusal> {
    let all: Vec<(Carried, Vec<u8>)> = grids.into_iter().flat_map(Grid::into_tables).collect();
    let is_table = |(head, text): &(Carried, Vec<u8>)| {
        head.n_rows > 1 && text.split(|&byte| byte == b'\n').any(|line| line.contains(&b','))
    };
    let has_tables = all.iter().any(is_table);
    let mut kept: Vec<_> = all.into_iter().filter(|table| !has_tables || is_table(table)).collect();
    if !has_tables {
        kept.sort_by_key(|(head, _)| std::cmp::Reverse(head.n_rows));
        kept.truncate(1);
    }
    if kept.is_empty() { Err(failed.unwrap_or(Refusal::NoTable)) } else { Ok(pack(kept)) }
}

/// A cell as the program shows it, as far as its value and padding go; dates as 2026-11-21.
fn shown(value: &DataRef<'_>, n_digits: usize) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => format!("{number:0n_digits$}"),
        DataRef::Float(number) => number_text(*number, n_digits),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) => time_text(time),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).replace('T', " "),
        DataRef::Error(error) => error.to_string(),
    }
}

fn number_text(number: f64, n_digits: usize) -> String {
    if number.fract() == 0.0 && number.abs() < EXACT_BELOW {
        format!("{number:0n_digits$.0}")
    } else if number.abs() >= EXACT_BELOW {
        // As spreadsheets write it: the digits behind are gone.
        let text = format!("{number:.14e}");
        let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
        format!("{}E+{power}", mantissa.trim_end_matches('0').trim_end_matches('.'))
    } else {
        // Spreadsheets keep and show fifteen digits.
        format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
    }
}

/// How many digits a format pads to: "00000" is five.
pub(super) fn padding(format: &str) -> usize {
    let is_padding = format.len() > 1 && format.len() <= 20 && format.bytes().all(|letter| letter == b'0');
    if is_padding { format.len() } else { 0 }
}

fn time_text(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        let seconds = (time.as_f64() * 86_400.0).round() as i64;
        let sign = if seconds < 0 { "-" } else { "" };
        let seconds = seconds.abs();
        return format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if time.as_f64() < 1.0 {
        clock
    } else if time.as_f64().fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {clock}")
    }
}
