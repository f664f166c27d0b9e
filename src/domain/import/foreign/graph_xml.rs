//! `GraphML` and GEXF to ties and people, tag by tag; no entity is ever expanded and nothing outside the file is read.

use super::graph::{FROM, Graph, ID, LABEL, TO, WEIGHT};
use crate::domain::import::types::Refusal;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::HashMap;

/// Bytes in which the first tag must come.
const HEAD_BYTES: usize = 4096;
/// No graph is nested deeper.
const MAX_DEPTH: usize = 200;

/// Whether the bytes are one of these formats.
#[must_use]
pub fn is_it(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let head = &text[..text.len().min(HEAD_BYTES)];
    let has = |word: &[u8]| head.windows(word.len()).any(|window| window == word);
    text.starts_with(b"<") && (has(b"<graphml") || has(b"<gexf"))
}

/// Whom a row or a declared attribute describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Of {
    Person,
    Tie,
}

struct Reading {
    graph: Graph,
    /// The name of each declared attribute, by whom it describes and its key.
    names: HashMap<(Of, String), String>,
    /// Whom the attributes describe that are being declared in GEXF.
    class: Of,
    row: Option<Of>,
    /// The column whose text comes.
    column: Option<String>,
    text: String,
}

/// Reads the whole file.
///
/// # Errors
/// [`Refusal::Damaged`] for what is no sound XML or declares entities, [`Refusal::TooLarge`] beyond the limits,
/// [`Refusal::NoTable`] without a tie.
pub fn read(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let text =
        std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).map_err(|_| Refusal::Damaged)?;
    let mut reader = Reader::from_str(text);
    let graph = Graph::new();
    let (names, text) = (HashMap::new(), String::new());
    let mut reading = Reading { graph, names, class: Of::Person, row: None, column: None, text };
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(tag) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Refusal::Damaged);
                }
                reading.open(&tag)?;
            }
            Event::Empty(tag) => {
                reading.open(&tag)?;
                reading.close(tag.local_name().as_ref())?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                reading.close(tag.local_name().as_ref())?;
            }
            Event::Text(part) => reading.add(&part),
            Event::CData(part) => reading.add(&part),
            Event::GeneralRef(name) => reading.add(&resolved(&name)?),
            Event::DocType(words) if words.contains("<!ENTITY") => return Err(Refusal::Damaged),
            Event::Eof if depth == 0 => return reading.graph.packed(),
            Event::Eof => return Err(Refusal::Damaged),
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// A letter by its number, or one of the five that XML itself knows; nothing else.
fn resolved(name: &BytesRef<'_>) -> Result<String, Refusal> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return Ok(letter.to_string());
    }
    let text: &str = name;
    quick_xml::escape::resolve_predefined_entity(text).map(str::to_owned).ok_or(Refusal::Damaged)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| Refusal::Damaged)?;
        if attribute.key.as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Refusal::Damaged)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

impl Reading {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let get = |name: &str| attribute(tag, name);
        match tag.local_name().as_ref() {
            "graph" => {
                let kind = get("edgedefault")?.or(get("defaultedgetype")?);
                self.graph.is_directed |= kind.as_deref() == Some("directed");
            }
            "key" => self.declare_key(tag)?,
            "attributes" => self.class = if get("class")?.as_deref() == Some("edge") { Of::Tie } else { Of::Person },
            "attribute" => {
                if let (Some(key), Some(name)) = (get("id")?, get("title")?) {
                    self.names.insert((self.class, key), name);
                }
            }
            "node" => self.begin(Of::Person, tag)?,
            "edge" => self.begin(Of::Tie, tag)?,
            "attvalue" => {
                if let (Some(row), Some(value)) = (self.row, get("value")?) {
                    let key = get("for")?.or(get("id")?).unwrap_or_default();
                    self.put(row, &key, &value)?;
                }
            }
            "data" => self.column = get("key")?,
            // A label that the yEd editor keeps among the looks of a person.
            "NodeLabel" if self.row == Some(Of::Person) => {
                self.column = Some(LABEL.to_owned());
                self.text.clear();
            }
            _ => {}
        }
        Ok(())
    }

    fn declare_key(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let Some(key) = attribute(tag, "id")? else { return Ok(()) };
        // Drawings of the editor have a key and no name.
        let Some(name) = attribute(tag, "attr.name")? else { return Ok(()) };
        let of = attribute(tag, "for")?;
        for (word, whom) in [("node", Of::Person), ("edge", Of::Tie)] {
            if of.as_deref().is_none_or(|of| of == word || of == "all") {
                self.names.insert((whom, key.clone()), name.clone());
            }
        }
        Ok(())
    }

    fn begin(&mut self, of: Of, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        self.row = Some(of);
        let sheet = if of == Of::Person { &mut self.graph.people } else { &mut self.graph.ties };
        sheet.begin_row();
        let columns: &[(&str, &str)] = match of {
            Of::Person => &[("id", ID), ("label", LABEL)],
            Of::Tie => &[("source", FROM), ("target", TO), ("weight", WEIGHT), ("label", LABEL)],
        };
        for (name, column) in columns {
            if let Some(value) = attribute(tag, name)? {
                sheet.set(column, value.trim())?;
            }
        }
        let is_directed = attribute(tag, "directed")?.as_deref() == Some("true");
        self.graph.is_directed |= is_directed || attribute(tag, "type")?.as_deref() == Some("directed");
        Ok(())
    }

    fn add(&mut self, part: &str) {
        if self.column.is_some() {
            self.text.push_str(part);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "node" | "edge" => self.row = None,
            "data" | "NodeLabel" => {
                let text = std::mem::take(&mut self.text);
                if let (Some(column), Some(row)) = (self.column.take(), self.row) {
                    if name == "NodeLabel" {
                        self.graph.people.set(LABEL, text.trim())?;
                    } else {
                        self.put(row, &column, text.trim())?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A cell of a declared attribute; what was never declared is nobody's.
    fn put(&mut self, of: Of, key: &str, text: &str) -> Result<(), Refusal> {
        let Some(name) = self.names.get(&(of, key.to_owned())) else { return Ok(()) };
        let sheet = if of == Of::Person { &mut self.graph.people } else { &mut self.graph.ties };
        // An attribute called as one of our own columns would stand in its place.
        let is_own = if of == Of::Person { name == ID } else { name == FROM || name == TO };
        if is_own { sheet.set(&format!("{name} (2)"), text) } else { sheet.set(name, text) }
    }
}
