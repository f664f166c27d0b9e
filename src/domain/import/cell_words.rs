//! The words of eight languages by which cells are known, yes and no, nothing, money and months: tables only, no rule.
//!
//! The languages and spelling of `words`.

pub const YES: &[&str] = &[
    "yes", "y", "1", "true", "t", "on", "opt in", "opted in", "agreed", "granted", "subscribed", "allowed", "si",
    "s", "vero", "ja", "j", "wahr", "oui", "o", "vrai", "verdadero", "sim", "verdadeiro", "evet", "e", "dogru",
    "tak", "prawda",
];

pub const NO: &[&str] = &[
    "no", "n", "0", "false", "f", "off", "opt out", "opted out", "refused", "denied", "withdrawn", "unsubscribed",
    "none", "falso", "nein", "falsch", "non", "faux", "nao", "hayir", "h", "yanlis", "nie", "falsz",
];

pub const MISSING: &[&str] =
    &["null", "n/a", "na", "#n/a", "-", "none", "nan", "(blank)", "?", "nil", "\\n", "n.a.", "--", "#null!"];

/// "Not known" as answers to a question about a customer; see [`MISSING`] for words for nothing at all.
pub const UNKNOWN: &[&str] = &[
    "unknown", "not known", "unspecified", "not specified", "not available", "no answer", "no data", "undefined",
    "sconosciuto", "sconosciuta", "non noto", "non disponibile", "n d", "unbekannt", "keine angabe", "k a",
    "nicht bekannt", "inconnu", "inconnue", "non renseigne", "desconocido", "desconocida", "sin datos",
    "no consta", "desconhecido", "desconhecida", "nao informado", "sem dados", "bilinmiyor", "belirsiz", "bilinmeyen",
    "nieznany", "nieznana", "nieznane", "brak", "brak danych",
];

/// Columns that say which of several dated states a row belongs to.
pub const PERIODS: &[&str] = &[
    "wave", "year", "month", "quarter", "week", "period", "snapshot", "round", "onda", "anno", "mese", "periodo", "welle",
    "jahr", "monat", "quartal", "vague", "annee", "mois", "periode", "ano", "mes", "ola", "yil", "ay", "donem", "rok",
    "miesiac", "okres", "fala",
];

/// Columns of postcodes.
pub const POSTCODES: &[&str] = &[
    "zip", "zip code", "zipcode", "postcode", "post code", "postal code", "cap", "codice postale", "plz", "postleitzahl",
    "code postal", "codigo postal", "cp", "posta kodu", "kod pocztowy",
];

pub const CURRENCIES: &[&str] = &[
    "€", "£", "$", "₺", "EUR", "eur", "GBP", "gbp", "USD", "usd", "TRY", "TL", "tl", "PLN", "pln", "zł", "CHF", "chf",
    "R$", "BRL", "US$", "zl",
];

/// How rows of sums begin.
pub const SUMS: &[&str] = &[
    "total", "totals", "totale", "totali", "sum", "somma", "summe", "gesamt", "gesamtsumme", "insgesamt", "somme",
    "suma", "soma", "toplam", "razem", "subtotal", "grand total",
];

/// Months as dates spell them, by their first letters.
pub const MONTHS: [&[&str]; 12] = [
    &["jan", "gen", "ene", "oca", "sty", "januar", "janvier", "enero", "gennaio", "ocak", "stycz"],
    &["feb", "fev", "sub", "lut"],
    &["mar", "mae", "maerz"],
    &["apr", "avr", "abr", "nis", "kwi"],
    &["may", "mai", "mag", "maj"],
    &["jun", "giu", "juin", "haz", "cze"],
    &["jul", "lug", "juil", "tem", "lip"],
    &["aug", "ago", "aou", "sie"],
    &["sep", "set", "eyl", "wrz"],
    &["oct", "okt", "ott", "out", "eki", "paz"],
    &["nov", "kas", "lis"],
    &["dec", "dez", "dic", "ara", "gru"],
];
