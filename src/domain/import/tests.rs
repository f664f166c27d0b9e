//! Import at its doors: small made-up files for every rule, and the law that no row is lost, on any bytes.

use super::*;
use crate::domain::model::{FileKind, Meaning};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::{AnyValue, DataType};
use proptest::prelude::*;

pub(super) fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), bytes: text.as_bytes().into() }
}

pub(super) fn proposed(name: &str, text: &str) -> Proposal {
    propose(&source(name, text), None).unwrap()
}

pub(super) fn imported(name: &str, text: &str) -> Imported {
    let source = source(name, text);
    let mapping = propose(&source, None).unwrap().mapping;
    read(&source, &mapping, &Ticket::new()).unwrap().unwrap()
}

fn meanings(proposal: &Proposal) -> Vec<Meaning> {
    proposal.mapping.columns.iter().map(|column| column.meaning).collect()
}

pub(super) fn texts(imported: &Imported, column: &str) -> Vec<String> {
    let frame = imported.table.frame();
    let column = frame.column(column).unwrap();
    (0..column.len())
        .map(|row| match column.get(row).unwrap() {
            AnyValue::Null => String::new(),
            value => value.str_value().into_owned(),
        })
        .collect()
}

fn problem_kinds(imported: &Imported) -> Vec<(u64, ProblemKind, bool)> {
    imported.report.problems.iter().map(|problem| (problem.row, problem.kind, problem.is_set_aside)).collect()
}

fn is_account_right(report: &Report) -> bool {
    report.n_rows_read == report.n_rows_kept + report.n_rows_set_aside + report.n_rows_blank
}

#[test]
fn a_list_of_people() {
    let text = "customer_id,name,email,phone,postcode,first_order,spend,consent,city\n\
        007,Ann Lee,ann@example.org,020 7946 0824,05114,2021-01-25,804.62,yes,Rome\n\
        '+39333,Bo,bo@example.org,020 7946 0825,06602,2024-12-14,,maybe,\n\
        00000000000000000001,Null,x,,06602,2024-12-14,much,,Rome\n";
    let proposal = proposed("list.csv", text);
    assert_eq!(proposal.mapping.kind, FileKind::People);
    assert_eq!(proposal.questions, [Question::ConsentWords]);
    assert_eq!(proposal.mapping.column(Meaning::Consent), Some(7));
    assert_eq!(meanings(&proposal)[5], Meaning::NotNeeded);
    assert_eq!(proposal.columns[8].samples, ["Rome"]);
    let people = imported("list.csv", text);
    assert_eq!(texts(&people, "id"), ["007", "+39333", "00000000000000000001"]);
    assert_eq!(texts(&people, "name")[2], "Null");
    assert_eq!(texts(&people, "x:city"), ["Rome", "", "Rome"]);
    assert_eq!(texts(&people, "consent"), ["true", "false", "false"]);
    assert_eq!(people.table.frame().column("consent").unwrap().dtype(), &DataType::Boolean);
    assert_eq!(people.table.frame().column("spend").unwrap().null_count(), 2);
    assert_eq!(
        problem_kinds(&people),
        [(3, ProblemKind::NotYesOrNo, false), (4, ProblemKind::NotAnEmail, false), (4, ProblemKind::NotANumber, false)]
    );
    assert_eq!(people.report.problems[2].column.as_deref(), Some("spend"));
    assert_eq!(people.report.problems[2].found, "much");
}

#[test]
fn calls_with_missed_ones() {
    let text =
        "timestamp,from,to,duration\n184,300,301,121\n200,301,300,-1\n5000,300,300,4\n9000,a,,3\n9001,b,c,long\n";
    let proposal = proposed("calls.csv", text);
    assert_eq!(proposal.mapping.kind, FileKind::Calls);
    assert_eq!(proposal.questions, [Question::StartDate]);
    assert_eq!(proposal.mapping.time, TimeReading::SecondsSince { start: 0 });
    let calls = imported("calls.csv", text);
    assert_eq!(texts(&calls, "seconds"), ["121", "-1", ""]);
    assert_eq!(texts(&calls, "at"), ["184", "200", "9001"]);
    assert_eq!(calls.table.frame().column("at").unwrap().dtype(), &DataType::Int64);
    assert_eq!(calls.report.n_missed_calls, 1);
    let expected =
        [(4, ProblemKind::SamePerson, true), (5, ProblemKind::MissingValue, true), (6, ProblemKind::NotANumber, false)];
    assert_eq!(problem_kinds(&calls), expected);
    assert_eq!(calls.report.problems[1].cells, ["9000", "a", "", "3"]);
}

#[test]
fn kinds_are_told_from_headings_and_cells() {
    let told = [
        ("Anrufer;Angerufener;Beginn;Dauer\n1;2;21.11.2026 10:30;60\n2;3;22.11.2026 10:30;61\n", FileKind::Calls),
        ("Mittente,x\n", FileKind::People),
        ("Nadawca;Odbiorca;Data;Treść\n1;2;2026-11-21;hej\n2;1;2026-11-22;ok\n", FileKind::Messages),
        ("Gönderen;Alıcı;Tarih;Tutar\n1;2;21.11.2026;1.234,50\n2;1;21.11.2026;3,5\n", FileKind::Transfers),
        ("user_a,user_b\n1,2\n1,3\n", FileKind::Friendships),
        ("rater,ratee,rating,time\n1,2,-3,1296629343\n2,1,10,1296629344\n", FileKind::Ratings),
        ("person a,person b,start,duration,place\n1,2,2026-11-21,600,bar\n2,3,2026-11-21,60,bar\n", FileKind::Meetings),
        (
            "CustomerID,InvoiceDate,Description,UnitPrice\n1,2026-11-21,Mug,2.5\n2,2026-11-21,Cup,3\n",
            FileKind::Purchases,
        ),
        ("id,genre\n1,Pop\n1,Jazz\n", FileKind::Interests),
        (
            "id cliente,oggetto,testo,scadenza\n1,Ciao,Caro Anna,2026-11-21\n2,Ciao,Caro Bo,2026-11-21\n",
            FileKind::Outgoing,
        ),
        ("customer_id,cell,converted\n1,A,1\n2,B,0\n", FileKind::Results),
        ("customer_id,opted_out_at\n1,2026-11-21\n2,2026-11-22\n", FileKind::Optouts),
    ];
    for (text, kind) in told.into_iter().filter(|(text, _)| text.lines().count() > 1) {
        let proposal = proposed("data.csv", text);
        assert_eq!(proposal.mapping.kind, kind, "{text}");
        assert_eq!(proposal.questions, [], "{text}: {:?}", proposal.mapping);
        let table = imported("data.csv", text);
        assert_eq!(table.report.n_rows_kept, 2, "{text}: {:?}", table.report);
        for meaning in &kind.meanings()[..kind.n_required()] {
            assert_eq!(table.table.frame().column(meaning.word()).unwrap().null_count(), 0);
        }
    }
    assert_eq!(proposed("data.csv", "time,from,to\n2026-11-21,1,2\n2026-11-22,2,1\n").questions, [Question::Kind]);
    assert_eq!(proposed("sms.csv", "time,from,to\n2026-11-21,1,2\n2026-11-22,2,1\n").questions, []);
}

#[test]
fn headings_in_other_languages_find_their_meaning() {
    let text = "Kunden-Nr.;Name;E-Mail;Handy;Umsatz;Einwilligung\n1;Ann;a@b.org;0151 2345678;1.234,50;ja\n2;Bo;b@b.org;0151 2345679;3,5;nein\n";
    let people = imported("export.csv", text);
    assert_eq!(people.table.kind, FileKind::People);
    assert_eq!(texts(&people, "spend"), ["1234.5", "3.5"]);
    assert_eq!(texts(&people, "consent"), ["true", "false"]);
    assert_eq!(texts(&people, "phone")[0], "0151 2345678");
}

#[test]
fn a_forced_kind_is_proposed_for() {
    let text = "x,y\n1,2\n2,3\n3,1\n";
    let source = source("data.csv", text);
    let proposal = propose(&source, Some(FileKind::Calls)).unwrap();
    assert_eq!(proposal.mapping.kind, FileKind::Calls);
    assert_eq!(meanings(&proposal), [Meaning::From, Meaning::To]);
    let proposal = propose(&source, Some(FileKind::Ratings)).unwrap();
    let by_place = |meaning| Question::ByPlace(meaning);
    let asked = [by_place(Meaning::From), by_place(Meaning::To), Question::MissingColumn(Meaning::Value)];
    assert!(asked.ends_with(&proposal.questions), "{:?}", proposal.questions);
    let refused = read(&source, &proposal.mapping, &Ticket::new()).unwrap();
    assert_eq!(refused.unwrap_err(), Unreadable::MissingColumn(Meaning::Value));
}

#[test]
fn questions_only_where_the_file_cannot_say() {
    let questions = |text: &str| proposed("purchases.csv", text).questions;
    assert_eq!(questions("id,date,amount\n1,03/04/2026,5\n2,05/06/2026,6\n"), [Question::DayOrMonthFirst]);
    assert_eq!(questions("id,date,amount\n1,03/04/2026,5\n2,25/06/2026,6\n"), []);
    assert_eq!(questions("id,amount\n1,\"1,234\"\n2,1.234\n"), [Question::CommaMeaning]);
    assert_eq!(questions("id,amount\n1,\"1,234\"\n2,\"1,234.50\"\n"), []);
    let no_id = "age,plan\n30,1\n30,2\n31,1\n30,2\n";
    let proposal = proposed("churn.csv", no_id);
    assert_eq!((proposal.questions, proposal.mapping.id_from), (vec![Question::IdFrom], Some(IdFrom::RowNumber)));
}

#[test]
fn rows_that_do_not_fit_are_set_aside_with_their_line() {
    let text = "Export of CRM\n\nid,name,city\n1,Ann,Rome\n2,Bo\n3,Cy,Rome,x\n4,Di,Rome,,\nid,name,city\n\n5,\"Ed\nson\",Rome\n6,\"Flo,Rome\n7,G\u{fffd},Rome\n,TOTAL,\n8,Hal,Rome\n";
    let people = imported("people.csv", text);
    assert_eq!(texts(&people, "id"), ["1", "4", "5", "8"]);
    assert_eq!(texts(&people, "name")[2], "Ed\nson");
    let expected = [
        (5, ProblemKind::TooFewCells, true),
        (6, ProblemKind::TooManyCells, true),
        (8, ProblemKind::RepeatedHeader, true),
        (12, ProblemKind::OpenQuote, true),
        (13, ProblemKind::NotText, true),
        (14, ProblemKind::MissingValue, true),
    ];
    assert_eq!(problem_kinds(&people), expected);
    let Report { n_rows_read, n_rows_blank, n_not_rows, .. } = people.report;
    assert_eq!((n_rows_read, n_rows_blank, n_not_rows), (11, 1, 3));
}

#[test]
fn one_bad_byte_costs_one_row() {
    let bytes: &[u8] = b"id,name\n1,Si\xC3\xA2n\n2,Zo\xEB\n3,Cy\n4,N\0l\n";
    let source = Source { name: "people.csv".to_owned(), bytes: bytes.into() };
    let mapping = propose(&source, None).unwrap().mapping;
    let people = read(&source, &mapping, &Ticket::new()).unwrap().unwrap();
    assert_eq!(problem_kinds(&people), [(3, ProblemKind::NotText, true), (5, ProblemKind::NotText, true)]);
    assert_eq!(people.report.problems[0].found, "Zo\\xEB");
    assert_eq!(people.report.problems[0].column.as_deref(), Some("name"));
    assert_eq!(texts(&people, "name"), ["Siân", "Cy"]);
}

#[test]
fn all_rows_set_aside_still_give_an_account() {
    let source = source("ties.csv", "from,to\n1,1\n2,2\n");
    let mapping = propose(&source, None).unwrap().mapping;
    let ties = read(&source, &mapping, &Ticket::new()).unwrap().unwrap();
    assert_eq!((ties.report.n_rows_kept, ties.report.n_rows_set_aside, ties.table.height()), (0, 2, 0));
    assert_eq!(propose(&self::source("x.csv", "from,to\n\n"), None).unwrap_err(), Unreadable::NoRows);
}

#[test]
fn an_old_mapping_reads_moved_columns_and_refuses_others() {
    let mapping = proposed("friends.csv", "from,to\n1,2\n3,4\n").mapping;
    let moved = source("friends.csv", "note,to,from\nx,2,1\n");
    let ties = read(&moved, &mapping, &Ticket::new()).unwrap().unwrap();
    assert_eq!((texts(&ties, "from"), texts(&ties, "to")), (vec!["1".to_owned()], vec!["2".to_owned()]));
    let other = source("friends.csv", "a,b\n1,2\n");
    assert_eq!(read(&other, &mapping, &Ticket::new()).unwrap().unwrap_err(), Unreadable::OtherColumns);
}

#[test]
fn the_corrected_problems_file_adds_only_those_rows() {
    let text = "from,to,rating\n1,2,5\n2,3,many\n3,1,-4\n3,1\n=1+1,=1+1,2\n4,2,1,9\n,2,1\n";
    let first = imported("ratings.csv", text);
    assert_eq!((first.report.n_rows_kept, first.report.n_rows_set_aside), (2, 5));
    let saved = String::from_utf8(problems_csv(&first.report)).unwrap();
    assert!(saved.starts_with("\"from\",\"to\",\"rating\",\"row\",\"column\",\"reason\"\n"));
    assert!(saved.contains("\"2\",\"3\",\"many\",\"3\",\"rating\",\"not a number\""));
    assert!(saved.contains("\"'=1+1\""));
    let mapping = proposed("ratings.csv", text).mapping;
    let again = |text: &str| read(&source("ratings.csv", text), &mapping, &Ticket::new()).unwrap().unwrap();
    let same = again(&saved);
    assert_eq!((same.report.n_rows_kept, same.report.n_rows_set_aside), (0, 5), "{:?}", same.report);
    assert_eq!(problems_csv(&same.report).split(|&letter| letter == b'\n').count(), 7);
    let corrected = saved.replace("many", "3");
    let added = again(&corrected);
    assert_eq!((texts(&added, "from"), texts(&added, "value")), (vec!["2".to_owned()], vec!["3.0".to_owned()]));
    let proposal = proposed("ratings.csv", &corrected);
    assert_eq!(meanings(&proposal)[3..], [Meaning::NotNeeded; 3]);
    assert_eq!(proposal.mapping.kind, FileKind::Ratings);
}

#[test]
fn a_preview_says_what_reading_will_do() {
    let text = "from,to,at,duration\n1,2,2026-11-21,5\n2,2,2026-11-21,5\n2,3,soon,5\n\n3,1,2026-11-22,6\n";
    let source = source("calls.csv", text);
    let mapping = propose(&source, None).unwrap().mapping;
    let seen = preview(&source, &mapping, 2);
    assert_eq!((seen.n_good, seen.n_doubtful, seen.n_set_aside, seen.is_whole_file), (2, 1, 1, true));
    assert_eq!(seen.rows, [["1", "2", "2026-11-21 00:00:00", "5"], ["2", "3", "", "5"]]);
    let long = format!("from,to\n{}", "1,2\n".repeat(5_000));
    let long = self::source("friends.csv", &long);
    let seen = preview(&long, &propose(&long, None).unwrap().mapping, 3);
    assert_eq!((seen.n_good, seen.is_whole_file, seen.rows.len()), (2_000, false, 3));
    let other = Mapping { delimiter: ';', ..mapping };
    assert_eq!(preview(&source, &other, 3), Preview::default());
}

#[test]
fn mappings_survive_their_file() {
    let mut mapping = proposed("calls.csv", "timestamp;from;to;duration\n184;300;301;121\n3920;512;299;670\n").mapping;
    assert_eq!(mapping_from_toml(&mapping_to_toml(&mapping)), Ok(mapping.clone()));
    mapping.delimiter = '\t';
    mapping.time = TimeReading::Calendar { is_day_first: false };
    mapping.columns[0].heading = "odd \"heading\"\n[x]".to_owned();
    mapping.columns[0].meaning = Meaning::NotNeeded;
    assert_eq!(mapping_from_toml(&mapping_to_toml(&mapping)), Ok(mapping.clone()));
    mapping.delimiter = '"';
    assert!(mapping_from_toml(&mapping_to_toml(&mapping)).unwrap_err().contains("delimiter"));
    assert!(mapping_from_toml("kind = \"nodes\"").is_err());
}

#[test]
fn a_stop_is_heard() {
    let text = format!("from,to\n{}", "1,2\n".repeat(5_000));
    let source = source("friends.csv", &text);
    let mapping = propose(&source, None).unwrap().mapping;
    let ticket = Ticket::new();
    ticket.stop();
    assert_eq!(read(&source, &mapping, &ticket).unwrap_err(), Stopped);
}

#[test]
fn counts_go_on_when_problems_are_no_longer_stored() {
    let text = format!("from,to\n1,2\n{}", "3,3\n".repeat(100_010));
    let ties = imported("friends.csv", &text);
    assert_eq!((ties.report.n_rows_set_aside, ties.report.problems.len()), (100_010, 100_000));
}

const BASE: &str = "sep=,\nid,from,to,at,duration,rating,consent\n1,a,b,2026-11-21 10:30,60,-3,yes\n2,b,\"c, \"\"d\"\"\",03/04/2026,-1,5,no\n3,c,a,1296629343,9,1.234,maybe\n";

/// Every kind and reading on the same bytes: the account is right and nothing panics.
fn check_account(bytes: &[u8], kind: FileKind) -> Result<(), TestCaseError> {
    let source = Source { name: "data.csv".to_owned(), bytes: bytes.into() };
    let Ok(own) = propose(&source, None) else { return Ok(()) };
    let forced = propose(&source, Some(kind)).map(|proposal| proposal.mapping);
    let headerless = own.mapping.clone();
    let headerless = Mapping { has_header: false, n_title_lines: 0, is_decimal_comma: true, ..headerless };
    for mapping in [Ok(own.mapping), forced, Ok(headerless)].into_iter().flatten() {
        let _ = preview(&source, &mapping, 5);
        prop_assert_eq!(mapping_from_toml(&mapping_to_toml(&mapping)), Ok(mapping.clone()));
        let Ok(read) = read(&source, &mapping, &Ticket::new()).unwrap() else { continue };
        prop_assert!(is_account_right(&read.report), "{:?}", read.report);
        prop_assert!(mapping.is_wide() || read.report.n_rows_kept as usize == read.table.height());
        let n_set_aside = read.report.problems.iter().filter(|problem| problem.is_set_aside).count();
        prop_assert_eq!(n_set_aside as u64, read.report.n_rows_set_aside);
        let _ = problems_csv(&read.report);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_accounted_for(bytes in prop::collection::vec(any::<u8>(), 0..300), kind in 0..12_usize) {
        check_account(&bytes, FileKind::ALL[kind])?;
    }

    #[test]
    fn any_marks_are_accounted_for(text in "[a1,;\"'\n\r \t|.\\-é]{0,200}", kind in 0..12_usize) {
        check_account(text.as_bytes(), FileKind::ALL[kind])?;
    }

    #[test]
    fn any_damage_is_accounted_for(
        damage in prop::collection::vec((0..BASE.len(), prop::sample::select(&b",;\"'\n\r\t |\\\0\xFF09-"[..]), 0..3_u8), 1..12),
        kind in 0..12_usize,
    ) {
        let mut bytes = BASE.as_bytes().to_vec();
        for (at, letter, how) in damage {
            let at = at.min(bytes.len().saturating_sub(1));
            match how {
                0 => bytes[at] = letter,
                1 => bytes.insert(at, letter),
                _ => drop(bytes.drain(at..(at + 5).min(bytes.len() - 1).max(at))),
            }
        }
        check_account(&bytes, FileKind::ALL[kind])?;
    }

    /// Every line that a plain file holds comes back, whatever its cells say.
    #[test]
    fn plain_cells_come_back_as_they_were(cells in prop::collection::vec("[a-z]{1,6}[0-9,;\"\n]{0,4}x", 1..30)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["customer id", "name"]).unwrap();
        for (n, cell) in cells.iter().enumerate() {
            writer.write_record([&format!("{n:04}"), cell]).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let people = imported("people.csv", &text);
        prop_assert_eq!(texts(&people, "name"), cells);
    }
}
