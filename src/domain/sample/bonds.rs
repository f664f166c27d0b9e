//! Who is in touch with whom in the town, how often and in which manner; knows no moment and no file.

use super::draw::Draw;
use super::folk::{Folk, Planted};
use super::lists::PASTIMES;

/// How the contacts of a bond lie in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Even gaps over the whole time.
    Steady,
    /// Much on a few days, silence between them.
    Bursty,
    /// As it comes.
    Chance,
}

/// Two parties and their manner of keeping in touch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bond {
    pub a: u32,
    pub b: u32,
    /// Expected contacts in the whole time.
    pub n_contacts: f32,
    /// The share of contacts that `a` begins.
    pub share_from_a: f32,
    /// Usual length of a call.
    pub seconds: f32,
    /// The share of contacts that are messages.
    pub share_written: f32,
    pub habit: Habit,
    pub is_nightly: bool,
    /// The share of calls that nobody answers.
    pub share_missed: f32,
}

const ORDINARY: Bond = Bond {
    a: 0,
    b: 0,
    n_contacts: 1.0,
    share_from_a: 0.5,
    seconds: 80.0,
    share_written: 0.4,
    habit: Habit::Bursty,
    is_nightly: false,
    share_missed: 0.08,
};

/// Every bond of the town; their number grows with that of its people.
pub(super) fn tie(folk: &Folk, draw: &mut Draw) -> Vec<Bond> {
    let mut bonds = Vec::with_capacity(folk.n_people * 8);
    for tribe in &folk.tribes {
        tie_tribe(tribe, folk, draw, &mut bonds);
    }
    tie_far_apart(folk, draw, &mut bonds);
    tie_crowds(folk, draw, &mut bonds);
    bonds.retain(|bond| bond.a != bond.b);
    bonds
}

fn tie_tribe(tribe: &Planted, folk: &Folk, draw: &mut Draw, bonds: &mut Vec<Bond>) {
    let first = bonds.len();
    let mut ordinary: Vec<u32> = tribe.others.clone();
    ordinary.extend(&tribe.spreaders);
    ordinary.extend(tribe.bridges.iter().map(|&(person, _)| person));
    draw.shuffle(&mut ordinary);
    tie_circles(&ordinary, draw, bonds);
    tie_leaders(tribe, &ordinary, draw, bonds);
    for &spreader in &tribe.spreaders {
        tie_spreader(spreader, &ordinary, folk, draw, bonds);
    }
    for &(assistant, leader) in &tribe.assistants {
        let n_contacts = draw.log_normal(55.0, 0.2) as f32;
        let close = Bond { a: assistant, b: leader, n_contacts, seconds: 300.0, habit: Habit::Steady, ..ORDINARY };
        bonds.push(close);
        for _ in 0..2 {
            bonds.push(Bond { n_contacts: 3.0, ..familiar(assistant, draw.pick(&ordinary), draw) });
        }
    }
    let is_nightly = PASTIMES[tribe.pastime].is_nightly;
    for bond in &mut bonds[first..] {
        bond.is_nightly = is_nightly;
    }
    for &(person, elsewhere) in &tribe.bridges {
        let there = &folk.tribes[elsewhere];
        for _ in 0..5.min(there.others.len()) {
            bonds.push(familiar(person, draw.pick(&there.others), draw));
        }
        if let Some(&leader) = there.leaders.first() {
            bonds.push(Bond { share_from_a: 0.55, ..familiar(person, leader, draw) });
        }
    }
}

/// Small circles of friends inside a tribe, and a few acquaintances across them.
fn tie_circles(people: &[u32], draw: &mut Draw, bonds: &mut Vec<Bond>) {
    let mut rest = people;
    while !rest.is_empty() {
        let (circle, others) = rest.split_at(rest.len().min(7 + draw.below(7)));
        rest = others;
        for (place, &a) in circle.iter().enumerate() {
            for &b in &circle[place + 1..] {
                if draw.chance(0.45) {
                    bonds.push(familiar(a, b, draw));
                }
            }
        }
    }
    for &a in people {
        for _ in 0..draw.count(1.2) {
            let b = draw.pick(people);
            bonds.push(Bond { n_contacts: draw.log_normal(2.2, 0.5) as f32, ..familiar(a, b, draw) });
        }
    }
}

/// People come to a leader, and the leader comes back to them.
fn tie_leaders(tribe: &Planted, followers: &[u32], draw: &mut Draw, bonds: &mut Vec<Bond>) {
    let close = |a: u32, b: u32, share_from_a: f32, draw: &mut Draw| Bond {
        a,
        b,
        n_contacts: draw.log_normal(9.0, 0.4) as f32,
        share_from_a,
        seconds: draw.log_normal(210.0, 0.3) as f32,
        habit: Habit::Steady,
        share_missed: 0.04,
        ..ORDINARY
    };
    let chance = (45.0 / followers.len().max(1) as f64).min(0.7);
    for (place, &leader) in tribe.leaders.iter().enumerate() {
        for &follower in followers {
            if draw.chance(chance) {
                bonds.push(close(follower, leader, 0.6, draw));
            }
        }
        for &other in &tribe.leaders[place + 1..] {
            if draw.chance(0.6) {
                bonds.push(close(leader, other, 0.5, draw));
            }
        }
    }
}

/// A spreader tells most of the tribe and many beyond it, and is seldom called back: more friends than a leader has.
fn tie_spreader(spreader: u32, tribe: &[u32], folk: &Folk, draw: &mut Draw, bonds: &mut Vec<Bond>) {
    let telling = |b: u32, draw: &mut Draw| Bond {
        a: spreader,
        b,
        n_contacts: draw.log_normal(2.5, 0.4) as f32,
        share_from_a: 0.9,
        seconds: 35.0,
        share_written: 0.6,
        habit: Habit::Chance,
        ..ORDINARY
    };
    for _ in 0..tribe.len().min(60) {
        bonds.push(telling(draw.pick(tribe), draw));
    }
    for _ in 0..25 {
        bonds.push(telling(draw.below(folk.n_people) as u32, draw));
    }
}

/// Weak ties across the town, the friends of those who keep to themselves, and numbers outside the market.
fn tie_far_apart(folk: &Folk, draw: &mut Draw, bonds: &mut Vec<Bond>) {
    for person in 0..folk.n_people as u32 {
        let is_alone = folk.home[person as usize].is_none();
        for _ in 0..draw.count(if is_alone { 1.8 } else { 1.0 }) {
            let b = draw.below(folk.n_people) as u32;
            let n_contacts = if is_alone { 3.0 } else { 1.2 };
            bonds.push(Bond { a: person, b, n_contacts, share_from_a: 0.7, habit: Habit::Chance, ..ORDINARY });
        }
        for _ in 0..draw.count(0.8) {
            let b = folk.outside().start + draw.below(folk.n_outside) as u32;
            if b < folk.outside().end {
                bonds.push(Bond { share_written: 0.15, ..familiar(person, b, draw) });
            }
        }
    }
}

/// The celebrity, the shops and the call centre: very many, once, and one-sided.
fn tie_crowds(folk: &Folk, draw: &mut Draw, bonds: &mut Vec<Bond>) {
    let n = folk.n_people;
    let once = Bond { seconds: 25.0, share_written: 0.0, habit: Habit::Chance, ..ORDINARY };
    let anyone = |draw: &mut Draw| draw.below(n) as u32;
    if let Some(celebrity) = folk.celebrity {
        for _ in 0..n / 5 {
            let a = anyone(draw);
            bonds.push(Bond { a, b: celebrity, share_from_a: 0.98, share_written: 0.5, share_missed: 0.5, ..once });
        }
    }
    for shop in folk.shops() {
        for _ in 0..(n / 6).min(400) {
            let a = anyone(draw);
            bonds.push(Bond { a, b: shop, n_contacts: 1.5, share_from_a: 0.94, seconds: 70.0, ..once });
        }
    }
    for _ in 0..n * 35 / 100 {
        let b = anyone(draw);
        let a = folk.call_centre();
        bonds.push(Bond { a, b, n_contacts: 1.3, share_from_a: 1.0, share_missed: 0.45, ..once });
    }
}

/// An ordinary friendship: mutual, of any strength.
fn familiar(a: u32, b: u32, draw: &mut Draw) -> Bond {
    Bond {
        a,
        b,
        n_contacts: draw.log_normal(4.5, 0.7) as f32,
        share_from_a: (0.5 + 0.15 * draw.normal()).clamp(0.1, 0.9) as f32,
        seconds: draw.log_normal(80.0, 0.4) as f32,
        share_written: (0.4 + 0.2 * draw.normal()).clamp(0.0, 0.9) as f32,
        ..ORDINARY
    }
}
