//! What weights of kinds promise: nothing changes while all are one, only proportions matter, weightless is weakest.

use super::fixtures::{calls, copenhagen, friendships, table};
use super::strength::WEAKEST;
use super::{Measured, Sources, join_people, measure, measure_with};
use crate::domain::model::decisions::{Cleaning, CleaningEdit, KindWeights};
use crate::domain::model::{Channel, FileKind, ScoreSettings, Table, TieKind, Ties};
use crate::domain::ticket::Ticket;
use polars::prelude::df;
use std::sync::Arc;

const HOUR: i64 = 3_600;
/// Monday, the fifth of January 1970.
const MONDAY: i64 = 4 * 24 * HOUR;

fn weights(edits: &[CleaningEdit]) -> KindWeights {
    edits.iter().fold(Cleaning::default(), |cleaning, edit| cleaning.edited(edit)).weights
}

fn by_channel(pairs: &[(Channel, f32)]) -> KindWeights {
    let edit = |&(channel, weight): &(Channel, f32)| CleaningEdit::SetChannelWeight { channel, weight };
    weights(&pairs.iter().map(edit).collect::<Vec<_>>())
}

fn by_kind(pairs: &[(TieKind, f32)]) -> KindWeights {
    let edit = |&(kind, weight): &(TieKind, f32)| CleaningEdit::SetKindWeight { kind, weight };
    weights(&pairs.iter().map(edit).collect::<Vec<_>>())
}

fn measured(tables: &[Arc<Table>], weights: &KindWeights, file_kinds: &[Option<TieKind>]) -> Ties {
    let ticket = Ticket::new();
    let people = join_people(tables, &ticket).unwrap();
    let sources = Sources { tables, file_kinds, weights: Some(weights), occasions: &[] };
    let Measured { ties, .. } = measure_with(&sources, &people, &ScoreSettings::default(), &ticket).unwrap();
    ties
}

/// A small office of many channels: 1-2 at work, 1-3 in the evening, 2-3 write, 3-4 pay, 4-5 meet, 5-1 are friends.
fn office() -> Vec<Arc<Table>> {
    let mut rows = Vec::new();
    for day in 0..5 {
        rows.push(("1", "2", MONDAY + day * 24 * HOUR + 10 * HOUR, 300));
        rows.push(("2", "1", MONDAY + day * 24 * HOUR + 15 * HOUR, 200));
        rows.push(("1", "3", MONDAY + day * 24 * HOUR + 20 * HOUR, 250 + day));
        rows.push(("3", "1", MONDAY + (5 + day) * 24 * HOUR + 11 * HOUR, -1));
    }
    let moments: Vec<i64> = (0..3).map(|n| MONDAY + n * 30 * HOUR).collect();
    let wrote = df!("from" => ["2", "3", "2"], "to" => ["3", "2", "3"], "at" => moments.clone());
    let paid =
        df!("from" => ["3", "4", "3"], "to" => ["4", "3", "4"], "at" => moments.clone(), "amount" => [1.0, 2.0, 3.0]);
    let met = df!("from" => ["4", "5", "4"], "to" => ["5", "4", "5"], "at" => moments, "seconds" => [600i64, 30, 900]);
    let rated = df!("from" => ["5", "1"], "to" => ["2", "4"], "value" => [4.0, -3.0]);
    vec![
        calls(&rows),
        table(FileKind::Messages, wrote.unwrap()),
        table(FileKind::Transfers, paid.unwrap()),
        table(FileKind::Meetings, met.unwrap()),
        table(FileKind::Ratings, rated.unwrap()),
        friendships(&[("5", "1"), ("1", "2")]),
    ]
}

#[test]
fn weights_of_one_change_not_a_bit() {
    let mut sources = vec![office()];
    sources.extend(copenhagen());
    for tables in sources {
        let people = join_people(&tables, &Ticket::new()).unwrap();
        let plain = measure(&tables, &people, &ScoreSettings::default(), &Ticket::new()).unwrap();
        let one = measured(&tables, &KindWeights::default(), &[]);
        assert_eq!(format!("{plain:?}"), format!("{one:?}"));
        // Another work day tells the kinds otherwise and weighs nothing otherwise.
        let other_hours = weights(&[CleaningEdit::SetWorkHours(3, 5)]);
        let told_otherwise = measured(&tables, &other_hours, &[Some(TieKind::Family)]);
        let bits = |ties: &Ties| ties.strength.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&plain), bits(&told_otherwise));
        assert_ne!(plain.kinds, told_otherwise.kinds);
        // Only proportions matter.
        let all = Channel::ALL.map(|channel| (channel, 0.5));
        assert_eq!(bits(&plain), bits(&measured(&tables, &by_channel(&all), &[])));
        let doubled = by_kind(&TieKind::ALL.map(|kind| (kind, 2.0)));
        let calls = &tables[..1];
        assert_eq!(bits(&measured(calls, &KindWeights::default(), &[])), bits(&measured(calls, &doubled, &[])));
    }
}

#[test]
fn a_channel_without_weight_leaves_the_weakest_ties() {
    let tables = office();
    let ties = measured(&tables, &by_channel(&[(Channel::Call, 0.0)]), &[]);
    let row = |a: u32, b: u32| ties.row(a, b).unwrap();
    assert_eq!(ties.strength[row(0, 2)], WEAKEST);
    assert!(ties.strength[row(1, 2)] > 0.1 && ties.strength[row(0, 1)] > WEAKEST, "friends as well as callers");
    // The facts stay.
    assert_eq!((ties.contacts(row(0, 2)), ties.days[row(0, 2)]), (10, 10));
    let quieter = measured(&tables, &by_channel(&[(Channel::Call, 0.5)]), &[]);
    let before = measured(&tables, &KindWeights::default(), &[]);
    assert!(quieter.strength[row(0, 2)] < before.strength[row(0, 2)]);
}

#[test]
fn the_time_of_day_and_the_file_tell_the_kind() {
    let tables = office();
    let ties = measured(&tables, &KindWeights::default(), &[]);
    let (colleagues, friends) = (ties.row(0, 1).unwrap(), ties.row(0, 2).unwrap());
    let share = |ties: &Ties, row: usize, kind: TieKind| ties.share_of_kind(row, kind).unwrap();
    assert_eq!((share(&ties, colleagues, TieKind::Work), share(&ties, colleagues, TieKind::Private)), (1.0, 0.0));
    // Evenings; then Saturday and Sunday, and three mornings of the week after.
    assert!((share(&ties, friends, TieKind::Work) - 0.3).abs() < 0.01);
    assert!((ties.share_of_channel(colleagues, Channel::Friendship) - 1.0 / 11.0).abs() < 0.01);
    let private = by_kind(&[(TieKind::Work, 0.25), (TieKind::Private, 2.0)]);
    let weighed = measured(&tables, &private, &[]);
    let lead = |ties: &Ties| ties.strength[friends] - ties.strength[colleagues];
    assert!(lead(&weighed) > lead(&ties), "{} {}", lead(&weighed), lead(&ties));
    // A file that is all work is not asked for its hours.
    let of_file = measured(&tables[..1], &KindWeights::default(), &[Some(TieKind::Work)]);
    assert!((0..of_file.len()).all(|row| share(&of_file, row, TieKind::Work) == 1.0));
}

#[test]
fn late_evenings_and_weekends_are_counted_and_weigh_nothing() {
    let tables = office();
    let ties = measured(&tables, &KindWeights::default(), &[]);
    let late = |a: u32, b: u32| ties.late_share(ties.row(a, b).unwrap());
    // Five at eight in the evening, which is not late, then Saturday, Sunday and three mornings of the week after.
    assert!((late(0, 2).unwrap() - 0.2).abs() < 0.005);
    assert_eq!((late(0, 1), late(0, 4)), (Some(0.0), None), "friends without a dated contact have no hours");
    assert_eq!((ties.judgement(ties.row(1, 4).unwrap()), ties.judgement(ties.row(0, 1).unwrap())), (Some(4.0), None));
    let at = |seconds: i64| {
        let rows = [("1", "2", MONDAY + seconds, 5)];
        measured(&[calls(&rows)], &KindWeights::default(), &[]).late_share(0).unwrap()
    };
    let edges =
        [5 * HOUR - 1, 5 * HOUR, 21 * HOUR - 1, 21 * HOUR, 4 * 24 * HOUR + 12 * HOUR, 5 * 24 * HOUR + 12 * HOUR];
    assert_eq!(edges.map(at), [1.0, 0.0, 0.0, 1.0, 0.0, 1.0]);
    // The same calls an hour later are late, and no bit closer.
    let hour = |hour: i64| -> Ties {
        let rows: Vec<_> = (0..4).map(|day| ("1", "2", MONDAY + (24 * day + hour) * HOUR, 60)).collect();
        measured(&[calls(&rows)], &KindWeights::default(), &[])
    };
    let (early, late) = (hour(20), hour(22));
    assert_eq!((early.late_share(0), late.late_share(0)), (Some(0.0), Some(1.0)));
    assert_eq!(early.strength, late.strength);
}

#[test]
fn dates_without_hours_tell_no_kind() {
    let ties = measured(&[calls(&[("1", "2", 0, 5), ("2", "1", 24 * HOUR, 5)])], &KindWeights::default(), &[]);
    assert!(ties.kinds.is_empty() && ties.channel_shares.is_empty() && ties.weight.is_empty() && ties.late.is_empty());
    assert_eq!((ties.share_of_kind(0, TieKind::Work), ties.share_of_channel(0, Channel::Call)), (None, 1.0));
}
