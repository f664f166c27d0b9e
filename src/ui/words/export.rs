//! Files that leave, in words.

use super::number;
use super::{pick, said, sentences};
use crate::domain::export::ExportProblem;
use crate::domain::export::picture::PictureError;
use crate::project::LeavingProblem;

sentences! {
    influencers: "The influencers…" | "Gli influencer…";
    flags: "Flags for the customer system…" | "Contrassegni per il gestionale clienti…";
    people: "Everybody with all scores…" | "Tutti, con tutti i punteggi…";
    tribes: "The tribes…" | "Le tribù…";
    ties: "The ties…" | "I legami…";
    map: "The map as a picture…" | "La mappa come immagine…";
    large_map: "The map as a large picture, for print…" | "La mappa come immagine grande, da stampare…";
    no_part: "--visible is for people, ties, tribes, influencers and the map: other files are for whole plans or for everybody."
        | "--visible vale per persone, legami, tribù, influencer e mappa: gli altri file riguardano piani interi o tutti.";
    no_points: "--everyone is for the map." | "--everyone vale per la mappa.";
    no_earlier: "--at is for the map." | "--at vale per la mappa.";
    people_shown: "The people on show…" | "Le persone mostrate…";
    influencers_shown: "The influencers on show…" | "Gli influencer mostrati…";
    tribes_shown: "The tribes on show…" | "Le tribù mostrate…";
    ties_shown: "The ties on show…" | "I legami mostrati…";
    shortlist: "Export the shortlist…" | "Esporta la rosa…";
    shown_for_print: "Your PDF viewer has the pages: print them there." | "Le pagine sono nel tuo lettore di PDF: stampale da lì.";
    clean: "Export the rest of the queue…" | "Esporta gli altri messaggi…";
    released: "Export the released messages…" | "Esporta i messaggi sbloccati…";
}

/// Why a file could not be made, in the middle of a sentence.
#[must_use]
pub fn why(problem: &LeavingProblem) -> &'static str {
    match problem {
        LeavingProblem::Gone => pick("what it would hold is no longer there", "il contenuto non c’è più"),
        LeavingProblem::NotScored => pick("people are not scored yet", "le persone non hanno ancora un punteggio"),
        LeavingProblem::Table(ExportProblem::NotADate) => {
            pick("it is not known which day it is", "non si sa che giorno è")
        }
        LeavingProblem::OtherFormat(_) => {
            pick("a file of this kind cannot be made of it", "non se ne può ricavare un file di questo tipo")
        }
        LeavingProblem::Table(ExportProblem::NoPlan) => pick("a shortlist needs a plan", "per una rosa serve un piano"),
        LeavingProblem::Table(ExportProblem::NoTreatment(_)) => {
            pick("nothing that the plan gives people needs it", "nessun trattamento del piano lo richiede")
        }
        LeavingProblem::Table(ExportProblem::TooManyRows(_)) => {
            pick("a worksheet has no room for so many rows; CSV has", "un foglio non contiene tante righe; un CSV sì")
        }
        LeavingProblem::Table(ExportProblem::Unwritable(_)) => {
            pick("the table could not be made", "non si è potuto creare la tabella")
        }
        LeavingProblem::Picture(PictureError::TooLarge) => {
            pick("the picture would be too large", "l’immagine sarebbe troppo grande")
        }
        LeavingProblem::Picture(PictureError::NotDrawn) => {
            pick("the picture could not be drawn", "non si è potuto disegnare l’immagine")
        }
    }
}

/// Over the files that hold only who is on show.
#[must_use]
pub fn only_visible(n: usize, of: usize) -> String {
    said!("Only the visible {} of {}" | "Solo chi si vede: {} su {}", number::count(n), number::count(of))
}

/// A file was written.
#[must_use]
pub fn written(file: &str) -> String {
    said!("Written: {file}" | "Scritto: {file}")
}

/// Nothing on this machine shows the pages that are to be printed.
#[must_use]
pub fn not_shown(file: &str) -> String {
    said!(
        "No program here opened the pages. They lie in {file} until Tribewise next starts: open that file with anything that shows PDF, a browser for instance, and print it there."
            | "Nessun programma ha aperto le pagine. Si trovano in {file} fino al prossimo avvio di Tribewise: apri il file con un programma che mostra i PDF, per esempio un browser, e stampalo da lì."
    )
}

/// A file cannot be made in this format.
#[must_use]
pub fn other_format(extension: &str, possible: &[&str]) -> String {
    said!(
        "A .{extension} file cannot be made of this. Nothing was written; use .{}."
            | "Da questo non si ricava un file .{extension}. Non è stato scritto nulla; usa .{}.",
        possible.join(pick(" or .", " o ."))
    )
}
