//! Pajek's .net to ties and people, line by line; a line that says no tie is set aside as it stands.

use super::graph::{FROM, Graph, ID, TO, WEIGHT};
use crate::domain::import::encoding;
use crate::domain::import::types::Refusal;

/// Bytes in which the first section must begin.
const HEAD_BYTES: usize = 4096;
/// More vertices than this are not declared by any file that is read here.
const MAX_VERTICES: usize = 20_000_000;

/// What the lines of a section say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Vertices,
    /// From, to, weight.
    Ties,
    /// From, and everybody to whom.
    Lists,
    Other,
}

/// Whether the first line that is no remark begins a network.
#[must_use]
pub fn is_it(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut lines = head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with(b"%"));
    let begins = |line: &[u8], word: &[u8]| line.len() >= word.len() && line[..word.len()].eq_ignore_ascii_case(word);
    first.is_some_and(|line| begins(line, b"*vertices") || begins(line, b"*network"))
}

/// Reads the whole file.
///
/// # Errors
/// [`Refusal::TooLarge`] beyond the limits, [`Refusal::NoTable`] without a tie.
pub fn read(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = encoding::guess(bytes).map_or(std::borrow::Cow::Borrowed(bytes), |name| encoding::decode(bytes, name));
    let text = String::from_utf8_lossy(&text);
    let labels = labels(&text)?;
    let mut graph = Graph::new();
    let mut section = Section::Other;
    for line in lines(&text) {
        if let Some(found) = heading(line) {
            section = found;
            graph.is_directed |= line.to_ascii_lowercase().starts_with("*arcs");
            continue;
        }
        let words = words(line);
        let name = |word: &str| labels.name(word);
        let ends: Option<Vec<String>> = match section {
            Section::Ties => words.iter().take(2).map(|word| name(word)).collect(),
            Section::Lists => words.iter().map(|word| name(word)).collect(),
            Section::Vertices | Section::Other => continue,
        };
        match ends.filter(|ends| ends.len() >= 2) {
            Some(ends) => {
                let weight = if section == Section::Ties { words.get(2) } else { None };
                add(&mut graph, &ends, weight.map(String::as_str))?;
            }
            None => graph.wrong.push(line.to_owned()),
        }
    }
    labels.describe(&mut graph)?;
    graph.packed()
}

fn add(graph: &mut Graph, ends: &[String], weight: Option<&str>) -> Result<(), Refusal> {
    for to in &ends[1..] {
        graph.ties.begin_row();
        graph.ties.set(FROM, &ends[0])?;
        graph.ties.set(TO, to)?;
        if let Some(weight) = weight {
            graph.ties.set(WEIGHT, weight)?;
        }
    }
    Ok(())
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('%'))
}

fn heading(line: &str) -> Option<Section> {
    let word = line.strip_prefix('*')?.split_whitespace().next().unwrap_or("").to_ascii_lowercase();
    Some(match word.trim_end_matches(':') {
        "vertices" => Section::Vertices,
        "arcs" | "edges" => Section::Ties,
        "arcslist" | "edgeslist" => Section::Lists,
        _ => Section::Other,
    })
}

/// Words parted by spaces; one in quotes may hold some.
fn words(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('"').and_then(|inner| inner.split_once('"'));
        let (word, after) = quoted.unwrap_or_else(|| rest.split_once(char::is_whitespace).unwrap_or((rest, "")));
        found.push(word.to_owned());
        rest = after.trim_start();
    }
    found
}

/// What the vertices are called.
struct Labels {
    names: Vec<Option<String>>,
    n_vertices: usize,
    /// Every vertex has a name of its own, which then stands for it.
    are_ids: bool,
}

fn labels(text: &str) -> Result<Labels, Refusal> {
    let mut labels = Labels { names: Vec::new(), n_vertices: 0, are_ids: false };
    let mut section = Section::Other;
    for line in lines(text) {
        if let Some(found) = heading(line) {
            section = found;
            if found == Section::Vertices {
                let n = line.split_whitespace().nth(1).and_then(|word| word.parse::<usize>().ok()).unwrap_or(0);
                labels.n_vertices = labels.n_vertices.max(n);
            }
        } else if section == Section::Vertices {
            let mut words = words(line).into_iter();
            let Some(n) = words.next().and_then(|word| word.parse::<usize>().ok()).filter(|&n| n > 0) else { continue };
            // A number far beyond the lines of the file is a slip of the pen.
            if n > MAX_VERTICES || n > text.len() {
                return Err(Refusal::Damaged);
            }
            if labels.names.len() < n {
                labels.names.resize(n, None);
            }
            labels.names[n - 1] = words.next().filter(|name| !name.is_empty());
        }
    }
    let different: std::collections::HashSet<&String> = labels.names.iter().flatten().collect();
    labels.are_ids =
        !labels.names.is_empty() && different.len() == labels.names.len() && labels.names.len() >= labels.n_vertices;
    Ok(labels)
}

impl Labels {
    /// Whom a number means; `None` for what is no number of a vertex.
    fn name(&self, word: &str) -> Option<String> {
        let n = word.parse::<usize>().ok().filter(|&n| n > 0 && n <= self.n_vertices.max(self.names.len()))?;
        let own = self.names.get(n - 1).and_then(Option::as_ref).filter(|_| self.are_ids);
        Some(own.cloned().unwrap_or_else(|| n.to_string()))
    }

    /// Names that do not stand for their vertices are told beside the numbers.
    fn describe(&self, graph: &mut Graph) -> Result<(), Refusal> {
        for (n, name) in self.names.iter().enumerate().filter(|_| !self.are_ids) {
            if let Some(name) = name {
                graph.people.begin_row();
                graph.people.set(ID, &(n + 1).to_string())?;
                graph.people.set(super::graph::LABEL, name)?;
            }
        }
        Ok(())
    }
}
