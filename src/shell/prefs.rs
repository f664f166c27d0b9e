//! What this program remembers about its owner's habits between runs: no name, no heading, no value of anybody's.

use super::files::{self, FileError};
use super::{clock, home};
use crate::domain::import::{ColumnMapping, Mapping, TimeReading};
use crate::domain::model::{FileKind, Meaning};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

const FILE_NAME: &str = "preferences.toml";
const N_RECENT: usize = 12;
const N_MAPPINGS: usize = 100;

/// The colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// The language of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// The machine's, where the window speaks it.
    #[default]
    System,
    English,
    Italian,
}

impl Language {
    /// What is spoken on a machine whose owner's language is `machine`, as `it-IT`: English where it is none we speak.
    #[must_use]
    pub fn on(self, machine: Option<&str>) -> Language {
        let is_italian = machine.is_some_and(|tag| tag.split(['-', '_', '.']).next() == Some("it"));
        match self {
            Language::System if is_italian => Language::Italian,
            Language::System => Language::English,
            chosen => chosen,
        }
    }
}

/// A project worked on lately: its document, or only its id where it was never saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    #[serde(default)]
    pub project_id: String,
    #[serde(default)]
    pub path: Option<PathBuf>,
    /// When it was last opened, as [`clock::now_text`].
    #[serde(default)]
    pub opened_on: String,
}

/// How a file with certain headings was read; the headings themselves are only known by their BLAKE3 hash, because
/// a file without a header row may have customers' names there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    headings_hash: String,
    kind: FileKind,
    delimiter: char,
    has_header: bool,
    n_title_lines: usize,
    is_decimal_comma: bool,
    time: TimeReading,
    meanings: Vec<Meaning>,
}

/// The preferences file as a value. Whatever a file lacks has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    pub theme: Theme,
    pub language: Language,
    pub last_folder: Option<PathBuf>,
    /// The columns of the list of people that were chosen; none: the usual.
    pub columns: Vec<String>,
    /// Latest first.
    pub recent: Vec<Recent>,
    /// Latest first.
    mappings: Vec<Remembered>,
}

/// What was found where the preferences should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    pub preferences: Preferences,
    /// A file that could not be understood, put aside under this name.
    pub kept_aside: Option<PathBuf>,
}

/// Reads the preferences of a home folder. Never fails: what cannot be understood is put aside and defaults hold.
#[must_use]
pub fn load(home: &Path) -> Loaded {
    let path = home.join(FILE_NAME);
    let nothing = || Loaded { preferences: Preferences::default(), kept_aside: None };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            if error.kind() != std::io::ErrorKind::NotFound {
                log::warn!("preferences could not be read: {error}");
            }
            return nothing();
        }
    };
    if let Some(preferences) = std::str::from_utf8(&bytes).ok().and_then(|text| toml::from_str(text).ok()) {
        return Loaded { preferences, kept_aside: None };
    }
    let aside = home.join(format!("preferences-unreadable-{}.toml", clock::stamp()));
    match std::fs::rename(&path, &aside) {
        Ok(()) => Loaded { kept_aside: Some(aside), ..nothing() },
        Err(error) => {
            log::warn!("unreadable preferences could not be put aside: {error}");
            nothing()
        }
    }
}

impl Preferences {
    /// Writes the whole file anew.
    ///
    /// # Errors
    /// [`FileError`]; the old file is as it was.
    pub fn save(&self, home: &Path) -> Result<(), FileError> {
        let path = home.join(FILE_NAME);
        home::make_private_folder(home).map_err(|error| FileError::from_io(home, &error))?;
        let text = toml::to_string_pretty(self)
            .map_err(|error| FileError::new(&path, files::FileReason::Other(error.to_string())))?;
        files::write_whole(&path, text.as_bytes())
    }

    /// Puts a project at the top of the recent ones.
    pub fn note_opened(&mut self, project_id: &str, path: Option<&Path>) {
        // A path that is no text cannot be written down.
        let path = path.filter(|path| path.to_str().is_some());
        self.recent.retain(|old| match path {
            Some(path) => old.path.as_deref() != Some(path) && (old.path.is_some() || old.project_id != project_id),
            None => old.project_id != project_id,
        });
        let recent =
            Recent { project_id: project_id.to_owned(), path: path.map(Path::to_owned), opened_on: clock::now_text() };
        self.recent.insert(0, recent);
        self.recent.truncate(N_RECENT);
        if let Some(folder) = path.and_then(Path::parent) {
            self.last_folder = Some(folder.to_owned());
        }
    }

    /// Takes a project that is no longer there off the list.
    pub fn forget(&mut self, recent: &Recent) {
        self.recent.retain(|old| old != recent);
    }

    /// Remembers how a file with these headings was read.
    pub fn remember(&mut self, mapping: &Mapping) {
        let headings_hash = hash_of(mapping.columns.iter().map(|column| column.heading.as_str()));
        self.mappings.retain(|old| old.headings_hash != headings_hash || old.kind != mapping.kind);
        let remembered = Remembered {
            headings_hash,
            kind: mapping.kind,
            delimiter: mapping.delimiter,
            has_header: mapping.has_header,
            n_title_lines: mapping.n_title_lines,
            is_decimal_comma: mapping.is_decimal_comma,
            time: mapping.time,
            meanings: mapping.columns.iter().map(|column| column.meaning).collect(),
        };
        self.mappings.insert(0, remembered);
        self.mappings.truncate(N_MAPPINGS);
    }

    /// How a file with these headings was read last, as this kind or, without one, as any.
    #[must_use]
    pub fn recall(&self, kind: Option<FileKind>, headings: &[&str]) -> Option<Mapping> {
        let hash = hash_of(headings.iter().copied());
        let is_it = |old: &&Remembered| {
            old.headings_hash == hash
                && old.meanings.len() == headings.len()
                && kind.is_none_or(|kind| kind == old.kind)
        };
        let old = self.mappings.iter().find(is_it)?;
        let column = |(heading, &meaning): (&&str, &Meaning)| ColumnMapping { heading: (*heading).to_owned(), meaning };
        Some(Mapping {
            kind: old.kind,
            delimiter: old.delimiter,
            has_header: old.has_header,
            n_title_lines: old.n_title_lines,
            is_decimal_comma: old.is_decimal_comma,
            time: old.time,
            encoding: None,
            sheet: None,
            strongest_only: None,
            columns: headings.iter().zip(&old.meanings).map(column).collect(),
            id_from: None,
            unknown: Vec::new(),
        })
    }
}

fn hash_of<'a>(headings: impl Iterator<Item = &'a str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for heading in headings {
        hasher.update(&(heading.len() as u64).to_le_bytes());
        hasher.update(heading.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(headings: &[&str]) -> Mapping {
        let column = |heading: &&str| ColumnMapping { heading: (*heading).to_owned(), meaning: Meaning::From };
        Mapping {
            kind: FileKind::Calls,
            delimiter: ';',
            has_header: true,
            n_title_lines: 2,
            is_decimal_comma: true,
            time: TimeReading::SecondsSince { start: 12 },
            encoding: None,
            sheet: None,
            strongest_only: None,
            columns: headings.iter().map(column).collect(),
            id_from: None,
            unknown: Vec::new(),
        }
    }

    #[test]
    fn the_machine_s_language_is_spoken_where_none_is_chosen() {
        use Language::{English, Italian, System};
        let spoken = ["it-IT", "it", "it_CH.UTF-8", "item", "fr-FR"].map(|machine| System.on(Some(machine)));
        assert_eq!(spoken, [Italian, Italian, Italian, English, English]);
        assert_eq!([System.on(None), English.on(Some("it")), Italian.on(None)], [English, English, Italian]);
    }

    #[test]
    fn what_is_remembered_comes_back_after_a_restart() {
        let home = tempfile::tempdir().unwrap();
        let mut preferences = load(home.path()).preferences;
        assert_eq!(preferences, Preferences::default());
        preferences.theme = Theme::Dark;
        preferences.note_opened("p1", Some(Path::new("/a/town.tribewise")));
        preferences.remember(&mapping(&["caller", "callee"]));
        preferences.save(home.path()).unwrap();
        let loaded = load(home.path());
        assert_eq!(loaded, Loaded { preferences, kept_aside: None });
        let recall = |kind, headings: &[&str]| loaded.preferences.recall(kind, headings);
        assert_eq!(recall(None, &["caller", "callee"]), Some(mapping(&["caller", "callee"])));
        assert_eq!(recall(Some(FileKind::People), &["caller", "callee"]), None);
        assert_eq!(recall(None, &["callercallee", ""]), None);
    }

    #[test]
    fn headings_are_not_written_down() {
        let home = tempfile::tempdir().unwrap();
        let mut preferences = Preferences::default();
        preferences.remember(&mapping(&["anna@example.com", "+4512345678"]));
        preferences.save(home.path()).unwrap();
        let text = std::fs::read_to_string(home.path().join(FILE_NAME)).unwrap();
        assert!(!text.contains("anna") && !text.contains("4512345678"), "{text}");
    }

    #[test]
    fn an_unreadable_file_is_kept_aside_and_missing_parts_have_defaults() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join(FILE_NAME), b"theme = [what\xff").unwrap();
        let loaded = load(home.path());
        assert_eq!(loaded.preferences, Preferences::default());
        assert_eq!(std::fs::read(loaded.kept_aside.unwrap()).unwrap(), b"theme = [what\xff");
        std::fs::write(home.path().join(FILE_NAME), "theme = \"light\"\nlater = 1\n").unwrap();
        let loaded = load(home.path());
        assert_eq!((loaded.preferences.theme, loaded.kept_aside), (Theme::Light, None));
    }

    #[test]
    fn a_project_is_listed_once_latest_first() {
        let mut preferences = Preferences::default();
        preferences.note_opened("p1", None);
        preferences.note_opened("p2", None);
        preferences.note_opened("p1", Some(Path::new("/a/p1.tribewise")));
        preferences.note_opened("p1", Some(Path::new("/a/p1.tribewise")));
        let ids: Vec<&str> = preferences.recent.iter().map(|recent| recent.project_id.as_str()).collect();
        assert_eq!(ids, ["p1", "p2"]);
        assert_eq!(preferences.last_folder.as_deref(), Some(Path::new("/a")));
    }
}
