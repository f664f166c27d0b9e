//! Zip and gzip: what is in there, and whether it may be unpacked at all; knows nothing of sheets.

use super::MAX_BYTES;
use crate::domain::import::types::Refusal;
use flate2::read::MultiGzDecoder;
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

const MAX_ENTRIES: usize = 10_000;
/// Parts larger than this must not be packed tighter than that: no table is.
const SUSPECT_BYTES: u64 = 10 << 20;
const MAX_RATIO: u64 = 200;
/// A shared text takes at least so many bytes of its part: `<si/>`.
const MIN_SHARED_BYTES: u64 = 5;
/// Bytes at the beginning of a part in which a document type would be declared.
const HEAD_BYTES: u64 = 4096;

/// A zip file opened in memory.
pub type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What a zip file turned out to be.
pub enum Found {
    Workbook,
    BinaryWorkbook,
    OpenDocument,
    /// The one file in it.
    File(Vec<u8>),
}

/// Opens a zip file without unpacking anything.
pub fn open(bytes: &[u8]) -> Result<Zip<'_>, Refusal> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)
}

/// Checks sizes, ratios and declared counts, then says what the file is.
pub fn look(bytes: &[u8]) -> Result<Found, Refusal> {
    let mut zip = open(bytes)?;
    if zip.len() > MAX_ENTRIES {
        return Err(Refusal::TooLarge);
    }
    let (mut total, mut is_locked) = (0_u64, false);
    let mut files = Vec::new();
    for n in 0..zip.len() {
        let part = zip.by_index_raw(n).map_err(|_| Refusal::Damaged)?;
        total = total.saturating_add(part.size());
        let is_bomb = part.size() > SUSPECT_BYTES && part.size() / part.compressed_size().max(1) > MAX_RATIO;
        if total > MAX_BYTES || is_bomb {
            return Err(Refusal::TooLarge);
        }
        is_locked |= part.encrypted();
        if part.is_file() {
            files.push(part.name().map_err(|_| Refusal::Damaged)?.replace('\\', "/"));
        }
    }
    let has = |name: &str| files.iter().any(|file| file.eq_ignore_ascii_case(name));
    if has("xl/workbook.bin") {
        return Ok(Found::BinaryWorkbook);
    }
    if has("xl/workbook.xml") || has("[Content_Types].xml") {
        check_parts(&mut zip, &files)?;
        return Ok(Found::Workbook);
    }
    if has("content.xml") && has("mimetype") {
        return Ok(Found::OpenDocument);
    }
    let real: Vec<&String> = files.iter().filter(|name| !name.starts_with("__MACOSX/")).collect();
    match real[..] {
        [_] if is_locked => Err(Refusal::Protected),
        [only] => unpack(&mut zip, only).map(Found::File),
        _ => Err(Refusal::SeveralFiles),
    }
}

/// No part may declare a document type, nor more shared texts than fit into it.
fn check_parts(zip: &mut Zip<'_>, files: &[String]) -> Result<(), Refusal> {
    for name in files.iter().filter(|name| is_xml(name)) {
        let Ok(part) = zip.by_name(name) else { continue };
        let n_bytes = part.size();
        let mut head = Vec::new();
        part.take(HEAD_BYTES).read_to_end(&mut head).map_err(|_| Refusal::Damaged)?;
        let has_type =
            head.windows(9).any(|word| word == b"<!DOCTYPE") || head.windows(8).any(|word| word == b"<!ENTITY");
        let n_shared = attribute(&head, b"uniqueCount=\"").max(if name.ends_with("sharedStrings.xml") {
            attribute(&head, b" count=\"").min(attribute(&head, b"uniqueCount=\""))
        } else {
            0
        });
        if has_type || n_shared.saturating_mul(MIN_SHARED_BYTES) > n_bytes {
            return Err(Refusal::Damaged);
        }
    }
    Ok(())
}

fn is_xml(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"))
}

fn attribute(head: &[u8], name: &[u8]) -> u64 {
    let Some(at) = head.windows(name.len()).position(|word| word == name) else { return 0 };
    let digits = head[at + name.len()..].iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}

/// One part of a zip file, whole.
pub fn unpack(zip: &mut Zip<'_>, name: &str) -> Result<Vec<u8>, Refusal> {
    let part = zip.by_name(name).map_err(|_| Refusal::Damaged)?;
    read_limited(part)
}

/// Goes through a part of a zip file tag by tag.
pub fn each_tag(zip: &mut Zip<'_>, name: &str, mut see: impl FnMut(&[u8])) {
    let Ok(part) = zip.by_name(name) else { return };
    let mut reader = BufReader::with_capacity(1 << 16, part.take(MAX_BYTES));
    let mut tag = Vec::new();
    while let Ok(1..) = reader.read_until(b'>', &mut tag) {
        if let Some(start) = tag.iter().rposition(|&byte| byte == b'<') {
            see(&tag[start..]);
        }
        tag.clear();
    }
}

pub fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    read_limited(MultiGzDecoder::new(bytes))
}

fn read_limited(from: impl Read) -> Result<Vec<u8>, Refusal> {
    let mut inner = Vec::new();
    from.take(MAX_BYTES + 1).read_to_end(&mut inner).map_err(|_| Refusal::Damaged)?;
    if inner.len() as u64 > MAX_BYTES { Err(Refusal::TooLarge) } else { Ok(inner) }
}
