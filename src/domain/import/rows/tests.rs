//! Cells and lines as people and programs write them.

use super::*;

const COMMA: Dialect = Dialect { delimiter: b',', quote: b'"', has_backslash: false, is_sheet: false };

fn split(text: &str, dialect: Dialect, n_columns: usize) -> Vec<(u64, bool, Vec<String>)> {
    let mut rows = Rows::new(text.as_bytes(), dialect);
    rows.expect(n_columns);
    let mut cells = ByteRecord::new();
    let mut all = Vec::new();
    while let Some(place) = rows.next(&mut cells) {
        let texts = cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        all.push((place.line, place.has_open_quote, texts));
    }
    all
}

fn cells(text: &str, dialect: Dialect, n_columns: usize) -> Vec<Vec<String>> {
    split(text, dialect, n_columns).into_iter().map(|(_, _, cells)| cells).collect()
}

#[test]
fn every_line_end_ends_a_row_and_blank_lines_are_rows() {
    let lines: Vec<u64> = split("a,b\r\n1,2\n\n3,4\r5,", COMMA, 2).into_iter().map(|(line, ..)| line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 5]);
    assert_eq!(cells("3,4\r5,", COMMA, 2), [["3", "4"], ["5", ""]]);
    assert_eq!(cells("1,2\n", COMMA, 2).len(), 1);
}

#[test]
fn quoted_cells_hold_delimiters_quotes_and_lines() {
    let text = "1,\"Lee; Pat, \"\"x\"\"\"\n2,\"one\r\ntwo\"\n3,c\n";
    let all = split(text, COMMA, 2);
    assert_eq!(all[0].2, ["1", "Lee; Pat, \"x\""]);
    assert_eq!(all[1].2, ["2", "one\r\ntwo"]);
    assert_eq!(all[2].0, 4);
    assert_eq!(cells("Pat \"The Voice\" Lee,2", COMMA, 2), [["Pat \"The Voice\" Lee", "2"]]);
    assert_eq!(cells("\"Pat \"The Voice\" Lee\" ,2", COMMA, 2), [["Pat \"The Voice\" Lee", "2"]]);
}

#[test]
fn one_stray_quote_costs_one_row() {
    let text = "1,\"Theo\n2,\"Lee, Pat\"\n3,c\n";
    let all = split(text, COMMA, 2);
    assert_eq!(all.iter().map(|row| row.1).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(all[0].2, ["1", "\"Theo"]);
    let far = format!("1,\"Theo\n{}", "2,b\n".repeat(200));
    assert_eq!(split(&far, COMMA, 2).iter().filter(|row| row.1).count(), 1);
    assert_eq!(split(&far, COMMA, 2).len(), 201);
}

#[test]
fn runs_of_spaces_are_one_delimiter() {
    let spaces = Dialect { delimiter: b' ', ..COMMA };
    assert_eq!(cells("  1   2 \n3\t4\n\n", spaces, 2), [vec!["1", "2"], vec!["3", "4"], vec![""]]);
}

#[test]
fn backslashes_and_single_quotes() {
    let backslash = Dialect { has_backslash: true, ..COMMA };
    assert_eq!(cells("Pat \\\"V\\\" Lee,\"a \\\" b\"", backslash, 2), [["Pat \"V\" Lee", "a \" b"]]);
    let single = Dialect { quote: b'\'', ..COMMA };
    assert_eq!(cells("'Grace D''Amico, x',2", single, 2), [["Grace D'Amico, x", "2"]]);
}
