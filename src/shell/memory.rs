//! How much memory the machine has free, or how much of it the person allows; knows no file.

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

#[cfg(test)]
mod tests {
    #[test]
    fn some_memory_is_free() {
        if cfg!(target_os = "linux") {
            assert!(super::free_bytes().is_some_and(|bytes| bytes > 1_000_000));
        }
    }
}
