//! Hidden rows and columns and padded numbers of an .xlsb workbook, from its records (MS-XLSB).

use super::archive::{self, Zip};
use super::beside::{Beside, Besides, u16_at, u32_at};
use super::workbook::padding;
use std::collections::HashMap;

const ROW: u16 = 0;
const CELL_RK: u16 = 2;
const CELL_REAL: u16 = 5;
const FORMAT: u16 = 44;
const STYLE: u16 = 47;
const COLUMNS: u16 = 60;
const SHEET: u16 = 156;
const STYLES_BEGIN: u16 = 617;
const STYLES_END: u16 = 618;
/// All columns to the right of a table may be hidden; that hides nothing.
const LAST_COLUMN: u32 = 16_383;

/// What each sheet says beside its values, as far as it can be read; a damaged file says nothing here.
#[must_use]
pub fn beside(bytes: &[u8]) -> Besides {
    let mut found = Besides::new();
    let Ok(mut zip) = archive::open(bytes) else { return found };
    let digits = styles(&mut zip);
    for (name, part) in sheets(&mut zip) {
        let Ok(records) = archive::unpack(&mut zip, &part) else { continue };
        found.insert(name, sheet(&records, &digits));
    }
    found
}

/// Calls with the number and the bytes of every record.
fn each_record(bytes: &[u8], mut see: impl FnMut(u16, &[u8])) {
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        at += 1;
        let mut id = u16::from(first);
        if first & 0x80 != 0 {
            let Some(&second) = bytes.get(at) else { return };
            id = u16::from(first & 0x7F) | (u16::from(second & 0x7F) << 7);
            at += 1;
        }
        let (mut length, mut shift) = (0_usize, 0);
        loop {
            let Some(&part) = bytes.get(at) else { return };
            at += 1;
            length |= usize::from(part & 0x7F) << shift;
            shift += 7;
            if part & 0x80 == 0 || shift >= 28 {
                break;
            }
        }
        let Some(body) = bytes.get(at..at.saturating_add(length)) else { return };
        see(id, body);
        at += length;
    }
}

/// A text with its length in front; returns what follows.
fn wide(bytes: &[u8]) -> (String, &[u8]) {
    let end = (4 + 2 * u32_at(bytes, 0) as usize).min(bytes.len());
    let units = bytes.get(4..end).unwrap_or_default().chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]]));
    (char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect(), &bytes[end..])
}

/// Digits that each style of cells pads to.
fn styles(zip: &mut Zip<'_>) -> Vec<usize> {
    let Ok(records) = archive::unpack(zip, "xl/styles.bin") else { return Vec::new() };
    let (mut formats, mut digits, mut is_cells) = (HashMap::new(), Vec::new(), false);
    each_record(&records, |id, body| match id {
        FORMAT => drop(formats.insert(u16_at(body, 0), padding(&wide(body.get(2..).unwrap_or_default()).0))),
        STYLES_BEGIN => is_cells = true,
        STYLES_END => is_cells = false,
        STYLE if is_cells => digits.push(formats.get(&u16_at(body, 2)).copied().unwrap_or(0)),
        _ => {}
    });
    digits
}

/// Each sheet's name and part.
fn sheets(zip: &mut Zip<'_>) -> Vec<(String, String)> {
    let Ok(records) = archive::unpack(zip, "xl/workbook.bin") else { return Vec::new() };
    let mut targets = HashMap::new();
    archive::each_tag(zip, "xl/_rels/workbook.bin.rels", |tag| {
        let tag = String::from_utf8_lossy(tag);
        let attribute = |name: &str| super::workbook::attribute(&tag, name).map(str::to_owned);
        if let (Some(id), Some(target)) = (attribute("Id"), attribute("Target")) {
            targets.insert(id, target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned));
        }
    });
    let mut found = Vec::new();
    each_record(&records, |id, body| {
        if id == SHEET {
            let (relation, rest) = wide(body.get(8..).unwrap_or_default());
            if let Some(target) = targets.get(&relation) {
                found.push((wide(rest).0, target.clone()));
            }
        }
    });
    found
}

fn sheet(records: &[u8], digits: &[usize]) -> Beside {
    let mut found = Beside::default();
    let mut row = 0;
    each_record(records, |id, body| match id {
        ROW => {
            row = u32_at(body, 0);
            if body.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                found.hide_row(row);
            }
        }
        COLUMNS if u16_at(body, 16) & 1 != 0 => {
            let (first, last) = (u32_at(body, 0), u32_at(body, 4));
            found.n_hidden_columns += if last < LAST_COLUMN { u64::from(last.saturating_sub(first)) + 1 } else { 0 };
        }
        CELL_RK | CELL_REAL => {
            let style = u32_at(body, 4) & 0x00FF_FFFF;
            found.pad(row, u32_at(body, 0), digits.get(style as usize).copied().unwrap_or(0));
        }
        _ => {}
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: u8, body: &[u8]) -> Vec<u8> {
        [&[id, body.len() as u8][..], body].concat()
    }

    #[test]
    fn rows_columns_and_padding_are_told() {
        let mut row = [0; 17];
        row[0] = 4;
        row[11] = 0x10;
        let mut columns = [0; 18];
        (columns[0], columns[4], columns[16]) = (1, 2, 1);
        let mut cell = [0; 16];
        (cell[0], cell[4]) = (3, 1);
        let records = [record(60, &columns), record(0, &row), record(5, &cell)].concat();
        let found = sheet(&records, &[0, 5]);
        assert_eq!((found.n_hidden_rows, found.first_hidden, found.n_hidden_columns), (1, Some(5), 2));
        assert_eq!((found.n_digits(4, 3), found.n_digits(4, 2)), (5, 0));
        assert_eq!(sheet(&records[..records.len() - 3], &[0, 5]).n_digits(4, 3), 0);
    }
}
