//! Titles of the system's file dialogs.

use super::sentences;

sentences! {
    add_files: "Add customer files" | "Aggiungi file di clienti";
    new_month: "Add a new month" | "Aggiungi un nuovo mese";
    opinions: "Add the answers of the panel" | "Aggiungi i pareri dell’anteprima";
    open_project: "Open a Tribewise project" | "Apri un progetto Tribewise";
    save_project: "Save the project" | "Salva il progetto";
    export: "Export" | "Esporta";
    files: "Files" | "File";
    place: "Place of the file" | "Posizione del file";
    type_several: "This computer has no file dialog to open. Type where the file is; several with a semicolon between."
        | "Questo computer non ha una finestra per scegliere i file. Scrivi dove si trova il file; se sono più d’uno, con un punto e virgola in mezzo.";
    type_one: "This computer has no file dialog to open. Type where the file is."
        | "Questo computer non ha una finestra per scegliere i file. Scrivi dove si trova il file.";
    type_new: "This computer has no file dialog to open. Type where to put the file."
        | "Questo computer non ha una finestra per scegliere i file. Scrivi dove mettere il file.";
    use_label: "Use it" | "Usa";
}
