//! One window a project: a lock that dies with its owner, and a note saying who that is; knows nothing of projects.

use super::error::StoreError;
use crate::shell::{clock, files};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// Who has a project open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Owner {
    pub host: String,
    pub pid: u32,
    /// Since when, as [`clock::now_text`].
    pub since: String,
}

impl Owner {
    fn me() -> Self {
        Owner { host: host(), pid: std::process::id(), since: clock::now_text() }
    }
}

/// Held while a project is open. The operating system lets go of it when its owner ends, however it ends, so a dead
/// owner's lock is free; the note beside it is only there to be read by people.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    note: PathBuf,
    /// The note of an owner who did not come to an orderly end.
    pub(super) left_behind: Option<Owner>,
}

impl Lock {
    pub(super) fn take(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join("lock");
        let note = folder.join("owner.json");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|error| StoreError::io(&path, &error))?;
        let found: Option<Owner> = std::fs::read(&note).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::InUse { path: folder.to_owned(), owner: found.unwrap_or_default() });
            }
            // Some network folders know no locks; working without one beats not working.
            Err(TryLockError::Error(error)) => log::warn!("no lock can be had: {error}"),
        }
        let text = serde_json::to_vec(&Owner::me()).unwrap_or_default();
        files::write_whole(&note, &text)?;
        Ok(Lock { file, note, left_behind: found })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.note) {
            log::warn!("the owner's note stays behind: {error}");
        }
        // Said aloud, because a program that is just being started from here may still hold a copy of the file.
        if let Err(error) = self.file.unlock() {
            log::warn!("the lock is only let go of with the file: {error}");
        }
    }
}

/// This machine's name, for people to recognise.
pub(super) fn host() -> String {
    let from_kernel = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let from_variables = || ["COMPUTERNAME", "HOSTNAME", "HOST"].iter().find_map(|name| std::env::var(name).ok());
    from_kernel.or_else(from_variables).map_or_else(|| "this computer".to_owned(), |name| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_owner_is_refused_with_the_first_ones_name_and_a_dead_ones_lock_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path()).unwrap();
        let StoreError::InUse { owner, .. } = Lock::take(folder.path()).unwrap_err() else { panic!("not refused") };
        assert_eq!((owner.host, owner.pid), (host(), std::process::id()));
        drop(first);
        let dead = Owner { host: "elsewhere".to_owned(), pid: 1, since: "2020-01-01 00:00".to_owned() };
        std::fs::write(folder.path().join("owner.json"), serde_json::to_vec(&dead).unwrap()).unwrap();
        assert_eq!(Lock::take(folder.path()).unwrap().left_behind, Some(dead));
        assert_eq!(Lock::take(folder.path()).unwrap().left_behind, None);
    }
}
