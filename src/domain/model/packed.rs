//! Rows of a table of pairs in few bytes: ids as places in a list, whole numbers in as many bits as they need; knows
//! nothing of what the rows say.

mod fetch;
mod list;
mod plain;
#[cfg(test)]
mod tests;

use super::cells::{Texts, Whole};
use super::ids::NOBODY;
use super::ints::Ints;
use super::meaning::Meaning;
use list::{Fewer, List};
pub(super) use plain::{joined, kept, own};
use polars::prelude::{Column, DataFrame, Int64Chunked, IntoColumn, PlSmallStr, StaticArray, StringChunked};
use std::ops::Range;
use std::sync::Arc;

/// Most cells between two questions whether to go on.
const BLOCK: usize = 1 << 13;

/// A table of which each row is of two people. Nine bytes a row of a list of calls, where a data frame takes fifty.
///
/// The ids stand in the order in which they first come, down the column of those who began and then down that of the
/// others: equal tables are held equally. What a change leaves as it is, both tables share.
#[derive(Clone, Debug)]
pub struct Packed {
    ids: StringChunked,
    from: Arc<Ints>,
    to: Arc<Ints>,
    whole: Vec<(PlSmallStr, Arc<Ints>)>,
    /// What is neither, as it came, each column in one piece.
    plain: DataFrame,
    /// Of all columns, in their order.
    names: Vec<PlSmallStr>,
}

impl Packed {
    /// The frame comes back where it has no two columns of ids. O(rows).
    ///
    /// # Errors
    /// Whatever `go_on` says, which is asked every few thousand cells, and before each column that stays as it came.
    pub fn of<E>(frame: DataFrame, mut go_on: impl FnMut() -> Result<(), E>) -> Result<Result<Packed, DataFrame>, E> {
        let [Some(from), Some(to)] = ENDS.map(|end| frame.column(end.word()).ok()?.str().ok()) else {
            return Ok(Err(frame));
        };
        let mut list = List::new();
        let mut ints_of = |column: &StringChunked| {
            let mut codes = Vec::with_capacity(column.len());
            list.add(column, &mut codes, &mut go_on)?;
            places(&codes, &mut go_on)
        };
        let (from, to) = (ints_of(from)?, ints_of(to)?);
        let names = frame.columns().iter().map(|column| column.name().clone()).collect();
        let (mut whole, mut plain, height) = (Vec::new(), Vec::new(), frame.height());
        for column in frame.into_columns().into_iter().filter(|column| !is_end(column.name())) {
            match ints_in(&column, &mut go_on)? {
                Some(ints) => whole.push((column.name().clone(), Arc::new(ints))),
                None => plain.push(column),
            }
        }
        let plain = joined(plain, height, go_on)?;
        Ok(Ok(Packed { ids: list.finish(), from, to, whole, plain, names }))
    }

    /// Rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.from.len()
    }

    /// The different ids, and for each row the places there of who began and of the other.
    #[must_use]
    pub fn pairs(&self) -> (&StringChunked, [&Ints; 2]) {
        (&self.ids, [&self.from, &self.to])
    }

    pub(super) fn names(&self) -> &[PlSmallStr] {
        &self.names
    }

    /// The columns that are held as they came.
    pub(super) fn plain(&self) -> &DataFrame {
        &self.plain
    }

    pub(super) fn texts(&self, name: &str) -> Option<Texts<'_>> {
        let codes = match name {
            name if name == Meaning::From.word() => &self.from,
            name if name == Meaning::To.word() => &self.to,
            name => return Some(Texts::Plain(self.plain.column(name).ok()?.str().ok()?)),
        };
        Some(Texts::Coded { list: &self.ids, codes })
    }

    pub(super) fn whole(&self, name: &str) -> Option<Whole<'_>> {
        let packed = self.whole.iter().find(|(is_called, _)| is_called == name);
        let plain = || Some(Whole::Plain(self.plain.column(name).ok()?.i64().ok()?));
        packed.map(|(_, ints)| Whole::Packed(ints)).or_else(plain)
    }

    /// Some rows as a data frame.
    #[must_use]
    pub fn frame(&self, rows: Range<usize>) -> DataFrame {
        let column = |name: &PlSmallStr| -> Option<Column> {
            if let Some(whole) = self.whole.iter().find(|(is_called, _)| is_called == name) {
                let cells: Int64Chunked = rows.clone().map(|n| whole.1.get(n)).collect();
                return Some(cells.with_name(name.clone()).into_column());
            }
            if let Some(texts @ Texts::Coded { .. }) = self.texts(name) {
                let cells: StringChunked = rows.clone().map(|n| texts.get(n)).collect();
                return Some(cells.with_name(name.clone()).into_column());
            }
            Some(self.plain.column(name).ok()?.slice(i64::try_from(rows.start).ok()?, rows.len()))
        };
        let columns = self.names.iter().filter_map(column).collect();
        DataFrame::new(rows.len(), columns).unwrap_or_default()
    }

    /// The rows that are to be kept, as if the others had never been but for their long texts in plain columns, which may
    /// stay in memory. O(rows).
    ///
    /// # Errors
    /// Whatever `go_on` says, which is asked every few thousand rows, and before each plain column.
    pub fn filter<E>(&self, keep: &[bool], mut go_on: impl FnMut() -> Result<(), E>) -> Result<Packed, E> {
        let keep = &keep[..keep.len().min(self.height())];
        let n_kept = keep.iter().filter(|keep| **keep).count();
        let mut list = Fewer::of(&self.ids);
        let mut ints_of = |column: &Ints| {
            let mut codes = Vec::with_capacity(n_kept);
            for rows in kept_rows(keep) {
                go_on()?;
                codes.extend(rows.map(|n| list.place(column.get(n))));
            }
            places(&codes, &mut go_on)
        };
        let (from, to) = (ints_of(&self.from)?, ints_of(&self.to)?);
        let mut whole = Vec::with_capacity(self.whole.len());
        for (name, ints) in &self.whole {
            let left = Ints::pack(|| kept_rows(keep).map(|rows| rows.map(|n| ints.get(n))), &mut go_on)?;
            // Some of the numbers lie no farther apart than all of them.
            whole.push((name.clone(), Arc::new(left.unwrap_or_default())));
        }
        let plain = kept(&self.plain, keep, go_on)?;
        Ok(Packed { ids: list.finish(), from, to, whole, plain, names: self.names.clone() })
    }

    /// With the texts of plain columns in memory of their own.
    pub(super) fn in_own_memory<E>(mut self, go_on: impl FnMut() -> Result<(), E>) -> Result<Packed, E> {
        self.plain = own(&self.plain, go_on)?;
        Ok(self)
    }

    /// With one of the plain columns replaced.
    pub(super) fn with_plain(&self, column: Column) -> Packed {
        let mut packed = self.clone();
        if packed.plain.column(column.name()).is_ok() {
            // Of the same height under a name that is there.
            let _ = packed.plain.with_column(column);
        }
        packed
    }

    pub(super) fn is_same(&self, other: &Packed) -> bool {
        let ids = || self.ids.len() == other.ids.len() && self.ids.iter().eq(other.ids.iter());
        let is_alike = (&self.names, &self.from, &self.to, &self.whole);
        is_alike == (&other.names, &other.from, &other.to, &other.whole)
            && ids()
            && self.plain.equals_missing(&other.plain)
    }
}

/// The columns of ids.
const ENDS: [Meaning; 2] = [Meaning::From, Meaning::To];

fn is_end(name: &str) -> bool {
    ENDS.iter().any(|end| end.word() == name)
}

/// A column of whole numbers that lie close enough together.
fn ints_in<E>(column: &Column, go_on: impl FnMut() -> Result<(), E>) -> Result<Option<Ints>, E> {
    column.i64().map_or(Ok(None), |column| Ints::pack(|| blocks(column), go_on))
}

/// Places in a list, [`NOBODY`] being none.
fn places<E>(codes: &[u32], go_on: impl FnMut() -> Result<(), E>) -> Result<Arc<Ints>, E> {
    let place = |&code: &u32| (code != NOBODY).then_some(i64::from(code));
    let ints = Ints::pack(|| codes.chunks(BLOCK).map(|codes| codes.iter().map(place)), go_on)?;
    // Places lie no farther apart than 32 bits tell.
    Ok(Arc::new(ints.unwrap_or_default()))
}

/// The cells of a column, some thousand at a time.
fn blocks(column: &Int64Chunked) -> impl Iterator<Item = impl Iterator<Item = Option<i64>>> {
    column.downcast_iter().flat_map(|piece| {
        let begins = (0..piece.len()).step_by(BLOCK);
        begins.map(move |begin| (begin..piece.len().min(begin + BLOCK)).map(move |n| piece.get(n)))
    })
}

/// The rows that are to be kept, of some thousand at a time.
fn kept_rows(keep: &[bool]) -> impl Iterator<Item = impl Iterator<Item = usize>> {
    let blocks = keep.chunks(BLOCK).zip((0..).step_by(BLOCK));
    blocks.map(|(keep, begin)| keep.iter().zip(begin..).filter(|(keep, _)| **keep).map(|(_, n)| n))
}
