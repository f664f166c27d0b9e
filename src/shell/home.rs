//! Where this program keeps its own files on this machine; knows nothing of what is in them.

use std::path::{Path, PathBuf};

/// Set to a folder, it takes the place of the local application-data folder: for tests and the command line.
pub const VARIABLE: &str = "TRIBEWISE_HOME";

/// The folder for working databases, kept versions, preferences and logs. Local, never a synced one.
/// None: this account has no such folder.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    if let Some(chosen) = std::env::var_os(VARIABLE).filter(|chosen| !chosen.is_empty()) {
        return Some(PathBuf::from(chosen));
    }
    directories::ProjectDirs::from("", "", "Tribewise").map(|dirs| dirs.data_local_dir().to_owned())
}

/// Makes a folder that only its owner may look into: what lies there is about people.
///
/// # Errors
/// As [`std::fs::create_dir_all`].
pub fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
