//! How the benches judge who foretells better, against figures worked out by hand; runs no bench.

use polars::prelude::df;
use std::sync::Arc;
use tribewise::domain::model::{FileKind, People, Table};

#[path = "../../benches/parts/areas.rs"]
pub mod areas;
#[path = "../../benches/parts/spent.rs"]
mod spent;

use areas::{Apart, Judged, Sums, Verdict, judge};
use spent::spent;

/// Scores of takers and of the rest, judged; takers come first.
fn judged(takers: &[f64], rest: &[f64]) -> Judged {
    let scores = |of: &[f64], took| of.iter().map(|&score| (score, took)).collect::<Vec<_>>();
    judge(&[scores(takers, true), scores(rest, false)].concat()).unwrap()
}

fn is_near(x: f64, y: f64) -> bool {
    (x - y).abs() < 1e-9
}

/// Two takers and two others by two scores, of areas 3/4 and 1/4: both takers stand half higher by the first, and of the
/// others one stands alike, and one 1 higher.
fn four() -> [Judged; 2] {
    [judged(&[0.9, 0.4], &[0.5, 0.1]), judged(&[0.6, 0.2], &[0.3, 0.7])]
}

/// Takers first, as in [`four`].
fn add(apart: &mut Apart, ids: [&str; 4]) {
    let [ours, theirs] = four();
    apart.add(&ours, &theirs, ids.into_iter().zip([true, true, false, false]), 2.0);
}

#[test]
fn areas_lifts_and_errors_are_those_worked_out_by_hand() {
    let [first, second] = four();
    assert!(is_near(first.auc, 0.75) && is_near(second.auc, 0.25));
    // Hanley and McNeil: q1 = 0.75 / 1.25, q2 = 2 · 0.5625 / 1.75.
    let exact = (0.1875 + (0.6 - 0.5625) + (1.125 / 1.75 - 0.5625)) / 4.0;
    assert!(is_near(first.variance, exact), "{}", first.variance);
    // Of 40 the first two: one taker stands alone, one of three equals is the other. Of all, four take it up.
    let lifted = judged(&[9.0, 8.0, 1.0, 1.0], &[&[8.0, 8.0][..], &[0.0; 34]].concat());
    assert!(is_near(lifted.lift, (4.0 / 3.0 / 2.0) / 0.1), "{}", lifted.lift);
    assert!(judge(&[]).is_none() && judge(&[(1.0, true)]).is_none() && judge(&[(1.0, false)]).is_none());
    let mut sums = Sums::default();
    sums.add(&first, 3.0);
    sums.add(&second, 1.0);
    assert!(is_near(sums.auc(), (3.0 * 0.75 + 0.25) / 4.0));
    assert!(is_near(sums.error(), (9.0 * first.variance + second.variance).sqrt() / 4.0));
    sums.add(&lifted, 4.0);
    assert!(is_near(sums.lift(), (3.0 * first.lift + second.lift + 4.0 * lifted.lift) / 8.0));
}

#[test]
fn the_error_of_two_areas_is_that_of_delong() {
    let mut apart = Apart::default();
    add(&mut apart, ["a", "b", "y", "z"]);
    // Takers do not differ in how they move; the others do by 0 and 1, of variance 1/2, by two of them.
    let area = apart.area();
    assert!(is_near(area.by, 0.5) && is_near(area.error, 0.5), "{area:?}");
    assert_eq!(area.verdict(), Verdict::CannotBeTold, "one standard error");
}

#[test]
fn equals_count_by_half_in_the_error_too() {
    // By the first score 3, 2, 2 against 2, 1: takers' places are 1, 3/4, 3/4, the others' 2/3 and 1. The second knows
    // nothing: all are at 1/2.
    let (ours, theirs) = (judged(&[3.0, 2.0, 2.0], &[2.0, 1.0]), judged(&[5.0; 3], &[5.0; 2]));
    let mut apart = Apart::default();
    apart.add(&ours, &theirs, ["a", "b", "c", "y", "z"].into_iter().zip([true, true, true, false, false]), 3.0);
    let area = apart.area();
    // Variance of the takers 1/48, by three; of the others 1/18, by two.
    assert!(is_near(area.by, 1.0 / 3.0) && is_near(area.error, (5.0f64 / 144.0).sqrt()), "{area:?}");
}

#[test]
fn whoever_is_asked_about_twice_is_one_person() {
    let asked = |second: [&str; 4]| {
        let mut apart = Apart::default();
        add(&mut apart, ["a", "b", "y", "z"]);
        add(&mut apart, second);
        assert!(is_near(apart.area().by, 0.5));
        apart.area().error
    };
    // Twice the same people tell no more than once; others tell as twice as many.
    assert!(is_near(asked(["a", "b", "y", "z"]), 0.5));
    assert!(is_near(asked(["c", "d", "v", "w"]), 0.5 / 2.0f64.sqrt()));
    // One of them twice alike; and one who moves it down first and up then, and so not at all.
    assert!(is_near(asked(["c", "d", "y", "w"]), 0.75f64.sqrt() / 2.0));
    assert!(is_near(asked(["c", "d", "w", "y"]), 0.25f64.sqrt() / 2.0));
}

#[test]
fn lifts_differ_by_the_takers_whom_one_list_alone_has() {
    // Of 200 people the first ten count, 20 take it up: seven are found by both, three by the first alone, one by the second.
    let scores =
        |found: &[usize]| -> Vec<f64> { (0..20).map(|n| if found.contains(&n) { 2.0 } else { 0.0 }).collect() };
    let both: Vec<usize> = (0..7).collect();
    // What is left of the ten goes to people who do not take it up.
    let rest = |n: usize| [vec![2.0; n], vec![0.0; 180 - n]].concat();
    let ours = judged(&scores(&[&both[..], &[7, 8, 9]].concat()), &rest(0));
    let theirs = judged(&scores(&[&both[..], &[10]].concat()), &rest(2));
    assert!(is_near(ours.lift, 10.0) && is_near(theirs.lift, 8.0));
    let names: Vec<String> = (0..200).map(|n| n.to_string()).collect();
    let people = || names.iter().enumerate().map(|(n, id)| (id.as_str(), n < 20));
    let mut apart = Apart::default();
    apart.add(&ours, &theirs, people(), 20.0);
    // Three against one: each taker found is a lift of one more.
    let lift = apart.lift();
    assert!(is_near(lift.by, 2.0) && is_near(lift.error, 2.0), "{lift:?}");
    let mut many = Apart::default();
    let none = judged(&scores(&[]), &rest(10));
    many.add(&ours, &none, people(), 20.0);
    assert!(is_near(many.lift().error, 10.0f64.sqrt()));
    assert_eq!(many.lift().verdict(), Verdict::Better);
    let mut worse = Apart::default();
    worse.add(&none, &ours, people(), 20.0);
    assert_eq!(worse.lift().verdict(), Verdict::Worse);
}

#[test]
fn spend_is_what_purchases_say_and_nothing_else() {
    let table = |kind, frame| Arc::new(Table::new(kind, frame));
    let amounts = df!("id" => ["1", "2", "1"], "at" => [0i64, 0, 0], "amount" => [Some(12.5), Some(40.0), None]);
    let bought = table(FileKind::Purchases, amounts.unwrap());
    let customers = table(FileKind::People, df!("id" => ["0", "1", "2"], "spend" => [99.0, 1.0, 1.0]).unwrap());
    let people = People::from_ids(["0", "1", "2"].map(str::to_owned).to_vec());
    assert_eq!(spent(&[customers.clone(), bought.clone()], &people).unwrap(), [0.0, 1_250.0, 4_000.0]);
    // Where amounts are missing, or no numbers as the program keeps them, nobody is ranked by what is left: it is said.
    let unpriced = table(FileKind::Purchases, df!("id" => ["1", "2"], "at" => [0i64, 0]).unwrap());
    let odd = table(FileKind::Purchases, df!("id" => ["1"], "at" => [0i64], "amount" => [7i64]).unwrap());
    for unread in [unpriced, odd] {
        assert!(spent(&[customers.clone(), bought.clone(), unread], &people).is_err());
    }
    assert!(spent(&[customers], &people).is_err(), "nobody bought anything");
}
