//! How a document file takes another's place: whole, checked, the earlier one kept; or not at all.

use super::envelope::{self, Checked, Head};
use super::error::{Step, StoreError};
use super::place::{Place, ProjectFolder, SavedAs, temporary_prefix};
use super::{v1, versions};
use crate::shell::{clock, files};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What may be overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacing {
    /// Nothing, or the document as this program last read or wrote it.
    OnlyOurs,
    /// Whatever is there; the person was asked. It is kept in application data all the same.
    Anything,
}

/// A document on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub path: PathBuf,
    /// The edits that are in it.
    pub changes: u64,
    /// Where the file that stood there before is kept.
    pub kept: Option<PathBuf>,
}

/// A compact copy of the database, as one file, in the project's own folder. It vanishes when dropped.
fn image_of(connection: &Connection, folder: &ProjectFolder) -> Result<NamedTempFile, StoreError> {
    let refuse = |error: std::io::Error| StoreError::io(&folder.path, &error);
    let image = tempfile::Builder::new().prefix("image-").tempfile_in(&folder.path).map_err(refuse)?;
    let name = image.path().to_string_lossy();
    connection
        .execute("VACUUM INTO ?1", [&*name])
        .map_err(|error| StoreError::database(&folder.path, Step::Save, &error))?;
    // What was done on the way stays with whoever did it.
    let told = |trouble| content(&folder.path, Step::Save, trouble);
    if v1::has_history(connection).map_err(told)? {
        Connection::open(image.path()).map_err(Into::into).and_then(|copy| v1::forget_history(&copy)).map_err(told)?;
    }
    Ok(image)
}

/// A checked document in a temporary file beside where it will stand.
pub(super) fn document_beside(
    connection: &Connection,
    folder: &ProjectFolder,
    path: &Path,
) -> Result<(NamedTempFile, Checked), StoreError> {
    let mut image = image_of(connection, folder)?;
    let beside = files::folder_of(path);
    let refuse = |error: std::io::Error| StoreError::io(beside, &error);
    let told = |trouble: v1::Trouble| content(&folder.path, Step::Save, trouble);
    let head = Head {
        project_id: v1::read_field(connection, "project_id").map_err(told)?.unwrap_or_default(),
        changes: v1::changes(connection).map_err(told)?,
        written_on: clock::now_text(),
        image_bytes: image.as_file().metadata().map_err(refuse)?.len(),
    };
    let mut document = files::new_temporary(beside, &temporary_prefix(path)).map_err(refuse)?;
    let hash = envelope::write(document.as_file_mut(), &head, image.as_file_mut()).map_err(refuse)?;
    files::keep_permissions(path, document.as_file());
    document.as_file().sync_all().map_err(refuse)?;
    // Read back from the disk's side: a file that lies is found before the old one is gone.
    let checked = envelope::check(document.path())?;
    if checked.hash != hash || checked.head != head {
        return Err(StoreError::damaged(document.path(), super::Damage::Checksum));
    }
    Ok((document, checked))
}

/// Whether the file at the target may go, and what is in it.
fn look_at_target(path: &Path, replacing: Replacing, place: &mut Place) -> Result<Option<Head>, StoreError> {
    if !path.try_exists().map_err(|error| StoreError::io(path, &error))? {
        return Ok(None);
    }
    let found = envelope::check(path);
    if replacing == Replacing::Anything {
        return Ok(Some(found.map(|checked| checked.head).unwrap_or_default()));
    }
    let found = found?;
    let Some(changes) = place.changes_in(&found.hash) else {
        return Err(StoreError::ChangedOutside { path: path.to_owned() });
    };
    // An earlier save may have got as far as this without coming to its end.
    place.saved = Some(SavedAs { hash: found.hash, changes });
    Ok(Some(found.head))
}

/// Saves the whole project as one document. `place` is brought up to date, in memory and on disk.
pub(super) fn save(
    connection: &Connection,
    home: &Path,
    folder: &ProjectFolder,
    place: &mut Place,
    path: &Path,
    replacing: Replacing,
) -> Result<Saved, StoreError> {
    let path = super::place::settled(path);
    let before = look_at_target(&path, replacing, place)?;
    let (document, checked) = document_beside(connection, folder, &path)?;
    let kept = before.map(|head| {
        let id = if head.project_id.is_empty() { &checked.head.project_id } else { &head.project_id };
        versions::keep(home, id, head.changes, &path)
    });
    let kept = kept.transpose()?;
    let saved_as = SavedAs { hash: checked.hash, changes: checked.head.changes };
    // Should the power fail now, either content is known to be ours.
    place.pending = Some(saved_as.clone());
    folder.write_place(place)?;
    files::replace(document, &path).map_err(|error| StoreError::io(&path, &error))?;
    place.document = Some(path.to_string_lossy().into_owned());
    place.saved = Some(saved_as);
    place.pending = None;
    folder.write_place(place)?;
    Ok(Saved { path, changes: checked.head.changes, kept })
}

/// What a working database says that should not be, with where and when.
pub(super) fn content(path: &Path, step: Step, trouble: v1::Trouble) -> StoreError {
    match trouble {
        v1::Trouble::Database(error) => StoreError::database(path, step, &error),
        other => StoreError::Database { path: path.to_owned(), step, message: other.to_string() },
    }
}
