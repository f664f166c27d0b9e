//! Titles of the system's file dialogs.

pub const ADD_FILES: &str = "Add customer files";
pub const OPEN_PROJECT: &str = "Open a Tribewise project";
pub const SAVE_PROJECT: &str = "Save the project";
pub const EXPORT: &str = "Export";
pub const FILES: &str = "Files";
