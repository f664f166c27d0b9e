//! Pages on their way to paper: written where only their owner may look, and handed to whatever shows PDF files here; knows
//! nothing of what is on them.

use super::files::{FileError, file_name};
use super::home::make_private_folder;
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// In the home folder, a folder for each project and in it one for each time that something was printed: a viewer may
/// still hold the one before.
const FOLDER: &str = "printed";

/// What has not said by then that it cannot show the pages is showing them.
const FAILS_WITHIN: Duration = Duration::from_secs(2);

/// Somebody who shows a file, and can print it.
pub trait Viewer: Send + Sync + std::fmt::Debug {
    /// Hands the file over. May take seconds: a worker's to call.
    ///
    /// # Errors
    /// Nothing here shows files of that kind, in the system's words.
    fn show(&self, path: &Path) -> io::Result<()>;
}

/// What the system opens such a file with.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemViewer;

impl Viewer for SystemViewer {
    fn show(&self, path: &Path) -> io::Result<()> {
        // It outlives this program: what is shown can still be printed.
        open::that_detached_with_timeout(path, FAILS_WITHIN)
    }
}

/// Writes pages for a viewer, readable by this account alone; where they lie.
///
/// # Errors
/// [`FileError`]; then nothing of them is left.
pub fn keep_pages(home: &Path, project_id: &str, name: &str, bytes: &[u8]) -> Result<PathBuf, FileError> {
    let of_project = folder(home, project_id);
    let refuse = |path: &Path, error: &io::Error| FileError::from_io(path, error);
    make_private_folder(&of_project).map_err(|error| refuse(&of_project, &error))?;
    let own = own_folder(&of_project).map_err(|error| refuse(&of_project, &error))?;
    let path = own.path().join(name);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&path).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.map_err(|error| refuse(&path, &error))?;
    Ok(own.keep().join(name))
}

/// A new folder in this one that vanishes unless it is kept.
fn own_folder(of_project: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(of_project)
}

/// Takes away pages that nobody looks at.
pub fn forget(pages: &Path) {
    pages.parent().into_iter().for_each(remove);
}

/// Takes away the pages of a project that were printed: they may name somebody who is erased.
pub fn forget_pages(home: &Path, project_id: &str) {
    remove(&folder(home, project_id));
}

/// Takes away all pages that were printed, of every project: whoever wanted them on paper has them there.
pub fn forget_all_pages(home: &Path) {
    remove(&home.join(FOLDER));
}

/// A project's id is plain letters and figures; whatever else stands in a file is not followed anywhere.
fn folder(home: &Path, project_id: &str) -> PathBuf {
    home.join(FOLDER).join(file_name(Path::new(project_id)))
}

/// What somebody still has open can stay until the next time.
fn remove(folder: &Path) {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => log::warn!("printed pages were not removed: {error}"),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_their_owners_alone_and_go_with_their_project_or_all_at_once() {
        let home = tempfile::tempdir().unwrap();
        let keep = |project: &str| keep_pages(home.path(), project, "Spring tasks.pdf", b"%PDF").unwrap();
        let (first, second, other) = (keep("one"), keep("one"), keep("two"));
        assert_ne!(first, second, "a viewer may hold the first");
        assert!(first.starts_with(home.path()) && first.ends_with("Spring tasks.pdf"));
        assert_eq!(std::fs::read(&second).unwrap(), b"%PDF");
        #[cfg(unix)]
        for (path, mode) in
            [(first.as_path(), 0o600), (first.parent().unwrap(), 0o700), (&home.path().join(FOLDER), 0o700)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, mode, "{path:?}");
        }
        forget_pages(home.path(), "one");
        assert!(!first.exists() && !second.exists() && other.exists());
        forget_all_pages(home.path());
        assert!(!other.exists() && !home.path().join(FOLDER).exists());
        forget_all_pages(home.path());
    }

    #[test]
    fn pages_that_cannot_be_written_leave_nothing() {
        let home = tempfile::tempdir().unwrap();
        assert!(keep_pages(home.path(), "one", "no/such.pdf", b"%PDF").is_err());
        assert_eq!(std::fs::read_dir(home.path().join(FOLDER).join("one")).unwrap().count(), 0);
    }
}
