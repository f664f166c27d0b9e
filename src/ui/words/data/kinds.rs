//! Kinds of files, their rows and columns, and the pages of the data room, in words.

use crate::domain::model::{FileKind, Meaning};
use crate::ui::DataPage;
use crate::ui::words::pick;

/// The kind of a file, as a short title.
#[must_use]
pub fn kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::People => pick("Customers", "Clienti"),
        FileKind::Calls => pick("Calls", "Chiamate"),
        FileKind::Messages => pick("Messages between people", "Messaggi tra persone"),
        FileKind::Transfers => pick("Payments between people", "Pagamenti tra persone"),
        FileKind::Friendships => pick("Friendships", "Amicizie"),
        FileKind::Ratings => pick("Ratings of each other", "Giudizi reciproci"),
        FileKind::Meetings => pick("Meetings", "Incontri"),
        FileKind::Purchases => pick("Purchases", "Acquisti"),
        FileKind::Interests | FileKind::InterestMonths => pick("Interests", "Interessi"),
        FileKind::Incidents => pick("Complaints and outages", "Reclami e guasti"),
        FileKind::Outgoing => pick("Outgoing messages", "Messaggi in uscita"),
        FileKind::Results => pick("Campaign results", "Risultati di campagna"),
        FileKind::Feedback => pick("Opinions before launch", "Pareri prima del lancio"),
        FileKind::Optouts => pick("Opt-outs", "Consensi negati"),
    }
}

/// What the pages of the data room are called.
#[must_use]
pub fn page(page: DataPage) -> &'static str {
    match page {
        DataPage::Files => pick("Files", "File"),
        DataPage::Cleaning => pick("Who and what counts", "Chi e che cosa conta"),
        DataPage::Same => pick("Same person?", "Stessa persona?"),
        DataPage::Stages => pick("Stages", "Fasi"),
        DataPage::Privacy => pick("Privacy", "Privacy"),
        DataPage::History => pick("History", "Cronologia"),
    }
}

/// What one row says, in one sentence.
#[must_use]
pub fn row_sentence(kind: FileKind) -> &'static str {
    match kind {
        FileKind::People => pick("Each row is one customer.", "Ogni riga è un cliente."),
        FileKind::Calls => pick(
            "Each row is one call: who called whom, when, and for how long.",
            "Ogni riga è una chiamata: chi ha chiamato chi, quando e per quanto tempo.",
        ),
        FileKind::Messages => pick(
            "Each row is one message from one person to another.",
            "Ogni riga è un messaggio da una persona a un’altra.",
        ),
        FileKind::Transfers => pick(
            "Each row is one payment from one person to another.",
            "Ogni riga è un pagamento da una persona a un’altra.",
        ),
        FileKind::Friendships => pick(
            "Each row is a pair of people who know each other.",
            "Ogni riga è una coppia di persone che si conoscono.",
        ),
        FileKind::Ratings => pick(
            "Each row is one person's judgement of another, good or bad.",
            "Ogni riga è il giudizio, buono o cattivo, di una persona su un’altra.",
        ),
        FileKind::Meetings => pick(
            "Each row is a time that two people spent together.",
            "Ogni riga è un momento passato insieme da due persone.",
        ),
        FileKind::Purchases => {
            pick("Each row is something a customer bought.", "Ogni riga è un acquisto di un cliente.")
        }
        FileKind::Interests | FileKind::InterestMonths => pick(
            "Each row is a subject that a customer cares about.",
            "Ogni riga è un tema che interessa a un cliente.",
        ),
        FileKind::Incidents => pick(
            "Each row is a complaint of a customer, or a time when their service failed.",
            "Ogni riga è un reclamo di un cliente, o una volta che il suo servizio non ha funzionato.",
        ),
        FileKind::Outgoing => pick(
            "Each row is a message you are about to send to a customer.",
            "Ogni riga è un messaggio che stai per inviare a un cliente.",
        ),
        FileKind::Results => pick(
            "Each row is what a customer did after a campaign.",
            "Ogni riga è ciò che un cliente ha fatto dopo una campagna.",
        ),
        FileKind::Feedback => pick(
            "Each row is what somebody who saw it before the launch thinks of it.",
            "Ogni riga è il parere di chi l’ha visto prima del lancio.",
        ),
        FileKind::Optouts => {
            pick("Each row is a customer who must be left alone.", "Ogni riga è un cliente che non va contattato.")
        }
    }
}

/// What a column says, as the choice in the mapping.
#[must_use]
pub fn meaning(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Id => pick("Customer number", "Numero cliente"),
        Meaning::From => pick("From whom", "Da chi"),
        Meaning::To => pick("To whom", "A chi"),
        Meaning::At => pick("When", "Quando"),
        Meaning::Seconds => pick("How long (seconds)", "Durata (secondi)"),
        Meaning::Times => pick("How many times", "Quante volte"),
        Meaning::Amount => pick("Amount of money", "Importo"),
        Meaning::Value => pick("Judgement (number)", "Giudizio (numero)"),
        Meaning::Name => pick("Name", "Nome"),
        Meaning::Phone => pick("Phone", "Telefono"),
        Meaning::Email => pick("E-mail", "E-mail"),
        Meaning::Spend => pick("Spends a month", "Spesa al mese"),
        Meaning::Consent => pick("May be contacted", "Si può contattare"),
        Meaning::Market => pick("Is in your market", "È nel tuo mercato"),
        Meaning::Product => pick("Product", "Prodotto"),
        Meaning::Category => pick("Category of product", "Categoria di prodotto"),
        Meaning::Shop => pick("Shop", "Negozio"),
        Meaning::Topic => pick("Subject of interest", "Tema di interesse"),
        Meaning::Channel => pick("Channel", "Canale"),
        Meaning::Subject => pick("Subject line", "Oggetto del messaggio"),
        Meaning::Body => pick("Text", "Testo"),
        Meaning::Due => pick("Send by", "Da inviare entro"),
        Meaning::Outcome => pick("Said yes", "Ha detto sì"),
        Meaning::Answer => pick("Answer (a rating or a word)", "Risposta (un voto o una parola)"),
        Meaning::Comment => pick("In their own words", "Con parole loro"),
        Meaning::Cell => pick("Cell code", "Codice del gruppo"),
        Meaning::Code => pick("Coupon code", "Codice sconto"),
        Meaning::Attribute => pick("Describes the customer", "Descrive il cliente"),
        Meaning::NotNeeded => pick("Not needed", "Non serve"),
    }
}
