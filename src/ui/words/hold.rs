//! Held messages in words.

use super::{number, pick, said, sentences};
use crate::domain::holding::{Hold, HoldStatus};

sentences! {
    title: "Messages that wait for you" | "Messaggi che aspettano te";
    empty_title: "Nothing is held" | "Nessun messaggio in attesa";
    empty_text: "Add the messages you are about to send. Those that go to influencers wait here for a personal hand; the rest can leave as they are."
        | "Aggiungi i messaggi che stai per inviare. Quelli diretti agli influencer aspettano qui un tocco personale; gli altri possono partire così come sono.";
    add: "Add outgoing messages…" | "Aggiungi messaggi in uscita…";
    not_scored: "The outgoing messages are here. They are looked through as soon as the people are scored."
        | "I messaggi in uscita ci sono. Saranno esaminati appena le persone avranno un punteggio.";
    none_match: "None of the outgoing messages goes to an influencer. The whole queue may leave."
        | "Nessun messaggio in uscita è diretto a un influencer. Possono partire tutti.";
    look_again: "Hold the messages to influencers" | "Metti in attesa i messaggi agli influencer";
    original: "As it came" | "Come è arrivato";
    edited: "As it will leave" | "Come partirà";
    subject: "Subject" | "Oggetto";
    text: "Text" | "Testo";
    release: "Release" | "Sblocca";
    drop: "Drop" | "Scarta";
    hold_again: "Hold again" | "Rimetti in attesa";
    untouched: "Not yet made personal." | "Non ancora personalizzato.";
}

#[must_use]
pub fn status(hold: &Hold) -> &'static str {
    match (hold.status, hold.is_edited()) {
        (HoldStatus::Held, false) => pick("Held", "In attesa"),
        (HoldStatus::Held, true) => pick("Edited", "Modificato"),
        (HoldStatus::Released, _) => pick("Released", "Sbloccato"),
        (HoldStatus::Dropped, _) => pick("Dropped", "Scartato"),
    }
}

/// "12 held, 3 released, 1 dropped".
#[must_use]
pub fn counts(n_held: usize, n_released: usize, n_dropped: usize) -> String {
    said!(
        "{} held, {} released, {} dropped" | "in attesa: {}, sbloccati: {}, scartati: {}",
        number::count(n_held),
        number::count(n_released),
        number::count(n_dropped)
    )
}

/// Why the message waits: who the customer is.
#[must_use]
pub fn reason(label: &str, rank: u32, tribe: &str) -> String {
    if rank == 0 {
        return said!("{label} is no longer ranked." | "{label} non ha più una posizione.");
    }
    said!(
        "{label} is number {} in influence, in {tribe}." | "Per influenza {label} è in posizione {}, in {tribe}.",
        number::count(rank as usize)
    )
}
