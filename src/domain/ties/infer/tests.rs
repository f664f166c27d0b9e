//! Made-up shoppers: planted companions are found, and chance alone makes no more ties than it may.

use super::*;
use crate::domain::model::{Channel, FileKind, ScoreSettings};
use crate::domain::ties::fixtures::table;
use crate::domain::ties::{Measured, Sources, join_people, measure_with};
use polars::prelude::{Column, df};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use std::collections::BTreeSet;

const DAY: i64 = 86_400;

/// A town of shoppers.
struct World {
    n_people: usize,
    n_products: usize,
    n_days: i64,
    /// Companions shop together this many times; the first two, the next two, and so on.
    n_companions: usize,
    n_joint: usize,
    /// Purchases of one's own, on average.
    n_own: f64,
    /// How often everybody keeps to a favourite shop, weekday, hour and month.
    habits: [f64; 4],
}

const NO_HABITS: [f64; 4] = [0.0; 4];

const SMALL: World =
    World { n_people: 120, n_products: 6, n_days: 84, n_companions: 0, n_joint: 0, n_own: 8.0, habits: NO_HABITS };

fn purchases(world: &World, seed: u64) -> Arc<Table> {
    let random = &mut ChaCha8Rng::seed_from_u64(seed);
    let mut rows: Vec<(usize, i64, usize)> = Vec::new();
    let mut favourite = || {
        let (shop, weekday) = (random.random_range(0..world.n_products), random.random_range(0..7));
        (shop, weekday, random.random_range(9..20), random.random_range(0..3))
    };
    let favourites: Vec<(usize, i64, i64, i64)> = (0..world.n_people).map(|_| favourite()).collect();
    let [of_shop, of_weekday, of_hour, of_season] = world.habits;
    for (person, &(shop, weekday, own_hour, own_month)) in favourites.iter().enumerate() {
        let n = random.random_range(0.0..2.0 * world.n_own).round() as usize;
        for _ in 0..n {
            let mut day = random.random_range(0..world.n_days);
            let mut product = random.random_range(0..world.n_products);
            let mut hour = random.random_range(9..20);
            if random.random_bool(of_season) {
                day = day % (world.n_days / 3) + own_month * (world.n_days / 3);
            }
            if random.random_bool(of_weekday) {
                day = (day / 7 * 7 + weekday).min(world.n_days - 1);
            }
            if random.random_bool(of_shop) {
                product = shop;
            }
            if random.random_bool(of_hour) {
                hour = own_hour;
            }
            rows.push((person, day * DAY + hour * 3_600 + random.random_range(0..3_600), product));
        }
    }
    for pair in 0..world.n_companions {
        for _ in 0..world.n_joint {
            let at = random.random_range(0..world.n_days) * DAY + random.random_range(9..20) * 3_600;
            let product = random.random_range(0..world.n_products);
            rows.push((2 * pair, at, product));
            rows.push((2 * pair + 1, at + random.random_range(0..900), product));
        }
    }
    let frame = df!(
        "id" => rows.iter().map(|row| row.0.to_string()).collect::<Vec<_>>(),
        "at" => rows.iter().map(|row| row.1).collect::<Vec<_>>(),
        "product" => rows.iter().map(|row| format!("shop {}", row.2)).collect::<Vec<_>>(),
    );
    table(FileKind::Purchases, frame.unwrap())
}

fn on() -> Inference {
    Inference { is_on: true, ..Inference::default() }
}

/// The pairs that are inferred, by id, and the account.
fn inferred(tables: &[Arc<Table>], settings: &Inference) -> (BTreeSet<(String, String)>, Inferred) {
    let people = join_people(tables, &Ticket::new()).unwrap();
    let (occasions, account) = infer(tables, &people, settings, &Ticket::new()).unwrap();
    let id = |person: Person| people.ids[person as usize].clone();
    let pairs: BTreeSet<_> = occasions.iter().map(|one| (id(one.a), id(one.b))).collect();
    assert_eq!(pairs.len() as u64, account.n_kept);
    (pairs, account)
}

#[test]
fn companions_are_found_among_shoppers() {
    // Within the hour it is plain; of the day alone, with a dozen shops that all are full, only the faithful stand out.
    let cases = [
        (1, 30, 3, 0.9),
        (1, 30, 6, 0.9),
        (24, 30, 4, 0.5),
        (24, 30, 6, 0.8),
        (24, 12, 6, 0.3),
        (24, 12, 10, 0.8),
        (24, 1_000, 4, 0.5),
        (1, 1_000, 4, 0.5),
    ];
    for (window_hours, n_products, n_joint, recall_at_least) in cases {
        let n_people = 1_000;
        let world = World { n_people, n_products, n_companions: 100, n_joint, n_own: 5.0, ..SMALL };
        let (pairs, account) = inferred(&[purchases(&world, 42)], &Inference { window_hours, ..on() });
        let is_true = |pair: &&(String, String)| {
            let (a, b): (usize, usize) = (pair.0.parse().unwrap(), pair.1.parse().unwrap());
            a.is_multiple_of(2) && b == a + 1 && b < 200
        };
        let n_true = pairs.iter().filter(is_true).count() as f64;
        let (precision, recall) = (n_true / pairs.len().max(1) as f64, n_true / 100.0);
        println!(
            "{window_hours} h, {n_products} shops, {n_joint} joint: precision {precision:.3}, recall {recall:.3}; {account:?}"
        );
        assert!(precision >= 0.95 && recall >= recall_at_least, "{precision} {recall}");
    }
}

#[test]
fn chance_alone_makes_no_more_ties_than_it_may() {
    // Habits of shop, weekday, hour and season, and the window.
    let cases = [
        (NO_HABITS, 24),
        (NO_HABITS, 1),
        ([0.5, 0.5, 0.5, 0.3], 24),
        ([0.5, 0.5, 0.5, 0.3], 1),
        ([0.0, 0.95, 0.0, 0.0], 24),
        ([0.5, 0.0, 0.95, 0.0], 1),
        ([0.0, 0.0, 0.0, 0.9], 24),
        // Things that are seldom bought, and the own ones often.
        ([0.8, 0.5, 0.5, 0.3], 24),
    ];
    let mut worst = 0;
    for (habits, window_hours) in cases {
        let world = |seed: u64| {
            let town = purchases(
                &World { n_people: 70, n_products: if habits[0] > 0.7 { 60 } else { 6 }, habits, ..SMALL },
                seed,
            );
            let (pairs, account) = inferred(&[town], &Inference { window_hours, ..on() });
            (usize::from(!pairs.is_empty()), pairs.len(), account.n_looked_at)
        };
        let worlds: Vec<_> = (0..200).into_par_iter().map(world).collect();
        let n_worlds: usize = worlds.iter().map(|world| world.0).sum();
        let n_false: usize = worlds.iter().map(|world| world.1).sum();
        let n_looked_at: u64 = worlds.iter().map(|world| world.2).sum();
        // Where nothing is true, the false share is the share of worlds in which anything is found at all.
        println!(
            "habits {habits:?}, {window_hours} h: ties in {n_worlds} of 200 worlds, {n_false} of {n_looked_at} pairs looked at"
        );
        worst = worst.max(n_worlds);
    }
    assert!(worst <= 10, "{worst} of 200 worlds, where 5 % may be");
}

#[test]
fn the_order_of_the_files_changes_nothing_and_a_crowd_says_nothing() {
    let world = World { n_companions: 20, n_joint: 6, ..SMALL };
    let whole = purchases(&world, 3);
    let (pairs, account) = inferred(std::slice::from_ref(&whole), &on());
    let half = whole.height() / 2;
    let part = |from: usize, n: usize| table(FileKind::Purchases, whole.frame().slice(i64::from(from as u32), n));
    let split = [part(half, whole.height() - half), part(0, half)];
    assert_eq!((pairs, account), inferred(&split, &on()));
    // Everybody buys the same thing on the same day: a sale, no ties.
    let ids: Vec<String> = (0..60).flat_map(|n| vec![n.to_string(); 4]).collect();
    let at: Vec<i64> = (0..60).flat_map(|_| (0..4).map(|day| day * DAY)).collect();
    let product = vec!["bread"; at.len()];
    let sale = table(FileKind::Purchases, df!("id" => ids, "at" => at, "product" => product).unwrap());
    let (pairs, account) = inferred(&[sale], &on());
    assert_eq!((pairs.len(), account.n_occasions, account.n_too_big), (0, 4, 4));
}

#[test]
fn what_has_no_date_or_opted_out_says_nothing() {
    let world = World { n_companions: 20, n_joint: 8, ..SMALL };
    let whole = purchases(&world, 5);
    let (pairs, _) = inferred(std::slice::from_ref(&whole), &on());
    let (a, _) = pairs.iter().next().unwrap().clone();
    let out = table(FileKind::Optouts, df!("id" => [a.as_str()]).unwrap());
    let (without, _) = inferred(&[whole.clone(), out], &on());
    assert!(without.iter().all(|pair| pair.0 != a && pair.1 != a));
    let undated = table(FileKind::Purchases, whole.frame().drop("at").unwrap());
    let (pairs, account) = inferred(&[undated], &on());
    assert_eq!((pairs.len(), account.n_undated), (0, whole.height() as u64));
    let ticket = Ticket::new();
    ticket.stop();
    let people = join_people(std::slice::from_ref(&whole), &Ticket::new()).unwrap();
    assert!(infer(&[whole], &people, &on(), &ticket).is_err());
}

#[test]
fn too_many_shared_occasions_lower_the_limit() {
    let whole = purchases(&SMALL, 1);
    let people = join_people(std::slice::from_ref(&whole), &Ticket::new()).unwrap();
    let visits = Visits::read(&[whole], &people, &on(), &Ticket::new()).unwrap();
    let (limit, met) = visits.meetings(10, usize::MAX, &Ticket::new()).unwrap();
    assert_eq!(limit, 10);
    let (lower, fewer) = visits.meetings(10, met.len() / 2, &Ticket::new()).unwrap();
    assert!(lower < 10 && fewer.len() <= met.len() / 2 && !fewer.is_empty());
}

#[test]
fn a_guess_becomes_a_tie_of_its_own_kind_and_weighs_half() {
    let world = World { n_companions: 20, n_joint: 6, ..SMALL };
    let tables = [purchases(&world, 3)];
    let people = join_people(&tables, &Ticket::new()).unwrap();
    let (occasions, account) = infer(&tables, &people, &on(), &Ticket::new()).unwrap();
    let sources = Sources { tables: &tables, occasions: &occasions, ..Sources::default() };
    let Measured { ties, .. } = measure_with(&sources, &people, &ScoreSettings::default(), &Ticket::new()).unwrap();
    assert_eq!(ties.len() as u64, account.n_kept);
    assert!((0..ties.len()).all(|row| ties.is_inferred(row) && ties.has_channel(row, Channel::Inferred)));
    assert!(ties.weight.iter().all(|&weight| weight > 0.0 && weight <= 0.5));
    assert!(ties.days.iter().all(|&days| days >= 2) && ties.seconds.iter().all(|&seconds| seconds == 0));
    assert!(ties.strength.iter().any(|&strength| strength > 0.3), "only guesses: the best of them are strong");
}

#[test]
fn shopping_together_is_the_same_thing_in_the_same_shop() {
    let world = World { n_people: 300, n_products: 30, n_companions: 30, n_joint: 6, n_own: 5.0, ..SMALL };
    let by_product = purchases(&world, 42);
    let (pairs, _) = inferred(std::slice::from_ref(&by_product), &on());
    assert!(pairs.len() >= 20, "{}", pairs.len());
    // A shop says where as a product says what.
    let with = |columns: &[(&str, &str)]| {
        let mut frame = by_product.frame().drop("product").unwrap();
        let n = frame.height();
        for (heading, text) in columns {
            let names = by_product.plain().column("product").unwrap().str().unwrap();
            let names = (0..n).map(|row| match *text {
                "as it was" => names.get(row).unwrap().to_owned(),
                "another in every row" => row.to_string(),
                same => same.to_owned(),
            });
            frame.with_column(Column::new((*heading).into(), names.collect::<Vec<_>>())).unwrap();
        }
        inferred(&[table(FileKind::Purchases, frame)], &on()).0
    };
    assert_eq!(with(&[("shop", "as it was")]), pairs);
    assert_eq!(with(&[("product", "bread"), ("shop", "as it was")]), pairs);
    assert_eq!(with(&[("product", "as it was"), ("shop", "Riverside")]), pairs);
    assert!(with(&[("product", "as it was"), ("shop", "another in every row")]).is_empty());
}
