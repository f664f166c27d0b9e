//! Everything that touches the machine: disk, threads, dialogs, clock. It knows open projects and nothing of the screen.

pub mod clock;
pub mod dialogs;
pub mod files;
pub mod foreign;
pub mod home;
pub mod jobs;
pub mod memory;
pub mod prefs;
pub mod printing;
pub mod store;
mod trouble;
