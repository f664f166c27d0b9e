//! A made town for tests of screens: planted tribes, a few people with many ties, names; the same every time.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;
use tribewise::domain::model::{Network, People, Role, Scores, Ties, Tribe, Tribes};
use tribewise::domain::placement::place;
use tribewise::domain::score::Scored;
use tribewise::domain::ticket::Ticket;

const NAMES: [&str; 24] = [
    "Runners",
    "Home cooks",
    "Night owls",
    "Young parents",
    "Gamers",
    "Football fans",
    "Commuters",
    "Students",
    "Gardeners",
    "Mountain club",
    "Choir",
    "Film lovers",
    "Small business",
    "Readers",
    "Cyclists",
    "Board games",
    "Anglers",
    "Beach volleyball",
    "Painters",
    "Pensioners",
    "Dog people",
    "Vinyl",
    "Bakers",
    "Chess",
];
const FIRST: [&str; 20] = [
    "Anna", "Luca", "Sofia", "Marco", "Giulia", "Ahmet", "Elif", "Jonas", "Marta", "Pavel", "Ines", "Olga", "Tom",
    "Nadia", "Piotr", "Chiara", "Emre", "Lena", "Rafael", "Zoe",
];
const LAST: [&str; 14] = [
    "Rossi", "Kaya", "Novak", "Weber", "Silva", "Moretti", "Demir", "Costa", "Fischer", "Greco", "Horvat", "Marin",
    "Ricci", "Lang",
];

/// `n` people in up to 24 tribes, the last four of them with hardly a tie to the others.
pub fn town(n: usize, n_tribes: usize) -> Arc<Scored> {
    let mut random = ChaCha8Rng::seed_from_u64(42);
    let weight: Vec<f64> = (0..n_tribes).map(|k| 1.0 / (1.0 + k as f64).powf(0.75)).collect();
    let total: f64 = weight.iter().sum();
    let mut of = Vec::with_capacity(n);
    for (k, w) in weight.iter().enumerate() {
        let size = ((w / total * n as f64).round() as usize).max(2);
        of.extend(vec![k as u32; size]);
    }
    of.resize(n, 0);
    of.sort_unstable();
    let members: Vec<Vec<u32>> =
        (0..n_tribes as u32).map(|k| (0..n as u32).filter(|&p| of[p as usize] == k).collect()).collect();
    let pairs = ties(&mut random, &of, &members, n_tribes);
    let strength: Vec<f32> = pairs.iter().map(|_| random.random_range(0.0f32..1.0).powi(3) * 0.9 + 0.05).collect();
    let m = pairs.len();
    let ties = Ties {
        a: pairs.iter().map(|p| p.0).collect(),
        b: pairs.iter().map(|p| p.1).collect(),
        contacts_out: (0..m).map(|_| random.random_range(0..9)).collect(),
        contacts_back: (0..m).map(|_| random.random_range(0..9)).collect(),
        strength,
        ..Ties::default()
    };
    let network = Network::from_ties(n, &ties);
    let scores = scores(&network, &of);
    let mut people = People::from_ids((0..n).map(|k| format!("{}", 10_000 + k)).collect());
    for k in 0..n {
        let (first, last) = (FIRST[random.random_range(0..20)], LAST[random.random_range(0..14)]);
        if k % 17 != 0 {
            people.names.set(k, &format!("{first} {last}"));
        }
    }
    let tribes = members.into_iter().zip(NAMES.iter().cycle()).zip(0..).map(|((members, name), id)| Tribe {
        id: 100 + id,
        name: (*name).into(),
        members,
        ..Tribe::default()
    });
    let tribes = Tribes { tribes: tribes.collect(), of, modularity: 0.4 };
    let places = place(&network, &tribes, &scores, None, 1, &Ticket::new()).unwrap_or_default();
    Arc::new(Scored {
        people: Arc::new(people),
        ties: Arc::new(ties),
        network: Arc::new(network),
        tribes: Arc::new(tribes),
        scores: Arc::new(scores),
        places: Arc::new(places),
        ..Scored::default()
    })
}

fn ties(random: &mut ChaCha8Rng, of: &[u32], members: &[Vec<u32>], n_tribes: usize) -> Vec<(u32, u32)> {
    let n = of.len();
    // Few people have many ties: Pareto numbers of ties.
    let degrees: Vec<usize> = (0..n).map(|_| (2.0 / random.random_range(0.01f64..1.0).powf(0.6)) as usize).collect();
    let mut pairs = Vec::new();
    for p in 0..n as u32 {
        let home = of[p as usize] as usize;
        for _ in 0..degrees[p as usize] {
            let is_out = home + 4 < n_tribes && random.random_range(0.0..1.0) < 0.12;
            let tribe = if is_out { (home * 5 + random.random_range(1usize..5)) % (n_tribes - 4).max(1) } else { home };
            // The most tied of three, so that ties gather on few.
            let q = (0..3)
                .map(|_| members[tribe][random.random_range(0..members[tribe].len())])
                .max_by_key(|&q| degrees[q as usize])
                .unwrap_or(p);
            if p != q {
                pairs.push((p.min(q), p.max(q)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn scores(network: &Network, of: &[u32]) -> Scores {
    let n = network.n_people();
    let total: Vec<f32> = (0..n as u32).map(|p| network.ties_of(p).map(|t| t.1).sum()).collect();
    let mut order: Vec<u32> = (0..n as u32).filter(|&p| network.n_contacts(p) > 0).collect();
    order.sort_by(|&a, &b| total[b as usize].total_cmp(&total[a as usize]).then(a.cmp(&b)));
    let mut scores =
        Scores { influence: vec![0.0; n], rank: vec![0; n], role: vec![Role::Outsider; n], ..Scores::default() };
    for (k, &p) in order.iter().enumerate() {
        let row = p as usize;
        let share = k as f32 / order.len() as f32;
        scores.rank[row] = k as u32 + 1;
        scores.influence[row] = 100.0 * (1.0 - share).powi(2);
        let outside = network.ties_of(p).filter(|t| of[t.0 as usize] != of[row]).count();
        scores.role[row] = match share {
            s if s < 0.03 => Role::Leader,
            _ if outside >= 3 => Role::Bridge,
            s if s < 0.15 => Role::Spreader,
            s if s < 0.5 => Role::Core,
            _ if network.n_contacts(p) > 1 => Role::Follower,
            _ => Role::Outsider,
        };
    }
    scores.order = order;
    scores
}
