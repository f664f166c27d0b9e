//! Tests of packed tables by what their doors give back.

use super::*;
use crate::domain::model::{FileKind, Table};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::{BooleanChunked, NewChunkedArray, df};

fn frame() -> DataFrame {
    df!(
        "at" => [Some(1_700_000_000_i64), None, Some(1_700_000_009), Some(1_700_086_400), Some(1_700_000_000)],
        "from" => ["1", "+39 02 1234567 890", "1", "a\0", ""],
        "seconds" => [60, -1, 0, 3_600, i64::from(u32::MAX)],
        "to" => ["2", " 1", "+39 02 1234567 890", "2", "Zoë"],
        "value" => [Some(1.5), None, Some(-0.0), Some(f64::NAN), Some(2.0)],
        "far" => [i64::MIN, i64::MAX, 0, 0, 0],
        "body" => [Some("Hello"), None, Some("a text that is longer than twelve bytes"), Some(""), Some("Hello")],
    )
    .unwrap()
}

fn packed(frame: DataFrame) -> Table {
    let table = Table::new(FileKind::Calls, frame);
    assert!(table.packed().is_some());
    table
}

#[test]
fn rows_come_back_as_they_were_in_any_stretch() {
    let (frame, table) = (frame(), packed(frame()));
    assert_eq!((table.height(), table.names()), (5, vec!["at", "from", "seconds", "to", "value", "far", "body"]));
    assert!(table.frame().equals_missing(&frame), "{:?}", table.frame());
    assert!(table.packed().unwrap().frame(1..4).equals_missing(&frame.slice(1, 3)));
    for name in ["from", "to", "body"] {
        assert!(table.texts(name).unwrap().iter().eq(frame.column(name).unwrap().str().unwrap().iter()), "{name}");
    }
    for name in ["at", "seconds", "far"] {
        assert!(table.whole(name).unwrap().iter().eq(frame.column(name).unwrap().i64().unwrap().iter()), "{name}");
    }
    assert_eq!(table.packed().unwrap().pairs().0.len(), 7, "each id once, as it is written");
    assert!(packed(frame.head(Some(0))).frame().equals_missing(&frame.head(Some(0))));
}

#[test]
fn nobody_is_left_of_rows_that_went() {
    let (frame, table) = (frame(), packed(frame()));
    let keep = [true, false, true, false, false];
    let left = table.filter(&keep);
    let mask = BooleanChunked::from_slice("keep".into(), &keep);
    assert!(left.frame().equals_missing(&frame.filter(&mask).unwrap()));
    let ids: Vec<&str> = left.packed().unwrap().pairs().0.iter().flatten().collect();
    assert_eq!(ids, ["1", "2", "+39 02 1234567 890"]);
    assert!(left.is_same(&packed(frame.filter(&mask).unwrap())), "as if the others had never been");
    assert!(!left.is_same(&table));
}

#[test]
fn equal_tables_are_equal_however_their_columns_came_in_pieces() {
    let mut pieces = frame().head(Some(2));
    pieces.vstack_mut(&frame().slice(2, 3)).unwrap();
    assert!(packed(pieces).is_same(&packed(frame())));
    let changed = |name: &str, column: Column| {
        let mut frame = frame();
        frame.with_column(column.with_name(name.into())).unwrap();
        packed(frame).is_same(&packed(self::frame()))
    };
    assert!(!changed("to", Column::new("".into(), ["2", " 1", "1", "2", "Zoë"])));
    assert!(!changed("seconds", Column::new("".into(), [60i64, -1, 0, 3_600, 0])));
    assert!(!changed("value", Column::new("".into(), [1.5, 0.0, 0.0, 0.0, 2.0])));
    assert!(changed("seconds", Column::new("".into(), [60, -1, 0, 3_600, i64::from(u32::MAX)])));
}

#[test]
fn a_stop_is_heard_and_rows_without_two_people_stay_as_they_are() {
    let ticket = Ticket::new();
    ticket.stop();
    assert_eq!(Table::within(FileKind::Calls, frame(), || ticket.check()).map(|_| ()), Err(Stopped));
    let alone = Table::new(FileKind::Calls, frame().drop("to").unwrap());
    assert!(alone.packed().is_none() && alone.frame().equals_missing(&frame().drop("to").unwrap()));
}

#[test]
fn long_ids_come_out_right_however_many_pieces_hold_them() {
    let n = 1_000;
    let id = |n: usize| match n % 7 {
        0 => None,
        1 => Some(format!("{n}")),
        _ => Some(format!("+49 171 0{:07}", n % 90)),
    };
    let column = |by: usize| (0..n).map(|n| id(n * by)).collect::<Vec<_>>();
    let (at, value): (Vec<i64>, Vec<f64>) = (0..1_000).map(|n: i32| (i64::from(n) * 60, f64::from(n))).unzip();
    let whole = df!("from" => column(3), "to" => column(11), "at" => at, "value" => value).unwrap();
    let (mut pieces, mut begin) = (whole.head(Some(0)), 0);
    for size in [1, 63, 64, 65, 0, 200, 128, 2, 477] {
        pieces.vstack_mut(&whole.slice(begin, size)).unwrap();
        begin += i64::try_from(size).unwrap();
    }
    assert_eq!(pieces.height(), n);
    let table = Table::new(FileKind::Ratings, pieces.clone());
    assert!(table.frame().equals_missing(&whole), "{:?}", table.frame());
    assert!(table.is_same(&Table::new(FileKind::Ratings, whole.clone())));
    // What is read row by row lies in one piece, of which no look at a row has to find the right one.
    let keep: Vec<bool> = (0..n).map(|n| n % 3 == 0).collect();
    let plain = Table::new(FileKind::Purchases, pieces);
    assert!(plain.frame().equals_missing(&whole));
    for table in [&table, &table.filter(&keep), &plain, &plain.filter(&keep)] {
        assert!(!table.plain().columns().is_empty());
        for column in table.plain().columns() {
            assert_eq!(column.as_materialized_series().n_chunks(), 1, "{} of {:?}", column.name(), table.kind);
        }
    }
}

/// Goes on so many times.
fn times(mut n_left: usize) -> impl FnMut() -> Result<(), Stopped> {
    move || {
        n_left = n_left.checked_sub(1).ok_or(Stopped)?;
        Ok(())
    }
}

const N_BLOCKS: usize = 3;

/// Of three blocks, the last of a few rows.
fn long_frame() -> DataFrame {
    let n = (N_BLOCKS - 1) * BLOCK + 5;
    let ids = |by: usize| (0..n).map(|n| format!("+4917{:08}", n * by % 10)).collect::<Vec<_>>();
    let at: Vec<i64> = (0..).take(n).collect();
    df!("from" => ids(3), "to" => ids(7), "at" => at, "body" => ids(9)).unwrap()
}

#[test]
fn no_more_than_a_block_of_rows_is_listed_between_two_questions() {
    let frame = long_frame();
    let column = frame.column("from").unwrap().str().unwrap();
    let listed = |n_questions: usize| {
        let mut codes = Vec::new();
        (List::new().add(column, &mut codes, times(n_questions)), codes.len())
    };
    for k in 0..N_BLOCKS {
        assert_eq!(listed(k), (Err(Stopped), k * BLOCK));
    }
    assert_eq!(listed(N_BLOCKS), (Ok(()), frame.height()));
}

#[test]
fn every_block_of_every_phase_is_asked_for() {
    // Two columns of ids, listed and packed in two passes; one of whole numbers, packed so; one that stays as it came.
    let n_questions = N_BLOCKS * (2 + 2 * 2 + 2) + 1;
    let of = |n: usize| Table::within(FileKind::Messages, long_frame(), times(n));
    for n in 0..n_questions {
        assert_eq!(of(n).map(|_| ()), Err(Stopped), "question {n}");
    }
    let table = of(n_questions).unwrap();
    // Few rows that stay are as much to go through as many; their ids are one block to pack, in two passes a column.
    let keep: Vec<bool> = (0..table.height()).map(|n| n % 5_000 == 1).collect();
    let n_questions = N_BLOCKS * (2 + 2) + 2 * 2 + 1;
    for n in 0..n_questions {
        assert_eq!(table.filter_within(&keep, times(n)).map(|_| ()), Err(Stopped), "question {n}");
    }
    let left = table.filter_within(&keep, times(n_questions)).unwrap();
    assert_eq!(left.height(), 4);
    for n in 0..N_BLOCKS {
        assert_eq!(table.clone().in_own_memory(times(n)).map(|_| ()), Err(Stopped), "question {n}");
    }
    assert!(table.clone().in_own_memory(times(N_BLOCKS)).unwrap().is_same(&table));
}

#[test]
fn what_stays_as_it_is_is_not_copied() {
    let table = packed(frame());
    let all = table.filter(&[true; 5]);
    assert!(std::ptr::eq(all.packed().unwrap(), table.packed().unwrap()));
    let blank = table.with_plain(Column::new("body".into(), [None::<&str>; 5]));
    assert_eq!(blank.texts("body").unwrap().iter().flatten().count(), 0);
    let ends = |table: &Table| table.packed().unwrap().pairs().1.map(std::ptr::from_ref);
    assert_eq!(ends(&blank), ends(&table));
    assert!(std::ptr::eq(
        &raw const *blank.packed().unwrap().whole[0].1,
        &raw const *table.packed().unwrap().whole[0].1
    ));
    assert!(!blank.is_same(&table));
}

#[test]
fn in_memory_of_their_own_rows_hold_nothing_of_those_that_went() {
    let text = "a text that is longer than twelve bytes";
    for table in [packed(frame()), Table::new(FileKind::Purchases, frame())] {
        let Ok(left) = table.filter(&[true, true, false, true, true]).in_own_memory(|| Ok::<(), Stopped>(())) else {
            panic!("nobody stopped it");
        };
        assert!(table.holds(text) && !left.holds(text), "{:?}", table.kind);
        assert!(left.holds("+39 02 1234567 890") || table.packed().is_some());
    }
}
