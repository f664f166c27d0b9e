//! Hidden rows and columns and padded numbers of an .xls workbook, from its records (MS-XLS) in their compound file
//! (MS-CFB); of workbooks older than Excel 97 nothing.

use super::beside::{Beside, Besides, u16_at, u32_at};
use super::workbook::padding;
use std::collections::HashMap;

const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Sector numbers from here on mean something else.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
const FORMAT: u16 = 0x041E;
const STYLE: u16 = 0x00E0;
const SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const SEVERAL_RK: u16 = 0x00BD;
const LAST_COLUMN: u16 = 255;

/// What each sheet says beside its values, as far as it can be read; a damaged file says nothing here.
#[must_use]
pub fn beside(bytes: &[u8]) -> Besides {
    let mut found = Besides::new();
    let Some(stream) = workbook_stream(bytes) else { return found };
    let (mut formats, mut digits, mut sheets) = (HashMap::new(), Vec::new(), Vec::new());
    let mut is_new = false;
    each_record(&stream, 0, |id, body| {
        match id {
            BEGIN => is_new = u16_at(body, 0) == 0x0600,
            FORMAT => drop(formats.insert(u16_at(body, 0), padding(&text(body, u16_at(body, 2).into(), 4)))),
            STYLE => digits.push(u16_at(body, 2)),
            SHEET => sheets.push((u32_at(body, 0) as usize, text(body, body.get(6).map_or(0, |&n| n.into()), 7))),
            _ => {}
        }
        id != END
    });
    if !is_new {
        return found;
    }
    let digits: Vec<usize> = digits.iter().map(|format| formats.get(format).copied().unwrap_or(0)).collect();
    for (start, name) in sheets {
        found.insert(name, sheet(&stream, start, &digits));
    }
    found
}

/// A text of so many letters whose flags stand at `flags`: one byte each, or two.
fn text(body: &[u8], n_letters: usize, flags: usize) -> String {
    let is_wide = body.get(flags).is_some_and(|flags| flags & 1 != 0);
    let letters = body.get(flags + 1..).unwrap_or_default();
    if is_wide {
        let units = letters.chunks_exact(2).take(n_letters).map(|two| u16::from_le_bytes([two[0], two[1]]));
        char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
    } else {
        letters.iter().take(n_letters).map(|&byte| char::from(byte)).collect()
    }
}

/// Calls with the number and the bytes of every record until told to stop.
fn each_record(stream: &[u8], start: usize, mut see: impl FnMut(u16, &[u8]) -> bool) {
    let mut at = start;
    while at.saturating_add(4) <= stream.len() {
        let (id, length) = (u16_at(stream, at), usize::from(u16_at(stream, at + 2)));
        let Some(body) = stream.get(at + 4..at + 4 + length) else { return };
        if !see(id, body) {
            return;
        }
        at += 4 + length;
    }
}

fn sheet(stream: &[u8], start: usize, digits: &[usize]) -> Beside {
    let mut found = Beside::default();
    let of = |style: u16| digits.get(usize::from(style)).copied().unwrap_or(0);
    each_record(stream, start, |id, body| {
        let (row, column) = (u32::from(u16_at(body, 0)), u32::from(u16_at(body, 2)));
        match id {
            ROW if u16_at(body, 12) & 0x20 != 0 => found.hide_row(row),
            COLUMNS if u16_at(body, 8) & 1 != 0 => {
                let (first, last) = (u16_at(body, 0), u16_at(body, 2));
                found.n_hidden_columns +=
                    if last < LAST_COLUMN { u64::from(last.saturating_sub(first)) + 1 } else { 0 };
            }
            NUMBER | RK => found.pad(row, column, of(u16_at(body, 4))),
            SEVERAL_RK => {
                let cells = body.get(4..body.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                for (column, cell) in (column..).zip(cells) {
                    found.pad(row, column, of(u16_at(cell, 0)));
                }
            }
            _ => {}
        }
        id != END
    });
    found
}

/// The stream that holds the workbook, put together from its sectors.
fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    let shift = u32::from(u16_at(bytes, 30));
    let size = 1_usize.checked_shl(shift).filter(|size| (128..=65_536).contains(size))?;
    let sector =
        |n: u32| bytes.get((n as usize).checked_add(1)?.checked_mul(size)?..).map(|rest| &rest[..rest.len().min(size)]);
    let table = table(bytes, size, &sector)?;
    let chain = |first: u32| {
        let (mut joined, mut at) = (Vec::new(), first);
        // No chain is longer than the file.
        for _ in 0..=bytes.len() / size {
            if at >= LAST_SECTOR {
                break;
            }
            joined.extend_from_slice(sector(at)?);
            at = *table.get(at as usize)?;
        }
        Some(joined)
    };
    let directory = chain(u32_at(bytes, 48))?;
    let name = |entry: &[u8]| -> String {
        let n = usize::from(u16_at(entry, 64)).saturating_sub(2).min(64);
        let units = entry[..n].chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]]));
        char::decode_utf16(units).flatten().collect()
    };
    let entry = directory.chunks_exact(128).find(|entry| name(entry).eq_ignore_ascii_case("Workbook"))?;
    let (first, length) = (u32_at(entry, 116), u32_at(entry, 120) as usize);
    // Small streams lie elsewhere; a workbook with styles is none.
    let mut stream = if length >= u32_at(bytes, 56) as usize { chain(first)? } else { return None };
    stream.truncate(length);
    Some(stream)
}

/// Which sector follows each.
fn table<'a>(bytes: &'a [u8], size: usize, sector: &impl Fn(u32) -> Option<&'a [u8]>) -> Option<Vec<u32>> {
    let mut places: Vec<u32> = (0..109).map(|n| u32_at(bytes, 76 + 4 * n)).collect();
    let mut more = u32_at(bytes, 68);
    for _ in 0..=bytes.len() / size {
        if more >= LAST_SECTOR {
            break;
        }
        let part = sector(more)?;
        let n = size / 4 - 1;
        places.extend((0..n).map(|at| u32_at(part, 4 * at)));
        more = u32_at(part, 4 * n);
    }
    let mut table = Vec::new();
    for place in places.into_iter().filter(|&place| place < LAST_SECTOR) {
        let part = sector(place)?;
        table.extend((0..size / 4).map(|at| u32_at(part, 4 * at)));
    }
    Some(table)
}
