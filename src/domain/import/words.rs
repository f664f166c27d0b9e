//! The words of eight languages by which columns and files are known: tables only, no rule.
//!
//! English, Italian, German, French, Spanish, Portuguese, Turkish, Polish; small letters, without accents (see
//! `headings::fold`), words parted by one space.

use crate::domain::model::Meaning;

/// Headings by meaning. Phrases under five letters count only as the whole heading.
pub const HEADINGS: &[(Meaning, &[&str])] = &[
    (
        Meaning::Id,
        &[
            "id", "customer id", "customer no", "customer number", "customer code", "customer", "customers",
            "client id", "client", "client number", "member", "member id", "person", "person id", "user id",
            "user", "subscriber", "subscriber id", "subscriber number", "account", "account id", "account number",
            "account no", "contact id", "party id", "recipient id", "cust id", "custid", "crm id", "uid", "key",
            "respondent", "id cliente", "codice cliente", "cod cliente", "numero cliente", "cliente", "codice",
            "utente", "id utente", "kundennummer", "kunden nr", "kundennr", "kunden id", "kunde", "kundenkennung",
            "mitglied", "mitgliedsnummer", "identifiant", "id client", "numero client", "code client", "no client",
            "adherent", "id de cliente", "numero de cliente", "codigo de cliente", "codigo cliente", "abonado",
            "socio", "codigo do cliente", "numero do cliente", "id do cliente", "assinante", "musteri",
            "musteri no", "musteri numarasi", "musteri id", "musteri kodu", "abone no", "uye no", "id klienta",
            "numer klienta", "nr klienta", "klient", "kod klienta", "abonent",
        ],
    ),
    (
        Meaning::From,
        &[
            "from", "from id", "source", "src", "a", "caller", "caller id", "calling number", "calling party",
            "sender", "sender id", "payer", "originator", "origin", "user a", "member a", "person a", "customer a",
            "party a", "a number", "anumber", "user 1", "person 1", "node 1", "node a", "id 1", "id1", "member 1",
            "friend 1", "from node id", "fromnodeid", "from account", "from user", "from customer", "rater",
            "source id", "ego", "truster", "da", "chiamante", "mittente", "ordinante", "von", "anrufer",
            "absender", "zahler", "auftraggeber", "de", "appelant", "expediteur", "emetteur", "payeur", "llamante",
            "remitente", "origen", "emisor", "ordenante", "chamador", "remetente", "origem", "pagador", "arayan",
            "gonderen", "kimden", "dzwoniacy", "nadawca", "od", "platnik", "numer a",
        ],
    ),
    (
        Meaning::To,
        &[
            "to", "to id", "target", "dst", "destination", "b", "callee", "callee id", "called", "called number",
            "called party", "recipient", "receiver", "receiver id", "payee", "beneficiary", "user b", "member b",
            "person b", "customer b", "party b", "b number", "bnumber", "user 2", "person 2", "node 2", "node b",
            "id 2", "id2", "member 2", "friend 2", "to node id", "tonodeid", "to account", "to user",
            "to customer", "ratee", "target id", "alter", "trustee", "friend", "chiamato", "destinatario",
            "beneficiario", "ricevente", "an", "nach", "angerufener", "empfanger", "empfaenger",
            "zahlungsempfanger", "vers", "appele", "destinataire", "beneficiaire", "llamado", "destino", "para",
            "receptor", "chamado", "aranan", "alici", "kime", "odbiorca", "do", "wybierany", "numer b",
        ],
    ),
    (
        Meaning::At,
        &[
            "at", "date", "time", "datetime", "date time", "timestamp", "time stamp", "start", "start time",
            "met at", "met on", "meeting date", "meeting time", "complained at", "complained on", "complaint date",
            "outage start", "outage date", "incident date", "data reclamo", "data guasto", "beschwerdedatum", "starttime", "started at", "call time", "call date", "call start", "sent at", "sent on", "sent", "day",
            "when", "created at", "invoice date", "invoicedate", "order date", "purchase date", "transaction date",
            "payment date", "rated at", "event time", "booking date", "value date", "opted out at", "opted out on",
            "opted out since", "opt out date", "opt out on", "opt out since", "date opted out", "date of opt out",
            "unsubscribed at", "unsubscribed on", "unsubscribed since", "data opt out", "opt out dal", "data disiscrizione",
            "data di disiscrizione", "disiscritto il", "disiscritto dal", "data revoca consenso", "data", "ora", "data ora", "data e ora", "inizio", "data acquisto", "data chiamata",
            "data invio", "datum", "zeit", "zeitpunkt", "zeitstempel", "uhrzeit", "beginn", "kaufdatum",
            "bestelldatum", "buchungstag", "horodatage", "heure", "debut", "date d achat", "date achat",
            "date appel", "fecha", "hora", "fecha y hora", "fecha hora", "inicio", "fecha de compra", "data hora",
            "data e hora", "data da compra", "carimbo de data", "tarih", "zaman", "saat", "tarih saat",
            "baslangic", "islem tarihi", "czas", "data i godzina", "godzina", "poczatek", "data zakupu",
            "znacznik czasu",
        ],
    ),
    (
        Meaning::Seconds,
        &[
            "seconds", "duration", "duration in seconds", "durata in secondi", "dauer in sekunden", "duration s", "duration sec", "duration seconds", "call duration", "length",
            "secs", "talk time", "billsec", "durata", "durata secondi", "secondi", "durata chiamata", "dauer",
            "dauer sekunden", "sekunden", "gesprachsdauer", "duree", "duree secondes", "secondes", "duracion",
            "segundos", "duracion segundos", "duracao", "duracao segundos", "sure", "saniye", "sure saniye",
            "arama suresi", "czas trwania", "sekundy",
        ],
    ),
    (
        Meaning::Times,
        &[
            "times", "count", "n contacts", "number of contacts", "number of calls", "number of messages",
            "number of payments", "n calls", "n messages", "call count", "message count", "calls count", "frequency",
            "weight", "edge weight", "tie weight", "occurrences", "conteggio", "numero chiamate", "numero contatti",
            "frequenza", "peso", "volte", "anzahl", "anzahl anrufe", "anzahl kontakte", "haufigkeit", "gewicht",
            "nombre d appels", "nombre de contacts", "frequence", "poids", "numero de llamadas", "veces", "frecuencia",
            "numero de chamadas", "vezes", "frequencia", "adet", "arama sayisi", "agirlik", "siklik",
            "liczba polaczen", "liczba kontaktow", "czestosc", "waga",
        ],
    ),
    (
        Meaning::Amount,
        &[
            "amount", "price", "unit price", "unitprice", "total", "sum", "paid", "payment", "revenue",
            "order value", "purchase amount", "transaction amount", "gross", "net", "importo", "prezzo", "totale",
            "valore ordine", "betrag", "preis", "summe", "umsatz", "gesamtbetrag", "montant", "prix", "importe",
            "precio", "monto", "valor", "quantia", "preco", "tutar", "fiyat", "toplam", "meblag", "kwota", "cena",
            "suma", "spend",
        ],
    ),
    (
        Meaning::Value,
        &[
            "rating", "score", "trust", "stars", "judgement", "judgment", "value", "sentiment", "valutazione",
            "voto", "punteggio", "fiducia", "bewertung", "note", "vertrauen", "punkte", "evaluation", "confiance",
            "valoracion", "puntuacion", "confianza", "calificacion", "avaliacao", "nota", "confianca", "pontuacao",
            "puan", "guven", "degerlendirme", "ocena", "zaufanie", "punkty",
        ],
    ),
    (
        Meaning::Name,
        &[
            "name", "full name", "fullname", "customer name", "client name", "first name", "contact name",
            "display name", "nome", "nome cliente", "nome e cognome", "nominativo", "kundenname", "vorname",
            "vollstandiger name", "nom", "nom complet", "nom client", "prenom", "nombre", "nombre completo",
            "nome completo", "ad", "isim", "ad soyad", "adi soyadi", "musteri adi", "imie", "imie i nazwisko",
            "nazwa", "nazwisko",
        ],
    ),
    (
        Meaning::Phone,
        &[
            "phone", "telephone", "tel", "mobile", "cell", "cellphone", "cell phone", "msisdn", "phone number",
            "mobile number", "mobile phone", "telefono", "cellulare", "numero di telefono", "telefon",
            "telefonnummer", "handy", "handynummer", "rufnummer", "mobil", "portable", "numero de telephone",
            "movil", "celular", "numero de telefono", "telefone", "telemovel", "numero de telefone",
            "telefon numarasi", "cep", "cep telefonu", "gsm", "numer telefonu", "komorka",
        ],
    ),
    (
        Meaning::Email,
        &[
            "email", "e mail", "mail", "email address", "e mail address", "mail address", "indirizzo email",
            "posta elettronica", "email adresse", "e mail adresse", "courriel", "adresse email", "adresse mail",
            "adresse e mail", "correo", "correo electronico", "endereco de email", "eposta", "e posta",
            "e posta adresi", "adres email", "poczta",
        ],
    ),
    (
        Meaning::Spend,
        &[
            "spend", "monthly spend", "spending", "arpu", "revenue", "customer revenue", "annual spend",
            "turnover", "charge", "charge amount", "monthly charge", "bill", "lifetime value", "spesa",
            "spesa mensile", "fatturato", "ricavo", "umsatz", "monatsumsatz", "ausgaben", "depense", "depenses",
            "chiffre d affaires", "gasto", "gasto mensual", "ingresos", "despesa", "gasto mensal", "receita",
            "harcama", "aylik harcama", "ciro", "wydatki", "obrot", "przychod",
        ],
    ),
    (
        Meaning::Consent,
        &[
            "consent", "marketing consent", "opt in", "optin", "opted in", "newsletter", "permission", "gdpr",
            "gdpr consent", "marketing allowed", "may contact", "contact allowed", "consenso",
            "consenso marketing", "privacy", "einwilligung", "werbeeinwilligung", "zustimmung", "consentement",
            "accord", "consentimiento", "permiso", "consentimento", "permissao", "izin", "onay", "riza", "kvkk",
            "zgoda", "zgoda marketingowa", "rodo",
        ],
    ),
    (
        Meaning::Market,
        &["market", "in market", "is in market", "in scope", "mercato", "markt", "marche", "mercado", "pazar", "rynek"],
    ),
    (
        Meaning::Product,
        &[
            "product", "product name", "product id", "product code", "item", "item name", "sku", "article",
            "stock code", "stockcode", "description", "prodotto", "articolo", "nome prodotto", "produkt",
            "artikel", "produktname", "artikelnummer", "produit", "nom du produit", "producto", "articulo",
            "nombre del producto", "produto", "artigo", "nome do produto", "urun", "urun adi", "urun kodu",
            "nazwa produktu", "towar", "artykul",
        ],
    ),
    (
        Meaning::Category,
        &[
            "category", "category name", "product category", "item category", "merchant category", "product group",
            "product line", "merchandise group", "assortment", "categoria", "categoria prodotto", "categoria merceologica",
            "merceologia", "gruppo merceologico", "linea di prodotto", "kategorie", "produktkategorie", "produktgruppe",
            "warengruppe", "artikelgruppe", "sortiment", "categorie", "categorie produit", "categorie de produit",
            "famille de produits", "gamme", "categoria de producto", "categoria del producto", "familia de productos",
            "linea de producto", "categoria do produto", "categoria de produto", "linha de produto", "kategori",
            "urun kategorisi", "urun grubu", "kategoria", "kategoria produktu", "grupa produktow",
        ],
    ),
    (
        Meaning::Shop,
        &[
            "shop", "shop id", "shop name", "store", "store id", "store name", "store number", "outlet", "branch",
            "branch id", "merchant", "merchant name", "point of sale", "negozio", "punto vendita", "filiale",
            "esercente", "geschaft", "laden", "filialnummer", "verkaufsstelle", "handler", "magasin", "boutique",
            "point de vente", "commercant", "tienda", "sucursal", "comercio", "loja", "ponto de venda", "lojista",
            "magaza", "magaza adi", "sube", "isyeri", "sklep", "punkt sprzedazy", "oddzial",
        ],
    ),
    (
        Meaning::Topic,
        &[
            "topic", "interest", "interests", "genre", "hobby", "subject of interest", "argomento", "interesse",
            "interessi", "genere", "thema", "interessen", "genre favori", "sujet d interet", "centre d interet",
            "interet", "tema", "interes", "genero", "interesses", "assunto de interesse", "konu", "ilgi alani",
            "tur", "temat", "zainteresowanie", "gatunek",
        ],
    ),
    (
        Meaning::Channel,
        &[
            "channel", "medium", "message type", "contact channel", "canale", "kanal", "canal", "kanal iletisim",
            "mecra", "kanal kontaktu",
        ],
    ),
    (
        Meaning::Subject,
        &[
            "subject", "subject line", "complaint", "complaint type", "incident type", "complaint or outage", "title", "headline", "oggetto", "betreff", "titel", "objet", "sujet",
            "asunto", "assunto", "konu", "baslik", "temat", "tytul",
        ],
    ),
    (
        Meaning::Body,
        &[
            "body", "text", "message", "message text", "content", "testo", "messaggio", "corpo", "nachricht",
            "inhalt", "nachrichtentext", "texte", "corps", "contenu", "texto", "mensaje", "cuerpo", "mensagem",
            "conteudo", "metin", "mesaj", "icerik", "tresc", "wiadomosc", "tekst",
        ],
    ),
    (
        Meaning::Due,
        &[
            "due", "due date", "deadline", "expires", "expiry", "expiry date", "valid until", "send by",
            "scadenza", "valido fino al", "entro il", "faellig", "fallig", "gultig bis", "frist", "echeance",
            "valable jusqu au", "vencimiento", "valido hasta", "vencimento", "valido ate", "prazo", "son tarih",
            "gecerlilik tarihi", "termin", "wazne do", "data waznosci",
        ],
    ),
    (
        Meaning::Outcome,
        &[
            "outcome", "conversion", "converted", "response", "responded", "result", "bought", "purchased",
            "accepted", "success", "y", "did it", "visit", "subscribed", "took offer", "esito", "risposta",
            "risposto", "acquistato", "convertito", "ergebnis", "reaktion", "gekauft", "konvertiert", "resultat",
            "reponse", "achete", "converti", "resultado", "respuesta", "respondio", "comprado", "convertido",
            "resposta", "respondeu", "comprou", "converteu", "sonuc", "yanit", "satin aldi", "donusum", "wynik",
            "odpowiedz", "kupil", "konwersja",
        ],
    ),
    (
        Meaning::Answer,
        &[
            "answer", "answers", "feedback", "opinion", "opinions", "rating", "vote", "verdict", "stars", "grade", "would you buy",
            "would you recommend", "would buy", "would recommend", "how do you like", "do you like", "did you like",
            "likes it", "how likely", "in favour", "in favor", "out of 5", "out of 10", "satisfaction", "nps", "score",
            "risposta", "risposte", "parere", "pareri", "giudizio", "voto", "valutazione", "gradimento", "punteggio",
            "stelle", "soddisfazione", "ti piace", "le piace", "lo compreresti", "lo comprerebbe", "lo consiglieresti",
            "lo consiglierebbe", "quanto ti piace", "favorevole", "a favore", "antwort", "bewertung", "urteil", "meinung",
            "reponse", "avis", "respuesta", "valoracion", "resposta", "opiniao", "avaliacao", "yanit", "cevap", "puan",
            "odpowiedz", "ocena", "opinia",
        ],
    ),
    (
        Meaning::Comment,
        &[
            "comment", "comments", "free text", "text", "remark", "remarks", "notes", "feedback", "why", "reason",
            "in your own words", "in their own words", "own words", "suggestion", "suggestions", "what would you change",
            "commento", "commenti", "testo", "testo libero", "note", "osservazioni", "osservazione", "perche", "motivo",
            "suggerimento", "suggerimenti", "con parole tue", "con parole sue", "parole sue", "parole tue",
            "che cosa cambieresti", "che cosa cambierebbe", "parere", "opinion", "kommentar", "bemerkung", "commentaire",
            "remarque", "comentario", "comentarios", "yorum", "komentarz", "uwagi",
        ],
    ),
    (
        Meaning::Cell,
        &[
            "cell", "cell code", "test cell", "campaign cell", "arm", "variant", "group", "test group",
            "treatment", "segment", "cella", "codice cella", "gruppo", "variante", "zelle", "zellcode", "gruppe",
            "testgruppe", "cellule", "groupe", "celula", "grupo", "celda", "hucre", "grup", "komorka kampanii",
            "grupa", "wariant",
        ],
    ),
    (
        Meaning::Code,
        &[
            "coupon code", "coupon", "promo code", "promotion code", "voucher", "voucher code", "discount code",
            "redeemed code", "codice coupon", "codice sconto", "codice promozionale", "gutschein", "gutscheincode",
            "rabattcode", "code promo", "codigo promocional", "cupom", "cupon", "kupon", "kupon kodu", "kod rabatowy",
        ],
    ),
];
