//! Bytes of files that are no delimited text, in; the same tables as text, out. Opens no file and starts no process:
//! who calls it decides where it may break down.

mod archive;
mod beside;
mod binary_records;
mod columns;
mod graph;
mod graph_xml;
mod grid;
mod json_lines;
mod old_records;
mod open_document;
mod pajek;
mod workbook;

use super::types::Refusal;
use archive::Found;

/// More bytes than this are not read out of a file, however small it looks.
pub const MAX_BYTES: u64 = 1 << 30;

/// What the bytes are, told by how they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Zip,
    OldWorkbook,
    Gzip,
    Parquet,
    Arrow,
    JsonLines,
    GraphXml,
    Pajek,
}

/// Beginnings of the formats that are read here. A further one takes its line, and a file that makes tables of it.
const FORMATS: &[(&[u8], Format)] = &[
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::OldWorkbook),
    (b"\x09\x08\x10\x00", Format::OldWorkbook),
    (b"\x09\x08\x08\x00", Format::OldWorkbook),
    (b"\x1F\x8B", Format::Gzip),
    (b"PAR1", Format::Parquet),
    (b"ARROW1", Format::Arrow),
];

fn format(bytes: &[u8]) -> Option<Format> {
    let marked = FORMATS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|&(_, format)| format);
    marked
        .or_else(|| graph_xml::is_it(bytes).then_some(Format::GraphXml))
        .or_else(|| pajek::is_it(bytes).then_some(Format::Pajek))
        .or_else(|| json_lines::is_it(bytes).then_some(Format::JsonLines))
}

/// Whether the bytes must go through [`read_foreign`] before they can be read as a table.
#[must_use]
pub fn is_foreign(bytes: &[u8]) -> bool {
    format(bytes).is_some()
}

/// The tables of a file of another format as one piece of bytes that reads like any text file. May take much memory or
/// panic on a file made for that: call it where neither matters.
///
/// # Errors
/// [`Refusal`] with the reason; nothing was read.
pub fn read_foreign(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    read_within(bytes, true)
}

fn read_within(bytes: &[u8], may_unpack: bool) -> Result<Vec<u8>, Refusal> {
    match format(bytes) {
        Some(Format::Zip) => match archive::look(bytes)? {
            Found::Workbook => workbook::read_new(bytes),
            Found::BinaryWorkbook => workbook::read_binary(bytes),
            Found::OpenDocument => workbook::read_open(bytes),
            Found::File(inner) if may_unpack => unpacked(inner),
            Found::File(_) => Err(Refusal::SeveralFiles),
        },
        Some(Format::Gzip) if may_unpack => unpacked(archive::gunzip(bytes)?),
        Some(Format::Gzip) => Err(Refusal::SeveralFiles),
        Some(Format::OldWorkbook) => workbook::read_old(bytes),
        Some(Format::Parquet) => columns::read_parquet(bytes),
        Some(Format::Arrow) => columns::read_arrow(bytes),
        Some(Format::JsonLines) => json_lines::read(bytes),
        Some(Format::GraphXml) => graph_xml::read(bytes),
        Some(Format::Pajek) => pajek::read(bytes),
        None => Err(Refusal::NoTable),
    }
}

/// What lay alone in an archive: text goes on as it is, another format is read; an archive in an archive is not.
fn unpacked(inner: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    if is_foreign(&inner) { read_within(&inner, false) } else { Ok(inner) }
}

#[cfg(test)]
mod tests;
