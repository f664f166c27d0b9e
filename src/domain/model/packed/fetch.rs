//! Packs rows of which never all columns are there as they come; knows nothing of where they come from.

use super::list::List;
use super::{ENDS, Ints, Packed, ints_in, is_end, joined, places};
use crate::domain::model::Meaning;
use polars::prelude::{Column, PlSmallStr};
use std::ops::Range;
use std::sync::Arc;

/// Rows of ids that are read at a time; fewer in tests, which come to the second piece.
const PIECE: usize = if cfg!(test) { 1 << 16 } else { 1 << 20 };

impl Packed {
    /// What [`Packed::of`] makes of the columns of these names, which `column` fetches one by one, and of the ids some
    /// rows at a time. Nothing where two of them are no ids, or one is not of the height. O(rows).
    ///
    /// # Errors
    /// What `column` says.
    pub(in crate::domain::model) fn fetch<E>(
        names: &[PlSmallStr],
        height: usize,
        column: &mut impl FnMut(&str, Range<usize>) -> Result<Column, E>,
    ) -> Result<Option<Packed>, E> {
        let mut list = List::new();
        let mut ints_of = |end: Meaning| -> Result<Option<Arc<Ints>>, E> {
            let mut codes = Vec::with_capacity(height);
            for begin in (0..height).step_by(PIECE) {
                let piece = column(end.word(), begin..height.min(begin + PIECE))?;
                let Ok(texts) = piece.str() else { return Ok(None) };
                list.add(texts, &mut codes, || Ok(()))?;
            }
            if codes.len() == height { places(&codes, || Ok(())).map(Some) } else { Ok(None) }
        };
        if !ENDS.iter().all(|end| names.iter().any(|name| name == end.word())) {
            return Ok(None);
        }
        let [Some(from), Some(to)] = [ints_of(ENDS[0])?, ints_of(ENDS[1])?] else { return Ok(None) };
        let (mut whole, mut plain) = (Vec::new(), Vec::new());
        for name in names.iter().filter(|name| !is_end(name)) {
            let column = column(name, 0..height)?;
            if column.len() != height {
                return Ok(None);
            }
            match ints_in(&column, || Ok(()))? {
                Some(ints) => whole.push((name.clone(), Arc::new(ints))),
                None => plain.push(column),
            }
        }
        let plain = joined(plain, height, || Ok(()))?;
        Ok(Some(Packed { ids: list.finish(), from, to, whole, plain, names: names.to_vec() }))
    }
}
