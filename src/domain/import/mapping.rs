//! How a file is to be read: what a person says of it, or import guesses, in full; reads nothing itself.

use crate::domain::model::{FileKind, Meaning};
use serde::{Deserialize, Serialize};

/// How the times of a file are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeReading {
    /// Calendar dates; `is_day_first` decides 03/04/2026.
    Calendar { is_day_first: bool },
    /// Whole or decimal seconds since a start, given as seconds since 1970-01-01 00:00.
    SecondsSince { start: i64 },
}

/// What one column of the file means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// The file's own heading, made unique; "Column 3" where it has none.
    pub heading: String,
    pub meaning: Meaning,
}

/// Everything needed to read a file the same way again; saved as TOML and remembered a file kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    pub kind: FileKind,
    pub delimiter: char,
    pub has_header: bool,
    /// Lines before the header (or the first row) that are not customer rows: titles, notes.
    pub n_title_lines: usize,
    pub is_decimal_comma: bool,
    pub time: TimeReading,
    /// The encoding's name where it is not UTF-8 and no mark in the file says so: "windows-1252".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The table to read where a file holds several, by name; `None` for the fullest that is on show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Only ties of at least so many contacts are kept, in a file whose rows join two people; `None` for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strongest_only: Option<u32>,
    pub columns: Vec<ColumnMapping>,
    /// What makes a customer's number where no column says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_from: Option<IdFrom>,
    /// Cells that mean "not known".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<UnknownCode>,
}

/// How a customer's number is made where no column says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdFrom {
    /// Each row is a customer of its own: "churn row 17", by the file's name and line.
    RowNumber,
    /// What stands in these columns, by heading, one behind the other: "3/17".
    Columns(Vec<String>),
}

/// A cell of one column that means "not known", as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownCode {
    pub heading: String,
    pub code: String,
}

impl Mapping {
    /// The first column with a meaning.
    #[must_use]
    pub fn column(&self, meaning: Meaning) -> Option<usize> {
        self.columns.iter().position(|column| column.meaning == meaning)
    }

    /// This mapping for a later file with the same headings, whatever their order: everything that a person told of the
    /// older file holds for the newer. `None` where the headings differ, and where a row's place in the older file said
    /// who it is: the newer has somebody else there.
    #[must_use]
    pub fn fitted_to(&self, newer: &Mapping) -> Option<Mapping> {
        let meaning_of = |column: &ColumnMapping| {
            self.columns.iter().find(|old| old.heading == column.heading).map(|old| old.meaning)
        };
        let is_by_row = self.made_ids() == Some(&IdFrom::RowNumber);
        if is_by_row || self.columns.len() != newer.columns.len() || self.has_header != newer.has_header {
            return None;
        }
        let columns = newer
            .columns
            .iter()
            .map(|column| Some(ColumnMapping { heading: column.heading.clone(), meaning: meaning_of(column)? }))
            .collect::<Option<Vec<_>>>()?;
        let (id_from, unknown) = (self.id_from.clone(), self.unknown.clone());
        // A newer file that is plain UTF-8 needs no other letters; one that is not was made like the older.
        let encoding = newer.encoding.as_ref().map(|guess| self.encoding.as_ref().unwrap_or(guess).clone());
        let Mapping { kind, is_decimal_comma, time, strongest_only, .. } = *self;
        let newer = newer.clone();
        Some(Mapping { kind, is_decimal_comma, time, encoding, strongest_only, columns, id_from, unknown, ..newer })
    }

    /// The meanings that this kind of file must have and that no column carries yet.
    #[must_use]
    pub fn missing(&self) -> Vec<Meaning> {
        let required = &self.kind.meanings()[..self.kind.n_required()];
        let is_made = |meaning| meaning == Meaning::Id && self.id_from.is_some();
        required.iter().copied().filter(|&meaning| self.column(meaning).is_none() && !is_made(meaning)).collect()
    }

    /// What makes the ids; `None` where a column carries them.
    #[must_use]
    pub fn made_ids(&self) -> Option<&IdFrom> {
        self.id_from
            .as_ref()
            .filter(|_| self.kind.meanings().contains(&Meaning::Id) && self.column(Meaning::Id).is_none())
    }

    /// Whether several columns each stand for a subject, with yes or no in their cells.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        let is_topic = |column: &&ColumnMapping| column.meaning == Meaning::Topic;
        self.kind == FileKind::Interests && self.columns.iter().filter(is_topic).count() > 1
    }

    /// The same layout without any meaning: every sound row counts as one of its own.
    #[must_use]
    pub fn rows_only(&self) -> Mapping {
        let mut mapping = Mapping { kind: FileKind::People, id_from: Some(IdFrom::RowNumber), ..self.clone() };
        mapping.unknown.clear();
        for column in &mut mapping.columns {
            column.meaning = Meaning::NotNeeded;
        }
        mapping
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::import::{IdFrom, Mapping, Source, propose};
    use crate::domain::model::{FileKind, Meaning};

    fn mapping(bytes: &[u8]) -> Mapping {
        propose(&Source { name: "a.csv".into(), bytes: bytes.into() }, None).unwrap().mapping
    }

    #[test]
    fn a_newer_file_is_read_as_the_older_was() {
        let older = Mapping {
            encoding: Some("iso-8859-9".into()),
            strongest_only: Some(3),
            ..mapping(b"from,to,at,note\n1,2,2026-01-31,\xfeey\n2,1,2026-01-30,\xfeey\n")
        };
        let guess = Some("windows-1252".to_owned());
        let newer = Mapping { encoding: guess, ..mapping(b"to,from,at,note\n1,2,2026-02-20,x\n") };
        let fitted = older.fitted_to(&newer).unwrap();
        assert_eq!((fitted.encoding.as_deref(), fitted.strongest_only), (Some("iso-8859-9"), Some(3)));
        let plain = mapping("to,from,at,note\n1,2,2026-02-20,\u{15f}ey\n".as_bytes());
        assert_eq!(older.fitted_to(&plain).unwrap().encoding, None, "its letters leave no doubt");
    }

    #[test]
    fn rows_that_are_told_apart_by_their_place_are_nobody_in_a_newer_file() {
        let mut list = mapping(b"name,city,age\nAnn,Rome,30\nBo,Turin,40\n");
        list.kind = FileKind::People;
        list.columns.iter_mut().for_each(|column| column.meaning = Meaning::Attribute);
        let of = |id_from| Mapping { id_from, ..list.clone() };
        assert!(of(Some(IdFrom::RowNumber)).fitted_to(&list).is_none());
        assert!(of(Some(IdFrom::Columns(vec!["name".into()]))).fitted_to(&list).is_some());
    }
}
