//! Small scored networks built by hand, for tests of what comes after scoring; knows no scoring formula.

use super::model::{Going, Network, People, Places, Role, Scores, Ties, Tribe, Tribes};
use super::score::Scored;
use std::cmp::Reverse;
use std::sync::Arc;

/// A made-up town: customers with ids 0.., ties, tribes as blocks of rows.
pub struct Town {
    pub people: People,
    pub ties: Ties,
    /// The tribe of each person.
    pub tribe_of: Vec<u32>,
}

impl Town {
    /// `n` customers "0", "1", ... all in tribe 0, tied by (a, b, strength) with a < b in order.
    pub fn new(n: u32, pairs: &[(u32, u32, f32)]) -> Town {
        let m = pairs.len();
        let mut people = People::from_ids((0..n).map(|k| k.to_string()).collect());
        people.has_profile.fill(true);
        let ties = Ties {
            a: pairs.iter().map(|p| p.0).collect(),
            b: pairs.iter().map(|p| p.1).collect(),
            channels: vec![1; m],
            contacts_out: vec![0; m],
            contacts_back: vec![0; m],
            days: vec![1; m],
            seconds: vec![60; m],
            first: vec![0; m].into(),
            last: vec![86_400; m].into(),
            recent_contacts: vec![1.0; m],
            going: vec![Going::EVEN; m],
            steadiness: vec![0.0; m],
            overlap: vec![0.0; m],
            strength: pairs.iter().map(|p| p.2).collect(),
            today: 86_400,
            ..Ties::default()
        };
        Town { people, ties, tribe_of: vec![0; n as usize] }
    }

    /// Everybody in a ring, the lower the row the more shortcuts.
    pub fn ring(n: u32) -> Town {
        let mut pairs: Vec<(u32, u32, f32)> = (0..n - 1).map(|k| (k, k + 1, 0.5)).collect();
        pairs.push((0, n - 1, 0.5));
        pairs.extend((0..n / 4).map(|k| (k, n - 2 - k, 0.9)));
        pairs.sort_by_key(|&(a, b, _)| (a, b));
        pairs.dedup_by_key(|&mut (a, b, _)| (a, b));
        Town::new(n, &pairs)
    }

    pub fn opted_out(mut self, rows: &[usize]) -> Town {
        for &row in rows {
            self.people.is_opted_out[row] = true;
        }
        self
    }

    /// The first `k` people make tribe 0, the others tribe 1.
    pub fn split_at(mut self, k: usize) -> Town {
        self.tribe_of[k..].fill(1);
        self
    }

    /// Influence is the summed strength here.
    pub fn scored(self) -> Scored {
        let Town { people, ties, tribe_of } = self;
        let network = Network::from_ties(people.len(), &ties);
        let scores = scores(&people, &network);
        let tribes = tribes(&tribe_of, &scores);
        Scored {
            people: Arc::new(people),
            ties: Arc::new(ties),
            network: Arc::new(network),
            tribes: Arc::new(tribes),
            scores: Arc::new(scores),
            places: Arc::new(Places::default()),
            ..Scored::default()
        }
    }
}

fn scores(people: &People, network: &Network) -> Scores {
    let n = people.len();
    let total: Vec<f32> = (0..n as u32).map(|p| network.ties_of(p).map(|(_, s)| s).sum()).collect();
    let is_ranked = |p: u32| !people.is_opted_out[p as usize] && network.n_contacts(p) > 0;
    let mut order: Vec<u32> = (0..n as u32).filter(|&p| is_ranked(p)).collect();
    order.sort_by_key(|&p| (Reverse((total[p as usize] * 1e4) as i64), p));
    let mut rank = vec![0; n];
    for (k, &p) in order.iter().enumerate() {
        rank[p as usize] = k as u32 + 1;
    }
    let part: Vec<f32> = rank.iter().map(|&r| if r == 0 { 0.0 } else { 1.0 - r as f32 / order.len() as f32 }).collect();
    Scores {
        influence: part.iter().map(|p| p * 100.0).collect(),
        rank_by_contacts: rank.clone(),
        rank,
        listened_to: part.clone(),
        reach: part.clone(),
        closeness: part.clone(),
        position: part.clone(),
        holding: vec![0.0; n],
        bridging: part,
        pagerank: vec![1.0 / n as f64; n],
        reach_people: vec![1.0; n],
        total_strength: total,
        participation: vec![0.0; n],
        n_contacts: (0..n as u32).map(|p| network.n_contacts(p) as u32).collect(),
        inward_share: vec![0.5; n],
        role: vec![Role::Core; n],
        order,
        ..Scores::default()
    }
}

fn tribes(tribe_of: &[u32], scores: &Scores) -> Tribes {
    let n_tribes = tribe_of.iter().max().map_or(0, |&t| t + 1);
    let tribe = |id: u32| {
        let mut members: Vec<u32> = (0..tribe_of.len() as u32).filter(|&p| tribe_of[p as usize] == id).collect();
        members.sort_by_key(|&p| (scores.rank[p as usize].wrapping_sub(1), p));
        // Lasting ids differ from positions on purpose.
        Tribe { id: id + 10, name: format!("Tribe {id}"), members, inside: 3.0, outside: 1.0, modularity_share: 0.25 }
    };
    Tribes { tribes: (0..n_tribes).map(tribe).collect(), of: tribe_of.to_vec(), modularity: 0.5 }
}
