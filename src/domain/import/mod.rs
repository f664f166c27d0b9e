//! File bytes and a mapping in, a clean table and a list of problems out; opens no file itself and asks nobody.
//!
//! Bytes become UTF-8 (`text`), rows of cells (`rows`, laid out as `dialect` found), and by the mapping clean values
//! (`check`, with `times` and `numbers`). The mapping is proposed from headings (`headings`, `words`), cells
//! (`meanings`) and both together (`kind`, `propose`). A file of another format needs one file that makes such rows, and
//! its line in `text`.

mod assign;
mod bytes;
mod carried;
#[rustfmt::skip] // as in `words`
mod cell_words;
mod check;
mod clean;
mod dialect;
mod encoding;
mod fast;
mod fit;
mod foreign;
mod header;
mod headings;
mod kind;
#[rustfmt::skip] // as in `words`
mod kind_words;
mod mapping;
mod mapping_file;
mod meanings;
mod numbers;
mod preview;
mod problems;
mod propose;
mod read;
mod rows;
mod slots;
#[rustfmt::skip] // one cell a line would make a table of hundreds of lines
mod template;
mod text;
mod times;
mod types;
mod unknown;
#[rustfmt::skip] // as in `words`
mod useful;
mod watch;
mod who;
mod wide;
#[rustfmt::skip] // one word a line would make a table of a thousand lines
mod words;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_real;
#[cfg(test)]
#[rustfmt::skip] // a table of headings, a language a block
mod tests_understood;

pub use bytes::Bytes;
pub use carried::is_carried;
pub use check::plain_id;
pub use clean::{clean_csv, header_csv};
pub use encoding::is_known as is_known_encoding;
pub use fit::{Fit, Need, fit, need};
pub use foreign::{is_foreign, read_foreign};
pub use headings::fold;
pub use mapping::{ColumnMapping, IdFrom, Mapping, TimeReading, UnknownCode};
pub use mapping_file::{mapping_from_toml, mapping_to_toml};
pub use numbers::{parse as parse_number, yes_or_no};
pub use preview::preview;
pub use problems::problems_csv;
pub use propose::{Told, propose, propose_as};
pub use read::{read, read_within};
pub use template::{Template, template, template_csv};
pub use times::{calendar, day_seconds, day_text};
pub use types::{
    ColumnType, ColumnView, Imported, Preview, Problem, ProblemKind, Proposal, Question, Refusal, Report, SheetView,
    Source, Unreadable, Warning, WarningKind,
};
pub use useful::{Use, use_of};
