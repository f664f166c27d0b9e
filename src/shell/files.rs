//! Single files in and out: a private copy in, a whole replacement out; knows nothing of what is in them.

use crate::domain::import::{Bytes, Source};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Larger files are refused rather than read into memory.
pub const LIMIT_BYTES: u64 = 1 << 30;

/// How the names of temporary files end.
pub(super) const TEMPORARY: &str = ".part";

/// A piece this long is read or written between two looks at the ticket.
const PIECE_BYTES: usize = 1 << 20;

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileReason {
    #[error("there is no such file")]
    NotFound,
    #[error("this account may not open it")]
    NotAllowed,
    #[error("it is a folder")]
    IsAFolder,
    #[error("it has {n_bytes} bytes, more than {limit_bytes}")]
    TooLarge { n_bytes: u64, limit_bytes: u64 },
    #[error("it changed while it was read")]
    ChangedWhileRead,
    #[error("the disk is full")]
    DiskFull,
    /// Anything else, in the operating system's words.
    #[error("{0}")]
    Other(String),
}

/// A file that could not be read or written; what stood there before still stands there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct FileError {
    pub path: PathBuf,
    pub reason: FileReason,
}

impl FileError {
    #[must_use]
    pub fn new(path: &Path, reason: FileReason) -> Self {
        FileError { path: path.to_owned(), reason }
    }

    /// What the operating system said, as data.
    #[must_use]
    pub fn from_io(path: &Path, error: &io::Error) -> Self {
        FileError::new(path, FileReason::from(error))
    }
}

impl From<&io::Error> for FileReason {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => FileReason::NotFound,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => FileReason::NotAllowed,
            ErrorKind::IsADirectory => FileReason::IsAFolder,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => FileReason::DiskFull,
            _ => FileReason::Other(error.to_string()),
        }
    }
}

/// Reads a private copy of a file, so that nothing that happens to it later matters.
///
/// # Errors
/// Inner: [`FileError`], also where size or time differ between start and end. Outer: [`Stopped`].
pub fn read_copy(path: &Path, limit_bytes: u64, ticket: &Ticket) -> Result<Result<Source, FileError>, Stopped> {
    let refuse = |error: &io::Error| Ok(Err(FileError::from_io(path, error)));
    let (mut file, before) = match File::open(path).and_then(|file| file.metadata().map(|data| (file, data))) {
        Ok(opened) => opened,
        Err(error) => return refuse(&error),
    };
    if before.is_dir() {
        return Ok(Err(FileError::new(path, FileReason::IsAFolder)));
    }
    let too_large = |n_bytes| Ok(Err(FileError::new(path, FileReason::TooLarge { n_bytes, limit_bytes })));
    if before.len() > limit_bytes {
        return too_large(before.len());
    }
    ticket.begin(Stage::Reading, before.len())?;
    let bytes = match read_all(&mut file, before.len(), limit_bytes, ticket)? {
        Ok(bytes) => bytes,
        Err(reason) => return Ok(Err(FileError::new(path, reason))),
    };
    match std::fs::metadata(path) {
        Ok(after) if is_same(&before, &after) && after.len() == bytes.len() as u64 => {}
        Ok(_) => return Ok(Err(FileError::new(path, FileReason::ChangedWhileRead))),
        Err(error) => return refuse(&error),
    }
    Ok(Ok(Source { name: file_name(path), bytes }))
}

/// All bytes of a file that has `n_bytes`, read into their place at once: a copy of a copy would cost a big file its size
/// in memory once more.
fn read_all(
    file: &mut File,
    n_bytes: u64,
    limit_bytes: u64,
    ticket: &Ticket,
) -> Result<Result<Bytes, FileReason>, Stopped> {
    let mut bytes = vec![0; usize::try_from(n_bytes).unwrap_or(0)];
    if let Err(reason) = fill(file, &mut bytes, ticket)? {
        return Ok(Err(reason));
    }
    // What does not tell its length beforehand.
    loop {
        match file.take(PIECE_BYTES as u64).read_to_end(&mut bytes) {
            Ok(0) => break,
            Ok(n) => ticket.advance(n as u64)?,
            Err(error) => return Ok(Err(FileReason::from(&error))),
        }
        let n_bytes = bytes.len() as u64;
        if n_bytes > limit_bytes {
            return Ok(Err(FileReason::TooLarge { n_bytes, limit_bytes }));
        }
    }
    Ok(Ok(bytes.into()))
}

/// Fills all of `bytes` from the beginning of a file, in pieces, several at once where the system can.
fn fill(file: &mut File, bytes: &mut [u8], ticket: &Ticket) -> Result<Result<(), FileReason>, Stopped> {
    #[cfg(unix)]
    {
        use rayon::prelude::*;
        use std::os::unix::fs::FileExt;
        let shared = &*file;
        let read = |(n, piece): (usize, &mut [u8])| {
            let read = shared.read_exact_at(piece, (n * PIECE_BYTES) as u64);
            ticket.advance(piece.len() as u64).map(|()| read.map_err(unread))
        };
        let pieces = bytes.par_chunks_mut(PIECE_BYTES).enumerate().map(read).collect::<Result<Vec<_>, Stopped>>()?;
        if let Some(reason) = pieces.into_iter().find_map(Result::err) {
            return Ok(Err(reason));
        }
        // As if they had been read one behind the other; what has no length has no places either.
        if bytes.is_empty() {
            return Ok(Ok(()));
        }
        Ok(file.seek(SeekFrom::Start(bytes.len() as u64)).map(|_| ()).map_err(unread))
    }
    #[cfg(not(unix))]
    {
        for piece in bytes.chunks_mut(PIECE_BYTES) {
            if let Err(error) = file.read_exact(piece) {
                return Ok(Err(unread(error)));
            }
            ticket.advance(piece.len() as u64)?;
        }
        Ok(Ok(()))
    }
}

#[allow(clippy::needless_pass_by_value)] // as errors are handed on
fn unread(error: io::Error) -> FileReason {
    match error.kind() {
        ErrorKind::UnexpectedEof => FileReason::ChangedWhileRead,
        _ => FileReason::from(&error),
    }
}

/// The file's name without its folder, odd characters replaced.
#[must_use]
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

/// Replaces a file whole: a temporary file in the same folder, synced, then renamed over it.
///
/// # Errors
/// [`FileError`]; the old file, if any, is as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let refuse = |error: io::Error| FileError::from_io(path, &error);
    let folder = folder_of(path);
    let mut temporary = new_temporary(folder, ".tribewise-").map_err(refuse)?;
    temporary.write_all(bytes).map_err(refuse)?;
    keep_permissions(path, temporary.as_file());
    temporary.as_file().sync_all().map_err(refuse)?;
    replace(temporary, path).map_err(refuse)
}

/// The folder a file lies in; `.` for a bare name.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file that vanishes unless it is renamed; others may read it as far as the account's habits allow.
pub(super) fn new_temporary(folder: &Path, prefix: &str) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(TEMPORARY);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// A file that takes another's place may be read by the same people.
pub(super) fn keep_permissions(old: &Path, new: &File) {
    if let Ok(data) = std::fs::metadata(old)
        && let Err(error) = new.set_permissions(data.permissions())
    {
        log::warn!("permissions could not be kept: {error}");
    }
}

/// Renames over the target and syncs the folder. Windows refuses for a moment while a scanner looks at the file.
pub(super) fn replace(mut temporary: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    const N_TRIES: u32 = if cfg!(windows) { 10 } else { 1 };
    for left in (0..N_TRIES).rev() {
        match temporary.persist(path) {
            Ok(_) => break,
            Err(error) if left == 0 => return Err(error.error),
            Err(error) => temporary = error.file,
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    sync_folder(folder_of(path))
}

/// Makes a rename last through a power cut, where the system can.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path, limit: u64) -> Result<Source, FileReason> {
        read_copy(path, limit, &Ticket::new()).expect("nobody stops").map_err(|error| error.reason)
    }

    #[test]
    fn a_copy_has_the_files_bytes_and_odd_files_are_refused_with_a_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("people.csv");
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
        write_whole(&path, &bytes).unwrap();
        let source = read(&path, LIMIT_BYTES).unwrap();
        assert_eq!((source.name.as_str(), &source.bytes[..]), ("people.csv", &bytes[..]));
        #[cfg(target_os = "linux")]
        assert!(!read(Path::new("/proc/self/status"), LIMIT_BYTES).is_ok_and(|source| source.bytes.is_empty()));
        let too_large = FileReason::TooLarge { n_bytes: 3_000_000, limit_bytes: 2_999_999 };
        assert_eq!(read(&path, 2_999_999).unwrap_err(), too_large);
        assert_eq!(read(folder.path(), 9).unwrap_err(), FileReason::IsAFolder);
        assert_eq!(read(&folder.path().join("gone"), 9).unwrap_err(), FileReason::NotFound);
    }

    #[test]
    fn reading_hears_a_stop() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write_whole(&path, b"a").unwrap();
        let ticket = Ticket::new();
        ticket.stop();
        assert_eq!(read_copy(&path, 10, &ticket).err(), Some(Stopped));
    }

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        write_whole(&path, b"first").unwrap();
        write_whole(&path, b"second").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"second");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        let nowhere = folder.path().join("no/such/list.csv");
        assert_eq!(write_whole(&nowhere, b"x").unwrap_err().reason, FileReason::NotFound);
    }
}
