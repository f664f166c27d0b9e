//! Columns of numbers and text as Parquet bytes and back, bit for bit; knows nothing of what they mean.

use super::Trouble;
use crate::domain::model::Filled;
use polars::prelude::{Column, DataFrame, IntoSeries, NamedFrom, NewChunkedArray, PlSmallStr, Series, StringChunked};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use polars_io::parquet::write::{ParquetCompression, ParquetWriter, StatisticsOptions};
use std::io::Cursor;

/// A table as compressed Parquet.
pub(super) fn to_parquet(frame: &DataFrame) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    if frame.width() == 0 {
        return Ok(bytes);
    }
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Zstd(None))
        .with_statistics(StatisticsOptions::empty())
        .finish(&mut frame.clone())?;
    Ok(bytes)
}

pub(super) fn from_parquet(bytes: Vec<u8>) -> Result<DataFrame, Trouble> {
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
