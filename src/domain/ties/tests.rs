//! What the doors of this room promise, with closed forms, relations and real phone logs.

use super::fixtures::{calls, copenhagen, data_rows, friendships, karate_pairs, table, ties};
use super::*;
use crate::domain::model::{Channel, FileKind, Going, Meaning, Moments, ScoreSettings, Table, Ties};
use crate::domain::ticket::{Stopped, Ticket};
use polars::prelude::df;
use std::sync::Arc;

const DAY: i64 = 86_400;

fn measured(tables: &[Arc<Table>]) -> Ties {
    let people = join_people(tables, &Ticket::new()).unwrap();
    measure(tables, &people, &ScoreSettings::default(), &Ticket::new()).unwrap()
}

#[test]
fn contacts_held_some_at_a_time_are_summed_up_as_all_at_once() {
    let (n_rows, n_people) = (100_000u32, 3_000);
    let who = |n: u32| format!("{}", n.wrapping_mul(2_654_435_761) % n_people);
    let frame = df!(
        "from" => (0..n_rows).map(who).collect::<Vec<String>>(),
        "to" => (0..n_rows).map(|n| who(n / 3 + 7)).collect::<Vec<String>>(),
        "at" => (0..i64::from(n_rows)).map(|n| (n % 11 > 0).then_some(n * 977 % (90 * DAY))).collect::<Vec<Option<i64>>>(),
        "seconds" => (0..i64::from(n_rows)).map(|n| n % 400 - 20).collect::<Vec<i64>>(),
        "times" => (0..i64::from(n_rows)).map(|n| if n == 99 { 70_000 } else { n % 4 }).collect::<Vec<i64>>(),
    );
    let tables = [table(FileKind::Calls, frame.unwrap()), friendships(&[("1", "2"), ("5", "4")])];
    let people = join_people(&tables, &Ticket::new()).unwrap();
    let occasions = [Occasion { a: 9, b: 4, at: 3 * DAY, share: 0.5 }];
    let sources = Sources { tables: &tables, occasions: &occasions, ..Sources::default() };
    let (ticket, weigher) = (Ticket::new(), kinds::Weigher::new(&sources));
    let gathered = gather::gather(&sources, &people, &ticket).unwrap();
    let summed = |at_once| measure::sum_up(&gathered, &weigher, 30.0, at_once, &ticket).unwrap().0;
    let n_rounds = |at_once| deal::Deal::of(&gathered, at_once, &ticket).unwrap().rounds.len();
    assert_eq!((n_rounds(1), n_rounds(usize::MAX)), (3, 1));
    let ties = summed(usize::MAX);
    // By text: a mean judgement that is not known equals nothing, itself included.
    assert_eq!(format!("{:?}", summed(1)), format!("{ties:?}"));
    let n: u64 = (0..ties.len()).map(|row| u64::from(ties.contacts(row))).sum();
    let meant = |n: u32| if n == 99 { 70_000 } else { u64::from(n % 4) };
    let is_pair = |n: &u32| who(*n) != who(*n / 3 + 7);
    assert_eq!(n, 1 + (0..n_rows).filter(is_pair).map(meant).sum::<u64>());
}

#[test]
fn everyone_named_is_a_person_once_and_profiles_are_joined() {
    let people = df!(
        "id" => ["2", "10", "2"], "name" => [Some("Bo"), None, Some("Bob")], "spend" => [Some(10.0), Some(5.5), None],
        "consent" => [Some(true), Some(false), None], "x:town" => [Some("Bonn"), Some(" "), None],
    );
    let bought = df!("id" => ["2", "2", "77"], "amount" => [1.25, 2.0, 9.99]);
    let tables = [
        table(FileKind::People, people.unwrap()),
        calls(&[("2", " 3 ", 0, 10)]),
        table(FileKind::Purchases, bought.unwrap()),
        table(FileKind::Optouts, df!("id" => ["3"]).unwrap()),
        table(FileKind::Outgoing, df!("id" => ["never"]).unwrap()),
    ];
    let people = join_people(&tables, &Ticket::new()).unwrap();
    assert_eq!(people.ids, ["2", "3", "10", "77"]);
    assert_eq!(people.names.get(0), Some("Bob"));
    assert_eq!(people.spend_cents, [1325, 0, 550, 999]);
    assert_eq!(people.has_profile, [true, false, true, false]);
    assert_eq!(people.is_customer, [true, false, true, false]);
    assert_eq!(people.is_opted_out, [false, true, true, false]);
    assert_eq!(people.attributes[0].heading, "town");
    assert_eq!(people.attributes[0].values, vec![Some("Bonn"), None, None, None].into());
    let without = join_people(&tables[1..], &Ticket::new()).unwrap();
    assert!(without.is_customer.iter().all(|is_customer| *is_customer));
}

#[test]
fn a_market_column_says_who_is_inside() {
    let frame = df!("id" => ["1", "2", "3"], "market" => [Some(true), Some(false), None]).unwrap();
    let people = join_people(&[table(FileKind::People, frame)], &Ticket::new()).unwrap();
    assert_eq!(people.is_customer, [true, false, true]);
}

#[test]
fn a_pair_sums_up_both_directions() {
    let month = 30 * DAY;
    let tables = [calls(&[
        ("1", "2", 0, 60),
        ("2", "1", DAY, -1),
        ("1", "2", month, 30),
        ("1", "1", month, 500),
        ("3", "1", 2 * month, 10),
    ])];
    let ties = measured(&tables);
    assert_eq!((ties.a.clone(), ties.b.clone()), (vec![0, 0], vec![1, 2]));
    assert_eq!((ties.contacts_out[0], ties.contacts_back[0], ties.contacts_back[1]), (2, 1, 1));
    assert_eq!((ties.days[0], ties.seconds[0], ties.first.get(0), ties.last.get(0)), (3, 90, 0, month));
    assert_eq!(ties.today, 2 * month);
    // Two half-lives ago, one day less at the weight of a missed call, one half-life ago.
    let decayed = 0.25 + 0.3 * 2f64.powf(-59.0 / 30.0) + 0.5;
    assert!((f64::from(ties.recent_contacts[0]) - decayed).abs() < 1e-6);
    assert!((ties.reciprocity(0) - 0.6 / 2.3).abs() < 1e-6);
    assert!((ties.share_out(0) - 2.0 / 2.3).abs() < 1e-6);
    // Gaps of 1 and 29 days: mean 15, deviation 14.
    assert!((ties.steadiness[0] - 15.0 / 29.0).abs() < 1e-6);
    assert!(ties.has_channel(0, Channel::Call) && ties.rating.is_empty());
}

#[test]
fn the_order_and_the_split_of_the_files_change_nothing() {
    let rows = [("1", "2", 0, 60), ("2", "3", 50, 20), ("1", "3", 90, -1), ("2", "1", 400, 7), ("4", "2", 3, 1)];
    let mut backward = rows;
    backward.reverse();
    let whole = measured(&[calls(&rows)]);
    assert_eq!(format!("{whole:?}"), format!("{:?}", measured(&[calls(&backward)])));
    assert_eq!(format!("{whole:?}"), format!("{:?}", measured(&[calls(&rows[3..]), calls(&rows[..3])])));
}

#[test]
fn nobody_who_opted_out_is_in_any_tie() {
    let tables = [
        calls(&[("1", "2", 0, 60), ("2", "3", 5, 60), ("1", "3", 9, 9)]),
        table(FileKind::Optouts, df!("id" => ["2"]).unwrap()),
    ];
    let ties = measured(&tables);
    assert_eq!((ties.a, ties.b), (vec![0], vec![2]));
}

#[test]
fn friendships_alone_make_sensible_strengths() {
    // 1, 2, 3 know each other; 4 hangs on.
    let ties = measured(&[friendships(&[("1", "2"), ("2", "1"), ("2", "3"), ("1", "3"), ("3", "4")])]);
    assert_eq!(ties.len(), 4);
    assert!((0..4).all(|row| ties.reciprocity(row) == 1.0));
    let (inside, hanging) = (ties.row(0, 1).unwrap(), ties.row(2, 3).unwrap());
    assert_eq!((ties.overlap[inside], ties.overlap[hanging]), (1.0, 0.0));
    assert!(ties.strength[inside] > ties.strength[hanging]);
    assert!(ties.strength.iter().all(|&strength| strength > 0.0 && strength <= 1.0));
}

#[test]
fn moments_of_any_age_are_exact_and_time_together_ends_at_136_years() {
    let (long_ago, today) = (-15_000_000_000, 1_700_000_000);
    let most = i64::from(i32::MAX);
    let rows = [("1", "2", long_ago, 5), ("1", "2", today, 5), ("2", "3", today, most), ("2", "3", 0, most)];
    let ties = measured(&[calls(&rows), calls(&[("3", "2", today, most)])]);
    assert_eq!(ties.first, Moments::from(vec![long_ago, 0]));
    assert_eq!(ties.last, Moments::from(vec![today, today]));
    assert_eq!((&ties.seconds, ties.today), (&vec![10, u32::MAX], today));
}

#[test]
fn distrust_is_kept_and_never_strengthens() {
    let frame = df!(
        "from" => ["1", "2", "1", "3"], "to" => ["2", "1", "3", "4"], "value" => [-9.0, -3.0, 5.0, 1.0],
        "at" => [0i64, DAY, 2 * DAY, 3 * DAY],
    );
    let ties = measured(&[table(FileKind::Ratings, frame.unwrap())]);
    assert_eq!(ties.rating, [-6.0, 5.0, 1.0]);
    assert_eq!(ties.strength[0], strength::WEAKEST);
    assert!(ties.strength[1] > 0.1 && ties.contacts(0) == 0 && ties.share_out(1) == 1.0);
    // Only distrust joins the first two: nobody does more of what goes between them, and nothing is mutual.
    assert_eq!((ties.share_out(0), ties.reciprocity(0), ties.going[0]), (0.5, 0.0, Going::NOTHING));
}

#[test]
fn shared_contacts_are_the_triangles_of_the_karate_club() {
    let ties = ties(&karate_pairs());
    let shared = shared_contacts(34, &ties, &Ticket::new()).unwrap();
    let mut triangles = vec![0.0; 34];
    for (row, &n) in shared.iter().enumerate() {
        triangles[ties.a[row] as usize] += f64::from(n) / 2.0;
        triangles[ties.b[row] as usize] += f64::from(n) / 2.0;
    }
    let known: Vec<f64> = fixtures::fixture("karate_measures.txt").iter().map(|row| row[3]).collect();
    assert_eq!(triangles, known);
}

#[test]
fn weights_shift_strength_and_only_their_proportions_matter() {
    let ties = measured(&[calls(&[("1", "2", 0, 9), ("1", "2", 50, 9), ("3", "2", 90, 900), ("3", "4", 95, 800)])]);
    let parts = TieParts::of(&ties, &Ticket::new()).unwrap();
    let by = |part: TiePart, weight: f32| strength::combine(&parts, &TieWeights::NONE.with(part, weight));
    assert_eq!(by(TiePart::Time, 1.0), by(TiePart::Time, 7.0));
    assert!(by(TiePart::Time, 1.0)[0] < by(TiePart::Time, 1.0)[1]);
    assert!(by(TiePart::Frequency, 1.0)[0] > by(TiePart::Frequency, 1.0)[1]);
}

#[test]
fn no_table_is_no_tie_and_a_stop_is_heard() {
    assert!(measured(&[]).is_empty());
    let tables = [calls(&[("1", "2", 0, 9)])];
    let people = join_people(&tables, &Ticket::new()).unwrap();
    let ticket = Ticket::new();
    ticket.stop();
    assert_eq!(join_people(&tables, &ticket), Err(Stopped));
    assert_eq!(measure(&tables, &people, &ScoreSettings::default(), &ticket), Err(Stopped));
}

/// How often a friend pair is above a pair that is not, equals counted half.
fn area_under_curve(values: &[f64], is_friend: &[bool]) -> f64 {
    let of = |wanted: bool| values.iter().zip(is_friend).filter(move |(_, is)| **is == wanted).map(|(value, _)| *value);
    let mut wins = 0.0;
    for friend in of(true) {
        for other in of(false) {
            wins += if friend > other { 1.0 } else { 0.5 * f64::from(u8::from(friend == other)) };
        }
    }
    wins / (of(true).count() * of(false).count()) as f64
}

#[test]
fn strength_tells_friends_better_than_counts_minutes_or_degree() {
    let (Some(tables), Some(rows)) = (copenhagen(), data_rows("copenhagen-phone/fb_friends.csv")) else { return };
    let friends = friendships(&rows.iter().map(|row| (row[0].as_str(), row[1].as_str())).collect::<Vec<_>>());
    let all: Vec<Arc<Table>> = tables.iter().cloned().chain([friends.clone()]).collect();
    assert_eq!(join_people(&all, &Ticket::new()).unwrap().len(), 833);
    let (ties, people) = (measured(&tables), join_people(&tables, &Ticket::new()).unwrap());
    assert_eq!(ties.len(), 880);
    assert_eq!(ties.contacts_out.iter().zip(&ties.contacts_back).map(|(out, back)| out + back).sum::<u32>(), 27_933);

    let friends: std::collections::HashSet<(u32, u32)> = rows
        .iter()
        .filter_map(|row| Some((people.row(&row[0])?, people.row(&row[1])?)))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    let is_friend: Vec<bool> = (0..880).map(|row| friends.contains(&(ties.a[row], ties.b[row]))).collect();
    let mut n_contacts = vec![0.0; people.len()];
    ties.a.iter().chain(&ties.b).for_each(|&person| n_contacts[person as usize] += 1.0);
    let auc = |of: &dyn Fn(usize) -> f64| area_under_curve(&(0..880).map(of).collect::<Vec<_>>(), &is_friend);
    let strength = auc(&|row| f64::from(ties.strength[row]));
    let others = [
        auc(&|row| f64::from(ties.contacts(row))),
        auc(&|row| f64::from(ties.seconds[row])),
        auc(&|row| n_contacts[ties.a[row] as usize] + n_contacts[ties.b[row] as usize]),
    ];
    println!("area under curve: strength {strength:.4}; contacts, minutes, degree {others:.4?}");
    assert!(others.iter().all(|&other| strength > other + 0.01), "{strength} {others:?}");

    let mut order: Vec<usize> = (0..880).collect();
    order.sort_by(|&x, &y| ties.strength[x].total_cmp(&ties.strength[y]));
    let share = |rows: &[usize]| rows.iter().filter(|&&row| is_friend[row]).count() as f64 / rows.len() as f64;
    let quarters: Vec<f64> = order.chunks(220).map(share).collect();
    println!("share of friends by quarter of strength: {quarters:.3?}");
    assert!(quarters.windows(2).all(|two| two[0] < two[1]), "{quarters:?}");
}

#[test]
fn a_row_that_says_how_often_counts_as_often() {
    let rows: Vec<(&str, &str, i64, i64)> = [("1", "2", 30), ("2", "1", 4), ("1", "3", 3)]
        .iter()
        .flat_map(|&(from, to, n)| (0..n).map(move |_| (from, to, DAY, 20)))
        .collect();
    let one_a_row = measured(&[calls(&rows)]);
    let summed = |times: [Option<i64>; 5]| {
        let frame = df!(
            "from" => ["1", "2", "1", "3", "2"], "to" => ["2", "1", "3", "2", "3"], "at" => [DAY; 5],
            "seconds" => [600i64, 80, 60, 5, 7], "times" => times,
        );
        measured(&[table(FileKind::Calls, frame.unwrap())])
    };
    // Whoever was in touch no times is in touch with nobody; what is not said is once.
    let found = summed([Some(30), Some(4), Some(3), Some(0), Some(0)]);
    assert_eq!((&found.a, &found.b), (&one_a_row.a, &one_a_row.b));
    assert_eq!((&found.contacts_out, &found.contacts_back), (&vec![30, 3], &vec![4, 0]));
    assert_eq!((&found.seconds, &found.days), (&vec![680, 60], &one_a_row.days));
    assert_eq!((&found.recent_contacts, &found.going), (&one_a_row.recent_contacts, &one_a_row.going));
    assert_eq!(&found.strength, &one_a_row.strength);
    let usual = |table: Arc<Table>| {
        let tables = [table];
        let people = join_people(&tables, &Ticket::new()).unwrap();
        let sources = Sources { tables: &tables, ..Sources::default() };
        measure_with(&sources, &people, &ScoreSettings::default(), &Ticket::new()).unwrap().clocks.usual
    };
    let in_hours = df!("from" => ["1"], "to" => ["2"], "at" => [DAY + 3_600], "times" => [60i64]).unwrap();
    let one_by_one: Vec<(&str, &str, i64, i64)> = (0..60).map(|_| ("1", "2", DAY + 3_600, 1)).collect();
    assert_eq!(usual(table(FileKind::Calls, in_hours)), usual(calls(&one_by_one)));
    let unsaid = summed([Some(30), Some(4), Some(3), None, Some(200_000)]);
    assert_eq!((unsaid.contacts_out[2], unsaid.contacts_back[2], unsaid.seconds[2]), (200_000, 1, 12));
}

#[test]
fn a_row_counts_no_more_often_than_anybody_is_in_touch() {
    let most = Meaning::MOST_TIMES;
    let frame = df!(
        "from" => ["1", "1", "1"], "to" => ["2", "3", "4"], "at" => [0, DAY, DAY],
        "times" => [1_000_000_000_000, -1_000_000_000_000, i64::from(most) - 1],
    );
    let found = measured(&[table(FileKind::Calls, frame.unwrap())]);
    assert_eq!((&found.contacts_out, &found.contacts_back), (&vec![most, most, most - 1], &vec![0; 3]));
    assert!(found.strength.iter().all(|strength| (0.0..=1.0).contains(strength)), "{:?}", found.strength);
}

#[test]
fn weights_between_friends_are_contacts_of_both() {
    let frame = df!("from" => ["1", "3", "1"], "to" => ["2", "2", "3"], "times" => [7i64, 2, 1]).unwrap();
    let found = measured(&[table(FileKind::Friendships, frame)]);
    assert_eq!((&found.contacts_out, &found.contacts_back), (&vec![4, 1, 1], &vec![3, 0, 1]));
    assert_eq!([0, 1, 2].map(|row| found.reciprocity(row)), [1.0; 3]);
    assert!(found.strength[0] > found.strength[1] && found.strength[2] > found.strength[1], "{:?}", found.strength);
}

#[test]
fn distrust_lifts_nobody_whatever_ties_weigh() {
    let frame = df!("from" => ["1", "1", "2"], "to" => ["2", "3", "3"], "value" => [-8.0, 3.0, 0.0]).unwrap();
    let tables = [table(FileKind::Ratings, frame), calls(&[("1", "2", DAY, 60), ("1", "2", 2 * DAY, 60)])];
    for weighting in [strength::Weighting::One, strength::Weighting::Contacts, strength::Weighting::Strength] {
        let mut ties = measured(&tables);
        strength::weigh_by(&mut ties, weighting);
        let of = |a: u32, b: u32| ties.strength[ties.row(a, b).unwrap()];
        assert_eq!(of(0, 1), strength::WEAKEST, "{weighting:?}");
        assert!(of(0, 2) > strength::WEAKEST, "{weighting:?} {:?}", ties.strength);
        assert!(weighting != strength::Weighting::One || (of(0, 2), of(1, 2)) == (1.0, 1.0));
    }
}
