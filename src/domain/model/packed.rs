//! Rows of a table of pairs in few bytes: ids as places in a list, whole numbers in as many bits as they need; knows
//! nothing of what the rows say.

use super::cells::{Texts, Whole};
use super::ids::NOBODY;
use super::ints::Ints;
use super::meaning::Meaning;
use super::texts_met::List;
use polars::prelude::{
    BooleanChunked, Column, DataFrame, Int64Chunked, IntoColumn, NewChunkedArray, PlSmallStr, StringChunked,
    StringChunkedBuilder,
};
use std::convert::Infallible;
use std::ops::Range;

/// Rows of ids that are read at a time.
const PIECE: usize = 1 << 20;

/// A table of which each row is of two people. Ten bytes a row of a list of calls, where a data frame takes fifty.
///
/// The ids stand in the order in which they first come, down the column of those who began and then down that of the
/// others: equal tables are held equally.
#[derive(Clone, Debug)]
pub struct Packed {
    ids: StringChunked,
    from: Ints,
    to: Ints,
    whole: Vec<(PlSmallStr, Ints)>,
    /// What is neither, as it came.
    plain: DataFrame,
    /// Of all columns, in their order.
    names: Vec<PlSmallStr>,
}

impl Packed {
    /// The frame comes back where it has no two columns of ids. O(rows).
    ///
    /// # Errors
    /// Whatever `go_on` says, which is asked every few thousand rows.
    pub fn of<E>(frame: DataFrame, mut go_on: impl FnMut() -> Result<(), E>) -> Result<Result<Packed, DataFrame>, E> {
        let [Some(from), Some(to)] = ENDS.map(|end| frame.column(end.word()).ok()?.str().ok()) else {
            return Ok(Err(frame));
        };
        let mut list = List::new();
        let mut codes = |column: &StringChunked| -> Result<Option<Ints>, E> {
            let mut codes = Vec::with_capacity(column.len());
            list.add(column, &mut codes, &mut go_on)?;
            Ok(packed_codes(&codes))
        };
        let (Some(from), Some(to)) = (codes(from)?, codes(to)?) else { return Ok(Err(frame)) };
        let names = frame.columns().iter().map(|column| column.name().clone()).collect();
        let mut packed = Packed { ids: list.finish(), from, to, whole: Vec::new(), plain: DataFrame::default(), names };
        let (mut plain, height) = (Vec::new(), frame.height());
        for column in frame.into_columns() {
            go_on()?;
            packed.take_in(column, &mut plain);
        }
        // Columns of one frame are all of its height.
        packed.plain = DataFrame::new(height, plain).unwrap_or_default();
        Ok(Ok(packed))
    }

    /// What [`Packed::of`] makes of the columns of these names, which `column` fetches one by one, and of the ids some
    /// rows at a time: never are all columns there as they come. Nothing where two of them are no ids. O(rows).
    ///
    /// # Errors
    /// What `column` says.
    pub(super) fn fetch<E>(
        names: &[PlSmallStr],
        height: usize,
        column: &mut impl FnMut(&str, Range<usize>) -> Result<Column, E>,
    ) -> Result<Option<Packed>, E> {
        let mut list = List::new();
        let mut codes = |end: Meaning| -> Result<Option<Ints>, E> {
            let mut codes = Vec::with_capacity(height);
            for begin in (0..height).step_by(PIECE) {
                let piece = column(end.word(), begin..height.min(begin + PIECE))?;
                let Ok(texts) = piece.str() else { return Ok(None) };
                let Ok(()) = list.add(texts, &mut codes, || Ok::<(), Infallible>(()));
            }
            Ok(packed_codes(&codes))
        };
        if !ENDS.iter().all(|end| names.iter().any(|name| name == end.word())) {
            return Ok(None);
        }
        let [Some(from), Some(to)] = [codes(ENDS[0])?, codes(ENDS[1])?] else { return Ok(None) };
        let (ids, names) = (list.finish(), names.to_vec());
        let mut packed = Packed { ids, from, to, whole: Vec::new(), plain: DataFrame::default(), names };
        let mut plain = Vec::new();
        for name in packed.names.clone().iter().filter(|name| !is_end(name)) {
            packed.take_in(column(name, 0..height)?, &mut plain);
        }
        let Ok(plain) = DataFrame::new(height, plain) else { return Ok(None) };
        packed.plain = plain;
        Ok(Some(packed))
    }

    /// Packs a column of whole numbers, and leaves to `plain` what is no id and cannot be packed.
    fn take_in(&mut self, column: Column, plain: &mut Vec<Column>) {
        let whole = column.i64().ok().and_then(|column| Ints::pack(|| column.iter()));
        match whole {
            _ if is_end(column.name()) => {}
            Some(whole) => self.whole.push((column.name().clone(), whole)),
            None => plain.push(column),
        }
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

    /// The rows that are to be kept, of which nothing of the others is left in memory. O(rows).
    #[must_use]
    pub fn filter(&self, keep: &[bool]) -> Packed {
        let kept = || (0..self.height()).filter(|&n| keep.get(n) == Some(&true));
        let mut place = vec![NOBODY; self.ids.len()];
        let mut builder = StringChunkedBuilder::new("id".into(), 0);
        let mut n_ids = 0;
        let mut codes = |column: &Ints| {
            let mut codes = Vec::new();
            for code in kept().map(|n| column.get(n)) {
                let code = code.and_then(|code| usize::try_from(code).ok());
                codes.push(code.map(|code| {
                    if place[code] == NOBODY {
                        place[code] = n_ids;
                        n_ids += 1;
                        builder.append_value(self.ids.get(code).unwrap_or_default());
                    }
                    i64::from(place[code])
                }));
            }
            Ints::pack(|| codes.iter().copied()).unwrap_or_default()
        };
        let (from, to) = (codes(&self.from), codes(&self.to));
        let whole = |(name, ints): &(PlSmallStr, Ints)| {
            // Some of the numbers lie no farther apart than all of them.
            (name.clone(), Ints::pack(|| kept().map(|n| ints.get(n))).unwrap_or_default())
        };
        let mask = BooleanChunked::from_slice("keep".into(), keep);
        Packed {
            from,
            to,
            ids: builder.finish(),
            whole: self.whole.iter().map(whole).collect(),
            plain: own(&self.plain.filter(&mask).unwrap_or_else(|_| self.plain.head(Some(0)))),
            names: self.names.clone(),
        }
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

fn packed_codes(codes: &[u32]) -> Option<Ints> {
    Ints::pack(|| codes.iter().map(|&code| (code != NOBODY).then_some(i64::from(code))))
}

/// The same columns in memory of their own: filtered ones may share the old buffers of long texts.
pub(super) fn own(frame: &DataFrame) -> DataFrame {
    let own = |column: &Column| match column.str() {
        Ok(texts) => {
            let values: Vec<Option<String>> = texts.iter().map(|cell| cell.map(str::to_owned)).collect();
            Column::new(column.name().clone(), values)
        }
        Err(_) => column.clone(),
    };
    let columns = frame.columns().iter().map(own).collect();
    DataFrame::new(frame.height(), columns).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{FileKind, Table};
    use crate::domain::ticket::{Stopped, Ticket};
    use polars::prelude::df;

    fn frame() -> DataFrame {
        df!(
            "at" => [Some(1_700_000_000_i64), None, Some(1_700_000_009), Some(1_700_086_400), Some(1_700_000_000)],
            "from" => ["1", "+39 02 1234567 890", "1", "a\0", ""],
            "seconds" => [60, -1, 0, 3_600, i64::from(u32::MAX)],
            "to" => ["2", " 1", "+39 02 1234567 890", "2", "Zoë"],
            "value" => [Some(1.5), None, Some(-0.0), Some(f64::NAN), Some(2.0)],
            "far" => [i64::MIN, i64::MAX, 0, 0, 0],
            "body" => [Some("Hello"), None, Some("a text that is longer than twelve bytes"), Some(""), Some("Hello")],
        )
        .unwrap()
    }

    fn packed(frame: DataFrame) -> Table {
        let table = Table::new(FileKind::Calls, frame);
        assert!(table.packed().is_some());
        table
    }

    #[test]
    fn rows_come_back_as_they_were_in_any_stretch() {
        let (frame, table) = (frame(), packed(frame()));
        assert_eq!((table.height(), table.names()), (5, vec!["at", "from", "seconds", "to", "value", "far", "body"]));
        assert!(table.frame().equals_missing(&frame), "{:?}", table.frame());
        assert!(table.packed().unwrap().frame(1..4).equals_missing(&frame.slice(1, 3)));
        for name in ["from", "to", "body"] {
            assert!(table.texts(name).unwrap().iter().eq(frame.column(name).unwrap().str().unwrap().iter()), "{name}");
        }
        for name in ["at", "seconds", "far"] {
            assert!(table.whole(name).unwrap().iter().eq(frame.column(name).unwrap().i64().unwrap().iter()), "{name}");
        }
        assert_eq!(table.packed().unwrap().pairs().0.len(), 7, "each id once, as it is written");
        assert!(packed(frame.head(Some(0))).frame().equals_missing(&frame.head(Some(0))));
    }

    #[test]
    fn nobody_is_left_of_rows_that_went() {
        let (frame, table) = (frame(), packed(frame()));
        let keep = [true, false, true, false, false];
        let left = table.filter(&keep);
        let mask = BooleanChunked::from_slice("keep".into(), &keep);
        assert!(left.frame().equals_missing(&frame.filter(&mask).unwrap()));
        let ids: Vec<&str> = left.packed().unwrap().pairs().0.iter().flatten().collect();
        assert_eq!(ids, ["1", "2", "+39 02 1234567 890"]);
        assert!(left.is_same(&packed(frame.filter(&mask).unwrap())), "as if the others had never been");
        assert!(!left.is_same(&table));
    }

    #[test]
    fn equal_tables_are_equal_however_their_columns_came_in_pieces() {
        let mut pieces = frame().head(Some(2));
        pieces.vstack_mut(&frame().slice(2, 3)).unwrap();
        assert!(packed(pieces).is_same(&packed(frame())));
        let changed = |name: &str, column: Column| {
            let mut frame = frame();
            frame.with_column(column.with_name(name.into())).unwrap();
            packed(frame).is_same(&packed(self::frame()))
        };
        assert!(!changed("to", Column::new("".into(), ["2", " 1", "1", "2", "Zoë"])));
        assert!(!changed("seconds", Column::new("".into(), [60i64, -1, 0, 3_600, 0])));
        assert!(!changed("value", Column::new("".into(), [1.5, 0.0, 0.0, 0.0, 2.0])));
        assert!(changed("seconds", Column::new("".into(), [60, -1, 0, 3_600, i64::from(u32::MAX)])));
    }

    #[test]
    fn a_stop_is_heard_and_rows_without_two_people_stay_as_they_are() {
        let ticket = Ticket::new();
        ticket.stop();
        assert_eq!(Table::within(FileKind::Calls, frame(), || ticket.check()).map(|_| ()), Err(Stopped));
        let alone = Table::new(FileKind::Calls, frame().drop("to").unwrap());
        assert!(alone.packed().is_none() && alone.frame().equals_missing(&frame().drop("to").unwrap()));
    }
}
