//! The town as its files show it, held against what was planted.

use super::*;
use std::collections::{HashMap, HashSet};

fn rows(files: &[Source], name: &str) -> Vec<Vec<String>> {
    let file = files.iter().find(|file| file.name == name).unwrap();
    let mut reader = csv::Reader::from_reader(&file.bytes[..]);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Somebody's contacts with each other person: (out, in).
type Touch = HashMap<String, (u32, u32)>;

fn in_touch(files: &[Source]) -> HashMap<String, Touch> {
    let mut touch: HashMap<String, Touch> = HashMap::new();
    for name in ["calls.csv", "messages.csv"] {
        for row in rows(files, name).into_iter().filter(|row| !row[2].is_empty()) {
            touch.entry(row[1].clone()).or_default().entry(row[2].clone()).or_default().0 += 1;
            touch.entry(row[2].clone()).or_default().entry(row[1].clone()).or_default().1 += 1;
        }
    }
    touch
}

/// The mean over somebody's contacts of the share that goes both ways.
fn both_ways(of: &Touch) -> f64 {
    let share = |&(out, back): &(u32, u32)| 2.0 * f64::from(out.min(back)) / f64::from(out + back);
    of.values().map(share).sum::<f64>() / of.len() as f64
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_others() {
    let bytes = |seed| town(300, seed).into_iter().map(|file| (file.name, file.bytes)).collect::<Vec<_>>();
    let (once, again, other) = (bytes(1), bytes(1), bytes(2));
    assert!(once == again);
    for ((name, one), (_, two)) in once.iter().zip(&other) {
        assert!(one != two, "{name} does not depend on the seed");
    }
}

#[test]
fn a_town_of_any_size_can_be_made() {
    for n in [0, 1, 2, 9, 13, 40] {
        let (files, truth) = town_with_truth(n, 3);
        assert_eq!(files.len(), 7);
        let customers = rows(&files, "customers.csv");
        let n_walk_in = customers.iter().filter(|row| row[0].is_empty()).count();
        assert_eq!(customers.len() - n_walk_in, n + truth.not_persons.len().saturating_sub(1));
    }
}

#[test]
fn counts_are_those_of_a_town() {
    let (files, truth) = town_with_truth(1200, 7);
    let n = |name| rows(&files, name).len() as f64 / 1200.0;
    assert!((20.0..40.0).contains(&n("calls.csv")), "{} calls each", n("calls.csv"));
    assert!((12.0..30.0).contains(&n("messages.csv")), "{} messages each", n("messages.csv"));
    assert!((1.5..4.0).contains(&n("purchases.csv")));
    assert!((0.1..0.2).contains(&n("outgoing-messages.csv")));
    assert!((0.01..0.05).contains(&n("opt-outs.csv")));
    assert!((0.5..0.7).contains(&n("winter-offer-results.csv")));
    assert_eq!(truth.tribes.len(), 1152 / 90);
    assert!(lists::PASTIMES.len() >= 40);
    let missed = rows(&files, "calls.csv").iter().filter(|row| row[3] == "-1").count() as f64;
    let share = missed / (1200.0 * n("calls.csv"));
    assert!((0.04..0.2).contains(&share), "{share} of calls missed");
}

#[test]
fn only_the_rows_meant_to_be_untidy_are() {
    let (files, truth) = town_with_truth(400, 7);
    let mut n_untidy = 0;
    for (name, keys) in [
        ("customers.csv", &[0_usize][..]),
        ("calls.csv", &[1, 2]),
        ("messages.csv", &[1, 2]),
        ("purchases.csv", &[0]),
        ("opt-outs.csv", &[0]),
        ("outgoing-messages.csv", &[0]),
        ("winter-offer-results.csv", &[0, 1]),
    ] {
        for row in rows(&files, name) {
            n_untidy += usize::from(keys.iter().any(|&key| row[key].is_empty()));
            assert!(keys.len() < 2 || row[keys[0]] != row[keys[1]], "{name}: {row:?}");
        }
    }
    assert_eq!(n_untidy, truth.n_untidy_rows);
    assert_eq!(n_untidy, 5);
}

#[test]
fn contacts_come_in_order_within_the_thirteen_weeks_and_most_in_the_evening() {
    let files = town(400, 11);
    let calls = rows(&files, "calls.csv");
    assert!(calls.windows(2).all(|pair| pair[0][0] <= pair[1][0]));
    assert!(
        calls[0][0].as_str() >= "2026-06-01 00:00:00" && calls[calls.len() - 1][0].as_str() <= "2026-08-30 23:59:59"
    );
    let at = |from: &str, to: &str| calls.iter().filter(|row| &row[0][11..13] >= from && &row[0][11..13] < to).count();
    assert!(at("17", "20") > at("08", "11") * 3 / 2 && at("17", "20") > 3 * at("01", "04"));
}

#[test]
fn leaders_are_spoken_with_and_crowds_are_one_sided() {
    let (files, truth) = town_with_truth(900, 5);
    let touch = in_touch(&files);
    let leaders: HashSet<&String> = truth.leaders.iter().collect();
    let of_leaders = mean(truth.leaders.iter().map(|id| both_ways(&touch[id])));
    let people = touch.iter().filter(|(id, _)| id.starts_with('C') && !leaders.contains(id));
    let of_others = mean(people.map(|(_, of)| both_ways(of)));
    assert!(of_leaders > of_others + 0.1, "{of_leaders} against {of_others}");
    for crowd in truth.not_persons.iter().chain(&truth.celebrities) {
        assert!(touch[crowd].len() > 100, "{crowd} is in touch with {}", touch[crowd].len());
        assert!(both_ways(&touch[crowd]) < 0.2, "{crowd}: {}", both_ways(&touch[crowd]));
    }
    let of_spreaders = mean(truth.spreaders.iter().map(|id| both_ways(&touch[id])));
    assert!(of_spreaders < of_others, "{of_spreaders} against {of_others}");
}

#[test]
fn assistants_have_the_ear_of_their_leader_and_hardly_of_others() {
    let (files, truth) = town_with_truth(900, 5);
    let touch = in_touch(&files);
    assert!(!truth.assistants.is_empty());
    for (assistant, leader) in &truth.assistants {
        let (out, back) = touch[assistant][leader];
        assert!(out.min(back) > 10, "{out} and {back}");
        let most_else =
            touch[assistant].iter().filter(|(id, _)| *id != leader).map(|(_, (out, back))| out + back).max();
        assert!(2 * most_else.unwrap_or(0) < out + back);
    }
}

#[test]
fn most_contacts_stay_in_the_tribe() {
    let (files, truth) = town_with_truth(900, 5);
    let mut home = HashMap::new();
    for (tribe, planted) in truth.tribes.iter().enumerate() {
        home.extend(planted.members.iter().map(|id| (id.as_str(), tribe)));
    }
    let (mut inside, mut across) = (0, 0);
    for row in rows(&files, "calls.csv") {
        if let (Some(from), Some(to)) = (home.get(row[1].as_str()), home.get(row[2].as_str())) {
            if from == to { inside += 1 } else { across += 1 }
        }
    }
    assert!(inside > 4 * across, "{inside} inside, {across} across");
}

#[test]
fn people_of_a_tribe_share_an_interest_and_offside_leaders_complain() {
    let (files, truth) = town_with_truth(900, 5);
    let customers: HashMap<String, Vec<String>> =
        rows(&files, "customers.csv").into_iter().map(|row| (row[0].clone(), row)).collect();
    for tribe in &truth.tribes {
        let n = tribe.members.iter().filter(|id| customers[*id][7] == tribe.interest).count();
        assert!(2 * n > tribe.members.len(), "{n} {} of {}", tribe.interest, tribe.members.len());
    }
    let leaders: HashSet<&String> = truth.leaders.iter().collect();
    assert!(!truth.offside.is_empty());
    for id in &truth.offside {
        assert!(leaders.contains(id));
        assert!(customers[id][10].parse::<u32>().unwrap() <= 2 && customers[id][11].parse::<u32>().unwrap() >= 2);
    }
}

#[test]
fn the_winter_offer_worked_as_planted() {
    let (files, truth) = town_with_truth(6000, 9);
    let share = |cell: &str| {
        let rows = rows(&files, "winter-offer-results.csv");
        mean(rows.iter().filter(|row| row[1] == cell).map(|row| row[2].parse::<f64>().unwrap()))
    };
    let lift = share("T") - share("C");
    // Three standard errors at 2,400 treated and 1,200 not.
    assert!((lift - truth.direct_lift).abs() < 0.034, "{lift}");
}

#[test]
fn the_novelty_reaches_leaders_first() {
    let (files, truth) = town_with_truth(2400, 9);
    let leaders: HashSet<&str> = truth.leaders.iter().map(String::as_str).collect();
    let sales: Vec<Vec<String>> =
        rows(&files, "purchases.csv").into_iter().filter(|row| row[2] == truth.contagious_product).collect();
    assert!(sales.len() > 200, "{}", sales.len());
    let among =
        |sales: &[Vec<String>]| mean(sales.iter().map(|row| f64::from(u8::from(leaders.contains(row[0].as_str())))));
    assert!(among(&sales[..30]) > 3.0 * among(&sales[30..]));
}

#[test]
fn few_people_of_a_small_town_share_a_name() {
    let customers = rows(&town(2400, 42), "customers.csv");
    let names: HashSet<&String> = customers.iter().map(|row| &row[1]).collect();
    assert!(names.len() > customers.len() * 9 / 10, "{} names for {}", names.len(), customers.len());
}

#[test]
fn nobody_can_be_reached_for_real() {
    let files = town(500, 4);
    for row in rows(&files, "customers.csv").iter().filter(|row| !row[0].is_empty()) {
        let domain = row[3].rsplit('@').next().unwrap();
        assert!(
            matches!(domain, "example.org" | "example.com" | "example.net") || domain.ends_with(".example"),
            "{domain}"
        );
        assert!(row[3].is_ascii() && row[2].starts_with("+3363998"), "{row:?}");
    }
    let outside = ["+4477009", "+3532091", "+443069990"];
    for row in rows(&files, "calls.csv") {
        for party in [&row[1], &row[2]] {
            let is_known = party.is_empty() || party.starts_with(['C', 'B']);
            assert!(is_known || outside.iter().any(|range| party.starts_with(range)), "{party}");
        }
    }
}

#[test]
fn the_files_grow_with_the_people() {
    let size = |n| town(n, 1).iter().map(|file| file.bytes.len()).sum::<usize>() as f64;
    let ratio = size(2000) / size(500);
    assert!((3.0..5.5).contains(&ratio), "{ratio}");
}

#[test]
fn counting_friends_misses_the_leaders_and_mutual_contact_finds_them() {
    let (files, truth) = town_with_truth(1500, 21);
    let touch = in_touch(&files);
    let leaders: HashSet<&String> = truth.leaders.iter().collect();
    let found = |score: &dyn Fn(&Touch) -> u32| {
        let mut people: Vec<(u32, &String)> =
            touch.iter().filter(|(id, _)| id.starts_with('C')).map(|(id, of)| (score(of), id)).collect();
        people.sort_unstable_by(|a, b| b.cmp(a));
        let n = people[..leaders.len()].iter().filter(|(_, id)| leaders.contains(id)).count();
        n as f64 / leaders.len() as f64
    };
    let by_friends = found(&|of| of.len() as u32);
    let by_mutual = found(&|of| of.values().map(|&(out, back)| out.min(back)).sum());
    assert!(by_friends < 0.4, "{by_friends} by counting friends");
    assert!(by_mutual > 0.8, "{by_mutual} by mutual contact");
}
