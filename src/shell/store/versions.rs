//! Earlier versions of documents, kept in application data; removed by age and number only, never because of a fault.

use super::envelope;
use super::error::StoreError;
use crate::shell::{clock, files, home};
use std::path::{Path, PathBuf};

/// So many of a project are kept however old they are.
const N_ALWAYS: usize = 5;
const N_AT_MOST: usize = 30;
const DAYS: i64 = 90;

/// One kept version of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub path: PathBuf,
    pub project_id: String,
    /// Counts the project's edits: the higher, the newer.
    pub changes: u64,
    /// When it was written, as the clock said then.
    pub written_on: String,
}

fn folder(home: &Path) -> PathBuf {
    home.join("versions")
}

/// Copies a document into application data. A damaged one is kept too: somebody may still mend it.
pub(super) fn keep(home: &Path, project_id: &str, changes: u64, document: &Path) -> Result<PathBuf, StoreError> {
    let folder = folder(home);
    home::make_private_folder(&folder).map_err(|error| StoreError::io(&folder, &error))?;
    let refuse = |error: std::io::Error| StoreError::io(&folder, &error);
    let mut from = std::fs::File::open(document).map_err(|error| StoreError::io(document, &error))?;
    let mut to = files::new_temporary(&folder, ".keeping-").map_err(refuse)?;
    std::io::copy(&mut from, &mut to).map_err(refuse)?;
    to.as_file().sync_all().map_err(refuse)?;
    let path = folder.join(format!("{project_id}-{changes:012}-{}.tribewise", clock::stamp()));
    files::replace(to, &path).map_err(refuse)?;
    prune(home, project_id);
    Ok(path)
}

/// Kept files of a project by name, newest first. The counter stands before the time, so a clock set back does no harm.
pub(super) fn paths_of(home: &Path, project_id: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder(home)) else { return Vec::new() };
    let mut paths: Vec<(String, PathBuf)> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter_map(|path| Some((counter_and_time(&path, project_id)?.to_owned(), path)))
        .collect();
    paths.sort_by(|a, b| b.cmp(a));
    paths.into_iter().map(|(_, path)| path).collect()
}

/// What follows the project's id in the name, if that is its id.
fn counter_and_time<'a>(path: &'a Path, project_id: &str) -> Option<&'a str> {
    let name = path.file_name()?.to_str()?.strip_suffix(".tribewise")?;
    let rest = name.strip_prefix(project_id)?.strip_prefix('-')?;
    let is_counter = rest.get(..13)?.strip_suffix('-')?.bytes().all(|byte| byte.is_ascii_digit());
    // A longer id that begins alike has its own counter elsewhere.
    (is_counter && rest.len() == 13 + "2026-11-21T10-30-05-123".len()).then_some(rest)
}

fn prune(home: &Path, project_id: &str) {
    for (n, path) in paths_of(home, project_id).into_iter().enumerate() {
        let time = counter_and_time(&path, project_id).and_then(|rest| rest.get(13..));
        let is_old = time.and_then(clock::days_since).is_some_and(|days| days > DAYS);
        if (n >= N_AT_MOST || (n >= N_ALWAYS && is_old))
            && let Err(error) = std::fs::remove_file(&path)
        {
            log::warn!("an old version stays: {error}");
        }
    }
}

/// The kept versions of a project whose checksum is right, newest first. Reads each whole.
pub fn good_versions(home: &Path, project_id: &str) -> impl Iterator<Item = Version> + use<> {
    paths_of(home, project_id).into_iter().filter_map(|path| {
        let checked = envelope::check(&path).ok()?;
        let head = checked.head;
        Some(Version { path, project_id: head.project_id, changes: head.changes, written_on: head.written_on })
    })
}

/// The newest kept version of a project whose checksum is right.
#[must_use]
pub fn newest_good(home: &Path, project_id: &str) -> Option<Version> {
    good_versions(home, project_id).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_by_counter_whatever_the_clock_says_and_ids_are_not_mixed_up() {
        let home = tempfile::tempdir().unwrap();
        let folder = folder(home.path());
        std::fs::create_dir_all(&folder).unwrap();
        let names = [
            "p-000000000009-2020-01-01T00-00-00-000",
            "p-000000000010-2019-01-01T00-00-00-000",
            "p-x-000000000099-2026-01-01T00-00-00-000",
        ];
        for name in names {
            std::fs::write(folder.join(format!("{name}.tribewise")), "").unwrap();
        }
        let names = |id| -> Vec<String> { paths_of(home.path(), id).iter().map(|p| files::file_name(p)).collect() };
        assert_eq!(
            names("p"),
            ["p-000000000010-2019-01-01T00-00-00-000.tribewise", "p-000000000009-2020-01-01T00-00-00-000.tribewise"]
        );
        assert_eq!(names("p-x").len(), 1);
    }

    #[test]
    fn old_ones_go_by_number_and_age_but_a_few_always_stay() {
        let home = tempfile::tempdir().unwrap();
        let folder = folder(home.path());
        std::fs::create_dir_all(&folder).unwrap();
        for n in 0..8 {
            std::fs::write(folder.join(format!("p-{n:012}-2020-01-01T00-00-00-000.tribewise")), "").unwrap();
        }
        prune(home.path(), "p");
        assert_eq!(paths_of(home.path(), "p").len(), N_ALWAYS);
        for n in 10..60 {
            let stamp = clock::stamp();
            std::fs::write(folder.join(format!("p-{n:012}-{stamp}.tribewise")), "").unwrap();
        }
        prune(home.path(), "p");
        let kept = paths_of(home.path(), "p");
        assert_eq!(kept.len(), N_AT_MOST);
        assert!(files::file_name(&kept[0]).starts_with("p-000000000059"));
    }
}
