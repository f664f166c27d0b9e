//! Columns that a table holds as they came: put together, filtered, copied; knows nothing of what they mean.

use super::BLOCK;
use polars::prelude::{BooleanChunked, Column, DataFrame, IntoColumn, NewChunkedArray, StringChunkedBuilder};

/// The columns, each in one piece: of many, each look at a row would first search for the right one. Asks before each
/// column whether to go on; one after the other, that only one is in memory twice.
pub(in crate::domain::model) fn joined<E>(
    columns: Vec<Column>,
    height: usize,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<DataFrame, E> {
    let mut whole = Vec::with_capacity(columns.len());
    for column in columns {
        go_on()?;
        whole.push(column.rechunk());
    }
    // Columns of one frame are all of its height.
    Ok(DataFrame::new(height, whole).unwrap_or_default())
}

/// The rows that are to be kept, which may share the old buffers of long texts. Asks before each column whether to go on.
pub(in crate::domain::model) fn kept<E>(
    frame: &DataFrame,
    keep: &[bool],
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<DataFrame, E> {
    let mask = BooleanChunked::from_slice("keep".into(), keep);
    let mut columns = Vec::with_capacity(frame.width());
    for column in frame.columns() {
        go_on()?;
        // A mask of the frame's own height always fits; were it not so, nothing stays.
        columns.push(column.filter(&mask).unwrap_or_else(|_| column.slice(0, 0)));
    }
    let height = columns.first().map_or_else(|| keep.iter().filter(|keep| **keep).count(), Column::len);
    Ok(DataFrame::new(height, columns).unwrap_or_default())
}

/// The same columns with texts in memory of their own. Asks every few thousand cells whether to go on.
pub(in crate::domain::model) fn own<E>(
    frame: &DataFrame,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<DataFrame, E> {
    let mut columns = Vec::with_capacity(frame.width());
    for column in frame.columns() {
        let Ok(texts) = column.str() else {
            columns.push(column.clone());
            continue;
        };
        let mut own = StringChunkedBuilder::new(column.name().clone(), texts.len());
        for (n, text) in texts.iter().enumerate() {
            if n.is_multiple_of(BLOCK) {
                go_on()?;
            }
            own.append_option(text);
        }
        columns.push(own.finish().into_column());
    }
    Ok(DataFrame::new(frame.height(), columns).unwrap_or_default())
}
