//! Pages on their way to paper: written where only their owner may look, and handed to whatever shows PDF files here; knows
//! nothing of what is on them.

use super::files::{FileError, file_name};
use super::home::make_private_folder;
use std::fs::{DirEntry, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// In the home folder, a folder for each project and in it one for each time that something was printed: a viewer may
/// still hold the one before.
const FOLDER: &str = "printed";

/// Held by every open window together: whoever can have it alone is the only one.
const LOCK: &str = "printed.lock";

/// A second, more or less, that a window waits for one that begins beside it.
const TRIES: u32 = 40;
const BETWEEN_TRIES: Duration = Duration::from_millis(25);

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
    if let Some(print) = pages.parent() {
        is_gone(std::fs::remove_dir_all(print));
    }
}

/// Takes away the pages of a project that were printed: they may name somebody who is erased. Whether all of them went:
/// what somebody still has open may stay.
#[must_use]
pub fn forget_pages(home: &Path, project_id: &str) -> bool {
    remove(&folder(home, project_id), &remove_print)
}

/// A window begins: takes away the pages that earlier ones printed, of every project, unless one of them is still open and may
/// show its own. What comes back is to be held as long as the window is there; none: other windows cannot be told of it.
#[must_use]
pub fn begin_window(home: &Path) -> Option<File> {
    let lock = make_private_folder(home)
        .and_then(|()| OpenOptions::new().create(true).truncate(false).read(true).write(true).open(home.join(LOCK)));
    let lock = lock.inspect_err(|error| log::warn!("windows cannot be told of: {error}")).ok();
    // Not every place for files knows locks. Pages that name people are not kept for a window that may not be there.
    let is_alone = lock.as_ref().is_none_or(|lock| !matches!(lock.try_lock(), Err(TryLockError::WouldBlock)));
    if is_alone {
        remove(&home.join(FOLDER), &|project| remove(&project.path(), &remove_print));
        lock.as_ref().and_then(|lock| lock.unlock().ok());
    }
    lock.filter(lock_together)
}

/// Whether the lock is held together with other windows. One of them may have it alone at this moment, as it begins, too:
/// that one is soon done. Whoever keeps it longer keeps no window from beginning.
fn lock_together(lock: &File) -> bool {
    for _ in 0..TRIES {
        match lock.try_lock_shared() {
            Ok(()) => return true,
            Err(TryLockError::WouldBlock) => std::thread::sleep(BETWEEN_TRIES),
            Err(TryLockError::Error(_)) => break,
        }
    }
    log::warn!("other windows cannot be told of this one");
    false
}

/// A project's id is plain letters and figures; whatever else stands in a file leads nowhere else.
fn folder(home: &Path, project_id: &str) -> PathBuf {
    home.join(FOLDER).join(format!("p-{}", file_name(Path::new(project_id))))
}

/// Takes away all in a folder, each by itself: one that stays keeps no other. Then the folder, where it is empty.
fn remove(folder: &Path, one: &dyn Fn(&DirEntry) -> bool) -> bool {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return is_gone(Err(error)),
    };
    let n_left = entries.filter(|entry| !entry.as_ref().is_ok_and(one)).count();
    n_left == 0 && is_gone(std::fs::remove_dir(folder))
}

/// Takes away what was printed at one time.
fn remove_print(print: &DirEntry) -> bool {
    let is_folder = print.file_type().is_ok_and(|kind| kind.is_dir());
    is_gone(if is_folder { std::fs::remove_dir_all(print.path()) } else { std::fs::remove_file(print.path()) })
}

/// Whether nothing is there any more.
fn is_gone(removed: io::Result<()>) -> bool {
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            log::warn!("printed pages were not removed: {error}");
            false
        }
        _ => true,
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
        for odd in ["", ".", "..", "a/..", "one/.."] {
            assert!(forget_pages(home.path(), odd), "{odd}: there is nothing");
            assert!(first.exists() && second.exists() && other.exists(), "{odd}");
        }
        assert!(forget_pages(home.path(), "one"));
        assert!(!first.exists() && !second.exists() && other.exists());
        let _window = begin_window(home.path());
        assert!(!other.exists() && !home.path().join(FOLDER).exists());
        assert!(forget_pages(home.path(), "one"));
    }

    #[test]
    fn an_odd_id_keeps_its_pages_in_a_folder_of_their_own() {
        let home = tempfile::tempdir().unwrap();
        for odd in ["", ".", "..", "a/..", "../../a"] {
            let path = keep_pages(home.path(), odd, "Spring tasks.pdf", b"%PDF").unwrap();
            let depth = path.strip_prefix(home.path().join(FOLDER)).unwrap().components().count();
            assert_eq!(depth, 3, "{odd}: a folder of the project, one of the print, and the file");
            assert!(forget_pages(home.path(), odd) && !path.exists(), "{odd}");
        }
    }

    #[test]
    fn pages_stay_until_the_last_window_is_closed() {
        let home = tempfile::tempdir().unwrap();
        let first = begin_window(home.path());
        let page = keep_pages(home.path(), "one", "Spring tasks.pdf", b"%PDF").unwrap();
        let second = begin_window(home.path());
        assert!(first.is_some() && second.is_some() && page.exists());
        drop(first);
        drop(begin_window(home.path()));
        assert!(page.exists(), "the second may show it");
        drop(second);
        let _third = begin_window(home.path());
        assert!(!page.exists());
    }

    #[test]
    fn windows_that_begin_at_one_moment_are_both_told_of() {
        let home = tempfile::tempdir().unwrap();
        for _ in 0..20 {
            keep_pages(home.path(), "one", "Spring tasks.pdf", b"%PDF").unwrap();
            let start = std::sync::Barrier::new(2);
            let begin = || {
                start.wait();
                (0..200).filter(|_| begin_window(home.path()).is_none()).count()
            };
            let n_untold = std::thread::scope(|scope| {
                let other = scope.spawn(begin);
                begin() + other.join().unwrap()
            });
            assert_eq!(n_untold, 0);
        }
    }

    #[test]
    fn a_window_begins_though_somebody_keeps_the_lock_and_removes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let page = keep_pages(home.path(), "one", "Spring tasks.pdf", b"%PDF").unwrap();
        let kept = File::create(home.path().join(LOCK)).unwrap();
        kept.lock().unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        let folder = home.path().to_owned();
        std::thread::spawn(move || tell.send(begin_window(&folder).is_some()));
        assert_eq!(told.recv_timeout(Duration::from_secs(30)), Ok(false), "it begins, and nobody is told of it");
        assert!(page.exists());
        // Whoever lets go in time is waited for.
        std::thread::scope(|scope| {
            let window = scope.spawn(|| begin_window(home.path()));
            std::thread::sleep(BETWEEN_TRIES);
            drop(kept);
            assert!(window.join().unwrap().is_some());
        });
    }

    #[cfg(unix)]
    #[test]
    fn one_print_that_stays_keeps_no_other() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let pages: Vec<PathBuf> =
            (0..8).map(|_| keep_pages(home.path(), "one", "Spring tasks.pdf", b"%PDF").unwrap()).collect();
        let allow = |page: &Path, mode| {
            std::fs::set_permissions(page.parent().unwrap(), std::fs::Permissions::from_mode(mode)).unwrap();
        };
        allow(&pages[3], 0o500);
        // An account above all permissions takes it away as any other.
        let is_above = std::fs::write(pages[3].with_extension("probe"), "").is_ok();
        assert_eq!(forget_pages(home.path(), "one"), is_above);
        let left: Vec<bool> = pages.iter().map(|page| page.exists()).collect();
        assert_eq!(left, (0..8).map(|n| n == 3 && !is_above).collect::<Vec<_>>());
        if !is_above {
            allow(&pages[3], 0o700);
        }
        assert!(forget_pages(home.path(), "one"), "and it goes once it can");
    }

    #[test]
    fn pages_that_cannot_be_written_leave_nothing() {
        let home = tempfile::tempdir().unwrap();
        assert!(keep_pages(home.path(), "one", "no/such.pdf", b"%PDF").is_err());
        assert_eq!(std::fs::read_dir(folder(home.path(), "one")).unwrap().count(), 0);
    }
}
