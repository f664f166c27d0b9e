//! Lists against the standard sort and by relations: turned round, filtered, of a tribe; knows no screen.

use super::*;
use crate::domain::filter::{Around, Filter, Rule, visible};
use crate::domain::model::Attribute;
use crate::domain::testing::Town;

fn town() -> Arc<Scored> {
    let mut town = Town::ring(300).split_at(120).opted_out(&[3]);
    town.people.spend_cents = (0..300).map(|k| k * 37 % 11).collect();
    let values = (0..300).map(|k| (k % 4 > 0).then(|| (k * 7 % 13).to_string())).collect();
    town.people.attributes.push(Attribute { heading: "age".into(), values });
    Arc::new(town.scored())
}

fn listing(scored: &Arc<Scored>, what: What) -> Listing {
    let (stages, stances) = (Arc::default(), Arc::default());
    Listing { what, scored: scored.clone(), stages, stances, visible: None, certainty: None }
}

fn people(scored: &Arc<Scored>, by: &[(PersonColumn, bool)], tribe: Option<u32>) -> Vec<u32> {
    let by = by.iter().map(|&(column, is_falling)| By { column, is_falling }).collect();
    listing(scored, What::People { by, tribe }).run(&Ticket::new()).unwrap()
}

#[test]
fn a_million_rows_are_sorted_as_the_standard_library_sorts_them() {
    let n = 1_000_000u32;
    let mut state = 7u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % below).cast_signed()
    };
    let first: Vec<i64> = (0..n).map(|_| draw(1_000)).map(|x| if x == 0 { NOTHING } else { x }).collect();
    let second: Vec<i64> = (0..n).map(|_| draw(50)).collect();
    let began = std::time::Instant::now();
    let ours = order((0..n).collect(), &[(first.clone(), true), (second.clone(), false)]);
    println!("a million rows by two columns: {:?}", began.elapsed());
    let mut theirs: Vec<u32> = (0..n).collect();
    theirs.sort_by_key(|&row| {
        let x = first[row as usize];
        (if x == NOTHING { i64::MAX } else { -x }, second[row as usize])
    });
    assert!(ours == theirs);
}

#[test]
fn each_column_sorts_everybody_and_turning_round_keeps_the_unknown_last() {
    let scored = town();
    let columns = PersonColumn::FIXED.into_iter().chain([PersonColumn::Attribute(0), PersonColumn::Attribute(9)]);
    for column in columns {
        let (up, down) = (people(&scored, &[(column, false)], None), people(&scored, &[(column, true)], None));
        let mut sorted = up.clone();
        sorted.sort_unstable();
        assert_eq!((up.len(), sorted.contains(&3)), (299, false), "{column:?}");
        sorted.dedup();
        assert_eq!(sorted.len(), 299);
        assert_eq!(up.len(), down.len());
    }
    let age = |row: u32| scored.people.attributes[0].values.get(row as usize).map(|text| text.parse::<i64>().unwrap());
    for is_falling in [false, true] {
        let list = people(&scored, &[(PersonColumn::Attribute(0), is_falling)], None);
        let n_known = list.iter().filter(|&&row| age(row).is_some()).count();
        assert!(list[n_known..].iter().all(|&row| age(row).is_none()));
        let known: Vec<i64> = list[..n_known].iter().filter_map(|&row| age(row)).collect();
        assert!(known.is_sorted_by(|a, b| if is_falling { a >= b } else { a <= b }));
    }
}

#[test]
fn the_second_column_decides_among_equals_of_the_first() {
    let scored = town();
    let list = people(&scored, &[(PersonColumn::Spending, true), (PersonColumn::Id, true)], None);
    let key = |row: &u32| (scored.people.spend_cents[*row as usize], *row);
    assert!(list.is_sorted_by(|a, b| key(a) > key(b)));
    // Unsorted is by rank, the unranked last; a tribe's list is the same list without the others.
    let usual = people(&scored, &[], None);
    let n_ranked = scored.scores.order.len();
    assert_eq!(usual[..n_ranked], scored.scores.order[..]);
    let of_tribe: Vec<u32> = usual.iter().copied().filter(|&row| scored.tribes.of[row as usize] == 1).collect();
    assert_eq!(people(&scored, &[], Some(1)), of_tribe);
}

#[test]
fn ties_are_listed_where_both_are_on_show() {
    let scored = town();
    let filter = Filter::default().with(Rule::Tribe(10));
    let (stages, stances) = (PeopleStages::default(), PeopleStances::default());
    let around = Around { scored: &scored, stages: &stages, stances: &stances, ear_of: &[], plan: &|_| None };
    let seen = Arc::new(visible(&filter, &around));
    for column in TieColumn::ALL {
        let by = vec![By { column, is_falling: true }];
        let all = listing(&scored, What::Ties { by });
        let some = Listing { visible: Some(seen.clone()), ..all.clone() };
        let (all, some) = (all.run(&Ticket::new()).unwrap(), some.run(&Ticket::new()).unwrap());
        let is_in = |&&row: &&u32| {
            [scored.ties.a[row as usize], scored.ties.b[row as usize]].into_iter().all(|end| seen.contains(end))
        };
        assert_eq!(all.iter().filter(is_in).copied().collect::<Vec<_>>(), some);
        assert!(some.len() < all.len() && !some.is_empty());
    }
}

#[test]
fn one_click_sorts_alone_a_second_turns_round_and_shift_adds() {
    let one = sorted_by(&[], 1, true, false);
    assert_eq!(one, [By { column: 1, is_falling: true }]);
    assert_eq!(sorted_by(&one, 1, true, false), [By { column: 1, is_falling: false }]);
    let two = sorted_by(&one, 2, false, true);
    assert_eq!(two, [By { column: 1, is_falling: true }, By { column: 2, is_falling: false }]);
    assert!(!sorted_by(&two, 1, true, true)[0].is_falling);
    assert_eq!(sorted_by(&two, 2, true, false), [By { column: 2, is_falling: true }]);
}
