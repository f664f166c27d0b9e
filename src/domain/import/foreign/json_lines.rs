//! One JSON object a line to text: a column for every name, in the order in which they first come.

use crate::domain::import::carried::{Carried, pack};
use crate::domain::import::types::Refusal;
use csv::WriterBuilder;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// More names than this are no table.
const MAX_COLUMNS: usize = 5_000;
/// A first line longer than this is no row.
const MAX_FIRST_LINE: usize = 1 << 20;

/// Whether the first line is a JSON object by itself.
pub fn is_it(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if text.first() != Some(&b'{') {
        return false;
    }
    let end = text.iter().take(MAX_FIRST_LINE).position(|&byte| byte == b'\n').unwrap_or(text.len());
    end <= MAX_FIRST_LINE && object(&text[..end]).is_some_and(|object| !object.is_empty())
}

fn object(line: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(line).ok()
}

pub fn read(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let lines = || text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let (mut names, mut places) = (Vec::new(), HashMap::new());
    for object in lines().filter_map(object) {
        for name in object.keys() {
            if !places.contains_key(name) {
                places.insert(name.clone(), names.len());
                names.push(name.clone());
            }
        }
        if names.len() > MAX_COLUMNS {
            return Err(Refusal::NoTable);
        }
    }
    let mut writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let mut n_rows = 0;
    // Writing to memory does not fail.
    let _ = writer.write_record(&names);
    for line in lines().filter(|line| !line.is_empty()) {
        n_rows += 1;
        if let Some(object) = object(line) {
            let mut cells = vec![String::new(); names.len()];
            for (name, value) in &object {
                if let Some(&place) = places.get(name) {
                    cells[place] = shown(value);
                }
            }
            let _ = writer.write_record(&cells);
        } else {
            // A line that is no object has one cell too many, so that it is set aside as it stands.
            let wrong = std::iter::once(line).chain(std::iter::repeat_n(&b"?"[..], names.len()));
            let _ = writer.write_record(wrong);
        }
    }
    let head = Carried { n_rows, first_row: 0, ..Carried::default() };
    Ok(pack(vec![(head, writer.into_inner().unwrap_or_default())]))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
