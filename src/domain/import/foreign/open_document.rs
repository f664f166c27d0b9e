//! Hidden rows and columns and padded numbers of an `OpenDocument` sheet, from its own words.

use super::archive;
use super::beside::{Beside, Besides};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Rows and columns repeated more often than this only fill the sheet.
const MAX_REPEATED: u32 = 1_000;

/// What each sheet says beside its values, as far as it can be read; a damaged file says nothing here.
#[must_use]
pub fn beside(bytes: &[u8]) -> Besides {
    let mut found = Besides::new();
    let content = archive::open(bytes).and_then(|mut zip| archive::unpack(&mut zip, "content.xml"));
    let Ok(content) = content else { return found };
    let Ok(text) = std::str::from_utf8(&content) else { return found };
    let mut reader = Reader::from_str(text);
    let mut at = Place::default();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => at.open(&tag),
            Event::Empty(tag) => {
                at.open(&tag);
                at.close(tag.name().as_ref(), &mut found);
            }
            Event::End(tag) => at.close(tag.name().as_ref(), &mut found),
            Event::Text(part) if at.is_number => at.shown.push_str(&part),
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// Where the reader stands.
#[derive(Default)]
struct Place {
    name: String,
    sheet: Beside,
    row: u32,
    column: u32,
    n_rows: u32,
    n_cells: u32,
    is_hidden: bool,
    has_cells: bool,
    is_number: bool,
    shown: String,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}

impl Place {
    fn open(&mut self, tag: &BytesStart<'_>) {
        let is_hidden = || matches!(attribute(tag, "table:visibility").as_deref(), Some("collapse" | "filter"));
        match tag.name().as_ref() {
            "table:table" => *self = Self { name: attribute(tag, "table:name").unwrap_or_default(), ..Self::default() },
            "table:table-column" => {
                let n = repeated(tag, "table:number-columns-repeated");
                self.sheet.n_hidden_columns += if is_hidden() && n <= MAX_REPEATED { u64::from(n) } else { 0 };
            }
            "table:table-row" => {
                self.n_rows = repeated(tag, "table:number-rows-repeated");
                (self.is_hidden, self.has_cells, self.column) = (is_hidden(), false, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.n_cells = repeated(tag, "table:number-columns-repeated");
                let kind = attribute(tag, "office:value-type");
                self.has_cells |= kind.is_some();
                self.is_number = kind.as_deref() == Some("float");
                self.shown.clear();
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, found: &mut Besides) {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                let shown = self.shown.trim();
                let is_padded =
                    shown.len() > 1 && shown.starts_with('0') && shown.bytes().all(|byte| byte.is_ascii_digit());
                if self.is_number && is_padded {
                    for column in self.column..self.column.saturating_add(self.n_cells.min(MAX_REPEATED)) {
                        self.sheet.pad(self.row, column, shown.len());
                    }
                }
                self.column = self.column.saturating_add(self.n_cells);
                self.is_number = false;
            }
            "table:table-row" => {
                for row in self.row..self.row.saturating_add(self.n_rows.min(MAX_REPEATED)) {
                    if self.is_hidden && self.has_cells {
                        self.sheet.hide_row(row);
                    }
                }
                self.row = self.row.saturating_add(self.n_rows);
            }
            "table:table" => {
                found.insert(std::mem::take(&mut self.name), std::mem::take(&mut self.sheet));
            }
            _ => {}
        }
    }
}
