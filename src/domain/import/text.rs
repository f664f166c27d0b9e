//! File bytes to UTF-8 bytes, and what is no table at all told by its first bytes; knows nothing of rows or meanings.

use super::carried::{self, Carried};
use super::encoding::{self, Letters};
use super::rows::Dialect;
use super::types::{Refusal, SheetView, Unreadable};
use std::borrow::Cow;

/// Stands for a character that could not be decoded: no UTF-8 text holds it, so its row is set aside later.
const UNDECODABLE: u8 = 0xFF;

/// Beginnings of files that hold no delimited text. A reader for one of them takes its line away.
const OTHER_FILES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Excel workbook"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"\x1F\x8B", "a compressed file"),
    (b"SQLite format 3\0", "a database"),
    (b"{\\rtf", "a text document"),
];

/// Beginnings of marked-up text, in small letters; a CSV file has none of them.
const MARKED_UP: &[(&[u8], &str)] =
    &[(b"<!doctype", "a web page"), (b"<html", "a web page"), (b"<table", "a web page"), (b"<?xml", "an XML document")];

/// A file as the rows are read from it.
#[derive(Debug)]
pub struct Text<'a> {
    /// UTF-8 without its byte order mark; bytes that are none stay as they are, so that their row can be set aside.
    pub bytes: Cow<'a, [u8]>,
    /// The encoding that was guessed, where the file does not say and it is not UTF-8.
    pub guess: Option<&'static str>,
    /// The table of another format that this is the text of.
    pub carried: Option<Carried>,
    /// All tables of the file, where there are several.
    pub sheets: Vec<SheetView>,
    /// What bytes beyond ASCII stand for, where they were left as they are.
    pub letters: Option<Letters>,
}

impl Text<'_> {
    /// How the cells are parted, where the file leaves no doubt.
    #[must_use]
    pub fn dialect(&self) -> Option<Dialect> {
        self.carried.is_some().then_some(Dialect::SHEET)
    }

    /// The line of the first row.
    #[must_use]
    pub fn first_line(&self) -> u64 {
        self.carried.as_ref().map_or(1, |carried| carried.first_row)
    }
}

/// The text of a file, in the encoding of that name if it bears no mark of its own, and of the table of that name if
/// it holds several. Without a name both are guessed.
///
/// # Errors
/// [`Unreadable::Empty`] without anything but space, [`Unreadable::NotATable`] for files of another kind.
pub fn decode<'a>(bytes: &'a [u8], encoding: Option<&str>, sheet: Option<&str>) -> Result<Text<'a>, Unreadable> {
    let text = match carried::unpack(bytes) {
        Some(tables) => of_tables(tables, sheet)?,
        None => of_text(bytes, encoding)?,
    };
    if text.carried.is_none() && text.bytes.iter().all(u8::is_ascii_whitespace) {
        Err(Unreadable::Empty)
    } else {
        Ok(text)
    }
}

/// As [`decode`], but a text of the named encoding in which hardly a letter is beyond ASCII stays as it is, and whoever
/// splits its rows decodes them: a big file need not be held twice for a few of its letters.
///
/// # Errors
/// As [`decode`].
pub fn decode_by_row<'a>(bytes: &'a [u8], encoding: Option<&str>, sheet: Option<&str>) -> Result<Text<'a>, Unreadable> {
    let letters = encoding.and_then(Letters::named).filter(|_| !carried::is_carried(bytes) && !has_mark(bytes));
    let Some(letters) = letters.filter(|_| encoding::is_nearly_ascii(bytes)) else {
        return decode(bytes, encoding, sheet);
    };
    // What no encoding changes: that it is a text and says anything.
    if let Some(what) = other_file(bytes) {
        return Err(Unreadable::NotATable(what));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    let bytes = Cow::Borrowed(bytes);
    Ok(Text { bytes, guess: None, carried: None, sheets: Vec::new(), letters: Some(letters) })
}

fn has_mark(bytes: &[u8]) -> bool {
    [&[0xEF, 0xBB, 0xBF][..], &[0xFF, 0xFE], &[0xFE, 0xFF]].iter().any(|mark| bytes.starts_with(mark))
}

fn of_tables<'a>(mut tables: Vec<(Carried, &'a [u8])>, sheet: Option<&str>) -> Result<Text<'a>, Unreadable> {
    let sheets: Vec<SheetView> = tables.iter().map(|(head, _)| head.view()).collect();
    let chosen = carried::chosen(&tables, sheet).ok_or(Unreadable::Foreign(Refusal::NoTable))?;
    let (head, text) = tables.swap_remove(chosen);
    let sheets = if sheets.len() > 1 { sheets } else { Vec::new() };
    Ok(Text { bytes: Cow::Borrowed(text), guess: None, carried: Some(head), sheets, letters: None })
}

fn of_text<'a>(bytes: &'a [u8], encoding: Option<&str>) -> Result<Text<'a>, Unreadable> {
    if let Some(what) = other_file(bytes) {
        return Err(Unreadable::NotATable(what));
    }
    let mut guess = None;
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Cow::Borrowed(rest),
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(from_utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(from_utf16(rest, u16::from_be_bytes)),
        _ if let Some(name) = encoding => encoding::decode(bytes, name),
        _ => {
            guess = encoding::guess(bytes);
            guess.map_or(Cow::Borrowed(bytes), |name| encoding::decode(bytes, name))
        }
    };
    Ok(Text { bytes: text, guess, carried: None, sheets: Vec::new(), letters: None })
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len());
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut buffer = [0; 4];
    for decoded in char::decode_utf16(units) {
        match decoded {
            Ok(letter) => text.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes()),
            Err(_) => text.push(UNDECODABLE),
        }
    }
    if !bytes.len().is_multiple_of(2) {
        text.push(UNDECODABLE);
    }
    text
}

fn other_file(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = OTHER_FILES.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Some(what);
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let head = text[..text.len().min(16)].to_ascii_lowercase();
    if let Some((_, what)) = MARKED_UP.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Some(what);
    }
    is_json(text).then_some("a JSON file")
}

/// `{"`, `{}` or `[{`, spaces aside, begin no header that anybody writes.
fn is_json(text: &[u8]) -> bool {
    let mut marks = text.iter().copied().filter(|letter| !letter.is_ascii_whitespace());
    matches!((marks.next(), marks.next()), (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{' | b'[')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
        super::decode(bytes, None, None).map(|text| text.bytes.into_owned())
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn marks_are_dropped_and_utf_16_is_decoded() {
        assert_eq!(decode(b"\xEF\xBB\xBFid,name").unwrap(), b"id,name");
        let text = "id,name\n1,Zoë 👩\n";
        assert_eq!(decode(&utf16(text, u16::to_le_bytes)).unwrap(), text.as_bytes());
        assert_eq!(decode(&utf16(text, u16::to_be_bytes)).unwrap(), text.as_bytes());
    }

    #[test]
    fn half_a_character_becomes_no_text() {
        assert_eq!(decode(b"\xFF\xFEa\0\x00\xD8b\0").unwrap(), b"a\xFFb");
        assert_eq!(decode(b"\xFF\xFEa\0b").unwrap(), b"a\xFF");
    }

    #[test]
    fn empty_files_and_other_files_are_named() {
        for empty in [&b""[..], b"\xEF\xBB\xBF", b" \r\n\t\n", b"\xFF\xFE"] {
            assert_eq!(decode(empty), Err(Unreadable::Empty));
        }
        let others: [&[u8]; 6] = [
            b"PK\x03\x04rest",
            b"%PDF-1.7",
            b"  <HTML><body>",
            b"<?xml version",
            b"[ {\"a\": 1}]",
            b"\x89PNG\r\n\x1a\n",
        ];
        for other in others {
            assert!(matches!(decode(other), Err(Unreadable::NotATable(_))), "{other:?}");
        }
        assert!(decode(b"[id],[name]\n1,2\n").is_ok());
    }
}
