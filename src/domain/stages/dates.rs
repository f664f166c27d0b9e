//! The dates of a column of the customers' list, whichever way round its days and months stand; draws nothing from them.

use crate::domain::import::{Use, calendar, use_of};
use crate::domain::model::{People, Ties};

/// Values that are looked at to see which way round days and months stand.
const LOOKED_AT: usize = 1_000;

/// For each person, the date in the first column that is good for `wanted`, in seconds; [`Ties::NO_DATE`] where it holds
/// none. Nothing where there is no such column. O(people).
#[must_use]
pub fn dates(people: &People, wanted: Use) -> Option<Vec<i64>> {
    let column = people.attributes.iter().find(|attribute| use_of(&attribute.heading) == Some(wanted))?;
    let values = column.values.iter().flatten().take(LOOKED_AT);
    // As many as can be read decide whether the day or the month comes first.
    let n_read = |is_day_first: bool| values.clone().filter(|value| calendar(value, is_day_first).is_some()).count();
    let is_day_first = n_read(true) > n_read(false);
    let date = |value: &Option<String>| value.as_deref().and_then(|value| calendar(value, is_day_first));
    Some(column.values.iter().map(|value| date(value).unwrap_or(Ties::NO_DATE)).collect())
}
