//! What import understands of lists: who is who, what is not known, a column for every subject, headings of eight
//! languages; from small made-up files.

use super::tests::{imported, proposed, source, texts};
use super::*;
use crate::domain::model::{FileKind, Meaning};
use crate::domain::ticket::Ticket;

#[test]
fn a_told_kind_whose_columns_only_stand_in_the_right_place_is_asked_about() {
    let text = "invoice,warehouse,note\nA1,W9,x\nA2,W9,y\nA3,W8,z\n";
    let proposal = propose(&source("data.csv", text), Some(FileKind::Calls)).unwrap();
    let asked = [Question::ByPlace(Meaning::From), Question::ByPlace(Meaning::To)];
    assert_eq!(proposal.questions, asked, "{:?}", proposal.mapping);
    let optouts = propose(&source("data.csv", "colour,size\nred,1\nred,2\nblue,1\n"), Some(FileKind::Optouts)).unwrap();
    assert_eq!(optouts.questions, [Question::ByPlace(Meaning::Id)], "{:?}", optouts.mapping);
}

#[test]
fn a_list_without_ids_numbers_its_rows() {
    let text = "age,tariff,points\n30,A,4\n30,A,4\n\n31,B,999\n30,B,6\n31,unbekannt,999\n33,A,\n";
    let proposal = proposed("churn 2026.csv", text);
    assert_eq!(proposal.questions, [Question::IdFrom]);
    let people = imported("churn 2026.csv", text);
    assert_eq!(texts(&people, "id")[..3], ["churn 2026 row 2", "churn 2026 row 3", "churn 2026 row 5"]);
    assert_eq!(texts(&people, "x:points"), ["4", "4", "", "6", "", ""]);
    assert_eq!(texts(&people, "x:tariff")[4], "");
    let notes: Vec<_> =
        people.report.warnings.iter().filter(|warning| warning.kind == WarningKind::UnknownCode).collect();
    assert_eq!((notes.len(), notes[0].n, notes[1].n), (2, 1, 2), "{notes:?}");
    assert_eq!(preview(&source("churn 2026.csv", text), &proposal.mapping, 1).rows[0][0], "churn 2026 row 2");
    let told = Mapping { unknown: Vec::new(), ..proposal.mapping };
    let read = read(&source("churn 2026.csv", text), &told, &Ticket::new()).unwrap().unwrap();
    assert_eq!(texts(&read, "x:points")[2], "999");
}

#[test]
fn ids_that_repeat_within_groups_take_the_group_in_front() {
    let rows = (0..40).map(|n| format!("{},{},{}\n", n / 10, n % 10, ["a", "b", "c"][n % 3]));
    let text = format!("village,id,kind\n{}", rows.collect::<String>());
    let proposal = proposed("women.csv", &text);
    let made = IdFrom::Columns(vec!["village".to_owned(), "id".to_owned()]);
    assert_eq!((proposal.questions, proposal.mapping.id_from), (vec![Question::IdFrom], Some(made)));
    let people = imported("women.csv", &format!("{text},3,c\n"));
    assert_eq!((people.report.n_rows_kept, people.report.n_rows_set_aside), (40, 1));
    assert_eq!(texts(&people, "id")[13], "1/3");
}

#[test]
fn a_column_for_every_subject_becomes_a_row_for_every_yes() {
    let text = "customer_id,Football,Cooking,Travel,Jazz\n1,yes,no,yes,\n2,no,no,no,no\n3,no,yes,no,yes\n";
    let proposal = proposed("data.csv", text);
    assert_eq!((proposal.mapping.kind, proposal.questions), (FileKind::Interests, Vec::new()));
    let interests = imported("data.csv", text);
    assert_eq!(texts(&interests, "id"), ["1", "1", "3", "3"]);
    assert_eq!(texts(&interests, "topic"), ["Football", "Travel", "Cooking", "Jazz"]);
    assert_eq!(interests.report.n_rows_kept, 3);
    let crosses = imported("hobbies.csv", "id;Golf;Tennis;Chess;Opera\n1;x;;x;\n2;;x;;\n3;x;;;x\n");
    assert_eq!(texts(&crosses, "topic"), ["Golf", "Chess", "Tennis", "Golf", "Opera"]);
}

/// Headings as files of eight languages have them, and what each means; at least ten a language.
const HEADINGS: &[(&str, &[(&str, Meaning)])] = &[
    ("English", &[
        ("Customer ID", Meaning::Id), ("Full Name", Meaning::Name), ("E-mail", Meaning::Email),
        ("Mobile number", Meaning::Phone), ("Monthly spend", Meaning::Spend), ("Marketing consent", Meaning::Consent),
        ("Caller", Meaning::From), ("Callee", Meaning::To), ("Start time", Meaning::At),
        ("Call duration", Meaning::Seconds), ("Product name", Meaning::Product), ("Unit price", Meaning::Amount),
    ]),
    ("Italian", &[
        ("Codice cliente", Meaning::Id), ("Nome e cognome", Meaning::Name), ("Posta elettronica", Meaning::Email),
        ("Cellulare", Meaning::Phone), ("Spesa mensile", Meaning::Spend), ("Consenso marketing", Meaning::Consent),
        ("Chiamante", Meaning::From), ("Chiamato", Meaning::To), ("Data e ora", Meaning::At),
        ("Durata (secondi)", Meaning::Seconds), ("Prodotto", Meaning::Product), ("Importo", Meaning::Amount),
    ]),
    ("German", &[
        ("Kunden-Nr.", Meaning::Id), ("Vollständiger Name", Meaning::Name), ("E-Mail-Adresse", Meaning::Email),
        ("Rufnummer", Meaning::Phone), ("Monatsumsatz", Meaning::Spend), ("Einwilligung", Meaning::Consent),
        ("Anrufer", Meaning::From), ("Angerufener", Meaning::To), ("Zeitpunkt", Meaning::At),
        ("Gesprächsdauer", Meaning::Seconds), ("Artikelnummer", Meaning::Product), ("Betrag", Meaning::Amount),
    ]),
    ("French", &[
        ("Numéro client", Meaning::Id), ("Nom complet", Meaning::Name), ("Courriel", Meaning::Email),
        ("Numéro de téléphone", Meaning::Phone), ("Dépenses", Meaning::Spend), ("Consentement", Meaning::Consent),
        ("Appelant", Meaning::From), ("Appelé", Meaning::To), ("Horodatage", Meaning::At),
        ("Durée", Meaning::Seconds), ("Produit", Meaning::Product), ("Montant", Meaning::Amount),
    ]),
    ("Spanish", &[
        ("Código de cliente", Meaning::Id), ("Nombre completo", Meaning::Name), ("Correo electrónico", Meaning::Email),
        ("Número de teléfono", Meaning::Phone), ("Gasto mensual", Meaning::Spend), ("Consentimiento", Meaning::Consent),
        ("Remitente", Meaning::From), ("Destinatario", Meaning::To), ("Fecha y hora", Meaning::At),
        ("Duración", Meaning::Seconds), ("Producto", Meaning::Product), ("Importe", Meaning::Amount),
    ]),
    ("Portuguese", &[
        ("Código do cliente", Meaning::Id), ("Nome completo", Meaning::Name), ("Endereço de e-mail", Meaning::Email),
        ("Telemóvel", Meaning::Phone), ("Gasto mensal", Meaning::Spend), ("Consentimento", Meaning::Consent),
        ("Remetente", Meaning::From), ("Destinatário", Meaning::To), ("Data e hora", Meaning::At),
        ("Duração (segundos)", Meaning::Seconds), ("Produto", Meaning::Product), ("Preço", Meaning::Amount),
    ]),
    ("Turkish", &[
        ("Müşteri No", Meaning::Id), ("Adı Soyadı", Meaning::Name), ("E-posta", Meaning::Email),
        ("Cep telefonu", Meaning::Phone), ("Aylık harcama", Meaning::Spend), ("Onay", Meaning::Consent),
        ("Gönderen", Meaning::From), ("Alıcı", Meaning::To), ("Tarih", Meaning::At),
        ("Süre (saniye)", Meaning::Seconds), ("Ürün adı", Meaning::Product), ("Tutar", Meaning::Amount),
    ]),
    ("Polish", &[
        ("Numer klienta", Meaning::Id), ("Imię i nazwisko", Meaning::Name), ("Adres e-mail", Meaning::Email),
        ("Numer telefonu", Meaning::Phone), ("Wydatki", Meaning::Spend), ("Zgoda marketingowa", Meaning::Consent),
        ("Nadawca", Meaning::From), ("Odbiorca", Meaning::To), ("Data i godzina", Meaning::At),
        ("Czas trwania", Meaning::Seconds), ("Nazwa produktu", Meaning::Product), ("Kwota", Meaning::Amount),
    ]),
];

#[test]
fn headings_of_eight_languages_are_known_for_what_they_mean() {
    let mut unknown = Vec::new();
    for (language, headings) in HEADINGS {
        assert!(headings.len() >= 10, "{language}");
        for (heading, meaning) in *headings {
            let found = headings::meanings(heading);
            if !found.iter().any(|&(other, strength)| other == *meaning && strength >= headings::CLOSE) {
                unknown.push(format!("{language}: {heading} is {found:?}"));
            }
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn the_topic_of_a_complaint_is_its_subject() {
    let text = "Kundennummer;Beschwerdedatum;Thema\n7;03.11.2026;Rechnung zu hoch\n8;04.11.2026;Ausfall\n";
    let proposal = proposed("beschwerden.csv", text);
    let meanings: Vec<Meaning> = proposal.mapping.columns.iter().map(|column| column.meaning).collect();
    assert_eq!((proposal.mapping.kind, &meanings[..]), (
        FileKind::Incidents,
        &[Meaning::Id, Meaning::At, Meaning::Subject][..]
    ));
}

#[test]
fn complaints_are_known_by_what_they_say_where_no_heading_does() {
    let text = "customer,date,subject,text\n\
        C1,2026-10-01,Complaint about the bill,Why twice?\n\
        C2,2026-10-02,Guasto,Internet down\n\
        C3,2026-10-03,Reclamo: assistenza,Nobody answers\n";
    let proposal = proposed("list.csv", text);
    let meanings: Vec<Meaning> = proposal.mapping.columns.iter().map(|column| column.meaning).collect();
    assert_eq!((proposal.mapping.kind, &meanings[..]), (
        FileKind::Incidents,
        &[Meaning::Id, Meaning::At, Meaning::Subject, Meaning::Body][..]
    ));
    assert!(proposal.questions.is_empty(), "{:?}", proposal.questions);
    // Messages that are to be sent stay messages.
    let text = "customer,date,subject,text\n\
        C1,2026-10-01,Your new tariff,Dear customer\n\
        C2,2026-10-02,Outage on Monday,We are sorry\n\
        C3,2026-10-03,Spring offer,Only this week\n";
    assert_eq!(proposed("list.csv", text).mapping.kind, FileKind::Outgoing);
}

#[test]
fn complaints_are_known_by_a_column_of_kinds_whatever_its_heading() {
    use Meaning::{At, Body, Id, NotNeeded, Subject};
    let of = |name: &str, text: &str| {
        let proposal = proposed(name, text);
        let meanings: Vec<Meaning> = proposal.mapping.columns.iter().map(|column| column.meaning).collect();
        assert!(proposal.questions.is_empty(), "{name}: {text}: {:?}", proposal.questions);
        (proposal.mapping.kind, meanings)
    };
    for heading in ["kind", "type", "event", "category", "reason", "issue", "problem", "tipo"] {
        let text = format!(
            "customer_id,date,{heading},text\nC1,2026-10-01,outage,Mast 4\nC2,2026-10-02,complaint,The bill is wrong\n\
            C3,2026-10-02,Guasto,\nC4,2026-10-03,service outage,Mast 5\n"
        );
        for name in ["data.csv", "complaints.csv"] {
            assert_eq!(of(name, &text), (FileKind::Incidents, vec![Id, At, Subject, Body]), "{heading} {name}");
        }
        assert_eq!(texts(&imported("data.csv", &text), "subject")[0], "outage");
    }
    // A subject that says less than the kind gives way where somebody lost their service, and nowhere else.
    let text = |kind: &str| format!("id,date,kind,subject,text\n1,2026-10-01,{kind},Mast 4,a b\n2,2026-10-02,complaint,Bill,c d\n");
    assert_eq!(of("complaints.csv", &text("outage")).1, [Id, At, Subject, NotNeeded, Body]);
    assert_eq!(of("complaints.csv", &text("complaint")).1, [Id, At, NotNeeded, Subject, Body]);
    // What did not happen is no complaint, and what is told of customers with their name and number is a list of them.
    let none = "id,date,complaints\n1,2026-10-01,no complaints\n2,2026-10-02,no complaint\n3,2026-10-02,complaint\n";
    assert_ne!(of("list.csv", none).0, FileKind::Incidents);
    let customers = "id,name,phone,spend,date,last event\n1,Ann,0151 2345678,5,2026-10-01,complaint\n\
        2,Bo,0151 2345679,6,2026-10-02,outage\n";
    assert_eq!(of("list.csv", customers).0, FileKind::People);
    let sold = "customer,date,category\n1,2026-10-01,complaint\n2,2026-10-02,tariff\n3,2026-10-02,handset\n";
    assert_ne!(proposed("list.csv", sold).mapping.kind, FileKind::Incidents);
}

#[test]
fn who_opted_out_is_told_from_customers_of_whom_some_did() {
    let kind = |text: &str| proposed("export.csv", text).mapping.kind;
    for heading in ["opted_out_on", "Opted out since", "opt_out_on", "unsubscribed on", "Disiscritto il", "data disiscrizione"] {
        let text = format!("customer_id,channel,{heading}\n1,sms,2026-10-01\n2,email,2026-10-02\n3,sms,\n");
        assert_eq!(kind(&text), FileKind::Optouts, "{heading}");
        assert_eq!(texts(&imported("export.csv", &text), "at").len(), 3, "{heading}");
    }
    let long = "customer_id,channel,reason,agent,source,ticket,opted_out_on\n1,sms,x,Jo,web,7,2026-10-01\n";
    assert_eq!(kind(long), FileKind::Optouts);
    let customers = "customer_id,name,phone,spend,city,opted_out_on\n1,Ann,0151 2345678,5,Rome,2026-10-01\n\
        2,Bo,0151 2345679,6,Rome,2026-10-01\n";
    assert_eq!(kind(customers), FileKind::People);
    let few = "customer_id,city,tariff,opted_out_on\n1,Rome,A,2026-10-01\n2,Rome,B,\n3,Turin,B,\n";
    assert_eq!(kind(few), FileKind::People);
}

#[test]
fn a_whole_weight_is_how_often_and_a_share_is_none() {
    use Meaning::{From, NotNeeded, Seconds, Times, To};
    let of = |name: &str, text: &str| {
        let proposal = proposed(name, text);
        assert!(proposal.questions.is_empty(), "{name}: {:?}", proposal.questions);
        let meanings: Vec<Meaning> = proposal.mapping.columns.iter().map(|column| column.meaning).collect();
        (proposal.mapping.kind, meanings)
    };
    let edges = "Source,Target,Type,Weight\na1,b2,Undirected,3\nb2,c3,Undirected,1\nc3,a1,Undirected,12\n";
    assert_eq!(of("edges.csv", edges), (FileKind::Friendships, vec![From, To, NotNeeded, Times]));
    let shares = "Source,Target,Weight\na1,b2,0.25\nb2,c3,0.5\nc3,a1,0.125\n";
    assert_eq!(of("edges.csv", shares).1, [From, To, NotNeeded]);
    let sums = "Anrufer;Angerufener;Anzahl Anrufe;Dauer\n0171;0172;12;3600\n0172;0173;3;90\n";
    assert_eq!(of("anrufsummen.csv", sums), (FileKind::Calls, vec![From, To, Times, Seconds]));
    let money = format!("Source,Target,Weight\nb2,c3,90000000\n{}", "a1,b2,3\nc3,a1,2\n".repeat(30));
    assert_eq!(imported("edges.csv", &money).report.problems.len(), 1, "nobody was in touch so often");
    let text = format!("Source,Target,Weight\nd4,a1,\nb2,c3,1.5\n{}", "a1,b2,3\nc3,a1,2\n".repeat(30));
    let read = imported("edges.csv", &text);
    let times = read.table.frame().column("times").unwrap().i64().unwrap().clone();
    assert_eq!(times.iter().take(4).collect::<Vec<_>>(), [None, None, Some(3), Some(2)]);
    assert_eq!((read.report.n_rows_kept, read.report.problems.len()), (62, 1), "{:?}", read.report.problems);
}
