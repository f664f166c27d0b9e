//! Titles of the system's file dialogs.

pub const ADD_FILES: &str = "Add customer files";
pub const NEW_MONTH: &str = "Add a new month";
pub const OPEN_PROJECT: &str = "Open a Tribewise project";
pub const SAVE_PROJECT: &str = "Save the project";
pub const EXPORT: &str = "Export";
pub const FILES: &str = "Files";
pub const PLACE: &str = "Place of the file";
pub const TYPE_SEVERAL: &str =
    "This computer has no file dialog to open. Type where the file is; several with a semicolon between.";
pub const TYPE_ONE: &str = "This computer has no file dialog to open. Type where the file is.";
pub const TYPE_NEW: &str = "This computer has no file dialog to open. Type where to put the file.";
pub const USE: &str = "Use it";
