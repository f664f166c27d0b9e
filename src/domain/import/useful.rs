//! Which columns of a customers file the program has a use for, by their heading; decides nothing about their cells.

use super::headings::fold;

/// What a column that describes a customer is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Use {
    /// Tells people of one name apart, and finds one person under two numbers.
    BirthDate,
    Postcode,
    Address,
    /// Since when somebody is a customer: tells how far along they are.
    Since,
    /// Until when somebody is bound: tells whose contract ends soon.
    ContractEnd,
    /// Names tribes, chooses audiences and topics: town, age band, tariff, segment, interest and the like.
    Grouping,
    /// A figure to weigh people by: what they cost, what they are worth.
    Figure,
}

/// Folded headings in the eight languages of the word tables. A phrase of two words or more, or of five letters or
/// more, also counts as a part of a longer heading.
const USES: &[(Use, &[&str])] = &[
    (
        Use::BirthDate,
        &[
            "birth date", "birthdate", "date of birth", "dob", "birthday", "born", "born on", "data di nascita",
            "data nascita", "nato il", "geburtsdatum", "geburtstag", "geb datum", "date de naissance", "naissance",
            "fecha de nacimiento", "nacimiento", "data de nascimento", "nascimento", "dogum tarihi",
            "data urodzenia", "urodziny",
        ],
    ),
    (
        Use::Postcode,
        &[
            "postcode", "post code", "postal code", "zip", "zip code", "zipcode", "cap", "codice postale", "plz",
            "postleitzahl", "code postal", "cp", "codigo postal", "posta kodu", "kod pocztowy",
        ],
    ),
    (
        Use::Address,
        &[
            "address", "street", "street address", "address line 1", "home address", "indirizzo", "via", "adresse",
            "strasse", "anschrift", "rue", "direccion", "calle", "domicilio", "endereco", "morada", "adres", "sokak",
            "ulica",
        ],
    ),
    (
        Use::Since,
        &[
            "customer since", "member since", "client since", "since", "joined", "joined on", "joined at", "signup date",
            "sign up date", "registration date", "registered on", "activation date", "start of contract", "cliente dal",
            "cliente da", "data iscrizione", "kunde seit", "mitglied seit", "vertragsbeginn", "client depuis",
            "date inscription", "cliente desde", "fecha de alta", "musteri baslangic", "uyelik tarihi", "klient od",
        ],
    ),
    (
        Use::ContractEnd,
        &[
            "contract end", "contract ends", "contract end date", "contract ends on", "end of contract", "contract until",
            "contract expiry", "contract expires", "contract expiration", "renewal date", "contract renewal",
            "fine contratto", "scadenza contratto", "scadenza del contratto", "contratto fino al", "data rinnovo",
            "vertragsende", "vertrag bis", "ende des vertrags", "laufzeitende", "fin de contrat", "fin du contrat",
            "fin de contrato", "fin del contrato", "vencimiento del contrato", "fim do contrato", "fim de contrato",
            "sozlesme bitis", "sozlesme bitis tarihi", "koniec umowy", "data konca umowy",
        ],
    ),
    (
        Use::Grouping,
        &[
            "city", "town", "place", "village", "district", "region", "area", "county", "province", "state", "country",
            "store", "branch", "shop", "outlet", "citta", "comune", "provincia", "regione", "quartiere", "stadt", "ort",
            "bezirk", "land", "kreis", "filiale", "ville", "quartier", "departement", "pays", "agence", "ciudad",
            "barrio", "municipio", "pais", "sucursal", "cidade", "bairro", "distrito", "regiao", "sehir", "ilce", "semt",
            "ulke", "sube", "miasto", "dzielnica", "wojewodztwo", "kraj", "oddzial", "age", "age band", "age group",
            "birth year", "year of birth", "eta", "fascia eta", "fascia di eta", "anno di nascita", "alter",
            "altersgruppe", "geburtsjahr", "tranche age", "edad", "grupo de edad", "idade", "faixa etaria", "yas",
            "yas grubu", "wiek", "grupa wiekowa", "tariff", "tariff plan", "plan", "contract", "contract type", "package",
            "subscription", "product", "service", "segment", "group", "tier", "level", "class", "category", "type",
            "status", "profile", "cluster", "tariffa", "piano", "contratto", "abbonamento", "pacchetto", "segmento",
            "gruppo", "fascia", "livello", "categoria", "tarif", "vertrag", "vertragsart", "paket", "abo", "kategorie",
            "kundengruppe", "gruppe", "forfait", "abonnement", "contrat", "categorie", "groupe", "tarifa", "contrato",
            "paquete", "suscripcion", "grupo", "nivel", "pacote", "assinatura", "plano", "paket", "sozlesme", "tarife",
            "abonelik", "kategori", "grup", "seviye", "taryfa", "umowa", "pakiet", "kategoria", "grupa", "poziom",
            "interest", "interests", "hobby", "hobbies", "topic", "favourite", "favorite", "sport", "club", "likes",
            "interesse", "interessi", "passatempo", "interessen", "verein", "interet", "interets", "loisir", "interes",
            "intereses", "aficion", "interesses", "ilgi alani", "hobi", "zainteresowania", "channel", "device", "brand",
            "language", "occupation", "job", "profession", "industry", "sector", "company", "employer", "department",
            "team", "role", "school", "education", "lingua", "lavoro", "professione", "settore", "azienda", "reparto",
            "sprache", "beruf", "branche", "firma", "abteilung", "langue", "metier", "secteur", "entreprise", "service",
            "idioma", "profesion", "empresa", "profissao", "dil", "meslek", "sektor", "jezyk", "zawod", "branza",
            "satisfaction", "complaints", "nps", "stage",
            "life cycle", "lifecycle", "sentiment", "zufriedenheit", "soddisfazione", "satisfaccion", "satisfacao", "memnuniyet",
            "zadowolenie", "lebenszyklus", "statut", "stato cliente", "stance", "attitude", "tribe", "community", "household",
        ],
    ),
    (
        Use::Figure,
        &[
            "cost", "costs", "price", "prices", "worth", "value", "customer value", "clv", "ltv", "lifetime value", "score", "points",
            "balance", "revenue", "arpu", "margin", "income", "budget", "costo", "valore", "punteggio", "punti", "saldo",
            "kosten", "wert", "punkte", "umsatz", "cout", "valeur", "points", "solde", "coste", "valor", "puntos",
            "custo", "pontos", "maliyet", "deger", "puan", "koszt", "wartosc", "punkty",
        ],
    ),
];

/// Words of headings over free text, whatever stands beside them.
const NOTES: &[&str] = &[
    "note", "notes", "comment", "comments", "remark", "remarks", "description", "nota", "commento", "commenti",
    "bemerkung", "bemerkungen", "kommentar", "notiz", "remarque", "commentaire", "comentario", "observaciones",
    "observacoes", "aciklama", "uwagi", "komentarz",
];

/// What a column with this heading is good for, if anything that the program knows.
#[must_use]
pub fn use_of(heading: &str) -> Option<Use> {
    let folded = fold(heading);
    if folded.split(' ').any(|word| NOTES.contains(&word)) {
        return None;
    }
    let whole = USES.iter().find(|(_, phrases)| phrases.contains(&folded.as_str()));
    let padded = format!(" {folded} ");
    let stands_in = |phrase: &&str| phrase.len() >= 5 && padded.contains(&format!(" {phrase} "));
    let part = || USES.iter().find(|(_, phrases)| phrases.iter().any(&stands_in));
    whole.or_else(part).map(|(found, _)| *found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_with_a_use_are_known_and_others_are_not() {
        let known = [
            ("Geburtsdatum", Use::BirthDate),
            ("Date of birth", Use::BirthDate),
            ("Code postal", Use::Postcode),
            ("ZIP", Use::Postcode),
            ("Straße", Use::Address),
            ("tariff", Use::Grouping),
            ("contract_end_date", Use::ContractEnd),
            ("Scadenza del contratto", Use::ContractEnd),
            ("Contract type", Use::Grouping),
            ("start of contract", Use::Since),
            ("birth_year", Use::Grouping),
            ("Customer segment", Use::Grouping),
            ("cost", Use::Figure),
        ];
        for (heading, wanted) in known {
            assert_eq!(use_of(heading), Some(wanted), "{heading}");
        }
        for heading in ["religion", "diagnosis", "iban", "service_note", "Column 4", "gewerkschaft", "x17"] {
            assert_eq!(use_of(heading), None, "{heading}");
        }
    }

    #[test]
    fn the_table_is_spelled_as_folding_spells() {
        for phrase in USES.iter().flat_map(|(_, phrases)| phrases.iter()) {
            assert_eq!(fold(phrase), *phrase);
        }
    }
}
