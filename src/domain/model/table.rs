//! Clean tables, as import makes them, and how they are held; knows no file format.

use super::cells::{Texts, Whole};
use super::meaning::{FileKind, Meaning};
use super::packed::{Packed, joined, kept, own};
use polars::prelude::{Column, DataFrame, PlSmallStr, Scalar};
use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::Arc;

/// A clean table of one kind: what every row of an imported file came to.
///
/// Columns are named by [`Meaning::word`] (a people table's attributes by `x:` and their own heading) and typed:
/// `at`, `due`, `seconds`, `times` are `Int64` (null where the file has none), `amount`, `value`, `spend`, `outcome` are
/// `Float64`, `consent` and `market` are `Boolean`, everything else is `String`. Required columns hold no null.
/// Only columns that the file has are there, each in one piece however it was read. Tables of pairs are held packed: they
/// are the long ones.
#[derive(Clone, Debug)]
pub struct Table {
    pub kind: FileKind,
    rows: Rows,
}

#[derive(Clone, Debug)]
enum Rows {
    Plain(DataFrame),
    Packed(Arc<Packed>),
}

impl Table {
    /// A table of these rows. O(1), of pairs and of columns in pieces O(rows).
    #[must_use]
    pub fn new(kind: FileKind, frame: DataFrame) -> Table {
        let Ok(table) = Table::within(kind, frame, || Ok::<(), Infallible>(()));
        table
    }

    /// As [`Table::new`], asking every few thousand rows that are packed, and before each column that stays as it came,
    /// whether to go on.
    ///
    /// # Errors
    /// What `go_on` says.
    pub fn within<E>(kind: FileKind, frame: DataFrame, mut go_on: impl FnMut() -> Result<(), E>) -> Result<Table, E> {
        let packed = if kind.is_pairs() { Packed::of(frame, &mut go_on)? } else { Err(frame) };
        let rows = match packed {
            Ok(packed) => Rows::Packed(Arc::new(packed)),
            Err(frame) => {
                let height = frame.height();
                Rows::Plain(joined(frame.into_columns(), height, go_on)?)
            }
        };
        Ok(Table { kind, rows })
    }

    /// A table of the columns of these names, which `column` fetches for some of the rows: one after the other, so that of
    /// pairs never all are there as they come. O(rows).
    ///
    /// # Errors
    /// What `column` says.
    pub fn fetched<E>(
        kind: FileKind,
        names: &[PlSmallStr],
        height: usize,
        mut column: impl FnMut(&str, Range<usize>) -> Result<Column, E>,
    ) -> Result<Table, E> {
        if kind.is_pairs()
            && let Some(packed) = Packed::fetch(names, height, &mut column)?
        {
            return Ok(Table { kind, rows: Rows::Packed(Arc::new(packed)) });
        }
        let columns = names.iter().map(|name| column(name, 0..height)).collect::<Result<_, E>>()?;
        Ok(Table::new(kind, DataFrame::new(height, columns).unwrap_or_default()))
    }

    #[must_use]
    pub fn height(&self) -> usize {
        match &self.rows {
            Rows::Plain(frame) => frame.height(),
            Rows::Packed(packed) => packed.height(),
        }
    }

    /// Of the columns, in their order.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        match &self.rows {
            Rows::Plain(frame) => frame.columns().iter().map(|column| column.name().as_str()).collect(),
            Rows::Packed(packed) => packed.names().iter().map(PlSmallStr::as_str).collect(),
        }
    }

    /// The rows of a table of pairs.
    #[must_use]
    pub fn packed(&self) -> Option<&Packed> {
        match &self.rows {
            Rows::Plain(_) => None,
            Rows::Packed(packed) => Some(packed),
        }
    }

    /// The columns that are held as they came: all of most tables; of pairs neither ids nor whole numbers.
    #[must_use]
    pub fn plain(&self) -> &DataFrame {
        match &self.rows {
            Rows::Plain(frame) => frame,
            Rows::Packed(packed) => packed.plain(),
        }
    }

    /// All of it as a data frame: of pairs worked out anew, O(rows) and five times the memory.
    #[must_use]
    pub fn frame(&self) -> Cow<'_, DataFrame> {
        match &self.rows {
            Rows::Plain(frame) => Cow::Borrowed(frame),
            Rows::Packed(packed) => Cow::Owned(packed.frame(0..packed.height())),
        }
    }

    /// A column of text by name, where the table has it.
    #[must_use]
    pub fn texts(&self, name: &str) -> Option<Texts<'_>> {
        match &self.rows {
            Rows::Plain(frame) => Some(Texts::Plain(frame.column(name).ok()?.str().ok()?)),
            Rows::Packed(packed) => packed.texts(name),
        }
    }

    /// A column of whole numbers by name, where the table has it.
    #[must_use]
    pub fn whole(&self, name: &str) -> Option<Whole<'_>> {
        match &self.rows {
            Rows::Plain(frame) => Some(Whole::Plain(frame.column(name).ok()?.i64().ok()?)),
            Rows::Packed(packed) => packed.whole(name),
        }
    }

    /// The rows that are to be kept, a flag each; the table itself where all are. Long texts of the others may stay in
    /// memory until [`Table::in_own_memory`]. O(rows).
    #[must_use]
    pub fn filter(&self, keep: &[bool]) -> Table {
        let Ok(table) = self.filter_within(keep, || Ok::<(), Infallible>(()));
        table
    }

    /// As [`Table::filter`], asking every few thousand rows that are packed, and before each column that stays as it came,
    /// whether to go on.
    ///
    /// # Errors
    /// What `go_on` says.
    pub fn filter_within<E>(&self, keep: &[bool], go_on: impl FnMut() -> Result<(), E>) -> Result<Table, E> {
        if keep.len() == self.height() && keep.iter().all(|keep| *keep) {
            return Ok(self.clone());
        }
        let rows = match &self.rows {
            Rows::Plain(frame) => Rows::Plain(kept(frame, keep, go_on)?),
            Rows::Packed(packed) => Rows::Packed(Arc::new(packed.filter(keep, go_on)?)),
        };
        Ok(Table { kind: self.kind, rows })
    }

    /// The same rows, with nothing beside them in memory: a filtered table may share the texts of rows that went. Asks
    /// every few thousand rows whether to go on. O(rows).
    ///
    /// # Errors
    /// What `go_on` says.
    pub fn in_own_memory<E>(self, go_on: impl FnMut() -> Result<(), E>) -> Result<Table, E> {
        let rows = match self.rows {
            Rows::Plain(frame) => Rows::Plain(own(&frame, go_on)?),
            Rows::Packed(packed) => Rows::Packed(Arc::new(Arc::unwrap_or_clone(packed).in_own_memory(go_on)?)),
        };
        Ok(Table { kind: self.kind, rows })
    }

    /// With a column in the place of the one of its name, among those held as they came.
    #[must_use]
    pub fn with_plain(&self, column: Column) -> Table {
        let rows = match &self.rows {
            Rows::Plain(frame) => {
                let mut frame = frame.clone();
                // A column of the same height in the place of one of the same name.
                let _ = frame.with_column(column);
                Rows::Plain(frame)
            }
            Rows::Packed(packed) => Rows::Packed(Arc::new(packed.with_plain(column))),
        };
        Table { kind: self.kind, rows }
    }

    /// Whether the memory behind the columns held as they came has a text longer than twelve bytes, in a row or not.
    #[cfg(test)]
    pub(crate) fn holds(&self, text: &str) -> bool {
        let texts = self.plain().columns().iter().filter_map(|column| column.str().ok());
        let mut buffers = texts.flat_map(|texts| texts.downcast_iter().flat_map(|piece| piece.data_buffers().iter()));
        buffers.any(|letters| letters.as_slice().windows(text.len()).any(|some| some == text.as_bytes()))
    }

    /// Of one kind, with the same cells in the same order.
    #[must_use]
    pub fn is_same(&self, other: &Table) -> bool {
        let is_same = match (&self.rows, &other.rows) {
            (Rows::Plain(this), Rows::Plain(that)) => this.equals_missing(that),
            (Rows::Packed(this), Rows::Packed(that)) => this.is_same(that),
            _ => false,
        };
        self.kind == other.kind && is_same
    }
}

/// Which month of files that tell how things stand a table is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its number, and that of the month before, where there is one.
    pub id: i64,
    pub follows: Option<i64>,
    /// The moment by which things stood so; seconds since 1970.
    pub at: i64,
}

impl Month {
    const ID: &'static str = "month";
    const FOLLOWS: &'static str = "follows";

    /// The interests of a table as those of this month; nothing of any other table. Shares the columns: O(1).
    #[must_use]
    pub fn of_interests(self, table: &Table) -> Option<Table> {
        if table.kind != FileKind::Interests {
            return None;
        }
        let column = |meaning: Meaning| table.plain().column(meaning.word()).ok().cloned();
        let n = table.height();
        let told = |name: &str, value: i64| Column::new_scalar(name.into(), Scalar::from(value), n);
        let columns = vec![
            column(Meaning::Id)?,
            column(Meaning::Topic)?,
            told(Meaning::At.word(), self.at),
            told(Self::ID, self.id),
            told(Self::FOLLOWS, self.follows.unwrap_or(self.id)),
        ];
        Some(Table::new(FileKind::InterestMonths, DataFrame::new(n, columns).ok()?))
    }

    /// Which month a table of [`FileKind::InterestMonths`] is of; nothing of an empty one.
    #[must_use]
    pub fn of(table: &Table) -> Option<Month> {
        if table.kind != FileKind::InterestMonths {
            return None;
        }
        let told = |name: &str| table.plain().column(name).ok()?.get(0).ok()?.try_extract::<i64>().ok();
        let (id, follows) = (told(Self::ID)?, told(Self::FOLLOWS)?);
        Some(Month { id, follows: Some(follows).filter(|follows| *follows != id), at: told(Meaning::At.word())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_kinds_and_required_columns_exist() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::from_word(kind.word()), Some(kind));
            assert!(kind.n_required() <= kind.meanings().len());
        }
        assert_eq!(FileKind::from_word("nodes"), None);
    }

    #[test]
    fn of_pairs_never_all_columns_are_fetched_at_once() {
        let n_rows = (1 << 16) + 3;
        let names = ["from", "at", "to"].map(PlSmallStr::from_static);
        let mut asked = Vec::new();
        let table = Table::fetched(FileKind::Calls, &names, n_rows, |name, rows| {
            asked.push((name.to_owned(), rows.clone()));
            Ok::<_, Infallible>(match name {
                "at" => Column::new(name.into(), (0_i64..).skip(rows.start).take(rows.len()).collect::<Vec<_>>()),
                _ => Column::new(name.into(), rows.map(|n| if n % 2 == 0 { name } else { "9" }).collect::<Vec<_>>()),
            })
        });
        let Ok(table) = table;
        let told: Vec<(&str, Range<usize>)> = asked.iter().map(|(name, rows)| (name.as_str(), rows.clone())).collect();
        let (first, second) = (0..1 << 16, 1 << 16..n_rows);
        let of = |name| [(name, first.clone()), (name, second.clone())];
        assert_eq!(told, [&of("from")[..], &of("to"), &[("at", 0..n_rows)]].concat());
        assert_eq!((table.names(), table.height()), (vec!["from", "at", "to"], n_rows));
        let last = ["from", "to"].map(|name| table.texts(name).unwrap().get(n_rows - 1).unwrap());
        assert_eq!((last, table.whole("at").unwrap().get(n_rows - 1)), (["from", "to"], Some((1 << 16) + 2)));
    }
}
