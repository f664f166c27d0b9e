//! The words of eight languages by which headings and file names say what kind of file it is: tables only, no rule.
//!
//! The languages and spelling of `words`.

use crate::domain::model::FileKind;

/// Headings that say what kind of file this is, beyond what their meaning says.
pub const KIND_HEADINGS: &[(FileKind, &[&str])] = &[
    (
        FileKind::Calls,
        &[
            "caller", "callee", "calling number", "called number", "caller id", "call date", "call time",
            "call duration", "calling party", "called party", "billsec", "chiamante", "chiamato", "anrufer",
            "angerufener", "appelant", "appele", "llamante", "llamado", "chamador", "chamado", "arayan", "aranan",
            "dzwoniacy",
        ],
    ),
    (
        FileKind::Messages,
        &[
            "sender", "receiver", "recipient", "mittente", "absender", "expediteur", "remitente", "remetente",
            "gonderen", "nadawca", "sent at",
        ],
    ),
    (
        FileKind::Transfers,
        &[
            "payer", "payee", "beneficiary", "from account", "to account", "ordinante", "beneficiario", "zahler",
            "zahlungsempfanger", "payeur", "beneficiaire", "ordenante", "pagador", "platnik", "value date",
        ],
    ),
    (FileKind::Ratings, &["rater", "ratee", "truster", "trustee", "rating", "trust"]),
    (
        FileKind::Meetings,
        &["met at", "met on", "meeting date", "meeting time", "place", "location", "room", "venue", "antenna", "luogo", "ort", "lieu", "lugar", "local", "yer", "miejsce"],
    ),
    (
        FileKind::Optouts,
        &[
            "opted out at", "opted out on", "opted out since", "opt out date", "opt out on", "opt out since", "opt out",
            "opted out", "date opted out", "date of opt out", "unsubscribed", "unsubscribed at", "unsubscribed on",
            "unsubscribed since", "do not contact", "dnc", "data opt out", "opt out dal", "data disiscrizione",
            "data di disiscrizione", "disiscritto il", "disiscritto dal", "data revoca consenso", "abmeldung", "disiscritto", "desabonne", "baja", "descadastrado", "wypisany",
            "abonelikten cikti",
        ],
    ),
    (
        FileKind::Incidents,
        &[
            "complained at", "complained on", "complaint", "complaint date", "complaint type", "outage",
            "outage start", "outage date", "incident", "incident date", "incident type", "complaint or outage",
            "reclamo", "data reclamo", "guasto", "data guasto", "disservizio", "beschwerde", "beschwerdedatum",
            "reklamation", "storung", "ausfall", "plainte", "reclamation", "panne", "queja", "reclamacion", "averia",
            "reclamacao", "avaria", "sikayet", "ariza", "skarga", "reklamacja", "awaria",
        ],
    ),
    (
        FileKind::Feedback,
        &[
            "would you buy", "would you buy it", "would buy", "would you recommend it", "how do you like it",
            "do you like it", "did you like it", "panel answer", "panel feedback", "feedback", "in your own words",
            "what would you change", "lo compreresti", "lo comprerebbe", "ti piace", "le piace", "quanto ti piace",
            "gradimento", "con parole tue", "con parole sue", "che cosa cambieresti", "che cosa cambierebbe",
            "parere", "pareri",
        ],
    ),
    (FileKind::Results, &["converted", "conversion", "responded", "response", "outcome", "campaign"]),
];

/// The words with which a complaint begins, where only its cells say what the file is.
pub const COMPLAINT_CELLS: &[&str] = &[
    "complaint", "complaints", "complained", "incident", "reclamo", "reclami", "lamentela", "lamentele", "beschwerde",
    "reklamation", "plainte", "reclamation", "queja", "reclamacion", "reclamacao", "sikayet", "skarga", "reklamacja",
];

/// The words with which an outage begins.
pub const OUTAGE_CELLS: &[&str] = &[
    "outage", "outages", "fault", "breakdown", "guasto", "guasti", "disservizio", "disservizi", "storung", "ausfall",
    "panne", "averia", "avaria", "ariza", "awaria",
];

/// How a name begins that says that something is not so: “no complaint”.
pub const NOT_SO: &[&str] = &["no", "not", "non", "nessun", "nessuna", "kein", "keine", "aucun", "aucune", "sin", "sem", "brak"];

/// Words in a file's name that say its kind.
pub const KIND_NAMES: &[(FileKind, &[&str])] = &[
    (
        FileKind::Optouts,
        &[
            "optout", "optouts", "opt out", "opt outs", "unsubscribe", "unsubscribed", "suppression", "robinson",
            "do not contact", "disiscritti", "abmeldungen", "desabonnes", "bajas", "descadastrados", "wypisani",
        ],
    ),
    (
        FileKind::Incidents,
        &[
            "complaints", "complaint", "outages", "outage", "incidents", "reclami", "reclamo", "guasti", "disservizi",
            "beschwerden", "reklamationen", "storungen", "ausfalle", "plaintes", "reclamations", "pannes", "quejas",
            "reclamaciones", "averias", "reclamacoes", "avarias", "sikayetler", "arizalar", "skargi", "reklamacje",
            "awarie",
        ],
    ),
    (
        FileKind::Outgoing,
        &[
            "outgoing", "outbox", "queue", "to send", "in uscita", "ausgehend", "sortants", "salientes", "saida",
            "giden", "wychodzace",
        ],
    ),
    (
        FileKind::Feedback,
        &[
            "feedback", "panel", "panels", "focus group", "focus panel", "preview", "sneak preview", "anteprima",
            "gruppo di ascolto", "pareri",
        ],
    ),
    (
        FileKind::Results,
        &[
            "results", "result", "responses", "response", "outcomes", "conversions", "risultati", "esiti",
            "ergebnisse", "resultats", "resultados", "sonuclar", "wyniki",
        ],
    ),
    (
        FileKind::Calls,
        &[
            "calls", "call", "cdr", "cdrs", "chiamate", "anrufe", "appels", "llamadas", "chamadas", "aramalar",
            "polaczenia",
        ],
    ),
    (
        FileKind::Messages,
        &[
            "messages", "message", "sms", "texts", "emails", "email", "mails", "messaggi", "nachrichten",
            "mensajes", "mensagens", "mesajlar", "wiadomosci",
        ],
    ),
    (
        FileKind::Transfers,
        &[
            "transfers", "transfer", "payments", "bonifici", "uberweisungen", "virements", "transferencias",
            "havaleler", "przelewy",
        ],
    ),
    (
        FileKind::Friendships,
        &[
            "friends", "friendships", "friend", "contacts", "ties", "edges", "amici", "amicizie", "freunde",
            "amis", "amigos", "arkadaslar", "znajomi",
        ],
    ),
    (
        FileKind::Ratings,
        &["ratings", "rating", "trust", "valutazioni", "bewertungen", "valoraciones", "avaliacoes", "puanlar", "oceny"],
    ),
    (
        FileKind::Meetings,
        &["meetings", "encounters", "incontri", "treffen", "rencontres", "encuentros", "encontros", "spotkania"],
    ),
    (
        FileKind::Purchases,
        &[
            "purchases", "orders", "sales", "retail", "baskets", "acquisti", "ordini", "vendite", "kaufe",
            "bestellungen", "achats", "commandes", "compras", "pedidos", "vendas", "satislar", "siparisler",
            "zakupy", "zamowienia",
        ],
    ),
    (
        FileKind::Interests,
        &[
            "interests", "genres", "hobbies", "interessi", "interessen", "interets", "intereses", "interesses",
            "ilgiler",
        ],
    ),
    (
        FileKind::People,
        &[
            "people", "customers", "customer", "members", "subscribers", "clients", "contacts list", "clienti",
            "kunden", "clientes", "musteriler", "klienci", "crm", "churn",
        ],
    ),
];
