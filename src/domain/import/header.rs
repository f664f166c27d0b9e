//! The names above a table, from one line or several, and how many cells its rows have; knows no meaning of a name.

use super::dialect;
use super::rows::{self, Rows};
use csv::ByteRecord;
use std::collections::HashSet;

/// Rows looked at to tell how many cells a row has.
const N_ROWS: usize = 200;
/// A header may say the same words in so many lines.
const MAX_LINES: usize = 3;

/// What stands above the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The line that names the columns, as it stands; empty where there is none.
    pub line: ByteRecord,
    /// One name a column; empty where the line has none.
    pub names: Vec<String>,
    /// Columns that the line says anything of, be it that they have no name.
    pub n_named: usize,
    /// Cells that a row must have at least.
    pub n_cells: usize,
    /// The line names more or fewer columns than the rows fill: nobody knows which name stands above which.
    pub is_other_width: bool,
    /// Lines passed over, titles among them.
    pub n_lines: u64,
}

impl Header {
    /// Whether a row has a cell for every column; empty ones behind them are nobody's.
    #[must_use]
    pub fn fits(&self, cells: &ByteRecord) -> bool {
        cells.len() >= self.n_cells && (cells.len() <= self.names.len() || rows::has_columns(cells, self.names.len()))
    }
}

/// Passes over titles and header, so that the next row is the first of the table.
pub fn read(rows: &mut Rows<'_>, n_title_lines: usize, has_header: bool) -> Header {
    let above = if has_header { line_above(rows, n_title_lines) } else { Vec::new() };
    let mut n_lines = rows.skip_lines(n_title_lines);
    let (n_cells, n_usual) = n_cells(rows, has_header);
    rows.expect(n_usual);
    let mut line = ByteRecord::new();
    let Some(place) = has_header.then(|| rows.next(&mut line)).flatten() else {
        let names = vec![String::new(); n_usual];
        return Header { line, names, n_named: 0, n_cells: n_usual, is_other_width: false, n_lines };
    };
    n_lines += 1;
    let mut names = fitted(spelled(&line), n_cells);
    if place.has_open_quote {
        names = names.iter().map(|name| name.trim_matches('"').to_owned()).collect();
    }
    let mut names = joined_groups(&above, names);
    n_lines += join_lines(&mut names, rows);
    let n_named = names.len();
    names.resize(n_named.max(n_usual), String::new());
    Header { line, names, n_named, n_cells, is_other_width: n_named != n_cells, n_lines }
}

/// The last title line: groups of columns, where a name needs them.
fn line_above(rows: &Rows<'_>, n_title_lines: usize) -> Vec<String> {
    let mut cells = ByteRecord::new();
    if n_title_lines == 0 {
        return Vec::new();
    }
    let mut rows = rows.clone();
    rows.skip_lines(n_title_lines - 1);
    if rows.next(&mut cells).is_some() { spelled(&cells) } else { Vec::new() }
}

/// How many cells a row must have, and how many most rows have. Where half of the rows fit the header, empty cells
/// behind it aside, a row must have as many as that.
fn n_cells(rows: &Rows<'_>, has_header: bool) -> (usize, usize) {
    let mut rows = rows.clone();
    let mut cells = ByteRecord::new();
    let n_named = if has_header && rows.next(&mut cells).is_some() { cells.len() } else { 0 };
    let (mut counts, mut n_fit) = (Vec::new(), 0);
    while counts.len() < N_ROWS && rows.next(&mut cells).is_some() {
        if !rows::is_blank(&cells) {
            counts.push(cells.len());
            n_fit += usize::from(n_named > 0 && rows::has_columns(&cells, n_named));
        }
    }
    counts.sort_unstable();
    let runs = counts.chunk_by(|first, second| first == second);
    let n_usual = runs.max_by_key(|run| run.len()).and_then(|run| run.first().copied());
    let n_usual = n_usual.unwrap_or(n_named.max(1));
    if n_named > 0 && n_fit * 2 >= counts.len() { (n_named, n_usual.max(n_named)) } else { (n_usual, n_usual) }
}

fn spelled(cells: &ByteRecord) -> Vec<String> {
    cells.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
}

/// A header with delimiters too many loses the empty names that they made.
fn fitted(mut header: Vec<String>, n_cells: usize) -> Vec<String> {
    let n_empty = header.iter().filter(|name| name.is_empty()).count();
    if header.len() > n_cells && n_empty > 0 && header.len() - n_empty <= n_cells {
        let mut n_left = header.len() - n_cells;
        header.retain(|name| {
            let is_surplus = name.is_empty() && n_left > 0;
            n_left -= usize::from(is_surplus);
            !is_surplus
        });
    }
    header
}

/// Names that are alike take the group above them in front.
fn joined_groups(groups: &[String], header: Vec<String>) -> Vec<String> {
    let different: HashSet<&String> = header.iter().collect();
    if groups.len() != header.len() || different.len() == header.len() {
        return header;
    }
    let mut group = "";
    let mut joined = Vec::with_capacity(header.len());
    for (above, name) in groups.iter().zip(&header) {
        if !above.is_empty() {
            group = above;
        }
        joined.push(format!("{group} {name}").trim().to_owned());
    }
    joined
}

/// Further lines of the header are joined to it: those that say the same words once more, and one that names what the
/// line above leaves open. Returns how many there were.
fn join_lines(header: &mut Vec<String>, rows: &mut Rows<'_>) -> u64 {
    let first = header.clone();
    let mut cells = ByteRecord::new();
    for n in 1..MAX_LINES {
        let mut ahead = rows.clone();
        if ahead.next(&mut cells).is_none() {
            return n as u64 - 1;
        }
        let line = spelled(&cells);
        if line == first && dialect::is_words(&line) {
            for (name, more) in header.iter_mut().zip(&first) {
                *name = format!("{name} {more}");
            }
        } else if n == 1 && completes(&line, &first) {
            *header = completed(&line, &first);
            *rows = ahead;
            return 1;
        } else {
            return n as u64 - 1;
        }
        *rows = ahead;
    }
    MAX_LINES as u64 - 1
}

/// Whether a line names just the columns that the line above leaves open, and those where its groups begin.
fn completes(line: &[String], above: &[String]) -> bool {
    let is_open = |n: usize| above[n].is_empty();
    let begins = |n: usize| above.get(n + 1).is_some_and(String::is_empty);
    line.len() == above.len()
        && (1..above.len()).any(is_open)
        && !is_open(0)
        && (0..above.len()).any(|n| line[n].is_empty())
        && dialect::is_words(line)
        && (0..above.len()).all(|n| if is_open(n) || begins(n) { !line[n].is_empty() } else { line[n].is_empty() })
}

fn completed(line: &[String], above: &[String]) -> Vec<String> {
    let mut group = "";
    let mut names = Vec::with_capacity(line.len());
    for (name, above) in line.iter().zip(above) {
        if !above.is_empty() {
            group = above;
        }
        names.push(format!("{group} {name}").trim().to_owned());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::rows::Dialect;

    fn header(text: &str, n_title_lines: usize) -> Header {
        let dialect = Dialect { is_sheet: false, ..Dialect::SHEET };
        read(&mut Rows::new(text.as_bytes(), dialect), n_title_lines, true)
    }

    #[test]
    fn a_header_is_as_wide_as_its_rows() {
        let narrow = header("a,b\n1,2,3\n1,2,3\n", 0);
        assert_eq!(
            (narrow.names, narrow.n_cells, narrow.is_other_width),
            (vec!["a".into(), "b".into(), String::new()], 3, true)
        );
        let surplus = header("a,,b\n1,2\n1,2\n", 0);
        assert_eq!((surplus.names, surplus.is_other_width), (vec!["a".to_owned(), "b".to_owned()], false));
        let trailing = header("a,b\n1,2,\n1,2,\n1\n", 0);
        assert_eq!((trailing.names.len(), trailing.n_cells, trailing.is_other_width), (3, 2, false));
        assert_eq!(header("a,\"b,c,\"d\"\n1,2,3,4\n1,2,3,4\n", 0).names, ["a", "b", "c", "d"]);
    }

    #[test]
    fn lines_of_a_header_are_joined() {
        let twice = header("a,b\na,b\n1,2\n", 0);
        assert_eq!((twice.names, twice.n_lines), (vec!["a a".to_owned(), "b b".to_owned()], 2));
        let grouped = header("Home,,Work,\nname,tel,name,tel\n1,2,3,4\n", 1);
        assert_eq!(grouped.names, ["Home name", "Home tel", "Work name", "Work tel"]);
        assert_eq!(grouped.n_lines, 2);
        let open = header("Who,Travel,,Sum\n,Air,Rail,\nBo,1,2,3\n", 0);
        assert_eq!(
            (open.names, open.n_lines),
            (["Who", "Travel Air", "Travel Rail", "Sum"].map(str::to_owned).to_vec(), 2)
        );
        assert_eq!(header("Who,,\nBo,x,y\n", 0).n_lines, 1);
    }
}
