//! How a project comes back: from its document, its working database, or what is best of both; overwrites neither.

use super::envelope::{self, Checked};
use super::error::{Damage, StoreError};
use super::lock::Lock;
use super::place::{self, Place, ProjectFolder, SavedAs};
use super::versions::{self, Version};
use super::{Notice, Opened, Store, Verified, database, save, v1};
use crate::domain::score::Scored;
use crate::project::{Document, KeptHistory};
use crate::shell::{clock, files};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A working database, read.
struct Loaded {
    connection: Connection,
    document: Document,
    scored: Option<(Scored, bool)>,
    changes: u64,
}

fn load(path: &Path) -> Result<Loaded, StoreError> {
    let connection = database::open(path)?;
    let (document, changes) = read(&connection, path)?;
    let scored = v1::read_scored(&connection, &document).unwrap_or_else(|trouble| {
        // They can be computed again.
        log::warn!("stored scores are not used: {trouble}");
        None
    });
    Ok(Loaded { connection, document, scored, changes })
}

fn read(connection: &Connection, path: &Path) -> Result<(Document, u64), StoreError> {
    let told = |trouble| match trouble {
        v1::Trouble::Database(error) => database::told(path, &error),
        other => {
            log::warn!("{}: {other}", files::file_name(path));
            StoreError::damaged(path, Damage::Content)
        }
    };
    Ok((v1::read_document(connection).map_err(told)?, v1::changes(connection).map_err(told)?))
}

/// Makes a new project with this document in it.
pub(super) fn create(home: &Path, document: &Document) -> Result<Store, StoreError> {
    let folder = ProjectFolder::of(home, &document.project_id)?;
    folder.make()?;
    let lock = Lock::take(&folder.path)?;
    let mut place = folder.place();
    if folder.database(&place).is_some() {
        return Err(StoreError::AlreadyThere { path: folder.path });
    }
    place.database = folder.new_database();
    let path = folder.path.join(&place.database);
    let mut connection = database::create(&path)?;
    fill(&mut connection, document).map_err(|trouble| save::content(&path, super::Step::Record, trouble))?;
    folder.write_place(&place)?;
    folder.remove_strays(&place);
    let loaded = Loaded { connection, document: document.clone(), scored: None, changes: 1 };
    Ok(opened(home, folder, lock, place, loaded, Vec::new())?.store)
}

fn fill(connection: &mut Connection, document: &Document) -> Result<(), v1::Trouble> {
    let transaction = connection.transaction()?;
    v1::write_document(&transaction, None, document)?;
    v1::set_changes(&transaction, 1)?;
    Ok(transaction.commit()?)
}

/// Opens a project without its document, from what this machine keeps of it.
pub(super) fn working(home: &Path, project_id: &str) -> Result<Opened, StoreError> {
    let folder = ProjectFolder::of(home, project_id)?;
    let place = folder.place();
    let Some(path) = folder.database(&place) else {
        return Err(StoreError::io(&folder.path, &std::io::ErrorKind::NotFound.into()));
    };
    let lock = Lock::take(&folder.path)?;
    folder.remove_strays(&place);
    let loaded = load(&path).map_err(|error| with_way_out(error, home))?;
    let unsaved = loaded.changes.saturating_sub(place.saved_changes());
    let notices =
        if place.saved.is_some() && unsaved > 0 { vec![Notice::Recovered { n_changes: unsaved }] } else { Vec::new() };
    opened(home, folder, lock, place, loaded, notices)
}

/// Opens a document, and with it the edits that this machine made to it and that were not saved.
pub(super) fn document(path: &Path, home: &Path) -> Result<Opened, StoreError> {
    let path = place::settled(path);
    let checked = envelope::check(&path).map_err(|error| with_way_out(error, home))?;
    let folder =
        ProjectFolder::of(home, &checked.head.project_id).map_err(|_| StoreError::damaged(&path, Damage::Content))?;
    folder.make()?;
    let lock = Lock::take(&folder.path)?;
    let mut place = folder.place();
    folder.remove_strays(&place);
    place::remove_strays_beside(&path);
    let mut notices = Vec::new();
    let mut least_changes = 0;
    if let Some(database) = folder.database(&place) {
        match (load(&database), place.changes_in(&checked.hash)) {
            (Ok(loaded), Some(changes_in_file)) => {
                let unsaved = loaded.changes.saturating_sub(changes_in_file);
                if unsaved > 0 {
                    notices.push(Notice::Recovered { n_changes: unsaved });
                }
                place.document = Some(path.to_string_lossy().into_owned());
                place.saved = Some(SavedAs { hash: checked.hash, changes: changes_in_file });
                place.pending = None;
                folder.write_place(&place)?;
                return opened(home, folder, lock, place, loaded, notices);
            }
            (Ok(loaded), None) => {
                least_changes = loaded.changes;
                notices.extend(put_aside_unsaved(home, &folder, &place, &loaded, &path)?);
            }
            (Err(newer @ StoreError::Newer { .. }), _) => return Err(newer),
            (Err(error), _) => {
                log::warn!("the working database is not used: {error}");
                let kept = folder.put_aside(&place, &clock::stamp());
                notices.push(Notice::WorkingDamaged { kept });
            }
        }
    }
    let (place, loaded) = adopt(&folder, &path, &checked, least_changes)?;
    opened(home, folder, lock, place, loaded, notices)
}

/// The document is not the one this machine knows. Edits that are nowhere else become a version of their own.
fn put_aside_unsaved(
    home: &Path,
    folder: &ProjectFolder,
    place: &Place,
    loaded: &Loaded,
    path: &Path,
) -> Result<Option<Notice>, StoreError> {
    let is_same_file = place.document.as_deref() == Some(&*path.to_string_lossy());
    if loaded.changes <= place.saved_changes() {
        return Ok(is_same_file.then_some(Notice::ChangedOutside { kept: None }));
    }
    let (version, _) = save::document_beside(&loaded.connection, folder, &folder.path.join("aside"))?;
    let kept = versions::keep(home, &loaded.document.project_id, loaded.changes, version.path())?;
    Ok(Some(Notice::ChangedOutside { kept: Some(kept) }))
}

/// Makes a document's content the working database. The note is replaced last: until then the old one counts.
fn adopt(
    folder: &ProjectFolder,
    path: &Path,
    checked: &Checked,
    least_changes: u64,
) -> Result<(Place, Loaded), StoreError> {
    let name = folder.new_database();
    let database = folder.path.join(&name);
    let result = unpack_into(&database, path, checked, least_changes);
    if result.is_err() {
        // Nothing points at it, so the next start would remove it as well.
        let _ = std::fs::remove_file(&database);
    }
    let loaded = result?;
    let place = Place {
        database: name,
        document: Some(path.to_string_lossy().into_owned()),
        saved: Some(SavedAs { hash: checked.hash.clone(), changes: loaded.changes }),
        pending: None,
    };
    folder.write_place(&place)?;
    folder.remove_strays(&place);
    Ok((place, loaded))
}

fn unpack_into(database: &Path, path: &Path, checked: &Checked, least_changes: u64) -> Result<Loaded, StoreError> {
    let file = std::fs::File::create(database);
    let mut file = file.map_err(|error| StoreError::io(database, &error))?;
    let again = envelope::unpack(path, &mut file, database)?;
    drop(file);
    if again.hash != checked.hash {
        return Err(StoreError::ChangedOutside { path: path.to_owned() });
    }
    // What is in the document is at fault, not the copy.
    let blame = |error| match error {
        StoreError::Damaged { damage, .. } => StoreError::damaged(path, damage),
        StoreError::Newer { format, .. } => StoreError::Newer { path: path.to_owned(), format },
        other => other,
    };
    let mut loaded = load(database).map_err(blame)?;
    if loaded.document.project_id != checked.head.project_id {
        return Err(StoreError::damaged(path, Damage::Content));
    }
    if loaded.changes < least_changes {
        // The counter of a project never goes back on one machine.
        v1::set_changes(&loaded.connection, least_changes)
            .map_err(|trouble| save::content(database, super::Step::Open, trouble))?;
        loaded.changes = least_changes;
    }
    Ok(loaded)
}

fn opened(
    home: &Path,
    folder: ProjectFolder,
    lock: Lock,
    place: Place,
    loaded: Loaded,
    mut notices: Vec<Notice>,
) -> Result<Opened, StoreError> {
    if let Some(owner) = lock.left_behind.clone() {
        notices.push(Notice::EndedAbruptly { owner });
    }
    let path = place.document.as_ref().map(PathBuf::from);
    let Loaded { connection, document, scored, changes } = loaded;
    let now = Arc::new(document.clone());
    let history = v1::read_history(&connection, &now).unwrap_or_else(|trouble| {
        // The project is there all the same; what was done can no longer be undone.
        log::warn!("the stored history is not used: {trouble}");
        KeptHistory::default()
    });
    let store = Store::start(home, folder, lock, place, connection, now, changes)?;
    let (scored, are_scores_current) = scored.map_or((None, false), |(scored, is)| (Some(Arc::new(scored)), is));
    Ok(Opened { document, history, scored, are_scores_current, path, store, notices })
}

/// Tells with a damaged file what this machine still has of it.
pub(super) fn with_way_out(error: StoreError, home: &Path) -> StoreError {
    let StoreError::Damaged { path, damage, .. } = error else { return error };
    let inside = path.strip_prefix(home.join("projects")).ok();
    let of_working = inside.and_then(|rest| rest.iter().next()).map(|id| id.to_string_lossy().into_owned());
    let project_id = of_working.or_else(|| place::project_at(home, &path));
    let newest_good: Option<Version> = project_id.as_deref().and_then(|id| versions::newest_good(home, id));
    StoreError::Damaged { path, damage, project_id, newest_good: newest_good.map(Box::new) }
}

/// Checks a document through and through without opening it for work.
pub(super) fn verify(path: &Path) -> Result<Verified, StoreError> {
    let folder = tempfile::tempdir().map_err(|error| StoreError::io(&std::env::temp_dir(), &error))?;
    let image = folder.path().join("image.sqlite");
    let mut file = std::fs::File::create(&image).map_err(|error| StoreError::io(&image, &error))?;
    let checked = envelope::unpack(path, &mut file, &image)?;
    drop(file);
    let damaged = || StoreError::damaged(path, Damage::Content);
    let connection = database::open(&image).map_err(|error| match error {
        StoreError::Newer { format, .. } => StoreError::Newer { path: path.to_owned(), format },
        _ => damaged(),
    })?;
    let is_sound = database::is_sound(&connection).unwrap_or(false);
    let (document, changes) = read(&connection, &image).map_err(|_| damaged())?;
    let scored = v1::read_scored(&connection, &document).map_err(|_| damaged())?;
    if !is_sound || document.project_id != checked.head.project_id || changes != checked.head.changes {
        return Err(damaged());
    }
    Ok(Verified {
        path: path.to_owned(),
        project_id: document.project_id,
        project_name: document.name,
        changes,
        written_on: checked.head.written_on,
        n_bytes: checked.file_bytes,
        n_imports: document.imports.len(),
        n_plans: document.plans.len(),
        n_holds: document.holds.len(),
        n_customers: scored.map(|(scored, _)| scored.people.len()),
    })
}
