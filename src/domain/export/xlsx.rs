//! Tables as an Excel workbook with a sheet that explains the columns; no cell is ever a formula.

use super::csv::{Cell, CellReader};
use super::{ExportProblem, Exported};
use polars::prelude::DataFrame;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Rows of a worksheet, the header among them.
const MAX_ROWS: usize = 1_048_576;
/// Columns that are numbers to the eye and text to the customer: never reckoned with, never shortened.
const TEXT_COLUMNS: [&str; 5] = ["id", "phone", "from", "to", "cell"];
/// Rows that decide how wide a column is.
const N_ROWS_MEASURED: usize = 1_000;

/// A table as a workbook: bold header that stays in view, filters, text cells as text (ids and phone numbers also
/// formatted so), and a sheet "Columns" with the meaning of each. Carries a fixed date: the same table gives the same
/// bytes.
///
/// # Errors
/// [`ExportProblem::TooManyRows`]; [`ExportProblem::Unwritable`] for a cell of more than 32,767 letters.
pub fn xlsx(exported: &Exported) -> Result<Vec<u8>, ExportProblem> {
    let height = exported.frame.height();
    if height >= MAX_ROWS {
        return Err(ExportProblem::TooManyRows(height));
    }
    let unwritable = |error: XlsxError| ExportProblem::Unwritable(error.to_string());
    let mut workbook = Workbook::new();
    let written_on = ExcelDateTime::from_ymd(2000, 1, 1).map_err(unwritable)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&written_on));
    let readers: Vec<CellReader> = exported.frame.columns().iter().map(CellReader::new).collect::<Result<_, _>>()?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(exported.title.as_ref()).map_err(unwritable)?;
    put_table(sheet, &exported.frame, &readers).map_err(unwritable)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("Columns").map_err(unwritable)?;
    put_dictionary(sheet, exported).map_err(unwritable)?;
    workbook.save_to_buffer().map_err(unwritable)
}

fn put_table(sheet: &mut Worksheet, frame: &DataFrame, readers: &[CellReader]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let plain = Format::new();
    let as_text = Format::new().set_num_format("@");
    for ((place, column), reader) in (0u16..).zip(frame.columns()).zip(readers) {
        let name = column.name().as_str();
        sheet.write_string_with_format(0, place, name, &bold)?;
        let format = if TEXT_COLUMNS.contains(&name) { &as_text } else { &plain };
        let mut width = name.chars().count() + 3;
        for (line, row) in (1u32..).zip(0..frame.height()) {
            let n_letters = put_cell(sheet, line, place, &reader.cell(row), format)?;
            if row < N_ROWS_MEASURED {
                width = width.max(n_letters + 1);
            }
        }
        sheet.set_column_width(place, width.clamp(6, 60) as f64)?;
        if reader.is_text() && TEXT_COLUMNS.contains(&name) {
            sheet.set_column_format(place, &as_text)?;
        }
    }
    let (last_row, last_column) = (frame.height() as u32, readers.len().saturating_sub(1) as u16);
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

/// Returns how many letters the cell shows.
fn put_cell(
    sheet: &mut Worksheet,
    line: u32,
    place: u16,
    cell: &Cell<'_>,
    format: &Format,
) -> Result<usize, XlsxError> {
    match cell {
        Cell::Nothing => return Ok(0),
        Cell::Text(text) => {
            sheet.write_string_with_format(line, place, *text, format)?;
            return Ok(text.lines().map(|text| text.chars().count()).max().unwrap_or(0));
        }
        Cell::Flag(flag) => sheet.write_string(line, place, if *flag { "yes" } else { "no" })?,
        // Excel reckons with 15 digits: longer whole numbers stay text rather than lose their end.
        Cell::Number(digits) => match digits.parse::<f64>() {
            Ok(number) if number.fract() != 0.0 || number.abs() < 1e15 => sheet.write_number(line, place, number)?,
            _ => sheet.write_string(line, place, digits)?,
        },
    };
    Ok(if let Cell::Number(digits) = cell { digits.len() } else { 3 })
}

fn put_dictionary(sheet: &mut Worksheet, exported: &Exported) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.write_string_with_format(0, 0, "column", &bold)?;
    sheet.write_string_with_format(0, 1, "meaning", &bold)?;
    for (line, (column, meaning)) in (1u32..).zip(&exported.dictionary) {
        sheet.write_string(line, 0, *column)?;
        sheet.write_string(line, 1, meaning.as_ref())?;
    }
    if let Some(note) = &exported.note {
        let line = exported.dictionary.len() as u32 + 2;
        sheet.write_string_with_format(line, 0, "rows", &bold)?;
        sheet.write_string(line, 1, note)?;
    }
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 90)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::Column;

    fn exported(n: usize) -> Exported {
        let columns = vec![
            Column::new("id".into(), (0..n).map(|k| format!("00{k}")).collect::<Vec<_>>()),
            Column::new("phone".into(), vec!["+393331234567"; n]),
            Column::new("note".into(), vec!["=1+1"; n]),
            Column::new("share".into(), vec![0.1f32; n]),
            Column::new("rank".into(), vec![None::<u32>; n]),
        ];
        let frame = DataFrame::new(n, columns).unwrap();
        Exported { title: "Shortlist".into(), frame, dictionary: vec![("id", "customer number".into())], note: None }
    }

    #[test]
    fn the_same_table_gives_the_same_workbook() {
        let bytes = xlsx(&exported(20)).unwrap();
        assert_eq!(&bytes[..4], b"PK\x03\x04");
        assert_eq!(bytes, xlsx(&exported(20)).unwrap());
        assert_ne!(bytes, xlsx(&exported(21)).unwrap());
        assert!(xlsx(&exported(0)).is_ok());
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let column = Column::new("rank".into(), vec![1u32; MAX_ROWS]);
        let frame = DataFrame::new(MAX_ROWS, vec![column]).unwrap();
        let exported = Exported { title: "Ties".into(), frame, dictionary: Vec::new(), note: None };
        assert_eq!(xlsx(&exported), Err(ExportProblem::TooManyRows(MAX_ROWS)));
        let long = Column::new("note".into(), ["x".repeat(40_000)]);
        let exported = Exported { frame: DataFrame::new(1, vec![long]).unwrap(), ..exported };
        assert!(matches!(xlsx(&exported), Err(ExportProblem::Unwritable(_))));
    }
}
