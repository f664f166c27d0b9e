//! Both roads through the same text say the same, whatever the text and wherever its parts begin.

use super::Plain;
use crate::domain::import::check::Value;
use crate::domain::import::read::{self, Road, read_by};
use crate::domain::import::text;
use crate::domain::import::{
    ColumnMapping, IdFrom, Imported, Mapping, Source, TimeReading, Told, UnknownCode, Unreadable, is_foreign, propose,
    propose_as,
};
use crate::domain::model::{FileKind, Meaning};
use crate::domain::ticket::{Stopped, Ticket};
use proptest::prelude::*;

/// One row after the other, each looked at cell by cell.
const CAREFUL: Road = Road { is_quick: false, part_bytes: usize::MAX };

fn by(road: Road, source: &Source, mapping: &Mapping) -> Result<Imported, Unreadable> {
    read_by(road, source, mapping, &Ticket::new()).unwrap()
}

/// Where two readings differ, if they do.
fn difference(one: &Result<Imported, Unreadable>, other: &Result<Imported, Unreadable>) -> Option<String> {
    match (one, other) {
        (Err(one), Err(other)) => (one != other).then(|| format!("{one:?} {other:?}")),
        (Ok(one), Ok(other)) => {
            let (table, same) = (&one.table.frame(), &other.table.frame());
            let is_same_table = table.schema() == same.schema() && table.equals_missing(same);
            let is_same = one.report == other.report && one.table.kind == other.table.kind && is_same_table;
            (!is_same).then(|| format!("{:?}\n{:?}\n{table:?}\n{same:?}", one.report, other.report))
        }
        _ => Some("only one of them can be read".to_owned()),
    }
}

/// The first road on which a text says something else than on the careful one.
fn first_difference(source: &Source, mapping: &Mapping, parts: &[usize]) -> Option<String> {
    let careful = by(CAREFUL, source, mapping);
    if let Ok(Imported { report, .. }) = &careful
        && report.n_rows_read != report.n_rows_told()
    {
        return Some(format!("{report:?}"));
    }
    let roads = parts.iter().map(|&part_bytes| Road { is_quick: true, part_bytes });
    let careful_parts = Road { is_quick: false, part_bytes: parts[0] };
    roads.chain([careful_parts]).find_map(|road| {
        difference(&careful, &by(road, source, mapping)).map(|difference| format!("{road:?}: {difference}"))
    })
}

fn check(name: &str, bytes: &[u8], which: usize, parts: &[usize]) -> Result<(), TestCaseError> {
    let source = Source { name: name.to_owned(), bytes: bytes.into() };
    let Ok(proposal) = propose(&source, None) else { return Ok(()) };
    let own = proposal.mapping;
    let mapping = match which {
        0 => Mapping { has_header: false, n_title_lines: 0, ..own },
        1 => Mapping { is_decimal_comma: true, time: TimeReading::SecondsSince { start: 5 }, ..own },
        2 => Mapping { time: TimeReading::Calendar { is_day_first: false }, ..own },
        3 => Mapping { strongest_only: Some(2), ..own },
        _ => own,
    };
    let found = first_difference(&source, &mapping, parts);
    prop_assert!(found.is_none(), "{}\n{}", found.unwrap_or_default(), String::from_utf8_lossy(bytes));
    Ok(())
}

/// A file of rows, most of them clean, longer than its top.
fn text_of(head: &str, rows: &[Vec<&str>], n_plain: usize, plain: impl Fn(usize) -> String) -> String {
    let mut text = format!("{head}\n");
    for n in 0..n_plain {
        text.push_str(&plain(n));
    }
    for (n, row) in rows.iter().enumerate() {
        text.push_str(&row.join(","));
        text.push_str(if n % 7 == 3 { "\r\n" } else { "\n" });
    }
    text
}

const CALL: [&str; 34] = [
    "39333012345",
    "+393330123456",
    "ann.lee",
    "a",
    "7",
    "007",
    "17850.0",
    "-1",
    "null",
    "N/A",
    "",
    " 7 ",
    "\"7\"",
    "\"a, b\"",
    "\"a \"\"b\"\" c\"",
    "\"two\nlines\"",
    "\"open",
    "x\"y",
    "'+39",
    "=\"0012\"",
    "1.5",
    "-12",
    "1,234",
    "1:02:03",
    "4.42E+11",
    "2026-11-21",
    "2026-11-21 10:30:00",
    "2026-11-21T10:30",
    "21/11/2026 10:30",
    "31.02.2026",
    "Total",
    "Export made by",
    "Zoë",
    "SiÃ¢n\u{a0}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn calls(rows in prop::collection::vec(prop::collection::vec(prop::sample::select(&CALL[..]), 1..6), 0..60), part in 60..900_usize, which in 0..8_usize) {
        let plain = |n: usize| format!("3933301{},{},2026-11-{:02} 10:30:{:02},{}\n", n % 97, n % 89, n % 28 + 1, n % 60, n % 900);
        let text = text_of("from,to,at,seconds", &rows, 520, plain);
        check("calls.csv", text.as_bytes(), which, &[part, 1 << 20])?;
    }

    #[test]
    fn friends(rows in prop::collection::vec(prop::collection::vec(prop::sample::select(&CALL[..]), 1..4), 0..60), part in 60..900_usize, which in 0..8_usize) {
        let text = text_of("from,to", &rows, 510, |n| format!("{},{}\n", n % 97, n % 89));
        check("friends.csv", text.as_bytes(), which, &[part, 1 << 20])?;
    }

    #[test]
    fn people(rows in prop::collection::vec(prop::collection::vec(prop::sample::select(&CALL[..]), 3..9), 0..60), part in 60..900_usize, which in 0..8_usize) {
        let plain = |n: usize| {
            format!("{},Ann {},a{n}@example.org,2020-01-{:02},{}.5,yes,Rome\n", n % 490, n % 480, n % 28 + 1, n % 90)
        };
        let text = text_of("customer_id,name,email,first_order,spend,consent,city", &rows, 520, plain);
        check("people.csv", text.as_bytes(), which, &[part, 1 << 20])?;
    }

    /// A list without customer numbers, with codes for what is not known: each row is a customer of its own.
    #[test]
    fn nameless(rows in prop::collection::vec(prop::collection::vec(prop::sample::select(&CALL[..]), 2..6), 0..60), part in 60..900_usize, which in 0..8_usize) {
        let plain = |n: usize| {
            let age = if n.is_multiple_of(7) { 999 } else { 20 + n % 40 };
            format!("{age},{}.5,{},{}\n", n % 90, ["unknown", "red", "blue"][n % 3], ["S", "M", "L"][n / 2 % 3])
        };
        let text = text_of("age,spend,colour,tariff", &rows, 520, plain);
        let source = Source { name: "staff.csv".to_owned(), bytes: text.as_bytes().into() };
        let mapping = propose_as(&source, &Told { kind: Some(FileKind::People), ..Told::default() }).unwrap().mapping;
        let code = |heading: &str, code: &str| UnknownCode { heading: heading.to_owned(), code: code.to_owned() };
        let unknown = vec![code("age", "999"), code("colour", "unknown"), code("spend", "7")];
        let meanings = [Meaning::Attribute, Meaning::Spend, Meaning::Attribute, Meaning::NotNeeded];
        let columns = mapping.columns.iter().zip(meanings);
        let columns = columns.map(|(column, meaning)| ColumnMapping { meaning, ..column.clone() }).collect();
        let mapping = Mapping { unknown, columns, id_from: Some(IdFrom::RowNumber), ..mapping };
        prop_assert_eq!(mapping.made_ids(), Some(&IdFrom::RowNumber));
        let mapping = if which == 0 { Mapping { is_decimal_comma: true, ..mapping } } else { mapping };
        let found = first_difference(&source, &mapping, &[part, 1 << 20]);
        prop_assert!(found.is_none(), "{}\n{text}", found.unwrap_or_default());
    }

    /// Line ends of two letters, letters beyond ASCII, empty cells: all of them read in blocks.
    #[test]
    fn returns(rows in prop::collection::vec(prop::collection::vec(prop::sample::select(&CALL[..]), 3..6), 0..40), part in 60..900_usize, which in 0..8_usize) {
        let plain = |n: usize| {
            let (name, spend) = (["Zoë", "Ann", "SiÃ¢n"][n % 3], if n.is_multiple_of(11) { String::new() } else { format!("{n}.5") });
            format!("{},{name} {n},2026-11-{:02},{spend}\r\n", 1000 + n, n % 28 + 1)
        };
        let text = text_of("customer_id,name,first_order,spend", &rows, 620, plain);
        check("people.csv", text.as_bytes(), which, &[part, 1 << 20])?;
        // With the odd rows among the others.
        let middle = text.match_indices('\n').nth(560).map_or(0, |(at, _)| at + 1);
        let tail = text.match_indices('\n').nth(620).map_or(text.len(), |(at, _)| at + 1);
        let mixed = format!("{}{}{}", &text[..middle], &text[tail..], &text[middle..tail]);
        check("people.csv", mixed.as_bytes(), which, &[part, 1 << 20])?;
    }

    /// Bytes changed anywhere.
    #[test]
    fn damage(
        damage in prop::collection::vec((0..20_000_usize, prop::sample::select(&b",;\"'\n\r\t |\\\0\xFF09-"[..])), 1..40),
        part in 100..3_000_usize,
        which in 0..8_usize,
    ) {
        let plain = |n: usize| format!("\"3933301{}\",{},2026-11-{:02},{}\r\n", n % 97, n % 89, n % 28 + 1, n % 900);
        let mut bytes = text_of("from,to,at,seconds", &[], 700, plain).into_bytes();
        for (at, letter) in damage {
            let at = at % bytes.len();
            bytes[at] = letter;
        }
        check("calls.csv", &bytes, which, &[part, 1 << 20])?;
    }
}

/// Codes and rows that are customers of their own need no look at each cell.
#[test]
fn codes_and_row_numbers_are_no_reason_for_the_careful_road() {
    let plain = |n: usize| format!("{},{}\n", if n.is_multiple_of(7) { 999 } else { 20 + n % 40 }, ["S", "M"][n % 2]);
    let text = text_of("age,tariff", &[], 600, plain);
    let source = Source { name: "staff.csv".to_owned(), bytes: text.as_bytes().into() };
    let mapping = propose_as(&source, &Told { kind: Some(FileKind::People), ..Told::default() }).unwrap().mapping;
    let decoded = text::decode(&source.bytes, None, None).unwrap();
    let (mut rows, checker, _) = read::open(&source.name, &decoded, &mapping).unwrap();
    let plain = Plain::new(&checker).expect("nothing is made of cells");
    let (mut cells, mut values) = (Vec::new(), Vec::new());
    let sound = (rows.n_bytes_done(), &text[rows.n_bytes_done()..]);
    let place = rows.next_plain(sound, &mut cells).unwrap();
    assert!(plain.read(&checker, place.line, &cells, &mut values));
    assert!(values.contains(&Value::Int(2)) && values.contains(&Value::Null), "{values:?}");
}

#[test]
fn letters_of_one_byte_are_the_same_row_by_row() {
    // Each of them is a letter in UTF-8 as well, and another one.
    let row = |n: usize| {
        let name = if n.is_multiple_of(90) { "Zo\u{c3}\u{ab} M\u{fc}ller" } else { "Ann Lee" };
        format!("{n};{name} {n};{},5;{}\n", n % 90, if n % 300 == 299 { "\"Caf\u{e9}\nK\u{f6}ln\"" } else { "Rome" })
    };
    let text = text_of("customer_id;name;spend;città", &[], 2_000, row);
    let latin: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let read = |bytes: &[u8], encoding: &str, part_bytes: usize| {
        let source = Source { name: "people.csv".to_owned(), bytes: bytes.into() };
        let told = Told { encoding: Some(encoding.to_owned()), ..Told::default() };
        let mapping = propose_as(&source, &told).unwrap().mapping;
        let letters = text::decode_by_row(bytes, mapping.encoding.as_deref(), None).unwrap().letters;
        assert_eq!(letters.is_some(), encoding != "utf-8", "only where each byte is a letter");
        by(Road { is_quick: true, part_bytes }, &source, &mapping)
    };
    let whole = read(text.as_bytes(), "utf-8", 1 << 20);
    for part_bytes in [400, 1 << 20] {
        let found = difference(&whole, &read(&latin, "windows-1252", part_bytes));
        assert!(found.is_none(), "{}", found.unwrap_or_default());
    }
    assert_eq!(whole.unwrap().report.n_rows_kept, 2_000);
}

#[test]
fn notes_below_the_table_may_begin_in_any_part() {
    for n_notes in [0, 1, 7, 8, 9, 10, 17, 18, 19, 40] {
        for end in ["", "\n\n\n\n\n\n\n\n\n\n", ",,,\n,,,\n,,,\n,,,\n"] {
            let rows =
                text_of("from,to,at,seconds", &[], 540, |n| format!("{},{},2026-11-21,5\n", n % 97, n % 89 + 100));
            let text = format!("{rows}{}{end}", "Printed on Monday,,,\n".repeat(n_notes));
            let source = Source { name: "calls.csv".to_owned(), bytes: text.as_bytes().into() };
            let mapping = propose(&source, None).unwrap().mapping;
            let found = first_difference(&source, &mapping, &[25, 60, 150, 1 << 20]);
            assert!(found.is_none(), "{n_notes} {end:?} {}", found.unwrap_or_default());
        }
    }
}

#[test]
fn every_file_at_hand() {
    let root = std::env::var_os("TRIBEWISE_DATA")
        .map_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data").into(), std::path::PathBuf::from);
    let own = root.join("messy-imports");
    if !own.exists() {
        println!("skipped: the messy files are not here");
        return;
    }
    let (mut folders, mut n_files) = (vec![own], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            if bytes.len() > 30_000 || is_foreign(&bytes) {
                continue;
            }
            let source = Source { name: path.file_name().unwrap().to_string_lossy().into_owned(), bytes: bytes.into() };
            for kind in [None, Some(FileKind::Friendships)] {
                let Ok(proposal) = propose(&source, kind) else { continue };
                let found = first_difference(&source, &proposal.mapping, &[150, 3_000]);
                assert!(found.is_none(), "{}: {}", path.display(), found.unwrap_or_default());
                n_files += usize::from(kind.is_none());
            }
        }
    }
    println!("{n_files} files");
    assert!(n_files > 50);
}

#[test]
fn a_stop_is_heard_in_every_part() {
    let text = text_of("from,to", &[], 100_000, |n| format!("{},{}\n", n % 977, n % 983 + 1000));
    let source = Source { name: "friends.csv".to_owned(), bytes: text.as_bytes().into() };
    let mapping = propose(&source, None).unwrap().mapping;
    let ticket = Ticket::new();
    std::thread::scope(|scope| {
        let job = scope.spawn(|| read_by(Road { is_quick: true, part_bytes: 500 }, &source, &mapping, &ticket));
        while ticket.progress().done == 0 {
            std::thread::yield_now();
        }
        ticket.stop();
        assert_eq!(job.join().unwrap().unwrap_err(), Stopped);
    });
}
