//! Titles of the system's file dialogs.

use super::sentences;

sentences! {
    add_files: "Add customer files";
    new_month: "Add a new month";
    open_project: "Open a Tribewise project";
    save_project: "Save the project";
    export: "Export";
    files: "Files";
    place: "Place of the file";
    type_several: "This computer has no file dialog to open. Type where the file is; several with a semicolon between.";
    type_one: "This computer has no file dialog to open. Type where the file is.";
    type_new: "This computer has no file dialog to open. Type where to put the file.";
    use_label: "Use it";
}
