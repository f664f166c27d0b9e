//! What a graph exchange file says, as two tables: who is tied to whom and, where more is said of them, the people.
//! Knows no format.

use crate::domain::import::carried::{Carried, pack};
use crate::domain::import::numbers;
use crate::domain::import::types::Refusal;
use csv::WriterBuilder;
use std::collections::HashMap;

const MAX_CELLS: usize = 20_000_000;
const MAX_TEXT_BYTES: usize = 600 << 20;
/// More names than this are no table.
const MAX_COLUMNS: usize = 5_000;

/// Rows whose cells are told by name, in the order in which the names first come.
#[derive(Debug, Default)]
pub struct Sheet {
    names: Vec<String>,
    places: HashMap<String, usize>,
    rows: Vec<Vec<(usize, String)>>,
    n_cells: usize,
    n_bytes: usize,
}

impl Sheet {
    #[must_use]
    pub fn new(names: &[&str]) -> Self {
        let mut sheet = Self::default();
        for name in names {
            // Few names: none is too many.
            let _ = sheet.place(name);
        }
        sheet
    }

    fn place(&mut self, name: &str) -> Result<usize, Refusal> {
        if let Some(&place) = self.places.get(name) {
            return Ok(place);
        }
        if self.names.len() >= MAX_COLUMNS {
            return Err(Refusal::NoTable);
        }
        self.names.push(name.to_owned());
        self.places.insert(name.to_owned(), self.names.len() - 1);
        Ok(self.names.len() - 1)
    }

    pub fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Writes a cell of the row that was begun last.
    pub fn set(&mut self, name: &str, text: &str) -> Result<(), Refusal> {
        let place = self.place(name)?;
        self.n_cells += 1;
        self.n_bytes += text.len();
        if self.n_cells > MAX_CELLS || self.n_bytes > MAX_TEXT_BYTES {
            return Err(Refusal::TooLarge);
        }
        if let Some(row) = self.rows.last_mut() {
            row.push((place, text.to_owned()));
        }
        Ok(())
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    fn cells(&self, place: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.iter().find(|(n, _)| *n == place).map_or("", |(_, text)| text.as_str()))
    }

    fn written(&self, names: &[String], wrong: &[Vec<String>]) -> Vec<u8> {
        let mut writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
        // Writing to memory does not fail.
        let _ = writer.write_record(names);
        let mut cells = vec![""; names.len()];
        for row in &self.rows {
            for (place, text) in row {
                cells[*place] = text;
            }
            let _ = writer.write_record(&cells);
            cells.fill("");
        }
        for row in wrong {
            let _ = writer.write_record(row);
        }
        writer.into_inner().unwrap_or_default()
    }
}

/// A graph as it was read.
#[derive(Debug)]
pub struct Graph {
    pub people: Sheet,
    pub ties: Sheet,
    pub is_directed: bool,
    /// Lines of ties that say none, as they stand.
    pub wrong: Vec<String>,
}

/// The columns that every tie and every person has.
pub const FROM: &str = "from";
pub const TO: &str = "to";
pub const WEIGHT: &str = "weight";
pub const ID: &str = "id";
pub const LABEL: &str = "label";

impl Graph {
    #[must_use]
    pub fn new() -> Self {
        let (people, ties) = (Sheet::new(&[ID]), Sheet::new(&[FROM, TO]));
        Self { people, ties, is_directed: false, wrong: Vec::new() }
    }

    /// Both tables packed; that of the people only where it says more than who there is.
    ///
    /// # Errors
    /// [`Refusal::NoTable`] without a tie and without anything said of people.
    pub fn packed(self) -> Result<Vec<u8>, Refusal> {
        let says_more = self.people.names.len() > 1 && self.people.len() > 0;
        let has_ties = self.ties.len() + self.wrong.len() > 0;
        let mut tables = Vec::new();
        if has_ties {
            let width = self.ties.names.len();
            let wrong =
                |line: &String| std::iter::once(line.clone()).chain((0..width).map(|_| "?".to_owned())).collect();
            // A line too wide is set aside as it stands.
            let wrong: Vec<Vec<String>> = self.wrong.iter().map(wrong).collect();
            let text = self.ties.written(&self.tie_names(), &wrong);
            tables.push((head("ties", self.ties.len() + wrong.len(), false), text));
        }
        if says_more {
            let names: Vec<String> = self
                .people
                .names
                .iter()
                .map(|name| if name == LABEL { "name".to_owned() } else { name.clone() })
                .collect();
            tables.push((head("people", self.people.len(), has_ties), self.people.written(&names, &[])));
        }
        if tables.is_empty() { Err(Refusal::NoTable) } else { Ok(pack(tables)) }
    }

    /// Signed weights are judgements; both ends of a tie without a direction are alike.
    fn tie_names(&self) -> Vec<String> {
        let is_signed = self.ties.places.get(WEIGHT).is_some_and(|&place| {
            let is_negative = |text: &str| numbers::parse(text, false).is_some_and(|number| number < 0.0);
            self.ties.cells(place).any(is_negative) && self.ties.cells(place).all(|text| !text.is_empty())
        });
        let name = |name: &String| match name.as_str() {
            WEIGHT if is_signed => "rating".to_owned(),
            FROM if !self.is_directed => "person 1".to_owned(),
            TO if !self.is_directed => "person 2".to_owned(),
            _ => name.clone(),
        };
        self.ties.names.iter().map(name).collect()
    }
}

fn head(name: &str, n_rows: usize, is_aside: bool) -> Carried {
    Carried { name: name.to_owned(), n_rows: n_rows as u64, first_row: 0, is_aside, ..Carried::default() }
}
