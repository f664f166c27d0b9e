//! Who lives in the town: tribes, the parts people play in them, shops, and numbers outside; knows no calls and no files.

use super::draw::Draw;
use super::lists::{DISTRICTS, PASTIMES};

/// People to a tribe on average.
const PEOPLE_A_TRIBE: usize = 90;
/// No tribe is planned smaller than this while there are people enough.
const LEAST_TRIBE: usize = 12;
/// One leader in this many keeps telling others to leave.
const LEADERS_AN_OFFSIDE: usize = 8;
/// How many different numbers outside can be told apart; see [`super::book`].
const MOST_OUTSIDE: usize = 100_000;

/// A tribe as planted. Everyone in it stands in exactly one of its lists.
#[derive(Debug, Default)]
pub(super) struct Planted {
    pub pastime: usize,
    pub district: usize,
    /// Others come to them: steady, long, both ways.
    pub leaders: Vec<u32>,
    /// They go to others: often, short, rarely answered.
    pub spreaders: Vec<u32>,
    /// At home here and in another tribe, named by its place.
    pub bridges: Vec<(u32, usize)>,
    /// They have the ear of a leader and hardly know the rest: (assistant, leader).
    pub assistants: Vec<(u32, u32)>,
    pub others: Vec<u32>,
    /// Whether its leaders were among the first to buy the novelty.
    pub is_early: bool,
}

impl Planted {
    pub fn members(&self) -> impl Iterator<Item = u32> {
        let apart = self.leaders.iter().chain(&self.spreaders).copied();
        let bridges = self.bridges.iter().map(|&(person, _)| person);
        let assistants = self.assistants.iter().map(|&(person, _)| person);
        apart.chain(bridges).chain(assistants).chain(self.others.iter().copied())
    }
}

/// Everybody who can be called. People are 0..`n_people`, then shops, then the call centre, then numbers outside.
#[derive(Debug, Default)]
pub(super) struct Folk {
    pub n_people: usize,
    pub n_shops: usize,
    pub n_outside: usize,
    pub tribes: Vec<Planted>,
    /// The tribe that each person is at home in; `None` for those who keep to themselves.
    pub home: Vec<Option<usize>>,
    pub is_leader: Vec<bool>,
    /// Leaders who are against the company.
    pub offside: Vec<u32>,
    /// Called once by very many, close to few.
    pub celebrity: Option<u32>,
}

impl Folk {
    pub fn shops(&self) -> std::ops::Range<u32> {
        self.n_people as u32..(self.n_people + self.n_shops) as u32
    }

    pub fn call_centre(&self) -> u32 {
        (self.n_people + self.n_shops) as u32
    }

    pub fn outside(&self) -> std::ops::Range<u32> {
        let first = self.call_centre() + 1;
        first..first + self.n_outside as u32
    }
}

/// Settles `n_people` people; time and memory grow with their number.
pub(super) fn settle(n_people: usize, draw: &mut Draw) -> Folk {
    let mut folk = Folk {
        n_people,
        n_shops: if n_people == 0 { 0 } else { 3 + n_people / 1500 },
        n_outside: (n_people * 12 / 100).min(MOST_OUTSIDE),
        home: vec![None; n_people],
        is_leader: vec![false; n_people],
        ..Folk::default()
    };
    let mut order: Vec<u32> = (0..n_people as u32).collect();
    draw.shuffle(&mut order);
    let n_attached = n_people - n_people * 4 / 100;
    let mut pastimes: Vec<usize> = (0..PASTIMES.len()).collect();
    draw.shuffle(&mut pastimes);
    let sizes = sizes(n_attached, draw);
    let n_tribes = sizes.len();
    let mut first = 0;
    for (tribe, size) in sizes.into_iter().enumerate() {
        let members = &order[first..first + size];
        first += size;
        for &person in members {
            folk.home[person as usize] = Some(tribe);
        }
        let mut planted = cast(members, tribe, n_tribes, draw);
        planted.pastime = pastimes[tribe % pastimes.len()];
        planted.district = draw.below(DISTRICTS.len());
        folk.tribes.push(planted);
    }
    single_out(&mut folk, draw);
    folk
}

/// Tribe sizes by a power law; they add up to `n`.
fn sizes(n: usize, draw: &mut Draw) -> Vec<usize> {
    if n == 0 {
        return Vec::new();
    }
    let n_tribes = (n / PEOPLE_A_TRIBE).max(1);
    let weights: Vec<f64> = (0..n_tribes).map(|_| draw.power(1.3, 8.0)).collect();
    let total: f64 = weights.iter().sum();
    let least = LEAST_TRIBE.min(n / n_tribes);
    let shared = n - least * n_tribes;
    let mut sizes: Vec<usize> =
        weights.iter().map(|weight| least + (shared as f64 * weight / total).floor() as usize).collect();
    let left = n.saturating_sub(sizes.iter().sum());
    for place in 0..left {
        sizes[place % n_tribes] += 1;
    }
    sizes
}

/// Gives the members of one tribe their parts.
fn cast(members: &[u32], tribe: usize, n_tribes: usize, draw: &mut Draw) -> Planted {
    let n = members.len();
    if n < 8 {
        return Planted { others: members.to_vec(), ..Planted::default() };
    }
    let (leaders, rest) = members.split_at(1 + n / 40);
    let (spreaders, rest) = rest.split_at(usize::from(n >= 20) + n / 35);
    let (bridges, rest) = rest.split_at(if n_tribes > 1 { 1 + n / 80 } else { 0 });
    let has_assistant = n >= 30 && draw.chance(0.6);
    let (assistants, others) = rest.split_at(usize::from(has_assistant));
    let elsewhere = |draw: &mut Draw| (tribe + 1 + draw.below(n_tribes - 1)) % n_tribes;
    Planted {
        bridges: bridges.iter().map(|&person| (person, elsewhere(draw))).collect(),
        assistants: assistants.iter().map(|&person| (person, leaders[0])).collect(),
        leaders: leaders.to_vec(),
        spreaders: spreaders.to_vec(),
        others: others.to_vec(),
        is_early: draw.chance(0.5),
        ..Planted::default()
    }
}

/// Marks the leaders, sets some of them against the company, and makes one ordinary person famous.
fn single_out(folk: &mut Folk, draw: &mut Draw) {
    let mut leaders: Vec<u32> = folk.tribes.iter().flat_map(|tribe| tribe.leaders.iter().copied()).collect();
    for &leader in &leaders {
        folk.is_leader[leader as usize] = true;
    }
    draw.shuffle(&mut leaders);
    leaders.truncate(leaders.len().div_ceil(LEADERS_AN_OFFSIDE));
    leaders.sort_unstable();
    folk.offside = leaders;
    let modest: Vec<u32> = folk.tribes.iter().flat_map(|tribe| tribe.others.iter().copied()).collect();
    folk.celebrity = (!modest.is_empty()).then(|| draw.pick(&modest));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_attached_is_in_one_tribe_and_sizes_are_uneven() {
        for n in [0, 1, 7, 30, 200, 2400] {
            let folk = settle(n, &mut Draw::new(5, 0));
            let mut members: Vec<u32> = folk.tribes.iter().flat_map(Planted::members).collect();
            members.sort_unstable();
            members.dedup();
            assert_eq!(members.len(), folk.home.iter().flatten().count());
            assert_eq!(members.len(), folk.tribes.iter().map(|tribe| tribe.members().count()).sum::<usize>());
            assert_eq!(members.len(), n - n * 4 / 100);
        }
        let folk = settle(2400, &mut Draw::new(5, 0));
        assert_eq!(folk.tribes.len(), 25);
        let largest = folk.tribes.iter().map(|tribe| tribe.members().count()).max().unwrap();
        let smallest = folk.tribes.iter().map(|tribe| tribe.members().count()).min().unwrap();
        assert!(largest > 3 * smallest, "{smallest} to {largest}");
    }
}
