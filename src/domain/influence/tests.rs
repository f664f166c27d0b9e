//! Every part against networkx on the karate club, and the relations that must hold on any network; asks nothing of what
//! is made of the parts together.

use super::persuasion::Evidence;
use super::*;
use crate::domain::model::{Network, People, ScoreSettings, Scores, Tribes};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::fixtures::{
    complete, directed, fixture, karate_pairs, network, path, planted, repeated, star, unweighted,
};
use crate::domain::tribes;

/// The columns of the fixture, see its heading.
fn known(column: usize) -> Vec<f64> {
    fixture("karate_measures.txt").iter().map(|row| row[column]).collect()
}

fn assert_near(found: impl IntoIterator<Item = f64>, known: &[f64], within: f64) {
    let found: Vec<f64> = found.into_iter().collect();
    assert_eq!(found.len(), known.len());
    for (person, (found, known)) in found.iter().zip(known).enumerate() {
        assert!((found - known).abs() <= within, "person {person}: {found} is not {known}");
    }
}

fn pagerank_of(network: &Network) -> Vec<f64> {
    pagerank::pagerank(network, None, &Ticket::new()).unwrap()
}

fn reach_of(network: &Network) -> Vec<f32> {
    reach::reach(network, &vec![true; network.n_people()], &Ticket::new()).unwrap()
}

/// The scores without evidence of persuasion and with nothing decided by hand.
pub(super) fn by_figures(people: &People, network: &Network, tribes: &Tribes) -> Scores {
    measure(people, network, tribes, &Evidence::default(), &[], &ScoreSettings::default(), &Ticket::new()).unwrap()
}

pub(super) fn scored(network: &Network) -> (Tribes, Scores) {
    let people = People::from_ids((0..network.n_people()).map(|n| format!("{n:06}")).collect());
    let settings = ScoreSettings::default();
    let mut tribes = tribes::find(network, &settings, &Ticket::new()).unwrap();
    let scores = by_figures(&people, network, &tribes);
    order_members(&mut tribes, &scores);
    (tribes, scores)
}

#[test]
fn the_parts_of_the_karate_club_are_those_of_networkx() {
    let weighted = network(34, &karate_pairs());
    let plain = network(34, &unweighted(&karate_pairs()));
    assert_near(kcore::core_numbers(&plain, &Ticket::new()).unwrap().into_iter().map(f64::from), &known(2), 0.0);
    assert_near(pagerank_of(&plain), &known(4), 1e-8);
    assert_near(pagerank_of(&weighted), &known(5), 1e-8);
    assert_near(pagerank_of(&directed(34, &karate_pairs())), &known(6), 1e-8);
    assert_near((0..34).map(|person| constraint::constraint(&plain, person)), &known(7), 1e-9);
    assert_near((0..34).map(|person| constraint::constraint(&weighted, person)), &known(8), 1e-7);
    let factions: Vec<u32> = known(1).iter().map(|&faction| faction as u32).collect();
    let shares = |network: &Network| bridging::participation(network, &factions, &Ticket::new()).unwrap();
    assert_near(shares(&plain).into_iter().map(f64::from), &known(9), 1e-6);
    assert_near(shares(&weighted).into_iter().map(f64::from), &known(10), 1e-6);
    assert!((constraint::constraint(&plain, 0) - 0.155_423).abs() < 1e-6);
}

/// The novel's people with a far part and somebody alone, see the headings of the files.
fn miserables() -> Vec<(u32, u32, f32)> {
    fixture("miserables_ties.txt").iter().map(|row| (row[0] as u32, row[1] as u32, row[2] as f32)).collect()
}

#[test]
fn the_parts_of_a_novel_are_those_of_igraph() {
    let pairs = miserables();
    let (novel, ticket) = (network(82, &pairs), Ticket::new());
    let known = |column: usize| fixture("miserables_measures.txt").iter().map(|row| row[column]).collect::<Vec<f64>>();
    assert_near(kcore::core_numbers(&novel, &ticket).unwrap().into_iter().map(f64::from), &known(1), 0.0);
    let ties = crate::domain::ties::fixtures::ties(&pairs);
    let mut corners = vec![0.0; 82];
    let shared = crate::domain::ties::shared_contacts(82, &ties, &ticket).unwrap();
    for (row, shared) in shared.into_iter().enumerate() {
        corners[ties.a[row] as usize] += f64::from(shared) / 2.0;
        corners[ties.b[row] as usize] += f64::from(shared) / 2.0;
    }
    assert_near(corners, &known(2), 0.0);
    let mut between = between::most_between(&novel, 82, 82, 1, &ticket).unwrap().people;
    between.sort_by_key(|between| between.person);
    assert_near(between.iter().map(|between| between.pairs), &known(3), 1e-6);
    assert_near(pagerank_of(&novel), &known(4), 1e-8);
    let starts: Vec<bool> = (0..82).map(|row| row % 7 == 0).collect();
    assert_near(pagerank::pagerank(&novel, Some(&starts), &ticket).unwrap(), &known(5), 1e-8);
    let closed: Vec<f64> = (0..82).map(|person| constraint::constraint(&novel, person)).collect();
    assert!(closed[81].is_nan() && known(6)[81].is_nan());
    assert_near(closed[..81].iter().copied(), &known(6)[..81], 1e-7);
    let labels: Vec<u32> = (0..82).map(|row| row % 4).collect();
    let shares = bridging::participation(&novel, &labels, &ticket).unwrap();
    assert_near(shares.into_iter().map(f64::from), &known(7), 1e-6);
    let z = within_tribe::within_tribe_z(&novel, &tribes::from_labels(&novel, &labels), &ticket).unwrap();
    assert_near(z.into_iter().map(f64::from), &known(8), 1e-5);
}

#[test]
fn attention_that_goes_round_in_circles_comes_to_rest() {
    // Leaning on would swing wider and wider here.
    let ring: Vec<_> = (0..30).map(|a| (a, (a + 1) % 30, 1.0)).collect();
    let mut whole = directed(30, &ring);
    assert_near(pagerank_of(&whole), &[1.0 / 30.0; 30], 1e-9);
    whole = directed(31, &[ring, vec![(3, 30, 1.0)]].concat());
    let found = pagerank_of(&whole);
    // The round before the last: whoever goes on, goes to one, but person 3 to two.
    for person in 0..30usize {
        let before = (person + 29) % 30;
        let came = found[before] * if before == 3 { 0.5 } else { 1.0 };
        let exact = 0.15 / 31.0 + 0.85 * (came + found[30] / 31.0);
        assert!((found[person] - exact).abs() < 1e-8, "{person} {} {exact}", found[person]);
    }
}

#[test]
fn being_gone_to_counts_and_going_does_not() {
    let network = directed(4, &[(0, 3, 1.0), (1, 3, 1.0), (2, 3, 1.0)]);
    let rank = pagerank_of(&network);
    assert!(rank[3] > 3.0 * rank[0]);
    assert!((rank.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    let inward = closeness::inward_share(&network);
    assert_eq!(inward, [0.0, 0.0, 0.0, 1.0]);
}

#[test]
fn two_steps_reach_what_they_can_and_nobody_twice() {
    assert_eq!(reach_of(&network(5, &path(5))), [2.0, 3.0, 4.0, 3.0, 2.0]);
    assert_eq!(reach_of(&network(5, &complete(5))), [4.0; 5]);
    // Half a chance to the hub, a quarter to each of the two others behind it.
    let half: Vec<_> = star(4).iter().map(|&(a, b, _)| (a, b, 0.5)).collect();
    assert_eq!(reach_of(&network(4, &half)), [1.5, 1.0, 1.0, 1.0]);
    // A ring of three: straight 1/2, round 1/4, so 1 − 1/2·3/4 each.
    let ring: Vec<_> = complete(3).iter().map(|&(a, b, _)| (a, b, 0.5)).collect();
    assert_eq!(reach_of(&network(3, &ring)), [1.25; 3]);
}

#[test]
fn reach_counts_only_people_inside_the_market() {
    let reach = reach::reach(&network(3, &path(3)), &[true, false, true], &Ticket::new()).unwrap();
    assert_eq!(reach, [1.0, 2.0, 1.0]);
}

#[test]
fn a_broadcast_account_passes_word_to_no_more_than_a_circle() {
    let reach = reach_of(&network(2001, &star(2001)));
    assert!((reach[0] - 150.0).abs() < 0.1, "{}", reach[0]);
    assert!((reach[1] - 151.0).abs() < 0.1, "{}", reach[1]);
}

#[test]
fn the_middle_of_a_tribe_stands_out_in_it() {
    let network = network(34, &karate_pairs());
    let (tribes, _) = scored(&network);
    let z = within_tribe::within_tribe_z(&network, &tribes, &Ticket::new()).unwrap();
    for tribe in &tribes.tribes {
        let n = tribe.members.len() as f64;
        let mean = tribe.members.iter().map(|&person| f64::from(z[person as usize])).sum::<f64>() / n;
        assert!(mean.abs() < 1e-6);
    }
    assert!(z[0] > 1.5 && z[33] > 1.5);
    assert_eq!(within_tribe::within_tribe_z(&Network::default(), &Tribes::default(), &Ticket::new()), Ok(Vec::new()));
}

#[test]
fn strengths_of_one_are_no_strengths_and_a_factor_changes_no_order() {
    let pairs = karate_pairs();
    let twice: Vec<_> = pairs.iter().map(|&(a, b, s)| (a, b, 2.0 * s)).collect();
    assert_near(pagerank_of(&network(34, &twice)), &pagerank_of(&network(34, &pairs)), 1e-12);
    assert_near(pagerank_of(&network(34, &unweighted(&pairs))), &known(4), 1e-8);
}

#[test]
fn other_rows_permute_the_answers() {
    let pairs = planted(4);
    let moved: Vec<_> = pairs.iter().map(|&(a, b, s)| (79 - a, 79 - b, s)).collect();
    let (_, here) = scored(&network(80, &pairs));
    let (_, there) = scored(&network(80, &moved));
    for person in 0..80usize {
        assert!((here.pagerank[person] - there.pagerank[79 - person]).abs() < 1e-8);
        assert!((here.reach_people[person] - there.reach_people[79 - person]).abs() < 1e-3);
        assert!((here.influence[person] - there.influence[79 - person]).abs() < 1e-3);
    }
}

#[test]
fn a_part_far_away_leaves_the_order() {
    let mut pairs = karate_pairs();
    let order = |pagerank: &[f64]| {
        let mut order: Vec<usize> = (0..34).collect();
        order.sort_by(|&x, &y| pagerank[y].total_cmp(&pagerank[x]).then(x.cmp(&y)));
        order
    };
    let before = order(&pagerank_of(&network(34, &pairs)));
    pairs.extend(star(9).iter().map(|&(a, b, s)| (34 + a, 34 + b, s)));
    assert_eq!(order(&pagerank_of(&network(43, &pairs))), before);
}

#[test]
fn one_thread_gives_the_same_bytes_as_many() {
    // More people than one thread works on at a time.
    let network = network(5_200, &repeated(&planted(20), 13));
    let on = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| scored(&network))
    };
    assert_eq!(format!("{:?}", on(1)), format!("{:?}", on(7)));
}

#[test]
fn shapes_without_anybody_or_anything_to_say() {
    assert!(pagerank_of(&Network::default()).is_empty());
    let (tribes, scores) = scored(&network(3, &[]));
    assert!(tribes.tribes.is_empty() && scores.order.is_empty());
    assert_eq!(scores.influence, [0.0; 3]);
    let (_, pair) = scored(&network(2, &[(0, 1, 0.5)]));
    assert_eq!(pair.rank, [1, 2]);
    let (_, star) = scored(&network(8, &star(8)));
    assert_eq!(star.rank[0], 1);
    assert_eq!(kcore::core_numbers(&network(5, &complete(5)), &Ticket::new()).unwrap(), [4; 5]);
    assert_eq!(kcore::core_numbers(&network(5, &path(5)), &Ticket::new()).unwrap(), [1; 5]);
    assert!(constraint::constraint(&network(1, &[]), 0).is_nan());
}

#[test]
fn core_numbers_of_people_in_parts_are_those_of_all_together() {
    let pairs = (0..900u32).flat_map(|a| (1..=a * 31 % 17).map(move |k| (a, (a * 7 + k * k * 13) % 900, 1.0)));
    let pairs: Vec<(u32, u32, f32)> = pairs.filter(|&(a, b, _)| a != b).collect();
    let all = network(900, &pairs);
    let cores = kcore::in_parts(&all, 1, &Ticket::new()).unwrap();
    for n_parts in [2, 3, 4, 7] {
        assert_eq!(kcore::in_parts(&all, n_parts, &Ticket::new()).unwrap(), cores, "{n_parts}");
    }
    // By the definition: the k-core is what stays when whoever has fewer than k ties inside is taken out, again and again.
    let most = *cores.iter().max().unwrap();
    for k in 1..=most + 1 {
        let mut is_in = [true; 900];
        while let Some(out) = (0..900u32).find(|&person| {
            let inside = all.ties_of(person).filter(|(other, _)| is_in[*other as usize]).count();
            is_in[person as usize] && inside < k as usize
        }) {
            is_in[out as usize] = false;
        }
        assert!((0..900).all(|person| is_in[person] == (cores[person] >= k)), "{k}");
    }
    assert!(most > 5);
}

#[test]
fn somebody_with_more_ties_than_sixteen_bits_count_has_a_core_too() {
    let hub = network(70_000, &[star(70_000), vec![(1, 2, 1.0)]].concat());
    let cores = kcore::core_numbers(&hub, &Ticket::new()).unwrap();
    assert_eq!(kcore::in_parts(&hub, 3, &Ticket::new()).unwrap(), cores);
    assert_eq!((&cores[..4], cores[4..].iter().all(|&core| core == 1)), (&[2, 2, 2, 1][..], true));
}

#[test]
fn a_stop_is_heard_in_every_part() {
    let (network, ticket) = (network(34, &karate_pairs()), Ticket::new());
    ticket.stop();
    assert_eq!(pagerank::pagerank(&network, None, &ticket), Err(Stopped));
    assert_eq!(kcore::core_numbers(&network, &ticket), Err(Stopped));
    assert_eq!(reach::reach(&network, &[true; 34], &ticket), Err(Stopped));
}
