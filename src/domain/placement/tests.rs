//! What a map promises: no overlap, everyone in their bubble, the same picture every time, no jumping, stop heard.

use super::super::model::{NO_TRIBE, Network, Ties, Tribe};
use super::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

struct Town {
    network: Network,
    tribes: Tribes,
    scores: Scores,
}

/// Tribes of these sizes (then one person without ties); people of a tribe are tied in a ring and by chance, tribe k is
/// tied to tribe k + 1 unless it is in `alone`.
fn town(sizes: &[usize], alone: &[usize]) -> Town {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let (mut tribes, mut of, mut pairs, mut first) = (Vec::new(), Vec::new(), Vec::new(), 0u32);
    for (k, &size) in sizes.iter().enumerate() {
        let n = size as u32;
        let mut members: Vec<u32> = (first..first + n).collect();
        for &p in &members {
            for q in [first + (p - first + 1) % n, first + random.random_range(0..n)] {
                pairs.push((p.min(q), p.max(q)));
            }
        }
        if k > 0 && !alone.contains(&k) {
            pairs.extend((0..n.min(5)).map(|j| (first - 1, first + j)));
        }
        of.extend(vec![k as u32; size]);
        members.reverse();
        let name = format!("Tribe {k}");
        tribes.push(Tribe { id: 100 + k as u32, name, members, ..Tribe::default() });
        first += n;
    }
    of.push(NO_TRIBE);
    pairs.retain(|(a, b)| a != b);
    pairs.sort_unstable();
    pairs.dedup();
    let scores = Scores { influence: (0..of.len()).map(|n| n as f32 * 0.01).collect(), ..Scores::default() };
    let network = network_of(of.len(), &pairs);
    Town { network, tribes: Tribes { tribes, of, modularity: 0.0 }, scores }
}

fn network_of(n: usize, pairs: &[(u32, u32)]) -> Network {
    let m = pairs.len();
    let ties = Ties {
        a: pairs.iter().map(|p| p.0).collect(),
        b: pairs.iter().map(|p| p.1).collect(),
        contacts_out: vec![1; m],
        contacts_back: vec![1; m],
        strength: pairs.iter().map(|&(a, b)| 0.2 + ((a * 7 + b * 3) % 10) as f32 * 0.08).collect(),
        ..Ties::default()
    };
    Network::from_ties(n, &ties)
}

impl Town {
    fn place(&self, previous: Option<Previous<'_>>) -> Places {
        place(&self.network, &self.tribes, &self.scores, previous, 1, &Ticket::new()).unwrap()
    }

    /// Fails where bubbles overlap or somebody stands outside.
    fn check(&self, places: &Places) {
        for (k, a) in places.bubbles.iter().enumerate() {
            assert!(a.x.is_finite() && a.y.is_finite() && a.radius > 0.0);
            for b in &places.bubbles[..k] {
                assert!(pack::distance(a, b) >= a.radius + b.radius, "{a:?} over {b:?}");
            }
        }
        for (person, at) in places.people.iter().enumerate() {
            let tribe = self.tribes.of[person];
            if tribe == NO_TRIBE {
                assert!(at[0].is_nan());
                continue;
            }
            let bubble = places.bubbles[tribe as usize];
            let far = (at[0] - bubble.x).hypot(at[1] - bubble.y);
            assert!(far + 0.3 <= bubble.radius, "{person} at {far} of {}", bubble.radius);
        }
    }
}

const SIZES: [usize; 12] = [700, 150, 90, 80, 60, 40, 30, 20, 9, 3, 2, 1];

#[test]
fn bubbles_do_not_overlap_and_hold_their_people() {
    for (sizes, alone) in [(&SIZES[..], &[][..]), (&SIZES, &[9, 10, 11]), (&[40; 30], &[]), (&[2; 200], &[1, 7])] {
        let town = town(sizes, alone);
        let places = town.place(None);
        town.check(&places);
        let (low, high) = pack::extent(&places.bubbles);
        let aspect = (high[0] - low[0]) / (high[1] - low[1]);
        assert!((0.9..2.4).contains(&aspect), "{} tribes: {aspect}", sizes.len());
    }
}

#[test]
fn areas_are_in_proportion_to_people() {
    let places = town(&SIZES, &[]).place(None);
    let share = (places.bubbles[1].radius / places.bubbles[4].radius).powi(2);
    assert!((share - 150.0 / 60.0).abs() < 1e-3);
}

#[test]
fn many_small_tribes_alone_stay_near_the_whole() {
    let mut sizes = vec![300, 200, 100];
    sizes.extend([2; 150]);
    let alone: Vec<usize> = (3..sizes.len()).collect();
    let town = town(&sizes, &alone);
    let places = town.place(None);
    town.check(&places);
    let area: f32 = places.bubbles.iter().map(|b| b.radius * b.radius * 3.0).sum();
    let (low, high) = pack::extent(&places.bubbles);
    assert!((high[0] - low[0]) * (high[1] - low[1]) < 6.0 * area);
}

#[test]
fn nobody_one_tribe_and_two_tribes_are_maps_too() {
    let nobody = Town { network: Network::default(), tribes: Tribes::default(), scores: Scores::default() };
    assert_eq!(nobody.place(None), Places::default());
    for sizes in [&[1][..], &[2], &[5], &[3, 1], &[1, 1]] {
        let town = town(sizes, &[]);
        town.check(&town.place(None));
    }
}

#[test]
fn tied_people_stand_nearer_than_others_and_the_influential_nearer_the_middle() {
    let town = town(&[400, 100], &[]);
    let places = town.place(None);
    let apart = |a: u32, b: u32| {
        let (p, q) = (places.people[a as usize], places.people[b as usize]);
        (p[0] - q[0]).hypot(p[1] - q[1])
    };
    let tied: f32 = (0..399).map(|p| apart(p, p + 1)).sum::<f32>() / 399.0;
    let any: f32 = (0..200).map(|p| apart(p, p + 200)).sum::<f32>() / 200.0;
    assert!(tied < 0.6 * any, "{tied} {any}");
    let bubble = places.bubbles[0];
    let far = |p: usize| (places.people[p][0] - bubble.x).hypot(places.people[p][1] - bubble.y);
    let (low, high) = ((0..40).map(far).sum::<f32>(), (360..400).map(far).sum::<f32>());
    assert!(high < 0.8 * low, "{high} {low}");
}

/// One tribe of circles of twelve friends who know each other, each circle tied once to the next; the seats of a circle
/// are far apart.
fn circles(n_circles: u32) -> Town {
    let n = 12 * n_circles;
    let person = |circle: u32, k: u32| circle % n_circles + n_circles * k;
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for circle in 0..n_circles {
        for (k, j) in (0..12).flat_map(|k| (0..k).map(move |j| (k, j))) {
            pairs.push((person(circle, j), person(circle, k)));
        }
        let (a, b) = (person(circle, 0), person(circle + 1, 5));
        pairs.push((a.min(b), a.max(b)));
    }
    pairs.sort_unstable();
    let tribe = Tribe { id: 1, members: (0..n).collect(), ..Tribe::default() };
    let scores = Scores { influence: (0..n).map(|p| p as f32 * 0.01).collect(), ..Scores::default() };
    let tribes = Tribes { tribes: vec![tribe], of: vec![0; n as usize], modularity: 0.0 };
    Town { network: network_of(n as usize, &pairs), tribes, scores }
}

#[test]
fn circles_of_friends_in_a_large_tribe_stand_beside_those_that_they_know() {
    let n_circles = 60;
    let places = circles(n_circles).place(None);
    let middle = |circle: u32| {
        let of = (0..12).map(|k| places.people[(circle % n_circles + n_circles * k) as usize]);
        of.fold([0.0; 2], |sum, at| [sum[0] + at[0] / 12.0, sum[1] + at[1] / 12.0])
    };
    let apart = |a: u32, b: u32| {
        let (p, q) = (middle(a), middle(b));
        (p[0] - q[0]).hypot(p[1] - q[1])
    };
    let known: f32 = (0..n_circles).map(|circle| apart(circle, circle + 1)).sum();
    let any: f32 = (0..n_circles).map(|circle| apart(circle, circle + n_circles / 4)).sum();
    assert!(known < 0.5 * any, "{}", known / any);
}

#[test]
fn whoever_is_tied_to_another_tribe_stands_on_its_side() {
    for sizes in [[200, 150], [90, 40], [300, 60]] {
        let town = town(&sizes, &[]);
        let places = town.place(None);
        let [a, b] = [0, 1].map(|tribe| places.bubbles[tribe]);
        // How far to the side of the other tribe somebody is, of how far from the middle.
        let side = |person: usize, own: Bubble, other: Bubble| {
            let (x, y) = (places.people[person][0] - own.x, places.people[person][1] - own.y);
            let (to_x, to_y) = (other.x - own.x, other.y - own.y);
            (x * to_x + y * to_y) / (x.hypot(y) * to_x.hypot(to_y))
        };
        // The last of the first tribe is tied to five of the second.
        assert!(side(sizes[0] - 1, a, b) > 0.9, "{sizes:?}");
        let theirs = (0..5).map(|k| side(sizes[0] + k, b, a)).sum::<f32>() / 5.0;
        assert!(theirs > 0.0, "{sizes:?} {theirs}");
    }
}

#[test]
fn people_keep_a_distance() {
    let town = town(&[300], &[]);
    let places = town.place(None);
    let mut least = f32::MAX;
    for a in 0..300 {
        for b in 0..a {
            let (p, q) = (places.people[a], places.people[b]);
            least = least.min((p[0] - q[0]).hypot(p[1] - q[1]));
        }
    }
    assert!(least > 0.8, "{least}");
}

#[test]
fn threads_do_not_matter() {
    let town = town(&SIZES, &[8]);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| town.place(None));
    let three = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap().install(|| town.place(None));
    assert_eq!(format!("{one:?}"), format!("{three:?}"));
}

#[test]
fn rows_of_people_do_not_matter() {
    let town = town(&SIZES, &[8]);
    let n = town.network.n_people() as u32;
    let moved = |p: u32| (p * 389 + 11) % n;
    assert_ne!(n % 389, 0, "389 is prime, so that every row gets another one");
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut strength = std::collections::BTreeMap::new();
    for p in 0..n {
        for (q, s) in town.network.ties_of(p) {
            if p < q {
                let pair = (moved(p).min(moved(q)), moved(p).max(moved(q)));
                pairs.push(pair);
                strength.insert(pair, s);
            }
        }
    }
    pairs.sort_unstable();
    let mut network = network_of(n as usize, &pairs);
    for p in 0..n {
        for slot in network.slots(p) {
            let q = network.neighbours[slot];
            network.strength[slot] = strength[&(p.min(q), p.max(q))];
        }
    }
    let mut other = Town { network, tribes: town.tribes.clone(), scores: town.scores.clone() };
    for p in 0..n {
        other.tribes.of[moved(p) as usize] = town.tribes.of[p as usize];
        other.scores.influence[moved(p) as usize] = town.scores.influence[p as usize];
    }
    for tribe in &mut other.tribes.tribes {
        tribe.members = tribe.members.iter().map(|&p| moved(p)).collect();
    }
    let (here, there) = (town.place(None), other.place(None));
    assert_eq!(here.bubbles, there.bubbles);
    for p in 0..n {
        let (a, b) = (here.people[p as usize], there.people[moved(p) as usize]);
        assert!(a == b || a[0].is_nan() && b[0].is_nan(), "{a:?} {b:?}");
    }
}

#[test]
fn the_same_again_does_not_move() {
    let town = town(&SIZES, &[8, 9]);
    let before = town.place(None);
    let bubbles = carry_bubbles(&town.tribes, &before);
    let after = town.place(Some(Previous { bubbles: &bubbles, people: &before.people }));
    assert_eq!(before.bubbles, after.bubbles);
    for (a, b) in before.people.iter().zip(&after.people) {
        assert!(a[0].is_nan() || (a[0] - b[0]).hypot(a[1] - b[1]) < 1e-3);
    }
}

#[test]
fn a_grown_tribe_and_a_new_one_move_the_others_little() {
    let small = town(&[200, 150, 90, 60], &[]);
    let before = small.place(None);
    let bubbles = carry_bubbles(&small.tribes, &before);
    let mut sizes = [200, 150, 90, 60].to_vec();
    sizes[3] = 80;
    sizes.push(25);
    let large = town(&sizes, &[]);
    let mut people = before.people.clone();
    people.resize(large.network.n_people(), [f32::NAN; 2]);
    let after = large.place(Some(Previous { bubbles: &bubbles, people: &people }));
    large.check(&after);
    for (old, new) in before.bubbles.iter().zip(&after.bubbles) {
        assert!(pack::distance(old, new) < 0.5 * old.radius, "{old:?} {new:?}");
    }
}

#[test]
fn a_stop_is_heard() {
    let town = town(&SIZES, &[]);
    let ticket = Ticket::new();
    ticket.stop();
    assert!(place(&town.network, &town.tribes, &town.scores, None, 1, &ticket).is_err());
}

#[test]
fn people_are_known_again_by_id() {
    let ids = |list: &[&str]| People::from_ids(list.iter().map(ToString::to_string).collect());
    let places = Places { people: vec![[1.0, 2.0], [3.0, 4.0]], ..Places::default() };
    let carried = carry_people(&ids(&["a", "c"]), &places, &ids(&["b", "c"]));
    assert!(carried[0][0].is_nan());
    assert_eq!(carried[1], [3.0, 4.0]);
}

#[test]
fn a_first_picture_has_the_tribes_where_they_stay_and_people_settle_into_it() {
    let mut town = town(&SIZES, &[9]);
    let whole = town.place(None);
    let rough = outline(&town.network, &town.tribes, &town.scores, None, 1, &Ticket::new()).unwrap();
    town.check(&rough);
    assert!(rough.is_rough && rough.bubbles == whole.bubbles && rough.people != whole.people);
    let settled =
        |town: &Town, rough: &Places| settle(rough, &town.network, &town.tribes, &town.scores, &Ticket::new()).unwrap();
    let same = |a: &Places, b: &Places| format!("{a:?}") == format!("{b:?}");
    assert!(same(&settled(&town, &rough), &whole));
    // Seats are nobody's own: they are not carried over, and the picture does not depend on the rows.
    let ids = People::from_ids((0..town.tribes.of.len()).map(|n| n.to_string()).collect());
    assert!(carry_people(&ids, &rough, &ids).iter().all(|at| at[0].is_nan()));
    assert_eq!(carry_people(&ids, &whole, &ids)[0], whole.people[0]);
    town.tribes.tribes[0].members.reverse();
    assert!(same(&outline(&town.network, &town.tribes, &town.scores, None, 1, &Ticket::new()).unwrap(), &rough));
    // Whoever was taken off the map meanwhile stays off it.
    let mut without = rough;
    without.people[3] = [f32::NAN; 2];
    assert!(settled(&town, &without).people[3][0].is_nan());
    let ticket = Ticket::new();
    ticket.stop();
    assert!(settle(&without, &town.network, &town.tribes, &town.scores, &ticket).is_err());
}
