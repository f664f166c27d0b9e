//! Tables as Parquet, types kept; knows no table's meaning.

use super::ExportProblem;
use polars::prelude::DataFrame;
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};

/// A table as a Parquet file (zstd); the same table gives the same bytes.
///
/// # Errors
/// [`ExportProblem::Unwritable`] for a column type that Parquet has not.
pub fn parquet(frame: &DataFrame) -> Result<Vec<u8>, ExportProblem> {
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Zstd(None));
    writer.finish(&mut frame.clone()).map_err(|error| ExportProblem::Unwritable(error.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::{Column, SerReader};
    use polars_io::parquet::read::ParquetReader;

    #[test]
    fn values_and_types_come_back() {
        let columns = vec![
            Column::new("id".into(), ["007", "+39", "=1+1"]),
            Column::new("rank".into(), [Some(1u32), None, Some(3)]),
            Column::new("share".into(), [0.5f32, 0.25, 1.0]),
        ];
        let frame = DataFrame::new(3, columns).unwrap();
        let bytes = parquet(&frame).unwrap();
        assert_eq!(bytes, parquet(&frame).unwrap());
        let back = ParquetReader::new(std::io::Cursor::new(bytes)).finish().unwrap();
        assert!(back.equals_missing(&frame));
        assert_eq!(back.schema(), frame.schema());
    }
}
