//! Interests taken up between months: by hand, and in worlds where persuasion was planted or left out.

use super::tests::{asked, found, world};
use super::*;
use crate::domain::model::{FileKind, Month, Table};
use crate::domain::ties::fixtures::table;
use polars::prelude::df;
use std::collections::BTreeSet;
use std::sync::Arc;

const DAY: i64 = 86_400;

/// The day of a month, and who cares about what in it.
type Listed<'a> = (i64, &'a [(&'a str, &'a str)]);

/// Months on these days, each with who cares about what.
fn files(months: &[Listed<'_>]) -> Vec<Arc<Table>> {
    let one = |(n, (day, rows)): (i64, &Listed<'_>)| {
        let (ids, topics): (Vec<&str>, Vec<&str>) = rows.iter().copied().unzip();
        let frame = df!("id" => ids, "topic" => topics).unwrap();
        let month = Month { id: 7 + n, follows: Some(6 + n).filter(|_| n > 0), at: day * DAY };
        Arc::new(month.of_interests(&table(FileKind::Interests, frame)).unwrap())
    };
    (0..).zip(months).map(one).collect()
}

fn log(tables: &[Arc<Table>], n: usize) -> AdoptionLog {
    let people = People::from_ids((0..n).map(|n| n.to_string()).collect());
    adoption_log(tables, &people, &Ticket::new()).unwrap()
}

fn told(log: &[Adoption]) -> Vec<(u32, i64, u32)> {
    log.iter().map(|one| (one.what, one.at / DAY, one.person)).collect()
}

/// 0 has golf from the start, 1 takes it up by day 30, 2 and 3 by day 60; 4 is first listed on day 60, with golf; 5 was
/// listed on day 0 and on day 60 with golf, and not between.
fn golf() -> AdoptionLog {
    let first = [("0", "Golf"), ("1", "Tea"), ("2", "Tea"), ("3", "Tea"), ("5", "Tea")];
    let second = [("0", "Golf"), ("1", "golf "), ("2", "Tea"), ("3", "Tea")];
    let third = [("1", "Golf"), ("2", "Golf"), ("3", "Golf"), ("4", "Golf"), ("5", "Golf"), ("5", "Golf")];
    log(&files(&[(0, &first), (30, &second), (60, &third)]), 6)
}

#[test]
fn who_is_listed_without_it_and_then_with_it_took_it_up_between() {
    let log = golf();
    let names: Vec<(&str, TopicKind)> = log.things.iter().map(|thing| (thing.name.as_str(), thing.kind)).collect();
    assert_eq!(names, [("Golf", TopicKind::Subject), ("Tea", TopicKind::Subject)]);
    assert_eq!(told(&log.adoptions), [(0, 30, 1), (0, 60, 2), (0, 60, 3)]);
    // From the start, or first seen with it after a month in which they were not listed: nobody knows since when.
    assert_eq!(told(&log.held), [(0, 0, 0), (0, 60, 4), (0, 60, 5), (1, 0, 1), (1, 0, 2), (1, 0, 3), (1, 0, 5)]);
    let months = log.things[0].months.as_ref().unwrap();
    assert_eq!((months.before(60 * DAY), months.before(0), months.after(0)), (Some(30 * DAY), None, Some(30 * DAY)));
    // What chances are learned from: those of the first month can be followed; who came later with it is left out.
    assert_eq!(told(&log.held_first()), [(0, 0, 0), (1, 0, 1), (1, 0, 2), (1, 0, 3), (1, 0, 5)]);
}

#[test]
fn one_month_or_two_files_of_one_day_or_of_two_kinds_of_list_date_nothing() {
    let (first, second): (&[_], &[_]) = (&[("0", "Golf"), ("1", "Tea")], &[("0", "Golf"), ("1", "Golf")]);
    for months in [vec![(0, first)], vec![(3, first), (3, second)]] {
        let log = log(&files(&months), 2);
        assert_eq!((log.things.len(), log.adoptions.len(), log.held.len()), (0, 0, 0));
    }
    let lone = |tables: Vec<Arc<Table>>, place: usize| tables[place].clone();
    let apart = [lone(files(&[(0, first)]), 0), lone(files(&[(0, first), (1, first), (30, second)]), 2)];
    assert_eq!(log(&apart, 2), AdoptionLog::default(), "two lists that do not follow one another");
}

#[test]
fn a_month_that_is_added_late_is_of_its_own_time() {
    let first = [("0", "Golf"), ("1", "Tea"), ("2", "Tea")];
    let second = [("0", "Golf"), ("1", "Golf"), ("2", "Tea")];
    let third = [("0", "Golf"), ("1", "Golf"), ("2", "Golf")];
    let in_time = log(&files(&[(0, &first), (30, &second), (60, &third)]), 3);
    let late = log(&files(&[(30, &second), (0, &first), (60, &third)]), 3);
    assert_eq!(told(&in_time.adoptions), [(0, 30, 1), (0, 60, 2)]);
    assert_eq!(late, in_time);
}

#[test]
fn beside_ties_nobody_follows_within_a_month_and_holders_follow_nobody() {
    let pairs: BTreeSet<(u32, u32)> = (0..6).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    let network = asked(6, &pairs);
    let taken = TakenUp::new(golf(), 6);
    let of = |person: u32| {
        let all = taken.beside_ties(person, &network, 5);
        all.into_iter().find(|one| one.what == 0).unwrap()
    };
    let people = |list: &[Beside]| list.iter().map(|one| one.0).collect::<Vec<u32>>();
    let (holder, first, second, late) = (of(0), of(1), of(2), of(4));
    assert_eq!((holder.known, first.known, late.known), (Known::By, Known::Since(0), Known::By));
    assert_eq!((people(&holder.followed), holder.same.clone(), holder.n_later), (vec![1], vec![4, 5], 2));
    assert_eq!((people(&first.before), people(&first.followed), first.same), (vec![0], vec![2, 3], vec![4, 5]));
    assert_eq!(
        (second.known, people(&second.before), second.same),
        (Known::Since(30 * DAY), vec![1, 0], vec![3, 4, 5])
    );
    assert_eq!((late.before.len(), late.same.len()), (0, 5), "first listed with it: nobody knows who was first");
}

#[test]
fn where_the_files_end_and_where_the_next_is_too_late_are_told_apart() {
    let (tea, golf) = ([("0", "Tea"), ("1", "Tea")], [("0", "Golf"), ("1", "Tea")]);
    let both = [("0", "Golf"), ("1", "Golf")];
    let network = asked(2, &BTreeSet::from([(0, 1)]));
    let of = |months: &[Listed<'_>], bought_on: i64| {
        let mut log = log(&files(months), 2);
        log.things.insert(0, "Phone".into());
        log.adoptions.iter_mut().chain(&mut log.held).for_each(|one| one.what += 1);
        log.adoptions.insert(0, Adoption { what: 0, at: bought_on * DAY, person: 1 });
        let taken = TakenUp::new(log, 2);
        let all: Vec<TookUp> = [0, 1].map(|who| taken.beside_ties(who, &network, 4)).concat();
        let golf = all.iter().find(|one| taken.name(one.what) == "Golf").unwrap().clone();
        (golf, all.iter().find(|one| one.what == 0).unwrap().is_open)
    };
    // Two months, and bought a day before the second: the purchases end there, whatever the months say.
    let (last, is_open) = of(&[(0, &tea), (30, &golf)], 29);
    assert_eq!((last.until, last.is_open, is_open), (last.at, true, true));
    // A file of three months later exists, and purchases long after: neither says of the other that all is known.
    let (late, is_open) = of(&[(0, &tea), (30, &golf), (122, &both)], 400);
    assert_eq!((late.until, late.is_open, late.n_later, is_open), (late.at, false, 1, true));
    let (next, _) = of(&[(0, &tea), (30, &golf), (60, &both)], 29);
    assert_eq!((next.until, next.is_open, next.followed.len()), (60 * DAY, false, 1));
}

#[test]
fn months_too_far_apart_tell_nothing() {
    let persons: Vec<String> = (0..60).map(|n| n.to_string()).collect();
    let verdict = |gap: i64| {
        let month = |k: i64| -> Vec<(&str, &str)> {
            let has = |n: i64| if n < 15 * k { "Golf" } else { "Tea" };
            persons.iter().zip(0..).map(|(id, n)| (id.as_str(), has(n))).collect()
        };
        let all: Vec<Vec<(&str, &str)>> = (0..5).map(month).collect();
        let months: Vec<Listed<'_>> = (0..).zip(&all).map(|(k, rows)| (k * gap, &rows[..])).collect();
        let ring: BTreeSet<(u32, u32)> = (0..60).flat_map(|n| [(n, (n + 1) % 60), (n, (n + 7) % 60)]).collect();
        let tribes = Tribes { of: vec![0; 60], ..Tribes::default() };
        let found = found(&asked(60, &ring), &log(&files(&months), 60), &tribes);
        (found.findings[0].verdict, found.findings[0].timing.n_pairs)
    };
    assert_eq!(verdict(92), (Verdict::CannotTell, 0));
    assert!(verdict(30).1 > 30);
}

/// The same world as files of interests would show it, one each month; everybody cares about something else as well.
fn seen_monthly(world: &super::tests::World) -> AdoptionLog {
    let n = world.network.n_people();
    let ids: Vec<String> = (0..n).map(|n| n.to_string()).collect();
    let month = |k: i64| -> Vec<(&str, &str)> {
        let others = ids.iter().map(|id| (id.as_str(), "News"));
        let by_then = world.log.adoptions.iter().filter(|one| one.at <= k * 30 * DAY);
        others.chain(by_then.map(|one| (ids[one.person as usize].as_str(), "It"))).collect()
    };
    let all: Vec<Vec<(&str, &str)>> = (1..=14).map(month).collect();
    let months: Vec<Listed<'_>> = (1..).zip(&all).map(|(k, rows)| (k * 30, &rows[..])).collect();
    log(&files(&months), n)
}

#[test]
fn persuasion_planted_shows_in_monthly_files_and_likeness_alone_hardly_ever() {
    let count = |n: u64, homophily: f64, word: f64| {
        let persuades = |seed: &u64| {
            let world = world(*seed, 360, homophily, word);
            found(&world.network, &seen_monthly(&world), &world.tribes).findings[0].verdict == Verdict::Persuasion
        };
        (0..n).filter(persuades).count()
    };
    let planted = count(20, 0.0, 0.3);
    println!("planted: persuasion found in {planted} of 20 worlds seen by the month");
    for homophily in [0.0, 0.6, 1.0] {
        let wrongly = count(100, homophily, 0.0);
        println!("likeness {homophily}: persuasion in {wrongly} of 100 worlds seen by the month");
        assert!(wrongly <= 5);
    }
    assert!(planted >= 16);
}
