//! A project's folder in application data and the note that says which database counts and what was saved where.

use super::error::StoreError;
use crate::shell::{files, home};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Which database counts, and the document that was last read or written. Replaced whole, so a stop at any moment
/// leaves one of two sound states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    /// File name of the database that counts; empty before the first.
    pub database: String,
    pub document: Option<String>,
    /// The document's content as it was when last read or written.
    pub saved: Option<SavedAs>,
    /// A document about to take its place: whether it did shows when the file is next read.
    pub pending: Option<SavedAs>,
}

/// A document's content and the edits that are in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SavedAs {
    pub hash: String,
    pub changes: u64,
}

impl Place {
    /// The edits that are in the document with this content, if it is one of ours.
    pub(super) fn changes_in(&self, hash: &str) -> Option<u64> {
        [&self.saved, &self.pending].into_iter().flatten().find(|saved| saved.hash == hash).map(|saved| saved.changes)
    }

    /// The edits that are safe in some document.
    pub(super) fn saved_changes(&self) -> u64 {
        self.saved.as_ref().map_or(0, |saved| saved.changes)
    }
}

/// `projects/ID` in the home folder.
#[derive(Clone, Debug)]
pub(super) struct ProjectFolder {
    pub path: PathBuf,
}

const PLACE: &str = "place.json";

impl ProjectFolder {
    pub(super) fn of(home: &Path, project_id: &str) -> Result<Self, StoreError> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if project_id.is_empty() || project_id.len() > 64 || !project_id.bytes().all(is_plain) {
            return Err(StoreError::BadProjectId);
        }
        Ok(ProjectFolder { path: home.join("projects").join(project_id) })
    }

    pub(super) fn make(&self) -> Result<(), StoreError> {
        home::make_private_folder(&self.path).map_err(|error| StoreError::io(&self.path, &error))
    }

    /// The note; without a readable one, the newest database counts and nothing is known of documents.
    pub(super) fn place(&self) -> Place {
        let read = std::fs::read(self.path.join(PLACE)).ok();
        read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_else(|| {
            let newest = self.databases().into_iter().max().map(|(_, name)| name);
            Place { database: newest.unwrap_or_default(), ..Place::default() }
        })
    }

    pub(super) fn write_place(&self, place: &Place) -> Result<(), StoreError> {
        let text = serde_json::to_vec_pretty(place).unwrap_or_default();
        Ok(files::write_whole(&self.path.join(PLACE), &text)?)
    }

    pub(super) fn database(&self, place: &Place) -> Option<PathBuf> {
        Some(self.path.join(&place.database)).filter(|path| !place.database.is_empty() && path.exists())
    }

    /// A name that no database has yet.
    pub(super) fn new_database(&self) -> String {
        let last = self.databases().into_iter().map(|(number, _)| number).max().unwrap_or(0);
        format!("work-{}.sqlite", last + 1)
    }

    fn databases(&self) -> Vec<(u32, String)> {
        let number = |name: &str| name.strip_prefix("work-")?.strip_suffix(".sqlite")?.parse().ok();
        self.names().into_iter().filter_map(|name| Some((number(&name)?, name))).collect()
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.path).into_iter().flatten();
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect()
    }

    /// Removes what a stop in the middle of something left here. Only with the lock held.
    pub(super) fn remove_strays(&self, place: &Place) {
        for name in self.names() {
            let is_temporary = name.ends_with(files::TEMPORARY) || name.starts_with("image-");
            let is_other = name.starts_with("work-") && !name.starts_with(&place.database);
            if is_temporary || (is_other && self.database(place).is_some()) {
                remove(&self.path.join(name));
            }
        }
    }

    /// Databases that could not be read and were put aside.
    pub(super) fn put_aside_before(&self) -> Vec<PathBuf> {
        self.names().into_iter().filter(|name| name.starts_with("damaged-")).map(|name| self.path.join(name)).collect()
    }

    /// Puts a database that cannot be read aside, where it is left alone.
    pub(super) fn put_aside(&self, place: &Place, stamp: &str) -> PathBuf {
        let aside = |ending: &str| self.path.join(format!("damaged-{stamp}.sqlite{ending}"));
        for ending in ["", "-wal", "-shm"] {
            let from = self.path.join(format!("{}{ending}", place.database));
            if from.exists()
                && let Err(error) = std::fs::rename(&from, aside(ending))
            {
                log::warn!("a damaged database stays where it is: {error}");
            }
        }
        aside("")
    }
}

fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path) {
        log::warn!("a left-over file stays: {error}");
    }
}

/// How temporary files of this machine beside a document begin.
pub(super) fn temporary_prefix(document: &Path) -> String {
    let host = blake3::hash(super::lock::host().as_bytes()).to_hex();
    format!(".{}.{}-", files::file_name(document), &host[..8])
}

/// Removes what a stop in the middle of a save left beside the document. Only with the project's lock held; another
/// machine's files are left alone.
pub(super) fn remove_strays_beside(document: &Path) {
    let prefix = temporary_prefix(document);
    for entry in std::fs::read_dir(files::folder_of(document)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(&prefix) && name.ends_with(files::TEMPORARY)) {
            remove(&entry.path());
        }
    }
}

/// One spelling for one file.
pub(super) fn settled(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// The project whose document was last read from or written to this path on this machine.
pub(super) fn project_at(home: &Path, document: &Path) -> Option<String> {
    let wanted = document.to_string_lossy();
    let ids = std::fs::read_dir(home.join("projects")).ok()?;
    ids.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).find(|id| {
        let place = ProjectFolder::of(home, id).map(|folder| folder.place());
        place.is_ok_and(|place| place.document.as_deref() == Some(&*wanted))
    })
}
