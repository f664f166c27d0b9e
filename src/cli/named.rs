//! People named in files and on the command line: whom the ids mean, whom nobody knows, and who is left out; changes
//! nothing.

use super::Ended;
use crate::domain::import::{self, Source};
use crate::domain::model::{FileKind, Meaning, People, Person};
use crate::domain::score::Scored;
use crate::domain::ticket::Ticket;
use crate::project::Trouble;
use crate::shell::files;
use crate::ui::words::choose::{self as say, LeftOut};
use serde_json::Value;
use std::path::Path;

/// The people with these ids, each once; says on standard error whom nobody knows.
pub(super) fn rows(scored: &Scored, ids: &[String]) -> Vec<Person> {
    let mut is_listed = vec![false; scored.people.len()];
    let mut rows = Vec::new();
    let mut unknown = Vec::new();
    for id in ids {
        match scored.people.row(id) {
            Some(person) if !std::mem::replace(&mut is_listed[person as usize], true) => rows.push(person),
            Some(_) => {}
            None => unknown.push(id.clone()),
        }
    }
    if !unknown.is_empty() {
        eprintln!("{}", say::unknown(&unknown));
    }
    rows
}

/// Somebody's name with their id: names repeat.
pub(super) fn called(people: &People, person: Person) -> String {
    let (name, id) = (people.label(person), &people.ids[person as usize]);
    if name == id { id.clone() } else { format!("{name} ({id})") }
}

/// The ids that nobody has, each once, for a document.
pub(super) fn unknown<'a>(scored: &Scored, ids: impl IntoIterator<Item = &'a String>) -> Vec<&'a str> {
    let mut unknown: Vec<&str> = Vec::new();
    for id in ids {
        if scored.people.row(id).is_none() && !unknown.contains(&id.as_str()) {
            unknown.push(id);
        }
    }
    unknown
}

/// Why somebody counts for nothing, whatever is asked; nothing where they count.
pub(super) fn why_left_out(people: &People, person: Person) -> Option<LeftOut> {
    let row = person as usize;
    if people.is_opted_out[row] {
        return Some(LeftOut::OptedOut);
    }
    if people.is_impersonal[row] {
        return Some(LeftOut::NoPerson);
    }
    (!people.is_customer[row]).then_some(LeftOut::OutsideMarket)
}

/// Says of people who are left out why, on standard error, a line a reason; their ids.
pub(super) fn tell_left_out(
    scored: &Scored,
    left_out: &[(Person, LeftOut)],
    sentence: fn(LeftOut, &[&str]) -> String,
) -> Vec<String> {
    let id = |person: Person| scored.people.ids[person as usize].as_str();
    for why in LeftOut::ALL {
        let ids: Vec<&str> = left_out.iter().filter(|(_, of)| *of == why).map(|&(person, _)| id(person)).collect();
        if !ids.is_empty() {
            eprintln!("{}", sentence(why, &ids));
        }
    }
    left_out.iter().map(|&(person, _)| id(person).to_owned()).collect()
}

/// The ids in a file: one a line, a table with a column of them, a list as JSON, or the object that `choose --json`
/// prints.
pub(super) fn read_ids(path: &Path) -> Result<Vec<String>, Ended> {
    let read = files::read_copy(path, files::LIMIT_BYTES, &Ticket::new()).map_err(|_| Trouble::Bug)?;
    let source = read.map_err(|error| Trouble::from(&error))?;
    let text = String::from_utf8_lossy(&source.bytes);
    let text = text.trim_start_matches('\u{feff}').trim();
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => return Ok(object.get("ids").map(listed).unwrap_or_default()),
        Ok(list @ Value::Array(_)) => return Ok(listed(&list)),
        _ => {}
    }
    let is_table = text.lines().next().is_some_and(|line| line.contains([',', ';', '\t']));
    if let Some(ids) = is_table.then(|| column(&source)).flatten() {
        return Ok(ids);
    }
    let line = |line: &str| line.trim().trim_matches('"').to_owned();
    let mut ids: Vec<String> = text.lines().map(line).filter(|id| !id.is_empty()).collect();
    if ids.first().is_some_and(|first| first.eq_ignore_ascii_case("id")) {
        ids.remove(0);
    }
    Ok(ids)
}

fn listed(list: &Value) -> Vec<String> {
    let id = |entry: &Value| match entry {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        Value::Object(of) => of.get("id").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    list.as_array().map(|list| list.iter().filter_map(id).collect()).unwrap_or_default()
}

/// The column of customer numbers, as import finds it; nothing where there is none.
fn column(source: &Source) -> Option<Vec<String>> {
    let mapping = import::propose(source, Some(FileKind::People)).ok()?.mapping;
    mapping.column(Meaning::Id)?;
    let table = import::read(source, &mapping, &Ticket::new()).ok()?.ok()?.table;
    let ids = table.plain().column(Meaning::Id.word()).ok()?.str().ok()?;
    Some(ids.iter().flatten().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_from_lists_tables_and_json() {
        let folder = tempfile::tempdir().unwrap();
        let read = |text: &str| {
            let path = folder.path().join("ids");
            std::fs::write(&path, text).unwrap();
            read_ids(&path).unwrap()
        };
        let both = ["007", "b"];
        assert_eq!(read("007\n\"b\"\n\n"), both);
        assert_eq!(read("\u{feff}ID\r\n007\r\nb\r\n"), both);
        assert_eq!(read("name,id,town\n\"Anna, of old\",007,Rome\nBo,b,\n"), both);
        assert_eq!(read("id;spend\n007;1,5\nb;2\n"), both);
        assert_eq!(read("[\"007\", \"b\"]"), both);
        assert_eq!(read("{\"ids\": [\"007\", \"b\"], \"cost\": 1}"), both);
        assert_eq!(read("[{\"id\": \"007\"}, {\"id\": \"b\"}]"), both);
        assert_eq!(read("7"), ["7"]);
    }
}
