//! Made networks with planted tribes, the same for the same size; measures nothing.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tribewise::domain::model::{Going, Ties};

pub const SEED: u64 = 42;

/// One planted tie.
#[derive(Clone, Copy)]
pub struct Planted {
    pub a: u32,
    pub b: u32,
    /// Between two tribes.
    pub is_across: bool,
}

/// A degree-corrected planted partition: propensities Pareto(1.5) capped at √n/2, tribes of 30 to 3,000 by a power law
/// of exponent 2, 35 % of the draws across tribes, each pair once, rows shuffled. Sorted by (a, b).
pub fn pairs(n_people: u32, n_ties: usize) -> Vec<Planted> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let town = Town::new(n_people, &mut rng);
    let mut keys: Vec<u64> = Vec::with_capacity(n_ties + n_ties / 2);
    while keys.len() < n_ties {
        let n_missing = n_ties - keys.len();
        for _ in 0..n_missing + n_missing / 3 {
            let (a, b) = town.draw(&mut rng);
            if a != b {
                keys.push(u64::from(a.min(b)) << 32 | u64::from(a.max(b)));
            }
        }
        keys.sort_unstable();
        keys.dedup();
    }
    // Spread over all rows, so that no part of the town is thinned more than another.
    let n_over = keys.len() - n_ties;
    for _ in 0..n_over {
        let last = keys.len() - 1;
        keys.swap(rng.random_range(0..=last), last);
        keys.pop();
    }
    keys.sort_unstable();
    let tie = |key: u64| {
        let (a, b) = ((key >> 32) as u32, key as u32);
        Planted { a, b, is_across: town.tribe_of[a as usize] != town.tribe_of[b as usize] }
    };
    keys.into_iter().map(tie).collect()
}

struct Town {
    /// Of the people before the shuffle, one more than there are people.
    sums: Vec<f64>,
    begins: Vec<u32>,
    block_of: Vec<u32>,
    shuffled: Vec<u32>,
    /// Of the people as they are given out.
    tribe_of: Vec<u32>,
}

impl Town {
    fn new(n_people: u32, rng: &mut ChaCha8Rng) -> Town {
        let n = n_people as usize;
        let cap = f64::from(n_people).sqrt() / 2.0;
        let mut sums = vec![0.0; n + 1];
        for person in 0..n {
            sums[person + 1] = sums[person] + rng.random::<f64>().powf(-1.0 / 1.5).min(cap);
        }
        let mut begins = vec![0u32];
        let mut block_of = Vec::with_capacity(n);
        while block_of.len() < n {
            let share: f64 = rng.random();
            let size = (1.0 / (1.0 / 30.0 - share * (1.0 / 30.0 - 1.0 / 3000.0))) as usize;
            let end = (block_of.len() + size).min(n);
            block_of.resize(end, begins.len() as u32 - 1);
            begins.push(end as u32);
        }
        let mut shuffled: Vec<u32> = (0..n_people).collect();
        for n in (1..shuffled.len()).rev() {
            shuffled.swap(n, rng.random_range(0..=n));
        }
        let mut tribe_of = vec![0; n];
        for (person, &tribe) in block_of.iter().enumerate() {
            tribe_of[shuffled[person] as usize] = tribe;
        }
        Town { sums, begins, block_of, shuffled, tribe_of }
    }

    fn draw(&self, rng: &mut ChaCha8Rng) -> (u32, u32) {
        let one = |rng: &mut ChaCha8Rng, begin: u32, end: u32| {
            let (low, high) = (self.sums[begin as usize], self.sums[end as usize]);
            let wanted = low + rng.random::<f64>() * (high - low);
            (self.sums.partition_point(|&sum| sum <= wanted) as u32 - 1).clamp(begin, end - 1)
        };
        let n_people = self.block_of.len() as u32;
        let a = one(rng, 0, n_people);
        let block = self.block_of[a as usize] as usize;
        let is_across = rng.random::<f64>() < 0.35;
        let b = if is_across { one(rng, 0, n_people) } else { one(rng, self.begins[block], self.begins[block + 1]) };
        (self.shuffled[a as usize], self.shuffled[b as usize])
    }
}

/// Ties of log-normal weights, mapped to (0, 1), larger inside tribes; as many contacts out as back.
pub fn ties(pairs: &[Planted]) -> Ties {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED + 1);
    let strength = |pair: &Planted| {
        // The sum of twelve draws less six is as good as a normal number here.
        let normal: f64 = (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
        let weight = (normal + if pair.is_across { -0.5 } else { 0.5 }).exp();
        (weight / (1.0 + weight)) as f32
    };
    Ties {
        a: pairs.iter().map(|pair| pair.a).collect(),
        b: pairs.iter().map(|pair| pair.b).collect(),
        strength: pairs.iter().map(strength).collect(),
        going: vec![Going::EVEN; pairs.len()],
        ..Ties::default()
    }
}
