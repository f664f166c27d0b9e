//! How a text is laid out: its delimiter and quotes, its title lines, whether it has a header; knows no meaning of a
//! column beyond "this cell is a value, not a heading".

use super::headings;
use super::rows::{self, Dialect, Rows};
use super::{numbers, times};
use csv::ByteRecord;
use std::collections::HashSet;

const DELIMITERS: [u8; 5] = [b',', b';', b'\t', b'|', b' '];
/// Rows looked at to tell the delimiter, and before which the header must come.
const N_ROWS: usize = 200;
const MAX_TITLE_ROWS: usize = 20;
/// Bytes looked at to tell how cells are quoted.
const N_QUOTE_BYTES: usize = 1 << 18;

/// Where the rows are and how their cells are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    pub dialect: Dialect,
    pub n_title_lines: usize,
    pub has_header: bool,
    pub n_columns: usize,
    /// Cells of most rows, whatever the header says.
    pub n_usual: usize,
}

struct Head {
    line: u64,
    cells: Vec<String>,
}

impl Head {
    fn n_filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }

    fn values(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    fn is_numbers(&self) -> bool {
        self.n_filled() > 0 && self.values().all(|cell| numbers::parse(cell, false).is_some())
    }
}

/// The layout of a text that is not empty.
#[must_use]
pub fn find(text: &[u8]) -> Layout {
    find_in(text, quoting(text, delimiter(text)))
}

/// The layout of a text whose cells are known to be parted so.
#[must_use]
pub fn find_in(text: &[u8], dialect: Dialect) -> Layout {
    let n_usual = usual_n_cells(&first_rows(text, dialect, None)).unwrap_or(1);
    let heads = first_rows(text, dialect, Some(n_usual));
    let n_columns = n_usual;
    let n_titles = n_title_rows(&heads, n_columns);
    // The one cell of a sheet heads nothing.
    let is_lone = dialect.is_sheet && heads.len() == 1 && n_columns == 1;
    let has_header = !is_lone && heads.get(n_titles).is_some_and(|head| is_header(head, &heads[n_titles + 1..]));
    let n_titles = n_titles + usize::from(!has_header && is_count(&heads[n_titles..], text));
    let n_title_lines = heads.get(n_titles).map_or(0, |head| head.line as usize - 1);
    let n_columns = match heads.get(n_titles) {
        Some(header) if has_header => header.cells.len(),
        _ => n_columns,
    };
    Layout { dialect, n_title_lines, has_header, n_columns, n_usual }
}

/// How cells are quoted in a text whose delimiter is known: with single quotes where they plainly wrap cells and
/// double ones never do; with a backslash before quotes where one stands before a quote that ends no cell.
#[must_use]
pub fn quoting(text: &[u8], delimiter: u8) -> Dialect {
    let sample = &text[..text.len().min(N_QUOTE_BYTES)];
    let ends =
        |at: usize| sample.get(at).is_none_or(|&letter| letter == delimiter || letter == b'\n' || letter == b'\r');
    let starts = |at: usize| at == 0 || ends(at - 1);
    let has_backslash = sample.windows(2).enumerate().any(|(at, pair)| pair == b"\\\"" && !ends(at + 2));
    let has_double = sample.iter().enumerate().any(|(at, &letter)| letter == b'"' && starts(at));
    let lines = || sample.split(|&letter| letter == b'\n');
    let has_single = !has_double
        && sample.contains(&b'\'')
        && (lines().any(|line| wraps(line, delimiter)) || wraps_everywhere(lines(), delimiter));
    Dialect { delimiter, quote: if has_single { b'\'' } else { b'"' }, has_backslash, is_sheet: false }
}

/// Whether a line holds a cell in single quotes that needed them: a delimiter or a doubled quote is inside.
fn wraps(line: &[u8], delimiter: u8) -> bool {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let mut at = 0;
    while let Some(found) = line[at..].iter().position(|&letter| letter == b'\'') {
        let start = at + found;
        at = start + 1;
        if start > 0 && line[start - 1] != delimiter {
            continue;
        }
        let is_close = |n: usize| line[n] == b'\'' && line.get(n + 1).is_none_or(|&after| after == delimiter);
        if let Some(end) = (at..line.len()).find(|&n| is_close(n)) {
            let inside = &line[at..end];
            if inside.contains(&delimiter) || inside.windows(2).any(|pair| pair == b"''") {
                return true;
            }
        }
    }
    false
}

/// Whether every line has a cell that stands in single quotes as a whole.
fn wraps_everywhere<'a>(lines: impl Iterator<Item = &'a [u8]>, delimiter: u8) -> bool {
    let wraps = |cell: &[u8]| cell.len() >= 2 && cell.starts_with(b"'") && cell.ends_with(b"'");
    let lines = lines.map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).take(N_ROWS);
    let (mut n_lines, mut n_wrapped) = (0, 0);
    for line in lines {
        n_lines += 1;
        n_wrapped += usize::from(line.split(|&letter| letter == delimiter).any(wraps));
    }
    // The header may stand without.
    n_lines >= 3 && n_wrapped + 1 >= n_lines
}

/// Excel's own first line names the delimiter; else the one that parts most rows into equally many cells.
fn delimiter(text: &[u8]) -> u8 {
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', named, b'\r' | b'\n', ..] = *text
        && rows::is_delimiter(named)
    {
        return named;
    }
    let mut best = (b',', 0.0);
    for candidate in DELIMITERS {
        let heads = first_rows(text, quoting(text, candidate), None);
        let Some(n_cells) = usual_n_cells(&heads).filter(|&n| n > 1) else { continue };
        let rows: Vec<&Head> = heads.iter().filter(|head| head.n_filled() > 0).collect();
        let n_alike = rows.iter().filter(|head| head.cells.len() == n_cells).count();
        let share = n_alike as f64 / rows.len() as f64;
        // Spaces stand in names and dates too: they part cells only where nothing but numbers is left.
        let n_numbers = rows.iter().filter(|head| head.is_numbers()).count();
        if candidate == b' ' && (n_numbers * 10 < rows.len() * 8 || best.1 > 0.4) {
            continue;
        }
        let score = share * (1.0 - 1.0 / n_cells as f64);
        if share >= 0.3 && score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

fn first_rows(text: &[u8], dialect: Dialect, n_cells: Option<usize>) -> Vec<Head> {
    let mut rows = Rows::new(text, dialect);
    if let Some(n_cells) = n_cells {
        rows.expect(n_cells);
    }
    let mut cells = ByteRecord::new();
    let mut heads = Vec::new();
    while heads.len() < N_ROWS {
        let Some(place) = rows.next(&mut cells) else { break };
        let texts = cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        heads.push(Head { line: place.line, cells: texts });
    }
    heads
}

/// The cell count of most rows that are not blank, the larger of two as frequent.
fn usual_n_cells(heads: &[Head]) -> Option<usize> {
    let mut counts: Vec<usize> = heads.iter().filter(|head| head.n_filled() > 0).map(|head| head.cells.len()).collect();
    counts.sort_unstable();
    let runs = counts.chunk_by(|first, second| first == second);
    runs.max_by_key(|run| run.len()).and_then(|run| run.first().copied())
}

/// How many rows stand above the header or the first row of data.
fn n_title_rows(heads: &[Head], n_columns: usize) -> usize {
    let is_title = |n: usize| {
        let head = &heads[n];
        let first = head.cells.first().map_or("", |cell| cell.trim_start());
        let is_sparse = n_columns > 1 && head.n_filled() * 2 <= n_columns;
        let is_remark = first.starts_with('%') || (first.starts_with('#') && head.cells.len() != n_columns);
        let is_other_count = head.cells.len() != n_columns;
        let is_separator_line = n == 0 && first.len() <= 5 && first.to_ascii_lowercase().starts_with("sep=");
        let follows_header =
            || heads.get(n + 1).is_some_and(|next| next.n_filled() * 2 > n_columns && !has_values(next));
        let is_size =
            is_other_count && n_columns > 1 && head.is_numbers() && heads.get(n + 1).is_some_and(Head::is_numbers);
        // A sentence with commas in it, above a header above values.
        let is_sentence = || {
            let has_below = heads.get(n + 2).is_some_and(has_values);
            is_other_count && !has_values(head) && has_below && head.n_filled() > n_columns && follows_header()
        };
        head.n_filled() == 0
            || is_remark
            || is_sentence()
            || is_separator_line
            || (is_sparse && (is_other_count || follows_header() || is_above_blank(heads, n, n_columns)))
            || (is_size && n > 0)
    };
    let limit = heads.len().min(MAX_TITLE_ROWS);
    let n_titles = (0..limit).find(|&n| !is_title(n)).unwrap_or(0);
    if n_titles < heads.len() { n_titles } else { 0 }
}

/// Whether only titles and blanks stand between a sparse row and a header.
fn is_above_blank(heads: &[Head], n: usize, n_columns: usize) -> bool {
    let rest = &heads[n + 1..heads.len().min(MAX_TITLE_ROWS)];
    rest.iter().find(|head| head.n_filled() * 2 > n_columns).is_some_and(|head| !has_values(head))
}

/// Whether a row of cells can be part of a header: words only.
#[must_use]
pub fn is_words(cells: &[String]) -> bool {
    let mut filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && !filled.any(is_value)
}

/// Whether any cell can be no heading.
fn has_values(head: &Head) -> bool {
    head.values().any(is_value)
}

fn is_value(cell: &str) -> bool {
    numbers::parse(cell, false).is_some() || times::is_date(cell) || cell.contains('@')
}

/// A row is a header if it holds no value and either speaks known words, stands above values, or says what no row
/// below repeats.
fn is_header(head: &Head, below: &[Head]) -> bool {
    let is_known = |cell: &str| headings::meanings(cell).iter().any(|&(_, strength)| strength >= headings::CLOSE);
    let n_known = head.values().filter(|cell| is_known(cell)).count();
    let n_values = head.values().filter(|cell| is_value(cell)).count();
    if n_values > 0 || head.n_filled() == 0 {
        return n_known > n_values;
    }
    if n_known > 0 {
        return true;
    }
    let stands_above_values = (0..head.cells.len()).any(|column| {
        let cells = below.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.trim());
        let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        !filled.is_empty() && filled.iter().filter(|cell| is_value(cell)).count() * 10 >= filled.len() * 9
    });
    let said_below: HashSet<&str> = below.iter().flat_map(Head::values).collect();
    stands_above_values || !head.values().any(|cell| said_below.contains(cell))
}

/// Whether the first row of numbers only counts the rows that follow, as benchmark files do.
fn is_count(heads: &[Head], text: &[u8]) -> bool {
    let Some(count) = heads.first().filter(|head| head.is_numbers()).and_then(|head| head.cells.last()) else {
        return false;
    };
    let Ok(count) = count.trim().parse::<usize>() else { return false };
    let lines = text.split(|&letter| letter == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let n_lines = count.saturating_add(heads[0].line as usize);
    count > 2 && heads.len() > 2 && lines.take(n_lines.saturating_add(1)).count() == n_lines
}

/// Whether a row of the file says its header again.
#[must_use]
pub fn repeats(cells: &ByteRecord, header: &ByteRecord) -> bool {
    rows::has_columns(cells, header.len())
        && header.iter().zip(cells.iter()).all(|(heading, cell)| heading.trim_ascii() == cell.trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str) -> (char, usize, bool, usize) {
        let found = find(text.as_bytes());
        (char::from(found.dialect.delimiter), found.n_title_lines, found.has_header, found.n_columns)
    }

    #[test]
    fn delimiters() {
        for delimiter in [",", ";", "\t", "|"] {
            let text = "id|name|spend\n1|Ann Lee|1\n2|Bo|2\n".replace('|', delimiter);
            assert_eq!(layout(&text), (delimiter.chars().next().unwrap(), 0, true, 3));
        }
        assert_eq!(layout("0 1\n2 3\n2 4\n"), (' ', 0, false, 2));
        assert_eq!(layout("id;spend\n1;804,62\n2;3,5\n"), (';', 0, true, 2));
        assert_eq!(layout("sep=;\nid;x\n1;2\n"), (';', 1, true, 2));
        assert_eq!(layout("full name\nAnn Lee\nBo Li Wu\n"), (',', 0, true, 1));
    }

    #[test]
    fn titles_above_the_header() {
        assert_eq!(layout("Export of CRM\nCreated 2025-03-01\n\nid,name,x\n1,a,2\n2,b,3\n"), (',', 3, true, 3));
        assert_eq!(layout("Export of CRM,,,\nCreated 2025-03-01,,,\n,,,\nid,name,x,y\n1,a,2,3\n"), (',', 3, true, 4));
        assert_eq!(layout("Customer,,Contact,\nid,name,mail,tel\n1,a,b@c.d,3\n2,a,b@c.d,3\n"), (',', 1, true, 4));
        assert_eq!(layout("# a remark\n# user_a\tuser_b\n1\t2\n2\t3\n"), ('\t', 1, true, 2));
        assert_eq!(layout("%%MatrixMarket matrix\n4 4 3\n2 1\n3 1\n4 1\n"), (' ', 2, false, 2));
        assert_eq!(layout("5 4\n0 1\n2 3\n2 4\n1 4\n"), (' ', 1, false, 2));
    }

    #[test]
    fn headers_and_none() {
        assert!(layout("a,b\nFlorida,Iowa\nIowa,Kansas\n").2);
        assert!(layout("girl,names_as_friend\n1,11\n1,14\n").2);
        assert!(!layout("1,2,8,1296629343.62\n1,3,6,1308241841.27\n").2);
        assert!(!layout("0025651,Maya,m@example.org\n0025652,Bo,b@example.org\n").2);
        assert!(!layout("alice,bob\nbob,carol\ncarol,alice\n").2);
        assert!(layout("red,green\nbob,carol\ncarol,alice\n").2);
    }

    #[test]
    fn quotes() {
        assert_eq!(quoting(b"a,'Lee, Pat'\n", b',').quote, b'\'');
        assert_eq!(quoting(b"a,'s Hertogenbosch\n'tis,x\n", b',').quote, b'"');
        assert!(quoting(b"a,Pat \\\"V\\\" Lee\n", b',').has_backslash);
        assert!(!quoting(b"a,\"C:\\dir\\\"\n", b',').has_backslash);
    }
}
