//! Tables that a reader of another format hands over: comma-separated text with what the reader noticed; reads no
//! foreign format itself.

use super::types::{SheetView, Warning};
use serde::{Deserialize, Serialize};

/// No text file begins so.
const MARK: &[u8] = b"\0tribewise tables 1\n";

/// One table, as its reader found it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    pub name: String,
    pub is_hidden: bool,
    /// Read only where somebody asks for it.
    #[serde(default)]
    pub is_aside: bool,
    pub n_rows: u64,
    /// The row of the sheet in which the table begins, 1 is the first.
    pub first_row: u64,
    pub warnings: Vec<Warning>,
    /// Length of its text.
    pub n_bytes: usize,
}

impl Carried {
    #[must_use]
    pub fn view(&self) -> SheetView {
        SheetView { name: self.name.clone(), n_rows: self.n_rows, is_hidden: self.is_hidden }
    }
}

/// Whether the bytes are tables handed over so.
#[must_use]
pub fn is_carried(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// Tables and their texts as one piece of bytes, which stands in for the file from here on.
#[must_use]
pub fn pack(tables: Vec<(Carried, Vec<u8>)>) -> Vec<u8> {
    let (mut heads, mut texts) = (Vec::new(), Vec::new());
    for (mut head, text) in tables {
        head.n_bytes = text.len();
        heads.push(head);
        texts.extend_from_slice(&text);
    }
    let mut packed = MARK.to_vec();
    // Plain words and counts: writing them down does not fail.
    packed.extend(serde_json::to_vec(&heads).unwrap_or_default());
    packed.push(b'\n');
    packed.extend(texts);
    packed
}

/// The tables of packed bytes, each with its text as far as it is there; `None` for any other bytes.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<(Carried, &[u8])>> {
    let rest = bytes.strip_prefix(MARK)?;
    let end = rest.iter().position(|&byte| byte == b'\n')?;
    let heads: Vec<Carried> = serde_json::from_slice(&rest[..end]).ok()?;
    let mut texts = &rest[end + 1..];
    let part = |head: Carried| {
        let (text, others) = texts.split_at(head.n_bytes.min(texts.len()));
        texts = others;
        (head, text)
    };
    Some(heads.into_iter().map(part).collect())
}

/// Which of the tables is meant: that of the name, else the fullest that is neither hidden nor aside, the first of equals.
#[must_use]
pub fn chosen(tables: &[(Carried, &[u8])], name: Option<&str>) -> Option<usize> {
    let named = tables.iter().position(|(head, _)| Some(head.name.as_str()) == name);
    let fullest =
        || (0..tables.len()).rev().max_by_key(|&n| (!tables[n].0.is_hidden, !tables[n].0.is_aside, tables[n].0.n_rows));
    named.or_else(fullest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_come_back_as_they_were() {
        let head =
            |name: &str, n_rows, is_hidden| Carried { name: name.into(), n_rows, is_hidden, ..Carried::default() };
        let packed = pack(vec![
            (head("a", 2, false), b"x\n1\n".to_vec()),
            (head("b", 9, true), b"y\n".to_vec()),
            (head("c", 2, false), Vec::new()),
        ]);
        let tables = unpack(&packed).unwrap();
        let texts: Vec<&[u8]> = tables.iter().map(|(_, text)| *text).collect();
        assert_eq!(texts, [&b"x\n1\n"[..], b"y\n", b""]);
        assert_eq!((chosen(&tables, None), chosen(&tables, Some("b"))), (Some(0), Some(1)));
        assert_eq!(unpack(b"id,name\n"), None);
    }
}
