//! The dates of a column of the customers' list, whichever way round its days and months stand; draws nothing from them.

use crate::domain::import::{Use, calendar, use_of};
use crate::domain::model::{People, Ties};
use rayon::prelude::*;
use std::collections::HashMap;

/// Values that are looked at to see which way round days and months stand.
const LOOKED_AT: usize = 1_000;
/// Values read by one thread before it takes others.
const BLOCK: usize = 65_536;

/// For each person, the date in the first column that is good for `wanted`, in seconds; [`Ties::NO_DATE`] where it holds
/// none. Nothing where there is no such column. O(people).
#[must_use]
pub fn dates(people: &People, wanted: Use) -> Option<Vec<i64>> {
    let column = people.attributes.iter().find(|attribute| use_of(&attribute.heading) == Some(wanted))?;
    let values = column.values.texts().take(LOOKED_AT);
    // As many as can be read decide whether the day or the month comes first.
    let n_read = |is_day_first: bool| values.clone().filter(|value| calendar(value, is_day_first).is_some()).count();
    let is_day_first = n_read(true) > n_read(false);
    let date = |value: &str| calendar(value, is_day_first).unwrap_or(Ties::NO_DATE);
    // Columns of dates hold few different days: each is read once a block.
    let mut dates = vec![Ties::NO_DATE; people.len()];
    dates.par_chunks_mut(BLOCK).enumerate().for_each(|(block, dates)| {
        let mut known: HashMap<&str, i64> = HashMap::new();
        for (of, row) in dates.iter_mut().zip(block * BLOCK..) {
            if let Some(value) = column.values.get(row) {
                *of = *known.entry(value).or_insert_with(|| date(value));
            }
        }
    });
    Some(dates)
}
