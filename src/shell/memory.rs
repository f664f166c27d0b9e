//! How much memory the machine has free, or how much of it the person allows, and how the program holds it; knows no file.

use std::ffi::OsString;
use std::sync::OnceLock;
use sysinfo::System;

/// So much is left to the rest of the program and to others.
const RESERVED: u64 = 200_000_000;

static ALLOWED: OnceLock<u64> = OnceLock::new();

/// Allows so many bytes and no more, from now on; said once.
pub fn allow(n_bytes: u64) {
    let _ = ALLOWED.set(n_bytes);
}

/// Bytes that a file may take; `None` where the system does not tell.
#[must_use]
pub fn free_bytes() -> Option<u64> {
    let mut system = System::new();
    system.refresh_memory();
    let available = match system.cgroup_limits() {
        Some(limits) => limits.free_memory.min(system.available_memory()),
        None => system.available_memory(),
    };
    let free = (available > 0).then(|| available.saturating_sub(RESERVED));
    match (free, ALLOWED.get()) {
        (Some(free), Some(&allowed)) => Some(free.min(allowed)),
        (free, allowed) => free.or(allowed.copied()),
    }
}

/// What glibc is told by at its start: blocks of so many bytes are large, and large pages are asked for. Each by a variable
/// of its own: glibc cuts a variable that says several things in two while it reads it.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const TOLD: [(&str, &str); 2] = [("MALLOC_MMAP_THRESHOLD_", "65536"), ("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")];

/// Says that the program has begun anew, whatever became of the other words.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const BEGUN: &str = "TRIBEWISE_BEGUN_ANEW";

/// Has large blocks of memory go back to the system as soon as they are free, as other systems do by themselves, and lie
/// in large pages where the system has some. To be called first of all, with the words that the program was called with:
/// where it was not told so, it begins anew with the same words, as the same process.
///
/// glibc keeps freed blocks of up to 32 MB for itself, a quarter of what a million customers take; and rows that are
/// looked up at random in pages of 4 kB wait for the page before they wait for the row, a fifth of the time. It can be
/// told otherwise at the start of a program alone. Whoever set one of the variables by hand has their way. Started under
/// another name (by a loader, through a link) it goes on as it is. What the program starts inherits them.
pub fn settle(words: &[OsString]) {
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    let _ = words;
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use std::os::unix::process::CommandExt;
        let is_told = TOLD.iter().map(|told| told.0).chain([BEGUN]).any(|name| std::env::var_os(name).is_some());
        let (Ok(program), Some((name, words))) = (std::env::current_exe(), words.split_first()) else { return };
        if !is_told && program.file_name() == std::path::Path::new(name).file_name() {
            let mut command = std::process::Command::new(program);
            command.arg0(name).args(words).envs(TOLD).env(BEGUN, "1");
            // It comes back only where it failed: the program goes on, takes more memory, and is a little slower.
            let _ = command.exec();
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn some_memory_is_free() {
        if cfg!(target_os = "linux") {
            assert!(super::free_bytes().is_some_and(|bytes| bytes > 1_000_000));
        }
    }
}
