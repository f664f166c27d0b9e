//! The chances along the ties of each person, laid out so that live ones are found without looking at all; knows not
//! which way word goes.

use super::draw::Draw;
use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;

/// Ties of a row of equal chances that are drawn one by one: below this a coin each is cheaper than a logarithm a gap.
const COINS: usize = 16;
const BLOCK: usize = 2_048;
const COIN: f64 = 1.0 / 4_294_967_296.0;

/// One row a person, flat. The chances of a row fall; once they are hazards that add up, they rise.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    offsets: &'a [usize],
    heads: Vec<Head>,
    people: Cow<'a, [Person]>,
    law: Law,
}

/// What the first look at a row needs, side by side: one wait for memory instead of three.
/// Sixteen bytes, so that none lies across two lines of a cache; a network of more than 2^32 slots fits no memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    begin: u32,
    n_ties: u32,
    /// The chance of every tie where all have the same; where they add up as hazards, that of all together.
    chance: f32,
    /// 1 / ln(1 - chance), where all have the same.
    per_log: f32,
}

impl Head {
    #[inline]
    fn slots(self) -> Range<usize> {
        let begin = self.begin as usize;
        begin..begin + self.n_ties as usize
    }
}

#[derive(Debug)]
enum Law {
    /// All ties of a row have one chance.
    Same,
    /// One chance a tie.
    Own { chance: Vec<f32> },
    /// One chance a tie, each added to those before it in its row.
    Summed { sums: Vec<f32> },
    /// One chance a tie as its hazard, -ln(1 - chance), each added to those before it in its row; infinite for certain
    /// ties, which stand last.
    Hazard { sums: Vec<f32> },
}

impl<'a> Rows<'a> {
    /// All ties of a row have one chance, by its person: the network's own rows are read, none is copied. O(people).
    pub fn even(network: &'a Network, chance: impl Fn(Person) -> f32 + Sync) -> Self {
        let head = |(person, ends): (usize, &[usize])| head(ends, tidy(chance(person as Person)));
        let heads = network.offsets.par_windows(2).enumerate().map(head).collect();
        Rows { offsets: &network.offsets, heads, people: Cow::Borrowed(&network.neighbours), law: Law::Same }
    }

    /// `chance` is asked for (row's person, slot of the network). O(ties x log(ties a person)).
    pub fn new(
        network: &'a Network,
        chance: impl Fn(Person, usize) -> f32 + Sync,
        ticket: &Ticket,
    ) -> Result<Self, Stopped> {
        let n_people = network.n_people();
        let block = |first: usize| {
            ticket.check()?;
            let last = (first + BLOCK).min(n_people);
            let mut slots = Vec::with_capacity(network.offsets[last] - network.offsets[first]);
            let mut is_even = true;
            for person in first..last {
                let begin = slots.len();
                let of_slot = |slot: usize| (tidy(chance(person as Person, slot)), network.neighbours[slot]);
                slots.extend(network.slots(person as Person).map(of_slot));
                let row = &mut slots[begin..];
                if row.windows(2).any(|pair| pair[0].0 != pair[1].0) {
                    is_even = false;
                    row.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
                }
            }
            Ok((slots, is_even))
        };
        let firsts: Vec<usize> = (0..n_people).step_by(BLOCK).collect();
        let blocks: Vec<(Vec<(f32, Person)>, bool)> = firsts.into_par_iter().map(block).collect::<Result<_, _>>()?;
        if blocks.iter().all(|(_, is_even)| *is_even) {
            let first = |person: Person| network.slots(person).next().map_or(0.0, |slot| chance(person, slot));
            return Ok(Self::even(network, first));
        }
        let mut people = Vec::with_capacity(network.neighbours.len());
        let mut chances = Vec::with_capacity(network.neighbours.len());
        for (slots, _) in blocks {
            ticket.check()?;
            people.extend(slots.iter().map(|slot| slot.1));
            chances.extend(slots.iter().map(|slot| slot.0));
        }
        let heads = network.offsets.windows(2).map(|ends| head(ends, 0.0)).collect();
        let (people, law) = (Cow::Owned(people), Law::Own { chance: chances });
        Ok(Rows { offsets: &network.offsets, heads, people, law })
    }

    /// For [`Rows::pick`]: the chances of a row are then weights.
    pub fn summed(mut self) -> Self {
        if let Law::Own { chance } = &mut self.law {
            let mut sums = std::mem::take(chance);
            for ends in self.offsets.windows(2) {
                let mut sum = 0.0f64;
                for value in &mut sums[ends[0]..ends[1]] {
                    sum += f64::from(*value);
                    *value = sum as f32;
                }
            }
            self.law = Law::Summed { sums };
        }
        self
    }

    /// For [`Rows::live`]: the chances of a row become hazards that add up, small ones first, where sums are still exact.
    pub fn hazards(mut self) -> Self {
        if let Law::Own { chance } = &mut self.law {
            let mut sums = std::mem::take(chance);
            let people = self.people.to_mut();
            for (ends, head) in self.offsets.windows(2).zip(&mut self.heads) {
                sums[ends[0]..ends[1]].reverse();
                people[ends[0]..ends[1]].reverse();
                let mut sum = 0.0f64;
                for value in &mut sums[ends[0]..ends[1]] {
                    sum -= (-f64::from(*value)).ln_1p();
                    *value = sum as f32;
                }
                head.chance = sum as f32;
            }
            self.law = Law::Hazard { sums };
        }
        self
    }

    /// What is asked for first.
    #[inline]
    pub fn head(&self, person: Person) -> Head {
        self.heads[person as usize]
    }

    /// Who is at the other end.
    #[inline]
    pub fn other(&self, slot: usize) -> Person {
        self.people[slot]
    }

    /// Tells the slot of every tie of the row that is live in this draw, each with its own chance and apart from the others.
    ///
    /// Equal chances: the gap to the next live tie follows the geometric law (Guo, Wang, Wei & Chen 2020). Unequal ones: a
    /// Poisson stream runs along the summed hazards, and each point falls on the next live tie. O(live ties · log(ties)).
    #[inline]
    pub fn live(&self, head: Head, draw: &mut Draw, mut tell: impl FnMut(usize)) {
        let (n, slots) = (head.n_ties as usize, head.slots());
        let begin = slots.start;
        let mut tell = |at: usize| tell(begin + at);
        match &self.law {
            Law::Same if n <= COINS || head.chance >= 1.0 => {
                let chance = f64::from(head.chance);
                coins(n, |_| chance, draw, &mut tell);
            }
            Law::Same => gaps(n, f64::from(head.per_log), draw, &mut tell),
            Law::Hazard { sums } => points(&sums[slots], head.chance, draw, &mut tell),
            Law::Own { chance } | Law::Summed { sums: chance } => {
                let chance = &chance[slots];
                coins(n, |at| f64::from(chance[at]), draw, &mut tell);
            }
        }
    }

    /// The slot of one tie of the row, each with its weight, or none with what is left of 1. O(log(ties)).
    #[inline]
    pub fn pick(&self, head: Head, draw: &mut Draw) -> Option<usize> {
        let drawn = draw.share();
        let at = match &self.law {
            Law::Same => (drawn / f64::from(head.chance)) as usize,
            Law::Own { chance } | Law::Summed { sums: chance } | Law::Hazard { sums: chance } => {
                chance[head.slots()].partition_point(|&sum| f64::from(sum) <= drawn)
            }
        };
        // Where nothing weighs anything, the place is beyond every row.
        (at < head.n_ties as usize).then(|| head.begin as usize + at)
    }

    /// The ties of the person with their chances; not for summed rows.
    #[inline]
    pub fn each(&self, person: Person, mut tell: impl FnMut(Person, f32)) {
        let head = self.head(person);
        let people = &self.people[head.slots()];
        match &self.law {
            Law::Same => people.iter().for_each(|&other| tell(other, head.chance)),
            Law::Own { chance } | Law::Summed { sums: chance } => {
                people.iter().zip(&chance[head.slots()]).for_each(|(&other, &chance)| tell(other, chance));
            }
            Law::Hazard { sums } => {
                let mut before = 0.0;
                for (&other, &sum) in people.iter().zip(&sums[head.slots()]) {
                    // Certain ties are the last ones: there is no difference between two of them.
                    tell(other, if sum.is_infinite() { 1.0 } else { -(before - sum).exp_m1() });
                    before = sum;
                }
            }
        }
    }
}

fn tidy(chance: f32) -> f32 {
    if chance.is_nan() { 0.0 } else { chance.clamp(0.0, 1.0) }
}

/// The head of the row between these ends of the slots.
fn head(ends: &[usize], chance: f32) -> Head {
    debug_assert!(u32::try_from(ends[1]).is_ok());
    let per_log = (1.0 / (-f64::from(chance)).ln_1p()) as f32;
    Head { begin: ends[0] as u32, n_ties: (ends[1] - ends[0]) as u32, chance, per_log }
}

/// A coin a tie; one number serves two.
#[inline]
fn coins(n: usize, chance: impl Fn(usize) -> f64, draw: &mut Draw, tell: &mut impl FnMut(usize)) {
    let mut number = 0;
    for at in 0..n {
        number = if at % 2 == 0 { draw.next() } else { number << 32 };
        if (number >> 32) as f64 * COIN < chance(at) {
            tell(at);
        }
    }
}

/// Every place below `n` that is live, by the gaps between them.
#[inline]
fn gaps(n: usize, per_log: f64, draw: &mut Draw, tell: &mut impl FnMut(usize)) {
    let mut at = 0;
    while at < n {
        let gap = draw.unit().ln() * per_log;
        // A chance of nothing makes an endless gap, or none that is a number.
        if gap.is_nan() || gap >= (n - at) as f64 {
            return;
        }
        at += gap as usize;
        tell(at);
        at += 1;
    }
}

/// Every tie on whose stretch of the summed hazards a point of a Poisson stream falls first; `all` is the last sum.
#[inline]
fn points(sums: &[f32], all: f32, draw: &mut Draw, tell: &mut impl FnMut(usize)) {
    let (mut at, mut from) = (0, 0.0);
    while at < sums.len() {
        let point = from - draw.unit().ln();
        if point >= f64::from(all) {
            return;
        }
        at += sums[at..].partition_point(|&sum| f64::from(sum) <= point);
        if sums[at].is_infinite() {
            // Certain ties are the last ones.
            (at..sums.len()).for_each(tell);
            return;
        }
        tell(at);
        from = f64::from(sums[at]);
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::draw::Purpose;
    use super::*;
    use crate::domain::ties::fixtures::{network, star};

    /// How often each leaf of a star is live from its middle, of `n` draws.
    fn frequencies(chance: impl Fn(usize) -> f32 + Sync, n_leaves: u32, n: u32) -> Vec<f64> {
        let network = network(n_leaves as usize + 1, &star(n_leaves + 1));
        let rows = Rows::new(&network, |_, slot| chance(slot), &Ticket::new()).unwrap().hazards();
        let mut live = vec![0u32; n_leaves as usize];
        for number in 0..n {
            let mut draw = Draw::new(5, Purpose::Select, u64::from(number));
            rows.live(rows.head(0), &mut draw, |slot| live[rows.other(slot) as usize - 1] += 1);
        }
        live.into_iter().map(|times| f64::from(times) / f64::from(n)).collect()
    }

    #[test]
    fn every_tie_is_live_as_often_as_its_chance_says() {
        // Few equal ones (coins), many equal ones (gaps), and unequal ones (points), beside certain ones.
        let n = 20_000;
        let near = |found: f64, exact: f32| {
            let exact = f64::from(exact);
            (found - exact).abs() < 5.0 * (exact * (1.0 - exact) / f64::from(n)).sqrt() + 1e-12
        };
        for (n_leaves, p) in [(5, 0.3f32), (70, 0.05), (70, 0.9), (40, 1.0), (40, 0.0)] {
            assert!(frequencies(|_| p, n_leaves, n).into_iter().all(|found| near(found, p)), "{n_leaves} {p}");
        }
        let own = |slot: usize| [1.0, 0.001, 0.5, 0.02, 0.1, 0.0][slot % 6];
        let found = frequencies(own, 90, n);
        assert!(found.iter().enumerate().all(|(slot, &found)| near(found, own(slot))), "{found:?}");
    }

    #[test]
    fn two_ties_are_live_apart_from_each_other() {
        let network = network(41, &star(41));
        let rows = Rows::new(&network, |_, slot| if slot < 20 { 0.5 } else { 0.4 }, &Ticket::new()).unwrap().hazards();
        let mut both = 0;
        for number in 0..10_000 {
            let mut is_live = [false; 41];
            let mut draw = Draw::new(1, Purpose::Select, number);
            rows.live(rows.head(0), &mut draw, |slot| is_live[rows.other(slot) as usize] = true);
            both += i32::from(is_live[30] && is_live[31]);
        }
        // Six standard deviations of a binomial(10000, 0.16).
        assert!((both - 1_600).abs() < 220, "{both}");
    }

    #[test]
    fn one_tie_at_most_is_picked_each_by_its_weight() {
        let network = network(4, &star(4));
        for weights in [[0.5f32, 0.2, 0.1], [0.25, 0.25, 0.25]] {
            let rows = Rows::new(&network, |_, slot| weights[slot % 3], &Ticket::new()).unwrap().summed();
            let mut times = [0i32; 4];
            for number in 0..20_000 {
                let picked = rows.pick(rows.head(0), &mut Draw::new(2, Purpose::Select, number));
                times[picked.map_or(0, |slot| rows.other(slot) as usize)] += 1;
            }
            for (leaf, weight) in weights.iter().enumerate() {
                assert!((f64::from(times[leaf + 1]) / 20_000.0 - f64::from(*weight)).abs() < 0.02, "{times:?}");
            }
        }
    }

    #[test]
    fn nobody_is_picked_by_who_has_no_ties_or_only_weightless_ones() {
        // The last two people have none; the chance of all is the same.
        for weight in [0.5, 0.0] {
            let network = network(5, &[(0, 1, 1.0), (1, 2, 1.0)]);
            let rows = Rows::new(&network, |_, _| weight, &Ticket::new()).unwrap().summed();
            let pick = |person| rows.pick(rows.head(person), &mut Draw::new(2, Purpose::Select, 7));
            assert_eq!((pick(3), pick(4)), (None, None));
            assert!(weight > 0.0 || pick(1).is_none());
        }
    }
}
