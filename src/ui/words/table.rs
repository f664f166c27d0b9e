//! The lists of people, tribes and ties, in words.

use super::{number, people, pick, said, sentences};
use crate::domain::listing::{PersonColumn, TieColumn, TribeColumn};
use crate::domain::model::Channel;

sentences! {
    ties: "Ties" | "Legami";
    as_table: "Show as a table" | "Mostra come tabella";
    as_list: "Show as a short list" | "Mostra come elenco breve";
    as_map: "Back to the map" | "Torna alla mappa";
    columns: "Columns" | "Colonne";
    /// The rank by plain number of contacts, where there is little room.
    by_contacts: "By contacts" | "Per contatti";
    sorting: "Sorting…" | "Ordinamento…";
    not_sorted: "This list could not be sorted. What is shown is as it was before."
        | "Non è stato possibile ordinare questo elenco. Quello che vedi è com’era prima.";
    sort_again: "Sort it again" | "Ordina di nuovo";
    /// More rows than are copied at once.
    cut: "Only the first 100,000 chosen rows were copied. Export the list for all of them."
        | "Sono state copiate solo le prime 100.000 righe scelte. Per averle tutte esporta l’elenco.";
    not_now: "Nothing was copied: people are being scored anew, and somebody may have opted out. Try again then."
        | "Non è stato copiato nulla: i punteggi sono in ricalcolo e qualcuno potrebbe aver negato il consenso. Riprova tra poco.";
    sort_hint: "Sort by this; with Shift, after the others" | "Ordina per questa colonna; con Maiusc, dopo le altre";
}

#[must_use]
pub fn person_column(column: PersonColumn) -> &'static str {
    match column {
        PersonColumn::Rank => people::rank(),
        PersonColumn::CouldBe => super::certainty::could_be(),
        PersonColumn::Name => people::name(),
        PersonColumn::Id => pick("Customer number", "Numero cliente"),
        PersonColumn::Tribe => people::tribe(),
        PersonColumn::Influence => people::score(),
        PersonColumn::Role => pick("Role", "Ruolo"),
        PersonColumn::Stage => pick("Stage", "Fase"),
        PersonColumn::Stance => pick("Stance", "Opinione"),
        PersonColumn::Contacts => pick("Contacts", "Contatti"),
        PersonColumn::Spending => pick("Spending", "Spesa"),
        PersonColumn::ListenedTo => pick("People come to them", "Ascolto ricevuto"),
        PersonColumn::Reach => pick("Reached in two steps", "Raggiunte in due passi"),
        PersonColumn::Closeness => pick("Closeness", "Vicinanza"),
        PersonColumn::Position => pick("Position", "Centralità"),
        PersonColumn::Persuasion => pick("Others follow them", "Seguito"),
        PersonColumn::RankByContacts => pick("Rank by contacts", "Posizione per contatti"),
        PersonColumn::Attribute(_) => pick("From your list", "Dal tuo elenco"),
    }
}

#[must_use]
pub fn tie_column(column: TieColumn) -> &'static str {
    match column {
        TieColumn::From => pick("One", "Uno"),
        TieColumn::To => pick("The other", "L’altro"),
        TieColumn::Strength => pick("Closeness", "Vicinanza"),
        TieColumn::Days => pick("Days in touch", "Giorni di contatto"),
        TieColumn::Contacts => pick("Contacts", "Contatti"),
        TieColumn::BothWays => pick("Both ways", "Nei due sensi"),
        TieColumn::Last => pick("Last contact", "Ultimo contatto"),
        TieColumn::Late => pick("Late or weekend", "Sera o weekend"),
        TieColumn::Judgement => pick("Judgement", "Giudizio"),
        TieColumn::Channels => pick("By", "Tramite"),
    }
}

#[must_use]
pub fn tribe_column(column: TribeColumn) -> &'static str {
    match column {
        TribeColumn::Name => people::tribe(),
        TribeColumn::People => people::people(),
        TribeColumn::OnShow => pick("On show", "Visibili"),
        TribeColumn::Influencers => pick("Influencers", "Influencer"),
        TribeColumn::Inside => pick("Contact inside", "Contatti interni"),
        TribeColumn::Spending => pick("Spending", "Spesa"),
        TribeColumn::Offside => pick("Offside", "Contrari"),
        TribeColumn::AtRisk => pick("At risk or lost", "A rischio o persi"),
    }
}

#[must_use]
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => pick("calls", "chiamate"),
        Channel::Message => pick("messages", "messaggi"),
        Channel::Transfer => pick("payments", "pagamenti"),
        Channel::Friendship => pick("friendship", "amicizia"),
        Channel::Rating => pick("ratings", "valutazioni"),
        Channel::Meeting => pick("meetings", "incontri"),
        Channel::Inferred => pick("inferred", "dedotti"),
    }
}

/// A tie, for those who hear it.
#[must_use]
pub fn tie(a: &str, b: &str) -> String {
    said!("Tie: {a} and {b}" | "Legame: {a} e {b}")
}

/// The button of a heading, for those who hear it.
#[must_use]
pub fn sort_by(heading: &str) -> String {
    said!("Sort by {heading}" | "Ordina per {heading}")
}

/// An arrow behind the heading of a column that sorts, with its place where several do.
#[must_use]
pub fn sort_mark(is_falling: bool, place: usize, n: usize) -> String {
    let arrow = if is_falling { egui_phosphor::regular::CARET_DOWN } else { egui_phosphor::regular::CARET_UP };
    if n > 1 { format!(" {arrow}{}", place + 1) } else { format!(" {arrow}") }
}

/// Where the keys are in a list.
#[must_use]
pub fn place(list: &str, at: usize, of: usize, row: &str) -> String {
    said!("{list}, {} of {}: {row}" | "{list}, {} di {}: {row}", number::count(at), number::count(of))
}
