//! The shell's errors as data that every room understands; writes no sentence.

use super::files::{FileError, FileReason};
use super::jobs::Failure;
use super::store::{Damage, Notice, StoreError};
use crate::project::{News, Trouble};
use std::path::Path;

fn name(path: &Path) -> String {
    path.display().to_string()
}

impl From<&FileError> for Trouble {
    fn from(error: &FileError) -> Self {
        let file = name(&error.path);
        match &error.reason {
            FileReason::NotFound => Trouble::NotFound { file },
            FileReason::NotAllowed => Trouble::NotAllowed { file },
            FileReason::IsAFolder => Trouble::IsAFolder { file },
            FileReason::TooLarge { n_bytes, limit_bytes } => {
                Trouble::TooLarge { file, n_bytes: *n_bytes, limit_bytes: *limit_bytes }
            }
            FileReason::ChangedWhileRead => Trouble::ChangedWhileRead { file },
            FileReason::DiskFull => Trouble::DiskFull { file },
            FileReason::Other(why) => Trouble::Other { file, why: why.clone() },
        }
    }
}

impl From<&StoreError> for Trouble {
    fn from(error: &StoreError) -> Self {
        match error {
            StoreError::File(error) => error.into(),
            StoreError::Damaged { path, damage: Damage::OtherKind, .. } => Trouble::OtherKind { file: name(path) },
            StoreError::Damaged { path, newest_good, .. } => {
                let kept_version = newest_good.as_ref().map(|version| name(&version.path));
                Trouble::Damaged { file: name(path), kept_version }
            }
            StoreError::Newer { path, .. } => Trouble::Newer { file: name(path) },
            StoreError::InUse { path, owner } => {
                Trouble::InUse { file: name(path), host: owner.host.clone(), since: owner.since.clone() }
            }
            StoreError::ChangedOutside { path } => Trouble::ChangedOutside { file: name(path) },
            StoreError::Database { path, message, .. } => Trouble::Other { file: name(path), why: message.clone() },
            StoreError::AlreadyThere { .. } | StoreError::BadProjectId | StoreError::WriterGone => Trouble::Bug,
        }
    }
}

impl From<&Failure> for Trouble {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::File(error) => error.into(),
            Failure::Store(error) => error.into(),
            Failure::Unwritable { path, message } => Trouble::Unwritable { file: name(path), why: message.clone() },
            Failure::Bug { .. } => Trouble::Bug,
        }
    }
}

impl From<&Notice> for News {
    fn from(notice: &Notice) -> Self {
        match notice {
            Notice::Recovered { n_changes } => News::Recovered { n_changes: *n_changes },
            Notice::ChangedOutside { kept } => News::ChangedOutside { kept: kept.as_deref().map(name) },
            Notice::WorkingDamaged { .. } => News::WorkingDamaged,
            Notice::EndedAbruptly { .. } => News::EndedAbruptly,
        }
    }
}
