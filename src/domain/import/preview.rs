//! A quick look at what a mapping would do, from the first rows; asked again at every change, so it reads no further.

use super::check::{Value, Verdict};
use super::read;
use super::slots::Slot;
use super::types::{Mapping, Preview, Source};
use super::{text, times};
use crate::domain::model::Meaning;
use csv::ByteRecord;

const N_ROWS: usize = 2_000;
/// No preview needs more of the file than this.
const N_BYTES: usize = 8 << 20;

/// Reads up to 2,000 rows and shows the first `n_rows` of those kept, one string a column of the clean table: the
/// mapped meanings in the order of the kind, then attributes. A mapping that does not fit shows nothing.
#[must_use]
pub fn preview(source: &Source, mapping: &Mapping, n_rows: usize) -> Preview {
    let head = &source.bytes[..source.bytes.len().min(N_BYTES)];
    let Ok(text) = text::decode(head, mapping.encoding.as_deref(), mapping.sheet.as_deref()) else {
        return Preview::default();
    };
    let Ok((mut rows, checker, _)) = read::open(&source.name, &text, mapping) else { return Preview::default() };
    let mut preview = Preview { is_whole_file: head.len() == source.bytes.len(), ..Preview::default() };
    let mut cells = ByteRecord::new();
    for _ in 0..N_ROWS {
        let Some(place) = rows.next(&mut cells) else { return preview };
        match checker.check(place, &cells) {
            Verdict::Blank => {}
            Verdict::SetAside(_) => preview.n_set_aside += 1,
            Verdict::Kept(values, doubts) => {
                if preview.rows.len() < n_rows {
                    let made = checker.made_id(&cells);
                    let values = checker.with_id(values, place.line, made.as_deref());
                    let shown = |(slot, value): (&Slot, &Value<'_>)| match *value {
                        Value::Int(line) if slot.column.is_none() => checker.row_id(line).unwrap_or_default(),
                        value => show(slot.meaning, value),
                    };
                    let shown = checker.slots.iter().zip(&values).map(shown);
                    preview.rows.push(shown.collect());
                }
                if doubts.is_empty() {
                    preview.n_good += 1;
                } else {
                    preview.n_doubtful += 1;
                }
            }
        }
    }
    preview.is_whole_file &= rows.next(&mut cells).is_none();
    preview
}

fn show(meaning: Meaning, value: Value<'_>) -> String {
    match value {
        Value::Null | Value::Made => String::new(),
        Value::Text(text) => text.to_owned(),
        Value::Int(seconds) if matches!(meaning, Meaning::At | Meaning::Due) => times::show(seconds),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Bool(is_yes) => if is_yes { "yes" } else { "no" }.to_owned(),
    }
}
