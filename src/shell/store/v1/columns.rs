//! Columns of numbers and text as Parquet bytes and back, bit for bit, of long tables some rows at a time; knows nothing of
//! what they mean.

use super::Trouble;
use crate::domain::model::{FileKind, Filled, Table};
use polars::prelude::{Column, DataFrame, IntoSeries, NamedFrom, NewChunkedArray, PlSmallStr, Series, StringChunked};
use polars_io::SerReader;
use polars_io::parquet::read::{ParallelStrategy, ParquetReader};
use polars_io::parquet::write::{ParquetCompression, ParquetWriter, StatisticsOptions};
use std::io::Cursor;

/// Rows of a packed table that are unpacked at a time: as many as Parquet keeps together.
const PIECE: usize = 1 << 18;

/// A table as compressed Parquet.
pub(super) fn table_to_parquet(table: &Table) -> Result<Vec<u8>, Trouble> {
    let Some(packed) = table.packed() else { return to_parquet(table.plain()) };
    let mut bytes = Vec::new();
    let mut writer = writer(&mut bytes).batched(packed.frame(0..0).schema())?;
    for begin in (0..packed.height()).step_by(PIECE) {
        let mut piece = packed.frame(begin..packed.height().min(begin + PIECE));
        // Columns that are held as they came may be in pieces of their own.
        piece.rechunk_mut();
        writer.write_batch(&piece)?;
    }
    writer.finish()?;
    Ok(bytes)
}

/// The table back, of pairs column by column.
pub(super) fn table_from_parquet(kind: FileKind, bytes: Vec<u8>) -> Result<Table, Trouble> {
    if !kind.is_pairs() || bytes.is_empty() {
        return Ok(Table::new(kind, from_parquet(bytes)?));
    }
    let mut whole = ParquetReader::new(Cursor::new(&bytes));
    let (metadata, schema) = (whole.get_metadata()?.clone(), whole.schema()?);
    let names: Vec<PlSmallStr> = schema.iter_names().cloned().collect();
    Table::fetched(kind, &names, metadata.num_rows, |name, rows| {
        let mut reader = ParquetReader::new(Cursor::new(&bytes))
            .with_columns(Some(vec![name.to_owned()]))
            .with_slice(Some((rows.start, rows.len())))
            // Alone it passes over rows before the slice without unpacking them.
            .read_parallel(ParallelStrategy::RowGroups);
        reader.set_metadata(metadata.clone());
        Ok(reader.finish()?.column(name)?.clone())
    })
}

fn to_parquet(frame: &DataFrame) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    if frame.width() == 0 {
        return Ok(bytes);
    }
    writer(&mut bytes).finish(&mut frame.clone())?;
    Ok(bytes)
}

fn writer(bytes: &mut Vec<u8>) -> ParquetWriter<&mut Vec<u8>> {
    ParquetWriter::new(bytes)
        .with_compression(ParquetCompression::Zstd(None))
        .with_statistics(StatisticsOptions::empty())
}

fn from_parquet(bytes: Vec<u8>) -> Result<DataFrame, Trouble> {
    if bytes.is_empty() {
        return Ok(DataFrame::empty());
    }
    Ok(ParquetReader::new(Cursor::new(bytes)).finish()?)
}

/// Columns on their way out. Floats go as their bits: every NaN and minus zero comes back as it was.
#[derive(Default)]
pub(super) struct Out(Vec<Column>);

impl Out {
    fn put<T: ?Sized>(&mut self, name: &str, values: &T, is_empty: bool) -> &mut Self
    where
        Series: NamedFromRef<T>,
    {
        // A part that was not computed is left out, and comes back empty.
        if !is_empty {
            self.0.push(Series::named(name.into(), values).into());
        }
        self
    }

    pub(super) fn u32(&mut self, name: &str, values: &[u32]) -> &mut Self {
        self.put(name, values, values.is_empty())
    }

    pub(super) fn u64(&mut self, name: &str, values: &[u64]) -> &mut Self {
        self.put(name, values, values.is_empty())
    }

    pub(super) fn i64(&mut self, name: &str, values: &[i64]) -> &mut Self {
        self.put(name, values, values.is_empty())
    }

    pub(super) fn bool(&mut self, name: &str, values: &[bool]) -> &mut Self {
        self.put(name, values, values.is_empty())
    }

    pub(super) fn text(&mut self, name: &str, values: &[String]) -> &mut Self {
        self.put(name, values, values.is_empty())
    }

    /// So many rows of a column, of which any may be without a text.
    pub(super) fn optional_text(&mut self, name: &str, values: &Filled, n_rows: usize) -> &mut Self {
        if n_rows > 0 {
            let column = StringChunked::from_iter_options(name.into(), values.iter(n_rows));
            self.0.push(column.into_series().into());
        }
        self
    }

    pub(super) fn f32(&mut self, name: &str, values: &[f32]) -> &mut Self {
        let bits: Vec<u32> = values.iter().map(|value| value.to_bits()).collect();
        self.u32(name, &bits)
    }

    pub(super) fn f64(&mut self, name: &str, values: &[f64]) -> &mut Self {
        let bits: Vec<u64> = values.iter().map(|value| value.to_bits()).collect();
        self.u64(name, &bits)
    }

    pub(super) fn bytes(&mut self) -> Result<Vec<u8>, Trouble> {
        to_parquet(&DataFrame::new_infer_height(std::mem::take(&mut self.0))?)
    }
}

/// Gives [`NamedFrom`] one shape for all the kinds of column above.
trait NamedFromRef<T: ?Sized> {
    fn named(name: PlSmallStr, values: &T) -> Series;
}

macro_rules! named_from {
    ($($kind:ty),*) => {$(
        impl NamedFromRef<[$kind]> for Series {
            fn named(name: PlSmallStr, values: &[$kind]) -> Series {
                Series::new(name, values)
            }
        }
    )*};
}
named_from!(u32, u64, i64, bool, String);

/// Columns on their way in.
pub(super) struct In(DataFrame);

const NULL: Trouble = Trouble::Content("a value is missing");

macro_rules! read_plain {
    ($($name:ident: $kind:ty),*) => {$(
        pub(super) fn $name(&self, name: &str) -> Result<Vec<$kind>, Trouble> {
            let Ok(column) = self.0.column(name) else { return Ok(Vec::new()) };
            column.$name()?.iter().map(|value| value.ok_or(NULL)).collect()
        }
    )*};
}

impl In {
    pub(super) fn from_bytes(bytes: Vec<u8>) -> Result<Self, Trouble> {
        Ok(In(from_parquet(bytes)?))
    }

    read_plain!(u32: u32, u64: u64, i64: i64, bool: bool);

    pub(super) fn text(&self, name: &str) -> Result<Vec<String>, Trouble> {
        let Ok(column) = self.0.column(name) else { return Ok(Vec::new()) };
        column.str()?.iter().map(|value| value.map(str::to_owned).ok_or(NULL)).collect()
    }

    pub(super) fn optional_text(&self, name: &str) -> Result<Filled, Trouble> {
        let Ok(column) = self.0.column(name) else { return Ok(Filled::default()) };
        Ok(column.str()?.iter().collect())
    }

    pub(super) fn f32(&self, name: &str) -> Result<Vec<f32>, Trouble> {
        Ok(self.u32(name)?.into_iter().map(f32::from_bits).collect())
    }

    pub(super) fn f64(&self, name: &str) -> Result<Vec<f64>, Trouble> {
        Ok(self.u64(name)?.into_iter().map(f64::from_bits).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::df;

    /// More rows than are unpacked or read at a time, with cells that are empty, long, or no whole numbers.
    fn calls(n_rows: i64) -> DataFrame {
        let who = |n: i64| (n % 1_013 > 0).then(|| format!("{}{}", "+39 ".repeat((n % 7) as usize), n * n % 50_021));
        df!(
            "to" => (0..n_rows).map(|n| format!("{}", n % 977)).collect::<Vec<_>>(),
            "at" => (0..n_rows).map(|n| (n % 11 > 0).then_some(1_700_000_000 + n)).collect::<Vec<_>>(),
            "from" => (0..n_rows).map(who).collect::<Vec<_>>(),
            "far" => (0..n_rows).map(|n| if n == 5 { i64::MIN } else { i64::MAX }).collect::<Vec<_>>(),
            "value" => (0..n_rows).map(|n| (n % 5 > 0).then_some(n as f64 / 3.0)).collect::<Vec<_>>(),
            "body" => (0..n_rows).map(|n| (n % 3 > 0).then_some("a text that is longer than twelve bytes")).collect::<Vec<_>>(),
        )
        .unwrap()
    }

    #[test]
    fn tables_longer_than_a_piece_come_back_as_they_were_from_files_of_any_age() {
        let frame = calls((1 << 18) + 1_077);
        let mut pieces = frame.head(Some(1_000));
        pieces.vstack_mut(&frame.slice(1_000, frame.height())).unwrap();
        let table = Table::new(FileKind::Calls, pieces);
        assert!(table.packed().is_some() && table.plain().width() == 3);
        let bytes = table_to_parquet(&table).unwrap();
        // As it is read, and was, where all columns are there at once.
        assert!(from_parquet(bytes.clone()).unwrap().equals_missing(&frame));
        for bytes in [bytes, to_parquet(&frame).unwrap()] {
            let read = table_from_parquet(FileKind::Calls, bytes).unwrap();
            assert!(read.packed().is_some() && read.is_same(&table));
        }
    }

    #[test]
    fn short_tables_and_pairs_without_people_come_back_too() {
        let some = calls(5);
        let alone = some.drop("to").unwrap();
        let frames = [some.head(Some(0)), some.clone(), alone, DataFrame::empty()];
        for (kind, frame) in
            [FileKind::Calls, FileKind::Purchases].into_iter().flat_map(|kind| frames.clone().map(|it| (kind, it)))
        {
            let table = Table::new(kind, frame);
            let read = table_from_parquet(kind, table_to_parquet(&table).unwrap()).unwrap();
            assert!(read.is_same(&table), "{kind:?} {:?}", table.names());
        }
    }

    #[test]
    fn ids_that_are_no_text_are_held_as_they_came() {
        let frame = df!("from" => [1i64, 2], "to" => ["2", "3"]).unwrap();
        let read = table_from_parquet(FileKind::Calls, to_parquet(&frame).unwrap()).unwrap();
        assert!(read.packed().is_none() && read.frame().equals_missing(&frame));
    }
}
