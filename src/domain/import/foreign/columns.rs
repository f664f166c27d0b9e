//! Parquet and Arrow files to text; their columns must hold plain values.

use crate::domain::import::carried::{Carried, pack};
use crate::domain::import::types::Refusal;
use polars::prelude::{DataFrame, PolarsResult, SerReader, SerWriter};
use polars_io::csv::write::CsvWriter;
use polars_io::ipc::IpcReader;
use polars_io::parquet::read::ParquetReader;
use std::io::Cursor;

pub fn read_parquet(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    written(ParquetReader::new(Cursor::new(bytes)).finish())
}

pub fn read_arrow(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    written(IpcReader::new(Cursor::new(bytes)).finish())
}

fn written(frame: PolarsResult<DataFrame>) -> Result<Vec<u8>, Refusal> {
    let mut frame = frame.map_err(|_| Refusal::Damaged)?;
    if frame.width() == 0 {
        return Err(Refusal::NoTable);
    }
    let mut text = Vec::new();
    CsvWriter::new(&mut text).finish(&mut frame).map_err(|_| Refusal::NoTable)?;
    let head = Carried { n_rows: frame.height() as u64, first_row: 0, ..Carried::default() };
    Ok(pack(vec![(head, text)]))
}
