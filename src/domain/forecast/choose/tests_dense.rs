//! Choosing where sets are so large that a few people are settled early; measures no other road.

use super::tests::{pick, spreading};
use super::*;
use crate::domain::model::Person;
use crate::domain::ticket::Ticket;
use crate::domain::ties::fixtures::network;

#[test]
fn dense_networks_are_chosen_on_sets_cut_short() {
    // Everybody reaches nearly everybody: sets of thousands of people.
    let pairs: Vec<(u32, u32, f32)> =
        (0..2_400u32).flat_map(|a| [1, 7, 31, 200].map(|step| (a, (a + step) % 2_400, 1.0))).collect();
    let network = network(2_400, &pairs);
    let spreading = spreading(&network, Model::Cascade, Chance::Uniform(0.6));
    let terms = Terms { count: Some(4), tolerance: 0.12, ..Terms::default() };
    let chosen = pick(&spreading, 2_400, &terms);
    let precision = Precision { most_runs: 500, half_width_share: 0.0 };
    let found = reach(&spreading, &chosen.people, &vec![1.0; 2_400], precision, 1, &Ticket::new()).unwrap();
    assert!(found.mean > 2_300.0 && chosen.lower_bound < found.high && chosen.upper_bound > found.low, "{found:?}");
    let worth = credit(&spreading, &vec![1.0; 2_400], 300, 1, &Ticket::new()).unwrap();
    assert!((worth.fair.iter().sum::<f64>() - 2_400.0).abs() < 1e-6 && worth.n_sets == 300);
}

#[test]
fn what_is_settled_early_is_paid_before_a_single_person_is_tried() {
    // A ring in which word always goes round; ten cheap people and a dear one bring it there, each with followers of
    // their own, the dear one with the most.
    let (n_ring, cheap, dear) = (4_000u32, 4_000..4_010u32, 4_010u32);
    let mut pairs: Vec<(u32, u32, f32)> = (0..n_ring).map(|a| (a, (a + 1) % n_ring, 1.0)).collect();
    pairs.extend(cheap.clone().chain([dear]).map(|teller| (teller % n_ring, teller, 1.0)));
    let mut n_people = dear + 1;
    for teller in cheap.clone().chain([dear]) {
        let n = if teller == dear { 800 } else { 120 };
        pairs.extend((n_people..n_people + n).map(|follower| (teller, follower, 1.0)));
        n_people += n;
    }
    let network = network(n_people as usize, &pairs);
    let is_teller = |person: Person| (n_ring..=dear).contains(&person);
    let passes = |from: Person, to: Person| f32::from(u8::from(is_teller(from) || (from < n_ring && to < n_ring)));
    let neighbour = |slot: usize| network.neighbours[slot];
    let heard = |person: Person, slot: usize| passes(neighbour(slot), person);
    let told = |person: Person, slot: usize| passes(person, neighbour(slot));
    let spreading = Spreading::of_chances(&network, Model::Cascade, heard, told, &Ticket::new()).unwrap();
    let mut costs = vec![11.0; n_people as usize];
    cheap.for_each(|person| costs[person as usize] = 1.0);
    costs[dear as usize] = 10.0;
    let terms = Terms { budget: Some(10.0), costs, tolerance: 0.1, ..Terms::default() };
    let chosen = pick(&spreading, n_people as usize, &terms);
    assert!(chosen.cost <= 10.0, "{chosen:?}");
}
