//! Cells of a sheet, wherever they stand, to tables: finds the densest block and the tables below each other; knows no
//! file format.

use crate::domain::import::carried::Carried;
use crate::domain::import::types::{Refusal, Warning, WarningKind};
use crate::domain::import::{headings, numbers, times};
use crate::domain::model::Meaning;
use csv::WriterBuilder;
use std::collections::BTreeMap;

/// More cells than a table can sensibly have.
const MAX_CELLS: usize = 20_000_000;
const MAX_TEXT_BYTES: usize = 600 << 20;
/// A gap longer than this is no gap in a table.
const MAX_GAP: u32 = 1_000;
/// Columns beside the table that are filled in fewer of its rows are notes.
const NOTE_PERCENT: usize = 20;

/// One cell that is not empty.
#[derive(Clone, Debug)]
pub struct Cell {
    pub row: u32,
    pub column: u32,
    pub text: Box<str>,
}

/// The filled cells of one sheet.
#[derive(Debug, Default)]
pub struct Grid {
    pub name: String,
    pub is_hidden: bool,
    cells: Vec<Cell>,
    n_bytes: usize,
    pub notes: Vec<Note>,
    /// Columns with long whole numbers: where the first stands, and how many there are.
    figures: BTreeMap<u32, (u32, f64, u64)>,
}

/// Something noticed at a place of the sheet, whose heading is not yet known.
#[derive(Debug)]
pub struct Note {
    pub warning: Warning,
    pub column: Option<u32>,
}

impl Grid {
    #[must_use]
    pub fn new(name: &str, is_hidden: bool) -> Self {
        Self { name: name.to_owned(), is_hidden, ..Self::default() }
    }

    /// Adds a cell; blank ones are nobody's.
    pub fn push(&mut self, row: u32, column: u32, text: String) -> Result<(), Refusal> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.n_bytes += text.len();
        if self.cells.len() >= MAX_CELLS || self.n_bytes > MAX_TEXT_BYTES {
            return Err(Refusal::TooLarge);
        }
        self.cells.push(Cell { row, column, text: text.into_boxed_str() });
        Ok(())
    }

    /// Remembers a long whole number that is kept as one.
    pub fn note_figure(&mut self, row: u32, column: u32, number: f64) {
        self.figures.entry(column).or_insert((row, number, 0)).2 += 1;
    }

    /// The tables of the sheet with their texts, from above to below.
    #[must_use]
    pub fn into_tables(mut self) -> Vec<(Carried, Vec<u8>)> {
        // The later of two cells at one place is the one that programs show.
        self.cells.reverse();
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.cells.dedup_by_key(|cell| (cell.row, cell.column));
        let columns = table_columns(&self.cells);
        self.cells.retain(|cell| columns.binary_search(&cell.column).is_ok());
        let Some((&first, &last)) = columns.first().zip(columns.last()) else { return Vec::new() };
        let rows: Vec<&[Cell]> = self.cells.chunk_by(|one, other| one.row == other.row).collect();
        let starts = table_starts(&rows);
        let ends = starts.iter().skip(1).copied().chain([rows.len()]);
        let mut tables = Vec::new();
        for (n, (start, end)) in starts.iter().copied().zip(ends).enumerate() {
            let name = if n == 0 { self.name.clone() } else { format!("{}, table {}", self.name, n + 1) };
            let text = written(&rows[start..end], first, last);
            let warnings = if n == 0 { named(&self.notes, &self.figures, &rows[start..end]) } else { Vec::new() };
            let head = Carried {
                name,
                is_hidden: self.is_hidden,
                n_rows: (end - start) as u64,
                first_row: u64::from(rows[start][0].row) + 1,
                warnings,
                ..Carried::default()
            };
            tables.push((head, text));
        }
        tables
    }
}

/// The columns of the table: those that have cells, without sparse ones that stand apart.
fn table_columns(cells: &[Cell]) -> Vec<u32> {
    let mut all: Vec<u32> = cells.iter().map(|cell| cell.column).collect();
    all.sort_unstable();
    let counts: Vec<(u32, usize)> = all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect();
    let groups: Vec<&[(u32, usize)]> = counts.chunk_by(|a, b| a.0 + 1 == b.0).collect();
    let fullest = |group: &[(u32, usize)]| group.iter().map(|&(_, count)| count).max().unwrap_or(0);
    let size = |group: &[(u32, usize)]| group.iter().map(|&(_, count)| count).sum::<usize>();
    let Some(main) = (0..groups.len()).rev().max_by_key(|&n| size(groups[n])) else { return Vec::new() };
    let n_rows = fullest(groups[main]);
    let is_kept = |n: usize| {
        n == main || (fullest(groups[n]) * 100 >= n_rows * NOTE_PERCENT && groups[n][0].0 < groups[main][0].0 + MAX_GAP)
    };
    (0..groups.len()).filter(|&n| is_kept(n)).flat_map(|n| groups[n].iter().map(|&(column, _)| column)).collect()
}

/// Where tables begin: at the first row, and at each header below a blank row.
fn table_starts(rows: &[&[Cell]]) -> Vec<usize> {
    let mut starts = vec![0];
    for n in 1..rows.len() {
        let gap = rows[n][0].row - rows[n - 1][0].row;
        let last = starts[starts.len() - 1];
        // Titles and notes above the first header belong to its table.
        let is_table_above = rows[last..n].iter().filter(|row| row.len() > 1).count() > 1;
        let is_header_here = gap > 1 && is_header(rows, n);
        if is_table_above && (is_header_here || gap > MAX_GAP) {
            starts.push(n);
        } else if gap > MAX_GAP {
            starts[0] = if starts.len() == 1 { n } else { starts[0] };
        }
    }
    starts
}

/// Words above values.
fn is_header(rows: &[&[Cell]], n: usize) -> bool {
    let is_value = |cell: &Cell| {
        let text = cell.text.trim();
        text.contains('@') || numbers::parse(text, false).is_some() || times::is_date(text)
    };
    rows[n].len() > 1
        && !rows[n].iter().any(is_value)
        && rows.get(n + 1).is_some_and(|below| below.len() > 1 && below.iter().any(is_value))
}

fn written(rows: &[&[Cell]], first: u32, last: u32) -> Vec<u8> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let mut next = rows[0][0].row;
    let mut cells = vec![""; (last - first + 1) as usize];
    for row in rows {
        // Writing to memory does not fail. Gaps stay, so that rows keep their numbers.
        for _ in next..row[0].row {
            let _ = writer.write_record(&cells);
        }
        for cell in *row {
            cells[(cell.column - first) as usize] = &cell.text;
        }
        let _ = writer.write_record(&cells);
        cells.fill("");
        next = row[0].row + 1;
    }
    writer.into_inner().unwrap_or_default()
}

/// Notes with the headings of their columns: the lowest words above them.
fn named(notes: &[Note], figures: &BTreeMap<u32, (u32, f64, u64)>, rows: &[&[Cell]]) -> Vec<Warning> {
    let widest = rows.iter().take(20).map(|row| row.len()).max().unwrap_or(0);
    let header = rows.iter().find(|row| row.len() * 2 > widest);
    let heading = |column: u32| {
        let cell = header.and_then(|row| row.iter().find(|cell| cell.column == column));
        cell.map_or_else(|| format!("Column {}", column + 1), |cell| cell.text.trim().to_owned())
    };
    let name = |note: &Note| Warning { column: note.column.map(heading), ..note.warning.clone() };
    let is_phone = |heading: &str| {
        headings::meanings(heading)
            .iter()
            .any(|&(meaning, found)| meaning == Meaning::Phone && found >= headings::CLOSE)
    };
    let lost = figures.iter().filter(|(column, _)| is_phone(&heading(**column))).map(|(&column, &(row, number, n))| {
        let (row, found) = (Some(u64::from(row) + 1), number.to_string());
        Warning { kind: WarningKind::LostZeros, row, column: Some(heading(column)), found, n }
    });
    notes.iter().map(name).chain(lost).collect()
}
